//! What was made of the folder: all of it made anew where it has to be, and the PDFs and lists that are there.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::form::labels;
use super::{Answer, Desk, Shared, aside, page as html_page, pages};
use crate::deliver::{Entry, Manifest};
use crate::dispatch::LISTS;
use crate::fs;
use crate::hash::sha256;
use crate::words;

/// A file that was made.
struct Made {
    path: std::path::PathBuf,
    label: String,
    child: String,
    day: String,
    draft: bool,
    /// Whether its record has changed since it was made.
    stale: bool,
}

impl Desk {
    /// The documents in the output folder, in the order of its manifest.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let manifest = Manifest::read(&self.out);
        manifest
            .map(|manifest| manifest.documents.into_iter().filter(|entry| !entry.file.is_empty() && !entry.pdf_sha256.is_empty()).collect())
            .unwrap_or_default()
    }

    fn made(&self) -> Vec<Made> {
        let looked = self.folder.looked().0;
        let mut out = Vec::new();
        for list in LISTS {
            let path = self.out.join(list);
            if path.is_file() {
                let what = match list {
                    "dispatch.pdf" => "Who gets what, as a list to print",
                    "dispatch.xlsx" => "Who gets what, as a workbook",
                    "dispatch.csv" => "Who gets what, as a table",
                    "dispatch-earlier.csv" => "Who has a copy of an earlier version",
                    _ => "All that goes on paper, in one file",
                };
                out.push(Made { path, label: what.to_owned(), child: String::new(), day: String::new(), draft: false, stale: false });
            }
        }
        for entry in self.entries() {
            let path = std::path::Path::new(&entry.record);
            let child = looked.records.iter().find(|record| record.path == path).and_then(|record| record.child.clone());
            out.push(Made {
                path: self.out.join(&entry.file),
                label: self.entry_label(&entry),
                child: child.map(|(name, _)| name).unwrap_or_default(),
                day: entry.dated.map(words::day).unwrap_or_default(),
                draft: entry.draft,
                stale: self.is_stale(&entry),
            });
        }
        out
    }

    /// What a document is, and whose copy.
    pub(super) fn entry_label(&self, entry: &Entry) -> String {
        let title = self.pack(&entry.policy).map(|pack| pack.document_title(&entry.document).to_owned()).unwrap_or_default();
        let title = if title.is_empty() { words::capital(&labels::plain_words(&entry.document)) } else { title };
        let whose = entry.copy.reader.as_deref().unwrap_or(&entry.recipient);
        format!(
            "{title}, {}",
            if whose == "file" { "for the child's file".to_owned() } else { format!("for {}", labels::plain_words(whose)) }
        )
    }

    /// Whether a document's record has changed since it was made, or is gone.
    pub(super) fn is_stale(&self, entry: &Entry) -> bool {
        fs::read(std::path::Path::new(&entry.record)).map_or(true, |bytes| sha256(&bytes) != entry.record_sha256)
    }

    /// The name under which a file that was made is shown.
    pub(super) fn name_of(&self, file: &str) -> String {
        self.folder.id_of_copy(&self.out.join(file).to_string_lossy())
    }
}

fn made_page(desk: &Desk, told: &[String], problem: Option<&str>) -> Html<String> {
    let files: Vec<_> = desk
        .made()
        .iter()
        .map(|made| with! { name => desk.folder.id_of_copy(&made.path.to_string_lossy()), label => made.label, child => made.child, day => made.day, draft => made.draft, stale => made.stale })
        .collect();
    let stale = desk.made().iter().filter(|made| made.stale).count();
    html_page("made.html", with! { files, told, problem, stale })
}

/// What there is.
pub(super) async fn page(State(desk): Shared) -> Result<Html<String>, Answer> {
    aside(move || Ok(made_page(&desk, &[], None))).await
}

/// All of it made.
pub(super) async fn make(State(desk): Shared) -> Result<Html<String>, Answer> {
    aside(move || {
        Ok(match (desk.make)() {
            Ok(told) => made_page(&desk, &told, None),
            Err(why) => made_page(&desk, &[], Some(&why)),
        })
    })
    .await
}

/// One of the files.
pub(super) async fn file(State(desk): Shared, Path(name): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let made =
            desk.made().into_iter().find(|made| desk.folder.id_of_copy(&made.path.to_string_lossy()) == name).ok_or(Answer::NotFound)?;
        // The manifest lies in a folder that others may write to: it names nothing outside.
        let below = made.path.strip_prefix(&desk.out).map_err(|_| Answer::NotFound)?;
        let is_file = made.path.symlink_metadata().is_ok_and(|meta| meta.is_file());
        if !is_file || !fs::is_plainly_below(&desk.out, below) {
            return Err(Answer::NotFound);
        }
        let bytes = fs::read_any(&made.path)
            .map_err(|_| Answer::Told(StatusCode::NOT_FOUND, "This document is not there any more: make all again.".to_owned()))?;
        Ok(match made.path.extension().and_then(|e| e.to_str()) {
            Some("pdf") => pages::made_pdf(bytes),
            Some("xlsx") => {
                let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, "attachment; filename=\"list.xlsx\"")], bytes).into_response()
            }
            _ => (
                [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"list.csv\"")],
                bytes,
            )
                .into_response(),
        })
    })
    .await
}
