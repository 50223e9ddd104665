//! Facts that follow from a record, its policy pack and a date: due dates, lateness, who took part.
//! Pure functions; nothing here says whether a fact is good or bad, which is the rules' business.

mod alert;
mod between;
mod pack;
mod practice;
mod rag;
mod steps;

pub use alert::{AlertFacts, AnswerState, StageFacts, alert_facts};
pub use between::{
    ChangeFacts, ConferenceFacts, EventFacts, ProgressFacts, change_facts, conference_facts, event_facts, midpoint, progress_facts,
};
pub use pack::{Row, Table, tables};
pub use practice::{PracticeFacts, practice_facts};
pub use rag::{ActionDue, RagFact, action, action_dates, rag_fact, rarer_visits_refused, standing, suggested};
pub use steps::{Step, StepState};

use chrono::NaiveDate;

use crate::calendar::{self, Limit};
use crate::policy::{Case, Condition, Policy};
use crate::record::{CHILD, Record, Send, codes};

/// A date by which something is due, and why.
#[derive(Debug, Clone)]
pub struct Due {
    /// The last day in time.
    pub date: NaiveDate,
    /// The limit.
    pub limit: Limit,
    /// The day it counts from.
    pub from: NaiveDate,
    /// What that day is, in words.
    pub of: &'static str,
    /// The clause.
    pub source: String,
    /// Where the pack says so.
    pub pack_pointer: String,
}

impl Due {
    /// `within 20 working days of becoming looked after`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("within {} of {}", self.limit, self.of)
    }
}

/// What a record, a pack and a date add up to.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The date the review was held.
    pub held: NaiveDate,
    /// The child's age in years on that date.
    pub age: i32,
    /// The earliest limit of this review; none when the event it counts from is not recorded.
    pub due: Option<Due>,
    /// The limit of the next review.
    pub next_due: Option<Due>,
    /// What is owed before the review.
    pub before: Vec<Step>,
    /// What is owed after the review.
    pub steps: Vec<Step>,
    /// Last day to resume an adjourned review.
    pub resume_by: Option<NaiveDate>,
    /// Ratings of the child's earlier reviews in the batch, oldest first.
    pub earlier_ratings: Vec<(NaiveDate, String)>,
}

impl Facts {
    /// Whether the review was in time; none when its limit cannot be told.
    #[must_use]
    pub fn on_time(&self) -> Option<bool> {
        self.due.as_ref().map(|d| self.held <= d.date)
    }

    /// A step after the review by its key.
    #[must_use]
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|s| s.key == key)
    }
}

/// Works the facts out. None when the record has no date of review, which its schema does not allow.
#[must_use]
pub fn facts(record: &Record, policy: &Policy) -> Option<Facts> {
    let held = record.review.held()?;
    let next_due = policy.reviews.get(&record.review.kind).and_then(|kind| {
        let mut at = format!("/reviews/{}/next", record.review.kind);
        let instead = kind.next.instead.iter().enumerate().find(|(_, other)| applies(&other.when, record));
        let (within, source) = instead.map_or((kind.next.within, &kind.next.source), |(_, other)| (other.within, &other.source));
        if let Some((i, _)) = instead {
            at = format!("{at}/instead/{i}");
        }
        Some(Due {
            date: calendar::apply(held, within).ok()?,
            limit: within,
            from: held,
            of: "this review",
            source: policy.cite(source),
            pack_pointer: at,
        })
    });
    Some(Facts {
        held,
        age: calendar::age_on(record.child.date_of_birth, held),
        due: review_due(record, policy, record.review.number == Some(2)),
        next_due,
        before: steps::before(record, policy, held),
        steps: steps::after(record, policy, held),
        resume_by: record.review.adjourned.as_ref().and_then(|_| calendar::apply(held, policy.adjournment.within).ok()),
        earlier_ratings: Vec::new(),
    })
}

/// The earliest limit of a review; of one that is the child's second, whatever it is called, that of a second review too.
#[must_use]
pub fn review_due(record: &Record, policy: &Policy, second: bool) -> Option<Due> {
    let own = policy.reviews.get(&record.review.kind)?;
    let limits = |key: &'static str, kind: &'_ crate::policy::ReviewType| {
        let due = |(i, due): (usize, &crate::policy::Due)| {
            let (from, of) = event(record, &due.of)?;
            Some(Due {
                date: calendar::apply(from, due.within).ok()?,
                limit: due.within,
                from,
                of,
                source: policy.cite(&due.source),
                pack_pointer: format!("/reviews/{}/due/{i}", if key.is_empty() { &record.review.kind } else { key }),
            })
        };
        let applies_here = |due: &&crate::policy::Due| due.when.as_ref().is_none_or(|when| applies(when, record));
        let all: Vec<Due> = kind.due.iter().enumerate().filter(|(_, d)| applies_here(d)).filter_map(due).collect();
        all
    };
    // Whatever it is called: the second review is due when a second review is.
    let second = policy.reviews.get("second").filter(|_| second && record.review.kind != "second");
    let also = second.map(|kind| limits("second", kind)).unwrap_or_default();
    limits("", own).into_iter().chain(also).min_by_key(|due| due.date)
}

/// The date of an event that a pack's limit counts from, and its name.
fn event(record: &Record, name: &str) -> Option<(NaiveDate, &'static str)> {
    let review = &record.review;
    let date = match name {
        "looked_after_since" => record.child.looked_after_since,
        "previous_review" => review.previous_review?,
        "placement_order" => review.placement_order?,
        "placed_for_adoption" => review.placed_for_adoption?,
        "trigger" => review.trigger.as_ref()?.date,
        "placement" => record.child.placement.since,
        "matched" => record.child.placement.matched_on?,
        _ => return None,
    };
    Some((date, codes::REVIEW_EVENTS.iter().find(|c| c.key == name).map_or("", |c| c.label)))
}

/// Whether a case that a pack names with `when` is this record's case, by the child's age on the day of the review.
#[must_use]
pub fn applies(when: &Case, record: &Record) -> bool {
    let child = &record.child;
    let age = record.review.held().map(|held| calendar::age_on(child.date_of_birth, held));
    when.holds(|condition| match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::First => record.review.kind == "first",
        Condition::Remand => child.legal_status.code == "remand",
        Condition::Unaccompanied => child.unaccompanied || child.trafficking_concern,
        Condition::Matched => child.placement.matched_on.is_some(),
        Condition::ShortBreaks => child.is_in_short_breaks(),
        Condition::Aged { from, before } => age.is_some_and(|age| (i32::from(from)..i32::from(before)).contains(&age)),
    })
}

/// The last day on which a paper is in time for this review; none where the pack sets no limit.
#[must_use]
pub fn paper_limit(rule: &crate::policy::PaperRule, record: &Record, facts: &Facts) -> Option<(NaiveDate, Limit)> {
    let limit = if record.review.kind == "first" { rule.before_first } else { rule.before_later }?;
    Some((calendar::apply(owed_before(record, facts.held), limit).ok()?, limit))
}

/// The papers that a review calls for and that have a limit and have not come, each as a step.
#[must_use]
pub fn papers_owed(record: &Record, policy: &Policy, facts: &Facts) -> Vec<Step> {
    let has_come = |paper: &str| {
        let listed = record.papers.iter().flatten().find(|p| p.paper == paper);
        listed.is_some_and(|p| p.received.is_some() || p.missing.is_some())
    };
    let rules = policy.papers.iter().filter(|rule| applies(&rule.when, record) && !has_come(&rule.paper));
    let step = |rule: &crate::policy::PaperRule| {
        let (due, limit) = paper_limit(rule, record, facts)?;
        Some(Step {
            key: format!("paper_{}", rule.paper),
            title: policy.paper_title(&rule.paper).to_owned(),
            by: rule.by.clone(),
            limit,
            due: Some(due),
            opens: None,
            done: None,
            silence_means_agreed: false,
            source: policy.cite(&rule.source),
        })
    };
    rules.filter_map(step).collect()
}

/// The day before which papers and steps were owed. A series begins with its first meeting. A review that was held late counts from the day
/// first set for it, or papers that held it up would be in time; one that was only moved counts from the day it was moved to.
fn owed_before(record: &Record, held: NaiveDate) -> NaiveDate {
    let review = &record.review;
    let late = review.late_reason.is_some() || review.late_cause.is_some() || review.adjourned.is_some();
    let first = review.meetings.iter().map(|m| m.date).min();
    first.or_else(|| review.scheduled.filter(|_| late)).unwrap_or(held)
}

/// The plural-safe name of whoever stands behind a key.
#[must_use]
pub fn name_of<'a>(record: &'a Record, key: &'a str) -> &'a str {
    if key == CHILD {
        return record.child.short_name();
    }
    record.people.get(key).map_or(key, |p| p.name.as_str())
}

/// The IRO: whoever chaired in that role, else the first listed.
#[must_use]
pub fn iro(record: &Record) -> Option<&crate::record::Person> {
    let chairs = record.review.chaired_by.iter().filter_map(|key| record.people.get(key));
    chairs.chain(record.people.values()).find(|p| p.role == "independent_reviewing_officer")
}

/// The first person with a role.
#[must_use]
pub fn with_role<'a>(record: &'a Record, role: &str) -> Option<(&'a str, &'a crate::record::Person)> {
    record.people.iter().find(|(_, p)| p.role == role).map(|(k, p)| (k.as_str(), p))
}

/// Who raises an alert: whoever `from` names, else the IRO listed.
#[must_use]
pub fn sender(alert: &crate::record::Alert) -> Option<(&str, &crate::record::Person)> {
    sender_among(alert.from.as_deref(), &alert.people)
}

/// The person named, else the IRO listed.
#[must_use]
pub fn sender_among<'a>(
    named: Option<&'a str>,
    people: &'a indexmap::IndexMap<String, crate::record::Person>,
) -> Option<(&'a str, &'a crate::record::Person)> {
    let by_name = named.and_then(|key| people.get_key_value(key));
    let by_role = || people.iter().find(|(_, p)| p.role == "independent_reviewing_officer");
    by_name.or_else(by_role).map(|(key, person)| (key.as_str(), person))
}

/// Whether somebody gets the letter to a party: family who did not attend, and whoever the distribution list gives one.
#[must_use]
pub fn has_party_letter(r: &Record, key: &str) -> bool {
    let Some(person) = r.people.get(key) else { return false };
    if matches!(person.role.as_str(), "team_manager" | "agency_decision_maker") || key == CHILD {
        return false; // these have letters of their own
    }
    let missed = r.attendance.iter().flatten().any(|a| a.person == key && !a.how.is_present());
    // What is withheld from somebody who is not on the list nobody has said (R308), so nothing is made for them.
    let listed = r.distribution.iter().flatten().find(|d| d.to == key).map(|d| d.send);
    match listed {
        Some(Send::Letter | Send::Both) => true,
        Some(Send::Record) => person.is_family() && missed,
        Some(Send::None) | None => false,
    }
}

/// How the keys of the packs' steps begin by which invitations go: a pack may have one for the first review and one for later ones.
pub const INVITATIONS: &str = "invitations";

/// How much of the IRO's view a letter to family has, in characters.
pub const HOW_CHILD_IS: usize = 450;

/// Whether any letter is made for somebody.
#[must_use]
pub fn has_letter(r: &Record, key: &str) -> bool {
    let role = r.people.get(key).map_or("", |p| p.role.as_str());
    key == CHILD || matches!(role, "team_manager" | "agency_decision_maker") || has_party_letter(r, key)
}
