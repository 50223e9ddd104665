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

/// Ready to be sent by hand, locked; the password never beside the address; what is there stays as it is.
#[test]
fn emails_are_ready_and_locked() {
    let dir = folder(&[("rec/r.yaml", &open())]);
    let (said, told) = render(dir.path(), &["--email-drafts"]);
    let mail = dir.path().join("out/mail");
    let drafts: Vec<_> = std::fs::read_dir(&mail).expect("the folder").map(|f| f.expect("a file").path()).collect();
    assert!(!drafts.is_empty() && told.contains("ready to be sent in"), "{told}");
    let passwords = std::fs::read_to_string(dir.path().join("out/dispatch-passwords.csv")).expect("the passwords");
    let mut reader = csv::Reader::from_reader(passwords.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(|l| l.expect("a line")).collect();
    assert!(!passwords.contains('@') && lines.len() >= drafts.len(), "{passwords}");
    for file in &drafts {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).expect("the message");
        let own: Vec<_> = lines.iter().filter(|l| l[0] == *name).collect();
        let password = &own[0][4];
        assert!(own.iter().all(|l| l[4] == *password) && !text.contains(password), "{name}");
        // Under the name of the record's own pack.
        assert!(text.contains("From: \"Local authority") || text.contains("From: Local authority"), "{text}");
        assert!(text.contains("X-Unsent: 1\r\n") && text.contains("example.org") && text.contains("Dear "), "{text}");
        assert!(!name.contains("Robin") && !text.split("\r\n\r\n").next().expect("headers").contains("Robin"), "{name}");
        for line in &own {
            let copy = std::fs::read(dir.path().join("out").join(&line[5])).expect("the copy");
            assert_eq!(minutebook::hash::sha256(&copy), line[6], "what was proved");
            assert_ne!(line[6], line[7]);
        }
        // What is attached opens with the password and not without.
        let start = text.find("JVBERi0").expect("a PDF");
        let encoded: String = text[start..].lines().take_while(|l| !l.is_empty() && !l.starts_with("--")).collect();
        let pdf = base64(&encoded);
        assert!(own.iter().any(|l| l[7] == minutebook::hash::sha256(&pdf)), "the attachment is the one on the list");
        assert!(lopdf::Document::load_mem(&pdf).is_err() || lopdf::Document::load_mem(&pdf).is_ok_and(|d| d.is_encrypted()));
        let opened = lopdf::Document::load_mem_with_options(&pdf, lopdf::LoadOptions::with_password(password)).expect("it opens");
        assert!(!opened.get_pages().is_empty());
        for word in [password, "Robin"] {
            assert!(!said.contains(word) && !told.contains(word), "{word}");
        }
    }
    let before: Vec<Vec<u8>> = drafts.iter().map(|f| std::fs::read(f).expect("it")).collect();
    render(dir.path(), &["--email-drafts"]);
    assert_eq!(drafts.iter().map(|f| std::fs::read(f).expect("it")).collect::<Vec<_>>(), before, "nothing new is made");
    // Once they went, they are ready no more; their passwords stay.
    std::fs::write(dir.path().join("rec/r.yaml"), good()).expect("written");
    render(dir.path(), &["--email-drafts"]);
    let left = drafts.iter().filter(|f| f.exists()).count();
    assert!(left < drafts.len(), "{left}");
    assert!(std::fs::read_to_string(dir.path().join("out/dispatch-passwords.csv")).expect("it").lines().count() >= lines.len());
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = Vec::new();
    let (mut bits, mut n) = (0u32, 0);
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | u32::from(six);
        n += 6;
        if n >= 8 {
            n -= 8;
            out.push((bits >> n & 0xff) as u8);
        }
    }
    out
}

/// An invitation goes with its questions: its address is in the window, and both are on top of what is still to go.
#[test]
fn invitations_and_their_questions_go_in_one_envelope() {
    let record = std::fs::read_to_string(crate::support::root().join("samples/invitations/2026-11-10.yaml")).expect("a sample");
    let dir = folder(&[("rec/r.yaml", &record)]);
    let args = ["render", "rec", "--out", "out", "--as-of", "2026-10-20", "--conformance", "none", "--print-batch"];
    let args: Vec<String> =
        args.iter().map(|a| if ["rec", "out"].contains(a) { dir.path().join(a).display().to_string() } else { (*a).to_owned() }).collect();
    let output = minutebook(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let lines = list(dir.path());
    let mothers: Vec<(&str, &str)> =
        lines.iter().filter(|l| l["Reader"] == "Carla Thorne").map(|l| (l["Document"].as_str(), l["In window"].as_str())).collect();
    assert!(
        mothers.contains(&("Invitation to the review", "yes")) && mothers.contains(&("What you think, before the review", "no")),
        "{mothers:?}"
    );
    // At the latest on the day of the review, where the pack has no day for it.
    assert!(lines.iter().all(|l| l["Due"] == "2026-11-10"), "{lines:?}");
    let print = lopdf::Document::load(dir.path().join("out/dispatch-print.pdf")).expect("a PDF");
    let pages = minutebook::verify::page_texts(&print);
    let at = |words: &str| pages.iter().position(|page| page.contains(&minutebook::verify::normal(words)));
    let (invited, asked) = (at("You are asked to come to Zac"), at("For Carla Thorne, about Isaac Thorne"));
    assert!(invited.is_some() && invited < asked, "the address is on top: {invited:?} {asked:?}");
    // Once they went, nothing of it is to go.
    let sent = record.replace("invited:\n", "preparation: { invitations: 2026-10-20 }\ninvited:\n");
    std::fs::write(dir.path().join("rec/r.yaml"), sent).expect("written");
    let output = minutebook(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(!stdout(&output).contains("R235"), "{}", stdout(&output));
    assert!(list(dir.path()).iter().all(|l| l["Done"] == "2026-10-20"), "{:?}", list(dir.path()));
}
