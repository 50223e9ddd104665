//! The names and references of all children of a batch, looked up word by word, so that a text is gone through once however many
//! children there are.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::texts::{Text, has_word, is_word};

/// First names that are also common words at the beginning of a sentence.
const WORDS: &[&str] = &[
    "April",
    "August",
    "Autumn",
    "Faith",
    "Grace",
    "Hope",
    "Joy",
    "June",
    "May",
    "Mark",
    "Rose",
    "Summer",
    "Will",
    "Christian",
    "Angel",
    "Chance",
    "Art",
    "Dad",
    "Mum",
];

/// All children's names and references, ready to be looked up.
#[derive(Debug, Default)]
pub struct Names {
    /// Full names and references by their first word in lower case: as written, and whose.
    full: BTreeMap<String, Vec<(String, String)>>,
    /// Names in use, and whose; one reference where several children share a name, which is enough to tell one's own.
    first: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    /// Takes in (reference, full name, name in use) of every child.
    #[must_use]
    pub fn new<'a>(children: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let mut names = Self::default();
        let mut seen = BTreeSet::new();
        for (reference, name, known_as) in children {
            if !seen.insert((reference, name, known_as)) {
                continue; // another record of the same child
            }
            if reference.len() >= 5 {
                names.add(reference, reference);
            }
            if name.split_whitespace().count() >= 2 {
                names.add(name, reference);
            }
            if known_as.chars().count() >= 3 && !WORDS.contains(&known_as) {
                names.first.entry(known_as.to_owned()).or_default().insert(reference.to_owned());
            }
        }
        names
    }

    fn add(&mut self, name: &str, reference: &str) {
        if let Some((_, first)) = words(name).next() {
            self.full.entry(first.to_lowercase()).or_default().push((name.to_owned(), reference.to_owned()));
        }
    }

    /// Other children's full names and references in a text, as first written in the batch.
    #[must_use]
    pub fn full_names_in(&self, text: &str, subject: &dyn Subject) -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let mut hits = BTreeSet::new();
        let mut own = None;
        for (at, word) in words(&lower) {
            for (name, of) in self.full.get(word).into_iter().flatten() {
                let end = at + name.to_lowercase().len();
                let there = lower.get(at..end).is_some_and(|t| t == name.to_lowercase()) && is_word(&lower, at, end);
                if !there {
                    continue;
                }
                let own = own.get_or_insert_with(|| subject.children());
                if own.iter().any(|(_, c)| *of == c.reference || c.name.eq_ignore_ascii_case(name)) {
                    continue;
                }
                if !subject.people().values().any(|p| p.name.eq_ignore_ascii_case(name)) {
                    hits.insert(name.clone());
                }
            }
        }
        hits
    }

    /// First names of other children that the texts use twice or more and that nobody of the record has, with the first place.
    #[must_use]
    pub fn first_names_in(&self, texts: &[Text<'_>], subject: &dyn Subject) -> Vec<(String, String)> {
        let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for text in texts {
            for (_, word) in words(&text.text) {
                if let Some((name, _)) = self.first.get_key_value(word) {
                    counts.entry(name).or_insert((0, &text.pointer)).0 += 1;
                }
            }
        }
        counts
            .into_iter()
            .filter(|(name, (count, _))| {
                if *count < 2 {
                    return false;
                }
                let own = subject.children().into_iter().any(|(_, c)| {
                    self.first.get(*name).is_some_and(|of| of.contains(c.reference))
                        || has_word(c.name, name)
                        || c.known_as.is_some_and(|k| has_word(k, name))
                });
                !own && !subject.people().values().any(|p| has_word(&p.name, name))
            })
            .map(|(name, (_, pointer))| (name.to_owned(), pointer.to_owned()))
            .collect()
    }
}

/// The words of a text with their places: runs of letters and digits, with the hyphens and apostrophes inside names.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.find(char::is_alphanumeric)?;
        let tail = text.get(start..)?;
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let end = start + tail.find(|c| !inside(c)).unwrap_or(tail.len());
        rest = end;
        Some((start, text.get(start..end)?.trim_end_matches(['-', '_'])))
    })
}
