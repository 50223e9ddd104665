//! A matter of schedule 7 is neither discussed nor explained.
//!
//! Not every matter needs discussion at every review, but each must have been thought of. The pack lists them, and says which
//! only apply in some cases: leaving care from 15, being unaccompanied, short breaks, matched long-term fostering.
//!
//! To put it right: add the matter with `text:`, or with `not_discussed:` and the reason.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(matters) = r.matters.as_ref().filter(|_| cx.is_full()) else { return };
    for (key, rule) in &cx.policy().matters {
        if !derive::applies(&rule.when, r) || matters.contains_key(key) {
            continue;
        }
        let finding = cx
            .finding(format!("/matters/{key}"), format!("the matter `{key}` is neither discussed nor explained"))
            .help(format!("add `{key}:` under `matters`, with `text:` or `not_discussed:` and the reason"))
            .source(cx.policy().cite(&rule.source));
        let finding = cx.asked_by(finding, &format!("/matters/{key}"));
        cx.add(finding);
    }
    for (key, matter) in matters {
        if matter.text.is_none() && matter.not_discussed.is_none() {
            let finding = cx
                .finding(format!("/matters/{key}"), format!("the matter `{key}` is neither discussed nor explained"))
                .help("add `text:`, or `not_discussed:` with the reason")
                .source(cx.policy().source_of("matters"));
            cx.add(finding);
        }
    }
}
