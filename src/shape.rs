//! First stage of checking: is the file shaped as its schema says? All of it at once, in words for whoever wrote it.
//!
//! Scalars are typed here, by what the schema wants: a reference `00432` stays text, `yes` is a yes where a yes is asked for.
//! What fails is taken out of the value, so that the rules can still speak about the rest.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::Value as Json;

use crate::calendar;
use crate::diagnostic::{Capped, Finding, Located as _, Place, Severity, line_column};
use crate::read::{Node, Source, Value};
use crate::record::describe::{Field, Form, below, escaped};
use crate::words::list;

/// A compiled schema with its text, for the descriptions.
#[derive(Debug)]
pub struct Schema {
    validator: Validator,
    root: Json,
    fields: Field,
}

impl Schema {
    /// Compiles a schema.
    ///
    /// # Errors
    /// When it is not a valid JSON Schema.
    pub fn new(text: &str) -> Result<Self, String> {
        Self::of(serde_json::from_str(text).map_err(|e| e.to_string())?)
    }

    /// The same from its tree.
    ///
    /// # Errors
    /// When it is not a valid JSON Schema.
    pub fn of(root: Json) -> Result<Self, String> {
        let validator = jsonschema::options().should_validate_formats(true).build(&root).map_err(|e| e.to_string())?;
        let fields = Field::of(&root);
        Ok(Self { validator, root, fields })
    }

    /// It itself.
    #[must_use]
    pub fn root(&self) -> &Json {
        &self.root
    }

    /// What it says of each field.
    #[must_use]
    pub fn fields(&self) -> &Field {
        &self.fields
    }

    /// The part of the schema an error came from.
    fn part(&self, error: &ValidationError<'_>) -> Option<&Json> {
        let path = error.schema_path().as_str();
        let (parent, _) = path.rsplit_once('/')?;
        self.root.pointer(parent)
    }
}

/// A file whose shape was looked at.
#[derive(Debug)]
pub struct Shaped {
    /// The value without what failed.
    pub value: Json,
    /// What failed.
    pub findings: Vec<Finding>,
    /// Pointers to what was taken out.
    pub dropped: BTreeSet<String>,
    /// Of those, what is still to be written.
    pub to_be_written: Vec<String>,
}

/// Looks at the shape of a file.
#[must_use]
pub fn shape(schema: &Schema, source: &Source) -> Shaped {
    let mut value = to_json(&source.root, false);
    // Two rounds at most change anything: retyping a scalar cannot make another one need it.
    for _ in 0..3 {
        let retype: Vec<(String, Json)> = schema.validator.iter_errors(&value).filter_map(|e| retyped(&e, source)).collect();
        if retype.is_empty() {
            break;
        }
        for (pointer, new) in retype {
            if let Some(slot) = value.pointer_mut(&pointer) {
                *slot = new;
            }
        }
    }
    let mut shaped = Shaped { findings: Vec::new(), dropped: BTreeSet::new(), to_be_written: Vec::new(), value: Json::Null };
    // What could not be read is told already: it is not missing.
    shaped.dropped.extend(source.broken.iter().map(|key| format!("/{key}")));
    let mut left = Vec::new();
    placeholders(&value, &mut String::new(), &mut left);
    to_be_written(source, &left, &mut shaped);
    years(&value, &schema.fields, &mut String::new(), &mut shaped);
    for error in schema.validator.iter_errors(&value) {
        report(schema, &error, source, &mut shaped);
    }
    keys_in_texts(&source.root, &schema.fields, source, &mut String::new(), &mut shaped);
    if has_empty_key(&source.root) {
        left_open(&source.root, &schema.fields, &mut String::new(), &mut shaped);
    }
    remove(&mut value, &shaped.dropped);
    stray_keys(schema, source, &mut shaped);
    let mut capped = Capped::default();
    std::mem::take(&mut shaped.findings).into_iter().for_each(|finding| capped.push(finding));
    shaped.findings = capped.end();
    shaped.value = value;
    shaped
}

/// The tree as JSON: plain `true`, `false` and whole numbers typed, all else text; a key left empty as null if `keep_empty`, else
/// left out.
fn to_json(node: &Node, keep_empty: bool) -> Json {
    match &node.value {
        Value::Scalar { text, plain: false } => Json::String(text.clone()),
        Value::Scalar { text, plain: true } => match text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "" | "~" | "null" => Json::Null,
            t => match t.parse::<i64>() {
                Ok(n) if n.to_string() == t => Json::from(n),
                _ => Json::String(text.clone()),
            },
        },
        Value::Seq(items) => Json::Array(items.iter().map(|n| to_json(n, keep_empty)).collect()),
        Value::Map(entries) => {
            let entries = entries.iter().filter(|(_, n)| keep_empty || !n.is_empty_scalar());
            Json::Object(entries.map(|(k, n)| (k.text.clone(), to_json(n, keep_empty))).collect())
        }
    }
}

/// The tree as plain JSON.
#[must_use]
pub fn plain(node: &Node) -> Json {
    to_json(node, false)
}

/// Keys that stand without a value: unknown ones, and between braces any: `ticks: { well_managed }` says nothing.
fn stray_keys(schema: &Schema, source: &Source, shaped: &mut Shaped) {
    if !has_empty_key(&source.root) {
        return;
    }
    let mut told = BTreeSet::new();
    bare_keys(&source.root, &source.text, &mut String::new(), &mut told);
    let value = to_json(&source.root, true);
    for error in schema.validator.iter_errors(&value) {
        let Kind::AdditionalProperties { unexpected } = error.kind() else { continue };
        for key in unexpected {
            let at = format!("{}/{}", error.instance_path().as_str(), escaped(key));
            if value.pointer(&at).is_some_and(Json::is_null) {
                told.insert(at);
            }
        }
    }
    for at in told {
        let name = place_name(&at);
        shaped.findings.push(
            Finding::new("R102", Severity::Error, format!("`{name}` stands here without a value"), Place::Key(at))
                .help(format!("write `{name}: …` with what is to stand there, or take it out")),
        );
    }
}

fn has_empty_key(node: &Node) -> bool {
    match &node.value {
        Value::Scalar { .. } => false,
        Value::Seq(items) => items.iter().any(has_empty_key),
        Value::Map(entries) => entries.iter().any(|(_, n)| n.is_empty_scalar() || has_empty_key(n)),
    }
}

/// Pointers to the keys between braces behind which no colon stands.
fn bare_keys(node: &Node, text: &str, pointer: &mut String, told: &mut BTreeSet<String>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                below(pointer, &i.to_string(), |pointer| bare_keys(item, text, pointer, told));
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                below(pointer, &escaped(&key.text), |pointer| {
                    let behind = text.get(key.span().end..).unwrap_or_default().trim_start();
                    if item.is_empty_scalar() && behind.starts_with([',', '}']) {
                        told.insert(pointer.clone());
                    }
                    bare_keys(item, text, pointer, told);
                });
            }
        }
    }
}

/// The value a scalar was meant as, where the schema wants another type than it looks like.
fn retyped(error: &ValidationError<'_>, source: &Source) -> Option<(String, Json)> {
    let pointer = error.instance_path().as_str().to_owned();
    let raw = || {
        let mut node = &source.root;
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            node = match &node.value {
                Value::Map(entries) => entries.iter().find(|(k, _)| k.text == part).map(|(_, n)| n)?,
                Value::Seq(items) => items.get(part.parse::<usize>().ok()?)?,
                Value::Scalar { .. } => return None,
            };
        }
        match &node.value {
            Value::Scalar { text, plain: true } => Some(text.clone()),
            _ => None,
        }
    };
    let Kind::Type { kind: jsonschema::error::TypeKind::Single(wanted) } = error.kind() else {
        return None;
    };
    match (wanted, error.instance().as_ref()) {
        (JsonType::String, Json::Bool(_) | Json::Number(_)) => Some((pointer.clone(), Json::String(raw()?))),
        (JsonType::Boolean, Json::String(text)) => {
            let meant = match text.to_ascii_lowercase().as_str() {
                "yes" | "true" => true,
                "no" | "false" => false,
                _ => return None,
            };
            raw().map(|_| (pointer.clone(), Json::Bool(meant)))
        }
        // The tree knows whole numbers only: what else looks like one is text until a number is asked for.
        (JsonType::Number, Json::String(text)) => {
            let number: f64 = text.parse().ok().filter(|n: &f64| n.is_finite())?;
            raw().map(|_| (pointer.clone(), Json::from(number)))
        }
        _ => None,
    }
}

/// What stands in a table's cell for a figure that is not there (Government Analysis Function, symbols in tables).
const SHORTHAND: [&str; 13] = ["b", "c", "e", "er", "f", "low", "p", "r", "s", "u", "w", "x", "z"];

/// Whether a text is a placeholder of the scaffold: all of it in square brackets.
fn is_placeholder(text: &str) -> bool {
    let inner = text.trim().strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner.is_some_and(|t| !t.is_empty() && !t.contains(']') && !SHORTHAND.contains(&t.trim().to_ascii_lowercase().as_str()))
}

/// Pointers to the places of a draft that are still to be written, with what is asked for.
fn placeholders(value: &Json, pointer: &mut String, left: &mut Vec<(String, String)>) {
    match value {
        Json::String(text) if is_placeholder(text) => left.push((pointer.clone(), text.trim().to_owned())),
        Json::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                below(pointer, &i.to_string(), |pointer| placeholders(item, pointer, left));
            }
        }
        Json::Object(map) => {
            for (key, item) in map {
                below(pointer, &escaped(key), |pointer| placeholders(item, pointer, left));
            }
        }
        _ => {}
    }
}

/// One finding for all of them: a draft is no list of faults.
fn to_be_written(source: &Source, left: &[(String, String)], shaped: &mut Shaped) {
    shaped.dropped.extend(left.iter().map(|(pointer, _)| pointer.clone()));
    shaped.to_be_written.extend(left.iter().map(|(pointer, _)| pointer.clone()));
    let Some((first, asked)) = left.first() else { return };
    let mut lines: Vec<usize> = left.iter().map(|(pointer, _)| line_column(&source.text, source.span(pointer).start).0).collect();
    lines.dedup();
    let finding = if left.len() == 1 {
        Finding::new("R107", Severity::Error, format!("`{asked}` is still to be written"), Place::At(first.clone()))
    } else {
        Finding::new(
            "R107",
            Severity::Error,
            format!("{} places in brackets are still to be written, from `{asked}` on", left.len()),
            Place::At(first.clone()),
        )
        .help(format!("they stand in the lines {}", ranges(&lines)))
    };
    shaped
        .findings
        .push(finding.help("write what each asks for, or take the line out if it does not apply; `render --draft` shows how far it is"));
}

/// `8, 10 to 14 and 16`.
fn ranges(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let runs: Vec<String> = runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a} to {b}") }).collect();
    list(&runs)
}

/// Dates in years that no record is of: a digit is mistyped.
fn years(value: &Json, field: &Field, pointer: &mut String, shaped: &mut Shaped) {
    match value {
        Json::String(text) if field.form == Form::Date => {
            let year = text.parse::<NaiveDate>().ok().map(|date| date.year());
            if let Some(year) = year.filter(|year| !(FIRST_BIRTH..=calendar::LAST_YEAR).contains(year)) {
                shaped.findings.push(
                    Finding::new(
                        "R105",
                        Severity::Error,
                        format!("`{text}` is in the year {year}, of which no record is"),
                        Place::At(pointer.clone()),
                    )
                    .help(format!("look the year up again: dates are from {FIRST_BIRTH} to {}", calendar::LAST_YEAR)),
                );
                shaped.dropped.insert(pointer.clone());
            }
        }
        Json::Array(items) => {
            let Some(field) = &field.items else { return };
            for (i, item) in items.iter().enumerate() {
                below(pointer, &i.to_string(), |pointer| years(item, field, pointer, shaped));
            }
        }
        Json::Object(map) => {
            for (key, item) in map {
                let named = field.named.iter().find(|(name, _)| name == key).map(|(_, field)| field);
                let Some(field) = named.or(field.entries.as_deref()) else { continue };
                below(pointer, &escaped(key), |pointer| years(item, field, pointer, shaped));
            }
        }
        _ => {}
    }
}

/// The first year in which a child of these records can have been born.
const FIRST_BIRTH: i32 = 1990;

/// Keys that stand inside a text because they were written on its line: `what: The dentist about: [health]` is all text.
fn keys_in_texts(node: &Node, field: &Field, source: &Source, pointer: &mut String, shaped: &mut Shaped) {
    if source.repaired.is_empty() {
        return;
    }
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Seq(items) => {
            let Some(field) = &field.items else { return };
            for (i, item) in items.iter().enumerate() {
                below(pointer, &i.to_string(), |pointer| keys_in_texts(item, field, source, pointer, shaped));
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                let named = field.named.iter().find(|(name, _)| *name == key.text).map(|(_, field)| field);
                let below_it = named.or(field.entries.as_deref());
                if let Value::Scalar { text, .. } = &item.value
                    && source.repaired.iter().any(|r| r.line == line_column(&source.text, item.span().start).0)
                {
                    let inside = |name: &&String| text.contains(&format!(" {name}: ")) && !entries.iter().any(|(k, _)| k.text == **name);
                    if let Some(name) = field.named.iter().map(|(name, _)| name).filter(|name| **name != key.text).find(inside) {
                        let at = format!("{pointer}/{}", escaped(&key.text));
                        shaped.findings.push(
                            Finding::new(
                                "R109",
                                Severity::Error,
                                format!("`{name}:` stands inside the text of `{}`", key.text),
                                Place::At(at),
                            )
                            .help(format!(
                                "put `{name}:` on a line of its own below, beginning under the `{}` of `{}`",
                                key.text.chars().next().unwrap_or_default(),
                                key.text
                            ))
                            .help("if it is part of the text, put the whole text into quotation marks"),
                        );
                    }
                }
                let Some(field) = below_it else { continue };
                below(pointer, &escaped(&key.text), |pointer| keys_in_texts(item, field, source, pointer, shaped));
            }
        }
    }
}

/// Questions about who may know something that were left open: `confidential:` with nothing behind it.
fn left_open(node: &Node, field: &Field, pointer: &mut String, shaped: &mut Shaped) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Seq(items) => {
            let Some(field) = &field.items else { return };
            for (i, item) in items.iter().enumerate() {
                below(pointer, &i.to_string(), |pointer| left_open(item, field, pointer, shaped));
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                let named = field.named.iter().find(|(name, _)| *name == key.text).map(|(_, field)| field);
                let Some(field) = named.or(field.entries.as_deref()) else { continue };
                below(pointer, &escaped(&key.text), |pointer| {
                    if field.answers && item.is_empty_scalar() {
                        shaped.dropped.insert(pointer.clone());
                        shaped.findings.push(
                            Finding::new("R103", Severity::Error, format!("`{}` is left open", key.text), Place::Key(pointer.clone()))
                                .help("it says who may know something: answer it, or take the line out"),
                        );
                    }
                    left_open(item, field, pointer, shaped);
                });
            }
        }
    }
}

/// Those whom a record lists, each key with its name.
fn listed(source: &Source) -> String {
    let Some(Value::Map(entries)) = source.root.get("people").map(|n| &n.value) else { return "nobody yet".to_owned() };
    let one = |(key, person): &(crate::read::Key, Node)| match person.text_at("name") {
        Some(name) => format!("`{}` ({name})", key.text),
        None => format!("`{}`", key.text),
    };
    list(&entries.iter().map(one).collect::<Vec<_>>())
}

/// What may stand beside a field instead of it, as `missing:` beside `received:`.
fn instead_of(schema: &Schema, error: &ValidationError<'_>) -> Option<&'static str> {
    let path = error.schema_path().as_str();
    let (field, _) = path.rsplit_once('/')?;
    let (properties, _) = field.rsplit_once('/')?;
    let beside = schema.root.pointer(properties)?;
    ["missing", "not_seen_alone", "not_discussed", "not_needed"].into_iter().find(|key| beside.get(key).is_some())
}

/// Where else a key may stand.
fn belongs(fields: &Field, key: &str) -> Option<String> {
    let mut places: Vec<&str> = Vec::new();
    for (name, field) in &fields.named {
        let inside = field.items.as_deref().unwrap_or(field);
        if inside.named.iter().any(|(below, _)| below == key) {
            places.push(name);
        }
    }
    match places.as_slice() {
        [one] => Some(format!("it belongs under `{one}:`: move the line in, so that it stands under the keys there")),
        _ => None,
    }
}

fn report(schema: &Schema, error: &ValidationError<'_>, source: &Source, shaped: &mut Shaped) {
    let pointer = error.instance_path().as_str().to_owned();
    if shaped.dropped.contains(&pointer) {
        return;
    }
    let name = place_name(&pointer);
    let part = schema.part(error);
    let about = part.and_then(|p| p.get("description")).and_then(Json::as_str).unwrap_or_default();
    let error_at = |code, message: String, place| {
        let finding = Finding::new(code, Severity::Error, message, place);
        if about.is_empty() { finding } else { finding.help(about) }
    };
    let here = Place::At(pointer.clone());
    let shown = shown(error.instance());
    let finding = match error.kind() {
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            let missing = format!("{pointer}/{property}");
            if shaped.dropped.contains(&missing) {
                return;
            }
            let about =
                part.and_then(|p| p.pointer(&format!("/properties/{property}/description"))).and_then(Json::as_str).unwrap_or_default();
            let inside = if name.is_empty() { "the record".to_owned() } else { format!("`{name}`") };
            let finding = Finding::new("R101", Severity::Error, format!("`{property}` is missing from {inside}"), here);
            shaped.findings.push(finding.help(format!("add `{property}:`. {about}").trim().to_owned()));
            return;
        }
        Kind::AdditionalProperties { unexpected } => {
            let allowed: Vec<&str> = part
                .and_then(|p| p.get("properties"))
                .and_then(Json::as_object)
                .map(|m| m.keys().map(String::as_str).collect())
                .unwrap_or_default();
            for key in unexpected {
                let at = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                let inside = if name.is_empty() { "a record".to_owned() } else { format!("`{name}`") };
                let elsewhere = belongs(&schema.fields, key).filter(|_| pointer.is_empty());
                shaped.findings.push(
                    Finding::new("R102", Severity::Error, format!("`{key}` is not a key of {inside}"), Place::Key(at.clone()))
                        .help(elsewhere.unwrap_or_else(|| suggest(key, &allowed, "keys"))),
                );
                shaped.dropped.insert(at);
            }
            return;
        }
        Kind::Type { kind } => {
            let wanted = match kind {
                jsonschema::error::TypeKind::Single(JsonType::String) => "text",
                jsonschema::error::TypeKind::Single(JsonType::Boolean) => "true or false",
                jsonschema::error::TypeKind::Single(JsonType::Integer) => "a whole number",
                jsonschema::error::TypeKind::Single(JsonType::Array) => "a list: one line each, starting with `- `, or [a, b]",
                jsonschema::error::TypeKind::Single(JsonType::Object) => "keys with values, indented below it",
                _ => "something else",
            };
            let finding = error_at("R103", format!("`{name}` should be {wanted}"), here);
            match (kind, part) {
                (jsonschema::error::TypeKind::Single(JsonType::Object), Some(part)) => {
                    finding.help(format!("write `{name}: {}`", example(part)))
                }
                _ => finding,
            }
        }
        Kind::Enum { options } => {
            let options: Vec<&str> = options.as_array().map(|a| a.iter().filter_map(Json::as_str).collect()).unwrap_or_default();
            let words: Vec<&str> =
                part.and_then(|p| p.get("x-words")).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
            Finding::new("R104", Severity::Error, format!("{shown} is not a value that `{name}` can have"), here).help(choices(
                error.instance().as_str().unwrap_or_default(),
                &options,
                &words,
            ))
        }
        Kind::Constant { expected_value } => {
            Finding::new("R104", Severity::Error, format!("{shown} is not a value that `{name}` can have"), here)
                .help(format!("write {}", expected_value.as_str().unwrap_or_default()))
        }
        Kind::Format { format } if format == "date" => {
            let finding = Finding::new("R105", Severity::Error, format!("{shown} is not a date"), here)
                .help(date_help(error.instance().as_str().unwrap_or_default()));
            match instead_of(schema, error) {
                Some(key) => finding.help(format!("where there is no date, write `{key}:` with the reason instead of `{name}:`")),
                None => finding,
            }
        }
        Kind::Pattern { .. } if part.is_some_and(|p| p.get("x-refers").is_some()) => {
            Finding::new("R106", Severity::Error, format!("nobody in `people` is called {shown}"), here)
                .help(format!("write the word on the left of their name; there are: {}", listed(source)))
        }
        Kind::Pattern { .. } | Kind::Format { .. } => error_at("R106", format!("`{name}` cannot be {shown}"), here),
        Kind::PropertyNames { error } => {
            let key = error.instance().as_str().unwrap_or_default().to_owned();
            let at = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            shaped.dropped.insert(at.clone());
            let help = if key == "child" {
                "the child stands under `child:` at the top; choose another key"
            } else {
                "use small letters, digits and _, beginning with a letter, as `foster_carer_1`"
            };
            shaped
                .findings
                .push(Finding::new("R106", Severity::Error, format!("`{key}` cannot be a key of `{name}`"), Place::Key(at)).help(help));
            return;
        }
        Kind::AnyOf { .. } if name == "review" => Finding::new("R101", Severity::Error, "`date` is missing from `review`", here)
            .help("add `date:`, the date it was held, or `meetings:` with the dates of a series"),
        Kind::MinLength { .. } | Kind::MinItems { .. } | Kind::MinProperties { .. } => {
            error_at("R108", format!("`{name}` has too little in it"), here)
        }
        Kind::MaxLength { limit } => error_at("R108", format!("`{name}` is longer than {limit} characters"), here),
        Kind::MaxItems { limit } => error_at("R108", format!("`{name}` has more than {limit} entries"), here),
        Kind::Minimum { limit } => error_at("R108", format!("`{name}` is below {limit}"), here),
        Kind::Maximum { limit } => error_at("R108", format!("`{name}` is above {limit}"), here),
        // Of several forms, what is said of the field says which.
        _ => error_at("R108", format!("`{name}` cannot be {shown}"), here).help("`minutebook explain R108` says what such a place takes"),
    };
    shaped.findings.push(finding);
    if !pointer.is_empty() {
        shaped.dropped.insert(pointer);
    }
}

/// A map as it is written, with what each of its keys takes.
fn example(schema: &Json) -> String {
    let required: Vec<&str> = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
    let properties = schema.get("properties").and_then(Json::as_object);
    let takes = |field: &Json| match (field.get("format").and_then(Json::as_str), field.get("type").and_then(Json::as_str)) {
        (Some("date"), _) => "2026-01-06",
        (_, Some("boolean")) => "true",
        (_, Some("integer" | "number")) => "1",
        _ if field.get("x-refers").is_some() => "manager",
        _ => "\"…\"",
    };
    let entries = properties.into_iter().flatten().filter(|(key, _)| required.is_empty() || required.contains(&key.as_str()));
    let entries: Vec<String> = entries.take(4).map(|(key, field)| format!("{key}: {}", takes(field))).collect();
    if entries.is_empty() { "{ … }".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// What a place is called in a message: its key, or which entry of a list it is.
fn place_name(pointer: &str) -> String {
    let mut parts = pointer.rsplit('/');
    let last = parts.next().unwrap_or_default();
    match (last.parse::<usize>(), parts.next()) {
        (Ok(at), Some(list)) if !list.is_empty() => format!("entry {} of {list}", at + 1),
        _ => last.to_owned(),
    }
}

/// A value in a message: short, and never a whole paragraph.
fn shown(value: &Json) -> String {
    match value {
        Json::String(text) if text.chars().count() <= 60 => format!("`{text}`"),
        Json::String(text) => format!("`{}…`", text.chars().take(57).collect::<String>()),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "keys with values".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The values there are, in words; only a slip of the keyboard is answered with a guess, for a guess is believed.
fn choices(typed: &str, keys: &[&str], words: &[&str]) -> String {
    let slip = keys.iter().find(|key| strsim::damerau_levenshtein(&typed.to_lowercase(), key) <= 1 + key.len() / 8);
    if let Some(key) = slip {
        return format!("did you mean `{key}`?");
    }
    let shown = |(i, key): (usize, &&str)| match words.get(i).filter(|w| !w.is_empty()) {
        Some(words) => format!("`{key}` ({})", crate::words::small(words)),
        None => format!("`{key}`"),
    };
    format!("write one of: {}", keys.iter().enumerate().map(shown).collect::<Vec<_>>().join(", "))
}

/// "did you mean" when something is near, else everything there is.
#[must_use]
pub fn suggest(word: &str, known: &[&str], what: &str) -> String {
    // Another beginning is more often another word: `mother` is not `other`, nor `unresolved` `resolved`.
    let start = |w: &str| w.chars().next().map(|c| c.to_ascii_lowercase());
    let near = known
        .iter()
        .filter(|k| start(k) == start(word))
        .map(|k| (strsim::jaro_winkler(&word.to_lowercase(), &k.to_lowercase()), *k))
        .filter(|(score, _)| *score > 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, key)) => format!("did you mean `{key}`?"),
        None => format!("the {what} are: {}", known.join(", ")),
    }
}

fn date_help(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    if let [day, month, year] = parts[..]
        && year.len() == 4
        && let (Ok(d), Ok(m)) = (day.parse::<u32>(), month.parse::<u32>())
        && let Ok(y) = year.parse::<i32>()
        && let Some(date) = chrono::NaiveDate::from_ymd_opt(y, m, d)
    {
        return format!("write it as year-month-day: {date}");
    }
    if let [a, b, c] = parts[..]
        && [a, b, c].iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    {
        return format!("write the year in full: is it 20{c:0>2}-{b:0>2}-{a:0>2}, or another day?");
    }
    if ["asap", "as soon as possible", "ongoing", "immediately"].iter().any(|w| text.trim().eq_ignore_ascii_case(w)) {
        return "a day can be kept, a word cannot: write the latest day on which it is to be done".to_owned();
    }
    if let [month, year] = parts[..]
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && month.chars().all(char::is_alphabetic)
    {
        return format!("write the day too; if any day of the month will do, its last, as `30 {month} {year}`");
    }
    if parts.len() == 2 && text.chars().any(|c| c.is_ascii_digit()) && crate::spelling::date(&format!("{text} 2026")).is_some() {
        return format!("the year is missing: write it too, as `{} 2026`", text.trim());
    }
    if crate::spelling::yes_no(text) == Some(false)
        || ["none", "n/a", "na", "not yet", "tbc", "-"].iter().any(|w| text.trim().eq_ignore_ascii_case(w))
    {
        return "take the line out where there is no date; where something is missing, say why in a line of its own, as `missing: not sent`".to_owned();
    }
    if text.len() == 10 && parts.len() == 3 {
        return "that day is not in the calendar: look the date up again".to_owned();
    }
    "write it as year-month-day, as 2026-01-06".to_owned()
}

/// Takes values out of their maps. List items stay, or the pointers behind them would shift.
fn remove(value: &mut Json, pointers: &BTreeSet<String>) {
    // By the map they stand in: one pass through it, however many go.
    let mut by_parent: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (parent, last) in pointers.iter().filter_map(|pointer| pointer.rsplit_once('/')) {
        by_parent.entry(parent).or_default().insert(last.replace("~1", "/").replace("~0", "~"));
    }
    for (parent, keys) in by_parent {
        if let Some(Json::Object(map)) = value.pointer_mut(parent) {
            map.retain(|key, _| !keys.contains(key));
        }
    }
}
