//! The examples of a pack, worked out: what a record gives is laid over one in which nothing is amiss, and checked as any record is.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::kinds::{case_of, check, fields, survey};
use crate::policy::{Example, Packs, Policy};
use crate::read::Source;
use crate::record::{Alert, Record};
use crate::spelling;
use crate::words::day;

/// The records that examples are laid over, by kind.
const BASES: &[(&str, &str)] = &[
    ("review", include_str!("../templates/examples/review.yaml")),
    ("alert", include_str!("../templates/examples/alert.yaml")),
    ("progress-review", include_str!("../templates/examples/progress-review.yaml")),
    ("event", include_str!("../templates/examples/event.yaml")),
    ("conference", include_str!("../templates/examples/conference.yaml")),
];

/// What an example gives that it should not, or does not give that it should, a line each; nothing where it holds.
#[must_use]
pub fn wrong(example: &Example, policy: &Policy, packs: &mut Packs) -> Vec<String> {
    let kind = example.kind.as_deref().unwrap_or("review");
    let Some(mut value) = base(kind) else { return vec![format!("`{kind}` is not a kind that examples are of")] };
    lay(&mut value, &example.given);
    if let Some(record) = value.as_object_mut() {
        record.insert("policy".to_owned(), Json::String(policy.name.clone()));
    }
    let Some(source) = source(&value) else { return vec!["what is given cannot be read as a record".to_owned()] };
    let as_of = example.as_of.or_else(|| NaiveDate::from_ymd_opt(2090, 1, 1)).unwrap_or_default();
    let mut known = survey();
    known.add(&source);
    known.finish();
    let checked = check(&source, Vec::new(), packs, &known, as_of);
    let mut out = Vec::new();
    // What cannot be read as a record is the example's own fault.
    for finding in checked.findings.iter().filter(|f| f.code.starts_with("R1")) {
        out.push(format!("{}: {}", finding.code, finding.message));
    }
    // What the pack finds in the record before anything is given says nothing of the example.
    let mut anyway: Vec<String> = before(kind, policy, packs, as_of);
    let mut found: Vec<&str> = Vec::new();
    let mut new: Vec<&crate::diagnostic::Finding> = Vec::new();
    for finding in &checked.findings {
        match anyway.iter().position(|known| *known == format!("{} {}", finding.code, finding.pointer())) {
            Some(at) => {
                anyway.swap_remove(at);
            }
            None => {
                found.push(finding.code);
                new.push(finding);
            }
        }
    }
    for code in example.findings.iter().chain(&example.without).filter(|code| !crate::kinds::RULES.iter().any(|rule| rule.code == **code)) {
        out.push(format!("{code} is the code of no rule"));
    }
    if example.due.is_empty() && example.findings.is_empty() && example.without.is_empty() {
        out.push("it says nothing that should follow: add `due:`, `findings:` or `without:`".to_owned());
    }
    for code in example.findings.iter().filter(|code| !found.contains(&code.as_str())) {
        out.push(format!("{code} is not found; what is: {}", if found.is_empty() { "nothing".to_owned() } else { found.join(", ") }));
    }
    for code in &example.without {
        if let Some(finding) = new.iter().find(|f| f.code == code) {
            out.push(format!("{code} is found: {}", finding.message));
        }
    }
    for (what, date) in &example.due {
        let due = checked.case.as_ref().and_then(|case| {
            let review = case_of::<Record>(&**case).map(|case| due_of_review(&case.facts, what));
            review.or_else(|| case_of::<Alert>(&**case).map(|case| due_of_alert(&case.record, &case.facts, what)))
        });
        match due.flatten() {
            Some(due) if due == *date => {}
            Some(due) => out.push(format!("`{what}` is due on {}, not {}", day(due), day(*date))),
            None => out.push(format!("nothing says when `{what}` is due: it is no step here, or what it counts from is not given")),
        }
    }
    out
}

/// What is found in the record that examples are laid over, by code and place.
fn before(kind: &str, policy: &Policy, packs: &mut Packs, as_of: NaiveDate) -> Vec<String> {
    let Some(mut value) = base(kind) else { return Vec::new() };
    if let Some(record) = value.as_object_mut() {
        record.insert("policy".to_owned(), Json::String(policy.name.clone()));
    }
    let Some(source) = source(&value) else { return Vec::new() };
    let mut known = survey();
    known.add(&source);
    known.finish();
    let checked = check(&source, Vec::new(), packs, &known, as_of);
    checked.findings.iter().map(|f| format!("{} {}", f.code, f.pointer())).collect()
}

fn due_of_review(facts: &crate::derive::Facts, what: &str) -> Option<NaiveDate> {
    match what {
        "review" => facts.due.as_ref().map(|due| due.date),
        "next_review" => facts.next_due.as_ref().map(|due| due.date),
        step => facts.before.iter().chain(&facts.steps).find(|s| s.key == step).and_then(|s| s.due),
    }
}

fn due_of_alert(alert: &Alert, facts: &crate::derive::AlertFacts, what: &str) -> Option<NaiveDate> {
    if what == "whole" {
        return facts.whole_due;
    }
    let at = alert.stages.iter().position(|s| s.stage == what)?;
    facts.stages.get(at)?.due
}

fn base(kind: &str) -> Option<Json> {
    let text = BASES.iter().find(|(key, _)| *key == kind)?.1;
    let source = crate::read::parse(Path::new(kind).to_owned(), text.as_bytes(), &mut Vec::new()).ok()?;
    Some(crate::shape::plain(&source.root))
}

/// What is given over the base: maps key by key, all else whole; `null` takes out.
fn lay(base: &mut Json, given: &Json) {
    match (base, given) {
        (Json::Object(base), Json::Object(given)) => {
            for (key, value) in given {
                match base.get_mut(key) {
                    _ if value.is_null() => {
                        base.shift_remove(key);
                    }
                    Some(slot) => lay(slot, value),
                    None => {
                        base.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (slot, given) => *slot = given.clone(),
    }
}

fn source(value: &Json) -> Option<Source> {
    let text = serde_json::to_string_pretty(value).ok()?;
    let mut source = crate::read::parse(Path::new("example").to_owned(), text.as_bytes(), &mut Vec::new()).ok()?;
    spelling::put(&mut source, fields);
    Some(source)
}
