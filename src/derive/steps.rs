//! What is owed after a review: each step's limit, and how it was met.

use chrono::NaiveDate;

use crate::calendar::{self, Limit};
use crate::policy::Policy;
use crate::record::Record;

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done by its limit.
    InTime,
    /// Done after it, by so many days.
    Late(i64),
    /// Not recorded as done.
    Open,
}

/// Something owed after a review.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its key in the pack.
    pub key: String,
    /// As printed.
    pub title: String,
    /// Who owes it.
    pub by: String,
    /// Its limit.
    pub limit: Limit,
    /// The last day in time; none while what it counts from has not happened.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Whether no answer counts as agreement.
    pub silence_means_agreed: bool,
    /// The clause.
    pub source: String,
}

impl Step {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> StepState {
        match (self.due, self.done) {
            (Some(due), Some(done)) if done > due => StepState::Late((done - due).num_days()),
            (_, Some(_)) => StepState::InTime,
            (_, None) => StepState::Open,
        }
    }
}

/// Whether a step is owed at this review.
fn is_owed(rule: &crate::policy::Step, record: &Record) -> bool {
    let first = record.review.kind == "first";
    let at_this = match rule.reviews.as_deref() {
        Some("first") => first,
        Some("later") => !first,
        _ => true,
    };
    at_this && (!rule.only_starred || record.decisions.iter().flatten().any(|d| d.starred.is_some()))
}

/// The day of the event that a review follows from, where it could not be known before.
fn called_for(record: &Record) -> NaiveDate {
    record.review.trigger.as_ref().map_or(record.child.looked_after_since, |t| t.date)
}

/// The steps before the review, in the pack's order.
pub(super) fn before(record: &Record, policy: &Policy, held: NaiveDate) -> Vec<Step> {
    let allocation = record.allocation.as_ref();
    // A series begins with its first meeting, and what was owed before the review was owed before the day first set for it.
    let review = record.review.meetings.iter().map(|m| m.date).min().or(record.review.scheduled).unwrap_or(held);
    let rules = [("allocated", &policy.allocation)].into_iter().chain(policy.before.iter().map(|(k, r)| (k.as_str(), r)));
    rules
        .filter(|(key, rule)| is_owed(rule, record) && (*key != "allocated" || record.review.kind == "first"))
        .map(|(key, rule)| {
            let from = match rule.of.as_str() {
                "looked_after_since" => Some(record.child.looked_after_since),
                "notified" => allocation.and_then(|a| a.notified),
                "allocated" => allocation.and_then(|a| a.allocated),
                _ => Some(review),
            };
            let done = match key {
                "allocated" => allocation.and_then(|a| a.allocated),
                "speak_with_child" => record.participation.as_ref().and_then(|p| p.seen_alone),
                _ => None,
            };
            Step {
                key: key.to_owned(),
                title: if rule.title.is_empty() { "IRO named".to_owned() } else { rule.title.clone() },
                by: rule.by.clone(),
                limit: rule.within,
                // What would have been owed before the event that called for the review could not be done in time.
                due: from.and_then(|f| calendar::apply(f, rule.within).ok()).filter(|due| *due >= called_for(record)),
                done: record.preparation.get(key).copied().or(done),
                silence_means_agreed: false,
                source: policy.cite(&rule.source),
            }
        })
        .collect()
}

/// The steps of the pack, in its order.
pub(super) fn after(record: &Record, policy: &Policy, held: NaiveDate) -> Vec<Step> {
    let issued = &record.issued;
    // An adjourned review keeps its scheduled date, but nothing can be written before it was taken up again.
    let ended = record.review.adjourned.as_ref().and_then(|a| a.resumed).map_or(held, |d| d.max(held));
    policy
        .after
        .iter()
        .filter(|(_, rule)| is_owed(rule, record))
        .map(|(key, rule)| {
            let from = match rule.of.as_str() {
                "decisions" => issued.decisions,
                "manager_answer" => answered(record, policy),
                _ => Some(ended),
            };
            let done = match key.as_str() {
                "decisions" => issued.decisions,
                "manager_answer" => issued.manager_answer.as_ref().map(|a| a.date),
                "record" => issued.record,
                "distributed" => issued.distributed,
                "starred" => issued.starred,
                "rag" => issued.rag,
                "monitoring_form" => issued.monitoring_form,
                "care_plan_updated" => issued.care_plan_updated,
                "objection_resolved" => issued.objection_resolved,
                "concern_raised" => issued.concern_raised,
                _ => None,
            };
            Step {
                key: key.clone(),
                title: rule.title.clone(),
                by: rule.by.clone(),
                limit: rule.within,
                due: from.and_then(|f| calendar::apply(f, rule.within).ok()),
                done,
                silence_means_agreed: rule.silence_means_agreed,
                source: policy.cite(&rule.source),
            }
        })
        .collect()
}

/// The day the manager agreed: the answer, or where silence agrees, the last day for one.
fn answered(record: &Record, policy: &Policy) -> Option<NaiveDate> {
    let issued = &record.issued;
    if let Some(answer) = &issued.manager_answer {
        return Some(answer.date);
    }
    let rule = policy.after.get("manager_answer").filter(|r| r.silence_means_agreed)?;
    calendar::apply(issued.decisions?, rule.within).ok()
}
