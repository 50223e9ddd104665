//! The policy packs: every row of the procedures is in one, packs that contradict themselves are refused, a sixth needs no Rust.

use minutebook::derive::tables;
use minutebook::policy::Packs;

use crate::support::{AS_OF, codes, folder, good, minutebook, root, stderr, stdout};

#[test]
fn every_row_of_the_procedures_is_in_a_pack() {
    // `PACK | TABLE | ROW | texts that must stand in it; …`, a line each; the comments name the row of the procedure.
    let expected = std::fs::read_to_string(root().join("tests/policies.txt")).expect("the rows");
    let mut packs = Packs::new(None).expect("built-in packs");
    let (mut checked, mut missing) = (0, Vec::new());
    for line in expected.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [pack, title, key, texts] = parts[..] else { panic!("four fields: {line}") };
        let policy = packs.get(pack).unwrap_or_else(|e| panic!("{pack}: {e:?}"));
        let tables = tables(&policy);
        let table = tables.iter().find(|t| t.title == title).unwrap_or_else(|| panic!("a table `{title}`"));
        let found = table.rows.iter().any(|row| {
            let first = row.cells[0].trim().to_owned();
            let two = row.cells.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
            (first == key || two == key)
                && texts.split(';').all(|text| format!("{} {}", row.cells.join(" "), row.source).contains(text.trim()))
        });
        if !found {
            missing.push(line);
        }
        checked += 1;
    }
    assert!(missing.is_empty(), "not in the packs:\n{}", missing.join("\n"));
    assert!(checked >= 300, "{checked} rows");
}

#[test]
fn show_prints_every_line_with_its_source() {
    let mut packs = Packs::new(None).expect("built-in packs");
    for name in packs.names() {
        let output = minutebook(&["policy", "show", &name]);
        assert_eq!(output.status.code(), Some(0));
        let text = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        let policy = packs.get(&name).expect("a pack");
        let words = ["The authority", "Words", "Documents"];
        for table in tables(&policy) {
            assert!(table.rows.is_empty() || text.contains(table.title), "{name}: {}", table.title);
            for row in table.rows {
                assert!(words.contains(&table.title) || !row.source.is_empty(), "{name}, {}: {} has a source", table.title, row.key);
            }
        }
    }
    insta::assert_snapshot!("policy_show_brent", stdout(&minutebook(&["policy", "show", "brent"])));
    let unknown = minutebook(&["policy", "show", "brant"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean `brent`"), "{}", stderr(&unknown));
}

#[test]
fn compare_shows_where_two_differ() {
    let text = stdout(&minutebook(&["policy", "diff", "birmingham", "statutory"]));
    insta::assert_snapshot!("policy_compare", text);
    let same = stdout(&minutebook(&["policy", "diff", "dudley", "dudley"]));
    assert_eq!(same.lines().count(), 1, "nothing differs: {same}");
}

#[test]
fn a_pack_that_contradicts_itself_is_refused_with_its_place() {
    let base = "kind: policy\nname: own\nextends: statutory\ntitle: Own\nedition: '2026'\n";
    let cases = [
        ("ladder: { starred_stage: nine }\n", "is not a stage of the ladder"),
        ("ladder: { urgent_stage: nine }\n", "is not a stage of the ladder"),
        ("ladder: { whole: { within: -3m, source: s } }\n", "cannot end before it begins"),
        ("ladder: { whole: { within: 5wd } }\n", "does not say whose rule it is"),
        ("after: { record: { within: 10wd } }\n", "does not say whose rule it is"),
        ("ladder: { starred_stage: informal }\n", "cannot start at an informal stage"),
        ("ladder: { stages: [{ stage: a, title: A, to: [x], respond_within: 2m, source: s }] }\n", "longer than the whole process"),
        ("targets: { x: { title: A, at_least: 90, at_most: 10, unit: percent, source: s } }\n", "at least more than at most"),
        ("words: { chalenge: { one: a, many: b } }\n", "did you mean `challenge`"),
        ("requires: { decisons: s }\n", "did you mean `decisions`"),
        (
            "ladder: { stages: [{ stage: a, title: A, to: [x], source: s }, { stage: a, title: B, to: [y], source: s }] }\n",
            "two stages `a`",
        ),
        ("ladder: { stages: [{ stage: a, title: A, to: [x], respond_within: -5wd, source: s }] }\n", "cannot be answered before"),
        (
            "grounds: [{ code: 1, title: A, theme: visits, source: s }, { code: 1, title: B, theme: health, source: s }]\n",
            "two grounds with the code `1`",
        ),
        ("changes: [{ change: missing, title: Missing, review: bring_forward, source: s }]\n", "not by when"),
        ("changes: [{ change: missing, title: A, source: s }, { change: missing, title: B, source: s }]\n", "listed twice"),
        ("rag: { ratings: { amber: { indicators: [{ key: no_care_plan, title: A }] } } }\n", "listed twice"),
        ("rag: { ratings: { red: { actions: [{ key: a, title: A, next_review_within: -3m }] } } }\n", "count forwards"),
        ("before: { confer: { title: A, within: 15wd, of: review, by: IRO, source: s } }\n", "counts back from it"),
        ("targets: { x: { title: A, unit: percent, source: s } }\n", "needs a figure"),
        (
            "conferences: { initial: [{ step: a, title: A, by: x, within: 2d, of: conference, source: s }, { step: a, title: B, by: x, within: 2d, of: conference, source: s }] }\n",
            "two steps `a`",
        ),
        ("ladder: { stages: [{ stage: a, title: A, to: [x], within: 5wd, source: s }] }\n", "`within` is not a key"),
    ];
    for (lines, expected) in cases {
        let dir = folder(&[("packs/own.yaml", &format!("{base}{lines}"))]);
        let packs = dir.path().join("packs");
        let output = minutebook(&["policy", "show", "own", "--policies", packs.to_str().expect("a path")]);
        let text = stdout(&output);
        assert_eq!(output.status.code(), Some(1), "{lines}: {text}");
        assert!(text.contains(expected) && text.contains("own.yaml:6:"), "{lines}: {text}");
    }
}

/// A sixth authority: its own words, limits, ladder, grounds and form, from a folder that the program does not know.
const SIXTH: &str = r##"kind: policy
name: exampleshire
extends: statutory
title: Exampleshire County Council
edition: "2026"
body: { name: Exampleshire County Council, service: Review Team }
look: { accent: "#224466" }
words:
  alert: { one: step-up notice, many: step-up notices }
documents: { alert_form: Step-up Notice }
after:
  decisions: { title: Sent to manager, within: 2wd, of: review, by: IRO, source: "section 9" }
ladder:
  whole: { within: 10wd, source: "section 11" }
  stages:
    - { stage: first, title: First step, to: [team manager], respond_within: 2wd, source: "section 10" }
    - { stage: second, title: Second step, to: [director], respond_within: 4wd, source: "section 10" }
grounds:
  - { code: drift, title: The plan has come to a halt, theme: care_plan, source: "section 12" }
"##;

const ALERT: &str = r"kind: alert
policy: exampleshire
status: final
child: { reference: EX00001, name: Robin Ashdown, date_of_birth: 2015-02-01 }
people:
  iro: { name: Petra Winslow, role: independent_reviewing_officer }
  manager: { name: Karl Oakes, role: team_manager }
  director: { name: Mina Farrow, role: senior_manager, title: Director }
raised: 2026-10-20
grounds: [drift]
concerns: [Nothing has moved since June]
impact: Robin waits
requests: [{ what: Name a date, by: 2026-10-30 }]
stages:
  - { stage: first, to: manager, raised: 2026-10-20, answer: { date: 2026-10-23, by: manager, text: No date yet } }
  - { stage: second, to: director, raised: 2026-10-28 }
";

#[test]
fn a_sixth_pack_needs_no_rust_and_no_rebuild() {
    let review = good().replace("policy: statutory", "policy: exampleshire");
    let alert = ALERT;
    let dir = folder(&[("packs/exampleshire.yaml", SIXTH), ("records/review.yaml", &review), ("records/alert.yaml", alert)]);
    let path = |name: &str| dir.path().join(name).to_str().expect("a path").to_owned();
    let packs = path("packs");
    let shown = stdout(&minutebook(&["policy", "show", "exampleshire", "--policies", &packs]));
    assert!(shown.contains("Exampleshire County Council, section 10") && shown.contains("2 working days"), "{shown}");
    let out = path("out");
    let output =
        minutebook(&["render", &path("records"), "--policies", &packs, "--out", &out, "--as-of", AS_OF, "--message-format", "short"]);
    let found = stdout(&output);
    assert!(!found.contains("error["), "{found}");
    // Its own limit of two working days makes decisions sent later late.
    assert!(found.contains("[R225]"), "{found}");
    let form = text_of(&dir.path().join("out/EX00001/2026-10-20-alert-form.pdf"));
    for expected in
        ["Step-upNotice", "Firststep", "answerby22October2026", "1daylate", "Nowhere", "answerby3November2026", "until3November2026"]
    {
        assert!(form.contains(expected), "{expected} in {form}");
    }
}

/// The text of a PDF without spaces.
pub fn text_of(path: &std::path::Path) -> String {
    let document = lopdf::Document::load(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    minutebook::verify::page_texts(&document).concat()
}

#[test]
fn the_same_record_under_two_packs_has_each_ones_words_and_dates() {
    let (head, _) = ALERT.split_once("stages:").expect("stages");
    for (pack, stage, expected) in [
        ("coventry", "\"1\"", ["IROManagementAlertForm", "Stage1", "answerby26October2026", "until19January2027"]),
        ("brent", "\"2\"", ["IROescalation", "Stage2", "answerby22October2026", "until16November2026"]),
        ("buckinghamshire", "\"1\"", ["IROResolutionTool", "Stage1", "answerby29October2026", "until8November2026"]),
    ] {
        let text = head
            .replace("policy: exampleshire", &format!("policy: {pack}"))
            .replace("2026-10-20", "2026-10-19")
            .replace("drift", "1")
            + &format!(
                "informal: [{{ date: 2026-10-12, what: Asked by phone }}]\nstages: [{{ stage: {stage}, to: manager, raised: 2026-10-19 }}]\n"
            );
        let dir = folder(&[("record.yaml", &text)]);
        let out = dir.path().join("out");
        let (from, to) = (dir.path().to_str().expect("a path"), out.to_str().expect("a path"));
        let output = minutebook(&["render", from, "--out", to, "--as-of", "2026-10-20", "--message-format", "short"]);
        assert_eq!(output.status.code(), Some(0), "{pack}: {}", stdout(&output));
        let form = text_of(&out.join("EX00001/2026-10-19-alert-form.pdf"));
        for words in expected {
            assert!(form.contains(words), "{pack}: {words} in {form}");
        }
    }
}

#[test]
fn new_records_of_every_kind_say_what_to_write() {
    for kind in minutebook::kinds::KINDS {
        let dir = folder(&[]);
        let file = dir.path().join("new.yaml");
        let path = file.to_str().expect("a path");
        let policy = if kind.key == "conference" { "dudley" } else { "coventry" };
        let output = minutebook(&["new", kind.key, path, "--policy", policy, "--with-schema"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(dir.path().join(format!("{}.schema.json", kind.key)).is_file());
        assert!(codes(&file).iter().all(|c| c == "R107"), "{}: {:?}", kind.key, codes(&file));
        assert_eq!(codes(&file).len(), 1, "{}", kind.key);
    }
}

#[test]
fn an_alert_is_drafted_from_its_review() {
    let record = "samples/coventry-year/2026-03-11.yaml";
    let dir = folder(&[]);
    let file = dir.path().join("alert.yaml");
    let path = file.to_str().expect("a path");
    let output = minutebook(&["new", "alert", path, "--from", record]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = std::fs::read_to_string(&file).expect("the draft");
    for expected in ["policy: coventry", "review: 2026-03-11", "rating: red", "starred: [1", "#   22 – ", "stage: \"1\""] {
        assert!(text.contains(expected), "{expected} in:\n{text}");
    }
    assert!(codes(&file).iter().all(|c| c == "R107"), "only what is to be written: {:?}\n{text}", codes(&file));
    let next = dir.path().join("folder/next.yaml");
    let output = minutebook(&["new", "review", next.to_str().expect("a path"), "--from", record]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = std::fs::read_to_string(&next).expect("the draft, in a folder made for it");
    for expected in [
        "type: later",
        "previous_review: 2026-03-11",
        "number: 4",
        "legal_status: { code: care_order",
        "number: 7\n    what: Take the match",
        "serious_delay – ",
    ] {
        assert!(text.contains(expected), "{expected} in:\n{text}");
    }
    assert!(codes(&next).iter().all(|c| c == "R107"), "{:?}", codes(&next));
    let progress = dir.path().join("progress.yaml");
    let output = minutebook(&["new", "progress-review", progress.to_str().expect("a path"), "--from", record]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(codes(&progress).iter().all(|c| c == "R107"), "{:?}", codes(&progress));
}

#[test]
fn one_review_under_two_packs_has_each_ones_words_and_dates() {
    for (pack, expected) in [
        ("birmingham", ["Recommendationsofthereview", "10workingdays", "recommendations"]),
        ("coventry", ["5workingdays", "recommendations", "Independent"]),
        ("buckinghamshire", ["5workingdays", "decisions", "Buckinghamshire"]),
    ] {
        let dir = folder(&[("r.yaml", &good().replace("policy: statutory", &format!("policy: {pack}")))]);
        let out = dir.path().join("out");
        let (from, to) = (dir.path().to_str().expect("a path"), out.to_str().expect("a path"));
        let only = "letter_team_manager";
        let output = minutebook(&["render", from, "--out", to, "--as-of", AS_OF, "--only", only, "--draft", "--message-format", "short"]);
        let file = walkdir::WalkDir::new(&out)
            .into_iter()
            .filter_map(Result::ok)
            .find(|e| e.path().to_string_lossy().ends_with("team-manager.pdf"));
        let file = file.unwrap_or_else(|| panic!("{pack}: {}", stdout(&output)));
        let text = text_of(file.path());
        for words in expected {
            assert!(text.contains(words), "{pack}: {words} in {text}");
        }
    }
}

#[test]
fn two_documents_of_one_name_are_refused() {
    // The same happening in two files: the second must not take the place of the first.
    let event = std::fs::read_to_string(root().join("tests/faults/R000-good-event/record.yaml")).expect("the good event");
    let dir = folder(&[("a.yaml", &event), ("b.yaml", &format!("{event}# again\n"))]);
    let out = dir.path().join("out");
    let output = minutebook(&[
        "render",
        dir.path().to_str().expect("a path"),
        "--out",
        out.to_str().expect("a path"),
        "--as-of",
        AS_OF,
        "--draft",
        "--message-format",
        "short",
    ]);
    let found = stdout(&output);
    assert!(found.contains("[R229]") && found.contains("[R905]"), "{found}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_document_with_long_words_is_whole_and_keeps_to_the_standards() {
    let text = "kind: progress-review\npolicy: statutory\nstatus: final\n\
child: { reference: FLT000702-ABCDEFGHIJKLMNOPQRSTUVWX, name: Robin Ashdown-Featherstonehaughington, date_of_birth: 2015-06-10 }\n\
people: { iro: { name: Helena Voss, role: independent_reviewing_officer } }\nreview: { date: 2026-03-10, next: 2026-09-08 }\ndate: 2026-06-05\n\
decisions: [{ number: 1, what: See CLA_Review_minutes_2026-03-10_final.docx, state: on_track, evidence: martin.shah.social.worker@childrenservices.example.org }]\n\
on_file: 2026-06-06\n";
    let dir = folder(&[("r.yaml", text)]);
    let out = dir.path().join("out");
    let output = minutebook(&[
        "render",
        dir.path().to_str().expect("a path"),
        "--out",
        out.to_str().expect("a path"),
        "--as-of",
        AS_OF,
        "--conformance",
        "all",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let text = text_of(&out.join("FLT000702-ABCDEFGHIJKLMNOPQRSTUVWX/2026-06-05-progress-review.pdf"));
    assert!(text.contains("CLA_Review_minutes_2026-03-10_final.docx"), "{text}");
}

#[test]
fn an_answer_that_settles_nothing_is_to_be_taken_further() {
    let base = std::fs::read_to_string(root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let open = base.split("resolution:").next().expect("before it").replace("outcome: resolved", "outcome: not_resolved");
    let dir = folder(&[("r.yaml", &open)]);
    let found =
        |as_of| stdout(&minutebook(&["check", "--as-of", as_of, "--message-format", "short", dir.path().to_str().expect("a path")]));
    // Answered on 9 April 2026; five working days later is 16 April.
    assert!(!found("2026-04-16").contains("R604"), "{}", found("2026-04-16"));
    assert!(found("2026-04-17").contains("was not taken further"), "{}", found("2026-04-17"));
}

#[test]
fn what_a_final_record_owes_is_told_once_its_limit_is_past() {
    let good = good();
    let start = good.find("\nissued:").expect("issued") + 1;
    let end = start + good[start..].find("\ndistribution:").expect("distribution") + 1;
    let text = format!("{}{}", &good[..start], &good[end..]).replace("status: draft", "status: final");
    let dir = folder(&[("r.yaml", &text)]);
    let found =
        |as_of| stdout(&minutebook(&["check", "--as-of", as_of, "--message-format", "short", dir.path().to_str().expect("a path")]));
    // Held on 10 March 2026: decisions by the 17th, the record by the 31st, copies by 9 April.
    for (as_of, count) in [("2026-03-17", 0), ("2026-03-18", 1), ("2026-04-01", 2), ("2026-04-10", 3)] {
        assert_eq!(found(as_of).matches("[R225]").count(), count, "{as_of}: {}", found(as_of));
    }
}

#[test]
fn a_joint_alert_names_to_each_child_only_their_own_family() {
    let text = std::fs::read_to_string(root().join("tests/faults/R311-other-family-in-text/record.yaml")).expect("the fault");
    let text = text.replace("Robin and Imogen wait", "The children wait");
    let dir = crate::support::folder(&[("a.yaml", &text)]);
    let out = dir.path().join("out");
    let output = crate::support::render(&dir.path().join("a.yaml"), &out);
    let form = |reference: &str| {
        let file = walkdir::WalkDir::new(out.join(reference))
            .into_iter()
            .filter_map(Result::ok)
            .find(|e| e.file_name().to_string_lossy().contains("alert-form"));
        let file = file.unwrap_or_else(|| panic!("{reference}: {}", stdout(&output)));
        minutebook::verify::page_texts(&lopdf::Document::load(file.path()).expect("a PDF")).concat()
    };
    let (robin, imogen) = (form("FLT000100"), form("OTH000777"));
    assert!(robin.contains("RobinAshdown") && !robin.contains("Imogen") && !robin.contains("OTH000777"), "{robin}");
    assert!(imogen.contains("ImogenSallow") && !imogen.contains("Robin") && !imogen.contains("FLT000100"), "{imogen}");
}
