//! Checking a record: its shape, then facts, then rules; all findings at once.

pub mod names;
pub mod rules;
pub mod shape;
pub mod texts;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::derive::{self, Facts};
use crate::diagnostic::{Finding, Place, Severity};
use crate::policy::{Packs, Policy, PolicyError};
use crate::read::Source;
use crate::record::{Record, Status};
use crate::survey::Survey;

use rules::Rule;
use shape::Schema;

static SCHEMA: LazyLock<Result<Schema, String>> = LazyLock::new(|| Schema::new(include_str!("../../schemas/review.schema.json")));

/// A record with its pack and its facts: what rules and documents work from.
#[derive(Debug)]
pub struct Case {
    /// The record.
    pub record: Record,
    /// The pack it follows.
    pub policy: Arc<Policy>,
    /// What the two add up to.
    pub facts: Facts,
    /// Whether its documents are marked as drafts.
    pub draft: bool,
}

/// What a rule sees besides the case.
#[derive(Debug)]
pub struct Context<'a> {
    /// The case.
    pub case: &'a Case,
    /// The other records of the batch, in brief.
    pub survey: &'a Survey,
    /// The file the record is in.
    pub path: &'a Path,
    /// Where findings go.
    findings: Vec<Finding>,
    rule: &'static Rule,
}

impl<'a> Context<'a> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'a Record {
        &self.case.record
    }

    /// The pack.
    #[must_use]
    pub fn policy(&self) -> &'a Policy {
        &self.case.policy
    }

    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &'a Facts {
        &self.case.facts
    }

    /// Whether the full record is written, so that what is missing from it is missing for good.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.case.record.status >= Status::Draft
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

/// The outcome of checking one file.
#[derive(Debug)]
pub struct Checked {
    /// The case, if the record could be read as one.
    pub case: Option<Case>,
    /// Everything found, in the order of the file.
    pub findings: Vec<Finding>,
    /// Errors of a policy pack, already looked up.
    pub policy_diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

/// What is wrong with the kind a source says it is; none for one this program knows.
#[must_use]
pub fn unknown_kind(source: &Source) -> Option<Finding> {
    match source.root.text_at("kind") {
        Some("review") => None,
        Some(other) => Some(
            Finding::new("R008", Severity::Error, format!("`{other}` is not a kind of record"), Place::At("/kind".to_owned()))
                .help("write `kind: review`"),
        ),
        None => Some(
            Finding::new("R008", Severity::Error, "the file does not say what kind of record it is", Place::File)
                .help("begin it with `kind: review`, or keep files that are not records in another folder"),
        ),
    }
}

/// Checks one record against its schema, its pack and the rest of the batch.
#[must_use]
pub fn check(source: &Source, notes: Vec<Finding>, packs: &mut Packs, survey: &Survey) -> Checked {
    let mut out = Checked { case: None, findings: notes, policy_diagnostics: Vec::new() };
    if let Some(finding) = unknown_kind(source) {
        out.findings.push(finding);
        return out;
    }
    let schema = match SCHEMA.as_ref() {
        Ok(schema) => schema,
        Err(e) => {
            out.findings.push(Finding::new("R108", Severity::Error, e.clone(), Place::File));
            return out;
        }
    };
    let shaped = shape::shape(schema, source);
    let dropped = shaped.dropped;
    out.findings.extend(shaped.findings);
    let record: Record = match serde_json::from_value(shaped.value) {
        Ok(record) => record,
        Err(_) => {
            // Shape findings say what is missing; without them something is wrong here, and silence would be worse.
            if !out.findings.iter().any(|f| f.severity == Severity::Error) {
                out.findings.push(
                    Finding::new("R108", Severity::Error, "the record cannot be read as a review", Place::File)
                        .help("compare it with a new one: `minutebook new review`"),
                );
            }
            return out;
        }
    };
    let policy = match packs.get(&record.policy) {
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
                    format!("the policy pack `{}` has errors", record.policy),
                    Place::At("/policy".to_owned()),
                )
                .help("put the pack right first; its own errors are listed with it"),
            );
            out.policy_diagnostics = diagnostics;
            return out;
        }
    };
    let Some(facts) = derive::facts(&record, &policy) else {
        return out;
    };
    let draft = record.status == Status::Draft;
    let case = Case { record, policy, facts, draft };
    out.findings.extend(run_rules(&case, survey, source, &dropped));
    out.findings.sort_by_key(|f| match &f.place {
        Place::File => 0,
        Place::Span(s) => s.start,
        Place::At(p) => source.span(p).start,
        Place::Key(p) => source.key_span(p).start,
    });
    out.case = Some(case);
    out
}

fn run_rules(case: &Case, survey: &Survey, source: &Source, dropped: &BTreeSet<String>) -> Vec<Finding> {
    let Some(first) = rules::RULES.first() else {
        return Vec::new();
    };
    let mut context = Context { case, survey, path: &source.path, findings: Vec::new(), rule: first };
    for rule in rules::RULES {
        if let Some(run) = rule.run {
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
