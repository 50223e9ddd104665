//! What is counted besides reviews and alerts: questionnaires that came back, and caseloads on a day.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::record::Status;
use crate::record::field::{FigureKey, Keyed, Markdown, Name, PackKey, PackName, Text, Whole};

/// One questionnaire that came back.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Questionnaire")]
pub struct Feedback {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come. planned: before the review, only the introduction letter is made; decisions: only the decision
    /// letters are made yet; draft: everything is made, marked draft; final: no draft mark.
    #[serde(default)]
    pub status: Status,
    /// Key of the questionnaire, as the report's record has it.
    #[schemars(with = "PackKey")]
    pub questionnaire: String,
    /// When it came back.
    pub date: NaiveDate,
    /// Answers: key of the question, then key of the answer.
    #[schemars(with = "Keyed<FigureKey, PackKey>")]
    pub answers: IndexMap<String, String>,
    /// In their own words.
    #[schemars(with = "Option<Markdown>")]
    pub comment: Option<String>,
}

/// The caseload of every IRO on a day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Caseload record")]
pub struct Caseload {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come. planned: before the review, only the introduction letter is made; decisions: only the decision
    /// letters are made yet; draft: everything is made, marked draft; final: no draft mark.
    #[serde(default)]
    pub status: Status,
    /// The day.
    pub date: NaiveDate,
    /// Every IRO.
    #[schemars(extend("minItems" = 1))]
    pub iros: Vec<IroCaseload>,
}

/// An IRO's caseload.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct IroCaseload {
    /// Name, as in the records of reviews; leave it out where only the post is known.
    #[schemars(with = "Option<Name<200>>")]
    pub name: Option<String>,
    /// Full-time equivalent: 1 for full time, 0.6 for three days of five.
    #[schemars(extend("minimum" = 0.01), extend("maximum" = 1))]
    pub fte: f64,
    /// Children looked after.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub looked_after: Option<u32>,
    /// Of them, children in short breaks.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub short_breaks: Option<u32>,
    /// Children on a protection plan.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub protection: Option<u32>,
    /// A note, as `newly appointed`.
    #[schemars(with = "Option<Text<200>>")]
    pub note: Option<String>,
}
