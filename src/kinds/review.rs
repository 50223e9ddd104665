//! One review of one child.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{self, Codes, From, scalar};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{Kind, Named, Subject, With, texts};
use crate::derive::{self, Facts};
use crate::documents::{self, Makes};
use crate::matching::Secret;
use crate::policy::Policy;
use crate::read::Node;
use crate::record::{Change, Person, Record, SomebodyElse, Status};
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

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }

    fn own_school(&self) -> Option<Secret> {
        self.child.school.clone().map(Secret::Phrase)
    }

    fn own_places(&self) -> Vec<Secret> {
        let people = self.people.values().flat_map(texts::ways_to);
        texts::placement_details(self).into_iter().chain(people).map(|(_, secret)| secret).collect()
    }
}

impl Kind for Record {
    const KEY: &'static str = "review";
    const A: &'static str = "a review";
    const ABOUT: &'static str = "one review of one child";
    const SCAFFOLD: &'static str = include_str!("../../templates/scaffold/review.yaml");
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

    fn codes(pack: &Policy) -> Codes {
        let mut out = vec![(
            "Steps before a review, for `preparation:`,".to_owned(),
            pack.before.iter().map(|(key, s)| format!("{key}: date – {}", s.title)).collect(),
        )];
        for (name, rating) in &pack.rag.ratings {
            let indicators = rating.indicators.iter().map(|i| format!("{} – {}", i.key, i.title));
            let actions = rating.actions.iter().map(|a| format!("action {} – {}", a.key, a.title));
            out.push((format!("Indicators and actions for `rag:` with `rating: {name}`,"), indicators.chain(actions).collect()));
        }
        out.push(("Codes for `changes:`,".to_owned(), draft::changes(pack)));
        out
    }

    fn drafted(key: &str, from: &From<'_>, block: &str) -> Option<String> {
        Some(match key {
            // Of the next review, what was written about child, people and copies goes on as it was written.
            "child" | "people" | "distribution" => format!("{}\n\n", from.verbatim(key).trim_end()),
            "review" => following(from),
            "attendance" => attendance(from.review),
            "views" | "messages" | "previous_decisions" => String::new(),
            "next_review" => block.to_owned(),
            _ => return None,
        })
    }
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

/// The review after one: its type, the date planned for it, and every decision of the last one to be accounted for.
fn following(from: &From<'_>) -> String {
    let (review, held) = (from.review, from.held());
    let last = review.get("review");
    let kind = match last.and_then(|r| r.text_at("type")) {
        Some("first") => "second",
        Some("adoption_first") => "adoption_second",
        Some("adoption_second" | "adoption_later") => "adoption_later",
        _ => "later",
    };
    let number = last.and_then(|r| r.text_at("number")).and_then(|n| n.parse::<u32>().ok());
    let number = number.map_or_else(String::new, |n| format!("  number: {}\n", n + 1));
    let date = from.planned().unwrap_or("\"[date]\"");
    let mut out = format!(
        "review:\n  type: {kind}\n{number}  date: {date}\n  previous_review: {held}\n  venue: \"[where]\"\n  chaired_by: [iro]\n\n"
    );
    out.push_str("previous_decisions:          # what became of each decision of the last review\n");
    for (i, decision) in review.get("decisions").map(Node::items).into_iter().flatten().enumerate() {
        let what = scalar(decision.text_at("what").unwrap_or_default());
        let _ = writeln!(
            out,
            "  - number: {}\n    what: {what}\n    outcome: \"[done, partly_done, not_done or superseded]\"\n    why: \"[why it is not done, or take this line out]\"",
            i + 1
        );
    }
    out.push('\n');
    out
}

/// Everybody who was accounted for at the last review, to be accounted for again.
fn attendance(review: &Node) -> String {
    let mut out = "attendance:\n".to_owned();
    for entry in review.get("attendance").map(Node::items).into_iter().flatten() {
        if let Some(person) = entry.text_at("person") {
            let _ = writeln!(out, "  - {{ person: {person}, how: \"[attended, consulted, apologies, absent, …]\" }}");
        }
    }
    out.push('\n');
    out
}
