//! Records that are begun at the desk: a child who is new, the next review, an alert, a note. They are those that `new` drafts, without what
//! it writes in brackets for people who work on files: the form asks for it instead.

use std::path::{Path, PathBuf};

use axum::extract::{Form, Path as Id, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Answer, Desk, Shared, aside, lock, page as html_page};
use crate::derive::applies;
use crate::edit::{self, Change, changed};
use crate::fs;
use crate::kinds::draft::From;
use crate::kinds::{self, KindOf, case_of};
use crate::policy::Policy;
use crate::read::{Node, Source, Value};
use crate::record::Record;
use crate::spelling;

/// The page for a child who is new here.
pub(super) async fn page(State(desk): Shared) -> Result<Html<String>, Answer> {
    aside(move || Ok(new_page(&desk, &New::default(), &[]))).await
}

/// What is asked of a child who is new here.
#[derive(Debug, Default, Deserialize)]
pub(super) struct New {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    date_of_birth: String,
    #[serde(default)]
    iro: String,
    #[serde(default)]
    policy: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    review: String,
}

fn new_page(desk: &Desk, new: &New, problems: &[(&str, &str)]) -> Html<String> {
    // The pack that most records of the folder follow, and whoever wrote the last one, are likely.
    let looked = desk.folder.looked().0;
    let mut packs: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    looked.records.iter().for_each(|record| *packs.entry(record.policy.as_str()).or_default() += 1);
    let usual = packs.iter().max_by_key(|(_, times)| **times).map_or("statutory", |(name, _)| *name);
    let chosen = if new.policy.is_empty() { usual } else { new.policy.as_str() };
    let packs: Vec<_> = desk.pack_titles().into_iter().map(|(key, title)| with! { on => key == chosen, key, title }).collect();
    let problems: Vec<_> = problems.iter().map(|(field, words)| with! { field, words }).collect();
    html_page(
        "new.html",
        with! { name => new.name, reference => new.reference, date_of_birth => new.date_of_birth, iro => new.iro, status => new.status, review => new.review, packs, problems },
    )
}

/// Begins the record of a child who is new here.
pub(super) async fn start(State(desk): Shared, Form(new): Form<New>) -> Result<Response, Answer> {
    aside(move || {
        let mut problems: Vec<(&str, &str)> = Vec::new();
        if new.name.trim().is_empty() {
            problems.push(("name", "Write the child's full name."));
        }
        let reference = new.reference.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if reference.len() < 3 || reference.len() > 40 || !reference.chars().all(allowed) {
            problems.push(("reference", "Write the reference of the case system: 3 to 40 letters, digits or hyphens."));
        }
        if spelling::date(new.date_of_birth.trim()).is_none() {
            problems.push(("date_of_birth", "Write the date of birth, as 14 May 2013 or 14/05/2013."));
        }
        if !problems.is_empty() {
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, new_page(&desk, &new, &problems)).into_response());
        }
        let kind = kinds::find("review").ok_or(Answer::NotFound)?;
        let pack = desk.pack(new.policy.trim()).ok_or(Answer::NotFound)?;
        let status = if new.status == "planned" { "planned" } else { "draft" };
        let set = |at: &str, value: &str| Change::Set(at.to_owned(), Json::from(value.trim()));
        let date = spelling::date(new.date_of_birth.trim()).map(|date| date.to_string()).unwrap_or_default();
        let mut changes = vec![
            set("/status", status),
            set("/child/reference", reference),
            set("/child/name", &new.name),
            set("/child/date_of_birth", &date),
        ];
        if let Some((key, _)) = pack.reviews.iter().find(|(key, _)| *key == new.review.trim()) {
            changes.push(set("/review/type", key));
        }
        if !new.iro.trim().is_empty() {
            changes.push(set("/people/iro/name", &new.iro));
        }
        let path = free_name(&desk.folder.path, &format!("{reference}-review"));
        let id = write(&desk, kind, &pack, None, &path, &changes)?;
        take_out_papers(&desk, &path, &pack)?;
        Ok(Redirect::to(&format!("/record/{id}")).into_response())
    })
    .await
}

/// What follows from a record.
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    kind: String,
}

/// Begins what follows from a review: the next one, an alert, a note.
pub(super) async fn next(State(desk): Shared, Id(id): Id<String>, Form(next): Form<Next>) -> Result<Response, Answer> {
    aside(move || {
        let kind = kinds::find(&next.kind).filter(|kind| FOLLOWING.contains(&kind.key)).ok_or(Answer::NotFound)?;
        let open = desk.open(&id)?;
        let (source, path) = {
            let open = lock(&open);
            (open.source().map_err(|why| Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, why))?, open.path.clone())
        };
        let pack = desk.pack(source.root.text_at("policy").unwrap_or("statutory")).ok_or(Answer::NotFound)?;
        if !kind.is_in(&pack) {
            return Err(Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, format!("{} does not know this kind of record.", pack.title)));
        }
        let reference = source.root.get("child").and_then(|child| child.text_at("reference")).unwrap_or("record");
        let reference: String = reference.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        let folder = path.parent().unwrap_or(&desk.folder.path).to_owned();
        let path = free_name(&folder, &format!("{reference}-{}", kind.key));
        let from = From { review: &source.root, text: &source.text, pack: &pack };
        // A review that is still to come begins with its letters.
        let is_to_come = from.planned().and_then(spelling::date).is_some_and(|date| date > desk.today());
        let changes = match kind.key {
            "review" if is_to_come => vec![Change::Set("/status".to_owned(), Json::from("planned"))],
            _ => Vec::new(),
        };
        let id = write(&desk, kind, &pack, Some(&from), &path, &changes)?;
        Ok(Redirect::to(&format!("/record/{id}")).into_response())
    })
    .await
}

/// What can be begun from a review.
pub(super) const FOLLOWING: [&str; 5] = ["review", "alert", "progress-review", "event", "recognition"];

/// Takes out the papers that this child's review is not asked for, as a pathway plan at the age of twelve.
fn take_out_papers(desk: &Desk, path: &Path, pack: &Policy) -> Result<(), Answer> {
    let failed = |_| Answer::Told(StatusCode::INTERNAL_SERVER_ERROR, "The record could not be begun.".to_owned());
    let bytes = fs::read_any(path).map_err(failed)?;
    let looked = desk.folder.looked().0;
    let case = desk.seen(path, &bytes, &looked.survey, true).case;
    let (Some(review), Some(source)) = (case.as_deref().and_then(case_of::<Record>), parse(&bytes)) else { return Ok(()) };
    let record = dated(&review.record, desk.today());
    let is_asked = |paper: &str| {
        let mut rules = pack.papers.iter().filter(|rule| rule.paper == paper).peekable();
        rules.peek().is_none() || rules.any(|rule| applies(&rule.when, &record))
    };
    let rows = source.root.get("papers").map(Node::items).unwrap_or_default();
    let out = rows.iter().enumerate().rev().filter(|(_, row)| row.text_at("paper").is_some_and(|paper| !is_asked(paper)));
    let changes: Vec<Change> = out.map(|(i, _)| Change::Remove(format!("/papers/{i}"))).collect();
    if let Ok(bytes) = changed(&source, kinds::fields, &changes) {
        fs::replace(path, &bytes).map_err(failed)?;
    }
    Ok(())
}

/// A review whose day is not written yet, as if it were today: a child has an age meanwhile.
pub(super) fn dated(record: &Record, today: chrono::NaiveDate) -> Record {
    let mut record = record.clone();
    if record.review.held().is_none_or(crate::words::is_undated) {
        record.review.date = Some(today);
        record.review.meetings.clear();
    }
    record
}

/// Writes a record that is begun, and says what it is called.
fn write(desk: &Desk, kind: &KindOf, pack: &Policy, from: Option<&From<'_>>, path: &Path, changes: &[Change]) -> Result<String, Answer> {
    let failed = |why: &str| Answer::Told(StatusCode::INTERNAL_SERVER_ERROR, format!("The record could not be begun: {why}."));
    let scaffold = kind.begin(pack, from).map_err(|_| failed("its draft cannot be made"))?;
    let bare = bare(&scaffold).ok_or_else(|| failed("its draft cannot be read"))?;
    let source = parse(bare.as_bytes()).ok_or_else(|| failed("its draft cannot be read"))?;
    let bytes = changed(&source, kinds::fields, changes).map_err(|_| failed("its draft cannot be written"))?;
    fs::write_new(path, &bytes).map_err(|error| failed(&error.kind().to_string()))?;
    Ok(desk.folder.id(path))
}

fn parse(bytes: &[u8]) -> Option<Source> {
    let mut source = crate::read::parse(PathBuf::from("record.yaml"), bytes, &mut Vec::new()).ok()?;
    spelling::put(&mut source, kinds::fields);
    Some(source)
}

/// A draft without what stands in brackets and without remarks, but for those that say where something was carried over from.
#[must_use]
pub fn bare(scaffold: &str) -> Option<String> {
    let mut text = scaffold.to_owned();
    // From the end, so that what is before keeps its place.
    let mut places = Vec::new();
    to_be_written(&parse(text.as_bytes())?.root, "", &mut places);
    for at in places.into_iter().rev() {
        text = without(&text, &at)?;
    }
    // Rows and lists of which nothing is left but a number.
    loop {
        let source = parse(text.as_bytes())?;
        let mut empty = Vec::new();
        says_nothing(&source.root, "", &mut empty);
        let Some(at) = empty.pop() else { break };
        text = without(&text, &at)?;
    }
    without_remarks(&text)
}

fn without(text: &str, at: &str) -> Option<String> {
    let source = parse(text.as_bytes())?;
    let bytes = changed(&source, kinds::fields, &[Change::Remove(at.to_owned())]).ok()?;
    String::from_utf8(bytes).ok()
}

fn to_be_written(node: &Node, at: &str, out: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            let text = text.trim();
            if text.starts_with('[') && text.ends_with(']') {
                out.push(at.to_owned());
            }
        }
        Value::Seq(items) => items.iter().enumerate().for_each(|(i, item)| to_be_written(item, &format!("{at}/{i}"), out)),
        Value::Map(entries) => entries.iter().for_each(|(key, node)| to_be_written(node, &format!("{at}/{}", key.text), out)),
    }
}

/// Places that hold nothing, or nothing but numbers.
fn says_nothing(node: &Node, at: &str, out: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Seq(items) => {
            // A list that is empty on purpose says so: a draft has it only where there was something before.
            items.iter().enumerate().for_each(|(i, item)| {
                let only_numbers = matches!(&item.value, Value::Map(entries)
                    if entries.iter().all(|(_, node)| node.text().is_some_and(|text| text.parse::<u32>().is_ok())));
                if only_numbers {
                    out.push(format!("{at}/{i}"));
                } else {
                    says_nothing(item, &format!("{at}/{i}"), out);
                }
            });
        }
        Value::Map(entries) => {
            for (key, node) in entries {
                let at = format!("{at}/{}", key.text);
                let is_empty = match &node.value {
                    Value::Map(entries) => entries.is_empty(),
                    Value::Seq(items) => items.is_empty() && key.text != "previous_decisions",
                    Value::Scalar { .. } => node.is_empty_scalar(),
                };
                if is_empty {
                    out.push(at);
                } else {
                    says_nothing(node, &at, out);
                }
            }
        }
    }
}

fn without_remarks(text: &str) -> Option<String> {
    let source = parse(text.as_bytes())?;
    let mut spans = Vec::new();
    fn scalars(node: &Node, out: &mut Vec<std::ops::Range<usize>>) {
        match &node.value {
            Value::Scalar { .. } => out.push(node.span()),
            Value::Seq(items) => items.iter().for_each(|node| scalars(node, out)),
            Value::Map(entries) => entries.iter().for_each(|(_, node)| scalars(node, out)),
        }
    }
    scalars(&source.root, &mut spans);
    let mut out = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_remark = |(i, _): &(usize, &str)| {
            let place = at + i;
            let begins = *i == 0 || line.get(..*i).is_some_and(|before| before.ends_with([' ', '\t']));
            begins && !spans.iter().any(|span| span.start < place && place < span.end)
        };
        let remark = line.match_indices('#').find(is_remark).map(|(i, _)| i);
        match remark.filter(|i| !edit::is_carried(line.get(*i..).unwrap_or_default())) {
            Some(i) => {
                let kept = line.get(..i).unwrap_or_default().trim_end();
                if !kept.is_empty() {
                    out.push_str(kept);
                    out.push('\n');
                }
            }
            None if line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n")) => {}
            None => out.push_str(line),
        }
        at += line.len();
    }
    Some(out.trim_end().to_owned() + "\n")
}

/// A file name that nobody has yet.
fn free_name(folder: &Path, stem: &str) -> PathBuf {
    let name = |n: usize| folder.join(if n == 1 { format!("{stem}.yaml") } else { format!("{stem}-{n}.yaml") });
    (1..).map(name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(0))
}
