//! Records in the folders of a report are of another time: they fall in no period.
//!
//! A review dated in the wrong year is missing from the figures of the right one. Of a report of a quarter or month the rest of the year
//! is expected to lie beside it: then this is for information only.
//!
//! To put it right: correct the dates, or keep the records of other years in folders of their own.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let cohort = &cx.facts().cohort;
    let period = cx.record().period;
    // Those that the report of the year before counts fall in its period.
    let before = cx.facts().recounted.as_ref().map(|r| r.period);
    let counted_before = |d| before.is_some_and(|p| (p.from..=p.to).contains(&d));
    let outside: Vec<_> = cohort.outside.iter().filter(|r| !counted_before(r.held)).collect();
    if cohort.reviews.is_empty() && !cohort.outside.is_empty() {
        let mut finding = cx.finding("/period", "no review in the folders was held in the period").help("correct the period, or the folders under `records`");
        finding.severity = Severity::Error;
        cx.add(finding);
        return;
    }
    let only = &cx.record().only;
    let known: Vec<&str> = cohort.all_names.iter().map(String::as_str).collect();
    for (pointer, name) in only.names() {
        // However it is typed: `north` is `North`.
        let folded = |name: &str| crate::matching::keys(name).concat();
        if !known.iter().any(|other| folded(other) == folded(name)) {
            let mut finding = cx.finding(pointer, format!("no record is of `{name}`")).help(suggest(name, &known, "teams and IROs"));
            finding.severity = Severity::Error;
            cx.add(finding);
        }
    }
    if cohort.returns_outside > 0 {
        let n = cohort.returns_outside;
        let what = if n == 1 { "1 questionnaire".to_owned() } else { format!("{n} questionnaires") };
        let mut finding = cx.finding("/period", format!("{what} came back outside the period and are not counted"));
        finding.severity = Severity::Note;
        cx.add(finding);
    }
    if outside.is_empty() || period.to < period.from {
        return;
    }
    let n = outside.len();
    let mut finding = cx.finding(
        "/period",
        if n == 1 {
            "1 review in the folders was held outside the period and is not counted".to_owned()
        } else {
            format!("{n} reviews in the folders were held outside the period and are not counted")
        },
    );
    if (period.to - period.from).num_days() < 300 {
        finding.severity = Severity::Note;
    }
    for review in outside.iter().take(5) {
        finding = finding.help(format!("{}: held on {}", shown(&review.path), day(review.held)));
    }
    cx.add(finding);
}
