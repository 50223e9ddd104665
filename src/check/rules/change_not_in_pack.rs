//! A change is not one of the pack's list.
//!
//! Whether the IRO must be told, and whether a review must be held first, is said there.
//!
//! To put it right: use a code of the pack's list (`minutebook policy show NAME`); most packs have `other`.

use super::prelude::*;
use crate::check::Subject;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let policy = cx.policy();
    for (at, change) in cx.record().changes() {
        if policy.change(&change.code).is_none() {
            let known: Vec<&str> = policy.changes.iter().map(|c| c.change.as_str()).collect();
            let finding = cx
                .finding(format!("{at}/code"), format!("`{}` is not a change of the pack `{}`", change.code, policy.name))
                .help(suggest(&change.code, &known, "changes"));
            let finding = cx.asked_by(finding, "/changes");
            cx.add(finding);
        }
    }
}
