//! Letter (c), to the child: what was decided, what happens next and when, who the IRO is, how to disagree, in words for their age.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::record::{CHILD, Record, Status};
use crate::words::{clock, ended, is_undated, small};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    /// `young` under 8, `middle` from 8 to 12, `older` from 13.
    band: &'static str,
    /// The IRO's first name.
    iro: &'a str,
    attended: bool,
    chaired: bool,
    own_words: Option<&'a str>,
    we_did: Option<&'a str>,
    /// What became of each decision of the last review.
    promises: Vec<Promise>,
    steps: Vec<Tile>,
    /// The plan as a child says it, without the full stop.
    plan: Option<String>,
    /// The key of the plan, for the template to put into words.
    plan_key: Option<&'static str>,
    meeting: Option<Meeting>,
    worker: Option<&'a str>,
    /// There is an order that a court could change.
    has_order: bool,
}

/// What became of a promise.
#[derive(Serialize)]
struct Promise {
    /// `done`, `partly_done`, `not_done` or `superseded`.
    outcome: String,
    text: String,
}

/// What happens, with its day.
#[derive(Serialize)]
struct Tile {
    weekday: Option<String>,
    /// `13 March`, with the year where that is another than the letter's.
    day: Option<String>,
    text: String,
}

/// The next review, as a leaf of a calendar.
#[derive(Serialize)]
struct Meeting {
    month: String,
    day: u32,
    weekday: String,
    time: Option<String>,
    place: Option<String>,
}

/// The band of words for an age.
pub(super) fn band(age: i32) -> &'static str {
    match age {
        ..8 => "young",
        8..13 => "middle",
        _ => "older",
    }
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    // A child under 4 gets a letter only if the list asks for one: to be kept for later.
    let listed = r.distribution.iter().flatten().any(|d| d.to == CHILD && !matches!(d.send, crate::record::Send::Record));
    if r.status < Status::Decisions || (case.facts.age < 4 && !listed) {
        return Vec::new();
    }
    let audience = Audience::person(r, CHILD);
    let letter = letters::letter(case, "letter_child", &audience, letters::date(case, as_of));
    let participation = r.participation.as_ref();
    let view = View {
        letter: &letter,
        band: band(case.facts.age),
        iro: crate::derive::iro(r).map_or("", |p| p.name.split_whitespace().next().unwrap_or_default()),
        attended: r.attendance.iter().flatten().any(|a| a.person == CHILD && a.how.is_present()),
        chaired: r.review.chaired_by.iter().any(|k| k == CHILD),
        own_words: participation.and_then(|p| p.own_words.as_deref()),
        we_did: participation.and_then(|p| p.we_did.as_deref()),
        promises: promises(r, &audience, case.facts.age),
        steps: steps(case, &audience),
        plan: r.permanence.as_ref().and_then(|p| p.child_words.as_deref()).map(|words| small(words.trim().trim_end_matches('.'))),
        plan_key: r.permanence.as_ref().and_then(|p| plan_words(&p.plan)),
        meeting: meeting(r, &audience),
        has_order: matches!(r.child.legal_status.code.as_str(), "interim_care_order" | "care_order" | "placement_order" | "freeing_order"),
        worker: crate::derive::with_role(r, "social_worker").map(|(_, p)| p.name.split_whitespace().next().unwrap_or(&p.name)),
    };
    let texts = parts::shown_decisions(case, &audience).map(|(_, d)| d.child_words.clone().unwrap_or_else(|| d.what.clone())).collect();
    vec![letters::planned("letter_child", "letter-child", &audience, &letter, &view, &["decisions", "next", "agree"], texts)]
}

/// The plan's key, for the template to put into words; none while nothing is decided.
fn plan_words(key: &str) -> Option<&'static str> {
    crate::record::codes::PLAN.iter().find(|c| c.key == key && key != "not_decided").map(|c| c.key)
}

/// What became of what was promised last time. To a young child only in words that are for them.
fn promises(r: &Record, audience: &Audience<'_>, age: i32) -> Vec<Promise> {
    let shown = r.previous_decisions.iter().flatten().filter(|d| !audience.withholds_any(&d.about));
    shown
        .filter(|d| d.child_words.is_some() || band(age) != "young")
        .map(|d| Promise {
            outcome: d.outcome.clone(),
            text: match (&d.child_words, d.why.as_deref().filter(|_| d.outcome != "done")) {
                (Some(words), _) => ended(words),
                (None, Some(why)) => format!("{} {}", ended(&d.what), ended(why)),
                (None, None) => ended(&d.what),
            },
        })
        .collect()
}

/// What was decided, each with its day.
fn steps(case: &Case, audience: &Audience<'_>) -> Vec<Tile> {
    let year = case.facts.held.year();
    parts::shown_decisions(case, audience)
        .map(|(_, d)| {
            let by = d.by.filter(|by| !is_undated(*by));
            let who = crate::words::list(&d.who.keys().iter().map(|k| audience.name_or_you(k)).collect::<Vec<_>>());
            Tile {
                weekday: by.map(|by| by.format("%A").to_string()),
                day: by.map(|by| {
                    let day = format!("{} {}", by.day(), by.format("%B"));
                    if by.year() == year { day } else { format!("{day} {}", by.year()) }
                }),
                text: match &d.child_words {
                    Some(words) => ended(words),
                    None if who.is_empty() => ended(&d.what),
                    None => format!("{} {} will do this.", ended(&d.what), crate::words::capital(&who)),
                },
            }
        })
        .collect()
}

/// When and where the next review is.
fn meeting(r: &Record, audience: &Audience<'_>) -> Option<Meeting> {
    let next = r.next_review.as_ref()?;
    let date = next.date.filter(|date| !is_undated(*date))?;
    Some(Meeting {
        month: date.format("%B %Y").to_string(),
        day: date.day(),
        weekday: date.format("%A").to_string(),
        time: next.time.as_deref().map(clock),
        place: next.venue.as_deref().filter(|_| !audience.withholds(crate::record::Withhold::PlacementAddress)).map(|v| to_child(v, r)),
    })
}

/// A place as it is said to the child: `Foster home` is home, `her aunt` is your aunt.
fn to_child(place: &str, r: &Record) -> String {
    let words: Vec<&str> = place.split_whitespace().collect();
    let folded = crate::matching::keys(place).join(" ");
    // Where the child lives has no other name for the child.
    let is_home = |word: &str| {
        matches!(word, "home" | "at" | "the" | "foster" | "carer" | "carers" | "placement" | "their" | "her" | "his" | "my" | "your")
    };
    if (folded.ends_with("home") || folded.ends_with("placement")) && folded.split(' ').all(is_home) {
        return "at home".to_owned();
    }
    let names = [r.child.short_name(), r.child.name.as_str()];
    let said: Vec<String> = words
        .iter()
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
            let owner = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"));
            let you = match bare.to_lowercase().as_str() {
                "her" | "his" | "their" => Some("your"),
                "him" | "them" | "she" | "he" | "they" => Some("you"),
                _ if names.contains(&bare) => Some("you"),
                _ if owner.is_some_and(|owner| names.contains(&owner)) => Some("your"),
                _ => None,
            };
            you.map_or_else(|| (*word).to_owned(), |you| word.replace(bare, you))
        })
        .collect();
    // The name of a school keeps its capital.
    const SMALL: &[&str] = &["at", "in", "on", "to", "by", "the", "a", "an", "you", "your", "somewhere", "not", "online", "with", "near"];
    let first = said.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let place = said.join(" ");
    if SMALL.contains(&first.as_str()) { small(&place) } else { place }
}
