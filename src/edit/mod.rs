//! A record's file changed in one place: comments, order and layout of everything else stay byte for byte. Whatever is written is read
//! again and held against what was meant, so that a change that would say anything else is refused, not made.

mod editor;
mod written;

use std::ops::Range;

use serde_json::{Map, Value as Json};

use crate::read::{self, Node, Source, Value};
use crate::record::describe::Field;
use crate::spelling::{self, Fields};

use editor::Editor;

/// A change of one place, which a JSON Pointer names.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Puts a value where the pointer leads, whether there is one or not.
    Set(String, Json),
    /// Takes a value out with its key; what then holds nothing goes too.
    Remove(String),
    /// Puts an item into a list, before the one of that number or at its end.
    Insert(String, usize, Json),
    /// Moves an item of a list to the place of its neighbour.
    Swap(String, usize, usize),
    /// Takes out the remark that says where a value was carried over from.
    Confirm(String),
}

/// Why a file was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing at the place that was named.
    #[error("what was to be changed is not there any more")]
    Gone,
    /// How it is written does not let one place be changed by itself.
    #[error("this place is written in a way that can only be changed in the text itself")]
    Layout,
}

/// Some bytes of a text, and what is to stand in their place.
pub type Piece = (Range<usize>, String);

/// The text of a source with pieces of it replaced. Of two that overlap the second is left out.
#[must_use]
pub fn pieced(text: &str, pieces: &[Piece]) -> String {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in sorted {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The bytes of a file after some changes, one after another.
///
/// # Errors
/// When one of them cannot be made without touching anything else.
pub fn changed(source: &Source, fields: Fields, changes: &[Change]) -> Result<Vec<u8>, Refused> {
    let mut bytes = source.raw.clone();
    let mut now: Option<Source> = None;
    for change in changes {
        let source = now.as_ref().unwrap_or(source);
        bytes = one(source, fields, change)?;
        let mut read = read::parse(source.path.clone(), &bytes, &mut Vec::new()).map_err(|_| Refused::Layout)?;
        spelling::put(&mut read, fields);
        now = Some(read);
    }
    Ok(bytes)
}

fn one(source: &Source, fields: Fields, change: &Change) -> Result<Vec<u8>, Refused> {
    let known = source.root.text_at("kind").and_then(fields).ok_or(Refused::Layout)?;
    let mut meant = raw(&source.root);
    apply(&mut meant, known, change)?;
    let editor = Editor { text: &source.text, root: &source.root, known };
    for pieces in editor.ways(change)? {
        let text = pieced(&source.text, &pieces);
        let Ok(mut again) = read::parse(source.path.clone(), text.as_bytes(), &mut Vec::new()) else { continue };
        spelling::put(&mut again, fields);
        if again.repaired.is_empty() && again.broken.is_empty() && raw(&again.root) == meant {
            return read::written(source, &pieces).ok_or(Refused::Layout);
        }
    }
    Err(Refused::Layout)
}

/// Whether two trees say the same.
#[must_use]
pub fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => a == b,
        (Value::Seq(a), Value::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(a), Value::Map(b)) => a.len() == b.len() && a.iter().zip(b).all(|((k, a), (l, b))| k.text == l.text && same(a, b)),
        _ => false,
    }
}

/// The tree as texts alone. A line end at the end of a text means nothing, nor does a key without a value.
fn raw(node: &Node) -> Json {
    match &node.value {
        Value::Scalar { text, .. } => Json::from(text.trim_end()),
        Value::Seq(items) => Json::Array(items.iter().map(raw).collect()),
        Value::Map(entries) => Json::Object(entries.iter().map(|(key, node)| (key.text.clone(), raw(node))).collect()),
    }
}

/// A value as texts alone.
fn texts(value: &Json) -> Json {
    match value {
        Json::String(text) => Json::from(text.trim_end()),
        Json::Array(items) => Json::Array(items.iter().map(texts).collect()),
        Json::Object(map) => Json::Object(map.iter().map(|(key, value)| (key.clone(), texts(value))).collect()),
        Json::Null => Json::from(""),
        other => Json::from(other.to_string()),
    }
}

/// The parts of a pointer.
pub(crate) fn parts(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// The change made to a tree of texts.
fn apply(tree: &mut Json, known: &Field, change: &Change) -> Result<(), Refused> {
    match change {
        Change::Set(at, value) => {
            let parts = parts(at);
            let mut slot = tree;
            for (i, part) in parts.iter().enumerate() {
                let is_list = known.at(parts.get(..i).unwrap_or_default()).is_some_and(|field| field.items.is_some());
                if slot.is_string() && slot.as_str() == Some("") {
                    *slot = if is_list { Json::Array(Vec::new()) } else { Json::Object(Map::new()) };
                }
                slot = match slot {
                    Json::Object(map) => map.entry(part.clone()).or_insert_with(|| Json::from("")),
                    Json::Array(items) => {
                        let index: usize = part.parse().map_err(|_| Refused::Gone)?;
                        if index == items.len() {
                            items.push(Json::from(""));
                        }
                        items.get_mut(index).ok_or(Refused::Gone)?
                    }
                    _ => return Err(Refused::Gone),
                };
            }
            *slot = texts(value);
            Ok(())
        }
        Change::Remove(at) => {
            let mut at = at.clone();
            loop {
                let (above, last) = at.rsplit_once('/').ok_or(Refused::Gone)?;
                let last = last.replace("~1", "/").replace("~0", "~");
                let above = above.to_owned();
                match tree.pointer_mut(&above).ok_or(Refused::Gone)? {
                    Json::Object(map) => {
                        map.shift_remove(&last).ok_or(Refused::Gone)?;
                        let within_list = above.rsplit_once('/').is_some_and(|(list, _)| tree.pointer(list).is_some_and(Json::is_array));
                        let is_empty = tree.pointer(&above).and_then(Json::as_object).is_some_and(Map::is_empty);
                        if !is_empty || above.is_empty() || within_list {
                            return Ok(());
                        }
                        at = above;
                    }
                    Json::Array(items) => {
                        let index: usize = last.parse().map_err(|_| Refused::Gone)?;
                        if index >= items.len() {
                            return Err(Refused::Gone);
                        }
                        items.remove(index);
                        return Ok(());
                    }
                    _ => return Err(Refused::Gone),
                }
            }
        }
        Change::Insert(at, index, value) => match tree.pointer_mut(at) {
            Some(Json::Array(items)) => {
                items.insert((*index).min(items.len()), texts(value));
                Ok(())
            }
            None => apply(tree, known, &Change::Set(at.clone(), Json::Array(vec![value.clone()]))),
            Some(slot) if slot.as_str() == Some("") => {
                *slot = Json::Array(vec![texts(value)]);
                Ok(())
            }
            Some(_) => Err(Refused::Layout),
        },
        Change::Swap(at, from, to) => match tree.pointer_mut(at) {
            Some(Json::Array(items)) if (*from).max(*to) < items.len() => {
                items.swap(*from, *to);
                Ok(())
            }
            _ => Err(Refused::Gone),
        },
        Change::Confirm(_) => Ok(()),
    }
}

/// The remark beside a value, or in the line above it, that says where it was carried over from.
#[must_use]
pub fn remark(text: &str, root: &Node, at: &str, node: &Node) -> Option<Range<usize>> {
    let known = Field::default();
    Editor { text, root, known: &known }.remark(&parts(at), node)
}

/// Whether a remark says that something was carried over.
#[must_use]
pub fn is_carried(remark: &str) -> bool {
    let words = remark.trim().trim_start_matches('#').trim_start().to_lowercase();
    words.starts_with("carried from") || words.starts_with("carried:")
}
