//! The escalation alert form: a challenge on the authority's own form, with its own ladder. Issued to be answered, and again when
//! it is complete: the same record, the same form, its boxes filled. One form may be about several children; each one's folder
//! gets it.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::alert_requests::{Request, bare, requests};
use super::alert_stages::{Gone, Rung, gone, named, rungs, title_of};
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::calendar::owed;
use crate::check::{AlertCase, Named};
use crate::derive;
use crate::record::codes::{self, label};
use crate::words::{capital, day, list};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    good_practice: bool,
    many: bool,
    urgent: Option<String>,
    reply_to: Option<String>,
    practice: Vec<String>,
    state: String,
    ladder: Vec<Rung>,
    whole: Option<String>,
    grounds: Vec<String>,
    concerns: &'a [String],
    summary: Option<&'a str>,
    impact: Option<&'a str>,
    requests: Vec<Request>,
    informal: Vec<Dated>,
    stages: Vec<Gone>,
    skipped: Vec<Dated>,
    outside: Vec<Dated>,
    resolution: Option<Resolution>,
    /// What comes next if it is not resolved.
    next: Option<String>,
}

#[derive(Serialize)]
struct Dated {
    date: String,
    who: String,
    what: String,
    outcome: Option<String>,
}

#[derive(Serialize)]
struct Resolution {
    words: String,
    text: Option<String>,
    learning: Option<String>,
}

pub(super) fn plan(case: &AlertCase, _as_of: NaiveDate) -> Vec<Planned> {
    if case.record.stages.is_empty() && !case.record.is_good_practice() {
        return Vec::new(); // nothing was put to anybody in writing
    }
    let all: Vec<Named<'_>> = case.record.all_children().map(|(_, c)| Named::from(c)).collect();
    // A form about children of more than one family names to each only their own.
    all.iter().map(|child| one(case, *child, &case.family_of(child, &all))).collect()
}

/// The newest date of the record: the form's own, so that the same record gives the same form on any day.
fn newest(case: &AlertCase) -> NaiveDate {
    let r = &case.record;
    let stages = r
        .stages
        .iter()
        .flat_map(|s| [Some(s.raised), s.answer.as_ref().map(|a| a.date), s.meeting.as_ref().map(|m| m.date)].into_iter().flatten());
    stages.chain([r.raised]).chain(r.resolution.as_ref().map(|x| x.date)).max().unwrap_or(r.raised)
}

fn one(case: &AlertCase, child: Named<'_>, all: &[Named<'_>]) -> Planned {
    let (r, policy) = (&case.record, &case.policy);
    let people = &r.people;
    let concern = !r.is_good_practice();
    let head = Head {
        policy,
        document: "alert_form",
        title: if r.is_good_practice() { "recognition" } else { "alert_form" },
        child,
        held: r.raised,
        date: newest(case),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let names: Vec<String> = all.iter().map(|c| c.name.to_owned()).collect();
    let many = all.len() > 1;
    let each = |c: &Named<'_>| fact("Child", Some(format!("{}, born {}, {}", c.name, day(c.born), c.reference)));
    let status = r.all_children().find_map(|(_, c)| c.legal_status.clone());
    let verb = if r.is_good_practice() { "sent" } else { "raised" };
    let form = form::form(
        &head,
        format!("{} · {verb} on {}", list(&names), day(r.raised)),
        all.iter().map(each).chain([
            fact("Legal status", status),
            fact("Review", r.review.map(day)),
            fact("Starred", (!r.starred.is_empty()).then(|| starred(&r.starred))),
            fact("Rating", r.rating.as_deref().map(|rating| format!("rated {rating}"))),
        ]),
        [
            fact("From", derive::sender(r).map(|(key, _)| form::who(people, key))),
            fact("To", named(case, &r.to)),
            fact(
                if r.resolution.is_some() { "Ended with" } else { "Now with" },
                r.stages.last().and_then(|s| named(case, &s.to)).filter(|_| concern),
            ),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
            fact("Transfer", r.transfer.as_ref().map(|t| format!("to {} on {}", t.to, day(t.date)))),
        ],
    );
    let view = View {
        form,
        good_practice: r.is_good_practice(),
        many,
        urgent: r.urgent.then(|| {
            let start =
                r.stages.first().map_or_else(String::new, |s| format!(": it starts at {}", title_of(case, &s.stage).to_lowercase()));
            format!("Urgent{start}.")
        }),
        reply_to: form::reply_to(derive::sender(r).map(|(_, p)| p)),
        practice: super::rag_notification::kinds(policy, &r.practice),
        state: state(case),
        ladder: if concern { rungs(case) } else { Vec::new() },
        whole: case.facts.whole_due.filter(|_| concern).map(|due| {
            format!(
                "The whole process takes at most {} from {}: until {}.",
                case.facts.whole_limit,
                day(case.facts.formal_since),
                owed(due, day)
            )
        }),
        grounds: r
            .grounds
            .iter()
            .map(|code| match policy.grounds.iter().find(|g| g.code == *code) {
                Some(ground) => format!("{code}. {}", ground.title),
                None => code.clone(),
            })
            .collect(),
        concerns: &r.concerns,
        summary: r.summary.as_deref(),
        impact: r.impact.as_deref(),
        requests: requests(case),
        informal: r
            .informal
            .iter()
            .map(|s| Dated {
                date: day(s.date),
                who: list(&s.with.iter().map(|key| form::who(people, key)).collect::<Vec<_>>()),
                what: s.what.clone(),
                outcome: s.outcome.clone(),
            })
            .collect(),
        stages: r.stages.iter().enumerate().map(|(i, s)| gone(case, i, s)).collect(),
        skipped: r
            .skipped
            .iter()
            .map(|s| Dated { date: title_of(case, &s.stage), who: "passed over".to_owned(), what: s.reason.clone(), outcome: None })
            .collect(),
        outside: outside(case),
        resolution: r.resolution.as_ref().map(|x| Resolution {
            words: format!("{} on {}", label(codes::RESOLUTION, &x.outcome), day(x.date)),
            text: x.text.clone(),
            learning: x.learning.clone(),
        }),
        next: case.facts.next(policy).filter(|_| concern).map(|stage| {
            let limit = match (stage.respond_within, stage.limit_may_be_set) {
                (Some(limit), _) => format!(", to answer within {limit}"),
                (None, true) => ", to answer by a date agreed then".to_owned(),
                (None, false) => String::new(),
            };
            format!("{}: {}{limit}", stage.title, list(&stage.to))
        }),
    };
    let mut sections = if concern { vec!["ladder", "grounds", "impact", "requests", "resolution"] } else { vec!["practice"] };
    sections.extend((concern && !r.stages.is_empty()).then_some("answers"));
    let texts = match concern {
        true => r.requests.iter().map(|q| bare(&q.what).to_owned()).chain(r.concerns.iter().cloned()).collect(),
        false => Vec::new(),
    };
    let recipient =
        r.stages.last().map_or(&r.to, |s| &s.to).keys().first().and_then(|key| people.get(key)).map_or("file", |p| p.role.as_str());
    // What was issued to be answered stays beside what it came to.
    let complete = r.resolution.is_some();
    let stem = match (concern, complete) {
        (false, _) => "good-practice",
        (true, false) => "alert-form",
        (true, true) => "alert-form-complete",
    };
    let mut planned = form::planned(&head, &view, recipient, stem, &sections, texts, Vec::new());
    if concern && complete {
        planned.issued_as.push("alert-form".to_owned());
    }
    planned
}

fn starred(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("number{} {} of the review", if numbers.len() == 1 { "" } else { "s" }, list(&numbers))
}

/// Where it stands, in a sentence.
fn state(case: &AlertCase) -> String {
    let r = &case.record;
    if r.is_good_practice() {
        return "Sent for information: no answer is needed.".to_owned();
    }
    match (&r.resolution, r.stages.last().zip(case.facts.stages.last())) {
        (Some(end), _) => format!("Complete: {} on {}.", label(codes::RESOLUTION, &end.outcome).to_lowercase(), day(end.date)),
        (None, Some((stage, facts))) => match (facts.due, &stage.answer) {
            (_, Some(answer)) if stage.outcome.as_deref() == Some("not_resolved") => {
                format!("Answered on {} at {}, and not resolved.", day(answer.date), title_of(case, &stage.stage).to_lowercase())
            }
            (_, Some(answer)) => format!("Answered on {}; the IRO has not settled it yet.", day(answer.date)),
            (Some(due), None) => format!("Issued to be answered at {} by {}.", title_of(case, &stage.stage).to_lowercase(), owed(due, day)),
            (None, None) => format!("Issued to be answered at {}.", title_of(case, &stage.stage).to_lowercase()),
        },
        (None, None) => "Not raised yet.".to_owned(),
    }
}

/// Cafcass and legal advice.
fn outside(case: &AlertCase) -> Vec<Dated> {
    let r = &case.record;
    let mut all: Vec<Dated> = r
        .legal_advice
        .iter()
        .map(|a| Dated {
            date: day(a.date),
            who: a.from.as_ref().map_or_else(|| "independent legal advice".to_owned(), |f| format!("legal advice: {f}")),
            what: format!("Asked about: {}", a.about),
            outcome: case.policy.ladder.legal_advice.by_way_of.as_ref().map(|way| format!("Asked for by way of the {way}.")),
        })
        .collect();
    if let Some(c) = &r.cafcass {
        let consulted = c.consulted.iter().map(|key| form::who(&r.people, key)).collect::<Vec<_>>();
        let on = c.consulted_on.map_or_else(String::new, |d| format!(" on {}", day(d)));
        all.push(Dated {
            date: c.referred.map_or_else(|| "Cafcass considered".to_owned(), day),
            who: if c.referred.is_some() { "referred to Cafcass".to_owned() } else { "not referred".to_owned() },
            what: match consulted.is_empty() {
                true => c.reason.clone(),
                false => format!("{} Consulted{on}: {}.", capital(c.reason.trim()), list(&consulted)),
            },
            outcome: c.outcome.clone(),
        });
    }
    all
}
