//! The text names another child of the batch, or holds their reference.
//!
//! Minutes pasted from another family's review are the commonest disclosure there is. A brother or sister who belongs in this
//! record is listed in `people`; then their name may be used.
//!
//! To put it right: read the whole text again, for more than the name may be the other child's; take it out, or list the person.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let r = cx.record();
    // A report has a rule of its own (R811), over the children it counts.
    if !cx.record().is_about_children() {
        return;
    }
    let Some(names) = &cx.survey.names else { return };
    let (texts, candidates) = cx.texts();
    for (text, hit) in names.full_names_in(&texts, &candidates, &r.own()) {
        let Some(text) = texts.get(text) else { continue };
        let finding = cx
            .finding(text.pointer.clone(), format!("`{hit}` belongs to another child of this batch"))
            .help("read the whole text: was it pasted from another record? Take it out, or list the person in `people`")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
