//! A record as a form, and what becomes of it while somebody types.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::begin;
use super::change::{self, Cannot, Done};
use super::findings::{Left, Seen, Shown};
use super::form::{self, Look, Section, labels};
use super::open::{Open, Unsaved};
use super::{Answer, Desk, Shared, aside, html, lock, page as html_page};
use crate::check::Case;
use crate::derive::{Facts, rag_fact};
use crate::edit::Change;
use crate::hash::sha256;
use crate::kinds::{self, case_of};
use crate::policy::Policy;
use crate::read::{self, Source};
use crate::record::Record;
use crate::words::{self, capital};

/// As many records are read within the time in which somebody waits for an answer.
const FEW: usize = 40;

/// Everything that a record's page shows.
struct View {
    sections: Vec<Section>,
    findings: Vec<Shown>,
    left: Vec<Left>,
    title: String,
    kind: String,
    child: Option<String>,
}

/// A record's page.
pub(super) async fn page(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        if !open.is_saved() && !open.is_ours() {
            return Ok(Redirect::to(&format!("/record/{id}/both")).into_response());
        }
        let Ok(source) = open.source() else { return Ok(Redirect::to(&format!("/record/{id}/text")).into_response()) };
        let Some(view) = desk.view(&open, &source) else { return Ok(Redirect::to(&format!("/record/{id}/text")).into_response()) };
        let brought_back = std::mem::take(&mut open.brought_back);
        let sections: Vec<(&Section, String, String)> =
            view.sections.iter().map(|section| (section, form_html(section), signature(section))).collect();
        let told = Told { version: open.version, saved: open.is_saved(), kept: open.is_kept(), back: open.steps_back(), findings: &view.findings, left: &view.left };
        Ok(html_page(
            "record.html",
            with! {
                id, title => view.title, kind => view.kind, child => view.child,
                sections => sections.iter().map(|(section, html, signature)| with! { id => section.id, title => section.title, html, signature }).collect::<Vec<_>>(),
                told => serde_json::to_string(&told).unwrap_or_default(),
                brought_back, is_review => view.kind == "review",
                starred => source.root.get("decisions").map(read::Node::items).into_iter().flatten().any(|d| d.text_at("starred").is_some()),
            },
        )
        .into_response())
    })
    .await
}

/// What an answer says of the record.
#[derive(Debug, Serialize)]
struct Told<'a> {
    version: u64,
    saved: bool,
    kept: bool,
    back: usize,
    findings: &'a [Shown],
    left: &'a [Left],
}

/// What the page sends.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    /// Whether somebody is still typing.
    #[serde(default)]
    typing: bool,
    /// What was done.
    done: Vec<Done>,
    /// What the page's sections look like.
    #[serde(default)]
    sections: BTreeMap<String, String>,
}

/// Something was typed, chosen, added, moved or taken out.
pub(super) async fn change(State(desk): Shared, Path(id): Path<String>, Json(sent): Json<Sent>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        let source = open.source().map_err(|why| Answer::Told(StatusCode::UNPROCESSABLE_ENTITY, why))?;
        let kind = source.root.text_at("kind").unwrap_or_default().to_owned();
        let known = kinds::fields(&kind).ok_or(Answer::NotFound)?;
        let mut refused = None;
        let mut all: Vec<Change> = Vec::new();
        for done in &sent.done {
            match change::changes(known, &source.root, done) {
                Ok(changes) => all.extend(changes),
                Err(Cannot::Stale) => refused = Some("This place was changed in another window meanwhile. It is shown here as it is now."),
                Err(Cannot::Unknown) => refused = Some("This place is not there any more."),
            }
        }
        // What was carried over is right once somebody has written over it.
        let carried = all.iter().filter_map(|change| match change {
            Change::Set(at, _) => change::node(&source.root, &crate::edit::parts(at))
                .and_then(|node| crate::edit::remark(&source.text, &source.root, at, node))
                .map(|_| Change::Confirm(at.clone())),
            _ => None,
        });
        let confirmed: Vec<Change> = carried.collect();
        let changes: Vec<Change> = confirmed.into_iter().chain(all).collect();
        let unsaved = if changes.is_empty() && sent.typing { Ok(()) } else { open.change(&changes, sent.typing) };
        match unsaved {
            Ok(()) => {}
            Err(Unsaved::Both) => return Ok(Json(serde_json::json!({ "go": format!("/record/{id}/both") })).into_response()),
            Err(Unsaved::Why(why)) => return Ok(Json(serde_json::json!({ "problem": why })).into_response()),
        }
        Ok(desk.answer(&id, &open, &sent.sections, refused))
    })
    .await
}

/// What the page asks now and then, to see whether somebody else has changed the record.
pub(super) async fn state(State(desk): Shared, Path(id): Path<String>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        let go = (!open.is_saved() && !open.is_ours()).then(|| format!("/record/{id}/both"));
        Ok(Json(serde_json::json!({ "version": open.version, "saved": open.is_saved(), "go": go })).into_response())
    })
    .await
}

/// One step back.
pub(super) async fn undo(State(desk): Shared, Path(id): Path<String>, Json(sent): Json<Sent>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        let refused = match open.undo() {
            Ok(true) => None,
            Ok(false) => Some("There is nothing to take back."),
            Err(Unsaved::Both) => return Ok(Json(serde_json::json!({ "go": format!("/record/{id}/both") })).into_response()),
            Err(Unsaved::Why(why)) => return Ok(Json(serde_json::json!({ "problem": why })).into_response()),
        };
        Ok(desk.answer(&id, &open, &sent.sections, refused))
    })
    .await
}

/// The record as text, for what the form cannot show.
pub(super) async fn text(State(desk): Shared, Path(id): Path<String>) -> Result<Html<String>, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        Ok(text_page(&desk, &id, &open, ""))
    })
    .await
}

fn text_page(desk: &Desk, id: &str, open: &Open, problem: &str) -> Html<String> {
    let looked = desk.folder.looked().0;
    let Seen { findings, is_whole, .. } = desk.seen(&open.path, &open.bytes, &looked.survey, false);
    let text = String::from_utf8_lossy(&open.bytes).into_owned();
    let readable = std::str::from_utf8(&open.bytes).is_ok();
    html_page("text.html", with! { id, text, findings, is_whole, problem, readable, base => sha256(&open.bytes) })
}

/// A whole text.
#[derive(Debug, Deserialize)]
pub(super) struct Text {
    text: String,
    base: String,
}

/// The text was written over.
pub(super) async fn save_text(State(desk): Shared, Path(id): Path<String>, Form(sent): Form<Text>) -> Result<Response, Answer> {
    aside(move || {
        let open = desk.open(&id)?;
        let mut open = lock(&open);
        open.take_over();
        if sha256(&open.bytes) != sent.base {
            let words = "Somebody else has changed this record meanwhile; nothing was saved. What you wrote is below: copy it before you look at theirs.";
            let page = html::render("text.html", with! { id, text => sent.text, problem => words, readable => true, base => sha256(&open.bytes) });
            return Ok((StatusCode::CONFLICT, Html(page)).into_response());
        }
        // A browser sends every line end as two characters.
        let crlf = open.bytes.windows(2).any(|pair| pair == b"\r\n");
        let text = if crlf { sent.text } else { sent.text.replace("\r\n", "\n") };
        match open.put(text.into_bytes(), false) {
            Ok(()) => Ok(Redirect::to(&format!("/record/{id}")).into_response()),
            Err(Unsaved::Both) => Ok(Redirect::to(&format!("/record/{id}/both")).into_response()),
            Err(Unsaved::Why(why)) => Ok(text_page(&desk, &id, &open, &why).into_response()),
        }
    })
    .await
}

/// A section filled in.
fn form_html(section: &Section) -> String {
    html::render("form.html", with! { section })
}

/// What tells whether a section has to be shown anew: everything but what stands in single fields.
fn signature(section: &Section) -> String {
    fn add(inputs: &[form::Input], out: &mut String) {
        for input in inputs {
            let words = serde_json::to_string(&(
                &input.at,
                &input.label,
                &input.kind,
                &input.options.len(),
                &input.carried,
                &input.facts,
                input.required,
            ));
            out.push_str(&words.unwrap_or_default());
            for option in &input.options {
                out.push_str(&option.label);
            }
            add(&input.inputs, out);
        }
    }
    let mut out = section.title.clone();
    add(&section.inputs, &mut out);
    sha256(out.as_bytes()).get(..16).unwrap_or_default().to_owned()
}

impl Desk {
    /// What is told after a change: sections that look otherwise now, what is found, what is left.
    fn answer(&self, id: &str, open: &Open, sections: &BTreeMap<String, String>, problem: Option<&str>) -> Response {
        let view = open.source().ok().and_then(|source| self.view(open, &source));
        let Some(view) = view else { return Json(serde_json::json!({ "go": format!("/record/{id}/text") })).into_response() };
        let mut anew = Vec::new();
        for section in &view.sections {
            let signature = signature(section);
            if sections.get(&section.id) != Some(&signature) {
                anew.push(
                    serde_json::json!({ "id": section.id, "title": section.title, "signature": signature, "html": form_html(section) }),
                );
            }
        }
        let order: Vec<&str> = view.sections.iter().map(|section| section.id.as_str()).collect();
        let mut values = BTreeMap::new();
        let mut said = BTreeMap::new();
        view.sections.iter().for_each(|section| collect(&section.inputs, &mut values, &mut said));
        let told = Told {
            version: open.version,
            saved: open.is_saved(),
            kept: open.is_kept(),
            back: open.steps_back(),
            findings: &view.findings,
            left: &view.left,
        };
        Json(serde_json::json!({ "told": told, "sections": anew, "order": order, "values": values, "said": said, "title": view.title, "problem": problem }))
            .into_response()
    }

    fn view(&self, open: &Open, source: &Source) -> Option<View> {
        // Of a few records what the others say is looked up anew; of many that goes on aside.
        let mut looked = self.folder.looked().0;
        if looked.records.len() < FEW && open.is_saved() {
            looked = self.folder.looked_now();
        }
        let Seen { findings, is_whole, case } = self.seen(&open.path, &open.bytes, &looked.survey, false);
        if !is_whole {
            return None;
        }
        let root = &source.root;
        let kind = kinds::find(root.text_at("kind")?)?;
        let pack = self.pack(root.text_at("policy").unwrap_or("statutory"))?;
        let offered = offered(kind, &pack)?;
        // What is not written yet does not hide what is asked for.
        let drafted = if case.is_none() { self.seen(&open.path, &open.bytes, &looked.survey, true).case } else { None };
        let review = case.as_deref().or(drafted.as_deref()).and_then(case_of::<Record>);
        let review = review.map(|case| begin::dated(&case.record, self.today()));
        let facts = case.as_deref().and_then(case_of::<Record>).map(facts).unwrap_or_default();
        let flagged: BTreeSet<String> = findings.iter().map(|finding| finding.at.clone()).collect();
        let packs = self.pack_titles();
        let look = Look {
            kind: kind.key,
            schema: kind.tree()?,
            field: kinds::fields(kind.key)?,
            root,
            text: &source.text,
            offered: &offered,
            pack: &pack,
            packs: &packs,
            facts: &facts,
            review: review.as_ref(),
            flagged: &flagged,
        };
        let sections = form::sections(&look);
        let left = self.left(source, &looked.survey, case.is_some());
        let child = root.get("child").and_then(|child| child.text_at("reference")).map(|reference| self.folder.id_of_child(reference));
        Some(View { sections, findings, left, title: title(root), kind: kind.key.to_owned(), child })
    }
}

/// What stands in single fields, and what dates are in words.
fn collect(inputs: &[form::Input], values: &mut BTreeMap<String, String>, said: &mut BTreeMap<String, String>) {
    for input in inputs {
        if matches!(input.kind, "text" | "area" | "date" | "time" | "number" | "lines") {
            values.insert(input.id.clone(), input.value.clone());
        }
        if input.kind == "date" {
            said.insert(input.id.clone(), input.said.clone());
        }
        collect(&input.inputs, values, said);
    }
}

/// The heading of a record's page.
fn title(root: &read::Node) -> String {
    let kind = root.text_at("kind").unwrap_or_default();
    let child = root.get("child").or_else(|| root.get("children").and_then(|all| all.items().first()));
    let name = child.and_then(|child| child.text_at("name")).map(str::trim).filter(|name| !name.is_empty());
    let what = match kind {
        "review" => "Review".to_owned(),
        other => capital(&labels::plain_words(other)),
    };
    let held = kinds::find(kind).and_then(|kind| kind.dated(root)).map(|held| format!(", {}", words::day(held))).unwrap_or_default();
    name.map_or_else(|| what.clone(), |name| format!("{what} of {name}{held}"))
}

/// What the record that `new` writes asks of everybody.
fn offered(kind: &kinds::KindOf, pack: &Policy) -> Option<read::Node> {
    let text = kind.begin(pack, None).ok()?;
    read::parse(std::path::PathBuf::new(), text.as_bytes(), &mut Vec::new()).ok().map(|source| source.root)
}

/// What a review says of the indicators of its rating.
fn facts(case: &Case<Record, Facts>) -> BTreeMap<String, (bool, String)> {
    let indicators = case.policy.rag.ratings.values().flat_map(|rating| &rating.indicators);
    let names = indicators.filter_map(|indicator| indicator.fact.as_deref());
    names
        .filter_map(|name| {
            let fact = rag_fact(name, &case.record, &case.policy, &case.facts)?;
            Some((name.to_owned(), (fact.stands, fact.words)))
        })
        .collect()
}
