//! The challenge took longer than the whole process may.
//!
//! Twenty working days in all by the IRO Handbook (6.2); packs set others. It counts from the day the first formal stage was raised.
//!
//! To put it right: nothing in the record; where it is still open, go to the level that can settle it, or to Cafcass.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (policy, facts) = (cx.policy(), cx.facts());
    let Some(due) = facts.whole_due.filter(|_| facts.over_limit() && !cx.record().is_good_practice()) else { return };
    let how = if facts.open { "is open past" } else { "ended after" };
    let mut finding = cx
        .finding("/raised", format!("this challenge {how} the limit of the whole process, {}", day(due)))
        .help(format!("the whole process takes at most {} from {}", facts.whole_limit, day(facts.formal_since)))
        .source(policy.cite(&policy.ladder.whole.source));
    if let Some(overdue) = &policy.ladder.overdue_to {
        finding = finding.help(format!("tell: {}", overdue.to));
    }
    let finding = cx.asked_by(finding, "/ladder/whole");
    cx.add(finding);
}
