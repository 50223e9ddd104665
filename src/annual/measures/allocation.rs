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
    denominator: "children who became looked after in the period and had their first review by the time of counting",
    left_out: "children without a first review in the folders; those without a date are counted as `not recorded`",
    source: "IRO Handbook (2010): an IRO within 5 working days",
    tables,
};

const COUNT: Count<Review> = Count {
    key: "allocation",
    title: "An IRO named within the limit",
    universe: Universe::within("new_children", table::REVIEWS),
    outcomes: &[part("in_time", "In time"), rest("late", "Later"), rest("not_recorded", "Not recorded")],
    total: "Children",
    of: |r, cohort| {
        if r.unread.contains("allocation") || !is_new(r, cohort.period()) {
            return None;
        }
        Some(match r.allocated.map(|s| (s.due, s.done)) {
            Some((Some(due), Some(done))) if done <= due => "in_time",
            Some((Some(_), Some(_))) => "late",
            _ => "not_recorded",
        })
    },
    base: "Children who became looked after in the period and whose first review was held in it. Percentages are of each row's total.",
};

fn is_new(review: &Review, period: crate::record::Period) -> bool {
    review.kind == "first" && (period.from..=period.to).contains(&review.child.since)
}

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    COUNT.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &IRO, &QUARTER])
}
