//! A change called for an early review, its limit is past, and no review is in the folder.
//!
//! The limit counts from the change, by the pack's own number of days.
//!
//! To put it right: put the review's record into the folder, or give its date as `review_held:`; if none was held, arrange one now. The
//! warning stays until then.

use super::prelude::*;
use crate::derive::EventFacts;
use crate::record::Event;

pub(super) fn run(cx: &mut Context<'_, Event, EventFacts>) {
    let (r, facts) = (cx.record(), &cx.facts().change);
    let Some(due) = facts.review_due else {
        decided_and_not_done(cx);
        return;
    };
    let in_time = |d: chrono::NaiveDate| d >= r.change.date && d <= due;
    let held = cx.survey.of("review", &r.child.reference).iter().any(|b| in_time(b.held)) || r.change.review_held.is_some_and(in_time);
    let source = facts.source.clone();
    if !held && cx.as_of > due {
        let finding = cx
            .finding("/change/date", format!("a review was to be brought forward to {} at the latest, and none is in the folder", day(due)))
            .help("put its record into the folder; if none was held, arrange one now")
            .source(source);
        cx.add(finding);
    } else if let Some(planned) = r.next_review.filter(|d| *d > due && !held) {
        let finding = cx
            .finding("/next_review", format!("the next review is planned for {}, and this change brings it forward to {} at the latest", day(planned), day(due)))
            .help(format!("agree a date on or before {}", day(due)))
            .source(source);
        cx.add(finding);
    }
}

/// The IRO decided it, and the pack has no limit for it.
fn decided_and_not_done(cx: &mut Context<'_, Event, EventFacts>) {
    let r = cx.record();
    if r.change.iro_decision.as_deref() != Some("bring_forward") {
        return;
    }
    let as_of = cx.as_of;
    let since = |d: chrono::NaiveDate| d >= r.change.date && d <= as_of;
    let held = cx.survey.of("review", &r.child.reference).iter().any(|b| since(b.held)) || r.change.review_held.is_some_and(since);
    let late = WAIT.parse().ok().and_then(|limit| calendar::apply(r.change.date, limit).ok());
    if !held && late.is_some_and(|late| as_of > late) {
        let finding = cx
            .finding("/change/iro_decision", "the IRO decided that a review is brought forward, and 20 working days later none is in the folder")
            .help("put its record into the folder, or give its date as `review_held:`; if none was held, arrange one now")
            .source("good practice");
        cx.add(finding);
    }
}

/// How long a review that was brought forward may take before it is told, where a pack sets no limit: as long as a first review.
const WAIT: &str = "20wd";
