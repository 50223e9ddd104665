//! Characters that a PDF for the archive refuses, and what stands in for them.
//! PDF/A wants every character to have a meaning and a glyph: private-use characters, control characters and stray
//! byte-order marks have neither, and one of them would stop the whole document.

use std::borrow::Cow;

/// A character that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where its replacement begins in the cleaned text, in bytes.
    pub at: usize,
    /// How long the replacement is, in bytes.
    pub len: usize,
    /// The character.
    pub was: char,
    /// What stands there now.
    pub now: &'static str,
}

impl Change {
    /// What happened, for the user.
    #[must_use]
    pub fn message(&self) -> String {
        let code = u32::from(self.was);
        let what = match self.was {
            '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' | '\u{F0FC}' | '\u{F076}' => "a Word bullet",
            '\u{FEFF}' => "a byte-order mark",
            '\u{E000}'..='\u{F8FF}' => "a private-use character",
            _ => "a control character",
        };
        match self.now {
            "" => format!("{what} (U+{code:04X}) cannot be printed and was left out"),
            " " => format!("{what} (U+{code:04X}) cannot be printed; a space stands in for it"),
            now => format!("{what} (U+{code:04X}) cannot be printed; `{now}` stands in for it"),
        }
    }
}

fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' | '\u{F0FC}' | '\u{F076}' => "•",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => "?",
        '\u{FEFF}' => "",
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}' => "",
        // Soft hyphens and direction overrides would break or hide words; marks and isolates that languages need stay.
        '\u{AD}' | '\u{202A}'..='\u{202E}' => "",
        '\u{2028}' | '\u{2029}' => "\n",
        c if c.is_control() => " ",
        _ => return None,
    })
}

/// Replaces what cannot be printed, and says what and where.
#[must_use]
pub fn clean(text: &str) -> (Cow<'_, str>, Vec<Change>) {
    if text.is_ascii() && !text.bytes().any(|b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r') || b == 0x7F) {
        return (Cow::Borrowed(text), Vec::new());
    }
    if !text.chars().any(|c| replacement(c).is_some()) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut changes = Vec::new();
    for c in text.chars() {
        match replacement(c) {
            Some(now) => {
                changes.push(Change { at: out.len(), len: now.len(), was: c, now });
                out.push_str(now);
            }
            None => out.push(c),
        }
    }
    (Cow::Owned(out), changes)
}
