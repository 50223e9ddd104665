//! What the report of a year, a questionnaire and a caseload record have of what every kind has: texts, and people who sign. None is
//! about a child.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::subject::{Named, Subject};
use super::texts::{self, Text};
use crate::record::{AnnualReport, Caseload, Feedback, Person};

static NOBODY: LazyLock<IndexMap<String, Person>> = LazyLock::new(IndexMap::new);

impl Subject for AnnualReport {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        Vec::new()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let Some(cover) = &self.cover_report else { return Vec::new() };
        let authors = cover.authors.iter().enumerate().map(|(i, key)| (format!("/cover_report/authors/{i}"), key.as_str()));
        let approvers = cover.approvers.iter().enumerate().map(|(i, a)| (format!("/cover_report/approvers/{i}/person"), a.person.as_str()));
        authors.chain(approvers).collect()
    }

    fn texts(&self) -> Vec<Text<'_>> {
        self.all_texts().into_iter().chain(self.plain_texts()).map(|(pointer, text)| texts::plain(pointer, text)).collect()
    }

    fn may_name_child(&self) -> bool {
        false
    }

    fn is_about_children(&self) -> bool {
        false
    }
}

impl Subject for Feedback {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        Vec::new()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &NOBODY
    }

    fn references(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    fn texts(&self) -> Vec<Text<'_>> {
        self.comment.iter().map(|text| texts::plain("/comment".to_owned(), text)).collect()
    }

    fn is_about_children(&self) -> bool {
        false
    }
}

impl Subject for Caseload {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        Vec::new()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &NOBODY
    }

    fn references(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let notes = self.iros.iter().enumerate();
        notes.filter_map(|(i, iro)| Some(texts::plain(format!("/iros/{i}/note"), iro.note.as_ref()?))).collect()
    }

    fn is_about_children(&self) -> bool {
        false
    }
}
