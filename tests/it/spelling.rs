//! A record as offices type it is read as the one in house spelling, and `fmt` writes it so.

use crate::support::{codes, folder, good, minutebook, render, root, stderr, stdout};

/// The good record, typed as twenty offices would: what was written, and what they write.
const TYPED: &[(&str, &str)] = &[
    ("kind: review", "Kind: Review"),
    ("status: final", "Status: Final"),
    ("  name: Robin Ashdown", "  Name: “Robin Ashdown”"),
    ("  date_of_birth: 2015-06-10", "  Date of birth: 10/06/2015"),
    ("code: care_order, since: 2024-05-13", "code: Full care order, since: 13 May 2024"),
    ("  looked_after_since: 2024-01-08", "  Looked after since: Monday 8th January 2024"),
    ("type: foster_care, since: 2024-01-08", "type: Foster Care, since: 08.01.2024"),
    ("address: \"12 Sample Street, Testford\"", "address: 12 Sample Street, Testford"),
    ("qualified: true", "qualified: Y"),
    ("role: social_worker", "role: Social worker"),
    ("  mother:", "  Mother:"),
    ("time: \"16:00\"", "time: 4pm"),
    ("advocacy_explained: true", "advocacy_explained: \"Yes\""),
    ("complaints_explained: true", "complaints_explained: YES"),
    ("decisions: 2026-03-13", "decisions: 13/3/2026"),
    ("agreed: true", "agreed: y"),
    ("iro_view: The plan meets their needs.", "iro_view: My view: the plan meets their needs."),
];

fn typed() -> String {
    let mut text = good();
    for (house, typed) in TYPED {
        if text.contains(house) {
            text = text.replacen(house, typed, 1);
        }
    }
    text
}

#[test]
fn a_record_as_offices_type_it_has_no_faults_and_one_note() {
    let used = TYPED.iter().filter(|(house, _)| good().contains(house)).count();
    assert!(used > 12, "{used} of the places are in the good record");
    let dir = folder(&[("r.yaml", &typed())]);
    let path = dir.path().join("r.yaml");
    let output = minutebook(&["check", path.to_str().expect("a path"), "--message-format", "short"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let found = stdout(&output);
    assert!(found.lines().count() == 1 && found.contains("note[R012]"), "{found}");
    // What is made of it is what is made of the good one, but for the words that differ and the file it carries.
    let out = dir.path().join("out");
    let output = render(&path, &out);
    assert!(out.join("FLT000100/2026-03-10-letter-to-mother.pdf").is_file(), "{}", stderr(&output));
}

#[test]
fn fmt_writes_house_spelling_and_keeps_comments_and_order() {
    let text = typed().replace("policy: statutory", "# whose procedure\npolicy: statutory   # ours");
    let dir = folder(&[("r.yaml", &text)]);
    let path = dir.path().join("r.yaml");
    let path = path.to_str().expect("a path");
    assert_eq!(minutebook(&["fmt", "--check", path]).status.code(), Some(1), "it would be changed");
    assert_eq!(std::fs::read_to_string(path).expect("it"), text, "--check changes nothing");
    let output = minutebook(&["fmt", path]);
    assert_eq!(output.status.code(), Some(0), "{} {}", stdout(&output), stderr(&output));
    let now = std::fs::read_to_string(path).expect("it");
    for (house, typed) in TYPED.iter().filter(|(house, _)| good().contains(house)) {
        let quoted = ["iro_view", "  mother", "address", "code", "  date", "  looked", "type", "  name"];
        assert!(!now.contains(typed) || quoted.iter().any(|q| house.starts_with(q)), "{typed} is left in\n{now}");
    }
    assert!(now.contains("# whose procedure\npolicy: statutory   # ours\n"), "comments stay: {now}");
    assert!(now.contains("date_of_birth: 2015-06-10") && now.contains("kind: review") && now.contains("\"16:00\""), "{now}");
    assert!(codes(dir.path()).is_empty());
    let output = minutebook(&["check", path, "--message-format", "short"]);
    assert_eq!(stdout(&output), "", "nothing is left to be read otherwise");
    assert_eq!(minutebook(&["fmt", "--check", path]).status.code(), Some(0));
}

#[test]
fn fmt_leaves_every_sample_as_it_is() {
    let samples = root().join("samples");
    let output = minutebook(&["fmt", "--check", samples.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn somebody_is_meant_by_name_title_or_role_where_only_one_is() {
    let text = good()
        .replace("- { person: worker, how: attended }", "- { person: Social worker, how: Was there }")
        .replace("who: [carer, child]", "who: Noreen Tibbs and the child")
        .replace("chaired_by: [iro]", "chaired_by: Helena Voss");
    let dir = folder(&[("r.yaml", &text)]);
    assert!(codes(dir.path()).is_empty(), "{:?}", codes(dir.path()));
    // Two of one role are neither.
    let two = text.replace("people:\n", "people:\n  second: { name: Una Breck, role: social_worker, team: North }\n");
    let dir = folder(&[("r.yaml", &two)]);
    assert!(codes(dir.path()).iter().any(|c| c == "R201" || c == "R106"), "{:?}", codes(dir.path()));
}

#[test]
fn what_could_mean_two_things_is_asked() {
    for (house, typed, code) in [
        ("date_of_birth: 2015-06-10", "date_of_birth: 10/06/15", "R105"),
        ("date_of_birth: 2015-06-10", "date_of_birth: Monday 10 June 2015", "R105"),
        ("time: \"16:00\"", "time: \"4:00\"", "R106"),
        ("code: care_order", "code: order", "R104"),
    ] {
        let text = good().replacen(house, typed, 1);
        assert_ne!(text, good(), "{house}");
        let dir = folder(&[("r.yaml", &text)]);
        assert!(codes(dir.path()).contains(&code.to_owned()), "{typed}: {:?}", codes(dir.path()));
    }
}

/// t01-paragraphs-pasted, t03-quotes-in-quotes, t11-kind-in-capitals, t18-hard-spaces: what can be read is, and the rest is told as well.
#[test]
fn records_as_newcomers_typed_them_are_read() {
    for (case, left) in [
        ("t01-paragraphs-pasted", &["R103", "R105", "R107"][..]),
        ("t03-quotes-in-quotes", &["R103", "R105", "R107"]),
        ("t11-kind-in-capitals", &["R308", "R246", "R241"]),
        ("t18-hard-spaces", &["R256"]),
    ] {
        let found = codes(&root().join("tests/cases").join(case));
        assert!(found.iter().all(|c| left.contains(&c.as_str())), "{case}: {found:?}");
    }
}

#[test]
fn office_words_sentences_with_colons_and_keys_of_the_pack_are_read() {
    let text = good()
        .replace("role: parent,", "role: Mum,")
        .replace("how: consulted", "how: DNA")
        .replace("type: later", "type: 3rd")
        .replace("outcome: done }\n  - { number: 2", "outcome: Completed }\n  - { number: 2")
        .replace(
            "  - { from: mother, text: She agrees with the plan. }",
            "  - { from: Mrs Ashdown, text: Rang on Monday re: the plan, and agrees }",
        )
        .replace("chaired_by: [iro]", "chaired_by: Helena Voss");
    let dir = folder(&[("r.yaml", &text)]);
    let found = codes(dir.path());
    // Somebody who did not come gets the letter; nothing else is found.
    assert!(found.is_empty(), "{found:?}");
    // And it can be written so, which says the same.
    let file = dir.path().join("r.yaml");
    let listed = stdout(&minutebook(&["fmt", "--check", file.to_str().expect("a path")]));
    for meaning in ["`Mum` as parent", "`DNA` as absent", "`3rd` as later", "`Mrs Ashdown` as mother", "`Helena Voss` as [iro]"] {
        assert!(listed.contains(meaning), "{meaning} in {listed}");
    }
    let output = minutebook(&["fmt", file.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let written = std::fs::read_to_string(&file).expect("the record");
    assert!(written.contains("chaired_by: [iro]") && written.contains("\"Rang on Monday re: the plan, and agrees\""), "{written}");
    assert!(codes(dir.path()).is_empty());
}

#[test]
fn alerts_are_read_with_codes_and_concerns_as_they_are_typed() {
    let alert = std::fs::read_to_string(root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let start = alert.find("\nconcerns:").expect("its concerns") + 1;
    let end = start + alert[start..].find("\nimpact").expect("what follows") + 1;
    let text = format!("{}concerns:\n  - Life story work: not started after 3 months\n{}", &alert[..start], &alert[end..]);
    let dir = folder(&[("r.yaml", &text)]);
    let found = codes(dir.path());
    assert!(!found.contains(&"R103".to_owned()), "{found:?}");
    let grounds = alert.lines().find(|l| l.starts_with("grounds:")).expect("its grounds");
    let dir = folder(&[("r.yaml", &alert.replace(grounds, "grounds: 1 - The planning, such as it is, 2 - The plan is not carried out"))]);
    let found = codes(dir.path());
    assert!(!found.iter().any(|c| c.starts_with("R1") || c == "R601"), "{found:?}");
}
