//! Tables typed in from elsewhere.

use serde::{Deserialize, Serialize};

/// A table typed in.
#[derive(Debug, Clone, Deserialize)]
pub struct TypedTable {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// The section it stands in.
    pub section: String,
    /// Columns; the first holds the rows' names.
    pub columns: Vec<TypedColumn>,
    /// Rows, a value for each column.
    pub rows: Vec<Vec<Typed>>,
    /// The row that the rows add up to.
    pub total: Option<Vec<Typed>>,
    /// Rows beside, as those of another year: not added.
    #[serde(default)]
    pub beside: Vec<Vec<Typed>>,
    /// The table of a measure that says the same, as `ratings.by_team`: each figure is held against it.
    pub same_as: Option<String>,
    /// A note below.
    pub note: Option<String>,
}

/// A column of a typed table.
#[derive(Debug, Clone, Deserialize)]
pub struct TypedColumn {
    /// Title.
    pub title: String,
    /// What its figures are.
    #[serde(default)]
    pub is: ColumnIs,
    /// Of a percentage: the title of the column it is a part of... its numerator.
    pub of: Option<String>,
    /// Of a percentage: the title of its base; the total of the row where none is named, else the total of the column.
    pub base: Option<String>,
    /// The category that the column shows, where the table is the same as a measure's.
    pub category: Option<String>,
}

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnIs {
    /// Names of rows, or notes.
    #[default]
    Text,
    /// Counts, which add up across to a column that is a total, and down to the row `total`.
    Count,
    /// The sum of the counts of its row.
    Total,
    /// Percentages of `of` in `base`.
    Percent,
    /// Growth of `of` over the row before, in percent.
    Growth,
    /// Other numbers, which add up down but not across (full-time equivalents).
    Number,
    /// Figures that do not add up (averages).
    Figure,
}

/// A value of a typed table.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Typed {
    /// A number.
    Number(f64),
    /// Words, or nothing.
    Text(String),
    /// Nothing.
    Nothing,
}
