//! The short breaks are longer than a series of short breaks may be.
//!
//! Regulation 48 treats breaks as one series only while none lasts over 17 days and all together not over 75 days in twelve
//! months. Beyond that the child is looked after in the ordinary way, with the ordinary reviews and plans.
//!
//! To put it right: check the numbers; if they are right, the child's status has to be looked at, not the record.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(breaks) = &cx.record().child.short_breaks else { return };
    let limits = &cx.policy().short_breaks;
    for (value, most, key, what) in [
        (breaks.days_this_year, limits.days_a_year, "days_this_year", "days in twelve months"),
        (breaks.longest_stay_days, limits.longest_stay_days, "longest_stay_days", "days in one stay"),
    ] {
        if let Some(value) = value.filter(|v| *v > most) {
            let finding = cx
                .finding(format!("/child/short_breaks/{key}"), format!("{value} {what} is more than the {most} that a series of short breaks may have"))
                .help("check the number; beyond the limit the child is looked after in the ordinary way")
                .source(cx.policy().cite(&limits.source));
            let finding = cx.asked_by(finding, "/short_breaks");
            cx.add(finding);
        }
    }
}
