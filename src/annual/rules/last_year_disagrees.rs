//! A figure given for the year before is not the one that the report of the year before has.
//!
//! Readers hold two reports side by side. Where last year's figure has been corrected since, the report of last year is corrected, and
//! this one says so in its text.
//!
//! To put it right: take the figure out of `last_year.figures`, so that it is counted again, or correct the report it comes from.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let Some(recounted) = &cx.facts().recounted else { return };
    for (name, typed) in &cx.record().last_year.figures {
        let Some(counted) = recounted.figures.get(name) else { continue };
        if (typed - counted).abs() > 0.05 + 1e-9 {
            let finding = cx
                .finding(format!("/last_year/figures/{name}"), format!("last year's `{name}` is {counted} in its own report, not {typed}"))
                .help("take the line out: the figure is counted again from last year's records");
            cx.add(finding);
        }
    }
}
