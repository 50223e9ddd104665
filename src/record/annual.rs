//! The report of a year, or of any period: what the manager supplies. What can be counted is counted from the records.
//! Also what is counted besides reviews and alerts: questionnaires sent back, and caseloads on a day.
//! The shapes are `schemas/annual-report.schema.json`, `feedback.schema.json` and `caseload.schema.json`.

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

/// A table typed in.
#[derive(Debug, Clone, Deserialize)]
pub struct TypedTable {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// The section it stands in.
    pub section: String,
    /// Columns; the first holds the rows' names.
    pub columns: Vec<TypedColumn>,
    /// Rows, a value for each column.
    pub rows: Vec<Vec<Typed>>,
    /// The row that the rows add up to.
    pub total: Option<Vec<Typed>>,
    /// Rows beside, as those of another year: not added.
    #[serde(default)]
    pub beside: Vec<Vec<Typed>>,
    /// The table of a measure that says the same, as `ratings.by_team`: each figure is held against it.
    pub same_as: Option<String>,
    /// A note below.
    pub note: Option<String>,
}

/// A column of a typed table.
#[derive(Debug, Clone, Deserialize)]
pub struct TypedColumn {
    /// Title.
    pub title: String,
    /// What its figures are.
    #[serde(default)]
    pub is: ColumnIs,
    /// Of a percentage: the title of the column it is a part of... its numerator.
    pub of: Option<String>,
    /// Of a percentage: the title of its base; the total of the row where none is named, else the total of the column.
    pub base: Option<String>,
    /// The category that the column shows, where the table is the same as a measure's.
    pub category: Option<String>,
}

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnIs {
    /// Names of rows, or notes.
    #[default]
    Text,
    /// Counts, which add up across to a column that is a total, and down to the row `total`.
    Count,
    /// The sum of the counts of its row.
    Total,
    /// Percentages of `of` in `base`.
    Percent,
    /// Growth of `of` over the row before, in percent.
    Growth,
    /// Other numbers, which add up down but not across (full-time equivalents).
    Number,
    /// Figures that do not add up (averages).
    Figure,
}

/// A value of a typed table.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Typed {
    /// A number.
    Number(f64),
    /// Words, or nothing.
    Text(String),
    /// Nothing.
    Nothing,
}

/// The report to the committee.
#[derive(Debug, Clone, Deserialize)]
pub struct CoverReport {
    /// The meeting's date.
    pub date: NaiveDate,
    /// The member it goes to, with the portfolio.
    pub member: String,
    /// The director who approves it.
    pub director: String,
    /// Wards affected.
    pub wards: String,
    /// Whether it is a key decision.
    pub key_decision: bool,
    /// Summary.
    pub summary: String,
    /// What the member is asked to do.
    pub recommendations: Vec<String>,
    /// Background papers.
    pub background_papers: Option<String>,
    /// Whether scrutiny considers it.
    pub scrutiny: Option<String>,
    /// Other bodies that consider it.
    pub other_bodies: Option<String>,
    /// Whether it goes to council.
    pub council: Option<String>,
    /// Context.
    pub context: Option<String>,
    /// Options considered.
    pub options: Option<String>,
    /// Results of consultation.
    pub consultation: Option<String>,
    /// Timetable.
    pub timetable: Option<String>,
    /// Financial implications.
    pub finance: Option<String>,
    /// Legal implications.
    pub legal: Option<String>,
    /// Other implications, by key: `objectives`, `risk`, `organisation`, `equalities`, `environment`, `partners`.
    #[serde(default)]
    pub implications: IndexMap<String, String>,
    /// Who wrote it: keys of `people`.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who contributed or approved.
    #[serde(default)]
    pub approvers: Vec<Approver>,
}

/// Somebody who contributes or approves.
#[derive(Debug, Clone, Deserialize)]
pub struct Approver {
    /// Key in `people`.
    pub person: String,
    /// What for: `finance`, `legal`, `director`, `member`, `contributor`.
    #[serde(rename = "for")]
    pub role: String,
    /// When it was sent.
    pub sent: Option<NaiveDate>,
    /// When it came back or was approved.
    pub approved: Option<NaiveDate>,
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

impl AnnualReport {
    /// Every other text that is printed as it is: names of columns, questions, years. No figure can stand in them.
    #[must_use]
    pub fn plain_texts(&self) -> Vec<(String, &String)> {
        let mut out: Vec<(String, &String)> = Vec::new();
        fn section<'a>(at: &str, plan: &'a SectionPlan, out: &mut Vec<(String, &'a String)>) {
            out.extend(plan.title.iter().map(|t| (format!("{at}/title"), t)));
            for (i, part) in plan.parts.iter().enumerate() {
                section(&format!("{at}/parts/{i}"), part, out);
            }
        }
        for (i, plan) in self.sections.iter().enumerate() {
            section(&format!("/sections/{i}"), plan, &mut out);
        }
        out.extend(self.labels.iter().map(|(key, t)| (format!("/labels/{key}"), t)));
        for (key, years) in &self.history {
            out.extend(years.iter().enumerate().map(|(i, y)| (format!("/history/{key}/{i}/year"), &y.year)));
        }
        out.extend(self.staffing.years.iter().enumerate().map(|(i, y)| (format!("/staffing/years/{i}/year"), &y.year)));
        out.extend(self.protection.reviews.iter().enumerate().map(|(i, y)| (format!("/protection/reviews/{i}/year"), &y.year)));
        out.extend(self.protection.ended.iter().enumerate().map(|(i, y)| (format!("/protection/ended/{i}/year"), &y.year)));
        for (i, q) in self.questionnaires.iter().enumerate() {
            out.push((format!("/questionnaires/{i}/title"), &q.title));
            for (j, question) in q.questions.iter().enumerate() {
                out.push((format!("/questionnaires/{i}/questions/{j}/ask"), &question.ask));
                let answers = question.answers.iter();
                out.extend(answers.map(|(key, t)| (format!("/questionnaires/{i}/questions/{j}/answers/{key}"), t)));
            }
        }
        for (i, table) in self.tables.iter().enumerate() {
            out.extend(table.columns.iter().enumerate().map(|(j, c)| (format!("/tables/{i}/columns/{j}/title"), &c.title)));
            let rows = table.rows.iter().enumerate().map(|(j, r)| (format!("rows/{j}"), r));
            let beside = table.beside.iter().enumerate().map(|(j, r)| (format!("beside/{j}"), r));
            for (at, row) in rows.chain(beside).chain(table.total.iter().map(|r| ("total".to_owned(), r))) {
                out.extend(row.iter().enumerate().filter_map(|(j, cell)| match cell {
                    Typed::Text(text) => Some((format!("/tables/{i}/{at}/{j}"), text)),
                    _ => None,
                }));
            }
        }
        out
    }

    /// Every text in which a figure may stand, with where it is written. Files beside the record are not among them.
    #[must_use]
    pub fn all_texts(&self) -> Vec<(String, &String)> {
        let mut out: Vec<(String, &String)> = Vec::new();
        out.extend(self.title.iter().map(|t| ("/title".to_owned(), t)));
        out.extend(self.narrative.iter().map(|(key, t)| (format!("/narrative/{key}"), t)));
        for (i, case) in self.cases.iter().enumerate() {
            out.push((format!("/cases/{i}/title"), &case.title));
            out.push((format!("/cases/{i}/text"), &case.text));
        }
        for (i, p) in self.priorities.last_year.iter().enumerate() {
            out.push((format!("/priorities/last_year/{i}/what"), &p.what));
            out.push((format!("/priorities/last_year/{i}/outcome"), &p.outcome));
        }
        for (i, p) in self.priorities.next_year.iter().enumerate() {
            out.push((format!("/priorities/next_year/{i}/what"), &p.what));
            out.extend(p.who.iter().map(|t| (format!("/priorities/next_year/{i}/who"), t)));
        }
        for (i, table) in self.tables.iter().enumerate() {
            out.push((format!("/tables/{i}/title"), &table.title));
            out.extend(table.note.iter().map(|t| (format!("/tables/{i}/note"), t)));
        }
        for (i, appendix) in self.appendices.iter().enumerate() {
            out.push((format!("/appendices/{i}/title"), &appendix.title));
            out.extend(appendix.text.iter().map(|t| (format!("/appendices/{i}/text"), t)));
        }
        if let Some(c) = &self.cover_report {
            out.push(("/cover_report/summary".to_owned(), &c.summary));
            out.push(("/cover_report/member".to_owned(), &c.member));
            out.push(("/cover_report/director".to_owned(), &c.director));
            out.push(("/cover_report/wards".to_owned(), &c.wards));
            out.extend(c.recommendations.iter().enumerate().map(|(i, t)| (format!("/cover_report/recommendations/{i}"), t)));
            let others = [
                ("background_papers", &c.background_papers),
                ("scrutiny", &c.scrutiny),
                ("other_bodies", &c.other_bodies),
                ("council", &c.council),
                ("context", &c.context),
                ("options", &c.options),
                ("consultation", &c.consultation),
                ("timetable", &c.timetable),
                ("finance", &c.finance),
                ("legal", &c.legal),
            ];
            out.extend(others.into_iter().filter_map(|(key, t)| Some((format!("/cover_report/{key}"), t.as_ref()?))));
            out.extend(c.implications.iter().map(|(key, t)| (format!("/cover_report/implications/{key}"), t)));
        }
        out
    }
}
