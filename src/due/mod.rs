//! What is due: what somebody has to do by a day and no record says was done, from the facts of each record and the rest of the batch. One
//! file for what each kind of record calls for.

mod alert;
mod between;
pub mod forms;
mod list;
mod review;

pub use alert::of_alert;
pub use between::{of_conference, of_event, of_practice_check, of_progress_review};
pub use list::{Filter, List, Row, key};
pub use review::of_review;

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::calendar;
use crate::documents::form;
use crate::record::Person;

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What it is, as a word that stays the same from run to run: `decisions`, `next_review`, `answer`.
    pub key: String,
    /// What has to be done.
    pub what: String,
    /// Who owes it, in the pack's words.
    pub by: String,
    /// Their names, where the record has them.
    pub names: Vec<String>,
    /// The last day in time.
    pub due: NaiveDate,
    /// The first day in time, where there is a window.
    pub opens: Option<NaiveDate>,
    /// The limit in words, as `5 working days`; empty where a date was set.
    pub limit: String,
    /// The clause.
    pub source: String,
    /// Of whom and what.
    pub about: About,
}

/// Of which record something is due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The child's reference; empty where it is about no child.
    pub reference: String,
    /// The child's name.
    pub child: String,
    /// What the record is, in words: `Review of 10 March 2026`.
    pub record: String,
    /// The record's day.
    pub held: NaiveDate,
    /// The IRO's name.
    pub iro: Option<String>,
    /// The team.
    pub team: Option<String>,
}

impl About {
    /// Of a record about a child.
    fn of(child: (&str, &str), people: &IndexMap<String, Person>, (record, held): (String, NaiveDate)) -> Self {
        Self {
            reference: child.0.to_owned(),
            child: child.1.to_owned(),
            record,
            held,
            iro: form::name_of(people, "independent_reviewing_officer"),
            team: form::team(people),
        }
    }
}

impl Duty {
    /// How many working days it is late on a day; 0 where it is not.
    #[must_use]
    pub fn late(&self, on: NaiveDate) -> i64 {
        calendar::working_days_between(self.due, on).max(0)
    }

    /// Whether it can be done already.
    #[must_use]
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.opens.is_none_or(|opens| opens <= on)
    }

    /// What tells it from every other, and says nothing of anybody: for a calendar's entry.
    #[must_use]
    pub fn id(&self) -> String {
        crate::hash::sha256(format!("{}\n{}\n{}\n{}", self.about.reference, self.about.record, self.about.held, self.key).as_bytes())
    }
}

/// The names of those a pack's words stand for: `social worker and team manager`.
fn named(by: &str, people: &IndexMap<String, Person>) -> Vec<String> {
    let by = by.to_lowercase();
    let roles = [
        ("social worker", "social_worker"),
        ("team manager", "team_manager"),
        ("service manager", "service_manager"),
        ("head of service", "head_of_service"),
        ("agency decision maker", "agency_decision_maker"),
    ];
    // `IRO service` is the office, not the officer.
    let iro = (by.split(|c: char| !c.is_alphanumeric()).any(|word| word == "iro") && !by.contains("iro service"))
        .then_some("independent_reviewing_officer");
    let supervising = by.contains("supervising social worker");
    let others =
        roles.iter().filter(|(words, role)| by.contains(words) && !(supervising && *role == "social_worker")).map(|(_, role)| *role);
    iro.into_iter().chain(others).filter_map(|role| form::name_of(people, role)).collect()
}
