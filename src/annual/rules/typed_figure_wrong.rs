//! A figure that was typed in cannot be right: rows do not add up to their total, a percentage is not that of its counts, a growth is not
//! that of the years.
//!
//! Printed annual reports are full of such slips, and readers who find one stop believing the rest. Percentages are rounded to one place,
//! half up.
//!
//! To put it right: write the figure that the message gives, or correct the counts that it follows from.

use super::prelude::*;
use crate::annual::report::{is_year_to, years_of};
use crate::annual::{Year, typed};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    for (i, table) in r.tables.iter().enumerate() {
        for wrong in typed::check(table, None) {
            tell(cx, i, &wrong);
        }
        for (column, key, title) in typed::strays(table) {
            let finding = cx
                .finding(format!("/tables/{i}/columns/{column}/{key}"), format!("the table has no column of figures `{title}`"))
                .help("write the title of a column that holds counts");
            cx.add(finding);
        }
        let rows = table.rows.iter().enumerate().map(|(j, r)| (format!("rows/{j}"), r));
        let beside = table.beside.iter().enumerate().map(|(j, r)| (format!("beside/{j}"), r));
        let all = rows.chain(beside).chain(table.total.iter().map(|r| ("total".to_owned(), r)));
        for (row, cells) in all.filter(|(_, cells)| cells.len() != table.columns.len()) {
            let finding = cx
                .finding(format!("/tables/{i}/{row}"), format!("this row has {} values, the table {} columns", cells.len(), table.columns.len()))
                .help("write a value for each column; `~` for none");
            cx.add(finding);
        }
    }
    for (i, (before, at)) in r.protection.plans.iter().zip(r.protection.plans.iter().skip(1)).enumerate() {
        if let Some(growth) = at.growth
            && let Some(should_be) = typed::growth_of(before.plans, at.plans, growth)
        {
            let finding = cx
                .finding(format!("/protection/plans/{}/growth", i + 1), format!("the growth from {} to {} is {should_be}%, not {growth}%", before.plans, at.plans))
                .help("leave `growth` out: it is worked out from the counts");
            cx.add(finding);
        }
    }
    for (i, posts) in r.staffing.years.iter().enumerate() {
        let sum = posts.full_time + posts.part_time;
        if sum != posts.people {
            let finding = cx
                .finding(format!("/staffing/years/{i}/people"), format!("{} full time and {} part time are {sum} people, not {}", posts.full_time, posts.part_time, posts.people));
            cx.add(finding);
        }
    }
    for (i, posts) in r.staffing.years.iter().enumerate() {
        if let (Some(permanent), Some(agency)) = (posts.permanent, posts.agency)
            && permanent + agency != posts.people
        {
            let what = format!("{permanent} permanent and {agency} from an agency are {} people, not {}", permanent + agency, posts.people);
            let finding = cx.finding(format!("/staffing/years/{i}/people"), what);
            cx.add(finding);
        }
    }
    for (measure, rows) in &r.history {
        for (i, row) in rows.iter().enumerate() {
            let years = years_of(&row.year);
            if rows.iter().take(i).any(|before| before.year == row.year || years.is_some() && years_of(&before.year) == years) {
                let finding = cx.finding(format!("/history/{measure}/{i}/year"), format!("{} is there twice", row.year));
                cx.add(finding.help("take one of the two out: a year has one figure"));
            }
            let own = cx.facts().tables.iter().find(|(m, t)| m.key == measure && t.key() == *measure).and_then(|(_, t)| t.share());
            let counted = own.and_then(|cell| cell.value.number());
            if let (true, Some(typed), Some(counted)) = (cx.facts().is_counted() && is_year_to(&row.year, r.period.to), row.value, counted)
                && (typed - counted).abs() > 0.05 + 1e-9
            {
                let finding = cx.finding(format!("/history/{measure}/{i}/value"), format!("{typed} for {} is not what is counted: {counted}", row.year));
                cx.add(finding.help("take the value out: this year's figure is the one of the report; England's may stand there alone"));
            }
        }
    }
    let achieved: u64 = r.achieved.values().map(|n| u64::from(*n)).sum();
    let raised = cx.facts().cohort.challenges.len() as u64;
    if achieved > raised && cx.facts().is_counted() {
        let what = format!("what {achieved} challenges achieved is given, and {raised} were raised in the period");
        let finding = cx.finding("/achieved", what).help("a challenge counts once, by the most that came of it");
        cx.add(finding);
    }
    for (i, ended) in r.protection.ended.iter().enumerate() {
        if ended.into_care > ended.ended {
            let finding = cx.finding(format!("/protection/ended/{i}/into_care"), format!("{} of {} plans ended cannot have gone into care", ended.into_care, ended.ended));
            cx.add(finding);
        }
    }
}

/// The finding about a figure of a typed table.
pub(super) fn tell(cx: &mut Context<'_, AnnualReport, Year>, table: usize, wrong: &typed::Wrong) {
    let record = cx.record();
    let Some(typed) = record.tables.get(table) else { return };
    let column = typed.columns.get(wrong.column).map_or("", |c| c.title.as_str());
    let cells = match wrong.row {
        typed::At::Row(i) => typed.rows.get(i),
        typed::At::Total => typed.total.as_ref(),
        typed::At::Beside(i) => typed.beside.get(i),
    };
    let row = cells.and_then(|c| c.first()).map(typed::shown).unwrap_or_default();
    // Two columns of a table may both be called `%`.
    let of = typed.columns.get(wrong.column).filter(|c| c.title == "%").and_then(|c| c.of.as_ref());
    let column = of.map_or_else(|| column.to_owned(), |of| format!("{of} %"));
    let message = match &wrong.should_be {
        Some(should_be) => format!("`{column}` of `{row}` should be {should_be}, not {}", wrong.found),
        None => format!("`{column}` of `{row}` cannot be {}", wrong.found),
    };
    let finding = cx.finding(format!("/tables/{table}/{}/{}", wrong.row.pointer(), wrong.column), message).help(wrong.why.clone());
    cx.add(finding);
}
