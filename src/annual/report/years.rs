//! A figure year by year: the charts, and the tables behind them.

use chrono::Datelike as _;

use super::{Chart, Making, Version, blocks::year_label, chart, last_year};
use crate::annual::cross::percent_column;
use crate::annual::measures;
use crate::annual::table::{self, Cell, Column, Role, Row, Table, Value, slug};
use crate::annual::year::Recounted;

impl Making<'_> {
    /// A measure's percentage year by year: years whose records are there are counted, what was typed in stands before that. What a report
    /// did not publish of its year, no later one does.
    fn by_year(&self, measure: &str, tables: &[Table], version: Version) -> Option<Vec<chart::YearValue>> {
        let history = self.record.history.get(measure);
        let name = format!("{measure}.percent");
        let own = tables.iter().flat_map(Table::named).find(|(n, _)| *n == name).and_then(|(_, c)| c.value.number())?;
        let mut years: Vec<chart::YearValue> = history.into_iter().flatten().map(|h| (h.year.clone(), h.value, h.national)).collect();
        let published = (version == Version::Published).then(|| self.year.published_years(self.record));
        let beside = format!("{measure}.last_year.percent");
        let mut after: Option<&Recounted> = None;
        for earlier in self.year.recounted.iter().chain(&self.year.before) {
            let label = year_label(earlier.period);
            // It stands in its own report, and beside the figure of the year after.
            let told = published.is_none_or(|years| {
                let of = |year: &Recounted| years.iter().find(|y| y.period == year.period);
                match (after, of(earlier)) {
                    (None, _) => last_year(tables, &name).is_some(),
                    (Some(_), Some(own)) => own.shows(&name),
                    (Some(after), None) => of(after).is_some_and(|y| y.shows(&beside)),
                }
            });
            after = Some(earlier);
            let counted = earlier.figures.get(&name).copied().filter(|_| told);
            match years.iter_mut().find(|(year, _, _)| is_same(year, &label)) {
                Some(row) => row.1 = row.1.or(counted),
                None if counted.is_some() => years.push((label, counted, None)),
                None => {}
            }
        }
        years.sort_by(|a, b| (years_of(&a.0), &a.0).cmp(&(years_of(&b.0), &b.0)));
        let label = year_label(self.record.period);
        match years.iter_mut().find(|(year, _, _)| is_same(year, &label)) {
            Some(this) => this.1 = Some(own),
            None => {
                if years.is_empty()
                    && let Some(last) = last_year(tables, &name)
                {
                    years.push(("The year before".to_owned(), Some(last), None));
                }
                years.push((label, Some(own), None));
            }
        }
        Some(years)
    }

    /// Whether a measure's figure is shown year by year: always of the two that every report has, of others where the record asks for it.
    pub(super) fn is_by_year(&self, measure: &str) -> bool {
        let asked = self.record.charts.get(&format!("{measure}.years")).is_some_and(|form| form != "none");
        ALWAYS.contains(&measure) || self.record.history.contains_key(measure) || asked
    }

    pub(super) fn years(&self, measure: &str, title: &str, tables: &[Table], version: Version) -> Option<Chart> {
        let years = self.by_year(measure, tables, version)?;
        let form = self.record.charts.get(&format!("{measure}.years")).map(String::as_str);
        let kind = if form == Some("line") { chart::Kind::Line } else { chart::Kind::Years };
        chart::years(kind, title, &format!("{measure}.years"), &years, self.year.targets.get(measure).copied())
    }

    /// The figures of the charts by year, as a table each.
    pub(super) fn years_tables(&self, tables: &[Table], version: Version) -> Vec<Table> {
        let table = |measure: &'static str| {
            let years = self.by_year(measure, tables, version).filter(|years| years.len() > 1)?;
            let percent = |n: Option<f64>| Cell::plain(n.map_or(Value::Nothing, Value::Plain));
            let has_nation = years.iter().any(|(_, _, nation)| nation.is_some());
            let row = |(year, own, nation): chart::YearValue| Row {
                key: slug(&year),
                title: year,
                role: Role::Beside,
                cells: std::iter::once(percent(own)).chain(has_nation.then(|| percent(nation))).collect(),
            };
            let nation = has_nation.then(|| Column { title: "England %".to_owned(), ..percent_column("national") });
            Some(Table {
                title: years_title(measure),
                stub: "Year".to_owned(),
                columns: std::iter::once(percent_column("percent")).chain(nation).collect(),
                rows: years.into_iter().map(row).collect(),
                base: "Percentages of each year, as its own figures have them.".to_owned(),
                ..Table::new(table::beside(measure, "years"))
            })
        };
        measures::MEASURES.iter().map(|m| m.key).filter(|measure| self.is_by_year(measure)).filter_map(table).collect()
    }
}

/// The years that a year as printed goes over: `2010/11`, `2010-11`, `2010 to 2011`, `2010`; none for other words.
#[must_use]
pub fn years_of(printed: &str) -> Option<(i32, i32)> {
    let numbers: Vec<i32> = printed.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    match numbers.as_slice() {
        [one] if *one > 999 => Some((*one, *one)),
        [first, second] if *first > 999 => {
            let second = if *second < 100 { first - first.rem_euclid(100) + second } else { *second };
            // 1999/00 ends in another century.
            Some((*first, if second < *first { second + 100 } else { second }))
        }
        _ => None,
    }
}

/// Whether a year as printed is the one that ends on a day.
#[must_use]
pub fn is_year_to(printed: &str, last: chrono::NaiveDate) -> bool {
    let began = if last.month() == 12 { last.year() } else { last.year() - 1 };
    years_of(printed) == Some((began, last.year()))
}

/// Whether two years as printed are the same one.
fn is_same(one: &str, other: &str) -> bool {
    one == other || years_of(one).is_some_and(|years| years_of(other) == Some(years))
}

/// Measures that every report shows year by year, where earlier years are known.
pub(super) const ALWAYS: [&str; 2] = ["timeliness", "participation"];

/// The title of a chart by year.
pub(super) fn years_title(measure: &str) -> String {
    format!("{}, by year", measures::find(measure).map_or(measure, |m| m.title))
}
