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

/// The steps of the pack, in its order.
pub(super) fn after(record: &Record, policy: &Policy, held: NaiveDate) -> Vec<Step> {
    let issued = &record.issued;
    // An adjourned review keeps its scheduled date, but nothing can be written before it was taken up again.
    let ended = record.review.adjourned.as_ref().and_then(|a| a.resumed).map_or(held, |d| d.max(held));
    policy
        .after
        .iter()
        .map(|(key, rule)| {
            let from = match rule.of.as_str() {
                "decisions" => issued.decisions,
                _ => Some(ended),
            };
            let done = match key.as_str() {
                "decisions" => issued.decisions,
                "manager_answer" => issued.manager_answer.as_ref().map(|a| a.date),
                "record" => issued.record,
                "distributed" => issued.distributed,
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
