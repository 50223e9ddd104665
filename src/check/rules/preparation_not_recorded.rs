//! Nothing of what is owed before the review is recorded as done.
//!
//! The pack asks for steps before the review; a final record that names none of them looks as if the review had come unprepared.
//!
//! To put it right: add them under `preparation:` by the pack's keys, with the date of each.

use super::prelude::*;
use crate::words::{list, small};

pub(super) fn run(cx: &mut Context<'_>) {
    if cx.record().status != Status::Final {
        return;
    }
    // The talk with the child stands in its own part, and the naming of the IRO too.
    let owed: Vec<&derive::Step> =
        cx.facts().before.iter().filter(|s| s.due.is_some() && !matches!(s.key.as_str(), "speak_with_child" | "allocated")).collect();
    if owed.len() < 2 || owed.iter().any(|s| s.done.is_some()) {
        return;
    }
    let titles: Vec<String> = owed.iter().map(|s| small(&s.title)).collect();
    let finding = cx
        .finding("/preparation", format!("none of the {} steps before the review is recorded: {}", owed.len(), list(&titles)))
        .help(format!("add `preparation: {{ {}: (date), … }}`", owed.first().map_or("", |s| s.key.as_str())))
        .source(owed.first().map_or_else(String::new, |s| s.source.clone()));
    let finding = cx.asked_by(finding, "/before");
    cx.add(finding);
}
