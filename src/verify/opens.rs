//! The file opens as a PDF.

use lopdf::Document;

pub(super) fn open(bytes: &[u8]) -> Result<Document, String> {
    Document::load_mem(bytes).map_err(|e| format!("opens: it cannot be read back: {e}"))
}
