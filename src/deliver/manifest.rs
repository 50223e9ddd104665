//! The manifest: what a run made of what, for whoever has to show it later. It names classes of recipients, never people.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::documents::Copied;
use crate::share::Share;

/// How a document fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Written.
    #[default]
    Written,
    /// Withheld because of what was found in the record.
    Withheld,
    /// Could not be made, verified or written.
    Failed,
}

/// One document, or a record that no document was made of.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Entry {
    /// How it fared.
    pub status: State,
    /// The record's file.
    pub record: String,
    /// SHA-256 of the record.
    pub record_sha256: String,
    /// Key of the document; empty where the whole record is withheld.
    pub document: String,
    /// Class of its recipient.
    pub recipient: String,
    /// Whose copy it is, and what it leaves out.
    #[serde(flatten)]
    pub copy: Copied,
    /// Its file, below the output folder.
    pub file: String,
    /// The date it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<NaiveDate>,
    /// The day it was made, as the run took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<NaiveDate>,
    /// The version of its record, where it says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Whether it is marked as a draft.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Name of the policy pack.
    pub policy: String,
    /// SHA-256 of the pack.
    pub policy_sha256: String,
    /// SHA-256 of its templates.
    pub template_sha256: String,
    /// SHA-256 of everything else that it is made of and held against: what its template sees, and for an archive copy the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view_sha256: String,
    /// The program that made it, with its fonts and what it was held against.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_with: String,
    /// SHA-256 of the PDF.
    pub pdf_sha256: String,
    /// Pages.
    pub pages: usize,
    /// Codes of what was found, each once.
    pub findings: Vec<String>,
}

impl Entry {
    /// Whether it is a finished copy of an earlier version of a record than another is.
    #[must_use]
    pub fn is_replaced_by(&self, version: Option<u32>) -> bool {
        self.status == State::Written && !self.draft && !self.pdf_sha256.is_empty() && self.version.unwrap_or(1) < version.unwrap_or(1)
    }
}

/// Which share of which batch a run took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfBatch {
    /// The share.
    #[serde(flatten)]
    pub share: Share,
    /// SHA-256 of all files of the batch: shares of one state of the folder belong together.
    pub batch_sha256: String,
}

/// A run.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Program and version.
    pub made_by: String,
    /// The date the run took as today's.
    pub as_of: NaiveDate,
    /// Of a run that took a share of the batch, which one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<OfBatch>,
    /// Everything it made or withheld, by record and file.
    pub documents: Vec<Entry>,
    /// Finished copies of earlier versions of records that were corrected: their readers may have them still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Entry>,
}

impl Manifest {
    /// The manifest that an earlier run left in a folder, if it can be read.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let path = folder.join("manifest.json");
        // A pipe would be waited for. Its size grows with the batch, so the limit on records does not apply.
        let is_file = std::fs::metadata(&path).is_ok_and(|meta| meta.is_file());
        if !is_file {
            return None;
        }
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Writes it as `manifest.json` in a folder.
    ///
    /// # Errors
    /// The operating system's.
    pub fn write(&mut self, folder: &Path) -> io::Result<()> {
        self.documents.sort_by(|a, b| (&a.record, &a.file).cmp(&(&b.record, &b.file)));
        self.replaced.sort_by(|a, b| (&a.file, a.version, &a.pdf_sha256).cmp(&(&b.file, b.version, &b.pdf_sha256)));
        self.replaced.dedup_by(|a, b| (&a.file, a.version, &a.pdf_sha256) == (&b.file, b.version, &b.pdf_sha256));
        let mut text = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        text.push('\n');
        crate::fs::create_dir(folder)?;
        crate::fs::write_whole(&folder.join("manifest.json"), text.as_bytes())
    }
}
