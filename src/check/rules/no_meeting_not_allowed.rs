//! The review was done without a meeting, which this case does not allow.
//!
//! Only in a matched long-term foster placement that has lasted over 12 months may every other review be done without a
//! meeting; the IRO still sees the child and talks with the social worker, and there is still a record.
//!
//! To put it right: add `matched_on:` to the placement and `without_meeting:` to the review, or hold a meeting.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if !r.review.is_without_meeting() {
        return;
    }
    let rule = &cx.policy().without_meeting;
    let source = cx.policy().cite(&rule.source);
    let earliest = r.child.placement.matched_on.and_then(|d| calendar::apply(d, rule.matched_for).ok());
    let finding = match earliest {
        None => cx
            .finding("/review/how", "a review without a meeting needs a matched long-term foster placement")
            .help("add `matched_on:` to the placement, or hold a meeting"),
        Some(date) if cx.facts().held < date => cx
            .finding("/review/how", format!("the placement was matched less than {} before the review", rule.matched_for))
            .help(format!("a review without a meeting is possible from {}", day(date))),
        Some(_) if r.review.without_meeting.is_none() => cx
            .finding("/review/without_meeting", "the record does not say how the review was done without a meeting")
            .help("add `without_meeting:` with `child_seen:` and `worker_consulted:`"),
        Some(_) => {
            // Meetings go on at least as often as the pack says, and the reviews between are done without one.
            let held = cx.facts().held;
            let earlier: Vec<_> = cx.survey.of("review", &r.child.reference).into_iter().filter(|b| b.held < held).collect();
            let last = earlier.iter().rev().find(|b| !b.without_meeting).map(|b| b.held);
            let due = rule.meetings_every.zip(last).and_then(|(every, last)| Some((every, last, calendar::apply(last, every).ok()?)));
            match due {
                Some((every, last, due)) if held >= due && earlier.last().is_some_and(|b| b.without_meeting) => cx
                    .finding("/review/how", format!("the last review with a meeting was on {}; one is held at least every {every}", day(last)))
                    .help("hold a meeting, or correct `how:`"),
                _ => return,
            }
        }
    };
    let finding = match &rule.note {
        Some(note) => finding.help(format!("of a review without a meeting: {note}")),
        None => finding,
    };
    let finding = cx.asked_by(finding.source(source), "/without_meeting");
    cx.add(finding);
}
