//! The batch: one bad record, worker or path costs only itself.

use std::path::Path;
use std::process::Command;

use crate::support::{AS_OF, folder, good, minutebook, render, root, stderr, stdout};

#[test]
fn bad_records_cost_only_themselves() {
    let other =
        good().replace("FLT000100", "FLT000200").replace("Robin Ashdown", "Bryony Falk").replace("known_as: Robin", "known_as: Bryony");
    let dir = folder(&[
        ("good.yaml", &good()),
        ("broken.yaml", "kind: review\n  x: ["),
        ("other.yaml", &other.replace("iro_view", "iro_vew")),
        ("notes.txt", "no record"),
    ]);
    let out = dir.path().join("out");
    let output = render(dir.path(), &out);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    let manifest: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("manifest.json")).expect("the manifest")).expect("JSON");
    let states: Vec<&str> = manifest["documents"].as_array().expect("a list").iter().map(|d| d["status"].as_str().expect("text")).collect();
    assert_eq!(states.iter().filter(|s| **s == "withheld").count(), 2);
    assert!(states.iter().filter(|s| **s == "written").count() >= 3);
    assert!(out.join("FLT000100").is_dir() && !out.join("FLT000200").exists());
}

#[test]
fn empty_folders_and_missing_paths() {
    let dir = folder(&[]);
    assert_eq!(minutebook(&["check", dir.path().to_str().expect("a path")]).status.code(), Some(3));
    assert_eq!(minutebook(&["check", "/no/such/folder"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn loops_pipes_and_unwritable_places() {
    let dir = folder(&[("a/good.yaml", &good())]);
    std::os::unix::fs::symlink(dir.path().join("a"), dir.path().join("a/loop")).expect("a link");
    std::os::unix::fs::symlink("/no/such/file", dir.path().join("a/gone.yaml")).expect("a link");
    assert!(Command::new("mkfifo").arg(dir.path().join("a/pipe.yaml")).status().expect("mkfifo").success());
    let out = tempfile::tempdir().expect("a temporary folder");
    let output = render(&dir.path().join("a"), out.path());
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert_eq!(text.matches("error[R007]").count(), 3, "{text}");
    assert!(out.path().join("FLT000100").is_dir());
    // A file where the child's folder should be: the document is lost, the run is not.
    let out = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(out.path().join("FLT000100"), "in the way").expect("a file");
    let output = render(&dir.path().join("a/good.yaml"), out.path());
    assert!(stdout(&output).contains("error[R905]"), "{}", stdout(&output));
    // A file where the output folder should be: it cannot run.
    let output = render(&dir.path().join("a/good.yaml"), &dir.path().join("a/good.yaml"));
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let dir = folder(&[("good.yaml", &good())]);
    let out = dir.path().join("out");
    // A file may have 4 blocks of 512 bytes here: no PDF fits, as on a full disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec {} render {} --as-of {AS_OF} --out {} --message-format short",
        env!("CARGO_BIN_EXE_minutebook"),
        dir.path().join("good.yaml").display(),
        out.display()
    );
    let output = Command::new("sh").args(["-c", &script]).output().expect("sh");
    assert!(stdout(&output).contains("error[R905]"), "{}{}", stdout(&output), stderr(&output));
    let left = walkdir::WalkDir::new(&out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file() && !e.path().ends_with("manifest.json") && !e.path().ends_with(".minutebook-run"))
        .count();
    assert_eq!(left, 0, "nothing is left behind");
}

#[test]
fn references_cannot_lead_out_of_the_folder() {
    for reference in ["../../etc", "..", "a/b", "\"a\\0b\"", "con", "LPT1", "aa\\bb", ".hidden"] {
        let dir = folder(&[("r.yaml", &good().replace("reference: FLT000100", &format!("reference: {reference}")))]);
        let out = dir.path().join("out");
        let output = render(&dir.path().join("r.yaml"), &out);
        assert_eq!(output.status.code(), Some(1), "{reference}");
        assert!(stdout(&output).contains("error[R106]") || stdout(&output).contains("error[R108]"), "{reference}: {}", stdout(&output));
        assert_eq!(std::fs::read_dir(&out).expect("the folder").count(), 1, "only the manifest");
    }
    let long = "R".repeat(300);
    let dir = folder(&[("r.yaml", &good().replace("FLT000100", &long))]);
    let found = stdout(&render(dir.path(), &dir.path().join("out")));
    assert!(found.contains("error[R106]") && found.contains("error[R011]"), "{found}");
}

#[cfg(unix)]
#[test]
fn a_worker_that_dies_costs_one_document() {
    use minutebook::pipeline::{self, Options, Rendering};
    use minutebook::worker::Start;

    let other =
        good().replace("FLT000100", "FLT000200").replace("Robin Ashdown", "Bryony Falk").replace("known_as: Robin", "known_as: Bryony");
    let dir = folder(&[("a.yaml", &good()), ("b.yaml", &other)]);
    // Stands in for a worker: dies over the letters of one child, as a crash in the typesetter would, and passes all else on.
    let script = format!(
        "while IFS= read -r job; do case \"$job\" in *'/FLT000200/'*letter-child.pdf*) kill -9 $$;; *) printf '%s\\n' \"$job\" | {} __worker --conformance none;; esac; done",
        env!("CARGO_BIN_EXE_minutebook")
    );
    let options = Options {
        share: None,
        root: None,
        paths: vec![dir.path().join("a.yaml"), dir.path().join("b.yaml")],
        packs: minutebook::policy::Packs::new(None).expect("packs"),
        as_of: AS_OF.parse().expect("a date"),
    };
    let rendering = Rendering {
        out: dir.path().join("out"),
        only: vec![],
        draft: false,
        wait: false,
        jobs: 1,
        start: Start { program: "sh".into(), arguments: vec!["-c".into(), script.into()] },
        templates: std::sync::Arc::default(),
        conformance: "none",
        force: false,
        stop: std::sync::Arc::default(),
    };
    let mut found = Vec::new();
    let summary = pipeline::render(&options, &rendering, &mut |event| {
        if let pipeline::Event::Finding(d) = event {
            found.push(format!("{} {}", d.code, d.file));
        }
    })
    .expect("it runs");
    // The letterhead of the packs that come with the program is an example.
    found.retain(|f| !f.starts_with("R403"));
    assert_eq!(summary.failed, 1, "{found:?}");
    assert_eq!(found, [format!("R904 {}", dir.path().join("b.yaml").display())]);
    assert!(dir.path().join("out/FLT000200/2026-03-10-record-of-review.pdf").is_file(), "the child's other documents are made");
}

#[test]
fn drafts_show_what_is_incomplete_but_never_what_is_not_theirs() {
    let incomplete: String = good().lines().filter(|l| !l.starts_with("iro_view")).collect::<Vec<_>>().join("\n");
    let dir = folder(&[("r.yaml", &incomplete)]);
    let out = dir.path().join("out");
    let args = |path: &Path| {
        vec![
            "render".to_owned(),
            path.display().to_string(),
            "--draft".into(),
            "--as-of".into(),
            AS_OF.into(),
            "--out".into(),
            out.display().to_string(),
        ]
    };
    let run =
        |path: &Path| Command::new(env!("CARGO_BIN_EXE_minutebook")).args(args(path)).current_dir(root()).output().expect("it starts");
    run(&dir.path().join("r.yaml"));
    assert!(out.join("FLT000100").is_dir(), "a draft of an incomplete record is made");
    let fault = root().join("tests/faults/R302-confidential-detail-in-text");
    std::fs::remove_dir_all(&out).expect("cleared");
    run(&fault);
    let made: Vec<String> =
        walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    let pdfs: Vec<&String> = made.iter().filter(|name| name.ends_with(".pdf")).collect();
    assert!(
        pdfs.iter().all(|name| name.ends_with("-record-of-review.pdf")) && pdfs.len() == 1,
        "a privacy error leaves the file's copy alone: {pdfs:?}"
    );
}

#[test]
fn keys_of_people_cannot_make_two_documents_one() {
    let text = good().replace("mother", "team_manager");
    let dir = folder(&[("r.yaml", &text)]);
    let out = dir.path().join("out");
    let output = render(dir.path(), &out);
    let made = std::fs::read_dir(out.join("FLT000100")).expect("the folder").count();
    assert!(stderr(&output).starts_with(&format!("{made} documents")), "{} {made}", stderr(&output));
}
