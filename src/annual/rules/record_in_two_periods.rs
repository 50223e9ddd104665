//! A review is counted in two reports, or its meetings lie in two periods.
//!
//! A review counted in this year and in the year before makes both wrong. A series of meetings that began in one period and ended in the
//! next is one review, of the day of its last meeting: that is said, for information.
//!
//! To put it right: let the periods of the two reports follow each other without a day in common.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let year = cx.facts();
    if let Some(first) = year.twice.first() {
        let n = year.twice.len();
        let what = if n == 1 { "1 review is".to_owned() } else { format!("{n} reviews are") };
        let finding = cx
            .finding("/period", format!("{what} counted here and in the report of the year before"))
            .help(format!("the first is {}", shown(first)))
            .help("let the period of one report begin on the day after the other ends");
        cx.add(finding);
    }
    if let Some(first) = year.cohort.straddling.first() {
        let n = year.cohort.straddling.len();
        let what = if n == 1 { "1 review has".to_owned() } else { format!("{n} reviews have") };
        let mut finding = cx
            .finding("/period", format!("{what} meetings inside and outside the period; each counts on the day of its last meeting"))
            .help(format!("the first is {}", shown(first)));
        finding.severity = Severity::Note;
        cx.add(finding);
    }
}
