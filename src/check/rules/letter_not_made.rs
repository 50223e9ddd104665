//! A letter that the record seems to expect is not made.
//!
//! Where adoption or long-term fostering is the plan, the recommendation goes to the agency decision maker, if the record lists one. A message
//! under `messages` is printed in its reader's letter; who was there and gets the record has none.
//!
//! To put it right: list the decision maker under `people`; give the reader a letter (`send: letter` or `both`), or take the message out.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if r.status < Status::Decisions {
        return;
    }
    let recommended = r.permanence.as_ref().is_some_and(|p| matches!(p.plan.as_str(), "adoption" | "long_term_fostering"));
    let uses_it = cx.policy().documents.contains_key("letter_decision_maker");
    if recommended && uses_it && derive::with_role(r, "agency_decision_maker").is_none() {
        let finding = cx
            .finding("/permanence/plan", "the plan is one that the agency decision maker is told of, and nobody in `people` is")
            .help("add them with `role: agency_decision_maker`: the recommendation is then made")
            .source(cx.policy().source_of("permanence"));
        cx.add(finding);
    }
    for key in r.messages.keys().filter(|key| !derive::has_letter(r, key)) {
        let finding = cx
            .finding(format!("/messages/{key}"), format!("no letter to `{key}` is made, so this message is printed nowhere"))
            .help("write `send: letter` or `send: both` beside them in `distribution`, or take the message out")
            .source("good practice");
        cx.add(finding);
    }
}
