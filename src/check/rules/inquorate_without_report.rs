//! A conference was held although it was not quorate, and the reasons or the report on it are missing.
//!
//! Holding it is an exception: the record says why, who decided it, and the chair reports on it within the pack's days.
//!
//! To put it right: add `reason:` and `decided_by:`, and the date of the report under `steps`.

use super::prelude::*;
use crate::derive::ConferenceFacts;
use crate::record::Conference;

pub(super) fn run(cx: &mut Context<'_, Conference, ConferenceFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    if r.quorate != Some(false) && r.went_ahead != Some(false) {
        return;
    }
    if r.reason.is_none() {
        let finding = cx
            .finding("/quorate", "the record does not say why the conference was put off, or held without a quorum")
            .help("add `reason:`");
        cx.add(finding);
    }
    if r.went_ahead == Some(false) {
        if r.new_date.is_none() {
            let finding = cx.finding("/went_ahead", "the conference was put off, and its new date is missing").help("add `new_date:`");
            cx.add(finding);
        }
        return;
    }
    if r.decided_by.is_none() {
        let finding = cx.finding("/quorate", "the record does not say who decided that it should go ahead").help("add `decided_by:`, a key in `people`");
        cx.add(finding);
    }
    let rules = policy.conferences.steps(&r.kind);
    for (i, rule) in rules.iter().enumerate().filter(|(_, s)| s.if_inquorate && s.of == "conference" && s.within.count > 0) {
        let due = crate::calendar::apply(r.date, rule.within).ok();
        if !r.steps.contains_key(&rule.step) && due.is_some_and(|d| cx.as_of > d) {
            let finding = cx
                .finding("/steps", format!("`{}` is not recorded; it was due by {}", rule.title, due.map_or_else(String::new, day)))
                .help(format!("add `{}:` under `steps`, with its date", rule.step))
                .source(policy.cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/conferences/{}/{i}", r.kind));
            cx.add(finding);
        }
    }
}
