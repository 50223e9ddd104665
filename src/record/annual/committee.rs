//! The report to the committee that goes before it.

use crate::record::field::{Figured, Implications, Narrative, PackKey, Text};
use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// The report to the committee.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CoverReport {
    /// The meeting.
    pub date: NaiveDate,
    /// The member it goes to.
    #[schemars(with = "Figured<300>")]
    pub member: String,
    /// The director who approves it.
    #[schemars(with = "Figured<300>")]
    pub director: String,
    /// Wards affected.
    #[schemars(with = "Figured<300>")]
    pub wards: String,
    /// Whether it is a key decision.
    pub key_decision: bool,
    /// Summary.
    #[schemars(with = "Narrative")]
    pub summary: String,
    /// What the member is asked to do.
    #[schemars(with = "Vec<Figured<2000>>", extend("minItems" = 1))]
    pub recommendations: Vec<String>,
    /// Background papers.
    #[schemars(with = "Option<Narrative>")]
    pub background_papers: Option<String>,
    /// Whether scrutiny considers it.
    #[schemars(with = "Option<Narrative>")]
    pub scrutiny: Option<String>,
    /// Other bodies that consider it.
    #[schemars(with = "Option<Narrative>")]
    pub other_bodies: Option<String>,
    /// Whether it goes to council.
    #[schemars(with = "Option<Narrative>")]
    pub council: Option<String>,
    /// Context.
    #[schemars(with = "Option<Narrative>")]
    pub context: Option<String>,
    /// Options considered.
    #[schemars(with = "Option<Narrative>")]
    pub options: Option<String>,
    /// Results of consultation.
    #[schemars(with = "Option<Narrative>")]
    pub consultation: Option<String>,
    /// Timetable.
    #[schemars(with = "Option<Narrative>")]
    pub timetable: Option<String>,
    /// Financial implications.
    #[schemars(with = "Option<Narrative>")]
    pub finance: Option<String>,
    /// Legal implications.
    #[schemars(with = "Option<Narrative>")]
    pub legal: Option<String>,
    /// Other implications.
    #[schemars(with = "Implications")]
    #[serde(default)]
    pub implications: IndexMap<String, String>,
    /// Who wrote it: keys in people.
    #[schemars(with = "Vec<PackKey>")]
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who contributed or approved.
    #[serde(default)]
    pub approvers: Vec<Approver>,
}

/// Somebody who contributes or approves.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Approver {
    /// A key in people.
    #[schemars(with = "PackKey")]
    pub person: String,
    /// What for: finance, legal, director, member, contributor.
    #[schemars(with = "Text<100>")]
    #[serde(rename = "for")]
    pub role: String,
    /// When it was sent.
    pub sent: Option<NaiveDate>,
    /// When it came back or was approved.
    pub approved: Option<NaiveDate>,
}
