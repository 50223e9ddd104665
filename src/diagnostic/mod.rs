//! What a finding is, and what it looks like once the file it speaks of is at hand. Printing is in the modules below.
//!
//! A [`Finding`] names its place by a route into the YAML; [`Diagnostic`] is the same with line, column and excerpt.

mod human;
mod line;

pub use human::human;
pub use line::{json, short};

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A text in which a place can be looked up: a file that was read.
pub trait Located: std::fmt::Debug + Send + Sync {
    /// Where it lies, as the user would write it.
    fn path(&self) -> &Path;
    /// Its text.
    fn text(&self) -> &str;
    /// The bytes of the value that a JSON Pointer leads to, or of the nearest parent that is there.
    fn span(&self, pointer: &str) -> Range<usize>;
    /// The bytes of the key that a pointer ends in.
    fn key_span(&self, pointer: &str) -> Range<usize>;
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A document is withheld.
    Error,
    /// Told; documents are made.
    Warning,
    /// For information: nothing is to be put right.
    Note,
}

impl Severity {
    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Bytes of the text, where there is no tree to point into.
    Span(Range<usize>),
    /// The value a JSON Pointer leads to, or its nearest parent when it is missing.
    At(String),
    /// The key a JSON Pointer ends in.
    Key(String),
}

/// A second place and what it has to do with the finding.
#[derive(Debug, Clone)]
pub struct Also {
    /// The place.
    pub place: Place,
    /// What is there.
    pub text: String,
    /// The other file it lies in, as the policy pack; none for the record itself.
    pub source: Option<Arc<dyn Located>>,
}

/// Findings of one kind in one file that are told one by one; of more only the number.
pub const OF_ONE_KIND: usize = 25;

/// Findings of which those of one kind are told one by one up to a number.
#[derive(Debug, Default)]
pub struct Capped {
    findings: Vec<Finding>,
    more: std::collections::BTreeMap<&'static str, (usize, Finding)>,
    told: std::collections::BTreeMap<&'static str, usize>,
}

impl Capped {
    /// Keeps a finding, or counts it.
    pub fn push(&mut self, finding: Finding) {
        let told = self.told.entry(finding.code).or_default();
        *told += 1;
        if *told <= OF_ONE_KIND {
            self.findings.push(finding);
        } else {
            let (count, first) = self.more.entry(finding.code).or_insert_with(|| (0, finding.clone()));
            *count += 1;
            first.severity = first.severity.min(finding.severity);
        }
    }

    /// All of them, with how many more there are of a kind.
    #[must_use]
    pub fn end(self) -> Vec<Finding> {
        let Self { mut findings, more, .. } = self;
        for (code, (count, first)) in more {
            let times = if count == 1 { "once more".to_owned() } else { format!("{count} times more") };
            findings.push(
                Finding::new(code, first.severity, format!("the same is found {times} in this file"), first.place)
                    .help("put those above right first, then check again"),
            );
        }
        findings
    }
}

/// Something found in a record, its place still a route.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Stable code, never reused.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that matter.
    pub also: Vec<Also>,
    /// What to do.
    pub help: Vec<String>,
    /// The regulation or policy clause.
    pub source: Option<String>,
    text: Option<Arc<str>>,
}

impl Finding {
    /// A finding without help, source or second place.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>, place: Place) -> Self {
        Self { code, severity, message: message.into(), place, also: Vec::new(), help: Vec::new(), source: None, text: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds whose rule it is.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Adds a second place in the same file.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.also.push(Also { place, text: text.into(), source: None });
        self
    }

    /// Adds a second place in another file.
    #[must_use]
    pub fn also_in(mut self, source: Arc<dyn Located>, place: Place, text: impl Into<String>) -> Self {
        self.also.push(Also { place, text: text.into(), source: Some(source) });
        self
    }

    /// Keeps the text the spans point into, for a file that has no tree.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The pointer, where the place is one.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match &self.place {
            Place::At(p) | Place::Key(p) => p,
            Place::File | Place::Span(_) => "",
        }
    }

    /// Looks the places up.
    #[must_use]
    pub fn resolve(&self, path: &Path, source: Option<&dyn Located>) -> Diagnostic {
        let text = source.map(Located::text).or(self.text.as_deref()).unwrap_or("");
        let span = locate(&self.place, source).filter(|_| !text.is_empty());
        let (line, column) = span.as_ref().map_or((1, 1), |s| line_column(text, s.start));
        let mut excerpts: Vec<Excerpt> = Vec::new();
        if let Some(span) = span {
            excerpts.push(excerpt(path, text, span, String::new()));
        }
        for also in &self.also {
            let of = also.source.as_deref().or(source);
            let of_text = of.map_or(text, Located::text);
            let of_path = also.source.as_ref().map_or(path, |s| s.path());
            if let Some(span) = locate(&also.place, of) {
                excerpts.push(excerpt(of_path, of_text, span, also.text.clone()));
            }
        }
        Diagnostic {
            code: self.code.to_owned(),
            severity: self.severity,
            message: self.message.clone(),
            file: shown(path),
            line,
            column,
            pointer: self.pointer().to_owned(),
            help: self.help.clone(),
            source: self.source.clone(),
            excerpts,
        }
    }
}

fn locate(place: &Place, source: Option<&dyn Located>) -> Option<Range<usize>> {
    match place {
        Place::File => None,
        Place::Span(span) => Some(span.clone()),
        Place::At(pointer) => source.map(|s| s.span(pointer)),
        Place::Key(pointer) => source.map(|s| s.key_span(pointer)),
    }
}

/// A few lines of a file with the bytes to underline.
#[derive(Debug, Clone, Serialize)]
pub struct Excerpt {
    /// The file.
    pub file: String,
    /// The lines.
    pub text: String,
    /// The number of the first, from 1.
    pub first_line: usize,
    /// The bytes of `text` to underline.
    pub span: Range<usize>,
    /// What is said beside them.
    pub label: String,
}

/// A finding with its place looked up: everything a printer needs.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnostic {
    /// Stable code.
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// JSON Pointer into the record; empty for the whole.
    pub pointer: String,
    /// What to do.
    pub help: Vec<String>,
    /// Whose rule it is.
    pub source: Option<String>,
    /// The lines, the first of them the place itself.
    #[serde(skip)]
    pub excerpts: Vec<Excerpt>,
}

/// A path as it is printed: characters that would move a terminal's cursor or begin a new line are escaped.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if !text.chars().any(char::is_control) {
        return text.into_owned();
    }
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

/// A path in a command that is printed to be copied: with quotation marks where it needs them.
#[must_use]
pub fn quoted(path: &Path) -> String {
    let text = shown(path);
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | ':' | '+' | ','));
    if plain { text } else { format!("\"{text}\"") }
}

/// Line and column (in characters) of a byte offset, from 1.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = floor(text, offset);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

fn floor(text: &str, offset: usize) -> &str {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.get(..at).unwrap_or("")
}

fn excerpt(path: &Path, text: &str, span: Range<usize>, label: String) -> Excerpt {
    let before = floor(text, span.start);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    // Underline the first line of what is longer: the rest would bury the message.
    let rest = text.get(line_start..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    let start = before.len() - line_start;
    let mut end = (span.end.max(span.start + 1) - line_start).min(line.len().max(start));
    while end > start && !line.is_char_boundary(end) {
        end -= 1;
    }
    let first = before.bytes().filter(|b| *b == b'\n').count();
    Excerpt { file: shown(path), text: line.to_owned(), first_line: first + 1, span: start..end.max(start), label }
}
