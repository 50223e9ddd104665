//! Text as words that can be compared however they were typed: without accents and capitals, without apostrophes, with every hyphen, dash,
//! bracket, bullet, mark of Markdown and kind of space as the end of a word. Each word knows where in the text it stands.

use ecow::EcoString;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::hashed::ends;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its letters and digits, folded.
    pub key: EcoString,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether an `@` follows it at once or it belongs to an address that has one.
    pub mail: bool,
    /// Whether what stands before it is more than the end of a word: a full stop behind a word, a blank line, another cell.
    pub apart: bool,
    /// The hashes of it and of what it may be the possessive or plural of: a text is looked through for many things.
    pub(super) ends: [u64; 3],
}

impl Word {
    /// Whether it is one letter or digit.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.key.len() <= 4 && self.key.chars().nth(1).is_none()
    }
}

/// The words of a text.
#[must_use]
pub fn fold(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut current: Option<Word> = None;
    // What has been passed since the last word.
    let mut gap = Gap::default();
    let mut at = 0;
    let after = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    while let Some(c) = after(at) {
        let here = at;
        at += c.len_utf8();
        if !c.is_ascii() && (is_invisible(c) || is_combining_mark(c)) {
            continue;
        }
        // Within a word `_` parts two, as in the name of a file.
        if c == '_' && current.is_some() && after(at).is_some_and(char::is_alphanumeric) {
            end(&mut current, &mut words);
            continue;
        }
        // Markdown's marks between letters are no end of a word.
        if matches!(c, '*' | '_' | '`' | '\\') {
            if current.is_some() && !after(at).is_some_and(|next| next.is_alphanumeric() || matches!(next, '*' | '_' | '`')) {
                end(&mut current, &mut words);
            }
            continue;
        }
        if is_apostrophe(c) {
            // Inside a word it is left out; at its edge it is a quotation mark.
            continue;
        }
        if c == '&'
            && let Some((entity, length)) = entity(text.get(here..).unwrap_or_default())
        {
            at = here + length;
            if !is_apostrophe(entity) && !is_invisible(entity) {
                end(&mut current, &mut words);
            }
            continue;
        }
        if !c.is_alphanumeric() {
            end(&mut current, &mut words);
            // `St.`, `Mrs.` and an initial are no end of a sentence.
            let short = c == '.' && words.last().is_some_and(|w| w.end == here && (w.is_single() || SHORT.contains(&w.key.as_str())));
            if !short {
                gap.pass(c);
            }
            continue;
        }
        let word = current.get_or_insert_with(|| {
            let broken = words.last().is_some_and(|before: &Word| gap.breaks_a_word(c, before));
            let apart = gap.is_apart();
            gap = Gap::default();
            match broken.then(|| words.pop()).flatten() {
                Some(before) => before,
                None => Word { key: EcoString::new(), start: here, end: here, capital: c.is_uppercase(), mail: false, apart, ends: [0; 3] },
            }
        });
        if c.is_ascii() {
            // The plain letters that follow go with it.
            let more = text.as_bytes().iter().skip(at).take_while(|b| b.is_ascii_alphanumeric()).count();
            let run = text.get(here..at + more).unwrap_or_default();
            // `OakfieldHouse`, `14Sample` and `MrWetherby` are two words without their space.
            let run = run.get(..seam(run)).unwrap_or(run);
            let more = run.len() - c.len_utf8();
            at += more;
            if run.bytes().any(|b| b.is_ascii_uppercase()) {
                word.key.push_str(&run.to_ascii_lowercase());
            } else {
                word.key.push_str(run);
            }
        } else {
            letters(c, &mut word.key);
        }
        word.end = at;
        let next = after(at);
        if next == Some('@') {
            word.mail = true;
        }
        if next.is_some_and(|next| next.is_ascii_alphanumeric()) && c.is_ascii() {
            end(&mut current, &mut words);
        }
    }
    end(&mut current, &mut words);
    mail(text, &mut words);
    let mut words = joined(words);
    for word in &mut words {
        word.ends = ends(&word.key);
    }
    words
}

/// Words behind which a full stop ends nothing.
const SHORT: &[&str] = &["st", "mr", "mrs", "ms", "dr", "rev", "prof", "jr", "sr", "no", "rd", "ave", "ln"];

/// Where two words that were typed as one are to be parted, in bytes; its length where they are not. `McDonald` and `DeShawn` are names.
fn seam(run: &str) -> usize {
    let bytes = run.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if (1..=4).contains(&digits)
        && bytes.get(digits).is_some_and(u8::is_ascii_uppercase)
        && bytes.get(digits + 1).is_some_and(u8::is_ascii_lowercase)
    {
        return digits;
    }
    let titled = ["Mr", "Mrs", "Ms", "Miss", "Dr"]
        .iter()
        .any(|title| run.strip_prefix(title).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()) && rest.len() > 2));
    let least = if titled { 2 } else { 4 };
    let small_to_capital = |at: &usize| {
        let before = at.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(u8::is_ascii_lowercase);
        before && bytes.get(*at).is_some_and(u8::is_ascii_uppercase) && bytes.get(*at + 1).is_some_and(u8::is_ascii_lowercase)
    };
    (least..bytes.len()).find(small_to_capital).unwrap_or(bytes.len())
}

/// The words of a text, without where they stand.
#[must_use]
pub fn keys(text: &str) -> Vec<String> {
    fold(text).into_iter().map(|w| w.key.into()).collect()
}

/// What stands between two words.
#[derive(Default)]
struct Gap {
    hyphen: bool,
    line: usize,
    stop: bool,
    other: bool,
}

impl Gap {
    fn pass(&mut self, c: char) {
        match c {
            '-' | '\u{2010}' | '\u{2011}' => self.hyphen = true,
            '\n' | '\u{2028}' | '\u{2029}' => self.line += 1,
            '.' | '!' | '?' | ':' | '|' => self.stop = true,
            c if c.is_whitespace() => {}
            _ => self.other = true,
        }
    }

    /// Whether the word goes on in the next line: `Elli-` and `son`.
    fn breaks_a_word(&self, next: char, before: &Word) -> bool {
        self.hyphen && self.line == 1 && !self.stop && !self.other && next.is_lowercase() && before.key.chars().count() > 1
    }

    fn is_apart(&self) -> bool {
        self.stop || self.line > 1
    }
}

fn end(current: &mut Option<Word>, words: &mut Vec<Word>) {
    if let Some(word) = current.take().filter(|w| !w.key.is_empty()) {
        words.push(word);
    }
}

/// Marks the words of whole e-mail addresses.
fn mail(text: &str, words: &mut [Word]) {
    for i in 0..words.len() {
        if !words.get(i).is_some_and(|w| w.mail) {
            continue;
        }
        for at in (0..i).rev() {
            let (Some(this), Some(next)) = (words.get(at), words.get(at + 1)) else { break };
            if !text.get(this.end..next.start).is_some_and(|t| matches!(t, "." | "_" | "-" | "+")) {
                break;
            }
            if let Some(this) = words.get_mut(at) {
                this.mail = true;
            }
        }
    }
    // `jordan.ellison2@` is the second of that name.
    for word in words.iter_mut().filter(|w| w.mail) {
        let name = word.key.trim_end_matches(|c: char| c.is_ascii_digit());
        if !name.is_empty() && name.len() < word.key.len() {
            word.key = name.into();
        }
    }
}

/// Beginnings of names that are often typed as words of their own.
const PARTICLES: &[&str] = &["o", "mc", "mac", "d"];

/// Puts together what is one word typed as several: `O Rourke`, `Mc Donald`, `J o r d a n`.
fn joined(words: Vec<Word>) -> Vec<Word> {
    // Almost no text has any of it.
    let begins = |w: &Word| w.capital && PARTICLES.contains(&w.key.as_str());
    if !words.iter().any(begins) && !words.windows(4).any(|run| run.iter().all(Word::is_single)) {
        return words;
    }
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut letters = 0;
    for word in words {
        let single = word.is_single() && word.key.chars().all(char::is_alphabetic);
        let near = out.last().is_some_and(|before| word.start - before.end <= 2 && !word.apart);
        letters = if single && near { letters + 1 } else { usize::from(single) };
        let begins_a_name =
            out.last().is_some_and(|before| PARTICLES.contains(&before.key.as_str()) && before.capital && word.capital && near && !single);
        match out.last_mut() {
            Some(before) if begins_a_name => {
                before.key.push_str(&word.key);
                before.end = word.end;
            }
            _ => out.push(word),
        }
        // Four letters on their own are a word with spaces in it.
        if letters == 4 {
            let spelled = out.split_off(out.len() - 4);
            out.extend(together(spelled));
        } else if letters > 4
            && let (Some(letter), Some(before)) = (out.pop(), out.last_mut())
        {
            before.key.push_str(&letter.key);
            before.end = letter.end;
        }
    }
    out
}

fn together(spelled: Vec<Word>) -> Option<Word> {
    let mut spelled = spelled.into_iter();
    let mut word = spelled.next()?;
    for letter in spelled {
        word.key.push_str(&letter.key);
        word.end = letter.end;
    }
    Some(word)
}

/// A character without accent and capital; letters that are two in other words for one.
fn letters(c: char, key: &mut EcoString) {
    if c.is_ascii() {
        key.push(c.to_ascii_lowercase());
        return;
    }
    for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            'ø' => key.push('o'),
            'ł' => key.push('l'),
            'đ' | 'ð' => key.push('d'),
            'þ' => key.push_str("th"),
            'ı' => key.push('i'),
            'ŋ' => key.push('n'),
            'ħ' => key.push('h'),
            c if is_combining_mark(c) || !c.is_alphanumeric() => {}
            c => key.push(c),
        }
    }
}

/// Characters that are not seen: soft hyphens, marks of width nought, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}'
            | '\u{2019}'
            | '\u{201A}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{2035}'
            | '\u{B4}'
            | '`'
            | '\u{2BC}'
            | '\u{2BB}'
            | '\u{2B9}'
            | '\u{2C8}'
            | '\u{FF07}'
            | '\u{A78C}'
    )
}

/// The character that an entity of HTML stands for, and how long it is.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.get(..10.min(text.len())).or(Some(text))?.find(';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "apos" | "rsquo" | "lsquo" => '\'',
        "shy" | "zwnj" | "zwj" => '\u{AD}',
        "amp" => '&',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_alphanumeric())?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{fold, keys};

    #[test]
    fn one_name_however_it_was_typed() {
        for typed in [
            "O'Rourke",
            "O’Rourke",
            "O`Rourke",
            "ORourke",
            "O Rourke",
            "o&#x27;rourke",
            "O\u{2BC}Rourke",
            "**O'Rourke**",
            "Ó'Rourke",
            "O'Rou\u{AD}rke",
            "O'Rou-\nrke",
        ] {
            assert_eq!(keys(typed), ["orourke"], "{typed}");
        }
        for typed in [
            "Smythe-Vellard",
            "Smythe Vellard",
            "smythe\nvellard",
            "Smythe\u{2011}Vellard",
            "Smythe – Vellard",
            "(Smythe) Vellard",
            "Smythe\u{A0}Vellard",
            "- Smythe\n- Vellard",
        ] {
            assert_eq!(keys(typed), ["smythe", "vellard"], "{typed}");
        }
        assert_eq!(keys("Zoë Łukasz Åsa Straße ﬁnn"), ["zoe", "lukasz", "asa", "strasse", "finn"]);
        assert_eq!(keys("J O R D A N"), ["jordan"]);
        assert_eq!(keys("Jor**dan**"), ["jordan"]);
        assert_eq!(keys("A B C"), ["a", "b", "c"], "three letters are three letters");
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Said by Zoë, twice.";
        let words = fold(text);
        let zoe = words.get(2).map(|w| text.get(w.start..w.end));
        assert_eq!(zoe, Some(Some("Zoë")));
    }
}
