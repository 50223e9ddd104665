//! What a third attack got out: other records of the child, of the family and of the home count as the record itself does.

use crate::support::{AS_OF, folder, good, minutebook, stdout};

/// What `check` finds in some records, a line each.
fn found(files: &[(&str, &str)]) -> String {
    let dir = folder(files);
    stdout(&minutebook(&["check", dir.path().to_str().expect("a path"), "--as-of", AS_OF, "--message-format", "short"]))
}

/// The good record half a year earlier.
fn earlier() -> String {
    good()
        .replace("  date: 2026-03-10", "  date: 2025-09-16")
        .replace("  previous_review: 2025-09-16", "  previous_review: 2025-04-01")
        .replace("number: 5", "number: 4")
}

/// The good record of another child, with another family and home.
fn another() -> String {
    good()
        .replace("FLT000100", "FLT000200")
        .replace("name: Robin Ashdown", "name: Piers Galloway")
        .replace("known_as: Robin", "known_as: Piers")
        .replace("date_of_birth: 2015-06-10", "date_of_birth: 2014-02-01")
        .replace("Paula Ashdown", "Greta Galloway")
        .replace("Noreen Tibbs", "Maud Lister")
        .replace("noreen.tibbs@", "maud.lister@")
        .replace(
            "\"12 Sample Street, Testford\", postcode: TF1 5XY",
            "\"80 Quarry Hill, Testford\", postcode: TF1 7XY, phone: 01632 960888",
        )
        .replace("[\"7 Example Road\", Testford, TF1 2AB]", "[\"9 Orchard Rise\", Testford, TF1 8CD], phone: 01632 960999")
}

fn at_home(more: &str) -> String {
    format!("postcode: TF1 5XY{more} }}")
}

#[test]
fn a_home_is_confidential_in_the_records_before_too() {
    let later = good().replace(&at_home(""), &at_home(", confidential: true"));
    for word in ["", ", confidential: false"] {
        let before = earlier().replace(&at_home(""), &at_home(word));
        let text = found(&[("a.yaml", &before), ("b.yaml", &later)]);
        assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R309]")), "{word}: {text}");
    }
    let freed = good().replace(&at_home(""), &at_home(", confidential: false"));
    let kept = earlier().replace(&at_home(""), &at_home(", confidential: true"));
    assert!(!found(&[("a.yaml", &kept), ("b.yaml", &freed)]).contains("[R309]"), "the newest record says that it need not be any longer");
}

#[test]
fn a_home_that_was_or_will_be_confidential_stands_in_no_text_of_the_child() {
    let moved = good()
        .replace("address: \"12 Sample Street, Testford\", postcode: TF1 5XY }", "address: \"3 New Close, Testford\", postcode: TF1 9ZZ }")
        .replace("Home is warm and settled.", "They miss 12 Sample Street.");
    let before = earlier().replace(&at_home(""), &at_home(", confidential: true"));
    let text = found(&[("a.yaml", &before), ("b.yaml", &moved)]);
    assert!(text.lines().any(|l| l.contains("b.yaml") && l.contains("[R302]")), "{text}");
    let to_come = earlier()
        .replace("address: \"12 Sample Street, Testford\", postcode: TF1 5XY }", "address: \"3 New Close, Testford\", postcode: TF1 9ZZ }")
        .replace("Home is warm and settled.", "They will move to 12 Sample St.");
    let now = good().replace(&at_home(""), &at_home(", confidential: true"));
    let text = found(&[("a.yaml", &to_come), ("b.yaml", &now)]);
    assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R302]")), "{text}");
    // In records of other kinds too.
    let alert = std::fs::read_to_string(crate::support::root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let reference = alert.split("reference: ").nth(1).and_then(|r| r.split(',').next()).expect("a reference").to_owned();
    let of_alert = now.replace("FLT000100", &reference);
    let impact = alert.lines().find(|l| l.starts_with("impact: ")).expect("what it means");
    let text = found(&[("a.yaml", &alert.replace(impact, "impact: They wait at 12 Sample Street.")), ("b.yaml", &of_alert)]);
    assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R302]")), "{text}");
}

#[test]
fn how_another_family_is_reached_and_who_belongs_to_it_stands_in_no_other_record() {
    for leak in [
        "9 Orchard Rise",
        "9, Orchard Rise",
        "01632 960999",
        "(01632) 960 999",
        "TF1 8CD",
        "80 Quarry Hill",
        "01632 960888",
        "maud.lister@example.org",
    ] {
        let text = good().replace("Home is warm and settled.", &format!("Ask at {leak} please."));
        let text = found(&[("a.yaml", &text), ("b.yaml", &another())]);
        assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R301]")), "{leak}: {text}");
    }
    for fine in ["Orchard Rise is a street.", "The order number is 960999.", "They went up Quarry Hill.", "Call 01632 960901."] {
        let text = good().replace("Home is warm and settled.", fine);
        assert!(!found(&[("a.yaml", &text), ("b.yaml", &another())]).contains("[R301]"), "{fine}");
    }
    // Whoever is of the family by their title, and a supporter.
    for (role, name) in [("role: other, title: Mother's partner", "Gus Fenwick"), ("role: supporter", "Ada Crump")] {
        let theirs = another().replace("people:\n", &format!("people:\n  friend: {{ name: {name}, {role} }}\n"));
        let text = good().replace("Home is warm and settled.", &format!("{name} rang."));
        let text = found(&[("a.yaml", &text), ("b.yaml", &theirs)]);
        assert!(text.contains("[R301]"), "{name}: {text}");
    }
    // A slip in the kind of record takes nobody out of the search.
    let text = good().replace("Home is warm and settled.", "Greta Galloway rang.");
    assert!(found(&[("a.yaml", &text), ("b.yaml", &another().replace("kind: review", "kind: reveiw"))]).contains("[R301]"));
    // A surname alone is pointed out.
    let text = good().replace("Home is warm and settled.", "Case of Galloway.");
    assert!(found(&[("a.yaml", &text), ("b.yaml", &another())]).contains("[R307]"));
}

#[test]
fn a_home_is_known_by_its_name_or_phone_as_by_its_address() {
    let home = |more: &str| format!("type: foster_care, since: 2024-01-08, with: carer, name: The Old Rectory{more} }}");
    let placement = "type: foster_care, since: 2024-01-08, with: carer, address: \"12 Sample Street, Testford\", postcode: TF1 5XY }";
    let kept = good().replace(placement, &home(", confidential: true"));
    let other =
        good().replace("FLT000100", "FLT000101").replace("Robin", "Wren").replace("2015-06-10", "2016-07-11").replace(placement, &home(""));
    let text = found(&[("a.yaml", &kept), ("b.yaml", &other)]);
    assert!(text.lines().any(|l| l.contains("b.yaml") && l.contains("[R309]")), "{text}");
}

#[test]
fn a_carer_of_two_families_makes_them_not_one() {
    let alert = std::fs::read_to_string(crate::support::root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let child = alert.lines().find(|l| l.starts_with("child:")).expect("its child");
    let both = "children:\n  - { reference: FLT000100, name: Robin Ashdown, date_of_birth: 2015-06-10 }\n  - { reference: FLT000200, name: Piers Galloway, date_of_birth: 2014-02-01 }";
    let impact = alert.lines().find(|l| l.starts_with("impact: ")).expect("what it means");
    let joint = alert
        .replace(child, both)
        .replace("people:\n", "people:\n  carer: { name: Noreen Tibbs, role: foster_carer }\n")
        .replace(impact, "impact: Greta Galloway does not agree.");
    let shared = another().replace("Maud Lister", "Noreen Tibbs");
    let text = found(&[("a.yaml", &joint), ("b.yaml", &good()), ("c.yaml", &shared)]);
    assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R311]")), "{text}");
}

#[test]
fn of_a_draft_nobody_gets_what_could_not_be_read_as_confidential() {
    for (from, to) in [
        (at_home(""), at_home(", confidential: Yes - mother must not know")),
        (at_home(""), at_home(", confidental: true")),
        ("  - { to: mother, by: post }".to_owned(), "  - { to: mother, by: post, witholds: [placement_address] }".to_owned()),
    ] {
        let dir = folder(&[("r.yaml", &good().replace(&from, &to))]);
        let out = dir.path().join("out");
        let (record, to_folder) = (dir.path().join("r.yaml"), out.to_str().expect("a path").to_owned());
        minutebook(&["render", record.to_str().expect("a path"), "--draft", "--out", &to_folder, "--as-of", AS_OF]);
        let made: Vec<String> = walkdir::WalkDir::new(&out)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|e| e.path().extension().is_some_and(|x| x == "pdf"))
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(made, ["2026-03-10-record-of-review.pdf"], "{to}");
    }
}

#[test]
fn a_key_that_is_a_name_stands_in_no_file_name_and_no_manifest() {
    let text = good().replace("paula_ashdown", "x");
    let text = text
        .replace("  mother: {", "  paula_ashdown: {")
        .replace("person: mother", "person: paula_ashdown")
        .replace("from: mother", "from: paula_ashdown")
        .replace("to: mother", "to: paula_ashdown");
    let dir = folder(&[("r.yaml", &text)]);
    let out = dir.path().join("out");
    let output = crate::support::render(&dir.path().join("r.yaml"), &out);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let names: String = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok).map(|e| e.path().display().to_string()).collect();
    assert!(names.contains("record-of-review-for-parent.pdf") && !names.contains("paula"), "{names}");
    assert!(!std::fs::read_to_string(out.join("manifest.json")).expect("the manifest").contains("paula"));
}

#[test]
fn what_somebody_shares_with_the_carer_by_chance_can_be_said_and_does_not_block() {
    let withheld = good().replace("  - { to: mother, by: post }", "  - { to: mother, by: post, withhold: [carer_identity] }");
    assert!(!found(&[("r.yaml", &withheld.replace("Dora Lind", "Noreen Lind"))]).contains("[R303]"), "a first name many have");
    let surname = withheld.replace("Dora Lind", "Dora Tibbs");
    assert!(found(&[("r.yaml", &surname)]).contains("[R303]"));
    let said = format!("{surname}somebody_else:\n  - {{ name: Dora Tibbs, reason: the manager, no relation }}\n")
        .replace("letter }somebody", "letter }\nsomebody");
    assert!(!found(&[("r.yaml", &said)]).contains("[R303]"), "{}", found(&[("r.yaml", &said)]));
    // The carer's husband, and who runs a home, are carers too.
    for person in
        ["husband: { name: Bob Marsh, role: other, title: Foster carer's husband }", "boss: { name: Bob Marsh, role: placement_manager }"]
    {
        let text =
            withheld.replace("people:\n", &format!("people:\n  {person}\n")).replace("Home is warm and settled.", "Bob Marsh cooks.");
        assert!(found(&[("r.yaml", &text)]).contains("[R303]"), "{person}: {}", found(&[("r.yaml", &text)]));
    }
    // A school of the Church by the names that it is called.
    let school = withheld
        .replace("known_as: Robin\n", "known_as: Robin\n  school: Wickham Church of England Primary School\n")
        .replace("[carer_identity]", "[education]");
    for name in ["Wickham CE Primary", "Wickham C of E Primary School", "Wickham School"] {
        let text = school.replace("Home is warm and settled.", &format!("Near {name}."));
        assert!(found(&[("r.yaml", &text)]).contains("[R303]"), "{name}: {}", found(&[("r.yaml", &text)]));
    }
}

#[test]
fn a_person_is_confidential_in_all_records_and_with_a_phone_of_their_own() {
    let mother = "address: [\"7 Example Road\", Testford, TF1 2AB] }";
    let kept = "address: [\"7 Example Road\", Testford, TF1 2AB], phone: 01632 960777, email: paula@example.org, confidential: true }";
    let with_father = |text: &str| {
        text.replace(
            "review:\n  type",
            "  father: { name: Colin Marsh, role: parent, address: [\"2 Other Lane\", Testford, TF1 3CD] }\nreview:\n  type",
        )
        .replace("  - { person: mother, how: consulted }", "  - { person: mother, how: consulted }\n  - { person: father, how: attended }")
        .replace("distribution:\n", "distribution:\n  - { to: father, by: post }\n")
    };
    let record = with_father(&good().replace(mother, kept));
    assert!(!found(&[("r.yaml", &record)]).contains("[R303]"), "{}", found(&[("r.yaml", &record)]));
    for leak in ["01632 960 777", "paula@example.org", "7 Example Rd"] {
        let text = record.replace("Home is warm and settled.", &format!("Ring {leak}."));
        assert!(found(&[("r.yaml", &text)]).contains("[R303]"), "{leak}");
    }
    let sibling =
        with_father(&good().replace("FLT000100", "FLT000101").replace("Robin Ashdown", "Wren Ashdown").replace("2015-06-10", "2016-07-11"));
    let text = found(&[("a.yaml", &record), ("b.yaml", &sibling)]);
    assert!(text.lines().any(|l| l.contains("b.yaml") && l.contains("[R309]")), "{text}");
}

#[test]
fn one_reader_under_two_spellings_is_one() {
    let kept = good().replace("  - { to: mother, by: post }", "  - { to: mother, by: post, withhold: [carer_identity] }");
    for name in ["Ms Paula Ashdown", "Paula Jane Ashdown", "Paul Ashdown"] {
        let sibling = good()
            .replace("FLT000100", "FLT000101")
            .replace("Robin Ashdown", "Wren Ashdown")
            .replace("2015-06-10", "2016-07-11")
            .replace("name: Paula Ashdown", &format!("name: {name}"));
        let text = found(&[("a.yaml", &kept), ("b.yaml", &sibling)]);
        assert!(text.lines().any(|l| l.contains("b.yaml") && l.contains("[R312]")), "{name}: {text}");
    }
}

#[test]
fn a_question_about_who_may_know_is_not_left_open() {
    for (from, to) in [
        (at_home(""), at_home(", confidential: ")),
        ("  - { to: mother, by: post }".to_owned(), "  - { to: mother, by: post, withhold: }".to_owned()),
    ] {
        let text = found(&[("r.yaml", &good().replace(&from, &to))]);
        assert!(text.contains("[R103]") && text.contains("is left open"), "{to}: {text}");
    }
}

#[test]
fn a_joint_alert_tells_neither_family_how_the_other_is_reached() {
    let alert = std::fs::read_to_string(crate::support::root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let child = alert.lines().find(|l| l.starts_with("child:")).expect("its child");
    let both = "children:\n  - { reference: FLT000100, name: Robin Ashdown, date_of_birth: 2015-06-10 }\n  - { reference: FLT000200, name: Piers Galloway, date_of_birth: 2014-02-01 }";
    let impact = alert.lines().find(|l| l.starts_with("impact: ")).expect("what it means");
    for leak in ["Write to 9 Orchard Rise.", "Ring 01632 960999.", "The Galloway boy waits."] {
        let joint = alert.replace(child, both).replace(impact, &format!("impact: {leak}"));
        let text = found(&[("a.yaml", &joint), ("b.yaml", &good()), ("c.yaml", &another())]);
        assert!(text.lines().any(|l| l.contains("a.yaml") && l.contains("[R311]")), "{leak}: {text}");
    }
}

#[test]
fn keys_that_may_be_names_are_shown_as_what_somebody_is() {
    use minutebook::record::{Person, shown_key};
    let person =
        |role: &str| -> Person { serde_json::from_value(serde_json::json!({ "name": "Kimberley Ward", "role": role })).expect("a person") };
    for (key, shown) in [
        ("kimward", "parent"),
        ("kimberley", "parent"),
        ("mrs_w", "parent"),
        ("jamies_mum", "parent"),
        ("mother", "mother"),
        ("birth_mother", "birth_mother"),
        ("mum2", "mum2"),
    ] {
        let people = [(key.to_owned(), person("parent"))].into_iter().collect();
        assert_eq!(shown_key(&people, key), shown);
    }
    let people = [("sue".to_owned(), person("foster_carer")), ("treed".to_owned(), person("foster_carer"))].into_iter().collect();
    assert_eq!((shown_key(&people, "sue"), shown_key(&people, "treed")), ("foster_carer".to_owned(), "foster_carer_2".to_owned()));
}

#[test]
fn a_nurse_who_has_the_carers_first_name_does_not_block_the_copy() {
    let text = good()
        .replace("  - { to: mother, by: post }", "  - { to: mother, by: post, withhold: [carer_identity] }")
        .replace("Dora Lind", "Noreen Lind")
        .replace("Home is warm and settled.", "A nurse called Noreen Pickersgill came.");
    let dir = folder(&[("r.yaml", &text)]);
    let out = dir.path().join("out");
    let output = crate::support::render(&dir.path().join("r.yaml"), &out);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let alone = text.replace("A nurse called Noreen Pickersgill came.", "Noreen cooks.");
    assert!(found(&[("r.yaml", &alone)]).contains("[R303]"));
}
