//! What a draft of a record takes over from a review, and the lists of the pack's own codes below it.

use std::fmt::Write as _;

use super::Registered;
use crate::policy::Policy;
use crate::read::{Node, Value};

/// What a draft is made from.
#[derive(Debug)]
pub struct From<'a> {
    /// The review.
    pub review: &'a Node,
    /// Its file's text, for what goes on as it was written.
    pub text: &'a str,
    /// The pack.
    pub pack: &'a Policy,
}

impl From<'_> {
    /// The day it was held.
    #[must_use]
    pub fn held(&self) -> &str {
        self.review.get("review").and_then(|r| r.text_at("date")).unwrap_or("[date of the review]")
    }

    /// The day planned for the next.
    #[must_use]
    pub fn planned(&self) -> Option<&str> {
        self.review.get("next_review").and_then(|n| n.text_at("date"))
    }

    /// One block of the review's file, as it was written.
    #[must_use]
    pub fn verbatim(&self, key: &str) -> &str {
        blocks(self.text).into_iter().find(|b| b.split(':').next() == Some(key)).unwrap_or_default()
    }
}

/// Codes of a pack, under what they are for.
pub type Codes = Vec<(String, Vec<String>)>;

/// Lists of codes as comments.
#[must_use]
pub fn lists(codes: &Codes) -> String {
    let mut out = String::new();
    for (title, lines) in codes.iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(out, "\n# {title} of this pack:");
        for line in lines {
            let _ = writeln!(out, "#   {line}");
        }
    }
    out
}

/// The scaffold of a kind with what a review knows already.
#[must_use]
pub fn drafted<K: Registered>(from: &From<'_>) -> String {
    let mut out = String::new();
    for block in blocks(K::SCAFFOLD) {
        let key = block.split(':').next().unwrap_or_default();
        match K::drafted(key, from, block).or_else(|| shared(key, from)) {
            Some(own) => out.push_str(&own),
            None => out.push_str(block),
        }
    }
    out
}

/// What every kind takes over in the same way.
fn shared(key: &str, from: &From<'_>) -> Option<String> {
    Some(match key {
        "policy" => format!("policy: {}\n", from.pack.name),
        "child" => {
            let keys = ["reference", "name", "known_as", "pronouns", "date_of_birth"];
            let child = from.review.get("child");
            let lines = keys.iter().filter_map(|key| Some(format!("  {key}: {}\n", scalar(child?.text_at(key)?))));
            format!("child:\n{}\n", lines.collect::<String>())
        }
        "people" => people(from.review),
        "previous_review" => format!("previous_review: {}\n", from.held()),
        "next_review" => format!("next_review: {}\n", from.planned().unwrap_or("\"[date planned for the next]\"")),
        _ => return None,
    })
}

/// The codes of significant changes.
#[must_use]
pub fn changes(pack: &Policy) -> Vec<String> {
    pack.changes.iter().map(|c| format!("{} – {}", c.change, c.title)).collect()
}

/// The kinds of good practice.
#[must_use]
pub fn practice(pack: &Policy) -> Vec<String> {
    pack.rag.recognition.characteristics.iter().map(|c| format!("{} – {}", c.key, c.title)).collect()
}

/// The blocks of a scaffold: from one key at the beginning of a line to the next.
fn blocks(scaffold: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = vec![0];
    let mut at = 0;
    for line in scaffold.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([scaffold.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| scaffold.get(*start..end)).collect()
}

/// The people whom the records between reviews need: workers and managers, not the whole family.
fn people(review: &Node) -> String {
    let mut out = "people:\n".to_owned();
    let Some(Value::Map(people)) = review.get("people").map(|n| &n.value) else { return out };
    let roles = ["independent_reviewing_officer", "social_worker", "team_manager", "service_manager", "head_of_service", "senior_manager"];
    for (key, person) in people.iter().filter(|(_, p)| p.text_at("role").is_some_and(|r| roles.contains(&r))) {
        let fields = ["name", "role", "title", "qualified", "team", "phone", "email"];
        let fields: Vec<String> = fields.iter().filter_map(|f| Some(format!("{f}: {}", scalar(person.text_at(f)?)))).collect();
        let _ = writeln!(out, "  {}: {{ {} }}", key.text, fields.join(", "));
    }
    out.push('\n');
    out
}

/// A text as a YAML scalar that means just that text.
#[must_use]
pub fn scalar(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’'))
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ');
    if plain { text.to_owned() } else { serde_json::Value::String(text.to_owned()).to_string() }
}
