//! Caseloads: each IRO on a day, per full-time post, against the recommended range; the average month by month.

use chrono::NaiveDate;

use super::{Measure, Setting};
use crate::annual::cohort::Snapshot;
use crate::annual::cross::{column, count_column};
use crate::annual::table::{self, Cell, Role, Row, Rows, Shown, Slice, Sum, Table, Unit, Universe, Value, slug};
use crate::record::{IroCaseload, StaffNames};
use crate::words::{day, list};

pub(super) const MEASURE: Measure = Measure {
    key: "caseloads",
    title: "Caseloads of IROs",
    section: "caseloads",
    numerator: "children looked after and children on a protection plan held by each IRO on the day of the caseload record",
    denominator: "full-time equivalent of the IRO, for the caseload of a full-time post",
    left_out: "days without a caseload record; the newest in the period is shown, else the first after it",
    source: "IRO Handbook (2010): 50 to 70 looked-after children for a full-time IRO",
    tables,
};

/// The caseload record that stands for the period: its newest, else the first after it.
#[must_use]
pub fn shown<'a>(setting: &Setting<'a>) -> Option<&'a Snapshot> {
    let end = setting.cohort.period().to;
    let all = &setting.cohort.snapshots;
    all.iter().rfind(|s| s.date <= end).or_else(|| all.iter().find(|s| s.date > end))
}

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let Some(snapshot) = shown(setting) else { return Vec::new() };
    let mut rows = Vec::new();
    // What is noted of IROs, each note once.
    let mut notes: Vec<(String, Vec<String>)> = Vec::new();
    let by_post = setting.record.staff_names == StaffNames::Posts;
    for (i, iro) in snapshot.iros.iter().enumerate() {
        let title = match &iro.name {
            Some(name) => name.clone(),
            None => format!("IRO {}", i + 1),
        };
        let title = if iro.fte < 1.0 { format!("{title} ({} FTE)", iro.fte) } else { title };
        if let Some(note) = &iro.note {
            let short = title.split(" (").next().unwrap_or_default().to_owned();
            match notes.iter_mut().find(|(words, _)| words == note) {
                Some((_, who)) => who.push(short),
                None => notes.push((note.clone(), vec![short])),
            }
        }
        let held = Held { day: snapshot.date, who: Some(i), fte: iro.fte, looked_after: iro.looked_after, protection: iro.protection };
        rows.push(Row {
            key: iro.name.as_deref().map_or_else(|| format!("iro_{}", i + 1), slug),
            title,
            role: Role::Part,
            cells: held.by_post(),
        });
    }
    rows.push(Row { key: "total".to_owned(), title: "All".to_owned(), role: Role::Total, cells: Held::of(snapshot).by_post() });
    let mut tables = vec![Table {
        title: format!("Caseloads on {}", day(snapshot.date)),
        stub: "IRO".to_owned(),
        columns: vec![
            column("fte", "FTE", Unit::Number),
            count_column("protection", "Plans"),
            count_column("looked_after", "Looked after"),
            count_column("total", "Both"),
            column("per_fte", "Looked after per FTE", Unit::Number),
            column("total_per_fte", "Both per FTE", Unit::Number),
        ],
        rows,
        base: "Children held by each IRO on that day. Plans: children on a protection plan. FTE: full-time equivalent.".to_owned(),
        sums: vec![Sum { total: "total".to_owned(), parts: vec!["protection".to_owned(), "looked_after".to_owned()] }],
        adds_down: true,
        shown: if by_post && snapshot.iros.iter().any(|i| i.name.is_some()) { Shown::Internally } else { Shown::ToAll },
        rows_are: Rows::Iros,
        ..Table::new(table::all("caseloads"))
    }];
    if !notes.is_empty() {
        let row = |(words, who): &(String, Vec<String>)| Row {
            key: slug(words),
            title: words.clone(),
            role: Role::Part,
            cells: vec![Cell::text(list(who))],
        };
        tables.push(Table {
            title: "Notes on caseloads".to_owned(),
            stub: "Note".to_owned(),
            columns: vec![column("who", "IROs", Unit::Text)],
            rows: notes.iter().map(row).collect(),
            base: String::new(),
            // It tells single members of staff apart.
            shown: Shown::Internally,
            ..Table::new(table::all("caseload_notes"))
        });
    }
    // Without names at all, the table of single posts is fit for everybody; with names it is not, but its sums are.
    tables.push(summary(snapshot));
    tables.extend(short_breaks(snapshot));
    let period = setting.cohort.period();
    let months: Vec<&Snapshot> = setting.cohort.snapshots.iter().filter(|s| s.date >= period.from && s.date <= period.to).collect();
    if months.len() > 1 {
        tables.push(by_month(&months));
    }
    tables
}

/// Counts of children held, supplied for a day.
const CASELOADS: Universe = Universe::figures("caseloads");

/// What one IRO, or all of them, hold on a day.
struct Held {
    day: NaiveDate,
    /// Which of the IROs; none for all of them.
    who: Option<usize>,
    fte: f64,
    looked_after: Option<u32>,
    protection: Option<u32>,
}

impl Held {
    /// All of a day.
    fn of(snapshot: &Snapshot) -> Self {
        let sum = |of: fn(&IroCaseload) -> Option<u32>| Some(snapshot.iros.iter().filter_map(of).sum());
        Self {
            day: snapshot.date,
            who: None,
            fte: snapshot.iros.iter().map(|i| i.fte).sum(),
            looked_after: sum(|i| i.looked_after),
            protection: sum(|i| i.protection),
        }
    }

    fn slice(&self, what: &str) -> Slice {
        let slice = Slice::all(CASELOADS).with("day", &self.day.to_string()).with("held", what);
        self.who.map_or(slice.clone(), |i| slice.with("iro", &i.to_string()))
    }

    fn looked_after(&self) -> Cell {
        counted(self.looked_after, self.slice("looked_after"))
    }

    fn protection(&self) -> Cell {
        counted(self.protection, self.slice("protection"))
    }

    /// Both together: where one is not supplied, it is the other.
    fn both(&self) -> Cell {
        match (self.looked_after, self.protection) {
            (Some(_), None) => self.looked_after(),
            (None, Some(_)) => self.protection(),
            (la, cp) => counted(Some(la.unwrap_or(0) + cp.unwrap_or(0)), self.slice("both")),
        }
    }

    fn by_post(&self) -> Vec<Cell> {
        let (la, both) = (self.looked_after(), self.both());
        let (per_fte, total_per_fte) = (self.per_fte(&la), self.both_per_fte());
        vec![Cell::plain(Value::Number(self.fte, 1)), self.protection(), la, both, per_fte, total_per_fte]
    }

    /// The whole and one part tell the other.
    fn both_per_fte(&self) -> Cell {
        let mut cell = self.per_fte(&self.both());
        cell.from.extend([self.looked_after(), self.protection()].into_iter().filter_map(|c| c.slice));
        cell
    }

    /// A count for each full-time post. How many posts there are is known, so it tells the count.
    fn per_fte(&self, of: &Cell) -> Cell {
        let Value::Count(children) = of.value else { return Cell::plain(Value::Nothing) };
        #[expect(clippy::cast_precision_loss, reason = "caseloads are small numbers")]
        let value = if self.fte > 0.0 { Value::Number(children as f64 / self.fte, 1) } else { Value::Nothing };
        Cell { from: of.slice.iter().cloned().collect(), ..Cell::plain(value) }
    }
}

fn counted(n: Option<u32>, slice: Slice) -> Cell {
    let Some(n) = n else { return Cell::plain(Value::Nothing) };
    Cell { slice: Some(slice), ..Cell::plain(Value::Count(u64::from(n))) }
}

/// How many of those held are in short breaks, where anybody is.
fn short_breaks(snapshot: &Snapshot) -> Option<Table> {
    let held = Held::of(snapshot);
    let n: u32 = snapshot.iros.iter().filter_map(|i| i.short_breaks).sum();
    let cells = vec![counted(Some(n), held.slice("looked_after").with("short_breaks", "yes")), held.looked_after()];
    (n > 0).then(|| Table {
        title: format!("Children in short breaks on {}", day(snapshot.date)),
        columns: vec![count_column("count", "In short breaks"), count_column("looked_after", "Looked after")],
        rows: vec![Row { key: "all".to_owned(), title: "All IROs".to_owned(), role: Role::Beside, cells }],
        base: "Children looked after held by all IROs on that day, and how many of them are in short breaks.".to_owned(),
        ..Table::new(table::beside("caseloads", "short_breaks"))
    })
}

fn summary(snapshot: &Snapshot) -> Table {
    let mut table = by_month(&[snapshot]).renamed(table::all("caseload_summary"));
    table.title = format!("Caseloads of the service on {}", day(snapshot.date));
    for row in &mut table.rows {
        row.key = "all".to_owned();
    }
    table
}

fn by_month(months: &[&Snapshot]) -> Table {
    let row = |s: &&Snapshot| {
        let held = Held::of(s);
        let la = held.looked_after();
        let (per_fte, total_per_fte) = (held.per_fte(&la), held.both_per_fte());
        Row {
            key: s.date.format("%Y-%m-%d").to_string(),
            title: day(s.date),
            role: Role::Beside,
            cells: vec![Cell::plain(Value::Number(held.fte, 1)), la, held.protection(), per_fte, total_per_fte],
        }
    };
    Table {
        title: "Caseloads through the year".to_owned(),
        stub: "Day".to_owned(),
        columns: vec![
            column("fte", "FTE", Unit::Number),
            count_column("looked_after", "Looked after"),
            count_column("protection", "Plans"),
            column("per_fte", "Looked after per FTE", Unit::Number),
            column("total_per_fte", "Both per FTE", Unit::Number),
        ],
        rows: months.iter().map(row).collect(),
        base: "Children held by all IROs on each day, divided by their full-time equivalent.".to_owned(),
        ..Table::new(table::by("caseloads", "month"))
    }
}
