//! A key that names somebody stands nowhere in `people`.
//!
//! Everyone is written once, under `people`, and referred to by key. A key that leads nowhere would print as nothing,
//! and a letter could go to nobody.
//!
//! To put it right: correct the key, or add the person to `people`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let record = cx.record();
    let known: Vec<&str> = record.people.keys().map(String::as_str).chain([CHILD]).collect();
    for (pointer, key) in references(record) {
        if !known.contains(&key) {
            let finding = cx
                .finding(pointer, format!("`{key}` is not listed in `people`"))
                .help(suggest(key, &known, "people"));
            cx.add(finding);
        }
    }
}

/// Every place of a record that refers to a person, with the key written there.
fn references<'a>(r: &'a Record) -> Vec<(String, &'a str)> {
    let mut all: Vec<(String, &'a str)> = Vec::new();
    let mut add = |pointer: String, key: &'a str| all.push((pointer, key));
    for (i, key) in r.review.chaired_by.iter().enumerate() {
        add(format!("/review/chaired_by/{i}"), key);
    }
    for (i, meeting) in r.review.meetings.iter().enumerate() {
        for (j, key) in meeting.who.iter().enumerate() {
            add(format!("/review/meetings/{i}/who/{j}"), key);
        }
    }
    if let Some(key) = &r.child.placement.with {
        add("/child/placement/with".to_owned(), key);
    }
    for (i, a) in r.attendance.iter().flatten().enumerate() {
        add(format!("/attendance/{i}/person"), &a.person);
        if let Some(key) = &a.on_behalf_of {
            add(format!("/attendance/{i}/for"), key);
        }
    }
    for (i, v) in r.views.iter().enumerate() {
        add(format!("/views/{i}/from"), &v.from);
    }
    for (i, d) in r.decisions.iter().flatten().enumerate() {
        match &d.who {
            Who::Many(keys) => {
                for (j, key) in keys.iter().enumerate() {
                    add(format!("/decisions/{i}/who/{j}"), key);
                }
            }
            who => {
                for key in who.keys() {
                    add(format!("/decisions/{i}/who"), key);
                }
            }
        }
        for (j, dissent) in d.dissent.iter().enumerate() {
            add(format!("/decisions/{i}/dissent/{j}/who"), &dissent.who);
        }
    }
    for (i, d) in r.disagreements.iter().enumerate() {
        add(format!("/disagreements/{i}/who"), &d.who);
    }
    for (i, c) in r.concerns.iter().enumerate() {
        if let Some(key) = &c.with {
            add(format!("/concerns/{i}/with"), key);
        }
    }
    for key in r.messages.keys() {
        add(format!("/messages/{key}"), key);
    }
    for (i, d) in r.distribution.iter().flatten().enumerate() {
        add(format!("/distribution/{i}/to"), &d.to);
    }
    all
}
