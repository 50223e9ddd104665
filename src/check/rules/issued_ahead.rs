//! Something is recorded as sent on a day still to come.
//!
//! What is recorded for a day to come has not happened: it stays due and on the list of what is to go until then.
//!
//! To put it right: correct the date, or write it down when it is done.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let ahead: Vec<(String, chrono::NaiveDate)> = cx
        .facts()
        .steps
        .iter()
        .filter(|step| step.key != "manager_answer")
        .filter_map(|step| Some((step.key.clone(), step.done.filter(|done| *done > cx.as_of)?)))
        .collect();
    for (key, done) in ahead {
        let finding = cx
            .finding(format!("/issued/{key}"), format!("it is recorded for {}, a day still to come", day(done)))
            .help("correct the date, or write it down when it is done; until then it counts as not done")
            .source("good practice");
        cx.add(finding);
    }
}
