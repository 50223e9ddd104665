//! Checking a record: its shape, then facts, then rules; all findings at once.

mod kind;
pub mod rules;
mod subject;
pub mod texts;
mod unwritten;

use std::cell::{LazyCell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::derive::{AlertFacts, ConferenceFacts, EventFacts, Facts, PracticeFacts, ProgressFacts};
use crate::diagnostic::{Capped, Diagnostic, Finding, Located as _, Place, Severity};
use crate::matching::{self, Finder, Secret, Sure, Word, fold};
use crate::policy::{Policy, PolicyError};
use crate::read::Source;
use crate::record::describe::Field;
use crate::record::{Alert, Conference, Event, Person, PracticeCheck, ProgressReview, Recognised, Record, Status, Withhold};
use crate::shape::{shape, suggest};
use crate::survey::{Family, Survey};

use rules::{Check, Every, Rule};
use texts::Text;

pub use kind::{Kind, Kinds, With};
pub use subject::{Named, Subject};

/// A record with its pack and its facts: what rules and documents work from. A review's, where no other kind is named.
#[derive(Debug)]
pub struct Case<R = Record, F = Facts> {
    /// The record.
    pub record: R,
    /// The same as a tree, in which its texts are found.
    pub value: Json,
    /// The pack it follows.
    pub policy: Arc<Policy>,
    /// What the two add up to.
    pub facts: F,
    /// Whether its documents are marked as drafts.
    pub draft: bool,
    /// Pairs of children of the record, by reference, who are not taken for one family.
    pub strangers: BTreeSet<(String, String)>,
    /// How many records of the same child, kind and day come before it: their documents need names of their own.
    pub nth: usize,
    /// What of a draft is not written yet, by the keys of its parts.
    pub missing: Vec<String>,
    /// Whose copies are kept back, with the rule for it: what stands in the record they may not read.
    pub kept_back: KeptBack,
}

/// Whose copies of a draft are not made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptBack {
    /// Everybody's but the file's, for a rule.
    pub all: Option<&'static str>,
    /// Single readers' by their key, each for a rule.
    pub readers: BTreeMap<String, &'static str>,
}

impl KeptBack {
    /// What findings about readers keep back.
    fn of(findings: &[Finding], value: &Json) -> Self {
        let mut out = Self::default();
        for finding in findings.iter().filter(|f| f.severity == Severity::Error && f.code.starts_with("R3")) {
            let key = |pointer: &str, key: &str| value.pointer(&format!("{pointer}/{key}")).and_then(Json::as_str).map(str::to_owned);
            let listed = finding.also.iter().find_map(|also| match &also.place {
                Place::At(pointer) => pointer.strip_suffix("/withhold").and_then(|entry| key(entry, "to")),
                _ => None,
            });
            let reader = match finding.code {
                "R303" => listed,
                "R305" => key(finding.pointer(), "to"),
                "R308" => key(finding.pointer(), "person").or_else(|| key(finding.pointer(), "to")),
                _ => None,
            };
            match reader {
                Some(reader) => {
                    out.readers.entry(reader).or_insert(finding.code);
                }
                None => out.all = out.all.or(Some(finding.code)),
            }
        }
        out
    }

    /// The rule for which a reader's copy is kept back.
    #[must_use]
    pub fn rule_for(&self, reader: &str) -> Option<&'static str> {
        self.all.or_else(|| self.readers.get(reader).copied())
    }
}

/// An alert's case.
pub type AlertCase = Case<Alert, AlertFacts>;
/// A progress review's case.
pub type ProgressCase = Case<ProgressReview, ProgressFacts>;
/// An event's case.
pub type EventCase = Case<Event, EventFacts>;
/// A conference's case.
pub type ConferenceCase = Case<Conference, ConferenceFacts>;
/// A recognition's case.
pub type RecognisedCase = Case<Recognised, ()>;
/// A practice check's case.
pub type PracticeCase = Case<PracticeCheck, PracticeFacts>;

impl<R, F> Case<R, F> {
    /// Of some children those who are of one family with one of them.
    #[must_use]
    pub fn family_of<'c>(&self, child: &Named<'_>, all: &[Named<'c>]) -> Vec<Named<'c>> {
        let strangers = |other: &Named<'_>| self.strangers.contains(&(child.reference.to_owned(), other.reference.to_owned()));
        all.iter().copied().filter(|other| !strangers(other)).collect()
    }
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
    /// What the types say of the record's fields.
    fields: &'static Field,
    /// The free texts, collected once for the rules that search them, and their words.
    searched: OnceCell<Searched<'a>>,
    /// What of other families stands in them.
    others: OnceCell<Rc<[Other]>>,
}

/// Something of another family that stands in a text.
#[derive(Debug, Clone)]
pub struct Other {
    /// JSON Pointer to the text.
    pub pointer: String,
    /// As it stands there.
    pub typed: String,
    /// What it is.
    pub family: Family,
    /// How sure that is.
    pub sure: Sure,
}

/// Free texts, and the words of each.
type Searched<'a> = (Rc<[Text<'a>]>, Rc<[Vec<Word>]>);

impl<'a, R: Subject, F> Context<'a, R, F> {
    /// The free texts of the record, and the words of each.
    #[must_use]
    pub fn texts(&self) -> Searched<'a> {
        let searched = self.searched.get_or_init(|| {
            let mut texts = texts::free(self.fields, &self.case.value);
            for carer in self.case.record.carers() {
                let theirs = format!("/people/{carer}/");
                // Their title is printed in their name's place; how to reach them is not.
                let kept = |t: &Text<'_>| {
                    t.pointer.strip_prefix(&theirs).is_some_and(|key| ["phone", "email", "address"].iter().any(|k| key.starts_with(k)))
                };
                for text in texts.iter_mut().filter(|t| kept(t)) {
                    text.parts.push(Withhold::CarerIdentity);
                }
            }
            let texts: Rc<[Text<'a>]> = texts.into();
            let words: Rc<[Vec<Word>]> = texts.iter().map(|text| fold(text.text)).collect();
            (texts, words)
        });
        searched.clone()
    }

    /// What of other families stands in the texts, without what is the record's own and what it says to be somebody else's.
    #[must_use]
    pub fn others(&self) -> Rc<[Other]> {
        let look = || {
            let Some(families) = &self.survey.families else { return Vec::new() };
            let (texts, words) = self.texts();
            let record = self.record();
            // Whoever is family in one of the child's records is in all of them.
            let children = record.children();
            let own_names = LazyCell::new(|| {
                let mut own = record.own();
                let adults = children.iter().flat_map(|(_, child)| self.survey.adults_of(child.reference));
                own.extend(adults.map(|name| Secret::Name(name.clone())));
                own
            });
            // Most hits are plainly the record's own people, and how they are reached where that is written down.
            let plain = LazyCell::new(|| Finder::of_plain_names(&*own_names));
            let names = LazyCell::new(|| Finder::new(&*own_names));
            let places = LazyCell::new(|| {
                let mut places = record.own_places();
                places.extend(children.iter().flat_map(|(_, child)| self.survey.contacts(child.reference)).cloned());
                places.extend(matching::with_numbers(&places));
                Finder::new(&places)
            });
            let school = LazyCell::new(|| Finder::new(&record.own_school()));
            let mut out = Vec::new();
            for (text, words) in texts.iter().zip(words.iter()) {
                let mut hits = families.find_in(text.text, words);
                // What is the record's own is looked for only where something of its kind was found.
                let own = |finder: &Finder| finder.find_in(text.text, words);
                let (own_names, own_places, own_school) =
                    (LazyCell::new(|| own(&names)), LazyCell::new(|| own(&places)), LazyCell::new(|| own(&school)));
                let is_contact = is_contact(&text.pointer);
                hits.retain(|h| match Family::of(h.of) {
                    Family::Child | Family::Adult => !plain.has(text.text, words, h),
                    Family::Home | Family::Contact => !is_contact,
                    _ => true,
                });
                hits.retain(|h| {
                    let own = match Family::of(h.of) {
                        Family::Home | Family::Contact => &**own_places,
                        Family::School => &**own_school,
                        Family::Child | Family::Adult | Family::Reference => &**own_names,
                    };
                    !own.iter().any(|o| o.start <= h.start && h.end <= o.end)
                });
                hits.extend(families.together(text.text, &hits));
                for hit in hits {
                    let typed = text.text.get(hit.start..hit.end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                    if !record.somebody_else().iter().any(|s| same_words(&s.name, &typed)) {
                        out.push(Other { pointer: text.pointer.clone(), typed, family: Family::of(hit.of), sure: hit.sure });
                    }
                }
            }
            out
        };
        self.others.get_or_init(|| look().into()).clone()
    }
}

/// Whether a text is how somebody of the record, or the child's home, is reached: what leads there is its own.
fn is_contact(pointer: &str) -> bool {
    let people = pointer.strip_prefix("/people/").and_then(|rest| rest.split_once('/')).map(|(_, key)| key);
    let key = people.or_else(|| pointer.strip_prefix("/child/placement/")).unwrap_or_default();
    ["phone", "email", "address", "postcode"].iter().any(|own| key.starts_with(own))
}

/// Whether two texts are the same words, however they were typed.
fn same_words(a: &str, b: &str) -> bool {
    fold(a).iter().map(|w| &w.key).eq(fold(b).iter().map(|w| &w.key))
}

impl<'a, R, F> Context<'a, R, F> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'a R {
        &self.case.record
    }

    /// Every place that refers to a person, with the key written there.
    #[must_use]
    pub fn references(&self) -> Vec<(String, &'a str)> {
        texts::references(self.fields, &self.case.value)
    }

    /// What the types say of the record's fields.
    #[must_use]
    pub fn fields(&self) -> &'static Field {
        self.fields
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
            Some((source, place)) => finding.also_in(source.clone(), place, "asked for here"),
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
pub struct Checked<C> {
    /// The case, if the record could be read as one.
    pub case: Option<C>,
    /// Everything found, in the order of the file.
    pub findings: Vec<Finding>,
    /// Errors of a policy pack, already looked up.
    pub policy_diagnostics: Vec<Diagnostic>,
}

/// What is wrong with the kind a source says it is; none for one of those known.
#[must_use]
pub fn unknown_kind(source: &Source, known: &[&str]) -> Option<Finding> {
    match source.root.text_at("kind") {
        Some(kind) if known.contains(&kind) => None,
        Some(other) => Some(
            Finding::new("R008", Severity::Error, format!("`{other}` is not a kind of record"), Place::At("/kind".to_owned()))
                .help(suggest(other, known, "kinds")),
        ),
        None => Some(
            Finding::new("R008", Severity::Error, "the file does not say what kind of record it is", Place::File)
                .help("begin it with `kind: review`, or keep files that are not records in another folder"),
        ),
    }
}

/// Checks one record against its schema, its pack and the rest of the batch.
#[must_use]
pub fn check<K: Kind>(source: &Source, notes: Vec<Finding>, with: With<'_>) -> Checked<Case<K, K::Facts>> {
    let With { survey, as_of, packs, kinds, draft: as_draft } = with;
    let mut out = Checked { case: None, findings: notes, policy_diagnostics: Vec::new() };
    let schema = match K::schema() {
        Ok(schema) => schema,
        Err(e) => {
            out.findings.push(Finding::new("R108", Severity::Error, e.clone(), Place::File));
            return out;
        }
    };
    let mut shaped = shape(schema, source);
    let dropped = std::mem::take(&mut shaped.dropped);
    out.findings.append(&mut shaped.findings);
    // As a draft, what is missing stands there as something to be written.
    let unwritten = if as_draft && (!dropped.is_empty() || K::deserialize(&shaped.value).is_err()) {
        unwritten::completed(schema.root(), &shaped)
    } else {
        None
    };
    let shown = unwritten.and_then(|value| Some((K::deserialize(&value).ok()?, value)));
    let is_shown = shown.is_some();
    let read = match shown {
        Some((record, value)) => {
            shaped.value = value;
            Ok(record)
        }
        None => K::deserialize(&shaped.value),
    };
    let record: K = match read {
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
                    .help(suggest(&name, &known, "packs"))
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
    let Some(facts) = record.facts(&policy, &source.path, With { survey, as_of, packs, kinds, draft: as_draft }) else {
        return out;
    };
    let draft = record.status() == Status::Draft || is_shown;
    let mut case = Case {
        record,
        value: shaped.value,
        policy,
        facts,
        draft,
        strangers: BTreeSet::new(),
        nth: 0,
        missing: Vec::new(),
        kept_back: KeptBack::default(),
    };
    case.strangers = strangers(&case.record.children(), survey);
    case.nth = case.record.children().iter().map(|(_, child)| survey.nth(child.reference, &source.path)).max().unwrap_or(0);
    let mut found = run_rules(&case, schema.fields(), survey, source, &dropped, as_of);
    if as_draft {
        case.kept_back = KeptBack::of(&found, &case.value);
        // What cannot be read of where the child lives, or of who gets what, may be just what somebody is not to have.
        let about_readers = ["/child/placement", "/distribution"];
        let an_answer = |at: &str| ["/withhold", "/confidential", "/role"].iter().any(|key| at.ends_with(key));
        if dropped
            .iter()
            .any(|at| an_answer(at) || about_readers.iter().any(|part| at.starts_with(part)) && !shaped.to_be_written.contains(at))
        {
            case.kept_back.all = case.kept_back.all.or(Some("R1"));
        }
        // What a copy leaves out is still to be said: until then nobody gets one.
        for entry in shaped.to_be_written.iter().filter_map(|pointer| pointer.split_once("/withhold").map(|(entry, _)| entry)) {
            if let Some(to) = case.value.pointer(&format!("{entry}/to")).and_then(Json::as_str) {
                case.kept_back.readers.entry(to.to_owned()).or_insert("R107");
            }
        }
        let from = |field: &Field| field.needed || field.from.is_none();
        case.missing = schema
            .fields()
            .named
            .iter()
            .filter(|(key, field)| field.needed && from(field) && case.value.get(key).is_none_or(is_nothing))
            .map(|(key, _)| key.clone())
            .collect();
    }
    // Of what only stands for something to be written, rules have nothing to say but who may not read the rest.
    found.retain(|f| !is_shown || f.code.starts_with("R3"));
    out.findings.extend(found);
    out.findings.sort_by_key(|f| match &f.place {
        Place::File => 0,
        Place::Span(s) => s.start,
        Place::At(p) => source.span(p).start,
        Place::Key(p) => source.key_span(p).start,
    });
    out.case = Some(case);
    out
}

/// Pairs of children who share no surname, no parent that the batch knows of, and are not listed with each other. A carer or relative may be
/// that of two families.
fn strangers(children: &[(String, Named<'_>)], survey: &Survey) -> BTreeSet<(String, String)> {
    let adults = |child: &Named<'_>| survey.parents_of(child.reference).map(|name| fold_keys(name)).collect::<BTreeSet<String>>();
    let mut out = BTreeSet::new();
    for (_, a) in children {
        for (_, b) in children.iter().filter(|(_, b)| b.reference != a.reference) {
            let (of_a, of_b) = (adults(a), adults(b));
            let family = a.is_family_of(b)
                || of_a.intersection(&of_b).next().is_some()
                || of_a.contains(&fold_keys(b.name))
                || of_b.contains(&fold_keys(a.name));
            if !family {
                out.insert((a.reference.to_owned(), b.reference.to_owned()));
            }
        }
    }
    out
}

fn fold_keys(name: &str) -> String {
    crate::matching::keys(name).concat()
}

fn is_nothing(value: &Json) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty)
}

fn run_rules<K: Kind>(
    case: &Case<K, K::Facts>,
    fields: &'static Field,
    survey: &Survey,
    source: &Source,
    dropped: &BTreeSet<String>,
    as_of: NaiveDate,
) -> Vec<Finding> {
    let mut checks: Vec<&Check<K>> = Every::<K>::CHECKS.iter().chain(K::RULES).collect();
    checks.sort_by_key(|check| check.rule.code);
    let mut findings = Vec::new();
    let (mut searched, mut others) = (OnceCell::new(), OnceCell::new());
    for check in checks {
        let mut context = Context { case, survey, path: &source.path, as_of, findings, rule: check.rule, fields, searched, others };
        (check.run)(&mut context);
        (findings, searched, others) = (context.findings, context.searched, context.others);
    }
    // What was taken out because of its shape is already spoken of.
    let mut capped = Capped::default();
    for finding in findings {
        let below = |pointer: &str| {
            let ends = pointer.match_indices('/').skip(1).map(|(at, _)| at).chain([pointer.len()]);
            ends.filter_map(|end| pointer.get(..end)).any(|part| dropped.contains(part))
        };
        if !below(finding.pointer()) && !finding.also.iter().any(|a| matches!(&a.place, Place::At(p) if dropped.contains(p))) {
            capped.push(finding);
        }
    }
    capped.end()
}
