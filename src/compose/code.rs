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

/// Longest run of letters that is left whole: more would not fit into the narrowest column of a table.
const RUN: usize = 20;

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut run = 0;
    for c in text.chars() {
        // An email address or a file's name may be broken behind its signs, and any longer run where it has to be: the alternative
        // is that it runs over the next column, or off the page. The break that is offered there has no width and no glyph.
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > RUN {
            out.push('\u{200B}');
            run = 1;
        }
        if run > 6 && matches!(c, '@' | '.' | '_' | '/' | '-') && text.len() > RUN {
            push_char(out, c);
            out.push('\u{200B}');
            run = 0;
            continue;
        }
        push_char(out, c);
    }
    out.push('"');
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
