//! Two files in the folders of a report are about the same review, the same challenge, or the same day's caseloads.
//!
//! Counted twice, it makes every total wrong. Only the first of the two is counted.
//!
//! To put it right: keep one of the files; an older version belongs into another folder.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    for path in &cx.facts().cohort.twins {
        let finding = cx
            .finding("/records", format!("{} is a second record of what another file holds; only one of them is counted", shown(path)))
            .help("keep one of the two, or correct the date or the reference of one");
        cx.add(finding);
    }
}
