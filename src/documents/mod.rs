//! The documents: what each one shows to one audience. One file a document, one ordered list a kind of record.
//! A view is made here and nowhere else; what is withheld from an audience is never put into its view.

mod alert_form;
mod alert_requests;
mod alert_stages;
pub mod annual_report;
mod audience;
mod cafcass_referral;
mod change_note;
mod common;
mod conference_timeline;
mod consultation_paper;
mod escalation_letter;
pub mod form;
mod letter_child;
mod letter_date_change;
mod letter_decision_maker;
mod letter_introduction;
mod letter_invitation;
mod letter_late_papers;
mod letter_not_quorate;
mod letter_party;
mod letter_team_manager;
mod letters;
mod practice_check;
mod progress_review;
mod rag_notification;
mod recognition;
mod record_of_review;
mod record_parts;
mod review_monitoring_form;
mod starred_notification;

pub use audience::{Audience, Copied, Leads};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::{Case, Kind};
use crate::matching::Secret;
use crate::record::{Alert, AnnualReport, Conference, Event, PracticeCheck, ProgressReview, Recognised, Record};

/// A kind of document.
#[derive(Debug)]
pub struct Document {
    /// Its key, as in `--only` and the pack's `documents`.
    pub key: &'static str,
    /// The folder of its template.
    pub folder: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
}

/// A document that is made of one kind of record.
#[derive(Debug)]
pub struct Makes<K: Kind> {
    /// The document.
    pub document: Document,
    /// The copies of it that a case calls for.
    pub(crate) plan: fn(&Case<K, K::Facts>, NaiveDate) -> Vec<Planned>,
}

impl<K: Kind> Makes<K> {
    const fn new(
        key: &'static str,
        folder: &'static str,
        about: &'static str,
        plan: fn(&Case<K, K::Facts>, NaiveDate) -> Vec<Planned>,
    ) -> Self {
        Self { document: Document { key, folder, about }, plan }
    }
}

/// What is made of a review, in this order.
pub const REVIEW: &[Makes<Record>] = &[
    Makes::new(
        "record_of_review",
        "record-of-review",
        "the full account of a review: a copy for the child's file, and one for each recipient",
        record_of_review::plan,
    ),
    Makes::new(
        "letter_team_manager",
        "letter-team-manager",
        "the decisions to the team manager, with the date for objections",
        letter_team_manager::plan,
    ),
    Makes::new(
        "letter_party",
        "letter-party",
        "the outcome in plain words, to a parent or other party who did not attend",
        letter_party::plan,
    ),
    Makes::new("letter_child", "letter-child", "the outcome to the child, in words for their age", letter_child::plan),
    Makes::new(
        "letter_decision_maker",
        "letter-decision-maker",
        "the recommendation to the agency decision maker, where adoption or long-term fostering is the plan",
        letter_decision_maker::plan,
    ),
    Makes::new(
        "letter_introduction",
        "letter-introduction",
        "the IRO's introduction to the child, on allocation",
        letter_introduction::plan,
    ),
    Makes::new(
        "letter_invitation",
        "letter-invitation",
        "the invitation to a review that is planned, with what will be talked about, to each person asked",
        letter_invitation::plan,
    ),
    Makes::new(
        "consultation_paper",
        "consultation-paper",
        "questions to think about before a review: for the child by age, parents, carers, school, health and others",
        consultation_paper::plan,
    ),
    Makes::new(
        "letter_date_change",
        "letter-date-change",
        "that a review is on another day, to each person asked to it",
        letter_date_change::plan,
    ),
    Makes::new(
        "letter_late_papers",
        "letter-late-papers",
        "to the worker and their manager, which papers for a review have not come by their day",
        letter_late_papers::plan,
    ),
    Makes::new(
        "rag_notification",
        "rag-notification",
        "the rating of the planning to the social worker and their managers, with what it asks for",
        rag_notification::plan,
    ),
    Makes::new(
        "starred_notification",
        "starred-notification",
        "the starred decisions to the worker and their managers, by category, where the pack has a limit for them",
        starred_notification::plan,
    ),
    Makes::new(
        "review_monitoring_form",
        "review-monitoring-form",
        "the figures of a review for the service: in time, participation, papers, next date",
        review_monitoring_form::plan,
    ),
];

/// What is made of an alert, in this order.
pub const ALERT: &[Makes<Alert>] = &[
    Makes::new(
        "alert_form",
        "alert-form",
        "a challenge on the authority's own form: issued to be answered, and again when it is complete",
        alert_form::plan,
    ),
    Makes::new(
        "escalation_letter",
        "escalation-letter",
        "a letter to a senior manager about a challenge, with numbered requests",
        escalation_letter::plan,
    ),
    Makes::new(
        "cafcass_referral",
        "cafcass-referral",
        "the referral of a challenge to Cafcass, with everything that was tried in order",
        cafcass_referral::plan,
    ),
];

/// What is made of a progress review, in this order.
pub const PROGRESS_REVIEW: &[Makes<ProgressReview>] = &[Makes::new(
    "progress_review",
    "progress-review",
    "the note of the check at the mid-point between two reviews",
    progress_review::plan,
)];

/// What is made of a significant change or event, in this order.
pub const EVENT: &[Makes<Event>] = &[Makes::new(
    "change_note",
    "change-note",
    "the note of a significant change, and what it means for the next review",
    change_note::plan,
)];

/// What is made of a conference, in this order.
pub const CONFERENCE: &[Makes<Conference>] = &[
    Makes::new(
        "conference_timeline",
        "conference-timeline",
        "the timeline of a child protection conference, with quoracy and what was late",
        conference_timeline::plan,
    ),
    Makes::new(
        "letter_not_quorate",
        "letter-not-quorate",
        "that a conference was put off for want of a quorum, to each person invited; or why it was held without one, to whoever decided so",
        letter_not_quorate::plan,
    ),
];

/// What is made of a recognition, in this order.
pub const RECOGNITION: &[Makes<Recognised>] =
    &[Makes::new("recognition", "recognition", "recognition of excellent practice, issued on its own", recognition::plan)];

/// What is made of a check of practice, in this order.
pub const PRACTICE_CHECK: &[Makes<PracticeCheck>] = &[
    Makes::new("observation", "practice-check", "the record of an observation of an IRO's practice", practice_check::observation),
    Makes::new("audit", "practice-check", "the record of an audit of a case file", practice_check::audit),
];

/// What is made of the report of a year, in this order.
pub const ANNUAL_REPORT: &[Makes<AnnualReport>] = &[
    Makes::new(
        "annual_report",
        "annual-report",
        "the report of a year or another period: for the service, and for everybody without small numbers",
        annual_report::plan,
    ),
    Makes::new("scorecard", "annual-report", "the figures of one team or IRO beside those of the whole service", annual_report::scorecards),
];

/// One document for one audience, ready to be composed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Planned {
    /// Key of the document.
    pub document: String,
    /// Whom it is for, as a class that names nobody: `file`, `team_manager`, `parent`, `child`.
    pub audience: String,
    /// Whose copy it is, and what it leaves out.
    pub copy: Copied,
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
    /// The ends of file names under which earlier states of it were issued: they stay as they are.
    pub issued_as: Vec<String>,
}

impl Planned {
    /// Gives it a name of its own where another record of the day has the same.
    pub fn count_up(&mut self, number: usize) {
        let with = |stem: &str| format!("{stem}-{number}");
        self.stem = with(&self.stem);
        self.meta.ident = with(&self.meta.ident);
        self.issued_as = self.issued_as.iter().map(|stem| with(stem)).collect();
    }
}

/// What the finished PDF is held against.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Expect {
    /// Keys of the sections it must have.
    pub sections: Vec<String>,
    /// Texts that it must hold, as the decisions.
    pub texts: Vec<String>,
    /// Texts that it must not hold: what is withheld from this audience.
    pub absent: Vec<Secret>,
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
