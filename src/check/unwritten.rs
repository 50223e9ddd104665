//! A record that is not written yet, made whole enough to be shown: what is missing stands there as something to be written. Nothing of it
//! is ever a document to be sent; every page is marked as a draft.

use serde_json::{Map, Value as Json};

use crate::shape::Shaped;
use crate::words::{TO_BE_WRITTEN, UNDATED};

/// The value of a record with words for what is to be written; none where too much of it is missing to say whose it is.
#[must_use]
pub fn completed(schema: &Json, shaped: &Shaped) -> Option<Json> {
    shaped.value.pointer("/child/reference").or_else(|| shaped.value.pointer("/children/0/reference"))?;
    let mut value = shaped.value.clone();
    for pointer in &shaped.to_be_written {
        match part_at(schema, pointer) {
            Some(part) if is_free(part) => put(&mut value, pointer, Json::from(TO_BE_WRITTEN)),
            // A paper whose date is still to be written is not one that did not come.
            Some(part) if part.get("format").is_some_and(|f| f == "date") => put(&mut value, pointer, Json::from(UNDATED.to_string())),
            _ => {}
        }
    }
    complete(schema, &mut value).then_some(value)
}

/// The part of a schema that describes what a pointer leads to.
fn part_at<'s>(schema: &'s Json, pointer: &str) -> Option<&'s Json> {
    pointer.split('/').skip(1).try_fold(schema, |schema, part| {
        let forms = ["oneOf", "anyOf"].iter().find_map(|form| schema.get(form)?.as_array());
        let direct = schema
            .get("properties")
            .and_then(|p| p.get(part))
            .or_else(|| schema.get("items").filter(|_| part.parse::<usize>().is_ok()))
            .or_else(|| schema.get("additionalProperties").filter(|s| s.is_object()));
        direct.or_else(|| forms?.iter().find_map(|form| form.get("items").filter(|_| part.parse::<usize>().is_ok())))
    })
}

/// Whether any words may stand in a place.
fn is_free(schema: &Json) -> bool {
    let text = schema.get("type").is_some_and(|t| t == "string");
    text && schema.get("enum").is_none() && schema.get("format").is_none() && schema.get("pattern").is_none_or(|p| p == "\\S")
}

/// Puts a value where a pointer leads, if what it stands in is there.
fn put(value: &mut Json, pointer: &str, new: Json) {
    let Some((parent, last)) = pointer.rsplit_once('/') else { return };
    match value.pointer_mut(parent) {
        Some(Json::Object(map)) => {
            map.insert(last.replace("~1", "/").replace("~0", "~"), new);
        }
        Some(Json::Array(items)) => {
            if let Some(item) = last.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
                *item = new;
            }
        }
        _ => {}
    }
}

/// Adds what every part must have; false where that would be a fact that nobody said, so that the part is left out.
fn complete(schema: &Json, value: &mut Json) -> bool {
    match value {
        Json::Object(map) => complete_map(schema, map),
        Json::Array(items) => {
            let Some(below) = schema.get("items").or_else(|| {
                let forms = ["oneOf", "anyOf"].iter().find_map(|form| schema.get(form)?.as_array())?;
                forms.iter().find_map(|form| form.get("items"))
            }) else {
                return true;
            };
            items.retain_mut(|item| complete(below, item) && !(is_code(below) && item.as_str().is_some_and(|t| t.starts_with('['))));
            true
        }
        _ => true,
    }
}

fn is_code(schema: &Json) -> bool {
    !is_free(schema) && schema.get("type").is_none_or(|t| t == "string")
}

fn complete_map(schema: &Json, map: &mut Map<String, Json>) -> bool {
    let required: Vec<&str> = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
    let properties = schema.get("properties").and_then(Json::as_object);
    let keys: Vec<String> = map.keys().cloned().collect();
    for key in keys {
        let below = properties.and_then(|p| p.get(&key)).or_else(|| schema.get("additionalProperties").filter(|s| s.is_object()));
        let Some(below) = below else { continue };
        let whole = map.get_mut(&key).is_none_or(|value| complete(below, value));
        if !whole {
            map.shift_remove(&key);
        }
    }
    for key in required {
        if map.contains_key(key) {
            continue;
        }
        match properties.and_then(|p| p.get(key)).and_then(stand_in) {
            Some(value) => {
                map.insert(key.to_owned(), value);
            }
            None => return false,
        }
    }
    // Of a review either its date or its meetings.
    if let Some(Json::Array(forms)) = schema.get("anyOf") {
        let needed = |form: &Json| form.get("required").and_then(Json::as_array).and_then(|r| r.first()?.as_str().map(str::to_owned));
        let all: Vec<String> = forms.iter().filter_map(needed).collect();
        if let Some(first) = all.first().filter(|_| !all.iter().any(|key| map.contains_key(key)))
            && let Some(value) = properties.and_then(|p| p.get(first)).and_then(stand_in)
        {
            map.insert(first.clone(), value);
        }
    }
    true
}

/// What stands for a value that every record must have; none where any value would be a fact.
fn stand_in(schema: &Json) -> Option<Json> {
    if let Some(fixed) = schema.get("const") {
        return Some(fixed.clone());
    }
    if schema.get("format").is_some_and(|f| f == "date") {
        return Some(Json::from(UNDATED.to_string()));
    }
    match schema.get("type").and_then(Json::as_str) {
        _ if schema.get("x-closed").is_some() || schema.get("x-refers").is_some() => None,
        Some("string") => Some(Json::from(TO_BE_WRITTEN)),
        None if schema.get("enum").is_some() => Some(Json::from(TO_BE_WRITTEN)),
        Some("array") => Some(Json::Array(Vec::new())),
        Some("object") => {
            let mut map = Map::new();
            complete_map(schema, &mut map).then_some(Json::Object(map))
        }
        _ => None,
    }
}
