//! A ground, or a kind of good practice, is not one of the pack's list.
//!
//! Grounds are counted by code in the yearly report; one that is not in the list would be counted nowhere.
//!
//! To put it right: use the code of the pack's list (`minutebook policy show NAME`), and say the rest in `summary`.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let known: Vec<&str> = policy.grounds.iter().map(|g| g.code.as_str()).collect();
    for (i, code) in r.grounds.iter().enumerate().filter(|(_, c)| !known.contains(&c.as_str())) {
        let listed: Vec<String> = policy.grounds.iter().map(|g| format!("{} {}", g.code, shorten(&g.title))).collect();
        let finding = cx
            .finding(format!("/grounds/{i}"), format!("`{code}` is not a ground of the pack `{}`", policy.name))
            .help(format!("the grounds are: {}", listed.join("; ")));
        let finding = cx.asked_by(finding, "/grounds");
        cx.add(finding);
    }
    let kinds: Vec<&str> = policy.rag.recognition.characteristics.iter().map(|c| c.key.as_str()).collect();
    for (i, key) in r.practice.iter().enumerate().filter(|(_, k)| !kinds.contains(&k.as_str())) {
        let finding = cx
            .finding(format!("/practice/{i}"), format!("`{key}` is not a kind of good practice of the pack"))
            .help(suggest(key, &kinds, "kinds"));
        cx.add(finding);
    }
}
