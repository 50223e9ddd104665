//! The rating does not say which action it asks for.
//!
//! A notification without an action asks nobody for anything: one of the pack's options is chosen, and it sets the dates.
//!
//! To put it right: add `action:` under `rag`, with one of the keys that the message names.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(rag) = &r.rag else { return };
    let Some(rating) = policy.rag.ratings.get(&rag.rating) else { return };
    if derive::action(r, policy).is_some() {
        return;
    }
    let known: Vec<&str> = rating.actions.iter().map(|a| a.key.as_str()).collect();
    let finding = match &rag.action {
        Some(key) => cx
            .finding("/rag/action", format!("`{key}` is not an action for a rating of {}", rag.rating))
            .help(suggest(key, &known, "actions")),
        None => cx
            .finding("/rag", format!("the action is missing from a rating of {}", rag.rating))
            .help(format!("add `action:`, one of: {}", known.join(", "))),
    };
    let finding = finding.source(policy.cite(&rating.source));
    let finding = cx.asked_by(finding, &format!("/rag/ratings/{}/actions", rag.rating));
    cx.add(finding);
}
