//! A progress review leaves out a decision of the last review.
//!
//! Every decision is looked at, also those whose time has not come: on track is an answer.
//!
//! To put it right: add it under `decisions`, with its number and how it stands.

use super::prelude::*;
use crate::derive::ProgressFacts;
use crate::record::ProgressReview;

pub(super) fn run(cx: &mut Context<'_, ProgressReview, ProgressFacts>) {
    let r = cx.record();
    let source = cx.policy().cite(&cx.policy().midpoint.source);
    if r.decisions.is_empty() {
        let finding = cx
            .finding("/decisions", "no decision of the last review is looked at")
            .help("add each with `number:`, `what:` and `state:`")
            .source(source);
        cx.add(finding);
        return;
    }
    let Some(review) = cx.survey.of("review", &r.child.reference).into_iter().find(|b| b.held == r.review.date) else { return };
    for decision in &review.decisions {
        if !r.decisions.iter().any(|d| d.number == decision.number) {
            let finding = cx
                .finding("/decisions", format!("decision {} of the review on {} is not looked at", decision.number, day(review.held)))
                .help(format!("add `number: {}` with how it stands: {}", decision.number, shorten(&decision.what)))
                .source(source.clone());
            cx.add(finding);
        }
    }
}
