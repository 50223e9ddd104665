//! A significant change or event between reviews.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{self, Codes};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Case, Kind, Named, Subject, With};
use crate::derive::{self, EventFacts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::policy::Policy;
use crate::read::Node;
use crate::record::{Change, Event, Person, SomebodyElse, Status};
use crate::shape::Schema;
use crate::survey::Survey;

impl Subject for Event {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        vec![("/change".to_owned(), &self.change)]
    }

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }
}

impl Kind for Event {
    const KEY: &'static str = "event";
    const A: &'static str = "an event";
    const ABOUT: &'static str = "a significant change or event between reviews";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/event.yaml");
    type Facts = EventFacts;
    const RULES: &'static [Check<Self>] = rules::EVENT;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Event)
    }

    fn dated(root: &Node) -> Option<NaiveDate> {
        root.get("change")?.text_at("date")?.parse().ok()
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, _with: With<'_>) -> Option<Self::Facts> {
        Some(derive::event_facts(self, policy))
    }
}

impl Registered for Event {
    const DOCUMENTS: &'static [Makes<Self>] = documents::EVENT;

    fn duties(case: &Case<Self, Self::Facts>, survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        due::of_event(case, survey)
    }

    fn codes(pack: &Policy) -> Codes {
        vec![("Codes of changes".to_owned(), draft::changes(pack))]
    }
}
