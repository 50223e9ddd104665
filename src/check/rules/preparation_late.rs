//! Something owed before the review was done after its limit.
//!
//! Naming the IRO, agreeing who is invited, invitations, the talk with the child: each pack has its own list. Nothing is withheld for
//! it; it is counted, and printed in the timeliness of the record.
//!
//! To put it right: check the date under `preparation` or `allocation`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    for step in &cx.facts().before {
        let (days, due, early) = match (step.state(), step.due, step.opens) {
            (StepState::Late(days), Some(due), _) => (days, due, false),
            (StepState::Early(days), _, Some(opens)) => (days, opens, true),
            _ => continue,
        };
        // What was said of the talk with the child has a rule of its own.
        let at = match step.key.as_str() {
            "allocated" => "/allocation/allocated".to_owned(),
            key if cx.record().preparation.contains_key(key) => format!("/preparation/{key}"),
            _ => continue,
        };
        let finding = cx
            .finding(at, {
                let days = format!("{days} day{}", if days == 1 { "" } else { "s" });
                match early {
                    true => format!("`{}` was done {days} before its time, which began on {}", step.title, day(due)),
                    false => format!("`{}` was done {days} after its limit of {}", step.title, day(due)),
                }
            })
            .help("check the date; if it is right, nothing is to be done: it is counted")
            .source(step.source.clone());
        let pointer = if step.key == "allocated" { "/allocation".to_owned() } else { format!("/before/{}", step.key) };
        let finding = cx.asked_by(finding, &pointer);
        cx.add(finding);
    }
}
