//! What offices type, read as what it means: a date as `18/04/2017`, a code in its words, `Y`, a person by name. A value that can mean only
//! one thing is put into house spelling before anything looks at it; what could mean two stays, and its field's rule asks.

mod values;

pub use values::{date, time, yes_no};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Place, Severity, line_column, quoted};
use crate::read::{self, Node, Respelled, Source, Value};
use crate::record::CHILD;
use crate::record::codes::{self, label};
use crate::record::describe::{Field, Form, Holds};
use values::{choice, folded, key, number, whole};

/// The fields of a kind of record, by what `kind:` says.
pub type Fields = fn(&str) -> Option<&'static Field>;

/// Reads a record's file, and puts what it holds into house spelling.
///
/// # Errors
/// As [`read::read`].
pub fn read(path: PathBuf, fields: Fields, notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let mut source = read::read(path, notes)?;
    put(&mut source, fields);
    notes.extend(note(&source));
    Ok(source)
}

/// The same of a file's bytes.
///
/// # Errors
/// As [`read::parse`].
pub fn parse(path: PathBuf, bytes: &[u8], fields: Fields, notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let mut source = read::parse(path, bytes, notes)?;
    put(&mut source, fields);
    notes.extend(note(&source));
    Ok(source)
}

/// The same of some keys, as [`read::read_part`].
///
/// # Errors
/// As [`read::read_part`].
pub fn read_part(path: PathBuf, keys: &[&str], fields: Fields, notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let mut source = read::read_part(path, keys, notes)?;
    put(&mut source, fields);
    Ok(source)
}

/// The same without complaint, as [`read::read_keys`].
#[must_use]
pub fn read_keys(path: &Path, keys: &[&str], fields: Fields) -> Option<Node> {
    let mut root = read::read_keys(path, keys)?;
    spell(&mut root, fields);
    Some(root)
}

/// Puts a file that was read into house spelling; what was changed is kept with it.
pub fn put(source: &mut Source, fields: Fields) {
    source.respelled.extend(spell(&mut source.root, fields));
    source.respelled.sort_by_key(|s| s.span.start);
}

/// What is read otherwise than it is written: the line, and what as what.
#[must_use]
pub fn meanings(source: &Source) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for spelled in &source.respelled {
        let was = source.text.get(spelled.span.clone()).unwrap_or_default();
        let was = was.trim_matches(['"', '\'']).lines().next().unwrap_or_default();
        lines.push((line_column(&source.text, spelled.span.start).0, format!("`{was}` as {}", spelled.now)));
    }
    lines.extend(source.repaired.iter().map(|r| (r.line, r.what.to_owned())));
    lines.sort();
    lines
}

/// One note for a file, however much in it is written otherwise.
fn note(source: &Source) -> Option<Finding> {
    let lines = meanings(source);
    let (first, rest) = lines.split_first()?;
    let more = match rest.len() {
        0 => String::new(),
        1 => ", and one more place".to_owned(),
        n => format!(", and {n} more places"),
    };
    let mut finding = Finding::new(
        "R012",
        Severity::Note,
        format!("line {} was read as meant: {}{more}", first.0, first.1),
        source.respelled.first().map_or(Place::File, |s| Place::Span(s.span.clone())),
    );
    for (line, what) in rest.iter().take(SHOWN) {
        finding = finding.help(format!("line {line}: {what}"));
    }
    if rest.len() > SHOWN {
        finding = finding.help(format!("and {} more", rest.len() - SHOWN));
    }
    let path = quoted(&source.path);
    Some(
        finding.help(format!(
            "nothing has to be done; `minutebook fmt --check {path}` shows every place, `minutebook fmt {path}` writes them so"
        )),
    )
}

/// How many places a note names.
const SHOWN: usize = 3;

/// Puts a tree into house spelling.
fn spell(root: &mut Node, fields: Fields) -> Vec<Respelled> {
    let mut out = Vec::new();
    if let Value::Map(entries) = &mut root.value
        && !entries.iter().any(|(k, _)| k.text == "kind")
        && let Some((k, _)) = entries.iter_mut().find(|(k, _)| k.text.trim().eq_ignore_ascii_case("kind"))
    {
        out.push(Respelled { span: k.span(), now: "kind".to_owned() });
        "kind".clone_into(&mut k.text);
    }
    let Some(kind) = root.get("kind") else { return out };
    let written = kind.text().unwrap_or_default().to_owned();
    let meant = key(&written).replace('_', "-");
    let (name, known) = match (fields(&written), fields(&meant)) {
        (Some(known), _) => (written.clone(), known),
        (None, Some(known)) => (meant, known),
        (None, None) => return out,
    };
    if name != written
        && let Some(kind) = root.get_mut("kind")
    {
        out.push(Respelled { span: kind.span(), now: name.clone() });
        kind.value = Value::Scalar { text: name, plain: true };
    }
    // The keys of people first, for what refers to them.
    if let Some(field) = known.named.iter().find(|(k, _)| k == "people").map(|(_, f)| f)
        && let Some(people) = find_key(root, "people", &mut out)
    {
        own_keys(people, field, &mut out);
    }
    let people = People::of(root);
    walk(root, known, &people, &mut out);
    out.sort_by_key(|s| s.span.start);
    out
}

/// The value under a key in whatever capitals.
fn find_key<'n>(root: &'n mut Node, name: &str, out: &mut Vec<Respelled>) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut root.value else { return None };
    let at = entries.iter().position(|(k, _)| k.text == name).or_else(|| entries.iter().position(|(k, _)| key(&k.text) == name))?;
    let (k, node) = entries.get_mut(at)?;
    if k.text != name {
        out.push(Respelled { span: k.span(), now: name.to_owned() });
        name.clone_into(&mut k.text);
    }
    Some(node)
}

/// Keys that a record gives: small letters, `_` for a space.
fn own_keys(node: &mut Node, field: &Field, out: &mut Vec<Respelled>) {
    if field.entries.is_none() {
        return;
    }
    let Value::Map(entries) = &mut node.value else { return };
    // Almost every key is one already.
    if entries.iter().all(|(k, _)| values::is_key(&k.text)) {
        return;
    }
    let taken: Vec<String> = entries.iter().map(|(k, _)| k.text.clone()).collect();
    for (k, _) in entries {
        let meant = key(&k.text);
        if meant != k.text && !meant.is_empty() && !taken.contains(&meant) && !is_placeholder(&k.text) {
            out.push(Respelled { span: k.span(), now: meant.clone() });
            k.text = meant;
        }
    }
}

/// Whether something is still to be written, as a draft says it.
fn is_placeholder(text: &str) -> bool {
    text.trim_start().starts_with('[')
}

fn walk(node: &mut Node, field: &Field, people: &People, out: &mut Vec<Respelled>) {
    let span = node.span();
    if let Some(text) = sentence(node, field) {
        out.push(Respelled { span, now: serde_json::Value::String(text.clone()).to_string() });
        *node = node.in_place(Value::Scalar { text, plain: false });
        return;
    }
    match &mut node.value {
        Value::Scalar { text, plain } => {
            if text.is_empty() || is_placeholder(text) {
                return;
            }
            if let Some(parts) = as_list(text, field, people) {
                let item = |text: String| node.in_place(Value::Scalar { text, plain: false });
                let mut list = node.in_place(Value::Seq(parts.into_iter().map(item).collect()));
                // What each of them means is written down with the whole.
                walk(&mut list, field, people, &mut Vec::new());
                let items: Vec<String> = list.items().iter().filter_map(Node::text).map(scalar).collect();
                out.push(Respelled { span, now: format!("[{}]", items.join(", ")) });
                *node = list;
                return;
            }
            if let Some((now, bare)) = meant(text, *plain, field, people) {
                // What is looked for is text; whether it needs quotation marks is for whoever writes it.
                let written = if bare { now.clone() } else { scalar(&now) };
                out.push(Respelled { span, now: written });
                *text = now;
                *plain = bare || *plain;
            }
        }
        Value::Seq(items) => {
            let Some(below) = &field.items else { return };
            for item in items {
                walk(item, below, people, out);
            }
        }
        Value::Map(entries) => {
            if field.pack_keys {
                let taken: Vec<String> = entries.iter().map(|(k, _)| k.text.clone()).collect();
                for (k, _) in entries.iter_mut().filter(|(k, _)| !values::is_key(&k.text) && !is_placeholder(&k.text)) {
                    if let Some(meant) = values::pack_key(&k.text).filter(|meant| !taken.contains(meant)) {
                        out.push(Respelled { span: k.span(), now: meant.clone() });
                        k.text = meant;
                    }
                }
            }
            if !field.named.is_empty() {
                let known = |k: &str| field.named.iter().any(|(name, _)| name == k);
                let all_known = entries.iter().all(|(k, _)| known(&k.text) || k.text == "kind");
                let taken: Vec<String> = if all_known { Vec::new() } else { entries.iter().map(|(k, _)| k.text.clone()).collect() };
                for (k, _) in entries.iter_mut().filter(|(k, _)| !all_known && !known(&k.text) && k.text != "kind") {
                    let meant = key(&k.text);
                    if meant != k.text && known(&meant) && !taken.contains(&meant) {
                        out.push(Respelled { span: k.span(), now: meant.clone() });
                        k.text = meant;
                    }
                }
            }
            for (k, below) in entries {
                match (field.named.iter().find(|(name, _)| *name == k.text), &field.entries) {
                    (Some((_, field)), _) => walk(below, field, people, out),
                    (None, Some(field)) => walk(below, field, people, out),
                    (None, None) => {}
                }
            }
        }
    }
}

/// The sentence that is meant where text is asked for and YAML sees a key with its value: `- Life story work: not started`.
fn sentence(node: &Node, field: &Field) -> Option<String> {
    let is_text = field.holds == Holds::Text && field.named.is_empty() && field.entries.is_none() && field.items.is_none();
    let Value::Map(entries) = &node.value else { return None };
    let [(key, value)] = entries.as_slice() else { return None };
    let value = value.text().filter(|value| is_text && !value.is_empty() && key.text.contains(' '))?;
    Some(format!("{}: {value}", key.text))
}

/// The entries that are meant where a list is asked for and one text stands there: people and codes with commas or `and` between them, the
/// lines of an address, or the one there is.
fn as_list(text: &str, field: &Field, people: &People) -> Option<Vec<String>> {
    let items = field.items.as_deref()?;
    let alone =
        field.named.is_empty() && field.entries.is_none() && items.named.is_empty() && items.entries.is_none() && items.items.is_none();
    if !alone {
        return None;
    }
    let split = |seps: &[&str]| -> Vec<String> {
        let mut parts = vec![text.to_owned()];
        for sep in seps {
            parts = parts.iter().flat_map(|p| p.split(sep).map(str::to_owned).collect::<Vec<_>>()).collect();
        }
        parts.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
    };
    let several = [",", ";", " and ", " & ", "\n"];
    match (&items.form, items.holds) {
        (_, Holds::PersonKey) => {
            let parts = split(&several);
            // One key stands where one or several may.
            let one = field.holds == Holds::PersonKey && parts.len() < 2;
            (!one && parts.iter().all(|p| people.is_one(p))).then_some(parts)
        }
        (Form::Choice(choices), _) => {
            let parts = split(&several);
            let known = |p: &String| choices.iter().any(|(k, _)| k == p) || choice(p, choices).is_some();
            parts.iter().all(known).then_some(parts)
        }
        (Form::Lines, _) => Some(split(&[",", "\n", ";"])),
        (Form::Key(_), _) => {
            let mut parts = split(&several);
            // Of `7 - Services, or assessments, 14 - Health` the codes are meant.
            if parts.iter().any(|p| values::code_of(p).is_some()) {
                parts = parts.iter().filter_map(|p| values::code_of(p)).collect();
            }
            Some(parts)
        }
        _ => Some(vec![text.to_owned()]),
    }
    .filter(|parts| !parts.is_empty())
}

/// How a record's writer speaks of somebody: by first name, as Mum or Dad, of themselves as I.
fn called(person: &Node) -> Vec<String> {
    let mut out = Vec::new();
    let mut names: Vec<&str> = person.text_at("name").unwrap_or_default().split_whitespace().collect();
    names.retain(|name| !["mr", "mrs", "ms", "miss", "mx", "dr"].contains(&folded(name).as_str()));
    if let [first, .., last] = names.as_slice() {
        out.push(folded(first));
        // `Mandy and Keith Pryor` are one entry: either of them is meant.
        if let Some(at) = names.iter().position(|n| matches!(folded(n).as_str(), "and" | "")).filter(|at| *at > 0) {
            out.push(folded(&format!("{first} {last}")));
            out.extend(names.get(at + 1).filter(|second| *second != last).map(|second| folded(second)));
        }
    }
    // `Mrs Okafor`, whatever stands between in the list.
    if let Some(last) = names.last() {
        out.extend(["mr", "mrs", "ms", "miss", "mx", "dr"].map(|title| folded(&format!("{title} {last}"))));
    }
    match person.text_at("title").map(folded).as_deref() {
        Some("mother") => out.extend(["mum", "mam", "mom", "birthmother"].map(str::to_owned)),
        Some("father") => out.extend(["dad", "birthfather"].map(str::to_owned)),
        Some("grandmother") => out.extend(["nan", "nana", "gran", "grandma"].map(str::to_owned)),
        Some("grandfather") => out.extend(["grandad", "granddad", "grandpa"].map(str::to_owned)),
        _ => {}
    }
    if person.text_at("role").is_some_and(|role| key(role) == "independent_reviewing_officer") {
        out.extend(["me", "i", "iro", "myself"].map(str::to_owned));
    }
    out.retain(|name| name.len() > 1 || name == "i");
    out
}

/// What a value means where it is not written as its field has it, and whether it stands without quotation marks.
fn meant(text: &str, plain: bool, field: &Field, people: &People) -> Option<(String, bool)> {
    if field.holds == Holds::PersonKey {
        return people.who(text).filter(|who| who != text).map(|who| (who, true));
    }
    match &field.form {
        Form::Free | Form::Lines => None,
        Form::Plain => values::unquoted(text).map(|text| (text, false)),
        Form::Date if values::is_iso(text) => None,
        Form::Date => date(text).map(|d| d.to_string()).filter(|d| d != text).map(|d| (d, true)),
        Form::Time => time(text).filter(|t| t != text).map(|t| (t, false)),
        Form::YesNo => {
            let meant = yes_no(text)?.to_string();
            (meant != text || !plain).then_some((meant, true))
        }
        Form::Whole => {
            let meant = whole(text)?;
            (meant != text || !plain).then_some((meant, true))
        }
        Form::Number => {
            let meant = number(text)?;
            (meant != text || !plain).then_some((meant, true))
        }
        Form::Choice(choices) => choice(text, choices).filter(|c| *c != text).map(|c| (c.to_owned(), true)),
        Form::Key(known) => {
            let by_words = choice(text, known).map(str::to_owned);
            by_words.or_else(|| values::pack_key(text)).filter(|k| k != text).map(|k| (k, true))
        }
    }
}

/// Those whom a record lists, by everything that means just one of them.
#[derive(Default)]
struct People {
    keys: Vec<String>,
    by: BTreeMap<String, Option<String>>,
}

impl People {
    fn of(root: &Node) -> Self {
        let mut people = Self::default();
        let Some(Value::Map(entries)) = root.get("people").map(|n| &n.value) else { return people };
        people.keys = entries.iter().map(|(k, _)| k.text.clone()).chain([CHILD.to_owned()]).collect();
        for (k, person) in entries {
            let role = person.text_at("role").map(|role| {
                let role = key(role);
                folded(label(codes::ROLES, &role))
            });
            let names = ["name", "title"].iter().filter_map(|name| person.text_at(name)).map(folded);
            let mut own: Vec<String> = names.chain(role).filter(|name| !name.is_empty()).collect();
            own.extend(called(person));
            own.sort();
            own.dedup();
            for name in own {
                people.add(name, &k.text);
            }
        }
        if let Some(child) = root.get("child") {
            let mut own: Vec<String> = ["name", "known_as"].iter().filter_map(|name| child.text_at(name)).map(folded).collect();
            own.extend(["the child", "child", "young person", "the young person"].map(folded));
            own.sort();
            own.dedup();
            for name in own {
                people.add(name, CHILD);
            }
        }
        people
    }

    fn add(&mut self, name: String, key: &str) {
        let who = Some(key.to_owned());
        // What two people are called means neither.
        self.by.entry(name).and_modify(|known| *known = known.take().filter(|k| k == key)).or_insert(who);
    }

    /// Whether a text means somebody whom the record lists.
    fn is_one(&self, text: &str) -> bool {
        self.keys.iter().any(|k| k == text) || self.who(text).is_some()
    }

    fn who(&self, text: &str) -> Option<String> {
        if self.keys.iter().any(|k| k == text) {
            return None;
        }
        let meant = key(text);
        if self.keys.contains(&meant) {
            return Some(meant);
        }
        self.by.get(&folded(text)).cloned().flatten()
    }
}

/// A text as a YAML scalar that means just that text, here and for other programs.
#[must_use]
pub fn scalar(text: &str) -> String {
    // What looks like a number, a date or a word of YAML's own would be read as one by other programs.
    let word = ["true", "false", "yes", "no", "null", "on", "off", "y", "n"].iter().any(|w| text.eq_ignore_ascii_case(w));
    let plain = !word
        && text.parse::<f64>().is_err()
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’'))
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ');
    if plain { text.to_owned() } else { serde_json::Value::String(text.to_owned()).to_string() }
}
