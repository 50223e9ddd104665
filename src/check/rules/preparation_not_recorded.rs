//! What is owed before the review is not recorded as done.
//!
//! The pack asks for steps before the review; a final record that does not name them looks as if the review had come unprepared.
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
    let owed: Vec<&derive::Step> = owed.into_iter().filter(|s| s.done.is_none()).collect();
    if owed.is_empty() {
        return;
    }
    let titles: Vec<String> = owed.iter().map(|s| format!("{} ({})", small(&s.title), s.key)).collect();
    let finding = cx
        .finding("/preparation", format!("not recorded as done before the review: {}", list(&titles)))
        .help(format!("add `preparation: {{ {}: (date), … }}`; what was not done stays told, and is counted", owed.first().map_or("", |s| s.key.as_str())))
        .source(owed.first().map_or_else(String::new, |s| s.source.clone()));
    let finding = cx.asked_by(finding, "/before");
    cx.add(finding);
}
