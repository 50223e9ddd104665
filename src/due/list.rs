//! What is due of a batch, as a list: for everybody or for one, late first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::Duty;
use crate::matching;

/// What of a batch is listed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// An IRO's name, however it is typed.
    pub iro: Option<String>,
    /// A team.
    pub team: Option<String>,
    /// A child's reference or name.
    pub child: Option<String>,
    /// Only what is due by this day.
    pub until: Option<NaiveDate>,
    /// Only what is late.
    pub late: bool,
}

/// The list.
#[derive(Debug)]
pub struct List {
    /// The day it is of.
    pub on: NaiveDate,
    /// The last day that was asked for; none where all were.
    pub until: Option<NaiveDate>,
    /// What is due, the earliest first.
    pub duties: Vec<Duty>,
}

/// A line of the list as files have it.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The last day in time.
    pub due: NaiveDate,
    /// Working days late.
    pub late: i64,
    /// What has to be done.
    pub what: &'a str,
    /// Who owes it.
    pub by: String,
    /// The child's reference.
    pub reference: &'a str,
    /// The record.
    pub record: &'a str,
    /// The IRO.
    pub iro: &'a str,
    /// The team.
    pub team: &'a str,
    /// The limit.
    pub limit: &'a str,
    /// The first day in time, where there is a window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<NaiveDate>,
    /// The clause.
    pub source: &'a str,
}

impl<'a> Row<'a> {
    /// A duty as a line.
    #[must_use]
    pub fn of(duty: &'a Duty, on: NaiveDate) -> Self {
        Self {
            due: duty.due,
            late: duty.late(on),
            what: &duty.what,
            by: duty.who(),
            reference: &duty.about.reference,
            record: &duty.about.record,
            iro: duty.about.iro.as_deref().unwrap_or_default(),
            team: duty.about.team.as_deref().unwrap_or_default(),
            limit: &duty.limit,
            opens: duty.opens.filter(|opens| *opens > on),
            source: &duty.source,
        }
    }
}

impl Duty {
    /// Who owes it, with the names that the record has: `team manager: Ann Cole`.
    #[must_use]
    pub fn who(&self) -> String {
        if self.names.is_empty() { self.by.clone() } else { format!("{}: {}", self.by, self.names.join(", ")) }
    }
}

/// A name however it is typed, surname first too.
#[must_use]
pub fn key(name: &str) -> String {
    let mut words = matching::keys(name);
    words.sort_unstable();
    words.concat()
}

impl List {
    /// What is left of all that is due, in its order.
    #[must_use]
    pub fn new(duties: Vec<Duty>, filter: &Filter, on: NaiveDate) -> Self {
        // A check of practice that was done again is not due of the one before.
        let mut newest: BTreeMap<String, NaiveDate> = BTreeMap::new();
        for duty in duties.iter().filter(|d| d.key == "practice_check") {
            let day = newest.entry(key(duty.about.iro.as_deref().unwrap_or_default())).or_insert(duty.about.held);
            *day = (*day).max(duty.about.held);
        }
        let is_newest =
            |d: &Duty| d.key != "practice_check" || newest.get(&key(d.about.iro.as_deref().unwrap_or_default())) == Some(&d.about.held);
        let is_of =
            |wanted: &Option<String>, is: Option<&String>| wanted.as_ref().is_none_or(|wanted| is.is_some_and(|is| key(is) == key(wanted)));
        let is_child = |d: &Duty| {
            filter.child.as_ref().is_none_or(|child| d.about.reference.eq_ignore_ascii_case(child) || key(&d.about.child) == key(child))
        };
        let mut duties: Vec<Duty> = duties
            .into_iter()
            .filter(is_newest)
            .filter(|d| is_of(&filter.iro, d.about.iro.as_ref()) && is_of(&filter.team, d.about.team.as_ref()) && is_child(d))
            .filter(|d| filter.until.is_none_or(|until| d.due <= until) && (!filter.late || d.due < on))
            .collect();
        duties.sort_by(|a, b| {
            (a.due, &a.about.reference, &a.about.record, &a.key).cmp(&(b.due, &b.about.reference, &b.about.record, &b.key))
        });
        duties.dedup();
        Self { on, until: filter.until, duties }
    }

    /// How many are late.
    #[must_use]
    pub fn late(&self) -> usize {
        self.duties.iter().filter(|d| d.due < self.on).count()
    }

    /// Its lines.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.duties.iter().map(|duty| Row::of(duty, self.on))
    }

    /// The same list by whoever has to look after it: by IRO, or by team. What has none comes under an empty name.
    #[must_use]
    pub fn by(self, whose: fn(&Duty) -> Option<&String>) -> Vec<(String, Self)> {
        let mut by: BTreeMap<String, (String, Vec<Duty>)> = BTreeMap::new();
        for duty in self.duties {
            let name = whose(&duty).cloned().unwrap_or_default();
            by.entry(key(&name)).or_insert_with(|| (name, Vec::new())).1.push(duty);
        }
        by.into_values().map(|(name, duties)| (name, Self { on: self.on, until: self.until, duties })).collect()
    }
}
