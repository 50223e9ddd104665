//! The text names another child of the batch, or holds their reference.
//!
//! Minutes pasted from another family's review are the commonest disclosure there is. A brother or sister who belongs in this
//! record is listed in `people`; then their name may be used.
//!
//! To put it right: read the whole text again, for more than the name may be the other child's; take it out, or list the person.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(names) = &cx.survey.names else { return };
    let hits: Vec<(String, String)> = texts::free(r)
        .iter()
        .flat_map(|text| {
            names
                .full_names_in(&text.text, r)
                .into_iter()
                .map(|hit| (text.pointer.clone(), hit))
                .collect::<Vec<_>>()
        })
        .collect();
    for (pointer, hit) in hits {
        let finding = cx
            .finding(pointer, format!("`{hit}` belongs to another child of this batch"))
            .help("read the whole text: was it pasted from another record? Take it out, or list the person in `people`")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
