//! The pack asks for a check at the mid-point between reviews for every child, and the folder has none.
//!
//! Told only where the review before this one is in the folder too: otherwise other records may be missing as well.
//!
//! To put it right: add the record (`minutebook new progress-review`), or put it into the folder.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, held) = (cx.record(), cx.policy(), cx.facts().held);
    if !policy.midpoint.required || !cx.is_full() {
        return;
    }
    let Some(last) = cx.survey.previous(r, held) else { return };
    let there = cx.survey.of("progress-review", &r.child.reference).iter().any(|p| p.held > last.held && p.held < held);
    if !there {
        let due = derive::midpoint(last.held, held);
        let finding = cx
            .finding("/review/previous_review", format!("no {} between {} and {} is in the folder", policy.word("midpoint"), day(last.held), day(held)))
            .help(format!("it was due from the {} by {}: add the record, or put it into the folder", policy.midpoint.by, day(due)))
            .source(policy.cite(&policy.midpoint.source));
        let finding = cx.asked_by(finding, "/midpoint");
        cx.add(finding);
    }
}
