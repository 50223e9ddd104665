//! Figures that a manager corrects by hand.
//!
//! A correction says of some of the records what they are, as `late reviews of North`, and how many more or fewer of them there are than
//! the folders hold: a [`Shift`]. It is carried into every table that tells of such records, so that all sums hold: where a table tells
//! them apart by what the correction does not say, as by IRO, a row of its own has the difference.
//!
//! What is hidden in the published version is found out from the records, which hang together; corrections are put into the tables that
//! come out of that.

mod told;

pub use told::{note, place};

use std::collections::{BTreeMap, BTreeSet};

use super::cohort::Cohort;
use super::cross;
use super::table::{Cell, Identity, OTHERS, Of, Role, Row, Slice, Table, Value};
use crate::record::{Correction, Only};

/// The key of the row that has the difference.
pub const ROW: &str = "corrected";

/// So many more or fewer records than there are.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Which records.
    pub slice: Slice,
    /// How many more; fewer below nought.
    pub by: i64,
    /// What else they are by what its categories mean, as a code says whether a child took part.
    implied: BTreeMap<String, String>,
    /// Dimensions whose category is one of those that are published as one.
    in_others: BTreeSet<String>,
    /// The measure whose figure was corrected.
    measure: String,
    /// What of the slice is no way to split a measure, but what is counted.
    counted: BTreeSet<String>,
    /// Whether a record may be counted in several such: no sum follows from it.
    alone: bool,
    /// The correction that it comes of.
    correction: usize,
}

/// A correction, and what came of it.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// What the records give; none where there is no such count.
    pub was: Option<u64>,
    /// Whether no record is behind such counts: what was typed in is put right where it was typed.
    pub typed: bool,
    /// What it comes to with every other correction.
    pub is: Option<u64>,
    /// By how much it moves what the records and the corrections of narrower figures give.
    pub by: i64,
    /// What does not add up any more.
    pub broken: Vec<String>,
    /// How many more or fewer its table counts in all than the records have, and how many those are, where other measures count the same
    /// records.
    pub net: Option<(i64, u64)>,
    /// The whole that is changed twice, by this correction and by another one that splits it otherwise, and that other one's figure.
    pub twice: Option<(String, String)>,
}

/// A figure that a correction has changed.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The key of its row.
    pub row: String,
    /// The key of its column.
    pub column: String,
    /// By how much.
    pub by: i64,
    /// The correction's place among them.
    pub correction: usize,
}

/// Puts corrections into tables of what the records give: the shifts that they come to, and what came of each in their order.
pub fn apply(tables: &mut [Table], corrections: &[Correction]) -> (Vec<Shift>, Vec<Applied>) {
    let mut applied = vec![Applied::default(); corrections.len()];
    // The figures that are corrected, by their places, before rows are added.
    let named = |tables: &[Table], figure: &str| {
        let (at, cell) = tables.iter().enumerate().find_map(|(i, t)| {
            let cell = t.named().into_iter().find(|(name, _)| name == figure).map(|(_, cell)| cell.clone())?;
            Some((i, cell))
        })?;
        match cell.value {
            Value::Count(n) => Some((at, cell.slice?.of_list(), n)),
            _ => None,
        }
    };
    let mut found: Vec<Option<(usize, Slice, u64)>> = corrections.iter().map(|c| named(tables, &c.figure)).collect();
    let cells = || tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.cells);
    for (found, applied) in found.iter_mut().zip(&mut applied) {
        let Some((_, slice, _)) = found else { continue };
        let is_behind = |c: &Cell| !c.records.is_empty() && c.slice.as_ref().is_some_and(|s| s.universe.key == slice.universe.key);
        if slice.universe.list.is_none() && !cells().any(is_behind) {
            applied.typed = true;
            *found = None;
        }
    }
    // What says more of its records comes first: a correction of a whole is what it comes to with those of its parts.
    let mut order: Vec<usize> = (0..corrections.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(found.get(*i).and_then(Option::as_ref).map_or(0, |(_, s, _)| s.conditions.len())));
    let mut shifts: Vec<Shift> = Vec::new();
    for i in order {
        let (Some(correction), Some(applied)) = (corrections.get(i), applied.get_mut(i)) else { continue };
        let Some(Some((at, slice, was))) = found.get(i) else { continue };
        let Some(table) = tables.get(*at) else { continue };
        applied.was = Some(*was);
        let now = count_of(table, slice).unwrap_or(*was);
        applied.by = i64::from(correction.value) - signed(now);
        if applied.by == 0 {
            continue;
        }
        let split = if let Of::By(split) = &table.which.of { split.as_ref() } else { "" };
        let is_part = |r: &&Row| r.role == Role::Part;
        let of_several =
            !table.adds_down && table.sums.is_empty() && table.rows.iter().filter(is_part).any(|r| r.cells.iter().any(|c| is_of(c, slice)));
        let shift = Shift {
            alone: of_several,
            implied: implied(tables, slice),
            in_others: BTreeSet::new(),
            counted: slice.conditions.keys().filter(|d| *d != split).cloned().collect(),
            slice: slice.clone(),
            by: applied.by,
            measure: table.which.measure.to_string(),
            correction: i,
        };
        put(tables, &shift);
        shifts.push(shift);
    }
    follow(tables);
    let changed: BTreeMap<usize, Vec<String>> =
        tables.iter().enumerate().map(|(i, t)| (i, broken(t))).filter(|(_, b)| !b.is_empty()).collect();
    for (i, applied) in applied.iter_mut().enumerate() {
        let Some(Some((at, slice, _))) = found.get(i) else { continue };
        applied.is = tables.get(*at).and_then(|t| count_of(t, slice));
        let Some(shift) = shifts.iter().find(|s| s.correction == i) else { continue };
        let touched = tables.iter().enumerate().filter(|(_, t)| !places(t, shift).is_empty());
        applied.broken = touched.flat_map(|(at, _)| changed.get(&at).into_iter().flatten().cloned()).collect();
        let first = |table: &&Table| table.corrected.iter().map(|c| c.correction).min() == Some(i);
        applied.net = tables.get(*at).filter(first).and_then(|table| net(tables, table, slice));
        applied.twice = twice(shift, &shifts, corrections, &found, tables);
    }
    (shifts, applied)
}

/// Puts shifts into tables from which small numbers are gone already.
pub fn put_into(tables: &mut [Table], shifts: &[Shift]) {
    for shift in shifts {
        put(tables, shift);
    }
    follow(tables);
}

/// The shifts with what follows of small categories that are published as one.
#[must_use]
pub fn merged(shifts: &[Shift], merged: &[Identity]) -> Vec<Shift> {
    let parts: Vec<(Slice, &Slice)> = merged
        .iter()
        .filter_map(|identity| Some((identity, &identity.terms.iter().find(|(_, factor)| *factor < 0)?.0)))
        .flat_map(|(identity, whole)| identity.terms.iter().filter(|(_, factor)| *factor > 0).map(move |(part, _)| (part.of_list(), whole)))
        .collect();
    let mut out = shifts.to_vec();
    for shift in &mut out {
        for (part, whole) in parts.iter().filter(|(part, _)| part.universe == shift.slice.universe) {
            for (dimension, category) in &part.conditions {
                let is_merged = whole.of_list().conditions.get(dimension).is_some_and(|c| c == OTHERS);
                if is_merged && shift.slice.conditions.get(dimension) == Some(category) {
                    shift.in_others.insert(dimension.clone());
                }
            }
        }
    }
    out
}

/// The shifts of the records of a single team or IRO.
#[must_use]
pub fn of_part(shifts: &[Shift], only: &Only, cohort: &Cohort) -> Vec<Shift> {
    let names = [("team", &only.team), ("iro", &only.iro)];
    let own: Vec<(&str, String)> =
        names.into_iter().filter_map(|(dimension, name)| Some((dimension, cross::named(name.as_ref()?, cohort).0))).collect();
    let of_own = |shift: &Shift| {
        let mut shift = shift.clone();
        let is_own = own.iter().all(|(dimension, key)| shift.slice.conditions.remove(*dimension).as_ref() == Some(key));
        is_own.then_some(shift)
    };
    shifts.iter().filter_map(of_own).collect()
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Whether a cell counts these records.
fn is_of(cell: &Cell, slice: &Slice) -> bool {
    cell.slice.as_ref().is_some_and(|s| s.of_list() == *slice)
}

/// The count of some records in a table.
fn count_of(table: &Table, slice: &Slice) -> Option<u64> {
    table
        .rows
        .iter()
        .flat_map(|r| &r.cells)
        .find(|c| is_of(c, slice))
        .and_then(|c| if let Value::Count(n) = c.value { Some(n) } else { None })
}

/// What records of a slice are besides, by what its categories mean.
fn implied(tables: &[Table], slice: &Slice) -> BTreeMap<String, String> {
    let links = tables.iter().flat_map(|table| table.links);
    let of_own = links.filter(|(_, of, parts)| slice.conditions.get(*of).is_some_and(|own| parts.contains(&own.as_str())));
    of_own.map(|((dimension, category), ..)| ((*dimension).to_owned(), (*category).to_owned())).collect()
}

/// Whether records of a shift are among those of a cell, and how much the cell says of them.
fn holds(cell: &Cell, shift: &Shift) -> Option<usize> {
    let slice = cell.slice.as_ref()?.of_list();
    let is_so = |(dimension, category): (&String, &String)| {
        let own = shift.slice.conditions.get(dimension).or_else(|| shift.implied.get(dimension));
        own == Some(category) || category == OTHERS && shift.in_others.contains(dimension)
    };
    let is_among = slice.universe == shift.slice.universe && slice.conditions.iter().all(is_so);
    is_among.then_some(slice.conditions.len())
}

/// The row and the columns of a table in which the records of a shift are counted: that of a part and that of the total.
fn places(table: &Table, shift: &Shift) -> Vec<(usize, usize)> {
    let own = |cell: &Cell| cell.slice.as_ref().is_some_and(|s| s.of_list().conditions.keys().any(|d| shift.counted.contains(d)));
    let is_told = |row: &Row| row.cells.iter().any(|c| holds(c, shift).is_some() && own(c));
    if table.which.measure != shift.measure && !table.rows.iter().any(is_told) {
        return Vec::new();
    }
    // In a row what says most of the records is the part, and the sums over it follow.
    let columns = |row: &Row| -> Vec<usize> {
        let best =
            row.cells.iter().enumerate().filter_map(|(i, c)| Some((holds(c, shift)?, i))).max_by_key(|(n, i)| (*n, std::cmp::Reverse(*i)));
        let Some((_, best)) = best else { return Vec::new() };
        // Another measure that tells the records apart by what the correction does not say keeps what the records give.
        let is_sum = table.columns.get(best).is_some_and(|c| table.sums.iter().any(|s| s.total == c.key));
        if is_sum && table.which.measure != shift.measure {
            return Vec::new();
        }
        let mut out = vec![best];
        for sum in &table.sums {
            let is_in = |part: &String| table.column(part).is_some_and(|at| out.contains(&at));
            if sum.parts.iter().any(is_in)
                && let Some(total) = table.column(&sum.total).filter(|at| !out.contains(at))
            {
                out.push(total);
            }
        }
        out
    };
    let rows = table.rows.iter().enumerate();
    let exact = || rows.clone().find_map(|(i, r)| Some((i, vec![r.cells.iter().position(|c| is_of(c, &shift.slice))?])));
    if shift.alone {
        return exact().into_iter().flat_map(|(row, columns)| columns.into_iter().map(move |c| (row, c))).collect();
    }
    // A part says more of the records than the total does.
    let total = rows.clone().find(|(_, r)| r.key == "total" && r.role != Role::Part).map(|(i, r)| (i, columns(r)));
    let most = |row: &Row| row.cells.iter().filter_map(|c| holds(c, shift)).max();
    let beside = total.as_ref().and_then(|(i, _)| table.rows.get(*i)).and_then(most);
    let part = rows.clone().find(|(_, r)| r.role == Role::Part && most(r).is_some() && most(r) > beside).map(|(i, r)| (i, columns(r)));
    let mut out = Vec::new();
    let flat = |(row, columns): (usize, Vec<usize>)| columns.into_iter().map(move |c| (row, c));
    match (part, total) {
        (Some(part), total) => {
            out.extend(flat(part));
            // The rows of a list of which each record has several are no parts of a sum.
            out.extend(total.filter(|_| table.adds_down).into_iter().flat_map(flat));
        }
        (None, Some(total)) => out.extend(flat(total)),
        (None, None) => out.extend(exact().into_iter().flat_map(flat)),
    }
    out
}

/// Puts a shift into every table that tells of its records.
fn put(tables: &mut [Table], shift: &Shift) {
    for table in tables {
        let places = places(table, shift);
        for (row, column) in &places {
            let Some(cell) = table.rows.get_mut(*row).and_then(|r| r.cells.get_mut(*column)) else { continue };
            let Value::Count(n) = &mut cell.value else { continue };
            *n = n.saturating_add_signed(shift.by);
            let key = table.rows.get(*row).map(|r| r.key.clone()).unwrap_or_default();
            let column = table.columns.get(*column).map(|c| c.key.clone()).unwrap_or_default();
            table.corrected.push(Corrected { row: key, column, by: shift.by, correction: shift.correction });
        }
        let in_parts = places.iter().any(|(row, _)| table.rows.get(*row).is_some_and(|r| r.role == Role::Part));
        if table.adds_down && !in_parts && !places.is_empty() {
            difference(table, &places, shift);
        }
    }
}

/// The row of the difference, for what no row of a part is told to be.
fn difference(table: &mut Table, places: &[(usize, usize)], shift: &Shift) {
    let Some(total) = table.rows.iter().position(|r| r.role == Role::Total) else { return };
    if !table.rows.iter().any(|r| r.role == Role::Correction) {
        let cells = table.columns.iter().map(|_| Cell::plain(Value::Nothing)).collect();
        table.rows.insert(total, Row { key: ROW.to_owned(), title: "Corrected by hand".to_owned(), role: Role::Correction, cells });
    }
    let shown: Vec<usize> = places
        .iter()
        .map(|(_, column)| *column)
        // Beside a total that is not shown it says nothing.
        .filter(|column| {
            let own = table.rows.iter().find(|r| r.role == Role::Total).and_then(|r| r.cells.get(*column));
            own.is_some_and(|c| matches!(c.value, Value::Count(_)))
        })
        .collect();
    let Some(row) = table.rows.iter_mut().find(|r| r.role == Role::Correction) else { return };
    for column in shown {
        if let Some(cell) = row.cells.get_mut(column) {
            let before = if let Value::Difference(n) = cell.value { n } else { 0 };
            cell.value = Value::Difference(before + shift.by);
        }
    }
}

/// What follows from counts: percentages; and rows of a difference that is none are taken out.
fn follow(tables: &mut [Table]) {
    for table in tables {
        table.rows.retain(|row| {
            let is_none = |c: &Cell| matches!(c.value, Value::Nothing | Value::Difference(0));
            row.role != Role::Correction || !row.cells.iter().all(is_none)
        });
        if table.corrected.is_empty() {
            continue;
        }
        let cells = table.rows.iter().flat_map(|r| &r.cells);
        let counts: BTreeMap<Slice, u64> = cells
            .filter_map(|c| match c.value {
                Value::Count(n) => Some((c.slice.as_ref()?.of_list(), n)),
                _ => None,
            })
            .collect();
        // Of a whole that is more or less than its rows, shares of a row would come to more or less than all: they are of the rows' sum.
        let totals = table.rows.iter().filter(|r| r.role == Role::Total).flat_map(|r| r.cells.iter().enumerate());
        let apart: BTreeMap<Slice, i64> =
            totals.filter_map(|(at, c)| Some((c.slice.as_ref()?.of_list(), table.difference(at)))).filter(|(_, by)| *by != 0).collect();
        for row in &mut table.rows {
            let own: Vec<Slice> = row.cells.iter().filter_map(|c| c.slice.as_ref()).map(Slice::of_list).collect();
            for cell in &mut row.cells {
                let now = |slice: Option<&Slice>| counts.get(&slice?.of_list()).copied();
                let Value::Percent { of, base } = &mut cell.value else { continue };
                let whole = cell.from.last().map(Slice::of_list);
                *of = now(cell.from.first()).unwrap_or(*of);
                *base = now(cell.from.last()).unwrap_or(*base);
                if let Some(by) = whole.filter(|whole| !own.contains(whole)).and_then(|whole| apart.get(&whole)) {
                    *base = base.saturating_add_signed(-by);
                }
            }
        }
    }
}

/// How many more or fewer a table counts in all than the records have; none where that is as many, or no other measure counts them.
fn net(tables: &[Table], table: &Table, slice: &Slice) -> Option<(i64, u64)> {
    let total = table.rows.iter().find(|r| r.role == Role::Total)?;
    // The late ones are not all: those that became none are counted among the others.
    let is_all = |c: &Cell| c.slice.as_ref().is_some_and(|s| s.of_list().conditions.values().all(|v| v == "(base)"));
    if !total.cells.iter().any(is_all) {
        return None;
    }
    let is_part = |key: &str| table.sums.iter().any(|s| s.parts.iter().any(|p| p == key));
    let wholes = table.corrected.iter().filter(|c| c.row == total.key && !is_part(&c.column));
    let by: i64 = wholes.map(|c| c.by).sum();
    let counts = |t: &Table| {
        let mut cells = t.rows.iter().filter(|r| r.role == Role::Total).flat_map(|r| &r.cells);
        cells.any(|c| c.slice.as_ref().is_some_and(|s| s.of_list().universe == slice.universe))
    };
    let now: u64 = total
        .cells
        .iter()
        .zip(&table.columns)
        .filter(|(_, column)| !is_part(&column.key))
        .map(|(cell, _)| if let Value::Count(n) = cell.value { n } else { 0 })
        .sum();
    let elsewhere = tables.iter().any(|t| t.which.measure != table.which.measure && counts(t));
    (by != 0 && elsewhere).then_some((by, now.saturating_add_signed(-by)))
}

/// The whole that two corrections change which split it otherwise, where no correction says what it comes to.
fn twice(
    shift: &Shift,
    shifts: &[Shift],
    corrections: &[Correction],
    found: &[Option<(usize, Slice, u64)>],
    tables: &[Table],
) -> Option<(String, String)> {
    let whole = |shift: &Shift| {
        let mut slice = shift.slice.clone();
        slice.conditions.retain(|dimension, _| shift.counted.contains(dimension));
        slice
    };
    let own = whole(shift);
    if found.iter().flatten().any(|(_, slice, _)| *slice == own) {
        return None;
    }
    let dimensions = |s: &Shift| s.slice.conditions.keys().cloned().collect::<Vec<_>>();
    // What goes from one category to another of the same list leaves the whole as it is.
    let net = |of: &Shift| -> i64 { shifts.iter().filter(|s| whole(s) == own && dimensions(s) == dimensions(of)).map(|s| s.by).sum() };
    let others = shifts.iter().filter(|s| s.correction < shift.correction && whole(s) == own && dimensions(s) != dimensions(shift));
    let other = others.into_iter().find(|s| net(s) != 0).filter(|_| net(shift) != 0)?;
    let name = tables.iter().flat_map(Table::named).find(|(_, c)| c.slice.as_ref().is_some_and(|s| s.of_list() == own)).map(|(n, _)| n)?;
    Some((name, corrections.get(other.correction)?.figure.clone()))
}

/// What of a table does not add up.
fn broken(table: &Table) -> Vec<String> {
    let count = |cells: &[Cell], at: usize| match cells.get(at).map(|c| &c.value) {
        Some(Value::Count(n)) => Some(signed(*n)),
        Some(Value::Difference(n)) => Some(*n),
        _ => None,
    };
    let mut out = Vec::new();
    // Of a list; in other tables the sum says it.
    let listed = table.rows.iter().filter(|_| table.sums.is_empty());
    for row in listed.filter(|r| r.role != Role::Beside || r.key == "total") {
        for cell in &row.cells {
            if let Value::Percent { of, base } = cell.value
                && of > base
            {
                out.push(format!("{}, {}: {of} is more than {base}, of which they are", table.title, row.title));
            }
        }
    }
    for row in table.rows.iter().filter(|r| matches!(r.role, Role::Part | Role::Total)) {
        for sum in &table.sums {
            let parts: Option<Vec<i64>> = sum.parts.iter().map(|part| count(&row.cells, table.column(part)?)).collect();
            let total = table.column(&sum.total).and_then(|at| count(&row.cells, at));
            if let (Some(parts), Some(total)) = (parts, total)
                && parts.iter().sum::<i64>() != total
            {
                out.push(format!("{}, {}: {} is not {total}", table.title, row.title, plus(&parts)));
            }
        }
    }
    let total = table.rows.iter().find(|r| r.role == Role::Total).filter(|_| table.adds_down);
    for (at, column) in table.columns.iter().enumerate() {
        let is_part = |r: &&Row| matches!(r.role, Role::Part | Role::Correction);
        let parts: Vec<i64> = table.rows.iter().filter(is_part).filter_map(|r| count(&r.cells, at)).collect();
        if let Some(total) = total.and_then(|row| count(&row.cells, at))
            && parts.iter().sum::<i64>() != total
        {
            out.push(format!("{}, {}: {} is not {total}", table.title, column.title, plus(&parts)));
        }
    }
    out
}

fn plus(parts: &[i64]) -> String {
    let shown: Vec<String> = parts.iter().map(i64::to_string).collect();
    shown.join(" + ")
}
