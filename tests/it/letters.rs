//! What letters say: the dates that matter in them, and to whom they say what.

use minutebook::verify::{normal, page_texts};

use crate::support::{folder, good, render, stdout};

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
        assert_eq!(text.contains(&normal("Where: Foster home")), told, "{part}");
    }
}

#[test]
fn the_child_is_written_to_for_their_age() {
    for (born, says) in [
        ("2018-06-10", "My job is to see that the grown-ups look after you well"),
        ("2015-06-10", "I check that the grown-ups have a good plan for you"),
        ("2012-06-10", "You can ask a court to change your order"),
    ] {
        let text = letter(&good().replace("2015-06-10", born), "letter-child");
        assert!(text.contains(&normal(says)), "{born}: {text}");
        assert!(text.contains(&normal("8 September 2026")), "{born}");
    }
}
