//! A recipient's copy is to withhold something that stands in a text they get.
//!
//! What is withheld is left out of the parts made for it. It cannot be taken out of the middle of a sentence: the program does
//! not rewrite what an IRO wrote. So the sentence has to do without it, or the part be withheld too.
//!
//! To put it right: say "the carer" instead of the name, or add the part to `withhold`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let (all, words) = cx.texts();
    for (i, recipient) in r.distribution.iter().flatten().enumerate() {
        let mut details = texts::withheld_details(r, recipient);
        // The address of a confidential placement has a rule of its own, whoever the text goes to.
        details.retain(|(what, _)| !r.child.placement.confidential || what.starts_with("the carer") || what.starts_with("the school"));
        let finder = Finder::new(details.iter().map(|(_, secret)| secret));
        if finder.is_empty() {
            continue;
        }
        let mut told = std::collections::BTreeSet::new();
        for (text, words) in all.iter().zip(words.iter()).filter(|(text, _)| text.goes_to(recipient)) {
            for hit in finder.find_in(text.text, words).into_iter().filter(|h| h.sure == Sure::Yes) {
                let Some((what, _)) = details.get(hit.of as usize).filter(|(what, _)| told.insert((*what, &text.pointer))) else { continue };
                let finding = cx
                    .finding(text.pointer.clone(), format!("{what} stands in this text, and is to be withheld from `{}`", recipient.to))
                    .also(Place::At(format!("/distribution/{i}/withhold")), "withheld here")
                    .help("write the sentence without it, or withhold the whole part")
                    .source(cx.policy().source_of("distribution"));
                cx.add(finding);
            }
        }
    }
}
