//! A fact of the record calls for a tick that the rating does not have.
//!
//! Papers, participation, visits, permanence and the last decisions are in the record already; where one of them is what an
//! indicator is about, leaving the box empty leaves the reader to find it out.
//!
//! To put it right: tick it under `rag.ticks`, with details; or correct the fact.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let Some(rag) = &r.rag else { return };
    // The rating's own list, and those of graver ratings.
    let lists: &[&str] = match rag.rating.as_str() {
        "red" => &["red"],
        "amber" => &["red", "amber"],
        _ => &["amber"], // a red fact under green is an error of its own
    };
    for name in lists {
        let Some(rating) = policy.rag.ratings.get(*name) else { continue };
        for (indicator, fact) in derive::standing(name, r, policy, facts) {
            if rag.is_ticked(&indicator.key) {
                continue;
            }
            let finding = cx
                .finding("/rag/ticks", format!("{}: {} ({name}) is not ticked", fact.words, shorten(&indicator.title)))
                .also(Place::At(fact.pointer), "the record says so here");
            let finding = if *name == rag.rating {
                finding.help(format!("add `{}: true` to `ticks`, with a line under `details`", indicator.key))
            } else {
                finding.help(format!("if it stands, the rating is {name} and `{}` is ticked; if not, say why in the comment", indicator.key))
            };
            let mut finding = finding.source(policy.cite(&rating.source));
            // Said why: told once more, and nothing is asked.
            if *name != rag.rating && rag.comment.is_some() {
                finding.severity = Severity::Note;
                finding.help = vec!["the comment says why; nothing more is to be done".to_owned()];
            }
            cx.add(finding);
        }
    }
}
