//! A change was carried out before the review that had to consider it.
//!
//! No significant change of the care plan is made unless a review has considered it first (regulation 32(2)); packs name others.
//!
//! To put it right: add `review_held:` with the date of that review; if there was none, one is to be held at once, and a challenge
//! considered.

use super::prelude::*;
use crate::check::Subject;
use crate::policy::ChangeReview;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let policy = cx.policy();
    for (at, change) in cx.record().changes() {
        let facts = derive::change_facts(change, policy);
        let Some(done) = change.carried_out.filter(|_| facts.review == Some(ChangeReview::First)) else { continue };
        let message = match change.review_held {
            None => format!("carried out on {}, and the review that had to be held first is not recorded", day(done)),
            Some(held) if held > done => format!("carried out on {}, before the review of {}", day(done), day(held)),
            Some(_) => continue,
        };
        let finding = cx
            .finding(format!("{at}/carried_out"), message)
            .help(if change.review_held.is_some() { "check the two dates; if they are right, a review is to be held now" } else { "add `review_held:`; if there was no review, one is to be held now" })
            .source(facts.source.clone());
        let finding = match facts.rule {
            Some(i) => cx.asked_by(finding, &format!("/changes/{i}")),
            None => finding,
        };
        cx.add(finding);
    }
}
