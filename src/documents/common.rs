//! What every document shows alike: the letterhead, marking, footer, and the child in brief.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Audience, Meta};
use crate::check::Case;
use crate::policy::{Body, Look};
use crate::record::{CHILD, Corrected, Status};
use crate::words::{day, ended};

/// The frame of every page.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    /// The document's name in the authority's words.
    pub title: String,
    /// Title, language and so on of the PDF.
    pub meta: Meta,
    /// The authority.
    pub body: &'a Body,
    /// Its colours and marking.
    pub look: &'a Look,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// Whether it carries the authority's protective marking: a child's own letter does not.
    pub marked: bool,
    /// What of a draft is not written yet.
    pub missing: Vec<String>,
    /// Whether it is in large print.
    pub large_print: bool,
    /// What the footer says on the left.
    pub footer: String,
    /// What it replaces, where its record was corrected.
    pub replaces: Option<Replaces>,
}

/// What a copy of a corrected record says of the one before.
#[derive(Debug, Serialize)]
pub struct Replaces {
    /// `Version 2`.
    version: String,
    /// The day on which the one before was issued.
    of: String,
    /// What was changed and why; nothing where that is about something kept from the reader.
    what: Option<String>,
    why: Option<String>,
}

/// What a copy of a corrected record says of the one before.
pub fn replaces(corrected: &Corrected, version: Option<u32>, may_know: bool) -> Replaces {
    Replaces {
        version: format!("Version {}", version.unwrap_or(2)),
        of: day(corrected.replaces),
        what: may_know.then(|| ended(&corrected.what)),
        why: may_know.then(|| ended(&corrected.why)),
    }
}

/// The frame for a document.
pub fn page<'a>(case: &'a Case, document: &str, audience: &Audience<'_>, date: NaiveDate) -> Page<'a> {
    let policy = &case.policy;
    let child = &case.record.child;
    let title = policy.document_title(document);
    let is_childs_letter = audience.key == Some(CHILD) && document != "record_of_review";
    let version = case.record.version.map_or(String::new(), |v| format!(" · version {v}"));
    Page {
        title: title.to_owned(),
        meta: Meta {
            title: draft_title(case.draft, format!("{title}: {}, {}", child.name, day(case.facts.held))),
            lang: "en".to_owned(),
            author: format!("{}, {}", policy.body.name, policy.body.service),
            date,
            ident: format!(
                "{document}/{}/{}/{}/{}",
                child.reference,
                case.facts.held,
                audience.key.unwrap_or(""),
                case.record.version.unwrap_or(1)
            ),
        },
        body: &policy.body,
        look: &policy.look,
        draft: case.draft,
        marked: !is_childs_letter,
        missing: case.missing.iter().map(|key| key.replace('_', " ")).collect(),
        large_print: audience.large_print(),
        // On a letter that lies about at home a file number says more than it helps.
        footer: if is_childs_letter { String::new() } else { format!("{title} · {}{version}", child.reference) },
        replaces: case.record.corrected.as_ref().filter(|_| case.record.status > Status::Planned).map(|corrected| {
            let said = replaces(corrected, case.record.version, !audience.withholds_any(&corrected.about));
            // The day that the one before bears.
            let issued = &case.record.issued;
            let dated = if document.starts_with("letter") { issued.decisions } else { issued.record };
            let of = dated.filter(|dated| *dated <= corrected.replaces).map_or(said.of, day);
            match is_childs_letter {
                // What was changed an IRO tells the child in a message.
                true => Replaces { what: None, why: None, of, ..said },
                false => Replaces { of, ..said },
            }
        }),
    }
}

/// The title of a document, which says that it is a draft: a window's bar shows no mark behind the page.
pub fn draft_title(draft: bool, title: String) -> String {
    if draft { format!("DRAFT: {title}") } else { title }
}

/// The words for he, she or they, for texts about the child.
#[derive(Debug, Serialize)]
pub struct Pronouns {
    /// he, she, they.
    pub they: &'static str,
    /// him, her, them.
    pub them: &'static str,
    /// his, her, their.
    pub their: &'static str,
    /// himself, herself, themself.
    pub themself: &'static str,
}

/// The pronouns of a child; they where none are given.
#[must_use]
pub fn pronouns(given: Option<&str>) -> Pronouns {
    match given {
        Some("he/him") => Pronouns { they: "he", them: "him", their: "his", themself: "himself" },
        Some("she/her") => Pronouns { they: "she", them: "her", their: "her", themself: "herself" },
        _ => Pronouns { they: "they", them: "them", their: "their", themself: "themself" },
    }
}
