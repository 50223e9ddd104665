//! The report of a year or another period.

use std::path::Path;

use indexmap::IndexMap;

use super::{Registered, compiled};
use crate::annual::{self, Year};
use crate::check::rules::Check;
use crate::check::{Kind, Named, Subject, With};
use crate::documents::{self, Makes};
use crate::policy::Policy;
use crate::record::{AnnualReport, Person, Status};
use crate::shape::Schema;

impl Subject for AnnualReport {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        Vec::new()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn may_name_child(&self) -> bool {
        false
    }

    fn counts_children(&self) -> bool {
        true
    }

    fn is_about_children(&self) -> bool {
        false
    }
}

impl Kind for AnnualReport {
    const KEY: &'static str = "annual-report";
    const A: &'static str = "the record of a report";
    const ABOUT: &'static str = "the report of a year or another period, counted from its records";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/annual-report.yaml");
    type Facts = Year;
    const RULES: &'static [Check<Self>] = annual::rules::ANNUAL_REPORT;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(AnnualReport)
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, path: &Path, with: With<'_>) -> Option<Self::Facts> {
        Some(Year::gather(self, path, policy, with.packs, with.kinds, &with.survey.roots))
    }
}

impl Registered for AnnualReport {
    const DOCUMENTS: &'static [Makes<Self>] = documents::ANNUAL_REPORT;
}
