//! Finding names, addresses and numbers in text that people wrote. Knows nothing of records.

mod names;

pub use names::{Candidate, Names, Own};

use std::borrow::Cow;

/// A text as its reader sees it, for searching.
#[must_use]
pub fn bare(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| matches!(c, '*' | '_' | '`' | '\\' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}');
    let untouched = if text.is_ascii() {
        !text.bytes().any(|b| matches!(b, b'*' | b'_' | b'`' | b'\\' | b'&'))
    } else {
        !text.chars().any(|c| hidden(c) || matches!(c, '\u{A0}' | '&'))
    };
    if untouched {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&nbsp;", " ").replace('\u{A0}', " ");
    Cow::Owned(text.chars().filter(|c| !hidden(*c)).collect())
}

/// The street of an address without its number: `Sample Lane` of `14 Sample Lane, Testford`. One word alone is no street.
#[must_use]
pub fn street(address: &str) -> Option<&str> {
    let line = address.split(',').find(|part| part.chars().any(char::is_alphabetic))?.trim();
    let street = line.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii_digit());
    // `14b Sample Lane`: what is left of the number is a letter by itself.
    let street = street.split_once(' ').filter(|(first, _)| first.chars().count() == 1).map_or(street, |(_, rest)| rest).trim();
    street.contains(' ').then_some(street)
}

/// Whether a text holds a detail: numbers and postcodes whatever their spacing, names as whole words in any usual capitals.
#[must_use]
pub fn holds(text: &str, detail: &str) -> bool {
    let digits = detail.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 {
        // Most texts have too few digits to be worth rewriting.
        if text.bytes().filter(u8::is_ascii_digit).count() < digits {
            return false;
        }
        let squeeze = |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
        return squeeze(text).contains(&squeeze(detail));
    }
    // A single name in small letters is more often a word of the language: will, rose, sue.
    let in_small = detail.contains(' ') && has_word(text, &detail.to_lowercase());
    has_word(text, detail) || in_small || has_word(text, &detail.to_uppercase())
}

/// Whether a text has a word or words, with nothing grown onto them.
#[must_use]
pub fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| is_word(text, at, at + word.len()))
}

/// Whether what stands between two places of a text is a word by itself.
#[must_use]
pub fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
