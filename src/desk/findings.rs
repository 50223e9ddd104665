//! What `check` finds, in the words of the page and beside the field it speaks of.

use std::path::Path;

use serde::Serialize;

use super::Desk;
use super::form::labels;
use crate::check::Checked;
use crate::diagnostic::{Finding, Severity};
use crate::edit::{self, Change};
use crate::kinds::{self, AnyCase};
use crate::read::{Node, Source};
use crate::record::Status;
use crate::spelling;
use crate::survey::Survey;

/// A finding, as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    /// The place it speaks of.
    pub(super) at: String,
    /// The part of the record that it is in, in words, where the message does not say so.
    pub(super) part: String,
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Vec<String>,
    /// The law or clause behind it.
    pub(super) source: String,
    /// Its code, for whoever asks about it.
    pub(super) code: &'static str,
}

/// What is left to do before something can go.
#[derive(Debug, Serialize)]
pub(super) struct Left {
    /// What can go then.
    pub(super) what: &'static str,
    /// What has to be put right first.
    pub(super) findings: Vec<Shown>,
    /// What is to be done once nothing is left.
    pub(super) then: &'static str,
    /// Whether more may follow: rules speak of a record once it can be read as one.
    pub(super) more: bool,
}

/// A record that was looked at.
pub(super) struct Seen {
    /// All that is to be told of it.
    pub(super) findings: Vec<Shown>,
    /// Whether the form can show all of it.
    pub(super) is_whole: bool,
    /// Its case, where it could be read as one.
    pub(super) case: Option<Box<dyn AnyCase>>,
}

impl Desk {
    /// Checks a record as it is.
    pub(super) fn seen(&self, path: &Path, bytes: &[u8], survey: &Survey, draft: bool) -> Seen {
        let mut notes = Vec::new();
        let source = match spelling::parse(path.to_owned(), bytes, kinds::fields, &mut notes) {
            Ok(source) => source,
            Err(findings) => {
                let findings = findings.iter().map(|finding| shown("", None, finding)).collect();
                return Seen { findings, is_whole: false, case: None };
            }
        };
        let mut packs = super::lock(&self.packs).clone();
        let Checked { case, findings, .. } = kinds::check_as(&source, notes, &mut packs, survey, self.today(), draft);
        let kind = source.root.text_at("kind").unwrap_or_default();
        let is_whole = source.repaired.is_empty()
            && source.broken.is_empty()
            && kinds::find(kind).is_some()
            && kind != "annual-report"
            && !findings.iter().any(|finding| matches!(finding.code, "R001" | "R002" | "R102" | "R005"));
        let told = findings.iter().filter(|finding| finding.severity != Severity::Note);
        Seen { findings: told.map(|finding| shown(kind, Some(&source.root), finding)).collect(), is_whole, case }
    }

    /// What is left before the decisions can go, and before the whole record can.
    pub(super) fn left(&self, source: &Source, survey: &Survey, is_read: bool) -> Vec<Left> {
        let kind = source.root.text_at("kind").unwrap_or_default();
        let steps: &[(&'static str, &str)] = match kind {
            "review" => &[("Before the decisions can go", "decisions"), ("Before the record can go", "final")],
            _ => &[("Before it can go", "final")],
        };
        let mut out = Vec::new();
        for (what, status) in steps {
            let change = Change::Set("/status".to_owned(), (*status).into());
            let Ok(bytes) = edit::changed(source, kinds::fields, &[change]) else { continue };
            let mut findings = self.seen(&source.path, &bytes, survey, false).findings;
            findings.retain(|finding| finding.severity == "error");
            findings.extend(missing(kind, source, status, &findings));
            let is_draft = *status == "final" && source.root.text_at("status").unwrap_or("draft") != "final";
            let then = if is_draft {
                "choose “Everything is written” under “How far it is”, so that DRAFT is taken off the pages"
            } else {
                ""
            };
            out.push(Left { what, findings, then, more: !is_read });
        }
        out
    }
}

/// Parts that a record must have which has come so far, and that nothing is said of yet: until a record can be read as one, no rule speaks.
fn missing(kind: &str, source: &Source, status: &str, found: &[Shown]) -> Vec<Shown> {
    let status: Status = serde_json::from_value(status.into()).unwrap_or_default();
    let named = kinds::fields(kind).map(|field| field.named.as_slice()).unwrap_or_default();
    let asked = named.iter().filter(|(_, field)| field.needed && field.from.is_none_or(|from| from <= status));
    let absent = asked.filter(|(key, _)| source.root.get(key).is_none_or(Node::is_empty_scalar));
    let untold = absent.filter(|(key, _)| !found.iter().any(|one| one.at == format!("/{key}")));
    untold
        .map(|(key, _)| Shown {
            at: format!("/{key}"),
            part: String::new(),
            severity: "error",
            message: format!("“{}” is still to be written", labels::label(kind, &format!("/{key}"), key)),
            help: Vec::new(),
            source: String::new(),
            code: "R202",
        })
        .collect()
}

fn shown(kind: &str, root: Option<&Node>, finding: &Finding) -> Shown {
    let mut at = finding.pointer().to_owned();
    // What is missing is asked for where it would stand.
    if finding.message.contains("is missing from")
        && let Some(key) = finding.message.split('`').nth(1)
        && !key.contains(['.', ' '])
        && at.rsplit('/').next() != Some(key)
    {
        at = format!("{at}/{key}");
    }
    let mut message = None;
    if let Some(root) = root
        && at != finding.pointer()
    {
        message = Some(format!("{} is missing", labels::place(kind, &at, root)));
    }
    let is_missing = message.is_some();
    // `Alone should be a whole number` is one of thirty fields until somebody says in which part.
    let part = edit::parts(&at)
        .first()
        .map(|key| labels::label(kind, &format!("/{key}"), key))
        .filter(|_| !is_missing && at.matches('/').count() > 1);
    let above = at.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
    let said = |text: &str| labels::said(kind, &above, text);
    // What is said of lines and of commands is for those who work on the files.
    let about_files = |help: &&String| !["minutebook ", "render ", "--", "line ", "{", "fmt"].iter().any(|word| help.contains(word));
    Shown {
        severity: finding.severity.word(),
        message: message.unwrap_or_else(|| said(&finding.message)),
        // What is missing says itself what to do.
        help: if is_missing { Vec::new() } else { finding.help.iter().filter(about_files).map(|help| said(help)).collect() },
        source: finding.source.clone().unwrap_or_default(),
        code: finding.code,
        part: part.unwrap_or_default(),
        at,
    }
}
