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

/// Longest word that is left whole: a longer one might not fit into the narrowest column of a table.
const WHOLE: usize = 20;

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for word in text.split_inclusive(char::is_whitespace) {
        if word.len() <= WHOLE || word.trim_end().chars().count() <= WHOLE {
            word.chars().for_each(|c| push_char(out, c));
        } else {
            push_long(out, word);
        }
    }
    out.push('"');
}

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
