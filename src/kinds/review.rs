//! One review of one child.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::draft::{self, Codes, From};
use super::{Registered, compiled};
use crate::check::rules::{self, Check};
use crate::check::{self, Kind, Named, Subject, With, texts};
use crate::derive::{self, Facts};
use crate::documents::{self, Makes};
use crate::due::{self, Duty};
use crate::matching::Secret;
use crate::policy::{Case, Policy};
use crate::read::Node;
use crate::record::{Change, Person, Record, SomebodyElse, Status};
use crate::shape::Schema;
use crate::spelling::scalar;
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

    fn confidential_details(&self) -> Vec<(&'static str, Secret)> {
        if !self.child.placement.confidential {
            return Vec::new();
        }
        // What leads to the carer leads to the child; a carer's number is printed nowhere else.
        let carers = texts::carers(self).flat_map(|(_, carer)| texts::ways_to(carer));
        texts::placement_details(self).into_iter().chain(carers).collect()
    }

    fn lives_there(&self, key: &str) -> bool {
        texts::lives_there(self, key)
    }

    fn carers(&self) -> Vec<&str> {
        texts::carers(self).map(|(key, _)| key.as_str()).collect()
    }

    fn somebody_else(&self) -> &[SomebodyElse] {
        &self.somebody_else
    }

    fn own_school(&self) -> Option<Secret> {
        self.child.school.clone().map(Secret::School)
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

    fn duties(case: &check::Case<Self, Self::Facts>, survey: &Survey, on: NaiveDate) -> Vec<Duty> {
        due::of_review(case, survey, on)
    }

    fn codes(pack: &Policy) -> Codes {
        let mut out = vec![(
            "Steps before a review, for `preparation:`,".to_owned(),
            pack.before.iter().map(|(key, s)| format!("{key} – {}", s.title)).collect(),
        )];
        for (name, rating) in &pack.rag.ratings {
            let which = |i: &crate::policy::Indicator| {
                let keys: Vec<&str> = i.which.keys().map(String::as_str).collect();
                if keys.is_empty() { String::new() } else { format!(": {}", keys.join(" or ")) }
            };
            let indicators = rating.indicators.iter().map(|i| format!("{} – {}{}", i.key, i.title, which(i)));
            let indicators = indicators.collect();
            out.push((format!("Indicators for `ticks:` with `rating: {name}`,"), indicators));
            let actions = rating.actions.iter().map(|a| format!("{} – {}", a.key, a.title)).collect();
            out.push((format!("Actions for `action:` with `rating: {name}`,"), actions));
        }
        let after = pack.after.iter().map(|(key, s)| format!("{key} – {}", s.title)).collect();
        out.push(("Steps after a review, for `issued:`,".to_owned(), after));
        out
    }

    fn packed(key: &str, pack: &Policy, block: &str) -> String {
        match key {
            "papers" => papers(pack, block),
            "matters" => matters(pack, block),
            // Behind a `#` where the pack does not ask for one.
            "rag" if !pack.rag.required => {
                block.lines().map(|line| if line.starts_with('#') { format!("{line}\n") } else { format!("# {line}\n") }).collect()
            }
            _ => block.to_owned(),
        }
    }

    fn drafted(key: &str, from: &From<'_>, block: &str) -> Option<String> {
        Some(match key {
            // Of the next review, what was written about child, people and copies goes on as it was written.
            "child" | "people" | "distribution" => format!("{}{}\n\n", carried(from), from.verbatim(key).trim_end()),
            "review" => following(from),
            "attendance" => attendance(from.review),
            "permanence" => permanence(from, block),
            "participation" => participation(from, block)?,
            "previous_decisions" => previous_decisions(from),
            // As every kind has it, the date of the next review is that of the one drafted.
            "next_review" => block.to_owned(),
            _ => return None,
        })
    }
}

/// What a draft says above what it took over.
fn carried(from: &From<'_>) -> String {
    format!("# Carried from the review of {}: is it still right?\n", from.held())
}

/// The papers that the pack asks for; those of some reviews only behind a `#`.
fn papers(pack: &Policy, block: &str) -> String {
    let (head, entries) = draft::entries(block);
    let mut out = head.to_owned();
    for rule in &pack.papers {
        let name = format!("paper: {},", rule.paper);
        let dated = if rule.no_older_than.is_some() { ", dated: \"[the day it was made]\"" } else { "" };
        let own = format!("  - {{ {name} received: \"[date]\"{dated} }}\n");
        let entry = entries.iter().find(|e| e.contains(&name)).map_or(own.as_str(), |e| e.trim_end());
        out.push_str(&in_case(&rule.when, entry));
    }
    out + "\n"
}

/// The matters that the pack asks for; those of some children only behind a `#`.
fn matters(pack: &Policy, block: &str) -> String {
    let (head, entries) = draft::entries(block);
    let mut out = head.to_owned();
    for (key, rule) in pack.matters.iter().filter(|(_, rule)| !rule.when.is_never()) {
        let name = format!("  {key}:");
        let own = format!("{name}\n    text: |\n      [what was said and found]\n");
        let entry = entries.iter().find(|e| e.starts_with(&name)).map_or(own.as_str(), |e| e.trim_end());
        out.push_str(&in_case(&rule.when, entry));
    }
    out + "\n"
}

/// An entry as it stands where it is asked for at most reviews, else behind a `#` with the case.
fn in_case(when: &Case, entry: &str) -> String {
    let entry = entry.trim_end();
    if when.is_usual() {
        return format!("{entry}\n");
    }
    let case = if when.is_never() { "where there is one".to_owned() } else { when.to_string() };
    format!("  # {case}:\n{}", draft::commented(entry))
}

/// The questions of the block, with the day on which the IRO last saw the child at home: once is enough for as long as they live there.
fn participation(from: &From<'_>, block: &str) -> Option<String> {
    let last = from.review.get("participation").and_then(|p| p.text_at("seen_where_living"));
    let seen = last.or_else(|| from.review.get("preparation")?.text_at("meet_child"))?;
    let mut out = String::new();
    for line in block.split_inclusive('\n') {
        if line.trim_start().starts_with("# seen_where_living:") {
            let _ = writeln!(
                out,
                "  seen_where_living: {seen}   # carried from the review of {}: if they have moved, see them there",
                from.held()
            );
        } else {
            out.push_str(line);
        }
    }
    Some(out)
}

/// The plan of the review before, which stays true until it is changed, and this review's words on it.
fn permanence(from: &From<'_>, block: &str) -> String {
    let last = from.review.get("permanence");
    let mut out = String::new();
    for line in block.split_inclusive('\n') {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        match last.and_then(|l| l.text_at(key)) {
            Some(code) if matches!(key, "plan" | "route") => {
                let _ = writeln!(out, "  {key}: {}   # carried from the review of {}: is it still right?", scalar(code), from.held());
            }
            _ => out.push_str(line),
        }
    }
    let steps = last.and_then(|l| l.get("milestones")).map(Node::items).into_iter().flatten().filter(|step| step.get("done").is_none());
    let mut carried = String::new();
    for step in steps {
        let (what, by) = (scalar(step.text_at("what").unwrap_or_default()), step.text_at("by").unwrap_or_default());
        let topics = about(step).trim().to_owned();
        let topics = if topics.is_empty() { topics } else { format!(", {topics}") };
        let _ = writeln!(carried, "    - {{ what: {what}, by: {by}{topics} }}   # carried: add `done:` with the date, or change `by:`");
    }
    if !carried.is_empty() && out.contains("  milestones:\n") {
        out = out.replacen("  milestones:\n", &format!("  milestones:\n{carried}"), 1);
    }
    out
}

/// The facts of a review, with the ratings before it.
fn review_facts(record: &Record, policy: &Policy, survey: &Survey) -> Option<Facts> {
    let mut facts = derive::facts(record, policy)?;
    // Where nobody numbered it, the records before say that it is the second.
    if record.review.number.is_none() && record.review.kind != "second" {
        let before: Vec<_> = survey.of("review", &record.child.reference).into_iter().filter(|b| b.held < facts.held).collect();
        if let [only] = before.as_slice()
            && only.cycle.as_ref().is_some_and(|(kind, _)| kind == "first")
        {
            facts.due = derive::review_due(record, policy, true);
        }
    }
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
    let scheduled = from.planned().map_or_else(String::new, |date| format!("  scheduled: {date}\n"));
    format!(
        "review:\n  type: {kind}   # the one after that of {held}\n{number}  date: \"[date it was held]\"\n{scheduled}  previous_review: {held}\n  venue: \"[where]\"\n  chaired_by: \"[who: iro, or iro and child]\"\n\n"
    )
}

/// Every decision of the review before, to be accounted for.
fn previous_decisions(from: &From<'_>) -> String {
    let decisions: Vec<&Node> = from.review.get("decisions").map(Node::items).into_iter().flatten().collect();
    if decisions.is_empty() {
        return "previous_decisions: []       # the review before made none\n\n".to_owned();
    }
    let mut out = "previous_decisions:          # what became of each decision of the last review\n".to_owned();
    for (i, decision) in decisions.into_iter().enumerate() {
        let what = scalar(decision.text_at("what").unwrap_or_default());
        let _ = writeln!(
            out,
            "  - number: {}\n    what: {what}\n{}    outcome: \"[done, partly_done, not_done or superseded]\"\n    why: \"[why it is not done, or take this line out]\"\n    child_words: \"[what became of it, as you say it to the child]\"",
            i + 1,
            about(decision)
        );
    }
    out.push('\n');
    out
}

/// What a decision is about, so that copies which leave that out go on doing so.
fn about(entry: &Node) -> String {
    let topics: Vec<&str> = entry.get("about").map(Node::items).into_iter().flatten().filter_map(Node::text).collect();
    if topics.is_empty() { String::new() } else { format!("    about: [{}]\n", topics.join(", ")) }
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
