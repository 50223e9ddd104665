//! Child protection plans, as far as the manager supplies them: how many each year, reviews in time, plans that ended in care.

use chrono::Datelike as _;

use super::{Measure, Setting};
use crate::annual::cross::{column, count_column, percent_column};
use crate::annual::table::{self, Cell, Column, Role, Row, Slice, Table, Unit, Universe, Value, Which, slug};
use crate::words::day;

pub(super) const MEASURE: Measure = Measure {
    key: "protection",
    title: "Child protection plans",
    section: "child_protection",
    numerator: "children on a plan on a day of each year; reviews of plans in time; plans ended, and of them those whose child became looked after",
    denominator: "for growth the row before; for plans ended all that ended in the year",
    left_out: "years that the manager does not supply",
    source: "supplied by the service; Working Together to Safeguard Children",
    tables,
};

fn table(which: Which, title: &str, stub: &str, columns: Vec<Column>, rows: Vec<Row>, base: &str) -> Table {
    Table { title: title.to_owned(), stub: stub.to_owned(), columns, rows, base: base.to_owned(), ..Table::new(which) }
}

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let protection = &setting.record.protection;
    let mut tables = Vec::new();
    let counted = |n: u32, year: &str, what: &str| Cell {
        value: Value::Count(u64::from(n)),
        slice: Some(Slice::all(Universe::figures("plans")).with("year", year).with("what", what)),
        from: Vec::new(),
        records: Vec::new(),
    };
    if !protection.plans.is_empty() {
        let before = std::iter::once(None).chain(protection.plans.iter().map(Some));
        let rows = protection.plans.iter().zip(before).map(|(at, before)| {
            let year = at.at.to_string();
            let grown = before.filter(|b| b.plans > 0).map(|b| 100.0 * (f64::from(at.plans) - f64::from(b.plans)) / f64::from(b.plans));
            // It gives either count away where the other is known.
            let of = |year: String| Slice::all(Universe::figures("plans")).with("year", &year).with("what", "plans");
            let from = std::iter::once(year.clone()).chain(before.map(|b| b.at.to_string())).map(of).collect();
            Row {
                // Two days of one year are two rows.
                key: if protection.plans.iter().filter(|p| p.at.year() == at.at.year()).count() > 1 {
                    at.at.format("%Y_%m_%d").to_string()
                } else {
                    at.at.format("%Y").to_string()
                },
                title: day(at.at),
                role: Role::Beside,
                cells: vec![
                    counted(at.plans, &year, "plans"),
                    Cell { value: grown.map_or(Value::Nothing, Value::Plain), slice: None, from, records: Vec::new() },
                ],
            }
        });
        tables.push(table(
            table::all("protection"),
            "Children on a child protection plan",
            "Day",
            vec![count_column("plans", "Children"), column("growth", "Change in %", Unit::Percent)],
            rows.collect(),
            "Children on a plan on that day. The change is over the row before, in percent of it.",
        ));
    }
    if !protection.reviews.is_empty() {
        let row = |r: &crate::record::PlanReviews| Row {
            key: slug(&r.year),
            title: r.year.clone(),
            role: Role::Beside,
            cells: vec![Cell::plain(Value::Plain(r.percent))],
        };
        tables.push(table(
            table::beside("protection", "reviews"),
            "Reviews of protection plans held in time",
            "Year",
            vec![percent_column("percent")],
            protection.reviews.iter().map(row).collect(),
            "Percent of the plans reviewed in the year, as the service supplied it.",
        ));
    }
    if !protection.ended.is_empty() {
        let row = |r: &crate::record::PlansEnded| {
            let (ended, into) = (
                Slice::all(Universe::figures("plans")).with("year", &r.year).with("what", "ended"),
                Slice::all(Universe::figures("plans")).with("year", &r.year).with("what", "into_care"),
            );
            Row {
                key: slug(&r.year),
                title: r.year.clone(),
                role: Role::Beside,
                cells: vec![
                    counted(r.ended, &r.year, "ended"),
                    counted(r.into_care, &r.year, "into_care"),
                    Cell {
                        value: Value::Percent { of: u64::from(r.into_care), base: u64::from(r.ended) },
                        slice: None,
                        from: vec![into, ended],
                        records: Vec::new(),
                    },
                ],
            }
        };
        tables.push(table(
            table::beside("protection", "ended"),
            "Protection plans that ended, and children who became looked after",
            "Year",
            vec![count_column("ended", "Plans ended"), count_column("into_care", "Became looked after"), percent_column("percent")],
            protection.ended.iter().map(row).collect(),
            "Plans that ended in the year. The percentage is of them.",
        ));
    }
    tables
}
