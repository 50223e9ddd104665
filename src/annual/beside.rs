//! What stands around a table's own figures: the manager's words for rows and columns, and rows of the year before, of England and of
//! statistical neighbours.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::table::{Cell, LAST_YEAR, Role, Row, Rows, Slice, Table, Unit, Value};
use super::year::Recounted;
use crate::record::{AnnualReport, Compared, StaffNames};

/// Other words for rows and columns, and IROs without their names where the record asks for it. Keys stay.
pub(super) fn relabel(table: &mut Table, record: &AnnualReport) {
    for column in &mut table.columns {
        if let Some(words) = record.labels.get(&column.key) {
            column.title.clone_from(words);
        }
    }
    for row in &mut table.rows {
        if let Some(words) = record.labels.get(&row.key) {
            row.title.clone_from(words);
        }
    }
}

/// IROs as `IRO 1`, `IRO 2`: for the published version, where the record does not say that they are named.
pub(super) fn without_names(table: &mut Table, record: &AnnualReport) {
    if record.staff_names == StaffNames::Names || table.rows_are != Rows::Iros {
        return;
    }
    for (i, row) in table.rows.iter_mut().filter(|r| r.role == Role::Part).enumerate() {
        row.key = format!("iro_{}", i + 1);
        row.title = format!("IRO {}", i + 1);
    }
}

/// A row of last year's figures below the total, where there are some.
pub(super) fn beside_last_year(table: &mut Table, last: &BTreeMap<String, f64>, recounted: Option<&Recounted>) {
    if !table.rows.iter().any(|r| r.key == "total" && r.role == Role::Total) {
        return;
    }
    if table.columns.iter().any(|c| c.unit == Unit::Text) {
        return;
    }
    let measure = if table.which.is_of_all() { table.which.measure.to_string() } else { table.key().to_owned() };
    // A table that lists a category has other columns than its measure: its own figures only.
    let own_columns = table.which.is_split() && table.sums.is_empty();
    let known = |column: &str| {
        let of_all = last.get(&format!("{measure}.{column}")).filter(|_| !own_columns);
        of_all.or_else(|| last.get(&format!("{}.total.{column}", table.key()))).copied()
    };
    let mut values: Vec<Option<f64>> = table.columns.iter().map(|c| known(&c.key)).collect();
    if values.iter().all(Option::is_none) {
        return;
    }
    // A column beside the total that last year's own table has no use for is nought.
    if recounted.is_some_and(|r| r.tables.iter().any(|t| t.key() == table.key())) && !table.sums.is_empty() {
        let counts = values.iter_mut().zip(&table.columns).filter(|(_, c)| c.unit == Unit::Count);
        counts.for_each(|(value, _)| *value = value.or(Some(0.0)));
    }
    // What follows from the counts need not be typed: sums, then percentages.
    for sum in &table.sums {
        let parts: Option<Vec<f64>> = sum.parts.iter().map(|p| values.get(table.column(p)?).copied().flatten()).collect();
        if let (Some(at), Some(parts)) = (table.column(&sum.total), parts)
            && let Some(slot) = values.get_mut(at)
            && slot.is_none()
        {
            *slot = Some(parts.iter().sum());
        }
    }
    // As many decimals as this year's figure has.
    let total = table.rows.iter().find(|r| r.key == "total" && r.role == Role::Total);
    let places: Vec<Option<u8>> = total.map_or_else(Vec::new, |row| {
        row.cells.iter().map(|c| if let Value::Number(_, places) = c.value { Some(places) } else { None }).collect()
    });
    let cells = table.columns.iter().enumerate().map(|(i, column)| {
        let own = values.get(i).copied().flatten();
        let value = match (column.unit, own) {
            (Unit::Count, Some(n)) => Value::Count(whole(n)),
            (Unit::Percent, Some(p)) => Value::Plain(p),
            (Unit::Percent, None) => {
                let sum = table.sums.first();
                let part = i.checked_sub(1).and_then(|b| values.get(b).copied().flatten());
                let base = sum.and_then(|s| values.get(table.column(&s.total)?).copied().flatten());
                match (part, base) {
                    (Some(of), Some(base)) => Value::Percent { of: whole(of), base: whole(base) },
                    _ => Value::Nothing,
                }
            }
            (Unit::Number | Unit::Days, Some(n)) => {
                // Half a day is not lost where this year has none.
                Value::Number(n, places.get(i).copied().flatten().unwrap_or_default().max(u8::from(n.fract() != 0.0)))
            }
            _ => Value::Nothing,
        };
        let slice = matches!(value, Value::Count(_)).then(|| Slice::all(LAST_YEAR).with(&measure, &column.key));
        let from = match (&value, column.unit) {
            (Value::Percent { .. } | Value::Plain(_), Unit::Percent) => i
                .checked_sub(1)
                .and_then(|b| table.columns.get(b))
                .map(|part| Slice::all(LAST_YEAR).with(&measure, &part.key))
                .into_iter()
                .chain(table.sums.first().map(|sum| Slice::all(LAST_YEAR).with(&measure, &sum.total)))
                .collect(),
            _ => Vec::new(),
        };
        // A median of a few is hidden here too.
        let few = matches!(value, Value::Number(..)).then(|| recounted.map(|r| r.behind(&measure, &column.key))).flatten().unwrap_or(0);
        let from = if few > 0 { vec![Slice::all(LAST_YEAR).with(&measure, &column.key)] } else { from };
        Cell { value, slice, from, records: vec![0; few] }
    });
    let cells = cells.collect();
    table.rows.push(Row { key: "last_year".to_owned(), title: "The year before".to_owned(), role: Role::Beside, cells });
}

/// Rows of England and of statistical neighbours below the total, where the manager has typed their figures.
pub(super) fn beside_others(table: &mut Table, compared: &IndexMap<String, Compared>) {
    if compared.is_empty() || !table.rows.iter().any(|r| r.key == "total" && r.role == Role::Total) {
        return;
    }
    let measure = if table.which.is_of_all() { table.which.measure.to_string() } else { table.key() };
    // A table that lists a category has other percentages than its measure.
    let own_columns = table.which.is_split() && table.sums.is_empty();
    let total = table.rows.iter().find(|r| r.key == "total").map(|row| row.cells.clone()).unwrap_or_default();
    let places = |i: usize| match total.get(i).map(|c| &c.value) {
        Some(Value::Number(_, places)) => *places,
        _ => 1,
    };
    type Whose = fn(&Compared) -> Option<f64>;
    let others: [(&str, &str, Whose); 2] =
        [("england", "England", |c| c.england), ("neighbours", "Statistical neighbours", |c| c.neighbours)];
    for (key, title, of) in others {
        let mut years: Vec<&str> = Vec::new();
        let cells: Vec<Cell> = table
            .columns
            .iter()
            .enumerate()
            .map(|(i, column)| {
                let own = compared.get(&format!("{}.total.{}", table.key(), column.key));
                let typed = compared.get(&format!("{measure}.{}", column.key)).filter(|_| !own_columns).or(own);
                let Some((typed, value)) = typed.and_then(|typed| Some((typed, of(typed)?))) else { return Cell::plain(Value::Nothing) };
                years.extend(typed.year.as_deref().filter(|year| !years.contains(year)));
                Cell::plain(match column.unit {
                    Unit::Percent => Value::Plain(value),
                    Unit::Number | Unit::Days => Value::Number(value, places(i)),
                    Unit::Count | Unit::Text => Value::Nothing,
                })
            })
            .collect();
        if cells.iter().any(|cell| cell.value != Value::Nothing) {
            let title = if years.is_empty() { title.to_owned() } else { format!("{title}, {}", years.join(" and ")) };
            table.rows.push(Row { key: key.to_owned(), title, role: Role::Beside, cells });
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a count can be")]
fn whole(n: f64) -> u64 {
    n.round().clamp(0.0, 1e15) as u64
}
