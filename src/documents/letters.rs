//! What all letters share: sender, recipient, date, reference, signature.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Page, page};
use super::record_parts as parts;
use super::{Audience, Expect, Planned};
use crate::check::Case;
use crate::derive;
use crate::policy::Words;
use crate::record::{CHILD, Record, Withhold};
use crate::words::day;

/// The frame of a letter.
#[derive(Debug, Serialize)]
pub struct Letter<'a> {
    page: Page<'a>,
    /// Name and address in the window of the envelope.
    recipient: Vec<String>,
    /// Whether it goes by post, in an envelope with a window.
    posted: bool,
    /// The recipient's name, for the greeting.
    dear: String,
    /// Date of the letter.
    date: String,
    /// The date of the review.
    #[serde(skip)]
    held: NaiveDate,
    reference: String,
    child: Names,
    review: Held,
    iro: Iro,
    words: &'a indexmap::IndexMap<String, Words>,
    decisions: Vec<parts::Decision>,
    next_review: Option<parts::Next>,
    message: Option<String>,
    /// How the child is: in words for this reader, else the beginning of the IRO's view.
    how: Option<String>,
    /// The child's own words, where this reader may have them.
    said: Option<String>,
    /// Who can give free advice, and speak up for the child.
    advice: &'a str,
    /// The record speaks to the child as "you", which a letter to somebody else has to say.
    to_child: bool,
}

#[derive(Debug, Serialize)]
struct Names {
    name: String,
    short: String,
    age: i32,
}

#[derive(Debug, Serialize)]
struct Held {
    name: String,
    date: String,
    /// A series of meetings; `date` is the last one's.
    series: bool,
    without_meeting: bool,
    /// When an adjourned one went on.
    resumed: Option<String>,
    /// Whether it was the first.
    first: bool,
}

/// The IRO, who signs.
#[derive(Debug, Serialize)]
pub struct Iro {
    name: String,
    role: String,
    phone: Option<String>,
    email: Option<String>,
}

/// In the place of an address.
const BY_HAND: &str = "By hand";

/// The date a letter about the decisions carries: when they were issued, else the day it is made.
pub fn date(case: &Case, as_of: NaiveDate) -> NaiveDate {
    let before = case.record.corrected.as_ref().map(|corrected| corrected.replaces);
    // When the version before went says nothing of this one.
    case.record.issued.decisions.filter(|sent| before.is_none_or(|before| *sent > before)).unwrap_or(as_of)
}

/// The frame of a letter to one audience.
pub fn letter<'a>(case: &'a Case, document: &str, audience: &Audience<'_>, date: NaiveDate) -> Letter<'a> {
    let r = &case.record;
    let recipient = match (audience.key, audience.who()) {
        (_, Some(person)) => {
            let mut lines = vec![person.name.clone()];
            if let Some(organisation) = person.organisation.as_ref().filter(|_| person.address.is_empty()) {
                lines.push(organisation.clone());
            }
            if let Some(team) = person.team.as_ref().filter(|_| person.address.is_empty()) {
                lines.push(team.clone());
            }
            lines.extend(person.address.iter().cloned());
            let by_email = person.email.as_ref().map(|_| "By email");
            lines.extend(audience.goes_by().or(by_email).filter(|_| person.address.is_empty()).map(str::to_owned));
            lines
        }
        (Some(CHILD), _) => {
            let p = &r.child.placement;
            let mut lines = vec![r.child.name.clone()];
            // A letter lies about: the address of a confidential placement is not put on it, it is handed over.
            if !p.confidential && !audience.withholds(Withhold::PlacementAddress) {
                lines.extend(p.address.iter().flat_map(|a| a.split(',')).map(|l| l.trim().to_owned()));
                lines.extend(p.postcode.clone());
            }
            if lines.len() == 1 {
                lines.push(audience.goes_by().unwrap_or(BY_HAND).to_owned());
            }
            // What is handed over needs no address on it.
            if audience.goes_by() == Some(BY_HAND) {
                lines.truncate(1);
                lines.push(BY_HAND.to_owned());
            }
            lines
        }
        _ => Vec::new(),
    };
    let iro = derive::iro(r);
    let rule = case.policy.reviews.get(&r.review.kind);
    Letter {
        page: page(case, document, audience, date),
        posted: match audience.who() {
            Some(person) => !person.address.is_empty(),
            None => recipient.last().is_some_and(|line| line != BY_HAND),
        },
        recipient,
        dear: match audience.key {
            Some(CHILD) | None => r.child.short_name().to_owned(),
            // `آمنة إدريس (Amna Idris)` is greeted by one of the two.
            Some(key) => r.people.get(key).map_or_else(String::new, |p| p.name.split('(').next().unwrap_or(&p.name).trim().to_owned()),
        },
        date: day(date),
        held: case.facts.held,
        reference: r.child.reference.clone(),
        child: Names {
            name: r.child.name.clone(),
            short: r.child.short_name().to_owned(),
            age: crate::calendar::age_on(r.child.date_of_birth, date),
        },
        review: Held {
            name: rule.map_or_else(String::new, |t| t.name.clone()),
            date: day(case.facts.held),
            series: !r.review.meetings.is_empty(),
            without_meeting: r.review.is_without_meeting(),
            resumed: r.review.adjourned.as_ref().and_then(|a| a.resumed).map(day),
            first: r.review.kind == "first" || r.review.number == Some(1),
        },
        iro: Iro {
            name: iro.map_or_else(String::new, |p| p.name.clone()),
            role: iro.map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| "Independent reviewing officer".to_owned())),
            phone: iro.and_then(|p| p.phone.clone()),
            email: iro.and_then(|p| p.email.clone()),
        },
        words: &case.policy.words,
        decisions: parts::decisions(case, audience),
        next_review: parts::next_review(case, audience),
        how: audience.key.and_then(|k| r.how_child_is.get(k)).cloned().or_else(|| how_child_is(r, audience)),
        said: r
            .participation
            .as_ref()
            .and_then(|p| p.own_words.clone())
            .filter(|_| audience.is_listed() && !audience.withholds(Withhold::ChildViews)),
        advice: &case.policy.body.advice,
        to_child: r.written_to == crate::record::WrittenTo::Child && audience.key != Some(CHILD),
        message: audience.key.and_then(|k| r.messages.get(k)).cloned(),
    }
}

/// How the child is, from the IRO's view; nothing to somebody of whom the distribution list does not say what they may have.
fn how_child_is(r: &Record, audience: &Audience<'_>) -> Option<String> {
    let view = r.iro_view.as_deref().filter(|_| audience.is_listed() && !audience.withholds(Withhold::IroView))?;
    Some(crate::words::opening(view, derive::HOW_CHILD_IS).0)
}

impl Letter<'_> {
    /// The same without an address in a window.
    pub fn without_window(mut self) -> Self {
        self.posted = false;
        self
    }
}

/// A letter made ready: `stem` is the end of its file name, `view` the letter with what its document adds.
pub fn planned(
    document: &str,
    stem: &str,
    audience: &Audience<'_>,
    letter: &Letter<'_>,
    view: &impl Serialize,
    sections: &[&str],
    texts: Vec<String>,
) -> Planned {
    let shown = serde_json::to_value(view).unwrap_or_default();
    Planned {
        document: document.to_owned(),
        audience: audience.class(),
        reference: letter.reference.clone(),
        held: letter.held,
        stem: stem.to_owned(),
        copy: audience.copy(&shown),
        view: shown,
        expect: Expect { sections: sections.iter().map(|s| (*s).to_owned()).collect(), texts, absent: audience.absent() },
        meta: letter.page.meta.clone(),
        archive: false,
        issued_as: Vec::new(),
    }
}

/// The end of the file name of a letter to whoever the audience is.
pub fn letter_to(audience: &Audience<'_>) -> String {
    format!("letter-to-{}", audience.shown_key().unwrap_or_default().replace('_', "-"))
}
