//! The folder as the desk sees it: every record in brief, and what is due of it, read anew when a file has changed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use super::lock;
use crate::clock;
use crate::discover;
use crate::hash;
use crate::pipeline::{self, Looked};
use crate::policy::Packs;

/// The folder.
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    packs: Packs,
    as_of: Option<NaiveDate>,
    salt: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// What the files were like when they were last read.
    stamp: String,
    looked: Arc<Looked>,
    /// Whether they are being read.
    reading: bool,
}

impl Folder {
    pub(super) fn new(path: PathBuf, packs: Packs, as_of: Option<NaiveDate>) -> Result<Self, String> {
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(|_| "the system gives no random numbers".to_owned())?;
        let salt = salt.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = Self { path, packs, as_of, salt, state: Arc::default() };
        folder.read_if_changed();
        Ok(folder)
    }

    /// What was read last, and whether that is how the files are now. Where they have changed, reading begins aside.
    pub(super) fn looked(&self) -> (Arc<Looked>, bool) {
        let is_current = self.read_if_changed();
        (Arc::clone(&lock(&self.state).looked), is_current)
    }

    /// The same, waited for.
    pub(super) fn looked_now(&self) -> Arc<Looked> {
        let stamp = self.stamp();
        if lock(&self.state).stamp == stamp {
            return Arc::clone(&lock(&self.state).looked);
        }
        let looked = Arc::new(self.read());
        *lock(&self.state) = State { stamp, looked: Arc::clone(&looked), reading: false };
        looked
    }

    fn read(&self) -> Looked {
        look(&self.path, &self.packs, self.as_of)
    }

    fn stamp(&self) -> String {
        let on = self.as_of.unwrap_or_else(clock::today);
        format!("{on} {}", discover::stamp(&self.path))
    }

    fn read_if_changed(&self) -> bool {
        let stamp = self.stamp();
        let mut state = lock(&self.state);
        if state.stamp == stamp {
            return true;
        }
        if !state.reading {
            state.reading = true;
            let (path, packs, as_of, shared) = (self.path.clone(), self.packs.clone(), self.as_of, Arc::clone(&self.state));
            std::thread::spawn(move || {
                let looked = Arc::new(look(&path, &packs, as_of));
                *lock(&shared) = State { stamp, looked, reading: false };
            });
        }
        false
    }

    /// What a file is called in addresses: nothing that says whose it is, and another at each start.
    pub(super) fn id(&self, path: &Path) -> String {
        self.name(path.as_os_str().as_encoded_bytes())
    }

    /// The same of a child.
    pub(super) fn id_of_child(&self, reference: &str) -> String {
        self.name(format!("child {reference}").as_bytes())
    }

    /// The same of a document or copy.
    pub(super) fn id_of_copy(&self, file: &str) -> String {
        self.name(format!("copy {file}").as_bytes())
    }

    fn name(&self, what: &[u8]) -> String {
        let mut whole = hash::sha256_of([self.salt.as_bytes(), b"\n", what]);
        whole.truncate(24);
        whole
    }

    /// The file of that name in the folder: what is not in it has none.
    pub(super) fn path_of(&self, id: &str) -> Option<PathBuf> {
        let files = discover::discover(std::slice::from_ref(&self.path)).files;
        let root = self.path.canonicalize().ok()?;
        // A link that leads out of the folder is read by a batch, and written by nobody here.
        files.into_iter().find(|path| self.id(path) == id).filter(|path| path.canonicalize().is_ok_and(|real| real.starts_with(&root)))
    }
}

fn look(path: &Path, packs: &Packs, as_of: Option<NaiveDate>) -> Looked {
    pipeline::look(&pipeline::Options {
        paths: vec![path.to_owned()],
        root: None,
        packs: packs.clone(),
        as_of: as_of.unwrap_or_else(clock::today),
        share: None,
    })
}
