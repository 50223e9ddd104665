//! The address, postcode or phone of a confidential placement stands in free text.
//!
//! A placement marked `confidential` is printed on the child's own file copy only. Free text goes to everyone on the list, so
//! what it says cannot be held back. Safe addresses left in letters are among the gravest disclosures there are.
//!
//! To put it right: take the detail out of the text; it already stands under `placement`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let placement = &r.child.placement;
    if !placement.confidential {
        return;
    }
    let mut details = texts::placement_details(r);
    // What leads to the carer leads to the child; a carer's number is printed nowhere else.
    details.extend(texts::carers(r).flat_map(|(_, carer)| texts::ways_to(carer)));
    let finder = Finder::new(details.iter().map(|(_, secret)| secret));
    let (texts, words) = cx.texts();
    for (text, words) in texts.iter().zip(words.iter()) {
        // Where it belongs it may stand, and on the envelope to those who live there.
        let own = text.pointer.starts_with("/child/placement/") || text.parts.contains(&crate::record::Withhold::CarerIdentity);
        if own || text.only_for.is_some_and(|key| texts::lives_there(r, key)) {
            continue;
        }
        let mut told = std::collections::BTreeSet::new();
        for hit in finder.find_in(text.text, words).into_iter().filter(|h| h.sure >= Sure::Titled) {
            let Some((what, _)) = details.get(hit.of as usize).filter(|(what, _)| told.insert(*what)) else { continue };
            let finding = cx
                .finding(text.pointer.clone(), format!("{what} of the confidential placement stands in this text"))
                .also(Place::At("/child/placement/confidential".to_owned()), "marked confidential here")
                .help("take it out: text goes to everyone on the distribution list")
                .source("UK GDPR, article 5(1)(f)");
            cx.add(finding);
        }
    }
}
