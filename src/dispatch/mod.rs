//! Each finished copy to its reader: who gets which file, which way, at what address, what is missing for it, and by when. Business support
//! works from it. Names stand in its files and nowhere else.

pub mod envelopes;
pub mod files;
pub mod mail;
pub mod print;

use chrono::NaiveDate;
use serde::Serialize;

use crate::deliver::Entry;
use crate::derive::INVITATIONS;
use crate::documents::Planned;
use crate::kinds::{self, AnyCase};
use crate::matching::Secret;
use crate::record::codes::{self, label};
use crate::record::{Alert, CHILD, Record, Withhold, shown_key};
use crate::words::capital;

/// How a copy goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By post.
    Post,
    /// By hand.
    Hand,
    /// By e-mail, secure or not.
    Email,
    /// Into a system that its reader has.
    System,
    /// Nobody says.
    Unsaid,
}

impl Way {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Post => "Post",
            Self::Hand => "By hand",
            Self::Email => "E-mail",
            Self::System => "System",
            Self::Unsaid => "Not said",
        }
    }
}

/// A copy on its way to its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Its file, below the output folder.
    pub file: String,
    /// The document, in the authority's words.
    pub document: String,
    /// The pack it follows: under whose name it goes.
    pub pack: String,
    /// The child's reference.
    pub reference: String,
    /// The child's name.
    pub child: String,
    /// The reader's name.
    pub reader: String,
    /// Who they are to the child.
    pub relation: String,
    /// Which way.
    pub way: Way,
    /// The way in the record's words, as `Secure email`.
    pub by: String,
    /// Their address, a line each.
    pub address: Vec<String>,
    /// Their e-mail address.
    pub email: String,
    /// Their phone: a password is told by it.
    pub phone: String,
    /// What is missing for it to go.
    pub missing: String,
    /// Whether the copy has the address where an envelope's window shows it.
    pub in_window: bool,
    /// What it leaves out.
    pub leaves_out: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When the record says that it went.
    pub done: Option<NaiveDate>,
    /// What must stand nowhere in what goes to this reader.
    pub absent: Vec<Secret>,
    /// Whether a record can say that it went.
    pub can_be_recorded: bool,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// Its pages.
    pub pages: usize,
}

/// The lists, below the output folder. They take the place of those of the run before.
pub const LISTS: [&str; 5] = ["dispatch.csv", "dispatch.xlsx", "dispatch.pdf", "dispatch-print.pdf", "dispatch-earlier.csv"];

/// Somebody who has a copy of an earlier version of a record that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The child's reference.
    pub reference: String,
    /// The child's name.
    pub child: String,
    /// The document.
    pub document: String,
    /// Their name; their key where the record has them no more.
    pub reader: String,
    /// Who they are to the child.
    pub relation: String,
    /// How it went, where the list says so.
    pub by: String,
    /// Which version they have.
    pub version: u32,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// Whether a copy of the new version is made for them.
    pub gets_new: bool,
    /// The file, as it was called when it was made.
    pub file: String,
}

/// Who has a copy of an earlier version; none where it is the file's own.
#[must_use]
pub fn holder(case: &dyn AnyCase, entry: &Entry, reference: &str, gets_new: bool) -> Option<Holder> {
    let key = entry.copy.reader.as_deref()?;
    let people = case.people();
    let (child, _) = case.child().unwrap_or_default();
    let person = people.iter().find(|(own, _)| shown_key(people, own) == key).map(|(_, person)| person);
    let name = || if key == CHILD { child.clone() } else { key.replace('_', " ") };
    Some(Holder {
        reference: reference.to_owned(),
        document: case.policy().document_title(&entry.document).to_owned(),
        reader: person.map_or_else(name, |p| p.name.clone()),
        relation: match person {
            Some(person) => person.title.clone().unwrap_or_else(|| label(codes::ROLES, &person.role).to_owned()),
            None if key == CHILD => "Child".to_owned(),
            None => capital(&entry.recipient.replace('_', " ")),
        },
        child,
        by: entry.copy.by.as_deref().map(sent_by).unwrap_or_default(),
        version: entry.version.unwrap_or(1),
        made: entry.made,
        gets_new,
        file: entry.file.clone(),
    })
}

/// How a copy goes to its reader; none for the child's own file, and for what is published. Its file, its pages and the day it was made are not
/// known yet.
#[must_use]
pub fn sending(case: &dyn AnyCase, planned: &Planned, on: NaiveDate) -> Option<Sending> {
    if planned.archive || matches!(planned.audience.as_str(), "file" | "service" | "public") {
        return None;
    }
    let record = kinds::case_of::<Record>(case).map(|case| &case.record);
    let people = case.people();
    // A form says whom it is for by what they are.
    let key = planned.copy.key.clone().or_else(|| people.iter().find(|(_, p)| p.role == planned.audience).map(|(key, _)| key.clone()));
    let key = key.as_deref().unwrap_or_default();
    let person = people.get(key);
    let (child, _) = case.child().unwrap_or_default();
    let by = planned.copy.by.clone().unwrap_or_default();
    let address = match (person, record) {
        (Some(person), _) => person.address.clone(),
        (None, Some(record)) if key == CHILD => {
            let placement = &record.child.placement;
            let is_theirs_to_see = !placement.confidential && !planned.copy.leaves_out.contains(&Withhold::PlacementAddress);
            let lines = placement.address.iter().flat_map(|a| a.split(',')).map(|l| l.trim().to_owned()).chain(placement.postcode.clone());
            if is_theirs_to_see { lines.collect() } else { Vec::new() }
        }
        _ => Vec::new(),
    };
    let email = person.and_then(|p| p.email.clone()).unwrap_or_default();
    let family = person.is_some_and(crate::record::Person::is_family) || key == CHILD;
    let way = match by.as_str() {
        "post" => Way::Post,
        "hand" => Way::Hand,
        "email" | "secure_email" => Way::Email,
        "system" => Way::System,
        // A letter to a child whose home is confidential is handed over; colleagues have theirs by e-mail.
        _ if key == CHILD && address.is_empty() => Way::Hand,
        _ if family && !address.is_empty() => Way::Post,
        _ if !family && !email.is_empty() => Way::Email,
        _ if !address.is_empty() => Way::Post,
        _ => Way::Unsaid,
    };
    let shown = planned.view.get("letter");
    let in_window = shown.and_then(|letter| letter.get("posted")).and_then(serde_json::Value::as_bool).unwrap_or(false);
    let reader = if key == CHILD { child.clone() } else { person.map(|p| p.name.clone()).unwrap_or_default() };
    let steps = kinds::case_of::<Record>(case).map(|case| &case.facts);
    let step = steps.and_then(|facts| match planned.document.as_str() {
        document if is_invitation(document) => facts.before.iter().find(|step| step.key.starts_with(INVITATIONS)),
        "letter_introduction" => facts.before.iter().find(|step| step.key == "introduction_letter"),
        document => facts.step(step_of(document)?),
    });
    // That a review is on another day is told at once.
    let other = record.filter(|_| planned.document == "letter_date_change").and_then(|record| record.review.rearranged.as_ref());
    let missing = missing(&reader, way, &address, &email);
    // Whether what is handed over has no address because nobody wrote one down, or because none is to be known.
    let hidden = planned.copy.leaves_out.contains(&Withhold::PlacementAddress)
        || (key == CHILD && record.is_some_and(|record| record.child.placement.confidential));
    let by = match (way, by.is_empty()) {
        (Way::Hand, _) if address.is_empty() && hidden => "By hand; where is confidential".to_owned(),
        (Way::Hand, _) if address.is_empty() => "By hand; no address in the record".to_owned(),
        (_, true) => way.words().to_owned(),
        _ => sent_by(&by),
    };
    // An alert that was answered or settled has been where it was sent.
    let answered = kinds::case_of::<Alert>(case).and_then(|case| {
        let answers = case.record.stages.iter().filter_map(|stage| stage.answer.as_ref()).map(|answer| answer.date);
        case.record.resolution.as_ref().map(|r| r.date).into_iter().chain(answers).max()
    });
    Some(Sending {
        file: String::new(),
        document: case.policy().document_title(&planned.document).to_owned(),
        pack: case.policy().name.clone(),
        reference: planned.reference.clone(),
        child,
        relation: match person {
            Some(person) => person.title.clone().unwrap_or_else(|| label(codes::ROLES, &person.role).to_owned()),
            None if key == CHILD => "Child".to_owned(),
            None => capital(&planned.audience.replace('_', " ")),
        },
        reader,
        way,
        by,
        address,
        email,
        phone: person.and_then(|p| p.phone.clone()).unwrap_or_default(),
        missing,
        in_window,
        leaves_out: planned.copy.leaves_out.iter().map(|part| part.label()).collect::<Vec<_>>().join(", "),
        due: match planned.document.as_str() {
            // What is missing is asked for at once.
            "letter_late_papers" => Some(planned.meta.date),
            // Where the pack has no day for it, before the review.
            document if is_invitation(document) => step.and_then(|s| s.due).or(Some(planned.held)),
            _ => step.and_then(|s| s.due).or(other.map(|other| other.decided)),
        },
        // What is recorded for a day to come has not happened.
        done: step
            .and_then(|s| s.done)
            .or(record.filter(|_| is_invitation(&planned.document)).and_then(|r| r.preparation.get(INVITATIONS).copied()))
            .or(other.and_then(|other| other.told))
            .or(answered)
            // What is recorded of the version before says nothing of this one.
            .filter(|done| case.replaces().is_none_or(|before| *done > before))
            .filter(|done| *done <= on),
        absent: planned.expect.absent.clone(),
        can_be_recorded: step.is_some() || other.is_some() || is_invitation(&planned.document),
        made: None,
        pages: 0,
    })
}

/// Whether a document goes with the invitations to a review.
fn is_invitation(document: &str) -> bool {
    matches!(document, "letter_invitation" | "consultation_paper")
}

/// How a copy goes, as a list says it.
fn sent_by(by: &str) -> String {
    label(codes::SENT_BY, by).replace("Email", "E-mail").replace("email", "e-mail")
}

/// The step after a review that a document's going is.
fn step_of(document: &str) -> Option<&'static str> {
    Some(match document {
        "letter_team_manager" => "decisions",
        "starred_notification" => "starred",
        "rag_notification" => "rag",
        "review_monitoring_form" => "monitoring_form",
        // Before the review.
        "letter_introduction" | "letter_invitation" | "consultation_paper" | "letter_date_change" | "letter_late_papers" => return None,
        _ => "distributed",
    })
}

/// How many lines an address may have, its reader's name included, and be in an envelope's window.
const IN_WINDOW: usize = 8;

/// How many characters a line of an address may have.
const LINE: usize = 38;

/// What is missing for a copy to go.
fn missing(reader: &str, way: Way, address: &[String], email: &str) -> String {
    if reader.is_empty() {
        return "the record does not say who gets it".to_owned();
    }
    match way {
        Way::Post if address.is_empty() => "no address".to_owned(),
        Way::Post
            if std::iter::once(reader)
                .chain(address.iter().map(String::as_str))
                .map(|l| l.chars().count().div_ceil(LINE))
                .sum::<usize>()
                > IN_WINDOW =>
        {
            "the address has more lines than an envelope's window shows".to_owned()
        }
        Way::Post if !address.iter().any(|line| has_postcode(line)) => "the address has no postcode".to_owned(),
        Way::Email if email.is_empty() => "no e-mail address".to_owned(),
        Way::Email if !can_be_mail(email) => "this cannot be an e-mail address".to_owned(),
        Way::Unsaid => "how it goes is not said".to_owned(),
        _ => String::new(),
    }
}

/// Whether a line ends in what may be a postcode: `TF1 3AE`, `tf13ae`.
fn has_postcode(line: &str) -> bool {
    let letters: String = line.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase();
    let Some(inward) = letters.len().checked_sub(3).and_then(|at| letters.get(at..)) else { return false };
    let outward = letters.get(..letters.len() - 3).unwrap_or_default();
    let mut inward = inward.chars();
    inward.next().is_some_and(|c| c.is_ascii_digit())
        && inward.all(|c| c.is_ascii_uppercase())
        && outward.chars().rev().take(4).any(|c| c.is_ascii_digit())
}

/// Whether a text may be an e-mail address: one sign, something before it, a name with a dot behind it.
fn can_be_mail(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, ',' | ';' | '<' | '>' | '"' | '(' | ')' | '@');
    text.trim().split_once('@').is_some_and(|(name, at)| {
        !name.is_empty()
            && name.chars().all(fits)
            && at.chars().all(fits)
            && at.split('.').count() > 1
            && at.split('.').all(|p| !p.is_empty())
    })
}

/// Whether a copy is listed: what the record does not say went, and what was made on the day.
#[must_use]
pub fn is_listed(sending: &Sending, on: NaiveDate) -> bool {
    // Of what no record can say that it went, what is new.
    (sending.done.is_none() && sending.can_be_recorded) || sending.made == Some(on)
}

/// Copies in the order of the list.
#[must_use]
pub fn listed(mut out: Vec<Sending>) -> Vec<Sending> {
    let key = |s: &Sending| (s.done.is_some(), s.way, s.due.unwrap_or(NaiveDate::MAX), s.reader.clone(), s.file.clone());
    out.sort_by_cached_key(key);
    out
}

/// What of it is still to go.
#[must_use]
pub fn to_go(listed: &[Sending]) -> Vec<Sending> {
    listed.iter().filter(|s| s.done.is_none()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{can_be_mail, has_postcode};

    #[test]
    fn what_can_be_an_address_is_told_from_what_cannot() {
        for line in ["TF1 3AE", "Testford TF1 3AE", "tf13ae", "SW1A 1AA", "B4 7DJ"] {
            assert!(has_postcode(line), "{line}");
        }
        for line in ["", "Testford", "14 Mill Lane", "TF1", "1 2 3AE B"] {
            assert!(!has_postcode(line), "{line}");
        }
        for mail in ["a.b@example.org", " kim@mail.example.org "] {
            assert!(can_be_mail(mail), "{mail}");
        }
        for mail in ["", "kim", "kim@", "@example.org", "kim@example", "kim@@example.org", "kim ward@example.org", "a@b.org, c@d.org"] {
            assert!(!can_be_mail(mail), "{mail}");
        }
    }
}
