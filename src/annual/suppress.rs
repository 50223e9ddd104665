//! Small numbers are not published: a count from 1 to 4 is not shown, nor is any other figure from which one could be worked out,
//! by adding up a row or a column, from a percentage, or from another table.
//!
//! Counts of the same records are one unknown wherever they stand. Every table says which of its figures add up, so that all published
//! tables together are a system of equations. A figure that is not shown must be able to have more than one value in it; the solver
//! that finds that out is the one an attacker would use. Noughts are shown, so every hidden figure is known to be at least 1.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::table::{Cell, Link, REVIEWS, Role, Rows, Slice, Table, Universe, Value};

/// Counts below this are small. Nought is not: it says of nobody that they were counted.
pub const SMALL: u64 = 5;

/// More than any count can be.
const MOST: f64 = 1e7;

/// What tells one unknown from another: the records counted, or what is counted where there are no records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Records(&'static str, Vec<u32>),
    Slice(Slice),
}

/// One unknown.
#[derive(Debug)]
struct Unknown {
    value: u64,
    /// Whether it is a sum in some table: hidden only when nothing else will do.
    sum: bool,
    /// Whether no table prints it: known only as far as it follows from what others print.
    latent: bool,
    hidden: bool,
}

/// The whole of some parts, as indices of unknowns.
type Equation = (usize, Vec<usize>);

/// Every published count and how they add up.
#[derive(Debug, Default)]
struct System {
    keys: BTreeMap<Key, usize>,
    slices: BTreeMap<Slice, usize>,
    unknowns: Vec<Unknown>,
    equations: BTreeSet<Equation>,
}

/// Tables without small numbers.
#[must_use]
pub fn suppress(tables: Vec<Table>) -> Vec<Table> {
    let mut system = System::default();
    for table in &tables {
        system.take(table);
    }
    let links: Vec<Link> = tables.iter().flat_map(|table| table.links).copied().collect();
    system.link(&links);
    system.protect();
    tables.into_iter().map(|table| system.mask(table)).collect()
}

impl System {
    fn unknown(&mut self, cell: &Cell, sum: bool) -> Option<usize> {
        let (Value::Count(value), Some(slice)) = (&cell.value, &cell.slice) else { return None };
        let key = match slice.universe.list {
            Some(list) if !cell.records.is_empty() && cell.records.len() as u64 == *value => {
                let mut records = cell.records.clone();
                records.sort_unstable();
                Key::Records(list, records)
            }
            _ => Key::Slice(slice.clone()),
        };
        let next = self.unknowns.len();
        let index = *self.keys.entry(key).or_insert(next);
        if index == next {
            self.unknowns.push(Unknown { value: *value, sum: false, latent: false, hidden: (1..SMALL).contains(value) });
        }
        if let Some(unknown) = self.unknowns.get_mut(index).filter(|u| u.latent) {
            // A table prints it after all.
            unknown.latent = false;
            unknown.hidden = (1..SMALL).contains(value);
        }
        if sum && let Some(unknown) = self.unknowns.get_mut(index) {
            unknown.sum = true;
        }
        self.slices.insert(slice.clone(), index);
        Some(index)
    }

    fn take(&mut self, table: &Table) {
        let mut grid: Vec<Vec<Option<usize>>> = Vec::new();
        for row in &table.rows {
            let total = row.role == Role::Total;
            let cells = row.cells.iter().zip(&table.columns);
            let is_sum = |key: &str| total || table.sums.iter().any(|s| s.total == key);
            grid.push(cells.map(|(cell, column)| self.unknown(cell, is_sum(&column.key))).collect());
        }
        let at = |row: &Vec<Option<usize>>, column: &str| row.get(table.column(column)?).copied().flatten();
        for row in &grid {
            for sum in &table.sums {
                let parts: Option<Vec<usize>> = sum.parts.iter().map(|p| at(row, p)).collect();
                self.equation(at(row, &sum.total), parts);
            }
        }
        if table.adds_down
            && let Some(total) = table.rows.iter().position(|r| r.role == Role::Total)
        {
            for column in 0..table.columns.len() {
                let cell = |row: usize| grid.get(row).and_then(|r| r.get(column)).copied().flatten();
                let parts = (0..table.rows.len()).filter(|r| table.rows.get(*r).is_some_and(|r| r.role == Role::Part)).map(cell).collect();
                self.equation(cell(total), parts);
            }
        }
        // What is outside the base, with the base, is all of the row: the same records as in any other table of the universe, whether
        // or not a table prints how many they are.
        for row in table.rows.iter().filter(|r| r.key == "last_year") {
            self.take_last_year(table, row);
        }
        for row in &table.rows {
            let base = row.cells.iter().find(|c| c.slice.as_ref().is_some_and(|s| s.conditions.values().any(|v| v == "(base)")));
            let Some((base, slice)) = base.and_then(|c| Some((c, c.slice.as_ref()?))) else { continue };
            let in_sums = |key: &str| table.sums.iter().any(|s| s.total == key || s.parts.iter().any(|p| p == key));
            let beside: Vec<&Cell> = row
                .cells
                .iter()
                .zip(&table.columns)
                .filter(|(c, column)| c.slice.is_some() && !in_sums(&column.key))
                .map(|(c, _)| c)
                .collect();
            let mut records: Vec<u32> = beside.iter().chain([&base]).flat_map(|c| c.records.iter().copied()).collect();
            if records.is_empty() {
                continue;
            }
            records.sort_unstable();
            let parts: Option<Vec<usize>> = beside.into_iter().chain([base]).map(|c| self.unknown(c, false)).collect();
            let value = records.len() as u64;
            let next = self.unknowns.len();
            let whole = *self.keys.entry(Key::Records(slice.universe.list.unwrap_or(slice.universe.key), records)).or_insert(next);
            if whole == next {
                self.unknowns.push(Unknown { value, sum: true, latent: true, hidden: true });
            }
            self.equation(Some(whole), parts);
        }
    }

    /// What is known across tables by what the categories mean.
    fn link(&mut self, links: &[Link]) {
        for ((dimension, category), of, parts) in links {
            let slice = |dimension: &str, category: &str| Slice::all(REVIEWS).with(dimension, category);
            let whole = self.slices.get(&slice(dimension, category)).copied();
            // A code that nobody has is a nought, or has no row.
            let parts = parts.iter().filter_map(|part| self.slices.get(&slice(of, part)).copied()).collect();
            self.equation(whole, Some(parts));
        }
    }

    /// Last year's figures: the base of a row with what is beside it is all of last year's reviews, as its own row says.
    fn take_last_year(&mut self, table: &Table, row: &super::table::Row) {
        let total = table.sums.first().map_or("total", |s| s.total.as_str());
        let in_sums = |key: &str| table.sums.iter().any(|s| s.parts.iter().any(|p| p == key));
        let own: Vec<&Cell> = row
            .cells
            .iter()
            .zip(&table.columns)
            .filter(|(c, k)| c.slice.is_some() && (k.key == total || k.key == "count" || !in_sums(&k.key)))
            .map(|(c, _)| c)
            .collect();
        let value: u64 = own.iter().map(|c| if let Value::Count(n) = c.value { n } else { 0 }).sum();
        let parts: Option<Vec<usize>> = own.into_iter().map(|c| self.unknown(c, false)).collect();
        // Of the same number it is the same whole: two measures of all reviews, or at worst a chance that hides more than needed.
        let next = self.unknowns.len();
        let whole =
            *self.keys.entry(Key::Slice(Slice::all(Universe::figures("last_year")).with("(whole)", &value.to_string()))).or_insert(next);
        if whole == next {
            self.unknowns.push(Unknown { value, sum: true, latent: true, hidden: true });
        }
        self.equation(Some(whole), parts);
    }

    fn equation(&mut self, whole: Option<usize>, parts: Option<Vec<usize>>) {
        if let (Some(whole), Some(mut parts)) = (whole, parts)
            && !parts.is_empty()
            && parts != [whole]
        {
            parts.sort_unstable();
            // Noughts are shown and add nothing.
            parts.retain(|p| self.unknowns.get(*p).is_some_and(|u| u.value > 0));
            let sum: u64 = parts.iter().filter_map(|i| self.unknowns.get(*i)).map(|u| u.value).sum();
            if parts != [whole] && self.unknowns.get(whole).is_some_and(|u| u.value == sum) {
                self.equations.insert((whole, parts));
            }
        }
    }

    fn is_hidden(&self, index: usize) -> bool {
        self.unknowns.get(index).is_some_and(|u| u.hidden)
    }

    fn is_latent(&self, index: usize) -> bool {
        self.unknowns.get(index).is_some_and(|u| u.latent)
    }

    /// Hides more until no hidden figure can be worked out.
    fn protect(&mut self) {
        loop {
            // First what is plain to see: a sum with a single unknown.
            while let Some(exposed) = self.alone() {
                if !self.hide_beside(exposed) {
                    break;
                }
            }
            let Some(exposed) = self.exposed() else { return };
            if !self.hide_beside(exposed) {
                return;
            }
        }
    }

    /// A hidden figure that is the only one in a sum whose others can be hidden.
    fn alone(&self) -> Option<usize> {
        self.equations.iter().find_map(|(whole, parts)| {
            let mut hidden = parts.iter().chain([whole]).copied().filter(|i| self.is_hidden(*i));
            let only = hidden.next()?;
            (hidden.next().is_none() && !self.is_latent(only) && self.candidates(only).next().is_some()).then_some(only)
        })
    }

    fn candidates(&self, exposed: usize) -> impl Iterator<Item = usize> + use<'_> {
        let around = self.equations.iter().filter(move |(whole, parts)| *whole == exposed || parts.contains(&exposed));
        let all = around.flat_map(|(whole, parts)| parts.iter().chain([whole]).copied());
        all.filter(|i| self.unknowns.get(*i).is_some_and(|u| !u.hidden && u.value > 0))
    }

    /// Hides the smallest figure that stands in a sum with an exposed one, in the sum that gives it away where that is plain.
    fn hide_beside(&mut self, exposed: usize) -> bool {
        let giving_away = self.equations.iter().filter(|(whole, parts)| {
            let mut hidden = parts.iter().chain([whole]).filter(|i| self.is_hidden(**i));
            hidden.next() == Some(&exposed) && hidden.next().is_none()
        });
        let rank = |i: &usize| self.unknowns.get(*i).map(|u| (u.sum, u.value, *i));
        let plain = giving_away.flat_map(|(whole, parts)| parts.iter().chain([whole]).copied());
        let plain = plain.filter(|i| self.unknowns.get(*i).is_some_and(|u| !u.hidden && u.value > 0)).min_by_key(rank);
        let chosen = plain.or_else(|| self.candidates(exposed).min_by_key(rank));
        match chosen.and_then(|i| self.unknowns.get_mut(i)) {
            Some(unknown) => {
                unknown.hidden = true;
                true
            }
            None => false,
        }
    }

    /// A hidden figure that the equations leave only one value, and beside which something can still be hidden.
    fn exposed(&self) -> Option<usize> {
        self.groups().into_iter().find_map(|group| {
            let equations: Vec<&Equation> =
                self.equations.iter().filter(|(w, p)| group.contains(w) || p.iter().any(|i| group.contains(i))).collect();
            group
                .iter()
                .copied()
                .find(|i| !self.is_latent(*i) && !self.is_safe(*i, &group, &equations) && self.candidates(*i).next().is_some())
        })
    }

    /// Hidden figures that stand in sums together, directly or through others.
    fn groups(&self) -> Vec<BTreeSet<usize>> {
        let mut groups: Vec<BTreeSet<usize>> = Vec::new();
        for (whole, parts) in &self.equations {
            let mut own: BTreeSet<usize> = parts.iter().chain([whole]).copied().filter(|i| self.is_hidden(*i)).collect();
            if own.is_empty() {
                continue;
            }
            groups.retain(|g| {
                let meets = !g.is_disjoint(&own);
                if meets {
                    own.extend(g);
                }
                !meets
            });
            groups.push(own);
        }
        groups
    }

    /// Whether a hidden figure can have at least two values.
    fn is_safe(&self, index: usize, group: &BTreeSet<usize>, equations: &[&Equation]) -> bool {
        let bound = |direction| {
            let mut problem = Problem::new(direction);
            let variables: BTreeMap<usize, Variable> =
                group.iter().map(|i| (*i, problem.add_var(f64::from(u8::from(*i == index)), (1.0, MOST)))).collect();
            for (whole, parts) in equations {
                let mut expression = LinearExpr::empty();
                let mut constant = 0.0;
                for (i, sign) in parts.iter().map(|p| (p, 1.0)).chain([(whole, -1.0)]) {
                    match variables.get(i) {
                        Some(v) => expression.add(*v, sign),
                        #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
                        None => constant += sign * self.unknowns.get(*i).map_or(0.0, |u| u.value as f64),
                    }
                }
                problem.add_constraint(expression, ComparisonOp::Eq, -constant);
            }
            match problem.solve() {
                Ok(microlp::SolveOutcome::Solution(solution)) => Some(solution.objective()),
                _ => None,
            }
        };
        match (bound(OptimizationDirection::Minimize), bound(OptimizationDirection::Maximize)) {
            (Some(low), Some(high)) => (high + 1e-6).floor() - (low - 1e-6).ceil() >= 1.0,
            // What the solver cannot answer counts as given away.
            _ => false,
        }
    }

    fn mask(&self, table: Table) -> Table {
        let mut table = self.masked(table);
        // Where rows stand in the order of their numbers, the place of a hidden one would tell about it.
        if table.rows_are == Rows::Ranked {
            let hidden = |row: &super::table::Row| row.cells.iter().any(|c| c.value == Value::Hidden);
            let is_part = |row: &super::table::Row| row.role == Role::Part;
            table.rows.sort_by_key(|row| match (is_part(row), hidden(row)) {
                (true, false) => (0, String::new()),
                (true, true) => (1, row.title.clone()),
                (false, _) => (2, String::new()),
            });
        }
        table
    }

    fn masked(&self, mut table: Table) -> Table {
        for row in &mut table.rows {
            for cell in &mut row.cells {
                let hidden = |slice: &Slice| self.slices.get(slice).is_some_and(|i| self.is_hidden(*i) && !self.is_latent(*i));
                let own = cell.slice.as_ref().is_some_and(hidden);
                // A median of a few is nearly one of them.
                let of_few = (1..SMALL).contains(&(cell.records.len() as u64));
                let few = matches!(cell.value, Value::Number(..))
                    && (of_few
                        || cell
                            .from
                            .iter()
                            .any(|s| self.slices.get(s).and_then(|i| self.unknowns.get(*i)).is_some_and(|u| u.value < SMALL)));
                // A whole that is not shown in any table would be known from the percentage and its part.
                if own || few || cell.from.iter().any(hidden) {
                    cell.value = Value::Hidden;
                    cell.records.clear();
                }
            }
        }
        table
    }
}
