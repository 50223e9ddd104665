//! Somebody without whom a review can hardly be held was not there: the social worker, or the child's carer.
//!
//! The worker answers for the plan, the carer knows how the child is.
//!
//! To put it right: say beside their `how:` why, and how they were heard instead; if nobody came for them, consider adjourning.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(list) = r.attendance.as_ref().filter(|_| cx.is_full() && !r.review.is_without_meeting()) else { return };
    for (role, what) in [("social_worker", "the social worker"), ("foster_carer", "the foster carer")] {
        let of_role: Vec<(&String, &crate::record::Person)> = r.people.iter().filter(|(_, p)| p.role == role).collect();
        let of = |key: &String| list.iter().position(|a| a.person == *key);
        let there = |key: &String| of(key).and_then(|i| list.get(i)).is_some_and(|a| a.how.is_present() || a.how == How::Consulted || a.reason.is_some() || a.note.is_some());
        // A manager or colleague may come in the worker's place.
        let stand_in = role == "social_worker" && list.iter().any(|a| a.how.is_present() && r.people.get(&a.person).is_some_and(|p| p.role == "team_manager"));
        if of_role.is_empty() || stand_in || of_role.iter().any(|(key, _)| there(key)) {
            continue;
        }
        let at = of_role.iter().find_map(|(key, _)| of(key)).map_or_else(|| "/attendance".to_owned(), |i| format!("/attendance/{i}"));
        let finding = cx
            .finding(at, format!("{what} was not at the review, and the record does not say why"))
            .help("add `note:` beside `how:`, and who came instead")
            .source(cx.policy().source_of("attendance"));
        cx.add(finding);
    }
}
