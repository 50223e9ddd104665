//! The templates: those in the binary, and those of a folder that an authority puts before them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A list of templates in `templates/`, each with its text.
macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// The templates that come with the program. A test compares this list with the folder.
pub const BUILT_IN: &[(&str, &str)] = built_in![
    "alert-form/main.typ.j2",
    "annual-report/committee.typ.j2",
    "annual-report/main.typ.j2",
    "annual-report/page.html.j2",
    "cafcass-referral/main.typ.j2",
    "change-note/main.typ.j2",
    "conference-timeline/main.typ.j2",
    "consultation-paper/main.typ.j2",
    "cover/main.typ.j2",
    "dispatch/main.typ.j2",
    "due/main.typ.j2",
    "escalation-letter/main.typ.j2",
    "house/charts.typ",
    "house/letter.typ",
    "house/parts.typ",
    "house/sheet.typ",
    "letter-child/main.typ.j2",
    "letter-date-change/main.typ.j2",
    "letter-decision-maker/main.typ.j2",
    "letter-introduction/main.typ.j2",
    "letter-invitation/main.typ.j2",
    "letter-late-papers/main.typ.j2",
    "letter-not-quorate/main.typ.j2",
    "letter-party/main.typ.j2",
    "letter-team-manager/main.typ.j2",
    "practice-check/main.typ.j2",
    "progress-review/main.typ.j2",
    "rag-notification/main.typ.j2",
    "recognition/main.typ.j2",
    "record-of-review/main.typ.j2",
    "review-monitoring-form/main.typ.j2",
    "starred-notification/main.typ.j2",
];

/// Where templates are looked up.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    own: BTreeMap<String, String>,
}

impl Templates {
    /// The built-in templates, behind those of a folder.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds a file that no document uses: a misspelt name would change nothing without a word.
    pub fn new(folder: Option<&Path>) -> Result<Self, TemplateError> {
        let mut templates = Self::default();
        let Some(folder) = folder else {
            return Ok(templates);
        };
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|_| TemplateError::Unreadable(folder.to_owned()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path();
            let name = path
                .strip_prefix(folder)
                .unwrap_or(path)
                .components()
                .map(|c| c.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            if !(name.ends_with(".j2") || name.ends_with(".typ")) {
                continue;
            }
            if !BUILT_IN.iter().any(|(n, _)| *n == name) {
                return Err(TemplateError::Unknown(path.to_owned()));
            }
            let bytes = crate::fs::read(path).map_err(|_| TemplateError::Unreadable(path.to_owned()))?;
            let text = String::from_utf8(bytes).map_err(|_| TemplateError::Unreadable(path.to_owned()))?;
            templates.own.insert(name, text);
        }
        Ok(templates)
    }

    /// The text of a template.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.own.get(name).cloned().or_else(|| BUILT_IN.iter().find(|(n, _)| *n == name).map(|(_, t)| (*t).to_owned()))
    }

    /// SHA-256 of the templates of one document and the house style, in hexadecimal.
    #[must_use]
    pub fn sha256(&self, folder: &str) -> String {
        let own =
            BUILT_IN.iter().map(|(name, _)| *name).filter(|name| name.starts_with("house/") || name.starts_with(&format!("{folder}/")));
        let parts: Vec<String> = own.flat_map(|name| [name.to_owned(), self.text(name).unwrap_or_default()]).collect();
        crate::hash::sha256_of(parts.iter().map(|part| part.as_bytes()))
    }
}

/// A folder of templates cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It cannot be read.
    #[error("the templates in `{0}` cannot be read")]
    Unreadable(PathBuf),
    /// A file in it is not the name of any template.
    #[error("`{0}` is not the name of a template; `minutebook list documents` shows the folders")]
    Unknown(PathBuf),
}
