//! The final care plan goes before the court, and the IRO has not agreed it.
//!
//! Where the authority's procedure asks for it, the IRO reviews and agrees the plan that the court is asked to approve.
//!
//! To put it right: write the day under `final_plan_agreed:` of `permanence`; if it was not put to the IRO, that is a ground for a challenge.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    if !cx.policy().requires.contains_key("final_care_plan") {
        return;
    }
    let Some(p) = cx.record().permanence.as_ref() else { return };
    let Some(hearing) = p.final_hearing else { return };
    let finding = match p.final_plan_agreed {
        Some(agreed) if agreed <= hearing => return,
        Some(agreed) => cx
            .finding("/permanence/final_plan_agreed", format!("the IRO agreed the final care plan on {}, after the hearing on {}", day(agreed), day(hearing)))
            .help("correct one of the dates, or consider a challenge"),
        None => cx
            .finding("/permanence/final_hearing", format!("the final care plan goes before the court on {}, and the IRO has not agreed it", day(hearing)))
            .help("add `final_plan_agreed:` with the day, or consider a challenge if it was not put to the IRO"),
    };
    let finding = finding.source(cx.policy().source_of("final_care_plan"));
    cx.add(finding);
}
