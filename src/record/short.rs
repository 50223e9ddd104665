//! What the smaller kinds of record share: the child in brief, and a significant change.

use super::Withhold;
use super::field::{About, ChangeCode, IroDecision, Markdown, Name, PersonKey, Pronouns, Reference, Text, Whole};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

/// The child in brief.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ChildInBrief {
    /// The child's reference in the case system: letters, digits, - and _. It becomes part of file names.
    #[schemars(with = "Reference")]
    pub reference: String,
    /// Full name.
    #[schemars(with = "Name<200>")]
    pub name: String,
    /// The name the child likes to be called.
    #[schemars(with = "Option<Name<100>>")]
    pub known_as: Option<String>,
    /// Former names, and other names by which they are known: not printed, but looked for in other families' records.
    #[schemars(with = "Vec<Name<200>>")]
    #[serde(default)]
    pub other_names: Vec<String>,
    /// Pronouns.
    #[schemars(with = "Option<Pronouns>")]
    pub pronouns: Option<String>,
    /// Date of birth.
    pub date_of_birth: NaiveDate,
    /// Legal status, in words.
    #[schemars(with = "Option<Text<200>>")]
    pub legal_status: Option<String>,
}

impl ChildInBrief {
    /// The name used in running text: what they like to be called, else the first name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// What was put right in a record that had been issued: each of its copies says so, and that it replaces the one before.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Corrected {
    /// The day on which the version that it replaces was issued.
    pub replaces: NaiveDate,
    /// What was changed, in a sentence that its readers may have.
    #[schemars(with = "Text<1000>")]
    pub what: String,
    /// Why.
    #[schemars(with = "Text<1000>")]
    pub why: String,
    /// What the change is about, where that is kept from somebody: their copy says only that it is a new one.
    #[schemars(with = "Vec<About>")]
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A significant change or event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Change {
    /// Which, of the pack's list (`minutebook policy show`).
    #[schemars(with = "ChangeCode")]
    pub code: String,
    /// What happened, or is proposed.
    #[schemars(with = "Text<2000>")]
    pub what: String,
    /// When it happened, or was proposed.
    pub date: NaiveDate,
    /// How many days it lasted: missing, or excluded from school.
    #[schemars(with = "Option<Whole<0, 9999>>")]
    pub days: Option<u32>,
    /// When the IRO was told.
    pub told_iro: Option<NaiveDate>,
    /// When a proposed change was carried out.
    pub carried_out: Option<NaiveDate>,
    /// The review that considered it before.
    pub review_held: Option<NaiveDate>,
    /// What the IRO decided about the review.
    #[schemars(with = "Option<IroDecision>")]
    pub iro_decision: Option<String>,
    /// Why.
    #[schemars(with = "Option<Text<2000>>")]
    pub reason: Option<String>,
}

/// An answer by a manager or worker.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Answer {
    /// When it came.
    pub date: NaiveDate,
    /// Who answered: key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub by: Option<String>,
    /// What they answered.
    #[schemars(with = "Markdown")]
    pub text: String,
}

/// A name in the text that is not that of the child or family whose it could be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct SomebodyElse {
    /// The name as it stands in the text.
    #[schemars(with = "Name<200>")]
    pub name: String,
    /// Whose it is, and why it may stand there.
    #[schemars(with = "Text<500>")]
    pub reason: String,
}
