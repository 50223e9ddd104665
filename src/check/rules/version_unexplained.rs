//! A finished record is a later version, and does not say what was changed.
//!
//! Whoever has the version before has to know that it is not to be used any more, and in what it was wrong.
//!
//! To put it right: add `corrected:` with the day of the version before, what was changed and why.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if r.status == Status::Final && r.version.is_some_and(|version| version > 1) && r.corrected.is_none() {
        let finding = cx
            .finding("/version", "this is a later version, and the record does not say what was changed")
            .help("add `corrected: { replaces: 2026-03-27, what: What was changed, why: Why }`; every copy then says so")
            .source("UK GDPR, article 5(1)(d); good practice");
        cx.add(finding);
    }
}
