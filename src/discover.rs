//! From the paths a user gives to a sorted list of files, each once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What was found, and what could not be looked at.
#[derive(Debug, Default)]
pub struct Found {
    /// Files, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Paths that could not be looked at, with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Whether a name is one a record can have: `.yaml` or `.yml`, not hidden.
fn is_record(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// Looks for records. A file named outright is taken whatever its name; folders are searched for `.yaml` and `.yml`.
/// Links are followed; walkdir finds the loops they can make.
#[must_use]
pub fn discover(paths: &[PathBuf]) -> Found {
    let mut files = BTreeSet::new();
    let mut found = Found::default();
    for path in paths {
        if path.is_file() {
            files.insert(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) => {
                    if !entry.file_type().is_dir() && is_record(entry.path()) {
                        files.insert(entry.into_path());
                    }
                }
                Err(error) => {
                    let at = error.path().unwrap_or(path).to_owned();
                    let why = if error.loop_ancestor().is_some() {
                        "a link leads back to a folder it lies in".to_owned()
                    } else {
                        error.io_error().map_or_else(|| "it cannot be looked at".to_owned(), |e| e.kind().to_string())
                    };
                    found.unreadable.push((at, why));
                }
            }
        }
    }
    // The same file by two names is one file.
    let mut seen = BTreeSet::new();
    found.files = files.into_iter().filter(|f| f.canonicalize().map_or(true, |real| seen.insert(real))).collect();
    found
}
