//! What the review dealt with: papers, participation, views, matters, permanence, decisions, challenge.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

use super::{Answer, Withhold};

/// A paper for the review.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    /// Key in [`codes::PAPERS`](super::codes::PAPERS).
    pub paper: String,
    /// Its title, where it is `other`.
    pub title: Option<String>,
    /// When the IRO received it.
    pub received: Option<NaiveDate>,
    /// Why it is missing.
    pub missing: Option<String>,
    /// Why it came late.
    pub late_reason: Option<String>,
    /// Whether it is up to date.
    pub up_to_date: Option<bool>,
    /// Whether the manager signed it.
    pub signed: Option<bool>,
    /// A note.
    pub note: Option<String>,
}

/// How the child took part.
#[derive(Debug, Clone, Deserialize)]
pub struct Participation {
    /// SSDA903 code.
    pub code: String,
    /// When the IRO talked with the child in private.
    pub seen_alone: Option<NaiveDate>,
    /// Why not.
    pub not_seen_alone: Option<String>,
    /// Knows the IRO and how to reach them.
    pub knows_iro: Option<bool>,
    /// Was asked about chairing.
    pub asked_about_chairing: Option<bool>,
    /// Advocacy was explained.
    pub advocacy_explained: Option<bool>,
    /// Complaints were explained.
    pub complaints_explained: Option<bool>,
    /// The right to apply to court was explained.
    pub rights_explained: Option<bool>,
    /// Wishes and feelings.
    pub wishes_and_feelings: Option<String>,
    /// The child's own words.
    pub own_words: Option<String>,
}

/// Somebody's view.
#[derive(Debug, Clone, Deserialize)]
pub struct View {
    /// Whose.
    pub from: String,
    /// What they said.
    pub text: String,
}

/// A decision of the last review.
#[derive(Debug, Clone, Deserialize)]
pub struct PreviousDecision {
    /// Its number there.
    pub number: u32,
    /// What it was.
    pub what: String,
    /// `done`, `partly_done`, `not_done` or `superseded`.
    pub outcome: String,
    /// Why.
    pub why: Option<String>,
    /// Goes on as a decision of this review.
    #[serde(default)]
    pub carried_forward: bool,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A matter considered.
#[derive(Debug, Clone, Deserialize)]
pub struct Matter {
    /// What was said.
    pub text: Option<String>,
    /// Whether a change is needed before the next review.
    #[serde(default)]
    pub change_needed: bool,
    /// Why it was not discussed.
    pub not_discussed: Option<String>,
}

/// The plan for permanence.
#[derive(Debug, Clone, Deserialize)]
pub struct Permanence {
    /// Key in [`codes::PLAN`](super::codes::PLAN).
    pub plan: String,
    /// Key in [`codes::ROUTE`](super::codes::ROUTE).
    pub route: Option<String>,
    /// How it is going.
    pub text: Option<String>,
    /// Steps with dates.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// What happens if it cannot be.
    pub contingency: Option<String>,
    /// Plans followed beside it.
    #[serde(default)]
    pub parallel: Vec<String>,
    /// Why no plan is agreed yet.
    pub not_decided_reason: Option<String>,
}

/// A step on the way.
#[derive(Debug, Clone, Deserialize)]
pub struct Milestone {
    /// What.
    pub what: String,
    /// By when.
    pub by: NaiveDate,
    /// When done.
    pub done: Option<NaiveDate>,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A decision.
#[derive(Debug, Clone, Deserialize)]
pub struct Decision {
    /// What will be done.
    pub what: String,
    /// What for.
    pub outcome: Option<String>,
    /// Who does it.
    #[serde(default)]
    pub who: Who,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The category of a starred decision.
    pub starred: Option<String>,
    /// In words for the child.
    pub child_words: Option<String>,
    /// The number it had at the last review.
    pub carried_forward_from: Option<u32>,
    /// Who disagreed.
    #[serde(default)]
    pub dissent: Vec<Dissent>,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// One key or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub enum Who {
    /// Nobody named.
    #[default]
    Nobody,
    /// One person.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Who {
    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        match self {
            Self::Nobody => &[],
            Self::One(key) => std::slice::from_ref(key),
            Self::Many(keys) => keys,
        }
    }
}

/// A dissent from a decision.
#[derive(Debug, Clone, Deserialize)]
pub struct Dissent {
    /// Who.
    pub who: String,
    /// Why.
    pub text: Option<String>,
}

/// A disagreement about the review.
#[derive(Debug, Clone, Deserialize)]
pub struct Disagreement {
    /// Who.
    pub who: String,
    /// About what.
    pub text: String,
}

/// A challenge raised or intended.
#[derive(Debug, Clone, Deserialize)]
pub struct Concern {
    /// What.
    pub what: String,
    /// `intended`, `raised` or `resolved`.
    pub status: String,
    /// When.
    pub raised: Option<NaiveDate>,
    /// Whom with.
    pub with: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Whether it is a formal challenge, with an alert record of its own.
    #[serde(default)]
    pub formal: bool,
}

/// The social worker's visits.
#[derive(Debug, Clone, Deserialize)]
pub struct Visits {
    /// When the child was seen; none given is not the same as an empty list.
    pub dates: Option<Vec<NaiveDate>>,
    /// At how many of them alone.
    pub alone: Option<u32>,
    /// Whether visits every three months are agreed.
    #[serde(default)]
    pub three_monthly: bool,
    /// A note.
    pub note: Option<String>,
}

/// A tick: yes, no, or yes with whose responsibility it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Tick {
    /// Ticked or not.
    Plain(bool),
    /// Ticked, with whose responsibility it is.
    Which(String),
}

impl Tick {
    /// Whether it is ticked.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        match self {
            Self::Plain(ticked) => *ticked,
            Self::Which(word) => word != "no",
        }
    }

    /// Whose responsibility, where that was written.
    #[must_use]
    pub fn which(&self) -> Option<&str> {
        match self {
            Self::Which(word) if word != "yes" && word != "no" => Some(word),
            _ => None,
        }
    }
}

/// The rating of the planning, and the notification made of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Rag {
    /// `red`, `amber` or `green`.
    pub rating: String,
    /// Indicators, by key.
    #[serde(default)]
    pub ticks: IndexMap<String, Tick>,
    /// Details of ticked indicators.
    #[serde(default)]
    pub details: IndexMap<String, String>,
    /// The action option.
    pub action: Option<String>,
    /// Whether progress since the last notification is limited.
    #[serde(default)]
    pub limited_progress: bool,
    /// Comment.
    pub comment: Option<String>,
    /// Whether excellent practice is recognised.
    #[serde(default)]
    pub excellent_practice: bool,
    /// What it is recognised for.
    #[serde(default)]
    pub excellent_practice_for: Vec<String>,
    /// What was done so well.
    pub excellent_practice_text: Option<String>,
    /// The answer to the notification.
    pub answer: Option<Answer>,
    /// When the IRO went through the answer with them.
    pub reviewed: Option<Reviewed>,
}

impl Rag {
    /// Whether an indicator is ticked.
    #[must_use]
    pub fn is_ticked(&self, key: &str) -> bool {
        self.ticks.get(key).is_some_and(Tick::is_ticked)
    }
}

/// When the IRO went through the answer, and what it showed.
#[derive(Debug, Clone, Deserialize)]
pub struct Reviewed {
    /// When.
    pub date: NaiveDate,
    /// `good` or `limited`.
    pub progress: String,
    /// What was agreed.
    pub text: Option<String>,
}
