//! Recognition of excellent practice.

use std::path::Path;

use indexmap::IndexMap;

use super::draft::{self, Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Kind, Named, Subject, With};
use crate::documents::{self, Makes};
use crate::policy::Policy;
use crate::record::{Person, Recognised, SomebodyElse, Status};
use crate::shape::Schema;

impl Subject for Recognised {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn may_name_child(&self) -> bool {
        false
    }

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }

    fn may_be_twice(&self) -> bool {
        true
    }
}

impl Kind for Recognised {
    const KEY: &'static str = "recognition";
    const A: &'static str = "a recognition";
    const ABOUT: &'static str = "recognition of excellent practice, issued on its own";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/recognition.yaml");
    type Facts = ();
    const RULES: &'static [Check<Self>] = rules::RECOGNITION;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Recognised)
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, _policy: &Policy, _path: &Path, _with: With<'_>) -> Option<Self::Facts> {
        Some(())
    }
}

impl Registered for Recognised {
    const DOCUMENTS: &'static [Makes<Self>] = documents::RECOGNITION;

    fn codes(pack: &Policy) -> Codes {
        vec![("Kinds of good practice".to_owned(), draft::practice(pack))]
    }

    fn drafted(key: &str, from: &From<'_>, _: &str) -> Option<String> {
        (key == "review").then(|| format!("review: {}\n", from.held()))
    }
}
