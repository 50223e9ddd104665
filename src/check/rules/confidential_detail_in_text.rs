//! The address, postcode or phone of a confidential placement stands in free text.
//!
//! A placement marked `confidential` is printed on the child's own file copy only. Free text goes to everyone on the list, so
//! what it says cannot be held back. Safe addresses left in letters are among the gravest disclosures there are.
//!
//! To put it right: take the detail out of the text; it already stands under `placement`.

use super::prelude::*;
use crate::matching::Secret;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let r = cx.record();
    // A report has a rule of its own (R811).
    if r.counts_children() {
        return;
    }
    let mut details: Vec<(&'static str, Secret)> = r.confidential_details();
    // Where the child lived, or will live: what another record keeps confidential stands in none of the child's.
    for (_, child) in r.children() {
        for way in cx.survey.ways_home(child.reference) {
            if !details.iter().any(|(_, known)| known == way) {
                details.push(("what leads to a home that another record keeps confidential", way.clone()));
            }
        }
    }
    if details.is_empty() {
        return;
    }
    let finder = Finder::new(details.iter().map(|(_, secret)| secret));
    let carers = r.carers();
    let (texts, words) = cx.texts();
    for (text, words) in texts.iter().zip(words.iter()) {
        // Where it belongs it may stand, and on the envelope to those who live there.
        let of_a_person = text.pointer.starts_with("/people/");
        let own = text.pointer.starts_with("/child/placement/") || text.parts.contains(&crate::record::Withhold::CarerIdentity);
        if own || text.only_for.is_some_and(|key| r.lives_there(key) || carers.contains(&key)) || of_a_person && r.is_home_of(&text.pointer) {
            continue;
        }
        let mut told = std::collections::BTreeSet::new();
        for hit in finder.find_in(text.text, words).into_iter().filter(|h| h.sure >= Sure::Titled) {
            let typed = text.text.get(hit.start..hit.end).unwrap_or_default();
            if r.somebody_else().iter().any(|s| matching::keys(&s.name) == matching::keys(typed)) {
                continue;
            }
            let Some((what, _)) = details.get(hit.of as usize).filter(|(what, _)| told.insert(*what)) else { continue };
            let message = if what.starts_with("what leads") {
                format!("{what} stands in this text")
            } else {
                format!("{what} of the confidential placement stands in this text")
            };
            let mut finding = cx.finding(text.pointer.clone(), message);
            if !what.starts_with("what leads") {
                finding = finding.also(Place::At("/child/placement/confidential".to_owned()), "marked confidential here");
            }
            let finding = finding
                .help("take it out, as in “her carers” or “the home”: text goes to everyone on the distribution list")
                .source("UK GDPR, article 5(1)(f)");
            cx.add(finding);
        }
    }
}
