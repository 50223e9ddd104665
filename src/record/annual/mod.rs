//! The report of a year, or of any period: what the manager supplies. What can be counted is counted from the records.
//! Also what is counted besides reviews and alerts: questionnaires sent back, and caseloads on a day.
//! The shapes are `schemas/annual-report.schema.json`, `feedback.schema.json` and `caseload.schema.json`.

mod committee;
mod counted;
mod supplied;
mod tables;

pub use committee::{Approver, Cover, CoverReport};
pub use counted::{Caseload, Feedback, IroCaseload};
pub use supplied::{PlanReviews, PlansAt, PlansEnded, Posts, Protection, Question, Questionnaire, Staffing};
pub use tables::{ColumnIs, Typed, TypedColumn, TypedTable};

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Person, Status};
use crate::record::field::{
    Achieved, Amount, ChartForm, FigureKey, Figured, Filename, Keyed, LeavingCare, Narrative, OwnKey, PackForm, PackKey, PackName, Rating,
    Text, Whole,
};

/// The report of a year or another period: what the manager supplies. Source: IRO Handbook (2010), chapter 7.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Record of a report")]
pub struct AnnualReport {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come. planned: before the review, only the introduction letter is made; decisions: only the decision
    /// letters are made yet; draft: everything is made, marked draft; final: no draft mark.
    #[serde(default)]
    pub status: Status,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// Title, where it is not `Annual report of …`.
    #[schemars(with = "Option<Figured<200>>")]
    pub title: Option<String>,
    /// The days it covers, both included.
    pub period: Period,
    /// Folders and files of records, from the folder in which this record lies.
    #[schemars(with = "Vec<Filename>", extend("minItems" = 1))]
    pub records: Vec<String>,
    /// Counts only the records of some teams or IROs, or of all but some.
    #[serde(default)]
    pub only: Only,
    /// Which versions are made: internal, published, or both where none is named.
    #[schemars(extend("uniqueItems" = true))]
    #[serde(default)]
    pub versions: Vec<Version>,
    /// How IROs are shown in the published version: as IRO 1, IRO 2, or by name.
    #[serde(default)]
    pub staff_names: StaffNames,
    /// A scorecard for each team, or each IRO.
    #[schemars(extend("uniqueItems" = true))]
    #[serde(default)]
    pub scorecards: Vec<Split>,
    /// Other words for rows and columns, by key: `formal: Management alerts`.
    #[schemars(with = "Keyed<FigureKey, Text<200>>")]
    #[serde(default)]
    pub labels: IndexMap<String, String>,
    /// Everyone who signs or approves, by key.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    /// Targets of the year in percent, over those of the pack: `timeliness: 95`.
    #[schemars(with = "Keyed<FigureKey, Amount>")]
    #[serde(default)]
    pub targets: IndexMap<String, f64>,
    /// The year before.
    #[serde(default)]
    pub last_year: LastYear,
    /// Files of figures (`.json`) of reports on these records that were published before, as those of quarters or teams, from the folder
    /// in which this record lies: what they hid stays hidden.
    #[schemars(with = "Vec<Filename>")]
    #[serde(default)]
    pub published_before: Vec<String>,
    /// Figures of earlier years by measure, for charts by year: `timeliness: [{ year: 2008/09, value: 94.6, national: 90.9 }]`.
    #[schemars(with = "Keyed<FigureKey, Vec<HistoryRow>>")]
    #[serde(default)]
    pub history: IndexMap<String, Vec<HistoryRow>>,
    /// Posts and people of the service. Source: IRO Handbook (2010), paragraph 7.11.
    #[serde(default)]
    pub staffing: Staffing,
    /// Child protection plans.
    #[serde(default)]
    pub protection: Protection,
    /// Questionnaires: what was asked, and where the answers are.
    #[serde(default)]
    pub questionnaires: Vec<Questionnaire>,
    /// The sections in their order; the usual ones where this is left out.
    #[serde(default)]
    pub sections: Vec<SectionPlan>,
    /// Other words for the headings of sections, by key: `timeliness: Were reviews on time?`.
    #[schemars(with = "Keyed<FigureKey, Text<200>>")]
    #[serde(default)]
    pub headings: IndexMap<String, String>,
    /// Sections of your own between the usual ones: their words stand under `narrative`, by their key.
    #[serde(default)]
    pub own_sections: Vec<OwnSection>,
    /// Usual sections that are left out, each with the reason, which is printed.
    #[schemars(with = "Keyed<FigureKey, Figured<500>>")]
    #[serde(default)]
    pub leave_out: IndexMap<String, String>,
    /// Charts by the table that they are drawn from: `participation.by_age: shares`, `challenges.by_stage: none`, and by year
    /// `timeliness.years: line`. Left out, a small set.
    #[schemars(with = "Keyed<FigureKey, ChartForm>")]
    #[serde(default)]
    pub charts: IndexMap<String, String>,
    /// Figures of England and of statistical neighbours by the name of the figure they stand beside: `timeliness.percent: { england: 90.5 }`.
    #[schemars(with = "Keyed<FigureKey, Compared>")]
    #[serde(default)]
    pub compared: IndexMap<String, Compared>,
    /// Children who left care in the period, by the reason: `{ adopted: 12, special_guardianship: 20 }`.
    #[schemars(with = "LeavingCare")]
    #[serde(default)]
    pub leaving_care: IndexMap<String, u32>,
    /// Challenges of the period, by what they achieved for the child: `{ plan_changed: 8, delay_ended: 14 }`.
    #[schemars(with = "Achieved")]
    #[serde(default)]
    pub achieved: IndexMap<String, u32>,
    /// How many children live in the authority's area: for the rate per 10,000.
    pub population: Option<Population>,
    /// Counts that are corrected by hand: what was counted under the wrong heading one fewer, the right one one more. Totals, percentages
    /// and every other table of the same records follow.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// What the manager says, by section; `summary` for the page that sums up.
    #[schemars(with = "Keyed<FigureKey, Narrative>")]
    #[serde(default)]
    pub narrative: IndexMap<String, String>,
    /// Case examples. Nobody may be known from them.
    #[serde(default)]
    pub cases: Vec<CaseExample>,
    /// What was to be done, and what is.
    #[serde(default)]
    pub priorities: Priorities,
    /// The year in a sentence for the first page, where it is not the one made from the figures.
    #[schemars(with = "Option<Figured<200>>")]
    pub verdict: Option<String>,
    /// A child's words for the first page, with their consent.
    pub childs_words: Option<ChildsWords>,
    /// Tables typed in from elsewhere: checked, and printed.
    #[serde(default)]
    pub tables: Vec<TypedTable>,
    /// The cover: a page with title, logo and picture.
    pub cover: Option<Cover>,
    /// The report to the committee that goes before or after it.
    pub cover_report: Option<CoverReport>,
    /// What is appended.
    #[serde(default)]
    pub appendices: Vec<Appendix>,
}

/// What a child said, printed with their consent. Nobody may be known from it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChildsWords {
    /// The words.
    #[schemars(with = "Text<400>")]
    pub text: String,
    /// Who said them, so that nobody knows who it is: a young person answering our questionnaire.
    #[schemars(with = "Text<200>")]
    pub who: String,
    /// Whether they agreed that it is printed; without it, it is not.
    #[serde(default)]
    pub consent: bool,
}

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether it is a year, give or take a fortnight.
    #[must_use]
    pub fn is_year(self) -> bool {
        (350..=380).contains(&(self.to - self.from).num_days())
    }

    /// Whether it is a quarter.
    #[must_use]
    pub fn is_quarter(self) -> bool {
        (80..=100).contains(&(self.to - self.from).num_days())
    }
}

/// Which records are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Only {
    /// The team, as written in the records.
    #[schemars(with = "Option<Text<200>>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The IRO's name.
    #[schemars(with = "Option<Text<200>>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iro: Option<String>,
    /// Several teams, as those of one area.
    #[schemars(with = "Vec<Text<200>>")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// All teams but these.
    #[schemars(with = "Vec<Text<200>>")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_teams: Vec<String>,
    /// Several IROs.
    #[schemars(with = "Vec<Text<200>>")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub iros: Vec<String>,
    /// All IROs but these.
    #[schemars(with = "Vec<Text<200>>")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_iros: Vec<String>,
}

impl Only {
    /// Those of one team.
    #[must_use]
    pub fn team(name: &str) -> Self {
        Self { team: Some(name.to_owned()), ..Self::default() }
    }

    /// Those of one IRO.
    #[must_use]
    pub fn iro(name: &str) -> Self {
        Self { iro: Some(name.to_owned()), ..Self::default() }
    }

    /// Whether a record of a team and an IRO is counted. One that names no team is of none that is asked for, and of none that is left out.
    #[must_use]
    pub fn holds(&self, team: Option<&str>, iro: Option<&str>) -> bool {
        let is = |one: &Option<String>, several: &[String], without: &[String], name: Option<&str>| {
            one.as_deref().is_none_or(|one| name == Some(one))
                && (several.is_empty() || name.is_some_and(|name| several.iter().any(|other| other == name)))
                && !name.is_some_and(|name| without.iter().any(|other| other == name))
        };
        is(&self.team, &self.teams, &self.without_teams, team) && is(&self.iro, &self.iros, &self.without_iros, iro)
    }

    /// Whose records are counted, in words; none where all are.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let all = |one: &Option<String>, several: &[String]| -> Vec<String> { one.iter().chain(several).cloned().collect() };
        let (of_teams, of_iros) = (all(&self.team, &self.teams), all(&self.iro, &self.iros));
        let named = |names: &[String], of: &str| (!names.is_empty()).then(|| format!("{of} {}", crate::words::list(names)));
        let parts: Vec<String> = [
            named(&of_teams, if of_teams.len() == 1 { "the team" } else { "the teams" }),
            named(&of_iros, "the work of"),
            named(&self.without_teams, if self.without_teams.len() == 1 { "without the team" } else { "without the teams" }),
            named(&self.without_iros, "without the work of"),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Every name in it, with where it is written.
    #[must_use]
    pub fn names(&self) -> Vec<(String, &str)> {
        let one = [("/only/team", &self.team), ("/only/iro", &self.iro)];
        let one = one.into_iter().filter_map(|(at, name)| Some((at.to_owned(), name.as_deref()?)));
        let lists =
            [("teams", &self.teams), ("without_teams", &self.without_teams), ("iros", &self.iros), ("without_iros", &self.without_iros)];
        let several = lists
            .into_iter()
            .flat_map(|(key, names)| names.iter().enumerate().map(move |(i, name)| (format!("/only/{key}/{i}"), name.as_str())));
        one.chain(several).collect()
    }

    /// The same with every name put otherwise.
    #[must_use]
    pub fn renamed(&self, to: impl Fn(&str) -> String) -> Self {
        let one = |name: &Option<String>| name.as_deref().map(&to);
        let all = |names: &[String]| names.iter().map(|name| to(name)).collect();
        Self {
            team: one(&self.team),
            iro: one(&self.iro),
            teams: all(&self.teams),
            without_teams: all(&self.without_teams),
            iros: all(&self.iros),
            without_iros: all(&self.without_iros),
        }
    }
}

/// For whom a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Version {
    /// For the service: every figure, names of IROs.
    Internal,
    /// For everybody: small numbers are not shown.
    Published,
}

/// How IROs are shown to everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffNames {
    /// As `IRO 1`, `IRO 2`.
    #[default]
    Posts,
    /// By name.
    Names,
}

/// What scorecards are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// One for each team.
    Team,
    /// One for each IRO.
    Iro,
}

/// The year before.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct LastYear {
    /// The record of its report, from the folder in which this one lies: its figures are counted again.
    #[schemars(with = "Option<Filename>")]
    pub report: Option<String>,
    /// Figures as published, by name: `timeliness.percent: 91.9`.
    #[schemars(with = "Keyed<FigureKey, Amount>")]
    #[serde(default)]
    pub figures: IndexMap<String, f64>,
}

/// One earlier year of a measure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct HistoryRow {
    /// The year, as printed.
    #[schemars(with = "Text<40>")]
    pub year: String,
    /// Our figure in percent.
    #[schemars(extend("minimum" = 0), extend("maximum" = 1000000))]
    pub value: Option<f64>,
    /// England's.
    #[schemars(extend("minimum" = 0), extend("maximum" = 1000000))]
    pub national: Option<f64>,
}

/// A section of the report: one of the usual, or one of the manager's own; or a heading with several below it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SectionPlan {
    /// Key: introduction, service, quality_assurance, challenge, participation, timeliness, allocation, caseloads, child_protection,
    /// records, feedback, priorities, about, appendices; any other for narrative alone.
    #[schemars(with = "PackKey")]
    pub section: String,
    /// Title.
    #[schemars(with = "Option<Text<200>>")]
    pub title: Option<String>,
    /// Sections below it.
    #[serde(default)]
    pub parts: Vec<SectionPart>,
}

/// A section of the report's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct OwnSection {
    /// Its key.
    #[schemars(with = "PackKey")]
    pub section: String,
    /// Its heading.
    #[schemars(with = "Text<200>")]
    pub title: String,
    /// The section that it follows; left out, it stands before the priorities.
    #[schemars(with = "Option<PackKey>")]
    pub after: Option<String>,
}

/// A count that is corrected by hand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Correction {
    /// The figure's name, as timeliness.by_team.north.late.
    #[schemars(with = "FigureKey")]
    pub figure: String,
    /// What it is.
    #[schemars(with = "Whole<0, 1000000>")]
    pub value: u32,
    /// Why: printed below the table, also in the published version.
    #[schemars(with = "Figured<500>")]
    pub reason: String,
    /// Who corrected it: printed in the service's version.
    #[schemars(with = "Text<200>")]
    pub by: String,
}

/// A figure of others, to stand beside one of ours.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Compared {
    /// England's.
    #[schemars(extend("minimum" = 0), extend("maximum" = 1000000))]
    pub england: Option<f64>,
    /// That of the statistical neighbours.
    #[schemars(extend("minimum" = 0), extend("maximum" = 1000000))]
    pub neighbours: Option<f64>,
    /// The year they are of, as printed.
    #[schemars(with = "Option<Text<40>>")]
    pub year: Option<String>,
}

/// The children who live in the authority's area.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Population {
    /// How many are under 18.
    #[schemars(with = "Whole<1, 10000000>")]
    pub under_18: u32,
    /// Of which year, and from where, as printed: mid-2024, ONS.
    #[schemars(with = "Option<Text<100>>")]
    pub of: Option<String>,
}

/// A section below a heading.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SectionPart {
    /// Key: introduction, service, quality_assurance, challenge, participation, timeliness, allocation, caseloads, child_protection,
    /// records, feedback, priorities, about, appendices; any other for narrative alone.
    #[schemars(with = "PackKey")]
    pub section: String,
    /// Title.
    #[schemars(with = "Option<Text<200>>")]
    pub title: Option<String>,
}

impl From<&SectionPart> for SectionPlan {
    fn from(part: &SectionPart) -> Self {
        Self { section: part.section.clone(), title: part.title.clone(), parts: Vec::new() }
    }
}

/// A case example. No child may be known from it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CaseExample {
    /// The section it stands in; appendices for a case study.
    #[schemars(with = "PackKey")]
    pub section: String,
    /// Title.
    #[schemars(with = "Figured<200>")]
    pub title: String,
    /// The example.
    #[schemars(with = "Narrative")]
    pub text: String,
    /// Left out of the published version.
    #[serde(default)]
    pub internal: bool,
}

/// Priorities.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Priorities {
    /// Last year's.
    #[serde(default)]
    pub last_year: Vec<DonePriority>,
    /// Next year's.
    #[serde(default)]
    pub next_year: Vec<NextPriority>,
}

/// A priority of last year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct DonePriority {
    /// What was to be done.
    #[schemars(with = "Figured<1000>")]
    pub what: String,
    /// What came of it.
    #[schemars(with = "Figured<2000>")]
    pub outcome: String,
    /// How it went.
    #[schemars(with = "Rating")]
    pub rating: String,
}

/// A priority of next year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct NextPriority {
    /// What is to be done.
    #[schemars(with = "Figured<1000>")]
    pub what: String,
    /// Who does it.
    #[schemars(with = "Option<Figured<200>>")]
    pub who: Option<String>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Whether urgent action is needed.
    #[serde(default)]
    pub urgent: bool,
}

/// Something appended.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Appendix {
    /// Title.
    #[schemars(with = "Figured<200>")]
    pub title: String,
    /// A text file in Markdown, from the folder in which this record lies.
    #[schemars(with = "Option<Filename>")]
    pub file: Option<String>,
    /// Text.
    #[schemars(with = "Option<Narrative>")]
    pub text: Option<String>,
    /// A form of the pack.
    #[schemars(with = "Option<PackForm>")]
    pub form: Option<String>,
    /// The case examples of the section appendices.
    #[serde(default)]
    pub cases: bool,
    /// A questionnaire's questions with all answers.
    #[schemars(with = "Option<PackKey>")]
    pub questionnaire: Option<String>,
}
