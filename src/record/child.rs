//! The child: who they are, their legal status, where they live.

use chrono::NaiveDate;
use serde::Deserialize;

/// The child.
#[derive(Debug, Clone, Deserialize)]
pub struct Child {
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
    /// SSDA903 ethnicity, by key.
    pub ethnicity: Option<String>,
    /// Religion or belief.
    pub religion: Option<String>,
    /// First language.
    pub first_language: Option<String>,
    /// How best to talk and write to them.
    pub communication_needs: Option<String>,
    /// Disability.
    pub disability: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// School, college or training.
    pub school: Option<String>,
    /// Unaccompanied asylum-seeking child.
    #[serde(default)]
    pub unaccompanied: bool,
    /// May have been trafficked.
    #[serde(default)]
    pub trafficking_concern: bool,
    /// Legal status.
    pub legal_status: LegalStatus,
    /// The date they became looked after.
    pub looked_after_since: NaiveDate,
    /// Where they live.
    pub placement: Placement,
    /// A series of short breaks.
    pub short_breaks: Option<ShortBreaks>,
}

impl Child {
    /// The name used in running text: what they like to be called, else the first name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// Legal status and since when.
#[derive(Debug, Clone, Deserialize)]
pub struct LegalStatus {
    /// Key in [`codes::LEGAL_STATUS`](super::codes::LEGAL_STATUS).
    pub code: String,
    /// Since when.
    pub since: NaiveDate,
    /// Anything to add.
    pub note: Option<String>,
}

/// Where the child lives.
#[derive(Debug, Clone, Deserialize)]
pub struct Placement {
    /// Key in [`codes::PLACEMENT`](super::codes::PLACEMENT).
    #[serde(rename = "type")]
    pub kind: String,
    /// Since when.
    pub since: NaiveDate,
    /// The carer's key.
    pub with: Option<String>,
    /// Name of the home or school.
    pub name: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Whether the address is kept from others.
    #[serde(default)]
    pub confidential: bool,
    /// When a long-term match was made.
    pub matched_on: Option<NaiveDate>,
}

/// A series of short breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct ShortBreaks {
    /// Who provides them.
    pub provider: Option<String>,
    /// Days in these 12 months.
    pub days_this_year: Option<u32>,
    /// Longest single stay, in days.
    pub longest_stay_days: Option<u32>,
}

/// The naming of the IRO.
#[derive(Debug, Clone, Deserialize)]
pub struct Allocation {
    /// When the service was told.
    pub notified: Option<NaiveDate>,
    /// When the IRO was named.
    pub allocated: Option<NaiveDate>,
}
