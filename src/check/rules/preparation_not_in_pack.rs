//! A step under `preparation` is not one of the pack's.
//!
//! It would be printed nowhere.
//!
//! To put it right: use the pack's key; `minutebook policy show NAME` lists them under "Before the review".

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let policy = cx.policy();
    let mut known: Vec<&str> = policy.before.keys().map(String::as_str).collect();
    // That invitations went can be said under every pack: the list of what is to go depends on it.
    if !known.iter().any(|key| key.starts_with(derive::INVITATIONS)) {
        known.push(derive::INVITATIONS);
    }
    for key in cx.record().preparation.keys().filter(|k| !known.contains(&k.as_str())) {
        let finding = cx
            .finding(format!("/preparation/{key}"), format!("`{key}` is not a step of this pack before a review"))
            .help(suggest(key, &known, "steps"));
        cx.add(finding);
    }
}
