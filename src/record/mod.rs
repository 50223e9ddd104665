//! The records in the field's words, as plain data. No files, no rendering, no rules.
//! The one truth about fields: schemas, what is searched and withheld, and what a form asks follow from these types ([`describe`]).

pub mod codes;
pub mod describe;
pub mod field;

mod alert;
mod annual;
mod between;
mod child;
mod content;
mod people;
mod practice_check;
mod review;
mod short;

pub use alert::{Advice, Alert, HeldMeeting, Informal, Letter, RaisedStage, Referral, Request, Resolution, Skipped, Transfer};
pub use annual::{
    AnnualReport, Appendix, Approver, CaseExample, Caseload, ColumnIs, Compared, Correction, Cover, CoverReport, DonePriority, Feedback,
    HistoryRow, IroCaseload, LastYear, NextPriority, Only, OwnSection, Period, PlanReviews, PlansAt, PlansEnded, Population, Posts,
    Priorities, Protection, Question, Questionnaire, SectionPart, SectionPlan, Split, StaffNames, Staffing, Typed, TypedColumn, TypedTable,
    Version,
};
pub use between::{Conference, Event, Invitation, LastReview, Progress, ProgressReview, RaisedConcern, Recognised, Talk};
pub use child::{Allocation, Child, LegalStatus, Placement, ShortBreaks};
pub use content::{
    Concern, Decision, Disagreement, Dissent, Matter, Milestone, Paper, Participation, Permanence, PreviousDecision, Rag, Reviewed, Tick,
    View, Visits, Who,
};
pub use people::{Attendance, How, Invitee, Person, Recipient, Send, Withhold, shown_key};
pub use practice_check::{AgreedAction, PracticeCheck, StandardSeen};
pub use review::{Adjourned, Issued, ManagerAnswer, Meeting, NextReview, Rearranged, Review, Trigger, WithoutMeeting};
pub use short::{Answer, Change, ChildInBrief, Corrected, SomebodyElse};

use chrono::NaiveDate;
use field::{Keyed, Markdown, Matters, OwnKey, PackName, PersonKey, StepKey, Whole};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The key that stands for the child wherever a person's key may stand.
pub const CHILD: &str = "child";

/// How far the writing of a record has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Before the review: the introduction letter, invitations and consultation papers are due.
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenTo {
    /// Adults: the child is he, she or they.
    #[default]
    Professionals,
    /// The child, as "you".
    Child,
}

/// One looked after child's review: one file, one review. Sources: Care Planning, Placement and Case Review (England) Regulations
/// 2010; IRO Handbook (2010); the authority's own procedure in its policy pack.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Review record")]
pub struct Record {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come. planned: before the review, the letters before it are made; decisions: only the decision
    /// letters are made yet; draft: everything is made, marked draft; final: no draft mark.
    #[serde(default)]
    pub status: Status,
    /// Who the record speaks to: professionals (he, she, they) or the child (you).
    #[serde(default)]
    pub written_to: WrittenTo,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// What was put right in it since it was issued before.
    pub corrected: Option<Corrected>,
    /// The child. Source: IRO Handbook (2010); the pack's procedure.
    pub child: Child,
    /// The naming of the IRO.
    #[schemars(extend("x-from" = "planned"))]
    pub allocation: Option<Allocation>,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// The review itself. Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 33 and 36.
    pub review: Review,
    /// Who is asked to the review, and how: each gets an invitation while the record is planned, and a consultation paper with it.
    /// Source: IRO Handbook (2010); the pack's procedure.
    #[schemars(extend("x-from" = "planned"))]
    #[serde(default)]
    pub invited: Vec<Invitee>,
    /// Who took part, and how. Parents are listed even when absent.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub attendance: Option<Vec<Attendance>>,
    /// Which papers were seen, and when they came.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub papers: Option<Vec<Paper>>,
    /// How the child took part, with the participation code. Source: SSDA903 participation codes; IRO Handbook (2010).
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub participation: Option<Participation>,
    /// The social worker's visits since the last review, or since the placement began. Source: Care Planning Regulations 2010 reg 28.
    #[schemars(extend("x-from" = "draft"))]
    pub visits: Option<Visits>,
    /// When the IRO visited the child since the last review, besides the talk before it; [] where that was not done.
    #[schemars(extend("x-from" = "draft"))]
    pub iro_visits: Option<Vec<NaiveDate>>,
    /// When what is owed before the review was done, by the key of the pack's step.
    #[schemars(with = "Keyed<StepKey, NaiveDate>", extend("x-from" = "planned"))]
    #[serde(default)]
    pub preparation: IndexMap<String, NaiveDate>,
    /// Significant changes and events since the last review.
    #[schemars(extend("x-from" = "draft"))]
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Others' views.
    #[schemars(extend("x-from" = "draft"))]
    #[serde(default)]
    pub views: Vec<View>,
    /// What became of each decision of the last review, or [] where there was none.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub previous_decisions: Option<Vec<PreviousDecision>>,
    /// Each matter of schedule 7, discussed or not. Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 35
    /// and schedule 7.
    #[schemars(with = "Option<Matters>", extend("x-from" = "draft", "x-needed" = true))]
    pub matters: Option<IndexMap<String, Matter>>,
    /// The plan for permanence, its steps and what happens if it cannot be.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub permanence: Option<Permanence>,
    /// What was decided, who does it and by when.
    #[schemars(extend("x-from" = "decisions", "x-needed" = true))]
    pub decisions: Option<Vec<Decision>>,
    /// Disagreements about the review as a whole.
    #[schemars(extend("x-from" = "decisions"))]
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// Challenges raised or intended, and earlier alerts since the last review.
    #[schemars(extend("x-part" = "concerns"), extend("x-from" = "draft"))]
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// The IRO's rating of the planning, and the notification made of it.
    #[schemars(extend("x-part" = "concerns"), extend("x-from" = "decisions"))]
    pub rag: Option<Rag>,
    /// The IRO's view: whether the plan meets the child's needs.
    #[schemars(with = "Option<Markdown>", extend("x-part" = "iro_view"), extend("x-from" = "draft", "x-needed" = true))]
    pub iro_view: Option<String>,
    /// The date, time and venue of the next review.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub next_review: Option<NextReview>,
    /// Filled in as things happen.
    #[schemars(extend("x-from" = "decisions"))]
    #[serde(default)]
    pub issued: Issued,
    /// A personal message in somebody's letter: key in `people` or child on the left.
    #[schemars(with = "Keyed<PersonKey, Markdown>", extend("x-own" = true), extend("x-from" = "planned"))]
    #[serde(default)]
    pub messages: IndexMap<String, String>,
    /// How the child is, in words for somebody's letter, to them as you: their key in `people` on the left. Without it their letter has the
    /// beginning of the IRO's view.
    #[schemars(with = "Keyed<PersonKey, Markdown>", extend("x-own" = true), extend("x-from" = "planned"))]
    #[serde(default)]
    pub how_child_is: IndexMap<String, String>,
    /// Who gets a copy, and how.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    pub distribution: Option<Vec<Recipient>>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}
