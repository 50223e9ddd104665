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
    let Some(referred) = cafcass.referred.filter(|_| !rule.consult.is_empty()) else { return };
    let before = cafcass.consulted_on.is_some_and(|d| d <= referred) && cafcass.consulted.len() >= rule.consult.len();
    if !before {
        let finding = cx
            .finding("/cafcass", format!("referred to Cafcass on {}, and the record does not show that all those were consulted before whom the pack names", day(referred)))
            .help(format!("consult before: {}; then add `consulted:` and `consulted_on:`", rule.consult.join(", ")))
            .source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, "/ladder/cafcass");
        cx.add(finding);
    }
}
