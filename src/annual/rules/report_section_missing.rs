//! A final report lacks what it must hold.
//!
//! The IRO Handbook (2010, paragraph 7.11) lists it: procedures for resolving concerns with issues and outcomes; the service, its
//! caseloads and make-up; how children and parents took part; reviews in time and why others were not; resources that put quality at
//! risk; good practice and what is to be developed, with what is urgent. Each of these sections needs the manager's words, for
//! figures alone explain nothing; and next year's priorities are the areas for development.
//!
//! To put it right: write a text under `narrative:` for the section, and `priorities.next_year`. A draft is made without.

use super::prelude::*;
use crate::annual::{Year, report};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    // A report of one team, or of a quarter, is the service's own business.
    if r.status != Status::Final || !r.period.is_year() || r.only != crate::record::Only::default() {
        return;
    }
    let planned = report::planned(r);
    for section in report::SECTIONS.iter().filter(|s| s.needs_words) {
        let told = r.narrative.get(section.key).is_some_and(|t| !t.trim().is_empty());
        let there = planned.iter().any(|(p, _)| p.section == section.key);
        // Left out with a reason, it is the reader who judges.
        if told && there || r.leave_out.contains_key(section.key) {
            continue;
        }
        let message = if there {
            format!("the section `{}` says nothing in words", section.title)
        } else {
            format!("the report has no section `{}`", section.key)
        };
        let finding = cx
            .finding(if there { "/narrative" } else { "/sections" }, message)
            .help(format!("write `{}:` under `narrative:`; or say under `leave_out:` why the section is left out", section.key))
            .source("IRO Handbook (2010), paragraph 7.11");
        cx.add(finding);
    }
    if r.priorities.next_year.is_empty() {
        let finding = cx
            .finding("/priorities", "the report names no priorities for the next year")
            .help("list them under `priorities.next_year`, urgent ones with `urgent: true`")
            .source("IRO Handbook (2010), paragraph 7.11");
        cx.add(finding);
    }
}
