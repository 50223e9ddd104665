//! A run of ratings calls for a challenge, and none is in the folder.
//!
//! A second red running means that what was asked for after the first did not happen; so does a second amber where progress is
//! limited. The pack says what follows: an alert is raised, or considered, and who is told.
//!
//! To put it right: `minutebook new alert FILE --from RECORD` drafts it from this record. If the IRO decides otherwise where the
//! pack only asks to consider it, say so in the comment; the warning stays.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy, facts) = (cx.record(), cx.policy(), cx.facts());
    let Some(rag) = &r.rag else { return };
    let Some(again) = policy.rag.ratings.get(&rag.rating).and_then(|rating| rating.again.as_ref()) else { return };
    let before = cx.survey.ratings_before(&r.child.reference, facts.held);
    let run: Vec<_> = before.iter().take_while(|(_, rated)| rated.rating == rag.rating).collect();
    let Some((last, _)) = run.first() else { return };
    let limited = rag.limited_progress || rag.reviewed.as_ref().is_some_and(|r| r.progress == "limited");
    if again.if_limited_progress && !limited {
        return;
    }
    let since = run.last().map_or(last.held, |(b, _)| b.held);
    if cx.survey.challenges(&r.child.reference).iter().any(|alert| alert.held >= since) {
        return;
    }
    let alert = policy.word("alert");
    let asks = if again.alert == "raise" { "is to be raised" } else { "is to be considered" };
    let count = run.len() + 1;
    let nth = match count {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        n => format!("{n}th"),
    };
    let mut finding = cx
        .finding("/rag/rating", format!("this is the {nth} {} running{}, since {}: the {alert} {asks}", rag.rating, if again.if_limited_progress { ", and progress is limited" } else { "" }, day(since)))
        .help("`minutebook new alert FILE --from` this record drafts it")
        .source(policy.cite(&policy.rag.ratings.get(&rag.rating).map_or(String::new(), |r| r.source.clone())));
    if !again.meet.is_empty() {
        finding = finding.help(format!("the IRO meets: {}", again.meet.join(", ")));
    }
    if !again.tell.is_empty() {
        finding = finding.help(format!("tell: {}", again.tell.join(", ")));
    }
    let finding = cx.asked_by(finding, &format!("/rag/ratings/{}/again", rag.rating));
    cx.add(finding);
}
