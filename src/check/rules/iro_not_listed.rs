//! Nobody in `people` is the independent reviewing officer.
//!
//! The document would not say whom it is from, nor where an answer goes.
//!
//! To put it right: add the IRO to `people`, with `role: independent_reviewing_officer`.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let r = cx.record();
    if r.needs_iro() && !r.people().values().any(|p| p.role == "independent_reviewing_officer") {
        let finding = cx
            .finding("/people", "nobody in `people` is the independent reviewing officer")
            .help("add them, with `role: independent_reviewing_officer`")
            .source("IRO Handbook 2010");
        cx.add(finding);
    }
}
