//! Checking a record: its shape, then facts, then rules; all findings at once.

mod kinds;
pub mod names;
pub mod rules;
pub mod shape;
mod subject;
mod supplied;
pub mod texts;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::derive::Facts;
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::policy::{Packs, Policy, PolicyError};
use crate::read::Source;
use crate::record::{Person, Record, Status};
use crate::survey::Survey;

use names::Candidate;
use rules::Rule;
use texts::Text;

pub use kinds::{
    AlertCase, AnnualCase, AnyCase, CaseloadCase, ConferenceCase, EventCase, FeedbackCase, KINDS, Kind, KindInfo, ProgressCase,
    RecognisedCase, With,
};
pub use subject::{Named, Subject};

/// A record with its pack and its facts: what rules and documents work from. A review's, where no other kind is named.
#[derive(Debug)]
pub struct Case<R = Record, F = Facts> {
    /// The record.
    pub record: R,
    /// The pack it follows.
    pub policy: Arc<Policy>,
    /// What the two add up to.
    pub facts: F,
    /// Whether its documents are marked as drafts.
    pub draft: bool,
}

/// What a rule sees besides the case.
#[derive(Debug)]
pub struct Context<'a, R = Record, F = Facts> {
    /// The case.
    pub case: &'a Case<R, F>,
    /// The other records of the batch, in brief.
    pub survey: &'a Survey,
    /// The file the record is in.
    pub path: &'a Path,
    /// The date taken as today's.
    pub as_of: NaiveDate,
    /// Where findings go.
    findings: Vec<Finding>,
    rule: &'static Rule,
    /// The free texts, collected once for the rules that search them, and the words in them that may be names.
    searched: OnceCell<Searched<'a>>,
}

/// Free texts, and the words in them that may be names of other children.
type Searched<'a> = (Rc<[Text<'a>]>, Rc<[Candidate]>);

impl<'a, R: Subject, F> Context<'a, R, F> {
    /// The free texts of the record, and the words in them that may begin a name of another child.
    #[must_use]
    pub fn texts(&self) -> Searched<'a> {
        let searched = self.searched.get_or_init(|| {
            let texts: Rc<[Text<'a>]> = self.case.record.texts().into();
            let candidates = self.survey.names.as_ref().map_or_else(Vec::new, |names| names.candidates(&texts));
            (texts, candidates.into())
        });
        searched.clone()
    }
}

impl<'a, R, F> Context<'a, R, F> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'a R {
        &self.case.record
    }

    /// The pack.
    #[must_use]
    pub fn policy(&self) -> &'a Policy {
        &self.case.policy
    }

    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &'a F {
        &self.case.facts
    }

    /// A finding of the rule that runs, at a pointer. Complete it and hand it to [`Context::add`].
    #[must_use]
    pub fn finding(&self, pointer: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding::new(self.rule.code, self.rule.severity, message, Place::At(pointer.into()))
    }

    /// Keeps a finding.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Points a finding at the line of the pack that asks for it.
    #[must_use]
    pub fn asked_by(&self, finding: Finding, pack_pointer: &str) -> Finding {
        match self.case.policy.locate(pack_pointer) {
            Some((source, place)) => finding.also_in(source, place, "asked for here"),
            None => finding,
        }
    }
}

impl Context<'_> {
    /// Whether the full record is written, so that what is missing from it is missing for good.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.case.record.status >= Status::Draft
    }
}

/// The name behind a key; the key itself where nobody has it.
#[must_use]
pub fn name_in<'a>(people: &'a IndexMap<String, Person>, key: &'a str) -> &'a str {
    people.get(key).map_or(key, |p| p.name.as_str())
}

/// The outcome of checking one file.
#[derive(Debug)]
pub struct Checked {
    /// The case, if the record could be read as one.
    pub case: Option<AnyCase>,
    /// Everything found, in the order of the file.
    pub findings: Vec<Finding>,
    /// Errors of a policy pack, already looked up.
    pub policy_diagnostics: Vec<Diagnostic>,
}

/// What is wrong with the kind a source says it is; none for one this program knows.
#[must_use]
pub fn unknown_kind(source: &Source) -> Option<Finding> {
    let known: Vec<&str> = KINDS.iter().map(|k| k.key).collect();
    match source.root.text_at("kind") {
        Some(kind) if known.contains(&kind) => None,
        Some(other) => Some(
            Finding::new("R008", Severity::Error, format!("`{other}` is not a kind of record"), Place::At("/kind".to_owned()))
                .help(shape::suggest(other, &known, "kinds")),
        ),
        None => Some(
            Finding::new("R008", Severity::Error, "the file does not say what kind of record it is", Place::File)
                .help("begin it with `kind: review`, or keep files that are not records in another folder"),
        ),
    }
}

/// Checks one record against its schema, its pack and the rest of the batch.
#[must_use]
pub fn check(source: &Source, mut notes: Vec<Finding>, packs: &mut Packs, survey: &Survey, as_of: NaiveDate) -> Checked {
    if let Some(finding) = unknown_kind(source) {
        notes.push(finding);
        return Checked { case: None, findings: notes, policy_diagnostics: Vec::new() };
    }
    let kind = source.root.text_at("kind");
    match KINDS.iter().find(|k| Some(k.key) == kind) {
        Some(known) => (known.check)(source, notes, packs, survey, as_of),
        None => Checked { case: None, findings: notes, policy_diagnostics: Vec::new() },
    }
}

/// The same for a record of a kind that is known.
fn check_as<K: Kind>(source: &Source, notes: Vec<Finding>, packs: &mut Packs, survey: &Survey, as_of: NaiveDate) -> Checked {
    let mut out = Checked { case: None, findings: notes, policy_diagnostics: Vec::new() };
    let schema = match K::schema() {
        Ok(schema) => schema,
        Err(e) => {
            out.findings.push(Finding::new("R108", Severity::Error, e.clone(), Place::File));
            return out;
        }
    };
    let shaped = shape::shape(schema, source);
    let dropped = shaped.dropped;
    out.findings.extend(shaped.findings);
    let record: K = match serde_json::from_value(shaped.value) {
        Ok(record) => record,
        Err(_) => {
            // Shape findings say what is missing; without them something is wrong here, and silence would be worse.
            if !out.findings.iter().any(|f| f.severity == Severity::Error) {
                out.findings.push(
                    Finding::new("R108", Severity::Error, format!("the record cannot be read as {}", K::A), Place::File)
                        .help(format!("compare it with a new one: `minutebook new {}`", K::KEY)),
                );
            }
            return out;
        }
    };
    let policy = match packs.get(record.policy()) {
        Ok(policy) => policy,
        Err(PolicyError::NotFound { name, known }) => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            out.findings.push(
                Finding::new("R401", Severity::Error, format!("there is no policy pack `{name}`"), Place::At("/policy".to_owned()))
                    .help(shape::suggest(&name, &known, "packs"))
                    .help("a pack of your own goes into a folder given with `--policies`"),
            );
            return out;
        }
        Err(PolicyError::Invalid(diagnostics)) => {
            out.findings.push(
                Finding::new(
                    "R402",
                    Severity::Error,
                    format!("the policy pack `{}` has errors", record.policy()),
                    Place::At("/policy".to_owned()),
                )
                .help("put the pack right first; its own errors are listed with it"),
            );
            out.policy_diagnostics = diagnostics;
            return out;
        }
    };
    let with = kinds::With { policy: &policy, survey, as_of, path: &source.path, packs };
    let Some(facts) = record.facts(with) else {
        return out;
    };
    let draft = record.status() == Status::Draft;
    let case = Case { record, policy, facts, draft };
    out.findings.extend(run_rules(&case, survey, source, &dropped, as_of));
    out.findings.sort_by_key(|f| match &f.place {
        Place::File => 0,
        Place::Span(s) => s.start,
        Place::At(p) => source.span(p).start,
        Place::Key(p) => source.key_span(p).start,
    });
    out.case = Some(K::any(case));
    out
}

fn run_rules<K: Kind>(
    case: &Case<K, K::Facts>,
    survey: &Survey,
    source: &Source,
    dropped: &BTreeSet<String>,
    as_of: NaiveDate,
) -> Vec<Finding> {
    let Some(first) = rules::RULES.first() else {
        return Vec::new();
    };
    let mut context = Context { case, survey, path: &source.path, as_of, findings: Vec::new(), rule: first, searched: OnceCell::new() };
    for rule in rules::RULES {
        if let Some(run) = K::rule(&rule.run) {
            context.rule = rule;
            run(&mut context);
        }
    }
    let mut findings = context.findings;
    // What was taken out because of its shape is already spoken of.
    findings.retain(|f| {
        let pointer = f.pointer();
        !dropped.iter().any(|d| {
            pointer == d || pointer.starts_with(&format!("{d}/")) || f.also.iter().any(|a| matches!(&a.place, Place::At(p) if p == d))
        })
    });
    findings
}
