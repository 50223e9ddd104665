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

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
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
    out.push('"');
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
                    push_string(out, &key.to_string());
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
