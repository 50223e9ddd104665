//! Broader groups: what would be full of small numbers is left to broader tables, and small categories become one.

use super::{GROUP, SMALL, is_part};
use crate::annual::table::{Cell, Identity, OTHERS, Role, Row, Rows, STAFF, Slice, Table, Value};
use crate::words::list;

/// The tables as far as they are not too fine for what is counted; and what their merged rows are sums of.
pub(super) fn broader(tables: Vec<Table>) -> (Vec<Table>, Vec<Identity>) {
    let mut merged = Vec::new();
    let fine = |value: &Value| matches!(value, Value::Count(n) if (1..SMALL).contains(n));
    let tables = tables
        .into_iter()
        .filter_map(without_few_staff)
        .filter_map(|table| if table.merges { merge(table, &mut merged) } else { Some(table) })
        .filter(|table| table.rows_are == Rows::Ranked || !is_mostly(table, fine))
        .collect();
    (tables, merged)
}

/// A table without what it says of fewer than ten members of staff: how many they are is public, so that hiding numbers would not do.
/// None where nothing is left.
fn without_few_staff(mut table: Table) -> Option<Table> {
    let of_staff = |cell: &Cell| cell.slice.iter().chain(&cell.from).any(|s| s.universe.key == STAFF.key);
    let people = table.rows.iter().flat_map(|r| &r.cells).filter(|c| c.slice.as_ref().is_some_and(|s| *s == Slice::all(STAFF)));
    let few = people.filter_map(|c| if let Value::Count(n) = c.value { Some(n) } else { None }).any(|n| n < GROUP);
    if few {
        let kept: Vec<bool> = (0..table.columns.len()).map(|i| !table.rows.iter().filter_map(|r| r.cells.get(i)).any(of_staff)).collect();
        let mut at = kept.iter();
        table.columns.retain(|_| at.next().copied().unwrap_or(true));
        for row in &mut table.rows {
            let mut at = kept.iter();
            row.cells.retain(|_| at.next().copied().unwrap_or(true));
        }
    }
    (!table.columns.is_empty()).then_some(table)
}

/// Whether more than half of what a split table counts, noughts left aside, is of a kind: such a table says little.
pub(super) fn is_mostly(table: &Table, of: impl Fn(&Value) -> bool) -> bool {
    if !table.which.is_split() {
        return false;
    }
    let counted = |cell: &&Cell| cell.slice.is_some() && !matches!(cell.value, Value::Count(0));
    let cells: Vec<&Cell> = table.rows.iter().filter(|r| is_part(r)).flat_map(|r| &r.cells).filter(counted).collect();
    2 * cells.iter().filter(|c| of(&c.value)).count() > cells.len()
}

/// A list of categories with its small ones as one. None where nothing would be left to tell apart.
fn merge(mut table: Table, merged: &mut Vec<Identity>) -> Option<Table> {
    let count = |row: &Row| match row.cells.first().map(|c| &c.value) {
        Some(Value::Count(n)) if is_part(row) => *n,
        _ => 0,
    };
    let mut filled: Vec<(u64, usize)> = (0..).zip(&table.rows).map(|(i, r)| (count(r), i)).filter(|(n, _)| *n > 0).collect();
    filled.sort_unstable();
    if filled.first().is_none_or(|(n, _)| *n >= SMALL) {
        return Some(table);
    }
    // All that are small, and the next ones until it is none any more; never one alone.
    let (mut sum, mut taken) = (0, Vec::new());
    for (n, i) in &filled {
        if *n >= SMALL && sum >= SMALL && taken.len() > 1 {
            break;
        }
        sum += n;
        taken.push(*i);
    }
    if taken.len() == filled.len() {
        return None;
    }
    taken.sort_unstable();
    let rows: Vec<Row> = taken.iter().filter_map(|i| table.rows.get(*i)).cloned().collect();
    let first = rows.first()?;
    let own = first.cells.first()?;
    let other = |slice: &Slice| {
        let mut slice = slice.clone();
        slice.conditions.values_mut().filter(|v| **v == first.key).for_each(|v| OTHERS.clone_into(v));
        slice
    };
    let slice = other(own.slice.as_ref()?);
    let mut records: Vec<u32> = rows.iter().filter_map(|r| r.cells.first()).flat_map(|c| c.records.iter().copied()).collect();
    records.sort_unstable();
    let row = Row {
        key: "others".to_owned(),
        title: "Others".to_owned(),
        role: Role::Part,
        cells: std::iter::once(Cell { value: Value::Count(sum), slice: Some(slice.clone()), from: Vec::new(), records })
            .chain(first.cells.iter().skip(1).map(|cell| match cell.value {
                Value::Percent { base, .. } => {
                    Cell { value: Value::Percent { of: sum, base }, from: cell.from.iter().map(other).collect(), ..cell.clone() }
                }
                _ => Cell::plain(Value::Nothing),
            }))
            .collect(),
    };
    let parts = rows.iter().filter_map(|r| r.cells.first()?.slice.clone());
    merged.push(Identity { terms: parts.map(|s| (s, 1)).chain([(slice, -1)]).collect() });
    let names: Vec<String> = rows.iter().map(|r| r.title.clone()).collect();
    table.base = format!("{} Others: {}.", table.base, list(&names));
    let mut at = 0;
    table.rows.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
    let before = table.rows.iter().position(|r| !is_part(r)).unwrap_or(table.rows.len());
    table.rows.insert(before, row);
    if table.rows_are == Rows::Ranked {
        table.rows_are = Rows::Listed;
    }
    Some(table)
}

/// A table in the order of its numbers without the places of what is hidden in it, which would tell about it. None where nothing is left.
pub(super) fn unranked(mut table: Table) -> Option<Table> {
    let hidden = |row: &Row| is_part(row) && row.cells.iter().any(|c| c.value == Value::Hidden);
    if table.rows_are == Rows::Ranked && table.adds_down {
        table.rows.sort_by_key(|row| match (is_part(row), hidden(row)) {
            (true, false) => (0, String::new()),
            (true, true) => (1, row.title.clone()),
            (false, _) => (2, String::new()),
        });
    } else if table.rows_are == Rows::Ranked {
        let rows = table.rows.len();
        table.rows.retain(|row| !hidden(row));
        if table.rows.len() < rows {
            table.base.push_str(" Those of fewer than five are not listed.");
        }
        if rows > 0 && !table.rows.iter().any(is_part) {
            return None;
        }
    }
    Some(table)
}
