//! What the pack asks for at a stage of a challenge is not in the record.
//!
//! Who raises it, who must be told, by when its receipt is acknowledged and it is written down, the meeting with its chair, who must be
//! satisfied before it can end there: a challenge of which that is not recorded looks as if it had not been done.
//!
//! To put it right: add `copied_to:`, `acknowledged:`, `raised_by:`, `meeting:` or `satisfied:` to the stage.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::{Alert, Person};
use crate::words::list;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy, as_of) = (cx.record(), cx.policy(), cx.as_of);
    for (i, (stage, known)) in r.stages.iter().zip(&cx.facts().stages).enumerate() {
        let Some(at) = known.position else { continue };
        let Some(rule) = policy.ladder.stages.get(at) else { continue };
        let place = format!("/stages/{i}");
        let ended = stage.answer.is_some() || stage.outcome.is_some() || i + 1 < r.stages.len() || r.resolution.is_some();
        let mut wrong: Vec<(String, String, String)> = Vec::new();
        if let Some(by) = &rule.raised_by {
            let raised_by = stage.raised_by.as_ref().or(r.from.as_ref()).and_then(|key| r.people.get(key));
            let raised_by = raised_by.or_else(|| derive::sender(r).map(|(_, p)| p));
            if raised_by.is_none_or(|person| !is_called(person, by)) {
                wrong.push((place.clone(), format!("{} is raised by the {by}, and the record does not say so", rule.title), "add `raised_by:` with their key".to_owned()));
            }
        }
        let told = missing(&rule.copied_to, &stage.copied_to, r);
        if !told.is_empty() {
            wrong.push((place.clone(), format!("at {} these must be told: {}", rule.title, list(&told)), "add their keys to `copied_to:`; who has another title has it under `title:`".to_owned()));
        }
        if let Some(due) = rule.acknowledge_within.and_then(|limit| calendar::apply(stage.raised, limit).ok()) {
            match stage.acknowledged {
                Some(on) if on > due => {
                    wrong.push((format!("{place}/acknowledged"), format!("receipt was acknowledged on {}, after its limit of {}", day(on), day(due)), "check the date; if it is right, it is counted".to_owned()));
                }
                None if as_of > due && stage.answer.as_ref().is_none_or(|answer| answer.date > due) => {
                    wrong.push((place.clone(), format!("receipt is not acknowledged; its limit was {}", day(due)), "add `acknowledged:` with the date".to_owned()));
                }
                _ => {}
            }
        }
        if let Some(due) = rule.record_within.zip(r.review).and_then(|(limit, review)| calendar::apply(review, limit).ok())
            && stage.raised > due
        {
            wrong.push((format!("{place}/raised"), format!("{} was written down on {}, and the review called for it by {}", rule.title, day(stage.raised), day(due)), "check the date; if it is right, it is counted".to_owned()));
        }
        let settled = stage.outcome.as_deref() == Some("resolved") || i + 1 == r.stages.len() && r.resolution.as_ref().is_some_and(|e| e.outcome == "resolved");
        let unsatisfied = missing(&rule.satisfied, &stage.satisfied, r);
        if settled && !unsatisfied.is_empty() {
            wrong.push((place.clone(), format!("{} ends only when these are satisfied: {}", rule.title, list(&unsatisfied)), "add `satisfied:` with the keys of those who are, or `child`".to_owned()));
        }
        if let Some(meeting) = &rule.meeting {
            match &stage.meeting {
                None if ended || known.meeting_due.is_some_and(|due| as_of > due) => {
                    let by = known.meeting_due.map_or_else(String::new, |due| format!(" by {}", day(due)));
                    wrong.push((place.clone(), format!("{} is taken up in a meeting{by}, and none is recorded", rule.title), "add `meeting:` with its date and chair".to_owned()));
                }
                Some(held) => {
                    if let Some(due) = known.meeting_due.filter(|due| held.date > *due) {
                        wrong.push((format!("{place}/meeting/date"), format!("the meeting was on {}, after its limit of {}", day(held.date), day(due)), "check the date; if it is right, it is counted".to_owned()));
                    }
                    let chair = held.chaired_by.as_ref().and_then(|key| r.people.get(key));
                    if chair.is_some_and(|person| !is_called(person, &meeting.chaired_by)) {
                        wrong.push((format!("{place}/meeting/chaired_by"), format!("this meeting is chaired by the {}", meeting.chaired_by), "correct `chaired_by:`, or that person's `role:` or `title:`".to_owned()));
                    }
                }
                None => {}
            }
        }
        for (place, message, help) in wrong {
            let finding = cx.finding(place, message).help(help).source(policy.cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/ladder/stages/{at}"));
            cx.add(finding);
        }
    }
    // Starred recommendations have a stage of their own to start at.
    let start = policy.ladder.starred_stage.as_deref().filter(|_| !r.starred.is_empty());
    if let Some((start, first)) = start.zip(r.stages.first()).filter(|(start, first)| first.stage != *start && !r.urgent) {
        let finding = cx
            .finding("/stages/0/stage", format!("starred recommendations start at stage `{start}`, and this one starts at `{}`", first.stage))
            .help("start it there, or say with `urgent: true` that it is serious")
            .source(policy.cite(policy.ladder.stages.iter().find(|s| s.stage == start).map_or("", |s| s.source.as_str())));
        let finding = cx.asked_by(finding, "/ladder/starred_stage");
        cx.add(finding);
    }
}

/// Those whom the pack names and none of some people is.
fn missing(wanted: &[String], keys: &[String], r: &Alert) -> Vec<String> {
    let is_one = |job: &String| {
        keys.iter().any(|key| {
            let child = key == CHILD && ["child", "young person"].iter().any(|word| job.to_lowercase().contains(word));
            child || r.people.get(key).is_some_and(|person| is_called(person, job))
        })
    };
    wanted.iter().filter(|job| !is_one(job)).cloned().collect()
}

/// Whether somebody's job is the one that the pack names, by the words of role and title; a title of the authority's own may be.
fn is_called(person: &Person, job: &str) -> bool {
    let job = job.to_lowercase();
    let words = [label(codes::ROLES, &person.role).to_lowercase(), person.title.clone().unwrap_or_default().to_lowercase()];
    let short = job == "iro" && person.role == "independent_reviewing_officer";
    let managers = ["service_manager", "head_of_service", "senior_manager", "other", "independent_reviewing_manager"];
    let may_be = person.title.is_some() && managers.contains(&person.role.as_str());
    short || may_be || words.iter().any(|w| !w.is_empty() && (job.contains(w.as_str()) || w.contains(&job)))
}
