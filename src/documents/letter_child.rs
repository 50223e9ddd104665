//! Letter (c), to the child: what was decided, what happens next and when, who the IRO is, how to disagree, in words for their age.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::record::{CHILD, Record, Status};
use crate::words::{clock, ended, is_near, is_undated, place, small};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    /// `young` under 8, `middle` from 8 to 12, `older` from 13.
    band: &'static str,
    /// The IRO's first name.
    iro: &'a str,
    /// Where the slip goes by post.
    post_to: String,
    /// Nobody has decided yet where the child will grow up.
    not_decided: bool,
    /// How the child took part without coming: `spoken_for`, `sent`, or neither.
    heard: &'static str,
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
    /// Those whom the child lives with for good, by first name.
    carers: Option<String>,
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
    /// `by`, `on` where the words name the day, `from` where it happens again and again.
    how: &'static str,
    weekday: Option<String>,
    /// `13 March`, with the year where that is not plain.
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
        post_to: format!("{}, {}", case.policy.body.name, case.policy.body.address.join(", ")),
        not_decided: r.permanence.as_ref().is_some_and(|p| p.plan == "not_decided"),
        heard: match participation.map(|p| p.code.as_str()) {
            Some("PN5") => "spoken_for",
            Some("PN6") => "sent",
            _ => "",
        },
        attended: r.attendance.iter().flatten().any(|a| a.person == CHILD && a.how.is_present()),
        chaired: r.review.chaired_by.iter().any(|k| k == CHILD),
        own_words: participation.and_then(|p| p.own_words.as_deref()),
        we_did: participation.and_then(|p| p.we_did.as_deref()),
        promises: promises(r, &audience, case.facts.age),
        steps: steps(case, &audience),
        plan: r.permanence.as_ref().and_then(|p| p.child_words.as_deref()).map(|words| small(words.trim().trim_end_matches('.'))),
        plan_key: r.permanence.as_ref().and_then(|p| plan_words(&p.plan)),
        carers: carers(r),
        meeting: meeting(r, &audience),
        has_order: matches!(r.child.legal_status.code.as_str(), "interim_care_order" | "care_order" | "placement_order" | "freeing_order"),
        worker: crate::derive::with_role(r, "social_worker").map(|(_, p)| p.name.split_whitespace().next().unwrap_or(&p.name)),
    };
    let texts = view.steps.iter().map(|step| step.text.clone()).collect();
    vec![letters::planned("letter_child", "letter-child", &audience, &letter, &view, &["decisions", "next", "agree"], texts)]
}

/// The plan's key, for the template to put into words; none while nothing is decided.
fn plan_words(key: &str) -> Option<&'static str> {
    crate::record::codes::PLAN.iter().find(|c| c.key == key && key != "not_decided").map(|c| c.key)
}

/// The first names of the carers with whom the child is to stay: once that is agreed.
fn carers(r: &Record) -> Option<String> {
    r.child.placement.matched_on?;
    let carer = r.people.get(r.child.placement.with.as_ref()?)?;
    let parts: Vec<&str> = carer.name.split(" and ").flat_map(|name| name.split(" & ")).collect();
    let first: Vec<&str> = parts.iter().filter_map(|name| name.split_whitespace().next()).collect();
    (!first.is_empty()).then(|| crate::words::list(&first))
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

/// What was decided, each with its day, in the order of the days.
fn steps(case: &Case, audience: &Audience<'_>) -> Vec<Tile> {
    let mut shown: Vec<_> = parts::shown_decisions(case, audience).map(|(_, d)| d).collect();
    shown.sort_by_key(|d| d.by.filter(|by| !is_undated(*by)).unwrap_or(NaiveDate::MAX));
    shown
        .into_iter()
        .map(|d| {
            let by = d.by.filter(|by| !is_undated(*by));
            let who = crate::words::list(&d.who.keys().iter().map(|k| audience.name_or_you(k)).collect::<Vec<_>>());
            let text = match &d.child_words {
                Some(words) => ended(words),
                None if who.is_empty() => ended(&d.what),
                None => format!("{} {} will do this.", ended(&d.what), crate::words::capital(&who)),
            };
            let short = by.map(|by| format!("{} {}", by.day(), by.format("%B")));
            let words = crate::matching::keys(&text.replace("each other", ""));
            // A day that stands on the tile is not said again as the last one.
            let text = match &short {
                Some(short) => text.replace(&format!(" by {short}"), ""),
                None => text,
            };
            Tile {
                how: match &short {
                    Some(short) if text.contains(short.as_str()) => "on",
                    _ if words.iter().any(|word| matches!(word.as_str(), "every" | "each" | "weekly" | "monthly")) => "from",
                    _ => "by",
                },
                weekday: by.map(|by| by.format("%A").to_string()),
                day: by.zip(short).map(|(by, short)| if is_near(by, case.facts.held) { short } else { format!("{short} {}", by.year()) }),
                text,
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
        place: next
            .venue
            .as_deref()
            .filter(|_| !audience.withholds(crate::record::Withhold::PlacementAddress))
            .and_then(|v| to_child(v, r)),
    })
}

/// A place as it is said to the child: `Foster home` is home, `her aunt` is your aunt. None where it is still to be found.
fn to_child(typed: &str, r: &Record) -> Option<String> {
    let folded = crate::matching::keys(typed).join(" ");
    let to_be = ["to be agreed", "to be confirmed", "to be arranged", "to be decided", "tbc", "tba"];
    if to_be.iter().any(|words| folded.starts_with(words)) {
        return None;
    }
    if folded.starts_with("to be chosen by") || folded.starts_with("wherever") {
        return Some("where you choose".to_owned());
    }
    // Where the child lives has no other name for the child.
    let is_home = |word: &str| {
        matches!(word, "home" | "at" | "the" | "foster" | "carer" | "carers" | "placement" | "their" | "her" | "his" | "my" | "your")
    };
    if (folded.ends_with("home") || folded.ends_with("placement")) && folded.split(' ').all(is_home) {
        return Some("at home".to_owned());
    }
    let names = [r.child.short_name(), r.child.name.as_str()];
    let mut said: Vec<String> = Vec::new();
    let mut was_subject = false;
    for word in typed.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
        let owner = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"));
        let you = match bare.to_lowercase().as_str() {
            "her" | "his" | "their" => Some("your"),
            "him" | "them" | "she" | "he" | "they" => Some("you"),
            _ if names.contains(&bare) => Some("you"),
            _ if owner.is_some_and(|owner| names.contains(&owner)) => Some("your"),
            _ => None,
        };
        said.push(match you {
            Some(you) => word.replace(bare, you),
            // `Tyrese chooses`, `you choose`.
            None if was_subject => word.replace(bare, &without_s(bare)),
            None => word.to_owned(),
        });
        was_subject = you == Some("you");
    }
    Some(place(&said.join(" ")))
}

/// A verb as it stands behind you: `chooses` is `choose`.
fn without_s(verb: &str) -> String {
    match verb {
        "is" => "are".to_owned(),
        "has" => "have".to_owned(),
        "does" | "goes" => verb.trim_end_matches("es").to_owned(),
        _ if verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss") => verb.trim_end_matches('s').to_owned(),
        _ => verb.to_owned(),
    }
}
