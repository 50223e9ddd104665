//! The answer to a notification came after its date, or has not come and its date is past.
//!
//! The action chosen sets the date: two weeks for an answer, in most packs. If progress is limited, a challenge follows.
//!
//! To put it right: write the answer under `rag.answer`; where none came, raise the matter further.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some((rag, _)) = derive::action(r, policy) else { return };
    let dates = derive::action_dates(r, policy, cx.facts());
    let Some(first) = dates.first().filter(|d| d.by != "IRO") else { return };
    let message = match &rag.answer {
        Some(answer) if answer.date > first.due => {
            format!("the answer came on {}, after its date of {}", day(answer.date), day(first.due))
        }
        None if cx.as_of > first.due && r.issued.rag.is_some() => format!("no answer is recorded; it was due by {}", day(first.due)),
        _ => return,
    };
    let at = if rag.answer.is_some() { "/rag/answer/date" } else { "/rag" };
    let finding = cx
        .finding(at, message)
        .help(if rag.answer.is_some() { "check the date; a late answer is counted, and stays told" } else { "add `answer:` with its date and text; if there is none, consider a challenge" })
        .source(policy.cite(&policy.rag.source));
    cx.add(finding);
}
