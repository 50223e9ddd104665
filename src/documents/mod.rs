//! The documents: what each one shows to one audience. One file a document, one ordered list.
//! A view is made here and nowhere else; what is withheld from an audience is never put into its view.

mod alert_form;
mod alert_requests;
mod alert_stages;
pub mod annual_report;
mod audience;
mod change_note;
mod common;
mod conference_timeline;
mod escalation_letter;
mod form;
mod letter_child;
mod letter_decision_maker;
mod letter_introduction;
mod letter_party;
mod letter_team_manager;
mod letters;
mod progress_review;
mod rag_notification;
mod recognition;
mod record_of_review;
mod record_parts;
mod review_monitoring_form;

pub use audience::Audience;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::{AlertCase, AnnualCase, AnyCase, Case, ConferenceCase, EventCase, ProgressCase, RecognisedCase};

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
    plan: Plan,
}

/// How a document is planned, by the kind of record it is made of.
#[derive(Debug)]
enum Plan {
    Review(fn(&Case, NaiveDate) -> Vec<Planned>),
    Alert(fn(&AlertCase, NaiveDate) -> Vec<Planned>),
    Progress(fn(&ProgressCase, NaiveDate) -> Vec<Planned>),
    Event(fn(&EventCase, NaiveDate) -> Vec<Planned>),
    Conference(fn(&ConferenceCase, NaiveDate) -> Vec<Planned>),
    Recognised(fn(&RecognisedCase, NaiveDate) -> Vec<Planned>),
    Annual(fn(&AnnualCase, NaiveDate) -> Vec<Planned>),
}

/// All documents, in the order they are made.
pub const DOCUMENTS: &[Document] = &[
    Document {
        key: "record_of_review",
        folder: "record-of-review",
        about: "the full account of a review: a copy for the child's file, and one for each recipient",
        plan: Plan::Review(record_of_review::plan),
    },
    Document {
        key: "letter_team_manager",
        folder: "letter-team-manager",
        about: "the decisions to the team manager, with the date for objections",
        plan: Plan::Review(letter_team_manager::plan),
    },
    Document {
        key: "letter_party",
        folder: "letter-party",
        about: "the outcome in plain words, to a parent or other party who did not attend",
        plan: Plan::Review(letter_party::plan),
    },
    Document {
        key: "letter_child",
        folder: "letter-child",
        about: "the outcome to the child, in words for their age",
        plan: Plan::Review(letter_child::plan),
    },
    Document {
        key: "letter_decision_maker",
        folder: "letter-decision-maker",
        about: "the recommendation to the agency decision maker, where adoption or long-term fostering is the plan",
        plan: Plan::Review(letter_decision_maker::plan),
    },
    Document {
        key: "letter_introduction",
        folder: "letter-introduction",
        about: "the IRO's introduction to the child, on allocation",
        plan: Plan::Review(letter_introduction::plan),
    },
    Document {
        key: "rag_notification",
        folder: "rag-notification",
        about: "the rating of the planning to the social worker and their managers, with what it asks for",
        plan: Plan::Review(rag_notification::plan),
    },
    Document {
        key: "review_monitoring_form",
        folder: "review-monitoring-form",
        about: "the figures of a review for the service: in time, participation, papers, next date",
        plan: Plan::Review(review_monitoring_form::plan),
    },
    Document {
        key: "alert_form",
        folder: "alert-form",
        about: "a challenge on the authority's own form: issued to be answered, and again when it is complete",
        plan: Plan::Alert(alert_form::plan),
    },
    Document {
        key: "escalation_letter",
        folder: "escalation-letter",
        about: "a letter to a senior manager about a challenge, with numbered requests",
        plan: Plan::Alert(escalation_letter::plan),
    },
    Document {
        key: "progress_review",
        folder: "progress-review",
        about: "the note of the check at the mid-point between two reviews",
        plan: Plan::Progress(progress_review::plan),
    },
    Document {
        key: "change_note",
        folder: "change-note",
        about: "the note of a significant change, and what it means for the next review",
        plan: Plan::Event(change_note::plan),
    },
    Document {
        key: "conference_timeline",
        folder: "conference-timeline",
        about: "the timeline of a child protection conference, with quoracy and what was late",
        plan: Plan::Conference(conference_timeline::plan),
    },
    Document {
        key: "recognition",
        folder: "recognition",
        about: "recognition of excellent practice, issued on its own",
        plan: Plan::Recognised(recognition::plan),
    },
    Document {
        key: "annual_report",
        folder: "annual-report",
        about: "the report of a year or another period: for the service, and for everybody without small numbers",
        plan: Plan::Annual(annual_report::plan),
    },
    Document {
        key: "scorecard",
        folder: "annual-report",
        about: "the figures of one team or IRO beside those of the whole service",
        plan: Plan::Annual(annual_report::scorecards),
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
    /// The child's reference: the folder it goes into.
    pub reference: String,
    /// The record's date, which its file name begins with.
    pub held: NaiveDate,
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
pub fn plan(case: &AnyCase, as_of: NaiveDate) -> Vec<Planned> {
    let planned = |document: &Document| match (&document.plan, case) {
        (Plan::Review(plan), AnyCase::Review(case)) => plan(case, as_of),
        (Plan::Alert(plan), AnyCase::Alert(case)) => plan(case, as_of),
        (Plan::Progress(plan), AnyCase::Progress(case)) => plan(case, as_of),
        (Plan::Event(plan), AnyCase::Event(case)) => plan(case, as_of),
        (Plan::Conference(plan), AnyCase::Conference(case)) => plan(case, as_of),
        (Plan::Recognised(plan), AnyCase::Recognised(case)) => plan(case, as_of),
        (Plan::Annual(plan), AnyCase::Annual(case)) => plan(case, as_of),
        _ => Vec::new(),
    };
    DOCUMENTS.iter().flat_map(planned).collect()
}
