//! YAML text to a value tree in which every node knows where it was written.
//! Knows nothing of what a record should hold. Scalars keep the text as typed: `00432`, `no` and `16:00` stay what they are
//! until the schema says what was meant.

mod clean;
mod repair;
mod tree;

pub use clean::clean;
pub use tree::{Key, Node, Value};

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Located, Place, Severity};
use crate::fs::{self, ReadError};

/// A YAML file that was read and parsed.
#[derive(Debug)]
pub struct Source {
    /// Where it lies, as the user would write it.
    pub path: PathBuf,
    /// Its text, cleaned of characters that cannot be printed. Spans point into this.
    pub text: String,
    /// The value tree.
    pub root: Node,
    /// The file as it was, for the archive copy and the manifest.
    pub raw: Vec<u8>,
    /// What in the text was not YAML and was read as meant.
    pub repaired: Vec<Repaired>,
    /// What is read otherwise than it is written.
    pub respelled: Vec<Respelled>,
    /// Keys of the outermost map whose values could not be read.
    pub broken: Vec<String>,
}

/// A line that was not YAML, and could mean only one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Its number, from 1.
    pub line: usize,
    /// What was done.
    pub what: &'static str,
}

/// A value or key that is read otherwise than it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelled {
    /// Where it stands in the text.
    pub span: Range<usize>,
    /// What it means, as YAML.
    pub now: String,
}

impl Located for Source {
    fn path(&self) -> &Path {
        &self.path
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn span(&self, pointer: &str) -> Range<usize> {
        let mut node = &self.root;
        let mut span = node.head();
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            let Some((child, head)) = node.child(&part) else {
                break;
            };
            span = head;
            node = child;
        }
        span
    }

    fn key_span(&self, pointer: &str) -> Range<usize> {
        let (parent, last) = pointer.rsplit_once('/').unwrap_or(("", ""));
        let last = last.replace("~1", "/").replace("~0", "~");
        let mut node = &self.root;
        for part in parent.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            match node.child(&part) {
                Some((child, _)) => node = child,
                None => return self.span(pointer),
            }
        }
        if let Value::Map(entries) = &node.value
            && let Some((key, _)) = entries.iter().find(|(k, _)| k.text == last)
        {
            return key.span();
        }
        self.span(pointer)
    }
}

/// Reads and parses one file.
///
/// # Errors
/// Why the file has no tree. `notes` receives all else: faults in places, and what was put right by itself.
pub fn read(path: PathBuf, notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    match fs::read(&path) {
        Ok(bytes) => parse(path, &bytes, notes),
        Err(error @ ReadError::TooLarge(_)) => Err(vec![
            Finding::new("R003", Severity::Error, error.to_string(), Place::File)
                .help("check that this is a record; a longer text belongs in a paper attached to the case, not in the record"),
        ]),
        Err(ReadError::NotAFile) => Err(vec![
            Finding::new("R007", Severity::Error, "this is not an ordinary file", Place::File)
                .help("keep each record in a file of its own"),
        ]),
        Err(ReadError::Io(error)) => Err(vec![
            Finding::new("R007", Severity::Error, format!("the file cannot be read: {}", error.kind()), Place::File)
                .help("check that the file is there and that you may open it"),
        ]),
    }
}

/// Some keys of the outermost map of a file, without complaint: for a record in brief. None where they cannot be read.
#[must_use]
pub fn read_keys(path: &Path, keys: &[&str]) -> Option<Node> {
    let bytes = fs::read(path).ok()?;
    let text = decode(&bytes, &mut Vec::new()).ok()?;
    let text = clean(&text).0;
    // The blocks are cut out of the text first: parsing is what costs. What is written otherwise, with flow marks around all of
    // it or anchors between the blocks, is read whole.
    let (cut, _) = blocks(&text, keys).map(|t| tree::build(&t)).map(|built| (built.root, built.findings)).unwrap_or_default();
    cut.or_else(|| understood(text.into_owned()).root)
}

/// Some keys of the outermost map of a file, as a source of its own whose lines are those of the file.
///
/// # Errors
/// As [`read`]; what is wrong in the blocks left out is not seen.
pub fn read_part(path: PathBuf, keys: &[&str], notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let Ok(bytes) = fs::read(&path) else { return read(path, notes) };
    let text = decode(&bytes, notes).map_err(|finding| vec![*finding])?;
    let text = clean(&text).0;
    if let Some(cut) = blocks(&text, keys)
        && let tree::Built { root: Some(root), findings, respelled } = tree::build(&cut)
        && findings.is_empty()
    {
        return Ok(Source { path, text: cut, root, raw: Vec::new(), repaired: Vec::new(), respelled, broken: Vec::new() });
    }
    parse(path, &bytes, notes)
}

/// The blocks of text that belong to keys at the beginning of a line; the lines between them are left empty, so that every line keeps
/// its number.
fn blocks(text: &str, keys: &[&str]) -> Option<String> {
    let mut out = String::new();
    let (mut keep, mut found) = (false, false);
    for line in text.split_inclusive('\n') {
        match line.chars().next() {
            Some(c) if c.is_ascii_alphabetic() => keep = line.split_once(':').is_some_and(|(key, _)| keys.contains(&key)),
            Some('#' | ' ' | '\n' | '\r') => {}
            // A list may stand as far left as the key it belongs to.
            Some('-') if line.starts_with("- ") => {}
            _ if line.trim_end() == "---" && !found => keep = false,
            _ => return None,
        }
        if keep {
            out.push_str(line);
            found = true;
        } else {
            out.push('\n');
        }
    }
    found.then_some(out)
}

/// Parses the bytes of a file.
///
/// # Errors
/// As [`read`].
pub fn parse(path: PathBuf, bytes: &[u8], notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let text = decode(bytes, notes).map_err(|finding| vec![*finding])?;
    let (text, cleaned) = clean(&text);
    let text = text.into_owned();
    for change in cleaned {
        notes.push(
            Finding::new("R006", Severity::Warning, change.message(), Place::Span(change.at..change.at + change.len))
                .help("retype the character, or paste the text again without formatting"),
        );
    }
    let read = understood(text);
    match read.root {
        // What is wrong in places does not keep the rest from being checked: everything is told at once.
        Some(root) => {
            notes.extend(read.findings);
            glyphs(&root, notes);
            let Understood { text, repaired, respelled, broken } = read.rest;
            Ok(Source { path, text, root, raw: bytes.to_vec(), repaired, respelled, broken })
        }
        None => Err(read.findings.into_iter().map(|finding| finding.with_text(&read.rest.text)).collect()),
    }
}

/// A text that was read as far as it can be.
struct Reading {
    root: Option<Node>,
    findings: Vec<Finding>,
    rest: Understood,
}

/// What reading made of a text.
struct Understood {
    text: String,
    repaired: Vec<Repaired>,
    respelled: Vec<Respelled>,
    broken: Vec<String>,
}

/// Reads a text: as it is, else with lines put right that can mean only one thing, else part by part, so that a slip in one does not hide
/// what is to be said of the others.
fn understood(text: String) -> Reading {
    let whole = |text: String, repaired| {
        let tree::Built { root, findings, respelled } = tree::build(&text);
        Reading { root, findings, rest: Understood { text, repaired, respelled, broken: Vec::new() } }
    };
    let is_yaml = |read: &Reading| read.root.is_some() || !read.findings.iter().any(|f| f.code == "R001");
    let first = whole(text, Vec::new());
    if is_yaml(&first) {
        return first;
    }
    let (repaired, done) = repair::repair(&first.rest.text);
    let second = if done.is_empty() { first } else { whole(repaired, done) };
    if is_yaml(&second) {
        return second;
    }
    match parts(&second.rest.text) {
        Some((root, findings, broken)) => Reading { root: Some(root), findings, rest: Understood { broken, ..second.rest } },
        None => second,
    }
}

/// The blocks of the outermost map, each read by itself: those that can be, what is wrong with the others, and their keys. None where no
/// block can be read.
fn parts(text: &str) -> Option<(Node, Vec<Finding>, Vec<String>)> {
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split_once(':').map(|(key, _)| key).filter(|key| {
            key.starts_with(|c: char| c.is_ascii_alphabetic())
                && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
        });
        if let Some(key) = key {
            starts.push((at, key.trim()));
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]).collect();
    let mut entries = Vec::new();
    let (mut findings, mut broken) = (Vec::new(), Vec::new());
    for ((start, key), end) in starts.iter().zip(ends) {
        // Blank as far as it stands from the top, so that everything is where it is in the file.
        let mut block: String = text
            .get(..*start)
            .unwrap_or_default()
            .chars()
            .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
            .collect();
        block = block.trim_end_matches(' ').to_owned();
        block.push_str(text.get(*start..end).unwrap_or_default());
        let built = tree::build(&block);
        findings.extend(built.findings);
        match built.root.map(|root| root.value) {
            Some(Value::Map(own)) => entries.extend(own),
            _ => broken.push((*key).to_owned()),
        }
    }
    let root = Node::of_file(text, entries);
    (broken.len() < starts.len()).then_some((root, findings, broken))
}

/// Characters that none of the fonts can print, each once, at its first place.
fn glyphs(root: &Node, notes: &mut Vec<Finding>) {
    let mut seen = Vec::new();
    root.visit_text(&mut |text, span| {
        for c in crate::fonts::missing_glyphs(text) {
            if !seen.contains(&c) {
                seen.push(c);
                notes.push(
                    Finding::new(
                        "R009",
                        Severity::Error,
                        format!("no font has the character `{c}` (U+{:04X})", u32::from(c)),
                        Place::Span(span.clone()),
                    )
                    .help("write it in words, or the name in Latin letters"),
                );
            }
        }
    });
}

/// The bytes of a file with pieces of its text replaced, in the encoding and with the line ends that it has: everything else stays byte
/// for byte. None where the text is not what the file holds: lines that were put right, or an encoding that cannot be written.
#[must_use]
pub fn written(source: &Source, pieces: &[(Range<usize>, String)]) -> Option<Vec<u8>> {
    if !source.repaired.is_empty() || !source.broken.is_empty() {
        return None;
    }
    let decoded = decode(&source.raw, &mut Vec::new()).ok()?;
    let (cleaned, changes) = clean(&decoded);
    if cleaned != source.text {
        return None;
    }
    // From a place of the text to that of the file: what was replaced there is longer or shorter.
    let there = |at: usize| {
        let before = changes.iter().filter(|c| c.at + c.len <= at && (c.len > 0 || c.at < at));
        before.fold(at, |at, c| at + c.was.len_utf8() - c.len)
    };
    let line_end = if decoded.contains("\r\n") { "\r\n" } else { "\n" };
    let mut sorted: Vec<&(Range<usize>, String)> = pieces.iter().collect();
    sorted.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(decoded.len());
    let mut at = 0;
    for (range, new) in sorted {
        out.push_str(decoded.get(at..there(range.start))?);
        out.push_str(&new.replace('\n', line_end));
        at = there(range.end);
    }
    out.push_str(decoded.get(at..)?);
    if std::str::from_utf8(&source.raw).is_ok() {
        // A mark at the beginning of a file is part of what was decoded, unless it was taken for the encoding's.
        let mark = source.raw.starts_with(b"\xEF\xBB\xBF") && !decoded.starts_with('\u{feff}');
        return Some([if mark { &b"\xEF\xBB\xBF"[..] } else { b"" }, out.as_bytes()].concat());
    }
    if encoding_rs::Encoding::for_bom(&source.raw).is_some() {
        return None;
    }
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&out);
    // What that cannot say, only another encoding can.
    Some(if lost { out.clone().into_bytes() } else { bytes.into_owned() })
}

/// The text of a file: UTF-8, or what offices save besides.
fn decode<'b>(bytes: &'b [u8], notes: &mut Vec<Finding>) -> Result<Cow<'b, str>, Box<Finding>> {
    if let Some(what) = not_text(bytes) {
        let (what, help) = what;
        return Err(Box::new(Finding::new("R004", Severity::Error, format!("this is {what}, not a record"), Place::File).help(help)));
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        if !broken {
            return Ok(text);
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            let at = text
                .char_indices()
                .nth(bytes.get(..error.valid_up_to()).map_or(0, |b| String::from_utf8_lossy(b).chars().count()))
                .map_or(0, |(at, _)| at);
            notes.push(
                Finding::new(
                    "R004",
                    Severity::Note,
                    "the file is not UTF-8 text; it was read as Windows text (code page 1252)",
                    Place::Span(at..at + 1),
                )
                .help("look at names with accents once; `minutebook fmt` saves it as UTF-8"),
            );
            Ok(text)
        }
    }
}

/// What a file is that is no text, and what to do with it.
fn not_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let holds = |name: &[u8]| bytes.windows(name.len()).take(4096).any(|w| w == name);
        return Some(if holds(b"word/") || holds(b"[Content_Types]") {
            (
                "a Word or other Office document",
                "a record is a text file: begin one with `minutebook new review`, and copy the text into it",
            )
        } else {
            ("a ZIP folder", "take the files out of it first, then give their folder")
        });
    }
    if bytes.starts_with(b"%PDF") {
        return Some(("a PDF", "records are the text files that PDFs are made of"));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some((
            "an old Word or other Office document",
            "a record is a text file: begin one with `minutebook new review`, and copy the text into it",
        ));
    }
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    (!utf16 && bytes.iter().take(8192).any(|b| *b == 0)).then_some(("no text file", "keep files that are not records in another folder"))
}
