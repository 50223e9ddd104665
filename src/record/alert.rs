//! One challenge, from the first informal step to its resolution; or an alert to good practice.
//! The shape is `schemas/alert.schema.json`.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

use super::short::{Answer, ChildInBrief};
use super::{Person, Status, Who};

/// One challenge.
#[derive(Debug, Clone, Deserialize)]
pub struct Alert {
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
    /// `concern` or `good_practice`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The IRO.
    pub from: Option<String>,
    /// Of good practice: whose it is.
    #[serde(default)]
    pub to: Who,
    /// When it was first raised formally.
    pub raised: NaiveDate,
    /// So serious or urgent that it starts at a higher stage.
    #[serde(default)]
    pub urgent: bool,
    /// The review that it follows.
    pub review: Option<NaiveDate>,
    /// Numbers of that review's starred decisions that started it.
    #[serde(default)]
    pub starred: Vec<u32>,
    /// The rating of that review, where a run of ratings started it.
    pub rating: Option<String>,
    /// Grounds, by code.
    #[serde(default)]
    pub grounds: Vec<String>,
    /// The concerns, one each.
    #[serde(default)]
    pub concerns: Vec<String>,
    /// What has happened.
    pub summary: Option<String>,
    /// What it means for the child.
    pub impact: Option<String>,
    /// What is asked for.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// Informal steps already taken.
    #[serde(default)]
    pub informal: Vec<Informal>,
    /// The stages gone through.
    #[serde(default)]
    pub stages: Vec<RaisedStage>,
    /// Stages passed over.
    #[serde(default)]
    pub skipped: Vec<Skipped>,
    /// Referral to Cafcass.
    pub cafcass: Option<Referral>,
    /// Independent legal advice.
    #[serde(default)]
    pub legal_advice: Vec<Advice>,
    /// A transfer of the case to another team.
    pub transfer: Option<Transfer>,
    /// The IRO's word on how it ended.
    pub resolution: Option<Resolution>,
    /// A letter to a senior manager.
    pub letter: Option<Letter>,
    /// Of good practice: what it is for.
    #[serde(default)]
    pub practice: Vec<String>,
}

impl Alert {
    /// The children it is about, with where each is written.
    pub fn all_children(&self) -> impl Iterator<Item = (String, &ChildInBrief)> {
        let one = self.child.iter().map(|c| ("/child".to_owned(), c));
        one.chain(self.children.iter().enumerate().map(|(i, c)| (format!("/children/{i}"), c)))
    }

    /// Whether it is about good practice rather than a concern.
    #[must_use]
    pub fn is_good_practice(&self) -> bool {
        self.kind.as_deref() == Some("good_practice")
    }
}

/// A request.
#[derive(Debug, Clone, Deserialize)]
pub struct Request {
    /// What is to be done.
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Who is to do it.
    pub who: Option<String>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// An informal step.
#[derive(Debug, Clone, Deserialize)]
pub struct Informal {
    /// When.
    pub date: NaiveDate,
    /// With whom.
    #[serde(default)]
    pub with: Vec<String>,
    /// What was raised.
    pub what: String,
    /// What came of it.
    pub outcome: Option<String>,
}

/// A stage gone through.
#[derive(Debug, Clone, Deserialize)]
pub struct RaisedStage {
    /// Its key in the ladder.
    pub stage: String,
    /// Who is to answer.
    #[serde(default)]
    pub to: Who,
    /// When it was raised.
    pub raised: NaiveDate,
    /// The date the form sets for the answer.
    pub due: Option<NaiveDate>,
    /// Who was told.
    #[serde(default)]
    pub copied_to: Vec<String>,
    /// The answer.
    pub answer: Option<Answer>,
    /// The meeting.
    pub meeting: Option<HeldMeeting>,
    /// The IRO's statement of what would settle the matter.
    pub statement: Option<String>,
    /// `resolved`, `partly_resolved` or `not_resolved`.
    pub outcome: Option<String>,
    /// A note.
    pub note: Option<String>,
}

/// A meeting held at a stage.
#[derive(Debug, Clone, Deserialize)]
pub struct HeldMeeting {
    /// When.
    pub date: NaiveDate,
    /// Who chaired.
    pub chaired_by: Option<String>,
    /// Who took the minutes.
    pub minuted_by: Option<String>,
    /// Who was there.
    #[serde(default)]
    pub present: Vec<String>,
    /// What was agreed.
    pub outcome: Option<String>,
}

/// A stage passed over.
#[derive(Debug, Clone, Deserialize)]
pub struct Skipped {
    /// Its key.
    pub stage: String,
    /// Why.
    pub reason: String,
}

/// Referral to Cafcass.
#[derive(Debug, Clone, Deserialize)]
pub struct Referral {
    /// Who was consulted before.
    #[serde(default)]
    pub consulted: Vec<String>,
    /// When.
    pub consulted_on: Option<NaiveDate>,
    /// When it was referred.
    pub referred: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// What came of it.
    pub outcome: Option<String>,
}

/// Independent legal advice.
#[derive(Debug, Clone, Deserialize)]
pub struct Advice {
    /// When.
    pub date: NaiveDate,
    /// From whom.
    pub from: Option<String>,
    /// About what.
    pub about: String,
}

/// A transfer of the case.
#[derive(Debug, Clone, Deserialize)]
pub struct Transfer {
    /// When.
    pub date: NaiveDate,
    /// To which team.
    pub to: String,
}

/// The IRO's word on how it ended.
#[derive(Debug, Clone, Deserialize)]
pub struct Resolution {
    /// When.
    pub date: NaiveDate,
    /// `resolved`, `partly_resolved`, `withdrawn` or `referred`.
    pub outcome: String,
    /// What settled it.
    pub text: Option<String>,
    /// What is to be learned.
    pub learning: Option<String>,
}

/// A letter to a senior manager.
#[derive(Debug, Clone, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// Its date.
    pub date: NaiveDate,
    /// What it says.
    pub text: String,
    /// By when an answer is asked for.
    pub answer_by: Option<NaiveDate>,
}
