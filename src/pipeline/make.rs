//! Hands what has to be made to the workers, and writes down what comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use chrono::NaiveDate;

use super::compare::Why;
use super::passes::told;
use super::plan::{Example, Making, Plan, Wanted};
use super::{Event, Options, Rendering, Summary, text_of};
use crate::deliver::{self, Entry, Manifest, OfBatch, Outbox, Ran, State, Through};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::dispatch::Sending;
use crate::fs;
use crate::kinds::{self, DOCUMENTS};
use crate::pool::{Done, Pool, Task};
use crate::survey::Survey;
use crate::worker::{Outcome, Times};

/// What a run has seen of the batch, for what becomes of what earlier runs left.
pub(super) struct Seen {
    /// What became of each record, by its file.
    ran: BTreeMap<String, Ran>,
    /// The files of records by kind, reference and date.
    known_as: BTreeMap<(&'static str, String, NaiveDate), String>,
    paths: Vec<PathBuf>,
}

impl Seen {
    pub(super) fn new(survey: &Survey, options: &Options) -> Self {
        let known_as = survey.briefs().map(|b| ((b.kind, b.reference.clone(), b.held), text_of(&b.path))).collect();
        Self { ran: BTreeMap::new(), known_as, paths: options.paths.clone() }
    }

    /// Takes in what became of a record.
    pub(super) fn see(&mut self, plan: &mut Plan) {
        for known in plan.known_as.drain(..) {
            self.known_as.insert(known, plan.record.clone());
        }
        let fate = std::mem::replace(&mut plan.fate, deliver::Fate::Errors);
        let ran = Ran { sha256: plan.sha256.clone(), fate, issued: std::mem::take(&mut plan.issued) };
        self.ran.insert(plan.record.clone(), ran);
    }

    /// Does something with what the run went through.
    pub(super) fn through<R>(&self, of_other_shares: &[PathBuf], then: impl FnOnce(&Through<'_>) -> R) -> R {
        let whose = |entry: &Entry| {
            let (reference, held) = deliver::whose(&entry.file)?;
            self.known_as.get(&(kinds::making(&entry.document)?, reference, held)).cloned()
        };
        then(&Through { paths: &self.paths, ran: &self.ran, of_other_shares, whose: &whose })
    }
}

/// A rendering run under way.
pub(super) struct Run<'a> {
    rendering: &'a Rendering,
    as_of: NaiveDate,
    of_batch: Option<OfBatch>,
    pool: Pool,
    made: Made,
    /// The files that this run makes.
    names: BTreeSet<PathBuf>,
    seen: Seen,
    /// Packs whose letterhead is still an example.
    examples: BTreeMap<String, Example>,
    /// Whether each record's copies go to one worker, one after another.
    together: bool,
}

struct Made {
    outbox: Outbox,
    summary: Summary,
    entries: Vec<Entry>,
    failures: Vec<Diagnostic>,
    /// How what is being made goes to its readers, by file.
    sendings: BTreeMap<String, Sending>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        options: &Options,
        rendering: &'a Rendering,
        (outbox, seen, summary): (Outbox, Seen, Summary),
        (files, of_batch): (usize, Option<OfBatch>),
    ) -> Self {
        let workers = rendering.jobs.min(files * DOCUMENTS.len()).max(1);
        Self {
            rendering,
            as_of: options.as_of,
            of_batch,
            pool: Pool::new(workers, &rendering.start, &rendering.stop),
            made: Made { outbox, summary, entries: Vec::new(), failures: Vec::new(), sendings: BTreeMap::new() },
            names: BTreeSet::new(),
            seen,
            examples: BTreeMap::new(),
            // With few records some workers would have nothing to do.
            together: files >= workers * 4,
        }
    }

    /// Makes what one record calls for, as far as it has to be.
    pub(super) fn make(&mut self, mut plan: Plan, tell: &mut dyn FnMut(Event<'_>)) {
        told(&plan.findings, &mut self.made.summary, tell);
        *self.made.summary.packs.entry(plan.pack.clone()).or_default() += 1;
        self.seen.see(&mut plan);
        self.made.entries.extend(plan.withheld);
        self.made.summary.withheld += usize::from(plan.kept.is_some());
        self.made.summary.kept.extend(plan.kept);
        self.made.summary.holders.extend(plan.holders);
        for diagnostic in &plan.beside {
            self.made.summary.warnings += usize::from(diagnostic.severity == Severity::Warning);
            tell(Event::Finding(diagnostic));
        }
        if let Some(example) = plan.example {
            match self.examples.get_mut(&example.pack) {
                Some(known) => known.documents += example.documents,
                None => drop(self.examples.insert(example.pack.clone(), example)),
            }
        }
        let mut tasks = Vec::new();
        for wanted in plan.copies {
            tasks.extend(self.one(wanted, tell));
        }
        let each = if self.together { tasks.len().max(1) } else { 1 };
        while !tasks.is_empty() {
            let rest = tasks.split_off(each.min(tasks.len()));
            if let Some((_, job)) = tasks.last_mut() {
                job.last = true;
            }
            self.pool.submit(std::mem::replace(&mut tasks, rest));
        }
        while let Ok(done) = self.pool.done.try_recv() {
            self.made.take(done, tell);
        }
    }

    /// One copy: a task for a worker, if it is one for a worker.
    fn one(&mut self, wanted: Wanted, tell: &mut dyn FnMut(Event<'_>)) -> Option<Task> {
        let Wanted { entry, why, make, sending } = wanted;
        if !self.names.insert(PathBuf::from(&entry.file)) {
            // The second of two would take the place of the first, and nobody would know.
            let finding = Finding::new("R905", Severity::Error, "two documents of this run would have the same name", Place::File)
                .help("correct the date or the reference of one of the two records")
                .resolve(Path::new(&entry.record), None);
            self.made.summary.failed += 1;
            self.made.failures.push(finding);
            return None;
        }
        let Some(make) = make else {
            if why == Why::Unchanged {
                self.made.summary.unchanged += 1;
                // Whoever may not read it may not have been let to since.
                let _ = fs::keep_own(&self.rendering.out.join(&entry.file));
                self.made.entries.push(entry);
                self.made.summary.sendings.extend(sending);
            } else {
                self.made.summary.not_asked_for += 1;
            }
            return None;
        };
        if !fs::is_plainly_below(&self.rendering.out, Path::new(&entry.file)) {
            let why = "a folder of the output is a link to another place; take the link out".to_owned();
            self.made.take((entry, Outcome::Failed("R905".to_owned(), why)), tell);
            return None;
        }
        if let Some(sending) = sending {
            self.made.sendings.insert(entry.file.clone(), sending);
        }
        let before = self.made.outbox.before();
        if let Some(earlier) = before.of(&entry.file).filter(|earlier| !entry.draft && earlier.is_replaced_by(entry.version)) {
            self.made.outbox.keep_version(earlier);
        }
        if let Err(error) = self.made.outbox.begin(&entry) {
            self.made.take((entry, Outcome::not_written(&error)), tell);
            return None;
        }
        match make {
            Making::Pdf(job) => return Some((entry, *job)),
            Making::Form(bytes) => {
                let outcome = match deliver::write_form(&bytes, &self.rendering.out.join(&entry.file)) {
                    Ok(delivered) => Outcome::Written(delivered, Times::default()),
                    Err(error) => Outcome::not_written(&error),
                };
                self.made.take((entry, outcome), tell);
            }
            Making::Not(why) => self.made.take((entry, Outcome::Failed("R901".to_owned(), why)), tell),
        }
        None
    }

    /// Waits for what is still being made, tells what could not be, and ends the run in its folder.
    pub(super) fn finish(self, tell: &mut dyn FnMut(Event<'_>)) -> io::Result<Summary> {
        let Self { pool, mut made, seen, as_of, examples, of_batch, rendering, .. } = self;
        for done in pool.finish() {
            made.take(done, tell);
        }
        let Made { outbox, mut summary, entries, mut failures, .. } = made;
        summary.stopped = rendering.stop.load(Ordering::Relaxed);
        // Documents are done in any order; what went wrong is told in the order of the files.
        failures.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
        for failure in &failures {
            summary.errors += 1;
            tell(Event::Finding(failure));
        }
        for example in examples.values() {
            summary.warnings += 1;
            tell(Event::Finding(&example.told()));
        }
        // A share that was stopped is not one that merging may take.
        let share = of_batch.filter(|_| !summary.stopped);
        let manifest = Manifest {
            made_by: format!("minutebook {}", env!("CARGO_PKG_VERSION")),
            as_of,
            share,
            documents: entries,
            replaced: Vec::new(),
        };
        let others = std::mem::take(&mut summary.of_other_shares);
        summary.left = seen.through(&others, |through| outbox.end(manifest, through))?;
        Ok(summary)
    }
}

impl Made {
    fn take(&mut self, (mut entry, outcome): Done, tell: &mut dyn FnMut(Event<'_>)) {
        let summary = &mut self.summary;
        match outcome {
            Outcome::Written(delivered, times) => {
                summary.written += 1;
                summary.drafts += usize::from(entry.draft);
                summary.pages += delivered.pages;
                summary.times.compose += times.compose;
                summary.times.typeset += times.typeset;
                summary.times.verify += times.verify;
                summary.times.write += times.write;
                entry.pdf_sha256 = delivered.sha256;
                entry.pages = delivered.pages;
                if let Some(sending) = self.sendings.remove(&entry.file) {
                    summary.sendings.push(Sending { pages: entry.pages, ..sending });
                }
                // Where even this line cannot be written, the next run makes the document again.
                let _ = self.outbox.made(&entry);
            }
            Outcome::Failed(code, message) => {
                summary.failed += 1;
                entry.status = State::Failed;
                let rule = kinds::rule(&code).map_or("R904", |r| r.code);
                let what = if rule == "R905" { "written" } else { "made" };
                let finding = Finding::new(
                    rule,
                    Severity::Error,
                    format!("the {} for {} was not {what}: {message}", entry.document.replace('_', " "), entry.recipient.replace('_', " ")),
                    Place::File,
                )
                .help(format!("`minutebook explain {rule}` says what to do"));
                entry.findings.push(rule.to_owned());
                self.failures.push(finding.resolve(Path::new(&entry.record), None));
            }
        }
        self.entries.push(entry);
        tell(Event::Made);
    }
}

impl Example {
    fn told(&self) -> Diagnostic {
        let documents =
            if self.documents == 1 { "1 finished document has".to_owned() } else { format!("{} finished documents have", self.documents) };
        let at = self.place.as_ref().map_or(Place::File, |(_, place)| place.clone());
        let message = format!("{documents} an example in the letterhead: {}", self.lines.join(", "));
        let finding = Finding::new("R403", Severity::Warning, message, at).help(format!(
            "before anything is sent, write your own into a pack over this one: `kind: policy`, `extends: {}`, `body:` with those lines",
            self.pack
        ));
        match &self.place {
            Some((source, _)) => finding.resolve(&source.path, Some(&**source)),
            None => finding.resolve(Path::new(&self.pack), None),
        }
    }
}
