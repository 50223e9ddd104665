//! One challenge, from the first informal step to its resolution; or an alert to good practice.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{
    AlertKind, Concerned, Ended, Keyed, Markdown, OwnKey, PackKey, PackName, PersonKey, StageOutcome, Text, Whole, Written,
};
use super::short::{Answer, ChildInBrief, Corrected, SomebodyElse};
use super::{Person, Status, Who};

/// One challenge, from the first informal step to its resolution; or an alert to good practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Alert")]
pub struct Alert {
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
    /// A concern, or good practice.
    #[schemars(with = "Option<AlertKind>")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The IRO: key in `people`. Left out, whoever has that role.
    #[schemars(with = "Option<PersonKey>")]
    pub from: Option<String>,
    /// Of good practice: whose it is, a key in `people` or several.
    #[serde(default)]
    pub to: Who,
    /// When it was first raised formally: at the first stage that is not informal.
    pub raised: NaiveDate,
    /// Whether the concern is so serious or urgent that it starts at a higher stage.
    #[serde(default)]
    pub urgent: bool,
    /// The review that it follows.
    pub review: Option<NaiveDate>,
    /// Numbers of that review's starred decisions that started it.
    #[schemars(with = "Vec<Whole<1, 999>>")]
    #[serde(default)]
    pub starred: Vec<u32>,
    /// The rating of that review, where a run of ratings started it.
    #[schemars(with = "Option<Concerned>")]
    pub rating: Option<String>,
    /// Grounds, by their code in the pack's list.
    #[schemars(with = "Vec<PackKey>")]
    #[serde(default)]
    pub grounds: Vec<String>,
    /// The concerns, one each.
    #[schemars(with = "Vec<Text<2000>>")]
    #[serde(default)]
    pub concerns: Vec<String>,
    /// What has happened, in full.
    #[schemars(with = "Option<Markdown>")]
    pub summary: Option<String>,
    /// What it means for the child.
    #[schemars(with = "Option<Markdown>")]
    pub impact: Option<String>,
    /// What is asked for, one each, in order of number.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// Informal steps already taken.
    #[serde(default)]
    pub informal: Vec<Informal>,
    /// The stages gone through, in order.
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
    /// Of good practice: what it is for, keys of the pack's list.
    #[schemars(with = "Vec<PackKey>")]
    #[serde(default)]
    pub practice: Vec<String>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Request {
    /// What is to be done.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// Who is to do it: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub who: Option<String>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// An informal step.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Informal {
    /// When.
    pub date: NaiveDate,
    /// With whom: keys in `people`.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub with: Vec<String>,
    /// What was raised.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// What came of it.
    #[schemars(with = "Option<Text<2000>>")]
    pub outcome: Option<String>,
}

/// A stage gone through.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RaisedStage {
    /// Its key in the pack's ladder.
    #[schemars(with = "PackKey")]
    pub stage: String,
    /// Who raised it, where that was somebody else than the IRO: a key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub raised_by: Option<String>,
    /// Who is to answer: a key in `people`, or several.
    #[serde(default)]
    pub to: Who,
    /// When it was raised at this stage.
    pub raised: NaiveDate,
    /// When its receipt was acknowledged.
    pub acknowledged: Option<NaiveDate>,
    /// Who is satisfied with what came of it: keys in `people`, or child.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub satisfied: Vec<String>,
    /// The date by which an answer is asked for, where the form sets another than the pack.
    pub due: Option<NaiveDate>,
    /// Who was told: keys in `people`.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub copied_to: Vec<String>,
    /// The answer.
    pub answer: Option<Answer>,
    /// The meeting at this stage.
    pub meeting: Option<HeldMeeting>,
    /// The IRO's statement of what would settle the matter.
    #[schemars(with = "Option<Markdown>")]
    pub statement: Option<String>,
    /// What came of this stage.
    #[schemars(with = "Option<StageOutcome>")]
    pub outcome: Option<String>,
    /// A note.
    #[schemars(with = "Option<Text<2000>>")]
    pub note: Option<String>,
}

/// A meeting held at a stage.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct HeldMeeting {
    /// When.
    pub date: NaiveDate,
    /// Who chaired: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub chaired_by: Option<String>,
    /// Who took the minutes.
    #[schemars(with = "Option<Text<200>>")]
    pub minuted_by: Option<String>,
    /// Who was there: keys in `people`.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub present: Vec<String>,
    /// What was agreed.
    #[schemars(with = "Option<Markdown>")]
    pub outcome: Option<String>,
}

/// A stage passed over.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Skipped {
    /// Its key in the pack's ladder.
    #[schemars(with = "PackKey")]
    pub stage: String,
    /// Why.
    #[schemars(with = "Text<2000>")]
    pub reason: String,
}

/// Referral to Cafcass.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Referral {
    /// Who was consulted before: keys in `people`.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub consulted: Vec<String>,
    /// When.
    pub consulted_on: Option<NaiveDate>,
    /// When it was referred.
    pub referred: Option<NaiveDate>,
    /// Why.
    #[schemars(with = "Text<2000>")]
    pub reason: String,
    /// What came of it.
    #[schemars(with = "Option<Text<2000>>")]
    pub outcome: Option<String>,
}

/// Independent legal advice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Advice {
    /// When it was taken.
    pub date: NaiveDate,
    /// From whom.
    #[schemars(with = "Option<Text<200>>")]
    pub from: Option<String>,
    /// About what.
    #[schemars(with = "Text<2000>")]
    pub about: String,
}

/// A transfer of the case.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Transfer {
    /// When.
    pub date: NaiveDate,
    /// To which team.
    #[schemars(with = "Text<200>")]
    pub to: String,
}

/// The IRO's word on how it ended.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Resolution {
    /// When.
    pub date: NaiveDate,
    /// How it ended.
    #[schemars(with = "Ended")]
    pub outcome: String,
    /// What settled it, in the IRO's words.
    #[schemars(with = "Option<Markdown>")]
    pub text: Option<String>,
    /// What is to be learned from it.
    #[schemars(with = "Option<Text<2000>>")]
    pub learning: Option<String>,
}

/// A letter to a senior manager.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Letter {
    /// To whom: key in `people`.
    #[schemars(with = "PersonKey")]
    pub to: String,
    /// Its date.
    pub date: NaiveDate,
    /// What it says, before the numbered requests.
    #[schemars(with = "Markdown")]
    pub text: String,
    /// By when an answer is asked for.
    pub answer_by: Option<NaiveDate>,
}
