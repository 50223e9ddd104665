//! The review record says that a formal challenge was raised, and no alert of this child is in the folder.
//!
//! The alert form belongs on the child's file beside the review, and the service counts its alerts from the records.
//!
//! To put it right: add the alert's record to the folder, or correct `formal`, `status` or `raised` under `concerns`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let alerts = cx.survey.challenges(&r.child.reference);
    for (i, concern) in r.concerns.iter().enumerate().filter(|(_, c)| c.formal && c.status != "intended") {
        let there = alerts.iter().any(|a| concern.raised.is_none_or(|d| d == a.held));
        if there {
            continue;
        }
        let when = concern.raised.map_or_else(String::new, |d| format!(" raised on {}", day(d)));
        let mut finding = cx
            .finding(format!("/concerns/{i}"), format!("no alert of this child{when} is in the folder"))
            .help("put the alert's record beside this one: `minutebook new alert FILE --from` this record drafts it")
            .source("IRO Handbook 2010 para 6.7");
        if let Some(near) = alerts.first() {
            finding = finding.help(format!("the folder has an alert raised on {}: correct one of the two dates", day(near.held)));
        }
        cx.add(finding);
    }
}
