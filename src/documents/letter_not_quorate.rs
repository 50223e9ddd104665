//! A conference that was not quorate: to everybody invited that it was put off and until when; or to whoever decided that it should be held all
//! the same, why it was. Of brothers and sisters each one's folder gets it, as with the form.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::Page;
use super::form::{self, Head};
use super::{Copied, Planned};
use crate::check::{ConferenceCase, Named};
use crate::record::{CHILD, Person, shown_key};
use crate::words::{day, ended, list, place, weekday};

#[derive(Serialize)]
struct View<'a> {
    letter: Letter<'a>,
    children: String,
    held: String,
    /// `put_off` or `held`.
    part: &'static str,
    new_day: Option<String>,
    place: Option<String>,
    /// A report is still awaited from this reader.
    report_awaited: bool,
    reason: Option<String>,
    /// Family, who are told in other words than colleagues.
    family: bool,
    coming: Vec<String>,
    missing: Vec<String>,
}

/// The frame of a letter, as the house style takes it.
#[derive(Serialize)]
struct Letter<'a> {
    page: Page<'a>,
    recipient: Vec<String>,
    posted: bool,
    dear: String,
    date: String,
    reference: String,
    iro: Chair,
}

#[derive(Serialize)]
struct Chair {
    name: String,
    role: String,
    phone: Option<String>,
    email: Option<String>,
}

pub(super) fn plan(case: &ConferenceCase, _as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let readers: Vec<&str> = match (r.quorate, r.went_ahead) {
        (Some(false), Some(false)) => r.invited.iter().map(|one| one.person.as_str()).filter(|key| *key != CHILD).collect(),
        (Some(false), Some(true)) => r.decided_by.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let children: Vec<Named<'_>> = r.all_children().map(|(_, child)| Named::from(child)).collect();
    let each = |child: &Named<'_>| {
        let family = case.family_of(child, &children);
        let one = |key: &&str| Some(letter_to(case, *child, &family, key, r.people.get(*key)?));
        readers.iter().filter_map(one).collect::<Vec<_>>()
    };
    children.iter().flat_map(each).collect()
}

fn letter_to(case: &ConferenceCase, child: Named<'_>, family: &[Named<'_>], key: &str, reader: &Person) -> Planned {
    let r = &case.record;
    let put_off = r.went_ahead == Some(false);
    let told = ["go_ahead", "new_date", "report_inquorate"].iter().filter_map(|step| r.steps.get(*step).copied());
    let date = told.max().unwrap_or(r.date);
    let head = Head {
        policy: &case.policy,
        document: "letter_not_quorate",
        title: "letter_not_quorate",
        child,
        held: r.date,
        date,
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let mut page = form::page(&head);
    page.large_print = reader.large_print;
    page.meta.ident = format!("{}/{key}", page.meta.ident);
    let mut recipient = vec![reader.name.clone()];
    recipient.extend(reader.organisation.clone().filter(|_| reader.address.is_empty()));
    recipient.extend(reader.address.iter().cloned());
    recipient.extend(reader.email.iter().filter(|_| reader.address.is_empty()).map(|_| "By email".to_owned()));
    let chair = r.chair.as_ref().and_then(|key| r.people.get(key));
    let who = |wanted: bool| {
        let of = r.invited.iter().filter(|one| (one.attended == Some(true) || one.answer.as_deref() == Some("coming")) == wanted);
        of.map(|one| form::who(&r.people, &one.person)).collect()
    };
    let is_family = reader.is_family();
    let view = View {
        letter: Letter {
            page,
            posted: !reader.address.is_empty(),
            recipient,
            dear: reader.name.split('(').next().unwrap_or(&reader.name).trim().to_owned(),
            date: day(date),
            reference: child.reference.to_owned(),
            iro: Chair {
                name: chair.map_or_else(String::new, |p| p.name.clone()),
                role: chair.map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| "Conference chair".to_owned())),
                phone: chair.and_then(|p| p.phone.clone()),
                email: chair.and_then(|p| p.email.clone()),
            },
        },
        children: list(
            &family
                .iter()
                .map(|child| if is_family { child.known_as.unwrap_or_else(|| first(child.name)) } else { child.name })
                .collect::<Vec<_>>(),
        ),
        held: weekday(r.date),
        part: if put_off { "put_off" } else { "held" },
        new_day: r.new_date.map(weekday),
        place: r.venue.as_deref().filter(|_| put_off).map(place),
        report_awaited: put_off && !is_family && r.invited.iter().any(|one| one.person == key && one.report.is_none()),
        // Why others could not come is for colleagues.
        reason: r.reason.as_deref().filter(|_| !is_family).map(ended),
        family: is_family,
        coming: if put_off { Vec::new() } else { who(true) },
        missing: if put_off { Vec::new() } else { who(false) },
    };
    let stem = format!(
        "conference-{}-{}-{}",
        r.kind,
        if put_off { "put-off-to" } else { "without-quorum-to" },
        shown_key(&r.people, key).replace('_', "-")
    );
    let mut planned = form::planned(&head, &view, &reader.role, &stem, &["what", "reach"], Vec::new(), Vec::new());
    planned.copy = Copied { reader: Some(shown_key(&r.people, key)), key: Some(key.to_owned()), ..Copied::default() };
    planned.meta = view.letter.page.meta;
    planned
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
