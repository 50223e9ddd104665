//! What checking needs to know of a kind of record.

use std::fmt::Debug;
use std::path::Path;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::Subject;
use super::rules::Check;
use crate::policy::{Packs, Policy};
use crate::read::Node;
use crate::record::Status;
use crate::shape::Schema;
use crate::spelling::Fields;
use crate::survey::Survey;

/// What a record is checked with.
#[derive(Debug)]
pub struct With<'a> {
    /// The batch in brief.
    pub survey: &'a Survey,
    /// Today.
    pub as_of: NaiveDate,
    /// The packs.
    pub packs: &'a mut Packs,
    /// The kinds there are, for records that this one counts.
    pub kinds: Kinds,
    /// Whether a record that is not written yet is to be shown as far as it is.
    pub draft: bool,
}

/// The kinds of record there are.
#[derive(Debug, Clone, Copy)]
pub struct Kinds {
    /// Their keys.
    pub keys: &'static [&'static str],
    /// The fields of each.
    pub fields: Fields,
}

/// A kind of record: one implementation, in a file of its own in `kinds/`.
pub trait Kind: Subject + DeserializeOwned + JsonSchema + Debug + Send + Sized + 'static {
    /// As `kind:` writes it.
    const KEY: &'static str;
    /// With its article, in a message.
    const A: &'static str;
    /// What it is, in a line.
    const ABOUT: &'static str;
    /// The record that `new` writes.
    const SCAFFOLD: &'static str;
    /// What a record and a pack add up to.
    type Facts: Debug + Send + 'static;
    /// The rules that hold for it besides those for every kind.
    const RULES: &'static [Check<Self>];
    /// Its schema, made of its types and compiled once.
    fn schema() -> &'static Result<Schema, String>;
    /// The day by which a record stands in its child's history, from the tree before any checking.
    fn dated(root: &Node) -> Option<NaiveDate> {
        root.text_at("date")?.parse().ok()
    }
    /// The pack's name.
    fn policy(&self) -> &str;
    /// How far the writing has come.
    fn status(&self) -> Status;
    /// Works the facts out; of the batch only the child's earlier records count. `path` is the record's file.
    fn facts(&self, policy: &Policy, path: &Path, with: With<'_>) -> Option<Self::Facts>;
}
