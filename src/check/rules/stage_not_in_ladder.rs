//! A stage is not one of the pack's ladder.
//!
//! Its limit, and who answers it, cannot be told.
//!
//! To put it right: use the key of the pack's ladder (`minutebook policy show NAME`).

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, ladder) = (cx.record(), &cx.policy().ladder);
    let known: Vec<&str> = ladder.stages.iter().map(|s| s.stage.as_str()).collect();
    let stages = r.stages.iter().enumerate().map(|(i, s)| (format!("/stages/{i}/stage"), &s.stage));
    let skipped = r.skipped.iter().enumerate().map(|(i, s)| (format!("/skipped/{i}/stage"), &s.stage));
    for (at, stage) in stages.chain(skipped).filter(|(_, s)| ladder.position(s).is_none()) {
        let finding = cx.finding(at, format!("`{stage}` is not a stage of this ladder")).help(format!("the stages are: {}", known.join(", ")));
        let finding = cx.asked_by(finding, "/ladder/stages");
        cx.add(finding);
    }
}
