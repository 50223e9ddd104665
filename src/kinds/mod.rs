//! The kinds of record, in one list: each is one implementation in a file here, and one line.

mod alert;
mod annual_report;
mod caseload;
mod conference;
pub mod draft;
mod event;
mod feedback;
mod practice_check;
mod progress_review;
mod recognition;
mod review;

use std::any::Any;
use std::fmt::Debug;
use std::sync::LazyLock;

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde_json::Value as Json;

use draft::{Codes, From};

use crate::check::rules::{Every, Rule, STAGES};
use crate::check::{self, Case, Checked, KeptBack, Kind, Kinds, With};
use crate::diagnostic::Finding;
use crate::documents::{Document, Makes, Planned};
use crate::due::Duty;
use crate::policy::{Packs, Policy};
use crate::read::Source;
use crate::record::describe::{self, Field};
use crate::record::{
    Alert, AnnualReport, Caseload, Conference, Event, Feedback, Person, PracticeCheck, ProgressReview, Recognised, Record,
};
use crate::shape::Schema;
use crate::survey::{Look, Survey};

/// The kinds of record there are.
pub const KINDS: &[KindOf] = &[
    KindOf::of::<Record>(),
    KindOf::of::<Alert>(),
    KindOf::of::<ProgressReview>(),
    KindOf::of::<Event>(),
    KindOf::of::<Conference>(),
    KindOf::of::<Recognised>(),
    KindOf::of::<PracticeCheck>(),
    KindOf::of::<AnnualReport>(),
    KindOf::of::<Feedback>(),
    KindOf::of::<Caseload>(),
];

/// What a kind of record has besides what checking needs: what is made of it, and how one is begun.
pub trait Registered: Kind {
    /// The documents that are made of it, in their order.
    const DOCUMENTS: &'static [Makes<Self>];
    /// Whether a pack has what it takes.
    fn is_in(_pack: &Policy) -> bool {
        true
    }
    /// The pack's own codes for it, which `new` lists below a draft.
    fn codes(_pack: &Policy) -> Codes {
        Vec::new()
    }
    /// What is due of it.
    fn duties(_case: &Case<Self, Self::Facts>, _survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        Vec::new()
    }
    /// A block of its scaffold as a pack has it.
    fn packed(_key: &str, _pack: &Policy, block: &str) -> String {
        block.to_owned()
    }
    /// A block of its scaffold, filled from a review; none where it stays as it is, or is filled as for every kind.
    fn drafted(_key: &str, _from: &From<'_>, _block: &str) -> Option<String> {
        None
    }
}

/// Checks a record of one kind.
type Checking = fn(&Source, Vec<Finding>, With<'_>) -> Checked<Box<dyn AnyCase>>;

/// A kind of record, as the rest of the program knows it.
#[derive(Debug)]
pub struct KindOf {
    /// As `kind:` writes it.
    pub key: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    scaffold: &'static str,
    made: fn() -> Json,
    /// How it is seen in brief.
    look: Look,
    rules: fn() -> Vec<&'static Rule>,
    documents: fn() -> Vec<&'static Document>,
    fields: fn() -> Option<&'static Field>,
    tree: fn() -> Option<&'static Json>,
    is_in: fn(&Policy) -> bool,
    codes: fn(&Policy) -> Codes,
    begun: fn(&str, &Policy, Option<&From<'_>>) -> String,
    check: Checking,
}

impl KindOf {
    const fn of<K: Registered>() -> Self {
        Self {
            key: K::KEY,
            about: K::ABOUT,
            scaffold: K::SCAFFOLD,
            made: made::<K>,
            look: Look { key: K::KEY, dated: K::dated },
            rules: rules::<K>,
            documents: documents::<K>,
            fields: fields_of::<K>,
            tree: tree_of::<K>,
            is_in: K::is_in,
            codes: K::codes,
            begun: draft::begun::<K>,
            check: checked::<K>,
        }
    }

    /// Its JSON Schema, as its types make it, indented by one.
    #[must_use]
    pub fn schema(&self) -> String {
        written(&(self.made)())
    }

    /// The same for an editor, which draws no line under what a draft still asks for.
    #[must_use]
    pub fn schema_for_editors(&self) -> String {
        written(&describe::for_editors(&(self.made)()))
    }

    /// The day by which a record of it stands in its child's history, before any checking.
    #[must_use]
    pub fn dated(&self, root: &crate::read::Node) -> Option<NaiveDate> {
        (self.look.dated)(root)
    }

    /// Its schema as a tree.
    #[must_use]
    pub fn tree(&self) -> Option<&'static Json> {
        (self.tree)()
    }

    /// Whether a pack has what it takes.
    #[must_use]
    pub fn is_in(&self, pack: &Policy) -> bool {
        (self.is_in)(pack)
    }

    /// The record that `new` writes: to be filled in, or drafted from a review; below it the codes that its fields and the pack have.
    ///
    /// # Errors
    /// A field that its scaffold names and its types do not have.
    pub fn begin(&self, pack: &Policy, from: Option<&From<'_>>) -> Result<String, String> {
        let (scaffold, choices) = draft::described(self.scaffold, &(self.made)(), pack)?;
        let mut out = (self.begun)(&scaffold, pack, from);
        let own = (self.codes)(pack).into_iter().map(|(title, codes)| (format!("{title} of this pack"), codes));
        out.push_str(&draft::lists(&choices.into_iter().chain(own).collect()));
        Ok(out)
    }
}

fn written(schema: &Json) -> String {
    let mut out = Vec::new();
    let mut to = serde_json::Serializer::with_formatter(&mut out, serde_json::ser::PrettyFormatter::with_indent(b" "));
    let written = serde::Serialize::serialize(schema, &mut to);
    written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default() + "\n"
}

fn fields_of<K: Kind>() -> Option<&'static Field> {
    K::schema().as_ref().ok().map(Schema::fields)
}

fn tree_of<K: Kind>() -> Option<&'static Json> {
    K::schema().as_ref().ok().map(Schema::root)
}

fn made<K: Kind>() -> Json {
    describe::schema::<K>(K::KEY)
}

fn rules<K: Kind>() -> Vec<&'static Rule> {
    Every::<K>::CHECKS.iter().chain(K::RULES).map(|check| check.rule).collect()
}

fn documents<K: Registered>() -> Vec<&'static Document> {
    K::DOCUMENTS.iter().map(|made| &made.document).collect()
}

fn checked<K: Registered>(source: &Source, notes: Vec<Finding>, with: With<'_>) -> Checked<Box<dyn AnyCase>> {
    let Checked { case, findings, policy_diagnostics } = check::check::<K>(source, notes, with);
    Checked { case: case.map(|case| Box::new(case) as Box<dyn AnyCase>), findings, policy_diagnostics }
}

/// The case of a record of any kind.
pub trait AnyCase: Any + Debug + Send {
    /// The pack it follows.
    fn policy(&self) -> &Policy;
    /// Marks its documents as drafts.
    fn mark_draft(&mut self);
    /// Whether they are.
    fn is_draft(&self) -> bool;
    /// Whose copies are kept back.
    fn kept_back(&self) -> &KeptBack;
    /// Everything that it calls for.
    fn plan(&self, as_of: NaiveDate) -> Vec<Planned>;
    /// The version of the record, where it says one.
    fn version(&self) -> Option<u32>;
    /// The day on which the version was issued that it replaces, where it was corrected.
    fn replaces(&self) -> Option<NaiveDate>;
    /// Everyone in it, by key.
    fn people(&self) -> &IndexMap<String, Person>;
    /// The name and reference of the child it is about, of several the first.
    fn child(&self) -> Option<(String, String)>;
    /// What is due of it on a day.
    fn duties(&self, survey: &Survey, on: NaiveDate) -> Vec<Duty>;
}

impl<K: Registered> AnyCase for Case<K, K::Facts> {
    fn policy(&self) -> &Policy {
        &self.policy
    }

    fn mark_draft(&mut self) {
        self.draft = true;
    }

    fn is_draft(&self) -> bool {
        self.draft
    }

    fn kept_back(&self) -> &KeptBack {
        &self.kept_back
    }

    fn version(&self) -> Option<u32> {
        self.value.get("version").and_then(serde_json::Value::as_u64).and_then(|version| u32::try_from(version).ok())
    }

    fn replaces(&self) -> Option<NaiveDate> {
        self.value.pointer("/corrected/replaces")?.as_str()?.parse().ok()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        self.record.people()
    }

    fn child(&self) -> Option<(String, String)> {
        self.record.children().first().map(|(_, child)| (child.name.to_owned(), child.reference.to_owned()))
    }

    fn duties(&self, survey: &Survey, on: NaiveDate) -> Vec<Duty> {
        K::duties(self, survey, on)
    }

    fn plan(&self, as_of: NaiveDate) -> Vec<Planned> {
        let mut all: Vec<Planned> = {
            // A document that the pack takes out is not used there.
            let used = |made: &&Makes<K>| self.policy.documents.contains_key(made.document.key);
            K::DOCUMENTS.iter().filter(used).flat_map(|made| (made.plan)(self, as_of)).collect()
        };
        if self.nth > 0 && self.record.may_be_twice() {
            for planned in &mut all {
                planned.count_up(self.nth + 1);
            }
        }
        all
    }
}

/// The case as one of a kind, where it is one.
#[must_use]
pub fn case_of<K: Registered>(case: &dyn AnyCase) -> Option<&Case<K, K::Facts>> {
    (case as &dyn Any).downcast_ref()
}

static KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| KINDS.iter().map(|kind| kind.key).collect());

/// The keys of all kinds.
#[must_use]
pub fn keys() -> &'static [&'static str] {
    &KEYS
}

/// All kinds, for those who read records without knowing one.
#[must_use]
pub fn all() -> Kinds {
    Kinds { keys: keys(), fields }
}

/// The fields of a kind of record.
#[must_use]
pub fn fields(kind: &str) -> Option<&'static Field> {
    find(kind).and_then(|kind| (kind.fields)())
}

/// The kind with a key.
#[must_use]
pub fn find(key: &str) -> Option<&'static KindOf> {
    KINDS.iter().find(|kind| kind.key == key)
}

/// A batch of which no record has been taken in yet.
#[must_use]
pub fn survey() -> Survey {
    Survey::new(|kind| find(kind).map(|kind| &kind.look))
}

/// Checks one record against its schema, its pack and the rest of the batch.
#[must_use]
pub fn check(source: &Source, notes: Vec<Finding>, packs: &mut Packs, survey: &Survey, as_of: NaiveDate) -> Checked<Box<dyn AnyCase>> {
    check_as(source, notes, packs, survey, as_of, false)
}

/// The same; as a draft, a record that is not written yet is shown as far as it is.
#[must_use]
pub fn check_as(
    source: &Source,
    mut notes: Vec<Finding>,
    packs: &mut Packs,
    survey: &Survey,
    as_of: NaiveDate,
    draft: bool,
) -> Checked<Box<dyn AnyCase>> {
    match source.root.text_at("kind").and_then(find) {
        Some(kind) => (kind.check)(source, notes, With { survey, as_of, packs, kinds: all(), draft }),
        None => {
            notes.extend(check::unknown_kind(source, keys()));
            Checked { case: None, findings: notes, policy_diagnostics: Vec::new() }
        }
    }
}

/// All rules, in the order of their codes.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static Rule> = STAGES.iter().chain(KINDS.iter().flat_map(|kind| (kind.rules)())).collect();
    all.sort_by_key(|rule| rule.code);
    all.dedup_by_key(|rule| rule.name);
    all
});

/// The rule with a code, in any capitals, or a name.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.code.eq_ignore_ascii_case(code) || r.name == code)
}

/// All documents, in the order they are made.
pub static DOCUMENTS: LazyLock<Vec<&'static Document>> = LazyLock::new(|| KINDS.iter().flat_map(|kind| (kind.documents)()).collect());

/// The document with a key.
#[must_use]
pub fn document(key: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().copied().find(|d| d.key == key)
}

/// The key of the kind that makes a document.
#[must_use]
pub fn making(document: &str) -> Option<&'static str> {
    KINDS.iter().find(|kind| (kind.documents)().iter().any(|d| d.key == document)).map(|kind| kind.key)
}

/// The schema of a kind, compiled at its first use.
macro_rules! compiled {
    ($record:ty) => {{
        static SCHEMA: std::sync::LazyLock<Result<$crate::shape::Schema, String>> =
            std::sync::LazyLock::new(|| $crate::shape::Schema::of($crate::kinds::made::<$record>()));
        &SCHEMA
    }};
}
use compiled;

/// Nobody: the people of a kind that names none.
static NOBODY: LazyLock<IndexMap<String, Person>> = LazyLock::new(IndexMap::new);
