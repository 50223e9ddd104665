//! A stage has no date by which to answer: the pack leaves it to the IRO, and the record sets none.
//!
//! At each stage the IRO says by when an answer is expected; without a date nothing is ever late.
//!
//! To put it right: add `due:` to the stage.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    for (i, (stage, known)) in r.stages.iter().zip(&facts.stages).enumerate() {
        let Some(at) = known.position else { continue };
        let Some(rule) = policy.ladder.stages.get(at).filter(|s| !s.informal) else { continue };
        if known.due.is_none() && stage.answer.is_none() {
            let finding = cx
                .finding(format!("/stages/{i}"), format!("{} has no date by which to answer", rule.title))
                .help("add `due:` with a date: the pack sets none for this stage")
                .source(policy.cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/ladder/stages/{at}"));
            cx.add(finding);
        }
        if let (Some(due), Some(limit)) = (stage.due, known.limit.filter(|_| !rule.limit_may_be_set)) {
            let own = crate::calendar::apply(stage.raised, limit).ok();
            if own.is_some_and(|own| due > own) {
                let finding = cx
                    .finding(format!("/stages/{i}/due"), format!("the answer is asked for by {}, later than the pack's {limit}", day(due)))
                    .help("take `due:` out: the pack's limit counts")
                    .source(policy.cite(&rule.source));
                cx.add(finding);
            }
        }
    }
}
