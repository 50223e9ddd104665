//! The person was 18 or over at the review.
//!
//! Looked after status ends at 18, and with it reviews. Usually the year of birth or of the review is mistyped.
//!
//! To put it right: correct the date.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let age = cx.facts().age;
    if age >= 18 {
        let finding = cx
            .finding("/child/date_of_birth", format!("the child would have been {age} at the review"))
            .also(Place::At("/review/date".to_owned()), "the review")
            .help("correct the year; reviews end at 18")
            .source(cx.policy().source_of("child"));
        cx.add(finding);
    }
}
