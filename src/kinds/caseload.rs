//! The caseload of every IRO on a day.

use std::path::Path;

use indexmap::IndexMap;

use super::{NOBODY, Registered, compiled};
use crate::check::rules::Check;
use crate::check::{Kind, Named, Subject, With};
use crate::documents::Makes;
use crate::policy::Policy;
use crate::record::{Caseload, Person, Status};
use crate::shape::Schema;

impl Subject for Caseload {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        Vec::new()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &NOBODY
    }

    fn is_about_children(&self) -> bool {
        false
    }
}

impl Kind for Caseload {
    const KEY: &'static str = "caseload";
    const A: &'static str = "a caseload record";
    const ABOUT: &'static str = "the caseload of every IRO on a day";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/caseload.yaml");
    type Facts = ();
    const RULES: &'static [Check<Self>] = &[];

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Caseload)
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

impl Registered for Caseload {
    const DOCUMENTS: &'static [Makes<Self>] = &[];
}
