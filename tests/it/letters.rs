//! What letters say: the dates that matter in them, and to whom they say what.

use minutebook::verify::{normal, page_texts};

use crate::support::{folder, good, render, root, stdout};

/// The text of one document made of a record, without white space.
fn letter(record: &str, stem: &str) -> String {
    let dir = folder(&[("r.yaml", record)]);
    let out = dir.path().join("out");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(!stdout(&output).contains("error["), "{}", stdout(&output));
    let document = lopdf::Document::load(out.join(format!("FLT000100/2026-03-10-{stem}.pdf"))).expect("a PDF");
    page_texts(&document).concat()
}

#[test]
fn the_manager_is_told_by_when_to_object() {
    // Sent on Friday 13 March: five working days later is Friday the 20th; ten, in the other pack, the 27th.
    for (policy, by) in [("statutory", "20 March 2026"), ("birmingham", "27 March 2026")] {
        let text = letter(&good().replace("policy: statutory", &format!("policy: {policy}")), "letter-team-manager");
        assert!(text.contains(&normal(&format!("in writing by {by}"))), "{policy}: {text}");
        assert!(text.contains(&normal("If I hear nothing by then, they count as agreed")), "{policy}");
    }
}

#[test]
fn a_parent_who_was_kept_out_is_not_told_where_the_next_review_is() {
    let kept = "person: mother, how: excluded, reason: A court order, heard: She was visited }";
    for (part, told) in [("person: mother, how: absent }", true), (kept, false)] {
        let text = letter(&good().replace("person: mother, how: consulted }", part), "letter-to-mother");
        assert_eq!(text.contains(&normal("8 September 2026")), told, "{part}");
        assert_eq!(text.contains(&normal("at the foster home")), told, "{part}");
    }
}

#[test]
fn the_child_is_written_to_for_their_age() {
    for (born, says) in [
        ("2018-06-10", "My job is to see that the grown-ups look after you well"),
        ("2015-06-10", "I check that the adults have a good plan for you"),
        ("2012-06-10", "You can ask a court to change your order"),
    ] {
        let text = letter(&good().replace("2015-06-10", born), "letter-child");
        assert!(text.contains(&normal(says)), "{born}: {text}");
        assert!(text.contains(&normal("8 September 2026")), "{born}");
    }
}

/// A letter says you to whoever reads it: in no letter of the samples does its reader's first name stand but in the address and the greeting.
#[test]
fn no_letter_speaks_of_its_reader_as_of_somebody_else() {
    let out = tempfile::tempdir().expect("a folder");
    let output = render(&root().join("samples"), out.path());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let manifest = std::fs::read_to_string(out.path().join("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let mut letters = 0;
    for entry in manifest["documents"].as_array().expect("a list") {
        let (document, reader) = (entry["document"].as_str().unwrap_or_default(), entry["reader"].as_str().unwrap_or_default());
        if !matches!(document, "letter_party" | "letter_child") {
            continue;
        }
        let record = std::fs::read_to_string(root().join(entry["record"].as_str().expect("a path"))).expect("the record");
        let pdf = lopdf::Document::load(out.path().join(entry["file"].as_str().expect("a path"))).expect("a PDF");
        let text = minutebook::verify::page_texts(&pdf).concat();
        let line = if reader == "child" { "  known_as: ".to_owned() } else { format!("  {reader}: {{ name: ") };
        let Some(name) = record.lines().find_map(|l| l.strip_prefix(&line)) else { continue };
        let first = name.split([' ', ',']).next().unwrap_or_default();
        // A message is spoken to them, and may call them by name; so may what the child wrote of themselves.
        let spoken = record.matches(&format!("{first},")).count() + record.matches(&format!(", {first}")).count() + 1;
        assert!(text.matches(first).count() <= 2 + spoken, "{}: {first} in {text}", entry["file"]);
        letters += 1;
    }
    assert!(letters > 50, "{letters}");
}

/// A record of ordinary length: a message of two sentences, a line of the child's own, four promises and five decisions in a sentence each, and an
/// address. Its letter is two sheets at 16 point, the slip to send back with them, by post or by hand.
#[test]
fn a_childs_letter_of_ordinary_length_is_two_pages() {
    let decision = "  - { what: A visit is made, child_words: Somebody comes to see you at home and asks how you are., outcome: It is known, who: worker, by: 2026-06-30 }\n";
    let promise = |n: usize, outcome: &str| {
        format!(
            "  - {{ number: {n}, what: Book the dentist, outcome: {outcome}, why: It was closed, child_words: You went to the dentist and your teeth are well. }}\n"
        )
    };
    let promises = [(1, "done"), (2, "done"), (3, "partly_done"), (4, "not_done")].map(|(n, outcome)| promise(n, outcome)).concat();
    let record = good();
    let cut = |record: &str, from: &str, to: &str, by: &str| {
        let start = record.find(from).expect("its beginning") + from.len();
        let end = start + record[start..].find(to).expect("its end");
        format!("{}{by}{}", &record[..start], &record[end..])
    };
    let record = cut(&record, "decisions:\n  - { what: Apply", "iro_view:", "");
    let record = record.replace("decisions:\n  - { what: Apply", &format!("decisions:\n{}", decision.repeat(5)));
    let record = cut(&record, "previous_decisions:\n", "matters:", &promises);
    let record = record.replace("participation:\n", "participation:\n  own_words: I want to stay here, and I want to know which day.\n  we_did: Everybody agreed, and you have the days below.\n");
    let message = "messages:\n  child: It was good to see you and the dog. I have told the managers what you said, in your words.\n";
    let record = format!("{record}{message}");
    for by in ["hand", "post"] {
        let record = record.replace("{ to: child, by: hand,", &format!("{{ to: child, by: {by},"));
        let dir = folder(&[("r.yaml", &record)]);
        let out = dir.path().join("out");
        let output = render(&dir.path().join("r.yaml"), &out);
        assert!(!stdout(&output).contains("error["), "{}", stdout(&output));
        let pdf = lopdf::Document::load(out.join("FLT000100/2026-03-10-letter-child.pdf")).expect("a PDF");
        let pages = page_texts(&pdf);
        assert_eq!(pages.len(), 2, "{by}: {pages:?}");
        let text = pages.concat();
        for words in [
            "I am Helena",
            "You said: I want to stay here",
            "What we did about it: Everybody agreed",
            "Not yet: You went",
            "by Tuesday 30 June",
            "Tell Helena",
        ] {
            assert!(text.contains(&normal(words)), "{by}: {words}: {text}");
        }
        // Neither a protective marking nor a file number at home, and no stranger's word for it.
        for words in ["OFFICIAL", "FLT000100", "Foster home"] {
            assert!(!text.contains(&normal(words)), "{by}: {words}");
        }
        assert!(!text.contains(&normal("By hand")), "a letter handed over says so only where an address would stand: {by}");
    }
}

/// What a place is called to the child who lives there.
#[test]
fn a_place_is_said_to_the_child_as_theirs() {
    for (typed, said) in [
        ("Foster home", "4pm, at home."),
        ("The foster carer's home", "4pm, at home."),
        ("At home with their aunt", "4pm, at home with your aunt."),
        ("To be chosen by Robin", "4pm, where you choose."),
        ("Robin’s school", "4pm, at your school."),
        ("Somewhere Robin chooses", "4pm, somewhere you choose."),
        ("To be agreed when the court has sat", "The place is not chosen yet."),
        ("Larkhill Primary School", "4pm, at Larkhill Primary School."),
    ] {
        let record = good().replace("venue: Foster home, how: meeting }\nissued", &format!("venue: \"{typed}\", how: meeting }}\nissued"));
        let text = letter(&record, "letter-child");
        assert!(text.contains(&normal(said)), "{typed}: {text}");
    }
}

/// A day that the words name themselves is not said to be the last one, and what happens again and again begins on its day.
#[test]
fn a_step_says_by_on_or_from() {
    let one = |words: &str| {
        let record = good().replace("child_words: You will have your eyes checked.", &format!("child_words: {words}"));
        letter(&record, "letter-child")
    };
    for (words, said) in [
        ("You will have your eyes checked.", "by Friday 10 April"),
        ("You go to the optician on 10 April.", "on Friday 10 April"),
        ("Somebody comes every week.", "from Friday 10 April"),
    ] {
        let text = one(words);
        assert!(text.contains(&normal(said)), "{words}: {text}");
    }
}

/// A plan that nobody has decided is said to be so, and a contingency reads as a sentence.
#[test]
fn a_plan_reads_as_english() {
    let undecided = good().replace(
        "  plan: special_guardianship\n  route: special_guardianship_order\n",
        "  plan: not_decided\n  not_decided_reason: The court has not heard the aunt.\n",
    );
    assert!(letter(&undecided, "letter-child").contains(&normal("It is not decided yet where you will grow up")));
    let missed =
        |record: &str| letter(&record.replace("person: mother, how: consulted }", "person: mother, how: absent }"), "letter-to-mother");
    let text = missed(&undecided);
    assert!(text.contains(&normal("The long-term plan for Robin is not decided yet. The court has not heard the aunt.")), "{text}");
    for (typed, said) in [
        ("Long-term fostering in the same home.", "If this cannot be: long-term fostering in the same home."),
        ("If the court says no, Robin stays where they are", "special guardian. If the court says no, Robin stays where they are."),
        ("Robin stays with Noreen", "If this cannot be: Robin stays with Noreen."),
    ] {
        let text = missed(&good().replace("contingency: Long-term fostering in the same home.", &format!("contingency: {typed}")));
        assert!(text.contains(&normal(said)), "{typed}: {text}");
    }
}

/// Whoever listens to a table is told what heads its rows, words in another script are of their language, and a draft says so in its title
/// and its text.
#[test]
fn a_record_is_told_to_whoever_listens() {
    let record =
        good().replace("wishes_and_feelings: They are happy", "own_words: \"أريد أن أبقى هنا\"\n  wishes_and_feelings: They are happy");
    let made = |record: &str| {
        let dir = folder(&[("r.yaml", record)]);
        let out = dir.path().join("out");
        let output = render(&dir.path().join("r.yaml"), &out);
        assert!(!stdout(&output).contains("error["), "{}", stdout(&output));
        lopdf::Document::load(out.join("FLT000100/2026-03-10-record-of-review.pdf")).expect("a PDF")
    };
    let text = |document: &lopdf::Document| page_texts(document).concat();
    let title = |document: &lopdf::Document| {
        let info =
            document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).and_then(|id| document.get_dictionary(id)).expect("info");
        lopdf::decode_text_string(info.get(b"Title").expect("a title")).expect("text")
    };
    let document = made(&record);
    let all = format!("{:?}", document.objects);
    assert!(all.contains("/Row"), "cells that head rows");
    let speaks = |object: &lopdf::Object| {
        object.as_dict().is_ok_and(|d| d.get(b"Lang").and_then(lopdf::Object::as_str).is_ok_and(|lang| lang.starts_with(b"ar")))
    };
    assert!(document.objects.values().any(speaks), "Arabic is said to be so");
    assert!(!title(&document).contains("DRAFT") && !text(&document).contains("notfinished"));
    let draft = made(&record.replace("status: final", "status: draft"));
    assert!(title(&draft).starts_with("DRAFT: ") && text(&draft).contains(&normal("DRAFT: not finished.")), "{}", title(&draft));
}
