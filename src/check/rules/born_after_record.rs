//! The child was born after the day of the record.
//!
//! A year is mistyped in one of the two dates, and every age and limit worked out from it would be wrong.
//!
//! To put it right: look both dates up.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    for (at, child) in cx.record().children() {
        let Some(held) = cx.survey.at(cx.path, child.reference).map(|brief| brief.held) else { continue };
        if child.born > held {
            let finding = cx
                .finding(format!("{at}/date_of_birth"), format!("the child would have been born on {}, after the day of this record, {}", day(child.born), day(held)))
                .help("look both dates up, and correct the one that is wrong")
                .source("good practice");
            cx.add(finding);
        }
    }
}
