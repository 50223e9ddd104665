//! The text names another child of the batch or somebody of their family, or holds their reference or confidential address.
//!
//! Minutes pasted from another family's review are the commonest disclosure there is. The names are looked for as people write them: with
//! or without middle names, by initial, surname first, in any capitals, across lines, in e-mail addresses. A brother or sister who belongs
//! in this record is listed in `people`; then their name may be used.
//!
//! To put it right: read the whole text again, for more than the name may be the other child's; take it out, or list the person. Where the
//! name is somebody else's who happens to be called the same, say so once under `somebody_else`, with the reason.

use super::prelude::*;
use crate::survey::Family;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    // A report has a rule of its own (R811), over the children it counts.
    if cx.record().counts_children() {
        return;
    }
    let mut told = std::collections::BTreeSet::new();
    for found in cx.others().iter() {
        // A school alone tells nothing; beside a child's first name it says who is meant.
        let what = match (found.family, found.sure) {
            (Family::Child, Sure::Yes) => "another child of this batch",
            (Family::Adult, Sure::Yes) => "a parent or carer of another child of this batch",
            (Family::Reference, Sure::Yes) => "another child's reference",
            (Family::Home, Sure::Yes) => "another child's confidential address or phone",
            (Family::Contact, Sure::Yes) => "an address, phone or e-mail of another child's family or home",
            (Family::Child, Sure::First) if cx.others().iter().any(|o| o.family == Family::School && o.pointer == found.pointer) => {
                "another child of this batch, by first name and school"
            }
            _ => continue,
        };
        if !told.insert((found.pointer.clone(), found.typed.clone())) {
            continue;
        }
        let finding = cx
            .finding(found.pointer.clone(), format!("{} is {what}", shorten(&found.typed)))
            .help("read the whole text: was it pasted from another record? Take it out, or list the person in `people`")
            .help(format!("where it is somebody else, say so: `somebody_else: [{{ name: {}, reason: whose it is }}]`", found.typed.split_whitespace().collect::<Vec<_>>().join(" ")))
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
