//! Each finished copy to its reader: lists, envelopes, and everything for the printer.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{AS_OF, folder, good, minutebook, stderr, stdout};

/// The good record, with its copies still to go.
fn open() -> String {
    let open: String = good().lines().filter(|l| !l.starts_with("  distributed:")).collect::<Vec<_>>().join("\n");
    assert_ne!(open, good());
    open
}

fn render(dir: &Path, more: &[&str]) -> (String, String) {
    let out = dir.join("out");
    let (records, out) = (dir.join("rec"), out.to_str().expect("a path").to_owned());
    let args = [&["render", records.to_str().expect("a path"), "--out", &out, "--as-of", AS_OF, "--conformance", "none"], more].concat();
    let output = minutebook(&args);
    (stdout(&output), stderr(&output))
}

/// The list's lines, each by its columns.
fn list(dir: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(dir.join("out/dispatch.csv")).expect("the list");
    let headings: Vec<String> = reader.headers().expect("headings").iter().map(str::to_owned).collect();
    let lines = reader.records().map(|line| line.expect("a line"));
    lines.map(|line| headings.iter().cloned().zip(line.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn every_copy_has_its_reader_way_and_address() {
    let dir = folder(&[("rec/r.yaml", &open())]);
    let (said, told) = render(dir.path(), &[]);
    let lines = list(dir.path());
    let mother = lines.iter().find(|l| l["File"].contains("record-of-review-for-mother")).expect("the mother's copy");
    assert_eq!((mother["Way"].as_str(), mother["Relation"].as_str()), ("Post", "Parent"), "{mother:?}");
    assert!(!mother["Reader"].is_empty() && !mother["Address"].is_empty() && mother["Missing"].is_empty(), "{mother:?}");
    assert!(
        mother["Pages"].parse::<usize>().is_ok_and(|n| n > 1) && mother["Due"] == "2026-04-09" && mother["Done"].is_empty(),
        "{mother:?}"
    );
    let manager = lines.iter().find(|l| l["File"].contains("letter-team-manager")).expect("the manager's letter");
    assert!(manager["Way"] == "E-mail" && manager["E-mail"].contains("@example.org"), "{manager:?}");
    assert!(!lines.iter().any(|l| l["File"].ends_with("record-of-review.pdf")), "the file's copy goes to nobody");
    // Names stand in the lists and nowhere else.
    for name in ["Robin", "Ashdown", mother["Reader"].as_str()] {
        assert!(!said.contains(name) && !told.contains(name), "{name}: {told}");
    }
    assert!(told.contains("copies to be sent:"), "{told}");
    #[cfg(unix)]
    for file in ["dispatch.csv", "dispatch.xlsx", "dispatch.pdf"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(dir.path().join("out").join(file)).expect(file).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    // The next day they are on the list until the record says that they went.
    std::fs::write(dir.path().join("rec/r.yaml"), good()).expect("written");
    let (_, told) = render(dir.path(), &[]);
    let still: Vec<String> = list(dir.path()).into_iter().filter(|l| l["Done"].is_empty()).map(|l| l["File"].clone()).collect();
    assert!(!still.iter().any(|f| f.contains("mother") || f.contains("child")), "{still:?} {told}");
}

#[test]
fn what_cannot_go_says_why() {
    // Somebody who is to have it by post without an address keeps the record back; the rest is told here.
    let whole = "address: [\"7 Example Road\", Testford, TF1 2AB]";
    let by_hand = "{ to: child, by: hand, send: letter }";
    for (from, to, whose, missing) in [
        (whole, "address: [\"7 Example Road\", Testford]", "mother", "the address has no postcode"),
        (by_hand, "{ to: child, by: email, send: letter }", "letter-child", "no e-mail address"),
    ] {
        let changed = open().replace(from, to);
        assert_ne!(changed, open());
        let dir = folder(&[("rec/r.yaml", &changed)]);
        let (said, told) = render(dir.path(), &["--print-batch"]);
        assert!(dir.path().join("out/dispatch.csv").is_file(), "{said}{told}");
        let lines = list(dir.path());
        let copies: Vec<_> = lines.iter().filter(|l| l["File"].contains(whose)).collect();
        assert!(!copies.is_empty() && copies.iter().all(|l| l["Missing"] == missing), "{missing}: {copies:?}");
        assert!(told.contains("cannot go yet"), "{told}");
    }
}

/// A document never begins on the back of another; its own pages keep their numbers, and the counts add up.
#[test]
fn what_goes_on_paper_is_one_file_for_the_printer() {
    // Somebody who gets the record alone: it has no address on it.
    let carer = open()
        .replace("email: noreen.tibbs@example.org", "address: [3 Other Road, Testford, TF1 3AB]")
        .replace("  - { to: mother, by: post }", "  - { to: mother, by: post }\n  - { to: carer, by: post }");
    let dir = folder(&[("rec/r.yaml", &carer)]);
    let (_, told) = render(dir.path(), &["--print-batch"]);
    let whole = lopdf::Document::load(dir.path().join("out/dispatch-print.pdf")).expect("the print batch");
    let on_paper: Vec<_> =
        list(dir.path()).into_iter().filter(|l| matches!(l["Way"].as_str(), "Post" | "By hand") && l["Missing"].is_empty()).collect();
    let with_backs = |n: usize| n + n % 2;
    let copies: usize = on_paper.iter().map(|l| with_backs(l["Pages"].parse().expect("a number"))).sum();
    // A cover page for each reader by post who gets no letter.
    let readers: std::collections::BTreeSet<&str> = on_paper.iter().filter(|l| l["Way"] == "Post").map(|l| l["Reader"].as_str()).collect();
    let with_letter: std::collections::BTreeSet<&str> =
        on_paper.iter().filter(|l| l["In window"] == "yes").map(|l| l["Reader"].as_str()).collect();
    let covers = readers.difference(&with_letter).count();
    assert!(covers > 0, "{on_paper:?}");
    assert_eq!(whole.get_pages().len(), copies + covers * 2, "{told}");
    assert!(told.contains(&format!("{} pages of", copies + covers * 2)), "{told}");
    assert!(whole.catalog().expect("a catalogue").get(b"Names").is_err(), "no record is attached");
}

#[test]
fn lists_of_another_day_do_not_stay() {
    let dir = folder(&[("rec/r.yaml", &open())]);
    render(dir.path(), &["--print-batch"]);
    assert!(dir.path().join("out/dispatch-print.pdf").is_file());
    std::fs::write(dir.path().join("rec/r.yaml"), open().replace("iro_view", "iro_vew")).expect("written");
    render(dir.path(), &[]);
    for file in ["dispatch.csv", "dispatch.xlsx", "dispatch.pdf", "dispatch-print.pdf"] {
        assert!(!dir.path().join("out").join(file).exists(), "{file}");
    }
    let out = dir.path().join("out");
    let output = minutebook(&[
        "dispatch",
        dir.path().join("rec").to_str().expect("a path"),
        "--out",
        out.to_str().expect("a path"),
        "--as-of",
        AS_OF,
    ]);
    assert!(stderr(&output).contains("nothing is to be sent"), "{}", stderr(&output));
}
