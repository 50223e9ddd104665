//! What a pack can say, each with what it changes: packs over packs, cases, hours, windows, and an authority's own steps, papers, reviews.

use minutebook::policy::Packs;

use crate::support::{AS_OF, folder, good, minutebook, root, stdout};

/// A folder with a pack `own` over another, and a record under it.
fn with_pack(over: &str, lines: &str, record: &str) -> tempfile::TempDir {
    let pack = format!("kind: policy\nname: own\nextends: {over}\ntitle: Own\nedition: '2026'\n{lines}");
    folder(&[("packs/own.yaml", &pack), ("records/r.yaml", record)])
}

/// What `check` says of it, a line a finding.
fn check(dir: &tempfile::TempDir) -> String {
    let (packs, records) = (dir.path().join("packs"), dir.path().join("records"));
    let output = minutebook(&[
        "check",
        records.to_str().expect("a path"),
        "--policies",
        packs.to_str().expect("a path"),
        "--as-of",
        AS_OF,
        "--message-format",
        "short",
    ]);
    stdout(&output)
}

/// What is found of a changed good record under a pack of one's own.
fn found(lines: &str, changes: &[(&str, &str)]) -> String {
    let mut record = good().replace("policy: statutory", "policy: own");
    for (from, to) in changes {
        assert!(record.contains(from), "{from} is in the good record");
        record = record.replacen(from, to, 1);
    }
    check(&with_pack("statutory", lines, &record))
}

#[test]
fn a_letterhead_lies_over_an_authority_over_the_regulations() {
    let packs = root().join("tests/cases/t27-letterhead-over-coventry");
    let mut packs = Packs::new(Some(&packs)).expect("a folder");
    let own = packs.get("our").expect("a pack over a pack over a pack");
    let coventry = packs.get("coventry").expect("a pack");
    assert_eq!(own.body.name, "Testford Council");
    assert_eq!(own.body.phone, "01632 960777");
    assert_eq!(own.body.email, coventry.body.email, "what it does not say is the pack's beneath");
    assert_eq!(own.grounds.len(), coventry.grounds.len());
    assert_eq!(own.layers.len(), 3);
    assert_eq!(own.adjournment.within, coventry.adjournment.within, "and the regulations' beneath that");
    let (file, _) = own.locate("/grounds/3/title").expect("it is written somewhere");
    assert!(file.path.ends_with("coventry.yaml"), "{file:?}");
}

#[test]
fn packs_that_extend_each_other_are_refused_with_their_place() {
    let pack = |name: &str, over: &str| format!("kind: policy\nname: {name}\nextends: {over}\ntitle: T\nedition: '1'\n");
    let dir = folder(&[("a.yaml", &pack("a", "b")), ("b.yaml", &pack("b", "a")), ("c.yaml", &pack("c", "d"))]);
    let show = |name: &str| stdout(&minutebook(&["policy", "show", name, "--policies", dir.path().to_str().expect("a path")]));
    assert!(show("a").contains("b.yaml:3:10") && show("a").contains("extends it in turn"), "{}", show("a"));
    assert!(show("c").contains("c.yaml:3:10") && show("c").contains("there is no such pack"), "{}", show("c"));
}

#[test]
fn what_is_taken_out_is_taken_out_by_name() {
    let lines = "papers: { health_plan: null, family_plan: { title: Family plan, when: always, by: family worker, source: section 4 } }\n\
grounds:\n  '5': null\n  '1': { title: Planning }\n  late: { title: Everything is late, theme: speed, source: section 5 }\n\
themes: { speed: Speed }\nmatters: { money_and_savings: null, pets: { title: Pets, when: under 16, source: section 6 } }\n\
documents: { letter_decision_maker: null }\nladder: { stages: { formal: { note: null } } }\n";
    let dir = with_pack("statutory", lines, "");
    let mut packs = Packs::new(Some(&dir.path().join("packs"))).expect("a folder");
    let own = packs.get("own").unwrap_or_else(|e| panic!("{e:?}"));
    let papers: Vec<&str> = own.papers.iter().map(|p| p.paper.as_str()).collect();
    assert!(!papers.contains(&"health_plan") && papers.contains(&"care_plan") && papers.last() == Some(&"family_plan"), "{papers:?}");
    let grounds: Vec<&str> = own.grounds.iter().map(|g| g.code.as_str()).collect();
    assert_eq!(grounds, ["1", "2", "3", "4", "late"]);
    assert_eq!(own.grounds[0].title, "Planning");
    assert_eq!(own.grounds[0].theme, "care_plan", "the rest of it stays");
    assert!(!own.matters.contains_key("money_and_savings") && own.matters.contains_key("pets"));
    assert!(!own.documents.contains_key("letter_decision_maker"));
    assert_eq!(own.ladder.stages.last().and_then(|s| s.note.as_ref()), None);
    let (_, place) = own.locate("/grounds/4/theme").expect("it is in the pack's own file");
    assert!(format!("{place:?}").contains("/grounds/late/theme"), "{place:?}");
}

#[test]
fn null_and_nothing_that_take_nothing_out_are_told() {
    let show = |lines: &str| {
        let dir = with_pack("statutory", lines, "");
        stdout(&minutebook(&["policy", "show", "own", "--policies", dir.path().join("packs").to_str().expect("a path")]))
    };
    for (lines, place, words) in [
        ("papers: { family_plan: null }\n", "own.yaml:6:", "no `family_plan` to take out"),
        ("words:\n  alert:\n", "own.yaml:7:", "nothing is written here"),
        ("body: { name: null }\n", "own.yaml", "`name` is missing"),
        ("matters: { pets: { title: Pets, source: s } }\n", "own.yaml:6:", "`when` is missing"),
        ("grounds: { late: { title: Late, source: s } }\n", "own.yaml:6:", "`theme` is missing"),
        ("grounds: { late: { title: Late, theme: speed, source: s } }\n", "own.yaml:6:", "there is no theme `speed`"),
        ("after: { tell: { title: T, within: 72h, of: nothing, by: x, source: s } }\n", "own.yaml:6:", "neither an event nor another step"),
        (
            "before: { tell: { title: T, within: -10wd, not_before: -5wd, of: review, by: x, source: s } }\n",
            "own.yaml:6:",
            "the window closes before it opens",
        ),
        ("documents: { letter_child: null }\n", "own.yaml", "every review owes"),
        ("papers: { family_plan: { when: sometimes, by: x, source: s } }\n", "own.yaml:6:", "when"),
    ] {
        let text = show(lines);
        assert!(text.contains(place) && text.contains(words), "{lines}{text}");
    }
}

#[test]
fn ages_and_other_cases_decide_what_is_needed() {
    // The child of the good record is 10.
    let with =
        |when: &str| found(&format!("papers: {{ family_plan: {{ title: Family plan, when: {when}, by: x, source: section 4 }} }}\n"), &[]);
    for when in ["always", "under 11", "from the 10th birthday", "from 10 to 12", "school age", "not remand", "under 16 and not matched"] {
        assert!(with(when).contains("the family plan is not accounted for"), "{when}: {}", with(when));
    }
    for when in ["never", "under 10", "from the 11th birthday", "first and short breaks", "matched", "unaccompanied"] {
        assert!(!with(when).contains("family plan"), "{when}: {}", with(when));
    }
}

#[test]
fn a_paper_a_matter_a_category_and_a_review_of_ones_own_are_recorded() {
    let lines = "papers: { family_plan: { title: Family Plan, when: always, by: family worker, source: section 4 } }\n\
matters: { pets: { title: Pets, when: always, source: section 6 } }\nstarred: { money: { title: money is missing, source: section 7 } }\n\
reviews: { disruption: { name: disruption review, due: [{ within: 10wd, of: trigger, source: section 8 }], next: { within: 3m, source: section 8 } } }\n";
    let changes = [
        ("papers:\n", "papers:\n  - { paper: Family plan, received: 2026-01-02 }\n"),
        ("matters:\n", "matters:\n  pets: { text: She would like a dog. }\n"),
        ("what: Book the optician,", "what: Book the optician, starred: Money,"),
    ];
    let text = found(lines, &changes);
    assert!(!text.contains("error"), "{text}");
    let text = found(lines, &[("papers:\n", "papers:\n  - { paper: Family pan, received: 2026-01-02 }\n")]);
    assert!(text.contains("[R241]") && text.contains("`family_pan` is not a paper"), "{text}");
    let text = found(lines, &[("matters:\n", "matters:\n  pet: { text: She would like a dog. }\n")]);
    assert!(text.contains("`pet` is not a matter"), "{text}");
    // A kind of review of one's own has its own limit, and what comes after it.
    let text = found(lines, &[("type: later", "type: disruption\n  trigger: { what: The home closed, date: 2026-02-02 }")]);
    assert!(text.contains("[R203]") && text.contains("after its limit of 16 February 2026"), "{text}");
    let text = found(lines, &[("type: later", "type: disrupted")]);
    assert!(text.contains("`disrupted` is not a kind of review"), "{text}");
}

#[test]
fn steps_of_ones_own_are_recorded_due_late_and_printed() {
    let after = "after: { school_told: { title: School told, within: 72h, of: review, by: IRO service, source: section 9 } }\n";
    let issued = |step: &str| found(after, &[("issued:\n", &format!("issued:\n  {step}\n"))]);
    assert!(!issued("school_told: 2026-03-13").contains("school told"), "in time, on the third day: {}", issued("school_told: 2026-03-13"));
    let text = issued("School told: 14/03/2026");
    assert!(text.contains("[R225]") && text.contains("school told was 1 day after its limit of 13 March 2026"), "{text}");
    assert!(found(after, &[]).contains("school told is not recorded; its limit was 13 March 2026"), "{}", found(after, &[]));
    let text = issued("scool_told: 2026-03-13");
    assert!(text.contains("`scool_told` is not a step after a review") && text.contains("[R241]"), "{text}");
    // From another step, and from the manager's agreement.
    for (of, limit) in [("record", "31 March 2026"), ("manager_answer", "20 March 2026")] {
        let later = format!("after: {{ plan_sent: {{ title: Plan sent, within: 2wd, of: {of}, by: IRO, source: section 9 }} }}\n");
        let text = found(&later, &[("issued:\n", "issued:\n  plan_sent: 2026-04-20\n")]);
        assert!(text.contains(&format!("after its limit of {limit}")), "{of}: {text}");
    }
    // In a window before the review.
    let window = "before: { visit: { title: Visit, within: -5wd, not_before: -10wd, of: review, by: IRO, source: section 2 } }\n";
    let with = |date: &str| found(window, &[("review:\n", &format!("preparation: {{ Visit: {date} }}\nreview:\n"))]);
    assert!(!with("2026-02-27").contains("`Visit` was"), "{}", with("2026-02-27"));
    assert!(with("2026-02-02").contains("before its time, which began on 24 February 2026"), "{}", with("2026-02-02"));
    assert!(with("2026-03-06").contains("after its limit of 3 March 2026"), "{}", with("2026-03-06"));
}

#[test]
fn each_late_step_has_its_own_reason() {
    let lines = "after: { school_told: { title: School told, within: 1d, of: review, by: IRO service, source: section 9 } }\n";

    let dates = [
        ("decisions: 2026-03-13", "decisions: 2026-03-27"),
        ("date: 2026-03-18, agreed", "date: 2026-03-30, agreed"),
        ("record: 2026-03-27", "record: 2026-04-27"),
        ("distributed: 2026-04-02\n", "distributed: 2026-05-02\n"),
    ];
    let with = |more: &str| {
        let mut changes: Vec<(&str, String)> = dates.iter().map(|(from, to)| (*from, (*to).to_owned())).collect();
        changes[3].1.push_str(more);
        changes[3].1.push_str("  school_told: 2026-03-11\n");
        found(lines, &changes.iter().map(|(a, b)| (*a, b.as_str())).collect::<Vec<_>>())
    };
    assert_eq!(with("").matches("[R225]").count(), 3, "{}", with(""));
    assert_eq!(with("  late_reason: The office was flooded\n").matches("[R225]").count(), 1, "{}", with("  late_reason: x\n"));
    assert!(with("  late_reason: x\n").contains("one reason for 3"), "{}", with("  late_reason: x\n"));
    let each = "  late_reasons: { decisions: flooded, record: flooded, distributed: flooded }\n";
    assert!(!with(each).contains("[R225]"), "{}", with(each));
}

/// A figure of the report in a case's folder.
fn figure(case: &str, name: &str) -> String {
    let record = root().join("tests/cases").join(case).join("annual-report.yaml");
    let figures = stdout(&minutebook(&["figures", record.to_str().expect("a path")]));
    let line = figures.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {figures}"));
    line.trim().to_owned()
}

#[test]
fn short_breaks_have_their_own_cycle_and_a_second_review_its_limit_whatever_it_is_called() {
    assert_eq!(figure("f07-short-breaks-first-review-20-days", "timeliness.percent"), "100.0%");
    assert_eq!(figure("f27-second-review-by-six-months", "timeliness.percent"), "50.0%");
    let second = good().replace("number: 5", "number: 2").replace("policy: statutory", "policy: own");
    let found = check(&with_pack("statutory", "", &second));
    assert!(found.contains("[R203]") && found.contains("after its limit of 16 December 2025"), "{found}");
    // Where nobody numbered it, the record before it says that it is the second.
    let unnumbered = second.replace("  number: 2\n", "");
    let first = good()
        .replace("policy: statutory", "policy: own")
        .replace("type: later", "type: first")
        .replace("  number: 5\n", "")
        .replace("  date: 2026-03-10", "  date: 2025-09-16")
        .replace("  previous_review: 2025-09-16\n", "");
    let dir = with_pack("statutory", "", &unnumbered);
    assert!(!check(&dir).contains("[R203]"), "{}", check(&dir));
    std::fs::write(dir.path().join("records/first.yaml"), first).expect("a file");
    let found = check(&dir);
    assert!(found.lines().any(|l| l.contains("r.yaml") && l.contains("after its limit of 16 December 2025")), "{found}");
}

#[test]
fn what_a_person_keeps_confidential_comes_out_in_nobody_elses_copy() {
    let text = good()
        .replace("address: [\"7 Example Road\", Testford, TF1 2AB] }", "address: [\"7 Example Road\", Testford, TF1 2AB], confidential: true }\n  father: { name: Colin Marsh, role: parent, address: [\"2 Other Lane\", Testford, TF1 3CD] }")
        .replace("  - { person: mother, how: consulted }", "  - { person: mother, how: consulted }\n  - { person: father, how: attended }")
        .replace("distribution:\n", "distribution:\n  - { to: father, by: post }\n")
        .replace("They see their mother twice a month.", "They see their mother twice a month, at 7 Example Rd.");
    let dir = folder(&[("records/r.yaml", &text), ("packs/none.txt", "")]);
    let found = check(&dir);
    assert!(found.contains("[R303]") && found.contains("an address that is kept confidential") && found.contains("`father`"), "{found}");
    assert!(!found.contains("withheld from `worker`") && !found.contains("withheld from `mother`"), "{found}");
    std::fs::write(dir.path().join("records/r.yaml"), text.replace(", confidential: true", "")).expect("a file");
    assert!(!check(&dir).contains("[R303]"), "it is kept only where the record says so");
}

#[test]
fn a_letterhead_that_is_still_an_example_is_told_on_what_is_finished() {
    let body = "body:\n  name: Ashford Council\n  address: [1 High Street, Ashford]\n  phone: 01233 555123\n  email: reviews@ashford-council.org\n\
  complaints: the complaints officer on 01233 555124\n  advocacy: Speak Up on 01233 555125\n  advice: Family Line on 01233 555126\n";
    let run = |lines: &str, record: &str| {
        let dir = with_pack("coventry", lines, record);
        let path = |name: &str| dir.path().join(name).to_str().expect("a path").to_owned();
        let (records, packs, out) = (path("records"), path("packs"), path("out"));
        let only = "letter_team_manager";
        let output = minutebook(&[
            "render",
            &records,
            "--policies",
            &packs,
            "--out",
            &out,
            "--as-of",
            AS_OF,
            "--only",
            only,
            "--message-format",
            "short",
        ]);
        stdout(&output)
    };
    let decisions = good().replace("policy: statutory", "policy: own").replace("status: final", "status: decisions");
    let text = run("", &decisions);
    assert!(
        text.contains("[R403]") && text.contains("1 finished document has an example in the letterhead: address, phone, email"),
        "{text}"
    );
    let half = run("body: { phone: 01233 555123 }\n", &decisions);
    assert!(half.contains("own.yaml:6:1: warning[R403]") && !half.contains("phone"), "{half}");
    assert!(!run(body, &decisions).contains("[R403]"), "{}", run(body, &decisions));
    assert!(!run("", &decisions.replace("status: decisions", "status: draft")).contains("[R403]"), "a draft goes to nobody");
}

#[test]
fn every_pack_has_examples_and_they_hold() {
    let mut packs = Packs::new(None).expect("packs");
    for name in packs.names() {
        assert!(!packs.get(&name).expect("a pack").examples.is_empty(), "{name} has examples");
    }
    let output = minutebook(&["policy", "test"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let wrong = "examples:\n  - { what: too late, given: { review: { date: 2026-03-10 } }, due: { decisions: 2026-03-18, nothing: 2026-01-01 }, findings: [R203], without: [R242] }\n";
    let dir = with_pack("statutory", wrong, "");
    let output = minutebook(&["policy", "test", "own", "--policies", dir.path().join("packs").to_str().expect("a path")]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for line in [
        "own: too late",
        "R203 is not found",
        "`decisions` is due on 17 March 2026, not 18 March 2026",
        "nothing says when `nothing` is due",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn a_new_pack_is_right_as_it_is_and_with_every_line_taken_into_use() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ourtown.yaml");
    let path = file.to_str().expect("a path");
    let folder = dir.path().to_str().expect("a path");
    let output = minutebook(&["new", "policy", path, "--policy", "coventry"]);
    assert_eq!(output.status.code(), Some(0), "{}", crate::support::stderr(&output));
    let show = || minutebook(&["policy", "show", "ourtown", "--policies", folder]);
    assert_eq!(show().status.code(), Some(0), "{}", stdout(&show()));
    let text = std::fs::read_to_string(&file).expect("the pack");
    let in_use: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with(' ') || rest.split_once(':').is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase())) =>
            {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    std::fs::write(&file, &in_use).expect("it is written");
    assert_eq!(show().status.code(), Some(0), "{}\n{in_use}", stdout(&show()));
    let tested = minutebook(&["policy", "test", "ourtown", "--policies", folder]);
    assert_eq!(tested.status.code(), Some(0), "{}", stdout(&tested));
}

#[test]
fn a_clause_is_cited_with_the_title_of_the_pack_whose_it_is() {
    let dir = with_pack("coventry", "after: { decisions: { within: 4wd, source: section 1 } }\n", "");
    let mut packs = Packs::new(Some(&dir.path().join("packs"))).expect("a folder");
    let own = packs.get("own").expect("a pack");
    assert_eq!(own.after["decisions"].source, "Own, section 1");
    assert!(own.after["starred"].source.starts_with("Coventry City Council, section 3.3.1"), "{}", own.after["starred"].source);
    assert!(own.after["manager_answer"].source.starts_with("IRO Handbook"));
    let text =
        stdout(&minutebook(&["policy", "diff", "own", "coventry", "--policies", dir.path().join("packs").to_str().expect("a path")]));
    assert!(text.contains("within 4 working days") && text.contains("within 5 working days"), "{text}");
}

#[test]
fn what_a_pack_asks_at_a_stage_is_asked_of_those_it_names() {
    let lines = "ladder:\n  starred_stage: null\n  urgent_stage: null\n  stages:\n    - stage: one\n      title: Stage one\n      raised_by: IRO\n      to: [team manager]\n      acknowledge_within: 24h\n      respond_within: 5wd\n      copied_to: [virtual school]\n      satisfied: [child]\n      source: section 7\ndocuments: { escalation_letter: null }\n";
    let alert = std::fs::read_to_string(root().join("tests/faults/R000-good-alert/record.yaml")).expect("the good alert");
    let stages = &alert[alert.find("stages:").expect("its stages")..];
    let with = |stage: &str, more: &str| {
        let text = alert
            .replace(stages, &format!("stages:\n  - {{ stage: one, to: manager, raised: 2026-03-31{stage}, answer: {{ date: 2026-04-02, by: manager, text: Done }}, outcome: resolved }}\nresolution: {{ date: 2026-04-20, outcome: resolved, text: It is done. }}\n"))
            .replace("policy: coventry", "policy: own")
            .replace("people:\n", "people:\n  school: { name: Una Price, role: virtual_school }\n  carer: { name: Cara Dunn, role: foster_carer }\n")
            + more;
        check(&with_pack("coventry", lines, &text))
    };
    let nothing = with("", "");
    for told in [
        "these must be told: virtual school",
        "receipt is not acknowledged; its limit was 1 April 2026",
        "ends only when these are satisfied: child",
    ] {
        assert!(nothing.contains(told), "{told}: {nothing}");
    }
    let wrong = with(", copied_to: [carer], acknowledged: 2026-04-05, satisfied: [carer]", "");
    for told in [
        "these must be told: virtual school",
        "acknowledged on 5 April 2026, after its limit of 1 April 2026",
        "ends only when these are satisfied: child",
    ] {
        assert!(wrong.contains(told), "{told}: {wrong}");
    }
    let right = with(", copied_to: [school], acknowledged: 2026-04-01, satisfied: [child]", "");
    assert!(!right.contains("[R619]") && !right.contains("[R201]"), "{right}");
    let letter = with(
        ", copied_to: [school], acknowledged: 2026-04-01, satisfied: [child]",
        "letter: { to: head, date: 2026-04-03, text: Please look into it. }\n",
    );
    assert!(letter.contains("[R250]") && letter.contains("escalation letter"), "{letter}");
}

#[test]
fn what_follows_from_agreement_waits_after_an_objection_and_circles_are_refused() {
    let lines =
        "after: { plan: { title: Plan brought up to date, within: 5wd, of: manager_answer, by: social worker, source: section 5 } }\n";
    assert!(found(lines, &[]).contains("plan brought up to date is not recorded; its limit was 25 March 2026"), "{}", found(lines, &[]));
    let objected = found(lines, &[("agreed: true", "agreed: false, objection: It costs too much")]);
    assert!(!objected.contains("plan brought up to date"), "{objected}");
    let circle =
        "after: { a: { title: A, within: 5wd, of: b, by: x, source: s }, b: { title: B, within: 5wd, of: a, by: x, source: s } }\n";
    assert!(found(circle, &[]).contains("[R402]") && found(circle, &[]).contains("counts from it in turn"), "{}", found(circle, &[]));
}

#[test]
fn limits_of_several_cases_point_at_their_own_line() {
    let lines = "reviews:\n  later:\n    due:\n      - { within: 6m, of: previous_review, source: section 2 }\n      - { within: 3m, of: previous_review, when: under 16, source: section 3 }\n    next: { within: 6m, source: section 2 }\n";
    let dir = with_pack("statutory", lines, &good().replace("policy: statutory", "policy: own"));
    let (packs, records) = (dir.path().join("packs"), dir.path().join("records"));
    let text =
        stdout(&minutebook(&["check", records.to_str().expect("a path"), "--policies", packs.to_str().expect("a path"), "--as-of", AS_OF]));
    assert!(text.contains("[R203]") && text.contains("own.yaml:10:") && text.contains("section 3"), "{text}");
}

#[test]
fn a_paper_that_may_be_only_so_old_says_of_when_it_is() {
    let lines = "papers: { health_plan: { no_older_than: 6m, source: section 4 } }\n";
    assert!(found(lines, &[]).contains("does not say of when the health plan is"), "{}", found(lines, &[]));
    let with = |date: &str| found(lines, &[("received: 2026-02-24 }", &format!("received: 2026-02-24, dated: {date} }}"))]);
    assert!(!with("2025-10-01").contains("[R246]"), "{}", with("2025-10-01"));
    assert!(
        with("2025-08-01").contains("the health plan is of 1 August 2025, and is to be no older than 6 months"),
        "{}",
        with("2025-08-01")
    );
}
