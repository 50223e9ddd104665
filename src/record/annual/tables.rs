//! Tables typed in from elsewhere.

use crate::record::field::{Figured, PackKey, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A table typed in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct TypedTable {
    /// Key.
    #[schemars(with = "PackKey")]
    pub key: String,
    /// Title.
    #[schemars(with = "Figured<200>")]
    pub title: String,
    /// The section it stands in.
    #[schemars(with = "PackKey")]
    pub section: String,
    /// Columns; the first holds the rows' names.
    #[schemars(extend("minItems" = 2))]
    pub columns: Vec<TypedColumn>,
    /// Rows: a value for each column.
    #[schemars(extend("minItems" = 1))]
    pub rows: Vec<Vec<Typed>>,
    /// The row that the rows add up to.
    pub total: Option<Vec<Typed>>,
    /// Rows beside, as those of another year.
    #[serde(default)]
    pub beside: Vec<Vec<Typed>>,
    /// The counted table that says the same, as ratings.by_team.
    #[schemars(with = "Option<Text<100>>")]
    pub same_as: Option<String>,
    /// A note below.
    #[schemars(with = "Option<Figured<1000>>")]
    pub note: Option<String>,
}

/// A column of a typed table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct TypedColumn {
    /// Title.
    #[schemars(with = "Text<100>")]
    pub title: String,
    /// What its figures are: text; count, which adds up to the row's total; total; percent of the column `of`; growth over the row
    /// before; number, which adds up down only; figure, which does not add up.
    #[serde(default)]
    pub is: ColumnIs,
    /// The title of the column that a percentage or growth is of; the nearest count before it where none is named.
    #[schemars(with = "Option<Text<100>>")]
    pub of: Option<String>,
    /// The title of the column that a percentage is of the whole of.
    #[schemars(with = "Option<Text<100>>")]
    pub base: Option<String>,
    /// The category it shows, where `same_as` names a counted table.
    #[schemars(with = "Option<PackKey>")]
    pub category: Option<String>,
}

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
    /// Change of `of` on the row before, in percentage points.
    Points,
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
