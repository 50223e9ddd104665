//! The output folder: what an earlier run left in it never goes out with the rest.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{AS_OF, folder, good, minutebook, render, root, stderr, stdout};

/// The good record of another child.
fn other() -> String {
    good().replace("FLT000100", "FLT000200").replace("Robin Ashdown", "Bryony Falk").replace("known_as: Robin", "known_as: Bryony")
}

/// Runs it in a folder, as somebody who stands there would.
fn run_in(folder: &Path, args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_minutebook")).args(args).current_dir(folder).output().expect("it starts")
}

fn copy_for(out: &Path, key: &str) -> PathBuf {
    out.join(format!("FLT000100/2026-03-10-record-of-review-for-{key}.pdf"))
}

fn manifest(out: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(out.join("manifest.json")).expect("the manifest")).expect("JSON")
}

#[test]
fn a_copy_of_a_record_that_has_errors_now_is_put_aside_and_the_rest_of_the_manifest_stays() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    let elsewhere = folder(&[("o.yaml", &other())]);
    render(elsewhere.path(), &out);
    render(dir.path(), &out);
    assert!(copy_for(&out, "mother").is_file() && out.join("FLT000200").is_dir());
    std::fs::write(dir.path().join("r.yaml"), good().replace("iro_view", "iro_vew")).expect("changed");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(!copy_for(&out, "mother").exists() && copy_for(&out.join(".earlier"), "mother").exists());
    assert!(stderr(&output).contains("of an earlier run put aside in"), "{}", stderr(&output));
    assert!(out.join(".earlier/README.txt").is_file());
    assert!(manifest(&out).to_string().contains("FLT000200/"), "another run's documents stay listed");
    assert!(out.join("FLT000200/2026-03-10-record-of-review.pdf").is_file());
    // What was put aside is not told as unknown, and comes back once the record is right.
    std::fs::write(dir.path().join("r.yaml"), good()).expect("changed");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(copy_for(&out, "mother").exists() && !stderr(&output).contains("no run made"), "{}", stderr(&output));
}

#[test]
fn a_copy_of_a_record_that_fails_a_privacy_rule_now_is_removed() {
    let dir = folder(&[("r.yaml", &good()), ("o.yaml", &other())]);
    let out = dir.path().join("out");
    render(dir.path(), &out);
    assert!(copy_for(&out, "mother").exists());
    std::fs::write(dir.path().join("r.yaml"), good().replace("The plan meets", "As for Bryony Falk, the plan meets")).expect("changed");
    // Also where only some documents are asked for.
    let path = dir.path().to_str().expect("a path").to_owned();
    let output = minutebook(&["render", &path, "--only", "letter-child", "--as-of", AS_OF, "--out", out.to_str().expect("a path")]);
    assert!(stdout(&output).contains("[R301]"), "{}", stdout(&output));
    assert!(stderr(&output).contains("of an earlier run removed"), "{}", stderr(&output));
    assert!(!out.join("FLT000100/2026-03-10-record-of-review.pdf").exists() && !copy_for(&out.join(".earlier"), "mother").exists());
    assert!(out.join("FLT000200/2026-03-10-record-of-review.pdf").exists(), "the other child's copies stay");
}

/// a18-old-copy-stays-when-path-is-written-otherwise: however the record is named, its copies are known.
#[test]
fn a_copy_no_longer_called_for_is_removed_however_the_record_is_named() {
    let record = std::fs::read_to_string(root().join("tests/cases/a18-old-copy-stays-when-path-is-written-otherwise/rec/2026-01-06.yaml"));
    let record = record.expect("the case");
    let without: String = record.lines().filter(|l| !l.contains("to: mother")).collect::<Vec<_>>().join("\n");
    for again in [&["rec"][..], &["./rec"], &["ABSOLUTE"], &["rec/2026-01-06.yaml"], &["INSIDE"], &["RENAMED"], &["MOVED"]] {
        let dir = folder(&[("rec/2026-01-06.yaml", &record)]);
        let at = |path: &str| dir.path().join(path);
        let out = at("out");
        let out_path = out.to_str().expect("a path");
        run_in(dir.path(), &["render", "rec", "-o", out_path, "--as-of", "2026-09-20"]);
        let mothers = || -> Vec<String> {
            let walk = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok);
            walk.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| n.contains("mother")).collect()
        };
        assert!(mothers().iter().any(|n| n.contains("record-of-review")), "{:?}", mothers());
        std::fs::write(at("rec/2026-01-06.yaml"), &without).expect("changed");
        let absolute = at("rec").to_str().expect("a path").to_owned();
        let (from, path) = match again[0] {
            "ABSOLUTE" => (dir.path().to_owned(), absolute.as_str()),
            "INSIDE" => (at("rec"), "."),
            "RENAMED" => {
                std::fs::rename(at("rec/2026-01-06.yaml"), at("rec/january.yaml")).expect("renamed");
                (dir.path().to_owned(), "rec")
            }
            "MOVED" => {
                std::fs::rename(at("rec"), at("reviews")).expect("renamed");
                (dir.path().to_owned(), "reviews")
            }
            path => (dir.path().to_owned(), path),
        };
        let output = run_in(&from, &["render", path, "-o", out_path, "--as-of", "2026-09-20"]);
        assert!(!mothers().iter().any(|n| n.contains("record-of-review")), "{again:?}: {:?} {}", mothers(), stderr(&output));
    }
}

#[test]
fn with_only_some_documents_asked_for_what_was_made_of_an_earlier_state_is_put_aside() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    render(dir.path(), &out);
    let only = |document: &str| {
        let path = dir.path().join("r.yaml").to_str().expect("a path").to_owned();
        minutebook(&["render", &path, "--only", document, "--as-of", AS_OF, "--out", out.to_str().expect("a path")])
    };
    only("letter-child");
    assert!(copy_for(&out, "mother").exists(), "nothing has changed");
    // The mother may now have less than what her copy says.
    let narrower = good().replace("{ to: mother, by: post }", "{ to: mother, by: post, withhold: [iro_view] }");
    assert_ne!(narrower, good());
    std::fs::write(dir.path().join("r.yaml"), narrower).expect("changed");
    let output = only("letter-child");
    assert!(!copy_for(&out, "mother").exists(), "{}", stderr(&output));
    assert!(copy_for(&out.join(".earlier"), "mother").exists());
}

#[test]
fn what_a_killed_run_left_is_known_to_the_next() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    render(dir.path(), &out);
    // As it is when a run is killed: its documents lie there, what it began is written down, and no manifest names them.
    let entries = manifest(&out)["documents"].as_array().expect("a list").clone();
    let begun: String = entries.iter().map(|e| format!("{e}\n")).collect();
    std::fs::write(out.join(".minutebook-run"), format!("4711\n{begun}{{\"status\": \"wri")).expect("written");
    std::fs::remove_file(out.join("manifest.json")).expect("removed");
    std::fs::write(out.join("FLT000100/.minutebook-tmp-1a2b3c"), "half a document").expect("written");
    let without: String = good().lines().filter(|l| !l.contains("to: mother")).collect::<Vec<_>>().join("\n");
    std::fs::write(dir.path().join("r.yaml"), without).expect("changed");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(!copy_for(&out, "mother").exists(), "{} {}", stdout(&output), stderr(&output));
    assert!(!out.join("FLT000100/.minutebook-tmp-1a2b3c").exists() && !out.join(".minutebook-run").exists());
    assert!(!stderr(&output).contains("no run made"), "{}", stderr(&output));
}

#[test]
fn a_file_that_no_run_made_is_told() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    render(dir.path(), &out);
    std::fs::write(out.join("FLT000100/2026-03-10-record-of-review-for-aunt.pdf"), "whose?").expect("written");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(stderr(&output).contains("no run made") && stderr(&output).contains("for-aunt.pdf"), "{}", stderr(&output));
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let dir = folder(&[("r.yaml", &good())]);
    let out = dir.path().join("out");
    let mut held = minutebook::deliver::Outbox::open(&out, false, &Default::default()).expect("the folder");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("another run is writing into it (process {})", std::process::id())), "{}", stderr(&output));
    held.begin(&minutebook::deliver::Entry::default()).expect("written");
    drop(held);
    let output = render(&dir.path().join("r.yaml"), &out);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn copies_are_listed_by_key_with_what_they_leave_out_and_what_leads_to_an_address() {
    let text = good().replace("{ to: mother, by: post }", "{ to: mother, by: post, withhold: [placement_address, health] }");
    let dir = folder(&[("r.yaml", &text)]);
    let path = dir.path().to_str().expect("a path");
    let output = minutebook(&["check", path, "--copies", "--message-format", "short", "--as-of", AS_OF]);
    let found = stdout(&output);
    let line = found.lines().find(|l| l.contains("record-of-review-for-mother.pdf")).expect("her copy");
    assert!(
        line.contains("for mother by post; leaves out placement address and health; still in it, and leading to that address:"),
        "{line}"
    );
    assert!(line.contains("the carers' names"), "{line}");
    for name in ["Robin", "Ashdown", "Noreen", "Tibbs"] {
        assert!(!found.contains(name), "{name} in {found}");
    }
    // The manifest says the same.
    let out = dir.path().join("out");
    render(&dir.path().join("r.yaml"), &out);
    let manifest = manifest(&out);
    let entries = manifest["documents"].as_array().expect("a list");
    let hers = entries.iter().find(|e| e["file"].as_str().is_some_and(|f| f.contains("record-of-review-for-mother"))).expect("her copy");
    assert_eq!(hers["reader"], "mother");
    assert_eq!(hers["by"], "post");
    assert_eq!(hers["leaves_out"], serde_json::json!(["placement_address", "health"]));
    assert_eq!(hers["leads_to_address"], serde_json::json!(["carers_names", "family_time"]));
    // As JSON for other programs; a record with errors says that its copies are kept back.
    std::fs::write(dir.path().join("r.yaml"), text.replace("iro_view", "iro_vew")).expect("changed");
    let output = minutebook(&["check", path, "--copies", "--message-format", "json", "--as-of", AS_OF]);
    let copies: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let copies: Vec<_> = copies.iter().filter(|c| c.get("copy").is_some()).collect();
    assert!(copies.len() > 3 && copies.iter().all(|c| c["kept_back"] == true), "{copies:?}");
}

/// a22-escape-sequences-of-a-file-name-reach-the-terminal: in findings, summaries, errors and lists alike.
#[cfg(unix)]
#[test]
fn a_file_name_cannot_write_to_the_terminal() {
    let name = "a\u{1b}[2J\u{1b}]0;owned\u{7}b\ngood.yaml:1:1: error[R000]: forged";
    let dir = folder(&[(&format!("{name}.yaml"), &good().replace("iro_view", "iro_vew")), (&format!("{name}/x.yaml"), &other())]);
    let file = dir.path().join(format!("{name}.yaml"));
    let file = file.to_str().expect("a path");
    let inside = dir.path().join(name);
    let inside = inside.to_str().expect("a path");
    let out = dir.path().join(format!("{name}-out"));
    let out = out.to_str().expect("a path");
    let new = format!("{inside}/new.yaml");
    for args in [
        &["check", file, "--message-format", "short"][..],
        &["check", file],
        &["check", file, "--message-format", "json"],
        &["check", inside, "--copies"],
        &["check", &format!("{inside}/gone.yaml")],
        &["render", inside, "-o", out],
        &["render", file, "-o", file],
        &["new", "review", &new],
        &["new", "review", &new],
        &["new", "review", "--from", &format!("{inside}/none.yaml")],
        &["inspect", file],
        &["figures", file],
        &["policy", "show", "statutory", "--policies", file],
    ] {
        let output = minutebook(args);
        let all = stdout(&output) + &stderr(&output);
        assert!(!all.contains(['\u{1b}', '\u{7}']) && !all.contains("\ngood.yaml:1:1"), "{args:?}: {all:?}");
    }
}

#[test]
fn copies_of_a_record_that_is_gone_or_changed_do_not_stay_whatever_is_rendered() {
    let without: String = good().lines().filter(|l| !l.contains("to: mother")).collect::<Vec<_>>().join("\n");
    type Change = fn(&Path, &str);
    let changes: [(&str, Change); 5] = [
        ("deleted", |rec, _| std::fs::remove_file(rec.join("r.yaml")).expect("removed")),
        ("an older state", |rec, _| std::fs::rename(rec.join("r.yaml"), rec.join("r.yaml.bak")).expect("renamed")),
        ("renamed and broken", |rec, _| {
            std::fs::remove_file(rec.join("r.yaml")).expect("removed");
            std::fs::write(rec.join("r-final.yaml"), good() + "\nx: [").expect("written");
        }),
        ("renamed and its date corrected", |rec, without| {
            std::fs::remove_file(rec.join("r.yaml")).expect("removed");
            std::fs::write(rec.join("s.yaml"), without.replace("date: 2026-03-10", "date: 2026-03-09")).expect("written");
        }),
        ("changed while another is rendered", |rec, without| std::fs::write(rec.join("r.yaml"), without).expect("written")),
    ];
    for (what, change) in changes {
        let dir = folder(&[("rec/r.yaml", &good()), ("rec/o.yaml", &other())]);
        let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
        render(&rec, &out);
        assert!(copy_for(&out, "mother").exists());
        change(&rec, &without);
        let output = if what.starts_with("changed") { render(&rec.join("o.yaml"), &out) } else { render(&rec, &out) };
        assert!(!copy_for(&out, "mother").exists(), "{what}: {}", stderr(&output));
        assert!(out.join("FLT000200/2026-03-10-record-of-review.pdf").exists(), "{what}: the other's stay");
    }
}

/// t22-letter-dated-again: a nightly run does not move a letter's date and its deadline.
#[test]
fn a_letter_keeps_the_date_it_first_went_out_with() {
    let text: String = good().lines().filter(|l| !l.trim_start().starts_with("decisions: 2026-03-13")).collect::<Vec<_>>().join("\n");
    let dir = folder(&[("r.yaml", &text)]);
    let (record, out) = (dir.path().join("r.yaml"), dir.path().join("out"));
    let run = |as_of: &str, draft: bool| {
        let mut args = vec!["render", record.to_str().expect("a path"), "--as-of", as_of, "--out", out.to_str().expect("a path")];
        args.extend(draft.then_some("--draft"));
        let output = minutebook(&args);
        let letter = out.join("FLT000100/2026-03-10-letter-team-manager.pdf");
        let text =
            minutebook::verify::page_texts(&lopdf::Document::load(letter).unwrap_or_else(|e| panic!("{e}: {}", stdout(&output)))).concat();
        (text.contains("12March2026"), text.contains("19March2026"))
    };
    // A draft has not gone out.
    run("2026-03-11", true);
    assert_eq!(run("2026-03-12", false), (true, true), "made on 12 March, to be answered by the 19th");
    assert!(run("2026-03-19", false).0);
    assert_eq!(run("2026-05-02", false), (true, true));
    // What the record says holds.
    std::fs::write(&record, good()).expect("changed");
    assert!(!run("2026-05-03", false).0);
}

#[test]
fn a_form_that_was_issued_stays_beside_the_completed_one() {
    let alert = std::fs::read_to_string(root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let open =
        alert.split("\nresolution:").next().expect("a record").replace("    outcome: resolved\n", "").replace("    outcome: resolved", "")
            + "\n";
    assert!(alert.contains("\nresolution:"), "the good alert is resolved");
    let dir = folder(&[("a.yaml", &open)]);
    let out = dir.path().join("out");
    render(&dir.path().join("a.yaml"), &out);
    let forms = || -> Vec<String> {
        let walk = walkdir::WalkDir::new(&out).sort_by_file_name().into_iter().filter_map(Result::ok);
        walk.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| n.contains("alert-form")).collect()
    };
    let issued = forms();
    assert_eq!(issued.len(), 1, "{issued:?}");
    std::fs::write(dir.path().join("a.yaml"), &alert).expect("changed");
    let output = render(&dir.path().join("a.yaml"), &out);
    assert_eq!(forms().len(), 2, "{:?} {}", forms(), stderr(&output));
    render(&dir.path().join("a.yaml"), &out);
    assert_eq!(forms().len(), 2, "and stays so");
}

/// 22-two-alerts-one-day: two challenges of a day have a form each.
#[test]
fn two_alerts_of_a_day_have_a_form_each() {
    let out = tempfile::tempdir().expect("a folder");
    let output = render(&root().join("tests/cases/22-two-alerts-one-day"), out.path());
    let walk = walkdir::WalkDir::new(out.path()).into_iter().filter_map(Result::ok);
    let forms: Vec<String> = walk.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| n.contains("alert-form")).collect();
    assert_eq!(forms.len(), 2, "{forms:?} {} {}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("warning[R229]"), "{}", stdout(&output));
}

#[cfg(unix)]
#[test]
fn what_is_made_is_readable_by_its_owner_only_unless_the_group_is_asked_for() {
    use std::os::unix::fs::PermissionsExt as _;
    for (asked, file, folder_mode) in [(false, 0o600, 0o700), (true, 0o640, 0o750)] {
        let dir = folder(&[("r.yaml", &good())]);
        let out = dir.path().join("out");
        let mut args = vec!["render", dir.path().to_str().expect("a path"), "--as-of", AS_OF, "--out", out.to_str().expect("a path")];
        args.extend(asked.then_some("--group"));
        minutebook(&args);
        let mut seen = 0;
        for entry in walkdir::WalkDir::new(&out).into_iter().map(|e| e.expect("an entry")) {
            let mode = entry.metadata().expect("its rights").permissions().mode() & 0o777;
            assert_eq!(mode, if entry.file_type().is_dir() { folder_mode } else { file }, "{asked}: {}", entry.path().display());
            seen += 1;
        }
        assert!(seen > 6);
    }
}

#[test]
fn what_is_withheld_is_listed_by_who_is_to_put_it_right() {
    let broken = |text: String| text.replace("iro_view", "iro_vew");
    let dir = folder(&[("a.yaml", &broken(good())), ("b.yaml", &broken(other().replace("Helena Voss", "Tobias Renn")))]);
    let output = render(dir.path(), &dir.path().join("out"));
    let text = stderr(&output);
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    assert!(at("Helena Voss:") < at("a.yaml: ") && at("a.yaml: ") < at("Tobias Renn:") && at("Tobias Renn:") < at("b.yaml: "), "{text}");
}

#[test]
fn what_leads_to_an_address_is_what_the_copy_really_holds() {
    let text = good()
        .replace("  pronouns: they/them", "  pronouns: they/them\n  school: Testford Primary School")
        .replace("{ to: mother, by: post }", "{ to: mother, by: post, send: both, withhold: [placement_address] }");
    let dir = folder(&[("r.yaml", &text)]);
    let output = minutebook(&["check", dir.path().to_str().expect("a path"), "--copies", "--message-format", "json", "--as-of", AS_OF]);
    let copies: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let of = |end: &str| {
        let copy = copies.iter().find(|c| c["copy"].as_str().is_some_and(|f| f.ends_with(end)));
        copy.unwrap_or_else(|| panic!("{end}: {copies:#?}"))["leads_to_address"].clone()
    };
    assert_eq!(of("record-of-review-for-mother.pdf"), serde_json::json!(["school", "carers_names", "family_time"]));
    // Her letter names neither the school nor how family time goes.
    assert_eq!(of("letter-to-mother.pdf"), serde_json::json!(["carers_names"]));
    // The file's copy leaves nothing out.
    assert_eq!(of("-record-of-review.pdf"), serde_json::json!([]));
}
