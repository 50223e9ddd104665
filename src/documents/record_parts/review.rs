//! The review: when, where, how; key dates; what is owed after it.

use super::{Fact, fact, full_stop};
use crate::calendar::owed;
use crate::check::Case;
use crate::derive::{Step, StepState};
use crate::documents::Audience;
use crate::record::codes::{self, label};
use crate::record::{Record, Withhold, WrittenTo};
use crate::words::{capital, clock, day, list, short_day, weekday};
use serde::Serialize;

/// The review.
#[derive(Debug, Serialize)]
pub struct Review {
    name: String,
    held: String,
    facts: Vec<Fact>,
    meetings: Vec<[String; 3]>,
    late: Option<String>,
}

/// The review: when, where, who chaired, in time or not.
pub fn review(case: &Case, audience: &Audience<'_>) -> Review {
    let (r, facts) = (&case.record, &case.facts);
    let rule = case.policy.reviews.get(&r.review.kind);
    let name = rule.map_or_else(|| r.review.kind.clone(), |t| t.name.clone());
    let timing = facts.due.as_ref().map(|due| {
        let days = (facts.held - due.date).num_days();
        if days > 0 {
            format!("{days} day{} late: it was due by {}, {}", if days == 1 { "" } else { "s" }, day(due.date), due.words())
        } else {
            format!("In time: due by {}, {}", day(due.date), due.words())
        }
    });
    let chaired: Vec<String> = r.review.chaired_by.iter().map(|k| audience.name(k)).collect();
    let how = r.review.is_without_meeting().then(|| match &r.review.without_meeting {
        Some(w) => format!(
            "Without a meeting: the reviewing officer saw {} on {} and talked with the social worker on {}",
            if r.written_to == WrittenTo::Child { "you" } else { r.child.short_name() },
            day(w.child_seen),
            day(w.worker_consulted)
        ),
        None => "Without a meeting".to_owned(),
    });
    let adjourned = r.review.adjourned.as_ref().map(|a| {
        let resumed = a.resumed.map_or_else(|| "not resumed yet".to_owned(), |d| format!("resumed on {}", day(d)));
        let kept = [Withhold::ChildViews, Withhold::OthersViews].into_iter().any(|part| audience.withholds(part));
        let wishes = a.wishes.as_ref().filter(|_| !kept).map_or(String::new(), |w| format!(" About the delay: {w}"));
        format!("Because {}: {} The review was {resumed}.{wishes}", label(codes::ADJOURNED, &a.reason), full_stop(&a.explanation))
    });
    Review {
        name: capital(&name),
        held: day(facts.held),
        facts: [
            fact(
                "Review",
                Some(match r.review.number {
                    Some(n) => format!("{}, number {n} since becoming looked after", capital(&name)),
                    None => capital(&name),
                }),
            ),
            fact(
                "Held on",
                Some(match &r.review.time {
                    Some(time) => format!("{} at {}", day(facts.held), clock(time)),
                    None => day(facts.held),
                }),
            ),
            fact("Scheduled for", r.review.scheduled.filter(|d| *d != facts.held).map(day)),
            fact("Where", r.review.venue.clone().filter(|_| !audience.withholds(Withhold::PlacementAddress))),
            fact("How", how),
            fact("Chaired by", (!chaired.is_empty()).then(|| list(&chaired))),
            fact("Last review", r.review.previous_review.map(day)),
            fact("Timing", timing),
            fact("Why it was late", r.review.late_reason.clone()),
            fact("Brought forward", r.review.trigger.as_ref().map(|t| format!("{} ({})", t.what, day(t.date)))),
            fact("Visits", visits(r, audience)),
            fact("Visits by the IRO", iro_visits(r, audience)),
            fact("Placement order", r.review.placement_order.map(day)),
            fact("Placed for adoption", r.review.placed_for_adoption.map(day)),
            fact("Adjourned", adjourned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        meetings: r
            .review
            .meetings
            .iter()
            .map(|m| {
                let who: Vec<String> = m.who.iter().map(|k| audience.name(k)).collect();
                let place = m.venue.clone().filter(|_| !audience.withholds(Withhold::PlacementAddress)).unwrap_or_default();
                let note = m.note.clone().unwrap_or_default();
                [day(m.date), [place, note].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": "), list(&who)]
            })
            .collect(),
        late: facts.due.as_ref().filter(|d| facts.held > d.date).map(|d| day(d.date)),
    }
}

/// The social worker's visits, for the child's file.
fn visits(r: &Record, audience: &Audience<'_>) -> Option<String> {
    let visits = r.visits.as_ref().filter(|_| audience.key.is_none())?;
    let dates: Vec<String> = visits.dates.iter().flatten().map(|d| short_day(*d)).collect();
    let alone = visits.alone.map_or_else(String::new, |n| format!(", {n} of them alone"));
    let agreed = match (visits.three_monthly, visits.child_agrees) {
        (true, Some(true)) => "; visits every three months are agreed, also by the child",
        (true, Some(false)) => "; visits every three months are agreed, though not by the child",
        (true, None) => "; visits every three months are agreed",
        (false, _) => "",
    };
    let note = visits.note.as_ref().map_or_else(String::new, |n| format!(". {}", full_stop(n)));
    Some(match dates.len() {
        0 => format!("The social worker's visits are not recorded{agreed}{note}"),
        _ => format!("By the social worker on {}{alone}{agreed}{note}", list(&dates)),
    })
}

/// The IRO's own visits, for the child's file.
fn iro_visits(r: &Record, audience: &Audience<'_>) -> Option<String> {
    let visits = r.iro_visits.as_ref().filter(|_| audience.key.is_none())?;
    Some(if visits.is_empty() {
        "None since the last review".to_owned()
    } else {
        list(&visits.iter().map(|d| short_day(*d)).collect::<Vec<_>>())
    })
}

/// A significant change since the last review.
#[derive(Debug, Serialize)]
pub struct Change {
    date: String,
    who: String,
    what: String,
    outcome: Option<String>,
}

/// Significant changes since the last review, for the child's file.
pub fn changes(case: &Case, audience: &Audience<'_>) -> Vec<Change> {
    if audience.key.is_some() {
        return Vec::new();
    }
    case.record
        .changes
        .iter()
        .map(|c| Change {
            date: day(c.date),
            who: case.policy.change(&c.code).map_or_else(String::new, |(_, rule)| rule.title.clone()),
            what: c.what.clone(),
            outcome: crate::documents::form::change_outcome(c),
        })
        .collect()
}

/// A key date on the line.
#[derive(Debug, Serialize)]
pub struct Moment {
    label: String,
    date: Option<String>,
    note: String,
    /// `done`, `late` or `open`.
    state: &'static str,
}

/// The key dates, from the last review to the next.
pub fn timeline(case: &Case) -> Vec<Moment> {
    let (r, facts) = (&case.record, &case.facts);
    let mut line = Vec::new();
    // Seven dates side by side would run into each other: an adjourned review shows its resumption instead of the one before.
    if let Some(last) = r.review.previous_review.filter(|_| r.review.adjourned.is_none()) {
        line.push(Moment { label: "Last review".into(), date: Some(short_day(last)), note: String::new(), state: "done" });
    }
    let days = |n: i64| format!("{n} day{} late", if n == 1 { "" } else { "s" });
    line.push(match &facts.due {
        Some(due) if facts.held > due.date => Moment {
            label: "This review".into(),
            date: Some(short_day(facts.held)),
            note: days((facts.held - due.date).num_days()),
            state: "late",
        },
        due => Moment {
            label: "This review".into(),
            date: Some(short_day(facts.held)),
            note: due.as_ref().map_or_else(String::new, |_| "in time".to_owned()),
            state: "done",
        },
    });
    if let Some(resumed) = r.review.adjourned.as_ref().and_then(|a| a.resumed) {
        line.push(Moment { label: "Resumed".into(), date: Some(short_day(resumed)), note: String::new(), state: "done" });
    }
    for key in ["decisions", "record", "distributed"] {
        let Some(step) = facts.step(key) else { continue };
        let (note, state) = match step.state() {
            StepState::InTime => ("in time".to_owned(), "done"),
            StepState::Late(n) => (days(n), "late"),
            StepState::Early(_) => ("before its time".to_owned(), "done"),
            StepState::Open => (step.due.map_or_else(String::new, |d| format!("due {}", short_day(d))), "open"),
        };
        line.push(Moment { label: step.title.clone(), date: step.done.map(short_day), note, state });
    }
    if let Some(next) = r.next_review.as_ref().and_then(|n| n.date) {
        let note = facts.next_due.as_ref().map_or_else(String::new, |d| format!("due by {}", short_day(d.date)));
        line.push(Moment { label: "Next review".into(), date: Some(short_day(next)), note, state: "open" });
    }
    line
}

/// The next review.
#[derive(Debug, Serialize)]
pub struct Next {
    date: Option<String>,
    time: Option<String>,
    /// The same as people say it: `4pm`.
    clock: Option<String>,
    venue: Option<String>,
    without_meeting: bool,
    due: Option<String>,
    not_needed: Option<String>,
}

/// The next review and its limit.
pub fn next_review(case: &Case, audience: &Audience<'_>) -> Option<Next> {
    let n = case.record.next_review.as_ref()?;
    Some(Next {
        date: n.date.map(weekday),
        time: n.time.clone(),
        clock: n.time.as_deref().map(clock),
        // Often the place where the child lives: told to nobody who must not know that.
        venue: n
            .venue
            .as_deref()
            .filter(|_| !audience.withholds(Withhold::PlacementAddress))
            .filter(|typed| !typed.trim().to_lowercase().starts_with("to be "))
            .map(crate::words::place),
        without_meeting: n.how.as_deref() == Some("without_meeting"),
        due: case.facts.next_due.as_ref().map(|d| {
            let until = case.policy.reviews.get(&case.record.review.kind).and_then(|kind| kind.until.as_ref());
            format!("{}{}", owed(d.date, day), until.map_or_else(String::new, |until| format!(", and so on until {until}")))
        }),
        not_needed: n.not_needed.as_deref().map(full_stop),
    })
}

/// Something owed after the review.
#[derive(Debug, Serialize)]
pub struct Owed {
    title: String,
    by: String,
    limit: String,
    due: String,
    done: String,
    note: String,
    state: &'static str,
}

/// What is owed after the review, with its limits.
pub fn steps(case: &Case, audience: &Audience<'_>) -> Vec<Owed> {
    // The private talk with the child stands in its own part already.
    let before = case.facts.before.iter().filter(|s| {
        (s.done.is_some() || s.due.is_some()) && !matches!(s.key.as_str(), "speak_with_child" | "allocated")
            || s.key == "allocated" && s.done.is_some()
    });
    // What the service owes itself stands on the child's file; a reader wants to know of the record they hold.
    let is_theirs =
        |s: &&Step| audience.key.is_none() || matches!(s.key.as_str(), "decisions" | "manager_answer" | "record" | "distributed");
    // What is owed has its row from the start, except where something else must come first that has not.
    let has_row = |s: &&Step| s.done.is_some() || s.due.is_some();
    before
        .chain(case.facts.steps.iter().filter(has_row))
        .filter(is_theirs)
        .map(|s| {
            let (note, state) = match s.state() {
                StepState::InTime => ("In time".to_owned(), "done"),
                StepState::Late(n) => (format!("{n} day{} late", if n == 1 { "" } else { "s" }), "late"),
                StepState::Early(n) => (format!("{n} day{} before its time", if n == 1 { "" } else { "s" }), "late"),
                StepState::Open if s.silence_means_agreed => ("No answer counts as agreed".to_owned(), "open"),
                StepState::Open => ("Not yet".to_owned(), "open"),
            };
            Owed {
                title: s.title.clone(),
                by: s.by.clone(),
                limit: s.limit.to_string(),
                due: s.due.map_or_else(String::new, |due| owed(due, short_day)),
                done: s.done.map_or_else(String::new, short_day),
                note,
                state,
            }
        })
        .collect()
}

/// How the manager answered, in a sentence.
pub fn manager_answer(r: &Record) -> Option<String> {
    let answer = r.issued.manager_answer.as_ref()?;
    let told = answer.told_to_all.map_or_else(String::new, |d| format!(" All who came to the review were told on {}.", day(d)));
    Some(match (&answer.objection, answer.agreed) {
        (_, true) => format!("The manager agreed on {}.", day(answer.date)),
        (Some(objection), false) => format!("The manager did not agree on {}: {}{told}", day(answer.date), full_stop(objection)),
        (None, false) => format!("The manager did not agree on {}.{told}", day(answer.date)),
    })
}

/// Why things were late, each with what it was where there are several.
pub fn late_reasons(case: &Case) -> Option<String> {
    let issued = &case.record.issued;
    let each = issued.late_reasons.iter().map(|(key, reason)| {
        let title = case.facts.step(key).map_or_else(|| key.replace('_', " "), |step| step.title.clone());
        full_stop(&format!("{title}: {reason}"))
    });
    let all: Vec<String> = issued.late_reason.iter().map(|reason| full_stop(reason)).chain(each).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
