//! The young person is 16 or over, and no pathway plan is accounted for.
//!
//! From 16 the pathway plan takes the care plan's place for preparing to leave care (regulation 43), and the review considers it.
//!
//! To put it right: add the pathway plan to `papers` with `received:`, or `missing:` with the reason and a decision to get it done.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    needed(cx, "pathway_plan", |age| format!("the young person is {age} and no pathway plan is accounted for"));
}

/// Asks for a paper that a pack needs in a case of its own.
pub(super) fn needed(cx: &mut Context<'_>, key: &str, message: impl Fn(i32) -> String) {
    let r = cx.record();
    let Some(papers) = r.papers.as_ref().filter(|_| cx.is_full()) else { return };
    let rule = cx.policy().papers.iter().enumerate().find(|(_, p)| p.paper == key);
    let Some((n, rule)) = rule else { return };
    if derive::applies(&rule.when, r) && !papers.iter().any(|p| p.paper == key) {
        let finding = cx
            .finding("/papers", message(cx.facts().age))
            .help(format!("add `- {{ paper: {key}, received: (date) }}`, or `missing:` with the reason"))
            .source(cx.policy().cite(&rule.source));
        let finding = cx.asked_by(finding, &format!("/papers/{n}"));
        cx.add(finding);
    }
}
