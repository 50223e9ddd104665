//! Small numbers are not published: a count from 1 to 4 is not shown, nor is any other figure from which one could be worked out:
//! by adding up a row or a column, from a percentage, from another table, or from a report that was published before.
//!
//! `broader` makes groups broader first, so that less must be hidden; `system` puts every count that is shown, and what is known of how
//! counts hang together, into one system of equations; `bounds` finds out, as an attacker would, what a hidden count can still be;
//! `known` reads what earlier reports have told, `relation` how each stands to this one. A hidden count must be able to have at least [`VALUES`] values.

mod bounds;
mod broader;
mod known;
mod relation;
mod system;

pub use known::Earlier;

use super::corrections::{self, Shift};
use super::table::{Identity, Link, Role, Table, Value};
use crate::record::Period;
use system::System;

/// Counts below this are small. Nought is not: it says of nobody that they were counted.
pub const SMALL: u64 = 5;

/// How many values a hidden count must be able to have.
pub const VALUES: u64 = 3;

/// A group smaller than this in which all are of one category is not told apart: what is true of all is known of each.
const GROUP: u64 = 10;

/// Tables without small numbers, of a report on a period, where `earlier` were published before it; with what `shifts` correct in them.
///
/// What is hidden is found out twice: from what the records give, which is what earlier reports hang together with, and then from the
/// corrected figures, which are what a reader sees.
#[must_use]
pub fn suppress(tables: Vec<Table>, shifts: &[Shift], period: Period, earlier: &[Earlier]) -> Vec<Table> {
    let (mut tables, merged) = broader::broader(tables);
    let mut system = protected(&tables, &merged, period, earlier, None);
    if !shifts.is_empty() {
        // What a correction says of a small category is so of the one it is now a part of.
        corrections::put_into(&mut tables, &corrections::merged(shifts, &merged));
        system = protected(&tables, &merged, period, &[], Some(&system));
    }
    let tables = tables.into_iter().filter_map(|table| broader::unranked(system.mask(table)));
    tables.filter(|table| !broader::is_mostly(table, |value| *value == Value::Hidden)).collect()
}

/// What is hidden of some tables; all that another system hides is.
fn protected(tables: &[Table], merged: &[Identity], period: Period, earlier: &[Earlier], before: Option<&System>) -> System {
    let mut system = System::default();
    system.alone_in_group(tables);
    for table in tables {
        system.take(table);
    }
    let names = tables.iter().flat_map(Table::named).filter_map(|(name, cell)| Some((name, cell.slice.clone()?))).collect();
    system.take_earlier(period, earlier, &names);
    let links: Vec<Link> = tables.iter().flat_map(|table| table.links).copied().collect();
    system.link(&links);
    for identity in tables.iter().flat_map(|table| &table.identities).chain(merged).chain(&system::last_years()) {
        system.identity(identity, earlier.len());
    }
    before.into_iter().for_each(|before| system.hide_what(before));
    system.nest();
    system.protect();
    system
}

/// Whether a row is one of those that add up.
fn is_part(row: &super::table::Row) -> bool {
    row.role == Role::Part
}
