//! A standard that the pack does not have for this check of practice, or one that is listed twice.
//!
//! To put it right: take one of the pack's (`minutebook policy show`).

use super::prelude::*;
use crate::derive::PracticeFacts;
use crate::record::PracticeCheck;

pub(super) fn run(cx: &mut Context<'_, PracticeCheck, PracticeFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let rule = policy.practice_checks.of(&r.kind);
    let known: Vec<&str> = rule.standards.keys().map(String::as_str).collect();
    for (i, seen) in r.standards.iter().enumerate() {
        let what = if !rule.standards.contains_key(&seen.standard) {
            format!("`{}` is not a standard of this check", seen.standard)
        } else if r.standards.iter().take(i).any(|before| before.standard == seen.standard) {
            format!("`{}` is listed twice", seen.standard)
        } else {
            continue;
        };
        let finding = cx
            .finding(format!("/standards/{i}/standard"), what)
            .help(suggest(&seen.standard, &known, "standards"))
            .source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, &format!("/practice_checks/{}/standards", r.kind));
        cx.add(finding);
    }
}
