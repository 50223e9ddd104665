//! From the paths a user gives to a sorted list of files, each once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What was found, and what could not be looked at.
#[derive(Debug, Default)]
pub struct Found {
    /// Files, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Paths that could not be looked at, with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
    /// Files that may hold a record and were passed over, with what each is and what to do.
    pub passed: Vec<(PathBuf, Passed)>,
    /// Files that are byte for byte the same as one of `files`, which comes second.
    pub copies: Vec<(PathBuf, PathBuf)>,
}

/// Why a file was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// What it is.
    pub what: &'static str,
    /// What to do with it.
    pub help: &'static str,
}

/// What a file is that is no record and may hold one; none for what may lie beside records.
fn passed(path: &Path) -> Option<Passed> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let passed = |what, help| Some(Passed { what, help });
    if name.starts_with("~$") {
        return passed("the mark that somebody has a document open", "close the document in Word");
    }
    if ends(&[".yaml.txt", ".yml.txt"]) {
        return passed("a record with `.txt` behind its name", "take `.txt` off the name");
    }
    if is_record(path) {
        let conflict = ["conflict", "konflikt"].iter().any(|word| name.contains(word));
        return conflict.then_some(Passed {
            what: "a second version that a shared folder kept",
            help: "compare the two, keep the right one under its old name, and delete the other",
        });
    }
    if ends(&[".docx", ".doc", ".odt", ".rtf", ".pages"]) {
        return passed(
            "a word processor's document",
            "a record is a text file: begin one with `minutebook new review`, and copy the text into it",
        );
    }
    if ends(&[".zip", ".7z", ".rar"]) {
        return passed("a packed folder", "take the files out of it first");
    }
    if ends(&[".yaml.bak", ".yml.bak", ".yaml.orig", ".yml.orig", ".yaml~", ".yml~", ".yaml.tmp", ".yaml.old"]) {
        return passed("an older state of a record", "delete it, or move it out of the folder");
    }
    if ends(&[".txt"]) && begins_like_a_record(path) {
        return passed("a record with another ending", "let its name end in `.yaml`");
    }
    None
}

/// Whether a text begins with `kind:`, comments aside.
fn begins_like_a_record(path: &Path) -> bool {
    let head = crate::fs::read(path).unwrap_or_default();
    let head = String::from_utf8_lossy(head.get(..4096).unwrap_or(&head));
    let first = head.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    first.is_some_and(|line| line.to_lowercase().trim_start_matches('\u{feff}').starts_with("kind:"))
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
                    if entry.file_type().is_dir() {
                        continue;
                    }
                    match passed(entry.path()) {
                        Some(passed) => found.passed.push((entry.into_path(), passed)),
                        None if is_record(entry.path()) => {
                            files.insert(entry.into_path());
                        }
                        None => {}
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
    take_copies_out(&mut found);
    found
}

/// What the records of a folder are like, by name, length and time: another as soon as one of them is written, added or gone.
#[must_use]
pub fn stamp(folder: &Path) -> String {
    let mut out = String::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && is_record(entry.path()) {
            let meta = entry.metadata().ok();
            let time = meta.as_ref().and_then(|meta| meta.modified().ok());
            let time = time.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
            let _ = writeln!(out, "{:?} {} {}", entry.path(), meta.map_or(0, |meta| meta.len()), time.as_nanos());
        }
    }
    crate::hash::sha256(out.as_bytes())
}

/// Takes out files of the same bytes as another: a shared folder's second copy counts once.
fn take_copies_out(found: &mut Found) {
    let mut by_length: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    for file in &found.files {
        // What is not an ordinary file is told by whoever reads it.
        if let Ok(meta) = std::fs::metadata(file).map(|m| (m.is_file(), m.len()))
            && meta.0
            && meta.1 <= crate::fs::MAX_BYTES
        {
            by_length.entry(meta.1).or_default().push(file.clone());
        }
    }
    for mut files in by_length.into_values().filter(|files| files.len() > 1) {
        // `a (1).yaml` is the copy of `a.yaml`, not the other way round.
        files.sort_by_key(|file| (file.as_os_str().len(), file.clone()));
        let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
        for file in files {
            let Ok(bytes) = crate::fs::read(&file) else { continue };
            match first.entry(crate::hash::sha256(&bytes)) {
                Entry::Vacant(entry) => {
                    entry.insert(file);
                }
                Entry::Occupied(entry) => found.copies.push((file, entry.get().clone())),
            }
        }
    }
    let copies: BTreeSet<&PathBuf> = found.copies.iter().map(|(copy, _)| copy).collect();
    found.files.retain(|file| !copies.contains(file));
}
