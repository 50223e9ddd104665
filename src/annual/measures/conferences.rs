//! Child protection conferences: held in time, and with a quorum.

use chrono::Months;

use super::{Measure, Setting};
use crate::annual::cohort::{Cohort, ConferenceRow};
use crate::annual::cross::{Count, aside, part, rest};
use crate::annual::table::{Table, Universe};
use crate::calendar;

pub(super) const MEASURE: Measure = Measure {
    key: "conferences",
    title: "Child protection conferences held in time",
    section: "child_protection",
    numerator: "conferences held in time: an initial one within 15 working days of the strategy discussion; a review within 3 months of the \
                initial one, and within 6 months of the review before",
    denominator: "conferences held in the period whose last day can be worked out",
    left_out: "conferences that were put off; those whose strategy discussion, or conference before, is not in the folders: counted beside the total",
    source: "Working Together to Safeguard Children (2023), chapter 3",
    tables,
};

pub(super) const QUORATE: Measure = Measure {
    key: "quorate",
    title: "Child protection conferences with a quorum",
    section: "child_protection",
    numerator: "conferences held with a quorum",
    denominator: "conferences held in the period that say whether they were quorate",
    left_out: "conferences that were put off; those that do not say so: counted beside the total",
    source: "Working Together to Safeguard Children (2023), chapter 3; the local partnership's procedures",
    tables: |setting| of(setting, &QUORUM),
};

const CONFERENCES: Universe = Universe::of("conferences");

const IN_TIME: Count<ConferenceRow> = Count {
    key: "conferences",
    title: "Child protection conferences held in time",
    universe: CONFERENCES,
    outcomes: &[part("in_time", "In time"), rest("late", "Late"), aside("not_known", "Last day not known")],
    total: "Conferences",
    of: |c, cohort| {
        Some(match in_time(c, cohort) {
            Some(true) => "in_time",
            Some(false) => "late",
            None => "not_known",
        })
    },
    base: "Child protection conferences held in the period. Percentages are of each row's total.",
};

const QUORUM: Count<ConferenceRow> = Count {
    key: "quorate",
    title: "Child protection conferences with a quorum",
    universe: CONFERENCES,
    outcomes: &[part("yes", "Quorate"), rest("no", "Not quorate"), aside("not_recorded", "Not recorded")],
    total: "Conferences",
    of: |c, _| {
        Some(match c.quorate {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_recorded",
        })
    },
    base: "Child protection conferences held in the period. Percentages are of each row's total.",
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    of(setting, &IN_TIME)
}

fn of(setting: &Setting<'_>, count: &Count<ConferenceRow>) -> Vec<Table> {
    let conferences = &setting.cohort.conferences;
    if conferences.is_empty() { Vec::new() } else { count.tables(conferences, setting.cohort, &[]) }
}

/// Within how many working days of the strategy discussion an initial conference is held.
const INITIAL: i64 = 15;

fn in_time(conference: &ConferenceRow, cohort: &Cohort) -> Option<bool> {
    if conference.kind == "initial" {
        return Some(calendar::working_days_between(conference.strategy_discussion?, conference.date) <= INITIAL);
    }
    let all = cohort.conferences_before.iter().chain(&cohort.conferences);
    let before = all
        .filter(|other| other.date < conference.date && other.references.iter().any(|r| conference.references.contains(r)))
        .max_by_key(|other| other.date)?;
    let months = if before.kind == "initial" { 3 } else { 6 };
    Some(conference.date <= before.date.checked_add_months(Months::new(months))?)
}
