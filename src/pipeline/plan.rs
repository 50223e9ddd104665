//! What a checked record calls for: its copies, each with the fingerprint of everything it is made of, held against what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::compare::{Why, compare};
use super::passes::Examined;
use super::{Kept, Rendering, text_of};
use crate::annual::{AnnualCase, forms, publish};
use crate::compose::Templates;
use crate::deliver::{self, Before, Entry, Fate, State};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity, shown};
use crate::dispatch::{self, Holder, Sending};
use crate::documents::annual_report::FOLDER;
use crate::documents::{Expect, Meta, Planned};
use crate::hash::{self, sha256};
use crate::kinds::{self, AnyCase, DOCUMENTS};
use crate::policy::Policy;
use crate::read::{Node, Source, Value};
use crate::record::AnnualReport;
use crate::worker::{self, Job};

/// What a record calls for.
pub(super) struct Plan {
    /// Its file.
    pub(super) record: String,
    pub(super) sha256: String,
    /// The pack it follows; empty where that is not known.
    pub(super) pack: String,
    /// What was found in it.
    pub(super) findings: Vec<Diagnostic>,
    pub(super) fate: Fate,
    /// Files of what was issued of earlier states of it.
    pub(super) issued: BTreeSet<String>,
    /// Its copies, in their order.
    pub(super) copies: Vec<Wanted>,
    /// Who has a copy of an earlier version of it.
    pub(super) holders: Vec<Holder>,
    /// By what its copies are known from others: kind, reference and date.
    pub(super) known_as: Vec<(&'static str, String, NaiveDate)>,
    /// Its pack's letterhead, where that is still an example, with how many finished documents go out under it.
    pub(super) example: Option<Example>,
    /// What was found besides in the output, and what readers do not get.
    pub(super) beside: Vec<Diagnostic>,
    /// Where nothing is made of it, what is to be put right.
    pub(super) kept: Option<Kept>,
    /// The entry that says so.
    pub(super) withheld: Option<Entry>,
}

/// A copy that a record calls for.
pub(super) struct Wanted {
    pub(super) entry: Entry,
    pub(super) why: Why,
    /// How it is made; none where it need not be.
    pub(super) make: Option<Making>,
    /// How it goes to its reader.
    pub(super) sending: Option<Sending>,
}

/// How a copy is made.
pub(super) enum Making {
    /// A PDF, by a worker.
    Pdf(Box<Job>),
    /// A form of a report that is made already.
    Form(Vec<u8>),
    /// A form that could not be made.
    Not(String),
}

/// A letterhead that is still an example.
pub(super) struct Example {
    pub(super) pack: String,
    pub(super) place: Option<(Arc<Source>, Place)>,
    pub(super) lines: Vec<&'static str>,
    pub(super) documents: usize,
}

/// Plans records, one after another, for a run.
pub(super) struct Planner {
    out: PathBuf,
    only: Vec<String>,
    draft: bool,
    force: bool,
    as_of: NaiveDate,
    templates: Arc<Templates>,
    /// SHA-256 of each document's templates.
    hashes: Arc<BTreeMap<&'static str, String>>,
    made_with: String,
    before: Arc<Before>,
}

/// What a PDF is made of and held against, besides its template and the program. Where it is written, and how it goes to its reader, are
/// no part of it.
#[derive(Serialize)]
struct MadeOf<'a> {
    document: &'a str,
    audience: &'a str,
    view: &'a serde_json::Value,
    expect: &'a Expect,
    meta: &'a Meta,
    archive: bool,
}

impl Planner {
    pub(super) fn new(rendering: &Rendering, as_of: NaiveDate, before: Arc<Before>) -> impl Fn() -> Self {
        let hashes: BTreeMap<_, _> = DOCUMENTS.iter().map(|d| (d.key, rendering.templates.sha256(d.folder))).collect();
        let hashes = Arc::new(hashes);
        let made_with = hash::sha256_of([env!("MINUTEBOOK_BUILD"), rendering.conformance].map(str::as_bytes));
        let (templates, only, out) = (Arc::clone(&rendering.templates), rendering.only.clone(), rendering.out.clone());
        let (draft, force) = (rendering.draft, rendering.force);
        move || Self {
            out: out.clone(),
            only: only.clone(),
            draft,
            force,
            as_of,
            templates: Arc::clone(&templates),
            hashes: Arc::clone(&hashes),
            made_with: made_with.clone(),
            before: Arc::clone(&before),
        }
    }

    pub(super) fn plan(&self, one: Examined) -> Plan {
        let has_errors = one.has_errors();
        let Examined { path, source, case, findings } = one;
        let missing = |d: &Diagnostic| self.draft && DRAFTABLE.iter().any(|group| d.code.starts_with(group));
        let blocked = findings.iter().any(|d| d.severity == Severity::Error && !missing(d));
        let sha256 = source.as_ref().map_or_else(String::new, |s| hash::sha256(&s.raw));
        let mut plan = Plan {
            record: text_of(&path),
            pack: case.as_ref().map(|case| case.policy().name.clone()).unwrap_or_default(),
            sha256,
            fate: Fate::Errors,
            issued: BTreeSet::new(),
            copies: Vec::new(),
            holders: Vec::new(),
            known_as: Vec::new(),
            example: None,
            beside: Vec::new(),
            kept: None,
            withheld: None,
            findings,
        };
        match (&source, case) {
            (Some(source), Some(case)) if !(has_errors && blocked) => self.copies(&mut plan, &path, source, case),
            _ => self.nothing(&mut plan, &path, source.as_ref()),
        }
        plan
    }

    /// Nothing is made of a record with errors.
    fn nothing(&self, plan: &mut Plan, path: &Path, source: Option<&Source>) {
        if plan.findings.iter().any(is_about_readers) {
            plan.fate = Fate::NotTheirs;
        }
        let iro = source.and_then(|source| reviewing_officer(&source.root));
        let errors = plan.findings.iter().filter(|d| d.severity == Severity::Error).count();
        plan.kept = Some(Kept { path: path.to_owned(), iro, errors });
        plan.withheld = Some(Entry {
            status: State::Withheld,
            record: plan.record.clone(),
            record_sha256: plan.sha256.clone(),
            findings: codes(&plan.findings),
            ..Entry::default()
        });
    }

    fn copies(&self, plan: &mut Plan, path: &Path, source: &Source, mut case: Box<dyn AnyCase>) {
        if self.draft {
            case.mark_draft();
        }
        let policy = case.policy();
        let record = Entry {
            status: State::Written,
            record: plan.record.clone(),
            record_sha256: plan.sha256.clone(),
            policy: policy.name.clone(),
            policy_sha256: policy.sha256.clone(),
            findings: codes(&plan.findings),
            draft: case.is_draft(),
            version: case.version(),
            made_with: self.made_with.clone(),
            made: Some(self.as_of),
            ..Entry::default()
        };
        let mut called = BTreeSet::new();
        let mut kept_back = BTreeMap::new();
        let mut finished = 0;
        for planned in self.dated_as_before(&*case) {
            let stays = |stem: &String| text_of(&deliver::relative_path(&Planned { stem: stem.clone(), ..planned.clone() }));
            plan.issued.extend(planned.issued_as.iter().map(stays));
            // What goes to somebody else than the file is kept from them while a rule about readers fails.
            let reader = planned.copy.key.clone().unwrap_or_else(|| planned.audience.clone());
            if let Some(rule) = case.kept_back().rule_for(&reader).filter(|_| self.draft && !planned.archive) {
                kept_back.insert(reader, rule);
                continue;
            }
            called.insert(text_of(&deliver::relative_path(&planned)));
            if let Some(kind) = kinds::making(&planned.document) {
                plan.known_as.push((kind, planned.reference.clone(), planned.held));
            }
            finished += usize::from(!case.is_draft() && self.is_asked_for(&planned.document));
            // Drafts are not to be sent.
            let sending = (!case.is_draft()).then(|| dispatch::sending(&*case, &planned, self.as_of)).flatten();
            let wanted = self.pdf(&record, source, planned);
            let of_entry = |sending: Sending| Sending {
                file: wanted.entry.file.clone(),
                pages: wanted.entry.pages,
                made: wanted.entry.made,
                ..sending
            };
            // Of a folder that has gone out nothing is kept in memory.
            let sending = sending.map(of_entry).filter(|sending| dispatch::is_listed(sending, self.as_of));
            plan.copies.push(Wanted { sending, ..wanted });
        }
        if let Some(annual) = kinds::case_of::<AnnualReport>(&*case) {
            called.extend(forms::stems(annual).iter().map(|stem| text_of(&forms_file(annual, stem))));
            if self.is_asked_for("annual_report") {
                plan.beside.extend(self.published_before(path, source, annual));
                plan.copies.extend(forms::files(annual, &self.templates).into_iter().map(|form| self.form(&record, annual, form)));
            }
        }
        for (reader, rule) in kept_back {
            let finding = Finding::new("R906", Severity::Note, format!("nothing was made for `{reader}`: see {rule} above"), Place::File)
                .help("put that right, and they are shown what they would get");
            plan.beside.push(finding.resolve(path, None));
        }
        plan.example = example(policy, finished);
        if !case.is_draft() && case.version().is_some_and(|version| version > 1) {
            plan.holders = self.holders(&*case, &plan.known_as, &called);
        }
        plan.fate = Fate::Called(called);
    }

    /// Who has a copy of an earlier version of a corrected record.
    fn holders(&self, case: &dyn AnyCase, known_as: &[(&'static str, String, NaiveDate)], called: &BTreeSet<String>) -> Vec<Holder> {
        let mut folders: Vec<_> = known_as.to_vec();
        folders.sort_unstable();
        folders.dedup();
        let mut holders = Vec::new();
        for (kind, reference, held) in folders {
            let of_kind = |e: &&Entry| kinds::making(&e.document) == Some(kind);
            // One that was made after the day on which the version before this went never went itself.
            let went = |e: &&Entry| case.replaces().zip(e.made).is_none_or(|(replaces, made)| made <= replaces);
            for entry in self.before.earlier_versions(&reference, held, case.version()).filter(of_kind).filter(went) {
                holders.extend(dispatch::holder(case, entry, &reference, called.contains(&entry.file)));
            }
        }
        holders
    }

    /// Everything that a record calls for. A letter that has no date in its record keeps the one it was first made with, so that a run a day
    /// later neither moves its deadline nor makes it again.
    fn dated_as_before(&self, case: &dyn AnyCase) -> Vec<Planned> {
        let mut all = case.plan(self.as_of);
        let mut at: BTreeMap<NaiveDate, Vec<Planned>> = BTreeMap::new();
        for planned in all.iter_mut().filter(|planned| planned.meta.date == self.as_of) {
            let file = deliver::relative_path(planned);
            let earlier = self.before.dated(&text_of(&file), case.is_draft(), case.version()).filter(|date| *date < self.as_of);
            let Some(earlier) = earlier else { continue };
            let then = at.entry(earlier).or_insert_with(|| case.plan(earlier));
            if let Some(same) = then.iter().find(|p| deliver::relative_path(p) == file) {
                *planned = same.clone();
            }
        }
        all
    }

    fn is_asked_for(&self, document: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|k| k == document)
    }

    /// A PDF that is wanted. One that was not asked for is looked at all the same: where it is as it should be, it stays.
    fn pdf(&self, record: &Entry, source: &Source, planned: Planned) -> Wanted {
        let file = deliver::relative_path(&planned);
        let made_of = MadeOf {
            document: &planned.document,
            audience: &planned.audience,
            view: &planned.view,
            expect: &planned.expect,
            meta: &planned.meta,
            archive: planned.archive,
        };
        let attached: &[u8] = if planned.archive { &source.raw } else { &[] };
        let entry = Entry {
            copy: planned.copy.clone(),
            dated: Some(planned.meta.date),
            view_sha256: hash::sha256_as_json(&made_of, attached),
            ..self.entry(record, &planned.document, &planned.audience, &file)
        };
        let asked_for = self.is_asked_for(&planned.document);
        let why = compare(&self.before, &entry, self.force && asked_for);
        let attachment = planned.archive.then(|| worker::characters(&source.raw));
        let job = || Making::Pdf(Box::new(Job { attachment, path: self.out.join(file), planned, last: false }));
        match why {
            Why::Unchanged => self.as_it_was(entry),
            _ if !asked_for => Wanted { entry, why, make: None, sending: None },
            _ => Wanted { entry, why, make: Some(job()), sending: None },
        }
    }

    fn form(&self, record: &Entry, annual: &AnnualCase, form: forms::File) -> Wanted {
        let file = forms_file(annual, &form.stem);
        let entry = self.entry(record, "annual_report", form.audience, &file);
        match form.content {
            Ok(bytes) => {
                // It is made to know what is in it; then the same bytes are not written again.
                let entry = Entry { view_sha256: sha256(&bytes), ..entry };
                match compare(&self.before, &entry, self.force) {
                    Why::Unchanged => self.as_it_was(entry),
                    why => Wanted { entry, why, make: Some(Making::Form(bytes)), sending: None },
                }
            }
            Err(error) => Wanted { entry, why: Why::Failed, make: Some(Making::Not(error.to_string())), sending: None },
        }
    }

    /// A copy that need not be made: of what is new in its entry, and of what was made.
    fn as_it_was(&self, entry: Entry) -> Wanted {
        let made = self.before.of(&entry.file).map(|earlier| (earlier.pdf_sha256.clone(), earlier.pages, earlier.made)).unwrap_or_default();
        let (pdf_sha256, pages, made) = made;
        Wanted { entry: Entry { pdf_sha256, pages, made, ..entry }, why: Why::Unchanged, make: None, sending: None }
    }

    /// The entry of one document or form.
    fn entry(&self, record: &Entry, document: &str, recipient: &str, file: &Path) -> Entry {
        Entry {
            document: document.to_owned(),
            recipient: recipient.to_owned(),
            file: text_of(file),
            template_sha256: self.hashes.get(document).cloned().unwrap_or_default(),
            ..record.clone()
        }
    }

    /// Tells of published reports in the output that the record of this one does not name. None is read for its figures.
    fn published_before(&self, path: &Path, source: &Source, annual: &AnnualCase) -> Vec<Diagnostic> {
        let own: BTreeSet<PathBuf> = forms::stems(annual).iter().map(|stem| self.out.join(forms_file(annual, stem))).collect();
        let unnamed = publish::not_named(annual, path, &self.out.join(FOLDER), &own);
        unnamed
            .iter()
            .map(|file| {
                let message = format!("a report published before lies at `{}` and is not named here", shown(file));
                Finding::new("R907", Severity::Warning, message, Place::At("/records".to_owned()))
                    .help("name it under `published_before`: two reports on the same children can give away together what each hides")
                    .source("UK GDPR, article 5(1)(f); Code of Practice for Statistics")
                    .resolve(path, Some(source))
            })
            .collect()
    }
}

/// A letterhead that is still an example, if finished documents go out under it.
fn example(policy: &Policy, documents: usize) -> Option<Example> {
    let lines = policy.body.examples();
    let place = || policy.locate("/body").map(|(source, place)| (source.clone(), place));
    (documents > 0 && !lines.is_empty()).then(|| Example { pack: policy.name.clone(), place: place(), lines, documents })
}

/// The name of a record's reviewing officer, from the tree: the record may be too broken for more.
fn reviewing_officer(root: &Node) -> Option<String> {
    let Value::Map(people) = &root.get("people")?.value else { return None };
    let iro = people.iter().find(|(_, person)| person.text_at("role") == Some("independent_reviewing_officer"))?;
    iro.1.text_at("name").map(str::to_owned)
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

fn codes(findings: &[Diagnostic]) -> Vec<String> {
    let mut codes: Vec<String> = findings.iter().map(|d| d.code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}
