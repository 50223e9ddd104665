//! The kinds of record, in one list: each with its schema, its facts and its rules.

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::rules::Run;
use super::shape::Schema;
use super::subject::Subject;
use super::{Case, Checked, Context, check_as};
use crate::annual::Year;
use crate::derive::{self, AlertFacts, ConferenceFacts, EventFacts, Facts, ProgressFacts};
use crate::diagnostic::Finding;
use crate::policy::{Packs, Policy};
use crate::read::Source;
use crate::record::{Alert, AnnualReport, Caseload, Conference, Event, Feedback, ProgressReview, Recognised, Record, Status};
use crate::survey::Survey;

/// An alert's case.
pub type AlertCase = Case<Alert, AlertFacts>;
/// A progress review's case.
pub type ProgressCase = Case<ProgressReview, ProgressFacts>;
/// An event's case.
pub type EventCase = Case<Event, EventFacts>;
/// A conference's case.
pub type ConferenceCase = Case<Conference, ConferenceFacts>;
/// A recognition's case.
pub type RecognisedCase = Case<Recognised, ()>;
/// The case of the report of a year: its facts are the year, counted.
pub type AnnualCase = Case<AnnualReport, Year>;
/// The case of a questionnaire.
pub type FeedbackCase = Case<Feedback, ()>;
/// The case of a caseload record.
pub type CaseloadCase = Case<Caseload, ()>;

/// The case of a record of any kind.
#[derive(Debug)]
pub enum AnyCase {
    /// A review.
    Review(Box<Case>),
    /// An alert.
    Alert(Box<AlertCase>),
    /// A progress review.
    Progress(Box<ProgressCase>),
    /// A significant change or event.
    Event(Box<EventCase>),
    /// A child protection conference.
    Conference(Box<ConferenceCase>),
    /// Recognition of excellent practice.
    Recognised(Box<RecognisedCase>),
    /// The report of a year or another period.
    Annual(Box<AnnualCase>),
    /// A questionnaire sent back.
    Feedback(Box<FeedbackCase>),
    /// Caseloads on a day.
    Caseload(Box<CaseloadCase>),
}

impl AnyCase {
    /// The pack it follows.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        match self {
            Self::Review(case) => &case.policy,
            Self::Alert(case) => &case.policy,
            Self::Progress(case) => &case.policy,
            Self::Event(case) => &case.policy,
            Self::Conference(case) => &case.policy,
            Self::Recognised(case) => &case.policy,
            Self::Annual(case) => &case.policy,
            Self::Feedback(case) => &case.policy,
            Self::Caseload(case) => &case.policy,
        }
    }

    /// Marks its documents as drafts.
    pub fn mark_draft(&mut self) {
        match self {
            Self::Review(case) => case.draft = true,
            Self::Alert(case) => case.draft = true,
            Self::Progress(case) => case.draft = true,
            Self::Event(case) => case.draft = true,
            Self::Conference(case) => case.draft = true,
            Self::Recognised(case) => case.draft = true,
            Self::Annual(case) => case.draft = true,
            Self::Feedback(case) => case.draft = true,
            Self::Caseload(case) => case.draft = true,
        }
    }

    /// The case of a review.
    #[must_use]
    pub fn review(self) -> Option<Case> {
        match self {
            Self::Review(case) => Some(*case),
            _ => None,
        }
    }
}

/// A kind of record, as `new` and `check` know it.
#[derive(Debug)]
pub struct KindInfo {
    /// As `kind:` writes it.
    pub key: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The record that `new` writes.
    pub scaffold: &'static str,
    /// Its schema.
    pub schema: &'static str,
    /// Its schema as its types make it.
    pub made: fn() -> serde_json::Value,
    pub(super) check: fn(&Source, Vec<Finding>, &mut Packs, &Survey, NaiveDate) -> Checked,
}

macro_rules! kinds {
    ($($key:literal $a:literal $record:ident $facts:ty, $run:ident, $schema:literal, $scaffold:literal, $about:literal, |$r:ident, $with:ident| $make:expr;)*) => {
        /// The kinds of record there are.
        pub const KINDS: &[KindInfo] = &[$(KindInfo {
            key: $key,
            about: $about,
            scaffold: include_str!(concat!("../../templates/scaffold/", $scaffold)),
            schema: include_str!(concat!("../../schemas/", $schema)),
            made: || crate::record::describe::schema::<$record>($key),
            check: check_as::<$record>,
        }),*];
        $(impl Kind for $record {
            const KEY: &'static str = $key;
            const A: &'static str = $a;
            type Facts = $facts;
            fn schema() -> &'static Result<Schema, String> {
                static SCHEMA: LazyLock<Result<Schema, String>> = LazyLock::new(|| Schema::new(include_str!(concat!("../../schemas/", $schema))));
                &SCHEMA
            }
            fn policy(&self) -> &str {
                &self.policy
            }
            fn status(&self) -> Status {
                self.status
            }
            fn facts(&self, $with: With<'_>) -> Option<$facts> {
                let $r = self;
                $make
            }
            fn rule(run: &Run) -> Option<CheckOf<Self, $facts>> {
                match run {
                    Run::$run(run) => Some(*run),
                    Run::Every(every) => Some(every.$run),
                    _ => None,
                }
            }
            fn any(case: Case<Self, $facts>) -> AnyCase {
                AnyCase::$run(Box::new(case))
            }
        })*
    };
}

/// What facts are worked out with.
#[derive(Debug)]
pub struct With<'a> {
    /// The pack.
    pub policy: &'a Policy,
    /// The batch in brief.
    pub survey: &'a Survey,
    /// Today.
    pub as_of: NaiveDate,
    /// The record's file, for what it names beside itself.
    pub path: &'a Path,
    /// The packs, for records that it names.
    pub packs: &'a mut Packs,
}

/// A rule's check, for one kind of record.
type CheckOf<R, F> = fn(&mut Context<'_, R, F>);

/// What checking needs to know of a kind.
pub trait Kind: Subject + DeserializeOwned + Sized + 'static {
    /// As `kind:` writes it.
    const KEY: &'static str;
    /// With its article, in a message.
    const A: &'static str;
    /// What a record and a pack add up to.
    type Facts;
    /// Its schema, compiled once.
    fn schema() -> &'static Result<Schema, String>;
    /// The pack's name.
    fn policy(&self) -> &str;
    /// How far the writing has come.
    fn status(&self) -> Status;
    /// Works the facts out; of the batch only the child's earlier records count.
    fn facts(&self, with: With<'_>) -> Option<Self::Facts>;
    /// A rule's check, where it is for this kind.
    fn rule(run: &Run) -> Option<CheckOf<Self, Self::Facts>>;
    /// Its case among those of all kinds.
    fn any(case: Case<Self, Self::Facts>) -> AnyCase;
}

kinds! {
    "review" "a review" Record Facts, Review, "review.schema.json", "review.yaml",
        "one review of one child", |r, with| review_facts(r, with.policy, with.survey);
    "alert" "an alert" Alert AlertFacts, Alert, "alert.schema.json", "alert.yaml",
        "one challenge from the first informal step to its resolution", |r, with| Some(derive::alert_facts(r, with.policy, with.as_of));
    "progress-review" "a progress review" ProgressReview ProgressFacts, Progress, "progress-review.schema.json", "progress-review.yaml",
        "the check at the mid-point between two reviews", |r, with| Some(derive::progress_facts(r, with.policy));
    "event" "an event" Event EventFacts, Event, "event.schema.json", "event.yaml",
        "a significant change or event between reviews", |r, with| Some(derive::event_facts(r, with.policy));
    "conference" "a conference" Conference ConferenceFacts, Conference, "conference.schema.json", "conference.yaml",
        "the timeline of a child protection conference", |r, with| Some(derive::conference_facts(r, with.policy));
    "recognition" "a recognition" Recognised (), Recognised, "recognition.schema.json", "recognition.yaml",
        "recognition of excellent practice, issued on its own", |_r, _with| Some(());
    "annual-report" "the record of a report" AnnualReport Year, Annual, "annual-report.schema.json", "annual-report.yaml",
        "the report of a year or another period, counted from its records", |r, with| Some(Year::gather(r, with.path, with.policy, with.packs));
    "feedback" "a questionnaire" Feedback (), Feedback, "feedback.schema.json", "feedback.yaml",
        "one questionnaire that came back", |_r, _with| Some(());
    "caseload" "a caseload record" Caseload (), Caseload, "caseload.schema.json", "caseload.yaml",
        "the caseload of every IRO on a day", |_r, _with| Some(());
}

/// The facts of a review, with the ratings before it.
fn review_facts(record: &Record, policy: &Policy, survey: &Survey) -> Option<Facts> {
    let mut facts = derive::facts(record, policy)?;
    if record.rag.is_some() {
        let earlier = survey.ratings_before(&record.child.reference, facts.held);
        // The form has room for the last four.
        facts.earlier_ratings = earlier.iter().take(4).rev().map(|(brief, rated)| (brief.held, rated.rating.clone())).collect();
    }
    Some(facts)
}
