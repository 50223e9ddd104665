//! A decision has no words for the letter of the child.
//!
//! The child's letter prints `child_words` where there are any, and otherwise the decision as written for adults, which a young
//! child may not understand. The letter is made all the same.
//!
//! To put it right: add `child_words:` to the decision: short, kind, to the child as "you".

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if !(4..18).contains(&cx.facts().age) || r.status < Status::Decisions {
        return;
    }
    for (i, decision) in r.decisions.iter().flatten().enumerate() {
        if decision.child_words.is_none() {
            let finding = cx
                .finding(format!("/decisions/{i}/what"), format!("decision {} has no words for the child's letter", i + 1))
                .help("add `child_words:`, as you would say it to the child")
                .source(cx.policy().source_of("letter_child"));
            cx.add(finding);
        }
    }
}
