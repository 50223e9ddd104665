//! Caseloads: each IRO on a day, per full-time post, against the recommended range; the average month by month.

use super::{Measure, Setting};
use crate::annual::cohort::Snapshot;
use crate::annual::cross::{column, count_column};
use crate::annual::table::{self, Cell, Role, Row, Rows, Shown, Sum, Table, Unit, Value, slug};
use crate::record::StaffNames;
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
    let mut sums = (0.0, 0u64, 0u64, 0u64);
    let count = |n: Option<u32>| n.map_or(Cell::plain(Value::Nothing), |n| Cell::plain(Value::Count(u64::from(n))));
    let by_post = setting.record.staff_names == StaffNames::Posts;
    for (i, iro) in snapshot.iros.iter().enumerate() {
        let (la, cp) = (u64::from(iro.looked_after.unwrap_or(0)), u64::from(iro.protection.unwrap_or(0)));
        sums.0 += iro.fte;
        sums.1 += cp;
        sums.2 += u64::from(iro.short_breaks.unwrap_or(0));
        sums.3 += la;
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
        rows.push(Row {
            key: iro.name.as_deref().map_or_else(|| format!("iro_{}", i + 1), slug),
            title,
            role: Role::Part,
            cells: vec![
                Cell::plain(Value::Number(iro.fte, 1)),
                count(iro.protection),
                count(iro.looked_after),
                Cell::plain(Value::Count(la + cp)),
                iro.looked_after.map_or(Cell::plain(Value::Nothing), |_| per_fte(la, iro.fte)),
                per_fte(la + cp, iro.fte),
            ],
        });
    }
    rows.push(Row {
        key: "total".to_owned(),
        title: "All".to_owned(),
        role: Role::Total,
        cells: vec![
            Cell::plain(Value::Number(sums.0, 1)),
            Cell::plain(Value::Count(sums.1)),
            Cell::plain(Value::Count(sums.3)),
            Cell::plain(Value::Count(sums.1 + sums.3)),
            per_fte(sums.3, sums.0),
            per_fte(sums.1 + sums.3, sums.0),
        ],
    });
    let breaks = if sums.2 > 0 { format!(" Of the children looked after, {} are in short breaks.", sums.2) } else { String::new() };
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
        base: format!("Children held by each IRO on that day. Plans: children on a protection plan. FTE: full-time equivalent.{breaks}"),
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
    let period = setting.cohort.period();
    let months: Vec<&Snapshot> = setting.cohort.snapshots.iter().filter(|s| s.date >= period.from && s.date <= period.to).collect();
    if months.len() > 1 {
        tables.push(by_month(&months));
    }
    tables
}

fn totals(snapshot: &Snapshot) -> (f64, u64, u64) {
    let fte = snapshot.iros.iter().map(|i| i.fte).sum();
    let la = snapshot.iros.iter().filter_map(|i| i.looked_after).map(u64::from).sum();
    let cp = snapshot.iros.iter().filter_map(|i| i.protection).map(u64::from).sum();
    (fte, la, cp)
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
        let (fte, la, cp) = totals(s);
        Row {
            key: s.date.format("%Y-%m-%d").to_string(),
            title: day(s.date),
            role: Role::Beside,
            cells: vec![
                Cell::plain(Value::Number(fte, 1)),
                Cell::plain(Value::Count(la)),
                Cell::plain(Value::Count(cp)),
                per_fte(la, fte),
                per_fte(la + cp, fte),
            ],
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

fn per_fte(children: u64, fte: f64) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "caseloads are small numbers")]
    let value = if fte > 0.0 { Value::Number(children as f64 / fte, 1) } else { Value::Nothing };
    Cell::plain(value)
}
