//! An IRO named in time for every child who became looked after.

use super::{Measure, Setting};
use crate::annual::cohort::Review;
use crate::annual::cross::{Count, IRO, QUARTER, TEAM, part, rest};
use crate::annual::table::{self, Table, Universe};

pub(super) const MEASURE: Measure = Measure {
    key: "allocation",
    title: "An IRO named within the limit",
    section: "allocation",
    numerator: "children for whom an IRO was named within the pack's limit (nationally 5 working days of becoming looked after)",
    denominator: "children whose first review was held in the period, so that each is counted once, by the day of that review; the limit is of the record's own pack",
    left_out: "children without a first review yet: they are counted when it is held; those without a date are counted as `not recorded`",
    source: "IRO Handbook (2010): an IRO within 5 working days",
    tables,
};

const COUNT: Count<Review> = Count {
    key: "allocation",
    title: "An IRO named within the limit",
    universe: Universe::within("new_children", table::REVIEWS, "review_type", "first"),
    outcomes: &[part("in_time", "In time"), rest("late", "Later"), rest("not_recorded", "Not recorded")],
    total: "Children",
    of: |r, _| {
        if r.unread.contains("allocation") || r.kind != "first" {
            return None;
        }
        Some(match r.allocated.map(|s| (s.due, s.done)) {
            Some((Some(due), Some(done))) if done <= due => "in_time",
            Some((Some(_), Some(_))) => "late",
            _ => "not_recorded",
        })
    },
    base: "Children whose first review was held in the period. Percentages are of each row's total.",
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    COUNT.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &IRO, &QUARTER])
}
