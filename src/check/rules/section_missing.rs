//! A part that every record must hold is missing.
//!
//! A Record of Review without it would not be the record that regulation 38 and the IRO Handbook ask for, so it is not issued.
//! While `status` is `decisions` only the decisions are asked for; the letters can go out within their 5 working days.
//!
//! To put it right: add the part; `minutebook new review` prints each one with a comment.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let missing = |there: bool, part: &'static str, what: &'static str| (!there).then_some((part, what));
    let mut parts = Vec::new();
    if r.status >= Status::Decisions {
        parts.push(missing(r.decisions.as_ref().is_some_and(|d| !d.is_empty()), "decisions", "what was decided, who does it and by when"));
    }
    if cx.is_full() {
        parts.extend([
            missing(r.attendance.as_ref().is_some_and(|a| !a.is_empty()), "attendance", "who took part, and how; the parents even when absent"),
            missing(r.papers.as_ref().is_some_and(|p| !p.is_empty()), "papers", "which papers were seen, and when they came"),
            missing(r.participation.is_some(), "participation", "how the child took part, with the participation code"),
            missing(r.previous_decisions.is_some() || r.review.kind == "first", "previous_decisions", "what became of each decision of the last review, or [] where there was none"),
            missing(r.matters.as_ref().is_some_and(|m| !m.is_empty()), "matters", "each matter of schedule 7, discussed or not"),
            missing(r.permanence.is_some(), "permanence", "the plan for permanence, its steps and what happens if it cannot be"),
            missing(r.iro_view.is_some(), "iro_view", "whether the plan meets the child's needs"),
            missing(r.next_review.is_some(), "next_review", "the date, time and venue of the next review"),
            missing(r.distribution.as_ref().is_some_and(|d| !d.is_empty()), "distribution", "who gets a copy, and how"),
        ]);
    }
    for (part, what) in parts.into_iter().flatten() {
        let finding = cx
            .finding(format!("/{part}"), format!("`{part}` is missing from the record"))
            .help(format!("add `{part}:`, {what}"))
            .source(cx.policy().source_of(part));
        let finding = cx.asked_by(finding, &format!("/requires/{part}"));
        cx.add(finding);
    }
    let Some(participation) = r.participation.as_ref().filter(|_| cx.is_full()) else { return };
    if !matches!(participation.code.as_str(), "PN0" | "PN7") && participation.wishes_and_feelings.is_none() && participation.own_words.is_none() {
        let finding = cx
            .finding("/participation/wishes_and_feelings", "the child's wishes and feelings are missing")
            .help("add `wishes_and_feelings:` under `participation`, as the child told them")
            .source(cx.policy().source_of("participation"));
        cx.add(finding);
    }
    if let Some(plan) = &r.permanence {
        for (there, key, what) in [
            (plan.text.is_some(), "text", "how the plan is going"),
            (!plan.milestones.is_empty(), "milestones", "the steps towards it, each with a date"),
            (plan.contingency.is_some(), "contingency", "what happens if it cannot be"),
        ] {
            if !there {
                let finding = cx
                    .finding(format!("/permanence/{key}"), format!("`{key}` is missing from `permanence`"))
                    .help(format!("add `{key}:`, {what}"))
                    .source(cx.policy().source_of("permanence"));
                cx.add(finding);
            }
        }
    }
}
