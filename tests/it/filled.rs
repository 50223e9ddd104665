//! A record of each kind with a word of its own in every text place that its shape allows: for the test of what comes out, and for the
//! benchmark that plants names.

use std::collections::BTreeMap;
use std::path::PathBuf;

use minutebook::kinds;
use minutebook::policy::Packs;
use minutebook::read;
use serde_json::{Map, Value as Json, json};

use crate::support::root;

/// A record of each kind that is without fault, to be filled up.
const BASES: &[(&str, &str)] = &[
    ("review", "R000-good/record.yaml"),
    ("alert", "R000-good-alert/record.yaml"),
    ("progress-review", "R000-good-progress-review/record.yaml"),
    ("event", "R000-good-event/record.yaml"),
    ("conference", "R000-good-conference/record.yaml"),
    ("recognition", "R000-good-recognition/record.yaml"),
    ("practice-check", "R000-good-practice-check/record.yaml"),
    ("annual-report", "R000-good-annual/annual-report.yaml"),
    ("feedback", "R000-good-feedback/record.yaml"),
    ("caseload", "R000-good-caseload/record.yaml"),
];

/// What is kept as the base has it: what the rest hangs on.
const KEPT: &[&str] = &["/kind", "/policy", "/status", "/review/type", "/type", "/versions", "/staff_names", "/scorecards", "/tables/*"];

/// Which of several ways a record is filled up: what is optional, and which choices are made.
#[derive(Debug, Clone, Copy)]
struct Way(usize);

struct Fill<'a> {
    way: Way,
    people: Vec<String>,
    policy: &'a minutebook::policy::Policy,
    /// The word given to each place.
    words: BTreeMap<String, String>,
}

impl Fill<'_> {
    /// A word that is found nowhere else: letters only, so that nothing takes it for a number.
    fn word(&mut self, pointer: &str) -> String {
        let mut n = self.words.len();
        let mut letters = String::from("Zq");
        for _ in 0..4 {
            letters.push(char::from(b'a' + u8::try_from(n % 26).expect("a letter")));
            n /= 26;
        }
        self.words.insert(pointer.to_owned(), letters.clone());
        letters
    }

    fn value(&mut self, schema: &Json, base: Option<&Json>, pointer: &str, index: usize) -> Option<Json> {
        if KEPT.iter().any(|kept| fits(kept, pointer)) && base.is_some() {
            return base.cloned();
        }
        // With a team that nobody is in there is nothing to count, and little to print.
        if pointer == "/only" && self.way.0 != 4 {
            return None;
        }
        if let Some(first) =
            ["oneOf", "anyOf"].iter().find_map(|form| schema.get(*form)).and_then(|f| f.get(0)).filter(|f| f.get("type").is_some())
        {
            return base.cloned().or_else(|| self.value(first, None, pointer, index));
        }
        if let Some(choices) = schema.get("enum").or_else(|| schema.get("x-keys")).and_then(Json::as_array) {
            if base.is_some() && index == 0 && self.way.0 == 0 {
                return base.cloned();
            }
            return choices.get((index + self.way.0) % choices.len()).cloned();
        }
        match (schema.get("type").and_then(Json::as_str)?, schema.get("x-holds").and_then(Json::as_str)) {
            ("string", Some("text")) => Some(Json::String(self.text(schema, pointer))),
            ("string", Some("name")) => match base {
                Some(_) => base.cloned(),
                None => Some(Json::String(self.word(pointer))),
            },
            ("string", _) if schema.get("x-refers").is_some() => {
                base.cloned().or_else(|| Some(Json::String(self.people.get(index % self.people.len().max(1))?.clone())))
            }
            ("string", _) if base.is_none() && fits("/skipped/*/stage", pointer) => {
                self.policy.ladder.stages.get(index).map(|s| json!(s.stage))
            }
            ("string", _) if schema.get("format").is_some() => {
                base.cloned().or_else(|| self.way.0.is_multiple_of(2).then(|| json!("2026-03-02")))
            }
            ("integer" | "number", _) => base.cloned().or_else(|| schema.get("minimum").cloned()),
            ("boolean", _) if self.way.0 == 0 => Some(base.cloned().unwrap_or(json!(true))),
            ("boolean", _) => Some(json!(self.way.0 % 3 != 2)),
            ("array", _) => {
                let items = schema.get("items")?;
                let given = base.and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                let wanted = items
                    .get("properties")
                    .and_then(Json::as_object)
                    .map_or(1, |p| {
                        p.values().filter_map(|s| s.get("enum").or_else(|| s.get("x-keys"))?.as_array().map(Vec::len)).max().unwrap_or(2)
                    })
                    .max(2);
                let unlimited = schema.get("maxItems").and_then(Json::as_u64).unwrap_or(40);
                let n = given.len().max(wanted).min(usize::try_from(unlimited).expect("a few"));
                let made: Vec<Json> =
                    (0..n).filter_map(|i| self.value(items, given.get(i), &format!("{pointer}/{i}"), index + i)).collect();
                (!made.is_empty()).then_some(Json::Array(made))
            }
            ("object", _) => self.object(schema, base, pointer, index),
            _ => base.cloned(),
        }
    }

    fn text(&mut self, schema: &Json, pointer: &str) -> String {
        let word = self.word(pointer);
        match schema.get("pattern").and_then(Json::as_str) {
            Some(pattern) if pattern.contains('@') => format!("{word}@example.org"),
            Some(pattern) if pattern.starts_with("^[A-Za-z]{1,2}") => {
                // One field only has this form; its word is the postcode.
                self.words.insert(pointer.to_owned(), "ZQ17 9XA".to_owned());
                "ZQ17 9XA".to_owned()
            }
            Some(pattern) if pattern.starts_with("^[a-z") => word.to_lowercase(),
            _ => word,
        }
    }

    fn object(&mut self, schema: &Json, base: Option<&Json>, pointer: &str, index: usize) -> Option<Json> {
        let mut out = Map::new();
        let given = base.and_then(Json::as_object);
        for (key, below) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
            let at = format!("{pointer}/{key}");
            // One of the two says what the other leaves open.
            let matter = fits("/matters/*/*", &at) && ((self.way.0 % 4 < 2) != (key != "not_discussed"));
            if !matter && let Some(value) = self.value(below, given.and_then(|g| g.get(key)), &at, index) {
                out.insert(key.clone(), value);
            }
        }
        if let Some(below) = schema.get("additionalProperties").filter(|s| s.is_object()) {
            let mut keys: Vec<String> = given.map(|g| g.keys().cloned().collect()).unwrap_or_default();
            for key in self.keys(pointer) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            keys.retain(|key| !out.contains_key(key) && schema.pointer(&format!("/properties/{key}")).is_none());
            for (i, key) in keys.iter().enumerate() {
                if let Some(value) = self.value(below, given.and_then(|g| g.get(key)), &format!("{pointer}/{key}"), index + i) {
                    out.insert(key.clone(), value);
                }
            }
        }
        let required = schema.get("required").and_then(Json::as_array).into_iter().flatten();
        (!out.is_empty() && required.filter_map(Json::as_str).all(|key| out.contains_key(key))).then_some(Json::Object(out))
    }

    /// Keys of a map that the pack or the record gives.
    fn keys(&self, pointer: &str) -> Vec<String> {
        let indicators = || self.policy.rag.ratings.values().flat_map(|r| r.indicators.iter().map(|i| i.key.clone())).collect();
        match pointer {
            "/rag/ticks" | "/rag/details" => indicators(),
            "/messages" => self.people.iter().cloned().chain(["child".to_owned()]).collect(),
            "/narrative" => ["summary", "introduction", "challenge", "timeliness", "feedback"].map(str::to_owned).into(),
            "/labels" => vec!["formal".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// Whether a pattern with `*` for any one key fits a pointer.
pub fn fits(pattern: &str, pointer: &str) -> bool {
    let (mut a, mut b) = (pattern.split('/'), pointer.split('/'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == "*" || x == y => {}
            _ => return false,
        }
    }
}

/// A pointer with `*` for indices and for keys that are somebody's own.
pub fn pattern_of(pointer: &str) -> String {
    let mut out = String::new();
    let mut before = "";
    for part in pointer.split('/').skip(1) {
        let own = ["people", "messages", "details", "ticks", "narrative", "labels", "answers", "history"].contains(&before) && part != "*";
        out.push('/');
        out.push_str(if own || part.parse::<usize>().is_ok() { "*" } else { part });
        before = part;
    }
    out
}

pub struct Filled {
    pub value: Json,
    pub words: BTreeMap<String, String>,
    pub path: PathBuf,
    pub pack: String,
}

fn base(kind: &str) -> (PathBuf, Json) {
    let (_, file) = BASES.iter().find(|(k, _)| *k == kind).unwrap_or_else(|| panic!("{kind} has a base"));
    let path = root().join("tests/faults").join(file);
    let source = read::read(path.clone(), &mut Vec::new()).expect("the base is read");
    let schema = minutebook::shape::Schema::new(&kinds::find(kind).expect("a kind").schema()).expect("a schema");
    (path, minutebook::shape::shape(&schema, &source).value)
}

/// A record of a kind with a word in every place, in one of several ways.
pub fn filled(kind: &str, way: usize, pack: &str, withhold: Option<&str>, packs: &mut Packs) -> Filled {
    let (path, mut value) = base(kind);
    let policy = packs.get(pack).expect("a pack");
    if value.get("policy").is_some() {
        value["policy"] = json!(pack);
    }
    if way == 5 && kind == "review" {
        value["allocation"] = json!({ "notified": "2026-02-01", "allocated": "2026-02-02" });
    }
    if let Some(people) = value.get_mut("people").and_then(Json::as_object_mut).filter(|_| kind == "review") {
        for (key, role) in [
            ("father", "parent"),
            ("decision_maker", "agency_decision_maker"),
            ("teacher", "designated_teacher"),
            ("advocate", "advocate"),
            ("chief", "service_manager"),
        ] {
            people.insert(key.to_owned(), json!({ "name": format!("Person {key}"), "role": role }));
        }
        // Young, middle and older: letters to the child differ.
        value["child"]["date_of_birth"] = json!(["2015-06-10", "2020-06-10", "2010-02-10"][way % 3]);
        value["written_to"] = json!(["professionals", "child"][way % 2]);
    }
    if kind == "practice-check" {
        value["type"] = json!(["observation", "audit"][way % 2]);
    }
    // One child, or brothers and sisters.
    if matches!(kind, "alert" | "conference") && way % 2 == 1 {
        let child = value.as_object_mut().and_then(|v| v.remove("child")).expect("a child");
        value["children"] = json!([child, { "reference": "FLT000101", "name": "Rowan Ashdown", "date_of_birth": "2013-01-02" }]);
    }
    let people: Vec<String> = value.get("people").and_then(Json::as_object).map(|p| p.keys().cloned().collect()).unwrap_or_default();
    let schema: Json = serde_json::from_str(&kinds::find(kind).expect("a kind").schema()).expect("JSON");
    let mut fill = Fill { way: Way(way), people: people.clone(), policy: &policy, words: BTreeMap::new() };
    let mut made = fill.value(&schema, Some(&value), "", 0).expect("a record");
    if let Some(made) = made.as_object_mut() {
        made.remove(if value.get("children").is_some() { "child" } else { "children" });
    }
    if kind == "review" {
        made["status"] = json!(if way == 5 { "planned" } else { "final" });
        made["review"]["type"] = json!(if way == 5 { "first" } else { "later" });
        if way == 5 {
            // All are asked, and told of the other day once.
            made["invited"] = people.iter().map(String::as_str).chain(["child"]).map(|key| json!({ "person": key })).collect();
            made["preparation"] = json!({});
            made["papers"] = json!([]);
            made["people"]["worker"]["role"] = json!("social_worker");
            let why = fill.word("/review/rearranged/why");
            made["review"]["rearranged"] = json!({ "from": "2026-03-09", "decided": "2026-02-20", "why": why });
        }
        made["attendance"] = made["attendance"]
            .as_array()
            .expect("attendance")
            .iter()
            .zip(people.iter().cycle().skip(way))
            .map(|(entry, key)| {
                let mut entry = entry.clone();
                entry["person"] = json!(key);
                entry
            })
            .collect();
        let list = people.iter().map(String::as_str).chain(["child"]).enumerate().map(|(i, key)| {
            let word = fill.word(&format!("/distribution/{i}/note"));
            let mut entry = json!({ "to": key, "by": "hand", "send": "both", "note": word });
            if let Some(part) = withhold {
                entry["withhold"] = json!([part]);
            }
            entry
        });
        made["distribution"] = list.collect();
        // A date alone says that it was held; what hangs on the plan is varied instead.
        made["review"]["meetings"] = Json::Null;
        if way.is_multiple_of(2) {
            made["review"]["meetings"] = json!([
                { "date": "2026-03-03", "venue": fill.word("/review/meetings/0/venue"), "who": ["worker"], "note": fill.word("/review/meetings/0/note") },
                { "date": "2026-03-10", "venue": fill.word("/review/meetings/1/venue"), "who": ["worker"], "note": fill.word("/review/meetings/1/note") },
            ]);
        }
    }
    let words = fill.words.into_iter().filter(|(pointer, _)| made.pointer(pointer).is_some()).collect();
    Filled { value: made, words, path, pack: pack.to_owned() }
}
