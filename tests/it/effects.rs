//! A pack does what it says: whatever field of a pack is changed, some finding or some document of some record is another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use minutebook::compose::{Composer, Templates};
use minutebook::kinds;
use minutebook::policy::{Packs, Policy};
use minutebook::read::Source;
use minutebook::spelling;
use minutebook::survey::Survey;
use serde_json::{Value as Json, json};

use crate::support::{folder, root};

const AS_OF: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a date");

/// Fields that change nothing by themselves, with the reason.
const NAMES_ONLY: &[(&str, &str)] = &[
    ("/kind", "says what the file is"),
    ("/name", "what records call the pack: another name is another pack"),
    ("/extends", "says what lies beneath"),
    ("/edition", "says which edition of a procedure was read: shown by `policy show` and `list policies`"),
    ("/title", "stands before the clauses of the pack, which are put together when it is read; packs.rs tries it"),
    ("/grounds/*/theme", "counted in the annual report only"),
];

/// Parts that change nothing in a record's own findings and documents, with what they do change.
const ELSEWHERE: &[(&str, &str)] = &[
    ("/examples/", "worked out by `policy test`"),
    ("/documents/annual_report", "the title of a report of a year; annual.rs tries it"),
    ("/documents/scorecard", "the title of a team's or officer's figures; annual.rs tries it"),
    ("/targets/", "held against the figures of the annual report; annual.rs tries them"),
];

/// A pointer with `*` for indices and for keys of the pack's own.
fn pattern(pointer: &str) -> String {
    let own = ["reviews", "matters", "starred", "before", "after", "themes", "targets", "which", "requires", "ratings"];
    let mut out: Vec<&str> = Vec::new();
    let mut before = "";
    for part in pointer.split('/').skip(1) {
        out.push(if part.parse::<usize>().is_ok() || own.contains(&before) { "*" } else { part });
        before = part;
    }
    format!("/{}", out.join("/"))
}

fn leaves(value: &Json, at: &str, found: &mut Vec<String>) {
    match value {
        Json::Object(map) => map.iter().for_each(|(key, below)| leaves(below, &format!("{at}/{key}"), found)),
        Json::Array(items) => items.iter().enumerate().for_each(|(i, below)| leaves(below, &format!("{at}/{i}"), found)),
        _ => found.push(at.to_owned()),
    }
}

/// Other values that a field could have; none: it is left out.
fn others(value: &Json) -> Vec<Option<Json>> {
    match value {
        Json::Bool(is) => vec![Some(json!(!is))],
        Json::Number(_) => vec![Some(json!(1)), Some(json!(9_000)), None],
        Json::String(text) => {
            let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let is_limit = number.parse::<i32>().is_ok() && text.len() > number.len() && !text.contains(' ');
            let is_case = text.parse::<minutebook::policy::Case>().is_ok();
            let mut all = Vec::new();
            if is_limit {
                let sign = if text.starts_with('-') { "-" } else { "" };
                all.extend([Some(json!(format!("{sign}1d"))), Some(json!(format!("{sign}900d")))]);
            } else if is_case {
                all.extend([Some(json!("always")), Some(json!("never"))]);
            } else {
                all.push(Some(json!(format!("{text} zq"))));
                if text.contains(' ') || text.len() > 20 {
                    return all;
                }
                all.extend(
                    ["first", "later", "strategy_discussion", "iro_decides", "bring_forward", "consider", "raise", "review", "decisions"]
                        .map(|word| Some(json!(word))),
                );
            }
            all.push(None);
            all
        }
        _ => vec![None],
    }
}

/// The pack with a field of another value; none where it would be no pack.
fn changed(resolved: &Json, pointer: &str, other: Option<Json>) -> Option<Policy> {
    let mut value = resolved.clone();
    match other {
        Some(other) => *value.pointer_mut(pointer)? = other,
        None => {
            let (parent, key) = pointer.rsplit_once('/')?;
            match value.pointer_mut(parent)? {
                Json::Object(map) => drop(map.shift_remove(key)?),
                Json::Array(items) => drop(items.remove(key.parse().ok()?)),
                _ => return None,
            }
        }
    }
    serde_json::from_value(value).ok()
}

/// Records of a folder with what the batch knows of them.
struct Batch {
    sources: Vec<Source>,
    survey: Survey,
    _dir: tempfile::TempDir,
}

/// Every record of the samples, faults and cases, folder by folder, under one pack.
fn corpus(pack: &str) -> Vec<Batch> {
    let mut folders: BTreeMap<PathBuf, Vec<(String, String)>> = BTreeMap::new();
    for part in ["samples", "tests/faults", "tests/effects"] {
        for entry in walkdir::WalkDir::new(root().join(part)).sort_by_file_name().into_iter().filter_map(Result::ok) {
            let path = entry.path();
            let Ok(text) = std::fs::read_to_string(path) else { continue };
            let kind = text.lines().find_map(|l| l.strip_prefix("kind: ")).unwrap_or_default();
            let counted =
                ["review", "alert", "progress-review", "event", "conference", "recognition", "practice-check"].contains(&kind.trim());
            let of: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("policy: ")).collect();
            let Some(of) = of.first().filter(|_| counted) else { continue };
            // Another pack's samples say little of this one.
            if part == "samples" && of.split('#').next().is_none_or(|of| of.trim() != pack) {
                continue;
            }
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let relabelled = text.replacen(&format!("policy: {of}"), &format!("policy: {pack}"), 1);
            folders.entry(path.parent().expect("a folder").to_owned()).or_default().push((name, relabelled));
        }
    }
    let batch = |files: Vec<(String, String)>| {
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let dir = folder(&files);
        let mut survey = kinds::survey();
        let mut sources = Vec::new();
        for (name, _) in &files {
            let path = dir.path().join(name);
            if let Ok(source) = spelling::read(path.clone(), kinds::fields, &mut Vec::new()) {
                survey.add(&source);
                sources.push(source);
            }
        }
        survey.finish();
        Batch { sources, survey, _dir: dir }
    };
    folders.into_values().map(batch).collect()
}

/// What is found in a record, and what is made of it.
fn outcome(source: &Source, batch: &Batch, packs: &mut Packs, composer: Option<&Composer>) -> String {
    let checked = kinds::check(source, Vec::new(), packs, &batch.survey, AS_OF);
    let mut out: Vec<String> = checked.findings.iter().map(|f| format!("{} {} {:?} {:?}", f.code, f.message, f.help, f.source)).collect();
    if let (Some(case), Some(composer)) = (&checked.case, composer) {
        for planned in case.plan(AS_OF) {
            let folder = kinds::document(&planned.document).expect("a document").folder;
            let source = composer.compose(&planned, folder).map_or_else(|e| e.to_string(), |composed| composed.source);
            out.push(format!("{} {} {source}", planned.stem, planned.meta.title));
        }
    }
    out.join("\n")
}

/// Whether a record of the corpus is one of the samples, which have comments of their own and no fault.
fn batch_is_sample(source: &Source) -> bool {
    !source.text.starts_with("# Fault")
}

#[test]
fn every_field_of_a_pack_changes_a_finding_or_a_document() {
    let composer = Composer::new(Templates::default());
    let mut with_effect: BTreeSet<String> = BTreeSet::new();
    let mut all: BTreeSet<String> = BTreeSet::new();
    // A clause is cited wherever its line is the reason for something; a line of which nothing is said has its clause in `policy show`.
    let is_clause = |pattern: &String| pattern.ends_with("/source");
    let named = |pattern: &String| {
        NAMES_ONLY.iter().any(|(name, _)| name == pattern)
            || ELSEWHERE.iter().any(|(part, _)| pattern.starts_with(part))
            || is_clause(pattern)
    };
    for pack in ["coventry", "birmingham", "dudley", "buckinghamshire", "brent", "statutory"] {
        let mut packs = Packs::new(None).expect("packs");
        let resolved = packs.get(pack).expect("a pack").resolved.clone();
        let mut places = Vec::new();
        leaves(&resolved, "", &mut places);
        let mut by_pattern: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for place in places {
            by_pattern.entry(pattern(&place)).or_default().push(place);
        }
        all.extend(by_pattern.keys().cloned());
        by_pattern.retain(|pattern, _| !with_effect.contains(pattern) && !named(pattern));
        if by_pattern.is_empty() {
            continue;
        }
        let corpus = corpus(pack);
        let records: Vec<(&Source, &Batch)> = corpus.iter().flat_map(|b| b.sources.iter().map(move |s| (s, b))).collect();
        // Findings of every record, then the documents of those that are the pack's own and of the good ones.
        let is_good = |source: &Source| source.text.starts_with("# No fault") || batch_is_sample(source);
        let shown: Vec<bool> = records.iter().map(|(s, _)| is_good(s)).collect();
        let with = |i: usize, packs: &mut Packs, documents: bool| {
            let (source, batch) = records[i];
            outcome(source, batch, packs, documents.then_some(&composer))
        };
        let before: Vec<String> = (0..records.len()).map(|i| with(i, &mut packs, false)).collect();
        let made: Vec<String> = (0..records.len()).map(|i| if shown[i] { with(i, &mut packs, true) } else { String::new() }).collect();
        // Those that showed an effect last come first.
        let mut order: Vec<(usize, bool)> = (0..records.len()).map(|i| (i, false)).collect();
        order.extend((0..records.len()).filter(|i| shown[*i]).map(|i| (i, true)));
        'patterns: for (pattern, places) in &by_pattern {
            // Some of many: the first and the last.
            for place in places.iter().take(3).chain(places.iter().skip(3).rev().take(3)) {
                let value = resolved.pointer(place).expect("a leaf");
                for other in others(value) {
                    let Some(mut policy) = changed(&resolved, place, other) else { continue };
                    policy.name = pack.to_owned();
                    let mut packs = Packs::new(None).expect("packs");
                    packs.put(policy);
                    let differs = |(i, documents): &(usize, bool), packs: &mut Packs| {
                        with(*i, packs, *documents) != *if *documents { &made[*i] } else { &before[*i] }
                    };
                    if let Some(hit) = order.iter().position(|step| differs(step, &mut packs)) {
                        let step = order.remove(hit);
                        order.insert(0, step);
                        with_effect.insert(pattern.clone());
                        continue 'patterns;
                    }
                }
            }
        }
    }
    let without: Vec<&String> = all.difference(&with_effect).filter(|p| !named(p)).collect();
    assert!(without.is_empty(), "of {} fields these change nothing: {without:#?}", all.len());
}
