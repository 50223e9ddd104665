//! Every text that a record's shape allows is given a word of its own, and the documents of every reader are composed: a word that comes
//! out is one that privacy rules search; a word of a part that is withheld from a reader comes out in nothing of theirs; and what comes
//! out nowhere is on a short written list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minutebook::compose::{Composer, Templates};
use minutebook::kinds::{self, AnyCase, DOCUMENTS, KINDS};
use minutebook::policy::Packs;
use minutebook::read;
use minutebook::record::AnnualReport;
use minutebook::record::describe::{Field, Holds};
use serde_json::{Value as Json, json};

use crate::filled::{Filled, filled, pattern_of};

const AS_OF: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();

/// Fields that no document prints, by kind and field; why.
const NEVER_PRINTED: &[(&str, &str, &str)] = &[
    ("annual-report", "/cover/picture_shows", "stands in for the picture, where there is one"),
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
    ("feedback", "/comment", "is read by the service; reports print answers"),
    ("caseload", "/iros/*/name", "is printed by reports that count it, not by itself"),
    ("caseload", "/iros/*/note", "is printed by reports that count it, not by itself"),
];

/// Documents of a review that are no reader's copy: the file's, and forms for workers and managers.
const NOBODYS_COPY: &[&str] = &[
    "record_of_review",
    "rag_notification",
    "review_monitoring_form",
    "starred_notification",
    "letter_team_manager",
    "letter_decision_maker",
];

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
    // A scorecard is all figures, a consultation paper all questions.
    assert!(
        matches!(planned.document.as_str(), "scorecard" | "consultation_paper") || holds(&text, "zq"),
        "the PDF of {} holds words of the record",
        planned.document
    );
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
    // A date, a phone number, a postcode are kept in one line.
    text.replace('\u{a0}', " ").to_lowercase().contains(&word.to_lowercase())
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
            for way in (0..18).filter(|way| names.len() == 1 || way % names.len() == n || *way < 2 || *way == 5) {
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
            let is_note = found.pointer.starts_with("/attendance/") && found.pointer.ends_with("/note");
            let others = found.parts.iter().any(|p| json!(p) == json!("others_views"));
            let childs = found.by == Some("child") && (others || is_note);
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
            let Some(reader) = planned.copy.key.clone() else {
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
