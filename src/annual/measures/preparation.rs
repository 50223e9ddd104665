//! What was done before the review: the care plan brought up to date, the check at the mid-point.

use super::{Measure, Setting};
use crate::annual::cohort::Review;
use crate::annual::cross::{Count, IRO, REVIEW_TYPE, TEAM, aside, part, rest};
use crate::annual::table::{self, Table};

pub(super) const CARE_PLAN: Measure = Measure {
    key: "care_plans",
    title: "Up-to-date care plans at reviews",
    section: "records",
    numerator: "reviews for which the care plan was received and up to date",
    denominator: "reviews whose papers say whether there was a care plan",
    left_out: "reviews that do not say whether the plan was received, or whether one that was received is up to date: counted beside the total",
    source: "Care Planning Regulations 2010 reg 5 and 35; good practice in annual reports",
    tables: |setting| PLAN.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM]),
};

const PLAN: Count<Review> = Count {
    key: "care_plans",
    title: "Up-to-date care plans at reviews",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "Up to date"), rest("no", "Missing or out of date"), aside("not_recorded", "Not recorded")],
    total: "Reviews",
    of: |r, _| {
        if r.unread.contains("preparation") {
            return None;
        }
        Some(match r.care_plan {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_recorded",
        })
    },
    base: "Reviews held in the period. Percentages are of each row's total.",
};

pub(super) const MIDWAY: Measure = Measure {
    key: "midway",
    title: "Checks at the mid-point between reviews",
    section: "records",
    numerator: "reviews before which a progress review was made since the review before",
    denominator: "reviews after the first",
    left_out: "first reviews, and those whose review before lies neither in the folders nor in those of the year before: counted beside the total",
    source: "IRO Handbook (2010): the case is watched between reviews; good practice in annual reports",
    tables: midway,
};

const MID: Count<Review> = Count {
    key: "midway",
    title: "Checks at the mid-point",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "Checked"), rest("no", "Not checked"), aside("first", "First reviews"), aside("not_known", "Before not known")],
    total: "After the first",
    of: |r, _| {
        Some(match r.midway {
            _ if r.kind == "first" => "first",
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_known",
        })
    },
    base: "Reviews held in the period, other than first ones. Percentages are of each row's total.",
};

fn midway(setting: &Setting<'_>) -> Vec<Table> {
    let mut tables = MID.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &IRO, &REVIEW_TYPE]);
    tables.iter_mut().for_each(|table| table.links = &[(("midway", "first"), "review_type", &["first"])]);
    tables
}
