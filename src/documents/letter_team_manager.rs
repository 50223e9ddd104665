//! Letter (a), to the team manager: the decisions, the permanence decision, and the date by which an objection must be made.

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::calendar::{self, owed};
use crate::check::Case;
use crate::derive;
use crate::record::Status;
use crate::words::day;

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    permanence: Option<parts::Permanence>,
    /// Last day for an objection; `limit` in words.
    answer_by: Option<String>,
    limit: Option<String>,
    silence_means_agreed: bool,
    care_plan_by: Option<String>,
    /// When they answered the version before, and whether they agreed.
    answered: Option<(String, bool)>,
    starred: bool,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let Some((key, _)) = derive::with_role(r, "team_manager").filter(|_| r.status >= Status::Decisions) else {
        return Vec::new();
    };
    let audience = Audience::person(r, key);
    let date = letters::date(case, as_of);
    let letter = letters::letter(case, "letter_team_manager", &audience, date);
    let due = |key: &str| {
        let step = case.facts.step(key)?;
        Some((calendar::apply(date, step.limit).ok()?, step))
    };
    let answer = due("manager_answer");
    let view = View {
        letter: &letter,
        permanence: parts::permanence(r, &audience),
        answer_by: answer.map(|(d, _)| owed(d, day)),
        limit: answer.map(|(_, s)| s.limit.to_string()),
        silence_means_agreed: answer.is_some_and(|(_, s)| s.silence_means_agreed),
        care_plan_by: due("care_plan_updated").map(|(d, _)| owed(d, day)),
        answered: r
            .issued
            .manager_answer
            .as_ref()
            .filter(|answer| r.corrected.is_some() && answer.date < date)
            .map(|answer| (day(answer.date), answer.agreed)),
        starred: r.decisions.iter().flatten().any(|d| d.starred.is_some()),
    };
    let texts = parts::decision_texts(case, &audience);
    vec![letters::planned("letter_team_manager", "letter-team-manager", &audience, &letter, &view, &["decisions", "answer"], texts)]
}
