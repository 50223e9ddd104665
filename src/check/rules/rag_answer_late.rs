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
    // The IRO goes through the answer with them by a date too.
    let talk = dates.iter().find(|d| d.by == "IRO" && d.what != "The next review");
    if let Some(talk) = talk {
        let message = match &rag.reviewed {
            Some(talked) if talked.date > talk.due => Some(format!("the IRO went through the answer on {}, after the date of {}", day(talked.date), day(talk.due))),
            None if cx.as_of > talk.due && r.issued.rag.is_some() => Some(format!("the IRO's talk about the answer is not recorded; it was due by {}", day(talk.due))),
            _ => None,
        };
        if let Some(message) = message {
            let finding = cx
                .finding(if rag.reviewed.is_some() { "/rag/reviewed/date" } else { "/rag" }, message)
                .help("add `reviewed:` with its date and `progress:`; a late one is counted")
                .source(policy.cite(&policy.rag.source));
            cx.add(finding);
        }
    }
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
