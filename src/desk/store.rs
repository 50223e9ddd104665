//! What the desk keeps beside the records, for whoever sits there alone: what is being typed, so that a crash loses seconds at most, and the
//! last states of a record. Nothing that looks for records reads it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fs;
use crate::hash::sha256;

/// The folder's name; where it is somebody else's, with a number.
const NAME: &str = ".minutebook-desk";

/// How many states of a record are kept.
const STATES: usize = 10;

/// What is being typed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Typed {
    /// SHA-256 of the file that it goes on from.
    pub(super) base: String,
    /// The whole text, as typed so far.
    pub(super) text: String,
}

/// The place where the desk keeps what is of one record.
#[derive(Debug, Clone)]
pub(super) struct Store {
    folder: PathBuf,
    name: String,
}

impl Store {
    /// Of a record in a folder; none where nothing can be written there.
    pub(super) fn of(folder: &Path, record: &Path) -> Option<Self> {
        let below = record.strip_prefix(folder).unwrap_or(record);
        let name = sha256(below.as_os_str().as_encoded_bytes());
        let folder = (1..=20).map(|n| folder.join(if n == 1 { NAME.to_owned() } else { format!("{NAME}-{n}") })).find(|own| {
            // On a shared drive everybody who writes there has one of their own.
            fs::create_dir(own).is_ok() && fs::is_own(own)
        })?;
        Some(Self { folder, name: name.get(..32)?.to_owned() })
    }

    fn journal(&self) -> PathBuf {
        self.folder.join(format!("{}.typed", self.name))
    }

    /// What was typed and not saved.
    pub(super) fn typed(&self) -> Option<Typed> {
        serde_json::from_slice(&fs::read(&self.journal()).ok()?).ok()
    }

    /// Keeps what is being typed.
    pub(super) fn keep(&self, typed: &Typed) -> std::io::Result<()> {
        fs::write_whole(&self.journal(), &serde_json::to_vec(typed).unwrap_or_default())
    }

    /// What was typed is saved.
    pub(super) fn done(&self) {
        let _ = fs::remove(&self.journal());
    }

    /// Keeps a state of the record; the oldest of more than ten goes.
    pub(super) fn keep_state(&self, bytes: &[u8]) -> std::io::Result<()> {
        let states = self.states();
        let next = states.last().map_or(1, |(n, _)| n + 1);
        fs::write_whole(&self.folder.join(format!("{}.{next:06}.state", self.name)), bytes)?;
        for (_, path) in states.iter().rev().skip(STATES - 1) {
            let _ = fs::remove(path);
        }
        Ok(())
    }

    /// The newest state, which is then gone from here.
    pub(super) fn take_state(&self) -> Option<Vec<u8>> {
        let (_, path) = self.states().pop()?;
        let bytes = fs::read(&path).ok()?;
        let _ = fs::remove(&path);
        Some(bytes)
    }

    /// How many states there are.
    pub(super) fn count(&self) -> usize {
        self.states().len()
    }

    fn states(&self) -> Vec<(u64, PathBuf)> {
        let mut out: Vec<(u64, PathBuf)> = fs::names(&self.folder)
            .into_iter()
            .filter_map(|name| {
                let number = name.strip_prefix(&self.name)?.strip_prefix('.')?.strip_suffix(".state")?.parse().ok()?;
                Some((number, self.folder.join(&name)))
            })
            .collect();
        out.sort();
        out
    }
}
