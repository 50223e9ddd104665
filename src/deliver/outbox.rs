//! The output folder, as a run finds it and leaves it: one run at a time, what a killed one left is known, and no copy stays among those to
//! be sent that is no longer called for, that its reader may not have any more, or that was made of an earlier state of its record.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use walkdir::WalkDir;

use super::manifest::{Entry, Manifest, State};
use crate::fs;
use crate::hash::sha256;

/// Where copies of an earlier state go: they are never part of what is to be sent.
pub const EARLIER: &str = ".earlier";

/// While a run goes, what it has begun; held by one run at a time.
pub(super) const JOURNAL: &str = ".minutebook-run";

/// What `.earlier/` says of itself.
const NOTE: &str = "What lies here was made of earlier states of its records, and is not to be sent. It was put aside because a record has \
errors now, has changed, or is gone. Once the record is right, the next run makes its copies anew; then this folder can be deleted, but for `version-1` and the \
like in it: those are the copies that went out before their record was corrected, and are kept with it.\n";

/// Why a folder cannot be written into.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// Another run writes into it.
    #[error("another run is writing into it{0}")]
    Held(String),
    /// The run was ended while it waited for another.
    #[error("it was ended while it waited")]
    Stopped,
    /// The operating system's word.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// What became of a record in a run.
#[derive(Debug)]
pub enum Fate {
    /// Its copies were called for: their files, made in this run or not asked for.
    Called(BTreeSet<String>),
    /// It has errors.
    Errors,
    /// It fails a rule about who may read what.
    NotTheirs,
}

/// A record of a run.
#[derive(Debug)]
pub struct Ran {
    /// SHA-256 of its file.
    pub sha256: String,
    /// What became of it.
    pub fate: Fate,
    /// Files of what was issued of earlier states of it: they stay as they were.
    pub issued: BTreeSet<String>,
}

/// What a run leaves in a folder besides what it made.
#[derive(Debug, Default)]
pub struct Left {
    /// Copies removed.
    pub removed: usize,
    /// Copies put aside.
    pub earlier: usize,
    /// Copies of records that are not where they were when they were made.
    pub gone: usize,
    /// Copies of records that this run did not look at.
    pub untouched: usize,
    /// Files that no manifest knows, below the folder.
    pub unknown: Vec<PathBuf>,
}

/// What a run went through.
#[expect(missing_debug_implementations, reason = "it borrows a function")]
pub struct Through<'a> {
    /// The paths it was given.
    pub paths: &'a [PathBuf],
    /// What became of each record, by its file.
    pub ran: &'a BTreeMap<String, Ran>,
    /// Files of the batch that other shares of it take.
    pub of_other_shares: &'a [PathBuf],
    /// The file of the record that a document is of, where that is found by what the document is of.
    pub whose: &'a dyn Fn(&Entry) -> Option<String>,
}

/// What runs before left in an output folder.
#[derive(Debug, Default)]
pub struct Before {
    folder: PathBuf,
    /// Its documents by their files.
    by_file: BTreeMap<String, Entry>,
    /// Records of which nothing was made.
    withheld: Vec<Entry>,
    /// Copies of earlier versions of corrected records.
    replaced: Vec<Entry>,
    /// Whether there is a manifest that cannot be read.
    pub unreadable: bool,
}

impl Before {
    /// Looks at a folder: what its manifest says, and what a run that was killed has written down since.
    #[must_use]
    pub fn look(folder: &Path) -> Self {
        let mut before = Self { folder: folder.to_owned(), ..Self::default() };
        let manifest = Manifest::read(folder);
        before.unreadable = manifest.is_none() && std::fs::symlink_metadata(folder.join("manifest.json")).is_ok();
        let (documents, replaced) = manifest.map(|m| (m.documents, m.replaced)).unwrap_or_default();
        before.replaced = replaced;
        for entry in documents {
            if entry.file.is_empty() {
                before.withheld.push(entry);
            } else {
                before.by_file.insert(entry.file.clone(), entry);
            }
        }
        let journal = folder.join(JOURNAL);
        let is_file = std::fs::metadata(&journal).is_ok_and(|meta| meta.is_file());
        let begun = if is_file { std::fs::read_to_string(journal).unwrap_or_default() } else { String::new() };
        // A line that is cut off says nothing. Of a document there is one line when it is begun, and one when it is made.
        let lines = begun.lines().filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        let killed: BTreeMap<String, Entry> = lines.map(|entry| (entry.file.clone(), entry)).collect();
        for (file, entry) in killed {
            let Some(there) = sha256_of_file(&folder.join(&file)) else { continue };
            // Where the killed run had only begun it, what was there before may still be.
            let was = before.by_file.get(&file).is_some_and(|earlier| earlier.pdf_sha256 == there);
            if entry.pdf_sha256 == there || !was {
                let version = entry.version;
                before.replaced.extend(before.by_file.insert(file, entry).filter(|earlier| earlier.is_replaced_by(version)));
            }
        }
        before
    }

    /// The entry of a file.
    #[must_use]
    pub fn of(&self, file: &str) -> Option<&Entry> {
        self.by_file.get(file)
    }

    /// The copies of earlier versions of the record of a child and day.
    pub fn earlier_versions(&self, reference: &str, held: NaiveDate, version: Option<u32>) -> impl Iterator<Item = &Entry> {
        let start = format!("{reference}/{held}-");
        let from_here = self.by_file.range(start.clone()..).map(|(_, entry)| entry);
        let is_its = move |entry: &&Entry| entry.file.starts_with(&start);
        self.replaced.iter().filter(is_its.clone()).chain(from_here.take_while(is_its)).filter(move |entry| entry.is_replaced_by(version))
    }

    /// Copies of earlier versions: those known before, and those whose place this run's took, or that a corrected record calls for no more.
    pub(super) fn replaced(&self, made: &[Entry]) -> Vec<Entry> {
        let versions: BTreeMap<&str, Option<u32>> =
            made.iter().filter(|entry| entry.status == State::Written && !entry.draft).map(|e| (e.record.as_str(), e.version)).collect();
        let later = |entry: &&Entry| versions.get(entry.record.as_str()).is_some_and(|version| entry.is_replaced_by(*version));
        self.replaced.iter().chain(self.by_file.values().filter(later)).cloned().collect()
    }

    /// What runs before made.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.by_file.values().filter(|entry| entry.status == State::Written)
    }

    /// SHA-256 of a file as it is now; none where it is not there.
    #[must_use]
    pub fn sha256_now(&self, file: &str) -> Option<String> {
        sha256_of_file(&self.folder.join(file))
    }

    /// The date that a file first went out with, where an earlier run made it, as a draft or not.
    #[must_use]
    pub fn dated(&self, file: &str, draft: bool, version: Option<u32>) -> Option<NaiveDate> {
        let is_it = |entry: &&Entry| entry.status == State::Written && entry.draft == draft && !entry.is_replaced_by(version);
        self.by_file.get(file).filter(is_it)?.dated
    }

    /// What becomes of everything that a run neither made again nor found as it should be.
    #[must_use]
    pub fn becomes<'a>(&'a self, made: &[Entry], through: &Through<'_>) -> Vec<(&'a Entry, Becomes)> {
        let ran = through.ran;
        let state = |wanted: State| made.iter().filter(move |d| d.status == wanted).map(|d| d.file.as_str());
        let written: BTreeSet<&str> = state(State::Written).collect();
        let failed: BTreeSet<&str> = state(State::Failed).collect();
        let given: Vec<PathBuf> = through.paths.iter().map(|path| real(&path.to_string_lossy())).collect();
        let mut now_there: BTreeMap<PathBuf, Option<String>> = BTreeMap::new();
        let by_path: BTreeMap<PathBuf, &Ran> = ran.iter().map(|(path, ran)| (real(path), ran)).collect();
        let others: BTreeSet<PathBuf> = through.of_other_shares.iter().map(|path| real(&path.to_string_lossy())).collect();
        let mut out = Vec::new();
        for entry in self.by_file.values().chain(&self.withheld).filter(|entry| !written.contains(entry.file.as_str())) {
            // `rec/a.yaml`, `./rec/a.yaml` and `/home/rec/a.yaml` are one record; so is the same review in a file of another name.
            let now = by_path.get(&real(&entry.record)).copied().or_else(|| ran.get(&(through.whose)(entry)?));
            let becomes = match now {
                // It should be another one and that could not be made: what is there is not to be sent.
                Some(_) if failed.contains(entry.file.as_str()) => match entry.status {
                    State::Written => Becomes::Earlier,
                    _ => Becomes::Forgotten,
                },
                Some(ran) => what_becomes(entry, ran),
                None if others.contains(&real(&entry.record)) => match entry.status {
                    State::Written => Becomes::Removed,
                    _ => Becomes::Forgotten,
                },
                // A record that this run did not touch: whether it is still what its copies were made of.
                None => {
                    let path = real(&entry.record);
                    let there = now_there.entry(path.clone()).or_insert_with(|| fs::read(&path).ok().map(|bytes| sha256(&bytes)));
                    match there {
                        Some(sha256) if *sha256 == entry.record_sha256 || entry.record_sha256.is_empty() => Becomes::Untouched,
                        Some(_) if entry.status == State::Written => Becomes::Earlier,
                        None if entry.status == State::Written && given.iter().any(|folder| path.starts_with(folder)) => Becomes::Earlier,
                        None if entry.status == State::Written => Becomes::Gone,
                        _ => Becomes::Forgotten,
                    }
                }
            };
            out.push((entry, becomes));
        }
        out
    }
}

fn sha256_of_file(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| sha256(&bytes))
}

/// An output folder while a run writes into it.
#[derive(Debug)]
pub struct Outbox {
    folder: PathBuf,
    journal: File,
    before: Arc<Before>,
}

impl Outbox {
    /// Opens a folder for one run, and reads what is in it. Where another run holds it, waits for its end if asked to, until `stop` is set.
    ///
    /// # Errors
    /// When another run holds it, or it cannot be written to.
    pub fn open(folder: &Path, wait: bool, stop: &AtomicBool) -> Result<Self, OutboxError> {
        fs::create_dir(folder)?;
        let path = folder.join(JOURNAL);
        let mut journal = loop {
            let file = fs::open_own(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if wait => {
                    if stop.load(Ordering::Relaxed) {
                        return Err(OutboxError::Stopped);
                    }
                    std::thread::sleep(LOOKS_AGAIN);
                    continue;
                }
                Err(TryLockError::WouldBlock) => return Err(OutboxError::Held(holder(&path))),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            // The run before may have taken the file away between opening and locking: then this one is nobody's.
            if path.exists() {
                break file;
            }
        };
        let before = Arc::new(Before::look(folder));
        clear_temporary(folder);
        write!(journal, "\n{}\n", std::process::id())?;
        Ok(Self { folder: folder.to_owned(), journal, before })
    }

    /// What runs before left in it.
    #[must_use]
    pub fn before(&self) -> Arc<Before> {
        Arc::clone(&self.before)
    }

    /// Writes down that a document is begun, so that its file is known if this run does not end.
    ///
    /// # Errors
    /// The operating system's.
    pub fn begin(&mut self, entry: &Entry) -> io::Result<()> {
        // A line that a full disk cut off ends before the next begins.
        self.journal.write_all(format!("\n{}\n", serde_json::to_string(entry)?).as_bytes())
    }

    /// Writes down that a document is made, with what its file is: if this run does not end, the next need not make it again.
    ///
    /// # Errors
    /// The operating system's.
    pub fn made(&mut self, entry: &Entry) -> io::Result<()> {
        self.begin(entry)
    }

    /// Ends the run: takes over what it did not touch, takes away or puts aside what must not lie beside the others, and writes the manifest.
    ///
    /// # Errors
    /// The operating system's, when the manifest cannot be written; then what was begun stays written down.
    pub fn end(self, mut manifest: Manifest, through: &Through<'_>) -> io::Result<Left> {
        let mut left = Left::default();
        let replaced = self.before.replaced(&manifest.documents);
        for (entry, becomes) in self.before.becomes(&manifest.documents, through) {
            let is_replaced = || replaced.iter().any(|old| old.file == entry.file && old.pdf_sha256 == entry.pdf_sha256);
            match becomes {
                // Of a corrected record also what is not called for any more is kept.
                Becomes::Removed | Becomes::Earlier if is_replaced() => left.earlier += usize::from(self.keep_version(entry)),
                Becomes::Kept | Becomes::Untouched | Becomes::Gone => {
                    left.untouched += usize::from(becomes != Becomes::Kept && entry.status == State::Written);
                    left.gone += usize::from(becomes == Becomes::Gone);
                    manifest.documents.push(entry.clone());
                }
                Becomes::Forgotten => {}
                Becomes::Removed if self.is_own(&entry.file) => {
                    left.removed += usize::from(fs::remove(&self.folder.join(&entry.file)).is_ok())
                }
                Becomes::Earlier if self.is_own(&entry.file) => left.earlier += usize::from(self.put_aside(&entry.file)),
                Becomes::Removed | Becomes::Earlier => {}
            }
        }
        manifest.replaced = replaced;
        self.close(&mut manifest)?;
        left.unknown = self.unknown(&manifest);
        Ok(left)
    }

    /// Keeps the copy of an earlier version before another takes its place; whether that went well.
    pub fn keep_version(&self, earlier: &Entry) -> bool {
        let to = format!("{EARLIER}/version-{}/{}", earlier.version.unwrap_or(1), earlier.file);
        self.is_own(&to) && self.is_own(&earlier.file) && put_aside(&self.folder, &earlier.file, Path::new(&to)).is_ok()
    }

    /// Whether a file lies in the folder itself, not where a link in it leads.
    pub(super) fn is_own(&self, file: &str) -> bool {
        is_below(file) && fs::is_plainly_below(&self.folder, Path::new(file))
    }

    /// Puts a copy among those that are not to be sent; whether that went well.
    pub(super) fn put_aside(&self, file: &str) -> bool {
        self.is_own(&format!("{EARLIER}/{file}")) && put_aside(&self.folder, file, &Path::new(EARLIER).join(file)).is_ok()
    }

    /// Files of the kinds that are made here, which no entry calls for.
    pub(super) fn unknown(&self, manifest: &Manifest) -> Vec<PathBuf> {
        let known: BTreeSet<&str> = manifest.documents.iter().filter(|d| d.status == State::Written).map(|d| d.file.as_str()).collect();
        unknown(&self.folder, &known)
    }

    /// Writes the manifest and ends the run.
    pub(super) fn close(&self, manifest: &mut Manifest) -> io::Result<()> {
        manifest.write(&self.folder)?;
        // Only now is everything known without it.
        fs::remove(&self.folder.join(JOURNAL))
    }
}

/// What becomes of what an earlier run left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// It stays, and its entry with it.
    Kept,
    /// It stays: its record is as it was, and this run did not look at it.
    Untouched,
    /// It stays, though its record is not where it was.
    Gone,
    /// There is nothing of it to take away, and nothing more to say.
    Forgotten,
    /// Its file is removed.
    Removed,
    /// Its file is put aside.
    Earlier,
}

fn what_becomes(entry: &Entry, now: &Ran) -> Becomes {
    match (entry.status, &now.fate) {
        (State::Withheld | State::Failed, _) => Becomes::Forgotten,
        (State::Written, Fate::NotTheirs) => Becomes::Removed,
        (State::Written, Fate::Errors) => Becomes::Earlier,
        (State::Written, Fate::Called(_)) if now.issued.contains(&entry.file) => Becomes::Kept,
        (State::Written, Fate::Called(files)) if !files.contains(&entry.file) => Becomes::Removed,
        (State::Written, Fate::Called(_)) if now.sha256 == entry.record_sha256 => Becomes::Kept,
        (State::Written, Fate::Called(_)) => Becomes::Earlier,
    }
}

/// Puts a copy aside, readable by its owner only.
fn put_aside(folder: &Path, file: &str, to: &Path) -> io::Result<()> {
    let aside = folder.join(EARLIER);
    let to = folder.join(to);
    if let Some(folder) = to.parent() {
        fs::create_dir(folder)?;
    }
    let note = aside.join("README.txt");
    if !note.exists() {
        fs::write_whole(&note, NOTE.as_bytes())?;
    }
    fs::rename(&folder.join(file), &to)
}

/// Files of the kinds that are made here, which no entry calls for.
fn unknown(folder: &Path, known: &BTreeSet<&str>) -> Vec<PathBuf> {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().filter_entry(|e| !hidden(e.file_name()));
    let files = walk.filter_map(Result::ok).filter(|e| e.file_type().is_file());
    let below = files.filter_map(|e| e.path().strip_prefix(folder).ok().map(Path::to_owned));
    below.filter(|file| is_below(&file.to_string_lossy()) && !known.contains(&*file.to_string_lossy())).collect()
}

/// Temporary files of runs that were killed: they hold what a finished copy holds.
fn clear_temporary(folder: &Path) {
    for entry in WalkDir::new(folder).max_depth(2).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && entry.file_name().to_string_lossy().starts_with(fs::TEMPORARY) {
            // What cannot be removed is not this run's; it is readable by its owner only.
            let _ = fs::remove(entry.path());
        }
    }
}

/// How often a run that waits looks whether the other has ended.
const LOOKS_AGAIN: Duration = Duration::from_millis(100);

/// Who holds the folder, where that can be read.
fn holder(journal: &Path) -> String {
    let first = std::fs::read_to_string(journal).ok().and_then(|text| text.lines().rev().find_map(|l| l.parse::<u32>().ok()));
    first.map_or_else(String::new, |process| format!(" (process {process})"))
}

/// A path without links and dots; as it is where there is no such file any more.
fn real(path: &str) -> PathBuf {
    std::path::absolute(path).map(|p| p.canonicalize().unwrap_or(p)).unwrap_or_else(|_| PathBuf::from(path))
}

/// Whether a path of an earlier manifest stays below the output folder: a manifest can be edited.
pub(super) fn is_below(file: &str) -> bool {
    let path = Path::new(file);
    let made_here = path.extension().is_some_and(|e| ["pdf", "html", "xlsx", "json", "csv"].iter().any(|own| e == *own));
    // The manifest itself lies at the top.
    made_here && path.components().count() > 1 && path.components().all(|c| matches!(c, std::path::Component::Normal(_)))
}
