//! A conference's dates are missing or contradict each other, or its pack has no timeline for conferences.
//!
//! The initial conference counts from the strategy discussion, day 1.
//!
//! To put it right: add or correct the date; use a pack that has the timeline.

use super::prelude::*;
use crate::derive::ConferenceFacts;
use crate::record::Conference;

pub(super) fn run(cx: &mut Context<'_, Conference, ConferenceFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    if policy.conferences.steps(&r.kind).is_empty() {
        let finding = cx
            .finding("/policy", format!("the pack `{}` has no timeline for conferences", policy.name))
            .help("use a pack that has one, or add `conferences:` to your own: `minutebook policy show NAME` prints it where there is one");
        cx.add(finding);
    }
    match (r.kind.as_str(), r.strategy_discussion) {
        ("initial", None) => {
            let finding = cx.finding("/strategy_discussion", "the day of the strategy discussion is missing").help("add `strategy_discussion:`");
            cx.add(finding);
        }
        (_, Some(day_one)) if day_one > r.date => {
            let finding = cx
                .finding("/strategy_discussion", format!("the strategy discussion on {} is after the conference on {}", day(day_one), day(r.date)))
                .help("correct the date that is wrong");
            cx.add(finding);
        }
        _ => {}
    }
    if let Some(next) = r.next_conference.filter(|d| *d <= r.date) {
        let finding = cx
            .finding("/next_conference", format!("the next conference on {} is not after this one", day(next)))
            .help("check the year");
        cx.add(finding);
    }
}
