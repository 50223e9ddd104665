//! A record as a form: what its kind, status and pack ask for, made of the one description of fields. Every input knows the place of the
//! record that it stands for; nobody who fills it in sees that place, a key or a code.

mod choices;
pub mod labels;
mod people;
mod ticks;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value as Json;

use crate::policy::Policy;
use crate::read::{Node, Value};
use crate::record::describe::{Field, Form, Holds, below, escaped};
use crate::record::{Record, Status};
use crate::words::{self, capital};

/// What a form is made of.
#[derive(Debug)]
pub struct Look<'a> {
    /// The kind of record.
    pub kind: &'a str,
    /// Its schema.
    pub schema: &'a Json,
    /// Its fields.
    pub field: &'a Field,
    /// The record as it is.
    pub root: &'a Node,
    /// Its text, for the remarks beside what was carried over.
    pub text: &'a str,
    /// The record that `new` would write: what of it is asked of everybody.
    pub offered: &'a Node,
    /// The pack.
    pub pack: &'a Policy,
    /// The packs there are, with their titles.
    pub packs: &'a [(String, String)],
    /// What the record says of the rating's indicators: whether it stands, and in which words.
    pub facts: &'a BTreeMap<String, (bool, String)>,
    /// The review, as far as it can be read as one.
    pub review: Option<&'a Record>,
    /// Places that a finding speaks of.
    pub flagged: &'a BTreeSet<String>,
}

/// A part of the form with a heading of its own.
#[derive(Debug, Serialize)]
pub struct Section {
    /// What it is called on the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub hint: String,
    /// What stands in it.
    pub inputs: Vec<Input>,
}

/// Something to be filled in, or several things together.
#[derive(Debug, Default, Serialize)]
pub struct Input {
    /// JSON Pointer to its place.
    pub at: String,
    /// What it is called on the page.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it is.
    pub hint: String,
    /// Which of them it is: `text`, `area`, `date`, `choice`, `yesno`, `checks`, `lines`, `group`, `rows`, `ticks`.
    pub kind: &'static str,
    /// What stands there.
    pub value: String,
    /// The same in words, where it is written shorter.
    pub said: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// Whether a record must have it.
    pub required: bool,
    /// Whether few records have it, so that it stands behind "More".
    pub more: bool,
    /// What is below it.
    pub inputs: Vec<Input>,
    /// What one more of its rows is called; empty where rows cannot be added.
    pub one: String,
    /// Where it was carried over from, until somebody says that it is right.
    pub carried: String,
    /// What else the record says of it.
    pub facts: String,
    /// The most characters it can hold.
    pub longest: Option<u64>,
    /// Whether a row is shown open: something in it is to be put right, or hardly anything is written yet.
    pub open: bool,
    /// Whether it takes the whole width.
    pub wide: bool,
}

/// One of several things to be chosen.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Choice {
    /// As the record has it.
    pub value: String,
    /// In words.
    pub label: String,
    /// Whether it is chosen.
    pub on: bool,
}

/// Keys that say of the record itself how it is kept.
const OF_THE_RECORD: [&str; 6] = ["policy", "status", "written_to", "version", "corrected", "somebody_else"];

/// The sections of a record's form, in the order of its document.
#[must_use]
pub fn sections(look: &Look<'_>) -> Vec<Section> {
    let status = status(look.root);
    let mut own = Section { id: "s-record".to_owned(), title: "How far it is".to_owned(), hint: String::new(), inputs: Vec::new() };
    let mut out = Vec::new();
    for (key, field) in &look.field.named {
        let node = look.root.get(key);
        let is_over = key == "invited" && status > Status::Planned && node.is_none();
        if key == "kind" || is_over || field.from.is_some_and(|from| from > status) && node.is_none() {
            continue;
        }
        let Some(schema) = below_schema(look.schema, key) else { continue };
        let mut at = String::new();
        let mut input = below(&mut at, &escaped(key), |at| look.input(schema, field, node, at, Some(key)));
        if OF_THE_RECORD.contains(&key.as_str()) {
            input.more = !matches!(key.as_str(), "policy" | "status") && node.is_none();
            own.inputs.push(input);
            continue;
        }
        input.required = field.needed && field.from.is_none_or(|from| from <= status);
        let (title, hint) = (std::mem::take(&mut input.label), std::mem::take(&mut input.hint));
        let is_group = input.kind == "group" && input.carried.is_empty();
        if !is_group {
            input.label = title.clone();
        }
        let inputs = if is_group { input.inputs } else { vec![input] };
        if !inputs.is_empty() {
            out.push(Section { id: format!("s-{key}"), title, hint, inputs });
        }
    }
    out.insert(0, own);
    out
}

/// How far the writing of a record has come.
#[must_use]
pub fn status(root: &Node) -> Status {
    root.text_at("status").and_then(|status| serde_json::from_value(Json::from(status)).ok()).unwrap_or_default()
}

/// The part of a schema below a key or an item's number.
#[must_use]
pub fn below_schema<'s>(schema: &'s Json, part: &str) -> Option<&'s Json> {
    let direct = schema.get("properties").and_then(|p| p.get(part));
    let item = || schema.get("items").filter(|_| part.parse::<usize>().is_ok());
    direct.or_else(item).or_else(|| schema.get("additionalProperties").filter(|s| s.is_object()))
}

/// What a place is called on the page.
#[must_use]
pub fn id_of(at: &str) -> String {
    format!("f{}", at.replace('/', "-"))
}

impl Look<'_> {
    fn input(&self, schema: &Json, field: &Field, node: Option<&Node>, at: &mut String, key: Option<&str>) -> Input {
        let above = at.rsplit('/').nth(1).unwrap_or_default();
        let name = key.unwrap_or_default();
        let title = labels::label(self.kind, at, name);
        let hint = labels::own_hint(at).map_or_else(|| labels::hint(&field.help, &title), str::to_owned);
        let mut input = Input {
            at: at.clone(),
            id: id_of(at),
            label: title,
            hint,
            longest: schema.get("maxLength").and_then(Json::as_u64),
            carried: self.carried(node, at),
            ..Input::default()
        };
        let text = node.and_then(Node::text).map(str::trim_end).filter(|_| node.is_some_and(|n| !n.is_empty_scalar()));
        text.unwrap_or_default().clone_into(&mut input.value);
        let is_map = !field.named.is_empty() || field.entries.is_some();
        match () {
            () if at == "/policy" => {
                input.kind = "choice";
                input.options = choose(self.packs.iter().cloned(), text);
            }
            () if at == "/rag/ticks" => self.ticks(&mut input),
            () if at == "/rag/details" => input.kind = "none",
            () if is_map && field.holds == Holds::Data && field.keys == Holds::PersonKey => {
                self.by_person(&mut input, schema, field, node, at)
            }
            () if at == "/people" => self.people(&mut input, schema, field, node, at),
            () if is_map => {
                input.kind = "group";
                input.inputs = self.group(schema, field, node, at);
            }
            () if field.holds == Holds::PersonKey && field.items.is_some() => {
                input.kind = "checks";
                input.options = choose(self.persons(), None);
                self.mark(&mut input, node);
            }
            () if field.items.is_some() => self.list(&mut input, schema, field, node, at),
            () if field.holds == Holds::PersonKey => {
                input.kind = "choice";
                input.options = choose(self.persons(), text);
            }
            () => self.single(&mut input, schema, field, text, (above, name)),
        }
        input.wide = !matches!(input.kind, "text" | "date" | "time" | "number" | "choice" | "yesno")
            || input.longest.is_some_and(|longest| longest > 200)
            || at == "/rag/action";
        input
    }

    /// One value.
    fn single(&self, input: &mut Input, schema: &Json, field: &Field, text: Option<&str>, (above, name): (&str, &str)) {
        input.kind = match &field.form {
            Form::Date => "date",
            Form::Time => "time",
            Form::YesNo => "yesno",
            Form::Whole | Form::Number => "number",
            Form::Choice(words) => {
                input.options = choose(words.iter().map(|(key, word)| (key.clone(), choices::word(key, word))), text);
                "choice"
            }
            Form::Key(words) => {
                let own = choices::of_pack(self.pack, self.root, above, name);
                let words = words.iter().filter(|(key, _)| own.iter().all(|(other, _)| other != key) && own.is_empty());
                let all: Vec<(String, String)> =
                    own.iter().cloned().chain(words.map(|(key, word)| (key.clone(), choices::word(key, word)))).collect();
                if all.is_empty() {
                    "text"
                } else {
                    input.options = choose(all.into_iter(), text);
                    "choice"
                }
            }
            _ if schema.get("$comment").is_some() || input.longest.is_some_and(|longest| longest > 300) => "area",
            _ => "text",
        };
        if input.kind == "date" {
            // As people write it; what could not be understood stays as it was typed.
            if let Some(date) = text.and_then(|text| text.parse().ok()).filter(|date| !words::is_undated(*date)) {
                input.value = words::day(date);
                input.said = words::weekday(date).split_whitespace().next().unwrap_or_default().to_owned();
            }
        }
    }

    /// The fields of a map, and what else the pack asks for in it.
    fn group(&self, schema: &Json, field: &Field, node: Option<&Node>, at: &mut String) -> Vec<Input> {
        let status = status(self.root);
        let required: Vec<&str> = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
        let offered = self.offered_at(at);
        let mut out = Vec::new();
        let of_pack = choices::entries(self.pack, at, self.kind, self.review);
        for (key, named) in &field.named {
            let own = node.and_then(|node| node.get(key));
            if named.from.is_some_and(|from| from > status) && own.is_none() {
                continue;
            }
            // Of matters and steps the pack says which there are.
            let rule = of_pack.iter().find(|entry| entry.key == *key);
            if at == "/matters" && rule.is_none() && own.is_none() {
                continue;
            }
            let Some(part) = below_schema(schema, key) else { continue };
            let mut input = below(at, &escaped(key), |at| self.input(part, named, own, at, Some(key)));
            if input.kind == "none" {
                continue;
            }
            let is_required = required.contains(&key.as_str());
            let needed = named.needed && named.from.is_none_or(|from| from <= status);
            input.required = is_required || needed;
            let is_asked = offered.is_some_and(|offered| offered.get(key).is_some()) || rule.is_some_and(|rule| rule.usual);
            let is_flagged = self.flagged.iter().any(|place| *place == input.at || place.starts_with(&format!("{}/", input.at)));
            input.more = !(is_required || needed || own.is_some() || is_asked || is_flagged || labels::is_asked_of_all(&input.at));
            if let Some(rule) = rule {
                rule.title.clone_into(&mut input.label);
                if at == "/matters" {
                    rule.source.clone_into(&mut input.hint);
                }
            }
            // A matter was talked about, or it is said why not.
            if at.starts_with("/matters/") {
                let is_said = node.is_some_and(|node| node.get("text").is_some());
                input.more = key == "not_discussed" && is_said && own.is_none();
                input.wide = true;
            }
            out.push(input);
        }
        // Entries of the pack's own, and those that are there.
        if let (Some(entries), Some(part)) = (&field.entries, schema.get("additionalProperties").filter(|s| s.is_object())) {
            let there = match node.map(|node| &node.value) {
                Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.text.clone()).collect(),
                _ => Vec::new(),
            };
            let is_named = |key: &str| field.named.iter().any(|(named, _)| named == key);
            let own = of_pack.iter().map(|entry| entry.key.clone());
            let mut keys: Vec<String> = own.chain(there).filter(|key| !is_named(key)).collect();
            let mut seen = BTreeSet::new();
            keys.retain(|key| seen.insert(key.clone()));
            for key in keys {
                let own = node.and_then(|node| node.get(&key));
                let mut input = below(at, &escaped(&key), |at| self.input(part, entries, own, at, Some(&key)));
                let rule = of_pack.iter().find(|entry| entry.key == key);
                if let Some(rule) = rule {
                    rule.title.clone_into(&mut input.label);
                    input.hint = String::new();
                }
                input.more = own.is_none() && rule.is_some_and(|rule| !rule.usual);
                out.push(input);
            }
        }
        out
    }

    fn list(&self, input: &mut Input, schema: &Json, field: &Field, node: Option<&Node>, at: &mut String) {
        let (Some(items), Some(part)) = (&field.items, item_schema(schema)) else { return };
        let name = at.rsplit('/').next().unwrap_or_default().to_owned();
        if !items.named.is_empty() {
            input.kind = "rows";
            input.one = labels::one(&name);
            for (i, item) in node.map(Node::items).into_iter().flatten().enumerate() {
                below(at, &i.to_string(), |at| {
                    let inputs = self.group(part, items, Some(item), at);
                    let own = self.row_title(item, &inputs);
                    let number = format!("{} {}", capital(&input.one), i + 1);
                    let words = item.text_at("what").map(|what| words::opening(what, 70).0).filter(|what| !what.trim().is_empty());
                    let numbered = words.map_or_else(|| number.clone(), |words| format!("{number}: {words}"));
                    let label = if item.get("what").is_some() { numbered } else { own.unwrap_or(numbered) };
                    let carried = self.carried(Some(item), at);
                    let open = self.is_open(at, item);
                    input.inputs.push(Input {
                        at: at.clone(),
                        id: id_of(at),
                        label,
                        kind: "row",
                        inputs,
                        carried,
                        open,
                        ..Input::default()
                    });
                });
            }
            if node.is_some_and(|node| node.items().is_empty() && matches!(node.value, Value::Seq(_))) {
                "none".clone_into(&mut input.value);
            }
            return;
        }
        match &items.form {
            _ if items.holds == Holds::PersonKey => {
                input.kind = "checks";
                input.options = choose(self.persons(), None);
            }
            Form::Choice(words) => {
                input.kind = "checks";
                input.options = choose(words.iter().map(|(key, word)| (key.clone(), choices::word(key, word))), None);
            }
            Form::Key(_) => {
                let own = choices::of_pack(self.pack, self.root, at.rsplit('/').nth(1).unwrap_or_default(), &name);
                input.kind = if own.is_empty() { "lines" } else { "checks" };
                input.options = choose(own.into_iter(), None);
            }
            _ => input.kind = "lines",
        }
        if input.kind == "lines" {
            let lines: Vec<&str> = node.map(Node::items).into_iter().flatten().filter_map(Node::text).collect();
            if !lines.is_empty() {
                input.value = lines.join("\n");
            }
            if items.form != Form::Lines {
                input.hint = format!("{} One on each line.", input.hint).trim().to_owned();
            }
            return;
        }
        self.mark(input, node);
    }

    /// Whether a row is shown open.
    fn is_open(&self, at: &str, item: &Node) -> bool {
        let below = format!("{at}/");
        let is_flagged = self.flagged.iter().any(|place| place == at || place.starts_with(&below));
        is_flagged || matches!(&item.value, Value::Map(entries) if entries.len() < 2)
    }

    /// Marks what of a list is chosen.
    fn mark(&self, input: &mut Input, node: Option<&Node>) {
        let chosen: Vec<&str> = match node.map(|node| &node.value) {
            Some(Value::Seq(items)) => items.iter().filter_map(Node::text).collect(),
            Some(Value::Scalar { text, .. }) if !text.is_empty() => vec![text.as_str()],
            _ => Vec::new(),
        };
        for option in &mut input.options {
            option.on = chosen.contains(&option.value.as_str());
        }
        for key in chosen {
            if !input.options.iter().any(|option| option.value == key) {
                input.options.push(Choice { value: key.to_owned(), label: labels::plain_words(key), on: true });
            }
        }
        input.value = String::new();
    }

    /// What a row is called by what it holds: the person or paper it is about.
    fn row_title(&self, item: &Node, inputs: &[Input]) -> Option<String> {
        let first = inputs.iter().find(|first| first.kind == "choice" && first.required)?;
        let value = item.text_at(first.at.rsplit('/').next()?)?;
        first.options.iter().find(|option| option.value == value).map(|option| option.label.clone())
    }

    /// Where a value was carried over from, as the remark beside or above it says.
    fn carried(&self, node: Option<&Node>, at: &str) -> String {
        let Some(node) = node else { return String::new() };
        let Some(remark) = crate::edit::remark(self.text, self.root, at, node).and_then(|range| self.text.get(range)) else {
            return String::new();
        };
        match remark.split_whitespace().find_map(|word| word.trim_end_matches(':').parse().ok()) {
            Some(date) => format!("Carried over from the review of {}", words::day(date)),
            None => "Carried over from the last review".to_owned(),
        }
    }

    /// What of a place the scaffold asks of everybody.
    fn offered_at(&self, at: &str) -> Option<&Node> {
        // Of people what is asked of those with the same role.
        if let Some(rest) = at.strip_prefix("/people/") {
            let role = self.root.get("people").and_then(|people| people.get(rest.split('/').next()?)).and_then(|p| p.text_at("role"));
            let Some(Value::Map(offered)) = self.offered.get("people").map(|people| &people.value) else { return None };
            let like = offered.iter().find(|(_, person)| person.text_at("role") == role).or_else(|| offered.first());
            return like.map(|(_, person)| person).filter(|_| !rest.contains('/'));
        }
        crate::edit::parts(at).iter().try_fold(self.offered, |node, part| match &node.value {
            Value::Map(entries) => {
                let own = entries.iter().find(|(key, _)| key.text == *part);
                own.map(|(_, node)| node)
            }
            Value::Seq(items) => items.first(),
            Value::Scalar { .. } => None,
        })
    }
}

/// The schema of a list's items.
fn item_schema(schema: &Json) -> Option<&Json> {
    let forms = ["oneOf", "anyOf"].iter().find_map(|form| schema.get(form)?.as_array());
    schema.get("items").or_else(|| forms?.iter().find_map(|form| form.get("items")))
}

fn choose(all: impl Iterator<Item = (String, String)>, chosen: Option<&str>) -> Vec<Choice> {
    let mut out: Vec<Choice> =
        all.map(|(value, label)| Choice { on: chosen == Some(value.as_str()), label: capital(&label), value }).collect();
    if let Some(chosen) = chosen.filter(|chosen| !chosen.is_empty() && !out.iter().any(|choice| choice.value == *chosen)) {
        out.push(Choice { value: chosen.to_owned(), label: chosen.to_owned(), on: true });
    }
    out
}
