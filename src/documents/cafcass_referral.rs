//! Referral of a challenge to Cafcass: what it is about, what it means for the child, everything that was tried in the order of its dates,
//! and what the authority's procedure asks for before it. It goes to somebody outside the authority, so it holds nothing but that.

use chrono::NaiveDate;
use serde::Serialize;

use super::form::{self, Form, Head};
use super::record_parts::fact;
use super::{Planned, alert_requests};
use crate::check::{AlertCase, Named};
use crate::derive;
use crate::words::{capital, day, list, small};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    many: bool,
    grounds: Vec<String>,
    concerns: &'a [String],
    summary: Option<&'a str>,
    impact: Option<&'a str>,
    requests: Vec<String>,
    /// Date, what happened.
    chronology: Vec<[String; 2]>,
    conditions: &'a [String],
    reason: String,
    consulted: Option<String>,
    reply_to: Option<String>,
}

pub(super) fn plan(case: &AlertCase, _as_of: NaiveDate) -> Vec<Planned> {
    let Some(referred) = case.record.cafcass.as_ref().and_then(|c| c.referred) else { return Vec::new() };
    let all: Vec<Named<'_>> = case.record.all_children().map(|(_, c)| Named::from(c)).collect();
    // Of children of more than one family each referral is about their own.
    all.iter().map(|child| one(case, *child, &case.family_of(child, &all), referred)).collect()
}

fn one(case: &AlertCase, child: Named<'_>, all: &[Named<'_>], referred: NaiveDate) -> Planned {
    let (r, policy) = (&case.record, &case.policy);
    let people = &r.people;
    let head = Head {
        policy,
        document: "cafcass_referral",
        title: "cafcass_referral",
        child,
        held: r.raised,
        date: referred,
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let names: Vec<String> = all.iter().map(|c| c.name.to_owned()).collect();
    let each = |c: &Named<'_>| fact("Child", Some(format!("{}, born {}, {}", c.name, day(c.born), c.reference)));
    let form = form::form(
        &head,
        format!("{} · referred on {}", list(&names), day(referred)),
        all.iter().map(each).chain([fact("Legal status", r.all_children().find_map(|(_, c)| c.legal_status.clone()))]),
        [
            fact("To", Some("Cafcass Legal".to_owned())),
            fact("From", derive::sender(r).map(|(key, _)| form::who(people, key))),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
        ],
    );
    let cafcass = r.cafcass.as_ref();
    let consulted: Vec<String> = cafcass.iter().flat_map(|c| &c.consulted).map(|key| form::who(people, key)).collect();
    let on = cafcass.and_then(|c| c.consulted_on).map_or_else(String::new, |date| format!(" on {}", day(date)));
    let view = View {
        form,
        many: all.len() > 1,
        grounds: r.grounds.iter().map(|code| policy.grounds.iter().find(|g| g.code == *code).map_or(code, |g| &g.title).clone()).collect(),
        concerns: &r.concerns,
        summary: r.summary.as_deref(),
        impact: r.impact.as_deref(),
        requests: r
            .requests
            .iter()
            .map(|q| {
                let what = alert_requests::bare(&q.what);
                // As it stood on the day of the referral.
                match (q.done.filter(|done| *done <= referred), q.by) {
                    (Some(done), _) => format!("{what}: done on {}", day(done)),
                    (None, Some(by)) if by >= referred => format!("{what}: asked for by {}", day(by)),
                    (None, Some(by)) => format!("{what}: asked for by {}, not done", day(by)),
                    (None, None) => format!("{what}: not done"),
                }
            })
            .collect(),
        chronology: chronology(case, referred),
        conditions: &policy.ladder.cafcass.conditions,
        reason: cafcass.map_or_else(String::new, |c| c.reason.clone()),
        consulted: (!consulted.is_empty()).then(|| format!("{}{on}", list(&consulted))),
        reply_to: form::reply_to(derive::sender(r).map(|(_, p)| p)),
    };
    let texts = r.concerns.clone();
    form::planned(&head, &view, "cafcass", "cafcass-referral", &["concern", "chronology", "reason"], texts, Vec::new())
}

/// Everything that was done until the referral, in the order of its dates.
fn chronology(case: &AlertCase, until: NaiveDate) -> Vec<[String; 2]> {
    let (r, policy) = (&case.record, &case.policy);
    let people = &r.people;
    let names = |keys: &[String]| list(&keys.iter().map(|key| form::who(people, key)).collect::<Vec<_>>());
    let mut all: Vec<(NaiveDate, String)> = Vec::new();
    all.extend(r.review.map(|date| (date, capital(&format!("{} held", policy.word("review"))))));
    for step in &r.informal {
        let outcome = step.outcome.as_ref().map_or_else(String::new, |o| format!(" Outcome: {o}"));
        all.push((step.date, format!("Raised informally with {}: {}.{outcome}", names(&step.with), step.what.trim_end_matches('.'))));
    }
    for stage in &r.stages {
        let title = policy.ladder.stages.iter().find(|s| s.stage == stage.stage).map_or(stage.stage.as_str(), |s| s.title.as_str());
        all.push((stage.raised, format!("{title}: put to {}", names(stage.to.keys()))));
        if let Some(meeting) = &stage.meeting {
            all.push((
                meeting.date,
                format!("{title}: meeting held{}", meeting.outcome.as_ref().map_or_else(String::new, |o| format!(". {o}"))),
            ));
        }
        if let Some(answer) = &stage.answer {
            let by = answer.by.as_ref().map_or_else(String::new, |key| format!(" by {}", form::who(people, key)));
            all.push((answer.date, format!("{title}: answered{by}: {}", answer.text.trim())));
        }
    }
    for advice in &r.legal_advice {
        all.push((advice.date, format!("Independent legal advice taken about {}", small(&advice.about))));
    }
    all.retain(|(date, _)| *date <= until);
    all.push((until, "Referred to Cafcass".to_owned()));
    all.sort_by_key(|(date, _)| *date);
    all.into_iter().map(|(date, what)| [day(date), what]).collect()
}
