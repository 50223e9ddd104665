//! The file REVIEWS of the children looked after return (SSDA903), with the rules that its validator holds against it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::cohort::{Cohort, Review};
use crate::record::codes;

/// A line that the validator would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The record.
    pub path: PathBuf,
    /// The validator's rule.
    pub rule: &'static str,
    /// What is wrong.
    pub words: &'static str,
}

/// Whether the return has no review fields for this child: those in short breaks only.
fn is_short_break(review: &Review) -> bool {
    matches!(review.child.legal_status.as_str(), "short_breaks_agreement" | "short_breaks_single")
}

/// The file: child, date of birth, date of the review, code; a line a review, in the order of children and days. Reviews in short
/// breaks are not returned.
#[must_use]
pub fn file(cohort: &Cohort) -> String {
    let mut rows: Vec<&Review> = cohort.reviews.iter().filter(|r| !is_short_break(r)).collect();
    rows.sort_by(|a, b| (&a.reference, a.held).cmp(&(&b.reference, b.held)));
    let date = |d: NaiveDate| d.format("%d/%m/%Y").to_string();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: [&str; 4]| {
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
    };
    write(["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]);
    for r in rows {
        write([&r.reference, &date(r.born), &date(r.held), r.code.as_deref().unwrap_or_default()]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What the validator would refuse.
#[must_use]
pub fn faults(cohort: &Cohort) -> Vec<Fault> {
    let mut out = Vec::new();
    for r in &cohort.reviews {
        let mut add = |rule, words| out.push(Fault { path: r.path.clone(), rule, words });
        if r.held < r.born {
            add("166", "the review is dated before the child was born");
        }
        let code = r.code.as_deref().unwrap_or_default();
        if is_short_break(r) {
            // They are left out of the file, where the return has no fields for them.
            continue;
        }
        if !codes::PARTICIPATION.iter().any(|c| c.key == code) {
            add("167", "the participation code is missing or not in the list");
            continue;
        }
        // On the fourth birthday itself the validator takes either.
        let is_fourth = r.age == 4 && crate::calendar::age_on(r.born, r.held - chrono::Days::new(1)) == 3;
        if code == "PN0" && r.age >= 4 && !is_fourth {
            add("440", "PN0 is only for children under 4 at the review");
        }
        if code != "PN0" && (0..4).contains(&r.age) {
            add("441", "for a child under 4 at the review the code is PN0");
        }
    }
    out
}
