//! An alert was raised since the last review, and the review record does not speak of it.
//!
//! Everyone at the review is to know of challenges raised since the last one, and the record says so.
//!
//! To put it right: add it under `concerns`, with `formal: true`, `status:` and `raised:`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, held) = (cx.record(), cx.facts().held);
    if !cx.is_full() {
        return;
    }
    for alert in cx.survey.challenges(&r.child.reference) {
        let since = r.review.previous_review.is_none_or(|p| alert.held > p) && alert.held <= held;
        if !since || r.concerns.iter().any(|c| c.formal && c.raised == Some(alert.held)) {
            continue;
        }
        let finding = cx
            .finding("/concerns", format!("`{}` raised a challenge on {}, and `concerns` does not speak of it", shown(&alert.path), day(alert.held)))
            .help(format!("add under `concerns:` the line `- {{ what: \"…\", formal: true, status: raised, raised: {} }}`; `status: resolved` if it is", alert.held))
            .source("IRO Handbook 2010 para 6.7");
        cx.add(finding);
    }
}
