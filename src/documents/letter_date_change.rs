//! That a review is on another day: to everybody who is asked to it.

use chrono::NaiveDate;
use serde::Serialize;

use super::letter_invitation::{Reader, When, asked, when};
use super::letters::{self, Letter};
use super::{Audience, Planned};
use crate::check::Case;
use crate::record::CHILD;
use crate::words::{ended, weekday};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    reader: Reader,
    when: When,
    /// The day it was to be on.
    before: String,
    /// Why, as it is told to grown-ups: the child is told in a message.
    why: Option<String>,
    language: Option<&'a str>,
    /// Only asked to say beforehand what they think.
    writes: bool,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let Some(other) = &r.review.rearranged else { return Vec::new() };
    let date = other.told.unwrap_or(as_of);
    let one = |one: &crate::record::Invitee| {
        let audience = Audience::person(r, &one.person);
        let letter = letters::letter(case, "letter_date_change", &audience, date);
        let view = View {
            letter: &letter,
            reader: Reader::of(r, &one.person, date),
            when: when(case, &audience),
            before: weekday(other.from),
            why: Some(ended(&other.why)).filter(|_| audience.key != Some(CHILD)),
            language: audience.who().and_then(|person| person.language.as_deref()),
            writes: !one.is_to_come(),
        };
        let stem = format!("date-change-to-{}", audience.shown_key().unwrap_or_default().replace('_', "-"));
        letters::planned("letter_date_change", &stem, &audience, &letter, &view, &["review", "reach"], Vec::new())
    };
    asked(r).map(one).collect()
}
