//! A text of the report says a number of reviews, challenges or children that none of its figures is.
//!
//! `21 reviews` in a sentence while 19 are counted: one of the two is of another day, or a slip, and a reader sees both on one page.
//!
//! To put it right: let the program write it, as `{{ reviews.total }}`; or say in the sentence what the number is of.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::annual::Year;
use crate::annual::table::{Cell, Value};
use crate::record::AnnualReport;
use crate::words::list;

/// What is counted under a name, in which list, with the words by which a text speaks of it.
const SPOKEN: &[(&str, &str, &[&str])] = &[
    ("reviews.total", "reviews", &["reviews", "review"]),
    ("challenges.total", "challenges", &["challenges", "alerts", "escalations", "disputes"]),
    ("children.total", "children", &["children in care", "looked after children", "children looked after"]),
];

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let (r, year) = (cx.record(), cx.facts());
    let figures = year.figures();
    let of = |wanted: &str| figures.iter().find(|(name, ..)| name == wanted).map(|(_, _, cell, _)| &cell.value);
    // Any count of the same list may be meant, and what last year's report had.
    let known = |list: &str| -> BTreeSet<u64> {
        let is_of = |cell: &Cell| cell.slice.as_ref().is_some_and(|s| s.of_list().universe.list == Some(list));
        let counts = figures.iter().filter_map(|(_, _, cell, _)| match cell.value {
            Value::Count(n) if is_of(cell) => Some(n),
            _ => None,
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of last year's")]
        let last = year.last.iter().filter(|(name, _)| name.starts_with(list)).map(|(_, n)| n.round().max(0.0) as u64);
        counts.chain(last).collect()
    };
    let mut found = Vec::new();
    for (section, text) in &r.narrative {
        for (name, list_of, words) in SPOKEN {
            let Some(Value::Count(counted)) = of(name).cloned() else { continue };
            let wrong: Vec<String> =
                numbers_before(text, words).into_iter().filter(|n| !known(list_of).contains(n)).map(|n| format!("{n} {}", words.first().unwrap_or(&""))).collect();
            if !wrong.is_empty() {
                found.push((format!("/narrative/{section}"), list(&wrong), *name, counted));
            }
        }
    }
    for (pointer, wrong, name, counted) in found {
        let finding = cx
            .finding(pointer, format!("the text says {wrong}, and no figure of the report is that: `{name}` is {counted}"))
            .help(format!("write `{{{{ {name} }}}}` for the number, or say what it is of"))
            .source("UK Statistics Authority, Code of Practice for Statistics");
        cx.add(finding);
    }
}

/// Words before a number that is a limit or a guess.
const LIMITS: &[&str] = &["and", "to", "or", "than", "least", "most", "about", "around", "nearly", "over", "under", "up", "of", "every"];

/// The whole numbers that stand right before one of some words: `21 reviews`.
fn numbers_before(text: &str, words: &[&str]) -> Vec<u64> {
    let text = text.to_lowercase();
    let mut out = Vec::new();
    for word in words {
        for (at, _) in text.match_indices(word) {
            let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            let before: Vec<&str> = text.get(..at).unwrap_or_default().split_whitespace().rev().take(2).collect();
            let is_word = text.get(at + word.len()..).is_some_and(whole) && text.get(..at).is_some_and(|b| b.ends_with(char::is_whitespace));
            // `between 50 and 70 children in care` and `more than 20 reviews` are limits, and no counts.
            let is_limit = before.get(1).is_some_and(|word| LIMITS.contains(word));
            let number = before.first().filter(|_| is_word && !is_limit).map(|n| n.replace(',', ""));
            out.extend(number.and_then(|n| n.parse::<u64>().ok()));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
