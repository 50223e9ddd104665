//! A request of an alert has no date.
//!
//! What is asked for without a date is not asked for: each numbered request says by when.
//!
//! To put it right: add `by:`.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    for (i, request) in cx.record().requests.iter().enumerate() {
        if request.by.is_none() {
            let finding = cx
                .finding(format!("/requests/{i}"), format!("request {} does not say by when", i + 1))
                .help("add `by:` with a date")
                .source("IRO Handbook 2010 para 6.2");
            cx.add(finding);
        } else if let Some(by) = request.by.filter(|d| *d < cx.record().raised) {
            let finding = cx
                .finding(format!("/requests/{i}/by"), format!("request {} is to be done by {}, before the alert was raised", i + 1, day(by)))
                .help("check the year");
            cx.add(finding);
        }
    }
}
