//! What each reader gets, beside the form: pages laid out by a worker, and what is left out of them marked where it is written.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::findings::Seen;
use super::form::labels;
use super::{Answer, Desk, Shared, aside, lock};
use crate::documents::{Audience, Planned};
use crate::hash::sha256;
use crate::kinds::{self, AnyCase, case_of};
use crate::matching::{Finder, fold};
use crate::record::{CHILD, Record};
use crate::typeset::Words;
use crate::words::capital;
use crate::worker::{Asked, Job, Shown, characters};

/// How long pages may take before the worker is ended and another begun.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many pictures of pages are kept for the browser to fetch.
const KEPT: usize = 400;

/// Pictures of pages, by what they look like.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pictures: Mutex<HashMap<String, String>>,
    /// The newest wish for pages: those that wait behind it are not laid out any more.
    wish: AtomicU64,
}

/// Which copy is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    /// The end of its file's name; the first copy where there is none of that name.
    #[serde(default)]
    copy: String,
}

/// A copy that can be looked at.
#[derive(Debug, Serialize)]
struct Copy {
    key: String,
    label: String,
}

/// A place that is left out of a copy.
#[derive(Debug, Serialize)]
struct LeftOut {
    at: String,
    why: String,
}

/// The pages of a copy.
pub(super) async fn pages(State(desk): Shared, Path(id): Path<String>, Json(wanted): Json<Wanted>) -> Result<Response, Answer> {
    let wish = desk.shelf.wish.fetch_add(1, Ordering::Relaxed) + 1;
    aside(move || {
        let told = |words: &str| Json(serde_json::json!({ "copies": [], "problem": words })).into_response();
        let (case, planned) = match planned(&desk, &id) {
            Ok(planned) => planned,
            Err(Answer::Told(_, words)) => return Ok(told(&words)),
            Err(other) => return Err(other),
        };
        let copies: Vec<Copy> = planned.iter().map(|planned| Copy { key: planned.stem.clone(), label: label(&*case, planned) }).collect();
        let Some(chosen) = planned.iter().find(|p| p.stem == wanted.copy).or_else(|| planned.first())
        else {
            let words = "Nothing is made of this record yet. Write the reference, the date and who it is about first.";
            return Ok(Json(serde_json::json!({ "copies": copies, "problem": words })).into_response());
        };
        let reader = chosen.copy.key.clone().unwrap_or_else(|| chosen.audience.clone());
        let answer = |pages: &[String], words: &[Vec<Words>], problem: Option<String>| {
            Json(serde_json::json!({
                "copies": copies, "copy": chosen.stem, "pdf": desk.folder.id_of_copy(&chosen.stem), "reader": chosen.copy.key.is_some(),
                "pages": pages, "words": words, "problem": problem, "left_out": left_out(&*case, chosen),
            }))
            .into_response()
        };
        if case.kept_back().rule_for(&reader).is_some() && !chosen.archive {
            let words = "This copy is not shown yet: something in it may not be read by this reader. Put right what is said about it beside the form first.";
            return Ok(answer(&[], &[], Some(words.to_owned())));
        }
        let shown = {
            let mut worker = lock(&desk.worker);
            if desk.shelf.wish.load(Ordering::Relaxed) != wish {
                return Ok(Json(serde_json::json!({ "stale": true })).into_response());
            }
            worker.show(&Asked::Pages(Box::new(chosen.clone())), PATIENCE)
        };
        let drawn = match shown {
            Ok(Shown::Pages(drawn)) => drawn,
            Ok(Shown::Pdf(_)) => Vec::new(),
            Err(why) => {
                let words = format!("These pages cannot be shown just now ({why}). The form goes on; what you write is kept.");
                return Ok(answer(&[], &[], Some(words)));
            }
        };
        let mut pictures = lock(&desk.shelf.pictures);
        if pictures.len() > KEPT {
            pictures.clear();
        }
        let (mut pages, mut words) = (Vec::new(), Vec::new());
        for page in drawn {
            let name = sha256(page.svg.as_bytes()).get(..32).unwrap_or_default().to_owned();
            pictures.insert(name.clone(), page.svg);
            pages.push(name);
            words.push(page.words);
        }
        drop(pictures);
        let found = held(chosen, &words);
        let problem = (!found.is_empty()).then(|| {
            format!(
                "This copy will not be made: {} in it, and this reader may not know that. It may stand in the letterhead too. Put it right, or say under “Who gets a copy” that they may have it.",
                if let [one] = found.as_slice() { format!("“{one}” stands") } else { format!("{} stand", crate::words::list(&found.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>())) }
            )
        });
        Ok(answer(&pages, &words, problem))
    })
    .await
}

/// What stands in a copy and must not: as it stands there.
fn held(planned: &Planned, words: &[Vec<Words>]) -> Vec<String> {
    if planned.expect.absent.is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(&planned.expect.absent);
    let mut out: Vec<String> = Vec::new();
    for part in words.iter().flatten() {
        for hit in finder.find_in(&part.text, &fold(&part.text)) {
            let typed = part.text.get(hit.start..hit.end).unwrap_or_default().to_owned();
            if !typed.is_empty() && !out.contains(&typed) {
                out.push(typed);
            }
        }
    }
    out
}

/// A picture of a page.
pub(super) async fn page(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    let svg = lock(&desk.shelf.pictures).get(&id).cloned().ok_or(Answer::NotFound)?;
    // It is shown as a picture, so that nothing in it could run; its own style is part of it.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CONTENT_SECURITY_POLICY, policy)], svg).into_response())
}

/// A copy as a PDF, to be printed or looked at.
pub(super) async fn pdf(State(desk): Shared, Path((id, name)): Path<(String, String)>) -> Result<Response, Answer> {
    aside(move || {
        let (case, planned) = planned(&desk, &id)?;
        let chosen = planned.iter().find(|p| desk.folder.id_of_copy(&p.stem) == name).ok_or(Answer::NotFound)?.clone();
        let attachment = if chosen.archive { Some(characters(&lock(&*desk.open(&id)?).bytes)) } else { None };
        let reader = chosen.copy.key.clone().unwrap_or_else(|| chosen.audience.clone());
        if case.kept_back().rule_for(&reader).is_some() && !chosen.archive {
            return Err(Answer::Told(
                StatusCode::CONFLICT,
                "This copy is not made yet: something in it may not be read by this reader.".to_owned(),
            ));
        }
        let job = Job { planned: chosen, attachment, path: std::path::PathBuf::new(), last: true };
        let shown = lock(&desk.worker).show(&Asked::Pdf(Box::new(job)), PATIENCE * 3);
        match shown {
            Ok(shown) => {
                let bytes = shown.pdf().ok_or(Answer::NotFound)?;
                Ok(made_pdf(bytes))
            }
            Err(why) => Err(Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, format!("This copy cannot be made yet: {why}."))),
        }
    })
    .await
}

/// A PDF as an answer: its name says nothing of anybody.
pub(super) fn made_pdf(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"copy.pdf\""),
        // The browser's own viewer needs its own scripts and styles.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf"),
    ];
    (headers, bytes).into_response()
}

/// What a record calls for as it is being typed, marked as drafts.
fn planned(desk: &Desk, id: &str) -> Result<(Box<dyn AnyCase>, Vec<Planned>), Answer> {
    let open = desk.open(id)?;
    let (path, bytes) = {
        let open = lock(&open);
        (open.path.clone(), open.bytes.clone())
    };
    let looked = desk.folder.looked().0;
    // What has nothing to be put right is shown as it will be made; all else as a draft, as far as it is written.
    let whole = desk.seen(&path, &bytes, &looked.survey, false);
    let is_whole = whole.case.is_some() && !whole.findings.iter().any(|finding| finding.severity == "error");
    if let Some(case) = whole.case.filter(|_| is_whole) {
        let planned = case.plan(desk.today());
        return Ok((case, planned));
    }
    let Seen { case, .. } = desk.seen(&path, &bytes, &looked.survey, true);
    let nothing = || Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, "Too little is written yet to show a page.".to_owned());
    let mut case = case.ok_or_else(nothing)?;
    case.mark_draft();
    let planned = case.plan(desk.today());
    Ok((case, planned))
}

/// A copy in words: whose, and what.
fn label(case: &dyn AnyCase, planned: &Planned) -> String {
    let title = case.policy().document_title(&planned.document).to_owned();
    let whose = match planned.copy.key.as_deref() {
        None if planned.archive => "the child's file".to_owned(),
        None => labels::plain_words(&planned.audience),
        Some(CHILD) => case.child().map_or_else(|| "the child".to_owned(), |(name, _)| name),
        Some(key) => case.people().get(key).map_or_else(|| labels::plain_words(key), |person| person.name.clone()),
    };
    format!("{}: {title}", capital(&whose))
}

/// What of a record is left out of somebody's copy, and why.
fn left_out(case: &dyn AnyCase, planned: &Planned) -> Vec<LeftOut> {
    let (Some(key), Some(review)) = (planned.copy.key.as_deref(), case_of::<Record>(case)) else { return Vec::new() };
    let Some(known) = kinds::fields("review") else { return Vec::new() };
    let audience = Audience::person(&review.record, key);
    let mut out: Vec<LeftOut> = Vec::new();
    known.walk(&review.value, &mut |found| {
        let about = found.about.iter().filter_map(|part| serde_json::from_value(part.clone()).ok());
        let parts: Vec<_> = found.parts.iter().copied().chain(about).collect();
        let own = found.by == Some(key);
        let why = match found.only_for {
            Some(only) if only != key => Some("only in somebody else's letter".to_owned()),
            _ => parts.iter().find(|part| audience.withholds(**part) && !own).map(|_| "left out of this copy".to_owned()),
        };
        if let Some(why) = why {
            out.push(LeftOut { at: found.pointer.to_owned(), why });
        }
    });
    out
}
