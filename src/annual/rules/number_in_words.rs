//! A text of the report says a number of reviews, challenges or children, or a percentage of them, that none of its figures is.
//!
//! `21 reviews` in a sentence while 19 are counted, `97% of reviews` beside a table with 89.9: one of the two is of another day, or a slip,
//! and a reader sees both on one page. A count is held against the counts of such records, a percentage against those of its section
//! (elsewhere against those of the whole); those of a team, a month or an age only where the sentence speaks of one. What is said of
//! England, of a target, of another year or as a change is not looked at.
//!
//! To put it right: let the program write it, as `{{ reviews.total }}`; or say in the sentence what the number is of.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use super::prelude::*;
use crate::annual::cross::{CHALLENGE_SPLITS, REVIEW_SPLITS};
use crate::annual::report::years_of;
use crate::annual::table::{Cell, Of, Role, Row, Slice, Table, Value, thousands};
use crate::annual::{Year, measures};
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

/// Words of a sentence that speaks of something else than this service's figures of the period: of others, of another time, of what is wanted,
/// of what people said.
const ELSEWHERE: &[&str] = &[
    "england", "england's", "national", "nationally", "neighbours", "neighbours'", "region", "regional", "target", "targets", "aim", "goal", "previous", "last", "before",
    "earlier", "points", "point", "rise", "rose", "increase", "increased", "fell", "fall", "drop", "dropped", "reduced", "reduction", "grew", "growth", "next", "want",
    "would", "will", "expect", "hope", "should", "could", "survey", "questionnaire", "questionnaires", "asked", "answered", "said", "say", "felt", "feel", "told", "think",
    "thought", "like",
];

/// Words before one of those by which ours is set against it: the number is ours.
const AGAINST: &[&str] = &["than", "above", "below", "beyond", "beating", "against", "over", "under", "missing", "missed", "meeting", "met"];

/// Words of a sentence about what the report counts.
const OURS: &[&str] = &[
    "review", "reviews", "child", "children", "challenge", "challenges", "alert", "alerts", "plan", "plans", "parent", "parents", "record", "records", "decisions", "rated",
    "people", "timeliness", "participation", "time", "them",
];

/// Words of a sentence that speaks of parts of the service or of the period without a name.
const PARTS: &[&str] = &[
    "team", "teams", "area", "areas", "iro", "iros", "officer", "officers", "month", "months", "quarter", "quarters", "age", "aged", "ages", "old", "older", "younger",
    "under", "over", "first", "second", "later", "from", "between", "highest", "lowest", "best", "worst", "most", "boys", "girls", "each", "ranged", "varied", "some",
    "other", "others",
];

/// Words that say nothing of what is counted.
const EMPTY: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "by", "and", "or", "to", "with", "which", "were", "was", "are", "is", "had", "have", "has", "be", "been", "not", "reviews", "review",
    "children", "child", "all", "held",
];

/// Whether a row is one of a team, a month and the like.
fn is_of_part(table: &Table, row: &Row) -> bool {
    let splits = REVIEW_SPLITS.iter().map(|d| d.key).chain(CHALLENGE_SPLITS.iter().map(|d| d.key));
    row.role == Role::Part && matches!(&table.which.of, Of::By(split) if splits.into_iter().any(|key| *split == key))
}

/// A sentence, as far as its numbers are held against figures.
struct Sentence {
    text: String,
    words: Vec<String>,
    /// Rows of teams, months and the like that it names.
    rows: BTreeSet<String>,
    /// Whether it speaks of such without a name.
    of_parts: bool,
    /// Whether it speaks of something else.
    is_elsewhere: bool,
}

impl Sentence {
    fn of(text: &str, titles: &BTreeSet<&str>, own: &[i32]) -> Self {
        let words = words(text);
        // Titles of more than a few words are not what a text calls a team.
        let spoken = (1..=6).flat_map(|length| words.windows(length)).map(|some| some.join(" "));
        let rows: BTreeSet<String> = spoken.filter(|some| titles.contains(some.as_str())).collect();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        let is_against = |at: usize| (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| AGAINST.contains(&word(i))));
        let other_year = words.iter().any(|w| {
            let is_year = w.len() >= 4 && w.starts_with("20") && w.chars().take(4).all(|c| c.is_ascii_digit());
            is_year && years_of(w).is_some_and(|(from, to)| !own.contains(&from) || !own.contains(&to))
        });
        let is_elsewhere = other_year || (0..words.len()).any(|at| ELSEWHERE.contains(&word(at)) && !is_against(at));
        let of_parts = words.iter().any(|w| PARTS.contains(&w.as_str()));
        Self { text: text.trim().to_owned(), words, rows, of_parts, is_elsewhere }
    }

    /// Whether it may speak of a row.
    fn may_mean(&self, row: &Counted<'_>) -> bool {
        match &row.titles {
            None => true,
            Some(_) if self.rows.is_empty() => self.of_parts,
            Some(titles) => titles.iter().any(|title| self.rows.contains(title)),
        }
    }

    /// Whether a number is one of what ours is set against: `above the target of 95%`.
    fn is_of_others(&self, at: usize) -> bool {
        self.words.iter().take(at).rev().take(3).any(|w| ELSEWHERE.contains(&w.as_str()))
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }
}

/// How a text may name a row: `June 2011`, and `June` alone.
fn row_titles(row: &Row) -> impl Iterator<Item = String> {
    let words = words(&row.title);
    let is_dated = words.len() == 2 && words.last().is_some_and(|w| w.len() == 4 && w.starts_with(['1', '2']));
    let month = words.first().filter(|_| is_dated).cloned();
    [words.join(" ")].into_iter().chain(month).filter(|title| title.len() > 1)
}

/// A row of the report's tables, with what a text may call it where it is one of a part.
struct Counted<'y> {
    measure: &'static measures::Measure,
    table: &'y Table,
    row: &'y Row,
    titles: Option<Vec<String>>,
}

fn rows(year: &Year) -> Vec<Counted<'_>> {
    let tables = year.tables.iter().map(|(measure, table)| (*measure, table));
    tables
        .flat_map(|(measure, table)| {
            table.rows.iter().map(move |row| Counted { measure, table, row, titles: is_of_part(table, row).then(|| row_titles(row).collect()) })
        })
        .collect()
}

/// A figure of the whole that a sentence may speak of.
struct Candidate<'y> {
    measure: &'y str,
    column: &'y str,
    name: String,
    shown: String,
    is_percent: bool,
    /// The list that is counted.
    list: Option<&'static str>,
    /// Words that say what is counted.
    of: Vec<String>,
    /// Words that say of which kind, as the table has them and as the program does.
    kinds: [Vec<String>; 2],
}

fn candidates(year: &Year) -> Vec<Candidate<'_>> {
    let telling = |title: &str| words(title).into_iter().filter(|w| !EMPTY.contains(&w.as_str())).collect::<Vec<_>>();
    let mut out = Vec::new();
    for (measure, table) in year.tables.iter().filter(|(measure, table)| table.key() == measure.key) {
        let Some(row) = table.row("total") else { continue };
        let mut kinds = [Vec::new(), Vec::new()];
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let is_percent = matches!(cell.value, Value::Percent { .. });
            // A percentage stands beside what it is of.
            if !is_percent {
                let is_sum = table.sums.iter().any(|s| s.total == column.key);
                kinds = [column.title.clone(), column.key.replace('_', " ")].map(|words| if is_sum { Vec::new() } else { telling(&words) });
            }
            if is_percent || matches!(cell.value, Value::Count(_)) {
                out.push(Candidate {
                    measure: measure.key,
                    column: &column.key,
                    name: format!("{}.{}", measure.key, column.key),
                    shown: if is_percent { format!("{}%", cell.value.shown()) } else { cell.value.shown() },
                    is_percent,
                    list: cell.slice.as_ref().and_then(|s| s.of_list().universe.list),
                    of: telling(measure.title),
                    kinds: kinds.clone(),
                });
            }
        }
    }
    out
}

/// The figures that a sentence may speak of: those of whose words it has most.
fn nearest<'c, 'y>(sentence: &Sentence, candidates: impl Iterator<Item = &'c Candidate<'y>>) -> Vec<&'c Candidate<'y>>
where
    'y: 'c,
{
    let score = |c: &Candidate<'_>| {
        let all = c.kinds.iter().any(|kind| !kind.is_empty() && kind.iter().all(|w| sentence.has(w)));
        c.of.iter().filter(|w| sentence.has(w)).count() * 2 + usize::from(all) * 3
    };
    let scored: Vec<(usize, &Candidate<'_>)> = candidates.map(|c| (score(c), c)).filter(|(score, _)| *score > 0).collect();
    let most = scored.iter().map(|(score, _)| *score).max();
    scored.into_iter().filter(|(score, _)| Some(*score) == most).map(|(_, c)| c).collect()
}

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let (r, year) = (cx.record(), cx.facts());
    let mut texts: Vec<(String, &str, &str)> =
        r.narrative.iter().map(|(section, text)| (format!("/narrative/{section}"), section.as_str(), text.as_str())).collect();
    texts.extend(r.cover_report.iter().map(|c| ("/cover_report/summary".to_owned(), "summary", c.summary.as_str())));
    let rows = rows(year);
    let titles: BTreeSet<&str> = rows.iter().flat_map(|row| row.titles.iter().flatten()).map(String::as_str).collect();
    let own: Vec<i32> = vec![r.period.from.year(), r.period.to.year()];
    let candidates = candidates(year);
    let mut found = Vec::new();
    for (pointer, section, text) in texts {
        let mut wrong: Vec<(String, Option<&Candidate<'_>>, String)> = Vec::new();
        for sentence in sentences(text).iter().map(|text| Sentence::of(text, &titles, &own)).filter(|s| !s.is_elsewhere) {
            wrong.extend(counts(&rows, &candidates, &sentence));
            wrong.extend(shares(&rows, (year, r), &candidates, section, &sentence));
        }
        let Some((_, meant, said)) = wrong.first() else { continue };
        let mut numbers: Vec<String> = Vec::new();
        for (number, ..) in &wrong {
            if !numbers.contains(number) {
                numbers.push(number.clone());
            }
        }
        let is = meant.map(|c| format!(": `{}` is {}", c.name, c.shown)).unwrap_or_default();
        let help = match meant {
            Some(c) => format!("write `{{{{ {} }}}}` for the number, or say what it is of", c.name),
            None => "say what it is of, or write its figure: `minutebook figures` prints every name".to_owned(),
        };
        found.push((pointer, format!("the text says {}, and no figure of the report is that{is} (“{}”)", list(&numbers), brief(said)), help));
    }
    for (pointer, message, help) in found {
        let finding = cx.finding(pointer, message).help(help).source("UK Statistics Authority, Code of Practice for Statistics");
        cx.add(finding);
    }
}

/// As much of a sentence as finds it.
fn brief(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.len() <= 14 { words.join(" ") } else { format!("{} …", words.iter().take(12).copied().collect::<Vec<_>>().join(" ")) }
}

/// Whole numbers of some things that a sentence says and that are none of theirs: `21 reviews`, `52 formal challenges`, `60 reviews were late`.
fn counts<'c, 'y>(
    rows: &[Counted<'_>],
    candidates: &'c [Candidate<'y>],
    sentence: &Sentence,
) -> Vec<(String, Option<&'c Candidate<'y>>, String)> {
    let mut out = Vec::new();
    for (at, word) in sentence.words.iter().enumerate() {
        let Some(n) = number(word) else { continue };
        let before = |back: usize| at.checked_sub(back).and_then(|i| sentence.words.get(i)).map_or("", String::as_str);
        let is_proverb = before(1) == "in" && (UNITS.contains(&before(2)) || number(before(2)).is_some()) || before(2) == "out" && n.is_multiple_of(10);
        if sentence.is_of_others(at) || is_proverb || LIMITS.contains(&before(1)) || before(1) == "of" && LIMITS.contains(&before(2)) || before(1) == "first" {
            continue;
        }
        let rest: Vec<&str> = sentence.words.iter().skip(at + 1).map(String::as_str).collect();
        let between = rest.iter().take_while(|w| BETWEEN.contains(w)).count();
        let (kind, rest) = rest.split_at_checked(between).unwrap_or_default();
        let things = SPOKEN.iter().find_map(|(name, list, things)| {
            let thing = things.iter().find(|thing| rest.starts_with(&thing.split(' ').collect::<Vec<_>>()))?;
            Some((*name, *list, *thing))
        });
        let Some((name, list, thing)) = things else { continue };
        let after: Vec<&str> = rest.iter().skip(thing.split(' ').count()).copied().collect();
        if after.first().is_some_and(|w| ["more", "fewer", "less"].contains(w)) {
            continue;
        }
        // `60 reviews were late`, `33 formal challenges`: of this kind they are.
        let said: Vec<&str> = after
            .iter()
            .copied()
            .skip_while(|w| EMPTY.contains(w) && *w != "in" && *w != "not")
            .take(3)
            // What comes after the next number is of that one.
            .take_while(|w| number(w).is_none())
            .collect();
        let is_kind = |c: &&Candidate<'_>| {
            let is_said = |w: &String| kind.contains(&w.as_str()) || said.contains(&w.as_str());
            !c.is_percent && list.is_some() && c.list == list && c.kinds.iter().any(|words| !words.is_empty() && words.iter().all(is_said))
        };
        // The first in the order of the report: late reviews are those that were held late.
        let exact = candidates.iter().find(is_kind);
        let is_known = |cell: &Cell| {
            let slice = || cell.slice.as_ref().map(Slice::of_list);
            cell.value == Value::Count(n)
                && match exact {
                    // The late ones by their reasons are late ones too.
                    Some(c) => slice().is_some_and(|s| s.conditions.get(c.measure).is_some_and(|kind| kind == c.column)),
                    None => list.is_none() || slice().is_some_and(|s| s.universe.list == list),
                }
        };
        let shown = format!("{} {}", thousands(n), [kind, &[thing]].concat().join(" "));
        // What last year's report had may stand beside this year's.
        let was = |row: &Counted<'_>, cell: &Cell| row.row.key == "last_year" && cell.value == Value::Count(n);
        let is_told = |row: &Counted<'_>| sentence.may_mean(row) && row.row.cells.iter().any(|cell| is_known(cell) || was(row, cell));
        if !rows.iter().any(is_told) {
            let whole = || candidates.iter().find(|c| c.name == name);
            out.push((shown, exact.or_else(whole), sentence.text.clone()));
        }
    }
    out
}

/// The percentages of this service and period that a sentence says and that are none of its section's, elsewhere of the whole.
fn shares<'c, 'y>(
    rows: &[Counted<'_>],
    (year, record): (&Year, &AnnualReport),
    candidates: &'c [Candidate<'y>],
    section: &str,
    sentence: &Sentence,
) -> Vec<(String, Option<&'c Candidate<'y>>, String)> {
    if !OURS.iter().any(|w| sentence.has(w)) {
        return Vec::new();
    }
    let is_own = crate::annual::report::usual(section).is_some();
    let mut known: Vec<f64> = record.history.values().flatten().flat_map(|row| [row.value, row.national]).flatten().collect();
    known.extend(record.compared.values().flat_map(|c| [c.england, c.neighbours]).flatten());
    known.extend(year.targets.values());
    known.extend(record.tables.iter().flat_map(|t| t.rows.iter().chain(&t.total).chain(&t.beside)).flatten().filter_map(crate::annual::typed::number));
    // A sentence may speak of what stands in another section.
    let others: Vec<&str> = nearest(sentence, candidates.iter().filter(|c| c.is_percent)).iter().map(|c| c.measure).collect();
    let belongs = |measure: &measures::Measure| !is_own || measure.section == section || others.contains(&measure.key);
    for own in rows.iter().filter(|own| belongs(own.measure) && (is_own || own.row.role != Role::Part) && sentence.may_mean(own)) {
        let percents = own.row.cells.iter().filter(|cell| matches!(cell.value, Value::Percent { .. } | Value::Plain(_)));
        // What is not in time is late; of a list of reasons the rest is nothing that people speak of.
        let rest = |n: f64| (!own.table.sums.is_empty()).then_some(100.0 - n);
        known.extend(percents.filter_map(|cell| cell.value.number()).flat_map(|n| [Some(n), rest(n)]).flatten());
    }
    let mut out = Vec::new();
    for (at, word) in sentence.words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| sentence.words.get(i)).map_or("", String::as_str);
        let Some(bare) = word.strip_suffix('%').filter(|_| !LIMITS.contains(&before) || before == "and") else { continue };
        if sentence.is_of_others(at) {
            continue;
        }
        // `40% of the budget`: of something else.
        let of: Vec<&str> = sentence.words.iter().skip(at + 1).take(5).map(String::as_str).collect();
        if of.first() == Some(&"of") && !of.iter().any(|w| OURS.contains(w)) {
            continue;
        }
        let Some(said) = bare.parse::<f64>().ok().or_else(|| number(bare).and_then(|n| u32::try_from(n).ok()).map(f64::from)) else { continue };
        let places = bare.split_once('.').map_or(0, |(_, decimals)| i32::try_from(decimals.len()).unwrap_or(1));
        if known.iter().any(|n| (n - said).abs() < 0.5 * 10f64.powi(-places) + 1e-9) {
            continue;
        }
        let shown = if bare.starts_with(|c: char| c.is_ascii_digit()) { word.clone() } else { format!("{bare} per cent") };
        let of_section = |c: &&Candidate<'_>| c.is_percent && (!is_own || measures::find(c.measure).is_some_and(|m| m.section == section));
        let own = || candidates.iter().find(|c| c.is_percent && c.measure == section);
        let meant = match nearest(sentence, candidates.iter().filter(of_section)).as_slice() {
            [one] => Some(*one),
            _ => own(),
        };
        out.push((shown, meant, sentence.text.clone()));
    }
    out
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
        let is_number = |w: &String| number(w).is_some() || w.parse::<f64>().is_ok();
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
