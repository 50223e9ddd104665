//! The next review is planned after its limit, on a day that cannot be, or not at all.
//!
//! The limit counts from this review: 3 months after a first one, 6 months after the others (regulation 33). The IRO may
//! always set an earlier date.
//!
//! To put it right: agree a date inside the limit, or say under `not_needed` why there will be no next review.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, facts) = (cx.record(), cx.facts());
    let Some(next) = r.next_review.as_ref().filter(|_| cx.is_full()) else { return };
    let source = cx.policy().source_of("next_review");
    let Some(date) = next.date else {
        if next.not_needed.is_none() {
            let finding = cx
                .finding("/next_review/date", "the date of the next review is missing")
                .help("add `date:` under `next_review`, or `not_needed:` with the reason")
                .source(source);
            cx.add(finding);
        }
        return;
    };
    if date <= facts.held {
        let finding = cx
            .finding("/next_review/date", format!("the next review is on {}, not after this one on {}", day(date), day(facts.held)))
            .help("check the year");
        cx.add(finding);
    } else if let Some(adult) = r.child.date_of_birth.checked_add_months(chrono::Months::new(12 * 18)).filter(|adult| date >= *adult) {
        let finding = cx
            .finding("/next_review/date", format!("the next review is on {}, and the child is 18 from {} and no longer looked after", day(date), day(adult)))
            .help("agree an earlier date, or write `not_needed:` with the reason, as: leaves care on the 18th birthday")
            .source("Children Act 1989, section 22");
        cx.add(finding);
    } else if let Some(due) = facts.next_due.as_ref().filter(|d| date > d.date) {
        let finding = cx
            .finding("/next_review/date", format!("the next review is on {}, after its limit of {}", day(date), day(due.date)))
            .help(format!("agree a date on or before {}: it is due {} on {}", day(due.date), due.words(), day(due.from)))
            .source(due.source.clone());
        let finding = cx.asked_by(finding, &due.pack_pointer);
        cx.add(finding);
    }
    if next.venue.is_none() || next.time.is_none() {
        let what = if next.venue.is_none() { "venue" } else { "time" };
        let mut finding = cx
            .finding(format!("/next_review/{what}"), format!("the {what} of the next review is not set"))
            .help(format!("add `{what}:` under `next_review` once it is agreed"))
            .source(source);
        finding.severity = Severity::Warning;
        cx.add(finding);
    }
}
