//! A review is planned for a Saturday, a Sunday or a bank holiday.
//!
//! Most of those who are asked are not at work then, and what goes by post before it comes a day later than one thinks. It is more often a slip
//! than meant.
//!
//! To put it right: look the day up; if it is meant, nothing is to be done.

use super::prelude::*;
use crate::calendar::is_working_day;
use crate::words::weekday;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let planned = (r.status == Status::Planned).then_some(("/review/date", r.review.date));
    let next = r.next_review.as_ref().map(|next| ("/next_review/date", next.date));
    for (at, date) in planned.into_iter().chain(next).filter_map(|(at, date)| Some((at, date?))) {
        if !is_working_day(date) {
            let finding = cx
                .finding(at, format!("{} is no working day", weekday(date)))
                .help("look it up; if it is meant, nothing is to be done")
                .source("good practice");
            cx.add(finding);
        }
    }
}
