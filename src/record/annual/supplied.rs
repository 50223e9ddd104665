//! What the manager supplies of the service: posts, protection plans, questionnaires.

use crate::record::field::{EthnicGroups, FigureKey, Filename, Keyed, PackKey, Sexes, Text, Whole};
use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// The service's posts and people.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Staffing {
    /// Posts by year, the year of the report last.
    #[serde(default)]
    pub years: Vec<Posts>,
    /// IROs who left in the period.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub left: Option<u32>,
    /// IROs who joined in the period.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub joined: Option<u32>,
    /// IROs by ethnicity, in the groups of the census.
    #[schemars(with = "EthnicGroups")]
    #[serde(default)]
    pub ethnicity: IndexMap<String, u32>,
    /// IROs by sex.
    #[schemars(with = "Sexes")]
    #[serde(default)]
    pub sex: IndexMap<String, u32>,
}

/// Posts of one year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Posts {
    /// The year, as printed.
    #[schemars(with = "Text<40>")]
    pub year: String,
    /// Funded posts, full-time equivalent.
    #[schemars(extend("minimum" = 0), extend("maximum" = 1000000))]
    pub fte: f64,
    /// IROs who work full time.
    #[schemars(with = "Whole<0, 1000000>")]
    pub full_time: u32,
    /// IROs who work part time.
    #[schemars(with = "Whole<0, 1000000>")]
    pub part_time: u32,
    /// IROs in post.
    #[schemars(with = "Whole<0, 1000000>")]
    pub people: u32,
    /// Of them, permanent.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub permanent: Option<u32>,
    /// Of them, from an agency or for a time.
    #[schemars(with = "Option<Whole<0, 1000000>>")]
    pub agency: Option<u32>,
}

/// Child protection plans.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PlansAt {
    /// The day.
    pub at: NaiveDate,
    /// Children on a plan.
    #[schemars(with = "Whole<0, 1000000>")]
    pub plans: u32,
    /// Growth over the row before in percent; it is worked out where it is left out, and checked where it is not.
    #[schemars(extend("minimum" = -100), extend("maximum" = 100000))]
    pub growth: Option<f64>,
}

/// Reviews of plans in a year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PlanReviews {
    /// The year, as printed.
    #[schemars(with = "Text<40>")]
    pub year: String,
    /// Percent in time.
    #[schemars(extend("minimum" = 0), extend("maximum" = 100))]
    pub percent: f64,
}

/// Plans ended in a year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PlansEnded {
    /// The year, as printed.
    #[schemars(with = "Text<40>")]
    pub year: String,
    /// Plans ended.
    #[schemars(with = "Whole<0, 1000000>")]
    pub ended: u32,
    /// Of them, those whose child became looked after.
    #[schemars(with = "Whole<0, 1000000>")]
    pub into_care: u32,
}

/// A questionnaire: its questions, and where the answers are.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Questionnaire {
    /// Its key, as records of kind feedback name it.
    #[schemars(with = "PackKey")]
    pub key: String,
    /// Title.
    #[schemars(with = "Text<200>")]
    pub title: String,
    /// A CSV file of answers: keys of the questions in the first line, then one line a questionnaire.
    #[schemars(with = "Option<Filename>")]
    pub file: Option<String>,
    /// The section it is shown in; feedback where none is named.
    #[schemars(with = "Option<PackKey>")]
    pub section: Option<String>,
    /// Questions.
    #[schemars(extend("minItems" = 1))]
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Question {
    /// Its key.
    #[schemars(with = "PackKey")]
    pub key: String,
    /// As it was asked.
    #[schemars(with = "Text<300>")]
    pub ask: String,
    /// Answers by key, in their order.
    #[schemars(with = "Keyed<FigureKey, Text<200>>")]
    pub answers: IndexMap<String, String>,
    /// Keys of the answers that count as good.
    #[schemars(with = "Vec<PackKey>")]
    #[serde(default)]
    pub good: Vec<String>,
}
