//! The invitation to a review: when and where it is, what will be talked about, and how to say what one thinks without coming.

use chrono::NaiveDate;
use serde::Serialize;

use super::letter_child::band;
use super::letters::{self, Letter};
use super::{Audience, Planned};
use crate::calendar;
use crate::check::{Case, texts};
use crate::derive;
use crate::record::{CHILD, Invitee, Record, Status};
use crate::words::{clock, place, weekday};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    reader: Reader,
    when: When,
    /// Only asked to say beforehand what they think.
    writes: bool,
    /// What will be talked about, for grown-ups.
    agenda: Vec<&'a str>,
    /// Whether a consultation paper comes with it.
    paper: bool,
    /// Who writes reports for the review is asked for them.
    reports: bool,
    /// The day by which the pack wants the first of them.
    reports_by: Option<String>,
    /// The language in which an interpreter may be wanted.
    language: Option<&'a str>,
}

/// Who reads it, as far as the words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reader {
    /// A child under 8.
    Young,
    /// A child from 8 to 12.
    Middle,
    /// A child from 13.
    Older,
    /// Family.
    Parent,
    /// Whoever the child lives with.
    Carer,
    /// Who speaks for the child.
    Advocate,
    /// From the school.
    School,
    /// From a health service.
    Health,
    /// Anybody else.
    Professional,
}

impl Reader {
    /// Who somebody asked to a review is.
    pub(super) fn of(r: &Record, key: &str, on: NaiveDate) -> Self {
        if key == CHILD {
            return match band(calendar::age_on(r.child.date_of_birth, on)) {
                "young" => Self::Young,
                "middle" => Self::Middle,
                _ => Self::Older,
            };
        }
        let Some(person) = r.people.get(key) else { return Self::Professional };
        match person.role.as_str() {
            _ if person.is_carer() || r.child.placement.with.as_deref() == Some(key) => Self::Carer,
            _ if person.is_family() || person.role == "sibling" => Self::Parent,
            "advocate" => Self::Advocate,
            "teacher" | "designated_teacher" | "virtual_school" => Self::School,
            "health_visitor" | "nurse" | "doctor" | "therapist" => Self::Health,
            _ => Self::Professional,
        }
    }
}

/// When and where a review is that is planned, as far as a reader may know.
#[derive(Debug, Serialize)]
pub(super) struct When {
    /// `Tuesday 20 October 2026`.
    day: String,
    time: Option<String>,
    place: Option<String>,
    /// Of several meetings the day of the first; the others, each with its place.
    others: Vec<(String, Option<String>)>,
    /// It is done without a meeting.
    without_meeting: bool,
}

/// When and where the review is.
pub(super) fn when(case: &Case, audience: &Audience<'_>) -> When {
    let review = &case.record.review;
    let told = |venue: &str| audience.key.and_then(|key| texts::venue_for(&case.record, key, venue)).map(place);
    let mut meetings: Vec<_> = review.meetings.iter().map(|meeting| (meeting.date, meeting.venue.as_deref())).collect();
    meetings.sort_unstable();
    if meetings.is_empty() {
        meetings.push((case.facts.held, None));
    }
    let mut days = meetings.into_iter().map(|(day, venue)| (weekday(day), venue.or(review.venue.as_deref()).and_then(told)));
    let (day, place) = days.next().unwrap_or_default();
    When { day, place, time: review.time.as_deref().map(clock), others: days.collect(), without_meeting: review.is_without_meeting() }
}

/// Everybody who is asked to a review that is planned, but the IRO who asks them.
pub(super) fn asked(r: &Record) -> impl Iterator<Item = &Invitee> {
    let is_iro = |key: &str| r.people.get(key).is_some_and(|person| person.role == "independent_reviewing_officer");
    r.invited.iter().filter(move |one| r.status == Status::Planned && !is_iro(&one.person))
}

/// Who writes reports for a review.
fn reports(r: &Record, key: &str) -> bool {
    r.people
        .get(key)
        .is_some_and(|person| matches!(person.role.as_str(), "social_worker" | "team_manager" | "service_manager" | "personal_adviser"))
}

/// Whether a consultation paper goes to somebody.
pub(super) fn has_paper(r: &Record, one: &Invitee) -> bool {
    one.paper.unwrap_or_else(|| !reports(r, &one.person))
}

/// The day on which invitations went, where the record has it.
pub(super) fn sent(r: &Record) -> Option<NaiveDate> {
    r.preparation.iter().filter(|(step, _)| step.starts_with(derive::INVITATIONS)).map(|(_, day)| *day).max()
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let date = sent(r).unwrap_or(as_of);
    // Who was asked already is told of the other day by a letter of its own.
    if r.review.rearranged.as_ref().is_some_and(|other| sent(r).is_some_and(|sent| sent <= other.decided)) {
        return Vec::new();
    }
    let one = |one: &Invitee| {
        let audience = Audience::person(r, &one.person);
        let letter = letters::letter(case, "letter_invitation", &audience, date);
        // That a child was trafficked is for nobody's invitation.
        let agenda = case.policy.matters.iter().filter(|(_, matter)| derive::applies(&matter.when, r) && !matter.when.tells_of_child());
        let view = View {
            letter: &letter,
            reader: Reader::of(r, &one.person, date),
            when: when(case, &audience),
            writes: !one.is_to_come(),
            agenda: agenda.map(|(_, matter)| matter.title.as_str()).collect(),
            paper: has_paper(r, one),
            reports: reports(r, &one.person),
            reports_by: derive::papers_owed(r, &case.policy, &case.facts).iter().filter_map(|paper| paper.due).min().map(weekday),
            language: audience.who().and_then(|person| person.language.as_deref()),
        };
        let stem = format!("invitation-to-{}", audience.shown_key().unwrap_or_default().replace('_', "-"));
        letters::planned("letter_invitation", &stem, &audience, &letter, &view, &["review", "reach"], Vec::new())
    };
    asked(r).map(one).collect()
}
