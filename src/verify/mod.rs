//! Looking at a finished PDF before it is kept. One file a check, one ordered list.
//! A [`VerifiedPdf`] can be made nowhere else, and delivery takes nothing else.

mod attachments;
mod conformance;
mod facts;
mod opens;
mod pages;
mod sections;
mod tagged;
mod text;
mod texts;
mod titled;
mod withheld;

pub(crate) use conformance::conforms;
pub use facts::{Facts, attached, facts};
pub use text::{normal, page_texts};

use lopdf::Document;

use crate::compose::Section;
use crate::documents::Planned;
use crate::typeset::Pdf;

/// A PDF that passed every check.
#[derive(Debug)]
pub struct VerifiedPdf {
    bytes: Vec<u8>,
    pages: usize,
}

impl VerifiedPdf {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }
}

/// What a check looks at.
pub(crate) struct Look<'a> {
    bytes: &'a [u8],
    document: Document,
    /// The text of each page in reading order, without white space and what is no part of the content.
    text: Vec<String>,
    /// The same with white space where lines end, so that words stay words.
    words: Vec<String>,
    /// What else can be read in it.
    beside: Vec<String>,
    pages: usize,
    planned: &'a Planned,
    sections: &'a [Section],
}

/// A check of a finished PDF.
pub(crate) struct Check {
    /// Its name.
    pub name: &'static str,
    /// What it looks for; an error says what is wrong, never with text of the record.
    run: fn(&Look<'_>) -> Result<(), String>,
}

/// All checks but the costly last one, in order.
pub(crate) const CHECKS: &[Check] = &[
    Check { name: "tagged", run: tagged::run },
    Check { name: "titled", run: titled::run },
    Check { name: "pages", run: pages::run },
    Check { name: "sections", run: sections::run },
    Check { name: "texts", run: texts::run },
    Check { name: "withheld", run: withheld::run },
    Check { name: "attachments", run: attachments::run },
];

/// Which PDFs are held against the standards in full (PDF/UA-1 and PDF/A): it costs more than making them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    /// Every PDF.
    All,
    /// The copies for the child's file.
    Archive,
    /// None.
    None,
}

/// Looks at a PDF.
///
/// # Errors
/// Everything that is wrong with it.
pub fn verify(pdf: Pdf, planned: &Planned, sections: &[Section], conformance: Conformance) -> Result<VerifiedPdf, Vec<String>> {
    let document = opens::open(&pdf.bytes).map_err(|e| vec![e])?;
    let text::Words { pages: words, beside } = text::words(&document);
    let text = words.iter().map(|page| normal(page)).collect();
    let look = Look { bytes: &pdf.bytes, document, text, words, beside, pages: pdf.pages, planned, sections };
    let mut wrong: Vec<String> =
        CHECKS.iter().filter_map(|check| (check.run)(&look).err().map(|e| format!("{}: {e}", check.name))).collect();
    let in_full = match conformance {
        Conformance::All => true,
        Conformance::Archive => planned.archive || planned.audience == "public",
        Conformance::None => false,
    };
    if in_full && wrong.is_empty() {
        wrong.extend(conformance::run(&look).err());
    }
    if wrong.is_empty() { Ok(VerifiedPdf { bytes: pdf.bytes, pages: pdf.pages }) } else { Err(wrong) }
}
