//! The action chosen asks for an early review, and the next review is planned or was held after it.
//!
//! One of the options after a red rating is a review within three months, about the concerns. It is held against the date of the
//! next review in the same record, and against the date of the record after it.
//!
//! To put it right: agree an earlier date, or choose another action.

use super::prelude::*;
use crate::calendar;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let Some((rag, action)) = derive::action(r, policy) else { return };
    let Some(limit) = action.next_review_within else { return };
    let Ok(due) = calendar::apply(facts.held, limit) else { return };
    let pointer = format!("/rag/ratings/{}/actions", rag.rating);
    if let Some(next) = r.next_review.as_ref().and_then(|n| n.date).filter(|d| *d > due) {
        let finding = cx
            .finding("/next_review/date", format!("the action asks for a review by {}, and the next one is on {}", day(due), day(next)))
            .also(Place::At("/rag/action".to_owned()), "asked for here")
            .help(format!("agree a date on or before {}, or choose another action", day(due)));
        let finding = cx.asked_by(finding, &pointer);
        cx.add(finding);
    }
    let later = cx.survey.of("review", &r.child.reference).into_iter().find(|b| b.held > facts.held);
    if let Some(next) = later.filter(|b| b.held > due) {
        let mut finding = cx
            .finding("/rag/action", format!("the action asked for a review by {}, and it was held on {}", day(due), day(next.held)))
            .help("this cannot be changed now: say why in the later record");
        finding.severity = Severity::Warning;
        let finding = cx.asked_by(finding, &pointer);
        cx.add(finding);
    }
}
