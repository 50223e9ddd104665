//! The command line as its users meet it.

use crate::support::{AS_OF, folder, good, minutebook, root, stderr, stdout};

#[test]
fn the_reference_is_as_printed() {
    let mut text = String::new();
    for args in [
        &["--help"][..],
        &["new", "--help"],
        &["check", "--help"],
        &["render", "--help"],
        &["list", "--help"],
        &["explain", "--help"],
        &["inspect", "--help"],
        &["date", "--help"],
    ] {
        let output = minutebook(args);
        assert_eq!(output.status.code(), Some(0));
        text += &format!("$ minutebook {}\n\n{}\n", args.join(" "), stdout(&output));
    }
    insta::assert_snapshot!("reference", text);
}

#[test]
fn rules_are_listed_and_each_is_explained() {
    insta::assert_snapshot!("rules", stdout(&minutebook(&["list", "rules"])));
    for rule in minutebook::kinds::RULES.iter() {
        let output = minutebook(&["explain", rule.code]);
        assert_eq!(output.status.code(), Some(0), "{}", rule.code);
        assert!(stdout(&output).len() > 60, "{}", rule.code);
    }
    let output = minutebook(&["explain", "R2O3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean"), "{}", stderr(&output));
}

#[test]
fn documents_and_policies_are_listed() {
    insta::assert_snapshot!("documents", stdout(&minutebook(&["list", "documents"])));
    insta::assert_snapshot!("policies", stdout(&minutebook(&["list", "policies"])));
}

#[test]
fn dates() {
    for (args, expected) in [
        (&["date", "2025-12-19", "+20wd"][..], "2026-01-21\n"),
        (&["date", "2025-08-31", "+6m"], "2026-02-28\n"),
        (&["date", "2026-01-06", "-15wd"], "2025-12-11\n"),
        (&["date", "2026-01-06", "+28d"], "2026-02-03\n"),
    ] {
        assert_eq!(stdout(&minutebook(args)), expected, "{args:?}");
    }
    insta::assert_snapshot!("date", stdout(&minutebook(&["date", "2025-12-19", "+20wd", "-v"])));
    assert_eq!(minutebook(&["date", "2025-12-19", "twenty"]).status.code(), Some(2));
}

#[test]
fn a_finding_in_each_format() {
    let args = |format| minutebook(&["check", "tests/faults/R203-late-review-without-reason", "--message-format", format]);
    insta::assert_snapshot!("human", stdout(&args("human")));
    insta::assert_snapshot!("short", stdout(&args("short")));
    let json: serde_json::Value = serde_json::from_str(stdout(&args("json")).trim()).expect("a JSON object");
    for key in ["code", "severity", "message", "file", "line", "column", "pointer", "help", "source"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["pointer"], "/review/date");
}

#[test]
fn a_new_record_says_what_to_write_and_is_complete_once_filled_in() {
    let dir = folder(&[]);
    let file = dir.path().join("new.yaml");
    let path = file.to_str().expect("a path");
    let output = minutebook(&["new", "review", path, "--policy", "birmingham", "--with-schema"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(dir.path().join("review.schema.json").is_file());
    let output = minutebook(&["check", path, "--message-format", "short"]);
    let text = stdout(&output);
    assert!(text.lines().count() == 1 && text.contains("[R107]"), "an untouched draft is one finding:\n{text}");
    // It never replaces a file.
    assert_eq!(minutebook(&["new", "review", path]).status.code(), Some(2));
    assert_eq!(minutebook(&["new", "review", "--policy", "nowhere"]).status.code(), Some(2));
    // Filled in with anything that fits, its shape is right.
    let scaffold = std::fs::read_to_string(&file).expect("the scaffold");
    // What is asked for, by the words of its placeholder, or by its key.
    let values = [
        ("[reference", "NEW000123"),
        ("[email", "a@example.org"),
        ("[true or false", "true"),
        ("[he/him", "they/them"),
        ("ethnicity", "arab"),
        ("    code", "section_20"),
        ("  code", "PN1"),
        ("    type", "foster_care"),
        ("  type", "second"),
        ("how", "attended"),
        ("chaired_by", "iro"),
        ("[what became", "done"),
        ("  plan", "long_term_fostering"),
        ("  route", "care_order"),
        ("    who", "worker"),
        ("[time", "16:00"),
        ("[what, as placement", "placement_address"),
        ("[secure", "secure_email"),
        ("[post", "post"),
        ("[hand", "hand"),
        ("date_of_birth", "2013-05-14"),
        ("next_review", "2026-07-02"),
        ("by", "2026-02-01"),
        ("previous_review", "2025-10-10"),
        ("paper", "2025-12-10"),
        ("seen_alone", "2025-12-10"),
        ("  date", "2026-01-06"),
        ("scheduled", "2026-01-06"),
        ("[date", "2025-09-15"),
    ];
    let mut filled = String::new();
    for line in scaffold.lines() {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("\"[") {
            let (placeholder, after) = after.split_once("]\"").expect("a placeholder ends");
            let placeholder = format!("[{placeholder}");
            let asked = |(what, _): &&(&str, &str)| {
                if what.starts_with('[') { placeholder.starts_with(what) } else { line.contains(&format!("{what}: ")) }
            };
            let date = placeholder.starts_with("[date");
            let fits = |(_, value): &&(&str, &str)| !date || value.starts_with("20");
            let value = values.iter().filter(fits).find(asked).map_or("Something", |(_, value)| value);
            filled += &format!("{before}{value}");
            rest = after;
        }
        let block = rest.trim_start().starts_with('[') && rest.ends_with(']');
        filled += if block { "      Something" } else { rest };
        filled.push('\n');
    }
    std::fs::write(&file, filled).expect("filled in");
    let output = minutebook(&["check", path, "--message-format", "short"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn a_pdf_is_inspected() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    let output = minutebook(&[
        "render",
        dir.path().join("r.yaml").to_str().expect("a path"),
        "--only",
        "record-of-review",
        "--as-of",
        AS_OF,
        "--out",
        out.to_str().expect("a path"),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let pdf = out.join("FLT000100/2026-03-10-record-of-review.pdf");
    let output = minutebook(&["inspect", pdf.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let text = stdout(&output);
    for line in ["claims       PDF/UA-1, PDF/A-3A", "attachments  record.yaml", "language     en"] {
        assert!(text.contains(line), "{text}");
    }
    assert_eq!(minutebook(&["inspect", root().join("Cargo.toml").to_str().expect("a path")]).status.code(), Some(2));
}

#[test]
fn the_copy_for_the_file_carries_the_record_as_it_was_and_no_other_does() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    minutebook(&["render", dir.path().join("r.yaml").to_str().expect("a path"), "--as-of", AS_OF, "--out", out.to_str().expect("a path")]);
    let mut archives = 0;
    for entry in std::fs::read_dir(out.join("FLT000100")).expect("the folder") {
        let path = entry.expect("an entry").path();
        let document = lopdf::Document::load(&path).expect("a PDF");
        let embedded: Vec<Vec<u8>> = document
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok())
            .filter(|s| s.dict.get(b"Type").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"EmbeddedFile"))
            .map(|s| s.decompressed_content().unwrap_or_else(|_| s.content.clone()))
            .collect();
        if path.ends_with("2026-03-10-record-of-review.pdf") {
            assert_eq!(embedded, [good().into_bytes()]);
            archives += 1;
        } else {
            assert!(embedded.is_empty(), "{}", path.display());
        }
    }
    assert_eq!(archives, 1);
}

/// t08-path-with-spaces: a command that is printed can be copied, whatever the folder is called.
#[test]
fn printed_commands_work_with_spaces_in_paths() {
    let dir = folder(&[]);
    let file = dir.path().join("OneDrive - Council/x.yaml");
    let path = file.to_str().expect("a path");
    let output = minutebook(&["new", "review", path]);
    assert!(stdout(&output).contains(&format!("minutebook check \"{path}\"`")), "{}", stdout(&output));
    // Without spaces it stands as it is.
    let plain = dir.path().join("y.yaml");
    let plain = plain.to_str().expect("a path");
    assert!(stdout(&minutebook(&["new", "review", plain])).contains(&format!("minutebook check {plain}`")));
}
