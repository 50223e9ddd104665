//! A review would be refused by the validator of the children looked after return (SSDA903, file REVIEWS).
//!
//! Its rules are held against every line of the file: 166 the date of the review is missing or before the birth; 167 the code is not in
//! the list; 440 PN0 for a child of 4 or over; 441 another code for a child under 4. Reviews of children in short breaks only (rule 399) are left out of the file by the program.
//!
//! To put it right: correct the code or the dates in the record that is named.

use super::prelude::*;
use crate::annual::{Year, ssda903};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let faults = ssda903::faults(&cx.facts().cohort);
    for fault in faults.iter().take(20) {
        let finding = cx
            .finding("/records", format!("{}: rule {} of the return: {}", shown(&fault.path), fault.rule, fault.words))
            .help("correct the code or the dates in that record")
            .source("SSDA903 validation rules");
        cx.add(finding);
    }
    if faults.len() > 20 {
        let finding = cx.finding("/records", format!("{} more reviews would be refused by the return's validator", faults.len() - 20));
        cx.add(finding);
    }
}
