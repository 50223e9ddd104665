//! What is counted besides reviews and alerts: questionnaires that came back, and caseloads on a day.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

use crate::record::Status;

/// One questionnaire sent back.
#[derive(Debug, Clone, Deserialize)]
pub struct Feedback {
    /// The pack.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Key of the questionnaire.
    pub questionnaire: String,
    /// When it came back.
    pub date: NaiveDate,
    /// Answers, by key of the question.
    pub answers: IndexMap<String, String>,
    /// In their own words.
    pub comment: Option<String>,
}

/// The service's caseloads on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Caseload {
    /// The pack.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// The day.
    pub date: NaiveDate,
    /// Each IRO.
    pub iros: Vec<IroCaseload>,
}

/// An IRO's caseload.
#[derive(Debug, Clone, Deserialize)]
pub struct IroCaseload {
    /// Name, as in the records of reviews; none where only the post is known.
    pub name: Option<String>,
    /// Full-time equivalent: 1 for full time.
    pub fte: f64,
    /// Children looked after.
    pub looked_after: Option<u32>,
    /// Of them, children in short breaks.
    pub short_breaks: Option<u32>,
    /// Children on a protection plan.
    pub protection: Option<u32>,
    /// A note, as that the IRO is new.
    pub note: Option<String>,
}
