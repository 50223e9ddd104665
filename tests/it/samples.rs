//! Every sample: rendered, and held against what is kept beside it. The pages of its documents and all its findings.

use std::collections::BTreeMap;

use crate::support::{AS_OF, expect_file, folders, minutebook, stderr, stdout};

#[test]
fn each_sample_gives_its_documents() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let folder = out.path().to_str().expect("a path");
    let output = minutebook(&["render", "samples", "--as-of", AS_OF, "--out", folder, "--message-format", "short", "--conformance", "all"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let manifest = std::fs::read_to_string(out.path().join("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let mut by_scenario: BTreeMap<String, String> = BTreeMap::new();
    for entry in manifest["documents"].as_array().expect("a list") {
        let text = |key: &str| entry[key].as_str().expect("text").to_owned();
        assert_eq!(text("status"), "written");
        let file = out.path().join(text("file"));
        let bytes = std::fs::read(&file).expect("the PDF is there");
        assert_eq!(minutebook::hash::sha256(&bytes), text("pdf_sha256"), "{}", text("file"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).expect("metadata").permissions().mode() & 0o777, 0o600);
        }
        let scenario = text("record").split('/').nth(1).expect("samples/<scenario>/").to_owned();
        let line = format!("{} {} pages, for {}\n", text("file"), entry["pages"], text("recipient"));
        by_scenario.entry(scenario).or_default().push_str(&line);
    }
    for folder in folders("samples") {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let relative = format!("samples/{name}");
        let findings =
            stdout(&minutebook(&["check", "--message-format", "short", "--as-of", AS_OF, &relative])).replace(&format!("{relative}/"), "");
        let made = by_scenario.remove(&name).unwrap_or_default();
        expect_file(&folder.join("expected.txt"), &format!("{findings}{made}"));
    }
    assert!(by_scenario.is_empty());
}

#[test]
fn the_samples_cover_what_they_are_for() {
    let all: String = folders("samples")
        .iter()
        .flat_map(|f| std::fs::read_dir(f).expect("a folder"))
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .map(|p| std::fs::read_to_string(p).expect("a record"))
        .collect();
    for needle in [
        "policy: birmingham",
        "policy: statutory",
        "type: first",
        "type: second",
        "type: later",
        "type: post_placement_order",
        "type: adoption_first",
        "type: adoption_second",
        "type: brought_forward",
        "how: without_meeting",
        "meetings:",
        "adjourned:",
        "how: excluded",
        "role: interpreter",
        "role: advocate",
        "role: supporter",
        "pathway_plan",
        "code: remand",
        "detention_plan",
        "unaccompanied: true",
        "short_breaks:",
        "code: PN0",
        "written_to: child",
        "status: decisions",
        "status: planned",
        "status: draft",
        "late_reason:",
        "dissent:",
        "confidential: true",
        "withhold:",
        "large_print: true",
    ] {
        assert!(all.contains(needle), "{needle}");
    }
    for (from, to, what) in
        [('\u{0600}', '\u{06FF}', "Arabic"), ('\u{1EA0}', '\u{1EFF}', "Vietnamese"), ('ł', 'ł', "Polish"), ('ŷ', 'ŷ', "Welsh")]
    {
        assert!(all.chars().any(|c| (from..=to).contains(&c)), "{what}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mut hashes = Vec::new();
    for jobs in ["1", "2"] {
        let out = tempfile::tempdir().expect("a temporary folder");
        let output = minutebook(&[
            "render",
            "samples/names",
            "samples/jordan-ellis",
            "--as-of",
            AS_OF,
            "--jobs",
            jobs,
            "--out",
            out.path().to_str().expect("a path"),
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        hashes.push(std::fs::read_to_string(out.path().join("manifest.json")).expect("the manifest"));
    }
    assert_eq!(hashes[0], hashes[1], "whatever the number of workers");
}
