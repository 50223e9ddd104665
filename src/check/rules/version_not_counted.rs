//! A record says that it was corrected, and does not count its versions; or it replaces a version that was issued before the day of the record.
//!
//! A reader who has two copies tells them apart by the number at the foot of the page. The first version has the number 1, whether it says so
//! or not; the first that was corrected has 2.
//!
//! To put it right: count `version:` up by one.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let value = &cx.case.value;
    if value.get("corrected").is_none() {
        return;
    }
    if value.get("version").and_then(serde_json::Value::as_u64).is_none_or(|version| version < 2) {
        let finding = cx
            .finding("/corrected", "the record was corrected, and its version is not counted up")
            .help("write `version: 2`, or one more than the version that it replaces")
            .source("good practice");
        cx.add(finding);
    }
    let replaces = value.pointer("/corrected/replaces").and_then(serde_json::Value::as_str).and_then(|date| date.parse().ok());
    let held = cx.record().children().iter().find_map(|(_, child)| cx.survey.at(cx.path, child.reference)).map(|brief| brief.held);
    let today = cx.as_of;
    for (wrong, day_of) in replaces.into_iter().flat_map(|date: chrono::NaiveDate| {
        [(date > today, "after today".to_owned()), (held.is_some_and(|held| date < held), "before the day of the record".to_owned())]
    }) {
        if wrong {
            let finding = cx
                .finding("/corrected/replaces", format!("the version that it replaces would have been issued {day_of}"))
                .help("write the day on which that version was sent or completed")
                .source("good practice");
            cx.add(finding);
        }
    }
}
