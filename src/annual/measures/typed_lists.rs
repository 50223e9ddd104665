//! What no record holds and a manager knows: why children left care, and what challenges achieved for a child.

use indexmap::IndexMap;

use super::{Measure, Setting};
use crate::annual::cross::{Listing, category};
use crate::annual::table::{self, Cell, Role, Row, Slice, Table, Universe, Value};
use crate::record::codes::{self, Code};

pub(super) const LEAVING: Measure = Measure {
    key: "leaving_care",
    title: "Why children left care",
    section: "service",
    numerator: "children who left care in the period, by the reason",
    denominator: "all that were typed in",
    left_out: "what the manager does not supply; a child who left twice counts twice, as in the return",
    source: "SSDA903: reason episode ceased",
    tables: |setting| {
        listed(setting, "leaving_care", "Why children left care", "Reason", codes::LEAVING_CARE, &setting.record.leaving_care)
    },
};

pub(super) const ACHIEVED: Measure = Measure {
    key: "achieved",
    title: "What challenges achieved",
    section: "challenge",
    numerator: "challenges by what came of them for the child, as the service judged",
    denominator: "all that were typed in",
    left_out: "what the manager does not supply; a challenge counts once, by the most that came of it",
    source: "IRO Handbook (2010) para 7.11: analysis of issues and outcomes",
    tables: |setting| {
        listed(setting, "achieved", "What challenges achieved", "Outcome for the child", codes::ACHIEVED, &setting.record.achieved)
    },
};

/// A table of counts that were typed in, in the order of their codes.
fn listed(_: &Setting<'_>, key: &'static str, title: &str, stub: &str, known: &[Code], typed: &IndexMap<String, u32>) -> Vec<Table> {
    if typed.is_empty() {
        return Vec::new();
    }
    let listing = Listing {
        which: table::all(key),
        title,
        stub,
        universe: Universe::figures(key),
        dimension: key,
        base: "As the service supplied them. Percentages are of all of them.",
        adds_down: true,
    };
    let whole = Slice::all(listing.universe);
    let all: u64 = typed.values().map(|n| u64::from(*n)).sum();
    let row = |key: &str, title: &str, role: Role, n: u64, slice: Slice| {
        let from = vec![slice.clone(), whole.clone()];
        let percent = Cell { value: Value::Percent { of: n, base: all }, slice: None, from, records: Vec::new() };
        let count = Cell { value: Value::Count(n), slice: Some(slice), from: Vec::new(), records: Vec::new() };
        Row { key: key.to_owned(), title: title.to_owned(), role, cells: vec![count, percent] }
    };
    let given = known.iter().filter_map(|code| Some((category(code.key, code.label), *typed.get(code.key)?)));
    let mut rows: Vec<Row> =
        given.map(|((key, title), n)| row(&key, &title, Role::Part, u64::from(n), whole.with(listing.dimension, &key))).collect();
    rows.push(row("total", "All", Role::Total, all, whole.clone()));
    vec![Table { rows, merges: true, ..listing.table(Vec::new(), &[]) }]
}
