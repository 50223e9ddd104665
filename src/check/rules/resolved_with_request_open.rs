//! A challenge is resolved, and something that it asked for is not recorded as done.
//!
//! It may have been settled otherwise, or be still to come by its date; or nobody wrote it down.
//!
//! To put it right: add `done:` with the date to each request that was met; say in the resolution's text what became of the others.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let r = cx.record();
    let Some(resolution) = r.resolution.as_ref().filter(|resolution| resolution.outcome == "resolved") else { return };
    for (i, _) in r.requests.iter().enumerate().filter(|(_, request)| request.done.is_none()) {
        let finding = cx
            .finding(format!("/requests/{i}"), format!("request {} is not recorded as done, and the challenge was resolved on {}", i + 1, day(resolution.date)))
            .help("add `done:` with the date, or say in the resolution what became of it")
            .source("good practice");
        cx.add(finding);
    }
}
