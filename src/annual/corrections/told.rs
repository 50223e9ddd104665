//! What is said of corrections, below the tables and of where each shows.

use std::collections::BTreeSet;

use super::Applied;
use crate::annual::table::{Cell, Role, Table, Unit, Value};
use crate::record::Correction;

/// Says below each table what in it was corrected, why and by whom; in the published version without name and without what the records
/// gave.
pub fn note(tables: &mut [Table], corrections: &[Correction], applied: &[Applied], published: bool) {
    let own_table = |figure: &str| tables.iter().find(|t| t.named().iter().any(|(name, _)| name == figure));
    let titles: Vec<String> = corrections
        .iter()
        .enumerate()
        .map(|(i, c)| own_table(&c.figure).and_then(|t| Some(format!("{}, {}", t.title, place(t, i)?))).unwrap_or_else(|| c.figure.clone()))
        .collect();
    for table in tables {
        let mut reasons: BTreeSet<(&str, &str)> = BTreeSet::new();
        for correction in corrections {
            // What was corrected for one reason is told at once.
            if !reasons.insert((&correction.reason, &correction.by)) {
                continue;
            }
            let same = corrections
                .iter()
                .zip(applied)
                .enumerate()
                .filter(|(_, (c, _))| (&c.reason, &c.by) == (&correction.reason, &correction.by));
            let mut places: Vec<String> = Vec::new();
            let mut figures: Vec<String> = Vec::new();
            for (i, (own, applied)) in same {
                let Some(place) = place(table, i) else { continue };
                let was = applied.was.unwrap_or_default();
                let is_own = table.named().iter().any(|(name, _)| *name == own.figure);
                let place = if is_own && !published { format!("{place}: {} where the records give {was}", own.value) } else { place };
                if !places.contains(&place) {
                    places.push(place);
                }
                // Only a sum of it stands here.
                if !is_own && !published {
                    let title = titles.get(i).map_or("", String::as_str);
                    figures.push(format!("{title}: {} where the records give {was}", own.value));
                }
            }
            let told: Vec<String> = places.iter().filter_map(|p| Some(p.split_once(": ")?.0.to_owned())).collect();
            places.retain(|place| !told.contains(place));
            if places.is_empty() {
                continue;
            }
            let by = if published { "hand" } else { &*correction.by };
            let figures = if figures.is_empty() { String::new() } else { format!(" {}.", figures.join("; ")) };
            let reason = crate::words::ended(&correction.reason);
            table.base.push_str(&format!(" Corrected by {by} ({}).{figures} {reason}", places.join("; ")));
        }
        let is_of_all = |c: &Cell| matches!(c.value, Value::Percent { .. });
        let is_apart = table.rows.iter().any(|r| r.role == Role::Correction);
        if is_apart && table.sums.is_empty() && table.rows.iter().filter(|r| r.role == Role::Part).flat_map(|r| &r.cells).any(is_of_all) {
            table.base.push_str(" Percentages of the rows are of their sum.");
        }
    }
}

/// Where a correction shows in a table, in words; none where it does not.
#[must_use]
pub fn place(table: &Table, correction: usize) -> Option<String> {
    // What two corrections change by as much up and down is what it was.
    let own = table.corrected.iter().find(|c| c.correction == correction && table.corrected_by(&c.row, &c.column) != 0)?;
    let row = table.row(&own.row)?;
    let column = table.columns.iter().find(|c| c.key == own.column)?;
    let is_only = table.columns.iter().filter(|c| c.unit == Unit::Count).count() == 1;
    Some(match (row.role == Role::Part, is_only) {
        (true, true) => row.title.clone(),
        (true, false) => format!("{}, {}", row.title, column.title),
        (false, true) => "All".to_owned(),
        (false, false) => column.title.clone(),
    })
}
