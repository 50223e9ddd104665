//! The report to the committee that goes before it.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

/// The report to the committee.
#[derive(Debug, Clone, Deserialize)]
pub struct CoverReport {
    /// The meeting's date.
    pub date: NaiveDate,
    /// The member it goes to, with the portfolio.
    pub member: String,
    /// The director who approves it.
    pub director: String,
    /// Wards affected.
    pub wards: String,
    /// Whether it is a key decision.
    pub key_decision: bool,
    /// Summary.
    pub summary: String,
    /// What the member is asked to do.
    pub recommendations: Vec<String>,
    /// Background papers.
    pub background_papers: Option<String>,
    /// Whether scrutiny considers it.
    pub scrutiny: Option<String>,
    /// Other bodies that consider it.
    pub other_bodies: Option<String>,
    /// Whether it goes to council.
    pub council: Option<String>,
    /// Context.
    pub context: Option<String>,
    /// Options considered.
    pub options: Option<String>,
    /// Results of consultation.
    pub consultation: Option<String>,
    /// Timetable.
    pub timetable: Option<String>,
    /// Financial implications.
    pub finance: Option<String>,
    /// Legal implications.
    pub legal: Option<String>,
    /// Other implications, by key: `objectives`, `risk`, `organisation`, `equalities`, `environment`, `partners`.
    #[serde(default)]
    pub implications: IndexMap<String, String>,
    /// Who wrote it: keys of `people`.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who contributed or approved.
    #[serde(default)]
    pub approvers: Vec<Approver>,
}

/// Somebody who contributes or approves.
#[derive(Debug, Clone, Deserialize)]
pub struct Approver {
    /// Key in `people`.
    pub person: String,
    /// What for: `finance`, `legal`, `director`, `member`, `contributor`.
    #[serde(rename = "for")]
    pub role: String,
    /// When it was sent.
    pub sent: Option<NaiveDate>,
    /// When it came back or was approved.
    pub approved: Option<NaiveDate>,
}
