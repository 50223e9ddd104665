//! A consultation paper: questions to whoever is asked to a review, to be thought about and sent back before it.

use chrono::NaiveDate;
use serde::Serialize;

use super::letter_invitation::{Reader, When, asked, has_paper, sent, when};
use super::letters::{self, Letter};
use super::{Audience, Planned};
use crate::calendar::{self, Limit, Unit};
use crate::check::Case;
use crate::derive;
use crate::words::weekday;

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    reader: Reader,
    when: When,
    /// By when it is to be back.
    back_by: String,
    /// Only asked to say beforehand what they think.
    writes: bool,
    /// The IRO's first name.
    iro: &'a str,
    /// Where it goes by post.
    post_to: String,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let date = sent(r).unwrap_or(as_of);
    let one = |invitee: &crate::record::Invitee| {
        let key = invitee.person.as_str();
        let audience = Audience::person(r, key);
        let letter = letters::letter(case, "consultation_paper", &audience, date).without_window();
        let reader = Reader::of(r, key, date);
        let post_to = [case.policy.body.name.clone()].into_iter().chain(case.policy.body.address.iter().cloned());
        let view = View {
            letter: &letter,
            reader,
            when: when(case, &audience),
            writes: !invitee.is_to_come(),
            back_by: weekday(back_by(case, reader, date)),
            iro: derive::iro(r).and_then(|iro| iro.name.split_whitespace().next()).unwrap_or_default(),
            post_to: post_to.collect::<Vec<_>>().join(", "),
        };
        let stem = format!("consultation-paper-{}", audience.shown_key().unwrap_or_default().replace('_', "-"));
        letters::planned("consultation_paper", &stem, &audience, &letter, &view, &["questions", "back"], Vec::new())
    };
    asked(r).filter(|one| has_paper(r, one)).map(one).collect()
}

/// By when it is to be back: the pack's limit for it. Where that is the day of the review itself, so long before that it is read; but never
/// before it has been sent.
fn back_by(case: &Case, reader: Reader, sent: NaiveDate) -> NaiveDate {
    let key = match reader {
        Reader::Young | Reader::Middle | Reader::Older => "consultation_child",
        Reader::Carer => "consultation_carer",
        _ => "consultation_parent",
    };
    let first = case.record.review.meetings.iter().map(|meeting| meeting.date).min().unwrap_or(case.facts.held);
    let rule = case.policy.papers.iter().find(|rule| rule.paper == key);
    let limit = rule.and_then(|rule| derive::paper_limit(rule, &case.record, &case.facts)).map_or(first, |(limit, _)| limit);
    let read_before = |days: i32| calendar::apply(first, Limit { count: -days, unit: Unit::WorkingDays }).ok();
    let early = [TO_READ, 1].into_iter().filter_map(read_before).find(|day| *day > sent);
    early.filter(|early| *early < limit).unwrap_or(limit)
}

/// How many working days before a review whatever is sent back is there to be read.
const TO_READ: i32 = 3;
