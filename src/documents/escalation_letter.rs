//! Escalation letter: a challenge to a named senior manager, in prose, with numbered requests.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::Page;
use super::form::{self, Head};
use super::{Expect, Planned, alert_form};
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
    requests: Vec<alert_form::Request>,
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
    let (Some(letter), Some((_, child))) = (&r.letter, r.all_children().next()) else { return Vec::new() };
    let Some(to) = r.people.get(&letter.to) else { return Vec::new() };
    let head = Head {
        policy: &case.policy,
        document: "escalation_letter",
        title: "escalation_letter",
        child: Named::from(child),
        held: letter.date,
        date: letter.date,
        draft: case.draft,
        version: r.version,
    };
    let mut recipient = vec![to.name.clone()];
    recipient.extend(to.title.clone());
    recipient.extend(to.organisation.clone());
    recipient.extend(to.address.iter().cloned());
    let iro = derive::sender(r).map(|(_, p)| p);
    let names: Vec<String> = r.all_children().map(|(_, c)| c.name.clone()).collect();
    let view = View {
        letter: Letter {
            page: form::page(&head),
            recipient,
            dear: to.name.clone(),
            date: day(letter.date),
            reference: child.reference.clone(),
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
        requests: alert_form::requests(case).into_iter().map(alert_form::Request::before_it_was_done).collect(),
        answer_by: letter.answer_by.map(day),
    };
    let mut sections = vec!["requests"];
    sections.extend(view.answer_by.is_some().then_some("answer"));
    let texts: Vec<String> = r.requests.iter().map(|q| q.what.clone()).collect();
    let mut planned = form::planned(&head, &view, &to.role, "escalation-letter", &sections, Vec::new());
    planned.expect = Expect { texts, ..planned.expect };
    vec![planned]
}
