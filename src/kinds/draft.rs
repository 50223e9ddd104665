//! What a draft of a record takes over from a review, and the lists of the pack's own codes below it.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::Registered;
use crate::policy::Policy;
use crate::read::{Node, Value};
use crate::record::describe;
use crate::spelling::scalar;
use crate::words;

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

/// Codes, under what they are for.
pub type Codes = Vec<(String, Vec<String>)>;

/// Lists of codes as comments.
#[must_use]
pub fn lists(codes: &Codes) -> String {
    let mut out = String::new();
    for (title, lines) in codes.iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(out, "\n# {title}:");
        for line in lines {
            let _ = writeln!(out, "#   {line}");
        }
    }
    out
}

/// A scaffold with what the types say of its fields: `<help child.school>` is what a field is, `<choices status>` the values it can
/// have, which are the pack's where it has its own. Those that are too many for a line are handed back, in words.
///
/// # Errors
/// The first field that the types do not have.
pub fn described(scaffold: &str, schema: &Json, pack: &Policy) -> Result<(String, Codes), String> {
    let mut out = String::new();
    let mut lists: Codes = Vec::new();
    let mut rest = scaffold;
    while let Some((before, marked)) = rest.split_once('<') {
        out.push_str(before);
        let (marker, after) = marked.split_once('>').ok_or("a `<` without its `>`")?;
        let (what, path) = marker.split_once(' ').ok_or_else(|| format!("`<{marker}>` names no field"))?;
        let field = path.split('.').try_fold(schema, within).ok_or_else(|| format!("there is no field `{path}`"))?;
        match what {
            "help" => out.push_str(&words::small(&describe::help(field))),
            "choices" => {
                let own = choices_of_pack(path, pack);
                let (keys, labels) = own.or_else(|| choices(field)).ok_or_else(|| format!("`{path}` has no choices"))?;
                let line = one_of(&keys);
                // A code such as PN1 says nothing by itself.
                let says_itself = !keys.iter().any(|key| key.contains(|c: char| c.is_ascii_digit()));
                if line.len() <= A_LINE && says_itself {
                    out.push_str(&line);
                } else {
                    out.push_str("from the list at the end");
                    let title = format!("Choices for `{path}`");
                    let lines = keys.iter().zip(labels).map(|(key, label)| format!("{key} – {label}")).collect();
                    if !lists.iter().any(|(other, _)| *other == title) {
                        lists.push((title, lines));
                    }
                }
            }
            other => return Err(format!("`<{other} …>` means nothing")),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok((out, lists))
}

/// As many characters of choices as a comment holds.
const A_LINE: usize = 100;

/// The field below another, through lists and maps with keys of their own.
fn within<'s>(schema: &'s Json, key: &str) -> Option<&'s Json> {
    let mut schema = schema;
    while let Some(items) = schema.get("items") {
        schema = items;
    }
    match schema.get("properties").and_then(|p| p.get(key)) {
        Some(field) => Some(field),
        None => schema.get("additionalProperties").filter(|s| s.is_object()),
    }
}

/// The choices of a field, or of each item of a list, with their words.
fn choices(field: &Json) -> Option<(Vec<&str>, Vec<&str>)> {
    let field = if field.get("enum").is_some() { field } else { field.get("items")? };
    let texts = |key: &str| field.get(key)?.as_array()?.iter().map(Json::as_str).collect::<Option<Vec<_>>>();
    Some((texts("enum")?, texts("x-words")?))
}

/// The choices of a field that are the pack's, with their words.
fn choices_of_pack<'p>(path: &str, pack: &'p Policy) -> Option<(Vec<&'p str>, Vec<&'p str>)> {
    let all: Vec<(&str, &str)> = match path {
        "review.type" => pack.reviews.iter().map(|(key, review)| (key.as_str(), review.name.as_str())).collect(),
        "decisions.starred" => pack.starred.iter().map(|(key, category)| (key.as_str(), category.title.as_str())).collect(),
        "change.code" | "changes.code" => pack.changes.iter().map(|rule| (rule.change.as_str(), rule.title.as_str())).collect(),
        _ => return None,
    };
    Some(all.into_iter().unzip())
}

/// `a, b or c`.
fn one_of(keys: &[&str]) -> String {
    match keys {
        [init @ .., last] if !init.is_empty() => format!("{} or {last}", init.join(", ")),
        _ => keys.concat(),
    }
}

/// The scaffold of a kind, described, as a pack has it, with what a review knows already.
#[must_use]
pub fn begun<K: Registered>(scaffold: &str, pack: &Policy, from: Option<&From<'_>>) -> String {
    let mut out = String::new();
    for block in blocks(scaffold) {
        let key = block.split(':').next().unwrap_or_default();
        let block = if key == "policy" {
            block.replacen("policy: statutory", &format!("policy: {}", pack.name), 1)
        } else {
            K::packed(key, pack, block)
        };
        let own = from.and_then(|from| K::drafted(key, from, &block).or_else(|| shared(key, from)));
        out.push_str(&own.unwrap_or(block));
    }
    out
}

/// The entries of a block that stand one step below its key: each with the comments before it.
pub fn entries(block: &str) -> (&str, Vec<&str>) {
    let begins = |line: &str| line.strip_prefix("  ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'));
    let mut starts = Vec::new();
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        if begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let head = block.get(..starts.first().copied().unwrap_or(block.len())).unwrap_or_default();
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    (head, starts.iter().zip(ends).filter_map(|(start, end)| block.get(*start..end)).collect())
}

/// Lines put behind a `#`, to be taken into use.
#[must_use]
pub fn commented(lines: &str) -> String {
    lines.lines().map(|line| format!("  # {}\n", line.strip_prefix("  ").unwrap_or(line))).collect()
}

/// What every kind takes over in the same way.
fn shared(key: &str, from: &From<'_>) -> Option<String> {
    Some(match key {
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
        let fields: Vec<String> = fields.iter().filter_map(|f| Some(format!("{f}: {}", as_written(person.get(f)?)?))).collect();
        let _ = writeln!(out, "  {}: {{ {} }}", key.text, fields.join(", "));
    }
    out.push('\n');
    out
}

/// A value as it was written: without quotation marks where it had none and can do without.
fn as_written(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, plain: true } if matches!(text.as_str(), "true" | "false") => Some(text.clone()),
        Value::Scalar { text, .. } => Some(scalar(text)),
        _ => None,
    }
}
