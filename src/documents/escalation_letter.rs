//! Escalation letter: a challenge to a named senior manager, in prose, with numbered requests.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::Page;
use super::form::{self, Head};
use super::{Expect, Planned, alert_requests};
use crate::check::{AlertCase, Named};
use crate::derive;
use crate::words::{day, list};

#[derive(Serialize)]
struct View<'a> {
    letter: Letter<'a>,
    children: String,
    alert: &'a str,
    raised: String,
    text: &'a str,
    /// What is still open on the letter's date, and what was met by then.
    requests: Vec<alert_requests::Request>,
    met: Vec<alert_requests::Request>,
    /// What it says of Cafcass.
    cafcass: Option<String>,
    copies: Vec<String>,
    enclosure: &'a str,
    answer_by: Option<String>,
}

/// The frame of a letter, as the house style takes it.
#[derive(Serialize)]
struct Letter<'a> {
    page: Page<'a>,
    recipient: Vec<String>,
    dear: String,
    date: String,
    reference: String,
    iro: Iro,
}

#[derive(Serialize)]
struct Iro {
    name: String,
    role: String,
    phone: Option<String>,
    email: Option<String>,
}

pub(super) fn plan(case: &AlertCase, _as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let Some(letter) = &r.letter else { return Vec::new() };
    // Brothers and sisters: the letter goes into each one's folder, as the form does.
    r.all_children().filter_map(|(_, child)| one(case, letter, Named::from(child))).collect()
}

fn one(case: &AlertCase, letter: &crate::record::Letter, child: Named<'_>) -> Option<Planned> {
    let r = &case.record;
    let to = r.people.get(&letter.to)?;
    let (open, met) = alert_requests::requests_on(case, letter.date);
    let head = Head {
        policy: &case.policy,
        document: "escalation_letter",
        title: "escalation_letter",
        child,
        held: r.raised,
        date: letter.date,
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let mut recipient = vec![to.name.clone()];
    recipient.extend(to.title.clone());
    recipient.extend(to.organisation.clone());
    recipient.extend(to.address.iter().cloned());
    let iro = derive::sender(r).map(|(_, p)| p);
    let all: Vec<Named<'_>> = r.all_children().map(|(_, c)| Named::from(c)).collect();
    let names: Vec<String> = case.family_of(&child, &all).iter().map(|c| c.name.to_owned()).collect();
    let view = View {
        letter: Letter {
            page: form::page(&head),
            recipient,
            dear: to.name.clone(),
            date: day(letter.date),
            reference: child.reference.to_owned(),
            iro: Iro {
                name: iro.map_or_else(String::new, |p| p.name.clone()),
                role: iro.map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| "Independent reviewing officer".to_owned())),
                phone: iro.and_then(|p| p.phone.clone()),
                email: iro.and_then(|p| p.email.clone()),
            },
        },
        children: list(&names),
        alert: case.policy.word("alert"),
        raised: day(r.raised),
        text: &letter.text,
        requests: open,
        met,
        cafcass: match &r.cafcass {
            Some(c) => c.referred.filter(|d| *d <= letter.date).map(|d| format!("I referred this to Cafcass on {}.", day(d))),
            None => Some("I can refer the matter to Cafcass at any time. I would rather settle it with you.".to_owned()),
        },
        copies: r
            .stages
            .iter()
            .filter(|s| s.raised <= letter.date)
            .flat_map(|s| s.to.keys().iter().chain(&s.copied_to))
            .filter(|key| **key != letter.to)
            .map(|key| form::who(&r.people, key))
            .fold(Vec::new(), |mut all, who| {
                if !all.contains(&who) {
                    all.push(who);
                }
                all
            }),
        enclosure: case.policy.document_title("alert_form"),
        answer_by: letter.answer_by.map(day),
    };
    let mut sections = vec!["requests"];
    sections.extend(view.answer_by.is_some().then_some("answer"));
    let texts: Vec<String> = r.requests.iter().map(|q| alert_requests::bare(&q.what).to_owned()).collect();
    let mut planned = form::planned(&head, &view, &to.role, "escalation-letter", &sections, Vec::new(), Vec::new());
    planned.expect = Expect { texts, ..planned.expect };
    Some(planned)
}
