//! Words as hashes, and a filter that passes over almost every word of a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a, its bits mixed once more.
pub(super) fn one(word: &str) -> u64 {
    mixed(word.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The hash of words written as one.
pub(super) fn together(words: &[&str]) -> u64 {
    mixed(words.iter().flat_map(|word| word.bytes()).fold(0xcbf2_9ce4_8422_2325, step))
}

/// The hashes of a word and of what it may be the possessive or plural of, as [`super::forms::stems`] has them, in one pass; that of the
/// word again where there is none.
pub(super) fn ends(word: &str) -> [u64; 3] {
    let bytes = word.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let (mut without_es, mut without_s) = (hash, hash);
    for byte in bytes {
        (without_es, without_s) = (without_s, hash);
        hash = step(hash, *byte);
    }
    let whole = mixed(hash);
    let s = bytes.ends_with(b"s") && bytes.len() > 3;
    let es = bytes.ends_with(b"es") && bytes.len() > 4;
    [whole, if s { mixed(without_s) } else { whole }, if es { mixed(without_es) } else { whole }]
}

pub(super) fn two(first: &str, last: &str) -> u64 {
    mixed(last.bytes().fold(step(first.bytes().fold(0xcbf2_9ce4_8422_2325, step), b' '), step))
}

pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

pub(super) fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// Words and what goes with each, none of them looked up twice as long as it takes to read it.
#[derive(Debug)]
pub(super) struct Words<T>(HashMap<u64, (&'static str, T), BuildHasherDefault<AsItIs>>);

impl<T> FromIterator<(&'static str, T)> for Words<T> {
    /// Of two entries for one word the first counts.
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let mut words = HashMap::default();
        for (word, with) in entries {
            words.entry(one(word)).or_insert((word, with));
        }
        Self(words)
    }
}

impl<T> Words<T> {
    pub(super) fn get(&self, word: &str) -> Option<&T> {
        self.0.get(&one(word)).filter(|(there, _)| *there == word).map(|(_, with)| with)
    }
}

/// A set of words that may say yes to one it does not hold, and never no to one it does.
#[derive(Debug)]
pub(super) struct Filter {
    bits: Vec<u64>,
    /// How many words of 64 bits it has, a power of two.
    size: usize,
    /// Whether numbers are looked for too.
    pub(super) digits: bool,
}

/// For what one record looks for: a few hundred words leave most bits nought.
const SMALL: usize = 1 << 7;

/// For a batch: a million bits, so that ten thousand children leave most of them nought.
const LARGE: usize = 1 << 14;

impl Default for Filter {
    fn default() -> Self {
        Self { bits: Vec::new(), size: SMALL, digits: false }
    }
}

impl Filter {
    pub(super) fn large() -> Self {
        Self { size: LARGE, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bits.is_empty() && !self.digits
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let slot = usize::try_from(hash >> 44).unwrap_or(0);
        ((slot >> 6) & (self.size - 1), 1 << (slot & 63))
    }

    pub(super) fn insert(&mut self, hash: u64) {
        if self.bits.is_empty() {
            self.bits = vec![0; self.size];
        }
        let (at, bit) = self.place(hash);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// Keys are hashes already.
#[derive(Debug, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
