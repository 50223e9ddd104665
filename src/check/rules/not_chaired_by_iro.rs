//! The record does not say that the IRO chaired the review.
//!
//! A meeting that an independent reviewing officer neither chaired nor attended is not a review (regulation 36; packs cite their
//! own clause). A child may chair together with the IRO.
//!
//! To put it right: list the IRO in `people` with the role independent_reviewing_officer, and in `chaired_by`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let source = cx.policy().source_of("chair");
    for (role, words) in [
        ("independent_reviewing_officer", "an independent reviewing officer"),
        ("social_worker", "a social worker"),
        ("team_manager", "a team manager"),
    ] {
        // Before the review only the IRO introduces themself.
        let wanted = r.status != Status::Planned || role == "independent_reviewing_officer";
        if wanted && derive::with_role(r, role).is_none() {
            let finding = cx
                .finding("/people", format!("`people` lists nobody who is {words}"))
                .help(format!("add the person with `role: {role}`"))
                .source(source.clone());
            cx.add(finding);
        }
    }
    let by_iro = r.review.chaired_by.iter().any(|key| {
        r.people.get(key).is_some_and(|p| p.role == "independent_reviewing_officer")
    });
    if !by_iro && cx.is_full() {
        let finding = cx
            .finding("/review/chaired_by", "the review was not chaired by an independent reviewing officer")
            .help("add the IRO's key to `chaired_by`, as [iro] or [iro, child]")
            .source(source);
        let finding = cx.asked_by(finding, "/requires/chair");
        cx.add(finding);
    }
}
