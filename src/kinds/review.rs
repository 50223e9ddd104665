//! One review of one child.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Kind, Named, Subject, With, texts};
use crate::derive::{self, Facts};
use crate::documents::{self, Makes};
use crate::policy::Policy;
use crate::read::Node;
use crate::record::{Change, Person, Record, Status};
use crate::shape::Schema;
use crate::survey::Survey;

impl Subject for Record {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        self.changes.iter().enumerate().map(|(i, c)| (format!("/changes/{i}"), c)).collect()
    }

    fn needs_iro(&self) -> bool {
        false // who chaired has a rule of its own
    }

    fn carers(&self) -> Vec<&str> {
        texts::carers(self).map(|(key, _)| key.as_str()).collect()
    }
}

impl Kind for Record {
    const KEY: &'static str = "review";
    const A: &'static str = "a review";
    const ABOUT: &'static str = "one review of one child";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/review.yaml");
    const SCHEMA: &'static str = include_str!("../../schemas/review.schema.json");
    type Facts = Facts;
    const RULES: &'static [Check<Self>] = rules::REVIEW;

    fn schema() -> &'static Result<Schema, String> {
        compiled!(Record)
    }

    fn dated(root: &Node) -> Option<NaiveDate> {
        let review = root.get("review")?;
        let date = |node: &Node| node.text_at("date")?.parse().ok();
        review.get("meetings").map(Node::items).into_iter().flatten().filter_map(date).max().or_else(|| date(review))
    }

    fn policy(&self) -> &str {
        &self.policy
    }

    fn status(&self) -> Status {
        self.status
    }

    fn facts(&self, policy: &Policy, _path: &Path, with: With<'_>) -> Option<Self::Facts> {
        review_facts(self, policy, with.survey)
    }
}

impl Registered for Record {
    const DOCUMENTS: &'static [Makes<Self>] = documents::REVIEW;
}

/// The facts of a review, with the ratings before it.
fn review_facts(record: &Record, policy: &Policy, survey: &Survey) -> Option<Facts> {
    let mut facts = derive::facts(record, policy)?;
    if record.rag.is_some() {
        let earlier = survey.ratings_before(&record.child.reference, facts.held);
        // The form has room for the last four.
        facts.earlier_ratings = earlier.iter().take(4).rev().map(|(brief, rated)| (brief.held, rated.rating.clone())).collect();
    }
    Some(facts)
}
