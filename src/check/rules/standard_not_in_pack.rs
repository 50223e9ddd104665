//! A standard that the pack does not have for this check of practice, or one that is listed twice.
//!
//! To put it right: take one of the pack's (`minutebook policy show`).

use super::prelude::*;
use crate::matching::keys;
use crate::derive::PracticeFacts;
use crate::record::PracticeCheck;

pub(super) fn run(cx: &mut Context<'_, PracticeCheck, PracticeFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let rule = policy.practice_checks.of(&r.kind);
    let known: Vec<&str> = rule.standards.keys().map(String::as_str).collect();
    for (i, seen) in r.standards.iter().enumerate() {
        let (what, help) = if !rule.standards.contains_key(&seen.standard) {
            // Typed in the pack's words.
            let typed = keys(&seen.standard);
            let meant = rule.standards.iter().find(|(_, title)| keys(title) == typed);
            let all = || rule.standards.iter().map(|(key, title)| format!("{key} – {title}")).collect::<Vec<_>>().join("; ");
            let help = match (meant, suggest(&seen.standard, &known, "standards")) {
                (Some((key, _)), _) => format!("write its key: `{key}`"),
                (None, near) if near.starts_with("did you mean") => near,
                (None, _) => format!("the standards are: {}", all()),
            };
            // A sentence is not quoted whole.
            let what = match seen.standard.contains(' ') {
                true => "this is not the key of a standard of this check".to_owned(),
                false => format!("`{}` is not a standard of this check", seen.standard),
            };
            (what, help)
        } else if r.standards.iter().take(i).any(|before| before.standard == seen.standard) {
            (format!("`{}` is listed twice", seen.standard), "take one of the two out".to_owned())
        } else {
            continue;
        };
        let finding = cx.finding(format!("/standards/{i}/standard"), what).help(help).source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, &format!("/practice_checks/{}/standards", r.kind));
        cx.add(finding);
    }
}
