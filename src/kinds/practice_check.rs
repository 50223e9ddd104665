//! A check of an IRO's practice.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Case, Kind, Named, Subject, With};
use crate::derive::{self, PracticeFacts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::policy::Policy;
use crate::record::codes::{self, label};
use crate::record::{Person, PracticeCheck, SomebodyElse, Status};
use crate::shape::Schema;
use crate::survey::Survey;

impl Subject for PracticeCheck {
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

impl Kind for PracticeCheck {
    const KEY: &'static str = "practice-check";
    const A: &'static str = "a practice check";
    const ABOUT: &'static str = "an IRO's practice observed, or a case file audited";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/practice-check.yaml");
    type Facts = PracticeFacts;
    const RULES: &'static [Check<Self>] = rules::PRACTICE_CHECK;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(PracticeCheck)
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, _with: With<'_>) -> Option<Self::Facts> {
        Some(derive::practice_facts(self, policy))
    }
}

impl Registered for PracticeCheck {
    const DOCUMENTS: &'static [Makes<Self>] = documents::PRACTICE_CHECK;

    fn duties(case: &Case<Self, Self::Facts>, _survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        due::of_practice_check(case)
    }

    fn codes(pack: &Policy) -> Codes {
        let standards = |kind: &str| {
            let rule = pack.practice_checks.of(kind);
            (
                format!("Standards of `type: {kind}` ({})", label(codes::PRACTICE_CHECK, kind).to_lowercase()),
                rule.standards.iter().map(|(key, title)| format!("{key} – {title}")).collect(),
            )
        };
        ["observation", "audit"].map(standards).into()
    }

    fn drafted(key: &str, from: &From<'_>, _: &str) -> Option<String> {
        (key == "what").then(|| format!("what: The review of {}\n", from.held()))
    }
}
