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
use crate::hash::sha256_of;
use crate::kinds;
use crate::read::{Node, Source, Value};
use crate::shape;
use crate::spelling;
use crate::words::capital;

/// The values of a record's places, in their order. A list of which one has more items than the other is one value: its items have no
/// names by which they could be told apart.
fn places(node: &Node, other: Option<&Node>, at: &str, out: &mut Vec<(String, Json)>) {
    let whole = |out: &mut Vec<(String, Json)>| out.push((at.to_owned(), shape::plain(node)));
    match &node.value {
        Value::Scalar { .. } => whole(out),
        Value::Seq(items) => {
            let others = other.map(Node::items).unwrap_or_default();
            let single = items.iter().all(|item| matches!(item.value, Value::Scalar { .. }));
            if single || items.len() != others.len() {
                return whole(out);
            }
            for (i, (item, other)) in items.iter().zip(others).enumerate() {
                places(item, Some(other), &format!("{at}/{i}"), out);
            }
        }
        Value::Map(entries) => {
            for (key, node) in entries {
                places(node, other.and_then(|other| other.get(&key.text)), &format!("{at}/{}", key.text), out);
            }
        }
    }
}

/// A place at which two states differ.
struct Differs {
    at: String,
    mine: Option<Json>,
    theirs: Option<Json>,
    /// Which of them alone has changed it, where what both went on from is known.
    changed: &'static str,
}

fn differing(mine: &Source, theirs: &Source, base: Option<&Source>) -> Vec<Differs> {
    let of = |source: &Source, other: &Source| {
        let mut out = Vec::new();
        places(&source.root, Some(&other.root), "", &mut out);
        out
    };
    let (own, others) = (of(mine, theirs), of(theirs, mine));
    let by_place: BTreeMap<&str, &Json> = others.iter().map(|(at, value)| (at.as_str(), value)).collect();
    let of_mine: BTreeMap<&str, &Json> = own.iter().map(|(at, value)| (at.as_str(), value)).collect();
    let before = base.map(|base| shape::plain(&base.root));
    let all = own.iter().map(|(at, _)| at).chain(others.iter().map(|(at, _)| at).filter(|at| !of_mine.contains_key(at.as_str())));
    all.filter_map(|at| {
        let (mine, theirs) = (of_mine.get(at.as_str()).copied(), by_place.get(at.as_str()).copied());
        if mine == theirs {
            return None;
        }
        let changed = match before.as_ref().map(|before| before.pointer(at)) {
            Some(before) if before == theirs => "mine",
            Some(before) if before == mine => "theirs",
            _ => "",
        };
        Some(Differs { at: at.clone(), mine: mine.cloned(), theirs: theirs.cloned(), changed })
    })
    .collect()
}

/// What both went on from, where that is known.
fn base_of(open: &Open) -> Option<Source> {
    source(open, &open.base).filter(|_| !open.base.is_empty())
}

/// What tells whether one of the two has gone on since they were shown.
fn both_of(open: &Open, theirs: &[u8]) -> String {
    sha256_of([open.bytes.as_slice(), b"\n", theirs])
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
        Some(Json::Bool(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        Some(Json::Array(all)) if all.is_empty() => "(none)".to_owned(),
        Some(Json::Array(all)) if all.iter().all(Json::is_string) => {
            all.iter().filter_map(Json::as_str).map(one).collect::<Vec<_>>().join("; ")
        }
        Some(Json::Array(all)) => {
            let items = all.iter().enumerate().map(|(i, item)| format!("{}. {}", i + 1, value_words(Some(item))));
            items.collect::<Vec<_>>().join("\n")
        }
        Some(Json::Object(map)) => map.values().map(|value| value_words(Some(value))).collect::<Vec<_>>().join("; "),
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
        let Some(theirs) = open.theirs() else {
            let text = String::from_utf8_lossy(&open.bytes).into_owned();
            return Ok(html_page("both.html", with! { id, mine => text, gone => true, base => "" }).into_response());
        };
        let (Some(mine), Some(other)) = (source(&open, &open.bytes), source(&open, &theirs)) else {
            let base = both_of(&open, &theirs);
            let (mine, theirs) = (String::from_utf8_lossy(&open.bytes).into_owned(), String::from_utf8_lossy(&theirs).into_owned());
            return Ok(html_page("both.html", with! { id, mine, theirs, whole => true, base }).into_response());
        };
        let kind = other.root.text_at("kind").unwrap_or("review").to_owned();
        let rows: Vec<_> = differing(&mine, &other, base_of(&open).as_ref())
            .iter()
            .map(|one| {
                let root = if one.mine.is_some() { &mine.root } else { &other.root };
                with! { at => one.at, place => labels::place(&kind, &one.at, root), mine => value_words(one.mine.as_ref()), theirs => value_words(one.theirs.as_ref()), changed => one.changed }
            })
            .collect();
        Ok(html_page("both.html", with! { id, rows, whole => false, base => both_of(&open, &theirs) }).into_response())
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
        let Some(theirs) = open.theirs() else {
            // The file is gone: what is here is written again only where that is asked for.
            if sent.get("whole").map(String::as_str) == Some("mine") {
                open.save_again()?;
            }
            return Ok(Redirect::to(&format!("/record/{id}")).into_response());
        };
        if sent.get("base") != Some(&both_of(&open, &theirs)) {
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
                let differing = differing(&mine, &other, base_of(&open).as_ref());
                if differing.iter().any(|one| !matches!(sent.get(&one.at).map(String::as_str), Some("mine" | "theirs"))) {
                    return Ok(Redirect::to(&format!("/record/{id}/both")).into_response());
                }
                let chosen = |one: &&Differs| sent.get(&one.at).map(String::as_str) == Some("mine");
                // What goes, from the end, so that what is before keeps its number; then what comes.
                let gone = differing.iter().rev().filter(chosen).filter(|one| one.mine.is_none()).map(|one| Change::Remove(one.at.clone()));
                let come = differing.iter().filter(chosen).filter_map(|one| Some(Change::Set(one.at.clone(), one.mine.clone()?)));
                let changes: Vec<Change> = gone.chain(come).collect();
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
