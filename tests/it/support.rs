//! What the tests share: running the program, temporary folders, expectations kept in files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The date that tests take as today's.
pub const AS_OF: &str = "2026-11-01";

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in the repository's folder.
pub fn minutebook(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_minutebook")).args(args).current_dir(root()).env("NO_COLOR", "1").output().expect("the program starts")
}

/// Renders a path into a folder, findings a line each.
pub fn render(records: &Path, out: &Path) -> Output {
    let (records, out) = (records.to_str().expect("a path"), out.to_str().expect("a path"));
    minutebook(&["render", records, "--as-of", AS_OF, "--out", out, "--message-format", "short"])
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The folders in a folder, sorted.
pub fn folders(of: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(root().join(of))
        .expect("the folder is there")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_dir())
        .collect();
    all.sort();
    all
}

/// Holds a text against a file; with UPDATE_EXPECTED set, writes the file instead, for a person to look at.
pub fn expect_file(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, found).expect("the expectation is written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(expected, found, "{} is not as expected; UPDATE_EXPECTED=1 rewrites it", path.display());
}

/// The good record of the faults, as text to be changed.
pub fn good() -> String {
    std::fs::read_to_string(root().join("tests/faults/R000-good/record.yaml")).expect("the good record")
}

/// A temporary folder with files in it.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    dir
}

/// The codes of the findings that `check` prints for a folder, in order.
/// A copy of a folder of the project.
pub fn copied(of: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let from = root().join(of);
    for entry in walkdir::WalkDir::new(&from).into_iter().map(|e| e.expect("an entry")) {
        let to = dir.path().join(entry.path().strip_prefix(&from).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("a folder");
        } else {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
    dir
}

pub fn codes(dir: &Path) -> Vec<String> {
    let output = minutebook(&["check", "--message-format", "json", "--as-of", AS_OF, dir.to_str().expect("a path")]);
    stdout(&output)
        .lines()
        .map(|l| serde_json::from_str(l).expect("a JSON object a line"))
        // A note asks for nothing.
        .filter(|value: &serde_json::Value| value["severity"] != "note")
        .map(|value| value["code"].as_str().expect("a code").to_owned())
        .collect()
}
