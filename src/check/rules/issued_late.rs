//! Something owed after the review was issued after its limit, or its limit is past and it is not recorded as issued.
//!
//! Decisions go to the team manager within 5 working days, the full record is complete within 15, the copies are out within 20
//! (IRO Handbook; packs may set others). Nothing is withheld for it: late is better than never, and it is counted.
//!
//! To put it right: check the dates under `issued`; add `late_reason:` there.

use super::prelude::*;
use crate::words::small;

pub(super) fn run(cx: &mut Context<'_>) {
    let issued = &cx.record().issued;
    let late: Vec<&derive::Step> = cx.facts().steps.iter().filter(|s| matches!(s.state(), StepState::Late(_))).collect();
    // One reason stands for one step; several want a reason each.
    let one_for_all = issued.late_reason.is_some();
    let unexplained = late.iter().filter(|s| !issued.late_reasons.contains_key(&s.key)).count();
    if one_for_all && unexplained > 1 {
        let titles: Vec<String> = late.iter().map(|s| small(&s.title)).collect();
        let keys: Vec<String> = late.iter().map(|s| format!("{}: …", s.key)).collect();
        let finding = cx
            .finding("/issued/late_reason", format!("there is one reason for {unexplained} things that were late: {}", titles.join(", ")))
            .help(format!("give each its own: `late_reasons: {{ {} }}` under `issued`", keys.join(", ")))
            .source("good practice");
        cx.add(finding);
    }
    for step in &cx.facts().steps {
        // Of a record that is final, what every review owes is to be issued; a draft may still be on its way. A step of the pack's own is owed
        // as much as those that every pack has.
        let owed = cx.record().status == Status::Final && step.key != "manager_answer";
        if let (StepState::Open, Some(due), true) = (step.state(), step.due.filter(|due| cx.as_of > *due), owed) {
            let finding = cx
                .finding("/issued", format!("{} is not recorded; its limit was {}", small(&step.title), day(due)))
                .help(format!("add `{}:` under `issued`, with the date", step.key))
                .source(step.source.clone());
            let finding = cx.asked_by(finding, &format!("/after/{}", step.key));
            cx.add(finding);
        }
        let at = match step.key.as_str() {
            "manager_answer" => "/issued/manager_answer/date".to_owned(),
            key => format!("/issued/{key}"),
        };
        if let (StepState::Early(days), Some(opens)) = (step.state(), step.opens) {
            let finding = cx
                .finding(at, format!("{} was {days} day{} before its time, which began on {}", small(&step.title), if days == 1 { "" } else { "s" }, day(opens)))
                .help("check the date; if it is right, nothing is to be done: it is counted")
                .source(step.source.clone());
            let finding = cx.asked_by(finding, &format!("/after/{}", step.key));
            cx.add(finding);
            continue;
        }
        let (StepState::Late(days), Some(due)) = (step.state(), step.due) else { continue };
        if one_for_all || issued.late_reasons.contains_key(&step.key) {
            continue;
        }
        let finding = cx
            .finding(at, format!("{} was {days} day{} after its limit of {}", small(&step.title), if days == 1 { "" } else { "s" }, day(due)))
            .help(format!("add `late_reason:` under `issued`, or where several were late `late_reasons: {{ {}: … }}`", step.key))
            .source(step.source.clone());
        let finding = cx.asked_by(finding, &format!("/after/{}", step.key));
        cx.add(finding);
    }
}
