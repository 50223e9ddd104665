//! Every text that a record's shape allows is given a word of its own, and the documents of every reader are composed: a word that comes
//! out is one that privacy rules search; a word of a part that is withheld from a reader comes out in nothing of theirs; and what comes
//! out nowhere is on a short written list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use minutebook::compose::{Composer, Templates};
use minutebook::kinds::{self, AnyCase, DOCUMENTS, KINDS};
use minutebook::policy::Packs;
use minutebook::read;
use minutebook::record::AnnualReport;
use minutebook::record::describe::{Field, Holds};
use serde_json::{Map, Value as Json, json};

use crate::support::root;

const AS_OF: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();

/// A record of each kind that is without fault, to be filled up.
const BASES: &[(&str, &str)] = &[
    ("review", "R000-good/record.yaml"),
    ("alert", "R000-good-alert/record.yaml"),
    ("progress-review", "R000-good-progress-review/record.yaml"),
    ("event", "R000-good-event/record.yaml"),
    ("conference", "R000-good-conference/record.yaml"),
    ("recognition", "R000-good-recognition/record.yaml"),
    ("annual-report", "R000-good-annual/annual-report.yaml"),
    ("feedback", "R000-good-feedback/record.yaml"),
    ("caseload", "R000-good-caseload/record.yaml"),
];

/// What is kept as the base has it: what the rest hangs on.
const KEPT: &[&str] = &["/kind", "/policy", "/status", "/review/type", "/type", "/versions", "/staff_names", "/scorecards", "/tables/*"];

/// Fields that no document prints, by kind and field; why.
const NEVER_PRINTED: &[(&str, &str, &str)] = &[
    ("*", "/people/*/language", "says in which language to write; the paper says nothing of it"),
    ("*", "/people/*/email", "is printed of those who may be written to only: the reviewing officer, authors"),
    ("*", "/people/*/phone", "likewise"),
    ("*", "/people/*/address/*", "stands on the envelope of a letter only"),
    ("*", "/people/*/organisation", "stands beside some names only"),
    ("*", "/people/*/title", "stands beside some names only"),
    ("*", "/people/*/team", "stands beside some names only"),
    ("*", "/child/other_names/*", "is looked for in other families' records, and printed nowhere"),
    ("*", "/children/*/other_names/*", "likewise"),
    ("*", "/people/*/other_names/*", "likewise"),
    ("*", "/somebody_else/*/name", "says that a name found in a text is somebody else's"),
    ("*", "/somebody_else/*/reason", "likewise"),
    ("alert", "/children/*/known_as", "of brothers and sisters the full names are printed"),
    ("conference", "/children/*/known_as", "of brothers and sisters the full names are printed"),
    ("feedback", "/comment", "is read by the service; reports print answers"),
    ("caseload", "/iros/*/name", "is printed by reports that count it, not by itself"),
    ("caseload", "/iros/*/note", "is printed by reports that count it, not by itself"),
];

/// Documents of a review that are no reader's copy: the file's, and forms for workers and managers.
const NOBODYS_COPY: &[&str] =
    &["record_of_review", "rag_notification", "review_monitoring_form", "letter_team_manager", "letter_decision_maker"];

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
        if let Some(choices) = schema.get("enum").and_then(Json::as_array) {
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
                    .map_or(1, |p| p.values().filter_map(|s| s.get("enum")?.as_array().map(Vec::len)).max().unwrap_or(2))
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
fn fits(pattern: &str, pointer: &str) -> bool {
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
fn pattern_of(pointer: &str) -> String {
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

struct Filled {
    value: Json,
    words: BTreeMap<String, String>,
    path: PathBuf,
    pack: String,
}

fn base(kind: &str) -> (PathBuf, Json) {
    let (_, file) = BASES.iter().find(|(k, _)| *k == kind).unwrap_or_else(|| panic!("{kind} has a base"));
    let path = root().join("tests/faults").join(file);
    let source = read::read(path.clone(), &mut Vec::new()).expect("the base is read");
    let schema = minutebook::shape::Schema::new(&kinds::find(kind).expect("a kind").schema()).expect("a schema");
    (path, minutebook::shape::shape(&schema, &source).value)
}

/// A record of a kind with a word in every place, in one of several ways.
fn filled(kind: &str, way: usize, pack: &str, withhold: Option<&str>, packs: &mut Packs) -> Filled {
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

fn case(filled: &Filled, packs: &mut Packs) -> Box<dyn AnyCase> {
    let text = serde_json::to_string_pretty(&filled.value).expect("JSON");
    let source = read::parse(filled.path.clone(), text.as_bytes(), &mut Vec::new()).expect("it is read");
    let checked = kinds::check(&source, Vec::new(), packs, &kinds::survey(), AS_OF);
    let wrong: Vec<String> =
        checked.findings.iter().filter(|f| f.code.starts_with("R1")).map(|f| format!("{} {}", f.pointer(), f.message)).collect();
    assert!(wrong.is_empty(), "{} is shaped as its schema says: {wrong:#?}", filled.pack);
    checked.case.unwrap_or_else(|| panic!("a case: {:?}", checked.findings.iter().map(|f| &f.message).collect::<Vec<_>>()))
}

/// Everything that is made of a case: the text of each, whose it is, and what it is called.
fn made(case: &dyn AnyCase, composer: &Composer, templates: &Templates) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for planned in case.plan(AS_OF) {
        let folder = kinds::document(&planned.document).expect("a document").folder;
        let composed = composer.compose(&planned, folder).unwrap_or_else(|e| panic!("{}: {e}", planned.document));
        out.push((planned.stem.clone(), format!("{}\n{}\n{}", composed.source, planned.meta.title, planned.stem)));
    }
    if let Some(annual) = kinds::case_of::<AnnualReport>(case) {
        for form in minutebook::annual::forms::files(annual, templates) {
            let bytes = form.content.expect("a form");
            let text = if form.stem.ends_with(".xlsx") { workbook(&bytes) } else { String::from_utf8(bytes).expect("text") };
            out.push((form.stem.clone(), text));
        }
    }
    out
}

/// The text of a finished PDF.
fn finished(planned: &minutebook::documents::Planned, composer: &Composer, templates: &Templates) -> String {
    let folder = kinds::document(&planned.document).expect("a document").folder;
    let composed = composer.compose(planned, folder).expect("composed");
    let mut world = minutebook::typeset::World::new(templates).expect("a world");
    let pdf = minutebook::typeset::typeset(&mut world, composed.source, planned.archive.then(|| b"kind: review".to_vec()), &planned.meta)
        .expect("typeset");
    let text = minutebook::verify::page_texts(&lopdf::Document::load_mem(&pdf.bytes).expect("a PDF")).concat();
    // A scorecard is all figures.
    assert!(planned.document == "scorecard" || holds(&text, "zq"), "the PDF of {} holds words of the record", planned.document);
    text
}

fn workbook(bytes: &[u8]) -> String {
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut text = book.sheet_names().join("\n");
    for (_, sheet) in book.worksheets() {
        for cell in sheet.rows().flatten() {
            if let Data::String(words) = cell {
                text.push_str(words);
                text.push('\n');
            }
        }
    }
    text
}

fn holds(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}

/// The texts and names that rules search, by place.
fn searched(kind: &str, value: &Json) -> BTreeSet<String> {
    let schema: Json = serde_json::from_str(&kinds::find(kind).expect("a kind").schema()).expect("JSON");
    let mut all = BTreeSet::new();
    Field::of(&schema).walk(value, &mut |found| {
        if found.holds != Holds::PersonKey {
            all.insert(found.pointer.to_owned());
        }
    });
    all
}

#[test]
fn what_comes_out_is_searched_and_little_comes_out_nowhere() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let templates = Templates::default();
    let composer = Composer::new(templates.clone());
    let mut documents: BTreeSet<String> = BTreeSet::new();
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    for kind in KINDS {
        let mut places: BTreeSet<String> = BTreeSet::new();
        let mut printed: BTreeSet<String> = BTreeSet::new();
        let names: Vec<String> = match kind.key {
            "conference" => vec!["dudley".to_owned()],
            "review" | "alert" => packs.names(),
            _ => vec!["coventry".to_owned()],
        };
        for (n, pack) in names.iter().enumerate() {
            for way in (0..18).filter(|way| names.len() == 1 || way % names.len() == n || *way < 2) {
                let filled = filled(kind.key, way, pack, None, &mut packs);
                let case = case(&filled, &mut packs);
                for planned in case.plan(AS_OF) {
                    if documents.insert(planned.document.clone()) {
                        let finished = finished(&planned, &composer, &templates);
                        let known: BTreeSet<String> = searched(kind.key, &filled.value);
                        let words = filled.words.iter().filter(|(pointer, _)| !known.contains(*pointer));
                        wrong.extend(words.filter(|(_, word)| holds(&finished, word)).map(|(at, _)| format!("{at} in the PDF")));
                    }
                }
                let texts = made(&*case, &composer, &templates);
                let searched = searched(kind.key, &filled.value);
                for (pointer, word) in &filled.words {
                    places.insert(pattern_of(pointer));
                    if let Some((stem, _)) = texts.iter().find(|(_, text)| holds(text, word)) {
                        printed.insert(pattern_of(pointer));
                        if !searched.contains(pointer) {
                            wrong.insert(format!("{} {pointer} comes out in {stem} and is not searched", kind.key));
                        }
                    }
                }
            }
        }
        let listed = |place: &str| NEVER_PRINTED.iter().any(|(k, p, _)| (*k == "*" || *k == kind.key) && *p == place);
        let nowhere: Vec<&String> = places.difference(&printed).filter(|p| !listed(p)).collect();
        wrong.extend(nowhere.iter().map(|place| format!("{} {place} comes out nowhere", kind.key)));
        let stale: Vec<&str> =
            NEVER_PRINTED.iter().filter(|(k, p, _)| *k == kind.key && printed.contains(*p)).map(|(_, p, _)| *p).collect();
        wrong.extend(stale.iter().map(|place| format!("{} {place} is listed as never printed, and comes out", kind.key)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let all: BTreeSet<String> = DOCUMENTS.iter().map(|d| d.key.to_owned()).collect();
    assert_eq!(documents, all, "every document is made of some record");
}

#[test]
fn what_is_withheld_comes_out_in_nothing_of_its_reader() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let composer = Composer::new(Templates::default());
    let schema: Json = serde_json::from_str(&kinds::find("review").expect("reviews").schema()).expect("JSON");
    let fields = Field::of(&schema);
    let parts: Vec<String> = schema
        .pointer("/properties/distribution/items/properties/withhold/items/enum")
        .and_then(Json::as_array)
        .expect("what can be withheld")
        .iter()
        .map(|p| p.as_str().expect("a word").to_owned())
        .collect();
    let mut looked_for = BTreeSet::new();
    for (way, part) in parts.iter().enumerate().flat_map(|(i, part)| [(i, part), (i + 3, part)]) {
        let filled = filled("review", way, "coventry", Some(part), &mut packs);
        let case = case(&filled, &mut packs);
        let mut withheld: Vec<(String, String, Option<String>)> = Vec::new();
        fields.walk(&filled.value, &mut |found| {
            // A view of the child is among the child's.
            let childs = found.by == Some("child") && found.pointer.starts_with("/views/");
            let of_part = (!childs && found.parts.iter().any(|p| json!(p) == json!(part)))
                || (childs && part == "child_views")
                || found.about.iter().any(|a| a == part.as_str());
            if let Some(word) = filled.words.get(found.pointer).filter(|_| of_part) {
                withheld.push((found.pointer.to_owned(), word.clone(), found.by.map(str::to_owned)));
            }
        });
        looked_for.extend(withheld.iter().map(|_| part.clone()));
        for planned in case.plan(AS_OF) {
            let folder = kinds::document(&planned.document).expect("a document").folder;
            let Some(reader) = planned.reader.clone() else {
                // Of these every word may come out, or who gets them is not said in the list.
                assert!(NOBODYS_COPY.contains(&planned.document.as_str()), "{} says whose copy it is", planned.document);
                continue;
            };
            let composed = composer.compose(&planned, folder).expect("composed");
            for (pointer, word, by) in &withheld {
                // What the child said is no secret from the child.
                let theirs = by.as_deref() == Some(reader.as_str()) || (reader == "child" && part == "child_views");
                assert!(theirs || !holds(&composed.source, word), "{part}: {pointer} comes out in {} of {reader}", planned.stem);
            }
        }
    }
    assert!(looked_for.len() >= 10, "{looked_for:?}");
}

#[test]
fn the_manifest_and_the_screen_name_nobody() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let dir = tempfile::tempdir().expect("a folder");
    let mut words = BTreeMap::new();
    // A report reads folders beside itself, and a conference needs a pack with a timeline; the rest are made by any.
    for kind in KINDS.iter().map(|k| k.key).filter(|k| *k != "annual-report") {
        let pack = if kind == "conference" { "dudley" } else { "statutory" };
        let filled = filled(kind, 0, pack, None, &mut packs);
        let text = serde_json::to_string_pretty(&filled.value).expect("JSON");
        std::fs::write(dir.path().join(format!("{kind}.yaml")), text).expect("a file");
        words.extend(filled.words.into_iter().map(|(at, word)| (format!("{kind} {at}"), word)));
    }
    let out = dir.path().join("out");
    let output = crate::support::minutebook(&[
        "render",
        dir.path().to_str().expect("a path"),
        "--draft",
        "--as-of",
        crate::support::AS_OF,
        "--out",
        out.to_str().expect("a path"),
        "--message-format",
        "short",
    ]);
    let manifest = std::fs::read_to_string(Path::new(&out).join("manifest.json")).expect("the manifest");
    let screen = crate::support::stderr(&output);
    for (at, word) in &words {
        assert!(!holds(&manifest, word), "{at} stands in the manifest");
        assert!(!holds(&screen, word), "{at} stands on standard error");
    }
    // Findings quote a line at most, beside its place; nothing else is said.
    for line in crate::support::stdout(&output).lines() {
        assert!(line.contains(".yaml:"), "{line}");
    }
}
