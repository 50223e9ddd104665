//! What a review calls for: what is owed before it and after it, and what comes next where no later record of the child has it.

use chrono::NaiveDate;

use super::{About, Duty, named};
use crate::check::Case;
use crate::derive::{self, Facts, Step};
use crate::policy::Policy;
use crate::record::{Record, Status};
use crate::survey::Survey;
use crate::words::day;

/// What is due of a review.
#[must_use]
pub fn of_review(case: &Case<Record, Facts>, survey: &Survey, on: NaiveDate) -> Vec<Duty> {
    let (record, facts, policy) = (&case.record, &case.facts, &*case.policy);
    let child = (record.child.reference.as_str(), record.child.name.as_str());
    let planned = record.status == Status::Planned;
    let title = if planned { format!("Review planned for {}", day(facts.held)) } else { format!("Review of {}", day(facts.held)) };
    let about = About::of(child, &record.people, (title, facts.held));
    let step = |step: &Step| from_step(step, record, &about, on);
    if planned {
        let mut duties: Vec<Duty> = facts.before.iter().filter_map(step).collect();
        duties.extend(derive::papers_owed(record, policy, facts).iter().filter_map(step).map(paper));
        duties.extend(told_of_other_day(record, &about));
        duties.extend(asked(record, facts, &about));
        duties.push(meeting(record, &about, facts.held, facts.due.as_ref(), "review"));
        return duties;
    }
    let mut duties: Vec<Duty> = facts
        .steps
        .iter()
        // Where no answer is one, nobody waits for it once its day is past.
        .filter(|s| !(s.silence_means_agreed && s.due.is_some_and(|due| due < on)))
        .filter_map(step)
        .collect();
    if let Some(resume) = facts.resume_by.filter(|_| record.review.adjourned.as_ref().is_some_and(|a| a.resumed.is_none())) {
        let source = policy.cite(&policy.adjournment.source);
        duties.push(Duty { source, ..duty("resumed", "The adjourned review taken up again", ("IRO", resume), record, &about) });
    }
    let history = survey.of("review", &record.child.reference);
    let is_last = !history.iter().any(|later| later.held > facts.held);
    if is_last {
        duties.extend(after_rating(record, facts, policy, &about));
        duties.extend(next(case, survey, &about, on));
    }
    duties
}

/// What the rating of the child's last review asks for, as far as it is not recorded: the answer, and the IRO's going through it.
fn after_rating(record: &Record, facts: &Facts, policy: &Policy, about: &About) -> Vec<Duty> {
    let rag = record.rag.as_ref();
    let is_done = |by: &str| {
        let iros = by.to_lowercase().contains("iro");
        rag.is_some_and(|rag| rag.reviewed.is_some() || (!iros && rag.answer.is_some()))
    };
    derive::action_dates(record, policy, facts)
        .into_iter()
        .enumerate()
        // The next review is due by itself.
        .filter(|(_, action)| action.what != "The next review" && !is_done(&action.by))
        .map(|(i, action)| {
            duty(&format!("action_{i}"), &format!("After the rating: {}", action.what), (&action.by, action.due), record, about)
        })
        .collect()
}

/// What comes after the child's last review.
fn next(case: &Case<Record, Facts>, survey: &Survey, about: &About, on: NaiveDate) -> Vec<Duty> {
    let (record, facts, policy) = (&case.record, &case.facts, &*case.policy);
    let planned = record.next_review.as_ref();
    if planned.is_some_and(|n| n.not_needed.is_some()) {
        return Vec::new();
    }
    let Some(limit) = &facts.next_due else { return Vec::new() };
    let date = planned.and_then(|n| n.date);
    let mut duties = vec![meeting(record, about, date.unwrap_or(limit.date), Some(limit), "next_review")];
    let at = derive::midpoint(facts.held, date.unwrap_or(limit.date));
    let checked = survey.of("progress-review", &record.child.reference).iter().any(|check| check.held > facts.held);
    if policy.midpoint.required && !checked {
        let source = policy.cite(&policy.midpoint.source);
        duties.push(Duty { source, ..duty("midpoint", "Check at the mid-point", (&policy.midpoint.by, at), record, about) });
    }
    // What is owed before it, once its day is known; when that is past, whether it was held is what has to be told.
    if let Some(date) = date.filter(|date| *date >= on) {
        let mut then = record.clone();
        then.review.kind = next_kind(&record.review.kind, policy).to_owned();
        then.review.date = Some(date);
        then.review.meetings.clear();
        (then.review.scheduled, then.review.adjourned, then.review.late_reason, then.review.late_cause) = (None, None, None, None);
        then.review.trigger = None;
        then.preparation.clear();
        then.participation = None;
        (then.papers, then.review.rearranged) = (None, None);
        if let Some(facts) = derive::facts(&then, policy) {
            let steps = facts.before.iter().filter_map(|step| from_step(step, record, about, on));
            let owed = derive::papers_owed(&then, policy, &facts);
            let papers = owed.iter().filter_map(|step| from_step(step, record, about, on)).map(paper);
            duties.extend(steps.chain(papers).map(|duty| Duty {
                key: format!("before_next_{}", duty.key),
                what: format!("For the review on {}: {}", day(date), duty.what),
                ..duty
            }));
        }
    }
    duties
}

/// A paper that is owed, in the words of a list.
fn paper(duty: Duty) -> Duty {
    Duty { what: format!("{} with the IRO", duty.what), ..duty }
}

/// That everybody asked to a review is told that it is on another day: on the day that is known.
fn told_of_other_day(record: &Record, about: &About) -> Option<Duty> {
    let other = record.review.rearranged.as_ref().filter(|other| other.told.is_none() && !record.invited.is_empty())?;
    let what = format!("All who are asked told that the review is on {}, not on {}", day(record.review.held()?), day(other.from));
    Some(duty("told_of_other_day", &what, ("business support", other.decided), record, about))
}

/// That invitations go, where the pack has no step of its own for it: at the latest on the day of the review.
fn asked(record: &Record, facts: &Facts, about: &About) -> Option<Duty> {
    let is_step = |key: &str| key.starts_with(derive::INVITATIONS);
    let is_said = facts.before.iter().any(|step| is_step(&step.key)) || record.preparation.keys().any(|key| is_step(key));
    let first = record.review.meetings.iter().map(|meeting| meeting.date).min().unwrap_or(facts.held);
    let duty = || duty(derive::INVITATIONS, "Invitations sent, in time for all to come", ("business support", first), record, about);
    (!is_said && !record.invited.is_empty()).then(duty)
}

/// The kind of review that follows.
fn next_kind<'a>(kind: &str, policy: &'a Policy) -> &'a str {
    let wanted = if kind == "first" { "second" } else { "later" };
    policy.reviews.keys().find(|key| *key == wanted).map_or("later", String::as_str)
}

/// The review itself: on the day set for it, and where that is later than its limit, by its limit.
fn meeting(record: &Record, about: &About, date: NaiveDate, limit: Option<&derive::Due>, key: &str) -> Duty {
    let set = key == "review" || record.next_review.as_ref().is_some_and(|n| n.date.is_some());
    let due = limit.map_or(date, |limit| if set { date.min(limit.date) } else { limit.date });
    let late = limit.is_some_and(|limit| date > limit.date);
    let what = match (key, set) {
        ("review", _) if late => format!("Review held: it is planned for {}, after its last day", day(date)),
        ("review", _) => "Review held".to_owned(),
        (_, true) if late => format!("Next review held: it is planned for {}, after its last day", day(date)),
        (_, true) => "Next review held".to_owned(),
        _ => "Next review held; no day is set for it".to_owned(),
    };
    Duty {
        // A day that was set is no limit.
        limit: limit.filter(|l| l.date == due).map(|l| l.limit.to_string()).unwrap_or_default(),
        source: limit.map(|l| l.source.clone()).unwrap_or_default(),
        ..duty(key, &what, ("IRO", due), record, about)
    }
}

fn from_step(step: &Step, record: &Record, about: &About, on: NaiveDate) -> Option<Duty> {
    // What is recorded for a day to come has not happened.
    let due = step.due.filter(|_| step.done.is_none_or(|done| done > on))?;
    Some(Duty {
        opens: step.opens,
        limit: step.limit.to_string(),
        source: step.source.clone(),
        ..duty(&step.key, &step.title, (&step.by, due), record, about)
    })
}

fn duty(key: &str, what: &str, (by, due): (&str, NaiveDate), record: &Record, about: &About) -> Duty {
    Duty {
        key: key.to_owned(),
        what: what.to_owned(),
        by: by.to_owned(),
        names: named(by, &record.people),
        due,
        opens: None,
        limit: String::new(),
        source: String::new(),
        about: about.clone(),
    }
}
