//! What follows from the records between reviews: the mid-point, what a change asks for, the steps of a conference.

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::{Step, StepState};
use crate::calendar::{self, Limit};
use crate::policy::{ChangeReview, Policy};
use crate::record::{Change, Conference, Event, ProgressReview};

/// When a progress review is due.
#[derive(Debug, Clone)]
pub struct ProgressFacts {
    /// The mid-point between the two reviews.
    pub due: NaiveDate,
    /// The date of the next review that it was counted to.
    pub next: NaiveDate,
    /// Whether that date is planned, or only the last day the pack allows.
    pub planned: bool,
}

impl ProgressFacts {
    /// Days after the mid-point; negative before it.
    #[must_use]
    pub fn days_late(&self, date: NaiveDate) -> i64 {
        (date - self.due).num_days()
    }
}

/// Works out when a progress review is due.
#[must_use]
pub fn progress_facts(record: &ProgressReview, policy: &Policy) -> ProgressFacts {
    let last = record.review.date;
    let limit = policy.reviews.get("later").and_then(|r| calendar::apply(last, r.next.within).ok()).unwrap_or(last);
    let next = record.review.next.unwrap_or(limit);
    ProgressFacts { due: midpoint(last, next), next, planned: record.review.next.is_some() }
}

/// The middle day between two reviews.
#[must_use]
pub fn midpoint(last: NaiveDate, next: NaiveDate) -> NaiveDate {
    let half = (next.num_days_from_ce() - last.num_days_from_ce()) / 2;
    last.checked_add_signed(TimeDelta::days(i64::from(half))).unwrap_or(last)
}

/// What a change asks for.
#[derive(Debug, Clone)]
pub struct ChangeFacts {
    /// Where the pack lists it; none where it does not.
    pub rule: Option<usize>,
    /// Whether the IRO must be told: it is on the pack's list, and lasted long enough.
    pub tell_iro: bool,
    /// The last day for telling the IRO, where the pack sets one.
    pub tell_by: Option<NaiveDate>,
    /// What it does to the reviews.
    pub review: Option<ChangeReview>,
    /// The last day of a review that is brought forward.
    pub review_due: Option<NaiveDate>,
    /// The limit.
    pub within: Option<Limit>,
    /// The clause.
    pub source: String,
}

/// Works out what a change asks for.
#[must_use]
pub fn change_facts(change: &Change, policy: &Policy) -> ChangeFacts {
    let Some((at, rule)) = policy.change(&change.code) else {
        return ChangeFacts {
            rule: None,
            tell_iro: false,
            tell_by: None,
            review: None,
            review_due: None,
            within: None,
            source: String::new(),
        };
    };
    let counts = rule.over_days.is_none_or(|least| change.days.is_none_or(|days| days > least));
    let brought_forward = change.iro_decision.as_deref() == Some("bring_forward") || rule.review == Some(ChangeReview::BringForward);
    // What the pack says of this change, else of every review that is brought forward.
    let forward = policy.reviews.get("brought_forward");
    let of_trigger = forward.and_then(|r| r.due.iter().find(|d| d.of == "trigger")).map(|d| d.within);
    let within = rule.within.or(of_trigger).filter(|_| brought_forward && counts);
    ChangeFacts {
        rule: Some(at),
        tell_iro: rule.tell_iro && counts,
        tell_by: rule.tell_within.filter(|_| counts).and_then(|limit| calendar::apply(change.date, limit).ok()),
        review: rule.review.filter(|_| counts),
        review_due: within.and_then(|limit| calendar::apply(change.date, limit).ok()),
        within,
        source: policy.cite(&rule.source),
    }
}

/// What an event adds up to.
#[derive(Debug, Clone)]
pub struct EventFacts {
    /// What its change asks for.
    pub change: ChangeFacts,
}

/// Works out what an event adds up to.
#[must_use]
pub fn event_facts(record: &Event, policy: &Policy) -> EventFacts {
    EventFacts { change: change_facts(&record.change, policy) }
}

/// The steps of a conference.
#[derive(Debug, Clone)]
pub struct ConferenceFacts {
    /// What is owed, in the pack's order.
    pub steps: Vec<Step>,
    /// Whether those invited who are coming make it quorate, as far as the answers tell: coming, invited.
    pub coming: (usize, usize),
}

impl ConferenceFacts {
    /// Steps that were late.
    pub fn late(&self) -> impl Iterator<Item = (&Step, i64)> {
        self.steps.iter().filter_map(|s| match s.state() {
            StepState::Late(days) => Some((s, days)),
            _ => None,
        })
    }
}

/// Works out the steps of a conference.
#[must_use]
pub fn conference_facts(record: &Conference, policy: &Policy) -> ConferenceFacts {
    let inquorate = record.quorate == Some(false);
    let steps = policy.conferences.steps(&record.kind);
    let steps = steps
        .iter()
        // A step that was done is shown, whether or not it was owed.
        .filter(|rule| {
            let held = [
                (rule.if_inquorate, inquorate),
                (rule.if_put_off, record.went_ahead == Some(false)),
                (rule.if_plan, record.plan == Some(true)),
            ];
            let owed = held.iter().all(|(only, is)| !only || *is);
            owed || record.steps.contains_key(&rule.step)
        })
        .map(|rule| {
            let named = match rule.step.as_str() {
                "family_told" => record.family_told,
                _ => None,
            };
            let from = match rule.of.as_str() {
                "strategy_discussion" => record.strategy_discussion,
                _ => Some(record.date),
            };
            Step {
                key: rule.step.clone(),
                title: rule.title.clone(),
                by: rule.by.clone(),
                limit: rule.within,
                due: from.and_then(|f| calendar::apply(f, rule.within).ok()),
                opens: None,
                done: record.steps.get(&rule.step).copied().or(named),
                silence_means_agreed: false,
                source: policy.cite(&rule.source),
            }
        })
        .collect();
    let coming = record.invited.iter().filter(|i| i.answer.as_deref() == Some("coming")).count();
    ConferenceFacts { steps, coming: (coming, record.invited.len()) }
}
