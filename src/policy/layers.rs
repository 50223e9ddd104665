//! Packs that lie over one another. A pack's own lines go over those of the pack it extends: maps key by key, lists whole. A list whose
//! items have a name may be written as a map by that name instead: then an item is changed, added, or with `null` taken out, and the
//! others stay.

use serde_json::Value as Json;

use crate::diagnostic::{Finding, Place, Severity};
use crate::read::{Node, Value};
use crate::record::describe::{below, escaped};

/// Lists whose items have a name, with the key that holds it; `*` stands for any key. A test holds them against the schema.
pub(super) const NAMED: &[(&str, &str)] = &[
    ("/papers", "paper"),
    ("/grounds", "code"),
    ("/changes", "change"),
    ("/ladder/stages", "stage"),
    ("/reviews/*/due", "of"),
    ("/rag/ratings/*/indicators", "key"),
    ("/rag/ratings/*/actions", "key"),
    ("/rag/recognition/characteristics", "key"),
    ("/conferences/initial", "step"),
    ("/conferences/review", "step"),
];

/// The key that names the items of the list at a place, if it is such a list.
pub(super) fn name_of_items(at: &str) -> Option<&'static str> {
    let fits = |pattern: &str| {
        let (mut parts, mut wanted) = (at.split('/'), pattern.split('/'));
        loop {
            match (parts.next(), wanted.next()) {
                (None, None) => return true,
                (Some(part), Some(want)) if want == "*" || want == part => {}
                _ => return false,
            }
        }
    };
    NAMED.iter().find(|(pattern, _)| fits(pattern)).map(|(_, key)| *key)
}

/// The schema of a pack's file: where the file writes a named list as a map, it is a map of such items, each as far as it goes.
pub(super) fn schema_of_file(schema: &Json, root: &Node) -> Json {
    let mut own = schema.clone();
    by_name(&mut own, root, &mut String::new());
    own
}

fn by_name(schema: &mut Json, node: &Node, at: &mut String) {
    let Value::Map(entries) = &node.value else { return };
    if name_of_items(at).is_some() {
        let Some(list) = schema.as_object_mut() else { return };
        let mut item = list.get("items").cloned().unwrap_or_default();
        if let Some(item) = item.as_object_mut() {
            item.remove("required");
        }
        let description = list.get("description").cloned().unwrap_or_default();
        *schema = serde_json::json!({ "type": "object", "description": description, "additionalProperties": item });
        return;
    }
    for (key, child) in entries {
        let Some(object) = schema.as_object_mut() else { return };
        let rest = object.get("additionalProperties").filter(|r| r.is_object()).cloned();
        let known = object.entry("properties").or_insert_with(|| Json::Object(serde_json::Map::new()));
        if let (Some(rest), Some(known)) = (rest, known.as_object_mut()) {
            known.entry(key.text.clone()).or_insert(rest);
        }
        if let Some(below_it) = known.get_mut(&key.text) {
            below(at, &escaped(&key.text), |at| by_name(below_it, child, at));
        }
    }
}

/// Where a pack's file takes something out: keys whose value is `null`. A key with nothing behind it is a finding.
pub(super) fn taken_out(root: &Node) -> (Vec<String>, Vec<Finding>) {
    let (mut out, mut findings) = (Vec::new(), Vec::new());
    nulls(root, &mut String::new(), &mut |at, written| {
        if written {
            out.push(at.to_owned());
        } else {
            let finding = Finding::new("R402", Severity::Error, "nothing is written here", Place::At(at.to_owned()));
            findings.push(finding.help("write what it is, or `null` to take out what the pack beneath has here"));
        }
    });
    (out, findings)
}

fn nulls(node: &Node, at: &mut String, tell: &mut impl FnMut(&str, bool)) {
    match &node.value {
        Value::Map(entries) => {
            for (key, child) in entries {
                below(at, &escaped(&key.text), |at| nulls(child, at, tell));
            }
        }
        Value::Seq(items) => {
            for (i, child) in items.iter().enumerate() {
                below(at, &i.to_string(), |at| nulls(child, at, tell));
            }
        }
        Value::Scalar { .. } if node.is_empty_scalar() => tell(at, !node.span().is_empty()),
        Value::Scalar { .. } => {}
    }
}

/// A pack's own lines over those beneath.
pub(super) fn lay_over(beneath: &mut Json, own: Json, at: &mut String) {
    match (beneath, own) {
        (Json::Object(beneath), Json::Object(own)) => {
            for (key, value) in own {
                match beneath.get_mut(&key) {
                    Some(slot) => below(at, &escaped(&key), |at| lay_over(slot, value, at)),
                    None => {
                        let value = below(at, &escaped(&key), |at| as_list(value, at));
                        beneath.insert(key, value);
                    }
                }
            }
        }
        (Json::Array(items), Json::Object(own)) if name_of_items(at).is_some() => {
            let name = name_of_items(at).unwrap_or_default();
            for (key, value) in own {
                let mut found = false;
                for item in items.iter_mut().filter(|item| item.get(name).and_then(Json::as_str) == Some(key.as_str())) {
                    found = true;
                    // What stands in an item is no named list again.
                    lay_over(item, value.clone(), &mut "/item".to_owned());
                }
                if !found {
                    items.push(named(key, value, name));
                }
            }
        }
        (slot, own) => *slot = as_list(own, at),
    }
}

/// A named list as a list, however it was written.
pub(super) fn as_list(own: Json, at: &mut String) -> Json {
    match (own, name_of_items(at)) {
        (Json::Object(own), Some(name)) => Json::Array(own.into_iter().map(|(key, value)| named(key, value, name)).collect()),
        (Json::Object(own), None) => {
            let inside = own.into_iter().map(|(key, value)| {
                let value = below(at, &escaped(&key), |at| as_list(value, at));
                (key, value)
            });
            Json::Object(inside.collect())
        }
        (own, _) => own,
    }
}

fn named(key: String, mut value: Json, name: &str) -> Json {
    if let Some(item) = value.as_object_mut() {
        item.insert(name.to_owned(), Json::String(key));
    }
    value
}

/// Takes out what a file names with `null`; tells where nothing of that name is beneath.
pub(super) fn take_out(value: &mut Json, places: &[String], findings: &mut Vec<Finding>) {
    for at in places {
        let (parent, last) = at.rsplit_once('/').unwrap_or(("", at));
        let last = last.replace("~1", "/").replace("~0", "~");
        let taken = match slot(value, parent) {
            Some(Json::Object(map)) => map.shift_remove(&last).is_some(),
            Some(Json::Array(items)) => {
                let (name, before) = (name_of_items(parent), items.len());
                items.retain(|item| name.is_none_or(|name| item.get(name).and_then(Json::as_str) != Some(last.as_str())));
                items.len() < before
            }
            _ => false,
        };
        if !taken {
            let finding = Finding::new("R402", Severity::Error, format!("there is no `{last}` to take out"), Place::At(at.clone()));
            findings
                .push(finding.help("`minutebook policy show` prints what the pack beneath has; take this line out, or correct its key"));
        }
    }
}

/// The value at a place, where an item of a named list may stand by its name.
fn slot<'a>(value: &'a mut Json, at: &str) -> Option<&'a mut Json> {
    let (mut value, mut path) = (value, String::new());
    for part in at.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        let name = name_of_items(&path);
        value = match value {
            Json::Object(map) => map.get_mut(&key)?,
            Json::Array(items) => {
                let by_name = name.and_then(|n| items.iter().position(|item| item.get(n).and_then(Json::as_str) == Some(key.as_str())));
                items.get_mut(by_name.or_else(|| key.parse().ok())?)?
            }
            _ => return None,
        };
        path.push('/');
        path.push_str(part);
    }
    Some(value)
}

/// Where a file itself holds what stands at a place of the pack made of it and others; `names` gives the names of a list's items there.
pub(super) fn place_in(root: &Node, pointer: &str, names: &dyn Fn(&str, usize) -> Option<String>) -> Option<String> {
    let (mut node, mut at, mut path) = (root, String::new(), String::new());
    for part in pointer.split('/').skip(1) {
        let index = part.parse::<usize>().ok().filter(|_| name_of_items(&path).is_some());
        let name = index.and_then(|i| names(&path, i));
        let key = name_of_items(&path);
        let (step, next) = match &node.value {
            Value::Map(entries) => {
                let wanted = name.unwrap_or_else(|| part.replace("~1", "/").replace("~0", "~"));
                let (key, child) = entries.iter().find(|(k, _)| k.text == wanted)?;
                (escaped(&key.text).into_owned(), child)
            }
            Value::Seq(items) => {
                let has = |n: &Node| name.as_deref().zip(key).is_some_and(|(name, key)| n.text_at(key) == Some(name));
                // Several may have one name: then the place in the list tells which.
                let same = part.parse::<usize>().ok().filter(|i| items.get(*i).is_some_and(has));
                let by_name = same.or_else(|| items.iter().position(has));
                let i = if key.is_some() { by_name? } else { part.parse().ok()? };
                (i.to_string(), items.get(i)?)
            }
            Value::Scalar { .. } => return None,
        };
        node = next;
        at = format!("{at}/{step}");
        path = format!("{path}/{part}");
    }
    Some(at)
}
