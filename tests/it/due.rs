//! `due`: what has to be done, by whom and by when.

use std::path::Path;

use serde_json::Value as Json;

use crate::support::{folder, good, minutebook, root, stderr, stdout};

/// What is due of a folder on a day: `key what` by day, with how late it is.
fn due(dir: &Path, on: &str, more: &[&str]) -> Vec<(String, String, i64)> {
    let args = [&["due", dir.to_str().expect("a path"), "--as-of", on, "--format", "json"], more].concat();
    let output = minutebook(&args);
    let text = stdout(&output);
    let lines = text.lines().map(|line| serde_json::from_str::<Json>(line).expect("JSON"));
    let text = |v: &Json| v.as_str().expect("text").to_owned();
    lines.map(|row| (text(&row["due"]), text(&row["what"]), row["late"].as_i64().expect("a number"))).collect()
}

fn has(list: &[(String, String, i64)], day: &str, what: &str, late: i64) -> bool {
    list.iter().any(|(d, w, l)| d == day && w.starts_with(what) && *l == late)
}

#[test]
fn what_a_review_calls_for_is_due_until_it_is_recorded() {
    let open = good().replace(
        "  decisions: 2026-03-13\n  manager_answer: { date: 2026-03-18, agreed: true }\n  record: 2026-03-27\n  distributed: 2026-04-02\n",
        "  rag: 2026-03-13\n",
    );
    assert_ne!(open, good());
    let dir = folder(&[("r.yaml", &open)]);
    let list = due(dir.path(), "2026-03-19", &["--all"]);
    // Five, fifteen and twenty working days from 10 March; Good Friday is 3 April, Easter Monday the 6th.
    assert!(has(&list, "2026-03-17", "Sent to manager", 2), "{list:?}");
    assert!(has(&list, "2026-03-31", "Full record", 0), "{list:?}");
    assert!(has(&list, "2026-04-09", "Shared", 0), "{list:?}");
    assert!(has(&list, "2026-09-08", "Next review held", 0), "{list:?}");
    assert!(has(&list, "2026-09-08", "For the review on 8 September 2026: IRO speaks with the child", 0), "{list:?}");
    assert!(list.windows(2).all(|two| two[0].0 <= two[1].0), "the earliest first: {list:?}");
    // Once recorded it is not; a day further on nothing else changes.
    let dir = folder(&[("r.yaml", &good())]);
    let list = due(dir.path(), "2026-04-02", &["--all"]);
    assert!(list.iter().all(|(_, what, _)| what.contains("review")), "{list:?}");
    // What is recorded for a day to come has not happened.
    assert!(has(&due(dir.path(), "2026-03-19", &["--all"]), "2026-04-09", "Shared", 0));
    // A day set for after the last day is told: six months from 10 March are 10 September.
    let dir = folder(&[("r.yaml", &good().replace("next_review: { date: 2026-09-08", "next_review: { date: 2026-10-08"))]);
    let list = due(dir.path(), "2026-03-19", &["--all"]);
    assert!(has(&list, "2026-09-10", "Next review held: it is planned for 8 October 2026, after its last day", 0), "{list:?}");
    // Once its day is past, what was owed before it is not asked for any more; a later record ends the asking.
    let list = due(dir.path(), "2026-11-02", &["--all"]);
    assert!(list.len() == 1 && list[0].1.starts_with("Next review held"), "{list:?}");
    let later =
        good().replace("date: 2026-03-10", "date: 2026-10-08").replace("previous_review: 2025-09-16", "previous_review: 2026-03-10");
    std::fs::write(dir.path().join("l.yaml"), later).expect("written");
    let list = due(dir.path(), "2026-11-02", &["--all"]);
    assert!(
        !has(&list, "2026-09-10", "Next review held", 37) && list.iter().any(|(_, what, _)| what.starts_with("Next review")),
        "{list:?}"
    );
}

#[test]
fn challenges_changes_and_conferences_are_due_too() {
    let alert = std::fs::read_to_string(root().join("tests/faults/R000-good-alert/record.yaml")).expect("the alert");
    let open: String = alert
        .lines()
        .filter(|l| !l.starts_with("resolution:") && !l.contains("answer:") && !l.contains("outcome: resolved"))
        .collect::<Vec<_>>()
        .join("\n");
    let dir = folder(&[("a.yaml", &open)]);
    let list = due(dir.path(), "2026-04-20", &["--all"]);
    assert!(list.iter().any(|(_, what, late)| what.starts_with("Answer at the stage") && *late > 0), "{list:?}");
    assert!(list.iter().any(|(_, what, _)| what == "The challenge settled"), "{list:?}");
    let settled = folder(&[("a.yaml", &alert)]);
    assert!(due(settled.path(), "2026-06-20", &["--all"]).is_empty());
    let samples = root().join("samples");
    let all = due(&samples, "2026-06-01", &["--all"]);
    for what in
        ["Check at the mid-point", "Review held", "Meeting at the stage", "The next check of the IRO's practice", "Chair has followed up"]
    {
        assert!(all.iter().any(|(_, w, _)| w.starts_with(what)), "{what}: {all:?}");
    }
}

#[test]
fn a_list_is_for_one_officer_team_child_or_week() {
    let samples = root().join("samples");
    let all = due(&samples, "2026-06-01", &["--all"]);
    let of = |args: &[&str]| due(&samples, "2026-06-01", &[&["--all"], args].concat()).len();
    let iro = of(&["--iro", "NAIR, priya"]);
    assert!(iro > 2 && iro < all.len(), "{iro} of {}", all.len());
    let child = of(&["--child", "ccc000054405per"]);
    assert!(child > 2 && child < all.len(), "{child}");
    assert_eq!(of(&["--child", "Jordan Ellis"]), child);
    let week = due(&samples, "2026-06-01", &[]);
    assert!(week.iter().all(|(day, ..)| day.as_str() <= "2026-06-07") && !week.is_empty(), "{week:?}");
    let late = due(&samples, "2026-06-01", &["--late"]);
    assert!(late.iter().all(|(_, _, late)| *late > 0) && late.len() < week.len(), "{late:?}");
    // A slip is told; children's names are not.
    let output = minutebook(&["due", samples.to_str().expect("a path"), "--iro", "Priya Nayr"]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("Priya Nair"), "{}", stderr(&output));
    let output = minutebook(&["due", samples.to_str().expect("a path"), "--child", "Jordan Elis"]);
    assert!(output.status.code() == Some(2) && !stderr(&output).contains("Ellis"), "{}", stderr(&output));
}

#[test]
fn lists_are_handed_on_as_files() {
    let samples = root().join("samples");
    let samples = samples.to_str().expect("a path");
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, on: &str| {
        let file = dir.path().join(name);
        let output = minutebook(&["due", samples, "--as-of", on, "--all", "--output", file.to_str().expect("a path")]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        std::fs::read(&file).expect("the file")
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let (feed, table) = (text(write("a.ics", "2026-06-01")), text(write("a.csv", "2026-06-01")));
    let uids = |feed: &str| -> Vec<String> { feed.lines().filter(|l| l.starts_with("UID:")).map(str::to_owned).collect() };
    let mut all = uids(&feed);
    assert_eq!(all.len() + 1, table.lines().count(), "an entry for each line");
    // A day later they are the same entries.
    let tomorrow = uids(&text(write("a.ics", "2026-06-02")));
    assert!(tomorrow.iter().all(|uid| all.contains(uid)), "{tomorrow:?}");
    all.sort();
    all.dedup();
    assert_eq!(all.len() + 1, table.lines().count(), "each of its own");
    // By reference alone.
    for name in ["Jordan", "Ellis", "Nguyễn", "Priya"] {
        assert!(!feed.contains(name), "{name} stands in the feed");
    }
    assert!(!table.contains("Jordan") && table.contains("Priya Nair"), "children by reference, officers by name");
    assert_eq!(write("a.xlsx", "2026-06-01"), write("b.xlsx", "2026-06-01"), "the same bytes");
    assert!(write("a.pdf", "2026-06-01").starts_with(b"%PDF-1.7"));
    let out = dir.path().join("each");
    let output = minutebook(&["due", samples, "--as-of", "2026-06-01", "--each", "iro", "--out", out.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(out.join("2026-06-01-due-priya-nair.pdf").is_file());
    let output = minutebook(&["due", samples, "--output", dir.path().join("a.doc").to_str().expect("a path")]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("ends in .xlsx"), "{}", stderr(&output));
}

#[test]
fn a_record_that_cannot_be_read_is_named() {
    let dir = folder(&[("r.yaml", &good()), ("broken.yaml", "kind: review\nchild: 7\n")]);
    let output = minutebook(&["due", dir.path().to_str().expect("a path"), "--as-of", "2026-03-19"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("broken.yaml") && stderr(&output).contains("what is due of it is missing"), "{}", stderr(&output));
}

#[test]
fn papers_and_a_change_of_date_are_due_before_a_review() {
    let record = std::fs::read_to_string(root().join("samples/invitations/2026-11-05.yaml")).expect("a sample");
    let dir = folder(&[("r.yaml", &record)]);
    let list = due(dir.path(), "2026-11-03", &["--all"]);
    assert!(has(&list, "2026-11-02", "Care plan with the IRO", 1), "{list:?}");
    assert!(!list.iter().any(|(_, what, _)| what.starts_with("Social work report")), "it has come: {list:?}");
    assert!(
        list.iter().any(|(_, what, _)| what == "All who are asked told that the review is on 5 November 2026, not on 3 November 2026"),
        "{list:?}"
    );
    std::fs::write(dir.path().join("r.yaml"), record.replace("decided: 2026-10-26", "decided: 2026-10-26, told: 2026-10-27"))
        .expect("written");
    let list = due(dir.path(), "2026-11-03", &["--all"]);
    assert!(!list.iter().any(|(_, what, _)| what.starts_with("All who are asked")), "{list:?}");
    // A planned record whose day is not set by the record before it: papers for the next review are due too.
    let dudley = good().replace("policy: statutory", "policy: dudley");
    let dir = folder(&[("r.yaml", &dudley)]);
    let list = due(dir.path(), "2026-05-02", &["--all"]);
    assert!(has(&list, "2026-09-01", "For the review on 8 September 2026: Care plan with the IRO", 0), "{list:?}");
}
