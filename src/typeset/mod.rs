//! Typst source becomes a PDF. The world that Typst sees holds one main file, the house style and, for an archive copy, the
//! source record: no other file, no package, no machine font, no clock.

mod drawn;
mod numbers;
mod world;

pub use drawn::{Drawn, Words};
pub use world::World;

use chrono::Datelike as _;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::{Page, PagedDocument};
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

/// Typesets a document: PDF/UA-1 with PDF/A-2a, or PDF/A-3a where a source record is attached. Then [`forget`].
///
/// # Errors
/// What Typst says, with the template's file and line where it knows them. Never text of the record.
pub fn typeset(world: &mut World, source: String, attachment: Option<Vec<u8>>, meta: &Meta) -> Result<Pdf, TypesetError> {
    let archive = if attachment.is_some() { PdfStandard::A_3a } else { PdfStandard::A_2a };
    world.load(source, attachment);
    let result = fitted(world).and_then(|document| {
        let document = numbers::numbered(&document);
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
    out
}

/// Lays a document out to be looked at. Then [`forget`].
///
/// # Errors
/// As [`typeset`].
pub fn pages(world: &mut World, source: String, is_archive: bool) -> Result<Vec<Drawn>, TypesetError> {
    // What an archive copy carries is not seen on its pages.
    world.load(source, is_archive.then(Vec::new));
    let result = fitted(world).map(|document| drawn::drawn(&numbers::numbered(&document)));
    let out = result.map_err(|errors| TypesetError(errors.iter().map(|e| describe(world, e)).collect::<Vec<_>>().join("; ")));
    world.unload();
    out
}

/// Has Typst forget what it has computed and not used for so many documents: it would keep it for ever.
pub fn forget(documents: usize) {
    comemo::evict(documents);
}

/// The document; set closer where that saves a last page with next to nothing on it.
fn fitted(world: &mut World) -> SourceResult<PagedDocument> {
    world.set_close(false);
    let usual = typst::compile::<PagedDocument>(world).output?;
    let pages = usual.pages();
    let is_nearly_empty = pages.len() > 1 && pages.last().is_some_and(|page| fill(page) < NEARLY_EMPTY);
    if !is_nearly_empty {
        return Ok(usual);
    }
    world.set_close(true);
    let closer = typst::compile::<PagedDocument>(world).output?;
    Ok(if closer.pages().len() < pages.len() { closer } else { usual })
}

/// The share of a page's height, below which a last page is worth being saved.
const NEARLY_EMPTY: f64 = 0.3;

/// The share of the height of a page's body that is written on. Head and foot do not count.
fn fill(page: &Page) -> f64 {
    let height = page.frame.height().to_mm();
    let (top, bottom) = (25.0, height - 22.0);
    let lowest = lowest(&page.frame, 0.0, &|y| y > top - 5.0 && y < bottom + 2.0);
    ((lowest - top) / (bottom - top)).clamp(0.0, 1.0)
}

/// How far down there is text, in millimetres, among what counts.
fn lowest(frame: &Frame, at: f64, counts: &dyn Fn(f64) -> bool) -> f64 {
    let mut low = 0.0_f64;
    for (point, item) in frame.items() {
        let y = at + point.y.to_mm();
        match item {
            FrameItem::Group(group) => low = low.max(lowest(&group.frame, y, counts)),
            FrameItem::Text(_) if counts(y) => low = low.max(y),
            _ => {}
        }
    }
    low
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

#[cfg(test)]
mod tests {
    use super::{World, fitted};
    use crate::compose::Templates;
    use typst::layout::{Frame, FrameItem};

    /// Every text of a frame with where it begins and ends, from the left.
    pub(super) fn texts(frame: &Frame, at: f64, out: &mut Vec<(String, f64)>) {
        for (point, item) in frame.items() {
            let x = at + point.x.to_mm();
            match item {
                FrameItem::Group(group) => texts(&group.frame, x, out),
                FrameItem::Text(text) => out.push((text.text.to_string(), x + text.width().to_mm())),
                _ => {}
            }
        }
    }

    #[test]
    fn an_address_that_is_too_long_for_its_column_is_broken() -> Result<(), String> {
        let mut world = World::new(&Templates::default())?;
        let page = "(meta: (title: \"T\", author: \"A\", lang: \"en\"), body: (name: \"B\"), look: (accent: \"#123456\", classification: \"\"), \
                    draft: false, large_print: false, marked: false, missing: (), footer: \"F\")";
        let address = crate::compose::literal("malcolm.ashby-fotheringay@example.org");
        let table = format!("#table(columns: (30mm, 30mm), {address}, \"next\")");
        world.load(format!("#import \"/house/sheet.typ\": *\n#show: sheet.with({page})\n{table}"), None);
        let document = fitted(&mut world).map_err(|e| format!("{e:?}"))?;
        let mut found = Vec::new();
        document.pages().iter().for_each(|page| texts(&page.frame, 0.0, &mut found));
        let of_address: Vec<_> = found.iter().filter(|(text, _)| text.contains("ashby") || text.contains("example")).collect();
        // The margin is 21 mm wide, the column 30.
        assert!(!of_address.is_empty() && of_address.iter().all(|(_, end)| *end < 51.0), "{found:?}");
        Ok(())
    }
}
