//! The pack does not use the document that this record is for, so nothing is made of it.
//!
//! A pack takes out a document with `null`. A record that was written for it would be lost without a word.
//!
//! To put it right: follow the pack's own way, or put the document back: `documents: { recognition: … }`.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let Some(brief) = cx.record().children().iter().find_map(|(_, child)| cx.survey.at(cx.path, child.reference)) else { return };
    let (at, document) = match brief.kind {
        "recognition" => ("/kind", "recognition"),
        "progress-review" => ("/kind", "progress_review"),
        "event" => ("/kind", "change_note"),
        "conference" => ("/kind", "conference_timeline"),
        "alert" if cx.case.value.get("letter").is_some() => ("/letter", "escalation_letter"),
        _ => return,
    };
    if !cx.policy().documents.contains_key(document) {
        let finding = cx
            .finding(at, format!("the pack `{}` does not use this document ({}): nothing is made of it", cx.policy().name, document.replace('_', " ")))
            .help("follow the pack's own way, or give the document a title in the pack")
            .source("good practice");
        cx.add(finding);
    }
}
