//! Records become rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::rows::{Attended, Between, Challenge, Child, ConferenceRow, Review, StageRow, Step};
use crate::annual::{cross, table};
use crate::calendar;
use crate::check::name_in;
use crate::derive;
use crate::policy::Policy;
use crate::read::Source;
use crate::record::{Alert, CHILD, Conference, How, Record, Status, Tick};
use crate::words::list;

/// The figures that a part of a review belongs to; none for parts that are not counted.
pub(super) fn part_of(pointer: &str) -> Option<&'static str> {
    let mut keys = pointer.split('/').skip(1);
    Some(match (keys.next()?, keys.next()) {
        ("participation", _) => "participation",
        ("rag", _) => "ratings",
        ("issued", _) => "records",
        ("allocation", _) => "allocation",
        ("review", _) => "timeliness",
        ("child", _) => "children",
        ("papers" | "preparation" | "attendance", _) => "preparation",
        _ => return None,
    })
}

pub(super) fn review(path: PathBuf, record: &Record, policy: &Policy) -> Option<Review> {
    let facts = derive::facts(record, policy)?;
    let step = |key: &str| match facts.step(key) {
        Some(step) => Step {
            due: step.due,
            done: step.done,
            took: step.done.map(|done| calendar::working_days_between(ended(record, facts.held), done)),
        },
        None => Step::default(),
    };
    let team = |role: &str| derive::with_role(record, role).and_then(|(_, p)| p.team.clone());
    let allocated = facts.before.iter().find(|s| s.key == "allocated").map(|s| Step {
        due: s.due,
        done: s.done,
        took: s.done.map(|done| calendar::working_days_between(record.child.looked_after_since, done)),
    });
    let parents: Vec<&str> = record.people.iter().filter(|(_, p)| p.is_parent()).map(|(k, _)| k.as_str()).collect();
    let took_part = |key: &str| {
        use crate::record::How::{Attended, AttendedPart, AttendedRemotely, Consulted};
        record
            .attendance
            .iter()
            .flatten()
            .any(|a| a.person == key && matches!(a.how, Attended | AttendedPart | AttendedRemotely | Consulted))
    };
    Some(Review {
        history: false,
        path,
        reference: record.child.reference.clone(),
        born: record.child.date_of_birth,
        held: facts.held,
        age: facts.age,
        kind: record.review.kind.clone(),
        team: tidy(team("team_manager").or_else(|| team("social_worker"))),
        iro: tidy(derive::iro(record).map(|p| p.name.clone())),
        rating: record.rag.as_ref().map(|r| r.rating.clone()),
        ticks: record.rag.as_ref().map_or_else(Vec::new, |r| {
            let ticked = r.ticks.iter().filter(|(_, tick)| !matches!(tick, Tick::Plain(false)));
            ticked.map(|(key, _)| key.clone()).collect()
        }),
        red_before: (record.review.kind == "first").then_some(false),
        code: record.participation.as_ref().map(|p| p.code.clone()),
        seen_alone: record.participation.as_ref().map(|p| p.seen_alone.is_some()),
        chaired_by_child: record.review.chaired_by.iter().any(|k| k == crate::record::CHILD),
        parent_took_part: (!parents.is_empty() && record.attendance.is_some()).then(|| parents.iter().any(|k| took_part(k))),
        previous: record.review.previous_review,
        due: facts.due.as_ref().map(|d| d.date),
        next_due: facts.next_due.as_ref().map(|d| d.date),
        late_cause: record.review.late_cause.clone(),
        late_reason: record.review.late_reason.clone(),
        adjourned: record.review.adjourned.is_some(),
        allocated,
        decisions: step("decisions"),
        record: step("record"),
        distributed: step("distributed"),
        care_plan: record.papers.as_ref().and_then(|papers| {
            let plan = papers.iter().find(|p| p.paper == "care_plan")?;
            // One that came and does not say is not recorded.
            if plan.received.is_some() { plan.up_to_date } else { Some(false) }
        }),
        held_how: held_how(record),
        attended: record.attendance.as_ref().map(|_| attended(record)),
        advocacy: advocacy(record),
        iro_visits: record.iro_visits.as_ref().map(|visits| !visits.is_empty()),
        papers_in_time: papers_in_time(record, policy, &facts),
        plan_updated: step("care_plan_updated"),
        midway: None,
        child: Child {
            ethnicity: record.child.ethnicity.clone(),
            legal_status: record.child.legal_status.code.clone(),
            placement: record.child.placement.kind.clone(),
            placed_since: record.child.placement.since,
            since: record.child.looked_after_since,
            unaccompanied: record.child.unaccompanied,
            plan: record.permanence.as_ref().map(|p| p.plan.clone()),
            in_area: record.child.placement.in_area,
        },
        last: record.next_review.as_ref().is_some_and(|n| n.not_needed.is_some()),
        unread: BTreeSet::new(),
        policy: record.policy.clone(),
    })
}

/// Whether somebody was there.
fn present(record: &Record) -> impl Iterator<Item = &crate::record::Attendance> {
    record.attendance.iter().flatten().filter(|a| a.how.is_present())
}

/// In person, by phone or video, both, or without a meeting.
fn held_how(record: &Record) -> Option<&'static str> {
    if record.review.is_without_meeting() {
        return Some("without");
    }
    let remote = |a: &crate::record::Attendance| a.how == How::AttendedRemotely;
    let (video, room) = (present(record).any(remote), present(record).any(|a| !remote(a)));
    match (room, video) {
        (true, true) => Some("both"),
        (true, false) => Some("in_person"),
        (false, true) => Some("by_video"),
        (false, false) => None,
    }
}

/// Who was there.
fn attended(record: &Record) -> BTreeSet<Attended> {
    let of = |key: &str| {
        if key == CHILD {
            return Some(Attended::Child);
        }
        let person = record.people.get(key)?;
        Some(match person.role.as_str() {
            _ if person.is_carer() || record.child.placement.with.as_deref() == Some(key) => Attended::Carer,
            _ if person.is_parent() => Attended::Parent,
            "sibling" => Attended::Family,
            _ if person.is_family() => Attended::Family,
            "social_worker" => Attended::SocialWorker,
            "team_manager" | "service_manager" => Attended::Manager,
            "teacher" | "designated_teacher" | "virtual_school" => Attended::School,
            "health_visitor" | "nurse" | "doctor" | "therapist" => Attended::Health,
            "advocate" => Attended::Advocate,
            _ => return None,
        })
    };
    present(record).filter_map(|a| of(&a.person)).collect()
}

/// Whether an advocate was there or spoke for the child, or advocacy was explained to the child.
fn advocacy(record: &Record) -> Option<&'static str> {
    let participation = record.participation.as_ref()?;
    // An advocate spoke for the child, who was there or was not.
    let spoken_for = matches!(participation.code.as_str(), "PN2" | "PN5");
    Some(match participation.advocacy_explained {
        _ if spoken_for || attended(record).contains(&Attended::Advocate) => "used",
        Some(true) => "offered",
        Some(false) => "not_offered",
        None => return None,
    })
}

/// Whether every paper that the pack sets a day for came by it.
fn papers_in_time(record: &Record, policy: &Policy, facts: &derive::Facts) -> Option<bool> {
    let papers = record.papers.as_ref()?;
    let rules = policy.papers.iter().filter(|rule| derive::applies(&rule.when, record));
    let limits: Vec<(&str, NaiveDate)> =
        rules.filter_map(|rule| Some((rule.paper.as_str(), derive::paper_limit(rule, record, facts)?.0))).collect();
    let came = |paper: &str| papers.iter().find(|p| p.paper == paper).and_then(|p| p.received);
    (!limits.is_empty()).then(|| limits.iter().all(|(paper, limit)| came(paper).is_some_and(|day| day <= *limit)))
}

/// A conference that was held.
pub(super) fn conference(path: PathBuf, record: &Conference) -> Option<ConferenceRow> {
    (record.went_ahead != Some(false) && record.status == Status::Final).then(|| ConferenceRow {
        path,
        references: record.all_children().map(|(_, child)| child.reference.clone()).collect(),
        date: record.date,
        kind: record.kind.clone(),
        strategy_discussion: record.strategy_discussion,
        quorate: record.quorate,
    })
}

/// The day a review was over: an adjourned one when it was taken up again.
fn ended(record: &Record, held: NaiveDate) -> NaiveDate {
    record.review.adjourned.as_ref().and_then(|a| a.resumed).map_or(held, |d| d.max(held))
}

pub(super) fn challenge(path: PathBuf, alert: &Alert, policy: &Policy) -> Challenge {
    let facts = derive::alert_facts(alert, policy, alert.raised);
    let ladder = &policy.ladder.stages;
    let stages: Vec<StageRow> = alert
        .stages
        .iter()
        .zip(&facts.stages)
        .map(|(raised, stage)| StageRow {
            title: stage.position.and_then(|p| ladder.get(p)).map_or_else(|| raised.stage.clone(), |s| s.title.clone()),
            position: stage.position.unwrap_or(0),
            raised: raised.raised,
            due: stage.due,
            answered: raised.answer.as_ref().map(|a| a.date),
            informal: stage.position.and_then(|p| ladder.get(p)).is_some_and(|rule| rule.informal),
            asked: list(&raised.to.keys().iter().map(|key| name_in(&alert.people, key)).collect::<Vec<_>>()),
        })
        .collect();
    let team = |role: &str| alert.people.values().find(|p| p.role == role).and_then(|p| p.team.clone());
    let grounds = alert.grounds.iter().map(|code| match policy.grounds.iter().find(|g| g.code == *code) {
        Some(g) => (code.clone(), g.title.clone(), policy.theme_title(&g.theme).to_owned()),
        None => (code.clone(), code.clone(), "Other".to_owned()),
    });
    let mut challenge = Challenge {
        history: false,
        policy: alert.policy.clone(),
        references: alert.all_children().map(|(_, c)| c.reference.clone()).collect(),
        raised: alert.raised,
        team: tidy(team("team_manager").or_else(|| team("social_worker"))),
        iro: tidy(derive::sender(alert).map(|(_, p)| p.name.clone())),
        good_practice: alert.is_good_practice(),
        grounds: grounds.collect(),
        matter: alert.summary.clone().unwrap_or_else(|| alert.concerns.join("; ")),
        formal: false,
        reached: String::new(),
        level: 0,
        resolved: alert.resolution.as_ref().map(|r| r.date),
        outcome: alert.resolution.as_ref().map(|r| r.outcome.clone()),
        cafcass: alert.cafcass.as_ref().and_then(|c| c.referred),
        legal_advice: !alert.legal_advice.is_empty(),
        learning: alert.resolution.as_ref().and_then(|r| r.learning.clone()),
        stages,
        path,
    };
    challenge.reach();
    challenge
}

/// Whose progress review or event it is, and when.
pub(super) fn between(source: &Source, date: Option<&str>) -> Option<Between> {
    let reference = source.root.get("child")?.text_at("reference")?.to_owned();
    Some(Between { path: source.path.clone(), reference, date: date?.parse().ok()? })
}

/// A key for each name, all different.
pub(super) fn keys(names: BTreeSet<String>) -> BTreeMap<String, String> {
    // What rows are called that are no team's.
    let mut taken: BTreeSet<String> = ["total", "last_year", cross::NOT_RECORDED, "percent"].map(str::to_owned).into();
    let mut out = BTreeMap::new();
    for name in names {
        let short = table::slug(&name);
        let mut key = short.clone();
        let mut n = 2;
        while !taken.insert(key.clone()) {
            key = format!("{short}_{n}");
            n += 1;
        }
        out.insert(name, key);
    }
    out
}

/// A name without spaces around or doubled in it: the same team, however it was typed.
pub(super) fn tidy(name: Option<String>) -> Option<String> {
    let words: Vec<&str> = name.as_deref()?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
