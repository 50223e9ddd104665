//! The value tree, built from parser events, with limits on depth and size so that no file can exhaust the machine.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span};

use super::Respelled;
use super::clean::clean;
use crate::diagnostic::{Finding, Place, Severity};

/// Deepest nesting of lists and maps. A record needs six.
const MAX_DEPTH: usize = 32;
/// Longest word, in characters: about what a line holds.
const MAX_WORD: usize = 60;
/// How many keys a map has whose keys are compared one by one.
const SHORT: usize = 32;
/// Most nodes after aliases are filled in. A long record has about 3,000.
const MAX_NODES: usize = 100_000;

/// A value and the bytes of the text it was written in.
#[derive(Debug, Clone)]
pub struct Node {
    start: u32,
    end: u32,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// A scalar: its text, and whether it was written plain (without quotes or block marks).
    Scalar {
        /// The text after YAML's escapes.
        text: String,
        /// Written without quotes, so that `true`, `3` and nothing at all may mean more than text.
        plain: bool,
    },
    /// A list.
    Seq(Vec<Node>),
    /// A map, in the order written.
    Map(Vec<(Key, Node)>),
}

/// A map's key.
#[derive(Debug, Clone)]
pub struct Key {
    /// The text.
    pub text: String,
    start: u32,
    end: u32,
}

impl Key {
    /// Where it was written.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Node {
    /// Where it was written, whole.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What to underline for it: a scalar whole, of a list or map the first byte.
    pub(super) fn head(&self) -> Range<usize> {
        match self.value {
            Value::Scalar { .. } => self.span(),
            _ => self.start as usize..self.start as usize + 1,
        }
    }

    /// The child under a key or index, and what to underline for it: the value if it is a scalar, else its key.
    pub(super) fn child(&self, part: &str) -> Option<(&Node, Range<usize>)> {
        match &self.value {
            Value::Map(entries) => {
                let (key, node) = entries.iter().find(|(k, _)| k.text == part)?;
                let span = match &node.value {
                    Value::Scalar { text, .. } if !text.is_empty() => node.span(),
                    _ => key.span(),
                };
                Some((node, span))
            }
            Value::Seq(items) => {
                let node = items.get(part.parse::<usize>().ok()?)?;
                Some((node, node.head()))
            }
            Value::Scalar { .. } => None,
        }
    }

    /// The scalar text under a key of a map.
    #[must_use]
    pub fn text_at(&self, key: &str) -> Option<&str> {
        match self.child(key) {
            Some((Node { value: Value::Scalar { text, .. }, .. }, _)) => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The value under a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(k, _)| k.text == key).map(|(_, n)| n),
            _ => None,
        }
    }

    /// The value under a key of a map, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Map(entries) => entries.iter_mut().find(|(k, _)| k.text == key).map(|(_, n)| n),
            _ => None,
        }
    }

    /// The outermost map of a file, of blocks that were read one by one.
    pub(super) fn of_file(text: &str, entries: Vec<(Key, Self)>) -> Self {
        Self { start: 0, end: narrow(text.len()), value: Value::Map(entries) }
    }

    /// A value that stands where this one does.
    #[must_use]
    pub fn in_place(&self, value: Value) -> Self {
        Self { start: self.start, end: self.end, value }
    }

    /// The entries of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Seq(items) => items,
            _ => &[],
        }
    }

    /// Hands every scalar's text that is not plain Latin to a function.
    pub(super) fn visit_text(&self, f: &mut impl FnMut(&str, Range<usize>)) {
        match &self.value {
            // Everything below is in the main face: most texts need no closer look.
            Value::Scalar { text, .. } if text.is_ascii() || text.chars().all(|c| u32::from(c) < 0x250) => {}
            Value::Scalar { text, .. } => f(text, self.span()),
            Value::Seq(items) => items.iter().for_each(|n| n.visit_text(f)),
            Value::Map(entries) => entries.iter().for_each(|(_, n)| n.visit_text(f)),
        }
    }

    /// Takes a key without a value into a text before it; false where that is no text.
    fn goes_on(&mut self, key: &Key) -> bool {
        match &mut self.value {
            Value::Scalar { text, plain: true } => {
                // One small word is a code or a key, and what follows it another.
                let words = text.chars().any(char::is_alphabetic) && (text.contains(' ') || text.starts_with(char::is_uppercase));
                if words && !text.starts_with('[') {
                    text.push_str(", ");
                    text.push_str(&key.text);
                    self.end = key.end;
                }
                words
            }
            _ => false,
        }
    }

    /// Whether it was left empty: `key:` with nothing behind it, `~` or `null`.
    #[must_use]
    pub fn is_empty_scalar(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }
}

enum Frame {
    Seq(Vec<Node>, usize, usize),
    /// Entries, the key whose value is still to come, where it began, its anchor, and the keys there are with where each stands.
    Map(Vec<(Key, Node)>, Option<Key>, usize, usize, HashMap<String, usize>),
}

/// What is made of a text.
pub struct Built {
    /// The tree of the one document in it; without one, the findings say why.
    pub root: Option<Node>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What was read otherwise than YAML has it: a comma in a text between braces.
    pub respelled: Vec<Respelled>,
}

/// Builds the tree of the one document in `text`.
pub fn build(text: &str) -> Built {
    let mut builder = Builder { text, ..Builder::default() };
    let root = builder.run();
    Built { root, findings: builder.findings, respelled: builder.respelled }
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    findings: Vec<Finding>,
    respelled: Vec<Respelled>,
    stack: Vec<Frame>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    documents: usize,
    root: Option<Node>,
}

impl Builder<'_> {
    fn run(&mut self) -> Option<Node> {
        let mut parser = Parser::new_from_str(self.text);
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, span)) => {
                    if !self.take(event, span) {
                        return None;
                    }
                }
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    self.error("R001", format!("this is not valid YAML: {}", error.info()), at..at + 1, yaml_hint(&error.info()));
                    return None;
                }
            }
        }
        if self.root.is_none() && self.findings.is_empty() {
            self.findings.push(
                Finding::new("R001", Severity::Error, "the file is empty", Place::File).help("start a record with `minutebook new review`"),
            );
        }
        self.root.take()
    }

    fn error(&mut self, code: &'static str, message: impl Into<String>, span: Range<usize>, help: &str) {
        self.findings.push(Finding::new(code, Severity::Error, message, Place::Span(span)).help(help));
    }

    /// Takes one event; false stops the reading.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let start = span.start.byte_offset().unwrap_or(0);
        let end = span.end.byte_offset().unwrap_or(start).max(start);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.error(
                        "R005",
                        "the file holds more than one record",
                        start..start + 3,
                        "keep each record in a file of its own, and take out the line `---`",
                    );
                    return false;
                }
                true
            }
            Event::Scalar(value, style, anchor, _) => {
                let plain = matches!(style, ScalarStyle::Plain);
                self.look_at(&value, plain, start..end);
                let text = self.clean_scalar(value, plain, start..end);
                let node = self.node(start, end, Value::Scalar { text, plain });
                self.keep(anchor, &node);
                self.add(node)
            }
            Event::SequenceStart(_, anchor, _) => self.push(Frame::Seq(Vec::new(), start, anchor)),
            Event::MappingStart(_, anchor, _) => self.push(Frame::Map(Vec::new(), None, start, anchor, HashMap::new())),
            Event::SequenceEnd | Event::MappingEnd => {
                let (value, from, anchor) = match self.stack.pop() {
                    Some(Frame::Seq(items, from, anchor)) => (Value::Seq(items), from, anchor),
                    Some(Frame::Map(entries, _, from, anchor, _)) => (Value::Map(entries), from, anchor),
                    None => return true,
                };
                let node = self.node(from, end.max(from), value);
                self.keep(anchor, &node);
                self.add(node)
            }
            Event::Alias(id) => match self.anchors.get(&id) {
                Some((node, size)) => {
                    self.nodes = self.nodes.saturating_add(*size);
                    if self.nodes > MAX_NODES {
                        self.too_big(start..end);
                        return false;
                    }
                    let mut node = node.clone();
                    (node.start, node.end) = (narrow(start), narrow(end));
                    self.add(node)
                }
                None => {
                    self.error("R001", "this alias repeats itself", start..end, "write the value out instead of `*`");
                    false
                }
            },
            _ => true,
        }
    }

    /// Text that is likely to be lost: behind a `#`, or off the edge of the page.
    fn look_at(&mut self, value: &str, plain: bool, span: Range<usize>) {
        let rest = self.text.get(span.end..).unwrap_or_default();
        let behind = rest.trim_start_matches(' ').strip_prefix('#').and_then(|r| r.chars().next());
        let number = behind.is_some_and(|c| c.is_ascii_digit());
        if plain && (value.contains(' ') || number) && rest.starts_with(' ') && behind.is_some_and(|c| !c.is_whitespace() && c != '#') {
            self.findings.push(
                Finding::new(
                    "R010",
                    Severity::Warning,
                    "the text ends at the `#`: what stands behind it is taken for a comment",
                    Place::Span(span.clone()),
                )
                .help("put the whole text into quotation marks if the rest belongs to it"),
            );
        }
        if value.len() <= MAX_WORD {
            return;
        }
        let longest = value.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
        if longest > MAX_WORD {
            self.error("R011", format!("a word of {longest} characters is longer than a line"), span, "put a space into it, or shorten it");
        }
    }

    /// Escapes in quoted text can hold what the file's own text cannot.
    fn clean_scalar(&mut self, value: Cow<'_, str>, plain: bool, span: Range<usize>) -> String {
        if plain || !self.text.get(span.clone()).is_some_and(|t| t.contains('\\')) {
            return value.into_owned();
        }
        let (text, changes) = clean(&value);
        if let Some(change) = changes.first() {
            self.findings.push(
                Finding::new("R006", Severity::Warning, change.message(), Place::Span(span)).help("take the escape out of the quoted text"),
            );
        }
        text.into_owned()
    }

    fn node(&mut self, start: usize, end: usize, value: Value) -> Node {
        self.nodes += 1;
        Node { start: narrow(start), end: narrow(end), value }
    }

    fn keep(&mut self, anchor: usize, node: &Node) {
        if anchor > 0 {
            let size = size(node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
    }

    fn too_big(&mut self, span: Range<usize>) {
        self.error("R003", "the record unfolds to more than a record can hold", span, "write values out instead of using aliases (`*`)");
    }

    fn push(&mut self, frame: Frame) -> bool {
        let (Frame::Seq(_, start, _) | Frame::Map(_, _, start, ..)) = &frame;
        let start = *start;
        self.stack.push(frame);
        if self.stack.len() > MAX_DEPTH {
            self.error(
                "R003",
                format!("lists and maps are nested more than {MAX_DEPTH} deep"),
                start..start + 1,
                "look for stray brackets or a wrong indentation",
            );
            return false;
        }
        true
    }

    fn add(&mut self, node: Node) -> bool {
        if self.nodes > MAX_NODES {
            self.too_big(node.head());
            return false;
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::Seq(items, ..)) => items.push(node),
            Some(Frame::Map(_, key @ None, ..)) => {
                if let Value::Scalar { text, .. } = node.value {
                    *key = Some(Key { text, start: node.start, end: node.end });
                } else {
                    let span = node.head();
                    self.error(
                        "R001",
                        "a key must be a word, not a list or a map",
                        span,
                        "take out the `?` or the brackets before the colon",
                    );
                    return false;
                }
            }
            Some(Frame::Map(entries, key, _, _, known)) => {
                let Some(key) = key.take() else { return true };
                // Between braces a comma begins another key; what has no colon is the rest of a text, as of an address.
                let alone =
                    node.is_empty_scalar() && !self.text.get(key.end as usize..).is_some_and(|rest| rest.trim_start().starts_with(':'));
                if alone
                    && let Some((_, before)) = entries.last_mut()
                    && before.goes_on(&key)
                {
                    if let Value::Scalar { text, .. } = &before.value {
                        let span = before.span();
                        self.respelled.retain(|r| r.span.start != span.start);
                        self.respelled.push(Respelled { span, now: serde_json::Value::String(text.clone()).to_string() });
                    }
                    return true;
                }
                // A short map is gone through; of a long one its keys are kept, or the time would grow with their square.
                let twice = if entries.len() < SHORT {
                    entries.iter().find(|(k, _)| k.text == key.text)
                } else {
                    if known.is_empty() {
                        known.extend(entries.iter().enumerate().map(|(at, (k, _))| (k.text.clone(), at)));
                    }
                    known.get(&key.text).and_then(|at| entries.get(*at))
                };
                if let Some((first, _)) = twice {
                    let finding =
                        Finding::new("R002", Severity::Error, format!("`{}` is written twice", key.text), Place::Span(key.span()))
                            .also(Place::Span(first.span()), "it is here first")
                            .help("keep one of the two");
                    self.findings.push(finding);
                } else {
                    if !known.is_empty() {
                        known.insert(key.text.clone(), entries.len());
                    }
                    entries.push((key, node));
                }
            }
        }
        true
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::Seq(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|(_, n)| size(n)).sum(),
    }
}

/// What usually lies behind a parser's complaint, in words for somebody who has never heard of YAML.
fn yaml_hint(info: &str) -> &'static str {
    if info.contains("tab") {
        "take the tab out, and move the line in with spaces"
    } else if info.contains("quot") || info.contains("end of stream") || info.contains("scalar") {
        "look for a quotation mark that is opened and not closed, here or above"
    } else if info.contains("block mapping") || info.contains("block collection") || info.contains("indentation") {
        "this line is not in line with those above it that belong with it: move it in or out by spaces until they begin below each other"
    } else if info.contains("simple key") || info.contains("expected ':'") {
        "this looks like the next paragraph of the text above: move it in as far as that text, or put a colon behind the key"
    } else if info.contains("flow") {
        "look for a bracket `{` or `[` that is not closed, here or above"
    } else {
        "look at this line and the one above: every line of a part begins below the others, and text with a colon stands in quotation marks"
    }
}
