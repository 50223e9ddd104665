//! Typst source becomes a PDF. The world that Typst sees holds one main file, the house style and, for an archive copy, the
//! source record: no other file, no package, no machine font, no clock.

mod world;

pub use world::World;

use chrono::Datelike as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::documents::Meta;

/// A typeset PDF that nobody has looked at yet.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages Typst made.
    pub pages: usize,
}

/// The document could not be typeset.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TypesetError(pub String);

/// Typesets a document: PDF/UA-1 with PDF/A-2a, or PDF/A-3a where a source record is attached.
///
/// # Errors
/// What Typst says, with the template's file and line where it knows them. Never text of the record.
pub fn typeset(world: &mut World, source: String, attachment: Option<Vec<u8>>, meta: &Meta) -> Result<Pdf, TypesetError> {
    let archive = if attachment.is_some() { PdfStandard::A_3a } else { PdfStandard::A_2a };
    world.load(source, attachment);
    let result = typst::compile::<PagedDocument>(world).output.and_then(|document| {
        let date = u8::try_from(meta.date.month()).ok().zip(u8::try_from(meta.date.day()).ok());
        let options = PdfOptions {
            ident: Smart::Custom(meta.ident.clone()),
            creator: Smart::Custom(Some(format!("minutebook {}", env!("CARGO_PKG_VERSION")))),
            timestamp: date.and_then(|(m, d)| Datetime::from_ymd_hms(meta.date.year(), m, d, 0, 0, 0)).map(Timestamp::new_utc),
            standards: PdfStandards::new(&[PdfStandard::Ua_1, archive]).unwrap_or_default(),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options)?;
        Ok(Pdf { bytes, pages: document.pages().len() })
    });
    let out = result.map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|e| describe(world, e)).collect();
        TypesetError(lines.join("; "))
    });
    world.unload();
    // Typst keeps what it computed for a next run of the same document, which never comes: without this every document leaks.
    comemo::evict(world.keep());
    out
}

fn describe(world: &World, error: &SourceDiagnostic) -> String {
    // Typst may quote a text, and that text may be a name. Of what the standards ask for, only quotations are left out; of all else,
    // what stands behind a colon too.
    let mut message: String = error.message.split('"').step_by(2).collect::<Vec<_>>().join("…");
    if !message.starts_with("PDF/") {
        message = message.split(':').next().unwrap_or_default().to_owned();
    }
    match world.place(error.span) {
        Some(place) => format!("{place}: {message}"),
        None => message,
    }
}
