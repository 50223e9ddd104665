//! The measures: what is counted, of what, and on whose authority. One file each, one ordered list.

mod allocation;
mod answers;
mod caseloads;
mod challenges;
mod children;
mod conferences;
mod feedback;
mod left_out;
mod meetings;
mod participation;
mod practice_checks;
mod preparation;
mod protection;
mod ratings;
mod records;
mod reviews;
mod staffing;
mod timeliness;
mod typed_lists;

use super::cohort::Cohort;
use super::table::Table;
use crate::policy::Policy;
use crate::record::AnnualReport;

/// What a measure is worked out from.
#[derive(Debug)]
pub struct Setting<'a> {
    /// What the manager supplied.
    pub record: &'a AnnualReport,
    /// The records.
    pub cohort: &'a Cohort,
    /// The pack.
    pub policy: &'a Policy,
}

/// A measure.
#[derive(Debug)]
pub struct Measure {
    /// Its key: the first part of its figures' names.
    pub key: &'static str,
    /// What it is, in a line.
    pub title: &'static str,
    /// The section of the report it stands in.
    pub section: &'static str,
    /// What is counted.
    pub numerator: &'static str,
    /// What percentages are of.
    pub denominator: &'static str,
    /// What is left out, and where it is shown.
    pub left_out: &'static str,
    /// Who asks for it.
    pub source: &'static str,
    /// Its tables, the one of all first.
    pub tables: fn(&Setting<'_>) -> Vec<Table>,
}

/// All measures, in the order of the report.
pub const MEASURES: &[Measure] = &[
    reviews::MEASURE,
    children::MEASURE,
    children::SAME_IRO,
    children::STABLE,
    typed_lists::LEAVING,
    staffing::MEASURE,
    ratings::MEASURE,
    ratings::INDICATORS,
    ratings::REPEATED,
    practice_checks::MEASURE,
    challenges::MEASURE,
    challenges::GOOD_PRACTICE,
    answers::MEASURE,
    answers::RESOLUTION,
    typed_lists::ACHIEVED,
    participation::MEASURE,
    participation::CHAIRED,
    participation::SEEN_ALONE,
    participation::PARENTS,
    meetings::MEASURE,
    meetings::ATTENDED,
    meetings::ADVOCACY,
    meetings::VISITS,
    timeliness::MEASURE,
    timeliness::OVERDUE,
    timeliness::LATE,
    timeliness::ADJOURNED,
    allocation::MEASURE,
    caseloads::MEASURE,
    protection::MEASURE,
    conferences::MEASURE,
    conferences::QUORATE,
    records::MEASURE,
    records::DECISIONS,
    records::WRITTEN,
    records::DISTRIBUTED,
    preparation::CARE_PLAN,
    preparation::MIDWAY,
    meetings::PAPERS,
    meetings::UPDATED,
    feedback::MEASURE,
    left_out::MEASURE,
];

/// The measure with a key.
#[must_use]
pub fn find(key: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|m| m.key == key)
}
