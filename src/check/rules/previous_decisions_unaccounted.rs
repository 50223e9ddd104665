//! A decision of the last review is not accounted for.
//!
//! Schedule 7 begins with it: were the last decisions carried out, and if not, why not? The record before this one is looked
//! up in the same batch by the child's reference. Without it, only what this record says itself can be checked.
//!
//! To put it right: add the decision to `previous_decisions` with its outcome, and `why:` unless it is done.

use super::prelude::*;
use crate::survey::BriefDecision;

pub(super) fn run(cx: &mut Context<'_>) {
    if !cx.is_full() {
        return;
    }
    let r = cx.record();
    let listed = r.previous_decisions.as_deref().unwrap_or_default();
    let source = cx.policy().source_of("previous_decisions");
    for (i, d) in listed.iter().enumerate() {
        if d.why.is_none() && d.outcome != "done" {
            let finding = cx
                .finding(format!("/previous_decisions/{i}/why"), format!("decision {} of the last review is {}, and the record does not say why", d.number, label(codes::OUTCOME, &d.outcome).to_lowercase()))
                .help("add `why:`")
                .source(source.clone());
            cx.add(finding);
        }
        if d.carried_forward && !r.decisions.iter().flatten().any(|now| now.carried_forward_from == Some(d.number)) {
            let mut finding = cx
                .finding(format!("/previous_decisions/{i}/carried_forward"), format!("decision {} of the last review is carried forward, but no decision of this review says so", d.number))
                .help(format!("add `carried_forward_from: {}` to the decision that takes it on", d.number));
            finding.severity = Severity::Warning;
            cx.add(finding);
        }
    }
    let Some(last) = cx.survey.previous(r, cx.facts().held) else { return };
    if r.previous_decisions.is_none() {
        return; // section_missing speaks of it
    }
    for BriefDecision { number, what, .. } in &last.decisions {
        if !listed.iter().any(|d| d.number == *number) {
            let finding = cx
                .finding("/previous_decisions", format!("decision {number} of the last review, on {}, is not accounted for", day(last.held)))
                .help(format!("add `number: {number}` with its outcome: {}", shorten(what)))
                .source(source.clone());
            cx.add(finding);
        }
    }
    if let Some(given) = r.review.previous_review.filter(|d| *d != last.held) {
        let finding = cx
            .finding("/review/previous_review", format!("the last review is given as {}, but the record before this one is of {}", day(given), day(last.held)))
            .help("correct the date, or check whether a record is missing from the folder");
        cx.add(finding);
    }
}
