//! Values as Typst code: strings, numbers, lists and dictionaries as literals, from which no text can break out.

use std::fmt::Write as _;

use minijinja::Value;
use minijinja::value::ValueKind;

/// A Typst string literal. Backslash, quotation mark and control characters are all that needs escaping.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(&mut out, text);
    out
}

/// The same of what is no words to be set: the data of a picture.
pub fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars().for_each(|c| push_char(&mut out, c));
    out.push('"');
    out
}

/// Longest word that is left whole: a longer one might not fit into the narrowest column of a table.
const WHOLE: usize = 20;

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut words = text.split_inclusive(char::is_whitespace).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if let Some(tied) = word.strip_suffix(' ').filter(|tied| belong_together(before, tied, next)) {
            tied.chars().for_each(|c| push_char(out, c));
            out.push('\u{A0}');
            before = tied;
            continue;
        }
        before = "";
        if word.len() <= WHOLE || word.trim_end().chars().count() <= WHOLE {
            word.chars().for_each(|c| push_char(out, c));
        } else {
            push_long(out, word);
        }
    }
    out.push('"');
}

/// Whether a word is not to be parted from the next by the end of a line: the day, month and year of a date, the groups of a phone number.
/// `before` is the word that this one is tied to. Said here, because asking Typst to look for them costs a tenth of a document's time.
fn belong_together(before: &str, word: &str, next: &str) -> bool {
    let figures = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let is_number = |text: &str, most: usize| (1..=most).contains(&text.len()) && figures(text) == text.len();
    let is_day = is_number(word.trim_start_matches(['(', '‘', '“', '"']), 2);
    let starts_with_month = |text: &str| MONTHS.iter().any(|month| text.starts_with(month));
    if is_day {
        return starts_with_month(next);
    }
    if MONTHS.contains(&word) {
        return !before.is_empty() && figures(next) == 4;
    }
    if is_outward(word) && is_inward(next) {
        return true;
    }
    let opens = word.trim_start_matches(['(', '+']);
    let is_code = before.is_empty() && (opens.starts_with('0') || word.starts_with("+44")) && is_number(opens.trim_end_matches(')'), 5);
    (is_code || (!before.is_empty() && is_number(word, 4))) && figures(next) >= 3
}

/// The first half of a postcode: `TF1`, `SW1A`.
fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = word.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// The second half, whatever stop follows it: `1AA,`.
fn is_inward(word: &str) -> bool {
    let code: Vec<u8> = word.bytes().take_while(u8::is_ascii_alphanumeric).collect();
    matches!(code.as_slice(), [digit, a, b] if digit.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase())
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A long word, as an email address or a file's name, with breaks offered behind its signs, and where a run of letters has none: the
/// alternative is that it runs over the next column, or off the page. Such a break has no width and no glyph.
fn push_long(out: &mut String, word: &str) {
    let mut run = 0;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        push_char(out, c);
        run += 1;
        let more = chars.peek().is_some_and(|next| next.is_alphanumeric());
        if more && (run >= WHOLE || (run > 6 && matches!(c, '@' | '.' | '_' | '/' | '-'))) {
            out.push('\u{200B}');
            run = 0;
        }
    }
}

fn push_char(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push(' '),
        '\r' => {}
        // Reading took them out of records already; a policy pack or template could still hold one.
        c if c.is_control() => {}
        c => out.push(c),
    }
}

/// Any value of a view as a Typst literal.
pub fn value(value: &Value) -> String {
    let mut out = String::new();
    push(&mut out, value);
    out
}

fn push(out: &mut String, value: &Value) {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => out.push_str("none"),
        ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => {
            let _ = write!(out, "({value})");
        }
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('(');
            if let Ok(items) = value.try_iter() {
                for item in items {
                    push(out, &item);
                    // The comma behind the last one makes a list of one a list.
                    out.push(',');
                }
            }
            out.push(')');
        }
        ValueKind::Map => {
            out.push('(');
            let mut empty = true;
            if let Ok(keys) = value.try_iter() {
                for key in keys {
                    empty = false;
                    // Keys are the program's own words.
                    let _ = write!(out, "\"{key}\"");
                    out.push(':');
                    if let Ok(item) = value.get_item(&key) {
                        push(out, &item);
                    } else {
                        out.push_str("none");
                    }
                    out.push(',');
                }
            }
            out.push_str(if empty { ":)" } else { ")" });
        }
        _ => push_string(out, &value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn dates_and_phone_numbers_stay_together() {
        for (text, tied) in [
            ("on 12 March 2026.", "on 12~March~2026."),
            ("(1 May)", "(1~May)"),
            ("12 March, 2026", "12~March, 2026"),
            ("May 2026 and 120 May", "May 2026 and 120 May"),
            ("ring 01632 960 123, or 020 7946 0018", "ring 01632~960~123, or 020~7946~0018"),
            ("+44 1632 960123 now", "+44~1632~960123 now"),
            ("at 1 High Street, Testford, TF1 1AA, or SW1A 2AA.", "at 1 High Street, Testford, TF1~1AA, or SW1A~2AA."),
            ("0 of 12 children", "0 of 12 children"),
            ("room 5 on 3 May 2026 at 10", "room 5 on 3~May~2026 at 10"),
        ] {
            assert_eq!(string(text).trim_matches('"').replace('\u{A0}', "~"), tied);
        }
    }
}
