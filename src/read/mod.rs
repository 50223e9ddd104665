//! YAML text to a value tree in which every node knows where it was written.
//! Knows nothing of what a record should hold. Scalars keep the text as typed: `00432`, `no` and `16:00` stay what they are
//! until the schema says what was meant.

mod clean;
mod tree;

pub use clean::clean;
pub use tree::{Key, Node, Value};

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
    let text = clean(decode(&bytes).ok()?).0;
    // The blocks are cut out of the text first: parsing is what costs. What is written otherwise, with flow marks around all of
    // it or anchors between the blocks, is read whole.
    let (cut, _) = blocks(&text, keys).map(|t| tree::build(&t)).unwrap_or_default();
    cut.or_else(|| tree::build(&text).0)
}

/// Some keys of the outermost map of a file, as a source of its own whose lines are those of the file.
///
/// # Errors
/// As [`read`]; what is wrong in the blocks left out is not seen.
pub fn read_part(path: PathBuf, keys: &[&str], notes: &mut Vec<Finding>) -> Result<Source, Vec<Finding>> {
    let Ok(bytes) = fs::read(&path) else { return read(path, notes) };
    let text = decode(&bytes).map_err(|finding| vec![*finding])?;
    let text = clean(text).0;
    if let Some(cut) = blocks(&text, keys)
        && let (Some(root), findings) = tree::build(&cut)
        && findings.is_empty()
    {
        return Ok(Source { path, text: cut, root, raw: Vec::new() });
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
    let text = decode(bytes).map_err(|finding| vec![*finding])?;
    let (text, cleaned) = clean(text);
    let text = text.into_owned();
    for change in cleaned {
        notes.push(
            Finding::new("R006", Severity::Warning, change.message(), Place::Span(change.at..change.at + change.len))
                .help("retype the character, or paste the text again without formatting"),
        );
    }
    let (root, findings) = tree::build(&text);
    match root {
        // What is wrong in places does not keep the rest from being checked: everything is told at once.
        Some(root) => {
            notes.extend(findings);
            glyphs(&root, notes);
            Ok(Source { path, text, root, raw: bytes.to_vec() })
        }
        None => Err(findings.into_iter().map(|finding| finding.with_text(&text)).collect()),
    }
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

fn decode(bytes: &[u8]) -> Result<&str, Box<Finding>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wrong = |what: &str| {
        Box::new(
            Finding::new("R004", Severity::Error, format!("the file is not UTF-8 text: {what}"), Place::File)
                .help("open it in your editor and save it with the encoding UTF-8"),
        )
    };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(wrong("it is UTF-16"));
    }
    std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes.get(..e.valid_up_to()).map_or(1, |b| b.iter().filter(|c| **c == b'\n').count() + 1);
        wrong(&format!("line {line} has a byte that is not"))
    })
}
