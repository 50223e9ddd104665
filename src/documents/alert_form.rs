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
    /// What became of it.
    done: Option<String>,
    late: bool,
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
    /// Chair, minutes, who was there.
    meeting_facts: Vec<Fact>,
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
    let texts = match concern {
        true => r.requests.iter().map(|q| bare(&q.what).to_owned()).chain(r.concerns.iter().cloned()).collect(),
        false => Vec::new(),
    };
    let recipient =
        r.stages.last().map_or(&r.to, |s| &s.to).keys().first().and_then(|key| people.get(key)).map_or("file", |p| p.role.as_str());
    form::planned(&head, &view, recipient, if concern { "alert-form" } else { "good-practice" }, &sections, texts)
}

/// Those to whom something goes, with their jobs; none where nobody is named.
fn named(case: &AlertCase, who: &Who) -> Option<String> {
    let names: Vec<String> = who.keys().iter().map(|key| form::who(&case.record.people, key)).collect();
    (!names.is_empty()).then(|| list(&names))
}

/// The date for an answer; where the form sets another than the pack, both.
fn due_words(case: &AlertCase, at: usize, raised: &RaisedStage, due: NaiveDate) -> String {
    let limit = case.facts.stages.get(at).and_then(|f| f.limit);
    let usual = limit.and_then(|l| crate::calendar::apply(raised.raised, l).ok()).filter(|usual| *usual != due);
    let set = usual.map_or_else(String::new, |usual| format!(", set by the IRO (usual limit {})", day(usual)));
    let after = if case.facts.whole_due.is_some_and(|whole| due > whole) { "; after the limit of the whole process" } else { "" };
    format!("{}{set}{after}", day(due))
}

fn starred(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("number{} {} of the review", if numbers.len() == 1 { "" } else { "s" }, list(&numbers))
}

pub(super) fn requests(case: &AlertCase) -> Vec<Request> {
    let r = &case.record;
    r.requests
        .iter()
        .enumerate()
        .map(|(i, q)| Request {
            number: i + 1,
            what: bare(&q.what).to_owned() + ".",
            by: q.by.map(day),
            who: q.who.as_ref().map(|key| crate::check::name_in(&r.people, key).to_owned()),
            done: match (q.done, q.by) {
                (Some(done), Some(by)) if done > by => Some(format!("Done on {}, {} late", day(done), form::days((done - by).num_days()))),
                (Some(done), _) => Some(format!("Done on {}", day(done))),
                (None, _) if r.resolution.is_some() => Some("Not done".to_owned()),
                (None, _) => None,
            },
            late: q.done.zip(q.by).is_some_and(|(done, by)| done > by),
        })
        .collect()
}

/// A request without its full stop, which the form sets.
pub(super) fn bare(what: &str) -> &str {
    what.trim().trim_end_matches('.')
}

/// The requests as they stood on the date of a letter: those still open, and those met by then.
pub(super) fn requests_on(case: &AlertCase, date: NaiveDate) -> (Vec<Request>, Vec<Request>) {
    let r = &case.record;
    let to = r.letter.as_ref().map(|l| l.to.as_str());
    let met = |q: &crate::record::Request| q.done.is_some_and(|d| d <= date);
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for (request, q) in requests(case).into_iter().zip(&r.requests) {
        if met(q) {
            done.push(Request { done: q.done.map(|d| format!("Met on {}", day(d))), late: false, ..request });
        } else {
            let overdue = q.by.filter(|by| *by < date).map(|_| "Its date has passed, and it is not recorded as done".to_owned());
            let who = if q.who.is_some() && q.who.as_deref() == to { Some("you".to_owned()) } else { request.who };
            open.push(Request { late: overdue.is_some(), done: overdue, who, ..request });
        }
    }
    (open, done)
}

/// The name of a stage gone through; where it was gone through before, with its number.
fn numbered(case: &AlertCase, at: usize, stage: &str) -> String {
    let same = |s: &&RaisedStage| s.stage == stage;
    let title = title_of(case, stage);
    let before = case.record.stages.iter().take(at).filter(same).count();
    if case.record.stages.iter().filter(same).count() > 1 { format!("{title} {}", before + 1) } else { title }
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
            (_, Some(answer)) if stage.outcome.as_deref() == Some("not_resolved") => {
                format!("Answered on {} at {}, and not resolved.", day(answer.date), title_of(case, &stage.stage).to_lowercase())
            }
            (_, Some(answer)) => format!("Answered on {}; the IRO has not settled it yet.", day(answer.date)),
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
                title: numbered(case, *i, &stage.stage),
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
                    () if r.resolution.is_some() => "Not needed".to_owned(),
                    () => limit_words(stage),
                },
            });
        }
    }
    rungs
}

fn limit_words(stage: &Stage) -> String {
    match (stage.respond_within, stage.limit_may_be_set) {
        (Some(limit), _) => format!("Not reached: {limit} to answer"),
        (None, true) => "Not reached: a date for the answer is set then".to_owned(),
        (None, false) => "Not reached".to_owned(),
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
        title: numbered(case, at, &raised.stage),
        facts: [
            fact("To", Some(to.clone())),
            fact("Raised", Some(day(raised.raised))),
            fact("Answer by", due.map(|d| due_words(case, at, raised, d))),
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
            (Some(held), _) => Some(format!("Meeting on {}", day(held.date))),
            (None, Some(rule)) if last && r.resolution.is_none() => {
                let by = meeting_due.map_or_else(String::new, |d| format!(" by {}", day(d)));
                let iro = if rule.iro_attends { "" } else { "; the reviewing officer does not attend" };
                let minuted = if rule.minuted { ", minuted independently" } else { "" };
                Some(format!("A meeting is to be held{by}, chaired by the {}{minuted}{iro}", rule.chaired_by))
            }
            _ => None,
        },
        meeting_facts: raised.meeting.as_ref().map_or_else(Vec::new, |held| {
            let others = held.present.iter().filter(|key| held.chaired_by.as_ref() != Some(key));
            let others: Vec<String> = others.map(|key| form::who(people, key)).collect();
            let away = meeting_rule.is_some_and(|m| !m.iro_attends);
            [
                fact("Chair", held.chaired_by.as_ref().map(|key| form::who(people, key))),
                fact("Minutes", held.minuted_by.clone()),
                fact("Present", (!others.is_empty()).then(|| list(&others))),
                fact("IRO", away.then_some("does not attend this meeting")),
            ]
            .into_iter()
            .flatten()
            .collect()
        }),
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
            who: a.from.as_ref().map_or_else(|| "independent legal advice".to_owned(), |f| format!("legal advice: {f}")),
            what: format!("Asked about: {}", a.about),
            outcome: None,
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
