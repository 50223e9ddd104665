//! A stage was not answered by its limit, or the answer did not settle it, and the matter was not moved up.
//!
//! An unanswered challenge is how drift goes on. Where a stage passes its limit the IRO goes to the next one, or says why not yet.
//!
//! To put it right: write the answer, or the next stage, or how it was settled.

use super::prelude::*;
use crate::derive::{AlertFacts, AnswerState};
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (policy, facts) = (cx.policy(), cx.facts());
    // An answer that settles nothing is not the end: a working week later it is to be at the next stage, or resolved.
    let stuck = cx.record().stages.iter().enumerate().next_back().filter(|_| facts.open).and_then(|(i, s)| {
        let answered = s.answer.as_ref().filter(|_| s.outcome.as_deref() != Some("resolved"))?.date;
        let late = crate::calendar::apply(answered, crate::calendar::Limit { count: 5, unit: crate::calendar::Unit::WorkingDays }).ok()?;
        (cx.as_of > late).then_some((i, answered))
    });
    if let Some((i, answered)) = stuck {
        let next = facts.next(policy).map_or("Cafcass".to_owned(), |s| format!("{} ({})", s.title, s.to.join(", ")));
        let finding = cx
            .finding(format!("/stages/{i}"), format!("it was answered on {}, is not resolved, and was not taken further", day(answered)))
            .help(format!("add `resolution:`, or go on to {next}"))
            .source("IRO Handbook 2010 para 6.2");
        cx.add(finding);
    }
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
