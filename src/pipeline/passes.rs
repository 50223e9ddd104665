//! The two passes over the files: every record in brief, then each held against the batch.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;

use super::{Event, Options, Summary};
use crate::ahead::ahead;
use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Finding, Place, Severity, shown};
use crate::discover::discover;
use crate::kinds::{self, AnyCase};
use crate::policy::Packs;
use crate::read::Source;
use crate::spelling;
use crate::survey::{self, Survey};

/// Finds the files and takes every record in brief. Of a share of the batch, the files of that share come back.
pub(super) fn first_pass(options: &Options, summary: &mut Summary, tell: &mut dyn FnMut(Event<'_>)) -> (Vec<Taken>, Survey) {
    let found = discover(&options.paths);
    // What is not about one share is told by the first.
    if options.share.is_none_or(|share| share.number == 1) {
        for (finding, path) in passed_over(&found) {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                _ => summary.warnings += 1,
            }
            tell(Event::Finding(&finding.resolve(path, None)));
        }
    }
    let mut survey = kinds::survey();
    survey.roots = match &options.root {
        Some(root) => vec![root.clone()],
        None => options.paths.iter().filter(|path| path.is_dir()).cloned().collect(),
    };
    let kept = Arc::new(AtomicUsize::new(0));
    let mut files = Vec::with_capacity(found.files.len());
    // Findings are told in the second pass; here they would come twice.
    let read = ahead(found.files, || {
        let kept = Arc::clone(&kept);
        move |path: PathBuf| {
            if kept.load(Ordering::Relaxed) >= KEEP_BYTES {
                let root = survey::brief(&path, kinds::fields);
                return (Taken { path, read: None }, root);
            }
            let mut notes = Vec::new();
            let read = spelling::read(path.clone(), kinds::fields, &mut notes);
            kept.fetch_add(read.as_ref().map_or(0, |source| source.text.len()), Ordering::Relaxed);
            (Taken { path, read: Some((read, notes)) }, None)
        }
    });
    for (taken, root) in read {
        match (&taken.read, root) {
            (Some((Ok(source), _)), _) => survey.add(source),
            (_, Some(root)) => survey.add_brief(&taken.path, &root),
            _ => {}
        }
        files.push(taken);
    }
    survey.finish();
    summary.alone = survey.families.is_none() && !files.is_empty();
    if let Some(share) = options.share {
        summary.is_share = true;
        let (own, others): (Vec<Taken>, Vec<Taken>) = {
            let groups = survey.groups();
            files.into_iter().partition(|taken| share.has(groups.get(&taken.path).map(String::as_str)))
        };
        summary.of_other_shares = others.into_iter().map(|taken| taken.path).collect();
        files = own;
    }
    tell(Event::Found(files.len()));
    (files, survey)
}

/// What was found and is not read.
fn passed_over(found: &crate::discover::Found) -> Vec<(Finding, &Path)> {
    let mut out = Vec::new();
    for (path, why) in &found.unreadable {
        let finding = Finding::new("R007", Severity::Error, format!("this cannot be looked at: {why}"), Place::File)
            .help("take the link out, or ask for the right to open it");
        out.push((finding, path.as_path()));
    }
    for (path, passed) in &found.passed {
        let finding = Finding::new("R013", Severity::Warning, format!("this file was not read: it is {}", passed.what), Place::File)
            .help(passed.help);
        out.push((finding, path));
    }
    for (path, original) in &found.copies {
        let message = format!("this file is the same as `{}`, byte for byte: it was not used", shown(original));
        out.push((Finding::new("R014", Severity::Warning, message, Place::File).help("delete one of the two"), path));
    }
    out
}

/// How much text is kept between the passes, in bytes: the records of an ordinary batch, whose second reading is saved.
const KEEP_BYTES: usize = 3 * 1024 * 1024;

/// What reading a file gives.
type ReadResult = Result<Source, Vec<Finding>>;

/// A file after the first pass.
pub(super) struct Taken {
    pub(super) path: PathBuf,
    /// What reading it gave, where that was kept.
    read: Option<(ReadResult, Vec<Finding>)>,
}

impl Taken {
    /// Reads the file where that was not kept.
    fn read(self) -> (PathBuf, ReadResult, Vec<Finding>) {
        let (read, notes) = self.read.unwrap_or_else(|| {
            let mut notes = Vec::new();
            (spelling::read(self.path.clone(), kinds::fields, &mut notes), notes)
        });
        (self.path, read, notes)
    }
}

/// One record, read and checked.
pub(super) struct Examined {
    pub(super) path: PathBuf,
    pub(super) source: Option<Source>,
    pub(super) case: Option<Box<dyn AnyCase>>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Examined {
    pub(super) fn has_errors(&self) -> bool {
        self.findings.iter().any(|d| d.severity == Severity::Error)
    }
}

/// Counts what was found in a record, and tells it.
pub(super) fn told(findings: &[Diagnostic], summary: &mut Summary, tell: &mut dyn FnMut(Event<'_>)) {
    summary.records += 1;
    let errors = findings.iter().filter(|d| d.severity == Severity::Error).count();
    summary.errors += errors;
    summary.warnings += findings.iter().filter(|d| d.severity == Severity::Warning).count();
    summary.with_errors += usize::from(errors > 0);
    for diagnostic in findings {
        tell(Event::Finding(diagnostic));
    }
    tell(Event::Checked);
}

/// Reads and checks every record and does with each what is asked, several at once; what comes of them comes in their order.
pub(super) fn examined<U: Send + 'static, W: FnMut(Examined, &Survey) -> U + Send + 'static>(
    files: Vec<Taken>,
    options: &Options,
    survey: impl Into<Arc<Survey>>,
    draft: bool,
    then: impl Fn() -> W,
) -> impl Iterator<Item = U> {
    let (survey, as_of) = (survey.into(), options.as_of);
    ahead(files, move || {
        let (survey, mut packs, mut then) = (Arc::clone(&survey), options.packs.clone(), then());
        move |taken: Taken| then(examine(taken, &mut packs, &survey, as_of, draft), &survey)
    })
}

fn examine(taken: Taken, packs: &mut Packs, survey: &Survey, as_of: NaiveDate, draft: bool) -> Examined {
    let (path, read, notes) = taken.read();
    let source = match read {
        Ok(source) => source,
        Err(findings) => {
            let findings = findings.iter().map(|f| f.resolve(&path, None)).collect();
            return Examined { path, source: None, case: None, findings };
        }
    };
    let Checked { case, findings, policy_diagnostics } = kinds::check_as(&source, notes, packs, survey, as_of, draft);
    let mut all = policy_diagnostics;
    all.extend(findings.iter().map(|f| f.resolve(&path, Some(&source))));
    Examined { path, source: Some(source), case, findings: all }
}
