//! The whole way from paths to documents. The only place that names every stage: `passes` reads and checks, `plan` says which copies a
//! record calls for and of what each is made, `compare` holds them against what is there, `make` has the rest made and writes down what
//! comes of it.
//!
//! Two passes over the files: the first takes every record in brief, the second checks each against the batch and hands its
//! documents to the workers. Only the first few megabytes of records are kept between the two, so memory does not grow with the batch.

mod compare;
mod make;
mod passes;
mod plan;

pub use compare::Why;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use crate::compose::Templates;
use crate::deliver::{Becomes, Before, Entry, Left, OfBatch, Outbox, OutboxError};
use crate::diagnostic::{Diagnostic, Severity};
use crate::dispatch::{Holder, Sending};
use crate::documents::Planned;
use crate::due::Duty;
use crate::hash;
use crate::kinds;
use crate::policy::Packs;
use crate::share::Share;
use crate::survey::Survey;
use crate::worker::{Start, Times};

use make::{Run, Seen};
use passes::{Examined, Taken, examined, first_pass, told};
use plan::{Plan, Planner};

/// What a run goes by.
#[derive(Debug)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The folder in which records named by a report may lie; those of `paths` where it is not said.
    pub root: Option<PathBuf>,
    /// Policy packs.
    pub packs: Packs,
    /// Today's date, for letters that have no other.
    pub as_of: NaiveDate,
    /// Which share of the records is looked at; all without one.
    pub share: Option<Share>,
}

/// What a rendering run goes by besides.
#[derive(Debug)]
pub struct Rendering {
    /// The output folder.
    pub out: PathBuf,
    /// Keys of documents to make; all where empty.
    pub only: Vec<String>,
    /// Mark everything as draft, and make documents of incomplete records too.
    pub draft: bool,
    /// Wait for another run in the same folder to end.
    pub wait: bool,
    /// How many workers.
    pub jobs: usize,
    /// How to start one.
    pub start: Start,
    /// Make everything, also what need not be.
    pub force: bool,
    /// The templates, for their SHA-256.
    pub templates: Arc<Templates>,
    /// What PDFs are held against, in a word.
    pub conformance: &'static str,
    /// Set from outside when the run is to end after the documents in hand.
    pub stop: Arc<AtomicBool>,
}

/// What a run says while it goes.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many files were found.
    Found(usize),
    /// A record was checked.
    Checked,
    /// A document was made or failed.
    Made,
    /// A finding, its place looked up.
    Finding(&'a Diagnostic),
    /// The copies that a record calls for, and whether it has errors that keep them back.
    Copies(&'a [Planned], bool),
    /// A copy that a rendering run would make or leave as it is.
    Wanted(&'a Entry, Why),
    /// A copy of an earlier run that it would take away.
    Leaves(&'a Entry, Becomes),
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Summary {
    /// Records looked at.
    pub records: usize,
    /// Records with errors.
    pub with_errors: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Documents that are to be made anew and were not asked for.
    pub not_asked_for: usize,
    /// Whether the manifest of earlier runs could not be read.
    pub unreadable: bool,
    /// Documents written.
    pub written: usize,
    /// Documents that are as they should be, and were not made again.
    pub unchanged: usize,
    /// Of them, marked as drafts because their record says that it is one.
    pub drafts: usize,
    /// Pages written.
    pub pages: usize,
    /// Documents that could not be made.
    pub failed: usize,
    /// Records no document was made of.
    pub withheld: usize,
    /// Records no document was made of, with who is to put them right.
    pub kept: Vec<Kept>,
    /// Whether the records were those of one child only, so that no other family's names could be looked for.
    pub alone: bool,
    /// What the run left in the output folder besides what it made.
    pub left: Left,
    /// Whether the run was ended from outside.
    pub stopped: bool,
    /// How every finished copy that is there goes to its reader.
    pub sendings: Vec<Sending>,
    /// Who has a copy of an earlier version of a record that was corrected.
    pub holders: Vec<Holder>,
    /// How many records follow each pack.
    pub packs: BTreeMap<String, usize>,
    /// Whether it was one share of a batch.
    pub is_share: bool,
    /// Files that other shares of the batch take.
    pub of_other_shares: Vec<PathBuf>,
    /// Time by phase, summed over the workers.
    pub times: Times,
}

/// A record of which no document was made.
#[derive(Debug)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// The name of its reviewing officer.
    pub iro: Option<String>,
    /// Its errors.
    pub errors: usize,
}

/// Checks records; if asked to, tells the copies that each calls for.
pub fn check(options: &Options, copies: bool, tell: &mut dyn FnMut(Event<'_>)) -> Summary {
    let mut summary = Summary::default();
    let (files, survey) = first_pass(options, &mut summary, tell);
    let as_of = options.as_of;
    let each = || {
        move |one: Examined, _: &Survey| (one.case.as_ref().filter(|_| copies).map(|case| case.plan(as_of)), one.has_errors(), one.findings)
    };
    for (planned, has_errors, findings) in examined(files, options, survey, false, each) {
        if let Some(planned) = planned {
            tell(Event::Copies(&planned, has_errors));
        }
        told(&findings, &mut summary, tell);
    }
    summary
}

/// What is due of a batch.
#[derive(Debug, Default)]
pub struct DueOf {
    /// All of it.
    pub duties: Vec<Duty>,
    /// Records.
    pub records: usize,
    /// Files that could not be read far enough to tell.
    pub unread: Vec<PathBuf>,
    /// How many records follow each pack.
    pub packs: BTreeMap<String, usize>,
}

/// What is due of all records on the day taken as today's.
pub fn duties(options: &Options) -> DueOf {
    let mut out = DueOf::default();
    let (files, survey) = first_pass(options, &mut Summary::default(), &mut |_| {});
    let on = options.as_of;
    let each = || {
        move |one: Examined, survey: &Survey| {
            let found = one.case.as_ref().map(|case| (case.policy().name.clone(), case.duties(survey, on)));
            (one.path, found)
        }
    };
    for (path, found) in examined(files, options, survey, false, each) {
        out.records += 1;
        match found {
            Some((pack, duties)) => {
                *out.packs.entry(pack).or_default() += 1;
                out.duties.extend(duties);
            }
            None => out.unread.push(path),
        }
    }
    out
}

/// A folder as somebody who works on its records sees it.
#[derive(Debug)]
pub struct Looked {
    /// The batch in brief.
    pub survey: Arc<Survey>,
    /// Its records.
    pub records: Vec<LookedAt>,
    /// What is due, each of one of the records.
    pub duties: Vec<(PathBuf, Duty)>,
}

impl Default for Looked {
    fn default() -> Self {
        Self { survey: Arc::new(kinds::survey()), records: Vec::new(), duties: Vec::new() }
    }
}

/// A record of a folder.
#[derive(Debug)]
pub struct LookedAt {
    /// Its file.
    pub path: PathBuf,
    /// Its kind.
    pub kind: String,
    /// The child's name and reference; none where it is about no child, or cannot be read so far.
    pub child: Option<(String, String)>,
    /// The pack it follows.
    pub policy: String,
    /// Errors.
    pub errors: usize,
    /// How far it is, as it says itself.
    pub status: String,
    /// Its day, as far as it says one.
    pub held: Option<NaiveDate>,
}

/// Reads and checks a folder, and says of each record what it is and what is due of it.
#[must_use]
pub fn look(options: &Options) -> Looked {
    let (files, survey) = first_pass(options, &mut Summary::default(), &mut |_| {});
    let survey = Arc::new(survey);
    let on = options.as_of;
    let each = || {
        move |one: Examined, survey: &Survey| {
            let root = one.source.as_ref().map(|source| &source.root);
            let text = |key: &str| root.and_then(|root| root.text_at(key)).unwrap_or_default().to_owned();
            let named = |key: &str| root.and_then(|root| root.get("child")?.text_at(key)).unwrap_or_default().to_owned();
            let kind = text("kind");
            let at = LookedAt {
                child: one
                    .case
                    .as_ref()
                    .and_then(|case| case.child())
                    .or_else(|| Some((named("name"), named("reference"))).filter(|(_, reference)| !reference.is_empty())),
                policy: text("policy"),
                errors: one.findings.iter().filter(|d| d.severity == Severity::Error).count(),
                status: text("status"),
                held: root.and_then(|root| kinds::find(&kind)?.dated(root)),
                path: one.path.clone(),
                kind,
            };
            (at, one.case.as_ref().map(|case| case.duties(survey, on)).unwrap_or_default())
        }
    };
    let mut out = Looked { survey: Arc::clone(&survey), ..Looked::default() };
    for (at, duties) in examined(files, options, survey, false, each) {
        out.duties.extend(duties.into_iter().map(|duty| (at.path.clone(), duty)));
        out.records.push(at);
    }
    out
}

/// Checks records and says what a rendering run would do. Nothing is written.
pub fn dry_run(options: &Options, rendering: &Rendering, tell: &mut dyn FnMut(Event<'_>)) -> Summary {
    let mut summary = Summary::default();
    let before = Arc::new(Before::look(&rendering.out));
    let (files, survey) = first_pass(options, &mut summary, tell);
    let mut seen = Seen::new(&survey, options);
    let mut made = Vec::new();
    for mut plan in planned(files, options, survey, rendering, &before) {
        told(&plan.findings, &mut summary, tell);
        *summary.packs.entry(plan.pack.clone()).or_default() += 1;
        seen.see(&mut plan);
        summary.withheld += usize::from(plan.kept.is_some());
        summary.kept.extend(plan.kept);
        summary.holders.extend(plan.holders);
        plan.beside.iter().for_each(|diagnostic| tell(Event::Finding(diagnostic)));
        for wanted in plan.copies {
            match wanted.why {
                Why::Unchanged => summary.unchanged += 1,
                _ if wanted.make.is_none() => {
                    summary.not_asked_for += 1;
                    continue;
                }
                _ => summary.written += 1,
            }
            if wanted.why == Why::Unchanged {
                summary.sendings.extend(wanted.sending);
            }
            tell(Event::Wanted(&wanted.entry, wanted.why));
            made.push(wanted.entry);
        }
    }
    let others = std::mem::take(&mut summary.of_other_shares);
    seen.through(&others, |through| {
        for (entry, becomes) in before.becomes(&made, through) {
            tell(Event::Leaves(entry, becomes));
        }
    });
    summary
}

/// Checks records and renders what they call for, as far as it is not there.
///
/// # Errors
/// When another run writes into the output folder, or it cannot be written to.
pub fn render(options: &Options, rendering: &Rendering, tell: &mut dyn FnMut(Event<'_>)) -> Result<Summary, OutboxError> {
    let outbox = Outbox::open(&rendering.out, rendering.wait, &rendering.stop)?;
    let before = outbox.before();
    let mut summary = Summary { unreadable: before.unreadable, ..Summary::default() };
    let (files, survey) = first_pass(options, &mut summary, tell);
    let of_batch = options.share.map(|share| OfBatch { share, batch_sha256: batch(&files, &summary.of_other_shares) });
    let seen = Seen::new(&survey, options);
    let mut run = Run::new(options, rendering, (outbox, seen, summary), (files.len(), of_batch));
    for plan in planned(files, options, survey, rendering, &before) {
        if rendering.stop.load(Ordering::Relaxed) {
            break;
        }
        run.make(plan, tell);
    }
    Ok(run.finish(tell)?)
}

/// What every record calls for, in the order of their files.
fn planned(
    files: Vec<Taken>,
    options: &Options,
    survey: Survey,
    rendering: &Rendering,
    before: &Arc<Before>,
) -> impl Iterator<Item = Plan> {
    let planner = Planner::new(rendering, options.as_of, Arc::clone(before));
    examined(files, options, survey, rendering.draft, move || {
        let planner = planner();
        move |one: Examined, _: &Survey| planner.plan(one)
    })
}

/// SHA-256 of all files of a batch, whichever share has them.
fn batch(own: &[Taken], others: &[PathBuf]) -> String {
    let mut paths: Vec<&Path> = own.iter().map(|taken| taken.path.as_path()).chain(others.iter().map(PathBuf::as_path)).collect();
    paths.sort();
    let parts: Vec<String> = paths
        .iter()
        .map(|path| format!("{}\n{}\n", text_of(path), crate::fs::read(path).map_or_else(|_| String::new(), |b| hash::sha256(&b))))
        .collect();
    hash::sha256_of(parts.iter().map(String::as_bytes))
}

/// A path as the manifest has it.
fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
