//! Today: what is due, late first; the children, found however their names are typed; and each child's time line.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use chrono::NaiveDate;
use serde::Deserialize;

use super::form::labels;
use super::{Answer, Desk, Shared, aside, page as html_page};
use crate::due::{Duty, Filter, List};
use crate::matching;
use crate::pipeline::Looked;
use crate::record::Status;
use crate::words::{self, capital};

/// How far ahead is shown without being asked, in days.
const AHEAD: i64 = 14;

/// A child of the folder.
struct Child {
    id: String,
    name: String,
    reference: String,
    records: usize,
    errors: usize,
    last: Option<NaiveDate>,
}

fn children(desk: &Desk, looked: &Looked) -> Vec<Child> {
    let mut by_reference: BTreeMap<String, Child> = BTreeMap::new();
    for record in &looked.records {
        let Some((name, reference)) = &record.child else { continue };
        let child = by_reference.entry(reference.to_lowercase()).or_insert_with(|| Child {
            id: desk.folder.id_of_child(reference),
            name: name.clone(),
            reference: reference.clone(),
            records: 0,
            errors: 0,
            last: None,
        });
        child.records += 1;
        child.errors += record.errors;
        if record.held >= child.last {
            child.last = record.held;
            if !name.trim().is_empty() {
                child.name.clone_from(name);
            }
        }
    }
    let mut out: Vec<Child> = by_reference.into_values().collect();
    out.sort_by_key(|child| matching::keys(&child.name).join(" "));
    out
}

fn child_row(child: &Child) -> serde_json::Value {
    with! {
        id => child.id, name => child.name, reference => child.reference, records => child.records, errors => child.errors,
        last => child.last.map(words::day).unwrap_or_default(),
    }
}

/// The first page. What is due fills in as soon as the folder is read.
pub(super) async fn page(State(desk): Shared) -> Result<Html<String>, Answer> {
    aside(move || {
        let on = desk.today();
        Ok(html_page("today.html", with! { today => words::weekday(on), away => super::away::records(&desk).len() }))
    })
    .await
}

/// What is due, and the children.
pub(super) async fn due(State(desk): Shared) -> Result<Response, Answer> {
    aside(move || {
        let (looked, is_current) = desk.folder.looked();
        if looked.records.is_empty() && !is_current {
            return Ok(Json(serde_json::json!({ "reading": true })).into_response());
        }
        let on = desk.today();
        let duties: Vec<Duty> = looked.duties.iter().map(|(_, duty)| duty.clone()).collect();
        let until = on + chrono::TimeDelta::days(AHEAD);
        let list = List::new(duties, &Filter { until: Some(until), ..Filter::default() }, on);
        let row = |duty: &Duty| {
            let path = looked.duties.iter().find(|(_, other)| other == duty).map(|(path, _)| path);
            let late = duty.late(on);
            with! {
                id => path.map(|path| desk.folder.id(path)),
                what => capital(&duty.what), child => duty.about.child, record => duty.about.record, who => capital(&duty.who()),
                due => words::weekday(duty.due), source => duty.source,
                late => match late { 0 => String::new(), 1 => "1 working day late".to_owned(), n => format!("{n} working days late") },
                opens => duty.opens.filter(|opens| *opens > on).map(words::day).unwrap_or_default(),
            }
        };
        let (late, coming): (Vec<&Duty>, Vec<&Duty>) = list.duties.iter().partition(|duty| duty.due < on);
        let children = children(&desk, &looked);
        let unfinished: Vec<_> = looked
            .records
            .iter()
            .filter(|record| record.errors > 0)
            .map(|record| with! { id => desk.folder.id(&record.path), what => what(record), errors => record.errors })
            .collect();
        let html = super::html::render(
            "due.html",
            with! {
                late => late.into_iter().map(row).collect::<Vec<_>>(), coming => coming.into_iter().map(row).collect::<Vec<_>>(),
                until => words::day(until), children => children.iter().map(child_row).collect::<Vec<_>>(), unfinished, any => !looked.records.is_empty(),
            },
        );
        Ok(Json(serde_json::json!({ "html": html, "reading": !is_current })).into_response())
    })
    .await
}

fn what(record: &crate::pipeline::LookedAt) -> String {
    let kind = if record.kind.is_empty() { "Record".to_owned() } else { capital(&labels::plain_words(&record.kind)) };
    let whose =
        record.child.as_ref().filter(|(name, _)| !name.trim().is_empty()).map(|(name, _)| format!(" of {name}")).unwrap_or_default();
    let held = record.held.map(|held| format!(", {}", words::day(held))).unwrap_or_default();
    format!("{kind}{whose}{held}")
}

/// What is looked for.
#[derive(Debug, Deserialize)]
pub(super) struct Looking {
    #[serde(default)]
    name: String,
}

/// The children whose names are like one that is typed. It comes in the request's body: no name stands in an address.
pub(super) async fn search(State(desk): Shared, Json(looking): Json<Looking>) -> Result<Response, Answer> {
    aside(move || {
        let looked = desk.folder.looked().0;
        let all = children(&desk, &looked);
        let found = like(&all, &looking.name);
        let ids: Vec<&str> = found.iter().map(|child| child.id.as_str()).collect();
        Ok(Json(serde_json::json!({ "found": ids })).into_response())
    })
    .await
}

/// Those that are like what is typed: each of its words begins one of theirs, or is nearly one.
fn like<'c>(all: &'c [Child], typed: &str) -> Vec<&'c Child> {
    let wanted = matching::keys(typed);
    if wanted.is_empty() {
        return all.iter().collect();
    }
    let mut found: Vec<(usize, &Child)> = Vec::new();
    for child in all {
        let words: Vec<String> = matching::keys(&child.name).into_iter().chain([child.reference.to_lowercase()]).collect();
        let far = |wanted: &String| words.iter().map(|word| distance(wanted, word)).min().unwrap_or(usize::MAX);
        let distances: Vec<usize> = wanted.iter().map(far).collect();
        if distances.iter().all(|far| *far < usize::MAX) {
            found.push((distances.iter().sum(), child));
        }
    }
    found.sort_by_key(|(far, child)| (*far, child.name.clone()));
    found.into_iter().map(|(_, child)| child).collect()
}

/// How far a typed word is from one: how many letters differ; too far where it cannot be meant.
fn distance(typed: &str, word: &str) -> usize {
    if word.starts_with(typed) {
        return 0;
    }
    // One digit more or less is another child.
    if typed.contains(|c: char| c.is_ascii_digit()) || word.contains(|c: char| c.is_ascii_digit()) {
        return usize::MAX;
    }
    let allowed = match typed.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    // What is typed may be the beginning of a longer word.
    let length = typed.chars().count();
    let beginning: String = word.chars().take(length).collect();
    let far = strsim::osa_distance(typed, word).min(strsim::osa_distance(typed, &beginning));
    if far <= allowed { far } else { usize::MAX }
}

/// A child's time line.
pub(super) async fn child(State(desk): Shared, Path(id): Path<String>) -> Result<Html<String>, Answer> {
    aside(move || {
        let looked = desk.folder.looked_now();
        let child = children(&desk, &looked).into_iter().find(|child| child.id == id).ok_or(Answer::NotFound)?;
        let is_theirs = |reference: &str| reference.eq_ignore_ascii_case(&child.reference);
        let mut records: Vec<_> =
            looked.records.iter().filter(|record| record.child.as_ref().is_some_and(|(_, reference)| is_theirs(reference))).collect();
        records.sort_by_key(|record| std::cmp::Reverse((record.held, record.path.clone())));
        let entries = desk.entries();
        let rows: Vec<_> = records
            .iter()
            .map(|record| {
                let made: Vec<_> = entries
                    .iter()
                    .filter(|entry| std::path::Path::new(&entry.record) == record.path)
                    .map(|entry| with! { name => desk.name_of(&entry.file), label => desk.entry_label(entry), draft => entry.draft, stale => desk.is_stale(entry) })
                    .collect();
                let due: Vec<_> = looked
                    .duties
                    .iter()
                    .filter(|(path, _)| *path == record.path)
                    .map(|(_, duty)| with! { what => capital(&duty.what), due => words::weekday(duty.due), late => duty.late(desk.today()) > 0 })
                    .collect();
                let is_review = record.kind == "review";
                with! {
                    id => desk.folder.id(&record.path), kind => capital(&labels::plain_words(&record.kind)),
                    held => record.held.map(words::day).unwrap_or_default(), errors => record.errors, is_review, made, due,
                    status => status_words(&record.status),
                }
            })
            .collect();
        let last_review = records.iter().find(|record| record.kind == "review").map(|record| desk.folder.id(&record.path));
        Ok(html_page("child.html", with! { name => child.name, reference => child.reference, rows, last_review }))
    })
    .await
}

/// How far a record is, in words.
fn status_words(status: &str) -> &'static str {
    match serde_json::from_value(serde_json::Value::from(status)).unwrap_or_default() {
        Status::Planned => "planned",
        Status::Decisions => "decisions written",
        Status::Draft => "draft",
        Status::Final => "final",
    }
}

/// Ends the desk.
pub(super) async fn end(State(desk): Shared) -> Html<String> {
    let page = html_page("told.html", with! { words => "The desk has ended. You can close this window.", ended => true });
    desk.end.notify_waiters();
    desk.end.notify_one();
    page
}

#[cfg(test)]
mod tests {
    use super::{Child, like};

    #[test]
    fn children_are_found_however_their_names_are_typed() {
        let child = |name: &str, reference: &str| Child {
            id: reference.to_owned(),
            name: name.to_owned(),
            reference: reference.to_owned(),
            records: 1,
            errors: 0,
            last: None,
        };
        let all = [child("Jordan Ellis", "CCC1"), child("Siobhán O’Hara", "CCC2"), child("Muhammad Khan", "CCC3"), child("Jo Day", "CCC4")];
        let found = |typed: &str| like(&all, typed).iter().map(|child| child.reference.as_str()).collect::<Vec<_>>();
        assert_eq!(found("jordon"), ["CCC1"]);
        assert_eq!(found("ellis, jordan"), ["CCC1"]);
        assert_eq!(found("siobhan ohara"), ["CCC2"]);
        assert_eq!(found("mohammed"), ["CCC3"]);
        assert_eq!(found("ccc4"), ["CCC4"]);
        assert_eq!(found("jo"), ["CCC4", "CCC1"]);
        assert_eq!(found("").len(), 4);
        assert!(found("zachary").is_empty());
    }
}
