//! What can be chosen where a record holds a key of the pack, and what a pack's steps and matters are called.

use crate::derive::applies;
use crate::policy::{Case, Policy, Step};
use crate::read::Node;
use crate::record::{Record, codes};
use crate::words;

/// The choices of a field that holds a key of the pack, by its key and that of the part it stands in; none where it has no list.
#[must_use]
pub fn of_pack(pack: &Policy, root: &Node, above: &str, name: &str) -> Vec<(String, String)> {
    let own = |key: &str, title: &str| (key.to_owned(), title.to_owned());
    match (above, name) {
        ("review", "type") => pack.reviews.iter().map(|(key, review)| own(key, &review.name)).collect(),
        (_, "paper") => {
            let mut out: Vec<_> = pack.papers.iter().map(|rule| own(&rule.paper, pack.paper_title(&rule.paper))).collect();
            for code in codes::PAPERS {
                if !out.iter().any(|(key, _)| key == code.key) {
                    out.push(own(code.key, code.label));
                }
            }
            out.dedup();
            out
        }
        (_, "starred") => pack.starred.iter().map(|(key, category)| own(key, &category.title)).collect(),
        (_, "code" | "change") => pack.changes.iter().map(|rule| own(&rule.change, &rule.title)).collect(),
        ("rag", "action") => {
            let rating = root.get("rag").and_then(|rag| rag.text_at("rating")).unwrap_or_default();
            let actions = pack.rag.ratings.get(rating).map(|rating| rating.actions.as_slice()).unwrap_or_default();
            actions.iter().map(|action| own(&action.key, &action.title)).collect()
        }
        (_, "excellent_practice_for" | "practice" | "for") => {
            pack.rag.recognition.characteristics.iter().map(|c| own(&c.key, &c.title)).collect()
        }
        (_, "grounds") => pack.grounds.iter().map(|ground| own(&ground.code, &ground.title)).collect(),
        (_, "stage") => pack.ladder.stages.iter().map(|stage| own(&stage.stage, &stage.title)).collect(),
        (_, "standard") => {
            let kind = root.text_at("type").unwrap_or("observation");
            pack.practice_checks.of(kind).standards.iter().map(|(key, title)| own(key, title)).collect()
        }
        _ => Vec::new(),
    }
}

/// An entry that the pack has in a map.
#[derive(Debug)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The clause behind it.
    pub source: String,
    /// Whether it is asked of most children.
    pub usual: bool,
}

/// What entries a map has by the pack: its matters, or the steps before and after a review; usual where they are asked of this one.
#[must_use]
pub fn entries(pack: &Policy, at: &str, kind: &str, review: Option<&Record>) -> Vec<Entry> {
    let is_asked = |when: &Case| review.map_or_else(|| when.is_usual(), |review| applies(when, review));
    let step_is_asked = |step: &Step| step.when.as_ref().is_none_or(is_asked);
    let entry = |key: &str, title: &str, source: &str, usual| Entry {
        key: key.to_owned(),
        title: words::capital(title),
        source: source.to_owned(),
        usual,
    };
    match (kind, at) {
        (_, "/matters") => {
            let rules = pack.matters.iter().filter(|(_, rule)| !rule.when.is_never());
            rules.map(|(key, rule)| entry(key, &rule.title, &rule.source, is_asked(&rule.when))).collect()
        }
        ("review", "/preparation") => {
            pack.before.iter().map(|(key, step)| entry(key, &step.title, &step.source, step_is_asked(step))).collect()
        }
        ("review", "/issued") => pack.after.iter().map(|(key, step)| entry(key, &step.title, &step.source, step_is_asked(step))).collect(),
        ("review", "/issued/late_reasons") => pack.after.iter().map(|(key, step)| entry(key, &step.title, &step.source, false)).collect(),
        ("conference", "/done" | "/steps") => {
            let mut out = Vec::new();
            for step in pack.conferences.initial.iter().chain(&pack.conferences.review) {
                if !out.iter().any(|other: &Entry| other.key == step.step) {
                    out.push(entry(&step.step, &step.title, &step.source, true));
                }
            }
            out
        }
        _ => Vec::new(),
    }
}

/// A choice in words: those it has, else those of its key.
#[must_use]
pub fn word(key: &str, word: &str) -> String {
    // A participation code is known by its letters.
    if key.starts_with("PN") && !word.is_empty() {
        return format!("{key}: {word}");
    }
    if word.is_empty() { super::labels::plain_words(key) } else { word.to_owned() }
}
