//! A figure given for the year before is not the one that the report of the year before has.
//!
//! Readers hold two reports side by side. Where last year's figure has been corrected since, the report of last year is corrected, and
//! this one says so in its text.
//!
//! To put it right: take the figure out of `last_year.figures`, so that it is counted again, or correct the report it comes from.

use super::prelude::*;
use crate::annual::Year;
use crate::annual::report::is_year_to;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    years_disagree(cx);
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

/// A history typed for the charts, against last year's figure: 92 beside 91.9 are two figures of one year.
fn years_disagree(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    let mut found = Vec::new();
    for (measure, rows) in &r.history {
        let Some(last) = cx.facts().last.get(&format!("{measure}.percent")) else { continue };
        let Some(before) = r.period.from.pred_opt() else { continue };
        let Some((i, row)) = rows.iter().enumerate().find(|(_, row)| is_year_to(&row.year, before)) else { continue };
        if let Some(typed) = row.value.filter(|typed| (typed - last).abs() > 0.05 + 1e-9) {
            found.push((format!("/history/{measure}/{i}/value"), row.year.clone(), typed, (last * 10.0).round() / 10.0));
        }
    }
    for (pointer, year, typed, last) in found {
        let finding = cx
            .finding(pointer, format!("{typed} for {year} is not what last year's figure is: {last}"))
            .help("write the figure as last year's report has it, with its decimal");
        cx.add(finding);
    }
}
