//! A stage is marked as resolved, or the alert as ended, without the IRO's own word.
//!
//! Only the IRO can say that the matter is settled: a manager's answer is not a resolution. The form prints what settled it.
//!
//! To put it right: add `resolution:` with `date:`, `outcome:` and `text:`; or correct the stage's `outcome`.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let r = cx.record();
    match &r.resolution {
        None => {
            if let Some(i) = r.stages.iter().position(|s| s.outcome.as_deref() == Some("resolved")) {
                let finding = cx
                    .finding(format!("/stages/{i}/outcome"), "a stage is resolved, and the IRO's word on it is missing")
                    .help("add `resolution:` with `date:`, `outcome:` and `text:`")
                    .source("IRO Handbook 2010 para 6.7");
                cx.add(finding);
            }
        }
        Some(resolution) if resolution.text.is_none() => {
            let finding = cx
                .finding("/resolution", "the resolution does not say what settled it")
                .help("add `text:`, in the IRO's words")
                .source("IRO Handbook 2010 para 6.7");
            cx.add(finding);
        }
        Some(resolution) => {
            let last = r.stages.iter().map(|s| s.raised).max();
            if let Some(last) = last.filter(|d| resolution.date < *d) {
                let finding = cx
                    .finding("/resolution/date", format!("resolved on {}, before its last stage was raised on {}", day(resolution.date), day(last)))
                    .help("correct the date that is wrong");
                cx.add(finding);
            }
        }
    }
}
