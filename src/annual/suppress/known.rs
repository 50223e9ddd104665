//! What reports that were published before have told: their tables as they were published, with what was hidden in them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::annual::table::{Cell, Role, Sum, Table, Unit, Value, Which};
use crate::record::{Only, Period};

/// A report as it was published.
#[derive(Debug, Clone, Deserialize)]
pub struct Earlier {
    /// The days it is about.
    pub period: Period,
    /// Whose records it counts.
    #[serde(default)]
    pub only: Only,
    /// Whose report it is.
    #[serde(default)]
    pub service: String,
    /// Whether it is the version for everybody.
    version: crate::record::Version,
    /// Its tables.
    pub(super) tables: Vec<Published>,
    /// What it hid, as far as its records are here: no reader has it, but what is taken to be known must be true.
    #[serde(skip)]
    pub(super) hid: BTreeMap<String, u64>,
}

/// A table of it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Published {
    pub(super) key: String,
    pub(super) columns: Vec<PublishedColumn>,
    pub(super) rows: Vec<PublishedRow>,
    #[serde(default)]
    pub(super) sums: Vec<Sum>,
    #[serde(default)]
    pub(super) adds_down: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PublishedColumn {
    pub(super) key: String,
    unit: Unit,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PublishedRow {
    pub(super) key: String,
    pub(super) role: Role,
    cells: BTreeMap<String, PublishedCell>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct PublishedCell {
    value: Option<f64>,
    #[serde(default)]
    hidden: bool,
    /// By how much it was corrected by hand.
    #[serde(default)]
    corrected: f64,
}

/// A count of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Count(u64),
    Hidden,
}

impl Earlier {
    /// A report that has just been made of tables that were `counted`.
    #[must_use]
    pub fn of(period: Period, only: Only, tables: &[Table], counted: &[Table]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
        let cell = |value: &Value, by: i64| PublishedCell { value: value.number(), hidden: *value == Value::Hidden, corrected: by as f64 };
        let table = |t: &Table| Published {
            key: t.key(),
            columns: t.columns.iter().map(|c| PublishedColumn { key: c.key.clone(), unit: c.unit }).collect(),
            rows: t
                .rows
                .iter()
                .filter(|r| r.role != Role::Correction)
                .map(|r| PublishedRow {
                    key: r.key.clone(),
                    role: r.role,
                    cells: t
                        .columns
                        .iter()
                        .zip(&r.cells)
                        .map(|(k, c)| (k.key.clone(), cell(&c.value, t.corrected_by(&r.key, &k.key))))
                        .collect(),
                })
                .collect(),
            sums: t.sums.clone(),
            adds_down: t.adds_down,
        };
        let count = |(name, cell): (String, &Cell)| if let Value::Count(n) = cell.value { Some((name, n)) } else { None };
        Self {
            period,
            only,
            service: String::new(),
            version: crate::record::Version::Published,
            tables: tables.iter().map(table).collect(),
            hid: counted.iter().flat_map(Table::named).filter_map(count).collect(),
        }
    }

    /// Whether it shows a figure.
    #[must_use]
    pub fn shows(&self, name: &str) -> bool {
        self.tables.iter().any(|t| {
            let value = |row: &PublishedRow, column: &PublishedColumn| row.cells.get(&column.key).and_then(|c| c.value);
            t.rows.iter().any(|r| t.columns.iter().any(|c| t.name(r, c) == name && value(r, c).is_some()))
        })
    }

    /// A report's file of figures (JSON).
    ///
    /// # Errors
    ///
    /// It is no such file, or the one of the service's version.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut read: Self = serde_json::from_str(text).map_err(|_| "it is not the file of figures (.json) of a report".to_owned())?;
        match read.version {
            crate::record::Version::Published => {
                read.tables.iter_mut().for_each(|t| t.rows.retain(|r| r.role != Role::Correction));
                Ok(read)
            }
            crate::record::Version::Internal => Err("it is the version for the service, which was not published".to_owned()),
        }
    }
}

impl Published {
    /// What is told at a row and column.
    pub(super) fn told(&self, row: &PublishedRow, column: &PublishedColumn) -> Option<Told> {
        let cell = row.cells.get(&column.key).filter(|_| column.unit == Unit::Count)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, and not below nought")]
        match cell.value {
            _ if cell.hidden => Some(Told::Hidden),
            // What the records gave: only that hangs together with other figures.
            Some(n) if n - cell.corrected >= 0.0 => Some(Told::Count((n - cell.corrected) as u64)),
            _ => None,
        }
    }

    /// The measure it is of, where it is of all of it or splits that; else its own name.
    pub(super) fn measure(&self) -> &str {
        self.key.split_once(".by_").map_or(&self.key, |(measure, _)| measure)
    }

    /// The name of a figure, as [`Table::named`] makes it.
    pub(super) fn name(&self, row: &PublishedRow, column: &PublishedColumn) -> String {
        Which::name(&self.key, self.key.contains(".by_"), &row.key, &column.key)
    }
}
