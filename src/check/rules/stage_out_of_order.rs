//! A stage was passed over without a reason, or the stages do not follow each other.
//!
//! Any stage may be bypassed: the IRO takes the matter to the level they consider right. But the form has to say why, or the manager
//! who was passed over will ask. Where the pack lets a serious or urgent matter start higher, `urgent: true` is the reason.
//!
//! To put it right: add the stage under `skipped` with its reason, or put the stages into the order in which they were raised.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, facts, ladder) = (cx.record(), cx.facts(), &cx.policy().ladder);
    let source = cx.policy().cite(&ladder.skip.source);
    let urgent = ladder.urgent_stage.as_deref().and_then(|s| ladder.position(s)).filter(|_| r.urgent);
    for over in &facts.passed_over {
        let Some(stage) = ladder.stages.get(*over) else { continue };
        let informal = stage.informal && !r.informal.is_empty();
        let explained = r.skipped.iter().any(|s| s.stage == stage.stage) || informal || urgent.is_some_and(|start| *over < start);
        if explained {
            continue;
        }
        let at = facts.stages.iter().position(|s| s.position > Some(*over)).unwrap_or(0);
        let finding = cx
            .finding(format!("/stages/{at}/stage"), format!("{} was passed over, and the record does not say why", stage.title))
            .help(format!("add `- {{ stage: {}, reason: … }}` under `skipped`", stage.stage))
            .source(source.clone());
        let finding = cx.asked_by(finding, &format!("/ladder/stages/{over}"));
        cx.add(finding);
    }
    for (i, pair) in r.stages.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let (from, to) = (ladder.position(&before.stage), ladder.position(&after.stage));
        let same_again = from == to && from.and_then(|p| ladder.stages.get(p)).is_some_and(|s| s.repeatable);
        let at = format!("/stages/{}/stage", i + 1);
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
            && !same_again
        {
            let finding = cx
                .finding(at.clone(), format!("stage `{}` stands after stage `{}`, and a challenge only moves up", after.stage, before.stage))
                .help("list the stages in the order in which they were raised; a second answer at the same stage goes into its `note`");
            cx.add(finding);
        }
        if after.raised < before.raised {
            let finding = cx
                .finding(format!("/stages/{}/raised", i + 1), format!("raised on {}, before the stage below it on {}", day(after.raised), day(before.raised)))
                .help("correct the date that is wrong");
            cx.add(finding);
        }
    }
}
