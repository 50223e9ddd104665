//! When an IRO's practice is looked at next.

use chrono::NaiveDate;

use crate::calendar;
use crate::policy::Policy;
use crate::record::PracticeCheck;

/// What follows from a check of practice.
#[derive(Debug, Clone)]
pub struct PracticeFacts {
    /// The last day of the next one; none where the pack does not say how often.
    pub next_due: Option<NaiveDate>,
}

/// Works out when the next check is due.
#[must_use]
pub fn practice_facts(record: &PracticeCheck, policy: &Policy) -> PracticeFacts {
    let every = policy.practice_checks.of(&record.kind).every;
    PracticeFacts { next_due: every.and_then(|every| calendar::apply(record.date, every).ok()) }
}
