//! The second review has no agreed plan for permanence.
//!
//! By the second review, about four months after a child becomes looked after, the care plan must say how the child will have
//! a permanent home (IRO Handbook; packs cite their own clause). Two plans followed side by side are a plan; "not decided" is not.
//!
//! Without a plan and without a reason nothing is issued; with a reason the record stands, and this is a warning.
//!
//! To put it right: write the plan agreed at the review; where two are followed, the first under `plan`, the other under `parallel`; where
//! there is none, why under `not_decided_reason`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(plan) = r.permanence.as_ref().filter(|_| cx.is_full()) else { return };
    if plan.plan != "not_decided" {
        return;
    }
    if r.review.kind == "second" && plan.parallel.is_empty() {
        let mut finding = cx
            .finding("/permanence/plan", "the second review has no plan for permanence")
            .source(cx.policy().source_of("permanence_at_second_review"));
        // A record that says why there is none is the truth, and is what a rating or a challenge is made of.
        if plan.not_decided_reason.is_some() {
            finding.severity = Severity::Warning;
            finding = finding.help("it is counted; rate the planning accordingly, and ask for a plan with a date");
        } else {
            finding = finding
                .help("write the plan that was agreed; with two plans side by side, add the second under `parallel`")
                .help("where none was agreed, add `not_decided_reason:` under `permanence`");
        }
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
