//! Records that could not be counted, by the figures they are left out of. A silent drop would make every other figure wrong.

use super::{Measure, Setting};
use crate::annual::cross::count_column;
use crate::annual::table::{self, Cell, Role, Row, Table, Value, slug};

pub(super) const MEASURE: Measure = Measure {
    key: "left_out",
    title: "Records left out of figures",
    section: "about",
    numerator: "records in the folders that cannot be read, or of which a part cannot",
    denominator: "all files in the folders",
    left_out: "nothing",
    source: "every table states its base",
    tables,
};

/// The parts of a review that can fail on their own, and the figures made of each.
pub const PARTS: &[(&str, &str)] = &[
    ("participation", "Participation"),
    ("ratings", "Ratings"),
    ("records", "Decisions, records and copies"),
    ("allocation", "Allocation"),
    ("timeliness", "Timeliness"),
    ("children", "Ages and the children"),
    ("preparation", "Care plans and parents"),
];

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let left_out = &setting.cohort.left_out;
    let row = |key: &str, title: &str, n: usize| Row {
        key: key.to_owned(),
        title: title.to_owned(),
        role: Role::Beside,
        cells: vec![Cell::plain(Value::Count(n as u64))],
    };
    let mut rows = vec![
        row("total", "All records left out of some figure", left_out.len()),
        row("everything", "Of them, left out of every figure", left_out.iter().filter(|l| l.parts.is_empty()).count()),
    ];
    for (key, title) in PARTS {
        let n = left_out.iter().filter(|l| l.parts.contains(key)).count();
        if n > 0 {
            rows.push(row(&slug(key), &format!("Left out of: {title}"), n));
        }
    }
    vec![Table {
        title: "Records left out".to_owned(),
        columns: vec![count_column("count", "Records")],
        rows,
        base: format!("All {} files in the folders that the report counts.", setting.cohort.files),
        ..Table::new(table::all("left_out"))
    }]
}
