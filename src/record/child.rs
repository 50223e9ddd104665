//! The child: who they are, their legal status, where they live.

use super::field::{Ethnicity, Legal, Name, PersonKey, Phone, PlacementKind, Postcode, Pronouns, Reference, Text, Whole};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

/// The child.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Child {
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
    /// Ethnicity, in the words of the SSDA903 code set.
    #[schemars(with = "Option<Ethnicity>")]
    pub ethnicity: Option<String>,
    /// Religion or belief, or none.
    #[schemars(with = "Option<Text<200>>", extend("x-part" = "identity"))]
    pub religion: Option<String>,
    /// First language.
    #[schemars(with = "Option<Text<100>>")]
    pub first_language: Option<String>,
    /// How best to talk and write to the child: large print, signing, short sentences.
    #[schemars(with = "Option<Text<500>>")]
    pub communication_needs: Option<String>,
    /// Disability, or none.
    #[schemars(with = "Option<Text<500>>", extend("x-part" = "health"))]
    pub disability: Option<String>,
    /// Nationality, if it matters to the plan.
    #[schemars(with = "Option<Text<100>>", extend("x-part" = "unaccompanied"))]
    pub nationality: Option<String>,
    /// School, college or training place.
    #[schemars(with = "Option<Text<200>>", extend("x-part" = "education"))]
    pub school: Option<String>,
    /// Whether the child is an unaccompanied asylum-seeking child.
    #[serde(default)]
    pub unaccompanied: bool,
    /// Whether the child may have been trafficked.
    #[serde(default)]
    pub trafficking_concern: bool,
    /// Legal status (SSDA903).
    pub legal_status: LegalStatus,
    /// The date the child became looked after. The first review's limit counts from it.
    pub looked_after_since: NaiveDate,
    /// Where the child lives.
    pub placement: Placement,
    /// A series of short breaks (regulation 48: at most 17 days each, 75 days a year).
    pub short_breaks: Option<ShortBreaks>,
    /// A child protection plan that the child had when they came into care, or has now.
    pub protection_plan: Option<ProtectionPlan>,
}

impl Child {
    /// Whether they are looked after only in a series of short breaks (regulation 48; codes V3 and V4 of the SSDA903 return).
    #[must_use]
    pub fn is_in_short_breaks(&self) -> bool {
        self.short_breaks.is_some() || matches!(self.legal_status.code.as_str(), "short_breaks_agreement" | "short_breaks_single")
    }

    /// The name used in running text: what they like to be called, else the first name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// Legal status and since when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LegalStatus {
    /// Legal status.
    #[schemars(with = "Legal")]
    pub code: String,
    /// Since when.
    pub since: NaiveDate,
    /// Anything to add, as the date of the next hearing.
    #[schemars(with = "Option<Text<500>>", extend("x-part" = "unaccompanied"))]
    pub note: Option<String>,
}

/// Where the child lives.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Placement {
    /// Kind of placement (SSDA903).
    #[schemars(with = "PlacementKind")]
    #[serde(rename = "type")]
    pub kind: String,
    /// Since when.
    pub since: NaiveDate,
    /// The carer's key in `people`.
    #[schemars(with = "Option<PersonKey>")]
    pub with: Option<String>,
    /// Name of the home or school, if it has one.
    #[schemars(with = "Option<Text<200>>", extend("x-part" = "placement_address"))]
    pub name: Option<String>,
    /// Address.
    #[schemars(with = "Option<Text<500>>", extend("x-part" = "placement_address"))]
    pub address: Option<String>,
    /// Postcode.
    #[schemars(with = "Option<Postcode>", extend("x-part" = "placement_address"))]
    pub postcode: Option<String>,
    /// Phone at the placement.
    #[schemars(with = "Option<Phone>", extend("x-part" = "placement_address"))]
    pub phone: Option<String>,
    /// Whether the address must be kept from anyone. Then it appears on the child's own file copy only, unless `distribution` includes it
    /// for somebody.
    #[schemars(extend("x-answers" = true))]
    #[serde(default)]
    pub confidential: bool,
    /// Whether it is within the authority's own area.
    pub in_area: Option<bool>,
    /// The date a long-term foster placement was matched.
    pub matched_on: Option<NaiveDate>,
}

/// A child protection plan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ProtectionPlan {
    /// Since when.
    pub since: Option<NaiveDate>,
    /// When it ended.
    pub ended: Option<NaiveDate>,
    /// Why it goes on beside the care plan.
    #[schemars(with = "Option<Text<1000>>")]
    pub goes_on: Option<String>,
}

/// A series of short breaks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ShortBreaks {
    /// Who provides them.
    #[schemars(with = "Option<Text<200>>")]
    pub provider: Option<String>,
    /// Days so far in these 12 months.
    #[schemars(with = "Option<Whole<0, 366>>")]
    pub days_this_year: Option<u32>,
    /// Longest single stay, in days.
    #[schemars(with = "Option<Whole<0, 366>>")]
    pub longest_stay_days: Option<u32>,
}

/// The naming of the IRO.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Allocation {
    /// When the IRO service was told that the child is looked after.
    pub notified: Option<NaiveDate>,
    /// When the IRO was named.
    pub allocated: Option<NaiveDate>,
}
