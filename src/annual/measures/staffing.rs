//! Posts and people of the service, and how the team reflects the children. What is supplied by the manager.

use super::{Measure, Setting};
use crate::annual::cross::{column, count_column, percent_column};
use crate::annual::table::{self, Cell, Role, Row, Slice, Table, Unit, Value, slug};
use crate::record::codes;
use crate::words::capital;

pub(super) const MEASURE: Measure = Measure {
    key: "staffing",
    title: "Posts and people of the service",
    section: "service",
    numerator: "funded posts (full-time equivalent), people full time and part time; IROs who left; ethnicity of the team beside that of the children; sex of the team",
    denominator: "people in post; children looked after on the last day",
    left_out: "what the manager does not supply",
    source: "IRO Handbook (2010) para 7.11: make-up of the team and continuity of employment",
    tables,
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let staffing = &setting.record.staffing;
    let mut tables = Vec::new();
    let number = |n: u32| Cell::plain(Value::Count(u64::from(n)));
    if !staffing.years.is_empty() {
        let kinds = staffing.years.iter().any(|p| p.permanent.is_some() || p.agency.is_some());
        let or_nothing = |n: Option<u32>| n.map_or(Cell::plain(Value::Nothing), number);
        let row = |p: &crate::record::Posts| {
            let mut cells = vec![Cell::plain(Value::Number(p.fte, 1)), number(p.full_time), number(p.part_time), number(p.people)];
            if kinds {
                cells.extend([or_nothing(p.permanent), or_nothing(p.agency)]);
            }
            Row { key: slug(&p.year), title: p.year.clone(), role: Role::Beside, cells }
        };
        let mut columns = vec![
            column("fte", "Posts (FTE)", Unit::Number),
            count_column("full_time", "Full time"),
            count_column("part_time", "Part time"),
            count_column("people", "People"),
        ];
        if kinds {
            columns.extend([count_column("permanent", "Permanent"), count_column("agency", "Agency")]);
        }
        tables.push(Table {
            title: "Posts and people".to_owned(),
            stub: "Year".to_owned(),
            columns,
            rows: staffing.years.iter().map(row).collect(),
            base: "Funded posts and IROs in post, as the service supplied them. FTE: full-time equivalent.".to_owned(),
            sums: vec![crate::annual::table::Sum {
                total: "people".to_owned(),
                parts: vec!["full_time".to_owned(), "part_time".to_owned()],
            }],
            ..Table::new(table::all("staffing"))
        });
    }
    if staffing.left.is_some() || staffing.joined.is_some() {
        let people = staffing.years.last().map_or(0, |p| u64::from(p.people));
        let left = u64::from(staffing.left.unwrap_or(0));
        tables.push(Table {
            title: "IROs who came and left".to_owned(),
            columns: vec![count_column("joined", "Joined"), count_column("left", "Left"), percent_column("percent")],
            rows: vec![Row {
                key: "year".to_owned(),
                title: "In the period".to_owned(),
                role: Role::Beside,
                cells: vec![
                    number(staffing.joined.unwrap_or(0)),
                    number(staffing.left.unwrap_or(0)),
                    Cell::plain(Value::Percent { of: left, base: people }),
                ],
            }],
            base: "IROs who joined and left in the period; the percentage is of the people in post.".to_owned(),
            ..Table::new(table::beside("staffing", "turnover"))
        });
    }
    if !staffing.ethnicity.is_empty() {
        tables.push(reflection(setting));
    }
    if !staffing.sex.is_empty() {
        tables.push(by_sex(staffing));
    }
    tables
}

/// The team by sex.
fn by_sex(staffing: &crate::record::Staffing) -> Table {
    let whole = Slice::all(table::STAFF);
    let people: u64 = staffing.sex.values().map(|n| u64::from(*n)).sum();
    let row = |key: &str, title: String, role, n: u64, slice: Slice| {
        let percent = Cell {
            value: Value::Percent { of: n, base: people },
            slice: None,
            from: vec![slice.clone(), whole.clone()],
            records: Vec::new(),
        };
        let count = Cell { value: Value::Count(n), slice: Some(slice), from: Vec::new(), records: Vec::new() };
        Row { key: key.to_owned(), title, role, cells: vec![count, percent] }
    };
    let parts = staffing.sex.iter().map(|(key, n)| row(key, capital(key), Role::Part, u64::from(*n), whole.with("sex", key)));
    let mut rows: Vec<Row> = parts.collect();
    rows.push(row("total", "All".to_owned(), Role::Total, people, whole.clone()));
    Table {
        title: "IROs by sex".to_owned(),
        columns: vec![count_column("team", "IROs"), percent_column("team_percent")],
        rows,
        base: "IROs in post. Percentages are of all of them.".to_owned(),
        adds_down: true,
        ..Table::new(table::beside("staffing", "sex"))
    }
}

/// The children beside the team, by group.
fn reflection(setting: &Setting<'_>) -> Table {
    let cohort = setting.cohort;
    let children =
        cohort.children.iter().map(|c| super::children::ethnic_group(cohort.review_of(c).and_then(|r| r.child.ethnicity.as_deref())));
    let groups: Vec<Option<String>> = children.map(|g| g.map(|(key, _)| key)).collect();
    let team = &setting.record.staffing.ethnicity;
    let people: u64 = team.values().map(|n| u64::from(*n)).sum();
    let all = cohort.children.len() as u64;
    let whole = Slice::all(table::CHILDREN);
    let staff = Slice::all(table::STAFF);
    let mut rows: Vec<Row> = codes::ETHNIC_GROUP
        .iter()
        .map(|group| {
            let records: Vec<u32> = (0..).zip(&groups).filter(|(_, g)| g.as_deref() == Some(group.key)).map(|(i, _)| i).collect();
            let n = records.len() as u64;
            let slice = whole.with("ethnicity", group.key);
            let own = u64::from(team.get(group.key).copied().unwrap_or(0));
            let own_slice = staff.with("ethnicity", group.key);
            let cells = vec![
                Cell { value: Value::Count(n), slice: Some(slice.clone()), from: Vec::new(), records },
                Cell { value: Value::Percent { of: n, base: all }, slice: None, from: vec![slice, whole.clone()], records: Vec::new() },
                Cell { value: Value::Count(own), slice: Some(own_slice.clone()), from: Vec::new(), records: Vec::new() },
                Cell {
                    value: Value::Percent { of: own, base: people },
                    slice: None,
                    from: vec![own_slice, staff.clone()],
                    records: Vec::new(),
                },
            ];
            Row { key: group.key.to_owned(), title: group.label.to_owned(), role: Role::Part, cells }
        })
        .collect();
    let known: u64 = rows.iter().filter_map(|r| r.cells.first()).map(|c| if let Value::Count(n) = c.value { n } else { 0 }).sum();
    let counted = |n: u64, slice: Slice| Cell { value: Value::Count(n), slice: Some(slice), from: Vec::new(), records: Vec::new() };
    let percent =
        |of: u64, base: u64, from: Vec<Slice>| Cell { value: Value::Percent { of, base }, slice: None, from, records: Vec::new() };
    if known < all {
        let slice = whole.with("ethnicity", crate::annual::cross::NOT_RECORDED);
        let cells = vec![
            counted(all - known, slice.clone()),
            percent(all - known, all, vec![slice, whole.clone()]),
            counted(0, staff.with("ethnicity", crate::annual::cross::NOT_RECORDED)),
            percent(0, people, vec![staff.clone()]),
        ];
        rows.push(Row { key: crate::annual::cross::NOT_RECORDED.to_owned(), title: "Not recorded".to_owned(), role: Role::Part, cells });
    }
    let cells = vec![
        counted(all, whole.clone()),
        percent(all, all, vec![whole]),
        counted(people, staff.clone()),
        percent(people, people, vec![staff]),
    ];
    rows.push(Row { key: "total".to_owned(), title: "All".to_owned(), role: Role::Total, cells });
    Table {
        title: "Ethnicity of the children and of the team".to_owned(),
        stub: "Ethnicity".to_owned(),
        columns: vec![
            count_column("children", "Children"),
            percent_column("children_percent"),
            count_column("team", "IROs"),
            percent_column("team_percent"),
        ],
        rows,
        base: "Children looked after on the period's last day; IROs in post. Percentages are of each column's total.".to_owned(),
        adds_down: true,
        ..Table::new(table::beside("staffing", "ethnicity"))
    }
}
