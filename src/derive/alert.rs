//! How a challenge stands: each stage's limit and answer, the whole process, what comes next.

use chrono::NaiveDate;

use crate::calendar::{self, Limit};
use crate::policy::{Policy, Stage};
use crate::record::{Alert, RaisedStage};

/// How a stage was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// Answered by its limit, or without one.
    InTime,
    /// Answered after it, by so many days.
    Late(i64),
    /// Not answered; its limit has not come, or it has none.
    Waiting,
    /// Not answered, and its limit passed so many days ago.
    Overdue(i64),
    /// Not answered, but the matter moved up.
    MovedUp,
}

/// A stage gone through.
#[derive(Debug, Clone)]
pub struct StageFacts {
    /// Its place in the ladder; none for a stage that is not in it.
    pub position: Option<usize>,
    /// The last day for an answer.
    pub due: Option<NaiveDate>,
    /// The pack's limit.
    pub limit: Option<Limit>,
    /// How it was answered.
    pub state: AnswerState,
    /// The last day for its meeting.
    pub meeting_due: Option<NaiveDate>,
}

/// How a challenge stands on a date.
#[derive(Debug, Clone)]
pub struct AlertFacts {
    /// Each stage, in the order of the record.
    pub stages: Vec<StageFacts>,
    /// The day the first formal stage was raised.
    pub formal_since: NaiveDate,
    /// The last day of the whole process.
    pub whole_due: Option<NaiveDate>,
    /// Its limit.
    pub whole_limit: Limit,
    /// Whether it is still open.
    pub open: bool,
    /// The day it ended, or the date taken as today's.
    pub until: NaiveDate,
    /// Places in the ladder of stages that were passed over without having been gone through.
    pub passed_over: Vec<usize>,
    /// The place in the ladder of the stage it has come to.
    pub current: Option<usize>,
}

impl AlertFacts {
    /// Whether the whole process went past its limit.
    #[must_use]
    pub fn over_limit(&self) -> bool {
        self.whole_due.is_some_and(|due| self.until > due)
    }

    /// The stage that would come next; none where it is settled or at the top.
    #[must_use]
    pub fn next<'a>(&self, policy: &'a Policy) -> Option<&'a Stage> {
        let current = policy.ladder.stages.get(self.current?)?;
        policy.ladder.next(&current.stage).filter(|_| self.open)
    }
}

/// Works out how a challenge stands.
#[must_use]
pub fn alert_facts(alert: &Alert, policy: &Policy, as_of: NaiveDate) -> AlertFacts {
    let ladder = &policy.ladder;
    let until = alert.resolution.as_ref().map_or(as_of, |r| r.date);
    let stages: Vec<StageFacts> = alert
        .stages
        .iter()
        .enumerate()
        .map(|(i, raised)| stage(raised, alert.stages.get(i + 1), policy, until, alert.resolution.is_some()))
        .collect();
    let is_formal = |s: &&RaisedStage| ladder.position(&s.stage).and_then(|p| ladder.stages.get(p)).is_none_or(|s| !s.informal);
    let formal_since = alert.stages.iter().filter(is_formal).map(|s| s.raised).min().unwrap_or(alert.raised);
    let gone: Vec<usize> = stages.iter().filter_map(|s| s.position).collect();
    let highest = gone.iter().max().copied();
    let passed_over = highest.map_or_else(Vec::new, |top| (0..top).filter(|p| !gone.contains(p)).collect());
    AlertFacts {
        formal_since,
        whole_due: calendar::apply(formal_since, ladder.whole.within).ok(),
        whole_limit: ladder.whole.within,
        open: alert.resolution.is_none(),
        until,
        passed_over,
        current: stages.last().and_then(|s| s.position),
        stages,
    }
}

fn stage(raised: &RaisedStage, after: Option<&RaisedStage>, policy: &Policy, until: NaiveDate, settled: bool) -> StageFacts {
    let position = policy.ladder.position(&raised.stage);
    let rule = position.and_then(|p| policy.ladder.stages.get(p));
    let limit = rule.and_then(|r| r.respond_within);
    let due = raised.due.or_else(|| calendar::apply(raised.raised, limit?).ok());
    let state = match (&raised.answer, due) {
        (Some(answer), Some(due)) if answer.date > due => AnswerState::Late((answer.date - due).num_days()),
        (Some(_), _) => AnswerState::InTime,
        (None, _) if after.is_some() => AnswerState::MovedUp,
        (None, Some(due)) if until > due && !settled => AnswerState::Overdue((until - due).num_days()),
        (None, _) => AnswerState::Waiting,
    };
    let meeting = rule.and_then(|r| r.meeting.as_ref()).and_then(|m| m.within);
    StageFacts { position, due, limit, state, meeting_due: meeting.and_then(|l| calendar::apply(raised.raised, l).ok()) }
}
