//! What stands around the report: its cover, and the report to the committee.

use crate::record::field::{Figured, Filename, Implications, Narrative, PackKey, Text};
use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// The cover of the report: a page of its own before everything else.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Cover {
    /// Title, where it is another than that of the report.
    #[schemars(with = "Option<Figured<200>>")]
    pub title: Option<String>,
    /// What stands below it, where that is not the period.
    #[schemars(with = "Option<Figured<300>>")]
    pub subtitle: Option<String>,
    /// The service's logo: a PNG or SVG below the folder in which this record lies.
    #[schemars(with = "Option<Filename>")]
    pub logo: Option<String>,
    /// A picture: a PNG or SVG below the folder in which this record lies. Nobody may be known from it.
    #[schemars(with = "Option<Filename>")]
    pub picture: Option<String>,
    /// What the picture shows, for those who do not see it.
    #[schemars(with = "Option<Text<300>>")]
    pub picture_shows: Option<String>,
    /// Who wrote the report.
    #[schemars(with = "Option<Text<300>>")]
    pub author: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Whom to ask, and how: phone, e-mail.
    #[schemars(with = "Option<Text<300>>")]
    pub contact: Option<String>,
}

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
    /// Whether it stands after the report instead of before it.
    #[serde(default)]
    pub after: bool,
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
