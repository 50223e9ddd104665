//! Dates and lists in words.

use chrono::{Datelike as _, NaiveDate};

/// What stands in a draft where nothing is written yet.
pub const TO_BE_WRITTEN: &str = "[to be written]";

/// The day that stands in a draft for one that is not written yet; what is counted from it falls behind it.
pub const UNDATED: NaiveDate = match NaiveDate::from_ymd_opt(2099, 12, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Whether a day stands for one that is not written yet, or was counted from one: the calendar of these records ends before.
#[must_use]
pub fn is_undated(date: NaiveDate) -> bool {
    date.year() >= UNDATED.year() - 1
}

/// `6 January 2026`.
#[must_use]
pub fn day(date: NaiveDate) -> String {
    if is_undated(date) {
        return TO_BE_WRITTEN.to_owned();
    }
    format!("{} {}", date.day(), date.format("%B %Y"))
}

/// `Tuesday 6 January 2026`.
#[must_use]
pub fn weekday(date: NaiveDate) -> String {
    if is_undated(date) {
        return TO_BE_WRITTEN.to_owned();
    }
    format!("{} {}", date.format("%A"), day(date))
}

/// `Tue 6 January`, the date by which something is done, beside another; with its year where that is not plain. It does
/// not break.
#[must_use]
pub fn deadline(date: NaiveDate, beside: NaiveDate) -> String {
    if is_undated(date) {
        return TO_BE_WRITTEN.to_owned();
    }
    let year = if is_near(date, beside) { String::new() } else { format!(" {}", date.year()) };
    format!("{} {} {}{year}", date.format("%a"), date.day(), date.format("%B")).replace(' ', "\u{a0}")
}

/// Whether a day is so near another that nobody mistakes its year.
#[must_use]
pub fn is_near(date: NaiveDate, beside: NaiveDate) -> bool {
    date.year() == beside.year() || (0..270).contains(&(date - beside).num_days())
}

/// A place as it stands within a sentence: `at Larkhill Primary School`, `to be agreed`, `at home`.
#[must_use]
pub fn place(typed: &str) -> String {
    const SMALL: &[&str] =
        &["at", "in", "on", "to", "by", "the", "a", "an", "you", "your", "somewhere", "not", "online", "with", "near", "wherever"];
    let typed = typed.trim();
    let first = typed.split_whitespace().next().unwrap_or_default().to_lowercase();
    match first.as_str() {
        "home" => format!("at {}", small(typed)),
        "foster" | "placement" | "carer's" | "carer’s" | "carers'" | "carers’" => format!("at the {}", small(typed)),
        "the" | "a" | "an" | "your" => format!("at {}", small(typed)),
        first if SMALL.contains(&first) => small(typed),
        _ => format!("at {typed}"),
    }
}

/// The beginning of a text of paragraphs that is about as long as `most` characters allow, and what is left: whole paragraphs, or whole
/// sentences of the first.
#[must_use]
pub fn opening(text: &str, most: usize) -> (String, Option<String>) {
    let text = text.trim();
    if text.chars().count() <= most {
        return (text.to_owned(), None);
    }
    let mut at = 0;
    let mut end = None;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find("\n\n")).map(|i| at + i) {
        if text.get(..next).is_none_or(|t| t.chars().count() > most) {
            break;
        }
        (at, end) = (next + 2, Some(next));
    }
    let end = end.or_else(|| {
        // The first paragraph is too long: as many of its sentences as there is room for, and at least one.
        let first = text.find("\n\n").and_then(|i| text.get(..i)).unwrap_or(text);
        let ends = first.match_indices([' ', '\n']).map(|(i, _)| i).filter(|i| {
            let before = first.get(..*i).unwrap_or_default();
            before.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?'])
        });
        let ends: Vec<usize> = ends.collect();
        let fits = |i: &&usize| first.get(..**i).is_some_and(|t| t.chars().count() <= most);
        ends.iter().take_while(fits).last().or(ends.first()).copied()
    });
    let Some(end) = end else { return (text.to_owned(), None) };
    let rest = text.get(end..).unwrap_or_default().trim();
    (text.get(..end).unwrap_or_default().trim().to_owned(), (!rest.is_empty()).then(|| rest.to_owned()))
}

/// `6 Jan 2026`, for tables: it does not break.
#[must_use]
pub fn short_day(date: NaiveDate) -> String {
    if is_undated(date) {
        return TO_BE_WRITTEN.to_owned();
    }
    format!("{}\u{a0}{}", date.day(), date.format("%b\u{a0}%Y"))
}

/// A time as people say it: `4pm`, `9.30am`, `12 noon`.
#[must_use]
pub fn clock(time: &str) -> String {
    let Some((Ok(hour), Ok(minute))) = time.split_once(':').map(|(h, m)| (h.parse::<u32>(), m.parse::<u32>())) else {
        return time.to_owned();
    };
    if (hour, minute) == (12, 0) {
        return "12 noon".to_owned();
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour}{half}") } else { format!("{hour}.{minute:02}{half}") }
}

/// `Ann, Bob and Cy`.
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", init.join(", "), last.as_ref())
        }
    }
}

/// A text with a full stop at its end, unless it ends a sentence by itself.
#[must_use]
pub fn ended(text: &str) -> String {
    let text = text.trim();
    let last = text.trim_end_matches(['"', '\'', '”', '’', ')']);
    if last.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The beginning of a text, for a message.
#[must_use]
pub fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 70 { format!("`{line}`") } else { format!("`{}…`", line.chars().take(67).collect::<String>()) }
}

/// A sentence's beginning within another: small, where its first word is an ordinary one.
#[must_use]
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    let ordinary = text.chars().nth(1).is_none_or(|c| !c.is_uppercase() && !c.is_numeric());
    chars.next().filter(|_| ordinary).map_or_else(|| text.to_owned(), |c| c.to_lowercase().chain(chars).collect())
}

/// Whether a text says only that something is not known yet: `TBC`, `N/K`, `to be confirmed`.
#[must_use]
pub fn is_open(text: &str) -> bool {
    let folded: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // `%` or `#` is a word; a dash or a question mark is none.
    if folded.is_empty() {
        return text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '?' | '.' | '/' | '_' | '*'));
    }
    let known = [
        "tbc",
        "tba",
        "tbd",
        "nk",
        "na",
        "none",
        "unknown",
        "notknown",
        "tobeconfirmed",
        "tobearranged",
        "tobeadvised",
        "tobedecided",
        "xxx",
        "dontknow",
        "noaddress",
        "nfa",
        "nofixedabode",
    ];
    known.contains(&folded.as_str())
}

/// A number in words up to ten.
#[must_use]
pub fn number(n: usize) -> String {
    const WORDS: [&str; 11] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The first letter in capitals.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
