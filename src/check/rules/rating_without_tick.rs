//! A rating has no tick, or none of those that the pack lists under it.
//!
//! The ticks say why the planning is red, amber or green; without one the worker who gets the notification learns a colour and nothing else,
//! and the annual report counts a rating without a reason.
//!
//! To put it right: tick under `rag.ticks` what holds; `minutebook policy show` prints the list of each rating.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(rag) = r.rag.as_ref().filter(|_| cx.is_full()) else { return };
    let Some(rating) = policy.rag.ratings.get(&rag.rating).filter(|rating| !rating.indicators.is_empty()) else { return };
    if rating.indicators.iter().any(|indicator| rag.is_ticked(&indicator.key)) {
        return;
    }
    let finding = cx
        .finding("/rag/rating", format!("the rating is {}, and nothing is ticked that says why", rag.rating))
        .help(format!("tick what holds, as `ticks: {{ {}: true }}`", rating.indicators.first().map_or("", |i| i.key.as_str())))
        .source(policy.cite(&rating.source));
    cx.add(finding);
}
