//! A check of an IRO's own practice: a meeting observed, or a case file audited.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{CheckKind, Keyed, Markdown, Met, OwnKey, PackKey, PackName, PersonKey, Text, Whole, Written};
use super::short::{ChildInBrief, Corrected, SomebodyElse};
use super::{Person, Status};

/// A check of an IRO's practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Practice check")]
pub struct PracticeCheck {
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
    /// A meeting observed, or a case file audited.
    #[schemars(with = "CheckKind")]
    #[serde(rename = "type")]
    pub kind: String,
    /// The child whose meeting was observed, or whose file was audited.
    pub child: ChildInBrief,
    /// Everyone once. The key on the left is what the rest of the record calls them.
    #[schemars(with = "Keyed<OwnKey, Person>", extend("minProperties" = 1))]
    pub people: IndexMap<String, Person>,
    /// When it was observed or audited.
    pub date: NaiveDate,
    /// Whose practice it is: key in `people`.
    #[schemars(with = "PersonKey")]
    pub of: String,
    /// Who observed or audited: key in `people`.
    #[schemars(with = "PersonKey")]
    pub by: String,
    /// What was looked at, as the review of 12 May 2026.
    #[schemars(with = "Option<Text<500>>")]
    pub what: Option<String>,
    /// Each standard of the pack, and whether it was met.
    #[serde(default)]
    pub standards: Vec<StandardSeen>,
    /// What was done well.
    #[schemars(with = "Option<Markdown>")]
    pub strengths: Option<String>,
    /// What could be better.
    #[schemars(with = "Option<Markdown>")]
    pub to_develop: Option<String>,
    /// What was agreed.
    #[serde(default)]
    pub actions: Vec<AgreedAction>,
    /// When it was gone through with whoever it is of.
    pub discussed: Option<NaiveDate>,
    /// Names in the text that are not those of another child or family but of somebody else: `{ name: Will Day, reason: a footballer }`.
    #[serde(default)]
    pub somebody_else: Vec<SomebodyElse>,
}

/// A standard, and whether it was met.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct StandardSeen {
    /// Which, of the pack's list.
    #[schemars(with = "PackKey")]
    pub standard: String,
    /// Whether it was met.
    #[schemars(with = "Met")]
    pub met: String,
    /// What shows it.
    #[schemars(with = "Option<Text<2000>>")]
    pub evidence: Option<String>,
}

/// What was agreed after a check.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AgreedAction {
    /// What will be done.
    #[schemars(with = "Text<1000>")]
    pub what: String,
    /// Who does it: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub who: Option<String>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}
