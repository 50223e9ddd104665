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
        details.retain(|(what, _)| !r.child.placement.confidential || !matches!(*what, "the address" | "the postcode" | "the phone number" | "the name"));
        let finder = Finder::new(details.iter().map(|(_, secret)| secret));
        if finder.is_empty() {
            continue;
        }
        // Somebody who shares the carer's surname gives it away by their own name.
        for (key, person) in r.people.iter().filter(|(key, p)| **key != recipient.to && !p.is_carer() && !p.is_family()) {
            let carer = r.child.placement.with.as_ref() == Some(key);
            // A first name many have; a surname is the carer's family's.
            let first = person.name.split_whitespace().next().map_or(0, str::len);
            let own = r.somebody_else.iter().any(|s| matching::keys(&s.name) == matching::keys(&person.name));
            let hit = finder.find(&person.name).into_iter().find(|h| h.sure == Sure::Yes && h.end > first && !own);
            if let Some((what, _)) = hit.and_then(|h| details.get(h.of as usize)).filter(|(what, _)| !carer && *what == "the carer's name") {
                let finding = cx
                    .finding(format!("/people/{key}/name"), format!("{what} is part of this one, and is to be withheld from `{}`", recipient.to))
                    .also(Place::At(format!("/distribution/{i}/withhold")), "withheld here")
                    .help("leave them out of what this reader gets: take them off the record's lists, or say what they are without the name")
                    .help(format!("where they only share the name, say so: `somebody_else: [{{ name: {}, reason: who it is }}]`", person.name))
                    .source(cx.policy().source_of("distribution"));
                cx.add(finding);
            }
        }
        let mut told = std::collections::BTreeSet::new();
        for (text, words) in all.iter().zip(words.iter()).filter(|(text, _)| text.goes_to(recipient)) {
            for hit in finder.find_in(text.text, words).into_iter().filter(|h| h.sure >= Sure::Titled) {
                let typed = text.text.get(hit.start..hit.end).unwrap_or_default();
                let around = |name: &str| text.text.match_indices(name).any(|(at, _)| at <= hit.start && hit.end <= at + name.len());
                if r.somebody_else.iter().any(|s| matching::keys(&s.name) == matching::keys(typed) || around(&s.name)) {
                    continue;
                }
                // What somebody keeps to themselves stands beside their name, and is printed in nobody else's copy.
                let own = |what: &str| what.ends_with("kept confidential") && text.pointer.starts_with("/people/");
                let known = details.get(hit.of as usize).filter(|(what, _)| !own(what) && told.insert((*what, &text.pointer)));
                let Some((what, _)) = known else { continue };
                let finding = cx
                    .finding(text.pointer.clone(), format!("{what} stands in this text, and is to be withheld from `{}`", recipient.to))
                    .also(Place::At(format!("/distribution/{i}/withhold")), "withheld here")
                    .help(match what {
                        w if w.starts_with("the carer") => "write the sentence without it: say “the carer”",
                        w if w.starts_with("the school") => "write the sentence without it: say “school”",
                        _ => "write the sentence without it, or give this reader a copy without the whole part (`withhold`)",
                    })
                    .source(cx.policy().source_of("distribution"));
                cx.add(finding);
            }
        }
    }
}
