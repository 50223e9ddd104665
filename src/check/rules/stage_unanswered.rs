//! A stage was not answered by its limit, and the matter was not moved up.
//!
//! An unanswered challenge is how drift goes on. Where a stage passes its limit the IRO goes to the next one, or says why not yet.
//!
//! To put it right: write the answer, or the next stage, or how it was settled.

use super::prelude::*;
use crate::derive::{AlertFacts, AnswerState};
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (policy, facts) = (cx.policy(), cx.facts());
    for (i, stage) in facts.stages.iter().enumerate() {
        let (AnswerState::Overdue(days), Some(due)) = (stage.state, stage.due) else { continue };
        let next = facts.next(policy).map_or("Cafcass".to_owned(), |s| format!("{} ({})", s.title, s.to.join(", ")));
        let mut finding = cx
            .finding(format!("/stages/{i}"), format!("no answer came by {}, {days} day{} ago, and it was not moved up", day(due), if days == 1 { "" } else { "s" }))
            .help(format!("add `answer:`, or go on to {next}"));
        if let Some(overdue) = &policy.ladder.overdue_to {
            finding = finding.help(format!("tell: {}", overdue.to));
        }
        let rule = stage.position.and_then(|p| policy.ladder.stages.get(p));
        let finding = finding.source(policy.cite(rule.map_or("", |s| s.source.as_str())));
        let finding = match stage.position {
            Some(p) => cx.asked_by(finding, &format!("/ladder/stages/{p}")),
            None => finding,
        };
        cx.add(finding);
    }
}
