//! Withholding: what is to be left out of a reader's copy is in no page of it, and in the file's copy all the same.

use std::path::Path;

use minutebook::verify::{normal, page_texts};

use crate::support::{folder, good, render, stdout};

/// The good record with a word of its own in every part that can be withheld.
fn marked(withhold: &str) -> String {
    let changes = [
        ("health: { text: Health is good. }", "health: { text: Health is good and the zebrafinch. }"),
        ("education: { text: School goes well. }", "education: { text: School goes well and the yellowhammer. }"),
        ("identity: { text: Their needs are met. }", "identity: { text: Their needs are met and the wagtail. }"),
        ("family_time: { text: They", "family_time: { text: By the kingfisher they"),
        ("wishes_and_feelings: They are happy", "wishes_and_feelings: With a nuthatch they are happy"),
        (
            "iro_view: The plan meets their needs.",
            "iro_view: The plan meets their needs, goldcrest.\nconcerns:\n  - { what: Delay of the bullfinch, status: raised }",
        ),
        (
            "text: She agrees with the plan. }",
            "text: She agrees with the plan and the lapwing. }\n  - { from: worker, text: So does the treecreeper. }",
        ),
        ("outcome: Good sight, who: carer, by: 2026-04-10 }", "outcome: Good sight, who: carer, by: 2026-04-10, about: [health] }"),
        ("what: Plan the summer,", "what: Plan the summer, dissent: [{ who: worker, text: Not with a redstart }],"),
        ("  - { to: mother, by: post }", "  - { to: mother, by: hand, send: both, withhold: [WITHHOLD] }"),
    ];
    let mut text = good();
    for (from, to) in changes {
        assert!(text.contains(from), "the good record holds `{from}`");
        text = text.replace(from, to);
    }
    text.replace("WITHHOLD", withhold)
}

fn text_of(path: &Path) -> String {
    page_texts(&lopdf::Document::load(path).expect("a PDF")).concat()
}

#[test]
fn each_part_is_left_out_of_the_copy_and_kept_in_the_file() {
    let cases: [(&str, &[&str]); 9] = [
        ("health", &["zebrafinch", "Book the optician", "Health plan"]),
        ("education", &["yellowhammer", "Personal education plan"]),
        ("identity", &["wagtail"]),
        ("family_time", &["kingfisher"]),
        ("child_views", &["nuthatch"]),
        ("iro_view", &["goldcrest"]),
        ("concerns", &["bullfinch"]),
        ("others_views", &["lapwing", "treecreeper", "redstart"]),
        ("carer_identity", &["Noreen", "Tibbs"]),
    ];
    for (part, words) in cases {
        let dir = folder(&[("r.yaml", &marked(part))]);
        let out = dir.path().join("out");
        let output = render(&dir.path().join("r.yaml"), &out);
        assert_eq!(output.status.code(), Some(0), "{part}: {}", stdout(&output));
        let made = out.join("FLT000100");
        let file = text_of(&made.join("2026-03-10-record-of-review.pdf"));
        let copy = text_of(&made.join("2026-03-10-record-of-review-for-mother.pdf"));
        let letter = text_of(&made.join("2026-03-10-letter-to-mother.pdf"));
        for word in words {
            let word = normal(word);
            assert!(file.contains(&word), "{part}: {word} is in the file's copy");
            assert!(!copy.contains(&word), "{part}: {word} is not in the mother's copy");
            assert!(!letter.contains(&word), "{part}: {word} is not in the mother's letter");
        }
    }
}

#[test]
fn a_confidential_address_is_told_to_those_who_live_there_and_the_file_only() {
    let text = good().replace("postcode: TF1 5XY }", "postcode: TF1 5XY, confidential: true }").replace(
        "  - { to: worker, by: email }",
        "  - { to: worker, by: email }\n  - { to: carer, by: email }\n  - { to: manager, by: email, include: [placement_address] }",
    );
    let dir = folder(&[("r.yaml", &text)]);
    let out = dir.path().join("out");
    let output = render(&dir.path().join("r.yaml"), &out);
    assert!(stdout(&output).lines().all(|line| line.contains("[R403]")), "{}", stdout(&output));
    for (stem, told) in [
        ("record-of-review", true),
        ("record-of-review-for-carer", true),
        ("record-of-review-for-manager", true),
        ("record-of-review-for-worker", false),
        ("record-of-review-for-mother", false),
        ("letter-to-mother", false),
        ("letter-team-manager", false),
        ("letter-child", false),
    ] {
        let text = text_of(&out.join(format!("FLT000100/2026-03-10-{stem}.pdf")));
        assert_eq!(text.contains("12SampleStreet") || text.contains("TF15XY"), told, "{stem}");
    }
}

#[test]
fn a_short_first_name_or_a_street_gives_a_place_away_too() {
    let said = |text: &str, carer: &str, list: &str, confidential: bool| {
        let mut record = good()
            .replace("name: Noreen Tibbs", &format!("name: {carer}"))
            .replace("placement: { text: Home is warm and settled. }", &format!("placement: {{ text: \"{text}\" }}"))
            .replace("- { to: mother, by: post }", &format!("- {{ to: mother, by: post, withhold: [{list}] }}"));
        if confidential {
            record = record.replace("postcode: TF1 5XY }", "postcode: TF1 5XY, confidential: true }");
        }
        crate::support::codes(folder(&[("r.yaml", &record)]).path())
    };
    let carer = "carer_identity";
    assert_eq!(said("They feel at home with Sue.", "Sue Hart", carer, false), ["R303"]);
    assert_eq!(said("They feel at home with Jo.", "Jo Hart", carer, false), ["R303"]);
    assert!(said("Nobody will sue anybody.", "Sue Hart", carer, false).is_empty());
    assert_eq!(said("The bus stops in Sample Street.", "Sue Hart", "placement_address", false), ["R303"]);
    assert_eq!(said("The bus stops in Sample Street.", "Sue Hart", carer, true), ["R302"]);
    assert_eq!(said("They live at 12 Sample Street.", "Sue Hart", carer, true), ["R302"], "told once");
}

/// A case rendered as a draft for the mother, with the father on the list, for whom the case was not made.
fn mothers_draft(case: &str) -> (String, String) {
    let text = std::fs::read_to_string(crate::support::root().join("tests/cases").join(case)).expect("the case");
    let (from, to) = ("\"distribution\":\n", "\"distribution\":\n- { to: father, send: none, reason: He may not know }\n");
    assert!(text.contains(from), "{case}");
    let dir = folder(&[("r.yaml", &text.replace(from, to))]);
    let (file, out) = (dir.path().join("r.yaml"), dir.path().join("out"));
    let paths = [&file, &out].map(|p| p.to_str().expect("a path"));
    let output = crate::support::minutebook(&["render", paths[0], "--draft", "--as-of", "2026-09-20", "-o", paths[1]]);
    let made = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok).map(|e| e.path().to_owned());
    let made: Vec<_> = made.filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    let of = |end: &str| {
        let path = made.iter().find(|p| p.to_string_lossy().ends_with(end));
        text_of(path.unwrap_or_else(|| panic!("{case}: {}", stdout(&output))))
    };
    (of("-record-of-review.pdf"), of("-record-of-review-for-mother.pdf") + &of("-letter-to-mother.pdf"))
}

/// a14-child-and-others-views-stay: a view is the child's or another's by whose it is, wherever it stands.
#[test]
fn what_the_child_and_others_said_is_left_out_wherever_it_stands() {
    let childs = ["I am afraid of Dad and I said so", "she is afraid of Dad and wanted no delay"];
    for (case, said) in
        [("both.yaml", &["Mum said on the phone that Dad drinks", childs[0], childs[1]][..]), ("child-views-only.yaml", &childs)]
    {
        let (file, hers) = mothers_draft(&format!("a14-child-and-others-views-stay/{case}"));
        for words in said {
            let words = normal(words);
            assert!(file.contains(&words), "{case}: {words} is in the file's copy");
            assert!(!hers.contains(&words), "{case}: {words} is in what the mother gets");
        }
    }
}

/// a13-copy-says-what-it-hides: nothing in a copy tells what it leaves out.
#[test]
fn a_copy_does_not_say_what_it_leaves_out() {
    let (file, hers) = mothers_draft("a13-copy-says-what-it-hides/r.yaml");
    for words in ["unaccompanied", "traffick", "asylum", "refugee"] {
        assert!(!hers.to_lowercase().contains(words), "{words} is in what the mother gets");
    }
    assert!(file.to_lowercase().contains("unaccompanied"), "the file's copy says it");
    assert!(!hers.contains(&normal("leaves out")), "{hers}");
}
