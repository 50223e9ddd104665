//! Words as hashes, and a filter that passes over almost every word of a text.

use std::hash::Hasher;

/// FNV-1a, its bits mixed once more.
pub(super) fn one(word: &str) -> u64 {
    mixed(word.bytes().fold(0xcbf2_9ce4_8422_2325, step))
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

/// A set of words that may say yes to one it does not hold, and never no to one it does.
#[derive(Debug, Default)]
pub(super) struct Filter {
    bits: Vec<u64>,
    /// Whether numbers are looked for too.
    pub(super) digits: bool,
}

/// How many words of 64 bits a filter has: a million bits, so that a batch of ten thousand children leaves most of them nought.
pub(super) const BITS: usize = 1 << 14;

impl Filter {
    pub(super) fn is_empty(&self) -> bool {
        self.bits.is_empty() && !self.digits
    }

    fn place(hash: u64) -> (usize, u64) {
        let slot = usize::try_from(hash >> 44).unwrap_or(0);
        ((slot >> 6) % BITS, 1 << (slot & 63))
    }

    pub(super) fn insert(&mut self, hash: u64) {
        if self.bits.is_empty() {
            self.bits = vec![0; BITS];
        }
        let (at, bit) = Self::place(hash);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (at, bit) = Self::place(hash);
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
