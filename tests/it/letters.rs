//! What letters say: the dates that matter in them, and to whom they say what.

use minutebook::verify::{normal, page_texts};

use crate::support::{folder, good, minutebook, render, root, stdout};

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

/// The texts of all letters that samples before a review give on a day, by their file's name, without white space.
fn before_reviews(records: &[(&str, &str)], on: &str) -> std::collections::BTreeMap<String, String> {
    let dir = folder(records);
    let out = dir.path().join("out");
    let (records, folder) = (dir.path().to_str().expect("a path"), out.to_str().expect("a path"));
    let output = minutebook(&["render", records, "--out", folder, "--as-of", on, "--message-format", "short"]);
    assert!(!stdout(&output).contains("error["), "{}", stdout(&output));
    let files = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok).filter(|f| f.path().extension().is_some_and(|e| e == "pdf"));
    let text = |f: &walkdir::DirEntry| page_texts(&lopdf::Document::load(f.path()).expect("a PDF")).concat();
    files.map(|f| (f.file_name().to_string_lossy().into_owned(), text(&f))).collect()
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(root().join("samples/invitations").join(name)).expect("a sample")
}

#[test]
fn everybody_asked_gets_an_invitation_and_questions_of_their_own() {
    // Before the review was put on another day.
    let record = sample("2026-11-05.yaml");
    let first = record.lines().filter(|l| !l.contains("rearranged") && !l.contains("preparation:")).collect::<Vec<_>>().join("\n");
    let letters = before_reviews(&[("r.yaml", &first)], "2026-10-20");
    let invitations: Vec<&str> = letters.keys().filter_map(|f| f.strip_prefix("2026-11-05-invitation-to-")).collect();
    let all = ["carer.pdf", "child.pdf", "father.pdf", "manager.pdf", "mother.pdf", "nurse.pdf", "teacher.pdf", "worker.pdf"];
    assert_eq!(invitations, all, "all who are asked, and not the IRO");
    let to = |who: &str| &letters[&format!("2026-11-05-invitation-to-{who}.pdf")];
    let place = normal("Testford Family Centre");
    // A mother who may not know where her son lives is told where the review is; the father only that he may write.
    assert!(to("mother").contains(&place) && to("mother").contains(&normal("(Polish)")), "{}", to("mother"));
    assert!(!to("father").contains(&place) && to("father").contains(&normal("You are not asked to come")), "{}", to("father"));
    assert!(to("worker").contains(&normal("Please send me what you write")), "{}", to("worker"));
    let paper = |who: &str| letters.get(&format!("2026-11-05-consultation-paper-{who}.pdf"));
    assert!(paper("worker").is_none() && paper("manager").is_none(), "they write reports");
    for (who, asks) in [
        ("child", "What I want the grown-ups to decide"),
        ("mother", "Your time with Callum"),
        ("carer", "What is hard, and what would help"),
        ("teacher", "The personal education plan"),
        ("nurse", "The last health assessment"),
    ] {
        assert!(paper(who).is_some_and(|text| text.contains(&normal(asks))), "{who}");
    }
    // Three working days before the review, so that it is read.
    assert!(paper("mother").is_some_and(|text| text.contains(&normal("by Monday 2 November 2026"))), "{:?}", paper("mother"));
    let coming = normal("not sure yet");
    assert!(paper("mother").is_some_and(|t| t.contains(&coming)) && paper("father").is_some_and(|t| !t.contains(&coming)));
    // Said for one: a teacher without questions, a worker with them.
    let turned =
        first.replace("person: teacher }", "person: teacher, paper: false }").replace("person: worker }", "person: worker, paper: true }");
    let letters = before_reviews(&[("r.yaml", &turned)], "2026-10-20");
    assert!(!letters.contains_key("2026-11-05-consultation-paper-teacher.pdf"));
    assert!(letters.contains_key("2026-11-05-consultation-paper-worker.pdf"));
    // Where it is held where the child lives, only who knows that is told so.
    let home = first.replace("venue: Testford Family Centre", "venue: The carer’s home");
    let letters = before_reviews(&[("r.yaml", &home)], "2026-10-20");
    let told = |who: &str| letters[&format!("2026-11-05-invitation-to-{who}.pdf")].contains(&normal("carer’s home"));
    assert!(told("carer") && told("worker") && told("child") && !told("mother") && !told("teacher"));
}

#[test]
fn a_manager_who_has_answered_is_not_asked_by_a_day_that_is_past() {
    let corrected = good().replace(
        "status: final\n",
        "status: final\nversion: 2\ncorrected: { replaces: 2026-04-02, what: A date was wrong, why: A slip }\n",
    );
    let text = letter(&corrected, "letter-team-manager");
    assert!(text.contains(&normal("You agreed to these on 18 March 2026")) && !text.contains(&normal("If I hear nothing")), "{text}");
}

#[test]
fn questions_to_a_child_are_for_their_age() {
    for (born, asks) in [("2020-06-30", "The people I like best"), ("2015-06-30", "What I would change"), ("2010-06-30", "The plan for me")]
    {
        let record = sample("2026-11-12.yaml").replace("2021-06-30", born);
        let letters = before_reviews(&[("r.yaml", &record)], "2026-10-20");
        let paper = &letters["2026-11-19-consultation-paper-child.pdf"];
        assert!(paper.contains(&normal(asks)), "{born}: {paper}");
    }
}

#[test]
fn a_review_on_another_day_is_told_to_all_who_are_asked() {
    let letters = before_reviews(&[("r.yaml", &sample("2026-11-05.yaml"))], "2026-10-27");
    assert!(!letters.keys().any(|f| f.contains("invitation")), "who was asked already gets no other invitation");
    let told: Vec<&String> = letters.iter().filter(|(f, _)| f.contains("date-change")).map(|(_, text)| text).collect();
    assert_eq!(told.len(), 8);
    for text in told {
        assert!(text.contains(&normal("Thursday 5 November 2026")) && text.contains(&normal("Tuesday 3 November 2026")), "{text}");
        // To the child it is said as to the child.
        let (childs, others) = ("You have a class trip", "Callum has a class trip");
        let is_childs = text.contains(&normal("Hello Callum"));
        assert_eq!((text.contains(&normal(childs)), text.contains(&normal(others))), (is_childs, !is_childs), "{text}");
    }
    // Before anybody was asked, the invitation has the new day.
    let record = sample("2026-11-05.yaml").replace("invitations: 2026-10-21, ", "");
    let letters = before_reviews(&[("r.yaml", &record)], "2026-10-27");
    assert!(letters.keys().any(|f| f.contains("invitation")));
}

#[test]
fn papers_that_have_not_come_are_asked_for_once_their_day_is_past() {
    let late = |record: &str, on: &str| {
        let letters = before_reviews(&[("r.yaml", record)], on);
        letters.into_iter().filter(|(f, _)| f.contains("late-papers")).collect::<Vec<_>>()
    };
    // Three working days before 5 November is the 2nd.
    let record = sample("2026-11-05.yaml");
    assert!(late(&record, "2026-11-02").is_empty());
    let letters = late(&record, "2026-11-03");
    let files: Vec<&str> = letters.iter().map(|(f, _)| f.as_str()).collect();
    assert_eq!(files, ["2026-11-05-late-papers-2026-11-02-to-manager.pdf", "2026-11-05-late-papers-2026-11-02-to-worker.pdf"]);
    for (_, text) in &letters {
        assert!(text.contains(&normal("Care plan")) && !text.contains(&normal("Social work report")), "the report has come: {text}");
    }
    let come = record.replace(
        "  - { paper: social_work_report, received: 2026-10-30 }",
        "  - { paper: social_work_report, received: 2026-10-30 }\n  - { paper: care_plan, received: 2026-11-02 }\n  - { paper: managers_comments, received: 2026-11-02 }",
    );
    assert!(late(&come, "2026-11-03").is_empty());
}

#[test]
fn a_conference_without_a_quorum_is_told_of() {
    let record = sample("2026-11-17-conference.yaml");
    let letters = before_reviews(&[("c.yaml", &record)], "2026-11-16");
    let put_off: Vec<&str> = letters.keys().filter(|f| f.contains("put-off")).map(String::as_str).collect();
    assert_eq!(put_off.len(), 6, "{put_off:?}");
    let father = &letters["2026-11-17-conference-initial-put-off-to-father.pdf"];
    assert!(father.contains(&normal("not held on that day")) && father.contains(&normal("Tuesday 24 November 2026")), "{father}");
    assert!(!father.contains(&normal("police")), "why others could not come is for colleagues: {father}");
    assert!(letters["2026-11-17-conference-initial-put-off-to-teacher.pdf"].contains(&normal("Neither the health service")));
    // Held all the same: the reasons go to whoever decided so.
    let held = record
        .replace("went_ahead: false", "went_ahead: true")
        .replace("new_date: 2026-11-24\n", "")
        .replace("family_told: 2026-11-16\n", "")
        .replace("  new_date: 2026-11-16\n", "  report_inquorate: 2026-11-20\n");
    let letters = before_reviews(&[("c.yaml", &held)], "2026-11-21");
    let report = &letters["2026-11-17-conference-initial-without-quorum-to-head.pdf"];
    assert!(report.contains(&normal("Neither the health service")) && report.contains(&normal("Sean Doherty")), "{report}");
    assert_eq!(letters.keys().filter(|f| f.contains("quorum")).count(), 1);
}
