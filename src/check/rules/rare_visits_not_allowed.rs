//! Visits every three months are agreed where the social worker has to come more often.
//!
//! In the first year of a placement they come every six weeks, and every three months only in one that is to last until 18. An authority may
//! ask for more: a match that has lasted, and the child's agreement.
//!
//! To put it right: take `three_monthly: yes` out, or correct since when the child lives there.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(visits) = r.visits.as_ref().filter(|v| v.three_monthly) else { return };
    let policy = cx.policy();
    let held = cx.facts().held;
    let own = &policy.without_meeting;
    let matched = r.child.placement.matched_on.and_then(|d| calendar::apply(d, own.matched_for).ok());
    let year = r.child.placement.since + chrono::Months::new(12);
    let (what, help, source) = if held < year {
        let what = format!("visits every three months are agreed, and the child has lived there only since {}", day(r.child.placement.since));
        (what, format!("visits every three months are possible from {}", day(year)), policy.cite(&policy.visits.source))
    } else if own.visits_every.is_some() && matched.is_none_or(|from| held < from) {
        let what = format!("visits every three months need a long-term match that has lasted {}", own.matched_for);
        (what, "add `matched_on:` to the placement, or take `three_monthly:` out".to_owned(), policy.cite(&own.source))
    } else if own.visits_every.is_some() && visits.child_agrees != Some(true) {
        let what = "visits every three months need the child’s agreement, and the record does not say that they agree".to_owned();
        (what, "add `child_agrees: yes` to `visits`, or take `three_monthly:` out".to_owned(), policy.cite(&own.source))
    } else {
        return;
    };
    let finding = cx.finding("/visits/three_monthly", what).help(help).source(source);
    cx.add(finding);
}
