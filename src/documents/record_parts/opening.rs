//! The head of a record: whose review, who wrote it, for whom, and the texts that stand on the first page.

use serde::Serialize;

use crate::check::Case;
use crate::derive;
use crate::documents::Audience;
use crate::record::codes::{self, label};
use crate::record::{CHILD, Person, Record, Withhold, WrittenTo};
use crate::words::{capital, day, opening, small};

/// A text of which the first page has the beginning.
#[derive(Debug, Serialize)]
pub struct InParts {
    opening: String,
    /// What follows further on.
    rest: Option<String>,
}

impl InParts {
    /// A text, with at most about so many characters on the first page.
    #[must_use]
    pub fn of(text: &str, most: usize) -> Self {
        let (opening, rest) = opening(text, most);
        Self { opening, rest }
    }
}

/// What there is room for on the first page of the IRO's view, in characters.
const VIEW: usize = 650;

/// The IRO's view.
pub fn iro_view(r: &Record, audience: &Audience<'_>) -> Option<InParts> {
    r.iro_view.as_deref().filter(|_| !audience.withholds(Withhold::IroView)).map(|text| InParts::of(text, VIEW))
}

/// Who wrote the record.
#[derive(Debug, Serialize)]
pub struct WrittenBy {
    name: String,
    role: String,
    phone: Option<String>,
}

/// The IRO, as the head of the record names them.
pub fn written_by(r: &Record) -> Option<WrittenBy> {
    let iro = derive::iro(r)?;
    let role = iro.title.clone().unwrap_or_else(|| "Independent reviewing officer".to_owned());
    Some(WrittenBy { name: iro.name.clone(), role, phone: iro.phone.clone() })
}

/// Whether a copy speaks to the child as you: the child's own, and the file's of a record that is written so.
pub fn is_you(r: &Record, audience: &Audience<'_>) -> bool {
    audience.key == Some(CHILD) || audience.key.is_none() && r.written_to == WrittenTo::Child
}

/// `Erin’s review, 24 February 2026`; to the child `Your review`.
pub fn headline(case: &Case, audience: &Audience<'_>) -> String {
    let whose = match is_you(&case.record, audience) {
        true => "Your".to_owned(),
        false => format!("{}’s", case.record.child.short_name()),
    };
    format!("{whose} review, {}", day(case.facts.held))
}

/// `Erin Hatherley · Record of Review · second review · Larkhill Primary School`.
pub fn subtitle(case: &Case, audience: &Audience<'_>) -> String {
    let r = &case.record;
    let kind = case.policy.reviews.get(&r.review.kind).map_or(r.review.kind.as_str(), |t| t.name.as_str());
    let place = r.review.venue.as_deref().filter(|_| !audience.withholds(Withhold::PlacementAddress));
    let parts = [Some(r.child.name.as_str()), Some(case.policy.document_title("record_of_review")), Some(&small(kind)), place]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    parts.join(" · ")
}

/// Whose copy it is: `Gemma Hatherley, Erin’s mother`; none for the file.
pub fn copy_for(r: &Record, audience: &Audience<'_>) -> Option<String> {
    let key = audience.key?;
    let Some(person) = audience.who() else { return Some(audience.name(key)) };
    Some(format!("{}, {}", person.name, relation(r, person)))
}

/// What somebody is to the child: `Erin’s mother`, `social worker`.
pub fn relation(r: &Record, person: &Person) -> String {
    let role = person.title.clone().unwrap_or_else(|| label(codes::ROLES, &person.role).to_owned());
    let role = small(&role);
    match person.is_family() {
        // `Erin’s Nan` and `Erin’s mother`; a title that says whose somebody is stays as it is.
        true if !role.contains(['’', '\'']) => format!("{}’s {role}", r.child.short_name()),
        _ => role,
    }
}

/// What there is room for on the first page of what the child said, in characters.
const SAID: usize = 420;

/// What the child said for the first page: their own words, else their wishes.
pub fn said(own_words: Option<&str>, wishes: Option<&str>) -> Option<InParts> {
    own_words.or(wishes).map(|text| InParts::of(text, SAID))
}

/// The name, with that it is the reader.
pub fn name_or_you(name: String, is_reader: bool) -> String {
    if is_reader { format!("{} (you)", capital(&name)) } else { capital(&name) }
}
