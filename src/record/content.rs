//! What the review dealt with: papers, participation, views, matters, permanence, decisions, challenge.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{
    About, ChallengeStands, Keyed, Markdown, Outcome, PackKey, PaperKind, ParticipationCode, PersonKey, Plan, Rating, Route, Showed,
    Starred, Text, Whole,
};
use super::{Answer, Withhold};

/// A paper for the review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Paper {
    /// Which.
    #[schemars(with = "PaperKind")]
    pub paper: String,
    /// Its title, where `paper` is other.
    #[schemars(with = "Option<Text<200>>")]
    pub title: Option<String>,
    /// When the IRO received it.
    pub received: Option<NaiveDate>,
    /// The day it was made or last brought up to date: of a health plan that of its assessment.
    pub dated: Option<NaiveDate>,
    /// Why it is missing.
    #[schemars(with = "Option<Text<1000>>")]
    pub missing: Option<String>,
    /// Why it came late.
    #[schemars(with = "Option<Text<1000>>")]
    pub late_reason: Option<String>,
    /// Whether it is up to date.
    pub up_to_date: Option<bool>,
    /// Whether the manager has signed it.
    pub signed: Option<bool>,
    /// A note.
    #[schemars(with = "Option<Text<1000>>")]
    pub note: Option<String>,
}

/// How the child took part.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Participation {
    /// SSDA903 participation code.
    #[schemars(with = "ParticipationCode")]
    pub code: String,
    /// When the IRO talked with the child in private before the review.
    pub seen_alone: Option<NaiveDate>,
    /// Why they did not.
    #[schemars(with = "Option<Text<1000>>")]
    pub not_seen_alone: Option<String>,
    /// When the IRO last saw the child where they live.
    pub seen_where_living: Option<NaiveDate>,
    /// Whether the child knows who the IRO is and how to reach them.
    pub knows_iro: Option<bool>,
    /// Whether the child was asked about chairing.
    pub asked_about_chairing: Option<bool>,
    /// Whether advocacy was explained.
    pub advocacy_explained: Option<bool>,
    /// Whether the right to complain was explained.
    pub complaints_explained: Option<bool>,
    /// Whether the right to apply for an order or its discharge was explained.
    pub rights_explained: Option<bool>,
    /// Wishes and feelings.
    #[schemars(with = "Option<Markdown>", extend("x-part" = "child_views"))]
    pub wishes_and_feelings: Option<String>,
    /// The child's own words.
    #[schemars(with = "Option<Markdown>", extend("x-part" = "child_views"))]
    pub own_words: Option<String>,
    /// What was done about what the child said, in words for their letter.
    #[schemars(with = "Option<Markdown>", extend("x-for" = "child"))]
    pub we_did: Option<String>,
}

/// Somebody's view.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct View {
    /// Key in `people`.
    #[schemars(with = "PersonKey")]
    pub from: String,
    /// What they said.
    #[schemars(with = "Markdown", extend("x-part" = "others_views"), extend("x-by" = "from"))]
    pub text: String,
}

/// A decision of the last review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PreviousDecision {
    /// Its number there.
    #[schemars(with = "Whole<1, 999>")]
    pub number: u32,
    /// What it was.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// What became of it.
    #[schemars(with = "Outcome")]
    pub outcome: String,
    /// Why it is not done, or what happened.
    #[schemars(with = "Option<Text<2000>>")]
    pub why: Option<String>,
    /// What became of it, and why, in words for the child's letter.
    #[schemars(with = "Option<Text<1000>>", extend("x-for" = "child"))]
    pub child_words: Option<String>,
    /// Whether it goes on as a decision of this review.
    #[serde(default)]
    pub carried_forward: bool,
    /// What it is about, so that copies which withhold that leave it out: health, education, identity, family_time, unaccompanied,
    /// placement_address, child_views.
    #[schemars(with = "Vec<About>", extend("minItems" = 1))]
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A matter considered.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Matter {
    /// What was said and found.
    #[schemars(with = "Option<Markdown>")]
    pub text: Option<String>,
    /// Whether a change is needed before the next review.
    #[serde(default)]
    pub change_needed: bool,
    /// Why it was not discussed, if it was not.
    #[schemars(with = "Option<Text<60000>>")]
    pub not_discussed: Option<String>,
}

/// The plan for permanence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Permanence {
    /// The plan.
    #[schemars(with = "Plan")]
    pub plan: String,
    /// Legal route.
    #[schemars(with = "Option<Route>")]
    pub route: Option<String>,
    /// The plan in words for the child's letter, as: you grow up with Nan and Grandad.
    #[schemars(with = "Option<Text<1000>>", extend("x-for" = "child"))]
    pub child_words: Option<String>,
    /// The plan, and what happens if it cannot be, in words for somebody's letter, to them as you: their key in `people` on the left.
    #[schemars(with = "Keyed<PersonKey, Text<1000>>", extend("x-own" = true))]
    #[serde(default)]
    pub words: IndexMap<String, String>,
    /// How the plan is going.
    #[schemars(with = "Option<Markdown>", extend("x-from" = "draft", "x-needed" = true))]
    pub text: Option<String>,
    /// The steps towards it, each with a date.
    #[schemars(extend("x-from" = "draft", "x-needed" = true))]
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// What happens if it cannot be.
    #[schemars(with = "Option<Text<3000>>", extend("x-from" = "draft", "x-needed" = true))]
    pub contingency: Option<String>,
    /// Plans followed beside it.
    #[schemars(with = "Vec<Text<500>>")]
    #[serde(default)]
    pub parallel: Vec<String>,
    /// Why no plan is agreed yet.
    #[schemars(with = "Option<Text<2000>>")]
    pub not_decided_reason: Option<String>,
    /// When the final care plan goes before the court.
    pub final_hearing: Option<NaiveDate>,
    /// When the IRO reviewed and agreed the final care plan for the court.
    pub final_plan_agreed: Option<NaiveDate>,
}

/// A step on the way.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Milestone {
    /// What.
    #[schemars(with = "Text<500>")]
    pub what: String,
    /// By when.
    pub by: NaiveDate,
    /// When done.
    pub done: Option<NaiveDate>,
    /// What it is about, so that copies which withhold that leave it out: health, education, identity, family_time, unaccompanied,
    /// placement_address, child_views.
    #[schemars(with = "Vec<About>", extend("minItems" = 1))]
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A decision.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Decision {
    /// What will be done.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// What for: the intended outcome.
    #[schemars(with = "Option<Text<2000>>")]
    pub outcome: Option<String>,
    /// Who does it: a key in `people` or child, or a list of them.
    #[serde(default)]
    pub who: Who,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The IRO must be told when it is done: the category.
    #[schemars(with = "Option<Starred>")]
    pub starred: Option<String>,
    /// The decision in words for the child's letter.
    #[schemars(with = "Option<Text<1000>>", extend("x-for" = "child"))]
    pub child_words: Option<String>,
    /// The decision in words for somebody's letter, to them as you: their key in `people` on the left.
    #[schemars(with = "Keyed<PersonKey, Text<1000>>", extend("x-own" = true))]
    #[serde(default)]
    pub words: IndexMap<String, String>,
    /// The number it had at the last review.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub carried_forward_from: Option<u32>,
    /// Who disagreed.
    #[serde(default)]
    pub dissent: Vec<Dissent>,
    /// What it is about, so that copies which withhold that leave it out: health, education, identity, family_time, unaccompanied,
    /// placement_address, child_views.
    #[schemars(with = "Vec<About>", extend("minItems" = 1))]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Dissent {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub who: String,
    /// Why.
    #[schemars(with = "Option<Text<2000>>", extend("x-part" = "others_views"), extend("x-by" = "who"))]
    pub text: Option<String>,
    /// The same as they say it, for their own letter.
    #[schemars(with = "Option<Text<2000>>", extend("x-part" = "others_views"), extend("x-by" = "who"))]
    pub own_words: Option<String>,
}

/// A disagreement about the review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Disagreement {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub who: String,
    /// About what.
    #[schemars(with = "Text<2000>", extend("x-part" = "others_views"), extend("x-by" = "who"))]
    pub text: String,
}

/// A challenge raised or intended.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Concern {
    /// What.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// How it stands.
    #[schemars(with = "ChallengeStands")]
    pub status: String,
    /// When it was raised.
    pub raised: Option<NaiveDate>,
    /// Whom with: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub with: Option<String>,
    /// What came of it.
    #[schemars(with = "Option<Text<2000>>")]
    pub outcome: Option<String>,
    /// Whether it is a formal challenge, with an alert record of its own.
    #[serde(default)]
    pub formal: bool,
}

/// The social worker's visits.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Visits {
    /// When the social worker saw the child.
    pub dates: Option<Vec<NaiveDate>>,
    /// At how many of them the child was seen alone.
    #[schemars(with = "Option<Whole<0, 9999>>")]
    pub alone: Option<u32>,
    /// Whether visits every three months are agreed, in a placement that is to last.
    #[serde(default)]
    pub three_monthly: bool,
    /// Whether the child agrees to them.
    pub child_agrees: Option<bool>,
    /// A note.
    #[schemars(with = "Option<Text<2000>>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Rag {
    /// Red, amber or green.
    #[schemars(with = "Rating")]
    pub rating: String,
    /// Indicators, true where ticked; where the pack asks whose responsibility it is, that key instead of true.
    #[serde(default)]
    pub ticks: IndexMap<String, Tick>,
    /// Details of ticked indicators.
    #[schemars(with = "IndexMap<String, Text<1000>>")]
    #[serde(default)]
    pub details: IndexMap<String, String>,
    /// The action option, of the pack's list for this rating.
    #[schemars(with = "Option<PackKey>")]
    pub action: Option<String>,
    /// Whether progress since the last notification is limited.
    #[serde(default)]
    pub limited_progress: bool,
    /// Comment.
    #[schemars(with = "Option<Markdown>")]
    pub comment: Option<String>,
    /// Whether excellent practice is recognised.
    #[serde(default)]
    pub excellent_practice: bool,
    /// What it is recognised for: keys of the pack's list.
    #[schemars(with = "Vec<PackKey>")]
    #[serde(default)]
    pub excellent_practice_for: Vec<String>,
    /// What was done so well.
    #[schemars(with = "Option<Text<2000>>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// When.
    pub date: NaiveDate,
    /// What it showed.
    #[schemars(with = "Showed")]
    pub progress: String,
    /// What was agreed.
    #[schemars(with = "Option<Text<2000>>")]
    pub text: Option<String>,
}
