//! The records in the field's words, as plain data. No files, no rendering, no rules.
//! The shapes are in `schemas/`, one a kind; a value of these types has passed its own.

pub mod codes;

mod alert;
mod annual;
mod between;
mod child;
mod content;
mod people;
mod review;
mod short;

pub use alert::{Advice, Alert, HeldMeeting, Informal, Letter, RaisedStage, Referral, Request, Resolution, Skipped, Transfer};
pub use annual::{
    AnnualReport, Appendix, Approver, CaseExample, Caseload, ColumnIs, CoverReport, DonePriority, Feedback, HistoryRow, IroCaseload,
    LastYear, NextPriority, Only, Period, PlanReviews, PlansAt, PlansEnded, Posts, Priorities, Protection, Question, Questionnaire,
    SectionPlan, Split, StaffNames, Staffing, Typed, TypedColumn, TypedTable, Version,
};
pub use between::{Conference, Event, Invitation, LastReview, Progress, ProgressReview, RaisedConcern, Recognised, Talk};
pub use child::{Allocation, Child, LegalStatus, Placement, ShortBreaks};
pub use content::{
    Concern, Decision, Disagreement, Dissent, Matter, Milestone, Paper, Participation, Permanence, PreviousDecision, Rag, Reviewed, Tick,
    View, Visits, Who,
};
pub use people::{Attendance, How, Person, Recipient, Send, Withhold};
pub use review::{Adjourned, Issued, ManagerAnswer, Meeting, NextReview, Review, Trigger, WithoutMeeting};
pub use short::{Answer, Change, ChildInBrief};

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The key that stands for the child wherever a person's key may stand.
pub const CHILD: &str = "child";

/// How far the writing of a record has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Before the review: only the introduction letter is due.
    Planned,
    /// The decisions are written, the full record is not.
    Decisions,
    /// Everything is written and may still change.
    #[default]
    Draft,
    /// Everything is written.
    Final,
}

/// Whom the record speaks to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenTo {
    /// Adults: the child is he, she or they.
    #[default]
    Professionals,
    /// The child, as "you".
    Child,
}

/// One review of one child.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Whom it speaks to.
    #[serde(default)]
    pub written_to: WrittenTo,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child.
    pub child: Child,
    /// When the IRO was named.
    pub allocation: Option<Allocation>,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// The review.
    pub review: Review,
    /// Who took part and how.
    pub attendance: Option<Vec<Attendance>>,
    /// The papers.
    pub papers: Option<Vec<Paper>>,
    /// How the child took part.
    pub participation: Option<Participation>,
    /// The social worker's visits since the last review.
    pub visits: Option<Visits>,
    /// When what is owed before the review was done, by the pack's step.
    #[serde(default)]
    pub preparation: IndexMap<String, NaiveDate>,
    /// Significant changes since the last review.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Others' views.
    #[serde(default)]
    pub views: Vec<View>,
    /// What became of the last review's decisions.
    pub previous_decisions: Option<Vec<PreviousDecision>>,
    /// Matters considered, by key.
    pub matters: Option<IndexMap<String, Matter>>,
    /// The plan for permanence.
    pub permanence: Option<Permanence>,
    /// What was decided.
    pub decisions: Option<Vec<Decision>>,
    /// Disagreements about the review as a whole.
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// Challenges.
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// The rating.
    pub rag: Option<Rag>,
    /// Whether the plan meets the child's needs.
    pub iro_view: Option<String>,
    /// The next review.
    pub next_review: Option<NextReview>,
    /// What was issued when.
    #[serde(default)]
    pub issued: Issued,
    /// Personal messages for letters, by person.
    #[serde(default)]
    pub messages: IndexMap<String, String>,
    /// Who gets a copy.
    pub distribution: Option<Vec<Recipient>>,
}
