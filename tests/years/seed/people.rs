//! What the years have in common: limits of reviews, names, and files of answers.

use std::collections::BTreeSet;

use super::dates::Day;
use super::model::{Child, Next, Review};
use super::names::{BOYS, GIRLS, SURNAMES};
use super::random::Chance;
use super::words;

/// The last day in time for the review after one with this number: the first, the second, later ones.
pub fn due(since: Day, previous: Option<Day>, number: i32) -> Day {
    match (previous, number) {
        (Some(previous), 1) => previous.months(3),
        (Some(previous), 2..) => previous.months(6),
        _ => since.plus_working(20),
    }
}

/// A working day after a limit: mostly one or two.
pub fn late_day(due: Day, chance: &mut Chance) -> Day {
    let days = match chance.below(100) {
        0..50 => 1,
        50..88 => 2,
        88..95 => chance.between(3, 5),
        _ => chance.between(6, 14),
    };
    due.plus_working(days)
}

/// A review as it stands before team, rating and code are given.
pub fn review(date: Day, due: Day, previous: Option<Day>, number: i32, late: bool, adjourned: bool, chance: &mut Chance) -> Review {
    let mut share = chance.between(1, words::CAUSES.iter().map(|(_, s, _)| *s).sum());
    let cause = words::CAUSES.iter().position(|(_, s, _)| {
        share -= s;
        share <= 0
    });
    Review {
        date,
        due,
        previous,
        number,
        next: Next::Planned(due),
        then: None,
        late,
        cause: cause.unwrap_or(0),
        adjourned,
        team: usize::MAX,
        rating: None,
        code: None,
    }
}

/// Tells each review of the one after it: planned inside the limit, even where it was then late.
pub fn link(reviews: &mut [Review], left: Option<Day>, planned: Day) {
    let then: Vec<(Day, Day)> = reviews.iter().skip(1).map(|r| (r.date, r.due)).collect();
    let count = reviews.len();
    for (at, review) in reviews.iter_mut().enumerate() {
        if let Some((date, due)) = then.get(at) {
            review.then = Some(*date);
            review.next = Next::Planned(if date <= due { *date } else { due.working_before() });
        } else if at + 1 == count {
            review.next = if left.is_some() { Next::Leaves } else { Next::Planned(planned) };
        }
    }
}

/// A child who has reviews and nothing else yet.
pub fn blank(number: usize, since: Day, reviews: Vec<Review>, left: Option<Day>) -> Child {
    Child {
        number,
        first: "",
        surname: "",
        girl: false,
        born: since,
        since,
        ethnicity: "",
        unaccompanied: false,
        disabled: false,
        iro: number,
        reviews,
        left,
        allocation: None,
        alerts: Vec::new(),
        events: Vec::new(),
        checks: Vec::new(),
    }
}

/// The names given out so far: no two children have the same.
#[derive(Debug, Default)]
pub struct Roll(BTreeSet<(&'static str, &'static str)>);

impl Roll {
    /// Gives a child a name that nobody has.
    pub fn name(&mut self, child: &mut Child, chance: &mut Chance) {
        let group = match child.ethnicity {
            "asian_indian" | "asian_pakistani" | "asian_bangladeshi" | "asian_other" | "arab" => 1,
            "black_african" | "black_caribbean" | "black_other" => 2,
            _ if child.unaccompanied => 2,
            _ => 0,
        };
        child.girl = !child.unaccompanied && chance.percent(46);
        let firsts = if child.girl { GIRLS } else { BOYS };
        for _ in 0..10_000 {
            child.first = firsts.get(group).map_or("", |list| chance.pick(list));
            child.surname = SURNAMES.get(group).map_or("", |list| chance.pick(list));
            if self.0.insert((child.first, child.surname)) {
                return;
            }
        }
    }
}

/// A CSV file: each question with how many gave each answer, put into chance's order.
pub fn csv(answers: &[(&str, &[(&str, usize)])], chance: &mut Chance) -> String {
    let columns: Vec<Vec<&str>> = answers
        .iter()
        .map(|(_, counts)| {
            let mut column: Vec<&str> = counts.iter().flat_map(|(answer, count)| std::iter::repeat_n(*answer, *count)).collect();
            chance.shuffle(&mut column);
            column
        })
        .collect();
    let mut out = answers.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(",");
    out.push('\n');
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        let line: Vec<&str> = columns.iter().map(|c| c.get(row).copied().unwrap_or("")).collect();
        out.push_str(&line.join(","));
        out.push('\n');
    }
    out
}
