//! The text uses the first name of another child of the batch again and again, or a surname of another family, and nobody in this record
//! has it.
//!
//! A record pasted from another one often keeps the other child's first name. Two children may share a name, so this is a warning.
//!
//! To put it right: read the text again. If the name belongs here, list the person in `people`; if it is somebody else's, say so under
//! `somebody_else`.

use super::prelude::*;
use crate::survey::Family;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    if cx.record().counts_children() {
        return;
    }
    let others = cx.others();
    let mut told = std::collections::BTreeSet::new();
    for found in others.iter().filter(|f| matches!(f.family, Family::Child | Family::Adult)) {
        let key = |typed: &str| matching::keys(typed).concat();
        let own = key(&found.typed);
        let again = || others.iter().filter(|o| o.sure == found.sure && key(&o.typed) == own).count() > 1;
        let what = match found.sure {
            // An adult's first name is everybody's.
            Sure::First if found.family == Family::Child && again() => "the name of another child of this batch",
            Sure::Surname if found.family == Family::Child => "the surname of another child of this batch",
            Sure::Titled => "the surname of another family of this batch, with a title",
            _ => continue,
        };
        if !told.insert(own) {
            continue;
        }
        let finding = cx
            .finding(found.pointer.clone(), format!("{} is {what}, and of nobody in this record", shorten(&found.typed)))
            .help("read the text: was it pasted? If the name belongs here, list the person in `people`")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
