//! Every folder here is a test of its own: a record with one fault, and beside it the findings that it must give.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that meets something unexpected should stop at once")]

#[path = "../it/support.rs"]
#[allow(dead_code, clippy::disallowed_methods, reason = "shared with the other tests")]
mod support;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use support::{AS_OF, expect_file, folders, minutebook, stdout};

fn main() -> ExitCode {
    let trials = folders("tests/faults")
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            Trial::test(name.clone(), move || gives_its_findings(&name, &folder))
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn gives_its_findings(name: &str, folder: &Path) -> Result<(), Failed> {
    let relative = format!("tests/faults/{name}");
    let output = minutebook(&["check", "--message-format", "short", "--as-of", AS_OF, &relative]);
    let found = stdout(&output).replace(&format!("{relative}/"), "");
    let code = name.split('-').next().expect("a code");
    if code == "R000" {
        assert_eq!(found, "", "{name} is without fault");
        assert_eq!(output.status.code(), Some(0));
        return Ok(());
    }
    assert!(found.contains(&format!("[{code}]")), "{name} gives its own code:\n{found}");
    let errors = found.contains("error[");
    assert_eq!(output.status.code(), Some(i32::from(errors)), "{name}");
    expect_file(&folder.join("expected.txt"), &found);
    Ok(())
}
