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
    let Some(due) = facts.review_due else { return };
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
