//! The matter was referred to Cafcass, and the record does not show that those whom the pack names were consulted before.
//!
//! The IRO may refer at any stage. Some packs ask that particular managers are spoken with first.
//!
//! To put it right: add `consulted:` and `consulted_on:` under `cafcass`.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(cafcass) = &r.cafcass else { return };
    let rule = &policy.ladder.cafcass;
    let Some(referred) = cafcass.referred else { return };
    // The way is open at any stage; before the usual one the record says why.
    let usual = rule.usually_after.as_ref().filter(|level| {
        let reached = |s: &crate::policy::Stage| s.title == **level || s.stage == **level || s.to.contains(level);
        let stages = policy.ladder.stages.iter().filter(|s| reached(s)).map(|s| s.stage.as_str()).collect::<Vec<_>>();
        !r.stages.iter().any(|raised| stages.contains(&raised.stage.as_str()))
    });
    if let Some(level) = usual {
        let finding = cx
            .finding("/cafcass/referred", format!("referred to Cafcass on {}, before the {level} was asked, after whom it is usual", day(referred)))
            .help("see that `reason:` says why it could not wait")
            .source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, "/ladder/cafcass");
        cx.add(finding);
    }
    if rule.consult.is_empty() {
        return;
    }
    let before = cafcass.consulted_on.is_some_and(|d| d <= referred) && cafcass.consulted.len() >= rule.consult.len();
    if !before {
        let finding = cx
            .finding("/cafcass", format!("referred to Cafcass on {}, and the record does not show that all those were consulted before whom the pack names", day(referred)))
            .help(format!("consult before: {}; then add `consulted:` and `consulted_on:`", rule.consult.join(", ")))
            .help(match rule.conditions.as_slice() {
                [] => "a referral says what was tried, and what it means for the child".to_owned(),
                conditions => format!("before it these must be so: {}", conditions.join("; ")),
            })
            .source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, "/ladder/cafcass");
        cx.add(finding);
    }
}
