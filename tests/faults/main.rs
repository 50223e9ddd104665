//! Every folder here is a test of its own: a record with one fault, and beside it the findings that it must give. So is every folder of
//! `tests/cases`: inputs that once came out wrong, under the name by which they were reported, with the findings that are right.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets something unexpected should stop at once"
)]

#[path = "../it/support.rs"]
#[allow(dead_code, clippy::disallowed_methods, reason = "shared with the other tests")]
mod support;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use support::{AS_OF, expect_file, folders, minutebook, root, stdout};

fn main() -> ExitCode {
    let name = |folder: &Path| folder.file_name().expect("a name").to_string_lossy().into_owned();
    let mut trials = Vec::new();
    for folder in folders("tests/faults") {
        let name = name(&folder);
        trials.push(Trial::test(name.clone(), move || gives_its_findings(&name, &folder)));
    }
    for folder in folders("tests/cases") {
        let name = name(&folder);
        trials.push(Trial::test(name.clone(), move || is_put_right(&name, &folder)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn findings(relative: &str) -> (String, Option<i32>) {
    let output = minutebook(&["check", "--message-format", "short", "--as-of", AS_OF, relative]);
    (stdout(&output).replace(&format!("{relative}/"), ""), output.status.code())
}

/// What is right for a case.
enum Right {
    /// A finding.
    Found(&'static str),
    /// No finding about names.
    NotNamed,
    /// What is made, or printed otherwise: a test in this file of `tests/it/` looks at it.
    Made(&'static str),
}
use Right::{Found, Made, NotNamed};

/// What is right for each case, whatever its expectation says.
const RIGHT: &[(&str, Right)] = &[
    ("01-flat-address", Found("R302")),
    ("03-carer-curly-apostrophe", Found("R303")),
    ("04-other-child-curly", Found("R301")),
    ("04c-other-child-hyphen", Found("R301")),
    ("05-phone-44", Found("R302")),
    ("06-twin-in-same-home", Found("R309")),
    ("19-published-workbook-names-officer", Found("R817")),
    ("a07-appendix-file-reads-any-file", Found("R802")),
    ("a08-andrea-and-ready", NotNamed),
    ("a09-another-childs-name-as-people-write-it", Found("R301")),
    ("a10-places-nobody-looks-in", Found("R301")),
    ("a11-flat-or-house-name-first-street-not-guarded", Found("R302")),
    ("a13-copy-says-what-it-hides", Made("withhold.rs")),
    ("a14-child-and-others-views-stay", Made("withhold.rs")),
    ("a16-carer-known-by-other-details", Found("R303")),
    ("a18-old-copy-stays-when-path-is-written-otherwise", Made("outbox.rs")),
    ("a20-iro-name-in-published-xlsx-and-html", Found("R817")),
    ("a21-letter-to-excluded-parent-off-the-list", Found("R308")),
    ("a29-confidential-address-in-rag-notification", Found("R302")),
    ("t14-flat-and-house-name", Found("R302")),
    ("t01-paragraphs-pasted", Made("spelling.rs")),
    ("t03-quotes-in-quotes", Made("spelling.rs")),
    ("t07-answer-as-anyone-writes-it", Found("R103")),
    ("t10-files-passed-over", Found("R013")),
    ("t11-kind-in-capitals", Made("spelling.rs")),
    ("t16-same-file-twice", Found("R014")),
    ("t18-hard-spaces", Made("spelling.rs")),
    ("08-twin-under-brothers-number", Found("R304")),
    ("09-same-child-two-numbers", Found("R240")),
    ("21-date-of-birth-corrected", Found("R239")),
    ("24-finding-without-a-place", Found("R303")),
    ("a27-number-in-quotes-should-be-something-else", Found("R012")),
    ("12-next-review-after-18", Found("R204")),
    ("t06-brought-forward-not-done", Made("rules.rs")),
    ("t09-resolved-but-not-done", Found("R618")),
    ("t24-draft-without-view", Made("drafts.rs")),
    ("t25-draft-with-brackets", Made("drafts.rs")),
    ("t05-plan-reset-in-draft", Made("drafts.rs")),
    ("t23-draft-against-its-schema", Made("drafts.rs")),
    ("22-two-alerts-one-day", Made("outbox.rs")),
    ("t22-letter-dated-again", Made("outbox.rs")),
    ("14-double-full-stop", Made("compose.rs")),
    ("15-email-with-hidden-characters", Made("compose.rs")),
    ("16-numbers-of-a-list", Made("compose.rs")),
    ("10-one-officer-many-rows", Found("R818")),
    ("f24-raw-braces-in-published", Found("R819")),
    ("f04-turned-18-still-looked-after", Made("cases.rs")),
    ("f05-not-recorded-twice", Made("cases.rs")),
    ("f06-target-met-after-rounding", Made("cases.rs")),
    ("f08-grammar-one-record", Made("cases.rs")),
    ("f13-time-looked-after-off-by-one", Made("cases.rs")),
    ("f14-review-never-held", Made("cases.rs")),
    ("f15-whole-percent-refused", Made("cases.rs")),
    ("13-blank-csv-rows", Made("cases.rs")),
    ("17-shorthand-c", Made("cases.rs")),
    ("18-whole-percentages", Made("cases.rs")),
    ("f17-change-in-points", Found("R807")),
    ("f19-code-against-age", Made("cases.rs")),
    ("f20-team-spelling", Found("R818")),
    ("f22-alert-carried-over", Made("cases.rs")),
    ("f23-hidden-cell-any-total", Found("R807")),
    ("f26-quarter-against-year", Made("cases.rs")),
    ("f28-review-before-in-folder-not-used", Made("cases.rs")),
    ("f30-pn0-on-fourth-birthday", Found("R815")),
    ("a01-growth-gives-hidden-plans", Made("cases.rs")),
    ("a02-caseload-small-counts-published", Made("hiding.rs")),
    ("a03-last-year-percent-without-total", Made("cases.rs")),
    ("a24-median-of-one-is-published", Made("cases.rs")),
    ("t27-letterhead-over-coventry", Made("packs.rs")),
    ("f07-short-breaks-first-review-20-days", Made("packs.rs")),
    ("f27-second-review-by-six-months", Made("packs.rs")),
];

fn is_put_right(name: &str, folder: &Path) -> Result<(), Failed> {
    let found = findings(&format!("tests/cases/{name}")).0;
    let (_, right) = RIGHT.iter().find(|(case, _)| *case == name).expect("what is right for it is listed");
    match right {
        Found(code) => assert!(found.contains(&format!("[{code}]")), "{name} gives {code}:\n{found}"),
        NotNamed => assert!(!["R301", "R302", "R303"].iter().any(|code| found.contains(code)), "{name} names nobody:\n{found}"),
        Made(file) => {
            let tests = std::fs::read_to_string(root().join("tests/it").join(file)).expect("the tests");
            assert!(tests.contains(name), "{name} is tested in {file}");
        }
    }
    expect_file(&folder.join("expected.txt"), &found);
    Ok(())
}

fn gives_its_findings(name: &str, folder: &Path) -> Result<(), Failed> {
    let (found, status) = findings(&format!("tests/faults/{name}"));
    let code = name.split('-').next().expect("a code");
    if code == "R000" {
        assert_eq!(found, "", "{name} is without fault");
        assert_eq!(status, Some(0));
        return Ok(());
    }
    assert!(found.contains(&format!("[{code}]")), "{name} gives its own code:\n{found}");
    let errors = found.contains("error[");
    assert_eq!(status, Some(i32::from(errors)), "{name}");
    expect_file(&folder.join("expected.txt"), &found);
    Ok(())
}
