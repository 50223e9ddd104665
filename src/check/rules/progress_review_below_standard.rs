//! A progress review lacks something of the pack's minimum standard.
//!
//! The standards are the pack's: a talk with the social worker, evidence for each decision, concerns raised where something is not on
//! track, the note on the child's file.
//!
//! To put it right: add what the message names.

use super::prelude::*;
use crate::derive::ProgressFacts;
use crate::record::ProgressReview;

pub(super) fn run(cx: &mut Context<'_, ProgressReview, ProgressFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let standard = |key: &str| policy.midpoint.standards.iter().any(|s| s == key);
    let mut missing: Vec<(String, String, &str)> = Vec::new();
    let worker = |key: &String| r.people.get(key).is_some_and(|p| matches!(p.role.as_str(), "social_worker" | "personal_adviser"));
    if standard("talked_with_worker") && !r.talked_with.iter().any(|t| worker(&t.who)) {
        missing.push(("/talked_with".to_owned(), "a talk with the social worker is not recorded".to_owned(), "add it under `talked_with`, with its date"));
    }
    if standard("evidence_per_decision") {
        for (i, d) in r.decisions.iter().enumerate().filter(|(_, d)| d.evidence.is_none()) {
            missing.push((format!("/decisions/{i}"), format!("decision {} has no evidence", d.number), "add `evidence:`: what was seen on the file, and when"));
        }
    }
    if standard("concerns_raised")
        && let Some(i) = r.decisions.iter().position(|d| d.state == "not_on_track").filter(|_| r.concerns.is_empty())
    {
        missing.push((format!("/decisions/{i}/state"), format!("decision {} is not on track, and no concern was raised", r.decisions.get(i).map_or(0, |d| d.number)), "add it under `concerns`: what, and whether informally or formally"));
    }
    if standard("on_file") && r.on_file.is_none() && r.status == Status::Final {
        missing.push(("/on_file".to_owned(), "the record does not say when it was put on the child's file".to_owned(), "add `on_file:` with the date"));
    }
    for (at, message, help) in missing {
        let finding = cx.finding(at, message).help(help).source(policy.cite(&policy.midpoint.source));
        let finding = cx.asked_by(finding, "/midpoint/standards");
        cx.add(finding);
    }
}
