//! How many reviews were held, of how many children.

use std::collections::BTreeSet;

use super::{Measure, Setting};
use crate::annual::cross::{Listing, REVIEW_SPLITS, count_column};
use crate::annual::table::{Cell, Role, Row, Slice, Table, Value};

pub(super) const MEASURE: Measure = Measure {
    key: "reviews",
    title: "Reviews held",
    section: "introduction",
    numerator: "reviews held in the period; a series of meetings is one review, held on the day of its last meeting",
    denominator: "all reviews held in the period",
    left_out: "records that cannot be read (see the measure `left_out`); the second of two files about one review",
    source: "IRO Handbook (2010) para 7.11",
    tables,
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let reviews = &setting.cohort.reviews;
    let all: Vec<u32> = (0..).zip(reviews).map(|(i, _)| i).collect();
    let children: BTreeSet<&str> = reviews.iter().map(|r| r.reference.as_str()).collect();
    let held = Cell { value: Value::Count(all.len() as u64), slice: Some(Slice::all("reviews")), from: Vec::new(), records: all.clone() };
    let of =
        Cell { value: Value::Count(children.len() as u64), slice: Some(Slice::all("children_reviewed")), from: Vec::new(), records: all };
    let base = "Reviews held in the period.";
    let mut tables = vec![Table {
        key: "reviews".to_owned(),
        title: "Reviews held".to_owned(),
        stub: String::new(),
        columns: vec![count_column("total", "Reviews"), count_column("children", "Children")],
        rows: vec![Row { key: "total".to_owned(), title: "All".to_owned(), role: Role::Total, cells: vec![held, of] }],
        base: base.to_owned(),
        sums: Vec::new(),
        adds_down: false,
        internal: false,
    }];
    for split in REVIEW_SPLITS {
        let key = format!("reviews.by_{}", split.key);
        let title = format!("Reviews held by {}", split.title.to_lowercase().replace("iro", "IRO"));
        let listing =
            Listing { key: &key, title: &title, stub: split.title, universe: "reviews", dimension: split.key, base, adds_down: true };
        let known = (split.known)(setting.cohort.period());
        let mut table = listing.of(reviews, known, |r| (split.of)(r, setting.cohort));
        table.internal = split.internal;
        tables.push(table);
    }
    tables
}
