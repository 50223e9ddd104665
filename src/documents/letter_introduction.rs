//! Letter (e), on allocation: the IRO introduces themselves to the child.

use chrono::NaiveDate;
use serde::Serialize;

use super::letter_child::band;
use super::letters::{self, Letter};
use super::{Audience, Planned};
use crate::calendar;
use crate::check::Case;
use crate::record::{CHILD, Status};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    band: &'static str,
    /// The review lies ahead; its date, time and place.
    review_on: String,
    review_at: Option<String>,
    review_where: Option<&'a str>,
}

pub(super) fn plan(case: &Case, _as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let allocated = r.allocation.as_ref().and_then(|a| a.allocated);
    let (Some(allocated), Status::Planned) = (allocated, r.status) else {
        return Vec::new();
    };
    // A day that was set later was not known when the letter went.
    let sent = r.preparation.get("introduction_letter").copied();
    let known = match &r.review.rearranged {
        Some(other) if sent.is_some_and(|sent| sent < other.decided) => other.from,
        _ => case.facts.held,
    };
    let audience = Audience::person(r, CHILD);
    let letter = letters::letter(case, "letter_introduction", &audience, allocated);
    let view = View {
        letter: &letter,
        band: band(calendar::age_on(r.child.date_of_birth, allocated)),
        review_on: crate::words::weekday(known),
        review_at: r.review.time.as_deref().filter(|_| known == case.facts.held).map(crate::words::clock),
        review_where: r.review.venue.as_deref(),
    };
    vec![letters::planned("letter_introduction", "letter-introduction", &audience, &letter, &view, &["review", "agree"], Vec::new())]
}
