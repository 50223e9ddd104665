//! A tick of the rating contradicts what the same record says elsewhere.
//!
//! The notification goes to the worker and their managers, who know the file: "no personal education plan" ticked while the papers
//! show one makes the whole notification easy to put aside. The finding names both places.
//!
//! To put it right: take the tick out, or correct the fact.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let Some(rag) = &r.rag else { return };
    for rating in policy.rag.ratings.values() {
        for indicator in rating.indicators.iter().filter(|i| rag.is_ticked(&i.key)) {
            let Some(fact) = indicator.fact.as_deref().and_then(|f| derive::rag_fact(f, r, policy, facts)).filter(|f| !f.stands) else {
                continue;
            };
            let finding = cx
                .finding(format!("/rag/ticks/{}", indicator.key), format!("{} is ticked, but {}", shorten(&indicator.title), fact.words))
                .also(Place::At(fact.pointer), "the record says otherwise here")
                .help("take the tick out, or correct what the record says")
                .source(policy.cite(&rating.source));
            cx.add(finding);
        }
    }
}
