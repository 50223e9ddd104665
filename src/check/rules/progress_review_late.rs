//! A progress review was made after the mid-point between the two reviews, without a reason; or its dates cannot be.
//!
//! The mid-point is the middle day between the last review and the next one as planned; where none is planned, the last day that the
//! pack allows for it.
//!
//! To put it right: check the dates; add `late_reason:`.

use super::prelude::*;
use crate::derive::ProgressFacts;
use crate::record::ProgressReview;

pub(super) fn run(cx: &mut Context<'_, ProgressReview, ProgressFacts>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let name = policy.word("midpoint");
    let source = policy.cite(&policy.midpoint.source);
    if r.date <= r.review.date || r.date >= facts.next {
        let mut finding = cx
            .finding("/date", format!("the {name} on {} does not lie between the reviews of {} and {}", day(r.date), day(r.review.date), day(facts.next)))
            .help("correct the date that is wrong");
        finding.severity = Severity::Error;
        cx.add(finding);
        return;
    }
    let days = facts.days_late(r.date);
    if days > 0 && r.late_reason.is_none() {
        let finding = cx
            .finding("/date", format!("the {name} was made {days} day{} after the mid-point, {}", if days == 1 { "" } else { "s" }, day(facts.due)))
            .help("add `late_reason:`")
            .source(source);
        let finding = cx.asked_by(finding, "/midpoint");
        cx.add(finding);
    }
}
