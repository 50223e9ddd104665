//! A stage that is settled in a meeting lacks what the pack asks of it: the IRO's statement, or who took the minutes.
//!
//! Where the IRO does not attend, the statement of what would settle the matter is all the meeting has of the IRO's view.
//!
//! To put it right: add `statement:` to the stage; add `minuted_by:` to its meeting.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let iro = derive::sender(r).map(|(key, _)| key);
    for (i, stage) in r.stages.iter().enumerate() {
        let Some(at) = policy.ladder.position(&stage.stage) else { continue };
        let Some((rule, meeting)) = policy.ladder.stages.get(at).and_then(|s| Some((s, s.meeting.as_ref()?))) else { continue };
        let mut wrong: Vec<(String, String, &str)> = Vec::new();
        if meeting.statement && stage.statement.is_none() {
            wrong.push((format!("/stages/{i}"), "the IRO's statement of what would settle the matter is missing".to_owned(), "add `statement:`"));
        }
        if let Some(held) = &stage.meeting {
            let place = format!("/stages/{i}/meeting");
            if meeting.minuted && held.minuted_by.is_none() {
                wrong.push((place.clone(), "the meeting does not say who took the minutes".to_owned(), "add `minuted_by:`: somebody who is not party to it"));
            }
            if let Some(at) = held.present.iter().position(|key| Some(key.as_str()) == iro).filter(|_| !meeting.iro_attends) {
                wrong.push((
                    format!("{place}/present/{at}"),
                    "the IRO is listed as present, but does not attend this meeting".to_owned(),
                    "take the IRO out of `present`: the statement speaks for them",
                ));
            }
        }
        for (place, message, help) in wrong {
            let finding = cx.finding(place, format!("{}: {message}", rule.title)).help(help).source(policy.cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/ladder/stages/{at}/meeting"));
            cx.add(finding);
        }
    }
}
