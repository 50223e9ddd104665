//! The text uses the first name of another child of the batch more than once, and nobody in this record has it.
//!
//! A first name alone proves nothing, so this only warns. But minutes pasted from another record usually carry it.
//!
//! To put it right: read the text; if the name belongs here, list the person in `people`.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let r = cx.record();
    // A report has a rule of its own (R811), over the children it counts.
    if !cx.record().is_about_children() {
        return;
    }
    let Some(names) = &cx.survey.names else { return };
    let (texts, candidates) = cx.texts();
    for (name, text) in names.first_names_in(&texts, &candidates, &r.own()) {
        let Some(text) = texts.get(text) else { continue };
        let finding = cx
            .finding(text.pointer.clone(), format!("`{name}` is the name of another child of this batch, and of nobody in this record"))
            .help("read the text: was it pasted? If the name belongs here, list the person in `people`")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
