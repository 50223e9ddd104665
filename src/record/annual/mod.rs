//! The report of a year, or of any period: what the manager supplies. What can be counted is counted from the records.
//! Also what is counted besides reviews and alerts: questionnaires sent back, and caseloads on a day.
//! The shapes are `schemas/annual-report.schema.json`, `feedback.schema.json` and `caseload.schema.json`.

mod committee;
mod counted;
mod supplied;
mod tables;
mod texts;

pub use committee::{Approver, CoverReport};
pub use counted::{Caseload, Feedback, IroCaseload};
pub use supplied::{PlanReviews, PlansAt, PlansEnded, Posts, Protection, Question, Questionnaire, Staffing};
pub use tables::{ColumnIs, Typed, TypedColumn, TypedTable};

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Person, Status};

/// The report of a period.
#[derive(Debug, Clone, Deserialize)]
pub struct AnnualReport {
    /// The pack it follows: words, targets, ladder, rating.
    pub policy: String,
    /// How far the writing has come; a final report leaves no record out.
    #[serde(default)]
    pub status: Status,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// Title, where it is not the pack's.
    pub title: Option<String>,
    /// The days it covers, both included.
    pub period: Period,
    /// Folders and files of records, relative to this file.
    pub records: Vec<String>,
    /// Counts only the records of one team or one IRO.
    #[serde(default)]
    pub only: Only,
    /// Which versions are made; both where none is named.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// How IROs are shown in the published version.
    #[serde(default)]
    pub staff_names: StaffNames,
    /// A scorecard for each team or IRO.
    #[serde(default)]
    pub scorecards: Vec<Split>,
    /// Other words for rows and columns, by key of the category: `formal: Management alerts`.
    #[serde(default)]
    pub labels: IndexMap<String, String>,
    /// Everyone who signs or approves, by key.
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    /// Targets of the year, over those of the pack.
    #[serde(default)]
    pub targets: IndexMap<String, f64>,
    /// The year before: its report, to count it again, or its figures as it published them.
    #[serde(default)]
    pub last_year: LastYear,
    /// Figures of earlier years, with the national ones.
    #[serde(default)]
    pub history: IndexMap<String, Vec<HistoryRow>>,
    /// Posts and people of the service.
    #[serde(default)]
    pub staffing: Staffing,
    /// Child protection plans, where conferences are not in the records.
    #[serde(default)]
    pub protection: Protection,
    /// Questionnaires.
    #[serde(default)]
    pub questionnaires: Vec<Questionnaire>,
    /// Sections in another order or under other titles; the usual ones where there are none.
    #[serde(default)]
    pub sections: Vec<SectionPlan>,
    /// What the manager says, by section. Markdown; `{{ timeliness.percent }}` prints a figure.
    #[serde(default)]
    pub narrative: IndexMap<String, String>,
    /// Case examples.
    #[serde(default)]
    pub cases: Vec<CaseExample>,
    /// What was to be done, and what is.
    #[serde(default)]
    pub priorities: Priorities,
    /// Tables typed in from elsewhere, checked and printed.
    #[serde(default)]
    pub tables: Vec<TypedTable>,
    /// The report to the committee that goes before it.
    pub cover_report: Option<CoverReport>,
    /// What is appended.
    #[serde(default)]
    pub appendices: Vec<Appendix>,
}

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Which records are counted.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Only {
    /// Those of one team, as written in the records.
    pub team: Option<String>,
    /// Those of one IRO, by name.
    pub iro: Option<String>,
}

/// For whom a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Version {
    /// For the service: every figure, names of IROs.
    Internal,
    /// For everybody: small numbers are not shown.
    Published,
}

/// How IROs are shown to everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffNames {
    /// As `IRO 1`, `IRO 2`.
    #[default]
    Posts,
    /// By name.
    Names,
}

/// What scorecards are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// One for each team.
    Team,
    /// One for each IRO.
    Iro,
}

/// The year before.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LastYear {
    /// The record of its report, relative to this file: the figures are counted again from its records.
    pub report: Option<String>,
    /// Figures as published, by name: `timeliness.percent: 91.9`.
    #[serde(default)]
    pub figures: IndexMap<String, f64>,
}

/// One earlier year of a measure.
#[derive(Debug, Clone, Deserialize)]
pub struct HistoryRow {
    /// The year, as it is printed: `2008/09`.
    pub year: String,
    /// Our figure.
    pub value: Option<f64>,
    /// England's.
    pub national: Option<f64>,
}

/// A section of the report: one of the usual, or one of the manager's own; or a heading with several below it.
#[derive(Debug, Clone, Deserialize)]
pub struct SectionPlan {
    /// Key: one of the usual sections, or any other for narrative alone.
    pub section: String,
    /// Title.
    pub title: Option<String>,
    /// Sections below this one.
    #[serde(default)]
    pub parts: Vec<SectionPlan>,
}

/// A case example. No child may be known from it.
#[derive(Debug, Clone, Deserialize)]
pub struct CaseExample {
    /// The section it stands in; `appendices` for a case study.
    pub section: String,
    /// Title.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Left out of the published version.
    #[serde(default)]
    pub internal: bool,
}

/// Priorities.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Priorities {
    /// Last year's.
    #[serde(default)]
    pub last_year: Vec<DonePriority>,
    /// Next year's.
    #[serde(default)]
    pub next_year: Vec<NextPriority>,
}

/// A priority of last year.
#[derive(Debug, Clone, Deserialize)]
pub struct DonePriority {
    /// What was to be done.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// `red`, `amber` or `green`.
    pub rating: String,
}

/// A priority of next year.
#[derive(Debug, Clone, Deserialize)]
pub struct NextPriority {
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub who: Option<String>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Whether it is urgent (IRO Handbook 2010, 7.11).
    #[serde(default)]
    pub urgent: bool,
}

/// Something appended.
#[derive(Debug, Clone, Deserialize)]
pub struct Appendix {
    /// Title.
    pub title: String,
    /// A text file in Markdown, relative to this file: the authority's own pledge.
    pub file: Option<String>,
    /// Text.
    pub text: Option<String>,
    /// A form of the pack: `rag_notification` or `alert_form`.
    pub form: Option<String>,
    /// The case examples of section `appendices`.
    #[serde(default)]
    pub cases: bool,
    /// A questionnaire's questions with all answers, by key.
    pub questionnaire: Option<String>,
}
