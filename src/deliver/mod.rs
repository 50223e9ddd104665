//! Where a verified PDF goes: its file name, writing it whole, and the manifest of a run.

mod manifest;
mod merge;
mod outbox;

pub use manifest::{Entry, Manifest, OfBatch, State};
pub use merge::{MergeError, Merged, merge};
pub use outbox::{Becomes, Before, EARLIER, Fate, Left, Outbox, OutboxError, Ran, Through};

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::documents::Planned;
use crate::hash::sha256;
use crate::verify::VerifiedPdf;
use crate::words::is_undated;

/// A written document.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Delivered {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: usize,
}

/// `<reference>/<date>-<document>.pdf`, below the output folder. Both parts come from patterns that allow no separator.
#[must_use]
pub fn relative_path(planned: &Planned) -> PathBuf {
    let held = if is_undated(planned.held) { "undated".to_owned() } else { planned.held.to_string() };
    PathBuf::from(&planned.reference).join(format!("{held}-{}.pdf", planned.stem))
}

/// The reference and date that a file is of, by [`relative_path`].
#[must_use]
pub fn whose(file: &str) -> Option<(String, NaiveDate)> {
    let path = Path::new(file);
    let reference = path.parent()?.to_str()?.to_owned();
    let date = path.file_name()?.to_str()?.get(..10)?.parse().ok()?;
    Some((reference, date))
}

/// Writes a verified PDF whole or not at all, readable by its owner only.
///
/// # Errors
/// The operating system's.
pub fn write(pdf: &VerifiedPdf, path: &Path) -> io::Result<Delivered> {
    if let Some(folder) = path.parent() {
        crate::fs::create_dir(folder)?;
    }
    crate::fs::write_whole(path, pdf.bytes())?;
    Ok(Delivered { sha256: sha256(pdf.bytes()), pages: pdf.pages(), bytes: pdf.bytes().len() })
}

/// Writes a form of a report that is not a PDF, whole or not at all, readable by its owner only.
///
/// # Errors
/// The operating system's.
pub fn write_form(bytes: &[u8], path: &Path) -> io::Result<Delivered> {
    if let Some(folder) = path.parent() {
        crate::fs::create_dir(folder)?;
    }
    crate::fs::write_whole(path, bytes)?;
    Ok(Delivered { sha256: sha256(bytes), pages: 0, bytes: bytes.len() })
}
