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
    for (i, stage) in r.stages.iter().enumerate() {
        let informal = cx.policy().ladder.stages.iter().any(|s| s.stage == stage.stage && s.informal);
        if !informal {
            pairs.push(("/raised".to_owned(), "raising the alert", raised, format!("/stages/{i}/raised"), "raising this stage", stage.raised));
        }
        if let (Some(answer), Some(end)) = (&stage.answer, &r.resolution) {
            pairs.push((format!("/stages/{i}/answer/date"), "the answer", answer.date, "/resolution/date".to_owned(), "the resolution", end.date));
        }
    }
    if let Some(letter) = &r.letter {
        pairs.push(("/raised".to_owned(), "raising the alert", raised, "/letter/date".to_owned(), "the letter", letter.date));
        if let Some(by) = letter.answer_by {
            pairs.push(("/letter/date".to_owned(), "the letter", letter.date, "/letter/answer_by".to_owned(), "the date for an answer", by));
        }
    }
    if let Some((consulted, referred)) = r.cafcass.as_ref().and_then(|c| c.consulted_on.zip(c.referred)) {
        pairs.push(("/cafcass/consulted_on".to_owned(), "consulting those whom the pack names", consulted, "/cafcass/referred".to_owned(), "the referral to Cafcass", referred));
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
    // A manager must not be told two dates for one answer.
    let Some((letter, by)) = r.letter.as_ref().and_then(|l| Some((l, l.answer_by?))) else { return };
    let asked = r.stages.iter().zip(&cx.facts().stages).filter(|(s, _)| s.to.keys().contains(&letter.to)).filter_map(|(_, f)| f.due).next_back();
    if let Some(due) = asked.filter(|due| *due != by) {
        let finding = cx
            .finding("/letter/answer_by", format!("the letter asks for an answer by {}, and the stage by {}", day(by), day(due)))
            .help("write the same date in both: `due:` of the stage sets another than the pack's");
        cx.add(finding);
    }
}
