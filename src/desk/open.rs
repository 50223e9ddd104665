//! A record that somebody has open: the text as it is being typed, what of it is saved, and how it is saved without touching what somebody
//! else wrote meanwhile.

use std::path::PathBuf;

use axum::http::StatusCode;

use super::store::{Store, Typed};
use super::{Answer, Desk, lock};
use crate::edit::{self, Change};
use crate::fs;
use crate::kinds;
use crate::read::Source;
use crate::spelling;

/// An open record.
#[derive(Debug)]
pub(super) struct Open {
    /// Its file.
    pub(super) path: PathBuf,
    /// The file's bytes when it was last read or written here.
    pub(super) base: Vec<u8>,
    /// Its bytes as they are being typed.
    pub(super) bytes: Vec<u8>,
    /// Counted up with every change.
    pub(super) version: u64,
    /// Whether what was typed before a crash was brought back.
    pub(super) brought_back: bool,
    store: Option<Store>,
}

/// Why a change was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsaved {
    /// Somebody else has changed the file.
    Both,
    /// Something else, in words.
    Why(String),
}

impl Open {
    fn read(desk: &Desk, path: PathBuf) -> Result<Self, Answer> {
        let base = fs::read(&path).map_err(|_| Answer::NotFound)?;
        let store = desk.stores.as_ref().map(|stores| stores.of_record(&path));
        let mut open = Self { path, bytes: base.clone(), base, version: 1, brought_back: false, store };
        if let Some(typed) = open.store.as_ref().and_then(Store::typed) {
            open.bytes = typed.text();
            open.brought_back = open.bytes != open.base;
            // Where it went on from another state than the file has, both are shown.
            open.base = typed.base();
        }
        open.take_over();
        Ok(open)
    }

    /// The record as it is being typed.
    pub(super) fn source(&self) -> Result<Source, String> {
        spelling::parse(self.path.clone(), &self.bytes, kinds::fields, &mut Vec::new())
            .map_err(|findings| findings.first().map_or_else(String::new, |finding| finding.message.clone()))
    }

    /// Whether everything typed is in the file.
    pub(super) fn is_saved(&self) -> bool {
        self.base == self.bytes
    }

    /// Whether the file is what it was when it was last read or written here.
    pub(super) fn is_ours(&self) -> bool {
        fs::read(&self.path).is_ok_and(|now| now == self.base)
    }

    /// The file's bytes as they are now.
    pub(super) fn theirs(&self) -> Option<Vec<u8>> {
        fs::read(&self.path).ok()
    }

    /// Takes the file as it is now, where nothing typed would be lost.
    pub(super) fn take_over(&mut self) {
        let Some(now) = self.theirs().filter(|now| *now != self.base) else { return };
        if self.is_saved() {
            self.bytes.clone_from(&now);
            self.base = now;
            self.version += 1;
        } else if now == self.bytes {
            // Whoever wrote it wrote the same, or this was ended between writing it and saying so.
            self.base = now;
            self.done();
        }
    }

    /// Makes changes; while somebody types they are kept in the journal, else they are saved.
    pub(super) fn change(&mut self, changes: &[Change], typing: bool) -> Result<(), Unsaved> {
        let source = self.source().map_err(Unsaved::Why)?;
        let bytes = edit::changed(&source, kinds::fields, changes).map_err(|refused| Unsaved::Why(refused.to_string()))?;
        self.put(bytes, typing)
    }

    /// Takes a whole text.
    pub(super) fn put(&mut self, bytes: Vec<u8>, typing: bool) -> Result<(), Unsaved> {
        if bytes.len() as u64 > fs::MAX_BYTES {
            return Err(Unsaved::Why(
                "the record would become too long to be read again: a longer text belongs in a paper of its own".to_owned(),
            ));
        }
        if bytes != self.bytes {
            self.bytes = bytes;
            self.version += 1;
        }
        if typing {
            return self.keep();
        }
        self.save()
    }

    /// Whether what is typed is kept beside the record.
    pub(super) fn is_kept(&self) -> bool {
        self.store.is_some()
    }

    /// Writes what is typed here to where its file was, which is gone.
    pub(super) fn save_again(&mut self) -> Result<(), Unsaved> {
        let failed = |error: std::io::Error| Unsaved::Why(format!("the record could not be saved: {}", error.kind()));
        fs::write_new(&self.path, &self.bytes).map_err(failed)?;
        self.base.clone_from(&self.bytes);
        self.done();
        Ok(())
    }

    /// Keeps what is typed in the journal.
    fn keep(&self) -> Result<(), Unsaved> {
        let Some(store) = &self.store else { return Ok(()) };
        store
            .keep(&Typed::new(&self.base, &self.bytes))
            .map_err(|error| Unsaved::Why(format!("what is typed could not be kept beside the record: {}", error.kind())))
    }

    /// Writes what is typed into the file, unless somebody else has changed it.
    pub(super) fn save(&mut self) -> Result<(), Unsaved> {
        let now = self.theirs();
        if now.as_deref() != Some(self.base.as_slice()) {
            self.keep()?;
            return Err(Unsaved::Both);
        }
        if self.is_saved() {
            self.done();
            return Ok(());
        }
        let failed = |error: std::io::Error| Unsaved::Why(format!("the record could not be saved: {}", error.kind()));
        if let Some(store) = &self.store {
            store.keep_state(&self.base, &self.bytes).map_err(failed)?;
        }
        fs::replace(&self.path, &self.bytes).map_err(|error| {
            let _ = self.keep();
            failed(error)
        })?;
        self.base.clone_from(&self.bytes);
        self.done();
        Ok(())
    }

    /// Writes bytes over what somebody else wrote, which becomes a state that can be gone back to.
    pub(super) fn save_over(&mut self, theirs: &[u8], bytes: Vec<u8>) -> Result<(), Unsaved> {
        self.base = theirs.to_vec();
        self.bytes = bytes;
        self.version += 1;
        self.save()
    }

    /// Goes back to the state before; false where there is none.
    pub(super) fn undo(&mut self) -> Result<bool, Unsaved> {
        if !self.is_ours() {
            return Err(Unsaved::Both);
        }
        if !self.is_saved() {
            // What was typed and not saved yet is what is taken back.
            self.bytes.clone_from(&self.base);
            self.version += 1;
            self.done();
            return Ok(true);
        }
        let Some((state, before)) = self.store.as_ref().and_then(|store| store.state_before(&self.base)) else { return Ok(false) };
        fs::replace(&self.path, &before).map_err(|error| Unsaved::Why(format!("the record could not be saved: {}", error.kind())))?;
        let _ = fs::remove(&state);
        self.base.clone_from(&before);
        self.bytes = before;
        self.version += 1;
        Ok(true)
    }

    /// How many steps back there are.
    pub(super) fn steps_back(&self) -> usize {
        self.store.as_ref().map_or(0, |store| store.count(&self.base)) + usize::from(!self.is_saved())
    }

    fn done(&self) {
        if let Some(store) = &self.store {
            store.done();
        }
    }
}

impl Desk {
    /// The record of that name, opened at the first time.
    pub(super) fn open(&self, id: &str) -> Result<std::sync::Arc<std::sync::Mutex<Open>>, Answer> {
        if let Some(open) = lock(&self.opens).get(id) {
            return Ok(std::sync::Arc::clone(open));
        }
        let path = self.folder.path_of(id).ok_or(Answer::NotFound)?;
        let open = std::sync::Arc::new(std::sync::Mutex::new(Open::read(self, path)?));
        Ok(std::sync::Arc::clone(lock(&self.opens).entry(id.to_owned()).or_insert(open)))
    }
}

impl From<Unsaved> for Answer {
    fn from(unsaved: Unsaved) -> Self {
        match unsaved {
            Unsaved::Both => Self::Told(StatusCode::CONFLICT, "Somebody else has changed this record meanwhile.".to_owned()),
            Unsaved::Why(why) => Self::Told(StatusCode::UNPROCESSABLE_ENTITY, why),
        }
    }
}
