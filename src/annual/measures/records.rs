//! What is owed after a review: decisions, the full record, copies to everyone on the list.

use super::{Measure, Setting};
use crate::annual::cohort::{Review, Step};
use crate::annual::cross::{
    Count, Dimension, IRO, MONTH, Outcome, TEAM, aside, column, count_column, median_and_p90, part, percent_column, rest,
};
use crate::annual::table::{self, Cell, Role, Row, Slice, Sum, Table, Unit, Value};

const SPLITS: &[&Dimension<Review>] = &[&TEAM, &IRO, &MONTH];

const OUTCOMES: &[Outcome] =
    &[part("in_time", "In time"), rest("late", "Late"), rest("outstanding", "Not done"), aside("not_due", "Not due yet")];

fn state(review: &Review, step: Step, cohort: &crate::annual::cohort::Cohort) -> Option<&'static str> {
    if review.unread.contains("records") {
        return None;
    }
    Some(match (step.due, step.done) {
        (Some(due), Some(done)) if done <= due => "in_time",
        (_, Some(_)) => "late",
        (Some(due), None) if due >= cohort.period().to => "not_due",
        _ => "outstanding",
    })
}

const BASE: &str = "Reviews held in the period for which it was due by its last day, or done. Percentages are of each row's total.";

macro_rules! step {
    ($measure:ident, $count:ident, $key:literal, $title:literal, $field:ident, $what:literal, $source:literal) => {
        pub(super) const $measure: Measure = Measure {
            key: $key,
            title: $title,
            section: "records",
            numerator: concat!(
                "reviews after which ",
                $what,
                " within the limit of the record's own pack, counted from the review, or from the day it was taken up again where it was adjourned"
            ),
            denominator: "reviews held in the period for which it was due by the period's last day, or done at any time",
            left_out: "reviews for which it was not due yet: counted beside the total",
            source: $source,
            tables: |setting| $count.tables(&setting.cohort.reviews, setting.cohort, SPLITS),
        };
        const $count: Count<Review> = Count {
            key: $key,
            title: $title,
            universe: table::REVIEWS,
            outcomes: OUTCOMES,
            total: "Due or done",
            of: |r, cohort| state(r, r.$field, cohort),
            base: BASE,
        };
    };
}

step!(
    DECISIONS,
    SENT,
    "decisions_sent",
    "Decisions sent in time",
    decisions,
    "the decisions were sent to the team manager",
    "IRO Handbook (2010): 5 working days"
);
step!(
    WRITTEN,
    WRITTEN_COUNT,
    "record_written",
    "Full record written in time",
    record,
    "the full record was written",
    "IRO Handbook (2010): 15 working days"
);
step!(
    DISTRIBUTED,
    DISTRIBUTED_COUNT,
    "distributed",
    "Record distributed in time",
    distributed,
    "everyone on the list had their copy",
    "IRO Handbook (2010): 20 working days"
);

pub(super) const MEASURE: Measure = Measure {
    key: "records",
    title: "Decisions, records and copies in time",
    section: "records",
    numerator: "reviews after which the step was done within the limit of the record's own pack, counted from the review, or from the day \
                it was taken up again where it was adjourned; median and nine in ten in working days",
    denominator: "reviews held in the period for which it was due by the period's last day, or done at any time",
    left_out: "reviews for which it was not due yet",
    source: "IRO Handbook (2010): 5, 15 and 20 working days",
    tables,
};

/// A step: its key in the pack, how it is counted, and where a review has it.
type Owed = (&'static str, &'static Count<Review>, fn(&Review) -> Step);

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let cohort = setting.cohort;
    let steps: [Owed; 3] = [
        ("decisions", &SENT, |r| r.decisions),
        ("record", &WRITTEN_COUNT, |r| r.record),
        ("distributed", &DISTRIBUTED_COUNT, |r| r.distributed),
    ];
    let rows = steps.map(|(key, count, of)| {
        let outcome = |o: &'static str| {
            let records: Vec<u32> = (0..).zip(&cohort.reviews).filter(|(_, r)| (count.of)(r, cohort) == Some(o)).map(|(i, _)| i).collect();
            let slice = Slice::all(table::REVIEWS).with(count.key, o);
            (slice.clone(), Cell { value: Value::Count(records.len() as u64), slice: Some(slice), from: Vec::new(), records })
        };
        let (in_time_slice, in_time) = outcome("in_time");
        let (_, late) = outcome("late");
        let (_, outstanding) = outcome("outstanding");
        let mut due: Vec<u32> = [&in_time, &late, &outstanding].iter().flat_map(|c| c.records.iter().copied()).collect();
        due.sort_unstable();
        let base = due.len() as u64;
        let whole = Slice::all(table::REVIEWS).with(count.key, "(base)");
        let done: Vec<u32> = in_time.records.iter().chain(&late.records).copied().collect();
        let took: Vec<i64> = done.iter().filter_map(|i| cohort.reviews.get(*i as usize).and_then(|r| of(r).took)).collect();
        let days = median_and_p90(took);
        let number = |value: Option<f64>| Cell {
            value: value.map_or(Value::Nothing, |v| Value::Number(v, u8::from(v.fract() != 0.0))),
            slice: None,
            from: vec![whole.clone()],
            records: done.clone(),
        };
        let title = setting.policy.after.get(key).map_or(key.to_owned(), |s| format!("{} ({})", s.title, s.within));
        #[expect(clippy::cast_precision_loss, reason = "days are small numbers")]
        let p90 = days.map(|d| d.1 as f64);
        let percent = Cell {
            value: Value::Percent { of: in_time.records.len() as u64, base },
            slice: None,
            from: vec![in_time_slice, whole.clone()],
            records: due.clone(),
        };
        let total = Cell { value: Value::Count(base), slice: Some(whole.clone()), from: Vec::new(), records: due };
        Row {
            key: key.to_owned(),
            title,
            role: Role::Part,
            cells: vec![in_time, percent, late, outstanding, total, number(days.map(|d| d.0)), number(p90)],
        }
    });
    vec![Table {
        title: "Decisions, records and copies in time".to_owned(),
        stub: "What is owed".to_owned(),
        columns: vec![
            count_column("in_time", "In time"),
            percent_column("percent"),
            count_column("late", "Late"),
            count_column("outstanding", "Not done"),
            count_column("total", "Due or done"),
            column("median", "Median days", Unit::Days),
            column("p90", "9 in 10 within", Unit::Days),
        ],
        rows: rows.into(),
        base: format!("{BASE} Days are working days, of those that were done; those not done were due by the last day of the period."),
        sums: vec![Sum { total: "total".to_owned(), parts: ["in_time", "late", "outstanding"].map(str::to_owned).into() }],
        ..Table::new(table::all("records"))
    }]
}
