//! One challenge.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Kind, Named, Subject, With};
use crate::derive::{self, AlertFacts};
use crate::documents::{self, Makes};
use crate::policy::Policy;
use crate::read::Node;
use crate::record::{Alert, Person, Status};
use crate::shape::Schema;

impl Subject for Alert {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        self.all_children().map(|(at, c)| (at, Named::from(c))).collect()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn may_name_child(&self) -> bool {
        false
    }
}

impl Kind for Alert {
    const KEY: &'static str = "alert";
    const A: &'static str = "an alert";
    const ABOUT: &'static str = "one challenge from the first informal step to its resolution";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/alert.yaml");
    const SCHEMA: &'static str = include_str!("../../schemas/alert.schema.json");
    type Facts = AlertFacts;
    const RULES: &'static [Check<Self>] = rules::ALERT;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Alert)
    }

    fn dated(root: &Node) -> Option<NaiveDate> {
        root.text_at("raised")?.parse().ok()
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, with: With<'_>) -> Option<Self::Facts> {
        Some(derive::alert_facts(self, policy, with.as_of))
    }
}

impl Registered for Alert {
    const DOCUMENTS: &'static [Makes<Self>] = documents::ALERT;
}
