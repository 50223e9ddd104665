//! The names and references of all children of a batch, searched for in one pass over a text however many there are.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::texts::{Text, has_word, is_word};
use crate::record::Record;

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

/// All children's names and references, ready to be searched for.
#[derive(Debug)]
pub struct Names {
    full: AhoCorasick,
    /// For each pattern of `full`: as written, and whose.
    full_of: Vec<(String, BTreeSet<String>)>,
    first: AhoCorasick,
    first_of: Vec<(String, BTreeSet<String>)>,
}

impl Names {
    /// Builds the search from (reference, full name, name in use). None when there is nothing to search for, or too much.
    #[must_use]
    pub fn new<'a>(children: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Option<Self> {
        let mut full: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
        let mut first: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (reference, name, known_as) in children {
            let mut add = |text: &str| {
                full.entry(text.to_lowercase()).or_insert_with(|| (text.to_owned(), BTreeSet::new())).1.insert(reference.to_owned());
            };
            if reference.len() >= 5 {
                add(reference);
            }
            if name.split_whitespace().count() >= 2 {
                add(name);
            }
            if known_as.chars().count() >= 3 && !WORDS.contains(&known_as) {
                first.entry(known_as.to_owned()).or_default().insert(reference.to_owned());
            }
        }
        let full_search = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(full.keys()).ok()?;
        let first_search = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(first.keys()).ok()?;
        Some(Self { full: full_search, full_of: full.into_values().collect(), first: first_search, first_of: first.into_iter().collect() })
    }

    /// Other children's full names and references in a text, as first written in the batch.
    #[must_use]
    pub fn full_names_in(&self, text: &str, record: &Record) -> BTreeSet<String> {
        let lower = text.to_lowercase();
        let mut hits = BTreeSet::new();
        for found in self.full.find_iter(&lower) {
            let Some((name, of)) = self.full_of.get(found.pattern().as_usize()) else { continue };
            if of.contains(&record.child.reference) || !is_word(&lower, found.start(), found.end()) {
                continue;
            }
            let listed = record.people.values().any(|p| p.name.eq_ignore_ascii_case(name)) || record.child.name.eq_ignore_ascii_case(name);
            if !listed {
                hits.insert(name.clone());
            }
        }
        hits
    }

    /// First names of other children that the texts use twice or more and that nobody of the record has, with the first place.
    #[must_use]
    pub fn first_names_in(&self, texts: &[Text<'_>], record: &Record) -> Vec<(String, String)> {
        let mut counts: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
        for text in texts {
            for found in self.first.find_iter(text.text) {
                if is_word(text.text, found.start(), found.end()) {
                    let slot = counts.entry(found.pattern().as_usize()).or_insert((0, &text.pointer));
                    slot.0 += 1;
                }
            }
        }
        counts
            .into_iter()
            .filter(|(_, (count, _))| *count >= 2)
            .filter_map(|(pattern, (_, pointer))| {
                let (name, of) = self.first_of.get(pattern)?;
                let known = of.contains(&record.child.reference)
                    || has_word(&record.child.name, name)
                    || record.child.known_as.as_deref().is_some_and(|k| has_word(k, name))
                    || record.people.values().any(|p| has_word(&p.name, name));
                (!known).then(|| (name.clone(), pointer.to_owned()))
            })
            .collect()
    }
}
