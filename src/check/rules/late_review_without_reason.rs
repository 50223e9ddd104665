//! The review was held after its limit, and the record does not say why.
//!
//! The first review is due within 20 working days of becoming looked after, the second within 3 months of the first,
//! later ones within 6 months of the one before; a pack can add limits. A late review is counted and its reason published
//! in the annual report, so the reason belongs in the record.
//!
//! To put it right: check the dates; if they are right, add `late_reason:` under `review`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, facts) = (cx.record(), cx.facts());
    let Some(due) = facts.due.as_ref().filter(|d| facts.held > d.date) else { return };
    if r.review.late_reason.is_some() || r.status == Status::Planned {
        return;
    }
    let finding = cx
        .finding(
            if r.review.meetings.is_empty() { "/review/date" } else { "/review/meetings" },
            format!("the review was held on {}, after its limit of {}, without a reason", day(facts.held), day(due.date)),
        )
        .help(format!("it was due {} on {}; add `late_reason:` under `review`", due.words(), day(due.from)))
        .source(due.source.clone());
    let finding = cx.asked_by(finding, &due.pack_pointer);
    cx.add(finding);
}
