//! The check at the mid-point between two reviews.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{self, Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Case, Kind, Named, Subject, With};
use crate::derive::{self, ProgressFacts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::policy::Policy;
use crate::read::Node;
use crate::record::{Change, Person, ProgressReview, SomebodyElse, Status};
use crate::shape::Schema;
use crate::spelling::scalar;
use crate::survey::Survey;

impl Subject for ProgressReview {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        self.changes.iter().enumerate().map(|(i, c)| (format!("/changes/{i}"), c)).collect()
    }

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }
}

impl Kind for ProgressReview {
    const KEY: &'static str = "progress-review";
    const A: &'static str = "a progress review";
    const ABOUT: &'static str = "the check at the mid-point between two reviews";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/progress-review.yaml");
    type Facts = ProgressFacts;
    const RULES: &'static [Check<Self>] = rules::PROGRESS_REVIEW;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(ProgressReview)
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, _with: With<'_>) -> Option<Self::Facts> {
        Some(derive::progress_facts(self, policy))
    }
}

impl Registered for ProgressReview {
    const DOCUMENTS: &'static [Makes<Self>] = documents::PROGRESS_REVIEW;

    fn duties(case: &Case<Self, Self::Facts>, survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        due::of_progress_review(case, survey)
    }

    fn codes(pack: &Policy) -> Codes {
        vec![("Codes of changes".to_owned(), draft::changes(pack))]
    }

    fn drafted(key: &str, from: &From<'_>, _: &str) -> Option<String> {
        Some(match key {
            "review" => {
                let next = from.planned().map_or_else(String::new, |d| format!(", next: {d}"));
                format!("review: {{ date: {}{next} }}\n\n", from.held())
            }
            "decisions" => decisions(from.review),
            _ => return None,
        })
    }
}

fn decisions(review: &Node) -> String {
    let mut out = "decisions:\n".to_owned();
    for (i, decision) in review.get("decisions").map(Node::items).into_iter().flatten().enumerate() {
        let what = scalar(decision.text_at("what").unwrap_or_default());
        let by = decision.text_at("by").map_or_else(String::new, |d| format!("\n    by: {d}"));
        let _ = writeln!(
            out,
            "  - number: {}\n    what: {what}\n    state: \"[done, on_track, not_on_track or superseded]\"\n    evidence: \"[what shows it]\"{by}",
            i + 1
        );
    }
    out.push('\n');
    out
}
