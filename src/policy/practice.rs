//! What a pack says beyond the review itself: the ladder of a challenge, its grounds, significant changes, the rating of the
//! planning, the mid-point, conferences, targets.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Within;
use super::field::{AlertIs, Clause as Cited, ConferenceEvent, Days, Fact, Key, Limited, Own, Ratings, Standard, Words as Printed};
use crate::calendar::Limit;

/// Where the cycle starts again when a child comes back into care.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ReturnToCare {
    /// The review it starts with.
    #[schemars(with = "Key")]
    pub review: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// How often a social worker must visit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Visits {
    /// After a placement begins.
    #[schemars(with = "Limited")]
    pub first_within: Limit,
    /// From then on.
    #[schemars(with = "Limited")]
    pub every: Limit,
    /// In a placement that is to last, where it was agreed.
    #[schemars(with = "Limited")]
    pub long_term: Limit,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// The check at the mid-point between two reviews.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Midpoint {
    /// Whether every child must have one.
    pub required: bool,
    /// Who makes it.
    #[schemars(with = "Printed")]
    pub by: String,
    /// What it must hold at least: `talked_with_worker`, `evidence_per_decision`, `concerns_raised`, `on_file`.
    #[schemars(with = "Vec<Standard>")]
    #[serde(default)]
    pub standards: Vec<String>,
    /// How soon a concern it finds must be raised.
    #[schemars(with = "Option<Limited>")]
    pub raise_within: Option<Limit>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// The stages of a challenge.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
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
    #[schemars(with = "Option<Key>")]
    pub starred_stage: Option<String>,
    /// The stage at which a serious or urgent concern may start.
    #[schemars(with = "Option<Key>")]
    pub urgent_stage: Option<String>,
    /// A child's case may not change team while a challenge is open.
    pub no_transfer: Option<Clause>,
    /// Who is told of a challenge that is overdue.
    pub overdue_to: Option<OverdueTo>,
    /// The stages, in order.
    #[schemars(extend("minItems" = 1))]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Clause {
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Referral to Cafcass.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Cafcass {
    /// Who is consulted before.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub consult: Vec<String>,
    /// The level after which it is usual.
    #[schemars(with = "Option<Printed>")]
    pub usually_after: Option<String>,
    /// What must be so before it.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub conditions: Vec<String>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Independent legal advice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LegalAdvice {
    /// Whom the IRO asks for it.
    #[schemars(with = "Option<Printed>")]
    pub by_way_of: Option<String>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Who is told of a challenge that is overdue.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct OverdueTo {
    /// Who.
    #[schemars(with = "Printed")]
    pub to: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A stage of the ladder.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Stage {
    /// Its key, as alerts write it.
    #[schemars(with = "Key")]
    pub stage: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// Who raises it; left out, the IRO.
    #[schemars(with = "Option<Printed>")]
    pub raised_by: Option<String>,
    /// Who answers.
    #[schemars(with = "Vec<Printed>", extend("minItems" = 1))]
    pub to: Vec<String>,
    /// How soon its receipt must be acknowledged.
    #[schemars(with = "Option<Limited>")]
    pub acknowledge_within: Option<Limit>,
    /// Who must be satisfied with what came of it before it can end here.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub satisfied: Vec<String>,
    /// Whether it is informal.
    #[serde(default)]
    pub informal: bool,
    /// How soon an answer is owed.
    #[schemars(with = "Option<Limited>")]
    pub respond_within: Option<Limit>,
    /// Whether the form may set another date.
    #[serde(default)]
    pub limit_may_be_set: bool,
    /// How soon it must be written down after the review or mid-point.
    #[schemars(with = "Option<Limited>")]
    pub record_within: Option<Limit>,
    /// Who else must be told.
    #[schemars(with = "Vec<Printed>")]
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
    #[schemars(with = "Option<Printed>")]
    pub note: Option<String>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A meeting at a stage.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StageMeeting {
    /// Who chairs it.
    #[schemars(with = "Printed")]
    pub chaired_by: String,
    /// How soon.
    #[schemars(with = "Option<Limited>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Ground {
    /// Its code, as alerts write it.
    #[schemars(with = "Key")]
    pub code: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// The theme it is counted under in reports.
    #[schemars(with = "Key")]
    pub theme: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// What a change does to the reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChangeRule {
    /// Its code.
    #[schemars(with = "Key")]
    pub change: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// Counts only when it lasted more than so many days.
    #[schemars(with = "Option<Days>")]
    pub over_days: Option<u32>,
    /// Whether the IRO must be told.
    #[serde(default)]
    pub tell_iro: bool,
    /// How soon the IRO must be told.
    #[schemars(with = "Option<Limited>")]
    pub tell_within: Option<Limit>,
    /// What it does to the reviews.
    pub review: Option<ChangeReview>,
    /// How soon a review that is brought forward is due.
    #[schemars(with = "Option<Limited>")]
    pub within: Option<Limit>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// The rating of the planning.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RagScheme {
    /// Whether every review is rated.
    pub required: bool,
    /// Who is sent the notification.
    #[schemars(with = "Vec<Printed>")]
    pub sent_to: Vec<String>,
    /// The ratings: red, amber, green.
    #[schemars(with = "Ratings")]
    pub ratings: IndexMap<String, Rating>,
    /// Recognition of excellent practice.
    pub recognition: Recognition,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A rating.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Rating {
    /// What the authority calls it, where it is not by its colour.
    #[schemars(with = "Option<Printed>")]
    pub title: Option<String>,
    /// What it says of the planning.
    #[schemars(with = "Printed")]
    pub means: String,
    /// Its tick list.
    #[schemars(extend("minItems" = 1))]
    pub indicators: Vec<Indicator>,
    /// Its action options: one is chosen.
    #[schemars(extend("minItems" = 1))]
    pub actions: Vec<Action>,
    /// What follows when the next review is given the same rating.
    pub again: Option<Again>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// An indicator.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Indicator {
    /// Its key, as `ticks` writes it.
    #[schemars(with = "Key")]
    pub key: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// The fact of the record that it is held against; see [`crate::derive::rag_fact`].
    #[schemars(with = "Option<Fact>")]
    pub fact: Option<String>,
    /// Whose responsibility it is: one of these is to be said.
    #[schemars(with = "Own<Printed>")]
    #[serde(default)]
    pub which: IndexMap<String, String>,
}

/// An action option.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Action {
    /// Its key, as `action` writes it.
    #[schemars(with = "Key")]
    pub key: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// The dates it sets, counted from the review.
    #[serde(default)]
    pub dates: Vec<ActionDate>,
    /// How soon the next review is to be.
    #[schemars(with = "Option<Limited>")]
    pub next_review_within: Option<Limit>,
    /// What follows if it does not help.
    #[schemars(with = "Option<Printed>")]
    pub then: Option<String>,
}

/// A date that an action sets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ActionDate {
    /// What is to happen.
    #[schemars(with = "Printed")]
    pub what: String,
    /// Who owes it.
    #[schemars(with = "Printed")]
    pub by: String,
    /// How soon after the review.
    #[schemars(with = "Limited")]
    pub within: Limit,
}

/// What follows when the next review is given the same rating.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Again {
    /// `raise` or `consider` an alert.
    #[schemars(with = "AlertIs")]
    pub alert: String,
    /// Only when progress is limited.
    #[serde(default)]
    pub if_limited_progress: bool,
    /// Whom the IRO meets.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub meet: Vec<String>,
    /// Who is told.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub tell: Vec<String>,
}

/// Recognition of excellent practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Recognition {
    /// Who is told besides the worker.
    #[schemars(with = "Vec<Printed>")]
    pub copied_to: Vec<String>,
    /// What it may be for.
    #[schemars(extend("minItems" = 1))]
    pub characteristics: Vec<Characteristic>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A kind of good practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Characteristic {
    /// Its key.
    #[schemars(with = "Key")]
    pub key: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
}

/// Timelines of child protection conferences.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ConferenceStep {
    /// Its key, as records write it.
    #[schemars(with = "Key")]
    pub step: String,
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// Who owes it.
    #[schemars(with = "Printed")]
    pub by: String,
    /// How long.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// From what: `strategy_discussion` or `conference`.
    #[schemars(with = "ConferenceEvent")]
    pub of: String,
    /// Whether it is owed only where the conference is not quorate.
    #[serde(default)]
    pub if_inquorate: bool,
    /// Whether it is owed only where the conference is put off.
    #[serde(default)]
    pub if_put_off: bool,
    /// Whether it is owed only where a child protection plan was made.
    #[serde(default)]
    pub if_plan: bool,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Checks of IROs' own practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PracticeChecks {
    /// A meeting that an IRO chairs is observed.
    pub observation: PracticeCheckRule,
    /// A case file is audited.
    pub audit: PracticeCheckRule,
}

impl PracticeChecks {
    /// The rule of one kind.
    #[must_use]
    pub fn of(&self, kind: &str) -> &PracticeCheckRule {
        if kind == "audit" { &self.audit } else { &self.observation }
    }
}

/// How practice is checked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PracticeCheckRule {
    /// How often for each IRO.
    #[schemars(with = "Option<Limited>")]
    pub every: Option<Limit>,
    /// The standards that it is held against, by key.
    #[schemars(with = "Own<Printed>")]
    pub standards: IndexMap<String, String>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A figure to be reached.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Target {
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// At least so much.
    pub at_least: Option<f64>,
    /// At most so much.
    pub at_most: Option<f64>,
    /// Of what: percent, children.
    #[schemars(with = "Printed")]
    pub unit: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}
