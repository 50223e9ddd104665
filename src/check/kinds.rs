//! The kinds of record, in one list: each with its schema, its facts and its rules.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::rules::Run;
use super::shape::Schema;
use super::subject::Subject;
use super::{Case, Checked, Context, check_as};
use crate::derive::{self, AlertFacts, ConferenceFacts, EventFacts, Facts, ProgressFacts};
use crate::diagnostic::Finding;
use crate::policy::{Packs, Policy};
use crate::read::Source;
use crate::record::{Alert, Conference, Event, ProgressReview, Recognised, Record, Status};
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
    pub(super) check: fn(&Source, Vec<Finding>, &mut Packs, &Survey, NaiveDate) -> Checked,
}

macro_rules! kinds {
    ($($key:literal $a:literal $record:ident $facts:ty, $run:ident, $schema:literal, $scaffold:literal, $about:literal, |$r:ident, $policy:ident, $survey:ident, $as_of:ident| $make:expr;)*) => {
        /// The kinds of record there are.
        pub const KINDS: &[KindInfo] = &[$(KindInfo {
            key: $key,
            about: $about,
            scaffold: include_str!(concat!("../../templates/scaffold/", $scaffold)),
            schema: include_str!(concat!("../../schemas/", $schema)),
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
            fn facts(&self, $policy: &Policy, $survey: &Survey, $as_of: NaiveDate) -> Option<$facts> {
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
    fn facts(&self, policy: &Policy, survey: &Survey, as_of: NaiveDate) -> Option<Self::Facts>;
    /// A rule's check, where it is for this kind.
    fn rule(run: &Run) -> Option<CheckOf<Self, Self::Facts>>;
    /// Its case among those of all kinds.
    fn any(case: Case<Self, Self::Facts>) -> AnyCase;
}

kinds! {
    "review" "a review" Record Facts, Review, "review.schema.json", "review.yaml",
        "one review of one child", |r, policy, survey, _as_of| review_facts(r, policy, survey);
    "alert" "an alert" Alert AlertFacts, Alert, "alert.schema.json", "alert.yaml",
        "one challenge from the first informal step to its resolution", |r, policy, _survey, as_of| Some(derive::alert_facts(r, policy, as_of));
    "progress-review" "a progress review" ProgressReview ProgressFacts, Progress, "progress-review.schema.json", "progress-review.yaml",
        "the check at the mid-point between two reviews", |r, policy, _survey, _as_of| Some(derive::progress_facts(r, policy));
    "event" "an event" Event EventFacts, Event, "event.schema.json", "event.yaml",
        "a significant change or event between reviews", |r, policy, _survey, _as_of| Some(derive::event_facts(r, policy));
    "conference" "a conference" Conference ConferenceFacts, Conference, "conference.schema.json", "conference.yaml",
        "the timeline of a child protection conference", |r, policy, _survey, _as_of| Some(derive::conference_facts(r, policy));
    "recognition" "a recognition" Recognised (), Recognised, "recognition.schema.json", "recognition.yaml",
        "recognition of excellent practice, issued on its own", |_r, _policy, _survey, _as_of| Some(());
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
