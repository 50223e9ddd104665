//! How many reviews were held, of how many children.

use std::collections::BTreeSet;

use super::{Measure, Setting};
use crate::annual::cross::{Listing, REVIEW_SPLITS, count_column};
use crate::annual::table::{self, Cell, Role, Row, Slice, Table, Universe, Value};

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
    let held =
        Cell { value: Value::Count(all.len() as u64), slice: Some(Slice::all(table::REVIEWS)), from: Vec::new(), records: all.clone() };
    let of = Cell {
        value: Value::Count(children.len() as u64),
        slice: Some(Slice::all(Universe::of("children_reviewed"))),
        from: Vec::new(),
        records: all,
    };
    let base = "Reviews held in the period.";
    let mut tables = vec![Table {
        title: "Reviews held".to_owned(),
        columns: vec![count_column("total", "Reviews"), count_column("children", "Children")],
        rows: vec![Row { key: "total".to_owned(), title: "All".to_owned(), role: Role::Total, cells: vec![held, of] }],
        base: base.to_owned(),
        ..Table::new(table::all("reviews"))
    }];
    for split in REVIEW_SPLITS {
        let title = format!("Reviews held by {}", split.title.to_lowercase().replace("iro", "IRO"));
        let listing = Listing {
            which: table::by("reviews", split.key),
            title: &title,
            stub: split.title,
            universe: table::REVIEWS,
            dimension: split.key,
            base,
            adds_down: true,
        };
        let known = (split.known)(setting.cohort.period());
        let mut table = listing.of(reviews, known, |r| (split.of)(r, setting.cohort));
        table.shown = split.shown;
        table.rows_are = split.rows_are;
        tables.push(table);
    }
    tables
}
