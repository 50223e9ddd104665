//! What the manager supplies of the service: posts, protection plans, questionnaires.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

/// The service's posts and people.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Staffing {
    /// Posts by year; the last is the year of the report.
    #[serde(default)]
    pub years: Vec<Posts>,
    /// IROs who left in the period.
    pub left: Option<u32>,
    /// IROs who joined in the period.
    pub joined: Option<u32>,
    /// People by ethnicity, in the groups of the census: `white`, `mixed`, `asian`, `black`, `other`.
    #[serde(default)]
    pub ethnicity: IndexMap<String, u32>,
    /// People by sex: `female`, `male`.
    #[serde(default)]
    pub sex: IndexMap<String, u32>,
}

/// Posts of one year.
#[derive(Debug, Clone, Deserialize)]
pub struct Posts {
    /// The year, as it is printed.
    pub year: String,
    /// Funded posts, full-time equivalent.
    pub fte: f64,
    /// People who work full time.
    pub full_time: u32,
    /// People who work part time.
    pub part_time: u32,
    /// People in post: full time and part time.
    pub people: u32,
}

/// Child protection plans.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Protection {
    /// Children on a plan, on a day of each year.
    #[serde(default)]
    pub plans: Vec<PlansAt>,
    /// Reviews of plans held in time, by year.
    #[serde(default)]
    pub reviews: Vec<PlanReviews>,
    /// Plans ended, by year.
    #[serde(default)]
    pub ended: Vec<PlansEnded>,
}

/// Children on a plan on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct PlansAt {
    /// The day.
    pub at: NaiveDate,
    /// Children on a plan.
    pub plans: u32,
    /// Growth over the row before in percent, where it is typed in: it is checked.
    pub growth: Option<f64>,
}

/// Reviews of plans in a year.
#[derive(Debug, Clone, Deserialize)]
pub struct PlanReviews {
    /// The year, as it is printed.
    pub year: String,
    /// Percent held in time.
    pub percent: f64,
}

/// Plans ended in a year.
#[derive(Debug, Clone, Deserialize)]
pub struct PlansEnded {
    /// The year, as it is printed.
    pub year: String,
    /// Plans ended.
    pub ended: u32,
    /// Of them, those whose child became looked after.
    pub into_care: u32,
}

/// A questionnaire: its questions, and where the answers are.
#[derive(Debug, Clone, Deserialize)]
pub struct Questionnaire {
    /// Its key, as records of kind `feedback` name it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// A CSV file of answers, one line a questionnaire, the keys of the questions in its first line; relative to this file.
    pub file: Option<String>,
    /// The section it is shown in: `feedback` where none is named.
    pub section: Option<String>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    /// Its key.
    pub key: String,
    /// As it was asked.
    pub ask: String,
    /// The answers there are, by key, in their order.
    pub answers: IndexMap<String, String>,
    /// Keys of the answers that count as a good one.
    #[serde(default)]
    pub good: Vec<String>,
}
