//! The record is final, and its day has not come.
//!
//! A record that says a review was held which is still to be held is wrong, or its date is. `status: planned` is for a review to come, `draft`
//! for one that is being written up beforehand.
//!
//! To put it right: correct the date, or the status.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let is_done = cx.case.value.get("status").and_then(serde_json::Value::as_str).is_some_and(|s| matches!(s, "final" | "decisions"));
    let Some(brief) = cx.record().children().iter().find_map(|(_, child)| cx.survey.at(cx.path, child.reference)).filter(|_| is_done) else { return };
    // What is arranged beforehand has its record beforehand.
    if brief.held <= cx.as_of || matches!(brief.kind, "conference" | "event") {
        return;
    }
    let at = if brief.kind == "review" { "/review" } else { "/status" };
    let finding = cx
        .finding(at, format!("it is of {}, a day still to come: today is {}", day(brief.held), day(cx.as_of)))
        .help("correct the date; or write `status: draft` (of a review still to come `status: planned`)")
        .source("good practice");
    cx.add(finding);
}
