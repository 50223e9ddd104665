//! The text of a PDF's pages, read from their content streams through the fonts' ToUnicode maps.
//!
//! Our own reader because it runs for every document made: it leaves out headers, footers and watermarks (marked as artifacts),
//! and takes a fifteenth of the time of decoding every operation. Objects and compression are lopdf's.

use std::collections::HashMap;

use lopdf::{Document, Object};
use unicode_normalization::UnicodeNormalization as _;

/// A text without white space, compatibility forms folded, and without letters written from right to left (a PDF holds those in
/// the order they are drawn, so they cannot be compared).
#[must_use]
pub fn normal(text: &str) -> String {
    let keep = |c: &char| {
        !c.is_whitespace() && !c.is_control() && !is_right_to_left(*c) && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}')
    };
    if text.is_ascii() {
        return text.chars().filter(keep).collect();
    }
    text.nfkc().filter(keep).collect()
}

/// Whether a text has letters written from right to left: brackets among them are drawn the other way round.
#[must_use]
pub fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

/// A normalised text without brackets.
#[must_use]
pub fn without_brackets(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '«' | '»')).collect()
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

type Map = HashMap<u16, String>;

/// The text of each page, [`normal`]ised.
#[must_use]
pub fn page_texts(document: &Document) -> Vec<String> {
    words(document).pages.iter().map(|page| normal(page)).collect()
}

/// All that can be read in a PDF.
#[derive(Debug, Default)]
pub struct Words {
    /// The text of each page, a line end wherever a new piece of text begins.
    pub pages: Vec<String>,
    /// What is no part of any page's text, and is read all the same: headers and footers, what stands behind other words, descriptions of
    /// pictures, bookmarks, links, what the file says of itself.
    pub beside: Vec<String>,
}

/// Reads all that can be read.
#[must_use]
pub fn words(document: &Document) -> Words {
    let mut maps: HashMap<lopdf::ObjectId, Map> = HashMap::new();
    let mut beside = Vec::new();
    let pages = document
        .get_pages()
        .into_values()
        .map(|page| {
            let mut fonts: HashMap<Vec<u8>, lopdf::ObjectId> = HashMap::new();
            for (name, id, unicode) in page_fonts(document, page) {
                maps.entry(id).or_insert_with(|| to_unicode(&unicode));
                fonts.insert(name, id);
            }
            let content = document.get_page_content(page);
            let (text, aside) = read(&content, &fonts, &maps);
            beside.push(aside);
            text
        })
        .collect();
    for object in document.objects.values() {
        strings(object, &mut beside);
        if let Ok(stream) = object.as_stream()
            && stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Metadata")
        {
            let xmp = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            beside.push(super::facts::unescape(&String::from_utf8_lossy(&xmp)));
        }
    }
    strings(&Object::Dictionary(document.trailer.clone()), &mut beside);
    // Headings stand there as tags and as bookmarks, headers on every page.
    beside.retain(|text| text.chars().any(char::is_alphabetic));
    beside.sort_unstable();
    beside.dedup();
    Words { pages, beside }
}

/// Every text of an object that is somebody's words, and not a number's bytes.
fn strings(object: &Object, out: &mut Vec<String>) {
    match object {
        Object::String(bytes, _) if bytes.len() > 2 && !is_a_cells(bytes) => {
            out.push(lopdf::decode_text_string(object).unwrap_or_default())
        }
        Object::Array(items) => items.iter().for_each(|item| strings(item, out)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| strings(value, out)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| strings(value, out)),
        _ => {}
    }
}

/// The fonts of a page: name, identity and ToUnicode map.
fn page_fonts(document: &Document, page: lopdf::ObjectId) -> Vec<(Vec<u8>, lopdf::ObjectId, Vec<u8>)> {
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    fonts
        .into_iter()
        .filter_map(|(name, font)| {
            let id = font.get(b"ToUnicode").ok()?.as_reference().ok()?;
            let stream = document.get_object(id).ok()?.as_stream().ok()?;
            Some((name, id, stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())))
        })
        .collect()
}

/// Reads the `bfchar` and `bfrange` sections of a ToUnicode map.
fn to_unicode(cmap: &[u8]) -> Map {
    let mut map = Map::new();
    let text = String::from_utf8_lossy(cmap);
    let mut section = "";
    for line in text.lines() {
        let line = line.trim();
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            section = if line.ends_with("beginbfchar") { "char" } else { "range" };
            continue;
        }
        if line.starts_with("endbf") {
            section = "";
            continue;
        }
        let hex: Vec<&str> = line.split('<').skip(1).filter_map(|p| p.split('>').next()).collect();
        match (section, hex.as_slice()) {
            ("char", [from, to]) => {
                if let Ok(code) = u16::from_str_radix(from, 16) {
                    map.insert(code, utf16(to));
                }
            }
            ("range", [from, to, start]) => {
                if let (Ok(from), Ok(to)) = (u16::from_str_radix(from, 16), u16::from_str_radix(to, 16)) {
                    let first = utf16(start).chars().next().map_or(0, u32::from);
                    for code in from..=to {
                        let c = char::from_u32(first + u32::from(code - from));
                        map.insert(code, c.map(String::from).unwrap_or_default());
                    }
                }
            }
            _ => {}
        }
    }
    map
}

fn utf16(hex: &str) -> String {
    let units: Vec<u16> = (0..hex.len() / 4).filter_map(|i| u16::from_str_radix(hex.get(i * 4..i * 4 + 4)?, 16).ok()).collect();
    String::from_utf16_lossy(&units)
}

/// What a marked part of the content is.
#[derive(Clone, Copy, PartialEq)]
enum Marked {
    Content,
    /// Headers, footers, lines: no part of the text.
    Artifact,
    /// Its text was given beside it.
    Replaced,
}

/// Whether it is what a table's cell is called in the file, as `U1x0y2`: most of a file's strings are.
fn is_a_cells(bytes: &[u8]) -> bool {
    bytes.starts_with(b"U") && bytes.iter().skip(1).all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'y'))
}

/// The text of a content stream, and what is no part of it.
fn read(content: &[u8], fonts: &HashMap<Vec<u8>, lopdf::ObjectId>, maps: &HashMap<lopdf::ObjectId, Map>) -> (String, String) {
    let (mut out, mut aside) = (String::new(), String::new());
    let mut marked: Vec<Marked> = Vec::new();
    let mut font: Option<&Map> = None;
    let mut name: &[u8] = b"";
    let mut strings: Vec<Vec<u8>> = Vec::new();
    let mut artifact = false;
    let mut replacement: Option<Vec<u8>> = None;
    let mut wants_replacement = false;
    let mut i = 0;
    while let Some(&c) = content.get(i) {
        match c {
            b'(' => {
                let (text, next) = literal(content, i + 1);
                if wants_replacement {
                    replacement = Some(text)
                } else {
                    strings.push(text)
                }
                wants_replacement = false;
                i = next;
            }
            b'<' if content.get(i + 1) == Some(&b'<') => i += 2,
            b'<' => {
                let end = content.get(i..).and_then(|r| r.iter().position(|b| *b == b'>')).map_or(content.len(), |p| i + p);
                let text = unhex(content.get(i + 1..end).unwrap_or_default());
                if wants_replacement {
                    replacement = Some(text)
                } else {
                    strings.push(text)
                }
                wants_replacement = false;
                i = end + 1;
            }
            b'/' => {
                let end = word_end(content, i + 1);
                name = content.get(i + 1..end).unwrap_or_default();
                match name {
                    b"Artifact" => artifact = true,
                    b"ActualText" => wants_replacement = true,
                    _ => {}
                }
                i = end;
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'\'' | b'"' => {
                let end = word_end(content, i);
                let operator = content.get(i..end).unwrap_or_default();
                match operator {
                    b"Tf" => font = fonts.get(name).and_then(|id| maps.get(id)),
                    b"Tj" | b"TJ" | b"'" | b"\"" => {
                        let to = if marked.iter().all(|m| *m == Marked::Content) { &mut out } else { &mut aside };
                        if let Some(map) = font {
                            for text in &strings {
                                for pair in text.chunks_exact(2) {
                                    if let [a, b] = pair
                                        && let Some(t) = map.get(&u16::from_be_bytes([*a, *b]))
                                    {
                                        to.push_str(t);
                                    }
                                }
                            }
                        }
                    }
                    b"ET" => {
                        out.push('\n');
                        aside.push('\n');
                    }
                    b"BMC" | b"BDC" => {
                        let kind = if artifact {
                            Marked::Artifact
                        } else if let Some(text) = replacement.take() {
                            if marked.iter().all(|m| *m == Marked::Content) {
                                out.push_str(&decode(&text));
                            }
                            Marked::Replaced
                        } else {
                            Marked::Content
                        };
                        marked.push(kind);
                        artifact = false;
                    }
                    b"EMC" => {
                        marked.pop();
                    }
                    _ => {}
                }
                strings.clear();
                i = end.max(i + 1);
            }
            _ => i += 1,
        }
    }
    (out, aside)
}

fn word_end(content: &[u8], from: usize) -> usize {
    let rest = content.get(from..).unwrap_or_default();
    let len = rest
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/' | b'{' | b'}' | b'%'))
        .unwrap_or(rest.len());
    from + len
}

/// A string in brackets, its escapes undone, and where it ends.
fn literal(content: &[u8], from: usize) -> (Vec<u8>, usize) {
    let mut out = Vec::new();
    let (mut i, mut depth) = (from, 1);
    while let Some(&c) = content.get(i) {
        i += 1;
        match c {
            b'\\' => {
                let Some(&e) = content.get(i) else { break };
                i += 1;
                match e {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    b'\n' => {}
                    b'0'..=b'7' => {
                        let mut value = u32::from(e - b'0');
                        for _ in 0..2 {
                            match content.get(i) {
                                Some(&d @ b'0'..=b'7') => {
                                    value = value * 8 + u32::from(d - b'0');
                                    i += 1;
                                }
                                _ => break,
                            }
                        }
                        out.push(u8::try_from(value & 0xFF).unwrap_or(0));
                    }
                    other => out.push(other),
                }
            }
            b'(' => {
                depth += 1;
                out.push(c);
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    (out, i)
}

fn unhex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|b| char::from(*b).to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
    digits.chunks(2).map(|p| p.first().unwrap_or(&0) * 16 + p.get(1).unwrap_or(&0)).collect()
}

fn decode(text: &[u8]) -> String {
    lopdf::decode_text_string(&Object::string_literal(text.to_vec())).unwrap_or_default()
}
