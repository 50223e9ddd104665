//! A decision is to be done by a date before the review that made it.
//!
//! Usually a wrong year, or a decision carried forward with its old date.
//!
//! To put it right: set a date on or after the review. What is already done belongs in `previous_decisions`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let held = cx.facts().held;
    for (i, d) in cx.record().decisions.iter().flatten().enumerate() {
        if let Some(by) = d.by.filter(|by| *by < held) {
            let finding = cx
                .finding(format!("/decisions/{i}/by"), format!("decision {} is due on {}, before the review on {}", i + 1, day(by), day(held)))
                .help("set a date on or after the review; something already done belongs in `previous_decisions`")
                .source(cx.policy().source_of("decisions"));
            cx.add(finding);
        }
    }
}
