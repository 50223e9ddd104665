//! The whole way from paths to documents. The only file that names every stage.
//!
//! Two passes over the files: the first takes every record in brief, the second checks each against the batch and hands its
//! documents to the workers. Only the first few hundred records are kept between the two, so memory does not grow with the batch.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ahead::ahead;
use crate::annual::{AnnualCase, forms, publish};
use crate::check::Checked;
use crate::compose::Templates;
use crate::deliver::{self, Entry, Fate, Left, Manifest, Outbox, OutboxError, Ran, State, Through};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity, shown};
use crate::discover::discover;
use crate::documents::Planned;
use crate::documents::annual_report::FOLDER;
use crate::hash;
use crate::kinds::{self, AnyCase, DOCUMENTS};
use crate::policy::{Packs, Policy};
use crate::pool::Pool;
use crate::read::{Node, Source, Value};
use crate::record::AnnualReport;
use crate::spelling;
use crate::survey::{self, Survey};
use crate::worker::{self, Job, Outcome, Start, Times};

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
    /// The templates, for their SHA-256.
    pub templates: Templates,
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
    /// Documents written.
    pub written: usize,
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
    for one in examined(files, options, survey, false) {
        one.tell(&mut summary, tell);
        if let Some(case) = one.case.as_ref().filter(|_| copies) {
            tell(Event::Copies(&case.plan(options.as_of), one.has_errors()));
        }
        tell(Event::Checked);
    }
    summary
}

/// Checks records and renders what they call for.
///
/// # Errors
/// When another run writes into the output folder, or it cannot be written to.
pub fn render(options: &Options, rendering: &Rendering, tell: &mut dyn FnMut(Event<'_>)) -> Result<Summary, OutboxError> {
    let outbox = Outbox::open(&rendering.out, rendering.wait)?;
    let mut summary = Summary::default();
    let (files, survey) = first_pass(options, &mut summary, tell);
    let mut run = Run {
        rendering,
        as_of: options.as_of,
        templates: DOCUMENTS.iter().map(|d| (d.key, rendering.templates.sha256(d.folder))).collect(),
        pool: Pool::new(rendering.jobs.min(files.len() * DOCUMENTS.len()).max(1), &rendering.start),
        made: Made { entries: Vec::new(), failures: Vec::new() },
        names: BTreeSet::new(),
        ran: BTreeMap::new(),
        known_as: survey.briefs().map(|b| ((b.kind, b.reference.clone(), b.held), text_of(&b.path))).collect(),
        paths: options.paths.clone(),
        outbox,
        summary,
        examples: BTreeMap::new(),
    };
    for one in examined(files, options, survey, rendering.draft) {
        one.tell(&mut run.summary, tell);
        tell(Event::Checked);
        run.make(one, tell);
    }
    Ok(run.finish(tell)?)
}

/// What of a pack's letterhead is still an example.
struct Examples {
    place: Option<(Arc<Source>, Place)>,
    lines: Vec<&'static str>,
    /// Finished documents that went out under it.
    documents: usize,
}

impl Examples {
    fn told(&self, pack: &str) -> Diagnostic {
        let documents =
            if self.documents == 1 { "1 finished document has".to_owned() } else { format!("{} finished documents have", self.documents) };
        let at = self.place.as_ref().map_or(Place::File, |(_, place)| place.clone());
        let message = format!("{documents} an example in the letterhead: {}", self.lines.join(", "));
        let finding = Finding::new("R403", Severity::Warning, message, at).help(format!(
            "before anything is sent, write your own into a pack over this one: `kind: policy`, `extends: {pack}`, `body:` with those lines"
        ));
        match &self.place {
            Some((source, _)) => finding.resolve(&source.path, Some(&**source)),
            None => finding.resolve(Path::new(pack), None),
        }
    }
}

/// A rendering run under way.
struct Run<'a> {
    rendering: &'a Rendering,
    as_of: NaiveDate,
    /// SHA-256 of each document's templates.
    templates: BTreeMap<&'static str, String>,
    pool: Pool,
    made: Made,
    /// The files that this run makes.
    names: BTreeSet<PathBuf>,
    /// What became of each record, by its file.
    ran: BTreeMap<String, Ran>,
    /// The files of records by kind, reference and date.
    known_as: BTreeMap<(&'static str, String, NaiveDate), String>,
    /// The paths that were given.
    paths: Vec<PathBuf>,
    outbox: Outbox,
    summary: Summary,
    /// Packs whose letterhead is still an example, with how many documents went out under it.
    examples: BTreeMap<String, Examples>,
}

impl Run<'_> {
    /// Hands what one record calls for to the workers.
    fn make(&mut self, one: Examined, tell: &mut dyn FnMut(Event<'_>)) {
        let path = &one.path;
        let draft = self.rendering.draft;
        let missing = |d: &Diagnostic| draft && DRAFTABLE.iter().any(|group| d.code.starts_with(group));
        let blocked = one.findings.iter().any(|d| d.severity == Severity::Error && !missing(d));
        let file = text_of(path);
        let sha256 = one.source.as_ref().map_or_else(String::new, |s| hash::sha256(&s.raw));
        let (Some(source), Some(mut case), false) = (one.source.as_ref(), one.case, blocked) else {
            let fate = if one.findings.iter().any(is_about_readers) { Fate::NotTheirs } else { Fate::Errors };
            self.summary.withheld += 1;
            let iro = one.source.as_ref().and_then(|source| reviewing_officer(&source.root));
            let errors = one.findings.iter().filter(|d| d.severity == Severity::Error).count();
            self.summary.kept.push(Kept { path: path.to_owned(), iro, errors });
            self.made.entries.push(withheld(path, sha256.clone(), &one.findings));
            self.ran.insert(file, Ran { sha256, fate, issued: BTreeSet::new() });
            return;
        };
        if draft {
            case.mark_draft();
        }
        let record = Entry {
            status: State::Written,
            record: file.clone(),
            record_sha256: sha256.clone(),
            policy: case.policy().name.clone(),
            policy_sha256: case.policy().sha256.clone(),
            findings: codes(&one.findings),
            draft: case.is_draft(),
            ..Entry::default()
        };
        let mut called = BTreeSet::new();
        let mut kept_back = BTreeMap::new();
        let mut issued = BTreeSet::new();
        for planned in self.dated_as_before(&*case) {
            let stays = |stem: &String| text_of(&deliver::relative_path(&Planned { stem: stem.clone(), ..planned.clone() }));
            issued.extend(planned.issued_as.iter().map(stays));
            // What goes to somebody else than the file is kept from them while a rule about readers fails.
            let reader = planned.copy.key.clone().unwrap_or_else(|| planned.audience.clone());
            if let Some(rule) = case.kept_back().rule_for(&reader).filter(|_| draft && !planned.archive) {
                kept_back.insert(reader, rule);
                continue;
            }
            called.insert(text_of(&deliver::relative_path(&planned)));
            if !case.is_draft() && self.is_asked_for(&planned.document) {
                self.letterhead(case.policy());
            }
            if let Some(kind) = kinds::making(&planned.document) {
                self.known_as.insert((kind, planned.reference.clone(), planned.held), file.clone());
            }
            if self.is_asked_for(&planned.document) {
                self.document(path, source, &record, planned, tell);
            }
        }
        if let Some(annual) = kinds::case_of::<AnnualReport>(&*case) {
            called.extend(forms::stems(annual).iter().map(|stem| text_of(&forms_file(annual, stem))));
            if self.is_asked_for("annual_report") {
                self.published_before(path, source, annual, tell);
                self.forms(annual, &record, tell);
            }
        }
        for (reader, rule) in kept_back {
            let finding = Finding::new("R906", Severity::Note, format!("nothing was made for `{reader}`: see {rule} above"), Place::File)
                .help("put that right, and they are shown what they would get");
            tell(Event::Finding(&finding.resolve(path, None)));
        }
        self.ran.insert(file, Ran { sha256, fate: Fate::Called(called), issued });
    }

    /// Everything that a record calls for. A letter that has no date in its record keeps the one it first went out with, so that a run a day
    /// later does not move its deadline.
    fn dated_as_before(&self, case: &dyn AnyCase) -> Vec<Planned> {
        let mut all = case.plan(self.as_of);
        let mut at: BTreeMap<NaiveDate, Vec<Planned>> = BTreeMap::new();
        for planned in all.iter_mut().filter(|planned| planned.meta.date == self.as_of) {
            let file = deliver::relative_path(planned);
            let Some(before) = self.outbox.dated(&text_of(&file)).filter(|date| *date < self.as_of) else { continue };
            let then = at.entry(before).or_insert_with(|| case.plan(before));
            if let Some(same) = then.iter().find(|p| deliver::relative_path(p) == file) {
                *planned = same.clone();
            }
        }
        all
    }

    /// Counts a finished document under a letterhead that is still an example.
    fn letterhead(&mut self, policy: &Policy) {
        let lines = policy.body.examples();
        if lines.is_empty() {
            return;
        }
        let of_pack = self.examples.entry(policy.name.clone()).or_insert_with(|| Examples {
            place: policy.locate("/body").map(|(source, place)| (source.clone(), place)),
            lines,
            documents: 0,
        });
        of_pack.documents += 1;
    }

    fn is_asked_for(&self, document: &str) -> bool {
        self.rendering.only.is_empty() || self.rendering.only.iter().any(|k| k == document)
    }

    /// The entry of one document or form.
    fn entry(&self, record: &Entry, document: &str, recipient: &str, file: &Path) -> Entry {
        Entry {
            document: document.to_owned(),
            recipient: recipient.to_owned(),
            file: text_of(file),
            template_sha256: self.templates.get(document).cloned().unwrap_or_default(),
            ..record.clone()
        }
    }

    fn document(&mut self, path: &Path, source: &Source, record: &Entry, planned: Planned, tell: &mut dyn FnMut(Event<'_>)) {
        let file = deliver::relative_path(&planned);
        if !self.names.insert(file.clone()) {
            // The second of two would take the place of the first, and nobody would know.
            let finding = Finding::new("R905", Severity::Error, "two documents of this run would have the same name", Place::File)
                .help("correct the date or the reference of one of the two records")
                .resolve(path, None);
            self.summary.failed += 1;
            self.made.failures.push(finding);
            return;
        }
        let entry = Entry {
            copy: planned.copy.clone(),
            dated: Some(planned.meta.date),
            ..self.entry(record, &planned.document, &planned.audience, &file)
        };
        if let Err(error) = self.outbox.begin(&entry) {
            self.made.take((entry, not_written(&error)), &mut self.summary, tell);
            return;
        }
        let job =
            Job { attachment: planned.archive.then(|| worker::characters(&source.raw)), path: self.rendering.out.join(file), planned };
        self.pool.submit((entry, job));
        while let Ok(done) = self.pool.done.try_recv() {
            self.made.take(done, &mut self.summary, tell);
        }
    }

    /// Tells of published reports in the output that the record of this one does not name. None is read for its figures.
    fn published_before(&mut self, path: &Path, source: &Source, annual: &AnnualCase, tell: &mut dyn FnMut(Event<'_>)) {
        let own: BTreeSet<PathBuf> = forms::stems(annual).iter().map(|stem| self.rendering.out.join(forms_file(annual, stem))).collect();
        for file in publish::not_named(annual, path, &self.rendering.out.join(FOLDER), &own) {
            let message = format!("a report published before lies at `{}` and is not named here", shown(&file));
            let finding = Finding::new("R907", Severity::Warning, message, Place::At("/records".to_owned()))
                .help("name it under `published_before`: two reports on the same children can give away together what each hides")
                .source("UK GDPR, article 5(1)(f); Code of Practice for Statistics");
            self.summary.warnings += 1;
            tell(Event::Finding(&finding.resolve(path, Some(source))));
        }
    }

    /// Writes the forms of a report that are not PDFs.
    fn forms(&mut self, annual: &AnnualCase, record: &Entry, tell: &mut dyn FnMut(Event<'_>)) {
        for form in forms::files(annual, &self.rendering.templates) {
            let file = forms_file(annual, &form.stem);
            let entry = self.entry(record, "annual_report", form.audience, &file);
            let path = self.rendering.out.join(&file);
            let outcome = match form.content {
                Ok(bytes) if self.names.insert(file.clone()) => {
                    match self.outbox.begin(&entry).and_then(|()| deliver::write_form(&bytes, &path)) {
                        Ok(delivered) => Outcome::Written(delivered, Times::default()),
                        Err(error) => not_written(&error),
                    }
                }
                Ok(_) => Outcome::Failed("R905".to_owned(), "another record of this run makes a file of the same name".to_owned()),
                Err(error) => Outcome::Failed("R901".to_owned(), error.to_string()),
            };
            self.made.take((entry, outcome), &mut self.summary, tell);
        }
    }

    /// Waits for what is still being made, tells what could not be, and ends the run in its folder.
    fn finish(self, tell: &mut dyn FnMut(Event<'_>)) -> io::Result<Summary> {
        let Self { pool, mut made, mut summary, outbox, ran, known_as, as_of, paths, examples, .. } = self;
        for done in pool.finish() {
            made.take(done, &mut summary, tell);
        }
        // Documents are done in any order; what went wrong is told in the order of the files.
        made.failures.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
        for failure in &made.failures {
            summary.errors += 1;
            tell(Event::Finding(failure));
        }
        for (pack, of_pack) in &examples {
            summary.warnings += 1;
            tell(Event::Finding(&of_pack.told(pack)));
        }
        let manifest = Manifest { made_by: format!("minutebook {}", env!("CARGO_PKG_VERSION")), as_of, documents: made.entries };
        summary.left = outbox.end(manifest, &Through { paths: &paths, ran: &ran }, &|entry| {
            let (reference, held) = deliver::whose(&entry.file)?;
            known_as.get(&(kinds::making(&entry.document)?, reference, held)).cloned()
        })?;
        Ok(summary)
    }
}

/// The name of a record's reviewing officer, from the tree: the record may be too broken for more.
fn reviewing_officer(root: &Node) -> Option<String> {
    let Value::Map(people) = &root.get("people")?.value else { return None };
    let iro = people.iter().find(|(_, person)| person.text_at("role") == Some("independent_reviewing_officer"))?;
    iro.1.text_at("name").map(str::to_owned)
}

/// What becomes of a document that the disk does not take.
fn not_written(error: &io::Error) -> Outcome {
    Outcome::Failed("R905".to_owned(), error.kind().to_string())
}

/// A path as the manifest has it.
fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Where a form of a report that is not a PDF goes.
fn forms_file(annual: &AnnualCase, stem: &str) -> PathBuf {
    PathBuf::from(FOLDER).join(format!("{}-{stem}", annual.record.period.to))
}

/// Whether a finding says that somebody would read what is not theirs: then nothing made of the record before may stay either.
fn is_about_readers(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && (finding.code.starts_with("R3") || matches!(finding.code.as_str(), "R811" | "R817"))
}

/// Groups of rules that do not keep a draft from being made: what is missing is shown as such, and where somebody would read what is not
/// theirs, their copy alone is kept back.
const DRAFTABLE: &[&str] = &["R0", "R1", "R2", "R3", "R5", "R6", "R7", "R80", "R810", "R812", "R813"];

/// Finds the files and takes every record in brief.
fn first_pass(options: &Options, summary: &mut Summary, tell: &mut dyn FnMut(Event<'_>)) -> (Vec<Taken>, Survey) {
    let found = discover(&options.paths);
    tell(Event::Found(found.files.len()));
    for (path, why) in &found.unreadable {
        let finding = Finding::new("R007", Severity::Error, format!("this cannot be looked at: {why}"), Place::File)
            .help("take the link out, or ask for the right to open it");
        summary.errors += 1;
        tell(Event::Finding(&finding.resolve(path, None)));
    }
    for (path, passed) in &found.passed {
        let finding = Finding::new("R013", Severity::Warning, format!("this file was not read: it is {}", passed.what), Place::File)
            .help(passed.help);
        summary.warnings += 1;
        tell(Event::Finding(&finding.resolve(path, None)));
    }
    for (path, original) in &found.copies {
        let finding = Finding::new(
            "R014",
            Severity::Warning,
            format!("this file is the same as `{}`, byte for byte: it was not used", shown(original)),
            Place::File,
        )
        .help("delete one of the two");
        summary.warnings += 1;
        tell(Event::Finding(&finding.resolve(path, None)));
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
    (files, survey)
}

/// How much text is kept between the passes, in bytes: the records of an ordinary batch, whose second reading is saved.
const KEEP_BYTES: usize = 3 * 1024 * 1024;

/// What reading a file gives.
type ReadResult = Result<Source, Vec<Finding>>;

/// A file after the first pass.
struct Taken {
    path: PathBuf,
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
struct Examined {
    path: PathBuf,
    source: Option<Source>,
    case: Option<Box<dyn AnyCase>>,
    findings: Vec<Diagnostic>,
}

impl Examined {
    fn has_errors(&self) -> bool {
        self.findings.iter().any(|d| d.severity == Severity::Error)
    }

    fn tell(&self, summary: &mut Summary, tell: &mut dyn FnMut(Event<'_>)) {
        summary.records += 1;
        let errors = self.findings.iter().filter(|d| d.severity == Severity::Error).count();
        summary.errors += errors;
        summary.warnings += self.findings.iter().filter(|d| d.severity == Severity::Warning).count();
        summary.with_errors += usize::from(errors > 0);
        for diagnostic in &self.findings {
            tell(Event::Finding(diagnostic));
        }
    }
}

/// Reads and checks every record, several at once, and gives them in their order.
fn examined(files: Vec<Taken>, options: &Options, survey: Survey, draft: bool) -> impl Iterator<Item = Examined> {
    let (survey, as_of) = (Arc::new(survey), options.as_of);
    ahead(files, move || {
        let (survey, mut packs) = (Arc::clone(&survey), options.packs.clone());
        move |taken: Taken| examine(taken, &mut packs, &survey, as_of, draft)
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

fn codes(findings: &[Diagnostic]) -> Vec<String> {
    let mut codes: Vec<String> = findings.iter().map(|d| d.code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn withheld(path: &Path, record_sha256: String, findings: &[Diagnostic]) -> Entry {
    Entry { status: State::Withheld, record: text_of(path), record_sha256, findings: codes(findings), ..Entry::default() }
}

struct Made {
    entries: Vec<Entry>,
    failures: Vec<Diagnostic>,
}

impl Made {
    fn take(&mut self, (mut entry, outcome): (Entry, Outcome), summary: &mut Summary, tell: &mut dyn FnMut(Event<'_>)) {
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
