//! Charts: numbers of a table as bars or columns. Each is drawn twice from this, in Typst and as SVG; the table stands beside it.

use serde::{Deserialize, Serialize};

use super::table::{Role, Row, Table, Value};

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Bars whose pieces are shares of the whole.
    Shares,
    /// Bars whose pieces stand end to end.
    Stacked,
    /// Columns by year, with a line for the nation and one for the target.
    Years,
}

/// A chart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chart {
    /// How it is drawn.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it shows, for whoever cannot see it: every number.
    pub alt: String,
    /// What each piece of a bar is.
    pub series: Vec<Series>,
    /// Bars or columns.
    pub bars: Vec<Bar>,
    /// A range to be in, with its words.
    pub band: Option<(f64, f64, String)>,
    /// A line to reach, with its words.
    pub target: Option<(f64, String)>,
    /// Where the scale ends.
    pub max: f64,
    /// Where the scale begins: above nought only for years, and said.
    pub min: f64,
    /// What the numbers are: `%`, ` days`, or nothing.
    pub unit: String,
    /// What a reader has to know of it.
    pub note: String,
}

/// A piece of every bar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Series {
    /// Its words.
    pub title: String,
    /// How it looks: `red`, `amber`, `green`, `one`, `two`, `three`. Each has a pattern of its own besides its colour.
    pub look: String,
}

/// A bar or column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bar {
    /// Its words.
    pub label: String,
    /// Its pieces; none where a number is not shown.
    pub values: Vec<Option<f64>>,
    /// The numbers as printed.
    pub shown: Vec<String>,
    /// The number of the whole as printed, at the end of the bar.
    pub total: String,
    /// Of the whole what no piece shows, where that can be told.
    pub rest: f64,
    /// Whether a number is not shown because it is small.
    pub hidden: bool,
}

/// What a chart is made of: a table, the columns that are its pieces, and how.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Columns with the look of each.
    pub columns: &'static [(&'static str, &'static str)],
    /// How it is drawn.
    pub kind: Kind,
    /// The most bars.
    pub most: usize,
    /// Whether the row of the total is a bar too.
    pub total: bool,
}

/// The chart of a table; none where the table has nothing to draw.
#[must_use]
pub fn chart(table: &Table, plan: &Plan) -> Option<Chart> {
    let columns: Vec<usize> = plan.columns.iter().map(|(key, _)| table.column(key)).collect::<Option<_>>()?;
    let series: Vec<Series> = columns
        .iter()
        .zip(plan.columns)
        .filter_map(|(i, (_, look))| Some(Series { title: table.columns.get(*i)?.title.clone(), look: (*look).to_owned() }))
        .collect();
    let total_column = table.column("total");
    let rows = table.rows.iter().filter(|r| {
        r.role == Role::Part || r.role == Role::Beside && r.key != "last_year" && r.key != "total" || plan.total && r.role == Role::Total
    });
    let mut bars: Vec<Bar> = rows.take(plan.most).map(|row| bar(row, &columns, total_column)).collect();
    if plan.kind == Kind::Stacked && plan.columns.len() > 1 || plan.kind == Kind::Shares {
        bars.retain(|b| b.values.iter().any(|v| v.is_none_or(|v| v > 0.0)));
    }
    if bars.is_empty() || bars.iter().all(|b| b.values.iter().all(|v| v.is_none_or(|v| v == 0.0))) {
        return None;
    }
    let longest = bars.iter().map(|b| b.values.iter().flatten().sum::<f64>() + b.rest).fold(0.0, f64::max);
    let is_percent = table.columns.get(*columns.first()?).is_some_and(|c| c.unit == super::table::Unit::Percent);
    let alt = alt(table, &series, &bars, is_percent);
    Some(Chart {
        kind: plan.kind,
        title: table.title.clone(),
        alt,
        series,
        bars,
        band: None,
        target: None,
        max: if plan.kind == Kind::Shares || is_percent { 100.0 } else { longest },
        min: 0.0,
        note: match plan.kind {
            Kind::Shares => "Every bar is 100%; the number at its end is all of the row.".to_owned(),
            _ => String::new(),
        },
        unit: match (is_percent, table.columns.get(*columns.first()?)?.unit) {
            (true, _) => "%".to_owned(),
            (_, super::table::Unit::Days) => " days".to_owned(),
            _ => String::new(),
        },
    })
}

fn bar(row: &Row, columns: &[usize], total_column: Option<usize>) -> Bar {
    let cells: Vec<&Value> = columns.iter().filter_map(|i| row.cells.get(*i)).map(|c| &c.value).collect();
    let values: Vec<Option<f64>> =
        cells.iter().map(|v| if **v == Value::Hidden { None } else { Some(v.number().unwrap_or(0.0)) }).collect();
    let total = total_column.and_then(|i| row.cells.get(i)).map(|c| &c.value);
    let mut values = values;
    // Of a row whose total is not shown no share can be drawn.
    if total == Some(&Value::Hidden) && columns.len() > 1 {
        values.fill(None);
    }
    let known: f64 = values.iter().flatten().sum();
    let hidden = values.iter().any(Option::is_none);
    let rest = match total.and_then(Value::number) {
        Some(t) if hidden => (t - known).max(0.0),
        None if hidden && columns.len() > 1 => 1.0,
        _ => 0.0,
    };
    Bar {
        label: row.title.clone(),
        shown: cells.iter().map(|v| v.shown()).collect(),
        total: if columns.len() > 1 { total.map(Value::shown).unwrap_or_default() } else { String::new() },
        values,
        rest,
        hidden,
    }
}

fn alt(table: &Table, series: &[Series], bars: &[Bar], is_percent: bool) -> String {
    let unit = if is_percent { "%" } else { "" };
    let one = |b: &Bar| {
        let numbers: Vec<String> = match series {
            [_] => b.shown.iter().map(|n| format!("{n}{unit}")).collect(),
            _ => b.shown.iter().zip(series).map(|(n, s)| format!("{n}{unit} {}", s.title.to_lowercase())).collect(),
        };
        format!("{}: {}", b.label, numbers.join(", "))
    };
    let hidden = if bars.iter().any(|b| b.hidden) { " [c]: a small number, not shown." } else { "" };
    let bars: Vec<String> = bars.iter().map(one).collect();
    format!("Chart. {}. {}.{hidden}", table.title, bars.join("; "))
}

/// A year of a chart by years: ours and the nation's.
pub type YearValue = (String, Option<f64>, Option<f64>);

/// Columns by year, with the nation beside them and a target.
#[must_use]
pub fn years(title: &str, years: &[YearValue], target: Option<f64>) -> Option<Chart> {
    let known: Vec<f64> = years.iter().flat_map(|(_, own, nation)| [*own, *nation]).flatten().chain(target).collect();
    let lowest = known.iter().copied().fold(f64::INFINITY, f64::min);
    if years.iter().filter(|(_, own, _)| own.is_some()).count() < 2 {
        return None;
    }
    let has_nation = years.iter().any(|(_, _, n)| n.is_some());
    let shown = |v: Option<f64>| v.map_or_else(|| "–".to_owned(), |v| format!("{v:.1}"));
    let mut series = vec![Series { title: "This service".to_owned(), look: "one".to_owned() }];
    if has_nation {
        series.push(Series { title: "England".to_owned(), look: "two".to_owned() });
    }
    let bars: Vec<Bar> = years
        .iter()
        .map(|(label, own, nation)| {
            let values = if has_nation { vec![*own, *nation] } else { vec![*own] };
            Bar {
                label: label.clone(),
                shown: values.iter().map(|v| shown(*v)).collect(),
                values,
                total: String::new(),
                rest: 0.0,
                hidden: false,
            }
        })
        .collect();
    let said = |b: &Bar| {
        let own = format!("{}: {}%", b.label, b.shown.first().map_or("", String::as_str));
        match b.values.get(1).copied().flatten() {
            Some(n) => format!("{own}, England {n:.1}%"),
            None => own,
        }
    };
    let said: Vec<String> = bars.iter().map(said).collect();
    let line = target.map(|t| format!(" The target is {}%.", super::prose::trim(t))).unwrap_or_default();
    // The scale begins at a multiple of ten below the lowest: differences of a point or two would not be seen from nought.
    let min = ((lowest - 5.0) / 10.0).floor().max(0.0) * 10.0;
    Some(Chart {
        kind: Kind::Years,
        title: title.to_owned(),
        alt: format!("Chart. {title}. {}.{line}", said.join("; ")),
        series,
        bars,
        band: None,
        target: target.map(|t| (t, format!("Target {}%", super::prose::trim(t)))),
        max: 100.0,
        note: format!("The scale begins at {min:.0}%, so differences look larger than they are."),
        min,
        unit: "%".to_owned(),
    })
}
