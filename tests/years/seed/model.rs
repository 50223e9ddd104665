//! What is planned of a year before a word of it is written: children, their reviews, and what happens between.

use super::dates::Day;

/// A team with its manager; no name where the records hold none.
#[derive(Debug, Clone)]
pub struct Team {
    pub name: &'static str,
    pub manager: String,
    pub workers: Vec<String>,
}

/// Whose year it is.
#[derive(Debug)]
pub struct Service {
    /// The pack.
    pub policy: &'static str,
    /// Reviewing officers.
    pub iros: Vec<String>,
    /// Teams; one without a name stands for none recorded.
    pub teams: Vec<Team>,
    /// Senior managers, from the service manager up.
    pub seniors: Vec<(String, &'static str, &'static str, &'static str)>,
    /// Where a record of a day is put.
    pub folder: fn(Day) -> String,
    /// Of a hundred records, those completed in time.
    pub in_time: i32,
    /// The last day of which there are records.
    pub until: Day,
}

/// A rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    Red,
    Amber,
    Green,
}

impl Rating {
    /// As it is written.
    pub fn key(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        }
    }
}

/// What comes after a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Planned for a day.
    Planned(Day),
    /// The child leaves care.
    Leaves,
}

/// A review as planned.
#[derive(Debug, Clone)]
pub struct Review {
    pub date: Day,
    pub due: Day,
    pub previous: Option<Day>,
    pub number: i32,
    pub next: Next,
    /// The next review as it was held, where there is one.
    pub then: Option<Day>,
    pub late: bool,
    pub cause: usize,
    pub adjourned: bool,
    pub team: usize,
    pub rating: Option<Rating>,
    pub code: Option<&'static str>,
}

impl Review {
    /// Its place in the cycle.
    pub fn kind(&self) -> &'static str {
        match self.number {
            1 => "first",
            2 => "second",
            _ => "later",
        }
    }
}

/// How a challenge goes.
#[derive(Debug, Clone)]
pub struct Alert {
    /// After which review of the child.
    pub review: usize,
    pub raised: Day,
    /// Formal stages gone through; none of one that stayed informal.
    pub stages: usize,
    /// `resolved`, `partly_resolved`, `referred`, or none where it is open.
    pub outcome: Option<&'static str>,
    /// What it is about.
    pub matter: usize,
    pub legal_advice: bool,
    pub cafcass: bool,
    pub good_practice: bool,
}

/// A child as planned.
#[derive(Debug, Clone)]
pub struct Child {
    pub number: usize,
    pub first: &'static str,
    pub surname: &'static str,
    pub girl: bool,
    pub born: Day,
    pub since: Day,
    pub ethnicity: &'static str,
    pub unaccompanied: bool,
    pub disabled: bool,
    pub iro: usize,
    pub reviews: Vec<Review>,
    /// The day on which the child left care.
    pub left: Option<Day>,
    /// Told, and named: of children who became looked after in the years that are written.
    pub allocation: Option<(Day, Option<Day>)>,
    pub alerts: Vec<Alert>,
    /// After which reviews something happened, and what.
    pub events: Vec<(usize, usize)>,
    /// After which reviews the mid-point was checked.
    pub checks: Vec<usize>,
}

impl Child {
    /// The child's reference.
    pub fn reference(&self) -> String {
        format!("{:07}{}", 5_100_000 + self.number * 37, if self.girl { "F" } else { "M" })
    }

    /// Age at a day.
    pub fn age(&self, day: Day) -> i32 {
        self.born.age_on(day)
    }
}
