//! A kind of review, a paper, a matter, a category of a starred decision or a step after the review is not one of the pack's.
//!
//! It would be counted, printed and held against nothing. Papers that every pack knows may stand in any record.
//!
//! To put it right: use the pack's key; `minutebook policy show NAME` lists them.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let mut wrong: Vec<(String, &str, &str, Vec<&str>)> = Vec::new();
    if !policy.reviews.contains_key(&r.review.kind) {
        wrong.push(("/review/type".to_owned(), &r.review.kind, "kind of review", policy.reviews.keys().map(String::as_str).collect()));
    }
    for (i, paper) in r.papers.iter().flatten().enumerate() {
        let mut known: Vec<&str> = policy.papers.iter().map(|p| p.paper.as_str()).collect();
        known.extend(codes::PAPERS.iter().map(|p| p.key));
        if !known.contains(&paper.paper.as_str()) {
            wrong.push((format!("/papers/{i}/paper"), &paper.paper, "paper", known));
        }
    }
    for key in r.matters.iter().flat_map(|matters| matters.keys()).filter(|key| !policy.matters.contains_key(*key)) {
        wrong.push((format!("/matters/{key}"), key, "matter", policy.matters.keys().map(String::as_str).collect()));
    }
    for (i, decision) in r.decisions.iter().flatten().enumerate() {
        if let Some(key) = decision.starred.as_ref().filter(|key| !policy.starred.contains_key(*key)) {
            wrong.push((format!("/decisions/{i}/starred"), key, "category of starred decisions", policy.starred.keys().map(String::as_str).collect()));
        }
    }
    let steps = || policy.after.keys().map(String::as_str).collect::<Vec<_>>();
    let own = r.issued.own.keys().map(|key| (format!("/issued/{key}"), key));
    for (at, key) in own.chain(r.issued.late_reasons.keys().map(|key| (format!("/issued/late_reasons/{key}"), key))) {
        if !policy.after.contains_key(key) {
            wrong.push((at, key, "step after a review", steps()));
        }
    }
    for (at, key, what, known) in wrong {
        let finding = cx.finding(at, format!("`{key}` is not a {what} of the pack `{}`", policy.name)).help(suggest(key, &known, "keys"));
        cx.add(finding);
    }
}
