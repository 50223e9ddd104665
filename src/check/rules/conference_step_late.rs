//! A step of a conference was late or is not recorded, without a reason; or it is not one of the pack's.
//!
//! To put it right: check the date, or add the step under `steps`; add `late_reason:`.

use super::prelude::*;
use crate::derive::ConferenceFacts;
use crate::record::Conference;
use crate::words::small;

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
    // What comes after a conference is not owed where it was put off; the report of why it was inquorate has a rule of its own.
    let put_off = r.went_ahead == Some(false);
    let past = |s: &&derive::Step| s.done.is_none() && s.due.is_some_and(|due| cx.as_of > due && !(put_off && due >= r.date));
    let own = |s: &&derive::Step| rules.iter().any(|rule| rule.step == s.key && rule.if_inquorate && rule.within.count > 0);
    let open: Vec<&derive::Step> = cx.facts().steps.iter().filter(|s| past(s) && !own(s)).collect();
    if let (Some(first), Status::Final) = (open.first(), r.status) {
        let each: Vec<String> = open.iter().map(|s| format!("{} ({}), by {}", small(&s.title), s.key, s.due.map_or_else(String::new, day))).collect();
        let source = first.source.clone();
        let finding = cx
            .finding("/steps", format!("not recorded as done: {}", each.join("; ")))
            .help("add them under `steps`, each with its date, or say under `late_reason:` why not")
            .source(source);
        cx.add(finding);
    }
    for (step, days) in cx.facts().late() {
        let finding = cx
            .finding(format!("/steps/{}", step.key), format!("`{}` was done {days} day{} after its limit of {}", step.title, if days == 1 { "" } else { "s" }, step.due.map_or_else(String::new, day)))
            .help("add `late_reason:`")
            .source(step.source.clone());
        cx.add(finding);
    }
}
