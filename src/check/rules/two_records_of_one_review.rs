//! Two files hold a record of the same review.
//!
//! Their documents would have the same names, and nobody could say which of the two counts.
//!
//! To put it right: keep the newer one; count its `version` up.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let twin = cx.survey.same_review(&cx.record().child.reference, cx.facts().held, cx.path);
    if let Some(other) = twin {
        let finding = cx
            .finding("/review/date", format!("`{}` holds a record of the same review", other.display()))
            .help("keep one of the two, or correct the reference or the date");
        cx.add(finding);
    }
}
