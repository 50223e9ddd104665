//! What the record's types say about their fields, in the two forms in which it is used: the JSON Schema of a kind of record, and a tree
//! by which the texts and keys of a value are found. Both come from the types alone.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value as Json};

use super::{Status, Withhold};

/// What a place of a record holds, as far as it matters who reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Holds {
    /// A date, number, code or key: nothing that could name anybody.
    #[default]
    Data,
    /// Words that somebody wrote.
    Text,
    /// Somebody's name.
    Name,
    /// The key of somebody in `people`.
    PersonKey,
}

/// In what form a value is written, where that is not free: what else means the same is read as it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    #[default]
    Free,
    /// Text without line ends in which quotation marks mean nothing: a name, a phone number.
    Plain,
    /// A line of an address: several in one text are parted by commas.
    Lines,
    /// Year-month-day.
    Date,
    /// Hours and minutes.
    Time,
    /// `true` or `false`.
    YesNo,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// One of some keys, each with its words.
    Choice(Vec<(String, String)>),
    /// A key of the pack; some have words that every pack knows.
    Key(Vec<(String, String)>),
}

/// One field, with what is below it.
#[derive(Debug, Default)]
pub struct Field {
    /// How it is written.
    pub form: Form,
    /// What it holds itself.
    pub holds: Holds,
    /// The parts of a copy that it belongs to, so that it is left out with any of them.
    pub parts: Vec<Withhold>,
    /// Whether it is only for the person whose entry it stands in.
    pub own: bool,
    /// Whether only the child is shown it.
    pub for_child: bool,
    /// The field beside it that says whose words it is: what is withheld from others, they may read.
    pub by: Option<String>,
    /// Whether a figure of the report can stand in it.
    pub figures: bool,
    /// How far a record has come when it is asked for; none where that does not matter.
    pub from: Option<Status>,
    /// Whether a record that has come that far must have it.
    pub needed: bool,
    /// What it is, for somebody who fills it in.
    pub help: String,
    /// The fields below it that have names.
    pub named: Vec<(String, Field)>,
    /// Any other entry below it.
    pub entries: Option<Box<Field>>,
    /// What its keys are.
    pub keys: Holds,
    /// Whether its keys are keys of the pack.
    pub pack_keys: bool,
    /// Whether it is an answer about who may know something: left empty, it is not no.
    pub answers: bool,
    /// What each item of it holds, where it is a list.
    pub items: Option<Box<Field>>,
}

impl Field {
    /// The field that a part of a schema describes.
    #[must_use]
    pub fn of(schema: &Json) -> Self {
        let mut field = Self {
            holds: holds(schema),
            parts: parts(schema.get("x-part")),
            own: schema.get("x-own").is_some(),
            for_child: schema.get("x-for").is_some_and(|f| f == super::CHILD),
            by: schema.get("x-by").and_then(Json::as_str).map(str::to_owned),
            figures: schema.get("x-figures").is_some(),
            from: schema.get("x-from").and_then(|status| serde_json::from_value(status.clone()).ok()),
            needed: schema.get("x-needed").is_some(),
            help: help(schema),
            keys: schema.get("propertyNames").map(holds).unwrap_or_default(),
            answers: schema.get("x-answers").is_some(),
            pack_keys: schema.get("propertyNames").is_some_and(|names| names.get("x-form").is_some_and(|f| f == "key")),
            form: form(schema),
            ..Self::default()
        };
        for form in ["oneOf", "anyOf"] {
            for one in schema.get(form).and_then(Json::as_array).into_iter().flatten() {
                let one = Self::of(one);
                if one.holds != Holds::Data {
                    field.holds = one.holds;
                }
                if field.form == Form::Free {
                    field.form = one.form;
                }
                field.items = field.items.or(one.items);
            }
        }
        // Where words may stand too, a number in quotation marks is one of them.
        if field.holds == Holds::Text && matches!(field.form, Form::Whole | Form::Number) {
            field.form = Form::Free;
        }
        if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
            field.named = properties.iter().map(|(key, schema)| (key.clone(), Self::of(schema))).collect();
        }
        field.entries = schema.get("additionalProperties").filter(|s| s.is_object()).map(|s| Box::new(Self::of(s)));
        if let Some(items) = schema.get("items") {
            field.items = Some(Box::new(Self::of(items)));
        }
        field
    }

    /// The field below it that the parts of a pointer lead to.
    #[must_use]
    pub fn at(&self, parts: &[String]) -> Option<&Self> {
        parts.iter().try_fold(self, |field, part| {
            let named = field.named.iter().find(|(key, _)| key == part).map(|(_, field)| field);
            let item = || field.items.as_deref().filter(|_| part.parse::<usize>().is_ok());
            named.or_else(item).or(field.entries.as_deref())
        })
    }

    /// Hands every text, name and key of a value to a function, in the order of the value.
    pub fn walk<'v, 'f>(&'f self, value: &'v Json, found: &mut dyn FnMut(Found<'v, '_, 'f>)) {
        let way = Way { pointer: &mut String::new(), parts: &[], about: &[], entry: None, own: false, by: None };
        self.descend(value, way, found);
    }

    fn descend<'v, 'f>(&'f self, value: &'v Json, way: Way<'_, 'v, 'f>, found: &mut dyn FnMut(Found<'v, '_, 'f>)) {
        let Way { pointer, parts, about, entry, own, by } = way;
        let (parts, own) = (if self.parts.is_empty() { parts } else { self.parts.as_slice() }, own || self.own);
        match value {
            Json::String(text) if self.holds != Holds::Data => {
                found(Found {
                    pointer,
                    text,
                    holds: self.holds,
                    parts,
                    about,
                    only_for: entry.filter(|_| own).or(self.for_child.then_some(super::CHILD)),
                    by,
                    figures: self.figures,
                });
            }
            Json::Array(items) => {
                let Some(field) = &self.items else { return };
                for (i, item) in items.iter().enumerate() {
                    below(pointer, &i.to_string(), |pointer| field.descend(item, Way { pointer, parts, about, entry, own, by }, found));
                }
            }
            Json::Object(map) => {
                let marked = map.get("about").and_then(Json::as_array);
                let about = marked.map_or(about, Vec::as_slice);
                for (key, item) in map {
                    let named = self.named.iter().find(|(name, _)| name == key).map(|(_, field)| field);
                    // An entry that has a key of its own is somebody's: what is only for them stands below it.
                    let (field, entry) = match (named, &self.entries) {
                        (Some(field), _) => (field, entry),
                        (None, Some(field)) => (&**field, Some(key.as_str())),
                        (None, None) => continue,
                    };
                    below(pointer, &escaped(key), |pointer| {
                        if named.is_none() && self.keys != Holds::Data {
                            found(Found { pointer, text: key, holds: self.keys, parts, about, only_for: None, by: None, figures: false });
                        }
                        let by = field.by.as_ref().and_then(|by| map.get(by)).and_then(Json::as_str).or(by);
                        field.descend(item, Way { pointer, parts, about, entry, own, by }, found);
                    });
                }
            }
            _ => {}
        }
    }
}

/// What is known on the way down to a place.
struct Way<'p, 'v, 'f> {
    pointer: &'p mut String,
    parts: &'f [Withhold],
    about: &'v [Json],
    entry: Option<&'v str>,
    own: bool,
    by: Option<&'v str>,
}

/// A text, name or key of a record.
#[derive(Debug)]
pub struct Found<'v, 'p, 'f> {
    /// JSON Pointer to it.
    pub pointer: &'p str,
    /// It.
    pub text: &'v str,
    /// Which of them it is.
    pub holds: Holds,
    /// The parts of a copy that it belongs to.
    pub parts: &'f [Withhold],
    /// What else it is about, as marked beside it.
    pub about: &'v [Json],
    /// Whom alone it is for.
    pub only_for: Option<&'v str>,
    /// Whose words it is, where that is written beside it.
    pub by: Option<&'v str>,
    /// Whether a figure of the report can stand in it.
    pub figures: bool,
}

/// Does something one step further down.
pub(crate) fn below<T>(pointer: &mut String, part: &str, then: impl FnOnce(&mut String) -> T) -> T {
    let len = pointer.len();
    pointer.push('/');
    pointer.push_str(part);
    let done = then(pointer);
    pointer.truncate(len);
    done
}

/// A key as a JSON Pointer has it.
pub(crate) fn escaped(key: &str) -> std::borrow::Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

/// One part, or a list of them.
fn parts(named: Option<&Json>) -> Vec<Withhold> {
    let one = |part: &Json| serde_json::from_value(part.clone()).ok();
    match named {
        Some(Json::Array(all)) => all.iter().filter_map(one).collect(),
        Some(part) => one(part).into_iter().collect(),
        None => Vec::new(),
    }
}

fn form(schema: &Json) -> Form {
    let texts =
        |key: &str| schema.get(key)?.as_array().map(|all| all.iter().filter_map(Json::as_str).map(str::to_owned).collect::<Vec<_>>());
    let words = || texts("x-words").unwrap_or_default().into_iter().chain(std::iter::repeat(String::new()));
    if let Some(keys) = texts("enum") {
        return Form::Choice(keys.into_iter().zip(words()).collect());
    }
    if let Some(keys) = texts("x-keys") {
        return Form::Key(keys.into_iter().zip(words()).collect());
    }
    match (
        schema.get("type").and_then(Json::as_str),
        schema.get("format").and_then(Json::as_str),
        schema.get("x-form").and_then(Json::as_str),
    ) {
        (_, Some("date"), _) => Form::Date,
        (_, _, Some("time")) => Form::Time,
        (_, _, Some("plain")) => Form::Plain,
        (_, _, Some("lines")) => Form::Lines,
        (_, _, Some("key")) => Form::Key(Vec::new()),
        (Some("boolean"), ..) => Form::YesNo,
        (Some("integer"), ..) => Form::Whole,
        (Some("number"), ..) => Form::Number,
        _ => Form::Free,
    }
}

fn holds(schema: &Json) -> Holds {
    match (schema.get("x-holds").and_then(Json::as_str), schema.get("x-refers")) {
        (Some("text"), _) => Holds::Text,
        (Some("name"), _) => Holds::Name,
        (_, Some(_)) => Holds::PersonKey,
        _ => Holds::Data,
    }
}

/// The schema of a kind of record, from its types: JSON Schema, draft 2020-12. Words that begin with `x-` are ours: `x-holds` (text or
/// name), `x-refers` (a key of `people`), `x-part` (what withholds it), `x-own` (only for the one whose entry it is), `x-words` (the
/// choices in words), `x-keys` (those of a table, where a pack may add its own), `x-from` (how far a record has come when it is asked for), `x-closed` (choices of the program itself, which no pack adds to), `x-needed` (whether it must be there then).
#[must_use]
pub fn schema<R: JsonSchema>(kind: &str) -> Json {
    let generator = SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true).into_generator();
    let mut root = generator.into_root_schema_for::<R>().to_value();
    tidy(&mut root);
    let mut out = Map::new();
    out.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    out.insert("$id".to_owned(), format!("https://example.org/minutebook/{kind}.schema.json").into());
    for (key, value) in root.as_object().into_iter().flatten().filter(|(key, _)| *key != "$schema") {
        out.insert(key.clone(), value.clone());
    }
    if let Some(required) = out.get_mut("required").and_then(Json::as_array_mut) {
        required.insert(0, "kind".into());
    }
    if let Some(properties) = out.get_mut("properties").and_then(Json::as_object_mut) {
        let rest = std::mem::take(properties);
        properties.insert("kind".to_owned(), serde_json::json!({ "const": kind, "description": format!("What this file holds: {kind}.") }));
        properties.extend(rest);
    }
    Json::Object(out)
}

/// Takes out what Rust needs to say and a record's writer does not, and says of each form how it is written.
fn tidy(schema: &mut Json) {
    let Json::Object(map) = schema else { return };
    // A record leaves a key out, it does not say null; `required` says what may be left out.
    if let Some(Json::Array(types)) = map.get_mut("type") {
        types.retain(|t| t != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            map.insert("type".to_owned(), one);
        }
    }
    if let Some(Json::Array(values)) = map.get_mut("enum") {
        values.retain(|v| !v.is_null());
    }
    if let Some(Json::Array(forms)) = map.get("anyOf")
        && let [one, Json::Object(null)] = forms.as_slice()
        && null.get("type").is_some_and(|t| t == "null")
    {
        let one = one.clone();
        map.remove("anyOf");
        for (key, value) in one.as_object().into_iter().flatten() {
            map.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    // An enum's variants with their documentation: one list of values beside one of words.
    if let Some(Json::Array(forms)) = map.get("oneOf")
        && forms.iter().all(|f| f.get("const").is_some())
    {
        let values: Vec<Json> = forms.iter().filter_map(|f| f.get("const").cloned()).collect();
        let words = forms.iter().map(|f| f.get("description").and_then(Json::as_str).unwrap_or_default().trim_end_matches('.').into());
        let words: Vec<Json> = words.collect();
        map.remove("oneOf");
        map.insert("enum".to_owned(), values.into());
        map.insert("x-words".to_owned(), words.into());
        map.insert("x-closed".to_owned(), true.into());
    }
    if map.get("format").is_some_and(|f| f != "date") {
        map.remove("format");
    }
    map.remove("default");
    // A map with named entries may have others besides.
    if map.contains_key("properties") && !map.get("additionalProperties").is_some_and(Json::is_object) {
        map.insert("additionalProperties".to_owned(), false.into());
    }
    if map.get("format").is_some_and(|f| f == "date") {
        map.entry("examples").or_insert_with(|| serde_json::json!(["2026-01-06"]));
    }
    let how = how(map);
    if let Some(Json::String(description)) = map.get_mut("description") {
        // A doc comment's lines are one sentence after another.
        *description = description.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
        description.push_str(how);
    }
    for (key, below) in map.iter_mut() {
        match key.as_str() {
            "properties" => below.as_object_mut().into_iter().flatten().for_each(|(_, s)| tidy(s)),
            "items" | "additionalProperties" | "propertyNames" => tidy(below),
            "oneOf" | "anyOf" => below.as_array_mut().into_iter().flatten().for_each(tidy),
            _ => {}
        }
    }
}

/// A schema as an editor holds a draft against it: what is still to be written, in brackets, is no fault there, nor is a number without
/// quotation marks where text is asked for, or `yes` for `true`.
#[must_use]
pub fn for_editors(schema: &Json) -> Json {
    let mut out = schema.clone();
    below_for_editors(&mut out);
    out
}

fn below_for_editors(schema: &mut Json) {
    let Json::Object(map) = schema else { return };
    for (key, below) in map.iter_mut() {
        match key.as_str() {
            "properties" => below.as_object_mut().into_iter().flatten().for_each(|(_, s)| lenient(s)),
            "items" => lenient(below),
            "additionalProperties" if below.is_object() => lenient(below),
            _ => {}
        }
    }
}

/// A schema that takes what is still to be written besides what it is for.
fn lenient(schema: &mut Json) {
    below_for_editors(schema);
    let Json::Object(map) = schema else { return };
    if map.contains_key("const") {
        return;
    }
    let is_text = map.get("type").is_some_and(|t| t == "string") && !map.contains_key("format");
    if is_text {
        map.insert("type".to_owned(), serde_json::json!(["string", "number", "boolean"]));
        if !map.contains_key("enum") && map.get("pattern").is_none_or(|p| p == "\\S") {
            return;
        }
    }
    let mut strict = Map::new();
    for key in [
        "type",
        "enum",
        "format",
        "pattern",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "items",
        "anyOf",
        "oneOf",
        "not",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minProperties",
        "minLength",
        "maxLength",
    ] {
        if let Some(value) = map.shift_remove(key) {
            strict.insert(key.to_owned(), value);
        }
    }
    let mut forms = vec![
        Json::Object(strict.clone()),
        serde_json::json!({ "type": "string", "pattern": "^\\s*\\[[^\\]]*\\]\\s*$", "description": "Still to be written." }),
    ];
    if strict.get("type").is_some_and(|t| t == "boolean") {
        forms.push(serde_json::json!({ "enum": ["yes", "no", "Yes", "No", "y", "n", "Y", "N"] }));
    }
    map.insert("anyOf".to_owned(), forms.into());
}

/// How a value of a form is written.
fn how(schema: &Map<String, Json>) -> &'static str {
    match (schema.get("format"), schema.get("type").and_then(Json::as_str), schema.get("$comment")) {
        (Some(_), _, _) => " Year-month-day, as 2026-01-06.",
        (_, Some("boolean"), _) => " true or false.",
        _ if schema.get("x-form").is_some_and(|form| form == "limit") => {
            " Write a number and its unit in one: 20wd (working days), 72h (hours), 28d (days), 6w (weeks), 6m (months); -5wd counts back."
        }
        _ if schema.get("x-form").is_some_and(|form| form == "case") => {
            " Write always, never, first, not first, remand, unaccompanied, matched, short breaks, school age, from the 16th birthday, under 5 or from 10 to 15, in small letters; `not` before one of them, `and` between two."
        }
        (_, _, Some(_)) if schema.contains_key("x-figures") => {
            " Longer text: leave an empty line between paragraphs, start list lines with `- `, write **bold**; `{{ timeliness.percent }}` prints a figure."
        }
        (_, _, Some(_)) => " Longer text: leave an empty line between paragraphs, start list lines with `- `, write **bold**.",
        _ => "",
    }
}

/// What a field is, without how it is written and where that is asked for.
#[must_use]
pub fn help(schema: &Json) -> String {
    let description = schema.get("description").and_then(Json::as_str).unwrap_or_default();
    let how = schema.as_object().map_or("", how);
    let words = description.strip_suffix(how).unwrap_or(description);
    words.split(" Source:").next().unwrap_or_default().trim_end_matches('.').to_owned()
}
