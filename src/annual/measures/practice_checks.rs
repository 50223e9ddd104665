//! Checks of IROs' own practice: observations and audits, how many, of how many IROs, and which standards were met.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Measure, Setting};
use crate::annual::cohort::PracticeRow;
use crate::annual::cross::{count_column, percent_column};
use crate::annual::table::{self, Cell, Role, Row, Shown, Slice, Sum, Table, Universe, Value};
use crate::calendar;
use crate::record::codes::{self, label};

pub(super) const MEASURE: Measure = Measure {
    key: "practice_checks",
    title: "Observations of practice and audits",
    section: "quality_assurance",
    numerator: "records of an observation or an audit in the period; IROs whose practice was checked so within the limit of the report's pack \
                up to the last day (of a limit of a month, in its last month; without a limit, in the period); standards met, in part, not met or not seen",
    denominator: "IROs who chaired a review in the period",
    left_out: "drafts; standards that a check says nothing of",
    source: "good practice in quality assurance: case file audits, observations of practice (NCB 2014, The Role of IROs in England)",
    tables,
};

const CHECKS: Universe = Universe::of("practice_checks");

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let cohort = setting.cohort;
    if cohort.practice.is_empty() && cohort.practice_before.is_empty() {
        return Vec::new();
    }
    vec![checks(setting), standards(&cohort.practice)]
}

fn checks(setting: &Setting<'_>) -> Table {
    let cohort = setting.cohort;
    let iros: BTreeSet<&String> = cohort.reviews.iter().filter_map(|r| r.iro.as_ref()).collect();
    let rows = ["observation", "audit"].map(|kind| {
        let records: Vec<u32> = (0..).zip(&cohort.practice).filter(|(_, p)| p.kind == kind).map(|(i, _)| i).collect();
        let slice = Slice::all(CHECKS).with("practice_check", kind);
        let count = Cell { value: Value::Count(records.len() as u64), slice: Some(slice), from: Vec::new(), records };
        // Without a limit, whoever was checked in the period.
        let every = setting.policy.practice_checks.of(kind).every;
        let counts = |p: &&PracticeRow| {
            p.kind == kind
                && every
                    .map_or(p.date >= cohort.period().from, |every| calendar::apply(p.date, every).is_ok_and(|d| d >= cohort.period().to))
        };
        let of: BTreeSet<&String> =
            cohort.practice_before.iter().chain(&cohort.practice).filter(counts).filter_map(|p| p.of.as_ref()).collect();
        let checked = of.intersection(&iros).count() as u64;
        let title = every.map_or_else(
            || label(codes::PRACTICE_CHECK, kind).to_owned(),
            |every| format!("{} (every {every})", label(codes::PRACTICE_CHECK, kind)),
        );
        Row {
            key: kind.to_owned(),
            title,
            role: Role::Part,
            cells: vec![
                count,
                Cell::plain(Value::Count(checked)),
                Cell::plain(Value::Count(iros.len() as u64)),
                Cell::plain(Value::Percent { of: checked, base: iros.len() as u64 }),
            ],
        }
    });
    Table {
        title: "Observations of practice and audits".to_owned(),
        stub: "Check".to_owned(),
        columns: vec![count_column("count", "In the period"), count_column("checked", "IROs checked"), count_column("iros", "IROs"), percent_column("percent")],
        rows: rows.into(),
        base: "Records of observations and audits in the period. IROs: who chaired a review in it; checked: within the limit up to its last day (of a limit of a month, in its last month), or where there is no limit in the period. Drafts are not counted.".to_owned(),
        // Few members of staff stand behind it.
        shown: Shown::Internally,
        ..Table::new(table::all("practice_checks"))
    }
}

fn standards(practice: &[PracticeRow]) -> Table {
    /// Observations first, each in the pack's order.
    type Key<'a> = (Reverse<&'a str>, usize, &'a str, &'a str);
    let mut by: BTreeMap<Key<'_>, Vec<(u32, String)>> = BTreeMap::new();
    for (i, check) in (0u32..).zip(practice) {
        for (at, key, title, met) in &check.standards {
            by.entry((Reverse(&check.kind), *at, key, title)).or_default().push((i, met.clone()));
        }
    }
    let row = |key: String, title: String, role: Role, seen: &[(u32, String)]| {
        let counted = |met: Option<&str>| {
            let records: Vec<u32> = seen.iter().filter(|(_, m)| met.is_none_or(|met| m == met)).map(|(i, _)| *i).collect();
            Cell { value: Value::Count(records.len() as u64), slice: None, from: vec![Slice::all(CHECKS)], records }
        };
        let mut cells: Vec<Cell> = codes::MET.iter().map(|code| counted(Some(code.key))).collect();
        cells.push(counted(None));
        Row { key, title, role, cells }
    };
    let everything: Vec<(u32, String)> = by.values().flatten().cloned().collect();
    let mut rows: Vec<Row> = by
        .into_iter()
        .map(|((Reverse(kind), _, key, title), seen)| {
            row(format!("{kind}_{key}"), format!("{}: {title}", label(codes::PRACTICE_CHECK, kind)), Role::Part, &seen)
        })
        .collect();
    rows.push(row("total".to_owned(), "All".to_owned(), Role::Total, &everything));
    let mut columns: Vec<_> = codes::MET.iter().map(|code| count_column(code.key, code.label)).collect();
    columns.push(count_column("total", "All"));
    Table {
        title: "Standards in observations and audits".to_owned(),
        stub: "Standard".to_owned(),
        columns,
        rows,
        base: "Standards of the observations and audits of the period, each as often as a record speaks of it.".to_owned(),
        sums: vec![Sum { total: "total".to_owned(), parts: codes::MET.iter().map(|code| code.key.to_owned()).collect() }],
        adds_down: true,
        shown: Shown::Internally,
        ..Table::new(table::by("practice_checks", "standard"))
    }
}
