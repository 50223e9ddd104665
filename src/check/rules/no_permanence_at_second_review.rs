//! The second review has no agreed plan for permanence.
//!
//! By the second review, about four months after a child becomes looked after, the care plan must say how the child will have
//! a permanent home (IRO Handbook; packs cite their own clause). Two plans followed side by side are a plan; "not decided" is not.
//!
//! To put it right: write the plan agreed at the review; where two are followed, the first under `plan`, the other under `parallel`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(plan) = r.permanence.as_ref().filter(|_| cx.is_full()) else { return };
    if plan.plan != "not_decided" {
        return;
    }
    if r.review.kind == "second" && plan.parallel.is_empty() {
        let finding = cx
            .finding("/permanence/plan", "the second review has no plan for permanence")
            .help("write the plan that was agreed; with two plans side by side, add the second under `parallel`")
            .source(cx.policy().source_of("permanence_at_second_review"));
        let finding = cx.asked_by(finding, "/requires/permanence_at_second_review");
        cx.add(finding);
    } else if plan.not_decided_reason.is_none() && r.review.kind != "second" {
        let finding = cx
            .finding("/permanence/not_decided_reason", "no plan for permanence is decided, and the record does not say why")
            .help("add `not_decided_reason:` under `permanence`")
            .source(cx.policy().source_of("permanence"));
        cx.add(finding);
    }
}
