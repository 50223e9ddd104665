//! An alert lacks something that its form must hold.
//!
//! The form goes to a manager who is to answer it: who raises it, on what ground, what the concerns are, what they mean for the child,
//! what is asked for, and at which stage. An alert to good practice says whose practice, and what for.
//!
//! To put it right: add what the message names.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let r = cx.record();
    let concern = !r.is_good_practice();
    let mut missing: Vec<(&str, &str)> = Vec::new();
    if concern && r.grounds.is_empty() {
        missing.push(("grounds", "add the codes of the pack's list, as `grounds: [4]`"));
    }
    if concern && r.concerns.is_empty() && r.summary.is_none() {
        missing.push(("concerns", "add the concerns, a line each"));
    }
    if concern && r.impact.is_none() {
        missing.push(("impact", "say what it means for the child"));
    }
    if concern && r.requests.is_empty() {
        missing.push(("requests", "add what is to be done, each with `by:`"));
    }
    // A matter that was settled, or is still taken up, without a formal stage has its informal steps.
    if concern && r.stages.is_empty() && r.informal.is_empty() {
        missing.push(("stages", "add the stage at which it is raised, with `to:` and `raised:`; or the steps under `informal:`"));
    }
    if !concern && r.practice.is_empty() && r.summary.is_none() {
        missing.push(("summary", "say what was done well"));
    }
    if !concern && r.to.keys().is_empty() {
        missing.push(("to", "say whose practice it is: a key in `people`"));
    }
    // What the form of the other type does not print would be lost.
    let misplaced: &[(&str, bool)] = if concern {
        &[("practice", !r.practice.is_empty()), ("to", !r.to.keys().is_empty())]
    } else {
        &[
            ("grounds", !r.grounds.is_empty()),
            ("concerns", !r.concerns.is_empty()),
            ("requests", !r.requests.is_empty()),
            ("informal", !r.informal.is_empty()),
            ("stages", !r.stages.is_empty()),
            ("skipped", !r.skipped.is_empty()),
            ("cafcass", r.cafcass.is_some()),
            ("legal_advice", !r.legal_advice.is_empty()),
            ("resolution", r.resolution.is_some()),
            ("letter", r.letter.is_some()),
        ]
    };
    for (key, _) in misplaced.iter().filter(|(_, there)| *there) {
        let kind = if concern { "a concern" } else { "good practice" };
        let finding = cx
            .finding(format!("/{key}"), format!("`{key}` has no place in an alert to {kind}"))
            .help("take it out, or correct `type`");
        cx.add(finding);
    }
    for (key, help) in missing {
        let finding = cx.finding(format!("/{key}"), format!("`{key}` is missing from the alert")).help(help).source("IRO Handbook 2010 chapter 6");
        cx.add(finding);
    }
    for (i, stage) in r.stages.iter().enumerate().filter(|(_, s)| s.to.keys().is_empty()) {
        let finding = cx
            .finding(format!("/stages/{i}"), format!("stage `{}` does not say who is to answer", stage.stage))
            .help("add `to:`, a key in `people`");
        cx.add(finding);
    }
}
