//! Visits every three months are agreed where the social worker has to come more often.
//!
//! In the first year of a placement they come every six weeks, and every three months only in one that is to last until 18. An authority may
//! ask for more: a match that has lasted, and the child's agreement.
//!
//! To put it right: take `three_monthly: yes` out, or correct since when the child lives there.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let policy = cx.policy();
    let Some((why, help)) = derive::rarer_visits_refused(cx.record(), policy, cx.facts()) else { return };
    let source = if policy.without_meeting.visits_every.is_some() { &policy.without_meeting.source } else { &policy.visits.source };
    let finding = cx
        .finding("/visits/three_monthly", format!("visits every three months are agreed, but {why}"))
        .help(help)
        .source(policy.cite(source));
    cx.add(finding);
}
