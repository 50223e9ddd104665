//! Every count that is shown as one unknown, and all that is known of how they hang together.
//!
//! Counts of the same slice are one unknown wherever they stand. Every table says which of its figures add up; measures say what
//! follows from what they mean; what earlier reports have told is known, and what they hid must stay hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::Ranges;
use super::known::{Earlier, Published, Told};
use super::relation::Relation;
use super::{GROUP, SMALL, is_part};
use crate::annual::table::{Cell, Identity, LAST_YEAR, Link, Role, Row, STAFF, Slice, Table, Value};
use crate::record::Period;

/// What tells one unknown from another: what is counted, of this report (0) or an earlier one; or a name in an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Slice(usize, Slice),
    Named(usize, String),
}

/// What is known of an unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// A table shows it.
    Shown,
    /// Tables show `[c]` for it, here or in an earlier report.
    Hidden,
    /// No table has it: known only as far as it follows from what others show.
    Latent,
    /// It is known whatever is hidden here.
    Public,
}

/// One unknown.
#[derive(Debug)]
pub(super) struct Unknown {
    /// The count; none of an earlier report that hid it.
    pub(super) value: Option<u64>,
    /// What is known of it.
    pub(super) state: State,
    /// Whether it is a sum in some table: hidden only when nothing else will do.
    sum: bool,
}

impl Unknown {
    fn is_nought(&self) -> bool {
        self.value == Some(0)
    }
}

/// Counts that come to nought, each so many times.
pub(super) type Equation = Vec<(usize, i64)>;

/// Every published count and how they hang together.
#[derive(Debug, Default)]
pub(super) struct System {
    keys: BTreeMap<Key, usize>,
    /// The unknown of what a report counts.
    slices: BTreeMap<(usize, Slice), usize>,
    pub(super) unknowns: Vec<Unknown>,
    pub(super) equations: BTreeSet<Equation>,
    /// What is never more than another.
    pub(super) at_most: BTreeSet<(usize, usize)>,
    /// Parts that stand in a row or column together: whoever sees that one is nought knows that noughts are shown there.
    groups: BTreeSet<Vec<usize>>,
    /// Parts of small groups in which all are of one category.
    alone: BTreeSet<Slice>,
}

/// What is public whatever a report hides: how many people are in post.
fn is_public(slice: &Slice) -> bool {
    *slice == Slice::all(STAFF)
}

/// A measure and one of its columns.
type Column = (&'static str, &'static str);

/// Counts that a reader knows to be the same in the rows of the year before.
const SAME_LAST_YEAR: [(Column, Column); 8] = [
    (("late", "count"), ("timeliness", "late")),
    (("indicators", "count"), ("ratings", "total")),
    (("resolution", "total"), ("challenges", "total")),
    (("challenges", "count"), ("challenges", "total")),
    (("children", "count"), ("children", "total")),
    (("reviews", "count"), ("reviews", "total")),
    (("participation", "count"), ("reviews", "total")),
    (("chaired_by_child", "under_4"), ("participation", "under_4")),
];

/// The same as what is known of counts by what they mean.
pub(super) fn last_years() -> Vec<Identity> {
    let of = |(measure, column): (&str, &str)| Slice::all(LAST_YEAR).with(measure, column);
    SAME_LAST_YEAR.iter().map(|(one, other)| Identity { terms: vec![(of(*one), 1), (of(*other), -1)] }).collect()
}

impl System {
    /// Finds small groups whose parts but one are nought: the table would say of each in it what they are. Before any table is taken.
    pub(super) fn alone_in_group(&mut self, tables: &[Table]) {
        let of_people = |cell: &Cell| cell.slice.as_ref().is_some_and(|s| PEOPLE.contains(&s.universe.list.unwrap_or(s.universe.key)));
        for table in tables {
            let count = |cell: &Cell| if let Value::Count(n) = cell.value { n } else { 0 };
            let mut look = |cells: &[&Cell]| {
                let filled: Vec<u64> = cells.iter().map(|c| count(c)).filter(|n| *n > 0).collect();
                if cells.len() > 1 && cells.iter().all(|c| of_people(c)) && matches!(filled.as_slice(), [n] if *n < GROUP) {
                    self.alone.extend(cells.iter().filter_map(|c| Some(c.slice.as_ref()?.of_list())));
                }
            };
            for row in &table.rows {
                for sum in &table.sums {
                    let cells: Option<Vec<&Cell>> = sum.parts.iter().map(|p| row.cells.get(table.column(p)?)).collect();
                    cells.into_iter().for_each(|cells| look(&cells));
                }
            }
            // A list of categories is one group.
            if table.sums.is_empty() && table.adds_down {
                let counts = |c: usize| -> Vec<&Cell> {
                    table.rows.iter().filter(|r| is_part(r)).filter_map(|r| r.cells.get(c)).filter(|c| c.slice.is_some()).collect()
                };
                (0..table.columns.len()).for_each(|c| look(&counts(c)));
            }
        }
    }

    fn add(&mut self, key: Key, unknown: impl FnOnce() -> Unknown) -> usize {
        let next = self.unknowns.len();
        let index = *self.keys.entry(key).or_insert(next);
        if index == next {
            self.unknowns.push(unknown());
        }
        index
    }

    fn unknown(&mut self, cell: &Cell, sum: bool) -> Option<usize> {
        let (Value::Count(value), Some(slice)) = (&cell.value, &cell.slice) else { return None };
        let slice = slice.of_list();
        let alone = self.alone.contains(&slice);
        let state = match () {
            () if is_public(&slice) => State::Public,
            () if alone || (1..SMALL).contains(value) => State::Hidden,
            () => State::Shown,
        };
        let index = self.add(Key::Slice(0, slice.clone()), || Unknown { value: Some(*value), state, sum });
        if let Some(unknown) = self.unknowns.get_mut(index) {
            // A table has it after all.
            if unknown.state == State::Latent {
                unknown.state = state;
            }
            unknown.sum |= sum;
        }
        self.slices.insert((0, slice), index);
        Some(index)
    }

    /// Hides all that another system of the same tables hides.
    pub(super) fn hide_what(&mut self, other: &Self) {
        for ((report, slice), index) in &other.slices {
            if *report != 0 || other.state(*index) != State::Hidden || is_public(slice) {
                continue;
            }
            if let Some(unknown) = self.at(0, slice).and_then(|own| self.unknowns.get_mut(own)) {
                unknown.state = State::Hidden;
            }
        }
    }

    /// What is known, and one: a correction that a row tells of is so many of it.
    fn one(&mut self) -> usize {
        self.add(Key::Named(usize::MAX, String::new()), || Unknown { value: Some(1), state: State::Public, sum: true })
    }

    fn latent(&mut self, report: usize, slice: &Slice, value: Option<u64>) -> usize {
        let slice = slice.of_list();
        let index = self.add(Key::Slice(report, slice.clone()), || Unknown { value, state: State::Latent, sum: true });
        *self.slices.entry((report, slice)).or_insert(index)
    }

    /// The unknown of what is counted, where there is one.
    fn at(&self, report: usize, slice: &Slice) -> Option<usize> {
        self.slices.get(&(report, slice.of_list())).copied()
    }

    pub(super) fn take(&mut self, table: &Table) {
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
                self.row(at(row, &sum.total), parts);
            }
        }
        if table.adds_down
            && let Some(total) = table.rows.iter().position(|r| r.role == Role::Total)
        {
            for column in 0..table.columns.len() {
                let cell = |row: usize| grid.get(row).and_then(|r| r.get(column)).copied().flatten();
                let parts = (0..table.rows.len()).filter(|r| table.rows.get(*r).is_some_and(is_part)).map(cell).collect();
                match table.difference(column) {
                    0 => self.row(cell(total), parts),
                    by => self.corrected(cell(total), parts, by),
                }
            }
        }
        for row in table.rows.iter().filter(|r| r.key == "last_year") {
            self.take_last_year(table, row);
        }
        // What is outside the base, with the base, is all of the row, as in any other table of the universe, whether or not a table
        // prints how many they are.
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
            let value = beside.iter().chain([&base]).map(|c| if let Value::Count(n) = c.value { n } else { 0 }).sum();
            let mut all = slice.clone();
            all.conditions.retain(|_, v| v != "(base)");
            let parts: Option<Vec<usize>> = beside.into_iter().chain([base]).map(|c| self.unknown(c, false)).collect();
            let whole = self.latent(0, &all, Some(value));
            self.sum(Some(whole), parts);
        }
    }

    /// Last year's figures: the base of a row with what is beside it is all of last year's reviews, as its own row says.
    fn take_last_year(&mut self, table: &Table, row: &Row) {
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
        let whole = Slice::all(LAST_YEAR).with("(whole)", &value.to_string());
        let whole = self.latent(0, &whole, Some(value));
        self.sum(Some(whole), parts);
    }

    /// What is known across tables by what the categories mean.
    pub(super) fn link(&mut self, links: &[Link]) {
        for ((dimension, category), of, parts) in links {
            let wholes = self.slices.iter().filter(|((_, s), _)| s.conditions.get(*dimension).is_some_and(|c| c == category));
            let of_whole = |((report, slice), whole): (&(usize, Slice), &usize)| {
                let mut rest = slice.clone();
                rest.conditions.remove(*dimension);
                // A code that nobody has is a nought, or has no row.
                (*whole, parts.iter().filter_map(|part| self.at(*report, &rest.with(of, part))).collect())
            };
            let found: Vec<(usize, Vec<usize>)> = wholes.map(of_whole).collect();
            found.into_iter().for_each(|(whole, parts)| self.sum(Some(whole), Some(parts)));
        }
    }

    /// What is known of counts by what they mean, in this report and each of `earlier` ones. What no table has follows from the others.
    pub(super) fn identity(&mut self, identity: &Identity, earlier: usize) {
        (0..=earlier).for_each(|report| self.identity_of(report, identity));
    }

    fn identity_of(&mut self, report: usize, identity: &Identity) {
        let mut missing = Vec::new();
        let mut terms: Equation = Vec::new();
        for (slice, factor) in &identity.terms {
            match self.at(report, slice) {
                Some(index) => terms.push((index, *factor)),
                None => missing.push((slice.clone(), *factor)),
            }
        }
        if let [(slice, factor)] = missing.as_slice() {
            let known: i64 = terms.iter().map(|(i, f)| f * self.value(*i)).sum();
            let Ok(value) = u64::try_from(-known / factor) else { return };
            if terms.iter().all(|(i, _)| self.is_told(*i)) {
                terms.push((self.latent(report, slice, Some(value)), *factor));
            }
        }
        // What may not be so is no knowledge.
        if terms.len() < identity.terms.len() || !terms.iter().all(|(i, _)| self.is_told(*i)) {
            return;
        }
        self.equation(terms);
    }

    fn is_told(&self, index: usize) -> bool {
        self.unknowns.get(index).is_some_and(|u| u.value.is_some())
    }

    fn value(&self, index: usize) -> i64 {
        self.unknowns.get(index).and_then(|u| u.value).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
    }

    /// A sum that a table shows as one: its parts stand together.
    fn row(&mut self, whole: Option<usize>, parts: Option<Vec<usize>>) {
        let mut group = parts.clone().unwrap_or_default();
        group.sort_unstable();
        group.dedup();
        self.groups.insert(group);
        self.sum(whole, parts);
    }

    /// The same, of a table whose row of corrections has so many more or fewer.
    fn corrected(&mut self, whole: Option<usize>, parts: Option<Vec<usize>>, by: i64) {
        let one = self.one();
        if let (Some(whole), Some(parts)) = (whole, parts) {
            self.equation(parts.into_iter().map(|p| (p, 1)).chain([(one, by), (whole, -1)]).collect());
        }
    }

    fn sum(&mut self, whole: Option<usize>, parts: Option<Vec<usize>>) {
        if let (Some(whole), Some(parts)) = (whole, parts)
            && !parts.is_empty()
        {
            self.equation(parts.into_iter().map(|p| (p, 1)).chain([(whole, -1)]).collect());
        }
    }

    fn equation(&mut self, terms: Equation) {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for (index, factor) in terms {
            *sums.entry(index).or_default() += factor;
        }
        let terms: Equation = sums.into_iter().filter(|(_, factor)| *factor != 0).collect();
        let holds = terms.iter().any(|(i, _)| !self.is_told(*i)) || terms.iter().map(|(i, f)| f * self.value(*i)).sum::<i64>() == 0;
        if terms.len() > 1 && holds {
            self.equations.insert(terms);
        }
    }

    /// What earlier reports have told. `names` are the figures of this report with what they count.
    pub(super) fn take_earlier(&mut self, period: Period, earlier: &[Earlier], names: &BTreeMap<String, Slice>) {
        let mut parts: BTreeMap<&Slice, Vec<(Period, usize)>> = BTreeMap::new();
        for (number, report) in (1..).zip(earlier) {
            let relation = Relation::of(report, period);
            for table in &report.tables {
                let mut cell = |row, column: &str| {
                    let column = table.columns.iter().find(|c| c.key == column)?;
                    let told = table.told(row, column)?;
                    let name = table.name(row, column);
                    let told = (told, report.hid.get(&name).copied());
                    let own = names.get(&name);
                    let index = self.told(number, told, relation.same(table, row.key.as_str(), &column.key, names), own, name);
                    if let (Relation::LastYear, Some(slice)) = (&relation, own) {
                        self.slices.insert((0, slice.a_year_before()), index);
                    }
                    if relation.is_span()
                        && let Some(whole) = names.get(&table.name(row, column)).filter(|s| FLOWS.contains(&s.universe.list.unwrap_or("")))
                    {
                        parts.entry(whole).or_default().push((report.period, index));
                    }
                    Some(index)
                };
                let grid: Vec<Vec<Option<usize>>> =
                    table.rows.iter().map(|row| table.columns.iter().map(|c| cell(row, &c.key)).collect()).collect();
                self.add_up(number, table, &grid, names);
            }
        }
        // What happened in a part of the period happened in the period; parts that follow each other from end to end make it up.
        for (slice, mut own) in parts {
            let Some(whole) = self.at(0, slice) else { continue };
            self.at_most.extend(own.iter().map(|(_, part)| (*part, whole)));
            own.sort_by_key(|(p, index)| (p.from, *index));
            own.dedup();
            let follows = own.windows(2).all(|w| matches!(w, [(a, _), (b, _)] if a.to.succ_opt() == Some(b.from)));
            let (first, last) = (own.first().map(|(p, _)| p.from), own.last().map(|(p, _)| p.to));
            if follows && first == Some(period.from) && last == Some(period.to) {
                self.equation(own.iter().map(|(_, part)| (*part, 1)).chain([(whole, -1)]).collect());
            }
        }
    }

    /// A count of an earlier report: the same as one of this report, or one of its own.
    fn told(&mut self, number: usize, (told, hid): (Told, Option<u64>), same: Option<Slice>, known: Option<&Slice>, name: String) -> usize {
        let (value, state) = match told {
            Told::Count(n) => (Some(n), State::Public),
            Told::Hidden => (hid, State::Hidden),
        };
        let here = same.as_ref().and_then(|s| self.at(0, s));
        if let Some(unknown) = here.and_then(|i| self.unknowns.get_mut(i)) {
            // What was told before stays known, what was hidden hidden; a figure that has been corrected since is another one.
            if value.is_none() || unknown.value == value {
                unknown.state = state;
                let index = here.unwrap_or_default();
                if let Some(slice) = known {
                    self.slices.insert((number, slice.of_list()), index);
                }
                return index;
            }
            // What was hidden and then corrected by hand is hidden in its corrected form too.
            if state == State::Hidden {
                unknown.state = State::Hidden;
            }
        }
        // Two names of one count are one count in an earlier report too.
        let key = match (same, known) {
            (Some(slice), _) if here.is_none() => Key::Slice(0, slice.of_list()),
            (_, Some(slice)) => Key::Slice(number, slice.of_list()),
            _ => Key::Named(number, name),
        };
        let index = self.add(key, || Unknown { value, state, sum: false });
        if let Some(unknown) = self.unknowns.get_mut(index)
            && state == State::Public
        {
            (unknown.value, unknown.state) = (value, state);
        }
        if let Some(slice) = known {
            self.slices.insert((number, slice.of_list()), index);
        }
        index
    }

    /// The sums of a table of an earlier report.
    fn add_up(&mut self, number: usize, table: &Published, grid: &[Vec<Option<usize>>], names: &BTreeMap<String, Slice>) {
        let column = |key: &str| table.columns.iter().position(|c| c.key == key);
        for row in grid {
            for sum in &table.sums {
                let at = |key: &String| row.get(column(key)?).copied().flatten();
                self.row(at(&sum.total), sum.parts.iter().map(at).collect());
            }
        }
        // With what stands beside it, the base is all of the row.
        let in_sums = |key: &str| table.sums.iter().any(|s| s.total == key || s.parts.iter().any(|p| p == key));
        for (row, own) in table.rows.iter().zip(grid).filter(|(r, _)| r.role != Role::Beside) {
            let Some(sum) = table.sums.first() else { break };
            let base = table.columns.iter().find(|c| c.key == sum.total).and_then(|c| names.get(&table.name(row, c)));
            let Some(mut all) = base.filter(|s| s.conditions.values().any(|v| v == "(base)")).cloned() else { continue };
            all.conditions.retain(|_, v| v != "(base)");
            let parts = table.columns.iter().zip(own).filter(|(c, i)| i.is_some() && (c.key == sum.total || !in_sums(&c.key)));
            let parts: Vec<usize> = parts.filter_map(|(_, i)| *i).collect();
            let whole = self.latent(number, &all, None);
            self.sum(Some(whole), Some(parts));
        }
        if table.adds_down
            && let Some(total) = table.rows.iter().position(|r| r.role == Role::Total)
        {
            for column in 0..table.columns.len() {
                let cell = |row: usize| grid.get(row).and_then(|r| r.get(column)).copied().flatten();
                let parts = (0..table.rows.len()).filter(|r| table.rows.get(*r).is_some_and(|r| r.role == Role::Part)).map(cell).collect();
                self.row(cell(total), parts);
            }
        }
    }

    /// A part is never more than what it is a part of: a count with more conditions than another of the same list.
    pub(super) fn nest(&mut self) {
        let mut found = Vec::new();
        for ((report, slice), part) in &self.slices {
            let conditions: Vec<(&String, &String)> = slice.conditions.iter().collect();
            for left in 0..(1u32 << conditions.len().min(8)) {
                let kept = (0u32..).zip(&conditions).filter(|(i, _)| left & (1 << i) != 0);
                let kept: BTreeMap<String, String> = kept.map(|(_, (k, v))| ((*k).clone(), (*v).clone())).collect();
                let whole = Slice { universe: slice.universe, conditions: kept };
                let is_less =
                    |w: &&usize| *w != part && (!self.is_told(*part) || !self.is_told(**w) || self.value(**w) >= self.value(*part));
                if let Some(whole) = self.slices.get(&(*report, whole)).filter(is_less) {
                    found.push((*part, *whole));
                }
            }
        }
        self.at_most.extend(found);
    }

    pub(super) fn is_nought(&self, index: usize) -> bool {
        self.unknowns.get(index).is_some_and(Unknown::is_nought)
    }

    pub(super) fn state(&self, index: usize) -> State {
        self.unknowns.get(index).map_or(State::Public, |u| u.state)
    }

    /// Whether its value is to be found out.
    pub(super) fn is_open(&self, index: usize) -> bool {
        matches!(self.state(index), State::Hidden | State::Latent)
    }

    fn can_hide(&self, index: usize) -> bool {
        self.unknowns.get(index).is_some_and(|u| u.state == State::Shown && !u.is_nought())
    }

    /// The least that a hidden count can be: noughts are shown, but for those in a row of which nothing is.
    pub(super) fn least(&self, index: usize) -> u8 {
        if self.state(index) == State::Latent {
            return 0;
        }
        let dark = |g: &Vec<usize>| g.iter().all(|i| self.is_open(*i));
        u8::from(!self.groups.iter().filter(|g| g.contains(&index)).any(dark))
    }

    /// Hides more until no hidden figure can be worked out.
    pub(super) fn protect(&mut self) {
        let mut ranges = Ranges::new(self);
        let mut lost = BTreeSet::new();
        loop {
            // First what is plain to see: a sum with a single unknown.
            while let Some(exposed) = self.plain() {
                if !self.hide_beside(exposed) {
                    break;
                }
            }
            let Some((exposed, around)) = ranges.exposed(self, &lost) else { return };
            // What nothing can be hidden beside was known before. No more than what stands beside it is hidden for a nought.
            let more = if self.is_nought(exposed) { self.hide_noughts(exposed) } else { false };
            if !more && !self.hide_beside(exposed) && (self.is_nought(exposed) || !self.hide_among(&around)) {
                lost.insert(exposed);
            }
        }
    }

    /// A hidden figure that is the only one in a sum whose others can be hidden.
    fn plain(&self) -> Option<usize> {
        self.equations.iter().find_map(|terms| {
            let mut hidden = terms.iter().map(|(i, _)| *i).filter(|i| self.is_open(*i));
            let only = hidden.next()?;
            (hidden.next().is_none() && self.state(only) != State::Latent && self.candidates(only).next().is_some()).then_some(only)
        })
    }

    fn candidates(&self, exposed: usize) -> impl Iterator<Item = usize> + use<'_> {
        let around = self.equations.iter().filter(move |terms| terms.iter().any(|(i, _)| *i == exposed));
        around.flatten().map(|(i, _)| *i).filter(|i| self.can_hide(*i))
    }

    fn hide(&mut self, chosen: Option<usize>) -> bool {
        match chosen.and_then(|i| self.unknowns.get_mut(i)) {
            Some(unknown) => {
                unknown.state = State::Hidden;
                true
            }
            None => false,
        }
    }

    fn rank(&self, index: usize) -> (bool, u64, usize) {
        self.unknowns.get(index).map_or((true, 0, index), |u| (u.sum, u.value.unwrap_or(0), index))
    }

    /// Hides the smallest figure that stands in a sum with an exposed one, in the sum that gives it away where that is plain.
    fn hide_beside(&mut self, exposed: usize) -> bool {
        let giving_away = self.equations.iter().filter(|terms| {
            let mut hidden = terms.iter().map(|(i, _)| *i).filter(|i| self.is_open(*i));
            hidden.next() == Some(exposed) && hidden.next().is_none()
        });
        let plain = giving_away.flatten().map(|(i, _)| *i).filter(|i| self.can_hide(*i)).min_by_key(|i| self.rank(*i));
        let chosen = plain.or_else(|| self.candidates(exposed).min_by_key(|i| self.rank(*i)));
        self.hide(chosen)
    }

    /// Hides the other noughts of a sum that is a hidden nought.
    fn hide_noughts(&mut self, exposed: usize) -> bool {
        let is_all = |terms: &&Equation| terms.iter().any(|(i, _)| *i == exposed) && terms.iter().all(|(i, _)| self.is_nought(*i));
        let beside = self.equations.iter().filter(is_all).flatten().map(|(i, _)| *i);
        let beside: Vec<usize> = beside.filter(|i| self.state(*i) == State::Shown).collect();
        let set = |system: &mut Self, state| {
            for i in &beside {
                if let Some(unknown) = system.unknowns.get_mut(*i) {
                    unknown.state = state;
                }
            }
        };
        set(self, State::Hidden);
        // A nought that is hidden beside something that is shown would be taken for a number.
        let well = !beside.is_empty() && beside.iter().all(|i| self.least(*i) == 0);
        if !well {
            set(self, State::Shown);
        }
        well
    }

    /// Hides the smallest figure that stands in a sum with any of those that hang together.
    fn hide_among(&mut self, around: &BTreeSet<usize>) -> bool {
        let near = self.equations.iter().filter(|terms| terms.iter().any(|(i, _)| around.contains(i)));
        let chosen = near.flatten().map(|(i, _)| *i).filter(|i| self.can_hide(*i)).min_by_key(|i| self.rank(*i));
        self.hide(chosen)
    }

    pub(super) fn mask(&self, mut table: Table) -> Table {
        let of = |slice: &Slice| self.at(0, slice).and_then(|i| self.unknowns.get(i));
        let is_small = |u: &Unknown| u.value.is_some_and(|n| (1..SMALL).contains(&n));
        // What was told before is small still.
        let hidden = |slice: &Slice| of(slice).is_some_and(|u| u.state == State::Hidden || (is_small(u) && !is_public(slice)));
        for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
            let own = cell.slice.as_ref().is_some_and(hidden);
            // A median of a few is nearly one of them, and of fewer than ten the nine in ten are all but the longest.
            let of_few = (1..GROUP).contains(&(cell.records.len() as u64));
            let few = matches!(cell.value, Value::Number(..)) && (of_few || cell.from.iter().any(|s| of(s).is_some_and(is_small)));
            // A whole that is not shown in any table would be known from the percentage and its part.
            if own || few || cell.from.iter().any(hidden) {
                cell.value = Value::Hidden;
                cell.records.clear();
            }
        }
        table
    }
}

/// Lists of children, or of what became of each of them, and staff: what is true of all in a small group is known of each.
const PEOPLE: [&str; 3] = ["children", "reviews", "staff"];

/// Lists of what happens, of which a part of the period has its share; what there is on a day has none.
const FLOWS: [&str; 3] = ["reviews", "challenges", "good_practice"];
