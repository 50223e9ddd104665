//! Counting: records of a universe by what became of them, in all and split by team, IRO and so on.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate};

use super::cohort::{Challenge, Cohort, LookedAfter, Review};
use super::table::{self, Cell, Column, Role, Row, Rows, Shown, Slice, Sum, Table, Unit, Universe, Value, Which, slug};
use crate::record::Period;

/// A category: its key and its words.
pub type Category = (String, String);

/// What records that a dimension says nothing of are counted as.
pub const NOT_RECORDED: &str = "not_recorded";

/// A category from words of the program.
#[must_use]
pub fn category(key: &str, title: &str) -> Category {
    (key.to_owned(), title.to_owned())
}

/// A way to split a universe.
#[derive(Debug)]
pub struct Dimension<T: 'static> {
    /// Its key: `team` makes tables `by_team`.
    pub key: &'static str,
    /// The heading of its rows.
    pub title: &'static str,
    /// The categories there always are, in order; others follow by name.
    pub known: fn(Period) -> Vec<Category>,
    /// The category of a record; none where it does not say.
    pub of: fn(&T, &Cohort) -> Option<Category>,
    /// Whether its tables are for the service only: figures of single members of staff.
    pub shown: Shown,
    /// What its rows are.
    pub rows_are: Rows,
}

/// A category of what became of records.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Its key.
    pub key: &'static str,
    /// Its words.
    pub title: &'static str,
    /// Whether it belongs to the base of percentages.
    pub in_base: bool,
    /// Whether it has a percentage beside it.
    pub percent: bool,
    /// Whether its column is there even when nothing is in it.
    pub always: bool,
}

/// An outcome in the base, with a percentage.
#[must_use]
pub const fn part(key: &'static str, title: &'static str) -> Outcome {
    Outcome { key, title, in_base: true, percent: true, always: true }
}

/// An outcome in the base, without a percentage.
#[must_use]
pub const fn rest(key: &'static str, title: &'static str) -> Outcome {
    Outcome { key, title, in_base: true, percent: false, always: true }
}

/// An outcome outside the base: shown where there are some.
#[must_use]
pub const fn aside(key: &'static str, title: &'static str) -> Outcome {
    Outcome { key, title, in_base: false, percent: false, always: false }
}

/// What is counted by a measure whose records each have one outcome.
#[derive(Debug)]
pub struct Count<T: 'static> {
    /// The measure's key.
    pub key: &'static str,
    /// The title of its tables.
    pub title: &'static str,
    /// The universe's name.
    pub universe: Universe,
    /// The outcomes, in order.
    pub outcomes: &'static [Outcome],
    /// The heading of the column of sums.
    pub total: &'static str,
    /// What a record's outcome is; none where the record is not in this measure at all.
    pub of: fn(&T, &Cohort) -> Option<&'static str>,
    /// What is counted and what percentages are of.
    pub base: &'static str,
}

impl<T> Count<T> {
    /// The table of all, and one for each way to split it.
    #[must_use]
    pub fn tables(&self, items: &[T], cohort: &Cohort, splits: &[&Dimension<T>]) -> Vec<Table> {
        let outcomes: Vec<Option<&'static str>> = items.iter().map(|i| (self.of)(i, cohort)).collect();
        let shown: Vec<Outcome> =
            self.outcomes.iter().copied().filter(|o| o.always || outcomes.iter().flatten().any(|k| *k == o.key)).collect();
        let all = Slice::all(self.universe);
        // Where every record has an outcome in the base, the base is the slice itself: the same number as in any other table.
        let closed = self.outcomes.iter().all(|o| o.in_base) && outcomes.iter().all(Option::is_some);
        let everything: Vec<u32> = (0..).zip(&outcomes).filter(|(_, o)| o.is_some()).map(|(i, _)| i).collect();
        let total = |cells| Row { key: "total".to_owned(), title: "All".to_owned(), role: Role::Total, cells };
        let mut tables = vec![self.table(
            table::all(self.key),
            String::new(),
            &shown,
            vec![total(self.row(&all, &everything, &outcomes, &shown, closed))],
        )];
        for split in splits {
            let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            let mut titles: BTreeMap<String, String> = BTreeMap::new();
            let known = (split.known)(cohort.period());
            for (i, item) in (0u32..).zip(items) {
                if outcomes.get(i as usize).is_none_or(Option::is_none) {
                    continue;
                }
                let (key, title) = (split.of)(item, cohort).unwrap_or_else(|| category(NOT_RECORDED, "Not recorded"));
                titles.entry(key.clone()).or_insert(title);
                groups.entry(key).or_default().push(i);
            }
            let mut order: Vec<Category> = known;
            let mut found: Vec<Category> =
                titles.into_iter().filter(|(key, _)| key != NOT_RECORDED && !order.iter().any(|(k, _)| k == key)).collect();
            found.sort_by(|a, b| a.1.cmp(&b.1));
            order.extend(found);
            if groups.contains_key(NOT_RECORDED) {
                order.push(category(NOT_RECORDED, "Not recorded"));
            }
            let mut rows: Vec<Row> = order
                .into_iter()
                .map(|(key, title)| {
                    let members = groups.get(&key).map_or(&[][..], Vec::as_slice);
                    let cells = self.row(&all.with(split.key, &key), members, &outcomes, &shown, closed);
                    Row { key, title, role: Role::Part, cells }
                })
                .collect();
            rows.push(total(self.row(&all, &everything, &outcomes, &shown, closed)));
            let mut table = self.table(table::by(self.key, split.key), split.title.to_owned(), &shown, rows);
            table.title = format!("{} by {}", self.title, split.title.to_lowercase().replace("iro", "IRO"));
            table.shown = split.shown;
            table.rows_are = split.rows_are;
            tables.push(table);
        }
        tables
    }

    fn table(&self, which: Which, stub: String, shown: &[Outcome], rows: Vec<Row>) -> Table {
        let mut columns = Vec::new();
        let count = |key: &str, title: &str| Column { key: key.to_owned(), title: title.to_owned(), unit: Unit::Count };
        let percents = shown.iter().filter(|o| o.percent).count();
        for o in shown.iter().filter(|o| o.in_base) {
            columns.push(count(o.key, o.title));
            if o.percent {
                columns.push(Column { key: percent_key(o.key, percents), title: "%".to_owned(), unit: Unit::Percent });
            }
        }
        columns.push(count("total", self.total));
        columns.extend(shown.iter().filter(|o| !o.in_base).map(|o| count(o.key, o.title)));
        Table {
            title: self.title.to_owned(),
            stub,
            columns,
            base: self.base.to_owned(),
            sums: vec![Sum { total: "total".to_owned(), parts: shown.iter().filter(|o| o.in_base).map(|o| o.key.to_owned()).collect() }],
            adds_down: rows.len() > 1,
            rows,
            ..Table::new(which)
        }
    }

    fn row(&self, slice: &Slice, members: &[u32], outcomes: &[Option<&'static str>], shown: &[Outcome], closed: bool) -> Vec<Cell> {
        let counted = |key: &str| -> Vec<u32> {
            members.iter().copied().filter(|i| outcomes.get(*i as usize).copied().flatten() == Some(key)).collect()
        };
        let outcome = |key: &str| slice.with(self.key, key);
        let mut cells = Vec::new();
        let mut base: Vec<u32> = Vec::new();
        let mut percents: Vec<(usize, u64, Slice)> = Vec::new();
        for o in shown.iter().filter(|o| o.in_base) {
            let records = counted(o.key);
            base.extend(&records);
            let n = records.len() as u64;
            cells.push(Cell { value: Value::Count(n), slice: Some(outcome(o.key)), from: Vec::new(), records });
            if o.percent {
                percents.push((cells.len(), n, outcome(o.key)));
                cells.push(Cell::plain(Value::Nothing));
            }
        }
        base.sort_unstable();
        let whole = if closed { slice.clone() } else { outcome("(base)") };
        let n = base.len() as u64;
        for (at, of, part) in percents {
            if let Some(cell) = cells.get_mut(at) {
                *cell = Cell { value: Value::Percent { of, base: n }, slice: None, from: vec![part, whole.clone()], records: base.clone() };
            }
        }
        cells.push(Cell { value: Value::Count(n), slice: Some(whole), from: Vec::new(), records: base });
        for o in shown.iter().filter(|o| !o.in_base) {
            let records = counted(o.key);
            cells.push(Cell { value: Value::Count(records.len() as u64), slice: Some(outcome(o.key)), from: Vec::new(), records });
        }
        cells
    }
}

/// The key of an outcome's percentage: `percent` where there is only one, else `red_percent`.
fn percent_key(outcome: &str, percents: usize) -> String {
    if percents == 1 { "percent".to_owned() } else { format!("{outcome}_percent") }
}

/// A table of one count: the records of a universe by a category, of which each has one, or several.
#[derive(Debug)]
pub struct Listing<'a> {
    /// Which table it is.
    pub which: Which,
    /// Its title.
    pub title: &'a str,
    /// The heading of its rows.
    pub stub: &'a str,
    /// The universe.
    pub universe: Universe,
    /// The dimension whose categories the rows are.
    pub dimension: &'a str,
    /// What is counted and what percentages are of.
    pub base: &'a str,
    /// Whether each record has one category, so that the rows add up.
    pub adds_down: bool,
}

impl Listing<'_> {
    /// The table of some rows.
    #[must_use]
    pub fn table(&self, rows: Vec<(Category, Vec<u32>)>, all: &[u32]) -> Table {
        let whole = Slice::all(self.universe);
        let n = all.len() as u64;
        let mut out: Vec<Row> = rows
            .into_iter()
            .map(|((key, title), records)| {
                let slice = whole.with(self.dimension, &key);
                let count = records.len() as u64;
                let percent = Cell {
                    value: Value::Percent { of: count, base: n },
                    slice: None,
                    from: vec![slice.clone(), whole.clone()],
                    records: all.to_vec(),
                };
                let count = Cell { value: Value::Count(count), slice: Some(slice), from: Vec::new(), records };
                Row { key, title, role: Role::Part, cells: vec![count, percent] }
            })
            .collect();
        let total = Cell { value: Value::Count(n), slice: Some(whole.clone()), from: Vec::new(), records: all.to_vec() };
        let hundred = Cell { value: Value::Percent { of: n, base: n }, slice: None, from: vec![whole], records: all.to_vec() };
        let role = if self.adds_down { Role::Total } else { Role::Beside };
        out.push(Row { key: "total".to_owned(), title: "All".to_owned(), role, cells: vec![total, hundred] });
        Table {
            title: self.title.to_owned(),
            stub: self.stub.to_owned(),
            columns: vec![count_column("count", "Number"), percent_column("percent")],
            rows: out,
            base: self.base.to_owned(),
            adds_down: self.adds_down,
            ..Table::new(self.which.clone())
        }
    }

    /// The table of records grouped by one category each.
    #[must_use]
    pub fn of<T>(&self, items: &[T], known: Vec<Category>, of: impl Fn(&T) -> Option<Category>) -> Table {
        let all: Vec<u32> = (0..).zip(items).map(|(i, _)| i).collect();
        self.table(grouped(items, known, of), &all)
    }
}

/// A column of counts.
#[must_use]
pub fn count_column(key: &str, title: &str) -> Column {
    Column { key: key.to_owned(), title: title.to_owned(), unit: Unit::Count }
}

/// A column of percentages.
#[must_use]
pub fn percent_column(key: &str) -> Column {
    Column { key: key.to_owned(), title: "%".to_owned(), unit: Unit::Percent }
}

/// A column of other figures.
#[must_use]
pub fn column(key: &str, title: &str, unit: Unit) -> Column {
    Column { key: key.to_owned(), title: title.to_owned(), unit }
}

/// Groups the records of a universe by category, known ones first.
#[must_use]
pub fn grouped<T>(items: &[T], known: Vec<Category>, of: impl Fn(&T) -> Option<Category>) -> Vec<(Category, Vec<u32>)> {
    let mut groups: Vec<(Category, Vec<u32>)> = known.into_iter().map(|c| (c, Vec::new())).collect();
    let mut found: BTreeMap<Category, Vec<u32>> = BTreeMap::new();
    let mut unrecorded = Vec::new();
    for (i, item) in (0..).zip(items) {
        match of(item) {
            None => unrecorded.push(i),
            Some(category) => match groups.iter_mut().find(|(c, _)| c.0 == category.0) {
                Some((_, records)) => records.push(i),
                None => found.entry(category).or_default().push(i),
            },
        }
    }
    groups.extend(found);
    if !unrecorded.is_empty() {
        groups.push((category(NOT_RECORDED, "Not recorded"), unrecorded));
    }
    groups
}

/// No categories that there always are.
#[must_use]
pub fn none_known(_period: Period) -> Vec<Category> {
    Vec::new()
}

/// A team or IRO: its key is the one of its name.
pub(super) fn named(words: &str, cohort: &Cohort) -> Category {
    (cohort.keys.get(words).cloned().unwrap_or_else(|| slug(words)), words.to_owned())
}

fn month(day: NaiveDate) -> Category {
    (day.format("%Y-%m").to_string(), day.format("%B %Y").to_string())
}

fn quarter(day: NaiveDate) -> Category {
    // Quarters of the financial year: April to June is the first.
    let quarter = (day.month0() + 9) % 12 / 3;
    let year = if day.month() < 4 { day.year() - 1 } else { day.year() };
    let words = ["April to June", "July to September", "October to December", "January to March"];
    (format!("{year}-q{}", quarter + 1), format!("{} {}", words.get(quarter as usize).unwrap_or(&""), day.year()))
}

/// The categories by time that a period is: dimension and key.
#[must_use]
pub fn spans(period: Period) -> Vec<(&'static str, String)> {
    let last = |days: Months| period.from.checked_add_months(days).and_then(|d| d.pred_opt()) == Some(period.to);
    let of = [(MONTH.key, 1, month as fn(NaiveDate) -> Category, true), (QUARTER.key, 3, quarter, period.from.month0().is_multiple_of(3))];
    let own = of.into_iter().filter(|(_, months, _, begins)| *begins && period.from.day() == 1 && last(Months::new(*months)));
    own.map(|(dimension, _, of, _)| (dimension, of(period.from).0)).collect()
}

fn each_month(period: Period, of: fn(NaiveDate) -> Category) -> Vec<Category> {
    let mut out: Vec<Category> = Vec::new();
    for day in period.from.iter_days().take_while(|d| *d <= period.to).take(3700).filter(|d| d.day() == 1 || *d == period.from) {
        let category = of(day);
        if out.last().is_none_or(|(key, _)| *key != category.0) {
            out.push(category);
        }
    }
    out
}

fn months(period: Period) -> Vec<Category> {
    each_month(period, month)
}

fn quarters(period: Period) -> Vec<Category> {
    each_month(period, quarter)
}

/// Age bands, as the children looked after return has them.
pub const AGE_BANDS: &[(i32, &str, &str)] = &[
    (1, "under_1", "Under 1"),
    (5, "1_to_4", "1 to 4"),
    (10, "5_to_9", "5 to 9"),
    (16, "10_to_15", "10 to 15"),
    (200, "16_plus", "16 and over"),
];

/// The band of an age.
#[must_use]
pub fn age_band(age: i32) -> Option<Category> {
    AGE_BANDS.iter().find(|(below, _, _)| age < *below && age >= 0).map(|(_, key, title)| category(key, title))
}

/// All age bands.
#[must_use]
pub fn age_bands(_period: Period) -> Vec<Category> {
    AGE_BANDS.iter().map(|(_, key, title)| category(key, title)).collect()
}

/// Types of review, in the order of the cycle.
pub const REVIEW_TYPES: &[(&str, &str)] = &[
    ("first", "First"),
    ("second", "Second"),
    ("later", "Later"),
    ("post_placement_order", "After a placement order"),
    ("adoption_first", "First after placement for adoption"),
    ("adoption_second", "Second after placement for adoption"),
    ("adoption_later", "Later after placement for adoption"),
    ("brought_forward", "Brought forward"),
];

/// Reviews by team.
pub const TEAM: Dimension<Review> = Dimension {
    key: "team",
    title: "Team",
    known: none_known,
    of: |r, cohort| r.team.as_deref().map(|t| named(t, cohort)),
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// Reviews by IRO.
pub const IRO: Dimension<Review> = Dimension {
    key: "iro",
    title: "IRO",
    known: none_known,
    of: |r, cohort| r.iro.as_deref().map(|t| named(t, cohort)),
    shown: Shown::Internally,
    rows_are: Rows::Iros,
};
/// Reviews by type.
pub const REVIEW_TYPE: Dimension<Review> = Dimension {
    key: "review_type",
    title: "Type of review",
    known: |_| vec![category("first", "First"), category("second", "Second"), category("later", "Later")],
    of: |r, _| {
        let title = REVIEW_TYPES.iter().find(|(key, _)| *key == r.kind).map_or(r.kind.as_str(), |(_, title)| title);
        Some(category(&r.kind, title))
    },
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// Reviews by age on the day.
pub const AGE: Dimension<Review> = Dimension {
    key: "age",
    title: "Age at the review",
    known: age_bands,
    of: |r, _| if r.unread.contains("children") { None } else { age_band(r.age) },
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// Reviews by month.
pub const MONTH: Dimension<Review> =
    Dimension { key: "month", title: "Month", known: months, of: |r, _| Some(month(r.held)), shown: Shown::ToAll, rows_are: Rows::Listed };
/// Reviews by quarter.
pub const QUARTER: Dimension<Review> = Dimension {
    key: "quarter",
    title: "Quarter",
    known: quarters,
    of: |r, _| Some(quarter(r.held)),
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// The ways reviews are split.
pub const REVIEW_SPLITS: &[&Dimension<Review>] = &[&TEAM, &IRO, &REVIEW_TYPE, &AGE, &MONTH, &QUARTER];

/// Challenges by team.
pub const CHALLENGE_TEAM: Dimension<Challenge> = Dimension {
    key: "team",
    title: "Team",
    known: none_known,
    of: |c, cohort| c.team.as_deref().map(|t| named(t, cohort)),
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// Challenges by IRO.
pub const CHALLENGE_IRO: Dimension<Challenge> = Dimension {
    key: "iro",
    title: "IRO",
    known: none_known,
    of: |c, cohort| c.iro.as_deref().map(|t| named(t, cohort)),
    shown: Shown::Internally,
    rows_are: Rows::Iros,
};
/// Challenges by month.
pub const CHALLENGE_MONTH: Dimension<Challenge> = Dimension {
    key: "month",
    title: "Month",
    known: months,
    of: |c, _| Some(month(c.raised)),
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// Challenges by quarter.
pub const CHALLENGE_QUARTER: Dimension<Challenge> = Dimension {
    key: "quarter",
    title: "Quarter",
    known: quarters,
    of: |c, _| Some(quarter(c.raised)),
    shown: Shown::ToAll,
    rows_are: Rows::Listed,
};
/// The ways challenges are split.
pub const CHALLENGE_SPLITS: &[&Dimension<Challenge>] = &[&CHALLENGE_TEAM, &CHALLENGE_IRO, &CHALLENGE_MONTH, &CHALLENGE_QUARTER];

/// Children by age on the last day.
pub const CHILD_AGE: Dimension<LookedAfter> =
    Dimension { key: "age", title: "Age", known: age_bands, of: |c, _| age_band(c.age), shown: Shown::ToAll, rows_are: Rows::Listed };

/// The middle of a list of days, and the day by which nine in ten are done (the nearest rank); none for an empty list.
#[must_use]
pub fn median_and_p90(mut days: Vec<i64>) -> Option<(f64, i64)> {
    days.sort_unstable();
    let n = days.len();
    let at = |i: usize| days.get(i).copied();
    #[expect(clippy::cast_precision_loss, reason = "days are small numbers")]
    let median = match n % 2 {
        1 => at(n / 2)? as f64,
        _ => (at((n / 2).checked_sub(1)?)? + at(n / 2)?) as f64 / 2.0,
    };
    Some((median, at((n * 9).div_ceil(10).checked_sub(1)?)?))
}
