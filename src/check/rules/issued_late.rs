//! Something owed after the review was issued after its limit, or its limit is past and it is not recorded as issued.
//!
//! Decisions go to the team manager within 5 working days, the full record is complete within 15, the copies are out within 20
//! (IRO Handbook; packs may set others). Nothing is withheld for it: late is better than never, and it is counted.
//!
//! To put it right: check the dates under `issued`; add `late_reason:` there.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    if cx.record().issued.late_reason.is_some() {
        return;
    }
    for step in &cx.facts().steps {
        // Of a record that is final, what every review owes is to be issued; a draft may still be on its way.
        let owed = matches!(step.key.as_str(), "decisions" | "record" | "distributed") && cx.record().status == Status::Final;
        if let (StepState::Open, Some(due), true) = (step.state(), step.due.filter(|due| cx.as_of > *due), owed) {
            let finding = cx
                .finding("/issued", format!("{} is not recorded; its limit was {}", step.title.to_lowercase(), day(due)))
                .help(format!("add `{}:` under `issued`, with the date", step.key))
                .source(step.source.clone());
            let finding = cx.asked_by(finding, &format!("/after/{}", step.key));
            cx.add(finding);
        }
        let (StepState::Late(days), Some(due)) = (step.state(), step.due) else { continue };
        let at = match step.key.as_str() {
            "manager_answer" => "/issued/manager_answer/date".to_owned(),
            key => format!("/issued/{key}"),
        };
        let finding = cx
            .finding(at, format!("{} was {days} day{} after its limit of {}", step.title.to_lowercase(), if days == 1 { "" } else { "s" }, day(due)))
            .help("add `late_reason:` under `issued`")
            .source(step.source.clone());
        let finding = cx.asked_by(finding, &format!("/after/{}", step.key));
        cx.add(finding);
    }
}
