//! Rules whose fault is no file of its own, and what rules must not find.

use crate::support::{codes, folder, good, minutebook, root, stdout};

/// The good record with one text put in place of another.
fn changed(from: &str, to: &str) -> String {
    let text = good();
    assert!(text.contains(from), "the good record holds `{from}`");
    text.replace(from, to)
}

fn codes_of(text: &str) -> Vec<String> {
    codes(folder(&[("r.yaml", text)]).path())
}

#[test]
fn warnings_that_withhold_nothing() {
    let cases = [
        (changed("advocacy_explained: true", "rights_explained: true"), vec!["R232"]),
        (changed("child_words: You will have your eyes checked., ", ""), vec!["R233"]),
    ];
    for (text, expected) in cases {
        assert_eq!(codes_of(&text), expected);
    }
}

#[test]
fn issued_late_warns_once_a_step_and_a_reason_settles_it() {
    let good = good();
    let (before, after) = good.split_once("issued:\n").expect("issued");
    let after = &after[after.find("distribution:").expect("distribution")..];
    let without = format!("{before}{after}");
    let late = format!("{without}\nissued: {{ decisions: 2026-03-30, record: 2026-04-30, distributed: 2026-05-20 }}\n");
    assert_eq!(codes_of(&late), ["R225", "R225", "R225"]);
    let told =
        format!("{without}\nissued: {{ decisions: 2026-03-30, record: 2026-04-30, distributed: 2026-05-20, late_reason: Illness }}\n");
    assert_eq!(codes_of(&told), ["R225"], "one reason does not stand for three");
    let each = told.replace("late_reason: Illness", "late_reasons: { decisions: Illness, record: Illness, distributed: A strike }");
    assert!(codes_of(&each).is_empty(), "{:?}", codes_of(&each));
}

#[test]
fn a_record_of_another_kind_is_told() {
    assert_eq!(codes_of(&good().replace("kind: review", "kind: revue")), ["R008"]);
    assert_eq!(codes_of("name: x\n"), ["R008"]);
    assert_eq!(codes_of("- a\n- b\n"), ["R008"]);
}

#[test]
fn too_long_is_told() {
    let long = "very long ".repeat(300);
    assert_eq!(codes_of(&changed("what: Book the optician", &format!("what: {long}"))), ["R108"]);
}

#[test]
fn decisions_alone_are_enough_for_the_letters() {
    let mut text = String::new();
    let mut skip = false;
    for line in good().lines() {
        let top = !line.starts_with([' ', '-', '#']) && !line.is_empty();
        if top {
            skip = ["attendance", "papers", "matters", "iro_view", "permanence", "participation", "next_review", "distribution", "views"]
                .iter()
                .any(|k| line.starts_with(k));
        }
        if !skip {
            text += line;
            text.push('\n');
        }
    }
    let text = text.replace("status: final", "status: decisions");
    assert_eq!(codes_of(&text), Vec::<String>::new());
    let full = codes_of(&text.replace("status: decisions", "status: final"));
    assert!(full.len() >= 7 && full.iter().all(|c| c == "R202"), "{full:?}");
}

#[test]
fn scalars_are_taken_as_the_schema_means_them() {
    // A reference of digits, a yes, a name that YAML takes for a truth value.
    let text = good()
        .replace("FLT000100", "00432")
        .replace("advocacy_explained: true", "advocacy_explained: yes")
        .replace("  pronouns: they/them", "  pronouns: they/them\n  religion: true");
    assert!(codes_of(&text).is_empty());
}

#[test]
fn a_brother_listed_in_people_may_be_named() {
    let other = good().replace("FLT000100", "FLT000777").replace("name: Robin Ashdown", "name: Kestrel Winterbourne");
    let named = changed("what: Book the optician", "what: Book the optician with Kestrel Winterbourne");
    let found = codes(folder(&[("a/r.yaml", &named), ("b/r.yaml", &other)]).path());
    assert!(found.contains(&"R301".to_owned()), "{found:?}");
    let listed = named.replace("people:\n", "people:\n  brother: { name: Kestrel Winterbourne, role: sibling }\n");
    let found = codes(folder(&[("a/r.yaml", &listed), ("b/r.yaml", &other)]).path());
    assert!(!found.contains(&"R301".to_owned()), "{found:?}");
}

#[test]
fn a_pack_of_ones_own_needs_no_rebuild_and_its_errors_point_into_it() {
    let record = good().replace("policy: statutory", "policy: testford");
    let dir = folder(&[
        ("records/r.yaml", &record),
        (
            "packs/testford.yaml",
            "kind: policy\nname: testford\nextends: statutory\ntitle: Testford\nedition: '2026'\nreviews:\n  later:\n    due: [{ within: 1m, of: previous_review, source: section 3 }]\n",
        ),
        (
            "bad/testford.yaml",
            "kind: policy\nname: testford\nextends: statutory\ntitle: Testford\nedition: '2026'\nreviews:\n  later:\n    due: [{ within: 1 month, of: previous_review, source: section 3 }]\n",
        ),
    ]);
    let at = |part: &str| dir.path().join(part).to_str().expect("a path").to_owned();
    let output = minutebook(&["check", "--policies", &at("packs"), &at("records"), "--message-format", "human"]);
    let text = stdout(&output);
    assert!(record.contains("type: later"), "the pack's line is about later reviews");
    assert!(text.contains("R203") && text.contains("Testford, section 3") && text.contains("testford.yaml:8"), "{text}");
    let output = minutebook(&["check", "--policies", &at("bad"), &at("records"), "--message-format", "short"]);
    let text = stdout(&output);
    assert!(text.contains("testford.yaml:8:21: error[R106]"), "{text}");
    assert!(text.contains("r.yaml:4:9: error[R402]"), "{text}");
}

#[test]
fn names_are_found_however_they_are_dressed() {
    let other = good().replace("FLT000100", "FLT000777").replace("name: Robin Ashdown", "name: Kestrel Winterbourne");
    for dressed in [
        "Kestrel Winterbourne",
        "kestrel winterbourne",
        "**Kes**trel Winter*bourne*",
        "Kestrel\u{a0}Winterbourne",
        "Kes\u{200b}trel Winterbourne",
    ] {
        let text = changed("iro_view: The plan meets their needs.", &format!("iro_view: \"Ask {dressed}.\""));
        let found = codes(folder(&[("a/r.yaml", &text), ("b/r.yaml", &other)]).path());
        assert!(found.contains(&"R301".to_owned()), "{dressed}: {found:?}");
    }
    let title = changed("role: parent,", "role: parent, title: Aunt of Kestrel Winterbourne,");
    let found = codes(folder(&[("a/r.yaml", &title), ("b/r.yaml", &other)]).path());
    assert!(found.contains(&"R301".to_owned()), "{found:?}");
}

#[test]
fn a_pack_that_contradicts_itself_is_refused() {
    let head = "kind: policy\nname: testford\nextends: statutory\ntitle: Testford\nedition: '2026'\n";
    for line in [
        "look: { accent: '#ffee00' }\n",
        "after: { decisions: { within: -5wd } }\n",
        "reviews: { later: { next: { within: -6m } } }\n",
        "documents: { alert_form: null }\n",
    ] {
        let dir = folder(&[
            ("r.yaml", &good().replace("policy: statutory", "policy: testford")),
            ("packs/testford.yaml", &format!("{head}{line}")),
        ]);
        let packs = dir.path().join("packs");
        let output = minutebook(&[
            "check",
            "--policies",
            packs.to_str().expect("a path"),
            dir.path().join("r.yaml").to_str().expect("a path"),
            "--message-format",
            "short",
        ]);
        assert!(stdout(&output).contains("testford.yaml:6:") && stdout(&output).contains("[R402]"), "{line}{}", stdout(&output));
    }
}

#[test]
fn a_text_with_a_comma_between_braces_is_read_whole() {
    let text = changed("health: { text: Health is good. }", "health: { text: Health is good, but she coughs, at night. }");
    assert!(codes_of(&text).is_empty(), "{:?}", codes_of(&text));
    let source = minutebook::read::parse("r.yaml".into(), text.as_bytes(), &mut Vec::new()).expect("it is read");
    let health = source.root.get("matters").and_then(|m| m.get("health")).and_then(|h| h.text_at("text"));
    assert_eq!(health, Some("Health is good, but she coughs, at night."));
}

#[test]
fn a_key_without_a_value_is_told_wherever_keys_stand() {
    for (from, to) in [
        ("health: { text: Health is good. }", "health: { text }"),
        ("address: \"12 Sample Street, Testford\"", "address"),
        ("iro_view: The plan", "rag: { rating: green, ticks: { well_managed } }\niro_view: The plan"),
        ("mother: {", "mother: { large_print, "),
    ] {
        let found = codes_of(&changed(from, to));
        assert!(found.contains(&"R102".to_owned()), "{to}: {found:?}");
    }
}

#[test]
fn the_last_day_of_a_limit_is_in_time_and_the_day_after_is_not() {
    // The review is on 10 March 2026: six months after 10 September to the day.
    for (previous, expected) in [("2025-09-10", Vec::new()), ("2025-09-09", vec!["R203".to_owned()])] {
        assert_eq!(codes_of(&changed("previous_review: 2025-09-16", &format!("previous_review: {previous}"))), expected, "{previous}");
    }
}

#[test]
fn of_several_limits_the_earliest_counts() {
    let brought = |trigger: &str| {
        good()
            .replace("policy: statutory", "policy: birmingham")
            .replace(
                "issued:\n",
                "preparation: { consult_child_and_parents: 2026-02-06, confer: 2026-02-12, date_confirmed: 2026-03-05, records_signed: 2026-03-05 }\nissued:\n  care_plan_updated: 2026-03-20\n  monitoring_form: 2026-03-20\n",
            )
            .replace("  knows_iro: true", "  seen_where_living: 2026-03-09\n  knows_iro: true")
            .replace("type: later", &format!("type: brought_forward\n  trigger: {{ what: A new school, date: {trigger} }}"))
    };
    // 20 working days before 10 March is 10 February; the six months of the last review would still run.
    assert_eq!(codes_of(&brought("2026-02-10")), Vec::<String>::new());
    assert_eq!(codes_of(&brought("2026-02-09")), ["R203"]);
}

/// The codes of an alert under Buckinghamshire's pack, whose whole process takes 20 days, on a date.
fn alert_codes(as_of: &str, stages: &str) -> String {
    let text = format!(
        "kind: alert\npolicy: buckinghamshire\nstatus: final\nchild: {{ reference: FLT000800, name: Robin Ashdown, date_of_birth: 2015-06-10 }}\n\
people:\n  iro: {{ name: Helena Voss, role: independent_reviewing_officer }}\n  manager: {{ name: Dora Lind, role: team_manager }}\n\
raised: 2026-03-02\ngrounds: [4]\nconcerns: [Nothing has moved]\nimpact: A child waits\nrequests: [{{ what: Name a date, by: 2026-03-20 }}]\n\
informal: [{{ date: 2026-02-20, what: Asked by phone }}]\nstages:\n{stages}"
    );
    let dir = folder(&[("r.yaml", &text)]);
    stdout(&minutebook(&["check", "--as-of", as_of, "--message-format", "short", dir.path().to_str().expect("a path")]))
}

#[test]
fn a_stage_is_overdue_the_day_after_its_limit() {
    let stage = "  - { stage: 1, to: manager, raised: 2026-03-02 }\n";
    // Ten days from 2 March 2026 are the 12th.
    assert!(!alert_codes("2026-03-12", stage).contains("R604"), "in time on the day itself");
    assert!(alert_codes("2026-03-13", stage).contains("1 day ago"), "{}", alert_codes("2026-03-13", stage));
}

#[test]
fn the_whole_process_counts_from_the_first_formal_stage() {
    let stage = "  - { stage: 1, to: manager, raised: 2026-03-10, due: 2026-04-20 }\n";
    // Twenty days from 10 March 2026 are the 30th; from the day written as raised they would be the 22nd.
    assert!(!alert_codes("2026-03-30", stage).contains("R608"), "{}", alert_codes("2026-03-30", stage));
    assert!(alert_codes("2026-03-31", stage).contains("[R608]"));
}

#[test]
fn few_decisions_are_fewer_than_half() {
    let with = |decisions: &str| {
        let good = good();
        let start = good.find("previous_decisions:").expect("there");
        let end = start + good[start..].find("\nmatters:").expect("after it") + 1;
        let rag = "rag: { rating: amber, action: response_in_two_weeks, ticks: { legal_security_lacking: true }, details: { legal_security_lacking: Why } }\n";
        codes_of(&format!("{}previous_decisions:\n{decisions}{rag}{}", &good[..start], &good[end..]))
    };
    let one = |n: u32, outcome: &str| format!("  - {{ number: {n}, what: Decision {n}, outcome: {outcome}, why: Because }}\n");
    assert!(with(&(one(1, "done") + &one(2, "not_done"))).is_empty(), "half is not few");
    assert_eq!(with(&(one(1, "partly_done") + &one(2, "not_done") + &one(3, "not_done"))), ["R502"]);
    assert!(with(&(one(1, "done") + &one(2, "not_done") + &one(3, "superseded"))).is_empty(), "what was replaced does not count");
}

#[test]
fn a_change_counts_once_it_lasted_more_than_the_packs_days() {
    let event = |days: u32| {
        codes_of(&format!(
            "kind: event\npolicy: coventry\nstatus: final\nchild: {{ reference: FLT000801, name: Robin Ashdown, date_of_birth: 2015-06-10 }}\n\
people: {{ iro: {{ name: Helena Voss, role: independent_reviewing_officer }} }}\n\
change: {{ code: missing, what: Away from the home, date: 2026-09-03, days: {days} }}\n"
        ))
    };
    assert!(event(3).is_empty(), "three days are not more than three");
    assert_eq!(event(4), ["R706"]);
}

#[test]
fn the_first_visit_is_due_a_week_after_the_placement_and_the_next_six_weeks_later() {
    let with = |dates: &str| {
        let rag = "rag: { rating: red, action: response_in_two_weeks, ticks: { serious_delay: true }, details: { serious_delay: Why } }\n";
        codes_of(
            &changed("since: 2024-01-08, with: carer", "since: 2026-01-12, with: carer")
                .replace("iro_view:", &format!("visits: {{ dates: [{dates}] }}\n{rag}iro_view:")),
        )
    };
    assert!(with("2026-01-19, 2026-03-02").is_empty(), "seven days, then six weeks");
    assert_eq!(with("2026-01-20, 2026-03-02"), ["R502"], "the first a day late");
    assert_eq!(with("2026-01-19, 2026-03-03"), ["R502"], "the second a day late");
}

#[test]
fn silence_is_agreement_from_its_last_day_on() {
    // Sent on 13 March 2026; silence agrees on the 20th, and the care plan is due ten working days later, Easter between: 7 April.
    let with = |updated: &str| {
        let good = good().replace("policy: statutory", "policy: dudley");
        let start = good.find("\nissued:").expect("issued") + 1;
        let end = start + good[start..].find("\ndistribution:").expect("distribution") + 1;
        let issued =
            format!("issued: {{ decisions: 2026-03-13, record: 2026-03-20, distributed: 2026-03-24, care_plan_updated: {updated} }}\n");
        let dir = folder(&[("r.yaml", &format!("{}{issued}{}", &good[..start], &good[end..]))]);
        stdout(&minutebook(&["check", "--as-of", "2026-04-08", "--message-format", "short", dir.path().to_str().expect("a path")]))
    };
    assert!(!with("2026-04-07").contains("care plan"), "{}", with("2026-04-07"));
    assert!(with("2026-04-08").contains("care plan updated was 1 day after"), "{}", with("2026-04-08"));
}

/// t06-brought-forward-not-done: what the IRO decided is told too, where the pack has no limit for it.
#[test]
fn a_review_that_the_iro_brought_forward_and_nobody_held_is_told() {
    let case = root().join("tests/cases/t06-brought-forward-not-done");
    let found =
        |as_of: &str| stdout(&minutebook(&["check", case.to_str().expect("a path"), "--message-format", "short", "--as-of", as_of]));
    assert!(found("2027-07-21").contains("[R708]"), "{}", found("2027-07-21"));
    assert!(!found("2027-06-01").contains("[R708]"), "{}", found("2027-06-01"));
}

#[test]
fn of_many_findings_of_one_kind_the_number_is_told() {
    let text = good() + &(0..100).map(|i| format!("key_{i}: x\n")).collect::<String>();
    let dir = folder(&[("r.yaml", &text)]);
    let found = stdout(&minutebook(&["check", dir.path().to_str().expect("a path"), "--message-format", "short"]));
    assert_eq!(found.lines().filter(|l| l.contains("[R102]")).count(), 26, "{found}");
    assert!(found.contains("the same is found 75 times more in this file"), "{found}");
}

#[test]
fn the_place_in_the_cycle_is_held_against_number_and_history() {
    let at = |kind: &str, number: u32, date: &str| {
        good()
            .replace("type: later", &format!("type: {kind}\n  number: {number}"))
            .replace("2026-03-10", date)
            .replace("previous_review: 2025-09-16", if kind == "first" { "# none" } else { "previous_review: 2025-09-16" })
    };
    assert!(good().contains("type: later"));
    let found = |text: &str| codes_of(text).contains(&"R223".to_owned());
    assert!(found(&at("later", 2, "2026-03-10")), "number 2 is the second, with its limit of three months");
    assert!(found(&at("second", 5, "2026-03-10")));
    assert!(!found(&at("later", 5, "2026-03-10")));
    // After the first comes the second, whatever is typed.
    let first =
        good().replace("type: later", "type: first").replace("2026-03-10", "2025-09-16").replace("  previous_review: 2025-09-16\n", "");
    let dir = folder(&[("a.yaml", &first), ("b.yaml", &good())]);
    let output = stdout(&minutebook(&["check", dir.path().to_str().expect("a path"), "--message-format", "short"]));
    assert!(output.contains("makes it the second"), "{output}");
}
