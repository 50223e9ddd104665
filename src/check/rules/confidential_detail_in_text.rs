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
    let carer = placement.with.as_ref().and_then(|key| r.people.get(key));
    let details: Vec<(&str, &str)> = [
        (placement.postcode.as_deref(), "the postcode"),
        (placement.phone.as_deref(), "the phone number"),
        (placement.address.as_deref().and_then(|a| a.split(',').next()), "the address"),
        (placement.address.as_deref().and_then(matching::street), "the street"),
        (placement.name.as_deref(), "the name"),
        (carer.and_then(|c| c.phone.as_deref()), "the carer's phone number"),
        (carer.and_then(|c| c.address.first().map(String::as_str)), "the carer's address"),
    ]
    .into_iter()
    .filter_map(|(value, what)| value.filter(|v| v.len() > 4).map(|v| (v, what)))
    .collect();
    let (texts, _) = cx.texts();
    for text in texts.iter() {
        // Where it belongs it may stand, and on the envelope to those who live there.
        if text.pointer.starts_with("/child/placement/") || text.only_for.is_some_and(|key| texts::lives_there(r, key)) {
            continue;
        }
        for (detail, what) in &details {
            // The street is part of the address, which is told already where it stands whole.
            let told = *what == "the street" && details.iter().any(|(d, w)| *w == "the address" && matching::holds(&text.text, d));
            if !told && matching::holds(&text.text, detail) {
                let finding = cx
                    .finding(text.pointer.clone(), format!("{what} of the confidential placement stands in this text"))
                    .also(Place::At("/child/placement/confidential".to_owned()), "marked confidential here")
                    .help("take it out: text goes to everyone on the distribution list")
                    .source("UK GDPR, article 5(1)(f)");
                cx.add(finding);
            }
        }
    }
}
