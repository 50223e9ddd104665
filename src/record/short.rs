//! What the smaller kinds of record share: the child in brief, and a significant change.

use chrono::NaiveDate;
use serde::Deserialize;

/// The child in brief.
#[derive(Debug, Clone, Deserialize)]
pub struct ChildInBrief {
    /// Reference in the case system; becomes part of file names.
    pub reference: String,
    /// Full name.
    pub name: String,
    /// What they like to be called.
    pub known_as: Option<String>,
    /// `he/him`, `she/her` or `they/them`.
    pub pronouns: Option<String>,
    /// Date of birth.
    pub date_of_birth: NaiveDate,
    /// Legal status, in words.
    pub legal_status: Option<String>,
}

impl ChildInBrief {
    /// The name used in running text: what they like to be called, else the first name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// A significant change or event.
#[derive(Debug, Clone, Deserialize)]
pub struct Change {
    /// Its code in the pack's list.
    pub code: String,
    /// What happened, or is proposed.
    pub what: String,
    /// When.
    pub date: NaiveDate,
    /// How many days it lasted.
    pub days: Option<u32>,
    /// When the IRO was told.
    pub told_iro: Option<NaiveDate>,
    /// When a proposed change was carried out.
    pub carried_out: Option<NaiveDate>,
    /// The review that considered it before.
    pub review_held: Option<NaiveDate>,
    /// What the IRO decided: `bring_forward`, `no_review_needed`, `at_next_review`.
    pub iro_decision: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An answer by a manager or worker.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    /// When it came.
    pub date: NaiveDate,
    /// Who answered.
    pub by: Option<String>,
    /// What they answered.
    pub text: String,
}
