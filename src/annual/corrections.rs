//! Figures that a manager corrects by hand: the number stands in every table that shows it, what follows from it is worked out again, and sums
//! have to hold.

use super::table::{Role, Slice, Table, Value};
use crate::record::Correction;

/// A correction, and what came of it.
#[derive(Debug, Clone)]
pub struct Applied {
    /// What the records give; none where there is no such count.
    pub was: Option<u64>,
    /// What does not add up any more.
    pub broken: Vec<String>,
}

/// Puts corrections into tables. What came of each stands in their order.
pub fn apply(tables: &mut [Table], corrections: &[Correction]) -> Vec<Applied> {
    let mut slices: Vec<Option<(Slice, u64)>> = Vec::new();
    for correction in corrections {
        let cell =
            tables.iter().find_map(|t| t.named().into_iter().find(|(name, _)| *name == correction.figure).map(|(_, cell)| cell.clone()));
        slices.push(cell.and_then(|cell| match cell.value {
            Value::Count(n) => Some((cell.slice?.of_list(), n)),
            _ => None,
        }));
    }
    let known: Vec<(Slice, u64)> =
        slices.iter().zip(corrections).filter_map(|(slice, c)| Some((slice.as_ref()?.0.clone(), u64::from(c.value)))).collect();
    // The same records are the same number, whichever list they are counted in.
    let now = |slice: &Slice| known.iter().find(|(other, _)| *other == slice.of_list()).map(|(_, n)| *n);
    let mut touched = vec![false; tables.len()];
    for (table, touched) in tables.iter_mut().zip(&mut touched) {
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            match (&mut cell.value, &cell.slice, cell.from.as_slice()) {
                (Value::Count(n), Some(slice), _) => {
                    if let Some(value) = now(slice) {
                        (*n, *touched) = (value, true);
                    }
                }
                (Value::Percent { of, base }, None, [part, whole]) => {
                    *of = now(part).unwrap_or(*of);
                    *base = now(whole).unwrap_or(*base);
                }
                _ => {}
            }
        }
    }
    slices
        .into_iter()
        .map(|slice| {
            let is_it = |of: &Slice| slice.as_ref().is_some_and(|(slice, _)| *slice == of.of_list());
            let holds = |table: &Table| table.rows.iter().flat_map(|r| &r.cells).any(|c| c.slice.as_ref().is_some_and(is_it));
            let its = tables.iter().zip(&touched).filter(|(table, touched)| **touched && holds(table));
            Applied { broken: its.flat_map(|(table, _)| broken(table)).collect(), was: slice.map(|(_, n)| n) }
        })
        .collect()
}

/// What of a table does not add up.
fn broken(table: &Table) -> Vec<String> {
    let count = |cells: &[super::table::Cell], at: usize| match cells.get(at).map(|c| &c.value) {
        Some(Value::Count(n)) => Some(*n),
        _ => None,
    };
    let mut out = Vec::new();
    for row in table.rows.iter().filter(|r| r.role != Role::Beside) {
        for sum in &table.sums {
            let parts: Option<Vec<u64>> = sum.parts.iter().map(|part| count(&row.cells, table.column(part)?)).collect();
            let total = table.column(&sum.total).and_then(|at| count(&row.cells, at));
            if let (Some(parts), Some(total)) = (parts, total)
                && parts.iter().sum::<u64>() != total
            {
                out.push(format!("{}, {}: {} is not {total}", table.title, row.title, plus(&parts)));
            }
        }
    }
    let total = table.rows.iter().find(|r| r.role == Role::Total).filter(|_| table.adds_down);
    for (at, column) in table.columns.iter().enumerate() {
        let parts: Vec<u64> = table.rows.iter().filter(|r| r.role == Role::Part).filter_map(|r| count(&r.cells, at)).collect();
        if let Some(total) = total.and_then(|row| count(&row.cells, at))
            && parts.iter().sum::<u64>() != total
        {
            out.push(format!("{}, {}: {} is not {total}", table.title, column.title, plus(&parts)));
        }
    }
    out
}

fn plus(parts: &[u64]) -> String {
    let shown: Vec<String> = parts.iter().map(u64::to_string).collect();
    shown.join(" + ")
}

/// Says below each table what in it was corrected, why and by whom; in the published version where the figure is shown, and without what
/// the records gave.
pub fn note(tables: &mut [Table], corrections: &[Correction], applied: &[Applied], published: bool) {
    for (correction, applied) in corrections.iter().zip(applied) {
        let Some(was) = applied.was else { continue };
        let of = |t: &Table| {
            t.named().into_iter().find(|(name, _)| *name == correction.figure).map(|(_, cell)| cell.slice.as_ref().map(Slice::of_list))
        };
        let Some(slice) = tables.iter().find_map(of).flatten() else { continue };
        for table in tables.iter_mut() {
            let mut places = Vec::new();
            for row in &table.rows {
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    if cell.slice.as_ref().map(Slice::of_list).as_ref() == Some(&slice) && cell.value != Value::Hidden {
                        places.push(if row.role == Role::Total {
                            column.title.clone()
                        } else {
                            format!("{}, {}", row.title, column.title)
                        });
                    }
                }
            }
            let Some(place) = places.first() else { continue };
            let reason = crate::words::ended(&correction.reason);
            table.base.push_str(&match published {
                true => format!(" Corrected by hand ({place}): {reason}"),
                false => format!(" Corrected by {} ({place}): {} where the records give {was}. {reason}", correction.by, correction.value),
            });
        }
    }
}
