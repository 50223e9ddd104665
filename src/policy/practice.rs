//! What a pack says beyond the review itself: the ladder of a challenge, its grounds, significant changes, the rating of the
//! planning, the mid-point, conferences, targets.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::Within;
use crate::calendar::Limit;

/// Where the cycle starts again when a child comes back into care.
#[derive(Debug, Clone, Deserialize)]
pub struct ReturnToCare {
    /// The review it starts with.
    pub review: String,
    /// The clause.
    pub source: String,
}

/// How often a social worker must visit.
#[derive(Debug, Clone, Deserialize)]
pub struct Visits {
    /// After a placement begins.
    pub first_within: Limit,
    /// From then on.
    pub every: Limit,
    /// In a placement that is to last, where it was agreed.
    pub long_term: Limit,
    /// The clause.
    pub source: String,
}

/// The check at the mid-point between two reviews.
#[derive(Debug, Clone, Deserialize)]
pub struct Midpoint {
    /// Whether every child must have one.
    pub required: bool,
    /// Who makes it.
    pub by: String,
    /// What it must hold at least: `talked_with_worker`, `evidence_per_decision`, `concerns_raised`, `on_file`.
    #[serde(default)]
    pub standards: Vec<String>,
    /// How soon a concern it finds must be raised.
    pub raise_within: Option<Limit>,
    /// The clause.
    pub source: String,
}

/// The stages of a challenge.
#[derive(Debug, Clone, Deserialize)]
pub struct Ladder {
    /// The limit of the whole process, from the day the first formal stage was raised.
    pub whole: Within,
    /// Referral to Cafcass.
    pub cafcass: Cafcass,
    /// Independent legal advice.
    pub legal_advice: LegalAdvice,
    /// Passing over a stage.
    pub skip: Clause,
    /// The stage at which starred recommendations start.
    pub starred_stage: Option<String>,
    /// The stage at which a serious or urgent concern may start.
    pub urgent_stage: Option<String>,
    /// A child's case may not change team while a challenge is open.
    pub no_transfer: Option<Clause>,
    /// Who is told of a challenge that is overdue.
    pub overdue_to: Option<OverdueTo>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

impl Ladder {
    /// The place of a stage in the order.
    #[must_use]
    pub fn position(&self, stage: &str) -> Option<usize> {
        self.stages.iter().position(|s| s.stage == stage)
    }

    /// The stage after one: itself where it is gone through again at the next level.
    #[must_use]
    pub fn next(&self, stage: &str) -> Option<&Stage> {
        let at = self.position(stage)?;
        let same = self.stages.get(at).filter(|s| s.repeatable);
        same.or_else(|| self.stages.get(at + 1))
    }
}

/// A clause by itself.
#[derive(Debug, Clone, Deserialize)]
pub struct Clause {
    /// The clause.
    pub source: String,
}

/// Referral to Cafcass.
#[derive(Debug, Clone, Deserialize)]
pub struct Cafcass {
    /// Who is consulted before.
    #[serde(default)]
    pub consult: Vec<String>,
    /// The level after which it is usual.
    pub usually_after: Option<String>,
    /// The clause.
    pub source: String,
}

/// Independent legal advice.
#[derive(Debug, Clone, Deserialize)]
pub struct LegalAdvice {
    /// Whom the IRO asks for it.
    pub by_way_of: Option<String>,
    /// The clause.
    pub source: String,
}

/// Who is told of a challenge that is overdue.
#[derive(Debug, Clone, Deserialize)]
pub struct OverdueTo {
    /// Who.
    pub to: String,
    /// The clause.
    pub source: String,
}

/// A stage of the ladder.
#[derive(Debug, Clone, Deserialize)]
pub struct Stage {
    /// Its key, as alerts write it.
    pub stage: String,
    /// As printed.
    pub title: String,
    /// Who answers.
    pub to: Vec<String>,
    /// Whether it is informal.
    #[serde(default)]
    pub informal: bool,
    /// How soon an answer is owed.
    pub respond_within: Option<Limit>,
    /// Whether the form may set another date.
    #[serde(default)]
    pub limit_may_be_set: bool,
    /// How soon it must be written down after the review or mid-point.
    pub record_within: Option<Limit>,
    /// Who else is told.
    #[serde(default)]
    pub copied_to: Vec<String>,
    /// Whether it is entered on the tracking sheet.
    #[serde(default)]
    pub tracked: bool,
    /// Whether it is gone through again at the next level of management.
    #[serde(default)]
    pub repeatable: bool,
    /// A meeting at this stage.
    pub meeting: Option<StageMeeting>,
    /// Anything else that is particular to it.
    pub note: Option<String>,
    /// The clause.
    pub source: String,
}

/// A meeting at a stage.
#[derive(Debug, Clone, Deserialize)]
pub struct StageMeeting {
    /// Who chairs it.
    pub chaired_by: String,
    /// How soon.
    pub within: Option<Limit>,
    /// Whether it is minuted independently.
    #[serde(default)]
    pub minuted: bool,
    /// Whether the IRO attends.
    #[serde(default = "yes")]
    pub iro_attends: bool,
    /// Whether the IRO states what would settle the matter.
    #[serde(default)]
    pub statement: bool,
}

fn yes() -> bool {
    true
}

/// A ground for a challenge.
#[derive(Debug, Clone, Deserialize)]
pub struct Ground {
    /// Its code, as alerts write it.
    pub code: String,
    /// As printed.
    pub title: String,
    /// The theme it is counted under in reports.
    pub theme: String,
    /// The clause.
    pub source: String,
}

/// What a change does to the reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeReview {
    /// The IRO decides whether a review is brought forward.
    IroDecides,
    /// A review must be held before the change is carried out.
    First,
    /// A review is brought forward.
    BringForward,
}

/// A significant change that the IRO must be told of.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangeRule {
    /// Its code.
    pub change: String,
    /// As printed.
    pub title: String,
    /// Counts only when it lasted more than so many days.
    pub over_days: Option<u32>,
    /// Whether the IRO must be told.
    #[serde(default)]
    pub tell_iro: bool,
    /// What it does to the reviews.
    pub review: Option<ChangeReview>,
    /// How soon a review that is brought forward is due.
    pub within: Option<Limit>,
    /// The clause.
    pub source: String,
}

/// The rating of the planning.
#[derive(Debug, Clone, Deserialize)]
pub struct RagScheme {
    /// Whether every review is rated.
    pub required: bool,
    /// Who is sent the notification.
    pub sent_to: Vec<String>,
    /// The ratings: red, amber, green.
    pub ratings: IndexMap<String, Rating>,
    /// Recognition of excellent practice.
    pub recognition: Recognition,
    /// The clause.
    pub source: String,
}

/// A rating.
#[derive(Debug, Clone, Deserialize)]
pub struct Rating {
    /// What it says of the planning.
    pub means: String,
    /// Its tick list.
    pub indicators: Vec<Indicator>,
    /// Its action options: one is chosen.
    pub actions: Vec<Action>,
    /// What follows when the next review is given the same rating.
    pub again: Option<Again>,
    /// The clause.
    pub source: String,
}

/// An indicator.
#[derive(Debug, Clone, Deserialize)]
pub struct Indicator {
    /// Its key, as `ticks` writes it.
    pub key: String,
    /// As printed.
    pub title: String,
    /// The fact of the record that it is held against; see [`crate::derive::rag_fact`].
    pub fact: Option<String>,
    /// Whose responsibility it is: one of these is to be said.
    #[serde(default)]
    pub which: IndexMap<String, String>,
}

/// An action option.
#[derive(Debug, Clone, Deserialize)]
pub struct Action {
    /// Its key, as `action` writes it.
    pub key: String,
    /// As printed.
    pub title: String,
    /// The dates it sets, counted from the review.
    #[serde(default)]
    pub dates: Vec<ActionDate>,
    /// How soon the next review is to be.
    pub next_review_within: Option<Limit>,
    /// What follows if it does not help.
    pub then: Option<String>,
}

/// A date that an action sets.
#[derive(Debug, Clone, Deserialize)]
pub struct ActionDate {
    /// What is to happen.
    pub what: String,
    /// Who owes it.
    pub by: String,
    /// How soon after the review.
    pub within: Limit,
}

/// What follows when the next review is given the same rating.
#[derive(Debug, Clone, Deserialize)]
pub struct Again {
    /// `raise` or `consider` an alert.
    pub alert: String,
    /// Only when progress is limited.
    #[serde(default)]
    pub if_limited_progress: bool,
    /// Whom the IRO meets.
    #[serde(default)]
    pub meet: Vec<String>,
    /// Who is told.
    #[serde(default)]
    pub tell: Vec<String>,
}

/// Recognition of excellent practice.
#[derive(Debug, Clone, Deserialize)]
pub struct Recognition {
    /// Who is told besides the worker.
    pub copied_to: Vec<String>,
    /// What it may be for.
    pub characteristics: Vec<Characteristic>,
    /// The clause.
    pub source: String,
}

/// A kind of good practice.
#[derive(Debug, Clone, Deserialize)]
pub struct Characteristic {
    /// Its key.
    pub key: String,
    /// As printed.
    pub title: String,
}

/// Timelines of child protection conferences.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Conferences {
    /// The initial conference.
    #[serde(default)]
    pub initial: Vec<ConferenceStep>,
    /// The review conference.
    #[serde(default)]
    pub review: Vec<ConferenceStep>,
}

impl Conferences {
    /// The steps of a conference of a type.
    #[must_use]
    pub fn steps(&self, kind: &str) -> &[ConferenceStep] {
        if kind == "initial" { &self.initial } else { &self.review }
    }
}

/// A step of a conference.
#[derive(Debug, Clone, Deserialize)]
pub struct ConferenceStep {
    /// Its key, as records write it.
    pub step: String,
    /// As printed.
    pub title: String,
    /// Who owes it.
    pub by: String,
    /// How long.
    pub within: Limit,
    /// From what: `strategy_discussion` or `conference`.
    pub of: String,
    /// Whether it is owed only where the conference is not quorate.
    #[serde(default)]
    pub if_inquorate: bool,
    /// Whether it is owed only where the conference is put off.
    #[serde(default)]
    pub if_put_off: bool,
    /// The clause.
    pub source: String,
}

/// A figure to be reached.
#[derive(Debug, Clone, Deserialize)]
pub struct Target {
    /// As printed.
    pub title: String,
    /// At least so much.
    pub at_least: Option<f64>,
    /// At most so much.
    pub at_most: Option<f64>,
    /// Of what: percent, children.
    pub unit: String,
    /// The clause.
    pub source: String,
}
