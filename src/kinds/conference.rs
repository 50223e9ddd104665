//! The timeline of a child protection conference.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Case, Kind, Named, Subject, With};
use crate::derive::{self, ConferenceFacts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::policy::Policy;
use crate::record::{Conference, Person, SomebodyElse, Status};
use crate::shape::Schema;
use crate::survey::Survey;

impl Subject for Conference {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        self.all_children().map(|(at, c)| (at, Named::from(c))).collect()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn needs_iro(&self) -> bool {
        self.chair.is_none()
    }

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }
}

impl Kind for Conference {
    const KEY: &'static str = "conference";
    const A: &'static str = "a conference";
    const ABOUT: &'static str = "the timeline of a child protection conference";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/conference.yaml");
    type Facts = ConferenceFacts;
    const RULES: &'static [Check<Self>] = rules::CONFERENCE;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Conference)
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, _with: With<'_>) -> Option<Self::Facts> {
        Some(derive::conference_facts(self, policy))
    }
}

impl Registered for Conference {
    const DOCUMENTS: &'static [Makes<Self>] = documents::CONFERENCE;

    fn duties(case: &Case<Self, Self::Facts>, _survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        due::of_conference(case)
    }

    fn codes(pack: &Policy) -> Codes {
        let steps = |name: &str| pack.conferences.steps(name).iter().map(|s| format!("{} – {}", s.step, s.title)).collect();
        ["initial", "review"].map(|name| (format!("Steps of the {name} conference"), steps(name))).into()
    }

    fn is_in(pack: &Policy) -> bool {
        !pack.conferences.initial.is_empty() || !pack.conferences.review.is_empty()
    }

    fn drafted(key: &str, _: &From<'_>, _: &str) -> Option<String> {
        (key == "chair").then(|| "chair: iro\n".to_owned())
    }
}
