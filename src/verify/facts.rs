//! What a PDF says of itself.

use lopdf::{Dictionary, Document, Object};

/// What a PDF says of itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// Title from the metadata.
    pub title: Option<String>,
    /// Language.
    pub lang: Option<String>,
    /// Whether a window shows the title.
    pub shows_title: bool,
    /// PDF/UA part, from the metadata.
    pub ua: Option<String>,
    /// PDF/A part and level, as `3A`.
    pub archive: Option<String>,
    /// Names of embedded files.
    pub attachments: Vec<String>,
    /// Pages.
    pub pages: usize,
}

/// Reads what a PDF says of itself.
#[must_use]
pub fn facts(document: &Document) -> Facts {
    let mut facts = Facts { pages: document.get_pages().len(), ..Facts::default() };
    let Ok(catalog) = document.catalog() else { return facts };
    facts.lang = catalog.get(b"Lang").ok().and_then(text);
    facts.shows_title = dict(document, catalog, b"ViewerPreferences")
        .and_then(|d| d.get(b"DisplayDocTitle").ok())
        .and_then(|o| o.as_bool().ok())
        .unwrap_or(false);
    let xmp = catalog
        .get(b"Metadata")
        .and_then(|o| document.dereference(o).map(|(_, o)| o))
        .and_then(Object::as_stream)
        .map(|s| s.decompressed_content().unwrap_or_else(|_| s.content.clone()))
        .unwrap_or_default();
    let xmp = String::from_utf8_lossy(&xmp);
    facts.title = between(&xmp, "<dc:title>", "</dc:title>").and_then(|t| {
        let inner = between(t, "<rdf:li", "</rdf:li>")?;
        inner.split_once('>').map(|(_, t)| unescape(t))
    });
    facts.ua = element(&xmp, "pdfuaid:part");
    facts.archive = element(&xmp, "pdfaid:part").map(|part| part + &element(&xmp, "pdfaid:conformance").unwrap_or_default());
    facts.attachments = document
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|d| d.get(b"Type").and_then(Object::as_name).is_ok_and(|n| n == b"Filespec"))
        .filter_map(|d| d.get(b"UF").or_else(|_| d.get(b"F")).ok().and_then(text))
        .collect();
    facts.attachments.sort();
    facts
}

/// The files that a PDF carries, by their names, byte for byte.
#[must_use]
pub fn attached(document: &Document) -> Vec<(String, Vec<u8>)> {
    let specs = document.objects.values().filter_map(|o| o.as_dict().ok());
    let specs = specs.filter(|d| d.get(b"Type").and_then(Object::as_name).is_ok_and(|n| n == b"Filespec"));
    let mut out: Vec<(String, Vec<u8>)> = specs
        .filter_map(|spec| {
            let name = spec.get(b"UF").or_else(|_| spec.get(b"F")).ok().and_then(text)?;
            let stream = dict(document, spec, b"EF")?.get(b"F").ok()?;
            let stream = document.dereference(stream).ok()?.1.as_stream().ok()?;
            // One that is not compressed has nothing to undo.
            Some((name, stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())))
        })
        .collect();
    out.sort();
    out
}

fn dict<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    let object = parent.get(key).ok()?;
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn text(object: &Object) -> Option<String> {
    lopdf::decode_text_string(object).ok()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)? + from.len();
    let rest = text.get(start..)?;
    rest.get(..rest.find(to)?)
}

/// An element or attribute of the metadata: `<a:b>x</a:b>` or `a:b="x"`.
fn element(xmp: &str, name: &str) -> Option<String> {
    between(xmp, &format!("<{name}>"), &format!("</{name}>")).or_else(|| between(xmp, &format!("{name}=\""), "\"")).map(unescape)
}

pub(super) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
