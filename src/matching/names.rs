//! The names and references of all children of a batch, looked up word by word, so that a text is gone through once however many
//! children there are.

use std::collections::{BTreeMap, BTreeSet};

use super::{has_word, is_word};

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
    /// Which words may be in one of the two: almost no word of a text is, and looking each up would be most of the work.
    filter: Filter,
}

/// Those whose names may stand in a record: the children it is about, and the people it lists.
#[derive(Debug, Default)]
pub struct Own<'a> {
    /// Reference, full name and the name in use of each child.
    pub children: Vec<(&'a str, &'a str, Option<&'a str>)>,
    /// Full names of the people.
    pub people: Vec<&'a str>,
}

/// A word of a text that may begin a name: which text, and where.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    text: usize,
    at: usize,
    len: usize,
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
                names.filter.insert(known_as);
                names.first.entry(known_as.to_owned()).or_default().insert(reference.to_owned());
            }
        }
        names
    }

    fn add(&mut self, name: &str, reference: &str) {
        if let Some((_, first)) = words(name).next() {
            self.filter.insert(first);
            self.full.entry(first.to_lowercase()).or_default().push((name.to_owned(), reference.to_owned()));
        }
    }

    /// The words of texts that may begin a name.
    #[must_use]
    pub fn candidates(&self, texts: &[impl AsRef<str>]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            found.extend(words(text.as_ref()).filter(|(_, w)| self.filter.may_hold(w)).map(|(at, w)| Candidate {
                text: i,
                at,
                len: w.len(),
            }));
        }
        found
    }

    /// Other children's full names and references in texts, as first written in the batch, each once a text.
    #[must_use]
    pub fn full_names_in(&self, texts: &[impl AsRef<str>], candidates: &[Candidate], own: &Own<'_>) -> BTreeSet<(usize, String)> {
        let mut hits = BTreeSet::new();
        for candidate in candidates {
            let Some((text, word)) = look(texts, candidate) else { continue };
            for (name, of) in self.full.get(&word.to_lowercase()).into_iter().flatten() {
                if !ends(text, candidate.at, name).is_some_and(|end| is_word(text, candidate.at, end)) {
                    continue;
                }
                if own.children.iter().any(|(reference, own, _)| of == reference || own.eq_ignore_ascii_case(name)) {
                    continue;
                }
                if !own.people.iter().any(|p| p.eq_ignore_ascii_case(name)) {
                    hits.insert((candidate.text, name.clone()));
                }
            }
        }
        hits
    }

    /// First names of other children that the texts use twice or more and that nobody of the record has, with the first text.
    #[must_use]
    pub fn first_names_in(&self, texts: &[impl AsRef<str>], candidates: &[Candidate], own: &Own<'_>) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for candidate in candidates {
            let Some((_, word)) = look(texts, candidate) else { continue };
            if let Some((name, _)) = self.first.get_key_value(word) {
                counts.entry(name).or_insert((0, candidate.text)).0 += 1;
            }
        }
        counts
            .into_iter()
            .filter(|(name, (count, _))| {
                if *count < 2 {
                    return false;
                }
                let is_own = own.children.iter().any(|(reference, full, known_as)| {
                    self.first.get(*name).is_some_and(|of| of.contains(*reference))
                        || has_word(full, name)
                        || known_as.is_some_and(|k| has_word(k, name))
                });
                !is_own && !own.people.iter().any(|p| has_word(p, name))
            })
            .map(|(name, (_, text))| (name.to_owned(), text))
            .collect()
    }
}

fn look<'t>(texts: &'t [impl AsRef<str>], candidate: &Candidate) -> Option<(&'t str, &'t str)> {
    let text = texts.get(candidate.text)?.as_ref();
    Some((text, text.get(candidate.at..candidate.at + candidate.len)?))
}

/// Where a name that begins at a place of a text ends, in any capitals; none where it does not stand there.
fn ends(text: &str, at: usize, name: &str) -> Option<usize> {
    let mut rest = text.get(at..)?.char_indices();
    for wanted in name.chars().flat_map(char::to_lowercase) {
        // A letter that becomes two in lower case is too rare to be looked for in other capitals.
        let (_, found) = rest.next()?;
        if found.to_lowercase().next() != Some(wanted) {
            return None;
        }
    }
    Some(rest.next().map_or(text.len(), |(i, _)| at + i))
}

/// A set of words that may say yes to one it does not hold, and never no to one it does.
#[derive(Debug)]
struct Filter {
    bits: Vec<u64>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { bits: vec![0; 1 << 14] }
    }
}

impl Filter {
    fn place(&self, word: &str) -> (usize, u64) {
        // FNV-1a over the word in lower case.
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = if word.is_ascii() {
            word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| step(h, b.to_ascii_lowercase()))
        } else {
            word.to_lowercase().bytes().fold(0xcbf2_9ce4_8422_2325, step)
        };
        let slot = usize::try_from(hash >> 40).unwrap_or(0);
        ((slot >> 6) % self.bits.len(), 1 << (slot & 63))
    }

    fn insert(&mut self, word: &str) {
        let (at, bit) = self.place(word);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = self.place(word);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The words of a text with their places: runs of letters and digits, with the hyphens and apostrophes inside names.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    // Whether the character at a place belongs to a word, and its length.
    let inside = move |at: usize, joins: bool| -> Option<(bool, usize)> {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric() || (joins && matches!(byte, b'-' | b'_')), 1));
        }
        let c = text.get(at..)?.chars().next()?;
        Some((c.is_alphanumeric(), c.len_utf8()))
    };
    std::iter::from_fn(move || {
        loop {
            match inside(at, false)? {
                (true, _) => break,
                (false, len) => at += len,
            }
        }
        let start = at;
        while let Some((true, len)) = inside(at, true) {
            at += len;
        }
        Some((start, text.get(start..at)?.trim_end_matches(['-', '_'])))
    })
}
