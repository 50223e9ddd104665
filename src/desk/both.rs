//! A record that two people have changed: both are shown, place by place, and nothing is written over until somebody has chosen.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::Value as Json;

use super::form::labels;
use super::open::{Open, Unsaved};
use super::{Answer, Shared, aside, lock, page as html_page};
use crate::edit::{Change, changed};
use crate::hash::sha256;
use crate::kinds;
use crate::read::{Node, Source, Value};
use crate::spelling;
use crate::words::capital;

/// The values of a record's places, in their order.
fn places(node: &Node, at: &str, out: &mut Vec<(String, Json)>) {
    match &node.value {
        Value::Scalar { text, .. } => out.push((at.to_owned(), Json::from(text.trim_end()))),
        // A list of single words is one value.
        Value::Seq(items) if items.iter().all(|item| matches!(item.value, Value::Scalar { .. })) => {
            out.push((at.to_owned(), items.iter().filter_map(Node::text).map(|text| Json::from(text.trim_end())).collect()));
        }
        Value::Seq(items) => items.iter().enumerate().for_each(|(i, item)| places(item, &format!("{at}/{i}"), out)),
        Value::Map(entries) => entries.iter().for_each(|(key, node)| places(node, &format!("{at}/{}", key.text), out)),
    }
}

/// A place at which two states differ.
struct Differs {
    at: String,
    mine: Option<Json>,
    theirs: Option<Json>,
}

fn differing(mine: &Source, theirs: &Source) -> Vec<Differs> {
    let of = |source: &Source| {
        let mut out = Vec::new();
        places(&source.root, "", &mut out);
        out
    };
    let (mine, theirs) = (of(mine), of(theirs));
    let by_place: BTreeMap<&str, &Json> = theirs.iter().map(|(at, value)| (at.as_str(), value)).collect();
    let own: BTreeMap<&str, &Json> = mine.iter().map(|(at, value)| (at.as_str(), value)).collect();
    let mut out = Vec::new();
    for (at, value) in &mine {
        let other = by_place.get(at.as_str()).copied();
        if other != Some(value) {
            out.push(Differs { at: at.clone(), mine: Some(value.clone()), theirs: other.cloned() });
        }
    }
    for (at, value) in &theirs {
        if !own.contains_key(at.as_str()) {
            out.push(Differs { at: at.clone(), mine: None, theirs: Some(value.clone()) });
        }
    }
    out
}

fn source(open: &Open, bytes: &[u8]) -> Option<Source> {
    spelling::parse(open.path.clone(), bytes, kinds::fields, &mut Vec::new()).ok()
}

fn value_words(value: Option<&Json>) -> String {
    let one = |text: &str| {
        let is_code = text.contains('_') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if is_code { capital(&labels::plain_words(text)) } else { text.to_owned() }
    };
    match value {
        None => "(nothing)".to_owned(),
        Some(Json::String(text)) if text.is_empty() => "(nothing)".to_owned(),
        Some(Json::String(text)) => one(text),
        Some(Json::Array(all)) => all.iter().filter_map(Json::as_str).map(one).collect::<Vec<_>>().join("; "),
        Some(other) => other.to_string(),
    }
}

/// Both, side by side.
pub(super) async fn page(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        if open.is_saved() && open.is_ours() {
            return Ok(Redirect::to(&format!("/record/{id}")).into_response());
        }
        let theirs = open.theirs().ok_or(Answer::NotFound)?;
        let (Some(mine), Some(other)) = (source(&open, &open.bytes), source(&open, &theirs)) else {
            let (mine, theirs) = (String::from_utf8_lossy(&open.bytes).into_owned(), String::from_utf8_lossy(&theirs).into_owned());
            return Ok(html_page("both.html", with! { id, mine, theirs, whole => true, base => sha256(theirs.as_bytes()) }).into_response());
        };
        let kind = other.root.text_at("kind").unwrap_or("review").to_owned();
        let rows: Vec<_> = differing(&mine, &other)
            .iter()
            .map(|one| {
                let root = if one.mine.is_some() { &mine.root } else { &other.root };
                with! { at => one.at, place => labels::place(&kind, &one.at, root), mine => value_words(one.mine.as_ref()), theirs => value_words(one.theirs.as_ref()) }
            })
            .collect();
        Ok(html_page("both.html", with! { id, rows, whole => false, base => sha256(&theirs) }).into_response())
    })
    .await
}

/// What was chosen is saved: theirs, with those places of mine that were asked for.
pub(super) async fn choose(
    State(desk): Shared,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        let theirs = open.theirs().ok_or(Answer::NotFound)?;
        if sent.get("base") != Some(&sha256(&theirs)) {
            // They went on meanwhile.
            return Ok(Redirect::to(&format!("/record/{id}/both")).into_response());
        }
        let bytes = match sent.get("whole").map(String::as_str) {
            Some("mine") => open.bytes.clone(),
            Some("theirs") => theirs.clone(),
            _ => {
                let unreadable = || Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, "The record cannot be read.".to_owned());
                let mine = source(&open, &open.bytes).ok_or_else(unreadable)?;
                let other = source(&open, &theirs).ok_or_else(unreadable)?;
                let mut changes = Vec::new();
                // What goes, from the end, so that what is before keeps its number; then what comes.
                for one in differing(&mine, &other).into_iter().rev() {
                    if sent.get(&one.at).map(String::as_str) == Some("mine") && one.mine.is_none() {
                        changes.push(Change::Remove(one.at));
                    }
                }
                for one in differing(&mine, &other) {
                    if sent.get(&one.at).map(String::as_str) == Some("mine")
                        && let Some(value) = one.mine
                    {
                        changes.push(Change::Set(one.at, value));
                    }
                }
                changed(&other, kinds::fields, &changes).map_err(|refused| {
                    Answer::Told(
                        StatusCode::UNPROCESSABLE_ENTITY,
                        format!("The two could not be put together: {refused}. Keep one of them whole."),
                    )
                })?
            }
        };
        match open.save_over(&theirs, bytes) {
            Ok(()) => Ok(Redirect::to(&format!("/record/{id}")).into_response()),
            Err(Unsaved::Both) => Ok(Redirect::to(&format!("/record/{id}/both")).into_response()),
            Err(Unsaved::Why(why)) => Err(Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, why)),
        }
    })
    .await
}
