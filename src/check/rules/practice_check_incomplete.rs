//! A check of practice that leaves something out: a standard, what shows that one was not met, what is done about it, the talk about it.
//!
//! To put it right: add the standard (`met: not_seen` where it could not be seen), `evidence:`, an action, or `discussed:`.

use super::prelude::*;
use crate::derive::PracticeFacts;
use crate::record::PracticeCheck;
use crate::words::list;

pub(super) fn run(cx: &mut Context<'_, PracticeCheck, PracticeFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    if r.status != Status::Final {
        return;
    }
    let rule = policy.practice_checks.of(&r.kind);
    let mut found: Vec<(String, String, &str)> = Vec::new();
    let missing: Vec<String> = rule.standards.keys().filter(|key| !r.standards.iter().any(|seen| seen.standard == **key)).cloned().collect();
    if !missing.is_empty() {
        found.push(("/standards".to_owned(), format!("nothing is said of {}", list(&missing)), "add each, with `met: not_seen` where it could not be seen"));
    }
    for (i, seen) in r.standards.iter().enumerate().filter(|(_, seen)| matches!(seen.met.as_str(), "partly" | "not_met") && seen.evidence.is_none()) {
        let what = format!("`{}` was not met in full, and nothing shows it", seen.standard);
        found.push((format!("/standards/{i}"), what, "add `evidence:`"));
    }
    if r.actions.is_empty() && r.standards.iter().any(|seen| seen.met == "not_met") {
        found.push(("/standards".to_owned(), "a standard was not met, and nothing was agreed about it".to_owned(), "add `actions:`"));
    }
    if r.of == r.by {
        found.push(("/by".to_owned(), "nobody checks their own practice".to_owned(), "write under `by:` who observed or audited"));
    }
    if r.what.is_none() {
        found.push(("/date".to_owned(), "the record does not say what was looked at".to_owned(), "add `what:`, as the review of 12 May 2026"));
    }
    for (i, action) in r.actions.iter().enumerate() {
        let at = format!("/actions/{i}");
        match (action.by, action.done) {
            (None, None) => found.push((at, "an action has no day by which it is done".to_owned(), "add `by:`")),
            (_, Some(done)) if done < r.date => {
                found.push((format!("{at}/done"), format!("it was done on {}, before it was agreed", day(done)), "correct the date"));
            }
            _ => {}
        }
    }
    match r.discussed {
        None => found.push(("/date".to_owned(), "the record does not say that it was gone through with whoever it is of".to_owned(), "add `discussed:` with the day")),
        Some(discussed) if discussed < r.date => {
            found.push(("/discussed".to_owned(), format!("it was gone through on {}, before it was made", day(discussed)), "correct one of the dates"));
        }
        Some(_) => {}
    }
    for (at, what, help) in found {
        let finding = cx.finding(at, what).help(help).source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, &format!("/practice_checks/{}", r.kind));
        cx.add(finding);
    }
}
