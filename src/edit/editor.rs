//! Works out what to write where: the spans of the tree say where each value, key and item stands.

use std::ops::Range;

use serde_json::Value as Json;

use super::written::{block, entry, inline, item};
use super::{Change, Piece, Refused, is_carried, parts};
use crate::read::{Node, Value};
use crate::record::describe::Field;
use crate::spelling;

/// Works out what to write where.
pub(super) struct Editor<'a> {
    pub(super) text: &'a str,
    pub(super) root: &'a Node,
    pub(super) known: &'a Field,
}

impl<'a> Editor<'a> {
    /// Ways to make a change, the one that touches least first.
    pub(super) fn ways(&self, change: &Change) -> Result<Vec<Vec<Piece>>, Refused> {
        match change {
            Change::Set(at, value) => self.set(&parts(at), value),
            Change::Remove(at) => self.remove(&parts(at)).map(|pieces| vec![pieces]),
            Change::Insert(at, index, value) => self.insert(&parts(at), *index, value),
            Change::Swap(at, from, to) => self.swap(&parts(at), *from, *to).map(|pieces| vec![pieces]),
            Change::Confirm(at) => {
                let parts = parts(at);
                let node = *self.trail(&parts).get(parts.len()).ok_or(Refused::Gone)?;
                let range = self.remark(&parts, node).ok_or(Refused::Gone)?;
                Ok(vec![vec![(range, String::new())]])
            }
        }
    }

    /// A remark with the blank before it, or the line that it has for itself.
    pub(super) fn remark(&self, parts: &[String], node: &Node) -> Option<Range<usize>> {
        let says_so = |remark: &str| remark.trim_start().starts_with('#') && is_carried(remark);
        let end = self.end_of(node);
        let rest = self.text.get(end..self.line_end(end))?;
        if says_so(rest) {
            return Some(end..end + rest.trim_end().len());
        }
        let above = *self.trail(parts).get(parts.len().checked_sub(1)?)?;
        let start = match &above.value {
            Value::Map(_) => self.key_of(above, parts).ok()?.start,
            _ => self.dash(node).ok()?,
        };
        let start = self.line_start(start);
        let line = self.line_start(start.checked_sub(1)?);
        says_so(self.text.get(line..start)?).then_some(line..start)
    }

    /// The nodes on the way to a place, as far as there are any: the root first.
    fn trail(&self, parts: &[String]) -> Vec<&'a Node> {
        let mut out = vec![self.root];
        for part in parts {
            let Some(next) = out.last().and_then(|node| below(node, part)) else { break };
            out.push(next);
        }
        out
    }

    fn set(&self, parts: &[String], value: &Json) -> Result<Vec<Vec<Piece>>, Refused> {
        let trail = self.trail(parts);
        let (node, depth) = (*trail.last().ok_or(Refused::Gone)?, trail.len() - 1);
        if depth == parts.len() {
            return self.replace(&trail, parts, value);
        }
        let mut whole = value.clone();
        for i in (depth + 1..parts.len()).rev() {
            let is_list = self.known.at(parts.get(..i).unwrap_or_default()).is_some_and(|field| field.items.is_some());
            let key = parts.get(i).cloned().unwrap_or_default();
            whole = if is_list { Json::Array(vec![whole]) } else { Json::Object([(key, whole)].into_iter().collect()) };
        }
        let key = parts.get(depth).cloned().unwrap_or_default();
        let above = parts.get(..depth).unwrap_or_default();
        match &node.value {
            Value::Map(entries) if !entries.is_empty() => self.put(above, node, &key, &whole).map(|pieces| vec![pieces]),
            Value::Seq(items) if !items.is_empty() => self.insert(above, items.len(), &whole),
            Value::Map(_) => self.replace(&trail, above, &Json::Object([(key, whole)].into_iter().collect())),
            Value::Seq(_) => self.replace(&trail, above, &Json::Array(vec![whole])),
            Value::Scalar { .. } if node.is_empty_scalar() => {
                let is_list = self.known.at(above).is_some_and(|field| field.items.is_some());
                let whole = if is_list { Json::Array(vec![whole]) } else { Json::Object([(key, whole)].into_iter().collect()) };
                self.replace(&trail, above, &whole)
            }
            Value::Scalar { .. } => Err(Refused::Layout),
        }
    }

    /// Puts a value into the place of another.
    fn replace(&self, trail: &[&'a Node], parts: &[String], value: &Json) -> Result<Vec<Vec<Piece>>, Refused> {
        let node = *trail.last().ok_or(Refused::Gone)?;
        let above = *trail.len().checked_sub(2).and_then(|i| trail.get(i)).ok_or(Refused::Layout)?;
        let is_flow = trail.iter().take(trail.len() - 1).any(|node| self.is_flow(node));
        let mut ways = Vec::new();
        if let (Value::Scalar { text, plain }, Json::String(new)) = (&node.value, value)
            && (!plain || stays_plain(new, is_flow))
        {
            ways.extend(self.segment(node, text, new).map(|piece| vec![piece]));
        }
        let scalar = matches!(node.value, Value::Scalar { .. }) && !node.is_empty_scalar() && !self.is_block_text(node);
        if scalar && !value.is_array() && !value.is_object() {
            let lines = value.as_str().is_some_and(|text| text.trim_end().contains('\n'));
            let plain = matches!(node.value, Value::Scalar { plain: true, .. });
            let range = node.span().start..self.end_of(node);
            if !lines {
                let style = self.text.get(range.clone()).and_then(|text| text.chars().next());
                match (value, style) {
                    (Json::String(text), Some('\'')) => ways.push(vec![(range.clone(), format!("'{}'", text.replace('\'', "''")))]),
                    (Json::String(text), Some('"')) => ways.push(vec![(range.clone(), Json::from(text.as_str()).to_string())]),
                    (Json::String(text), _) if plain && stays_plain(text, is_flow) => ways.push(vec![(range.clone(), text.clone())]),
                    _ => {}
                }
            }
            if is_flow || !lines {
                ways.push(vec![(range, inline(value))]);
                return Ok(ways);
            }
        }
        if is_flow || matches!(above.value, Value::Seq(_)) {
            let range = node.span().start..self.end_of(node);
            let range = if node.is_empty_scalar() { self.after_colon(above, parts)?..range.end.max(range.start) } else { range };
            let space = if node.is_empty_scalar() { " " } else { "" };
            ways.push(vec![(range, format!("{space}{}", inline(value)))]);
            return Ok(ways);
        }
        // A block: what follows the colon, and the lines below it, each by itself, so that a comment between them stays.
        let key = self.key_of(above, parts)?;
        let indent = self.column(key.start);
        let (head, lines) = block(value, indent);
        let colon = self.colon(key.end)?;
        let line_end = self.line_end(colon);
        let (starts_here, end) = (node.span().start < line_end && !node.is_empty_scalar(), self.end_of(node).max(colon));
        let mut pieces = Vec::new();
        let head_end = match self.marks(node) {
            Some(marks) => marks.end,
            None if starts_here => end,
            None => colon,
        };
        pieces.push((colon..head_end, head));
        let after = self.line_end(head_end);
        let rest = if end > after { after..self.line_end(end.saturating_sub(1)).max(after) } else { after..after };
        let mut below = lines.concat();
        if !below.is_empty() && after > 0 && !self.text.get(..after).unwrap_or_default().ends_with('\n') {
            below.insert(0, '\n');
        }
        if !below.is_empty() || !rest.is_empty() {
            pieces.push((rest, below));
        }
        ways.push(pieces);
        Ok(ways)
    }

    /// The part of a text that changes, where it stands in the file as it does in the text.
    fn segment(&self, node: &Node, old: &str, new: &str) -> Option<Piece> {
        let (old, new) = (old.trim_end(), new.trim_end());
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
            a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let before = same(&mut old.chars(), &mut new.chars());
        let (old_rest, new_rest) = (old.get(before..)?, new.get(before..)?);
        let after = same(&mut old_rest.chars().rev(), &mut new_rest.chars().rev());
        let added = new_rest.get(..new_rest.len() - after)?;
        let gone = before..old.len() - after;
        let indent = if self.is_block_text(node) { self.indent_of_text(node) } else { 0 };
        if added.contains('\n') && indent == 0 {
            return None;
        }
        let lines: Vec<&str> = added.split('\n').collect();
        let goes_on = !old.get(gone.end..)?.starts_with('\n');
        let indented = lines.iter().enumerate().map(|(i, line)| match i {
            0 => (*line).to_owned(),
            // A blank line stays one.
            _ if line.is_empty() && (i + 1 < lines.len() || !goes_on) => "\n".to_owned(),
            _ => format!("\n{}{line}", " ".repeat(indent)),
        });
        let added: String = indented.collect();
        // Where each byte of the text stands in the file: line ends with the spaces after them may stand for one space.
        let written = self.text.get(node.span().start..self.end_of(node))?;
        let mut at = usize::from(indent == 0 && matches!(written.chars().next(), Some('"' | '\'')));
        let (mut start, mut end) = (None, None);
        let skip = |at: usize| at + written.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len());
        for (i, c) in old.char_indices() {
            if i == gone.start {
                start = Some(at);
            }
            if i == gone.end {
                end = Some(at);
            }
            let there = written.get(at..)?.chars().next()?;
            match c {
                '\n' | ' ' if there != ' ' || c == '\n' => at = skip(at),
                _ if c == there => at += c.len_utf8(),
                _ => return None,
            }
        }
        let start = start.or((gone.start == old.len()).then_some(at))? + node.span().start;
        let end = end.or((gone.end == old.len()).then_some(at))? + node.span().start;
        (start <= end).then_some((start..end, added))
    }

    /// Puts an entry into a map that has others.
    fn put(&self, parts: &[String], map: &'a Node, key: &str, value: &Json) -> Result<Vec<Piece>, Refused> {
        let Value::Map(entries) = &map.value else { return Err(Refused::Gone) };
        let order: Vec<&str> =
            self.known.at(parts).map(|field| field.named.iter().map(|(key, _)| key.as_str()).collect()).unwrap_or_default();
        let rank = |key: &str| order.iter().position(|k| *k == key);
        // The nearest of those that come before it; `kind` stands first in every file and is no field of its type.
        let place = |other: &str| if parts.is_empty() && other == "kind" { Some(0) } else { rank(other).map(|rank| rank + 1) };
        let own = place(key);
        let before = match own {
            Some(own) => {
                let known = entries.iter().filter(|(other, _)| place(&other.text).is_some_and(|rank| rank <= own));
                known.max_by_key(|(other, _)| place(&other.text))
            }
            None => entries.last(),
        }
        .map(|(_, node)| node);
        let (first, _) = entries.first().ok_or(Refused::Gone)?;
        if self.is_flow(map) {
            return Ok(match before {
                Some(node) => {
                    let end = self.end_of(node);
                    vec![(end..end, format!(", {}: {}", spelling::scalar(key), inline(value)))]
                }
                None => vec![(first.span().start..first.span().start, format!("{}: {}, ", spelling::scalar(key), inline(value)))],
            });
        }
        let indent = self.column(first.span().start);
        match before {
            Some(node) => {
                let at = self.line_end(self.end_of(node).saturating_sub(1));
                let newline = if self.text.get(..at).unwrap_or_default().ends_with('\n') { "" } else { "\n" };
                Ok(vec![(at..at, format!("{newline}{}", entry(key, value, indent)))])
            }
            None => {
                let start = first.span().start;
                // The first key of a list's item stands behind a dash.
                let text = entry(key, value, indent);
                let text = text.get(indent..).unwrap_or_default();
                Ok(vec![(start..start, format!("{text}{}", " ".repeat(indent)))])
            }
        }
    }

    fn remove(&self, parts: &[String]) -> Result<Vec<Piece>, Refused> {
        let trail = self.trail(parts);
        if trail.len() != parts.len() + 1 || parts.is_empty() {
            return Err(Refused::Gone);
        }
        let node = *trail.last().ok_or(Refused::Gone)?;
        let above = *trail.get(trail.len() - 2).ok_or(Refused::Gone)?;
        let last = parts.last().ok_or(Refused::Gone)?;
        match &above.value {
            Value::Map(entries) => {
                let at = entries.iter().position(|(key, _)| key.text == *last).ok_or(Refused::Gone)?;
                let within_list = trail.len() > 2 && trail.get(trail.len() - 3).is_some_and(|node| matches!(node.value, Value::Seq(_)));
                if entries.len() == 1 {
                    if trail.len() == 2 {
                        return Err(Refused::Layout);
                    }
                    if !within_list {
                        return self.remove(parts.get(..parts.len() - 1).unwrap_or_default());
                    }
                    return Ok(vec![(above.span().start..self.end_of(above), "{}".to_owned())]);
                }
                let (key, _) = entries.get(at).ok_or(Refused::Gone)?;
                let start = key.span().start;
                let is_first_on_line = self.text.get(self.line_start(start)..start).is_some_and(|text| text.trim().is_empty());
                if self.is_flow(above) || !is_first_on_line {
                    return Ok(match entries.get(at + 1) {
                        Some((next, _)) => vec![(start..next.span().start, String::new())],
                        None => {
                            let (_, before) = at.checked_sub(1).and_then(|i| entries.get(i)).ok_or(Refused::Layout)?;
                            vec![(self.end_of(before)..self.end_of(node), String::new())]
                        }
                    });
                }
                let end = self.end_of(node).max(key.span().end + 1);
                Ok(vec![(self.line_start(start)..self.line_end(end - 1), String::new())])
            }
            Value::Seq(items) => {
                let at: usize = last.parse().map_err(|_| Refused::Gone)?;
                if self.is_flow(above) {
                    let range = match (items.get(at + 1), at.checked_sub(1).and_then(|i| items.get(i))) {
                        (Some(next), _) => node.span().start..next.span().start,
                        (None, Some(before)) => self.end_of(before)..self.end_of(node),
                        (None, None) => above.span().start + 1..self.end_of(above) - 1,
                    };
                    return Ok(vec![(range, String::new())]);
                }
                let range = self.lines_of_item(items, at)?;
                if items.len() > 1 {
                    return Ok(vec![(range, String::new())]);
                }
                let holder = *trail.get(trail.len().wrapping_sub(3)).ok_or(Refused::Layout)?;
                let key = self.key_of(holder, parts.get(..parts.len() - 1).unwrap_or_default())?;
                let colon = self.colon(key.end)?;
                Ok(vec![(colon..colon, " []".to_owned()), (range, String::new())])
            }
            Value::Scalar { .. } => Err(Refused::Gone),
        }
    }

    fn insert(&self, parts: &[String], index: usize, value: &Json) -> Result<Vec<Vec<Piece>>, Refused> {
        let trail = self.trail(parts);
        if trail.len() != parts.len() + 1 {
            return self.set(parts, &Json::Array(vec![value.clone()]));
        }
        let list = *trail.last().ok_or(Refused::Gone)?;
        let Value::Seq(items) = &list.value else {
            return self.replace(&trail, parts, &Json::Array(vec![value.clone()]));
        };
        if items.is_empty() {
            return self.replace(&trail, parts, &Json::Array(vec![value.clone()]));
        }
        if self.is_flow(list) {
            return Ok(vec![match items.get(index) {
                Some(next) => vec![(next.span().start..next.span().start, format!("{}, ", inline(value)))],
                None => {
                    let end = items.last().map_or(0, |last| self.end_of(last));
                    vec![(end..end, format!(", {}", inline(value)))]
                }
            }]);
        }
        let indent = self.column(self.dash(items.first().ok_or(Refused::Gone)?)?);
        let at = match items.get(index) {
            Some(_) => self.lines_of_item(items, index)?.start,
            None => self.lines_of_item(items, items.len() - 1)?.end,
        };
        let newline = if at == 0 || self.text.get(..at).unwrap_or_default().ends_with('\n') { "" } else { "\n" };
        Ok(vec![vec![(at..at, format!("{newline}{}", item(value, indent)))]])
    }

    fn swap(&self, parts: &[String], from: usize, to: usize) -> Result<Vec<Piece>, Refused> {
        let trail = self.trail(parts);
        let list = trail.get(parts.len()).ok_or(Refused::Gone)?;
        let (first, second) = (from.min(to), from.max(to));
        let items = list.items();
        if first + 1 != second || second >= items.len() {
            return Err(Refused::Gone);
        }
        let range = |at: usize| match self.is_flow(list) {
            true => items.get(at).map(|node| node.span().start..self.end_of(node)).ok_or(Refused::Gone),
            false => self.lines_of_item(items, at),
        };
        let (a, b) = (range(first)?, range(second)?);
        let text = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default().to_owned();
        let (mut text_a, mut text_b) = (text(&a), text(&b));
        // The last line of a file may have no end.
        if !self.is_flow(list) && !text_b.ends_with('\n') {
            text_b.push('\n');
            text_a.truncate(text_a.trim_end_matches(['\n', '\r']).len());
        }
        Ok(vec![(a, text_b), (b, text_a)])
    }

    /// The lines of a list's item, with the comments right above it that belong to it.
    fn lines_of_item(&self, items: &[Node], at: usize) -> Result<Range<usize>, Refused> {
        let node = items.get(at).ok_or(Refused::Gone)?;
        let dash = self.dash(node)?;
        let mut start = self.line_start(dash);
        if self.text.get(start..dash).is_none_or(|text| !text.trim().is_empty()) {
            return Err(Refused::Layout);
        }
        // What stands above the first may be about all of them.
        while at > 0 && start > 0 {
            let above = self.line_start(start - 1);
            let line = self.text.get(above..start).unwrap_or_default();
            if !line.trim_start().starts_with('#') || line.len() - line.trim_start().len() != dash - self.line_start(dash) {
                break;
            }
            start = above;
        }
        Ok(start..self.line_end(self.end_of(node).max(dash + 1) - 1))
    }

    fn dash(&self, node: &Node) -> Result<usize, Refused> {
        let before = self.text.get(..node.span().start).unwrap_or_default().trim_end();
        if before.ends_with('-') { Ok(before.len() - 1) } else { Err(Refused::Layout) }
    }

    /// Where the key of an entry stands.
    fn key_of(&self, map: &Node, parts: &[String]) -> Result<Range<usize>, Refused> {
        let last = parts.last().ok_or(Refused::Layout)?;
        match &map.value {
            Value::Map(entries) => entries.iter().find(|(key, _)| key.text == *last).map(|(key, _)| key.span()).ok_or(Refused::Gone),
            _ => Err(Refused::Layout),
        }
    }

    fn after_colon(&self, map: &Node, parts: &[String]) -> Result<usize, Refused> {
        self.colon(self.key_of(map, parts)?.end)
    }

    /// Behind the colon of a key that ends here.
    fn colon(&self, end: usize) -> Result<usize, Refused> {
        let rest = self.text.get(end..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches([' ', '"', '\'']).len();
        if rest.get(spaces..).is_some_and(|rest| rest.starts_with(':')) { Ok(end + spaces + 1) } else { Err(Refused::Layout) }
    }

    fn is_flow(&self, node: &Node) -> bool {
        !matches!(node.value, Value::Scalar { .. }) && self.text.get(node.span().start..).is_some_and(|text| text.starts_with(['{', '[']))
    }

    /// The marks of a block text, as `|` or `>-`: its lines begin below them.
    fn marks(&self, node: &Node) -> Option<Range<usize>> {
        if !matches!(node.value, Value::Scalar { plain: false, .. }) {
            return None;
        }
        let start = self.line_start(node.span().start);
        let own_line = self.text.get(start..node.span().start)?.trim().is_empty();
        let above = self.text.get(..start).filter(|_| own_line)?.trim_end();
        let from = self.line_start(above.len());
        let line = above.get(from..)?;
        let line = line.split(" #").next()?.trim_end();
        let marks = line.rfind(' ')? + 1;
        line.get(marks..)?.starts_with(['|', '>']).then(|| from + marks..from + line.len())
    }

    fn is_block_text(&self, node: &Node) -> bool {
        self.marks(node).is_some()
    }

    /// How far its lines are moved in.
    fn indent_of_text(&self, node: &Node) -> usize {
        self.column(node.span().start)
    }

    /// The end of a value, without the blank that follows it.
    fn end_of(&self, node: &Node) -> usize {
        let span = node.span();
        match &node.value {
            Value::Scalar { .. } => {
                let written = self.text.get(span.clone()).unwrap_or_default();
                span.start + written.trim_end().len()
            }
            Value::Seq(_) | Value::Map(_) if self.is_flow(node) => span.end,
            Value::Seq(items) => items.last().map_or(span.end, |last| self.end_of(last)),
            Value::Map(entries) => entries.last().map_or(span.end, |(key, last)| self.end_of(last).max(key.span().end + 1)),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |i| i + 1)
    }

    /// Behind the end of the line that a byte stands in.
    fn line_end(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|text| text.find('\n')).map_or(self.text.len(), |i| at + i + 1)
    }

    fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }
}

fn below<'n>(node: &'n Node, part: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.text == part).map(|(_, node)| node),
        Value::Seq(items) => items.get(part.parse::<usize>().ok()?),
        Value::Scalar { .. } => None,
    }
}

/// Whether a text that takes the place of one without quotation marks needs none: what looks like another type does.
/// Between braces commas and brackets mean something.
fn stays_plain(text: &str, is_flow: bool) -> bool {
    if text.contains('\n') || is_flow && text.contains([',', '[', ']', '{', '}']) {
        return false;
    }
    let is_words = text.contains(' ') && text.contains(|c: char| c.is_alphabetic()) && text.parse::<f64>().is_err();
    is_words || spelling::scalar(text) == text
}
