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
    /// Columns by year, those of the nation beside them, with a line for the target.
    Years,
    /// A line over the years, one of the nation and one for the target.
    Line,
}

/// A chart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chart {
    /// How it is drawn.
    pub kind: Kind,
    /// What it says, in a sentence that its numbers bear out; none where they say nothing in particular.
    pub message: Option<String>,
    /// Its title: what is counted.
    pub title: String,
    /// The figures it is drawn from, by the beginning of their names.
    pub data: String,
    /// What it shows, for whoever cannot see it: its message, and every number.
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
    /// Where the scale begins: at nought.
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
pub struct Plan<'a> {
    /// Columns with the look of each.
    pub columns: &'a [(&'a str, &'a str)],
    /// How it is drawn.
    pub kind: Kind,
    /// The most bars.
    pub most: usize,
    /// Whether the row of the total is a bar too.
    pub total: bool,
}

/// The chart of a table that a report asks for by name, as bars or as shares of the whole; none where the table has nothing to draw.
#[must_use]
pub fn asked_for(table: &Table, form: &str) -> Option<Chart> {
    let looks = ["one", "two", "three"];
    // The parts of the total, if they are few enough to be told apart; else one number a row.
    let parts: Vec<(&str, &str)> = match table.sums.first() {
        Some(sum) if sum.parts.len() <= looks.len() => {
            // A rating has its own colour wherever it is drawn.
            let look = |(part, other)| (part, if ["red", "amber", "green"].contains(&part) { part } else { other });
            sum.parts.iter().map(String::as_str).zip(looks).map(look).collect()
        }
        Some(sum) => vec![(sum.total.as_str(), "one")],
        None => {
            let first = table.columns.iter().find(|c| !matches!(c.unit, super::table::Unit::Text | super::table::Unit::Percent));
            first.map(|c| vec![(c.key.as_str(), "one")]).unwrap_or_default()
        }
    };
    let kind = if form == "shares" && parts.len() > 1 { Kind::Shares } else { Kind::Stacked };
    let rows = table.rows.iter().any(|r| r.role == Role::Part);
    (!parts.is_empty()).then(|| chart(table, &Plan { columns: &parts, kind, most: 24, total: !rows })).flatten()
}

/// The chart of a table; none where the table has nothing to draw.
#[must_use]
pub fn chart(table: &Table, plan: &Plan<'_>) -> Option<Chart> {
    let columns: Vec<usize> = plan.columns.iter().map(|(key, _)| table.column(key)).collect::<Option<_>>()?;
    let series: Vec<Series> = columns
        .iter()
        .zip(plan.columns)
        .filter_map(|(i, (_, look))| Some(Series { title: table.columns.get(*i)?.title.clone(), look: (*look).to_owned() }))
        .collect();
    let total_column = table.column("total");
    let rows = table.rows.iter().filter(|r| {
        r.role == Role::Part
            || r.role == Role::Beside && !["last_year", "england", "neighbours", "total"].contains(&r.key.as_str())
            || plan.total && r.role == Role::Total
    });
    let rows: Vec<&Row> = rows.collect();
    let left_out = rows.len().saturating_sub(plan.most);
    let mut bars: Vec<Bar> = rows.into_iter().take(plan.most).map(|row| bar(row, &columns, total_column)).collect();
    if plan.kind == Kind::Stacked && plan.columns.len() > 1 || plan.kind == Kind::Shares {
        bars.retain(|b| b.values.iter().any(|v| v.is_none_or(|v| v > 0.0)));
    }
    if bars.is_empty() || bars.iter().all(|b| b.values.iter().all(|v| v.is_none_or(|v| v == 0.0))) {
        return None;
    }
    let longest = bars.iter().map(|b| b.values.iter().flatten().sum::<f64>() + b.rest).fold(0.0, f64::max);
    let is_percent = table.columns.get(*columns.first()?).is_some_and(|c| c.unit == super::table::Unit::Percent);
    let message = message(plan.kind, &series, &bars, is_percent);
    let alt = alt(table, message.as_deref(), &series, &bars, is_percent);
    let mut note = match plan.kind {
        Kind::Shares => "Every bar is 100%; the number at its end is all of the row.".to_owned(),
        _ => String::new(),
    };
    if left_out > 0 {
        let more = if left_out == 1 { "one more row".to_owned() } else { format!("{left_out} more rows") };
        note = format!("{note} The chart shows a part of the table: {more} stand there.").trim().to_owned();
    }
    Some(Chart {
        kind: plan.kind,
        message,
        title: table.title.clone(),
        data: table.key(),
        alt,
        series,
        bars,
        band: None,
        target: None,
        max: if plan.kind == Kind::Shares || is_percent { 100.0 } else { longest },
        min: 0.0,
        note,
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

/// What a chart says: of shares the lowest and the highest, of other bars the longest. Nothing where one bar stands alone, a number is not
/// shown, or two are alike.
fn message(kind: Kind, series: &[Series], bars: &[Bar], is_percent: bool) -> Option<String> {
    if bars.len() < 2 || bars.iter().any(|b| b.hidden || b.rest > 0.0) {
        return None;
    }
    // Of pieces the good one is spoken of: green, or the one in full colour.
    let good = series.iter().position(|s| s.look == "green").or_else(|| series.iter().position(|s| s.look == "one")).unwrap_or(0);
    let measure = |b: &Bar| -> f64 {
        let sum: f64 = b.values.iter().flatten().sum();
        match kind {
            Kind::Shares if sum > 0.0 => b.values.get(good).copied().flatten().unwrap_or(0.0) / sum * 100.0,
            Kind::Shares => 0.0,
            _ => sum,
        }
    };
    let highest = bars.iter().max_by(|a, b| measure(a).total_cmp(&measure(b)))?;
    let lowest = bars.iter().min_by(|a, b| measure(a).total_cmp(&measure(b)))?;
    let alone = |of: &Bar| bars.iter().filter(|b| (measure(b) - measure(of)).abs() < 0.05).count() == 1;
    if !alone(highest) {
        return None;
    }
    let printed = |b: &Bar| match (kind, is_percent) {
        (Kind::Shares, _) => format!("{:.0}%", measure(b)),
        (_, true) => format!("{:.1}%", measure(b)),
        _ => trimmed(measure(b)),
    };
    Some(match kind {
        Kind::Shares => {
            let what = series.get(good)?.title.to_lowercase();
            match alone(lowest) {
                true => format!("Most {what}: {} ({}); fewest: {} ({})", highest.label, printed(highest), lowest.label, printed(lowest)),
                false => format!("Most {what}: {} ({})", highest.label, printed(highest)),
            }
        }
        _ if is_percent => match alone(lowest) {
            true => format!("From {} ({}) to {} ({})", printed(lowest), lowest.label, printed(highest), highest.label),
            false => format!("Highest: {} ({})", highest.label, printed(highest)),
        },
        // That one bar of counts is the longest is seen, and says little.
        _ => return None,
    })
}

fn trimmed(n: f64) -> String {
    super::prose::trim(n)
}

fn alt(table: &Table, message: Option<&str>, series: &[Series], bars: &[Bar], is_percent: bool) -> String {
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
    let message = message.map_or_else(String::new, |words| format!("{words}. "));
    format!("Chart. {message}{}. {}.{hidden}", table.title, bars.join("; "))
}

/// A year of a chart by years: ours and the nation's.
pub type YearValue = (String, Option<f64>, Option<f64>);

/// Columns or a line by year, with the nation beside them and a target.
#[must_use]
pub fn years(kind: Kind, title: &str, data: &str, years: &[YearValue], target: Option<f64>) -> Option<Chart> {
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
    // A line tells of changes, which would not be seen on a scale from nought; a column stands on its foot.
    let lowest = bars.iter().flat_map(|b| &b.values).flatten().chain(target.iter()).copied().fold(100.0, f64::min);
    let min = if kind == Kind::Line { ((lowest - 5.0) / 10.0).floor().max(0.0) * 10.0 } else { 0.0 };
    let line = target.map(|t| format!(" The target is {}%.", super::prose::trim(t))).unwrap_or_default();
    let message = over_years(years);
    let lead = message.as_ref().map_or_else(String::new, |words| format!("{words}. "));
    Some(Chart {
        kind,
        message,
        title: title.to_owned(),
        data: data.to_owned(),
        alt: format!("Chart. {lead}{title}. {}.{line}", said.join("; ")),
        series,
        bars,
        band: None,
        target: target.map(|t| (t, format!("Target {}%", super::prose::trim(t)))),
        max: 100.0,
        note: if min > 0.0 { format!("The scale begins at {}%.", super::prose::trim(min)) } else { String::new() },
        min,
        unit: "%".to_owned(),
    })
}

/// What happened from the first year to the last, and how the last stands to England where that is known.
fn over_years(years: &[YearValue]) -> Option<String> {
    let mut own = years.iter().filter_map(|(label, own, _)| Some((label, (*own)?)));
    let (first, then) = own.next()?;
    let (last, now) = own.next_back()?;
    let moved = ((now - then) * 10.0).round() / 10.0;
    let how = if moved > 0.0 {
        "Up"
    } else if moved < 0.0 {
        "Down"
    } else {
        return Some(format!("{now:.1}% in {first} as in {last}"));
    };
    // `The year before` is no name of a year.
    let when = |label: &str| if label.starts_with("The ") { label.to_lowercase() } else { format!("in {label}") };
    // England of another year is no measure of this one.
    let nation = years.last().and_then(|(label, own, nation)| Some((label, (*own)?, (*nation)?)));
    let beside = nation.map_or_else(String::new, |(_, own, nation)| {
        let stands = if own > nation {
            "above"
        } else if own < nation {
            "below"
        } else {
            "as in"
        };
        format!("; {stands} England")
    });
    Some(format!("{how} from {then:.1}% {} to {now:.1}% {}{beside}", when(first), when(last)))
}
