//! The manager did not agree with a decision, and those who came to the review were not told.
//!
//! Where the authority's procedure asks for it, a disputed decision is put in writing to the IRO and to everyone who was at the review:
//! otherwise a family acts on what is no longer agreed.
//!
//! To put it right: tell them, and write `told_to_all:` beside `agreed:`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    if !cx.policy().requires.contains_key("objection_told") {
        return;
    }
    let Some(answer) = cx.record().issued.manager_answer.as_ref().filter(|a| !a.agreed) else { return };
    if answer.told_to_all.is_some() {
        if answer.objection.is_none() {
            let finding = cx
                .finding("/issued/manager_answer", "the manager did not agree, and the record does not say with what")
                .help("add `objection:`, in the words that all who came were sent")
                .source(cx.policy().source_of("objection_told"));
            cx.add(finding);
        }
        return;
    }
    let finding = cx
        .finding("/issued/manager_answer", format!("the manager did not agree on {}, and nothing says that all who came were told", day(answer.date)))
        .help("add `told_to_all:` with the day on which they were told in writing")
        .source(cx.policy().source_of("objection_told"));
    cx.add(finding);
}
