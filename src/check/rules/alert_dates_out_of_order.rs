//! Two dates of an alert contradict each other.
//!
//! An answer cannot come before it was asked for, nor a matter be raised before the review it follows.
//!
//! To put it right: correct the wrong one.

use chrono::NaiveDate;

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let r = cx.record();
    let mut pairs: Vec<(String, &str, NaiveDate, String, &str, NaiveDate)> = Vec::new();
    let raised = r.raised;
    if let Some(review) = r.review {
        pairs.push(("/review".to_owned(), "the review", review, "/raised".to_owned(), "raising the alert", raised));
    }
    for (i, stage) in r.stages.iter().enumerate() {
        let at = format!("/stages/{i}/raised");
        if let Some(answer) = &stage.answer {
            pairs.push((at.clone(), "raising the stage", stage.raised, format!("/stages/{i}/answer/date"), "the answer", answer.date));
        }
        if let Some(due) = stage.due {
            pairs.push((at.clone(), "raising the stage", stage.raised, format!("/stages/{i}/due"), "the date for an answer", due));
        }
        if let Some(meeting) = &stage.meeting {
            pairs.push((at, "raising the stage", stage.raised, format!("/stages/{i}/meeting/date"), "the meeting", meeting.date));
        }
    }
    if let Some((consulted, referred)) = r.cafcass.as_ref().and_then(|c| c.consulted_on.zip(c.referred)) {
        pairs.push(("/cafcass/consulted_on".to_owned(), "consulting", consulted, "/cafcass/referred".to_owned(), "referring", referred));
    }
    for (first_at, first, earlier, later_at, later, then) in pairs {
        if earlier > then {
            let finding = cx
                .finding(later_at, format!("{later} is on {}, before {first} on {}", day(then), day(earlier)))
                .also(Place::At(first_at), first)
                .help("correct the date that is wrong");
            cx.add(finding);
        }
    }
}
