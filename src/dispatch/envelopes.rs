//! What goes together: everything for one reader at one address in one envelope, once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sending, Way};
use crate::matching;

/// What goes to one reader in one go.
#[derive(Debug)]
pub struct Envelope<'a> {
    /// Which way.
    pub way: Way,
    /// The reader's name.
    pub reader: &'a str,
    /// Where it goes.
    pub address: &'a [String],
    /// Their e-mail address.
    pub email: &'a str,
    /// The copies: those with the address in the window first.
    pub copies: Vec<&'a Sending>,
}

impl Envelope<'_> {
    /// The pack of what is in it: under whose name it goes.
    #[must_use]
    pub fn pack(&self) -> &str {
        self.copies.first().map_or("statutory", |copy| &copy.pack)
    }

    /// Its pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.copies.iter().map(|copy| copy.pages).sum()
    }

    /// By when the first of them has to go.
    #[must_use]
    pub fn due(&self) -> Option<chrono::NaiveDate> {
        self.copies.iter().filter_map(|copy| copy.due).min()
    }

    /// Whether a cover page has to carry the address.
    #[must_use]
    pub fn needs_cover(&self) -> bool {
        self.way == Way::Post && !self.copies.iter().any(|copy| copy.in_window)
    }

    /// What is missing for it to go.
    #[must_use]
    pub fn missing(&self) -> &str {
        self.copies.iter().map(|copy| copy.missing.as_str()).find(|missing| !missing.is_empty()).unwrap_or_default()
    }
}

/// A name or an address however it is typed.
fn fold(text: &str) -> String {
    matching::keys(text).concat()
}

/// The envelopes, by way and reader. Children of two families are never in one, whoever their reader is.
#[must_use]
pub fn envelopes(sendings: &[Sending]) -> Vec<Envelope<'_>> {
    let mut by: BTreeMap<(Way, String, String, &str), Vec<&Sending>> = BTreeMap::new();
    for copy in sendings {
        let at = if copy.way == Way::Email { copy.email.trim().to_lowercase() } else { fold(&copy.address.join(" ")) };
        // What has no reader or way goes with nothing else.
        let alone = if copy.reader.is_empty() || copy.way == Way::Unsaid { copy.file.as_str() } else { copy.reference.as_str() };
        by.entry((copy.way, fold(&copy.reader), at, alone)).or_default().push(copy);
    }
    let mut out: Vec<Envelope<'_>> = by
        .into_values()
        .filter_map(|mut copies| {
            copies.sort_by_key(|copy| (!copy.in_window, &copy.file));
            let first = *copies.first()?;
            Some(Envelope { way: first.way, reader: &first.reader, address: &first.address, email: &first.email, copies })
        })
        .collect();
    let due = |e: &Envelope<'_>| e.due().unwrap_or(chrono::NaiveDate::MAX);
    out.sort_by(|a, b| (a.way, due(a), a.reader, a.address).cmp(&(b.way, due(b), b.reader, b.address)));
    out
}

/// Readers of one child who have two addresses, or two e-mail addresses: one of them is wrong, or old.
#[must_use]
pub fn with_two_addresses(sendings: &[Sending]) -> BTreeSet<(String, String)> {
    let mut known: BTreeMap<(String, String, bool), BTreeSet<String>> = BTreeMap::new();
    for copy in sendings.iter().filter(|copy| !copy.reader.is_empty()) {
        let key = |mail| (copy.reference.clone(), copy.reader.clone(), mail);
        if !copy.address.is_empty() {
            known.entry(key(false)).or_default().insert(fold(&copy.address.join(" ")));
        }
        if !copy.email.is_empty() {
            known.entry(key(true)).or_default().insert(copy.email.trim().to_lowercase());
        }
    }
    known.into_iter().filter(|(_, at)| at.len() > 1).map(|((reference, reader, _), _)| (reference, reader)).collect()
}
