//! A concern that the check at the mid-point found was raised later than the pack lets it be.
//!
//! Drift that is seen and not raised goes on.
//!
//! To put it right: check the date; if it is right, nothing is to be done: it is counted.

use super::prelude::*;
use crate::derive::ProgressFacts;
use crate::record::ProgressReview;

pub(super) fn run(cx: &mut Context<'_, ProgressReview, ProgressFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some((limit, due)) = policy.midpoint.raise_within.and_then(|limit| Some((limit, calendar::apply(r.date, limit).ok()?))) else { return };
    for (i, concern) in r.concerns.iter().enumerate() {
        let Some(raised) = concern.raised.filter(|raised| *raised > due) else { continue };
        let finding = cx
            .finding(format!("/concerns/{i}/raised"), format!("raised on {}, and what is found is raised within {limit}, by {}", day(raised), day(due)))
            .help("check the date; if it is right, nothing is to be done: it is counted")
            .source(policy.cite(&policy.midpoint.source));
        let finding = cx.asked_by(finding, "/midpoint");
        cx.add(finding);
    }
}
