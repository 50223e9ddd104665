//! A view and a template become Typst source. The escaping lives here: every value that a template prints becomes a Typst string
//! literal, so no text of a record can be read as code by the template engine or by Typst.
//!
//! Templates see their view and nothing else. They cannot read files: names are looked up among the built-in templates and those
//! of the one folder given with `--templates`.

mod code;
mod markdown;
mod templates;

pub use templates::{BUILT_IN, Templates};

use std::cell::RefCell;

use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use crate::documents::Planned;

thread_local! {
    /// The sections that the template being filled in has begun: key and title.
    static SECTIONS: RefCell<Vec<Section>> = const { RefCell::new(Vec::new()) };
}

/// A section that a template began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its key, as the document requires it.
    pub key: String,
    /// Its heading, as printed.
    pub title: String,
}

/// Typst source with the sections it holds.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The main file.
    pub source: String,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A template could not be filled in.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct ComposeError {
    /// The template's file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong. Never holds a value of the view.
    pub message: String,
}

/// Templates made ready once and filled in many times.
#[derive(Debug)]
pub struct Composer {
    environment: Environment<'static>,
}

impl Composer {
    /// Makes the templates ready.
    #[must_use]
    pub fn new(templates: Templates) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.set_formatter(print);
        // Tags that stand alone on a line leave no line behind: an empty line would begin a paragraph in Typst.
        if let Ok(syntax) = minijinja::syntax::SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
            environment.set_syntax(syntax);
        }
        environment.set_loader(move |name| Ok(templates.text(name)));
        environment.add_filter("code", |value: Value| Value::from_safe_string(code::value(&value)));
        environment.add_filter("data", |text: String| Value::from_safe_string(code::data(&text)));
        environment.add_filter("md", |text: String| Value::from_safe_string(markdown::content(&text)));
        environment.add_function("section", |key: String, title: String| {
            let call = format!("#section({})", code::string(&title));
            SECTIONS.with_borrow_mut(|s| s.push(Section { key, title }));
            Value::from_safe_string(call)
        });
        Self { environment }
    }

    /// Fills a document's template in.
    ///
    /// # Errors
    /// When the template is missing or has a mistake, or asks for something that its view does not have.
    pub fn compose(&self, planned: &Planned, folder: &str) -> Result<Composed, ComposeError> {
        SECTIONS.with_borrow_mut(Vec::clear);
        let name = format!("{folder}/main.typ.j2");
        let fail = |error: &Error| ComposeError {
            file: error.name().unwrap_or(&name).to_owned(),
            line: error.line().unwrap_or(1),
            message: match error.kind() {
                ErrorKind::TemplateNotFound => "there is no such template".to_owned(),
                ErrorKind::UndefinedError => "it asks for something that its document does not have".to_owned(),
                kind => error.detail().map_or_else(|| kind.to_string(), |d| format!("{kind}: {d}")),
            },
        };
        let template = self.environment.get_template(&name).map_err(|e| fail(&e))?;
        let source = template.render(Value::from(minijinja::value::Serde(&planned.view))).map_err(|e| fail(&e))?;
        let sections = SECTIONS.with_borrow_mut(std::mem::take);
        Ok(Composed { source: without_second_stops(source), sections })
    }
}

/// A template ends its sentence with a full stop; where a value before it ends one by itself, one is enough. Values are string literals in
/// code, so that what ends one is known: `#"Eastmoor Library, 1st floor.";.`
fn without_second_stops(source: String) -> String {
    const SEAM: &str = "\";.";
    if !source.contains(SEAM) {
        return source;
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source.as_str();
    while let Some((before, after)) = rest.split_once(SEAM) {
        out.push_str(before);
        let value = before.trim_end_matches("\\\"").trim_end_matches(['”', '’', ')']);
        // Behind more than one it is no full stop of the template's.
        let ends = value.ends_with(['.', '!', '?', '…']) && !after.starts_with('.');
        out.push_str(if ends { "\";" } else { SEAM });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A text as a literal of Typst's code.
#[cfg(test)]
pub(crate) fn literal(text: &str) -> String {
    code::string(text)
}

/// Prints a value: safe code as it is, all else as a Typst string literal in markup.
fn print(out: &mut Output<'_>, _state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return Ok(out.write_str(value.as_str().unwrap_or_default())?);
    }
    if value.is_undefined() || value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "it prints a value that is not there"));
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(write!(out, "#{};", code::string(&text))?)
}
