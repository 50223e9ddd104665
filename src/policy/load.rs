//! Finding, reading, merging and typing policy packs. Those that come with the program are in the binary;
//! a folder given with `--policies` is looked in first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde_json::Value as Json;

use super::Policy;
use super::contradictions::{contradictions, unsourced};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::hash::sha256_of;
use crate::read::{self, Source};
use crate::shape::{Schema, shape, suggest};

/// The packs that come with the program: every file of `policies/`, put here by build.rs.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

static SCHEMA: LazyLock<Result<Schema, String>> = LazyLock::new(|| Schema::new(include_str!("../../schemas/policy.schema.json")));

/// Why there is no such pack.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// No pack has this name.
    #[error("there is no policy pack `{name}`")]
    NotFound {
        /// The name.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The pack has errors.
    #[error("the policy pack has errors")]
    Invalid(Vec<Diagnostic>),
}

/// Every pack that can be named.
#[derive(Debug, Default)]
pub struct Packs {
    folder: BTreeMap<String, PathBuf>,
    loaded: BTreeMap<String, Arc<Policy>>,
}

impl Packs {
    /// The built-in packs and those of a folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn new(folder: Option<&Path>) -> std::io::Result<Self> {
        let mut packs = Self::default();
        let Some(folder) = folder else {
            return Ok(packs);
        };
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let stem = path.file_stem().and_then(|s| s.to_str());
            let yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
            if let (true, Some(stem)) = (yaml, stem) {
                packs.folder.insert(stem.to_owned(), path.clone());
            }
        }
        Ok(packs)
    }

    /// The names there are, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = BUILT_IN.iter().map(|(n, _)| (*n).to_owned()).collect();
        names.extend(self.folder.keys().cloned());
        names.sort();
        names.dedup();
        names
    }

    /// The pack of a name, resolved once.
    ///
    /// # Errors
    /// When there is none, or it has errors.
    pub fn get(&mut self, name: &str) -> Result<Arc<Policy>, PolicyError> {
        if let Some(policy) = self.loaded.get(name) {
            return Ok(Arc::clone(policy));
        }
        let own = self.source(name)?;
        let mut value = shaped(&own)?;
        if value.get("name").and_then(Json::as_str) != Some(name) {
            let finding = Finding::new("R402", Severity::Error, "the pack's name is not its file's name", Place::At("/name".to_owned()))
                .help(format!("write `name: {name}`, or rename the file"));
            return Err(invalid(&[own], vec![finding]));
        }
        let mut findings = if value.get("extends").is_some() { unsourced(&value) } else { Vec::new() };
        let mut layers = vec![own];
        if let Some(base) = value.get("extends").and_then(Json::as_str).map(str::to_owned) {
            let base_source = self.source(&base).map_err(|_| {
                let finding = Finding::new(
                    "R402",
                    Severity::Error,
                    format!("it extends `{base}`, and there is no such pack"),
                    Place::At("/extends".to_owned()),
                )
                .help(suggest(&base, &self.names().iter().map(String::as_str).collect::<Vec<_>>(), "packs"));
                invalid(&layers, vec![finding])
            })?;
            let mut base_value = shaped(&base_source)?;
            if base_value.get("extends").is_some() {
                let finding = Finding::new(
                    "R402",
                    Severity::Error,
                    format!("it extends `{base}`, which extends another pack itself"),
                    Place::At("/extends".to_owned()),
                )
                .help("extend a pack that stands by itself, as statutory");
                return Err(invalid(&layers, vec![finding]));
            }
            merge(&mut base_value, value);
            value = base_value;
            layers.push(base_source);
        }
        let mut policy: Policy = serde_json::from_value(value).map_err(|e| {
            let finding = Finding::new("R402", Severity::Error, format!("the pack is not complete: {e}"), Place::File)
                .help("add what is missing, or extend statutory");
            invalid(&layers, vec![finding])
        })?;
        findings.extend(contradictions(&policy));
        if !findings.is_empty() {
            return Err(invalid(&layers, findings));
        }
        policy.sha256 = sha256_of(layers.iter().map(|layer| layer.text.as_bytes()));
        policy.layers = layers;
        let policy = Arc::new(policy);
        self.loaded.insert(name.to_owned(), Arc::clone(&policy));
        Ok(policy)
    }

    fn source(&self, name: &str) -> Result<Arc<Source>, PolicyError> {
        let mut notes = Vec::new();
        let (path, read) = if let Some(path) = self.folder.get(name) {
            (path.clone(), read::read(path.clone(), &mut notes))
        } else if let Some((_, text)) = BUILT_IN.iter().find(|(n, _)| *n == name) {
            let path = PathBuf::from(format!("policies/{name}.yaml"));
            (path.clone(), read::parse(path, text.as_bytes(), &mut notes))
        } else {
            return Err(PolicyError::NotFound { name: name.to_owned(), known: self.names() });
        };
        let invalid = |findings: &[Finding], source: Option<&Source>| {
            PolicyError::Invalid(findings.iter().map(|f| f.resolve(&path, source.map(|s| s as _))).collect())
        };
        let source = read.map_err(|findings| invalid(&findings, None))?;
        notes.retain(|n| n.severity == Severity::Error);
        if notes.is_empty() { Ok(Arc::new(source)) } else { Err(invalid(&notes, Some(&source))) }
    }
}

fn shaped(source: &Arc<Source>) -> Result<Json, PolicyError> {
    let schema = SCHEMA.as_ref().map_err(|e| {
        let finding = Finding::new("R402", Severity::Error, e.clone(), Place::File);
        invalid(&[Arc::clone(source)], vec![finding])
    })?;
    let shaped = shape(schema, source);
    if shaped.findings.is_empty() { Ok(shaped.value) } else { Err(invalid(&[Arc::clone(source)], shaped.findings)) }
}

fn invalid(layers: &[Arc<Source>], findings: Vec<Finding>) -> PolicyError {
    let own = layers.first();
    PolicyError::Invalid(
        findings
            .iter()
            .map(|f| match own {
                Some(source) => f.resolve(&source.path, Some(&**source)),
                None => f.resolve(Path::new("policy"), None),
            })
            .collect(),
    )
}

/// The pack's own lines over the base's: maps key by key, all else whole.
fn merge(base: &mut Json, own: Json) {
    match (base, own) {
        (Json::Object(base), Json::Object(own)) => {
            for (key, value) in own {
                match base.get_mut(&key) {
                    Some(slot) => merge(slot, value),
                    None => {
                        base.insert(key, value);
                    }
                }
            }
        }
        (slot, own) => *slot = own,
    }
}
