//! What records between reviews call for: changes that a review must consider, conferences, checks of practice.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::{About, Duty, named};
use crate::check::Case;
use crate::derive::{self, ConferenceFacts, EventFacts, PracticeFacts, ProgressFacts};
use crate::policy::Policy;
use crate::record::{Change, Conference, Event, Person, PracticeCheck, ProgressReview};
use crate::survey::Survey;
use crate::words::day;

/// What is due of a change between reviews.
#[must_use]
pub fn of_event(case: &Case<Event, EventFacts>, survey: &Survey) -> Vec<Duty> {
    let event = &case.record;
    let child = (event.child.reference.as_str(), event.child.name.as_str());
    let about = About::of(child, &event.people, (format!("Change of {}", day(event.change.date)), event.change.date));
    of_change(&event.change, &case.policy, &event.people, (&about, survey), 0)
}

/// What is due of the changes that a mid-point check tells of, and of the concerns it found.
#[must_use]
pub fn of_progress_review(case: &Case<ProgressReview, ProgressFacts>, survey: &Survey) -> Vec<Duty> {
    let check = &case.record;
    let child = (check.child.reference.as_str(), check.child.name.as_str());
    let about = About::of(child, &check.people, (format!("Mid-point check of {}", day(check.date)), check.date));
    let changes = check.changes.iter().enumerate();
    let mut duties: Vec<Duty> =
        changes.flat_map(|(i, change)| of_change(change, &case.policy, &check.people, (&about, survey), i)).collect();
    let raise_by = case.policy.midpoint.raise_within.and_then(|limit| Some((limit, crate::calendar::apply(check.date, limit).ok()?)));
    if let Some((limit, due)) = raise_by {
        let open = check.concerns.iter().enumerate().filter(|(_, concern)| concern.raised.is_none());
        duties.extend(open.map(|(i, _)| Duty {
            limit: limit.to_string(),
            source: case.policy.cite(&case.policy.midpoint.source),
            ..duty(format!("concern_{i}"), "A concern of the mid-point check raised".to_owned(), ("IRO", due), &check.people, &about)
        }));
    }
    duties
}

fn of_change(
    change: &Change,
    policy: &Policy,
    people: &IndexMap<String, Person>,
    (about, survey): (&About, &Survey),
    number: usize,
) -> Vec<Duty> {
    let facts = derive::change_facts(change, policy);
    let mut duties = Vec::new();
    if let Some(due) = facts.tell_by.filter(|_| facts.tell_iro && change.told_iro.is_none()) {
        let what = "The IRO told of a change".to_owned();
        duties.push(Duty { source: facts.source.clone(), ..duty(format!("told_{number}"), what, ("social worker", due), people, about) });
    }
    let reviewed = change.review_held.is_some() || survey.of("review", &about.reference).iter().any(|review| review.held >= change.date);
    if let Some(due) = facts.review_due.filter(|_| !reviewed) {
        duties.push(Duty {
            limit: facts.within.map(|l| l.to_string()).unwrap_or_default(),
            source: facts.source.clone(),
            ..duty(format!("review_of_change_{number}"), "Review brought forward for a change".to_owned(), ("IRO", due), people, about)
        });
    }
    duties
}

/// What is due of a conference.
#[must_use]
pub fn of_conference(case: &Case<Conference, ConferenceFacts>) -> Vec<Duty> {
    let record = &case.record;
    let first = record.child.iter().chain(&record.children).next();
    let child = first.map_or(("", ""), |child| (child.reference.as_str(), child.name.as_str()));
    let about = About::of(child, &record.people, (format!("Conference of {}", day(record.date)), record.date));
    let open = case.facts.steps.iter().filter_map(|step| Some((step, step.due.filter(|_| step.done.is_none())?)));
    open.map(|(step, due)| Duty {
        limit: step.limit.to_string(),
        source: step.source.clone(),
        ..duty(step.key.clone(), step.title.clone(), (&step.by, due), &record.people, &about)
    })
    .collect()
}

/// When an IRO's practice is looked at next.
#[must_use]
pub fn of_practice_check(case: &Case<PracticeCheck, PracticeFacts>) -> Vec<Duty> {
    let record = &case.record;
    let about = About {
        record: format!("Check of practice of {}", day(record.date)),
        held: record.date,
        iro: crate::documents::form::name_of(&record.people, "independent_reviewing_officer"),
        ..About::default()
    };
    let next = case.facts.next_due.map(|due| {
        let what = "The next check of the IRO's practice".to_owned();
        Duty {
            source: case.policy.cite(&case.policy.practice_checks.of(&record.kind).source),
            ..duty("practice_check".to_owned(), what, ("IRO service", due), &record.people, &about)
        }
    });
    next.into_iter().collect()
}

fn duty(key: String, what: String, (by, due): (&str, NaiveDate), people: &IndexMap<String, Person>, about: &About) -> Duty {
    Duty {
        key,
        what,
        by: by.to_owned(),
        names: named(by, people),
        due,
        opens: None,
        limit: String::new(),
        source: String::new(),
        about: about.clone(),
    }
}
