//! What happens between reviews: the check at the mid-point, a significant change, a conference, recognition of good practice.
//! The shapes are `schemas/progress-review`, `event`, `conference` and `recognition.schema.json`.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

use super::short::{Change, ChildInBrief};
use super::{Person, Status};

/// The check at the mid-point between two reviews.
#[derive(Debug, Clone, Deserialize)]
pub struct ProgressReview {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// The review before.
    pub review: LastReview,
    /// When the check was made.
    pub date: NaiveDate,
    /// Why it was made after its date.
    pub late_reason: Option<String>,
    /// Whom the IRO talked with.
    #[serde(default)]
    pub talked_with: Vec<Talk>,
    /// Each decision of the last review.
    #[serde(default)]
    pub decisions: Vec<Progress>,
    /// What the child says.
    pub child_views: Option<String>,
    /// How the plan is going.
    pub plan: Option<String>,
    /// Significant changes.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Concerns raised.
    #[serde(default)]
    pub concerns: Vec<RaisedConcern>,
    /// When it was put on the child's file.
    pub on_file: Option<NaiveDate>,
    /// The IRO's view.
    pub iro_view: Option<String>,
}

/// The review before.
#[derive(Debug, Clone, Deserialize)]
pub struct LastReview {
    /// When it was held.
    pub date: NaiveDate,
    /// When the next one is planned.
    pub next: Option<NaiveDate>,
}

/// A talk.
#[derive(Debug, Clone, Deserialize)]
pub struct Talk {
    /// With whom.
    pub who: String,
    /// When.
    pub date: NaiveDate,
    /// `met`, `phone`, `video` or `email`.
    pub how: Option<String>,
}

/// How a decision of the last review stands.
#[derive(Debug, Clone, Deserialize)]
pub struct Progress {
    /// Its number there.
    pub number: u32,
    /// What it was.
    pub what: String,
    /// `done`, `on_track`, `not_on_track` or `superseded`.
    pub state: String,
    /// What shows it.
    pub evidence: Option<String>,
    /// By when it is to be done.
    pub by: Option<NaiveDate>,
}

/// A concern raised at the mid-point.
#[derive(Debug, Clone, Deserialize)]
pub struct RaisedConcern {
    /// What.
    pub what: String,
    /// `informal` or `formal`.
    pub how: String,
    /// When.
    pub raised: Option<NaiveDate>,
    /// With whom.
    pub with: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// A significant change or event between reviews.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// The change.
    pub change: Change,
    /// The date of the last review.
    pub previous_review: Option<NaiveDate>,
    /// The date for which the next review is planned.
    pub next_review: Option<NaiveDate>,
}

/// The timeline of a child protection conference.
#[derive(Debug, Clone, Deserialize)]
pub struct Conference {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child, where it is about one.
    pub child: Option<ChildInBrief>,
    /// The brothers and sisters it is about.
    #[serde(default)]
    pub children: Vec<ChildInBrief>,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// `initial` or `review`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The day of the strategy discussion: day 1.
    pub strategy_discussion: Option<NaiveDate>,
    /// The date of the conference.
    pub date: NaiveDate,
    /// Where.
    pub venue: Option<String>,
    /// Who chairs.
    pub chair: Option<String>,
    /// When each step was done.
    #[serde(default)]
    pub steps: IndexMap<String, NaiveDate>,
    /// Who was invited.
    #[serde(default)]
    pub invited: Vec<Invitation>,
    /// Whether enough agencies were there.
    pub quorate: Option<bool>,
    /// Whether it was held.
    pub went_ahead: Option<bool>,
    /// Who decided whether it should go ahead.
    pub decided_by: Option<String>,
    /// The exceptional reasons, or why it was put off.
    pub reason: Option<String>,
    /// The new date.
    pub new_date: Option<NaiveDate>,
    /// When the family was told.
    pub family_told: Option<NaiveDate>,
    /// Why steps were late.
    pub late_reason: Option<String>,
    /// Whether a child protection plan was made, or goes on.
    pub plan: Option<bool>,
    /// The category of the plan.
    pub category: Option<String>,
    /// What was decided.
    pub outcome: Option<String>,
    /// The date of the next conference.
    pub next_conference: Option<NaiveDate>,
}

impl Conference {
    /// The children it is about, with where each is written.
    pub fn all_children(&self) -> impl Iterator<Item = (String, &ChildInBrief)> {
        let one = self.child.iter().map(|c| ("/child".to_owned(), c));
        one.chain(self.children.iter().enumerate().map(|(i, c)| (format!("/children/{i}"), c)))
    }
}

/// An invitation.
#[derive(Debug, Clone, Deserialize)]
pub struct Invitation {
    /// Who.
    pub person: String,
    /// `coming`, `not_coming` or `no_answer`.
    pub answer: Option<String>,
    /// When their report came.
    pub report: Option<NaiveDate>,
    /// Whether they came.
    pub attended: Option<bool>,
}

/// Recognition of excellent practice, issued on its own.
#[derive(Debug, Clone, Deserialize)]
pub struct Recognised {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// Its date.
    pub date: NaiveDate,
    /// The IRO.
    pub from: Option<String>,
    /// Whose work it is.
    pub to: String,
    /// Who is told.
    #[serde(default)]
    pub copied_to: Vec<String>,
    /// What it is for.
    pub practice: Vec<String>,
    /// What was done.
    pub text: String,
    /// The review it follows.
    pub review: Option<NaiveDate>,
}
