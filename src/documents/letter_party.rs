//! Letter (b), to a parent or other party who did not attend: the outcome in plain words.

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::record::{CHILD, How, Record, Send, Status};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    permanence: Option<parts::Permanence>,
    /// `attended`, `consulted`, `kept_out` (excluded or not invited) or `missed`.
    part: &'static str,
    /// Whether they were heard in another way.
    heard: bool,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    if r.status < Status::Decisions {
        return Vec::new();
    }
    r.people
        .keys()
        .filter(|key| is_owed(r, key))
        .map(|key| {
            let audience = Audience::person(r, key);
            let letter = letters::letter(case, "letter_party", &audience, letters::date(case, as_of));
            let view = View {
                letter: &letter,
                permanence: parts::permanence(r, &audience),
                part: part(r, key),
                heard: r.attendance.iter().flatten().any(|a| a.person == *key && a.heard.is_some()),
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
        _ => "missed",
    }
}

/// Family who did not attend, and whoever the distribution list gives a letter.
fn is_owed(r: &Record, key: &str) -> bool {
    let Some(person) = r.people.get(key) else { return false };
    if matches!(person.role.as_str(), "team_manager" | "agency_decision_maker") || key == CHILD {
        return false; // these have letters of their own
    }
    let missed = r.attendance.iter().flatten().any(|a| a.person == key && !a.how.is_present());
    // What is withheld from somebody who is not on the list nobody has said (R308), so nothing is made for them.
    let listed = r.distribution.iter().flatten().find(|d| d.to == key).map(|d| d.send);
    match listed {
        Some(Send::Letter | Send::Both) => true,
        Some(Send::Record) => person.is_family() && missed,
        Some(Send::None) | None => false,
    }
}
