//! What the desk keeps beside the records, for whoever sits there alone: what is being typed, so that a crash loses seconds at most, and the
//! last states of a record. Nothing that looks for records reads it.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fs;
use crate::hash::sha256;
use crate::worker::{bytes, characters};

/// The folder's name; where it is somebody else's, or another desk's, with a number.
const NAME: &str = ".minutebook-desk";

/// The folder of records that were put away.
const AWAY: &str = "away";

/// A record that was put away.
#[derive(Debug)]
pub(super) struct Away {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Where it was.
    pub(super) record: PathBuf,
    /// Counted up with each.
    number: u64,
}

/// How many such folders are looked at.
const FOLDERS: usize = 20;

/// How many states of a record are kept.
const STATES: usize = 10;

/// What is being typed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Typed {
    /// The file that it goes on from, byte for byte as characters of the same numbers.
    base: String,
    /// All of it, as typed so far.
    text: String,
}

impl Typed {
    pub(super) fn new(base: &[u8], text: &[u8]) -> Self {
        Self { base: characters(base), text: characters(text) }
    }

    /// The bytes of the file that it goes on from.
    pub(super) fn base(&self) -> Vec<u8> {
        bytes(&self.base)
    }

    /// Its bytes.
    pub(super) fn text(&self) -> Vec<u8> {
        bytes(&self.text)
    }
}

/// The place where a desk keeps what is of its records: no other desk writes there while it runs.
#[derive(Debug)]
pub(super) struct Stores {
    folder: PathBuf,
    records: PathBuf,
    /// Held as long as the desk runs.
    _lock: File,
}

impl Stores {
    /// Of a folder of records; none where nothing can be written there.
    pub(super) fn of(records: &Path) -> Option<Self> {
        let places = (1..=FOLDERS).map(|n| records.join(if n == 1 { NAME.to_owned() } else { format!("{NAME}-{n}") }));
        let mut own: Option<Self> = None;
        for folder in places {
            if own.is_some() && !folder.is_dir() {
                continue;
            }
            // On a shared drive everybody who writes there has one of their own.
            if fs::create_dir(&folder).is_err() || !fs::is_own(&folder) {
                continue;
            }
            let Ok(lock) = fs::open_own(&folder.join("lock")) else { continue };
            if lock.try_lock().is_err() {
                continue;
            }
            match &own {
                None => own = Some(Self { folder, records: records.to_owned(), _lock: lock }),
                // What a desk left that ended otherwise than it should is taken over.
                Some(own) => own.adopt(&folder),
            }
        }
        own
    }

    /// Moves a record to where nothing looks for records, under the name that leads back.
    pub(super) fn put_away(&self, record: &Path) -> std::io::Result<()> {
        let below = record.strip_prefix(&self.records).map_err(|_| std::io::ErrorKind::InvalidInput)?;
        let below = below.to_str().ok_or(std::io::ErrorKind::InvalidInput)?;
        let folder = self.folder.join(AWAY);
        fs::create_dir(&folder)?;
        let name = below.replace('%', "%25").replace(['/', '\\'], "%2F");
        // The same may be begun by mistake again and again. With another ending it is no record for whoever looks for some.
        let number = 1 + self.away().iter().map(|away| away.number).max().unwrap_or(0);
        fs::rename(record, &folder.join(format!("{number:06}-{name}.away")))?;
        self.of_record(record).done();
        Ok(())
    }

    /// What was put away, the newest first.
    pub(super) fn away(&self) -> Vec<Away> {
        let folder = self.folder.join(AWAY);
        let mut out: Vec<Away> = fs::names(&folder)
            .into_iter()
            .filter_map(|name| {
                let (number, below) = name.strip_suffix(".away")?.split_once('-')?;
                let below = below.replace("%2F", "/").replace("%25", "%");
                let record = fs::is_plainly_below(&self.records, Path::new(&below)).then(|| self.records.join(&below))?;
                Some(Away { path: folder.join(&name), record, number: number.parse().ok()? })
            })
            .collect();
        out.sort_by_key(|away| std::cmp::Reverse(away.number));
        out
    }

    /// Moves a record back, where no other stands there now.
    pub(super) fn bring_back(&self, away: &Away) -> std::io::Result<()> {
        if away.record.symlink_metadata().is_ok() {
            return Err(std::io::ErrorKind::AlreadyExists.into());
        }
        if let Some(folder) = away.record.parent() {
            fs::create_dir(folder)?;
        }
        fs::rename(&away.path, &away.record)
    }

    fn adopt(&self, other: &Path) {
        let put_away = fs::names(&other.join(AWAY)).into_iter().map(|name| format!("{AWAY}/{name}"));
        for name in fs::names(other).into_iter().filter(|name| name.ends_with(".typed")).chain(put_away) {
            if name.starts_with(AWAY) {
                let _ = fs::create_dir(&self.folder.join(AWAY));
            }
            let to = self.folder.join(&name);
            if to.symlink_metadata().is_err() {
                let _ = fs::rename(&other.join(&name), &to);
            }
        }
    }

    /// The place of one record.
    pub(super) fn of_record(&self, record: &Path) -> Store {
        let below = record.strip_prefix(&self.records).unwrap_or(record);
        let mut name = sha256(below.as_os_str().as_encoded_bytes());
        name.truncate(32);
        Store { folder: self.folder.clone(), name }
    }
}

/// The place where the desk keeps what is of one record.
#[derive(Debug, Clone)]
pub(super) struct Store {
    folder: PathBuf,
    name: String,
}

/// A state of a record that can be gone back to.
struct State {
    number: u64,
    /// The beginning of the SHA-256 of what took its place.
    after: String,
    path: PathBuf,
}

/// As much of a SHA-256 as a file's name holds.
fn short(bytes: &[u8]) -> String {
    let mut whole = sha256(bytes);
    whole.truncate(16);
    whole
}

impl Store {
    fn journal(&self) -> PathBuf {
        self.folder.join(format!("{}.typed", self.name))
    }

    /// What was typed and not saved.
    pub(super) fn typed(&self) -> Option<Typed> {
        serde_json::from_slice(&fs::read_any(&self.journal()).ok()?).ok()
    }

    /// Keeps what is being typed.
    pub(super) fn keep(&self, typed: &Typed) -> std::io::Result<()> {
        fs::write_whole(&self.journal(), &serde_json::to_vec(typed).unwrap_or_default())
    }

    /// What was typed is saved.
    pub(super) fn done(&self) {
        let _ = fs::remove(&self.journal());
    }

    /// Keeps a state of the record, with what takes its place; the oldest of more than ten goes.
    pub(super) fn keep_state(&self, before: &[u8], after: &[u8]) -> std::io::Result<()> {
        let states = self.states();
        let next = states.last().map_or(1, |state| state.number + 1);
        fs::write_whole(&self.folder.join(format!("{}.{next:06}.{}.state", self.name, short(after))), before)?;
        for state in states.iter().rev().skip(STATES - 1) {
            let _ = fs::remove(&state.path);
        }
        Ok(())
    }

    /// The state that what stands there now took the place of; none where somebody else wrote meanwhile.
    pub(super) fn state_before(&self, now: &[u8]) -> Option<(PathBuf, Vec<u8>)> {
        let state = self.states().pop().filter(|state| state.after == short(now))?;
        let bytes = fs::read_any(&state.path).ok()?;
        Some((state.path, bytes))
    }

    /// How many states can be gone back to from what stands there now.
    pub(super) fn count(&self, now: &[u8]) -> usize {
        let states = self.states();
        if states.last().is_some_and(|state| state.after == short(now)) { states.len() } else { 0 }
    }

    fn states(&self) -> Vec<State> {
        let mut out: Vec<State> = fs::names(&self.folder)
            .into_iter()
            .filter_map(|name| {
                let rest = name.strip_prefix(&self.name)?.strip_prefix('.')?.strip_suffix(".state")?;
                let (number, after) = rest.split_once('.')?;
                Some(State { number: number.parse().ok()?, after: after.to_owned(), path: self.folder.join(&name) })
            })
            .collect();
        out.sort_by_key(|state| state.number);
        out
    }
}
