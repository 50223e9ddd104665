//! The period of a report ends before it begins, or is longer than two years.
//!
//! Every figure counts the records of the period, both days included. A slip in a year gives a report of nothing, or of everything.
//!
//! To put it right: write the first and the last day, as `{ from: 2025-04-01, to: 2026-03-31 }`.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let period = cx.record().period;
    let days = (period.to - period.from).num_days();
    if days < 0 {
        let finding = cx
            .finding("/period/to", format!("the period ends on {}, before it begins on {}", day(period.to), day(period.from)))
            .help("write the first day after `from` and the last day after `to`");
        cx.add(finding);
    } else if days > 731 {
        let finding = cx
            .finding("/period", format!("the period has {} days, which is more than two years", days + 1))
            .help("a report covers a year, a quarter or another span of at most two years");
        cx.add(finding);
    }
}
