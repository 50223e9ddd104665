//! The IRO has not seen the child where they live now.
//!
//! Where the authority's procedure asks for it: before the first review, and in every home the child moves to.
//!
//! To put it right: write the day under `seen_where_living:` of `participation`, or visit.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    if !cx.is_full() || !cx.policy().requires.contains_key("seen_where_living") {
        return;
    }
    let r = cx.record();
    // A review that asks for the visit as a step of its own before it says it there.
    if cx.facts().before.iter().any(|step| step.key == "meet_child") {
        return;
    }
    let since = r.child.placement.since;
    // A move that is still to come, or mistyped, has its own finding.
    if since > cx.facts().held {
        return;
    }
    let seen = r.participation.as_ref().and_then(|p| p.seen_where_living);
    let finding = match seen {
        Some(seen) if seen >= since => return,
        Some(seen) => cx
            .finding("/participation/seen_where_living", format!("the IRO saw the child in the home before: on {}, and the child moved on {}", day(seen), day(since)))
            .help("see the child where they live now, and write when"),
        None => cx
            .finding("/participation", "the record does not say when the IRO saw the child where they live")
            .help("add `seen_where_living:` with the day, or visit"),
    };
    let finding = finding.source(cx.policy().source_of("seen_where_living"));
    cx.add(finding);
}
