//! A step of a conference was late, without a reason; or is not one of the pack's.
//!
//! To put it right: check the date; add `late_reason:`.

use super::prelude::*;
use crate::derive::ConferenceFacts;
use crate::record::Conference;

pub(super) fn run(cx: &mut Context<'_, Conference, ConferenceFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let rules = policy.conferences.steps(&r.kind);
    let known: Vec<&str> = rules.iter().map(|s| s.step.as_str()).collect();
    for key in r.steps.keys().filter(|k| !known.contains(&k.as_str())) {
        let mut finding = cx
            .finding(format!("/steps/{key}"), format!("`{key}` is not a step of this conference"))
            .help(if known.is_empty() { "the pack has no timeline for conferences".to_owned() } else { suggest(key, &known, "steps") });
        finding.severity = Severity::Error;
        cx.add(finding);
    }
    if r.late_reason.is_some() {
        return;
    }
    for (step, days) in cx.facts().late() {
        let finding = cx
            .finding(format!("/steps/{}", step.key), format!("`{}` was done {days} day{} after its limit of {}", step.title, if days == 1 { "" } else { "s" }, step.due.map_or_else(String::new, day)))
            .help("add `late_reason:`")
            .source(step.source.clone());
        cx.add(finding);
    }
}
