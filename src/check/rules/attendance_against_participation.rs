//! The participation code and the list of who attended contradict each other.
//!
//! PN1 to PN4 say that the child attended, PN5 to PN7 that they did not. PN2 and PN5 say that an advocate spoke for them, so
//! an advocate must have been there. The code goes into the national return, so one of the two places is wrong.
//!
//! To put it right: correct the code or the list.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let (Some(p), Some(list)) = (&r.participation, &r.attendance) else { return };
    let child = list.iter().enumerate().find(|(_, a)| a.person == CHILD);
    let present = child.is_some_and(|(_, a)| a.how.is_present());
    let says_present = matches!(p.code.as_str(), "PN1" | "PN2" | "PN3" | "PN4");
    if p.code != "PN0" && present != says_present && !r.review.is_without_meeting() {
        let says = if says_present { "attended" } else { "did not attend" };
        let lists = match child {
            Some((_, a)) => format!("`attendance` says: {}", a.how.label().to_lowercase()),
            None => "`attendance` does not list the child".to_owned(),
        };
        let mut finding = cx
            .finding("/participation/code", format!("{} says that the child {says}, but {lists}", p.code))
            .help("correct the code or the list: PN1 to PN4 if the child attended, PN5 to PN7 if not")
            .source(cx.policy().source_of("participation"));
        if let Some((i, _)) = child {
            finding = finding.also(Place::At(format!("/attendance/{i}/how")), "the child's attendance");
        }
        cx.add(finding);
    }
    let advocate = list.iter().any(|a| {
        r.people.get(&a.person).is_some_and(|p| p.role == "advocate") && (a.how.is_present() || a.how == How::Consulted)
    });
    if matches!(p.code.as_str(), "PN2" | "PN5") && !advocate {
        let finding = cx
            .finding("/participation/code", format!("{} says that an advocate spoke for the child, but no advocate took part", p.code))
            .help("list the advocate in `people` (role: advocate) and in `attendance`, or correct the code")
            .source(cx.policy().source_of("participation"));
        cx.add(finding);
    }
}
