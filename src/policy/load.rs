//! Finding, reading, merging and typing policy packs. Those that come with the program are in the binary;
//! a folder given with `--policies` is looked in first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value as Json;

use super::Policy;
use super::contradictions::{contradictions, unsourced};
use super::layers::{lay_over, name_of_items, place_in, schema_of_file, take_out, taken_out};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::hash::sha256_of;
use crate::read::{self, Source};
use crate::record::describe;
use crate::shape::{Schema, shape, suggest};

/// The packs that come with the program: every file of `policies/`, put here by build.rs.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

static SCHEMA: LazyLock<Result<Schema, String>> = LazyLock::new(|| Schema::of(schema()));

/// The shape of a pack's file, from the types: JSON Schema, draft 2020-12. A file may leave out what the pack beneath has; what it adds to a
/// list is whole.
#[must_use]
pub fn schema() -> Json {
    let mut schema = describe::schema::<Policy>("policy");
    partial(&mut schema);
    if let Some(object) = schema.as_object_mut() {
        object.insert("required".to_owned(), serde_json::json!(["kind", "name", "title", "edition"]));
    }
    schema
}

fn partial(schema: &mut Json) {
    let Some(map) = schema.as_object_mut() else { return };
    map.shift_remove("required");
    map.get_mut("properties").and_then(Json::as_object_mut).into_iter().flatten().for_each(|(_, s)| partial(s));
    if let Some(entries) = map.get_mut("additionalProperties") {
        partial(entries);
    }
}

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
#[derive(Debug, Clone, Default)]
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

    /// Puts a pack in the place of the one of its name.
    pub fn put(&mut self, policy: Policy) {
        self.loaded.insert(policy.name.clone(), Arc::new(policy));
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
        let (value, out) = shaped(&own)?;
        if value.get("name").and_then(Json::as_str) != Some(name) {
            let finding = Finding::new("R402", Severity::Error, "the pack's name is not its file's name", Place::At("/name".to_owned()))
                .help(format!("write `name: {name}`, or rename the file"));
            return Err(invalid(&[own], vec![finding]));
        }
        let mut findings = if value.get("extends").is_some() { unsourced(&value) } else { Vec::new() };
        let mut layers = vec![own];
        let mut files = vec![(value, out)];
        while let Some(base) = files.last().and_then(|(v, _)| v.get("extends")).and_then(Json::as_str).map(str::to_owned) {
            let extends = |layers: &[Arc<Source>], message: String, help: String| {
                let finding = Finding::new("R402", Severity::Error, message, Place::At("/extends".to_owned())).help(help);
                invalid(layers.last().map(std::slice::from_ref).unwrap_or_default(), vec![finding])
            };
            if layers.iter().any(|layer| layer.root.text_at("name") == Some(base.as_str())) {
                return Err(extends(
                    &layers,
                    format!("it extends `{base}`, which extends it in turn"),
                    "take one of the two `extends:` out".to_owned(),
                ));
            }
            let source = self.source(&base).map_err(|e| match e {
                PolicyError::NotFound { name, known } => {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    extends(&layers, format!("it extends `{name}`, and there is no such pack"), suggest(&name, &known, "packs"))
                }
                invalid @ PolicyError::Invalid(_) => invalid,
            })?;
            files.push(shaped(&source)?);
            layers.push(source);
        }
        // The examples of a pack beneath hold for that pack's own lines.
        for (beneath, _) in files.iter_mut().skip(1) {
            beneath.as_object_mut().and_then(|own| own.shift_remove("examples"));
        }
        for (own, _) in &mut files {
            let title = own.get("title").and_then(Json::as_str).unwrap_or_default().to_owned();
            with_title(own, &title);
        }
        // The lowest first, each file's own lines over it.
        let mut value = Json::Object(serde_json::Map::new());
        for ((own, out), layer) in files.into_iter().zip(&layers).rev() {
            lay_over(&mut value, own, &mut String::new());
            let mut missing = Vec::new();
            take_out(&mut value, &out, &mut missing);
            if !missing.is_empty() {
                return Err(invalid(std::slice::from_ref(layer), missing));
            }
        }
        let missing = incomplete(&value, &layers);
        if !missing.is_empty() {
            return Err(invalid(&layers, missing));
        }
        let mut policy: Policy = serde_json::from_value(value.clone()).map_err(|e| {
            let finding = Finding::new("R402", Severity::Error, format!("the pack cannot be read: {e}"), Place::File)
                .help("write it as `minutebook new policy` does");
            invalid(&layers, vec![finding])
        })?;
        findings.extend(contradictions(&policy));
        if !findings.is_empty() {
            return Err(invalid(&layers, findings));
        }
        policy.sha256 = sha256_of(layers.iter().map(|layer| layer.text.as_bytes()));
        policy.layers = layers;
        policy.resolved = value;
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

/// Clauses with the title of the pack whose they are, before another pack lies over it.
fn with_title(value: &mut Json, title: &str) {
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                match value {
                    Json::String(clause) if key == "source" => *clause = super::cited(title, clause),
                    Json::Object(clauses) if key == "requires" => {
                        for clause in clauses.values_mut() {
                            if let Json::String(clause) = clause {
                                *clause = super::cited(title, clause);
                            }
                        }
                    }
                    other => with_title(other, title),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| with_title(item, title)),
        _ => {}
    }
}

/// What is missing from all the files together: the place is the nearest that the first of them has.
fn incomplete(value: &Json, layers: &[Arc<Source>]) -> Vec<Finding> {
    static WHOLE: LazyLock<Option<Validator>> = LazyLock::new(|| jsonschema::validator_for(&describe::schema::<Policy>("policy")).ok());
    let (Some(whole), Some(own)) = (WHOLE.as_ref(), layers.first()) else { return Vec::new() };
    let name = |list: &str, i: usize| value.pointer(list)?.get(i)?.get(name_of_items(list)?)?.as_str().map(str::to_owned);
    let finding = |error: ValidationError<'_>| {
        let ValidationErrorKind::Required { property } = error.kind() else { return None };
        let mut at = error.instance_path().as_str().to_owned();
        let place = loop {
            match (place_in(&own.root, &at, &name), at.rsplit_once('/')) {
                (Some(place), _) if !at.is_empty() => break Place::At(place),
                (None, Some((parent, _))) => at = parent.to_owned(),
                _ => break Place::File,
            }
        };
        let of = error.instance_path().as_str().trim_start_matches('/').replace('/', ".");
        let of = if of.is_empty() { String::new() } else { format!(" in `{of}`") };
        let message = format!("`{}` is missing{of}", property.as_str().unwrap_or_default());
        Some(Finding::new("R402", Severity::Error, message, place).help("add it, or extend a pack that has it, as statutory"))
    };
    whole.iter_errors(value).filter_map(finding).collect()
}

/// What a file says, and what it takes out.
fn shaped(source: &Arc<Source>) -> Result<(Json, Vec<String>), PolicyError> {
    let refused = |findings| invalid(std::slice::from_ref(source), findings);
    let broken = |e| refused(vec![Finding::new("R402", Severity::Error, e, Place::File)]);
    let whole = SCHEMA.as_ref().map_err(|e| broken(e.clone()))?;
    let schema = Schema::of(schema_of_file(whole.root(), &source.root)).map_err(broken)?;
    let mut shaped = shape(&schema, source);
    let (mut out, mut findings) = taken_out(&source.root);
    findings.append(&mut shaped.findings);
    // In an example, what is taken out is taken out of the record.
    let in_examples: Vec<String> = out.extract_if(.., |at| at.starts_with("/examples/")).collect();
    for at in in_examples {
        let (parent, key) = at.rsplit_once('/').unwrap_or_default();
        if let Some(map) = shaped.value.pointer_mut(parent).and_then(Json::as_object_mut) {
            map.insert(key.to_owned(), Json::Null);
        }
    }
    if findings.is_empty() { Ok((shaped.value, out)) } else { Err(refused(findings)) }
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
