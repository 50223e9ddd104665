//! What several runs made, each a share of one batch, put together as one run would have left it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::manifest::{Entry, Manifest, OfBatch, State};
use super::outbox::{EARLIER, JOURNAL, Outbox, OutboxError, is_below};
use crate::diagnostic::shown;
use crate::fs;
use crate::hash::sha256;

/// Why shares cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// They are not the shares of one batch, or not all of them, or not whole: every reason, a line each.
    #[error("{}", .0.join("\n"))]
    NotOne(Vec<String>),
    /// Another run holds the output.
    #[error("the output folder cannot be used: {0}")]
    Held(String),
    /// The operating system's word.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// What was put together.
#[derive(Debug, Default)]
pub struct Merged {
    /// Documents there are now.
    pub documents: usize,
    /// Documents that could not be made.
    pub failed: usize,
    /// Records of which nothing was made.
    pub withheld: usize,
    /// Their records' files.
    pub withheld_records: Vec<PathBuf>,
    /// Documents of an earlier merging that no share has any more.
    pub removed: usize,
    /// Documents of an earlier merging that a share has put aside.
    pub earlier: usize,
    /// Documents there of records that no share has.
    pub others: usize,
    /// Files there that no run made.
    pub unknown: Vec<PathBuf>,
}

/// Puts the shares in some folders together in another.
///
/// # Errors
/// When they are not all shares of one state of one batch, or a document is not what its share wrote; then nothing is changed. When the
/// output cannot be written to.
pub fn merge(folders: &[PathBuf], out: &Path) -> Result<Merged, MergeError> {
    let mut wrong = Vec::new();
    let mut shares: Vec<(&Path, Manifest, OfBatch)> = Vec::new();
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if folders.iter().any(|folder| real(folder) == real(out)) {
        return Err(MergeError::NotOne(vec![format!("`{}` is one of the shares: put them together in a folder of its own", shown(out))]));
    }
    for folder in folders {
        match share(folder) {
            Ok((manifest, of_batch)) => shares.push((folder, manifest, of_batch)),
            Err(why) => wrong.push(why),
        }
    }
    wrong.extend(unlike(&shares));
    wrong.extend(missing(&shares, folders.len()));
    wrong.extend(twice(&shares));
    if !wrong.is_empty() {
        return Err(MergeError::NotOne(wrong));
    }
    // All of it before anything is put anywhere.
    for (folder, manifest, _) in &shares {
        for entry in manifest.documents.iter().filter(|d| d.status == State::Written) {
            if [*folder, out].iter().any(|folder| !fs::is_plainly_below(folder, Path::new(&entry.file))) {
                wrong.push(format!(
                    "a folder on the way to `{}` is a link to another place: take the link out",
                    shown(Path::new(&entry.file))
                ));
                continue;
            }
            match std::fs::read(folder.join(&entry.file)) {
                Ok(bytes) if sha256(&bytes) == entry.pdf_sha256 => {}
                Ok(_) => wrong.push(format!("`{}` is not what was written: render that share again", shown(&folder.join(&entry.file)))),
                Err(_) => wrong.push(format!("`{}` is missing: render that share again", shown(&folder.join(&entry.file)))),
            }
        }
    }
    if !wrong.is_empty() {
        return Err(MergeError::NotOne(wrong));
    }
    let outbox = Outbox::open(out, false, &AtomicBool::new(false)).map_err(|error| match error {
        OutboxError::Held(who) => MergeError::Held(format!("another run is writing into it{who}")),
        OutboxError::Stopped => MergeError::Held(error.to_string()),
        OutboxError::Io(error) => MergeError::Io(error),
    })?;
    put_together(shares, outbox, out)
}

/// The manifest of a share that has ended.
fn share(folder: &Path) -> Result<(Manifest, OfBatch), String> {
    let at = shown(folder);
    if folder.join(JOURNAL).exists() {
        return Err(format!("the run into `{at}` has not ended: render that share again"));
    }
    let manifest = Manifest::read(folder).ok_or_else(|| format!("there is no manifest in `{at}`: render that share first"))?;
    if let Some(entry) = manifest.documents.iter().find(|d| !d.file.is_empty() && !is_below(&d.file)) {
        return Err(format!("the manifest in `{at}` names `{}`, which is no document of it", shown(Path::new(&entry.file))));
    }
    let of_batch = manifest.share.clone().ok_or_else(|| {
        format!("`{at}` holds no share: it was rendered without --partition, or was stopped before its end; render that share again")
    })?;
    Ok((manifest, of_batch))
}

/// Where shares are not of one batch, one day, one program, one state of packs and templates.
fn unlike(shares: &[(&Path, Manifest, OfBatch)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some((first, manifest, of_batch)) = shares.first() else { return wrong };
    let made_by = |m: &Manifest| {
        let policies: BTreeMap<String, String> = m.documents.iter().map(|d| (d.policy.clone(), d.policy_sha256.clone())).collect();
        let templates: BTreeMap<String, String> = m.documents.iter().map(|d| (d.document.clone(), d.template_sha256.clone())).collect();
        (policies, templates)
    };
    let differ = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| {
        a.iter()
            .any(|(key, hash)| !key.is_empty() && b.get(key).is_some_and(|other| other != hash && !other.is_empty() && !hash.is_empty()))
    };
    let (policies, templates) = made_by(manifest);
    for (folder, other, of) in shares.iter().skip(1) {
        let mut tell = |what: &str| wrong.push(format!("`{}` and `{}` were made {what}", shown(first), shown(folder)));
        if of.share.of != of_batch.share.of {
            tell(&format!("as shares of {} and of {}", of_batch.share.of, of.share.of));
        } else if of.batch_sha256 != of_batch.batch_sha256 {
            tell("of different states of the records: render those shares again that are older");
        }
        if other.as_of != manifest.as_of {
            tell(&format!("with {} and {} as today: give all shares the same --as-of", manifest.as_of, other.as_of));
        }
        let (other_policies, other_templates) = made_by(other);
        if other.made_by != manifest.made_by || differ(&policies, &other_policies) || differ(&templates, &other_templates) {
            tell("with different programs, packs or templates");
        }
    }
    wrong
}

/// Shares that are not there, and those that are there twice.
fn missing(shares: &[(&Path, Manifest, OfBatch)], given: usize) -> Vec<String> {
    let mut by_number: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (folder, _, of) in shares {
        by_number.entry(of.share.number).or_default().push(format!("`{}`", shown(folder)));
    }
    let mut wrong: Vec<String> = by_number
        .iter()
        .filter(|(_, folders)| folders.len() > 1)
        .map(|(number, folders)| format!("{} are both share {number}", folders.join(" and ")))
        .collect();
    // A folder that holds no share may be the one that would be missed.
    let of = shares.iter().map(|(_, _, of)| of.share.of).max().unwrap_or(0);
    if shares.len() == given {
        let missing: Vec<String> =
            (1..=of).filter(|number| !by_number.contains_key(number)).map(|number| format!("{number}/{of}")).collect();
        if !missing.is_empty() {
            wrong.push(format!("not given: share {}", missing.join(", ")));
        }
    }
    wrong
}

/// Documents that two shares have.
fn twice(shares: &[(&Path, Manifest, OfBatch)]) -> Vec<String> {
    let mut of_file: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (folder, manifest, _) in shares {
        for entry in manifest.documents.iter().filter(|d| !d.file.is_empty()) {
            if let Some(other) = of_file.insert(&entry.file, folder).filter(|other| other != folder) {
                wrong.push(format!("`{}` is in `{}` and in `{}`", shown(Path::new(&entry.file)), shown(other), shown(folder)));
            }
        }
    }
    wrong
}

fn put_together(shares: Vec<(&Path, Manifest, OfBatch)>, mut outbox: Outbox, out: &Path) -> Result<Merged, MergeError> {
    let mut merged = Merged::default();
    let mut all: Vec<Entry> = Vec::new();
    let mut replaced: Vec<Entry> = Vec::new();
    let (mut made_by, mut as_of) = (String::new(), None);
    let before = outbox.before();
    let folders: Vec<&Path> = shares.iter().map(|(folder, ..)| *folder).collect();
    for (folder, manifest, _) in shares {
        for entry in manifest.documents {
            match entry.status {
                State::Written => {
                    merged.documents += 1;
                    if before.sha256_now(&entry.file).is_none_or(|now| now != entry.pdf_sha256) {
                        if let Some(earlier) = before.of(&entry.file).filter(|earlier| earlier.is_replaced_by(entry.version)) {
                            outbox.keep_version(earlier);
                        }
                        outbox.begin(&entry)?;
                        let to = out.join(&entry.file);
                        if let Some(parent) = to.parent() {
                            fs::create_dir(parent)?;
                        }
                        fs::copy_whole(&folder.join(&entry.file), &to)?;
                    }
                    fs::keep_own(&out.join(&entry.file))?;
                }
                State::Failed => merged.failed += 1,
                State::Withheld => {
                    merged.withheld += 1;
                    merged.withheld_records.push(PathBuf::from(&entry.record));
                }
            }
            all.push(entry);
        }
        replaced.extend(manifest.replaced);
        (made_by, as_of) = (manifest.made_by, Some(manifest.as_of));
    }
    let Some(as_of) = as_of else { return Ok(merged) };
    let there: BTreeSet<&str> = all.iter().filter(|d| d.status == State::Written).map(|d| d.file.as_str()).collect();
    let records: BTreeSet<&str> = all.iter().map(|d| d.record.as_str()).collect();
    let mut others = Vec::new();
    for entry in before.entries().filter(|entry| !there.contains(entry.file.as_str())) {
        if folders.iter().any(|folder| folder.join(EARLIER).join(&entry.file).is_file()) {
            merged.earlier += usize::from(outbox.put_aside(&entry.file));
        } else if records.contains(entry.record.as_str()) {
            merged.removed += usize::from(outbox.is_own(&entry.file) && fs::remove(&out.join(&entry.file)).is_ok());
        } else {
            // Of another batch, or of a record that is gone: nothing here says which.
            others.push(entry.clone());
        }
    }
    merged.others = others.len();
    all.extend(others);
    replaced.extend(before.replaced(&all));
    let mut manifest = Manifest { made_by, as_of, share: None, documents: all, replaced };
    outbox.close(&mut manifest)?;
    merged.unknown = outbox.unknown(&manifest);
    Ok(merged)
}
