//! Runs into one folder: only what changed is made again, whatever is killed is gone on with, shares make what one run would.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::support::{AS_OF, folder, good, minutebook, root, stderr, stdout};

/// The good record of another child.
fn other(number: usize) -> String {
    let names = ["Bryony Falk", "Callum Reyes", "Dora Winterbourne", "Ewan Mistry", "Freya Oduya", "Gethin Sparrow"];
    let name = names[number % names.len()];
    let first = name.split(' ').next().expect("a name");
    good()
        .replace("FLT000100", &format!("FLT0002{number:02}"))
        .replace("Robin Ashdown", name)
        .replace("known_as: Robin", &format!("known_as: {first}"))
}

fn run(records: &Path, out: &Path, more: &[&str]) -> Output {
    let (records, out) = (records.to_str().expect("a path"), out.to_str().expect("a path"));
    let mut args = vec!["render", records, "--out", out];
    for (option, usual) in [("--as-of", AS_OF), ("--conformance", "none")] {
        if !more.contains(&option) {
            args.extend([option, usual]);
        }
    }
    minutebook(&[&args, more].concat())
}

/// Every copy with the reason why it would be made.
fn reasons(records: &Path, out: &Path, more: &[&str]) -> BTreeMap<String, String> {
    let output = run(records, out, &[&["--dry-run", "--message-format", "json"], more].concat());
    let lines = stdout(&output);
    let copies = lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    let text = |v: &serde_json::Value| v.as_str().expect("text").to_owned();
    copies.map(|v| (text(&v["copy"]), text(&v["why"]))).collect()
}

/// The copies that would be made, each with the reason.
fn made(records: &Path, out: &Path, more: &[&str]) -> BTreeMap<String, String> {
    let mut all = reasons(records, out, more);
    all.retain(|_, why| why != "unchanged");
    all
}

/// Every file below a folder with its bytes.
fn whole(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    // What a worker of a killed run was writing may be gone by now.
    files.filter_map(|e| Some((e.path().strip_prefix(folder).ok()?.to_owned(), std::fs::read(e.path()).ok()?))).collect()
}

fn three() -> tempfile::TempDir {
    folder(&[("rec/a.yaml", &good()), ("rec/b.yaml", &other(0)), ("rec/c.yaml", &other(1))])
}

#[test]
fn a_folder_that_has_not_changed_is_not_made_again() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    let all = made(&rec, &out, &[]);
    assert!(all.len() > 12 && all.values().all(|why| why == "new"), "{all:?}");
    assert!(!out.exists(), "a dry run writes nothing");
    let first = run(&rec, &out, &[]);
    assert!(stderr(&first).contains(&format!("{} documents of 3 records", all.len())), "{}", stderr(&first));
    let before = whole(&out);
    let output = run(&rec, &out, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("{} documents are as they should be", all.len())), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("0 documents of 3 records"), "{}", stderr(&output));
    assert_eq!(whole(&out), before, "not a byte is another one");
    let forced = made(&rec, &out, &["--force"]);
    assert!(forced.len() == all.len() && forced.values().all(|why| why == "forced"), "{forced:?}");
    // A day later too: a letter without a date of its own keeps the one it was made with.
    let tomorrow = made(&rec, &out, &["--as-of", "2026-11-02"]);
    assert!(tomorrow.is_empty(), "{tomorrow:?}");
}

#[test]
fn what_changed_is_made_again_and_nothing_else() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    run(&rec, &out, &[]);
    let of = |reference: &str, copies: &BTreeMap<String, String>| copies.keys().all(|file| file.starts_with(reference));
    // What no copy says makes the file's copy alone, which carries its record.
    std::fs::write(rec.join("a.yaml"), format!("{}\n# a remark\n", good())).expect("changed");
    let copies = made(&rec, &out, &[]);
    assert_eq!(
        copies.into_iter().collect::<Vec<_>>(),
        [("FLT000100/2026-03-10-record-of-review.pdf".to_owned(), "record changed".to_owned())]
    );
    // What copies say makes those.
    std::fs::write(rec.join("a.yaml"), good().replace("The plan meets", "The plan still meets")).expect("changed");
    let copies = made(&rec, &out, &[]);
    assert!(copies.len() > 1 && of("FLT000100", &copies) && copies.values().all(|why| why == "record changed"), "{copies:?}");
    let output = run(&rec, &out, &[]);
    assert!(stderr(&output).starts_with(&format!("{} document", copies.len())), "{}", stderr(&output));
    assert!(made(&rec, &out, &[]).is_empty());
    // A file that is gone, and one that is not what was written.
    let gone = out.join("FLT000200/2026-03-10-record-of-review.pdf");
    std::fs::remove_file(&gone).expect("removed");
    let altered = out.join("FLT000201/2026-03-10-letter-child.pdf");
    let bytes = std::fs::read(&altered).expect("a copy");
    std::fs::write(&altered, [&bytes[..], b" "].concat()).expect("altered");
    let copies = made(&rec, &out, &[]);
    assert_eq!(copies.values().map(String::as_str).collect::<Vec<_>>(), ["file missing", "file altered"], "{copies:?}");
    run(&rec, &out, &[]);
    assert_eq!(std::fs::read(&altered).expect("a copy"), bytes);
    // A template makes what it is the template of.
    let own =
        folder(&[("letter-child/main.typ.j2", &std::fs::read_to_string(root().join("templates/letter-child/main.typ.j2")).expect("it"))]);
    let templates = own.path().to_str().expect("a path");
    assert!(made(&rec, &out, &["--templates", templates]).is_empty(), "the same template");
    let path = own.path().join("letter-child/main.typ.j2");
    std::fs::write(&path, std::fs::read_to_string(&path).expect("it") + "\n// a remark\n").expect("changed");
    let copies = made(&rec, &out, &["--templates", templates]);
    assert!(
        copies.len() == 3 && copies.iter().all(|(file, why)| file.ends_with("letter-child.pdf") && why == "template changed"),
        "{copies:?}"
    );
    // What PDFs are held against is part of how they are made.
    let copies = reasons(&rec, &out, &["--conformance", "all"]);
    assert!(copies.values().all(|why| why == "program or --conformance changed"), "{copies:?}");
    // As drafts they are others.
    let copies = made(&rec, &out, &["--draft"]);
    assert!(copies.values().all(|why| why == "draft mark changed"), "{copies:?}");
}

#[test]
fn a_pack_that_changes_makes_what_it_is_printed_in() {
    let dir = folder(&[
        ("rec/a.yaml", &good().replace("policy: statutory", "policy: ours")),
        ("rec/b.yaml", &other(0)),
        ("packs/ours.yaml", "kind: policy\nname: ours\ntitle: Ours\nedition: '2026'\nextends: statutory\nbody: { phone: 01632 960111 }\n"),
    ]);
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    let packs = dir.path().join("packs");
    let packs = ["--policies", packs.to_str().expect("a path")];
    let output = run(&rec, &out, &packs);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(made(&rec, &out, &packs).is_empty());
    let pack = dir.path().join("packs/ours.yaml");
    let text = std::fs::read_to_string(&pack).expect("the pack");
    std::fs::write(&pack, text.clone() + "# a remark\n").expect("changed");
    let copies = made(&rec, &out, &packs);
    assert!(copies.is_empty(), "a remark in a pack is printed nowhere: {copies:?}");
    std::fs::write(&pack, text.replace("960111", "960112")).expect("changed");
    let copies = made(&rec, &out, &packs);
    assert!(!copies.is_empty() && copies.iter().all(|(f, why)| f.starts_with("FLT000100") && why == "policy changed"), "{copies:?}");
}

/// A later review prints what the one before said, and its own file has not changed.
#[test]
fn what_another_record_changes_is_made_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    std::fs::create_dir(&rec).expect("a folder");
    for file in std::fs::read_dir(root().join("samples/birmingham-year")).expect("the sample") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), rec.join(file.file_name())).expect("copied");
    }
    run(&rec, &out, &[]);
    assert!(made(&rec, &out, &[]).is_empty());
    std::fs::remove_file(rec.join("2025-12-16.yaml")).expect("removed");
    let copies = made(&rec, &out, &[]);
    let (aside, again): (Vec<_>, Vec<_>) = copies.iter().partition(|(file, _)| file.contains("/2025-12-16-"));
    assert!(!aside.is_empty() && aside.iter().all(|(_, why)| *why == "to be put aside"), "{copies:?}");
    assert!(!again.is_empty() && again.iter().all(|(_, why)| *why == "another record or the day changed"), "{copies:?}");
    run(&rec, &out, &[]);
    assert!(made(&rec, &out, &[]).is_empty());
}

#[test]
fn what_failed_and_what_is_withheld_stays_due() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    let own = folder(&[("letter-child/main.typ.j2", "{{ nothing.of.this }}")]);
    let broken = ["--templates", own.path().to_str().expect("a path")];
    let output = run(&rec, &out, &broken);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("[R901]"), "{}", stdout(&output));
    let again = made(&rec, &out, &broken);
    assert!(again.len() == 3 && again.values().all(|why| why == "not finished before"), "{again:?}");
    assert_eq!(run(&rec, &out, &[]).status.code(), Some(0));
    assert!(made(&rec, &out, &[]).is_empty());
    std::fs::write(rec.join("a.yaml"), good().replace("iro_view", "iro_vew")).expect("changed");
    for _ in 0..2 {
        let output = run(&rec, &out, &[]);
        assert!(output.status.code() == Some(1) && stderr(&output).contains("1 record was withheld"), "{}", stderr(&output));
    }
    std::fs::write(rec.join("a.yaml"), good()).expect("changed");
    let copies = made(&rec, &out, &[]);
    assert!(!copies.is_empty() && copies.iter().all(|(f, why)| f.starts_with("FLT000100") && why == "new"), "{copies:?}");
}

/// Killed at a hundred moments, whichever they are: what is there is whole, and the runs together come to what one would have made.
#[test]
fn a_run_that_is_killed_is_gone_on_with() {
    let records: Vec<(String, String)> = (0..6).map(|i| (format!("rec/{i}.yaml"), other(i))).collect();
    let records: Vec<(&str, &str)> = records.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let dir = folder(&records);
    let rec = dir.path().join("rec");
    let undisturbed = dir.path().join("undisturbed");
    assert_eq!(run(&rec, &undisturbed, &[]).status.code(), Some(0));
    let right = whole(&undisturbed);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut kills = 0;
    for round in 0.. {
        let out = dir.path().join(format!("out-{round}"));
        while kills < 100 {
            kills += 1;
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut child = Command::new(env!("CARGO_BIN_EXE_minutebook"))
                .args(["render", rec.to_str().expect("a path"), "--as-of", AS_OF, "--conformance", "none", "--out"])
                .arg(&out)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("it starts");
            std::thread::sleep(Duration::from_millis(random >> 32 & 0x1ff));
            // It may have ended by itself: then the next round begins.
            let ended = child.try_wait().expect("its state").is_some();
            child.kill().expect("killed");
            child.wait().expect("its end");
            for (file, bytes) in whole(&out) {
                let name = file.to_string_lossy();
                if name.ends_with(".pdf") {
                    assert_eq!(Some(&bytes), right.get(&file), "{name} is whole");
                }
            }
            if ended {
                break;
            }
        }
        let output = run(&rec, &out, &[]);
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        assert!(!stderr(&output).contains("no run made"), "{}", stderr(&output));
        assert_eq!(whole(&out), right, "round {round}");
        if kills >= 100 {
            break;
        }
    }
}

#[cfg(unix)]
#[test]
fn asked_to_end_a_run_ends_after_the_document_in_hand() {
    let records: Vec<(String, String)> = (0..6).map(|i| (format!("rec/{i}.yaml"), other(i))).collect();
    let records: Vec<(&str, &str)> = records.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let dir = folder(&records);
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    for signal in ["INT", "TERM"] {
        let child = Command::new(env!("CARGO_BIN_EXE_minutebook"))
            .args([
                "render",
                rec.to_str().expect("a path"),
                "--as-of",
                AS_OF,
                "--jobs",
                "1",
                "--out",
                out.to_str().expect("a path"),
                "--force",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        // Once its first document is there, it is at work.
        let first =
            || walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok).any(|e| e.path().extension().is_some_and(|x| x == "pdf"));
        while !(first() && out.join(".minutebook-run").exists()) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let status = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().expect("kill");
        assert!(status.success());
        let output = child.wait_with_output().expect("its end");
        assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
        assert!(stderr(&output).contains("stopped before the end"), "{}", stderr(&output));
        assert!(!out.join(".minutebook-run").exists(), "what is there is known");
    }
    let left = made(&rec, &out, &["--conformance", "archive"]);
    assert!(!left.is_empty() && left.values().all(|why| why == "new"), "{left:?}");
    let output = run(&rec, &out, &["--conformance", "archive"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(made(&rec, &out, &["--conformance", "archive"]).is_empty());
}

fn merge(shares: &[PathBuf], out: &Path) -> Output {
    let mut args = vec!["manifest", "merge", "--out", out.to_str().expect("a path")];
    args.extend(shares.iter().map(|share| share.to_str().expect("a path")));
    minutebook(&args)
}

#[test]
fn shares_make_together_what_one_run_makes() {
    let samples = root().join("samples");
    let dir = tempfile::tempdir().expect("a folder");
    let as_of = ["--as-of", "2026-11-01"];
    let one = dir.path().join("one");
    run(&samples, &one, &as_of);
    let mut folders = Vec::new();
    for number in 1..=4 {
        let out = dir.path().join(format!("share-{number}"));
        let output = run(&samples, &out, &[&as_of[..], &["--partition", &format!("{number}/4")]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(!stderr(&output).starts_with("0 documents"), "{}", stderr(&output));
        folders.push(out);
    }
    let together = dir.path().join("together");
    // One that is missing, one that is given twice.
    let output = merge(&folders[..3], &together);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("not given: share 4/4"), "{}", stderr(&output));
    let output = merge(&[&folders[..], &folders[1..2]].concat(), &together);
    assert!(stderr(&output).contains("are both share 2"), "{}", stderr(&output));
    assert!(!together.exists(), "nothing is written");
    let output = merge(&folders, &together);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // The lists of what is to be sent are made of the whole.
    let (records, folder) = (samples.to_str().expect("a path"), together.to_str().expect("a path"));
    let output = minutebook(&["dispatch", records, "--out", folder, "--as-of", "2026-11-01", "--conformance", "none"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(whole(&together), whole(&one));
    // A share that was killed, one that was altered.
    std::fs::write(folders[2].join(".minutebook-run"), "1\n").expect("written");
    let output = merge(&folders, &together);
    assert!(stderr(&output).contains("has not ended"), "{}", stderr(&output));
    std::fs::remove_file(folders[2].join(".minutebook-run")).expect("removed");
    let copy = whole(&folders[1]).into_keys().find(|f| f.extension().is_some_and(|e| e == "pdf")).expect("a copy");
    std::fs::write(folders[1].join(copy), "not it").expect("altered");
    let output = merge(&folders, &together);
    assert!(stderr(&output).contains("is not what was written"), "{}", stderr(&output));
    // Other shares of the same folder leave nothing of the ones before.
    let output = run(&samples, &folders[0], &[&as_of[..], &["--partition", "2/2"]].concat());
    assert!(stderr(&output).contains("of an earlier run removed"), "{}", stderr(&output));
    let output = merge(&folders[..2], &together);
    assert!(stderr(&output).contains("were made as shares of 2 and of 4"), "{}", stderr(&output));
    assert_eq!(whole(&together), whole(&one));
}

#[test]
fn shares_of_different_states_are_not_put_together() {
    let dir = three();
    let rec = dir.path().join("rec");
    let shares: Vec<PathBuf> = (1..=2).map(|n| dir.path().join(format!("share-{n}"))).collect();
    run(&rec, &shares[0], &["--partition", "1/2"]);
    std::fs::write(rec.join("a.yaml"), good().replace("The plan meets", "The plan still meets")).expect("changed");
    run(&rec, &shares[1], &["--partition", "2/2"]);
    let output = merge(&shares, &dir.path().join("out"));
    assert!(stderr(&output).contains("of different states of the records"), "{}", stderr(&output));
    run(&rec, &shares[0], &["--partition", "1/2", "--as-of", "2026-11-02"]);
    let output = merge(&shares, &dir.path().join("out"));
    assert!(stderr(&output).contains("as today"), "{}", stderr(&output));
    let output = minutebook(&["render", rec.to_str().expect("a path"), "--partition", "3/2"]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("there is no share 3 of 2"), "{}", stderr(&output));
}

/// Children on one form are in one share, with all that is theirs.
#[test]
fn children_on_one_form_are_in_one_share() {
    let dir = tempfile::tempdir().expect("a folder");
    let samples = root().join("samples");
    for of in ["3", "5"] {
        let mut share_of: BTreeMap<String, String> = BTreeMap::new();
        for number in 1..=of.parse().expect("a number") {
            let share = format!("{number}/{of}");
            for file in reasons(&samples, dir.path(), &["--partition", &share, "--as-of", "2026-11-01"]).keys() {
                let child = file.split('/').next().expect("a folder").to_owned();
                let known = share_of.entry(child.clone()).or_insert_with(|| share.clone());
                assert_eq!(*known, share, "{child}");
            }
        }
        assert!(share_of.len() > 20, "{share_of:?}");
        let joint = std::fs::read_to_string(samples.join("coventry-siblings/2026-06-12-alert.yaml")).expect("the alert");
        let children = joint.lines().filter_map(|l| l.split_once("reference: ").map(|(_, r)| r.split([',', ' ', '}']).next().expect("it")));
        let shares: Vec<_> = children.map(|child| share_of.get(child)).collect();
        assert!(shares.len() > 1 && shares.iter().all(|share| share.is_some() && *share == shares[0]), "{shares:?}");
    }
}

/// What an edited manifest or a link in the folder names elsewhere is neither written nor removed.
#[cfg(unix)]
#[test]
fn a_link_in_the_output_leads_nowhere() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    run(&rec, &out, &[]);
    let victim = dir.path().join("victim");
    std::fs::create_dir(&victim).expect("a folder");
    std::fs::write(victim.join("a.pdf"), "somebody else's").expect("written");
    std::os::unix::fs::symlink(&victim, out.join("lnk")).expect("a link");
    let manifest = out.join("manifest.json");
    let mut text: serde_json::Value = serde_json::from_slice(&std::fs::read(&manifest).expect("it")).expect("JSON");
    let mut hostile = text["documents"][0].clone();
    hostile["file"] = "lnk/a.pdf".into();
    text["documents"].as_array_mut().expect("a list").push(hostile);
    std::fs::write(&manifest, text.to_string()).expect("written");
    std::fs::remove_dir_all(out.join("FLT000100")).expect("removed");
    std::os::unix::fs::symlink(&victim, out.join("FLT000100")).expect("a link");
    let output = run(&rec, &out, &[]);
    assert!(output.status.code() == Some(1) && stdout(&output).contains("a folder of the output is a link"), "{}", stdout(&output));
    assert_eq!(whole(&victim).into_keys().collect::<Vec<_>>(), [PathBuf::from("a.pdf")]);
}

#[cfg(unix)]
#[test]
fn what_is_not_made_again_is_readable_by_its_owner_only_all_the_same() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    let modes = || -> Vec<u32> {
        let all = walkdir::WalkDir::new(&out).min_depth(1).into_iter().map(|e| e.expect("an entry"));
        let mut modes: Vec<u32> = all.map(|e| e.metadata().expect("its rights").permissions().mode() & 0o777).collect();
        modes.sort_unstable();
        modes.dedup();
        modes
    };
    run(&rec, &out, &["--group"]);
    assert_eq!(modes(), [0o640, 0o750]);
    run(&rec, &out, &[]);
    assert_eq!(modes(), [0o600, 0o700]);
    run(&rec, &out, &["--group"]);
    assert_eq!(modes(), [0o640, 0o750]);
}

#[test]
fn what_a_run_leaves_undone_is_told() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    run(&rec, &out, &[]);
    let copy = out.join("FLT000100/2026-03-10-record-of-review.pdf");
    std::fs::write(&copy, "not it").expect("altered");
    let output = run(&rec, &out, &["--only", "letter_child"]);
    assert!(stderr(&output).contains("1 other document is to be made anew and was not asked for"), "{}", stderr(&output));
    for broken in ["", "[]", "{\"documents\": 7}"] {
        std::fs::write(out.join("manifest.json"), broken).expect("written");
        let output = run(&rec, &out, &[]);
        assert!(stderr(&output).contains("could not be read: everything was made anew"), "{}", stderr(&output));
    }
}

#[test]
fn merging_keeps_what_is_not_the_shares() {
    let dir = three();
    let rec = dir.path().join("rec");
    let shares: Vec<PathBuf> = (1..=2).map(|n| dir.path().join(format!("share-{n}"))).collect();
    let both = || {
        run(&rec, &shares[0], &["--partition", "1/2"]);
        run(&rec, &shares[1], &["--partition", "2/2"]);
    };
    both();
    let output = merge(&shares, &shares[0]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("is one of the shares"), "{}", stderr(&output));
    // Into the folder of another batch: its documents stay and are told.
    let out = dir.path().join("out");
    let elsewhere = folder(&[("o.yaml", &other(5))]);
    run(elsewhere.path(), &out, &[]);
    std::fs::write(out.join("FLT000205/note.pdf"), "whose?").expect("written");
    let output = merge(&shares, &out);
    assert!(stderr(&output).contains("documents are there of records that no share has"), "{}", stderr(&output));
    assert!(stderr(&output).contains("no run made") && out.join("FLT000205/2026-03-10-letter-child.pdf").is_file(), "{}", stderr(&output));
    // What a share puts aside is put aside here too.
    std::fs::write(rec.join("a.yaml"), good().replace("iro_view", "iro_vew")).expect("changed");
    both();
    let output = merge(&shares, &out);
    assert!(output.status.code() == Some(1) && stderr(&output).contains("a.yaml"), "{}", stderr(&output));
    assert!(out.join(".earlier/FLT000100/2026-03-10-record-of-review.pdf").is_file());
    assert!(!out.join("FLT000100/2026-03-10-record-of-review.pdf").exists());
}

#[cfg(unix)]
#[test]
fn a_run_that_waits_can_be_ended() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    let held = minutebook::deliver::Outbox::open(&out, false, &Default::default()).expect("the folder");
    let child = Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(["render", rec.to_str().expect("a path"), "--wait", "--out", out.to_str().expect("a path")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    std::thread::sleep(Duration::from_millis(500));
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill").success());
    let output = child.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    drop(held);
}

#[test]
fn a_pdf_says_what_it_is_and_gives_its_record_back() {
    let dir = three();
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    // As an office's editor writes it: not a byte is another one.
    let typed: Vec<u8> = good().replace('\n', "\r\n").into_bytes();
    std::fs::write(rec.join("a.yaml"), &typed).expect("written");
    run(&rec, &out, &[]);
    let of = |file: &Path, more: &[&str], command: &str| minutebook(&[&[command, file.to_str().expect("a path")], more].concat());
    let copy = out.join("FLT000100/2026-03-10-record-of-review.pdf");
    assert_eq!(of(&copy, &[], "extract").stdout, typed);
    let back = dir.path().join("back.yaml");
    let to = ["--output", back.to_str().expect("a path")];
    assert_eq!(of(&copy, &to, "extract").status.code(), Some(0));
    assert_eq!(std::fs::read(&back).expect("the record"), typed);
    let again = of(&copy, &to, "extract");
    assert!(again.status.code() == Some(2) && stderr(&again).contains("not replaced"), "{}", stderr(&again));
    let letter = out.join("FLT000100/2026-03-10-letter-child.pdf");
    let none = of(&letter, &[], "extract");
    assert!(none.status.code() == Some(2) && stderr(&none).contains("carries no record"), "{}", stderr(&none));
    let said = |file: &Path| stdout(&of(file, &[], "inspect"));
    assert!(said(&letter).contains("a.yaml") && said(&letter).contains("letter child, for child"), "{}", said(&letter));
    assert!(said(&letter).contains("the current one"), "{}", said(&letter));
    std::fs::write(rec.join("a.yaml"), good().replace("The plan meets", "The plan still meets")).expect("changed");
    assert!(said(&letter).contains("before it was changed: render again"), "{}", said(&letter));
    std::fs::write(rec.join("a.yaml"), good().replace("iro_view", "iro_vew")).expect("changed");
    run(&rec, &out, &[]);
    assert!(said(&out.join(".earlier/FLT000100/2026-03-10-letter-child.pdf")).contains("not known"), "the manifest has forgotten it");
    let elsewhere = dir.path().join("elsewhere.pdf");
    std::fs::copy(out.join("FLT000200/2026-03-10-letter-child.pdf"), &elsewhere).expect("copied");
    assert!(said(&elsewhere).contains("no manifest lies"), "{}", said(&elsewhere));
}

/// The text of a copy, without white space.
fn text(pdf: &Path) -> String {
    minutebook::verify::page_texts(&lopdf::Document::load(pdf).expect("a PDF")).concat()
}

/// A record that is put right after it went out: its copies say so, the version before is kept, and who has it is told.
#[test]
fn a_corrected_record_says_what_it_replaces_and_who_has_that() {
    let normal = minutebook::verify::normal;
    let dir = folder(&[("rec/a.yaml", &good())]);
    let (rec, out) = (dir.path().join("rec"), dir.path().join("out"));
    run(&rec, &out, &["--as-of", "2026-04-02"]);
    let first = whole(&out.join("FLT000100"));
    let readers = |manifest: &serde_json::Value| -> Vec<(String, u64)> {
        let list = manifest["replaced"].as_array().cloned().unwrap_or_default();
        list.iter().map(|e| (e["file"].as_str().expect("a file").to_owned(), e["version"].as_u64().unwrap_or(1))).collect()
    };
    let manifest = |out: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(out.join("manifest.json")).expect("a manifest")).expect("JSON")
    };
    assert!(readers(&manifest(&out)).is_empty());
    // The second version: the mother is to have nothing of the contact, the worker has left the list.
    let second = good()
        .replace(
            "status: final\n",
            "status: final\nversion: 2\ncorrected: { replaces: 2026-04-02, what: \"They see their mother once a month, not twice\", why: The dates were mistaken, about: [family_time] }\n",
        )
        .replace("They see their mother twice a month.", "They see their mother once a month.")
        .replace("{ to: mother, by: post }", "{ to: mother, by: post, withhold: [family_time] }")
        .replace("  - { to: worker, by: email }\n", "");
    assert!(second.contains("version: 2") && !second.contains("to: worker"));
    std::fs::write(rec.join("a.yaml"), &second).expect("written");
    let output = run(&rec, &out, &["--as-of", "2026-04-20"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let file_copy = text(&out.join("FLT000100/2026-03-10-record-of-review.pdf"));
    let says = "Version 2. It replaces the one of 27 March 2026, which is not to be used any more. Changed: They see their mother once a month, not twice. Why: The dates were mistaken.";
    assert!(file_copy.contains(&normal(says)), "{file_copy}");
    let childs = text(&out.join("FLT000100/2026-03-10-letter-child.pdf"));
    assert!(
        childs.contains(&normal("This letter takes the place of the one of 13 March 2026")) && !childs.contains(&normal("mistaken")),
        "{childs}"
    );
    // Of what is kept from her the mother's copy says only that it is a new one.
    let mothers = text(&out.join("FLT000100/2026-03-10-letter-to-mother.pdf"));
    assert!(mothers.contains(&normal("It replaces the one of 13 March 2026")) && !mothers.contains(&normal("mistaken")), "{mothers}");
    // What was made is kept, byte for byte, and known.
    let kept = whole(&out.join(".earlier/version-1/FLT000100"));
    let again: Vec<&PathBuf> = kept.keys().collect();
    assert!(!again.is_empty() && kept.iter().all(|(file, bytes)| first.get(file) == Some(bytes)), "{again:?}");
    let replaced = readers(&manifest(&out));
    assert!(replaced.iter().all(|(_, version)| *version == 1));
    let gone = "FLT000100/2026-03-10-record-of-review-for-worker.pdf".to_owned();
    assert_eq!(replaced.len(), first.len(), "{replaced:?}");
    assert!(replaced.iter().any(|(file, _)| *file == gone), "{replaced:?}");
    // Who has it, by name, with what to do.
    let list = std::fs::read_to_string(out.join("dispatch-earlier.csv")).expect("the list");
    assert!(list.lines().any(|l| l.starts_with("Paula Ashdown,") && l.contains("gets the new one")), "{list}");
    assert!(list.lines().any(|l| l.starts_with("Martin Shah,") && l.contains("gets no new one")), "{list}");
    assert!(stderr(&output).contains("dispatch-earlier.csv") && !stderr(&output).contains("Paula"), "{}", stderr(&output));
    // The new copies are to go, though the record says when the old ones went.
    let to_go = std::fs::read_to_string(out.join("dispatch.csv")).expect("the list");
    assert!(to_go.lines().any(|l| l.contains("Paula Ashdown") && l.contains("letter-to-mother")), "{to_go}");
    // The old one is told from the new one.
    let inspected = |file: &str| stdout(&minutebook(&["inspect", out.join(file).to_str().expect("a path")]));
    let old = inspected(".earlier/version-1/FLT000100/2026-03-10-letter-to-mother.pdf");
    assert!(old.contains("version 1: the record was corrected since"), "{old}");
    assert!(inspected("FLT000100/2026-03-10-letter-to-mother.pdf").contains("version      2"));
    // A copy that nobody gets any more is kept all the same.
    assert!(out.join(".earlier/version-1/FLT000100/2026-03-10-record-of-review-for-worker.pdf").is_file());
    // A letter is dated on the day that it is made, not on that of the one before.
    assert!(mothers.contains(&normal("20 April 2026")), "{mothers}");
    // It stays known in every later run, and a third version adds to it.
    run(&rec, &out, &["--as-of", "2026-04-21"]);
    assert_eq!(readers(&manifest(&out)), replaced);
    let listed = || std::fs::read_to_string(out.join("dispatch-earlier.csv")).expect("the list");
    assert_eq!(listed(), list);
    // A third, made before the second ever went: it replaces the first, and only that is out.
    let unsent = second.replace("version: 2", "version: 3");
    std::fs::write(rec.join("a.yaml"), unsent).expect("written");
    run(&rec, &out, &["--as-of", "2026-04-22"]);
    assert_eq!(listed().lines().count(), list.lines().count(), "{}", listed());
    let third = second.replace("version: 2", "version: 4").replace("replaces: 2026-04-02", "replaces: 2026-04-22");
    std::fs::write(rec.join("a.yaml"), third).expect("written");
    run(&rec, &out, &["--as-of", "2026-05-01"]);
    let versions: std::collections::BTreeSet<u64> = readers(&manifest(&out)).into_iter().map(|(_, version)| version).collect();
    assert_eq!(versions, [1, 2, 3].into());
    assert!(out.join(".earlier/version-3/FLT000100/2026-03-10-letter-to-mother.pdf").is_file());
}
