//! The alert names a starred decision that its review's record does not have.
//!
//! To put it right: correct the number or the date of the review, or star the decision in the review's record.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let r = cx.record();
    if r.starred.is_empty() {
        return;
    }
    let Some(date) = r.review else {
        let finding = cx.finding("/starred", "the alert names starred decisions, but not of which review").help("add `review:` with its date");
        cx.add(finding);
        return;
    };
    for (_, child) in r.children() {
        // Where the review's record is not in the folder, nothing can be said.
        let Some(review) = cx.survey.of("review", child.reference).into_iter().find(|b| b.held == date) else { continue };
        let decisions = &review.decisions;
        for (i, number) in r.starred.iter().enumerate() {
            if !decisions.iter().any(|d| d.number == *number && d.starred) {
                let what = if decisions.iter().any(|d| d.number == *number) { "is not starred" } else { "is not there" };
                let finding = cx
                    .finding(format!("/starred/{i}"), format!("decision {number} of the review on {} {what}", day(date)))
                    .help(format!("look it up in `{}`", shown(&review.path)));
                cx.add(finding);
            }
        }
    }
}
