//! The record does not say when the IRO talked with the child in private, or why not.
//!
//! Before every review the IRO speaks with the child in private about what will be discussed (regulation 36; IRO Handbook),
//! unless the child, being able to understand, refuses, or it is not appropriate for their age and understanding.
//!
//! To put it right: add `seen_alone:` with the date, on or before the review, or `not_seen_alone:` with the reason.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(p) = cx.record().participation.as_ref().filter(|_| cx.is_full()) else { return };
    let held = cx.facts().held;
    let finding = match p.seen_alone {
        None if p.not_seen_alone.is_none() => cx
            .finding("/participation/seen_alone", "the record does not say whether the IRO talked with the child in private")
            .help("add `seen_alone:` with the date, or `not_seen_alone:` with the reason"),
        Some(date) if date > held && p.not_seen_alone.is_none() => cx
            .finding("/participation/seen_alone", format!("the IRO talked with the child in private on {}, after the review on {}", day(date), day(held)))
            .help("it is to be before the review; if it was not, add `not_seen_alone:` with the reason"),
        _ => return,
    };
    let source = cx.policy().source_of("seen_alone");
    cx.add(finding.source(source));
}
