//! The record does not say that advocacy and complaints were explained to the child.
//!
//! The IRO makes sure that the child knows how an advocate could help and how to complain (IRO Handbook), and that they know
//! who the IRO is. The record is issued all the same, but the child's letter will explain it again.
//!
//! To put it right: add `advocacy_explained:`, `complaints_explained:` and `knows_iro:` under `participation`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(p) = cx.record().participation.as_ref().filter(|p| cx.is_full() && p.code != "PN0") else { return };
    for (value, key, what) in [
        (p.advocacy_explained, "advocacy_explained", "whether advocacy was explained"),
        (p.complaints_explained, "complaints_explained", "whether the right to complain was explained"),
        (p.knows_iro, "knows_iro", "whether the child knows who the IRO is"),
    ] {
        if value.is_none() {
            let finding = cx
                .finding(format!("/participation/{key}"), format!("the record does not say {what}"))
                .help(format!("add `{key}: true` or `false` under `participation`"))
                .source(cx.policy().source_of("participation"));
            cx.add(finding);
        }
    }
}
