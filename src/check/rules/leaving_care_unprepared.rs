//! A young person comes near 18, and something that the law has by then is missing.
//!
//! From 16 a pathway plan says what happens at 18, with staying put where they live with foster carers; before 18 they have a personal adviser.
//!
//! To put it right: list the adviser under `people` with `role: personal_adviser`, or decide by when there is one; say under `leaving_care`
//! whether they are staying put.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let age = cx.facts().age;
    if !cx.is_full() || !(16..18).contains(&age) {
        return;
    }
    let leaving = r.matters.as_ref().and_then(|m| m.get("leaving_care"));
    let texts = leaving.and_then(|m| m.text.as_deref()).into_iter().chain(r.decisions.iter().flatten().map(|d| d.what.as_str()));
    let said = texts.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    if age == 17 && derive::with_role(r, "personal_adviser").is_none() && !said.contains("personal advis") {
        let finding = cx
            .finding("/people", "nobody in `people` is the personal adviser, and the young person is 17")
            .help("add them with `role: personal_adviser`, or decide by when there is one")
            .source("Children Act 1989 sch 2 para 19C; Care Planning Regulations 2010 reg 44");
        cx.add(finding);
    }
    let fostered = r.child.placement.kind == "foster_care" || r.people.values().any(|p| p.role == "foster_carer");
    if fostered && leaving.is_some() && !said.contains("staying put") && !said.contains("stay put") {
        let finding = cx
            .finding("/matters/leaving_care", "the record does not say whether the young person can stay put with the carer after 18")
            .help("say so under `leaving_care`, in words that hold “staying put”")
            .source("Children Act 1989 s23CZA");
        cx.add(finding);
    }
}
