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
        assert!(described(wrong, &schema, &packs.get("statutory").expect("a pack")).is_err(), "{wrong}");
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
        let head = ["status", "written_to", "version", "corrected", "somebody_else"];
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

/// The text of the file's copy that `render --draft` makes of a file.
fn drafted(file: &std::path::Path) -> (String, Vec<String>) {
    let out = tempfile::tempdir().expect("a folder");
    let paths = [file, out.path()].map(|p| p.to_str().expect("a path").to_owned());
    let output = minutebook(&["render", &paths[0], "--draft", "-o", &paths[1], "--as-of", "2026-11-01", "--message-format", "short"]);
    let made: Vec<std::path::PathBuf> =
        walkdir::WalkDir::new(out.path()).into_iter().filter_map(Result::ok).map(|e| e.path().to_owned()).collect();
    let pdfs: Vec<&std::path::PathBuf> = made.iter().filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    let of_file = pdfs.iter().find(|p| p.to_string_lossy().ends_with("-record-of-review.pdf"));
    let of_file = of_file.unwrap_or_else(|| panic!("{}: {}", file.display(), stdout(&output)));
    let text = minutebook::verify::page_texts(&lopdf::Document::load(of_file).expect("a PDF")).concat();
    (text, pdfs.iter().map(|p| p.file_name().expect("a name").to_string_lossy().into_owned()).collect())
}

/// t24-draft-without-view, t25-draft-with-brackets, and a draft of which only the reference is written.
#[test]
fn a_draft_of_any_record_with_a_reference_shows_how_far_it_is() {
    let cases = root().join("tests/cases");
    let (text, _) = drafted(&cases.join("t24-draft-without-view/2026-05-05.yaml"));
    for words in ["Notwrittenyet:matters", "permanence", "iroview"] {
        assert!(text.contains(words), "{words} in {}", &text[..400]);
    }
    let (text, _) = drafted(&cases.join("t25-draft-with-brackets/try3.yaml"));
    assert!(text.contains("[tobewritten]"));
    let mut packs = Packs::new(None).expect("packs");
    for name in packs.names() {
        let pack = packs.get(&name).expect("a pack");
        let draft = KINDS[0].begin(&pack, None).expect("a draft").replace("[reference in the case system]", "NEW000123");
        let dir = folder(&[("r.yaml", &draft)]);
        let (text, made) = drafted(&dir.path().join("r.yaml"));
        assert!(text.contains("NEW000123") && text.contains("[tobewritten]"), "{name}");
        assert!(made.iter().all(|file| file.starts_with("undated-")), "{name}: {made:?}");
        assert!(!text.contains("2099") && !text.contains("2100"), "{name}: no day that nobody said");
    }
}

#[test]
fn a_draft_keeps_from_each_reader_what_they_may_not_read_and_says_why() {
    let text = crate::support::good()
        .replace("{ to: mother, by: post }", "{ to: mother, by: post, withhold: [carer_identity] }")
        .replace("They see their mother twice a month.", "Noreen Tibbs brings them twice a month.");
    let dir = folder(&[("r.yaml", &text)]);
    let (_, made) = drafted(&dir.path().join("r.yaml"));
    assert!(!made.iter().any(|file| file.contains("mother")), "{made:?}");
    assert!(made.iter().any(|file| file.contains("for-worker")), "{made:?}");
    let path = dir.path().join("r.yaml");
    let out = dir.path().join("out");
    let output = minutebook(&[
        "render",
        path.to_str().expect("a path"),
        "--draft",
        "-o",
        out.to_str().expect("a path"),
        "--message-format",
        "short",
    ]);
    assert!(stdout(&output).contains("[R906]: nothing was made for `mother`: see R303"), "{}", stdout(&output));
}

/// t05-plan-reset-in-draft: what stays true is carried over and marked, and nothing of the new review is answered.
#[test]
fn a_draft_from_a_review_carries_what_stays_true_and_answers_nothing() {
    let case = root().join("tests/cases/t05-plan-reset-in-draft");
    let from = std::fs::read_dir(&case).expect("the case").map(|e| e.expect("an entry").path());
    let from = from
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .find(|p| std::fs::read_to_string(p).expect("a record").contains("plan: return_home"));
    let output = minutebook(&["new", "review", "--from", from.expect("the review").to_str().expect("a path")]);
    let text = stdout(&output);
    assert!(text.contains("plan: return_home   # carried from the review of"), "{text}");
    let open: String = text.lines().filter(|l| !l.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n");
    for answered in
        ["long_term_fostering", "knows_iro: true", "how: attended", "code: PN1", "up_to_date: true", "asked_about_chairing: true"]
    {
        assert!(!open.contains(answered), "{answered} in\n{open}");
    }
    // The visit before the first review is the one that counts for as long as the child lives there.
    let first = root().join("samples/jordan-ellis/2025-10-10.yaml");
    let text = stdout(&minutebook(&["new", "review", "--from", first.to_str().expect("a path")]));
    assert!(text.contains("  seen_where_living: 2025-10-08   # carried from"), "{text}");
}

/// A value as other programs read it: YAML 1.2, core schema.
fn core(node: &read::Node) -> Json {
    match &node.value {
        read::Value::Scalar { text, plain: true } => match text.as_str() {
            "" | "~" | "null" => Json::Null,
            "true" => true.into(),
            "false" => false.into(),
            t => t
                .parse::<i64>()
                .map(Json::from)
                .or_else(|_| t.parse::<f64>().map_err(|_| ()).and_then(|n| if t == "nan" { Err(()) } else { Ok(Json::from(n)) }))
                .unwrap_or_else(|_| t.into()),
        },
        read::Value::Scalar { text, .. } => text.as_str().into(),
        read::Value::Seq(items) => items.iter().map(core).collect(),
        read::Value::Map(entries) => Json::Object(entries.iter().map(|(k, n)| (k.text.clone(), core(n))).collect()),
    }
}

/// What an editor that knows the schema underlines in a file.
fn underlined(kind: &minutebook::kinds::KindOf, text: &str) -> Vec<String> {
    let schema: Json = serde_json::from_str(&kind.schema_for_editors()).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let source = read::parse("r.yaml".into(), text.as_bytes(), &mut Vec::new()).expect("it is read");
    validator.iter_errors(&core(&source.root)).map(|e| format!("{}: {e}", e.instance_path().as_str())).collect()
}

/// t23-draft-against-its-schema: an editor underlines nothing in a draft, nor in a record that the program takes.
#[test]
fn a_draft_fits_its_schema_in_an_editor() {
    let mut packs = Packs::new(None).expect("packs");
    for name in packs.names() {
        let pack = packs.get(&name).expect("a pack");
        for kind in KINDS.iter().filter(|kind| kind.is_in(&pack)) {
            let wrong = underlined(kind, &kind.begin(&pack, None).expect("a draft"));
            assert!(wrong.is_empty(), "{} of {name}: {wrong:#?}", kind.key);
        }
    }
    let alert = minutebook::kinds::find("alert").expect("alerts");
    let case = std::fs::read_to_string(root().join("tests/cases/t23-draft-against-its-schema/from-alert.yaml")).expect("the case");
    assert!(underlined(alert, &case).is_empty(), "{:#?}", underlined(alert, &case));
    let output = minutebook(&["new", "alert", "--from", "samples/coventry-year/2026-03-11.yaml"]);
    assert!(underlined(alert, &stdout(&output)).is_empty(), "{:#?}", underlined(alert, &stdout(&output)));
    // A mistake is underlined all the same.
    let review = &KINDS[0];
    for (house, wrong) in
        [("code: care_order", "code: careorder"), ("date_of_birth: 2015-06-10", "date_of_birth: soon"), ("iro_view", "iro_vew")]
    {
        assert!(!underlined(review, &crate::support::good().replace(house, wrong)).is_empty(), "{wrong}");
    }
    for sample in walkdir::WalkDir::new(root().join("samples"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|e| e == "yaml"))
    {
        let text = std::fs::read_to_string(sample.path()).expect("a sample");
        let kind = text.lines().find_map(|l| l.strip_prefix("kind: ")).and_then(|k| minutebook::kinds::find(k.trim())).expect("a kind");
        let wrong = underlined(kind, &text);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", sample.path().display());
    }
}

#[test]
fn nobody_gets_a_draft_while_what_it_leaves_out_is_still_to_be_said() {
    let text = crate::support::good().replace("{ to: mother, by: post }", "{ to: mother, by: post, withhold: [\"[what]\"] }");
    assert_ne!(text, crate::support::good());
    let dir = folder(&[("r.yaml", &text)]);
    let (_, made) = drafted(&dir.path().join("r.yaml"));
    assert!(!made.iter().any(|file| file.contains("mother")), "{made:?}");
    assert!(made.iter().any(|file| file.contains("for-worker")), "{made:?}");
}
