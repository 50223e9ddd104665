//! A child in care still has a child protection plan, and the record does not say why.
//!
//! Two plans for one child are seldom needed: what keeps the child safe belongs into the care plan, and the protection plan ends when the
//! child comes into care. The first review asks at the latest.
//!
//! To put it right: write `ended:` beside the plan, or under `goes_on:` why it is needed as well, as a return home within weeks.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(plan) = cx.record().child.protection_plan.as_ref().filter(|_| cx.is_full()) else { return };
    if plan.ended.is_some_and(|ended| ended <= cx.facts().held) {
        return;
    }
    // `Yes` is no reason.
    if plan.goes_on.as_ref().is_some_and(|why| why.split_whitespace().count() > 2) {
        return;
    }
    let finding = cx
        .finding("/child/protection_plan", "the child protection plan has not ended, and the record does not say why it goes on")
        .help("add `ended:`, or under `goes_on:` why it is needed beside the care plan")
        .source(cx.policy().source_of("protection_plan"));
    cx.add(finding);
}
