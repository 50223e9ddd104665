//! The pack asks for a rating after every review, and the record has none.
//!
//! To put it right: add `rag:` with `rating:`, the ticks and an action. The finding says what the facts of the record suggest; the
//! rating is the IRO's.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    if !policy.rag.required || r.rag.is_some() || !cx.is_full() {
        return;
    }
    let (rating, because) = derive::suggested(r, policy, cx.facts());
    let mut finding = cx
        .finding("/rag", "the planning is not rated")
        .help("add `rag:` with `rating: red`, `amber` or `green`, `ticks:` and `action:`")
        .help(format!("what the record tells suggests {rating}"))
        .source(policy.cite(&policy.rag.source));
    for (title, fact) in because.into_iter().take(3) {
        finding = finding.also(Place::At(fact.pointer), title);
    }
    let finding = cx.asked_by(finding, "/rag/required");
    cx.add(finding);
}
