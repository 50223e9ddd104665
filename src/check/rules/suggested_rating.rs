//! The facts of the record suggest a rating. It is shown, never imposed.
//!
//! Red where a fact of the record is one of the pack's red indicators, else amber in the same way, else green. Much that a rating
//! weighs is in no field of the record, so the IRO's own rating may well differ upwards. It is shown while the record is a draft,
//! and in a final one where the two differ.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(rag) = &r.rag else { return };
    let (rating, because) = derive::suggested(r, policy, cx.facts());
    // A milder rating than the facts has rules of its own, and a graver one needs no word where an indicator is ticked for it.
    let ticked = policy.rag.ratings.get(&rag.rating).is_some_and(|own| own.indicators.iter().any(|i| rag.is_ticked(&i.key)));
    if r.status == Status::Final && (rating == rag.rating || rating != "green" || ticked) {
        return;
    }
    let agrees = if rating == rag.rating { "as it is rated" } else { "the record is rated" };
    let message = if rating == rag.rating {
        format!("the facts of the record suggest {rating}, {agrees}")
    } else {
        format!("the facts of the record suggest {rating}; {agrees} {}", rag.rating)
    };
    let mut finding = cx.finding("/rag/rating", message).help("the rating is the IRO's: this changes nothing");
    for (_, fact) in because.into_iter().take(3) {
        finding = finding.also(Place::At(fact.pointer), fact.words);
    }
    cx.add(finding);
}
