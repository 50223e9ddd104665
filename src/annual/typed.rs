//! Tables typed in: do the rows add up to the totals, are the percentages those of the counts, is the growth that of the years?
//! And where the same was counted: is it the same?

use super::table::{Table, tenths};
use crate::record::{ColumnIs, Typed, TypedTable};

/// A figure that cannot be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The row: an index into `rows`, `total` or `beside`.
    pub row: At,
    /// The column.
    pub column: usize,
    /// Which check found it.
    pub check: Check,
    /// What stands there.
    pub found: String,
    /// What it should be; none where that cannot be told.
    pub should_be: Option<String>,
    /// Why, in words.
    pub why: String,
}

/// A row of a typed table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// One of `rows`.
    Row(usize),
    /// The total.
    Total,
    /// One of `beside`.
    Beside(usize),
}

impl At {
    /// The route to it in the record, below the table.
    #[must_use]
    pub fn pointer(self) -> String {
        match self {
            Self::Row(i) => format!("rows/{i}"),
            Self::Total => "total".to_owned(),
            Self::Beside(i) => format!("beside/{i}"),
        }
    }
}

/// What a figure was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Sums across and down.
    Sum,
    /// Percentages.
    Percent,
    /// Growth.
    Growth,
    /// The counts of the records.
    Records,
}

/// A typed value as a number: `1,271`, `59%`, `50.1`. More than a million million is none.
#[must_use]
pub fn number(value: &Typed) -> Option<f64> {
    let number = match value {
        Typed::Number(n) => Some(*n),
        Typed::Text(text) => {
            let text = text.trim().trim_end_matches('%').trim_end();
            // A comma parts thousands, or it is no number.
            let grouped = text.contains(',') && text.split('.').next().is_some_and(|whole| whole.split(',').skip(1).all(|g| g.len() == 3));
            if grouped { text.replace(',', "").parse().ok() } else { text.parse().ok() }
        }
        Typed::Nothing => None,
    };
    number.filter(|n: &f64| n.is_finite() && n.abs() < 1e12)
}

/// Whether a value says that there is nothing.
fn is_nothing(value: &Typed) -> bool {
    match value {
        Typed::Nothing => true,
        Typed::Number(_) => false,
        Typed::Text(text) => matches!(text.trim().to_ascii_lowercase().as_str(), "" | "-" | "–" | "n/a" | "na" | "none" | "not available"),
    }
}

/// How many decimals a value was typed with.
fn decimals(value: &Typed) -> usize {
    let text = match value {
        Typed::Number(n) => n.to_string(),
        Typed::Text(text) => text.trim().trim_end_matches('%').to_owned(),
        Typed::Nothing => String::new(),
    };
    text.split_once('.').map_or(0, |(_, d)| d.len())
}

/// As it was typed.
#[must_use]
pub fn shown(value: &Typed) -> String {
    match value {
        Typed::Number(n) => super::prose::trim(*n),
        Typed::Text(text) => text.clone(),
        Typed::Nothing => String::new(),
    }
}

/// Everything that cannot be right in a table.
#[must_use]
pub fn check(table: &TypedTable, counted: Option<&Table>) -> Vec<Wrong> {
    let mut wrong = sums(table);
    percentages(table, &mut wrong);
    growth(table, &mut wrong);
    points(table, &mut wrong);
    bounds(table, &mut wrong);
    if let Some(counted) = counted {
        records(table, counted, &mut wrong);
    }
    wrong.sort_by_key(|w| (w.row, w.column));
    wrong
}

fn rows(table: &TypedTable) -> impl Iterator<Item = (At, &Vec<Typed>)> {
    let own = table.rows.iter().enumerate().map(|(i, r)| (At::Row(i), r));
    let total = table.total.iter().map(|r| (At::Total, r));
    own.chain(total).chain(table.beside.iter().enumerate().map(|(i, r)| (At::Beside(i), r)))
}

fn at(row: &[Typed], column: usize) -> Option<f64> {
    row.get(column).and_then(number)
}

/// A column that adds up down.
fn adds(is: ColumnIs) -> bool {
    matches!(is, ColumnIs::Count | ColumnIs::Total | ColumnIs::Number)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

/// Sums. Where a row and a column are out by the same amount, the figure where they cross is the wrong one; where only a row or only a
/// column is, its sum is, unless a percentage beside one of the figures tells which of them it was.
fn sums(table: &TypedTable) -> Vec<Wrong> {
    let totals = columns(table, |is| is == ColumnIs::Total);
    let mut wrong = Vec::new();
    let mut from = 0;
    for (i, total) in totals.iter().enumerate() {
        // The counts of a total are those between it and the total before it; those behind the last one are its own too.
        let to = if i + 1 == totals.len() { usize::MAX } else { *total };
        let counts = columns(table, |is| is == ColumnIs::Count).into_iter().filter(|c| (from..to).contains(c)).collect();
        wrong.extend(sums_of(table, counts, Some(*total), i == 0));
        from = *total;
    }
    if totals.is_empty() {
        wrong.extend(sums_of(table, columns(table, |is| is == ColumnIs::Count), None, true));
    }
    wrong
}

/// The figure of a cell for adding up: nothing counts as none; none at all where a word stands in its place.
fn addend(cells: &[Typed], column: usize) -> Option<f64> {
    let cell = cells.get(column)?;
    if is_nothing(cell) { Some(0.0) } else { number(cell) }
}

/// Counts that add up to one total, or to none: sums across, and sums down.
struct Group<'t> {
    table: &'t TypedTable,
    counts: Vec<usize>,
    total: Option<usize>,
}

/// Sums of one group of counts with its total; other columns that add up down are looked at with the first.
fn sums_of(table: &TypedTable, counts: Vec<usize>, total: Option<usize>, first: bool) -> Vec<Wrong> {
    let group = Group { table, counts, total };
    let across = group.across();
    let down = group.down(first);
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut explained: Vec<usize> = Vec::new();
    for (row, out) in &across {
        wrong.extend(group.row_out(*row, *out, &down, &mut explained));
    }
    for (column, out) in down.iter().filter(|(column, _)| !explained.contains(column)) {
        group.column_out(*column, *out, &mut wrong);
    }
    wrong.extend(group.total_of_totals(&wrong));
    wrong
}

impl Group<'_> {
    /// By how much each row's counts are more than its total.
    fn across(&self) -> Vec<(At, f64)> {
        rows(self.table)
            .filter_map(|(row, cells)| {
                let total = at(cells, self.total?)?;
                // With a word in place of a figure there is nothing to add up.
                let parts: Vec<f64> = self.counts.iter().map(|c| addend(cells, *c)).collect::<Option<_>>()?;
                let sum: f64 = parts.iter().sum();
                (!parts.is_empty() && !close(sum, total)).then_some((row, sum - total))
            })
            .collect()
    }

    /// By how much each column's rows are more than the total row.
    fn down(&self, first: bool) -> Vec<(usize, f64)> {
        let Some(total) = &self.table.total else { return Vec::new() };
        let own = columns(self.table, adds).into_iter().filter(|c| {
            let other = first && self.table.columns.get(*c).is_some_and(|k| k.is == ColumnIs::Number);
            self.counts.contains(c) || Some(*c) == self.total || other
        });
        own.filter_map(|c| {
            let whole = at(total, c)?;
            let parts: Vec<f64> = self.table.rows.iter().map(|r| self.figure(r, c)).collect::<Option<_>>()?;
            let sum: f64 = parts.iter().sum();
            (!parts.is_empty() && !close(sum, whole)).then_some((c, sum - whole))
        })
        .collect()
    }

    /// What a row adds to a column: a total that is not a figure is the sum of its counts.
    fn figure(&self, row: &[Typed], column: usize) -> Option<f64> {
        match addend(row, column) {
            None if Some(column) == self.total => self.counts.iter().map(|c| addend(row, *c)).sum(),
            figure => figure,
        }
    }

    /// What is wrong in a row whose counts are out by some amount: the figure where it crosses a column that is out by the same, else
    /// its total. Columns so explained are noted.
    fn row_out(&self, row: At, out: f64, down: &[(usize, f64)], explained: &mut Vec<usize>) -> Option<Wrong> {
        let (total, cells) = (self.total?, cells_of(self.table, row)?);
        let crossing = down.iter().find(|(c, d)| self.counts.contains(c) && close(*d, out) && !explained.contains(c));
        if let Some((column, _)) = crossing
            && let Some(found) = cells.get(*column)
            && let Some(value) = number(found)
        {
            explained.push(*column);
            return Some(Wrong {
                row,
                column: *column,
                check: Check::Sum,
                found: shown(found),
                should_be: Some(super::prose::trim(value - out)),
                why: "its row and its column are both out by this figure".to_owned(),
            });
        }
        let sum = at(cells, total).unwrap_or_default() + out;
        Some(Wrong {
            row,
            column: total,
            check: Check::Sum,
            found: cells.get(total).map(shown).unwrap_or_default(),
            should_be: Some(super::prose::trim(sum)),
            why: "it is not the sum of the counts in its row".to_owned(),
        })
    }

    /// What is wrong in the total row of a column that is out by some amount, with what its rows should be once they are put right.
    fn column_out(&self, column: usize, out: f64, wrong: &mut Vec<Wrong>) {
        let Some(total) = &self.table.total else { return };
        let mended: f64 = wrong
            .iter()
            .filter(|w| w.column == column && matches!(w.row, At::Row(_)))
            .filter_map(|w| {
                let found = w.found.replace(',', "").parse::<f64>().ok()?;
                Some(w.should_be.as_ref()?.parse::<f64>().ok()? - found)
            })
            .sum();
        let whole = at(total, column).unwrap_or_default();
        let sum = whole + out + mended;
        if close(sum, whole) {
            return;
        }
        let finding = Wrong {
            row: At::Total,
            column,
            check: Check::Sum,
            found: total.get(column).map(shown).unwrap_or_default(),
            should_be: Some(super::prose::trim(sum)),
            why: "it is not the sum of the rows above it".to_owned(),
        };
        match wrong.iter_mut().find(|w| w.row == At::Total && w.column == column) {
            Some(slot) => *slot = finding,
            None => wrong.push(finding),
        }
    }

    /// A total of totals that was copied from rows with mistakes: right by its rows as typed, wrong once they are put right.
    fn total_of_totals(&self, wrong: &[Wrong]) -> Option<Wrong> {
        let (total, column) = (self.table.total.as_ref()?, self.total?);
        if wrong.iter().any(|w| w.row == At::Total && w.column == column) {
            return None;
        }
        let right: Option<f64> = (0..)
            .zip(&self.table.rows)
            .map(|(i, row)| match wrong.iter().find(|w| w.row == At::Row(i) && w.column == column) {
                Some(w) => w.should_be.as_ref()?.parse().ok(),
                None => self.figure(row, column),
            })
            .sum();
        let (right, whole) = (right?, at(total, column)?);
        (!close(right, whole)).then(|| Wrong {
            row: At::Total,
            column,
            check: Check::Sum,
            found: total.get(column).map(shown).unwrap_or_default(),
            should_be: Some(super::prose::trim(right)),
            why: "it is the sum of totals that are wrong themselves".to_owned(),
        })
    }
}

fn cells_of(table: &TypedTable, row: At) -> Option<&Vec<Typed>> {
    match row {
        At::Row(i) => table.rows.get(i),
        At::Total => table.total.as_ref(),
        At::Beside(i) => table.beside.get(i),
    }
}

fn columns(table: &TypedTable, of: impl Fn(ColumnIs) -> bool) -> Vec<usize> {
    table.columns.iter().enumerate().filter(|(_, c)| of(c.is)).map(|(i, _)| i).collect()
}

/// The column that a percentage or growth is of: by its title, else the nearest count before it.
fn part_of(table: &TypedTable, column: usize) -> Option<usize> {
    let of = table.columns.get(column)?.of.as_ref();
    match of {
        // Of several columns with one title the nearest before it.
        Some(title) => {
            let named = |i: &usize| table.columns.get(*i).is_some_and(|c| c.title == *title && adds(c.is));
            (0..column).rev().find(named).or_else(|| (0..table.columns.len()).find(named))
        }
        None => (0..column).rev().find(|i| table.columns.get(*i).is_some_and(|c| adds(c.is))),
    }
}

/// A figure as it should be, where the sums found it wrong.
fn mended(wrong: &[Wrong], row: At, column: usize, typed: f64) -> f64 {
    let mended = wrong.iter().find(|w| w.row == row && w.column == column && w.check == Check::Sum);
    mended.and_then(|w| w.should_be.as_ref()?.parse().ok()).unwrap_or(typed)
}

fn percentages(table: &TypedTable, wrong: &mut Vec<Wrong>) {
    let mut found = Vec::new();
    for column in columns(table, |is| is == ColumnIs::Percent) {
        let Some(part) = part_of(table, column) else { continue };
        let base_title = table.columns.get(column).and_then(|c| c.base.as_ref());
        let base_column = match base_title {
            Some(title) => table.columns.iter().position(|c| c.title == *title),
            None => columns(table, |is| is == ColumnIs::Total).first().copied(),
        };
        let whole = rows(table).filter_map(|(_, cells)| cells.get(column)).all(|typed| decimals(typed) == 0);
        for (row, cells) in rows(table) {
            let (Some(typed), Some(of)) = (cells.get(column), at(cells, part)) else { continue };
            let Some(percent) = number(typed) else { continue };
            let of = mended(wrong, row, part, of);
            // Across, the base is the row's total; without a column of totals it is the total row's figure.
            let base = match base_column {
                Some(c) => at(cells, c).map(|b| mended(wrong, row, c, b)),
                None => table.total.as_ref().and_then(|t| at(t, part)).map(|b| mended(wrong, At::Total, part, b)),
            };
            let Some(base) = base.filter(|b| *b > 0.0) else { continue };
            let exact = 100.0 * of / base;
            // Percentages are held against as many places as they are typed with; whole ones where the whole column is.
            let places = decimals(typed).clamp(usize::from(!whole), 3);
            let unit = 10f64.powi(-i32::try_from(places).unwrap_or(1));
            if (exact - percent).abs() <= unit / 2.0 + 1e-9 {
                continue;
            }
            let should = rounded(of, base, places);
            found.push(Wrong {
                row,
                column,
                check: Check::Percent,
                found: shown(typed),
                should_be: Some(should),
                why: format!("it is not {} of {}", super::prose::trim(of), super::prose::trim(base)),
            });
        }
    }
    wrong.extend(found);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts typed in a table")]
fn rounded(of: f64, base: f64, places: usize) -> String {
    if places == 1 && of.fract() == 0.0 && base.fract() == 0.0 && of >= 0.0 {
        let t = tenths(of as u64, base as u64);
        return format!("{}.{}", t / 10, t % 10);
    }
    format!("{:.*}", places, 100.0 * of / base)
}

fn growth(table: &TypedTable, wrong: &mut Vec<Wrong>) {
    for column in columns(table, |is| is == ColumnIs::Growth) {
        let Some(of) = part_of(table, column) else { continue };
        for (i, (before, cells)) in table.rows.iter().zip(table.rows.iter().skip(1)).enumerate() {
            let (Some(typed), Some(now), Some(then)) = (cells.get(column), at(cells, of), at(before, of)) else { continue };
            let Some(percent) = number(typed) else { continue };
            if then <= 0.0 {
                continue;
            }
            if let Some(should_be) = growth_should_be(then, now, typed, percent) {
                wrong.push(Wrong {
                    row: At::Row(i + 1),
                    column,
                    check: Check::Growth,
                    found: shown(typed),
                    should_be: Some(should_be),
                    why: format!("that is the growth from {} to {}, in percent", super::prose::trim(then), super::prose::trim(now)),
                });
            }
        }
    }
}

/// Changes in percentage points on the row before.
fn points(table: &TypedTable, wrong: &mut Vec<Wrong>) {
    for column in columns(table, |is| is == ColumnIs::Points) {
        let numeric =
            |i: &usize| table.columns.get(*i).is_some_and(|c| !matches!(c.is, ColumnIs::Text | ColumnIs::Points | ColumnIs::Growth));
        let of = match table.columns.get(column).and_then(|c| c.of.as_ref()) {
            Some(title) => table.columns.iter().position(|c| c.title == *title),
            None => (0..column).rev().find(numeric),
        };
        let Some(of) = of else { continue };
        for (i, (before, cells)) in table.rows.iter().zip(table.rows.iter().skip(1)).enumerate() {
            let (Some(typed), Some(now), Some(then)) = (cells.get(column), at(cells, of), at(before, of)) else { continue };
            let Some(change) = number(typed) else { continue };
            let exact = now - then;
            let unit = 10f64.powi(-i32::try_from(decimals(typed).min(3)).unwrap_or(0));
            if (exact - change).abs() > unit / 2.0 + 1e-9 {
                wrong.push(Wrong {
                    row: At::Row(i + 1),
                    column,
                    check: Check::Growth,
                    found: shown(typed),
                    should_be: Some(super::prose::trim((exact * 10.0).round() / 10.0)),
                    why: format!("that is the change from {} to {}, in points", super::prose::trim(then), super::prose::trim(now)),
                });
            }
        }
    }
}

/// What a cell may stand for: `<5` is 0 to 4, `[c]` any count.
fn range(cell: &Typed) -> Option<(f64, f64)> {
    if let Some(n) = number(cell) {
        return Some((n, n));
    }
    let Typed::Text(text) = cell else { return Some((0.0, 0.0)) };
    let text = text.trim().to_ascii_lowercase();
    if let Some(most) = text.strip_prefix('<').and_then(|n| n.trim().parse::<f64>().ok()) {
        return Some((0.0, most - 1.0));
    }
    match text.as_str() {
        "[c]" | "c" | "*" | "x" | "[x]" => Some((0.0, f64::INFINITY)),
        _ if is_nothing(cell) => Some((0.0, 0.0)),
        _ => None,
    }
}

/// Totals over cells of which one is hidden: they lie between what the shown ones come to and what the hidden ones can add.
fn bounds(table: &TypedTable, wrong: &mut Vec<Wrong>) {
    let hidden = |cell: &Typed| number(cell).is_none() && !is_nothing(cell);
    let mut look = |row: At, column: usize, parts: Vec<&Typed>, whole: &Typed, of: &str| {
        let Some(sum) = number(whole).filter(|_| parts.iter().any(|cell| hidden(cell))) else { return };
        let Some(ranges) = parts.iter().map(|cell| range(cell)).collect::<Option<Vec<_>>>() else { return };
        let (least, most) = ranges.iter().fold((0.0, 0.0), |(a, b), (low, high)| (a + low, b + high));
        if sum + 1e-9 >= least && sum <= most + 1e-9 {
            return;
        }
        let why = match most.is_finite() {
            true => format!("with what is hidden its {of} comes to {} to {}", super::prose::trim(least), super::prose::trim(most)),
            false => format!("what is shown of its {of} comes to {} already", super::prose::trim(least)),
        };
        wrong.push(Wrong { row, column, check: Check::Sum, found: shown(whole), should_be: None, why });
    };
    let totals = columns(table, |is| is == ColumnIs::Total);
    if let [total] = totals.as_slice() {
        let counts: Vec<usize> = columns(table, |is| is == ColumnIs::Count).into_iter().filter(|c| c < total).collect();
        for (row, cells) in rows(table).filter(|_| !counts.is_empty()) {
            let parts: Vec<&Typed> = counts.iter().filter_map(|c| cells.get(*c)).collect();
            if let Some(whole) = cells.get(*total) {
                look(row, *total, parts, whole, "row");
            }
        }
    }
    if let Some(total) = &table.total {
        for column in columns(table, adds) {
            let parts: Vec<&Typed> = table.rows.iter().filter_map(|row| row.get(column)).collect();
            if let Some(whole) = total.get(column) {
                look(At::Total, column, parts, whole, "column");
            }
        }
    }
}

/// What a growth in percent should be; none where it is right.
fn growth_should_be(then: f64, now: f64, typed: &Typed, percent: f64) -> Option<String> {
    let exact = 100.0 * (now - then) / then;
    let unit = 10f64.powi(-i32::try_from(decimals(typed).clamp(1, 3)).unwrap_or(1));
    ((exact - percent).abs() > unit / 2.0 + 1e-9).then(|| format!("{exact:.1}"))
}

/// What a typed growth of a yearly count should be; none where it is right.
#[must_use]
pub fn growth_of(then: u32, now: u32, typed: f64) -> Option<String> {
    if then == 0 {
        return None;
    }
    growth_should_be(f64::from(then), f64::from(now), &Typed::Number(typed), typed)
}

/// Columns that name another which is not there, with what they name.
#[must_use]
pub fn strays(table: &TypedTable) -> Vec<(usize, &'static str, &String)> {
    let there = |title: &String| table.columns.iter().any(|c| c.title == *title && adds(c.is));
    let named = table.columns.iter().enumerate().flat_map(|(i, c)| {
        [(i, "of", c.of.as_ref()), (i, "base", c.base.as_ref())].into_iter().filter_map(|(i, key, title)| Some((i, key, title?)))
    });
    named.filter(|(_, _, title)| !there(title)).collect()
}

/// Counts from 1 to 4 in a table: where they stand.
#[must_use]
pub fn small(table: &TypedTable) -> Vec<(At, usize)> {
    let counts = columns(table, |is| matches!(is, ColumnIs::Count | ColumnIs::Total));
    rows(table)
        .flat_map(|(row, cells)| {
            counts.iter().filter(|c| at(cells, **c).is_some_and(|n| (0.5..4.5).contains(&n))).map(move |c| (row, *c)).collect::<Vec<_>>()
        })
        .collect()
}

/// The same figures as counted from the records.
fn records(table: &TypedTable, counted: &Table, wrong: &mut Vec<Wrong>) {
    let found: Vec<Wrong> = rows(table)
        .flat_map(|(row, cells)| {
            let title = cells.first().map(shown).unwrap_or_default();
            let same = counted.rows.iter().find(|r| match row {
                At::Row(_) => r.title.eq_ignore_ascii_case(&title) || r.key == super::table::slug(&title),
                At::Total => r.key == "total",
                At::Beside(_) => r.key == "last_year",
            });
            let own = table.columns.iter().enumerate().filter_map(move |(i, column)| {
                let typed = cells.get(i)?;
                let value = number(typed)?;
                let key = column.category.as_ref()?;
                let cell = same?.cells.get(counted.column(key)?)?;
                let is = cell.value.number()?;
                let unit = 10f64.powi(-i32::try_from(decimals(typed).min(1)).unwrap_or(1));
                ((value - is).abs() > unit / 2.0 + 1e-9).then(|| Wrong {
                    row,
                    column: i,
                    check: Check::Records,
                    found: shown(typed),
                    should_be: Some(cell.value.shown()),
                    why: format!("the records give another figure (`{}`)", counted.key()),
                })
            });
            own.collect::<Vec<_>>()
        })
        .collect();
    // A figure that was found wrong already is told once.
    for w in found {
        if !wrong.iter().any(|o| o.row == w.row && o.column == w.column) {
            wrong.push(w);
        }
    }
}
