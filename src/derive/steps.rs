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
    /// Done before its window opened, by so many days.
    Early(i64),
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
    /// The first day in time, where there is a window.
    pub opens: Option<NaiveDate>,
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
            (_, Some(done)) if self.opens.is_some_and(|opens| done < opens) => {
                StepState::Early(self.opens.map_or(0, |opens| (opens - done).num_days()))
            }
            (_, Some(_)) => StepState::InTime,
            (_, None) => StepState::Open,
        }
    }
}

/// Whether a step is owed at this review.
fn is_owed(key: &str, rule: &crate::policy::Step, record: &Record, policy: &Policy) -> bool {
    let first = record.review.kind == "first";
    let at_this = match rule.reviews.as_deref() {
        Some("first") => first,
        Some("later") => !first,
        _ => true,
    };
    let in_case = rule.when.as_ref().is_none_or(|when| super::applies(when, record));
    // What follows from something that did not happen is not owed.
    let called_for = match key {
        "objection_resolved" => objected(record),
        "concern_raised" => record.concerns.iter().any(|concern| !concern.formal),
        "rag" => policy.rag.required || record.rag.is_some(),
        _ => true,
    };
    at_this
        && in_case
        && (called_for || record.issued.done(key).is_some())
        && (!rule.only_starred || record.decisions.iter().flatten().any(|d| d.starred.is_some()))
}

/// The day of the event that a review follows from, where it could not be known before.
fn called_for(record: &Record) -> NaiveDate {
    record.review.trigger.as_ref().map_or(record.child.looked_after_since, |t| t.date)
}

/// The steps before the review, in the pack's order.
pub(super) fn before(record: &Record, policy: &Policy, held: NaiveDate) -> Vec<Step> {
    let allocation = record.allocation.as_ref();
    let review = super::owed_before(record, held);
    let rules = [("allocated", &policy.allocation)].into_iter().chain(policy.before.iter().map(|(k, r)| (k.as_str(), r)));
    rules
        .filter(|(key, rule)| is_owed(key, rule, record, policy) && (*key != "allocated" || record.review.kind == "first"))
        .map(|(key, rule)| {
            let from = since(key, rule, record, policy, review);
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
                opens: from.zip(rule.not_before).and_then(|(f, limit)| calendar::apply(f, limit).ok()),
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
        .filter(|(key, rule)| is_owed(key, rule, record, policy))
        .map(|(key, rule)| {
            let from = since(key, rule, record, policy, ended);
            Step {
                key: key.clone(),
                title: rule.title.clone(),
                by: rule.by.clone(),
                limit: rule.within,
                due: from.and_then(|f| calendar::apply(f, rule.within).ok()),
                opens: from.zip(rule.not_before).and_then(|(f, limit)| calendar::apply(f, limit).ok()),
                done: issued.done(key),
                silence_means_agreed: rule.silence_means_agreed,
                source: policy.cite(&rule.source),
            }
        })
        .collect()
}

/// The day that a step counts from: that of an event, or of another step that was done.
fn since(key: &str, rule: &crate::policy::Step, record: &Record, policy: &Policy, review: NaiveDate) -> Option<NaiveDate> {
    let allocation = record.allocation.as_ref();
    match rule.of.as_str() {
        "review" => Some(review),
        "looked_after_since" => Some(record.child.looked_after_since),
        "placement" => Some(record.child.placement.since),
        "notified" => allocation.and_then(|a| a.notified),
        "allocated" => allocation.and_then(|a| a.allocated),
        // What follows from agreement waits, after an objection, until that is settled; settling it counts from the objection.
        "manager_answer" if objected(record) && key != "objection_resolved" => record.issued.objection_resolved,
        "manager_answer" => answered(record, policy),
        step => record.preparation.get(step).copied().or_else(|| record.issued.done(step)),
    }
}

fn objected(record: &Record) -> bool {
    record.issued.manager_answer.as_ref().is_some_and(|answer| !answer.agreed)
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
