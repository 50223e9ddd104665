//! One challenge.

use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{self, Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Case, Kind, Named, Subject, With};
use crate::derive::{self, AlertFacts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::policy::Policy;
use crate::read::{Node, Value};
use crate::record::{Alert, Person, SomebodyElse, Status};
use crate::shape::Schema;
use crate::spelling::scalar;
use crate::survey::Survey;

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

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }

    fn may_be_twice(&self) -> bool {
        true
    }
}

impl Kind for Alert {
    const KEY: &'static str = "alert";
    const A: &'static str = "an alert";
    const ABOUT: &'static str = "one challenge from the first informal step to its resolution";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/alert.yaml");
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

    fn duties(case: &Case<Self, Self::Facts>, _survey: &Survey, _on: NaiveDate) -> Vec<Duty> {
        due::of_alert(case)
    }

    fn codes(pack: &Policy) -> Codes {
        let grounds = pack.grounds.iter().map(|g| format!("{} – {}", g.code, g.title)).collect();
        let stages = pack.ladder.stages.iter().map(|s| format!("{} – {}", s.stage, s.title)).collect();
        vec![
            ("Grounds".to_owned(), grounds),
            ("Stages".to_owned(), stages),
            ("Kinds of good practice, for `type: good_practice`,".to_owned(), draft::practice(pack)),
        ]
    }

    fn drafted(key: &str, from: &From<'_>, block: &str) -> Option<String> {
        Some(match key {
            "review" => format!("review: {}\n", from.held()),
            "starred" => starred(from.review),
            "rating" => rating(from.review),
            "stages" => first_stage(from.pack, from.review, block),
            _ => return None,
        })
    }
}

/// The review's starred decisions.
fn starred(review: &Node) -> String {
    let decisions = review.get("decisions").map(Node::items).into_iter().flatten().enumerate();
    let starred: Vec<String> = decisions.filter(|(_, d)| d.text_at("starred").is_some()).map(|(i, _)| (i + 1).to_string()).collect();
    if starred.is_empty() { String::new() } else { format!("starred: [{}]\n", starred.join(", ")) }
}

/// The review's rating, where it calls for something.
fn rating(review: &Node) -> String {
    match review.get("rag").and_then(|r| r.text_at("rating")) {
        Some(rating) if rating != "green" => format!("rating: {rating}\n"),
        _ => String::new(),
    }
}

/// The first stage of the pack's ladder, with its key.
fn first_stage(pack: &Policy, review: &Node, block: &str) -> String {
    let ladder = &pack.ladder;
    let start = ladder.stages.iter().find(|s| !s.informal).or_else(|| ladder.stages.first());
    let Some(stage) = start else { return String::new() };
    let manager = match review.get("people").map(|n| &n.value) {
        Some(Value::Map(people)) => people.iter().find(|(_, p)| p.text_at("role") == Some("team_manager")).map(|(k, _)| k.text.clone()),
        _ => None,
    };
    let due = if stage.respond_within.is_none() { ", due: \"[date]\"" } else { "" };
    let later: String = block.split_inclusive('\n').filter(|line| line.starts_with('#')).collect();
    format!(
        "stages:\n  - {{ stage: {}, to: {}, raised: \"[date]\"{due} }}\n{later}\n",
        scalar(&stage.stage),
        manager.unwrap_or_else(|| "\"[key in people]\"".to_owned())
    )
}
