//! A text of the report says a number of reviews, challenges or children, or a percentage of them, that none of its figures is.
//!
//! `21 reviews` in a sentence while 19 are counted, `97% of reviews` beside a table with 89.9: one of the two is of another day, or a slip,
//! and a reader sees both on one page. A count is held against the counts of such records, a percentage against those of its section
//! (elsewhere against those of the whole); those of a team, a month or an age only where the sentence speaks of one. What is said of
//! England, of a target, of another year or as a change is not looked at.
//!
//! To put it right: let the program write it, as `{{ reviews.total }}`; or say in the sentence what the number is of.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::annual::Year;
use crate::annual::cross::{CHALLENGE_SPLITS, REVIEW_SPLITS};
use crate::annual::table::{Cell, Of, Role, Row, Table, Value};
use crate::record::AnnualReport;
use crate::words::list;

/// What is counted under a name, in which list, with the words by which a text speaks of it.
const SPOKEN: &[(&str, Option<&str>, &[&str])] = &[
    ("reviews.total", Some("reviews"), &["reviews"]),
    ("challenges.total", Some("challenges"), &["challenges", "alerts", "escalations", "disputes"]),
    // Of children many lists tell: those of the last day, those reviewed, those who came and left.
    ("children.total", None, &["children", "young people"]),
];

/// Words that may stand between a number and what it is of.
const BETWEEN: &[&str] = &[
    "of", "our", "the", "these", "those", "all", "such", "formal", "informal", "late", "overdue", "adjourned", "first", "second", "later", "open", "new", "held",
    "completed", "statutory", "looked", "after", "looked-after", "different", "individual",
];

/// Words before a number that make it a limit, a guess or an average.
const LIMITS: &[&str] = &[
    "and", "to", "or", "than", "least", "most", "about", "around", "nearly", "almost", "over", "under", "up", "every", "each", "per", "between", "average", "caseload",
    "caseloads", "within",
];

/// Words of a sentence that speaks of something else than this service's figures of the period.
const ELSEWHERE: &[&str] = &[
    "england", "england's", "national", "nationally", "neighbours", "neighbours'", "region", "regional", "target", "targets", "aim", "goal", "previous", "last", "before",
    "earlier", "points", "point", "rise", "rose", "increase", "increased", "fell", "fall", "drop", "dropped", "reduced", "reduction", "grew", "growth", "survey",
    "questionnaire", "questionnaires", "asked", "answered", "posts", "staff", "budget",
];

/// Words of a sentence about what the report counts.
const OURS: &[&str] = &[
    "review", "reviews", "child", "children", "challenge", "challenges", "alert", "alerts", "plan", "plans", "parents", "record", "records", "decisions", "rated", "people",
];

/// Words of a sentence that speaks of a part of the service or of the period.
const PARTS: &[&str] = &[
    "team", "teams", "area", "areas", "iro", "iros", "officer", "officers", "month", "months", "quarter", "quarters", "age", "aged", "ages", "old", "older", "younger",
    "under", "first", "second", "later", "from", "between", "highest", "lowest", "best", "worst", "most", "boys", "girls", "each", "ranged", "varied", "some", "other",
    "others",
];

/// Whether a row is one of a team, a month and the like.
fn is_of_part(table: &Table, row: &Row) -> bool {
    let splits = REVIEW_SPLITS.iter().map(|d| d.key).chain(CHALLENGE_SPLITS.iter().map(|d| d.key));
    row.role == Role::Part && matches!(&table.which.of, Of::By(split) if splits.into_iter().any(|key| *split == key))
}

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let (r, year) = (cx.record(), cx.facts());
    let figures = year.figures();
    let mut texts: Vec<(String, &str, &str)> =
        r.narrative.iter().map(|(section, text)| (format!("/narrative/{section}"), section.as_str(), text.as_str())).collect();
    texts.extend(r.cover_report.iter().map(|c| ("/cover_report/summary".to_owned(), "summary", c.summary.as_str())));
    // Any count of the same list may be meant, and what last year's report had.
    let counts_of = |list: Option<&str>, with_parts: bool| -> BTreeSet<u64> {
        let is_of = |cell: &Cell| list.is_none() || cell.slice.as_ref().is_some_and(|s| s.of_list().universe.list == list);
        let rows = year.tables.iter().flat_map(|(_, table)| table.rows.iter().filter(move |row| with_parts || !is_of_part(table, row)));
        let counts = rows.flat_map(|row| &row.cells).filter_map(|cell| match cell.value {
            Value::Count(n) if is_of(cell) => Some(n),
            _ => None,
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of last year's")]
        let last = year.last.iter().filter(|(name, _)| list.is_none_or(|list| name.starts_with(list))).map(|(_, n)| n.round().max(0.0) as u64);
        counts.chain(last).collect()
    };
    let known: Vec<[BTreeSet<u64>; 2]> = SPOKEN.iter().map(|(_, list, _)| [false, true].map(|parts| counts_of(*list, parts))).collect();
    let titles: BTreeSet<String> = year
        .tables
        .iter()
        .flat_map(|(_, table)| table.rows.iter().filter(move |row| is_of_part(table, row)))
        .map(|row| words(&row.title).join(" "))
        .filter(|title| title.len() > 1)
        .collect();
    let is_of_part = |sentence: &[String]| {
        let spoken = format!(" {} ", sentence.join(" "));
        sentence.iter().any(|w| PARTS.contains(&w.as_str())) || titles.iter().any(|title| spoken.contains(&format!(" {title} ")))
    };
    let mut found = Vec::new();
    for (pointer, section, text) in texts {
        let sentences: Vec<(Vec<String>, usize)> = sentences(text)
            .iter()
            .map(|s| words(s))
            .map(|words| {
                let parts = usize::from(is_of_part(&words));
                (words, parts)
            })
            .collect();
        for ((name, _, spoken), known) in SPOKEN.iter().zip(&known) {
            let Some(Value::Count(counted)) = figures.iter().find(|(n, ..)| n == name).map(|(_, _, cell, _)| &cell.value) else { continue };
            let unknown = |(words, parts): &(Vec<String>, usize)| {
                let known = known.get(*parts);
                counts(words, spoken).into_iter().filter(move |n| known.is_some_and(|known| !known.contains(n))).collect::<Vec<u64>>()
            };
            let said: BTreeSet<u64> = sentences.iter().flat_map(unknown).collect();
            let wrong: Vec<String> = said.iter().map(|n| format!("{n} {}", spoken.first().unwrap_or(&""))).collect();
            if !wrong.is_empty() {
                found.push((pointer.clone(), list(&wrong), format!("no figure of the report is that: `{name}` is {counted}"), (*name).to_owned()));
            }
        }
        let shares = shares(year, r, section);
        let mut wrong: Vec<String> = Vec::new();
        for (words, parts) in &sentences {
            let known = shares.known.iter().chain(shares.of_parts.iter().filter(|_| *parts == 1));
            let is_known = |said: &Said| known.clone().any(|n| (n - said.number).abs() < 0.5 * 10f64.powi(-said.places) + 1e-9);
            for said in percentages(words).into_iter().filter(|said| !is_known(said)) {
                if !wrong.contains(&said.shown) {
                    wrong.push(said.shown);
                }
            }
        }
        if let (false, Some((name, value))) = (wrong.is_empty(), shares.main) {
            found.push((pointer, list(&wrong), format!("no percentage that belongs here is that: `{name}` is {value}%"), name));
        }
    }
    for (pointer, wrong, why, name) in found {
        let finding = cx
            .finding(pointer, format!("the text says {wrong}, and {why}"))
            .help(format!("write `{{{{ {name} }}}}` for the number, or say what it is of"))
            .source("UK Statistics Authority, Code of Practice for Statistics");
        cx.add(finding);
    }
}

/// The percentages that a text may speak of.
struct Shares {
    /// Of the whole.
    known: Vec<f64>,
    /// Of teams, months and the like.
    of_parts: Vec<f64>,
    /// The one of the section's main measure, by name and as printed.
    main: Option<(String, String)>,
}

fn shares(year: &Year, record: &AnnualReport, section: &str) -> Shares {
    let is_own = crate::annual::report::usual(section).is_some();
    let mut known: Vec<f64> = record.history.values().flatten().flat_map(|row| [row.value, row.national]).flatten().collect();
    known.extend(record.compared.values().flat_map(|c| [c.england, c.neighbours]).flatten());
    known.extend(year.targets.values());
    known.extend(record.tables.iter().flat_map(|t| t.rows.iter().chain(&t.total).chain(&t.beside)).flatten().filter_map(crate::annual::typed::number));
    let (mut main, mut of_parts) = (None, Vec::new());
    for (measure, table) in year.tables.iter().filter(|(measure, _)| !is_own || measure.section == section) {
        let percent = table.cell("total", "percent").filter(|_| !table.sums.is_empty() && table.key() == measure.key);
        if let (Some(cell), None) = (percent, &main) {
            main = Some((format!("{}.percent", measure.key), cell.value.shown()));
        }
        for row in table.rows.iter().filter(|row| is_own || row.role != Role::Part) {
            let percents = row.cells.iter().filter(|cell| matches!(cell.value, Value::Percent { .. } | Value::Plain(_)));
            // What is not in time is late; of a list of reasons the rest is nothing that people speak of.
            let rest = |n: f64| (!table.sums.is_empty()).then_some(100.0 - n);
            let values = percents.filter_map(|cell| cell.value.number()).flat_map(|n| [Some(n), rest(n)]).flatten();
            if is_of_part(table, row) { of_parts.extend(values) } else { known.extend(values) }
        }
    }
    known.extend(year.last.iter().filter(|(name, _)| name.ends_with("percent")).map(|(_, n)| *n));
    Shares { known, of_parts, main }
}

/// Its sentences.
fn sentences(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let ends = matches!(c, '.' | '!' | '?' | '\n') && letters.peek().is_none_or(|next| next.is_whitespace());
        if ends {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

/// The words of a sentence in small letters, without the marks around them; a percentage as `97.3%`.
fn words(sentence: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
    let mut out: Vec<String> = Vec::new();
    // What the program writes is right.
    let mut plain = sentence.to_owned();
    for mention in crate::annual::prose::mentions(sentence).iter().rev() {
        plain.replace_range(mention.span.clone(), "(figure)");
    }
    for word in plain.split_whitespace().map(bare).filter(|w| !w.is_empty()) {
        let is_number = |w: &String| number(w).is_some();
        match (word.as_str(), out.as_mut_slice()) {
            ("%" | "percent", [.., last]) if is_number(last) => last.push('%'),
            ("cent", [.., before, per]) if per == "per" && is_number(before) => {
                before.push('%');
                out.pop();
            }
            _ => out.push(word),
        }
    }
    out
}

/// Whole numbers of some things that a sentence says: `21 reviews`, `52 formal challenges`.
fn counts(words: &[String], things: &[&str]) -> Vec<u64> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(n) = number(word) else { continue };
        let before = |back: usize| at.checked_sub(back).and_then(|i| words.get(i)).map_or("", String::as_str);
        let is_proverb = before(1) == "in" && (UNITS.contains(&before(2)) || number(before(2)).is_some()) || before(2) == "out" && n.is_multiple_of(10);
        let is_limit = is_proverb || LIMITS.contains(&before(1)) || before(1) == "of" && LIMITS.contains(&before(2)) || before(1) == "first";
        let rest: Vec<&str> = words.iter().skip(at + 1).map(String::as_str).skip_while(|w| BETWEEN.contains(w)).collect();
        let follows = |thing: &&str| {
            let thing: Vec<&str> = thing.split(' ').collect();
            rest.starts_with(&thing)
        };
        if !is_limit && things.iter().any(follows) {
            out.push(n);
        }
    }
    out
}

/// A percentage as a text says it.
struct Said {
    number: f64,
    places: i32,
    shown: String,
}

/// The percentages of this service and period that a sentence says.
fn percentages(words: &[String]) -> Vec<Said> {
    let has = |of: &[&str]| words.iter().any(|w| of.contains(&w.as_str()));
    let names_a_year = words.iter().any(|w| w.len() >= 4 && w.starts_with("20") && w.chars().take(4).all(|c| c.is_ascii_digit()));
    if has(ELSEWHERE) || names_a_year || !has(OURS) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| words.get(i)).map_or("", String::as_str);
        let Some(bare) = word.strip_suffix('%').filter(|_| !LIMITS.contains(&before) || before == "and") else { continue };
        let Some(number) = bare.parse::<f64>().ok().or_else(|| number(bare).and_then(|n| u32::try_from(n).ok()).map(f64::from)) else { continue };
        let places = bare.split_once('.').map_or(0, |(_, decimals)| i32::try_from(decimals.len()).unwrap_or(1));
        out.push(Said { number, places, shown: word.clone() });
    }
    out
}

const UNITS: [&str; 20] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A whole number in figures (`1,350`, `1 350` is two words) or in letters below a hundred (`twenty-one`). Up to three in letters is how
/// people speak of some, and no figure.
fn number(word: &str) -> Option<u64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    let (tens, units) = word.split_once('-').unwrap_or((word, ""));
    let unit = |w: &str| (0..).zip(UNITS).find(|(_, name)| *name == w).map(|(n, _)| n);
    let ten = (2..).zip(TENS).find(|(_, name)| *name == tens).map(|(n, _): (u64, _)| n * 10);
    match (ten, units) {
        (Some(n), "") => Some(n),
        (Some(n), units) => unit(units).filter(|u| (1..10).contains(u)).map(|u| n + u),
        (None, "") => unit(word).filter(|n| *n > 3),
        (None, _) => None,
    }
}
