//! How much of what must not be read is caught: names, addresses and numbers, typed in many ways, are put into every text place of every
//! kind of record, one at a time, and each record is checked. Beside it, how often ordinary sentences are taken for one.
//! `cargo bench --profile dev --bench plant`.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a benchmark that cannot run should stop"
)]

#[path = "../tests/it/filled.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod filled;
#[path = "../tests/it/support.rs"]
#[allow(dead_code, clippy::disallowed_methods, reason = "shared with the tests")]
mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use minutebook::kinds::{self, KINDS};
use minutebook::policy::Packs;
use minutebook::read;
use minutebook::survey::Survey;
use serde_json::{Value as Json, json};

const AS_OF: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();

/// Another child of the batch, with a mother and a confidential home.
const OTHER: &str = r#"{ "kind": "review", "policy": "statutory", "status": "decisions",
  "child": { "reference": "OTH000777", "name": "Saoirse Alba O'Delany-Vellard", "known_as": "Sersha", "date_of_birth": "2014-02-03",
    "legal_status": { "code": "care_order", "since": "2024-01-01" }, "looked_after_since": "2024-01-01",
    "placement": { "type": "foster_care", "since": "2024-01-01", "address": "Flat 2, Rose House, 14 Quillfeather Lane, Testford", "postcode": "TF4 9ZX", "phone": "01632 960655", "confidential": true } },
  "people": { "mum": { "name": "Wendeline Upshottson", "role": "parent" },
    "minder": { "name": "Ottoline Tanager", "role": "foster_carer", "email": "mind.tanager@example.org", "phone": "01632 960777", "address": ["5 Tanager Close", "Testford"] } },
  "review": { "type": "later", "date": "2026-03-10" } }"#;

/// What is typed, by what it gives away.
const TYPED: &[(&str, &[&str])] = &[
    (
        "another child's name",
        &[
            "Saoirse O'Delany-Vellard",
            "Saoirse Alba O'Delany-Vellard",
            "SAOIRSE O'DELANY-VELLARD",
            "saoirse o'delany-vellard",
            "Saoirse  O'Delany-Vellard",
            "Saoirse\nO'Delany-Vellard",
            "Saoirse\u{a0}O’Delany\u{2011}Vellard",
            "Saoirse O’Delany-Vellard",
            "Saoirse ODelany Vellard",
            "Saoirse O Delany",
            "Saoirse O'Delany",
            "Saoirse Vellard",
            "Saoirse-Vellard",
            "Saoirse – Vellard",
            "O'Delany-Vellard, Saoirse",
            "Vellard, Saoirse",
            "VELLARD Saoirse",
            "S. Vellard",
            "S Vellard",
            "S. A. Vellard",
            "Vellard, S.",
            "S. O’Delany",
            "Saoirse's and Saoirse Vellard's",
            "the Vellards",
            "the O'Delanys",
            "saoirse.vellard@example.org",
            "svellard@example.org",
            "vellard.s@example.org",
            "SaoirseVellard",
            "**Saoirse** Vellard",
            "_Saoirse_ Vellard",
            "Saoirse (Vellard)",
            "[Saoirse] Vellard",
            "- Saoirse\n- Vellard",
            "Saoirse\u{200b} Vellard",
            "Sao\u{ad}irse Vellard",
            "Saóirse Véllard",
            "Saoirse/Vellard",
            "S A O I R S E  V E L L A R D",
            "Saoirse&nbsp;Vellard",
            "Saoirse Vel-\nlard",
            "Saoirse Alba Vellard",
            "Miss Saoirse Vellard",
            "\"Saoirse\" Vellard",
            "Saoirse, Vellard",
            "Sersha Vellard",
            "Sersha O'Delany",
            "saoirse vellard",
            "Vellard Saoirse",
            "Saoirse A. Vellard",
            "SA Vellard",
            "S. Alba",
            "First name: Saoirse / Surname: Vellard",
            "Surname: O'Delany-Vellard, First name: Saoirse",
            "saoirse.vellard12@example.org",
        ],
    ),
    (
        "a parent of another family",
        &["Wendeline Upshottson", "Ms Upshottson, Wendeline", "W. Upshottson", "wendeline upshottson", "Wendeline\nUpshottson"],
    ),
    (
        "another's confidential home",
        &[
            "14 Quillfeather Lane",
            "14, Quillfeather Ln",
            "Quillfeather Lane",
            "quillfeather la.",
            "Rose House",
            "14\nQuillfeather\nLane",
            "TF4 9ZX",
            "tf49zx",
            "TF4\n9ZX",
            "01632 960655",
            "+44 1632 960655",
            "0044 1632 960655",
            "+44 (0)1632 960655",
            "01632-960-655",
            "01632960655",
            "ring 960655",
            "ring 960655x3",
            "14 Quillfeather",
            "TF 4 9ZX",
            "mind.tanager@example.org",
            "01632 960777",
            "5 Tanager Close",
        ],
    ),
    ("another's case number", &["OTH000777", "oth000777", "OTH 000777", "OTH-000777"]),
];

/// Sentences of records that give nothing away.
const ORDINARY: &[&str] = &[
    "They are happy and ready for school, and read every evening.",
    "How will day trips work in the summer?",
    "The rose house in the garden is theirs to paint.",
    "A quill and a feather hang over the bed in the lane of toys.",
    "The school will mark the work by Friday.",
    "There were 96 days and 655 points in the chart.",
    "On 10 March 2026 at 16:32 the meeting began.",
    "Grace is said before dinner.",
    "The foster carer and the worker agree.",
    "Nobody will sue anybody.",
    "The vellum card is on the wall.",
    "In May and June they went swimming.",
    "They like the house and the street it is in.",
    "Their manager will write to the court.",
    "The plan is right, and in time.",
    "She asked her manager for the form.",
    "The best her teacher can do is wait.",
    "Reading age is up by two years.",
    "They met the nurse, the teacher and the adviser.",
    "The order of 3 February 2026 stands.",
    "Savings stand at 120 pounds.",
    "They want to see more of their mother.",
];

fn checked(value: &Json, path: &std::path::Path, packs: &mut Packs, survey: &Survey) -> BTreeMap<String, Vec<&'static str>> {
    let text = serde_json::to_string(value).expect("JSON");
    let source = read::parse(path.to_owned(), text.as_bytes(), &mut Vec::new()).expect("it is read");
    let mut found: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for finding in kinds::check(&source, Vec::new(), packs, survey, AS_OF).findings {
        // What does not fit into the form of its field (a name for a postcode) is refused before it is searched.
        if matches!(finding.code, "R301" | "R302" | "R303" | "R307" | "R811" | "R106" | "R108") {
            found.entry(finding.pointer().to_owned()).or_default().push(finding.code);
        }
    }
    found
}

/// The good report with its records, and that of the other child among them.
fn annual_folder() -> tempfile::TempDir {
    let (from, to) = (support::root().join("tests/faults/R000-good-annual"), tempfile::tempdir().expect("a folder"));
    for entry in walkdir::WalkDir::new(&from).min_depth(1).into_iter().map(|e| e.expect("an entry")) {
        let there = to.path().join(entry.path().strip_prefix(&from).expect("below it"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&there).expect("a folder");
        } else {
            std::fs::copy(entry.path(), &there).expect("a copy");
        }
    }
    std::fs::write(to.path().join("records/other.yaml"), OTHER).expect("written");
    to
}

fn main() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let mut counts: BTreeMap<&str, (usize, usize, Vec<String>)> = BTreeMap::new();
    let (mut sentences, mut alarms, mut places) = (0, Vec::new(), 0);
    let folder = annual_folder();
    for kind in KINDS.iter().map(|k| k.key) {
        let pack = if kind == "conference" { "dudley" } else { "coventry" };
        let mut filled = filled::filled(kind, 0, pack, None, &mut packs);
        if kind == "annual-report" {
            // Its own search is over the records that it counts.
            filled.path = folder.path().join("annual-report.yaml");
        }
        let mut survey = kinds::survey();
        for (text, name) in [(OTHER.to_owned(), "other.yaml"), (serde_json::to_string(&filled.value).expect("JSON"), "own.yaml")] {
            survey.add(&read::parse(PathBuf::from(name), text.as_bytes(), &mut Vec::new()).expect("a record"));
        }
        survey.finish();
        // Names of the record's own people are not texts, and postcodes and e-mails have a form that nothing else fits into.
        let texts: Vec<&String> = filled
            .words
            .iter()
            .filter(|(at, word)| {
                filled.value.pointer(at).and_then(Json::as_str) == Some(word)
                    && !at.ends_with("/name")
                    && !at.contains("other_names")
                    && !at.contains("somebody_else")
            })
            .map(|(at, _)| at)
            .collect();
        places += texts.len();
        for at in texts {
            let mut value = filled.value.clone();
            let mut try_one = |typed: &str, packs: &mut Packs| {
                *value.pointer_mut(at).expect("a place") = json!(typed);
                checked(&value, &filled.path, packs, &survey).remove(at).unwrap_or_default()
            };
            for (what, forms) in TYPED {
                // Where the record writes its own address and numbers there is nothing to tell them from another's.
                let own = ["/address", "/phone", "/postcode", "/email"].iter().any(|end| at.contains(end));
                if own && *what == "another's confidential home" {
                    continue;
                }
                for form in *forms {
                    let codes = try_one(&format!("Then we met {form} again."), &mut packs);
                    let entry = counts.entry(what).or_default();
                    entry.0 += 1;
                    if codes.iter().any(|c| *c != "R307") {
                        entry.1 += 1;
                    } else if entry.2.len() < 12 && !entry.2.iter().any(|f| f.ends_with(form)) {
                        entry.2.push(format!("{kind} {at}: {form}"));
                    }
                }
            }
            for sentence in ORDINARY {
                sentences += 1;
                if try_one(sentence, &mut packs).iter().any(|code| !code.starts_with("R1")) {
                    alarms.push(format!("{kind} {at}: {sentence}"));
                }
            }
        }
    }
    println!("{places} text places of {} kinds", KINDS.len());
    for (what, (planted, caught, missed)) in &counts {
        println!("{what}: {caught} of {planted} caught");
        missed.iter().for_each(|m| println!("  not caught: {m:?}"));
    }
    println!("ordinary sentences: {} false alarms in {sentences}", alarms.len());
    alarms.iter().take(12).for_each(|a| println!("  {a}"));
}
