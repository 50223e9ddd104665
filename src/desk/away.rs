//! Records that were begun by mistake: put away where nothing reads them, and brought back. Nothing is ever deleted here.

use std::path::Path as FilePath;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::form::labels;
use super::{Answer, Desk, Shared, aside, lock, page as html_page};
use crate::fs;
use crate::kinds;
use crate::read::Node;
use crate::spelling;
use crate::words::{self, capital};

fn told(words: &str) -> Answer {
    Answer::Told(StatusCode::CONFLICT, words.to_owned())
}

/// Puts a record away.
pub(super) async fn put(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let stores =
            desk.stores.as_ref().ok_or_else(|| told("Nothing can be written beside the records, so that none can be put away."))?;
        let open = desk.open(&id)?;
        let open = lock(&open);
        if !open.is_saved() || !open.is_ours() {
            return Err(told("What was typed last is not saved yet, or somebody else has changed the record: look at it first."));
        }
        if desk.entries().iter().any(|entry| FilePath::new(&entry.record) == open.path) {
            return Err(told("Documents were made of this record, so that it stays. What was wrong in it is put right as a new version."));
        }
        stores.put_away(&open.path).map_err(|_| told("The record could not be moved: somebody may have it open in another program."))?;
        lock(&desk.opens).remove(&id);
        Ok(Redirect::to("/away").into_response())
    })
    .await
}

/// What was put away.
pub(super) async fn page(State(desk): Shared) -> Result<Html<String>, Answer> {
    aside(move || Ok(html_page("away.html", with! { records => records(&desk) }))).await
}

/// Brings a record back to where it was.
pub(super) async fn back(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let stores = desk.stores.as_ref().ok_or(Answer::NotFound)?;
        let away = stores.away().into_iter().find(|away| desk.folder.id(&away.path) == id).ok_or(Answer::NotFound)?;
        stores.bring_back(&away).map_err(|e| {
            told(match e.kind() {
                std::io::ErrorKind::AlreadyExists => "Another record stands now where this one was: it stays put away.",
                _ => "The record could not be moved back.",
            })
        })?;
        Ok(Redirect::to(&format!("/record/{}", desk.folder.id(&away.record))).into_response())
    })
    .await
}

/// The records put away, as the page lists them: kind, child and day.
pub(super) fn records(desk: &Desk) -> Vec<serde_json::Value> {
    let away = desk.stores.iter().flat_map(super::store::Stores::away);
    away.map(|away| {
        let source =
            fs::read(&away.path).ok().and_then(|bytes| spelling::parse(away.path.clone(), &bytes, kinds::fields, &mut Vec::new()).ok());
        let text = |of: &[&str]| {
            let (last, above) = of.split_last()?;
            let mut node: Option<&Node> = source.as_ref().map(|s| &s.root);
            for key in above {
                node = node?.get(key);
            }
            node?.text_at(last).map(str::to_owned)
        };
        let kind = text(&["kind"]).unwrap_or_else(|| "record".to_owned());
        let held = text(&["review", "date"]).or_else(|| text(&["date"])).and_then(|date| date.parse().ok()).map(words::day);
        with! { id => desk.folder.id(&away.path), kind => capital(&labels::plain_words(&kind)), child => text(&["child", "name"]), held }
    })
    .collect()
}
