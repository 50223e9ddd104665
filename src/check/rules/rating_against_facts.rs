//! The rating contradicts a tick or a fact of the same record.
//!
//! Each review is rated red, amber or green, exactly one of them. An indicator of a graver rating that is ticked makes the graver
//! rating; a green while a red fact stands hides what the service is there to see.
//!
//! To put it right: choose the graver rating, or correct the tick or the fact.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let Some(rag) = &r.rag else { return };
    let graver: &[&str] = match rag.rating.as_str() {
        "red" => &[],
        "amber" => &["red"],
        _ => &["red", "amber"],
    };
    for name in graver {
        let Some(rating) = policy.rag.ratings.get(*name) else { continue };
        if let Some(indicator) = rating.indicators.iter().find(|i| rag.is_ticked(&i.key)) {
            let finding = cx
                .finding("/rag/rating", format!("the rating is {}, but an indicator of {name} is ticked: {}", rag.rating, shorten(&indicator.title)))
                .also(Place::At(format!("/rag/ticks/{}", indicator.key)), "ticked here")
                .help(format!("write `rating: {name}`, or take the tick out"))
                .source(policy.cite(&rating.source));
            cx.add(finding);
            return;
        }
        // A milder rating where the IRO has weighed the fact is theirs to give, and is pointed out; green over red is not.
        if rag.rating == "green" && *name == "red"
            && let Some((indicator, fact)) = derive::standing(name, r, policy, facts).next()
        {
            let finding = cx
                .finding("/rag/rating", format!("the rating is {}, but {} stands, an indicator of {name}: {}", rag.rating, shorten(&indicator.title), fact.words))
                .also(Place::At(fact.pointer), "the record says so here")
                .help(format!("write `rating: {name}` and tick `{}`, or correct the fact", indicator.key))
                .source(policy.cite(&rating.source));
            cx.add(finding);
            return;
        }
    }
}
