//! A stage is put to somebody whose job is not the one that the pack names for it.
//!
//! The ladder says who answers at each stage. A challenge put to the wrong person is answered by nobody, or by somebody who cannot settle
//! it. Job titles differ, so this only warns: it compares the words of the role and of `title` with those of the pack.
//!
//! To put it right: correct `to:`, or the person's `role:` or `title:`.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    for (i, stage) in r.stages.iter().enumerate() {
        let Some(at) = policy.ladder.position(&stage.stage) else { continue };
        // Where the pack leaves the level to the IRO there is nothing to compare.
        let Some(rule) = policy.ladder.stages.get(at).filter(|s| !s.repeatable) else { continue };
        for key in stage.to.keys() {
            let Some(person) = r.people.get(key) else { continue };
            let words = [label(codes::ROLES, &person.role).to_lowercase(), person.title.clone().unwrap_or_default().to_lowercase()];
            let fits = rule.to.iter().map(|to| to.to_lowercase()).any(|to| {
                words.iter().any(|w| !w.is_empty() && (to.contains(w.as_str()) || w.contains(&to)))
            });
            // A manager with a title of the authority's own may well be the one: a worker or the IRO is not.
            let manager = matches!(person.role.as_str(), "service_manager" | "head_of_service" | "senior_manager" | "other");
            if fits || (manager && person.title.is_some()) {
                continue;
            }
            let finding = cx
                .finding(format!("/stages/{i}/to"), format!("{} is answered by the {}, and `{key}` is the {}", rule.title, rule.to.join(" or the "), words.first().map_or("", String::as_str)))
                .help("correct `to:`, or that person's `role:` or `title:`")
                .source(policy.cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/ladder/stages/{at}"));
            cx.add(finding);
        }
    }
}
