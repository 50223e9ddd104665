//! A questionnaire that came back.

use std::path::Path;

use indexmap::IndexMap;

use super::{NOBODY, Registered, compiled};
use crate::check::rules::Check;
use crate::check::{Kind, Named, Subject, With};
use crate::documents::Makes;
use crate::policy::Policy;
use crate::record::{Feedback, Person, Status};
use crate::shape::Schema;

impl Subject for Feedback {
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

impl Kind for Feedback {
    const KEY: &'static str = "feedback";
    const A: &'static str = "a questionnaire";
    const ABOUT: &'static str = "one questionnaire that came back";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/feedback.yaml");
    type Facts = ();
    const RULES: &'static [Check<Self>] = &[];

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Feedback)
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

impl Registered for Feedback {
    const DOCUMENTS: &'static [Makes<Self>] = &[];
}
