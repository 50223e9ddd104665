//! A record about children of more than one family names one of them in a text that stands in the papers of all.
//!
//! Each child gets a form of their own, which names only their own brothers and sisters. A text is the same in all of them.
//!
//! To put it right: write of "the child" and "the children", or make a record for each family.

use super::prelude::*;
use crate::matching::Secret;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let children = cx.record().children();
    if cx.case.strangers.is_empty() {
        return;
    }
    let mut secrets: Vec<Secret> = Vec::new();
    for (_, child) in &children {
        secrets.extend(matching::names(child.name, child.known_as, child.other_names));
        // A first name alone says who of them is meant.
        secrets.extend(matching::keys(child.name).into_iter().take(1).chain(child.known_as.map(str::to_owned)).map(Secret::Word));
        secrets.push(Secret::Phrase(child.reference.to_owned()));
    }
    // And the parents of each: one family's are nothing to the other.
    let parents = children.iter().flat_map(|(_, child)| cx.survey.parents_of(child.reference)).collect::<std::collections::BTreeSet<_>>();
    for name in parents {
        secrets.extend(matching::names(name, None, &[]));
    }
    for (_, child) in &children {
        secrets.extend(cx.survey.contacts(child.reference).cloned());
    }
    let finder = Finder::new(&secrets);
    let (texts, words) = cx.texts();
    let mut told = std::collections::BTreeSet::new();
    for (text, words) in texts.iter().zip(words.iter()).filter(|(text, _)| !text.pointer.starts_with("/child") && !text.pointer.starts_with("/people")) {
        for hit in finder.find_in(text.text, words).into_iter().filter(|h| h.sure >= Sure::Surname) {
            if !told.insert(text.pointer.clone()) {
                continue;
            }
            let named = text.text.get(hit.start..hit.end).unwrap_or_default();
            let finding = cx
                .finding(text.pointer.clone(), format!("{} is named in a text that stands in the papers of children of another family too", shorten(named)))
                .help("write of \"the child\" or \"the children\", or make a record for each family")
                .source("UK GDPR, article 5(1)(f)");
            cx.add(finding);
        }
    }
}
