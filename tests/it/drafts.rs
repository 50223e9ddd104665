//! What `new` writes: described by the types, as the pack has it, with nothing answered in advance.

use minutebook::kinds::KINDS;
use minutebook::kinds::draft::described;
use minutebook::policy::Packs;
use minutebook::{read, shape};
use serde_json::Value as Json;

use crate::support::{folder, minutebook, root, stdout};

#[test]
fn every_field_that_a_scaffold_names_is_one_of_its_types() {
    let mut packs = Packs::new(None).expect("packs");
    for name in packs.names() {
        let pack = packs.get(&name).expect("a pack");
        for kind in KINDS {
            let text = kind.begin(&pack, None).unwrap_or_else(|e| panic!("{} of {name}: {e}", kind.key));
            assert!(!text.contains(['<', '>']), "{}: {text}", kind.key);
        }
    }
    let schema = serde_json::from_str(&KINDS[0].schema()).expect("JSON");
    for wrong in ["<help child.shoes>", "<choices child.school>", "<what child>", "<help child"] {
        assert!(described(wrong, &schema).is_err(), "{wrong}");
    }
}

/// A draft with the lines behind a `#` taken into use that its help says may be.
fn uncommented(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let inner = line.trim_start().strip_prefix('#').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        let key = |rest: &str| {
            let rest = rest.trim_start().trim_start_matches("- ").trim_start_matches("{ ");
            rest.split_once(':').is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        };
        match inner {
            Some(inner) if key(inner) || out.ends_with("|\n") => out.push_str(&format!("{}{inner}\n", &line[..indent])),
            _ => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

#[test]
fn lines_behind_a_hash_fit_once_they_are_taken_into_use() {
    let mut packs = Packs::new(None).expect("packs");
    for name in packs.names() {
        let pack = packs.get(&name).expect("a pack");
        for kind in KINDS.iter().filter(|kind| kind.is_in(&pack)) {
            let text = uncommented(&kind.begin(&pack, None).expect("a draft"));
            let dir = folder(&[("r.yaml", &text)]);
            let file = dir.path().join("r.yaml");
            let output = minutebook(&["check", file.to_str().expect("a path"), "--message-format", "short"]);
            let found = stdout(&output);
            let other: Vec<&str> =
                found.lines().filter(|l| !l.contains("[R107]")).filter(|l| l.contains("[R0") || l.contains("[R1")).collect();
            assert!(other.is_empty(), "{} of {name}: {other:#?}\n{text}", kind.key);
        }
    }
}

/// The parts of a review that its types ask for from a status on.
fn asked_for(schema: &Json, at: &str, out: &mut Vec<(String, String, bool)>) {
    for (key, field) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}/{key}");
        if let Some(from) = field.get("x-from") {
            out.push((at.clone(), from.as_str().expect("a status").to_owned(), field.get("x-needed").is_some()));
        }
        asked_for(field, &at, out);
    }
}

#[test]
fn a_review_must_have_what_its_types_need_from_that_status_on() {
    let schema: Json = serde_json::from_str(&KINDS[0].schema()).expect("JSON");
    let mut parts = Vec::new();
    asked_for(&schema, "", &mut parts);
    // Every part that may be left out says from when a form asks for it.
    let required: Vec<&str> = schema["required"].as_array().expect("a list").iter().filter_map(Json::as_str).collect();
    for key in schema["properties"].as_object().expect("properties").keys() {
        let head = ["status", "written_to", "version", "somebody_else"];
        assert!(
            head.contains(&key.as_str()) || required.contains(&key.as_str()) || parts.iter().any(|p| p.0 == format!("/{key}")),
            "{key}"
        );
    }
    let statuses = ["planned", "decisions", "draft", "final"];
    let source = read::read(root().join("tests/faults/R000-good/record.yaml"), &mut Vec::new()).expect("the good record");
    let good = shape::shape(&shape::Schema::new(&KINDS[0].schema()).expect("a schema"), &source).value;
    for (pointer, from, needed) in parts {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        for (i, status) in statuses.iter().enumerate() {
            let mut record = good.clone();
            record["status"] = (*status).into();
            let parent = if parent.is_empty() { Some(&mut record) } else { record.pointer_mut(parent) };
            parent.and_then(Json::as_object_mut).expect("a map").remove(key);
            let dir = folder(&[("r.yaml", &record.to_string())]);
            let file = dir.path().join("r.yaml");
            let output = minutebook(&["check", file.to_str().expect("a path"), "--message-format", "short"]);
            let told = stdout(&output).contains(&format!("[R202]: `{key}` is missing"));
            let due = needed && i >= statuses.iter().position(|s| *s == from).expect("a status");
            assert_eq!(told, due, "{pointer} from {from}, {status}: {}", stdout(&output));
        }
    }
}
