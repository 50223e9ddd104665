//! Tables of figures: what every measure gives, and what every form of the report is made from.
//!
//! A count knows its slice: which records of which universe it counts, as conditions. Two cells with the same slice are the same
//! number wherever they stand, which is what suppression and the traces go by.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::corrections::Corrected;

/// What is counted: records, or figures that were supplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Universe {
    /// Its name: `reviews`, `challenges`, `children`.
    pub key: &'static str,
    /// The list that its records are in. None where no record is behind a count, or one record is counted several times.
    pub list: Option<&'static str>,
    /// Which of the list's records it has, as dimension and category; all of them where there is none.
    pub is: Option<(&'static str, &'static str)>,
}

impl Universe {
    /// A list of its own.
    #[must_use]
    pub const fn of(key: &'static str) -> Self {
        Self { key, list: Some(key), is: None }
    }

    /// Those of another's records that are of a category.
    #[must_use]
    pub const fn within(key: &'static str, of: Self, dimension: &'static str, category: &'static str) -> Self {
        Self { key, list: of.list, is: Some((dimension, category)) }
    }

    /// Numbers without a list of records.
    #[must_use]
    pub const fn figures(key: &'static str) -> Self {
        Self { key, list: None, is: None }
    }
}

/// Reviews held in the period.
pub const REVIEWS: Universe = Universe::of("reviews");

/// Challenges raised in the period.
pub const CHALLENGES: Universe = Universe::of("challenges");

/// Children looked after on the last day.
pub const CHILDREN: Universe = Universe::of("children");

/// People in post. How many they are in all is public.
pub const STAFF: Universe = Universe::figures("staff");

/// What the report of the year before counted: only the numbers are here.
pub const LAST_YEAR: Universe = Universe::figures("last_year");

/// The category of small ones that are published as one.
pub const OTHERS: &str = "(others)";

/// Which records a count counts: the universe, and a category for each dimension that is fixed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// What is counted.
    pub universe: Universe,
    /// Category by dimension.
    pub conditions: BTreeMap<String, String>,
}

impl Slice {
    /// All of a universe.
    #[must_use]
    pub fn all(universe: Universe) -> Self {
        Self { universe, conditions: BTreeMap::new() }
    }

    /// The same, as a part of the whole list: two slices that mean the same records are the same then.
    #[must_use]
    pub fn of_list(&self) -> Self {
        let mut slice = self.clone();
        if let (Some(list), Some((dimension, category))) = (self.universe.list, self.universe.is) {
            slice.universe = Universe::of(list);
            slice.conditions.insert(dimension.to_owned(), category.to_owned());
        }
        slice
    }

    /// The same of the year before, as its own report told it.
    #[must_use]
    pub fn a_year_before(&self) -> Self {
        let slice = self.of_list();
        Self { universe: LAST_YEAR, conditions: slice.conditions }.with("(of)", slice.universe.key)
    }

    /// The part of it that is in a category.
    #[must_use]
    pub fn with(&self, dimension: &str, category: &str) -> Self {
        let mut slice = self.clone();
        slice.conditions.insert(dimension.to_owned(), category.to_owned());
        slice
    }
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// How many.
    Count(u64),
    /// A part of a whole, in percent.
    Percent {
        /// The part.
        of: u64,
        /// The whole.
        base: u64,
    },
    /// A percentage without its counts, as published elsewhere.
    Plain(f64),
    /// Another number, with how many decimals it is shown.
    Number(f64, u8),
    /// How many more or fewer than the rows of a table come to.
    Difference(i64),
    /// Words.
    Text(String),
    /// Nothing to show.
    Nothing,
    /// Not shown, so that nobody can be known from it.
    Hidden,
}

impl Value {
    /// As it is printed in a table: a percentage without its sign.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Count(n) => thousands(*n),
            Self::Percent { base: 0, .. } | Self::Nothing => "–".to_owned(),
            Self::Percent { of, base } => decimal(tenths(*of, *base)),
            // A true minus sign, not a hyphen.
            Self::Plain(p) => format!("{p:.1}").replace('-', "\u{2212}"),
            // Rounded as a number first: printing alone would round a half to even.
            Self::Number(_, places) => format!("{:.*}", usize::from(*places), self.number().unwrap_or_default()),
            Self::Difference(0) => "0".to_owned(),
            Self::Difference(n) => format!("{n:+}").replace('-', "\u{2212}"),
            Self::Text(t) => t.clone(),
            Self::Hidden => HIDDEN.to_owned(),
        }
    }

    /// As a number that is not rounded: what a target is held against.
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        match self {
            Self::Percent { base: 0, .. } => None,
            #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
            Self::Percent { of, base } => Some(100.0 * *of as f64 / *base as f64),
            Self::Plain(n) | Self::Number(n, _) => Some(*n),
            _ => self.number(),
        }
    }

    /// As a number, rounded as it is printed; none for words and what is not shown.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
            Self::Count(n) => Some(*n as f64),
            #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
            Self::Difference(n) => Some(*n as f64),
            Self::Percent { base: 0, .. } => None,
            #[expect(clippy::cast_precision_loss, reason = "tenths of a percent")]
            Self::Percent { of, base } => Some(tenths(*of, *base) as f64 / 10.0),
            Self::Plain(p) => Some((p * 10.0).round() / 10.0),
            Self::Number(n, places) => {
                let scale = 10f64.powi(i32::from(*places));
                Some((n * scale).round() / scale)
            }
            Self::Text(_) | Self::Nothing | Self::Hidden => None,
        }
    }
}

/// What stands where a number is not shown (the mark for confidential figures in government tables).
pub const HIDDEN: &str = "[c]";

/// Percent in tenths, rounded half up from the whole numbers, so that no rounding of a fraction comes before it. This is the one
/// rounding rule of the report.
#[must_use]
pub fn tenths(of: u64, base: u64) -> u64 {
    if base == 0 { 0 } else { (2000 * of + base) / (2 * base) }
}

fn decimal(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `1,271`.
#[must_use]
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A figure in its place.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The figure.
    pub value: Value,
    /// What a count counts.
    pub slice: Option<Slice>,
    /// Of a percentage or a number: the slices it is worked out from. It is shown only where all of them are.
    pub from: Vec<Slice>,
    /// The records counted, as indices into their universe.
    pub records: Vec<u32>,
}

impl Cell {
    /// A figure without records behind it.
    #[must_use]
    pub fn plain(value: Value) -> Self {
        Self { value, slice: None, from: Vec::new(), records: Vec::new() }
    }

    /// Words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::plain(Value::Text(words.into()))
    }
}

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Counts.
    Count,
    /// Percent.
    Percent,
    /// Other numbers.
    Number,
    /// Working days.
    Days,
    /// Words.
    Text,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its key, the last part of its figures' names.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What its figures are.
    pub unit: Unit,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One of those that add up.
    Part,
    /// What they add up to.
    Total,
    /// What a correction by hand adds to those or takes from them.
    Correction,
    /// Beside them: last year, a target, an average.
    Beside,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its key, part of its figures' names.
    pub key: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub role: Role,
    /// A figure for each column.
    pub cells: Vec<Cell>,
}

/// How the columns of counts belong together: `total` is the sum of `parts` in every row.
#[derive(Debug, Clone, Deserialize)]
pub struct Sum {
    /// Key of the column of sums.
    pub total: String,
    /// Keys of the columns that are added.
    pub parts: Vec<String>,
}

/// Which of a measure's tables one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The measure.
    pub measure: Cow<'static, str>,
    /// What of it.
    pub of: Of,
}

/// What of a measure a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// All that is counted.
    All,
    /// The same, a row for each category.
    By(Cow<'static, str>),
    /// Something beside it, under a name of its own.
    Part(Cow<'static, str>),
}

/// All of a measure.
#[must_use]
pub const fn all(measure: &'static str) -> Which {
    Which { measure: Cow::Borrowed(measure), of: Of::All }
}

/// A measure, split.
#[must_use]
pub const fn by(measure: &'static str, split: &'static str) -> Which {
    Which { measure: Cow::Borrowed(measure), of: Of::By(Cow::Borrowed(split)) }
}

/// A table beside a measure's.
#[must_use]
pub const fn beside(measure: &'static str, name: &'static str) -> Which {
    Which { measure: Cow::Borrowed(measure), of: Of::Part(Cow::Borrowed(name)) }
}

impl Which {
    /// The table's name, the first part of its figures' names.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.of {
            Of::All => self.measure.to_string(),
            Of::By(split) => format!("{}.by_{split}", self.measure),
            Of::Part(name) => format!("{}.{name}", self.measure),
        }
    }

    /// The name of a figure in a row and column of a table.
    #[must_use]
    pub fn name(table: &str, is_split: bool, row: &str, column: &str) -> String {
        if row == "total" && !is_split { format!("{table}.{column}") } else { format!("{table}.{row}.{column}") }
    }

    /// Whether it is all of a measure or splits that.
    #[must_use]
    pub fn is_of_all(&self) -> bool {
        !matches!(self.of, Of::Part(_))
    }

    /// Whether it is split.
    #[must_use]
    pub fn is_split(&self) -> bool {
        matches!(self.of, Of::By(_))
    }
}

/// Who sees a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// Everybody.
    #[default]
    ToAll,
    /// The service only: it is not in the published version.
    Internally,
}

/// What a table's rows are, as far as more follows from it than what they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rows {
    /// Categories in an order of their own.
    #[default]
    Listed,
    /// Categories in the order of their numbers: the place of a hidden one tells about it.
    Ranked,
    /// IROs, whose names are not published unless the record says so.
    Iros,
}

/// A category that is the sum of some of another dimension, or the same as one: dimension and category, then that dimension and its
/// categories.
pub type Link = ((&'static str, &'static str), &'static str, &'static [&'static str]);

/// What is known of how counts hang together by what they mean: each so many times, they come to nought.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The counts, each with its factor.
    pub terms: Vec<(Slice, i64)>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which of its measure's tables it is.
    pub which: Which,
    /// Its title.
    pub title: String,
    /// The heading of the rows' names.
    pub stub: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// What is counted and what percentages are of.
    pub base: String,
    /// Sums across.
    pub sums: Vec<Sum>,
    /// Whether the rows of a part add up to the row of the total.
    pub adds_down: bool,
    /// Who sees it.
    pub shown: Shown,
    /// What its rows are.
    pub rows_are: Rows,
    /// Categories of it that are sums of those of other tables.
    pub links: &'static [Link],
    /// What else is known of its counts by what they mean.
    pub identities: Vec<Identity>,
    /// Whether its small categories may be published as one, `Others`: where no order among them would be lost.
    pub merges: bool,
    /// Its figures that were corrected by hand.
    pub corrected: Vec<Corrected>,
}

impl Table {
    /// A table without rows, to be filled.
    #[must_use]
    pub fn new(which: Which) -> Self {
        Self {
            which,
            title: String::new(),
            stub: String::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            base: String::new(),
            sums: Vec::new(),
            adds_down: false,
            shown: Shown::ToAll,
            rows_are: Rows::Listed,
            links: &[],
            identities: Vec::new(),
            merges: false,
            corrected: Vec::new(),
        }
    }

    /// Its name, the first part of its figures' names.
    #[must_use]
    pub fn key(&self) -> String {
        self.which.key()
    }

    /// The same under another name.
    #[must_use]
    pub fn renamed(self, which: Which) -> Self {
        Self { which, ..self }
    }

    /// The same with its rows in the order of their numbers.
    #[must_use]
    pub fn ranked(self) -> Self {
        Self { rows_are: Rows::Ranked, merges: self.adds_down, ..self }
    }

    /// The same, with small categories published as one.
    #[must_use]
    pub fn merging(self) -> Self {
        Self { merges: true, ..self }
    }

    /// The column with a key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.key == key)
    }

    /// The row with a key.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|r| r.key == key)
    }

    /// The figure in a row and column.
    #[must_use]
    pub fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        self.row(row)?.cells.get(self.column(column)?)
    }

    /// The share of the whole that it counts: its percentage of a part, which can be told year by year. None where it is all of it.
    #[must_use]
    pub fn share(&self) -> Option<&Cell> {
        self.cell("total", "percent").filter(|cell| cell.from.first() != cell.from.last())
    }

    /// What the row of corrections adds to a column.
    #[must_use]
    pub fn difference(&self, column: usize) -> i64 {
        let cells = self.rows.iter().filter(|r| r.role == Role::Correction).filter_map(|r| r.cells.get(column));
        cells.map(|c| if let Value::Difference(n) = c.value { n } else { 0 }).sum()
    }

    /// By how much a figure was corrected by hand.
    #[must_use]
    pub fn corrected_by(&self, row: &str, column: &str) -> i64 {
        self.corrected.iter().filter(|c| c.row == row && c.column == column).map(|c| c.by).sum()
    }

    /// Every figure with its name. The figures of the row `total` are named after the table alone, those of other rows after the row too.
    #[must_use]
    pub fn named(&self) -> Vec<(String, &Cell)> {
        let mut out = Vec::new();
        for row in &self.rows {
            for (column, cell) in self.columns.iter().zip(&row.cells) {
                out.push((Which::name(&self.key(), self.which.is_split(), &row.key, &column.key), cell));
            }
        }
        out
    }
}

/// A key made from words: small letters, digits and underscores.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '+' => out.push_str("_plus"),
            _ if !out.is_empty() && !out.ends_with('_') => out.push('_'),
            _ => {}
        }
    }
    let trimmed = out.trim_matches('_');
    if trimmed.is_empty() { "other".to_owned() } else { trimmed.to_owned() }
}
