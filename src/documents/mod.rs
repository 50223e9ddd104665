//! The documents: what each one shows to one audience. One file a document, one ordered list.
//! A view is made here and nowhere else; what is withheld from an audience is never put into its view.

mod audience;
mod common;
mod letter_child;
mod letter_decision_maker;
mod letter_introduction;
mod letter_party;
mod letter_team_manager;
mod letters;
mod record_of_review;
mod record_parts;

pub use audience::Audience;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::Case;

/// A kind of document.
#[derive(Debug)]
pub struct Document {
    /// Its key, as in `--only` and the pack's `documents`.
    pub key: &'static str,
    /// The folder of its template.
    pub folder: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The copies of it that a case calls for.
    plan: fn(&Case, NaiveDate) -> Vec<Planned>,
}

/// All documents, in the order they are made.
pub const DOCUMENTS: &[Document] = &[
    Document {
        key: "record_of_review",
        folder: "record-of-review",
        about: "the full account of a review: a copy for the child's file, and one for each recipient",
        plan: record_of_review::plan,
    },
    Document {
        key: "letter_team_manager",
        folder: "letter-team-manager",
        about: "the decisions to the team manager, with the date for objections",
        plan: letter_team_manager::plan,
    },
    Document {
        key: "letter_party",
        folder: "letter-party",
        about: "the outcome in plain words, to a parent or other party who did not attend",
        plan: letter_party::plan,
    },
    Document {
        key: "letter_child",
        folder: "letter-child",
        about: "the outcome to the child, in words for their age",
        plan: letter_child::plan,
    },
    Document {
        key: "letter_decision_maker",
        folder: "letter-decision-maker",
        about: "the recommendation to the agency decision maker, where adoption or long-term fostering is the plan",
        plan: letter_decision_maker::plan,
    },
    Document {
        key: "letter_introduction",
        folder: "letter-introduction",
        about: "the IRO's introduction to the child, on allocation",
        plan: letter_introduction::plan,
    },
];

/// The document with a key.
#[must_use]
pub fn find(key: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|d| d.key == key)
}

/// One document for one audience, ready to be composed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Planned {
    /// Key of the document.
    pub document: String,
    /// Whom it is for, as a class that names nobody: `file`, `team_manager`, `parent`, `child`.
    pub audience: String,
    /// The end of its file name, after the date.
    pub stem: String,
    /// What its template sees.
    pub view: serde_json::Value,
    /// What the finished PDF must and must not hold.
    pub expect: Expect,
    /// Title, language and date of the PDF.
    pub meta: Meta,
    /// Whether it is the copy for the child's file, which carries its source record.
    pub archive: bool,
}

/// What the finished PDF is held against.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Expect {
    /// Keys of the sections it must have.
    pub sections: Vec<String>,
    /// Texts that it must hold, as the decisions.
    pub texts: Vec<String>,
    /// Texts that it must not hold: what is withheld from this audience.
    pub absent: Vec<String>,
}

/// Title, language and date of a PDF.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Meta {
    /// Title, as a reader's window shows it.
    pub title: String,
    /// Language code.
    pub lang: String,
    /// Author: the authority's service.
    pub author: String,
    /// Its date: the PDF's time stamp.
    pub date: NaiveDate,
    /// What makes this document different from all others; its hash becomes the PDF's identifier.
    pub ident: String,
}

/// Everything that a case calls for.
#[must_use]
pub fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    DOCUMENTS.iter().flat_map(|d| (d.plan)(case, as_of)).collect()
}
