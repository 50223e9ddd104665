//! Letter (b), to a parent or other party who did not attend: the outcome in plain words.

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::derive;
use crate::record::{How, Record, Status};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    permanence: Option<parts::Permanence>,
    /// `attended`, `consulted`, `kept_out` (excluded or not invited), `apologies` or `missed`.
    part: &'static str,
    /// Whether they were heard in another way.
    heard: bool,
    /// Whether they are of the family: advice and an advocate are for them.
    family: bool,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    if r.status < Status::Decisions {
        return Vec::new();
    }
    r.people
        .keys()
        .filter(|key| derive::has_party_letter(r, key))
        .map(|key| {
            let audience = Audience::person(r, key);
            let letter = letters::letter(case, "letter_party", &audience, letters::date(case, as_of));
            let view = View {
                letter: &letter,
                permanence: parts::permanence(r, &audience),
                part: part(r, key),
                family: audience.is_family(),
                heard: r.attendance.iter().flatten().any(|a| a.person == *key && a.heard.is_some())
                    || r.views.iter().any(|v| v.from == *key),
            };
            let texts = parts::decision_texts(case, &audience);
            letters::planned("letter_party", &letters::letter_to(&audience), &audience, &letter, &view, &["decisions", "agree"], texts)
        })
        .collect()
}

/// Their part in the review, as far as the letter speaks of it.
fn part(r: &Record, key: &str) -> &'static str {
    match r.attendance.iter().flatten().find(|a| a.person == key).map(|a| a.how) {
        Some(how) if how.is_present() => "attended",
        Some(How::Consulted) => "consulted",
        Some(How::Excluded | How::NotInvited) => "kept_out",
        Some(How::Apologies) => "apologies",
        _ => "missed",
    }
}
