//! Figures that came out wrong once, each with what is right.

use crate::support::{minutebook, root, stderr, stdout};

/// What `figures` prints of a case, by name; as it is published, if asked for.
fn figures(case: &str, record: &str, published: bool) -> Vec<(String, String)> {
    let folder = root().join("tests/cases").join(case);
    let record = folder.join(record);
    let mut args = vec!["figures", record.to_str().expect("a path")];
    args.extend(published.then_some("--published"));
    let output = minutebook(&args);
    assert_ne!(output.status.code(), Some(2), "{case}: {}", stderr(&output));
    let line = |line: &str| {
        let (name, value) = line.strip_prefix("  ")?.split_once("  ")?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    stdout(&output).lines().filter_map(line).collect()
}

#[test]
fn figures_that_came_out_wrong_are_right() {
    for (case, wanted) in [
        (
            "f04-turned-18-still-looked-after",
            &[("children.total", "1"), ("children.ceased", "2"), ("children.by_age.16_plus.count", "1")][..],
        ),
        ("f05-not-recorded-twice", &[("children.by_ethnicity.not_recorded.count", "3")]),
        (
            "f13-time-looked-after-off-by-one",
            &[
                ("children.by_length.under_6_months.count", "1"),
                ("children.by_length.6_to_12_months.count", "2"),
                ("children.by_length.1_to_2_years.count", "2"),
                ("children.by_length.2_to_5_years.count", "2"),
                ("children.by_length.over_5_years.count", "1"),
            ],
        ),
        ("f14-review-never-held", &[("timeliness.total", "1"), ("overdue.overdue", "1")]),
        (
            "f19-code-against-age",
            &[
                ("participation.took_part", "1"),
                ("participation.total", "1"),
                ("participation.under_4", "2"),
                ("participation.not_recorded", "2"),
            ],
        ),
        (
            "f22-alert-carried-over",
            &[
                ("challenges.flow.open_before.count", "1"),
                ("challenges.flow.raised.count", "5"),
                ("challenges.flow.settled.count", "1"),
                ("challenges.flow.open_after.count", "5"),
            ],
        ),
        ("f28-review-before-in-folder-not-used", &[("timeliness.percent", "50.0%"), ("timeliness.late", "1"), ("timeliness.total", "2")]),
        // Counts of a quarter are not held against a year's.
        ("f26-quarter-against-year", &[("reviews.by_team.last_year.count", "–")]),
    ] {
        let found = figures(case, "annual-report.yaml", false);
        for (name, value) in wanted {
            let of_name: Vec<&str> = found.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect();
            assert_eq!(of_name, [*value], "{case}: {name}");
        }
    }
}

/// What is hidden is not given away by a growth, by last year's percentage, or by a median of few.
#[test]
fn what_gives_a_hidden_number_away_is_hidden() {
    let hidden = |case: &str, record: &str, name: &str| {
        let found = figures(case, record, true);
        let shown: Vec<&(String, String)> =
            found.iter().filter(|(n, v)| n == name && v.trim_end_matches('%') != "[c]" && v != "–").collect();
        assert!(found.iter().any(|(n, _)| n == name), "{case}: there is {name}");
        assert!(shown.is_empty(), "{case}: {shown:?}");
    };
    hidden("a01-growth-gives-hidden-plans", "report.yaml", "protection.2025.growth");
    hidden("a24-median-of-one-is-published", "report.yaml", "records.decisions.median");
    hidden("a24-median-of-one-is-published", "report.yaml", "records.decisions.p90");
    hidden("a03-last-year-percent-without-total", "report.yaml", "ratings.last_year.green_percent");
}

/// 13-blank-csv-rows: what a program for tables leaves behind is nobody's answer, however it is left.
#[test]
fn blank_rows_and_columns_are_no_answers() {
    let case = root().join("tests/cases/13-blank-csv-rows");
    let right = figures("13-blank-csv-rows", "annual-report.yaml", false);
    for (name, value) in [
        ("feedback.children.heard.returns", "3"),
        ("feedback.children.heard.good_percent", "66.7%"),
        ("feedback.children.heard.blank", "0"),
    ] {
        assert!(right.iter().any(|(n, v)| n == name && v == value), "{name}: {right:?}");
    }
    let answers = "heard,knew\nyes,yes\nyes,no\nno,yes\n";
    for left in [
        format!("{answers}  ,  \n"),
        format!("{answers}\"\",\"\"\n"),
        format!("{answers},,,,\n\n"),
        answers.replace("heard,knew", "heard,knew,,").replace("yes,yes", "yes,yes,,"),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(dir.path().join("records")).expect("a folder");
        for file in ["annual-report.yaml", "records/r.yaml"] {
            std::fs::copy(case.join(file), dir.path().join(file)).expect("copied");
        }
        std::fs::write(dir.path().join("answers.csv"), &left).expect("written");
        let output = minutebook(&["figures", dir.path().join("annual-report.yaml").to_str().expect("a path")]);
        let lines = stdout(&output);
        let returns = lines.lines().find(|l| l.contains("feedback.children.heard.returns")).unwrap_or_default();
        assert!(returns.trim_end().ends_with(" 3"), "{left:?}: {returns} {}", stderr(&output));
    }
}

/// Whole percentages are right to whole per cent, and a change in points is held against points.
#[test]
fn typed_cells_are_held_against_what_they_are() {
    let findings = |case: &str| {
        let record = root().join("tests/cases").join(case).join("annual-report.yaml");
        stdout(&minutebook(&["check", record.to_str().expect("a path"), "--message-format", "short"]))
    };
    assert!(!findings("f15-whole-percent-refused").contains("R807"));
    assert!(!findings("18-whole-percentages").contains("error"), "{}", findings("18-whole-percentages"));
    // What the program itself prints for a figure that is not there is a cell like others.
    assert!(!findings("17-shorthand-c").contains("error"), "{}", findings("17-shorthand-c"));
    let record = std::fs::read_to_string(root().join("tests/cases/f17-change-in-points/annual-report.yaml")).expect("the record");
    for (points, wrong) in [("17", false), ("16", true), ("99", true)] {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(dir.path().join("records")).expect("a folder");
        for entry in std::fs::read_dir(root().join("tests/cases/f17-change-in-points/records")).expect("records").flatten() {
            std::fs::copy(entry.path(), dir.path().join("records").join(entry.file_name())).expect("copied");
        }
        let record = record.replace("is: growth", "is: points").replace("    - 17", &format!("    - {points}"));
        let file = dir.path().join("annual-report.yaml");
        std::fs::write(&file, record).expect("written");
        let found = stdout(&minutebook(&["check", file.to_str().expect("a path"), "--message-format", "short"]));
        assert_eq!(found.contains("R807"), wrong, "{points}: {found}");
    }
}

/// f06-target-met-after-rounding, f08-grammar-one-record, f26-quarter-against-year: what the page says.
#[test]
fn the_page_says_what_is_so() {
    let page = |case: &str| {
        let out = tempfile::tempdir().expect("a folder");
        let record = root().join("tests/cases").join(case).join("annual-report.yaml");
        let output = minutebook(&["render", record.to_str().expect("a path"), "--draft", "--out", out.path().to_str().expect("a path")]);
        let html = walkdir::WalkDir::new(out.path())
            .into_iter()
            .flatten()
            .find(|e| e.path().to_string_lossy().ends_with("-internal.html"))
            .unwrap_or_else(|| panic!("{case}: {}", stdout(&output)));
        std::fs::read_to_string(html.path()).expect("the page")
    };
    let target = page("f06-target-met-after-rounding");
    assert!(target.contains("just under the target of 95%") && !target.contains("the target of 95% met"));
    let one = page("f08-grammar-one-record");
    assert!(
        one.contains("hold one record. Counted are one review held from")
            && one.contains("and no challenge raised")
            && !one.contains("other records")
    );
    assert!(!page("f26-quarter-against-year").contains("fewer than the year before"));
}

/// f01-midway-needs-last-year, f03-repeated-reds-unrated-before, f10-team-report-against-whole-service, f32-one-decimal-lost: over the
/// two seed years, as an independent recount has them.
#[test]
fn what_looks_back_reads_the_year_before() {
    let folder = crate::annual::year("testford-2025-26");
    let shown = |record: &std::path::Path| -> Vec<(String, String)> {
        let output = minutebook(&["figures", record.to_str().expect("a path")]);
        let line = |line: &str| {
            let (name, value) = line.strip_prefix("  ")?.split_once("  ")?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        };
        stdout(&output).lines().filter_map(line).collect()
    };
    for (year, wanted) in [
        (
            "2025-26",
            &[
                ("midway.yes", "643"),
                ("midway.percent", "85.4%"),
                ("midway.total", "753"),
                ("repeated_reds.repeated", "5"),
                ("repeated_reds.total", "84"),
                ("repeated_reds.not_known", "2"),
                ("challenges.flow.open_before.count", "2"),
                ("caseloads.last_year.per_fte", "39.0"),
            ][..],
        ),
        ("2024-25", &[("repeated_reds.first", "90"), ("repeated_reds.total", "98"), ("repeated_reds.not_known", "5")]),
        (
            "2023-24",
            &[
                ("repeated_reds.first", "54"),
                ("repeated_reds.total", "63"),
                ("repeated_reds.not_known", "34"),
                ("repeated_reds.percent", "14.3%"),
            ],
        ),
    ] {
        let found = shown(&folder.join(format!("annual-report-{year}.yaml")));
        for (name, value) in wanted {
            let of_name: Vec<&str> = found.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect();
            assert_eq!(of_name, [*value], "{year}: {name}");
        }
    }
    // A team's report is held against that team's year before.
    let whole = std::fs::read_to_string(folder.join("annual-report-2025-26.yaml")).expect("the record");
    let team: String = whole
        .lines()
        .map(|l| if l.starts_with("scorecards") { "only: { team: Leaving Care }\n".to_owned() } else { format!("{l}\n") })
        .collect();
    // Beside the others, for the folders that it names; no other test looks for it.
    let record = folder.join("only-team.yaml");
    std::fs::write(&record, team).expect("written");
    let found = shown(&record);
    std::fs::remove_file(&record).expect("it goes");
    let last = found.iter().find(|(n, _)| n == "reviews.last_year.total").map(|(_, v)| v.as_str());
    assert_ne!(last, Some("873"), "not the whole service's");
    let total = last.and_then(|v| v.parse::<u32>().ok());
    assert!(total.is_none_or(|n| n < 300), "{total:?}");
}
