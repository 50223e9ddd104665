//! One place of a record changed, everything else byte for byte as it was.

use std::path::PathBuf;

use minutebook::discover::discover;
use minutebook::edit::{Change, changed};
use minutebook::kinds;
use minutebook::read::{self, Node, Source, Value};
use minutebook::spelling;
use serde_json::json;

use crate::support::root;

fn source(text: &str) -> Source {
    let mut source = read::parse(PathBuf::from("record.yaml"), text.as_bytes(), &mut Vec::new()).expect("it is YAML");
    spelling::put(&mut source, kinds::fields);
    source
}

fn after(text: &str, changes: &[Change]) -> String {
    let bytes = changed(&source(text), kinds::fields, changes).unwrap_or_else(|e| panic!("{changes:?}: {e}"));
    String::from_utf8(bytes).expect("it is text")
}

fn set(at: &str, value: serde_json::Value) -> Change {
    Change::Set(at.to_owned(), value)
}

/// Every text of a tree with its pointer.
fn texts(node: &Node, at: &str, out: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Scalar { text, .. } => out.push((at.to_owned(), text.clone())),
        Value::Seq(items) => items.iter().enumerate().for_each(|(i, n)| texts(n, &format!("{at}/{i}"), out)),
        Value::Map(entries) => entries.iter().for_each(|(k, n)| texts(n, &format!("{at}/{}", k.text), out)),
    }
}

/// The bytes in which two files differ, from both ends.
fn differing<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - after], &b[..b.len() - after])
}

#[test]
fn of_every_sample_a_word_can_be_changed_and_nothing_else_changes() {
    let (mut records, mut places) = (0, 0);
    for path in discover(&[root().join("samples")]).files {
        let Ok(source) = spelling::read(path.clone(), kinds::fields, &mut Vec::new()) else { continue };
        if !source.repaired.is_empty() || !source.broken.is_empty() {
            continue;
        }
        records += 1;
        let mut found = Vec::new();
        texts(&source.root, "", &mut found);
        let words: Vec<_> = found.into_iter().filter(|(_, text)| text.contains(' ')).collect();
        for (at, text) in words.iter().step_by(words.len().div_ceil(8).max(1)) {
            let word = text.split_whitespace().last().expect("it has words");
            let new = text.trim_end().strip_suffix(word).expect("it ends so").to_owned() + "Otherwise";
            let bytes = changed(&source, kinds::fields, &[set(at, json!(new))]).unwrap_or_else(|e| panic!("{}: {at}: {e}", path.display()));
            let (was, is) = differing(&source.raw, &bytes);
            assert!(was.len() <= word.len() && is.len() <= "Otherwise".len(), "{}: {at}: {was:?} {is:?}", path.display());
            places += 1;
        }
    }
    assert!(records > 70 && places > 500, "{records} records, {places} places");
}

#[test]
fn what_offices_type_is_kept_beside_a_change() {
    let text = "\u{feff}# note\r\nkind: review\r\nStatus: Draft   # as it was\r\nchild:\r\n  name: 'Ann O''Hara'\r\n  date_of_birth: 18/04/2017\r\n";
    let now = after(text, &[set("/child/name", json!("Ann O'Hare"))]);
    assert_eq!(now, text.replace("O''Hara", "O''Hare"));
    let now = after(text, &[set("/child/known_as", json!("Annie"))]);
    assert_eq!(now, text.replace("Hara'\r\n", "Hara'\r\n  known_as: Annie\r\n"));
}

#[test]
fn another_encoding_stays_what_it_is() {
    let text = b"kind: review\nchild:\n  name: Ren\xe9 Day\n  school: Caf\xe9\n".to_vec();
    let mut source = read::parse(PathBuf::from("record.yaml"), &text, &mut Vec::new()).expect("it is YAML");
    spelling::put(&mut source, kinds::fields);
    let now = changed(&source, kinds::fields, &[set("/child/school", json!("Café two"))]).expect("it can be written");
    assert_eq!(now, b"kind: review\nchild:\n  name: Ren\xe9 Day\n  school: Caf\xe9 two\n");
}

#[test]
fn what_an_encoding_cannot_say_is_said_in_another() {
    let text = b"kind: review\nchild:\n  name: Ren\xe9 Day\n".to_vec();
    let mut source = read::parse(PathBuf::from("record.yaml"), &text, &mut Vec::new()).expect("it is YAML");
    spelling::put(&mut source, kinds::fields);
    let now = changed(&source, kinds::fields, &[set("/child/known_as", json!("Łucja 🙂"))]).expect("it can be written");
    assert_eq!(String::from_utf8(now).expect("UTF-8"), "kind: review\nchild:\n  name: René Day\n  known_as: \"Łucja 🙂\"\n");
}

#[test]
fn a_comma_between_braces_is_written_so_that_every_program_reads_it() {
    let now = after(RECORD, &[set("/people/worker/name", json!("Tom Reed, senior {social} worker"))]);
    assert!(now.contains("worker: { name: \"Tom Reed, senior {social} worker\" }"), "{now}");
}

const RECORD: &str = "\
kind: review
child:
  reference: ABC123
  name: Ann Day        # as on the certificate
  placement: { type: foster_care, since: 2025-01-02 }
people:
  worker: { name: Tom Reed }
decisions:             # what was decided
  # the first
  - what: One
    who: [worker, carer]
  # the second
  - what: Two
  - { what: Three, who: worker }
iro_view: |
  It is well.

  It goes on.
";

#[test]
fn a_field_goes_to_its_place_among_the_others() {
    let now = after(RECORD, &[set("/child/known_as", json!("Annie"))]);
    assert_eq!(now, RECORD.replace("certificate\n", "certificate\n  known_as: Annie\n"));
    let now = after(RECORD, &[set("/child/placement/postcode", json!("AB1 2CD"))]);
    assert_eq!(now, RECORD.replace("2025-01-02 }", "2025-01-02, postcode: AB1 2CD }"));
    let now = after(RECORD, &[set("/policy", json!("brent"))]);
    assert_eq!(now, RECORD.replace("review\n", "review\npolicy: brent\n"));
    let now = after(RECORD, &[set("/participation/own_words", json!("One.\n\nTwo: three # four"))]);
    assert_eq!(now, RECORD.replace("decisions:  ", "participation:\n  own_words: |\n    One.\n\n    Two: three # four\ndecisions:  "));
    let now = after(RECORD, &[set("/next_review/date", json!("2026-01-02"))]);
    assert_eq!(now, format!("{RECORD}next_review:\n  date: 2026-01-02\n"));
}

#[test]
fn values_are_written_so_that_they_say_what_was_typed() {
    for text in [
        "no",
        "12",
        "16:00",
        "a: b",
        "# c",
        "- d",
        "'e'",
        "\"f\"",
        "{g}",
        "[h]",
        "*i",
        "&j k",
        "!l",
        "%m",
        "@n",
        "x, y",
        "1e3",
        "~",
        "null",
        "2026-01-02",
    ] {
        for at in ["/child/school", "/child/placement/name", "/decisions/0/what", "/iro_view", "/people/worker/team"] {
            let now = after(RECORD, &[set(at, json!(text))]);
            let read = source(&now);
            let value = at.split('/').skip(1).try_fold(&read.root, |node, key| match key.parse::<usize>() {
                Ok(i) => node.items().get(i),
                Err(_) => node.get(key),
            });
            let Some(Value::Scalar { text: found, plain }) = value.map(|node| &node.value) else { panic!("{at}: {now}") };
            assert_eq!(found.trim_end(), text, "{at}: {now}");
            assert!(!plain || !matches!(text, "no" | "12" | "1e3" | "~" | "null"), "{at}: {now}");
        }
    }
}

#[test]
fn rows_are_added_moved_and_removed() {
    let at = "/decisions".to_owned();
    let now = after(RECORD, &[Change::Insert(at.clone(), 3, json!({ "what": "Four", "who": "worker" }))]);
    assert_eq!(now, RECORD.replace("Three, who: worker }\n", "Three, who: worker }\n  - what: Four\n    who: worker\n"));
    let now = after(RECORD, &[Change::Swap(at.clone(), 1, 2)]);
    assert_eq!(
        now,
        RECORD.replace(
            "  # the second\n  - what: Two\n  - { what: Three, who: worker }\n",
            "  - { what: Three, who: worker }\n  # the second\n  - what: Two\n"
        )
    );
    let now = after(RECORD, &[Change::Remove(format!("{at}/1"))]);
    assert_eq!(now, RECORD.replace("  # the second\n  - what: Two\n", ""));
    let none = after(RECORD, &[Change::Remove(format!("{at}/2")), Change::Remove(format!("{at}/1")), Change::Remove(format!("{at}/0"))]);
    assert!(none.contains("decisions: []             # what was decided\n"), "{none}");
    let again = after(&none, &[Change::Insert(at, 0, json!({ "what": "New" }))]);
    assert!(again.contains("decisions:             # what was decided\n  - what: New\n"), "{again}");
}

#[test]
fn what_is_taken_out_leaves_no_empty_part() {
    let now = after(RECORD, &[Change::Remove("/people/worker/name".to_owned())]);
    assert!(!now.contains("people"), "{now}");
    let now = after(RECORD, &[Change::Remove("/decisions/0/who".to_owned()), Change::Remove("/decisions/2/what".to_owned())]);
    assert_eq!(now, RECORD.replace("    who: [worker, carer]\n", "").replace("{ what: Three, who", "{ who"));
    let now = after(RECORD, &[Change::Remove("/iro_view".to_owned())]);
    assert!(now.ends_with("worker }\n"), "{now}");
}

#[test]
fn a_text_becomes_paragraphs_and_back() {
    let now = after(RECORD, &[set("/decisions/0/what", json!("One\ntwo"))]);
    assert!(now.contains("  - what: |\n      One\n      two\n    who:"), "{now}");
    let now = after(RECORD, &[set("/iro_view", json!("It is well.\n\n- one\n- two\n\nIt goes on."))]);
    assert_eq!(now, RECORD.replace("  It goes", "  - one\n  - two\n\n  It goes"));
    let now = after(RECORD, &[set("/decisions/0/who", json!(["worker"]))]);
    assert_eq!(now, RECORD.replace("[worker, carer]", "[worker]"));
}

#[test]
fn a_change_of_what_is_not_there_is_refused() {
    for change in
        [Change::Remove("/child/age".to_owned()), Change::Swap("/decisions".to_owned(), 2, 3), set("/child/name/first", json!("Ann"))]
    {
        assert!(changed(&source(RECORD), kinds::fields, &[change]).is_err());
    }
}
