//! What happens between reviews: the check at the mid-point, a significant change, a conference, recognition of good practice.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{
    Category, ConferenceKind, Invited, Keyed, Markdown, OwnKey, PackKey, PackName, PersonKey, RaisedHow, Stands, StepKey, TalkedBy, Text,
    Whole, Written,
};
use super::short::{Change, ChildInBrief, Corrected, SomebodyElse};
use super::{Person, Status};

/// The check at the mid-point between two reviews.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Progress review")]
pub struct ProgressReview {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come: draft marks every page.
    #[schemars(with = "Written")]
    #[serde(default)]
    pub status: Status,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// What was put right in it since it was issued before.
    pub corrected: Option<Corrected>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// The review before.
    pub review: LastReview,
    /// When the check was made.
    pub date: NaiveDate,
    /// Why it was made after its date.
    #[schemars(with = "Option<Text<2000>>")]
    pub late_reason: Option<String>,
    /// Whom the IRO talked with.
    #[serde(default)]
    pub talked_with: Vec<Talk>,
    /// Each decision of the last review.
    #[serde(default)]
    pub decisions: Vec<Progress>,
    /// What the child says.
    #[schemars(with = "Option<Markdown>")]
    pub child_views: Option<String>,
    /// How the plan is going.
    #[schemars(with = "Option<Markdown>")]
    pub plan: Option<String>,
    /// Significant changes and events since the review.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Concerns raised.
    #[serde(default)]
    pub concerns: Vec<RaisedConcern>,
    /// When it was put on the child's file.
    pub on_file: Option<NaiveDate>,
    /// The IRO's view.
    #[schemars(with = "Option<Markdown>")]
    pub iro_view: Option<String>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}

/// The review before.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LastReview {
    /// When it was held.
    pub date: NaiveDate,
    /// When the next one is planned.
    pub next: Option<NaiveDate>,
}

/// A talk.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Talk {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub who: String,
    /// When.
    pub date: NaiveDate,
    /// How.
    #[schemars(with = "Option<TalkedBy>")]
    pub how: Option<String>,
}

/// How a decision of the last review stands.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Progress {
    /// Its number there.
    #[schemars(with = "Whole<1, 999>")]
    pub number: u32,
    /// What it was.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// How it stands.
    #[schemars(with = "Stands")]
    pub state: String,
    /// What shows it: what was seen on the file, and when.
    #[schemars(with = "Option<Text<2000>>")]
    pub evidence: Option<String>,
    /// By when it is to be done.
    pub by: Option<NaiveDate>,
}

/// A concern raised at the mid-point.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RaisedConcern {
    /// What.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// How it was raised.
    #[schemars(with = "RaisedHow")]
    pub how: String,
    /// When.
    pub raised: Option<NaiveDate>,
    /// With whom: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub with: Option<String>,
    /// What came of it.
    #[schemars(with = "Option<Text<2000>>")]
    pub outcome: Option<String>,
}

/// A significant change or event between reviews.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Event")]
pub struct Event {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come: draft marks every page.
    #[schemars(with = "Written")]
    #[serde(default)]
    pub status: Status,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// What was put right in it since it was issued before.
    pub corrected: Option<Corrected>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// A significant change or event.
    pub change: Change,
    /// The date of the last review.
    pub previous_review: Option<NaiveDate>,
    /// The date for which the next review is planned.
    pub next_review: Option<NaiveDate>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}

/// The timeline of a child protection conference.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Conference")]
pub struct Conference {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come: draft marks every page.
    #[schemars(with = "Written")]
    #[serde(default)]
    pub status: Status,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// What was put right in it since it was issued before.
    pub corrected: Option<Corrected>,
    /// The child.
    pub child: Option<ChildInBrief>,
    /// The brothers and sisters it is about, instead of `child`.
    #[schemars(extend("minItems" = 1))]
    #[serde(default)]
    pub children: Vec<ChildInBrief>,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// The first conference, or a later one.
    #[schemars(with = "ConferenceKind")]
    #[serde(rename = "type")]
    pub kind: String,
    /// The day of the strategy discussion: day 1.
    pub strategy_discussion: Option<NaiveDate>,
    /// The date of the conference.
    pub date: NaiveDate,
    /// Where.
    #[schemars(with = "Option<Text<200>>")]
    pub venue: Option<String>,
    /// Who chairs: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub chair: Option<String>,
    /// When each step was done, by the key of the pack's step.
    #[schemars(with = "Keyed<StepKey, NaiveDate>")]
    #[serde(default)]
    pub steps: IndexMap<String, NaiveDate>,
    /// Who was invited, and how they answered.
    #[serde(default)]
    pub invited: Vec<Invitation>,
    /// Whether enough agencies were there.
    pub quorate: Option<bool>,
    /// Whether it was held.
    pub went_ahead: Option<bool>,
    /// Who decided whether it should go ahead: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub decided_by: Option<String>,
    /// The exceptional reasons for holding it although it was not quorate, or why it was put off.
    #[schemars(with = "Option<Text<2000>>")]
    pub reason: Option<String>,
    /// The new date, where it was put off.
    pub new_date: Option<NaiveDate>,
    /// When the family was told.
    pub family_told: Option<NaiveDate>,
    /// Why steps were late.
    #[schemars(with = "Option<Text<2000>>")]
    pub late_reason: Option<String>,
    /// Whether a child protection plan was made, or goes on.
    pub plan: Option<bool>,
    /// The category of the plan.
    #[schemars(with = "Option<Category>")]
    pub category: Option<String>,
    /// What was decided.
    #[schemars(with = "Option<Markdown>")]
    pub outcome: Option<String>,
    /// The date of the next conference.
    pub next_conference: Option<NaiveDate>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}

impl Conference {
    /// The children it is about, with where each is written.
    pub fn all_children(&self) -> impl Iterator<Item = (String, &ChildInBrief)> {
        let one = self.child.iter().map(|c| ("/child".to_owned(), c));
        one.chain(self.children.iter().enumerate().map(|(i, c)| (format!("/children/{i}"), c)))
    }
}

/// An invitation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Invitation {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub person: String,
    /// What they answered.
    #[schemars(with = "Option<Invited>")]
    pub answer: Option<String>,
    /// When their report came.
    pub report: Option<NaiveDate>,
    /// Whether they came.
    pub attended: Option<bool>,
}

/// Recognition of excellent practice, issued on its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Recognition")]
pub struct Recognised {
    /// The name of the policy pack that the record follows, as statutory; `minutebook list policies` shows them.
    #[schemars(with = "PackName")]
    pub policy: String,
    /// How far the writing has come: draft marks every page.
    #[schemars(with = "Written")]
    #[serde(default)]
    pub status: Status,
    /// Version of the record, counted up each time it is issued again.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub version: Option<u32>,
    /// What was put right in it since it was issued before.
    pub corrected: Option<Corrected>,
    /// The child.
    pub child: ChildInBrief,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// Its date.
    pub date: NaiveDate,
    /// The IRO: key in `people`. Left out, whoever has that role.
    #[schemars(with = "Option<PersonKey>")]
    pub from: Option<String>,
    /// Whose work it is: key in `people`.
    #[schemars(with = "PersonKey")]
    pub to: String,
    /// Who is told: keys in `people`.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub copied_to: Vec<String>,
    /// What it is for: keys of the pack's list.
    #[schemars(with = "Vec<PackKey>", extend("minItems" = 1))]
    pub practice: Vec<String>,
    /// What was done, and what it meant for the child.
    #[schemars(with = "Markdown")]
    pub text: String,
    /// The review it follows.
    pub review: Option<NaiveDate>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}
