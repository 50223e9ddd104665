//! The stages of a challenge as its form shows them: the ladder, and each stage gone through.

use chrono::NaiveDate;
use serde::Serialize;

use super::form;
use super::record_parts::{Fact, fact};
use crate::calendar::owed;
use crate::check::AlertCase;
use crate::derive::AnswerState;
use crate::policy::Stage;
use crate::record::codes;
use crate::record::{RaisedStage, Who};
use crate::words::{day, list};

/// A rung of the ladder.
#[derive(Serialize)]
pub(super) struct Rung {
    title: String,
    to: String,
    /// `done`, `current`, `skipped` or `ahead`.
    state: &'static str,
    words: String,
}

/// A stage gone through.
#[derive(Serialize)]
pub(super) struct Gone {
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
    /// What the procedure says of this stage besides.
    procedure: Option<String>,
}

/// Those to whom something goes, with their jobs; none where nobody is named.
pub(super) fn named(case: &AlertCase, who: &Who) -> Option<String> {
    let names: Vec<String> = who.keys().iter().map(|key| form::who(&case.record.people, key)).collect();
    (!names.is_empty()).then(|| list(&names))
}

/// The date for an answer; where the form sets another than the pack, both.
fn due_words(case: &AlertCase, at: usize, raised: &RaisedStage, due: NaiveDate) -> String {
    let limit = case.facts.stages.get(at).and_then(|f| f.limit);
    let usual = limit.and_then(|l| crate::calendar::apply(raised.raised, l).ok()).filter(|usual| *usual != due);
    let set = usual.map_or_else(String::new, |usual| format!(", set by the IRO (usual limit {})", day(usual)));
    let after = if case.facts.whole_due.is_some_and(|whole| due > whole) { "; after the limit of the whole process" } else { "" };
    format!("{}{set}{after}", owed(due, day))
}

/// The name of a stage gone through; where it was gone through before, with its number.
fn numbered(case: &AlertCase, at: usize, stage: &str) -> String {
    let same = |s: &&RaisedStage| s.stage == stage;
    let title = title_of(case, stage);
    let before = case.record.stages.iter().take(at).filter(same).count();
    if case.record.stages.iter().filter(same).count() > 1 { format!("{title} {}", before + 1) } else { title }
}

/// A stage's title in the pack; its key where it is not there.
pub(super) fn title_of(case: &AlertCase, stage: &str) -> String {
    let ladder = &case.policy.ladder;
    ladder.position(stage).and_then(|p| ladder.stages.get(p)).map_or_else(|| stage.to_owned(), |s| s.title.clone())
}

/// The pack's ladder with how far it was climbed. A stage gone through more than once has a rung for each time.
pub(super) fn rungs(case: &AlertCase) -> Vec<Rung> {
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

/// A stage gone through: who was asked, by when, what they answered, what was agreed.
pub(super) fn gone(case: &AlertCase, at: usize, raised: &RaisedStage) -> Gone {
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
            fact("Raised by", raised.raised_by.as_ref().map(|key| form::who(&case.record.people, key))),
            fact(
                "Receipt acknowledged",
                raised.acknowledged.map(day).or_else(|| {
                    let limit = rule_of(case, raised).and_then(|rule| rule.acknowledge_within)?;
                    Some(format!("to be, within {limit}: by {}", owed(crate::calendar::apply(raised.raised, limit).ok()?, day)))
                }),
            ),
            fact("Answer by", due.map(|d| due_words(case, at, raised, d))),
            fact(
                "Satisfied",
                (!raised.satisfied.is_empty())
                    .then(|| list(&raised.satisfied.iter().map(|key| form::who(&case.record.people, key)).collect::<Vec<_>>())),
            ),
            fact("Copied to", (!copied.is_empty()).then(|| list(&copied))),
            fact("Tracking", rule.is_some_and(|s| s.tracked).then_some("entered on the tracking sheet")),
        ]
        .into_iter()
        .flatten()
        .collect(),
        asked: match due {
            Some(due) => format!("To be answered by {to}, by {}", owed(due, day)),
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
                let by = meeting_due.map_or_else(String::new, |d| format!(" by {}", owed(d, day)));
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
        // What is still to be done is of use until it is answered.
        procedure: rule_of(case, raised)
            .filter(|_| raised.answer.is_none())
            .and_then(|rule| rule.note.clone())
            .map(|note| crate::words::capital(&note)),
    }
}

/// The pack's stage that a stage of the record is.
fn rule_of<'a>(case: &'a AlertCase, raised: &RaisedStage) -> Option<&'a Stage> {
    case.policy.ladder.stages.iter().find(|s| s.stage == raised.stage)
}
