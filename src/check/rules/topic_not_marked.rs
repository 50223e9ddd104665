//! A decision seems to be about something that a reader's copy leaves out, and is not marked as being about it.
//!
//! `withhold: [health]` leaves out the matter of health and what is marked `about: [health]`. A decision to book the clinic goes to that
//! reader all the same while it is not marked. The words looked for are the usual ones; a decision that has one and is about something
//! else may stay as it is.
//!
//! To put it right: add `about: [health]` to the decision, step or earlier decision, or take the part off the reader's `withhold`.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::matching::Word;
use crate::record::{Send, Withhold};

/// What a decision about a part usually says: words that stand beside each other, the last one whole or up to its `*`.
const USUAL: &[(Withhold, &[&str])] = &[
    (
        Withhold::Health,
        &[
            "health", "gp", "doctor*", "dentist*", "dental", "optician*", "hospital*", "clinic*", "camhs", "medic*", "nurse*", "therap*",
            "counsel*", "psycholog*", "psychiatr*", "immuni*", "vaccin*", "paediatric*", "diagnos*", "asthma*", "epilep*", "diabet*",
            "inhaler*", "audiolog*", "hearing aid*", "contracepti*", "pregnan*", "self harm*", "adhd", "autis*", "eating disorder",
        ],
    ),
    (
        Withhold::Education,
        &[
            "school*", "nursery", "college*", "teacher*", "pep", "senco", "ehcp", "ehc plan", "tutor*", "tuition", "exam*", "gcse*",
            "homework", "university", "sixth form", "pupil premium", "apprentice*", "education*", "virtual head",
        ],
    ),
    (
        Withhold::Identity,
        &[
            "religio*", "cultur*", "church*", "mosque*", "gurdwara*", "synagogue*", "heritage", "ethnic*", "life story", "halal", "quran",
            "bible", "gender", "sexuality",
        ],
    ),
    (
        Withhold::FamilyTime,
        &[
            "family time", "contact with", "contact centre", "supervised contact", "letterbox", "overnight stay*", "see mum", "see dad",
            "see his mum", "see his dad", "see her mum", "see her dad", "see their mum", "see their dad",
        ],
    ),
    (
        Withhold::Unaccompanied,
        &[
            "asylum", "traffick*", "home office", "nrm", "national referral", "unaccompanied", "refugee*", "immigration", "age assessment",
            "leave to remain",
        ],
    ),
];

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let (texts, words) = cx.texts();
    let mut told = BTreeSet::new();
    for (i, recipient) in r.distribution.iter().flatten().enumerate().filter(|(_, d)| d.send != Send::None) {
        for (part, usual) in USUAL.iter().filter(|(part, _)| recipient.withhold.contains(part)) {
            for (text, words) in texts.iter().zip(words.iter()).filter(|(text, _)| text.goes_to(recipient)) {
                let Some(entry) = entry(&text.pointer) else { continue };
                let Some(word) = usual.iter().find_map(|usual| find(usual, text.text, words)) else { continue };
                if !told.insert((entry.to_owned(), *part)) {
                    continue;
                }
                let key = serde_json::to_value(part).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
                let finding = cx
                    .finding(text.pointer.clone(), format!("`{word}` seems to be about {}, which `{}` is not to have", part.label(), recipient.to))
                    .also(Place::At(format!("/distribution/{i}/withhold")), "withheld here")
                    .help(format!("if it is, add `about: [{key}]` beside it: their copy then leaves it out"))
                    .source(cx.policy().source_of("distribution"));
                cx.add(finding);
            }
        }
    }
}

/// The entry that a text stands in, where it can be marked.
fn entry(pointer: &str) -> Option<&str> {
    ["/decisions/", "/previous_decisions/", "/permanence/milestones/"].iter().find_map(|list| {
        let number = pointer.strip_prefix(list)?.split('/').next()?;
        pointer.get(..list.len() + number.len())
    })
}

/// The usual words where they stand in a text.
fn find<'t>(usual: &str, text: &'t str, words: &[Word]) -> Option<&'t str> {
    let parts: Vec<&str> = usual.split(' ').collect();
    let is = |part: &str, word: &Word| match part.strip_suffix('*') {
        Some(beginning) => word.key.starts_with(beginning),
        None => word.key == part,
    };
    let run = words.windows(parts.len()).find(|run| parts.iter().zip(*run).all(|(part, word)| is(part, word)))?;
    text.get(run.first()?.start..run.last()?.end)
}
