//! The escalation alert form: a challenge on the authority's own form, with its own ladder. Issued to be answered, and again when
//! it is complete: the same record, the same form, its boxes filled. One form may be about several children; each one's folder
//! gets it.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::{Fact, fact};
use crate::check::{AlertCase, Named};
use crate::derive::{self, AnswerState};
use crate::policy::Stage;
use crate::record::codes::{self, label};
use crate::record::{RaisedStage, Who};
use crate::words::{capital, day, list};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    good_practice: bool,
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
struct Rung {
    title: String,
    to: String,
    /// `done`, `current`, `skipped` or `ahead`.
    state: &'static str,
    words: String,
}

#[derive(Serialize)]
pub(super) struct Request {
    number: usize,
    what: String,
    by: Option<String>,
    who: Option<String>,
    done: Option<String>,
}

impl Request {
    /// As it was asked for, whatever became of it since.
    pub(super) fn before_it_was_done(self) -> Self {
        Self { done: None, ..self }
    }
}

#[derive(Serialize)]
struct Dated {
    date: String,
    who: String,
    what: String,
    outcome: Option<String>,
}

#[derive(Serialize)]
struct Gone {
    title: String,
    facts: Vec<Fact>,
    /// By when and by whom an answer is asked for.
    asked: String,
    answer: Option<String>,
    answered: Option<String>,
    /// Whether the box is still to be filled in.
    open: bool,
    meeting: Option<String>,
    /// What was agreed there.
    agreed: Option<String>,
    statement: Option<String>,
    outcome: Option<&'static str>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Resolution {
    words: String,
    text: Option<String>,
    learning: Option<String>,
}

pub(super) fn plan(case: &AlertCase, _as_of: NaiveDate) -> Vec<Planned> {
    let all: Vec<Named<'_>> = case.record.all_children().map(|(_, c)| Named::from(c)).collect();
    all.iter().map(|child| one(case, *child, &all)).collect()
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
    let head = Head {
        policy,
        document: "alert_form",
        title: if r.is_good_practice() { "recognition" } else { "alert_form" },
        child,
        held: r.raised,
        date: newest(case),
        draft: case.draft,
        version: r.version,
    };
    let names: Vec<String> = all.iter().map(|c| c.name.to_owned()).collect();
    let references: Vec<String> = all.iter().map(|c| c.reference.to_owned()).collect();
    let born: Vec<String> = all.iter().map(|c| day(c.born)).collect();
    let (one, many) = (all.len() == 1, all.len() > 1);
    let form = form::form(
        &head,
        format!("{} · raised on {}", list(&names), day(r.raised)),
        [
            fact("Child", one.then(|| list(&names))),
            fact("Children", many.then(|| list(&names))),
            fact("Born", Some(list(&born))),
            fact("Reference", Some(list(&references))),
            fact("Review", r.review.map(day)),
            fact("Starred", (!r.starred.is_empty()).then(|| starred(&r.starred))),
            fact("Rating", r.rating.as_deref().map(|rating| format!("{} again", capital(rating)))),
        ],
        [
            fact("From", derive::sender(r).map(|(key, _)| form::who(people, key))),
            fact("To", r.stages.last().map_or_else(|| named(case, &r.to), |s| named(case, &s.to))),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
            fact("Transfer", r.transfer.as_ref().map(|t| format!("to {} on {}", t.to, day(t.date)))),
        ],
    );
    let concern = !r.is_good_practice();
    let view = View {
        form,
        good_practice: r.is_good_practice(),
        practice: super::rag_notification::kinds(policy, &r.practice),
        state: state(case),
        ladder: if concern { rungs(case) } else { Vec::new() },
        whole: case.facts.whole_due.filter(|_| concern).map(|due| {
            format!("The whole process takes at most {} from {}: until {}.", case.facts.whole_limit, day(case.facts.formal_since), day(due))
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
    let texts = r.requests.iter().map(|q| q.what.clone()).chain(r.concerns.iter().cloned()).collect();
    let recipient =
        r.stages.last().map_or(&r.to, |s| &s.to).keys().first().and_then(|key| people.get(key)).map_or("file", |p| p.role.as_str());
    form::planned(&head, &view, recipient, if concern { "alert-form" } else { "good-practice" }, &sections, texts)
}

/// Those to whom something goes, with their jobs; none where nobody is named.
fn named(case: &AlertCase, who: &Who) -> Option<String> {
    let names: Vec<String> = who.keys().iter().map(|key| form::who(&case.record.people, key)).collect();
    (!names.is_empty()).then(|| list(&names))
}

fn starred(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("decision{} {}", if numbers.len() == 1 { "" } else { "s" }, list(&numbers))
}

pub(super) fn requests(case: &AlertCase) -> Vec<Request> {
    let r = &case.record;
    r.requests
        .iter()
        .enumerate()
        .map(|(i, q)| Request {
            number: i + 1,
            what: q.what.trim().trim_end_matches('.').to_owned() + ".",
            by: q.by.map(day),
            who: q.who.as_ref().map(|key| crate::check::name_in(&r.people, key).to_owned()),
            done: q.done.map(day),
        })
        .collect()
}

fn title_of(case: &AlertCase, stage: &str) -> String {
    let ladder = &case.policy.ladder;
    ladder.position(stage).and_then(|p| ladder.stages.get(p)).map_or_else(|| stage.to_owned(), |s| s.title.clone())
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
            (_, Some(answer)) => format!("Answered on {}; the reviewing officer has not settled it yet.", day(answer.date)),
            (Some(due), None) => format!("Issued to be answered at {} by {}.", title_of(case, &stage.stage).to_lowercase(), day(due)),
            (None, None) => format!("Issued to be answered at {}.", title_of(case, &stage.stage).to_lowercase()),
        },
        (None, None) => "Not raised yet.".to_owned(),
    }
}

/// The pack's ladder with how far it was climbed. A stage gone through more than once has a rung for each time.
fn rungs(case: &AlertCase) -> Vec<Rung> {
    let (r, facts, ladder) = (&case.record, &case.facts, &case.policy.ladder);
    let mut rungs = Vec::new();
    for (at, stage) in ladder.stages.iter().enumerate() {
        let times: Vec<(usize, &RaisedStage)> =
            r.stages.iter().enumerate().filter(|(i, _)| facts.stages.get(*i).is_some_and(|f| f.position == Some(at))).collect();
        for (i, raised) in &times {
            let last = i + 1 == r.stages.len();
            let current = last && r.resolution.is_none();
            rungs.push(Rung {
                title: stage.title.clone(),
                to: named(case, &raised.to).unwrap_or_else(|| list(&stage.to)),
                state: if current { "current" } else { "done" },
                words: gone_words(case, *i, raised, current),
            });
        }
        if times.is_empty() {
            let skipped = r.skipped.iter().find(|s| s.stage == stage.stage);
            let informal = stage.informal && !r.informal.is_empty();
            rungs.push(Rung {
                title: stage.title.clone(),
                to: list(&stage.to),
                state: match () {
                    () if informal => "done",
                    () if skipped.is_some() || facts.passed_over.contains(&at) => "skipped",
                    () => "ahead",
                },
                words: match () {
                    () if informal => "Informal steps were taken: see below".to_owned(),
                    () if skipped.is_some() || facts.passed_over.contains(&at) => "Passed over".to_owned(),
                    () => limit_words(stage),
                },
            });
        }
    }
    rungs
}

fn limit_words(stage: &Stage) -> String {
    match (stage.respond_within, stage.limit_may_be_set) {
        (Some(limit), true) => format!("answers within {limit}, or by the date on the form"),
        (Some(limit), false) => format!("answers within {limit}"),
        (None, true) => "answers by a date that is agreed then".to_owned(),
        (None, false) => String::new(),
    }
}

fn gone_words(case: &AlertCase, at: usize, raised: &RaisedStage, current: bool) -> String {
    let Some(facts) = case.facts.stages.get(at) else { return String::new() };
    let due = facts.due.map_or_else(String::new, |d| format!(", answer by {}", day(d)));
    let answered = match (facts.state, &raised.answer) {
        (AnswerState::Late(days), Some(a)) => {
            format!(", answered on {} ({days} day{} late)", day(a.date), if days == 1 { "" } else { "s" })
        }
        (_, Some(a)) => format!(", answered on {}", day(a.date)),
        (AnswerState::MovedUp, None) => ", not answered: moved up".to_owned(),
        _ => String::new(),
    };
    let here = if current { "Now here: raised on " } else { "Raised on " };
    format!("{here}{}{due}{answered}", day(raised.raised))
}

fn gone(case: &AlertCase, at: usize, raised: &RaisedStage) -> Gone {
    let (r, policy) = (&case.record, &case.policy);
    let people = &r.people;
    let rule = policy.ladder.position(&raised.stage).and_then(|p| policy.ladder.stages.get(p));
    let due = case.facts.stages.get(at).and_then(|f| f.due);
    let to = named(case, &raised.to).unwrap_or_else(|| rule.map_or_else(String::new, |s| list(&s.to)));
    let copied = raised.copied_to.iter().map(|key| form::who(people, key)).collect::<Vec<_>>();
    let copied = if copied.is_empty() { rule.map_or_else(Vec::new, |s| s.copied_to.clone()) } else { copied };
    let meeting_rule = rule.and_then(|s| s.meeting.as_ref());
    let meeting_due = case.facts.stages.get(at).and_then(|f| f.meeting_due);
    let last = at + 1 == r.stages.len();
    Gone {
        title: title_of(case, &raised.stage),
        facts: [
            fact("To", Some(to.clone())),
            fact("Raised", Some(day(raised.raised))),
            fact("Answer by", due.map(day)),
            fact("Copied to", (!copied.is_empty()).then(|| list(&copied))),
            fact("Tracking", rule.is_some_and(|s| s.tracked).then_some("entered on the tracking sheet")),
        ]
        .into_iter()
        .flatten()
        .collect(),
        asked: match due {
            Some(due) => format!("To be answered by {to}, by {}", day(due)),
            None => format!("To be answered by {to}"),
        },
        answer: raised.answer.as_ref().map(|a| a.text.clone()),
        answered: raised.answer.as_ref().map(|a| {
            let by = a.by.as_ref().map_or_else(String::new, |key| format!(", {}", form::who(people, key)));
            let late = match case.facts.stages.get(at).map(|f| f.state) {
                Some(AnswerState::Late(days)) => format!(" ({days} day{} late)", if days == 1 { "" } else { "s" }),
                _ => String::new(),
            };
            format!("{}{by}{late}", day(a.date))
        }),
        open: raised.answer.is_none() && last && r.resolution.is_none(),
        meeting: match (&raised.meeting, meeting_rule) {
            (Some(held), _) => {
                let chaired = held.chaired_by.as_ref().map_or_else(String::new, |key| format!(", chaired by {}", form::who(people, key)));
                let minuted = held.minuted_by.as_ref().map_or_else(String::new, |m| format!(", minuted by {m}"));
                let present = held.present.iter().map(|key| form::who(people, key)).collect::<Vec<_>>();
                let present = if present.is_empty() { String::new() } else { format!(", with {}", list(&present)) };
                Some(format!("Meeting on {}{chaired}{minuted}{present}", day(held.date)))
            }
            (None, Some(rule)) if last && r.resolution.is_none() => {
                let by = meeting_due.map_or_else(String::new, |d| format!(" by {}", day(d)));
                let iro = if rule.iro_attends { "" } else { "; the reviewing officer does not attend" };
                let minuted = if rule.minuted { ", minuted independently" } else { "" };
                Some(format!("A meeting is to be held{by}, chaired by the {}{minuted}{iro}", rule.chaired_by))
            }
            _ => None,
        },
        agreed: raised.meeting.as_ref().and_then(|m| m.outcome.clone()),
        statement: raised.statement.clone(),
        outcome: raised.outcome.as_deref().map(|o| codes::RESOLUTION.iter().find(|c| c.key == o).map_or("", |c| c.label)),
        note: raised.note.clone(),
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
            who: a.from.as_ref().map_or_else(|| "independent legal advice".to_owned(), |f| format!("legal advice from {f}")),
            what: a.about.clone(),
            outcome: None,
        })
        .collect();
    if let Some(c) = &r.cafcass {
        let consulted = c.consulted.iter().map(|key| form::who(&r.people, key)).collect::<Vec<_>>();
        let on = c.consulted_on.map_or_else(String::new, |d| format!(" on {}", day(d)));
        all.push(Dated {
            date: c.referred.map_or_else(|| "Not referred".to_owned(), day),
            who: if c.referred.is_some() { "referred to Cafcass".to_owned() } else { "Cafcass considered".to_owned() },
            what: match consulted.is_empty() {
                true => c.reason.clone(),
                false => format!("{} Consulted{on}: {}.", capital(c.reason.trim()), list(&consulted)),
            },
            outcome: c.outcome.clone(),
        });
    }
    all
}
