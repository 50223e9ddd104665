//! Values as they are written into a record.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::spelling::scalar;

/// In one line, as between braces.
pub(super) fn inline(value: &Json) -> String {
    match value {
        Json::String(text) if text.contains('\n') => Json::from(text.trim_end()).to_string(),
        Json::String(text) => scalar(text),
        Json::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Json::Object(map) if map.is_empty() => "{}".to_owned(),
        Json::Object(map) => {
            let entries: Vec<String> = map.iter().map(|(key, value)| format!("{}: {}", scalar(key), inline(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

/// Behind a key that stands so many columns from the left: what follows its colon, and the lines below.
pub(super) fn block(value: &Json, indent: usize) -> (String, Vec<String>) {
    let pad = " ".repeat(indent + 2);
    match value {
        Json::String(text) if text.trim_end().contains('\n') => {
            let lines = text.trim_start_matches(['\n', ' ']).trim_end().lines().map(str::trim_end);
            (" |".to_owned(), lines.map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") }).collect())
        }
        Json::Array(items) if items.iter().any(|item| item.is_object() || item.as_str().is_some_and(|text| text.contains('\n'))) => {
            (String::new(), items.iter().map(|value| item(value, indent + 2)).collect())
        }
        Json::Object(map) if !map.is_empty() => (String::new(), map.iter().map(|(key, value)| entry(key, value, indent + 2)).collect()),
        other => (format!(" {}", inline(other)), Vec::new()),
    }
}

/// A key with its value, in lines of their own.
pub(super) fn entry(key: &str, value: &Json, indent: usize) -> String {
    let (head, lines) = block(value, indent);
    let mut out = format!("{}{}:{head}\n", " ".repeat(indent), scalar(key));
    lines.iter().for_each(|line| out.push_str(line));
    out
}

/// An item of a list whose dashes stand so many columns from the left.
pub(super) fn item(value: &Json, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match value {
        Json::Object(map) if !map.is_empty() => {
            let mut out = String::new();
            for (i, (key, value)) in map.iter().enumerate() {
                let text = entry(key, value, indent + 2);
                if i == 0 {
                    let _ = write!(out, "{pad}- {}", text.get(indent + 2..).unwrap_or_default());
                } else {
                    out.push_str(&text);
                }
            }
            out
        }
        Json::String(text) if text.contains('\n') => {
            let (head, lines) = block(value, indent);
            format!("{pad}-{head}\n{}", lines.concat())
        }
        other => format!("{pad}- {}\n", inline(other)),
    }
}
