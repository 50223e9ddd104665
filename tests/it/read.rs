//! Reading: files that are not what they should be, each with a clear finding, none with a panic.

use std::path::PathBuf;

use minutebook::diagnostic::Severity;
use minutebook::read::{Value, parse};
use proptest::prelude::*;

use crate::support::{codes, folder, good, minutebook, stderr, stdout};

fn errors(bytes: &[u8]) -> Vec<&'static str> {
    let mut notes = Vec::new();
    let findings = parse(PathBuf::from("t.yaml"), bytes, &mut notes).err().unwrap_or(notes);
    findings.iter().filter(|f| f.severity == Severity::Error).map(|f| f.code).collect()
}

#[test]
fn scalars_keep_the_text_as_typed() {
    let source = parse(PathBuf::from("t.yaml"), b"a: 00432\nb: no\nc: 16:00\nd: '3'\ne:\n", &mut Vec::new()).expect("good YAML");
    assert!(matches!(&source.root.value, Value::Map(entries) if entries[4].1.is_empty_scalar()));
    for (key, text) in [("a", "00432"), ("b", "no"), ("c", "16:00"), ("d", "3")] {
        assert_eq!(source.root.text_at(key), Some(text));
    }
}

#[test]
fn duplicate_keys_are_all_told() {
    assert_eq!(errors(b"a: 1\nb: {c: 1, c: 2}\na: 2\n"), ["R002", "R002"]);
}

#[test]
fn bombs_and_depths_are_refused() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for i in 1..12 {
        let refs = vec![format!("*a{}", i - 1); 10].join(",");
        bomb += &format!("a{i}: &a{i} [{refs}]\n");
    }
    assert_eq!(errors(bomb.as_bytes()), ["R003"]);
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert_eq!(errors(deep.as_bytes()), ["R003"]);
    let deeper = "[".repeat(100_000);
    assert_eq!(errors(deeper.as_bytes()).len(), 1);
    assert!(errors(b"a: &x [*x]\n").is_empty(), "an alias inside its own anchor is text");
}

#[test]
fn encodings_are_named() {
    let text = |bytes: &[u8]| {
        let source = parse(PathBuf::from("t.yaml"), bytes, &mut Vec::new()).expect("it is read");
        assert_eq!(source.raw, bytes, "the file's bytes are kept");
        source.root.text_at("name").expect("a name").to_owned()
    };
    let utf16 = |big: bool| -> Vec<u8> {
        let units = "\u{FEFF}name: Si\u{e2}n\r\n".encode_utf16();
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    for bytes in [b"name: Si\xE2n\n".to_vec(), utf16(false), utf16(true), "\u{FEFF}name: Si\u{e2}n\n".as_bytes().to_vec()] {
        assert_eq!(text(&bytes), "Si\u{e2}n");
    }
    assert_eq!(text(b"name: \x93Si\xE2n\x94 \x96 \x80\n"), "\u{201c}Si\u{e2}n\u{201d} \u{2013} \u{20ac}");
    // What is no text at all is named for what it is (t19-word-document-named).
    for (bytes, what) in
        [(&b"PK\x03\x04......word/document.xml"[..], "Word"), (b"PK\x03\x04....", "ZIP"), (b"%PDF-1.7", "PDF"), (b"a: \0\0", "no text")]
    {
        let findings = parse(PathBuf::from("t.yaml"), bytes, &mut Vec::new()).expect_err("it is no text");
        assert!(findings[0].code == "R004" && findings[0].message.contains(what), "{}", findings[0].message);
    }
    assert!(errors(b"\xEF\xBB\xBFa: 1\n").is_empty(), "a byte-order mark at the beginning is no fault");
    assert_eq!(errors(b""), ["R001"]);
    assert_eq!(errors(b"a: 1\n---\nb: 2\n"), ["R005"]);
}

#[test]
fn what_cannot_be_printed_is_replaced_and_told() {
    let mut notes = Vec::new();
    let source = parse(PathBuf::from("t.yaml"), "a: \u{F0B7} one\u{1} two\u{FEFF}\n".as_bytes(), &mut notes).expect("good YAML");
    assert_eq!(source.root.text_at("a"), Some("• one  two"));
    assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), ["R006", "R006", "R006"]);
}

#[test]
fn a_character_without_a_glyph_is_told_with_its_place() {
    let text = good().replace("Book the optician", "Book the optician 眼科");
    let dir = folder(&[("r.yaml", &text)]);
    assert_eq!(codes(dir.path()), ["R009", "R009"]);
}

#[test]
fn a_large_file_is_refused_before_it_is_read() {
    let dir = folder(&[]);
    let path = dir.path().join("big.yaml");
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(100 * 1024 * 1024).expect("a sparse file");
    assert_eq!(codes(dir.path()), ["R003"]);
}

#[test]
fn findings_come_all_at_once_with_places() {
    let text = good().replace("venue:", "venu:").replace("code: PN1", "code: PN9");
    let dir = folder(&[("r.yaml", &text)]);
    let output = minutebook(&["check", "--message-format", "short", dir.path().to_str().expect("a path")]);
    let out = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(out.contains("error[R102]: `venu` is not a key of `review`"), "{out}");
    assert!(out.contains("error[R104]: `PN9` is not a value that `code` can have"), "{out}");
    assert!(out.lines().all(|l| l.contains("r.yaml:")), "{out}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(PathBuf::from("t.yaml"), &bytes, &mut Vec::new());
    }

    #[test]
    fn no_yaml_like_text_makes_it_panic(text in "[-a-c:{}\\[\\],&*!|>'\"# \n\t%@?0-9]{0,200}") {
        if let Ok(source) = parse(PathBuf::from("t.yaml"), text.as_bytes(), &mut Vec::new()) {
            // Every span lies in the text and on its characters.
            fn walk(node: &minutebook::read::Node, text: &str) {
                assert!(text.get(node.span()).is_some());
                match &node.value {
                    Value::Seq(items) => items.iter().for_each(|n| walk(n, text)),
                    Value::Map(entries) => entries.iter().for_each(|(k, n)| { assert!(text.get(k.span()).is_some()); walk(n, text); }),
                    Value::Scalar { .. } => {}
                }
            }
            walk(&source.root, &source.text);
        }
    }
}

#[test]
fn a_slip_in_one_part_does_not_hide_the_others() {
    let text = good().replace("iro_view: The plan", "iro_view: { The plan").replace("reference: FLT000100", "reference: A");
    let dir = folder(&[("r.yaml", &text)]);
    let output = minutebook(&["check", dir.path().to_str().expect("a path"), "--message-format", "short"]);
    let found = stdout(&output);
    assert!(found.contains("[R001]") && found.contains("[R106]"), "{found}");
    assert!(!found.contains("`iro_view` is missing"), "what could not be read is not missing: {found}");
}
