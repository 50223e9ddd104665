//! What a published report hides, also together with reports that were published before.

use minutebook::annual::suppress::{self, Earlier};
use minutebook::annual::table::{
    self, CHALLENGES, Cell, Column, Identity, REVIEWS, Role, Row, Rows, STAFF, Slice, Sum, Table, Unit, Universe, Value,
};
use minutebook::annual::{chart, corrections};
use minutebook::record::{Correction, Period};

use crate::support::{copied, minutebook, root, stderr, stdout};

fn year() -> Period {
    let day = |text: &str| text.parse().expect("a day");
    Period { from: day("2025-04-01"), to: day("2026-03-31") }
}

/// Tables of which nothing is corrected by hand.
fn suppress(tables: Vec<Table>, period: Period, earlier: &[Earlier]) -> Vec<Table> {
    suppress::suppress(tables, &[], period, earlier)
}

fn count(n: u64, slice: Slice) -> Cell {
    Cell { value: Value::Count(n), slice: Some(slice), from: Vec::new(), records: Vec::new() }
}

fn column(key: &str) -> Column {
    Column { key: key.to_owned(), title: key.to_owned(), unit: Unit::Count }
}

fn row(key: &str, role: Role, cells: Vec<Cell>) -> Row {
    Row { key: key.to_owned(), title: key.to_owned(), role, cells }
}

/// A list of categories with its sum.
fn list(which: table::Which, of: Universe, dimension: &str, rows: &[(&str, u64)]) -> Table {
    let all = Slice::all(of);
    let mut own: Vec<Row> = rows.iter().map(|(key, n)| row(key, Role::Part, vec![count(*n, all.with(dimension, key))])).collect();
    own.push(row("total", Role::Total, vec![count(rows.iter().map(|(_, n)| n).sum(), all)]));
    Table { columns: vec![column("count")], rows: own, adds_down: true, ..Table::new(which) }
}

/// A table with a sum in each row, as `outcome` of `of` by `split`.
fn cross(which: table::Which, of: Universe, outcome: &str, split: &str, outcomes: &[&str], rows: &[(&str, &[u64])]) -> Table {
    let cells = |slice: &Slice, numbers: &[u64]| -> Vec<Cell> {
        let parts = outcomes.iter().zip(numbers).map(|(o, n)| count(*n, slice.with(outcome, o)));
        parts.chain([count(numbers.iter().sum(), slice.clone())]).collect()
    };
    let all = Slice::all(of);
    let mut own: Vec<Row> = rows.iter().map(|(key, n)| row(key, Role::Part, cells(&all.with(split, key), n))).collect();
    let sums: Vec<u64> = (0..outcomes.len()).map(|i| rows.iter().map(|(_, n)| n[i]).sum()).collect();
    own.push(row("total", Role::Total, cells(&all, &sums)));
    Table {
        columns: outcomes.iter().copied().chain(["total"]).map(column).collect(),
        rows: own,
        adds_down: true,
        sums: vec![Sum { total: "total".to_owned(), parts: outcomes.iter().map(|o| (*o).to_owned()).collect() }],
        ..Table::new(which)
    }
}

fn shown(tables: &[Table], key: &str, row: &str, column: &str) -> String {
    let table = tables.iter().find(|t| t.key() == key).unwrap_or_else(|| panic!("there is no table {key}"));
    table.cell(row, column).unwrap_or_else(|| panic!("no {row}.{column}")).value.shown()
}

#[test]
fn two_values_are_too_few() {
    // 8 less 6 leaves 2 for two that are at least 1: both are known.
    let tables = suppress(
        vec![list(table::by("x", "kind"), REVIEWS, "kind", &[("a", 6), ("b", 1), ("c", 1), ("d", 9), ("e", 30), ("f", 31), ("g", 32)])],
        year(),
        &[],
    );
    assert_eq!([shown(&tables, "x.by_kind", "b", "count"), shown(&tables, "x.by_kind", "a", "count")], ["[c]", "[c]"]);
    // 10 less 7 leaves 1 or 2 for each: too few still.
    let tables = suppress(
        vec![list(table::by("x", "kind"), REVIEWS, "kind", &[("a", 7), ("b", 1), ("c", 2), ("d", 9), ("e", 30), ("f", 31), ("g", 32)])],
        year(),
        &[],
    );
    assert_eq!(shown(&tables, "x.by_kind", "a", "count"), "[c]");
    // 4 and 4 can be 4 to 4, 1 to 7 and between: nothing else is hidden.
    let tables = suppress(
        vec![list(table::by("x", "kind"), REVIEWS, "kind", &[("a", 7), ("b", 4), ("c", 4), ("d", 9), ("e", 30), ("f", 31), ("g", 32)])],
        year(),
        &[],
    );
    assert_eq!([shown(&tables, "x.by_kind", "a", "count"), shown(&tables, "x.by_kind", "total", "count")], ["7", "117"]);
}

#[test]
fn a_small_group_of_one_category_is_not_told_apart() {
    let outcomes = ["red", "amber", "green"];
    let rows: &[(&str, &[u64])] = &[("north", &[6, 0, 0]), ("south", &[20, 30, 40]), ("east", &[12, 11, 10])];
    let tables = suppress(vec![cross(table::by("ratings", "team"), REVIEWS, "ratings", "team", &outcomes, rows)], year(), &[]);
    for column in outcomes {
        assert_eq!(shown(&tables, "ratings.by_team", "north", column), "[c]", "that all six are red");
    }
    assert_eq!(shown(&tables, "ratings.by_team", "north", "total"), "6");
    // Ten and more are not told from each other.
    let rows: &[(&str, &[u64])] = &[("north", &[16, 0, 0]), ("south", &[20, 30, 40])];
    let tables = suppress(vec![cross(table::by("ratings", "team"), REVIEWS, "ratings", "team", &outcomes, rows)], year(), &[]);
    assert_eq!(shown(&tables, "ratings.by_team", "north", "red"), "16");
}

#[test]
fn small_categories_become_one() {
    let kinds: &[(&str, u64)] =
        &[("foster", 40), ("home", 3), ("kin", 2), ("residential", 1), ("none", 0), ("order", 41), ("other", 42), ("shared", 43)];
    let tables = suppress(vec![list(table::by("children", "placement"), REVIEWS, "placement", kinds).merging()], year(), &[]);
    assert_eq!(
        [shown(&tables, "children.by_placement", "others", "count"), shown(&tables, "children.by_placement", "total", "count")],
        ["6", "172"]
    );
    let with_percent = |mut table: Table| {
        table.columns.push(Column { unit: Unit::Percent, ..column("percent") });
        let all = Slice::all(REVIEWS);
        for row in &mut table.rows {
            let (Value::Count(of), slice) = (row.cells[0].value.clone(), row.cells[0].slice.clone().expect("a slice")) else { continue };
            let value = Value::Percent { of, base: 172 };
            row.cells.push(Cell { value, slice: None, from: vec![slice, all.clone()], records: Vec::new() });
        }
        table.merging()
    };
    let tables = suppress(vec![with_percent(list(table::by("children", "placement"), REVIEWS, "placement", kinds))], year(), &[]);
    let table = &tables[0];
    assert_eq!(
        [shown(&tables, "children.by_placement", "others", "count"), shown(&tables, "children.by_placement", "others", "percent")],
        ["6", "3.5"]
    );
    assert!(table.row("home").is_none() && table.row("none").is_some());
    assert!(table.base.contains("Others: home, kin and residential."), "{}", table.base);
    assert_eq!(shown(&tables, "children.by_placement", "total", "count"), "172");
}

#[test]
fn a_split_of_small_numbers_stays_with_the_service() {
    let months: &[(&str, &[u64])] = &[("april", &[3, 1]), ("may", &[2, 2]), ("june", &[9, 1])];
    let quarters: &[(&str, &[u64])] = &[("q1", &[14, 4]), ("q2", &[20, 9]), ("q3", &[21, 10]), ("q4", &[22, 11])];
    let tables = vec![
        cross(table::by("timeliness", "month"), REVIEWS, "timeliness", "month", &["on_time", "late"], months),
        cross(table::by("timeliness", "quarter"), REVIEWS, "timeliness", "quarter", &["on_time", "late"], quarters),
    ];
    let keys: Vec<String> = suppress(tables, year(), &[]).iter().map(Table::key).collect();
    assert_eq!(keys, ["timeliness.by_quarter"]);
}

#[test]
fn few_staff_are_not_published_by_what_they_are() {
    let staff = |people: &[(&str, u64)]| suppress(vec![list(table::beside("staffing", "sex"), STAFF, "sex", people)], year(), &[]);
    assert!(staff(&[("female", 6), ("male", 1)]).is_empty());
    // How many they are is known, so that one hidden number hides nothing.
    let tables = staff(&[("female", 12), ("male", 2)]);
    assert_eq!([shown(&tables, "staffing.sex", "male", "count"), shown(&tables, "staffing.sex", "female", "count")], ["[c]", "[c]"]);
    assert_eq!(shown(&tables, "staffing.sex", "total", "count"), "14");
}

/// a05-answers-total-gives-stage-counts: how many stages there were follows from the highest that were reached.
#[test]
fn a_sum_with_factors_gives_nothing_away() {
    let stages = list(
        table::beside("challenges", "stage"),
        CHALLENGES,
        "stage",
        &[("one", 8), ("two", 2), ("three", 0), ("four", 20), ("five", 21), ("six", 22)],
    );
    let of = |key: &str| Slice::all(CHALLENGES).with("stage", key);
    let all = Slice::all(Universe::figures("stages"));
    let factors = ["one", "two", "three", "four", "five", "six"].into_iter().zip(1..);
    let terms = std::iter::once((all.clone(), -1)).chain(factors.map(|(key, n)| (of(key), n))).collect();
    let answers = Table {
        columns: vec![column("total")],
        rows: vec![row("total", Role::Total, vec![count(329, all)])],
        identities: vec![Identity { terms }],
        ..Table::new(table::all("answers"))
    };
    let hidden = |tables: &[Table]| tables.iter().flat_map(Table::named).filter(|(_, c)| c.value == Value::Hidden).count();
    // Without the sum, two hidden numbers hide each other; with it they are known.
    let alone = hidden(&suppress(vec![stages.clone()], year(), &[]));
    assert!(hidden(&suppress(vec![stages, answers], year(), &[])) > alone && alone == 2, "{alone}");
}

#[test]
fn what_was_published_before_is_known() {
    let outcomes = ["red", "amber", "green"];
    let rows: &[(&str, &[u64])] =
        &[("2025-q1", &[4, 6, 15]), ("2025-q2", &[20, 21, 22]), ("2025-q3", &[20, 21, 22]), ("2025-q4", &[9, 9, 9])];
    let annual = || {
        let all = cross(table::all("ratings"), REVIEWS, "ratings", "none", &outcomes, &[]);
        let by = cross(table::by("ratings", "quarter"), REVIEWS, "ratings", "quarter", &outcomes, rows);
        let total = by.row("total").expect("a total").clone();
        vec![Table { rows: vec![total], adds_down: false, ..all }, by]
    };
    let alone = suppress(annual(), year(), &[]);
    assert_eq!(shown(&alone, "ratings.by_quarter", "2025-q1", "green"), "15", "the red and the amber of the quarter are hidden");
    // The quarter's own report hid the red and the green, and told the amber.
    let told = r#"{ "service": "x", "period": { "from": "2025-04-01", "to": "2025-06-30" }, "version": "published", "tables": [ {
        "key": "ratings", "columns": [ { "key": "red", "unit": "count" }, { "key": "amber", "unit": "count" }, { "key": "green", "unit": "count" },
        { "key": "total", "unit": "count" } ], "sums": [ { "total": "total", "parts": ["red", "amber", "green"] } ], "adds_down": false,
        "rows": [ { "key": "total", "role": "total", "cells": { "red": { "hidden": true }, "amber": { "value": 6.0 },
        "green": { "hidden": true }, "total": { "value": 25.0 } } } ] } ] }"#;
    let quarter = Earlier::read(told).expect("a file of figures");
    let tables = suppress(annual(), year(), &[quarter]);
    assert_eq!(shown(&tables, "ratings.by_quarter", "2025-q1", "green"), "[c]", "25 less 6 less 15 would be the red ones");
    assert!(Earlier::read(&told.replace("published", "internal")).is_err());
    assert!(Earlier::read("{}").is_err());
}

#[test]
fn what_last_years_report_hid_stays_hidden() {
    let before = Period { from: "2024-04-01".parse().expect("a day"), to: "2025-03-31".parse().expect("a day") };
    // Last year: 40 of 44 in time; its own report hid the late and the sum.
    let told = Earlier::read(
        r#"{ "period": { "from": "2024-04-01", "to": "2025-03-31" }, "version": "published", "tables": [ { "key": "timeliness", "columns": [
        { "key": "on_time", "unit": "count" }, { "key": "late", "unit": "count" }, { "key": "total", "unit": "count" } ], "sums": [ { "total":
        "total", "parts": ["on_time", "late"] } ], "rows": [ { "key": "total", "role": "total", "cells": { "on_time": { "value": 40.0 },
        "late": { "hidden": true }, "total": { "hidden": true } } } ] } ] }"#,
    )
    .expect("a file of figures");
    assert_eq!(told.period, before);
    let table = |slice: &dyn Fn(&str) -> Slice, numbers: [u64; 3]| {
        ["on_time", "late", "total"].into_iter().zip(numbers).map(|(key, n)| count(n, slice(key))).collect::<Vec<_>>()
    };
    let now = Slice::all(REVIEWS);
    let this = table(&|key| if key == "total" { now.clone() } else { now.with("timeliness", key) }, [50, 9, 59]);
    let last = table(&|key| Slice::all(table::LAST_YEAR).with("timeliness", key), [40, 4, 44]);
    let timeliness = Table {
        columns: ["on_time", "late", "total"].map(column).into(),
        rows: vec![row("total", Role::Total, this), row("last_year", Role::Beside, last)],
        sums: vec![Sum { total: "total".to_owned(), parts: ["on_time", "late"].map(str::to_owned).into() }],
        ..Table::new(table::all("timeliness"))
    };
    let tables = suppress(vec![timeliness], year(), &[told]);
    assert_eq!(shown(&tables, "timeliness", "last_year", "total"), "[c]", "44 less the 40 that are known");
    assert_eq!(shown(&tables, "timeliness", "total", "total"), "59");
}

#[test]
fn hidden_rows_of_a_ranked_list_have_no_place() {
    let grounds: &[(&str, u64)] = &[("drift", 12), ("health", 9), ("contact", 3), ("school", 2)];
    let table = Table { adds_down: false, ..list(table::by("challenges", "ground"), CHALLENGES, "ground", grounds) };
    let tables = suppress(vec![Table { rows_are: Rows::Ranked, ..table }], year(), &[]);
    let keys: Vec<&str> = tables[0].rows.iter().map(|r| r.key.as_str()).collect();
    assert_eq!(keys, ["drift", "health", "total"]);
    assert!(tables[0].base.ends_with("Those of fewer than five are not listed."));
}

/// a02-caseload-small-counts-published: caseloads are counts of children like others.
#[test]
fn caseloads_hide_small_numbers() {
    let record = root().join("tests/cases/a02-caseload-small-counts-published/report.yaml");
    let output = minutebook(&["figures", record.to_str().expect("a path"), "--published"]);
    let found = stdout(&output);
    let caseloads: Vec<&str> = found.lines().filter(|l| l.contains("caseload") && !l.contains(".fte ")).collect();
    assert!(caseloads.len() > 10, "{found}");
    for line in caseloads {
        let value = line.split_whitespace().last().expect("a value");
        assert!(value.parse::<f64>().is_ok_and(|n| n == 0.0 || n >= 5.0) || value == "[c]" || !line.starts_with("  "), "{line}");
    }
    assert!(!found.contains("2 are in short breaks"), "{found}");
}

#[test]
fn a_report_published_before_is_told_until_it_is_named() {
    let dir = copied("samples");
    let out = dir.path().join("out");
    let record = dir.path().join("annual-report/annual-report.yaml");
    let whole = std::fs::read_to_string(&record).expect("the record");
    let run = |record: &std::path::Path| {
        let (record, root, out) = (record.to_string_lossy(), dir.path().to_string_lossy(), out.to_string_lossy());
        let output = minutebook(&["render", &record, "--root", &root, "--out", &out, "--message-format", "short"]);
        format!("{}{}", stdout(&output), stderr(&output))
    };
    assert!(!run(&record).contains("R907"));
    let reports = out.join("annual-report");
    let mut all = std::fs::read_dir(&reports).expect("reports").flatten().map(|e| e.path());
    let own = all.find(|p| p.to_string_lossy().ends_with("published.json")).expect("figures");
    std::fs::copy(&own, reports.join("quarter.json")).expect("copied");
    assert!(run(&record).contains("warning[R907]: a report published before lies at"), "{}", run(&record));
    std::fs::write(&record, format!("{whole}\npublished_before: [../out/annual-report/quarter.json]\n")).expect("written");
    let named = run(&record);
    assert!(!named.contains("R907") && !named.contains("R806"), "{named}");
}

/// What a correction by hand makes small is hidden as if the records had so few, and with it what would give it away; what it makes large
/// stays hidden.
#[test]
fn what_a_correction_makes_small_is_hidden() {
    let correction =
        |figure: &str, value| Correction { figure: figure.to_owned(), value, reason: "A slip".to_owned(), by: "A manager".to_owned() };
    let rows: &[(&str, &[u64])] = &[
        ("a", &[20, 9]),
        ("b", &[30, 12]),
        ("c", &[40, 2]),
        ("d", &[50, 14]),
        ("e", &[60, 20]),
        ("f", &[70, 21]),
        ("g", &[80, 22]),
        ("h", &[90, 23]),
    ];
    let tables = [cross(table::by("x", "kind"), REVIEWS, "x", "kind", &["yes", "no"], rows)];
    let published = |corrections: &[Correction]| {
        let (shifts, _) = corrections::apply(&mut tables.to_vec(), corrections);
        suppress::suppress(tables.to_vec(), &shifts, year(), &[])
    };
    let shown_of = |tables: &[Table], row: &str| [shown(tables, "x.by_kind", row, "yes"), shown(tables, "x.by_kind", row, "no")];
    assert_eq!(shown_of(&published(&[]), "d"), ["50", "14"]);
    let small = published(&[correction("x.by_kind.d.no", 3), correction("x.by_kind.d.yes", 61)]);
    assert_eq!(shown(&small, "x.by_kind", "d", "no"), "[c]");
    assert_eq!(shown(&small, "x.by_kind", "d", "yes"), "[c]", "the total less this one would be it");
    assert_eq!(shown(&small, "x.by_kind", "total", "no"), "112", "123 less 11");
    let large = published(&[correction("x.by_kind.c.no", 8), correction("x.by_kind.c.yes", 34)]);
    assert_eq!(shown_of(&large, "c"), ["[c]", "[c]"]);
}

/// Ratings keep their colours in whatever form they are drawn; bars are no shares.
#[test]
fn ratings_asked_for_as_bars_keep_their_colours() {
    let rows: &[(&str, &[u64])] = &[("a", &[20, 9, 6]), ("b", &[30, 12, 7])];
    let table = cross(table::by("ratings", "team"), REVIEWS, "ratings", "team", &["red", "amber", "green"], rows);
    let bars = chart::asked_for(&table, "bars").expect("a chart");
    let looks: Vec<&str> = bars.series.iter().map(|s| s.look.as_str()).collect();
    assert_eq!(looks, ["red", "amber", "green"]);
    assert_eq!((bars.kind, bars.note.as_str(), bars.bars[1].total.as_str()), (chart::Kind::Stacked, "", "49"));
    assert_eq!(chart::asked_for(&table, "shares").expect("a chart").kind, chart::Kind::Shares);
}

/// A correction of a small category is one of those that are published as one: their number follows, and is hidden where it becomes small.
#[test]
fn a_correction_of_a_small_category_is_one_of_the_others() {
    let correction =
        |figure: &str, value| Correction { figure: figure.to_owned(), value, reason: "A slip".to_owned(), by: "A manager".to_owned() };
    let rows = [("a", 39), ("b", 29), ("c", 3), ("d", 5), ("e", 41), ("f", 52), ("g", 63), ("h", 17)];
    let table = list(table::by("x", "kind"), REVIEWS, "kind", &rows).merging();
    let published = |lines: &[Correction]| {
        let (shifts, _) = corrections::apply(&mut [table.clone()], lines);
        suppress::suppress(vec![table.clone()], &shifts, year(), &[])
    };
    assert_eq!(shown(&published(&[]), "x.by_kind", "others", "count"), "8");
    let moved = published(&[correction("x.by_kind.d.count", 9), correction("x.by_kind.a.count", 35)]);
    assert_eq!([shown(&moved, "x.by_kind", "others", "count"), shown(&moved, "x.by_kind", "a", "count")], ["12", "35"]);
    assert!(moved[0].row("corrected").is_none(), "it is known where it belongs");
    let small = published(&[correction("x.by_kind.d.count", 0), correction("x.by_kind.a.count", 44)]);
    assert_eq!(shown(&small, "x.by_kind", "others", "count"), "[c]");
}

/// What a report told before, with corrections, is known as the records gave it: the same counts are the same here.
#[test]
fn a_corrected_figure_of_an_earlier_report_is_read_as_the_records_gave_it() {
    let cell = |value: u64, corrected: i64| serde_json::json!({ "value": value, "corrected": corrected });
    let line = |key: &str, role: &str, cell: serde_json::Value| serde_json::json!({ "key": key, "role": role, "cells": { "count": cell } });
    let before = |corrected: i64| {
        let report = serde_json::json!({
            "period": { "from": "2025-04-01", "to": "2026-03-31" }, "version": "published",
            "tables": [{
                "key": "x.by_kind", "columns": [{ "key": "count", "unit": "count" }], "adds_down": true,
                "rows": [
                    line("a", "part", cell(12, corrected)),
                    line("b", "part", serde_json::json!({ "hidden": true })),
                    line("c", "part", cell(30, 0)),
                    line("d", "part", cell(40, 0)),
                    line("e", "part", cell(50, 0)),
                    line("corrected", "correction", cell(5, 0)),
                    line("total", "total", cell(135, corrected)),
                ],
            }],
        });
        Earlier::read(&report.to_string()).expect("a report")
    };
    let published = |corrected| {
        suppress(
            vec![list(table::by("x", "kind"), REVIEWS, "kind", &[("a", 7), ("b", 3), ("c", 30), ("d", 40), ("e", 50)])],
            year(),
            &[before(corrected)],
        )
    };
    assert_eq!(shown(&published(5), "x.by_kind", "a", "count"), "7", "it was told, and hiding it would be in vain");
    assert_eq!(shown(&published(0), "x.by_kind", "a", "count"), "[c]", "twelve is another figure");
}
