//! What a challenge calls for: the answer and the meeting at the stage it has come to, and the end of the whole process.

use super::{About, Duty};
use crate::check::Case;
use crate::derive::{AlertFacts, AnswerState};
use crate::record::Alert;
use crate::words::day;

/// What is due of a challenge that is open.
#[must_use]
pub fn of_alert(case: &Case<Alert, AlertFacts>) -> Vec<Duty> {
    let (alert, facts, policy) = (&case.record, &case.facts, &*case.policy);
    if !facts.open || alert.kind.as_deref() == Some("good_practice") {
        return Vec::new();
    }
    let children: Vec<_> = alert.all_children().collect();
    let Some((_, first)) = children.first() else { return Vec::new() };
    let name = match children.len() {
        1 => first.name.clone(),
        n => format!("{} and {} more", first.name, n - 1),
    };
    let mut about = About::of(
        (&first.reference, &name),
        &alert.people,
        (format!("{} of {}", policy.document_title("alert_form"), day(alert.raised)), alert.raised),
    );
    about.iro = crate::derive::sender(alert).map(|(_, person)| person.name.clone()).or(about.iro);
    let base = |key: String, what: String, by: &str, due| Duty {
        key,
        what,
        by: by.to_owned(),
        names: Vec::new(),
        due,
        opens: None,
        limit: String::new(),
        source: String::new(),
        about: about.clone(),
    };
    let mut duties = Vec::new();
    for (i, (raised, stage)) in alert.stages.iter().zip(&facts.stages).enumerate() {
        let rule = stage.position.and_then(|at| policy.ladder.stages.get(at));
        let title = rule.map_or_else(|| raised.stage.replace('_', " "), |rule| rule.title.clone());
        if let (AnswerState::Waiting | AnswerState::Overdue(_), Some(due)) = (stage.state, stage.due) {
            let to = if raised.to.keys().is_empty() { alert.to.keys() } else { raised.to.keys() };
            duties.push(Duty {
                names: to.iter().filter_map(|key| alert.people.get(key)).map(|p| p.name.clone()).collect(),
                limit: stage.limit.filter(|_| raised.due.is_none()).map(|l| l.to_string()).unwrap_or_default(),
                source: rule.map(|rule| policy.cite(&rule.source)).unwrap_or_default(),
                ..base(format!("answer_{i}"), format!("Answer at the stage {title}"), "whoever was asked", due)
            });
        }
        let is_last = i + 1 == alert.stages.len();
        if let Some(due) = stage.meeting_due.filter(|_| raised.meeting.is_none() && is_last) {
            duties.push(Duty {
                names: about.iro.iter().cloned().collect(),
                source: rule.map(|rule| policy.cite(&rule.source)).unwrap_or_default(),
                ..base(format!("meeting_{i}"), format!("Meeting at the stage {title}"), "IRO", due)
            });
        }
    }
    if let Some(due) = facts.whole_due.filter(|_| !alert.stages.is_empty()) {
        duties.push(Duty {
            names: about.iro.iter().cloned().collect(),
            limit: facts.whole_limit.to_string(),
            source: policy.cite(&policy.ladder.whole.source),
            ..base("settled".to_owned(), format!("{} settled", form_of(alert)), "IRO", due)
        });
    }
    duties
}

fn form_of(alert: &Alert) -> &'static str {
    if alert.stages.len() > 1 { "The challenge, at whatever stage," } else { "The challenge" }
}
