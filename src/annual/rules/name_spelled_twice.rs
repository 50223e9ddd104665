//! An officer or team is typed in several ways in the records.
//!
//! Capitals, accents, hyphens, apostrophes and the order of names do not make another person: they are counted as one, under the spelling
//! used most.
//!
//! To put it right: nothing has to be done; where they are two people, write what tells them apart.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;
use crate::words::list;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let mut told = std::collections::BTreeSet::new();
    for (most, others) in &cx.facts().cohort.spelled {
        if told.insert(most) {
            let finding = cx
                .finding("/records", format!("`{most}` is typed in other ways too and counted as one: {}", list(others)))
                .help("if they are not one, write what tells them apart")
                .source("good practice");
            cx.add(finding);
        }
    }
}
