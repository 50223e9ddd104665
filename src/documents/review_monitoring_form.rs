//! Review monitoring form: the figures of one review for the service. Made where the pack asks for one.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::{Fact, fact, full_stop};
use crate::check::{Case, Named};
use crate::derive::{self, Step, StepState};
use crate::record::codes::{self, label};
use crate::record::{Record, Status};
use crate::words::{capital, day, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    timing: Vec<Fact>,
    participation: Vec<Fact>,
    papers: Vec<Fact>,
    steps: Vec<[String; 4]>,
    next: Vec<Fact>,
    rating: Option<Rating>,
}

#[derive(Serialize)]
struct Rating {
    key: String,
    word: String,
}

pub(super) fn plan(case: &Case, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy, facts) = (&case.record, &case.policy, &case.facts);
    if r.status < Status::Draft || !policy.after.contains_key("monitoring_form") {
        return Vec::new();
    }
    let held = facts.held;
    let head = Head {
        policy,
        document: "review_monitoring_form",
        title: "review_monitoring_form",
        child: Named::from(&r.child),
        held,
        date: r.issued.monitoring_form.or(r.issued.record).unwrap_or(held),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let people = &r.people;
    let form = form::form(
        &head,
        format!("{} · review of {}", r.child.name, day(held)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Born", Some(format!("{} (age {})", day(r.child.date_of_birth), facts.age))),
            fact("Legal status", Some(label(codes::LEGAL_STATUS, &r.child.legal_status.code))),
            fact("Lives in", Some(label(codes::PLACEMENT, &r.child.placement.kind))),
        ],
        [
            fact("IRO", derive::iro(r).map(|p| p.name.clone())),
            fact("Social worker", form::worker(people)),
            fact("Team", form::team(people)),
            fact("Review", policy.reviews.get(&r.review.kind).map(|t| capital(&t.name))),
        ],
    );
    let timing = [
        fact(
            "Held",
            Some(match r.review.meetings.as_slice() {
                [] => day(held),
                all => format!("in a series: {}", crate::words::list(&all.iter().map(|m| day(m.date)).collect::<Vec<_>>())),
            }),
        ),
        fact("Due by", facts.due.as_ref().map(|d| format!("{}, {}", day(d.date), d.words()))),
        fact("In timescale", facts.on_time().map(yes_no)),
        fact("Why not", r.review.late_reason.clone()),
        fact(
            "Adjourned",
            r.review.adjourned.as_ref().map(|a| {
                let resumed = a.resumed.map_or_else(|| "not resumed yet".to_owned(), |d| format!("resumed on {}", day(d)));
                let limit = facts.resume_by.map_or_else(String::new, |d| format!(" (limit {})", day(d)));
                format!("{}: {} It was {resumed}{limit}", label(codes::ADJOURNED, &a.reason), full_stop(&a.explanation))
            }),
        ),
        fact("Issued late", r.issued.late_reason.clone()),
    ];
    let chaired = r.review.chaired_by.iter().any(|k| k == crate::record::CHILD);
    let participation = r.participation.as_ref().map(|p| {
        [
            fact("Participation", Some(format!("{}: {}", p.code, taking_part(&p.code)))),
            fact(
                "Seen in private",
                Some(match (p.seen_alone, &p.not_seen_alone) {
                    (Some(date), _) => day(date),
                    (None, Some(why)) => format!("no: {why}"),
                    (None, None) => "no".to_owned(),
                }),
            ),
            fact("Child chaired", Some(if facts.age < 4 { "not applicable, under four".to_owned() } else { yes_no(chaired) })),
            fact("Knows the IRO", p.knows_iro.filter(|_| facts.age >= 4).map(yes_no)),
            fact("Parents", Some(parents(r))),
        ]
    });
    let missing = |missing: bool| {
        let wanted = r.papers.iter().flatten().filter(|p| p.missing.is_some() == missing);
        let words = |p: &crate::record::Paper| {
            let name = case.policy.paper_title(&p.paper).to_lowercase();
            let stale = if p.up_to_date == Some(false) { " (not up to date)" } else { "" };
            match (&p.missing, p.received) {
                (Some(why), _) => format!("{name}: {}", full_stop(why)),
                (None, Some(date)) => format!("{name} on {}{stale}", short_day(date)),
                (None, None) => format!("{name}{stale}"),
            }
        };
        let names: Vec<String> = wanted.map(words).collect();
        match (names.is_empty(), missing) {
            (true, _) => "none".to_owned(),
            (false, true) => names.join(" "),
            (false, false) => names.join("; "),
        }
    };
    let next = r.next_review.as_ref();
    let view = View {
        form,
        timing: timing.into_iter().flatten().collect(),
        participation: participation.into_iter().flatten().flatten().collect(),
        papers: [
            fact("Received", Some(missing(false))),
            fact("Missing", Some(missing(true))),
            fact("Last decisions", r.previous_decisions.as_ref().map(|d| before(d))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        steps: steps(facts),
        next: [
            fact("Next review", next.map(|n| n.date.map_or_else(|| "none".to_owned(), day))),
            fact("Due by", facts.next_due.as_ref().map(|d| day(d.date))),
            fact("Inside its limit", next.and_then(|n| n.date).zip(facts.next_due.as_ref()).map(|(d, due)| yes_no(d <= due.date))),
            fact("New decisions", Some(format!("{}", r.decisions.iter().flatten().count()))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        rating: r.rag.as_ref().map(|rag| Rating { key: rag.rating.clone(), word: capital(case.policy.rating_title(&rag.rating)) }),
    };
    vec![form::planned(
        &head,
        &view,
        "file",
        "review-monitoring-form",
        &["timing", "participation", "papers", "steps", "next"],
        Vec::new(),
        Vec::new(),
    )]
}

/// The SSDA903 participation codes in words.
fn taking_part(code: &str) -> &'static str {
    match code {
        "PN0" => "under four",
        "PN1" => "attended and spoke for themself",
        "PN2" => "attended, an advocate spoke",
        "PN3" => "attended, and showed their views without words",
        "PN4" => "attended, and did not contribute",
        "PN5" => "did not attend, briefed an advocate",
        "PN6" => "did not attend, sent their views another way",
        "PN7" => "did not attend, and sent no views",
        _ => "",
    }
}

fn parents(r: &Record) -> String {
    let parents: Vec<String> = r
        .attendance
        .iter()
        .flatten()
        .filter_map(|a| r.people.get(&a.person).filter(|p| p.is_parent()).map(|p| (p, a.how)))
        .map(|(p, how)| format!("{}: {}", p.title.clone().unwrap_or_else(|| "parent".to_owned()), how.label().to_lowercase()))
        .collect();
    if parents.is_empty() { "none listed".to_owned() } else { parents.join("; ") }
}

fn before(decisions: &[crate::record::PreviousDecision]) -> String {
    let done = decisions.iter().filter(|d| d.outcome == "done").count();
    let partly = decisions.iter().filter(|d| d.outcome == "partly_done").count();
    let not = decisions.iter().filter(|d| d.outcome == "not_done").count();
    let replaced = decisions.len() - done - partly - not;
    let counts = [(done, "done"), (partly, "partly done"), (not, "not done"), (replaced, "replaced")];
    let words: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    format!("{}, of {}", crate::words::list(&words), decisions.len())
}

/// The steps before and after the review, in the order of their limits; this form itself is none of them until it is done.
fn steps(facts: &derive::Facts) -> Vec<[String; 4]> {
    let mut all: Vec<&Step> = facts.before.iter().chain(&facts.steps).filter(|s| s.key != "monitoring_form" || s.done.is_some()).collect();
    all.sort_by_key(|s| (s.due.is_none(), s.due));
    all.into_iter().map(row).collect()
}

/// A step as a row: what, who, by when, done.
fn row(step: &Step) -> [String; 4] {
    let done = match (step.state(), step.done) {
        (StepState::Late(days), Some(done)) => format!("{}, {days} day{} late", short_day(done), if days == 1 { "" } else { "s" }),
        (_, Some(done)) => short_day(done),
        _ => "not recorded".to_owned(),
    };
    [capital(&step.title), step.by.clone(), step.due.map_or_else(|| "–".to_owned(), short_day), done]
}
