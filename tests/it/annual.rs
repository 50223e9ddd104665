//! The report of a year: the published figures of 2011-12 come out, all forms say the same, nothing small can be worked out, every figure
//! can be traced, and what is broken is told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use minutebook::verify::normal;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value as Json;

use crate::support::{self, minutebook, root, stderr, stdout};

#[expect(dead_code, reason = "the program that writes the years; its main is not run here")]
#[path = "../years/seed.rs"]
mod seed;

/// The folder of a generated year; written once a run.
pub fn year(name: &'static str) -> PathBuf {
    static COVENTRY: OnceLock<PathBuf> = OnceLock::new();
    static TESTFORD: OnceLock<PathBuf> = OnceLock::new();
    let cell = if name == "coventry-2011-12" { &COVENTRY } else { &TESTFORD };
    cell.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("years");
        let _ = std::fs::remove_dir_all(folder.join(name));
        seed::write_year(&folder, name).expect("the year is written");
        folder.join(name)
    })
    .clone()
}

/// The folder with every form of a year's report.
fn forms(name: &'static str, record: &str) -> PathBuf {
    static COVENTRY: OnceLock<PathBuf> = OnceLock::new();
    static TESTFORD: OnceLock<PathBuf> = OnceLock::new();
    let cell = if name == "coventry-2011-12" { &COVENTRY } else { &TESTFORD };
    cell.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports").join(name);
        let _ = std::fs::remove_dir_all(&out);
        let output = support::render(&year(name).join(record), &out);
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        out.join("annual-report")
    })
    .clone()
}

fn coventry() -> PathBuf {
    forms("coventry-2011-12", "annual-report.yaml")
}

fn testford() -> PathBuf {
    forms("testford-2025-26", "annual-report-2025-26.yaml")
}

/// The file of a folder whose name ends so.
fn file(folder: &Path, end: &str) -> PathBuf {
    let mut found = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    found.find(|p| p.to_string_lossy().ends_with(end)).unwrap_or_else(|| panic!("no file ends in {end}"))
}

fn json(folder: &Path, version: &str) -> Json {
    let text = std::fs::read_to_string(file(folder, &format!("annual-report-{version}.json"))).expect("the figures");
    serde_json::from_str(&text).expect("JSON")
}

/// A figure as shown, by table, row and column.
fn shown(figures: &Json, table: &str, row: &str, column: &str) -> String {
    let tables = figures["tables"].as_array().expect("tables");
    let table = tables.iter().find(|t| t["key"] == table).unwrap_or_else(|| panic!("no table {table}"));
    let row = table["rows"].as_array().expect("rows").iter().find(|r| r["key"] == row || r["title"] == row);
    let row = row.unwrap_or_else(|| panic!("no row {table}"));
    row["cells"][column]["shown"].as_str().unwrap_or_else(|| panic!("no column {column}")).to_owned()
}

/// Columns with their figures.
type Cells = &'static [(&'static str, &'static str)];

/// Everything that `annual-report.md` gives of 2011-12: table, row, column, figure.
const PUBLISHED: &[(&str, &str, Cells)] = &[
    ("ratings.by_team", "15+", &[("red", "8"), ("amber", "14"), ("green", "31"), ("total", "53")]),
    ("ratings.by_team", "CDT", &[("red", "17"), ("amber", "13"), ("green", "59"), ("total", "89")]),
    ("ratings.by_team", "LAC", &[("red", "78"), ("amber", "177"), ("green", "340"), ("total", "595"), ("amber_percent", "29.7")]),
    ("ratings.by_team", "UAS", &[("red", "0"), ("amber", "2"), ("green", "12"), ("total", "14")]),
    ("ratings.by_team", "NE", &[("red", "16"), ("amber", "44"), ("green", "105"), ("total", "165")]),
    ("ratings.by_team", "NW", &[("red", "4"), ("amber", "31"), ("green", "75"), ("total", "110")]),
    (
        "ratings.by_team",
        "RAS",
        &[
            ("red", "3"),
            ("amber", "19"),
            ("green", "28"),
            ("total", "50"),
            ("red_percent", "6.0"),
            ("amber_percent", "38.0"),
            ("green_percent", "56.0"),
        ],
    ),
    ("ratings.by_team", "South", &[("red", "12"), ("amber", "50"), ("green", "60"), ("total", "122")]),
    ("ratings.by_team", "Not recorded", &[("red", "3"), ("amber", "24"), ("green", "46"), ("total", "73")]),
    (
        "ratings.by_team",
        "total",
        &[
            ("red", "141"),
            ("amber", "374"),
            ("green", "756"),
            ("total", "1,271"),
            ("red_percent", "11.1"),
            ("amber_percent", "29.4"),
            ("green_percent", "59.5"),
        ],
    ),
    (
        "ratings.by_team",
        "last_year",
        &[
            ("red", "182"),
            ("amber", "423"),
            ("green", "608"),
            ("total", "1,213"),
            ("red_percent", "15.0"),
            ("amber_percent", "34.9"),
            ("green_percent", "50.1"),
        ],
    ),
    ("timeliness", "total", &[("percent", "92.0"), ("total", "1,271")]),
    ("timeliness", "last_year", &[("percent", "91.9")]),
    ("participation", "total", &[("percent", "90.0")]),
    ("participation", "last_year", &[("percent", "91.6")]),
    ("caseloads", "total", &[("fte", "10.6"), ("protection", "475"), ("looked_after", "668"), ("total", "1,143")]),
    ("staffing", "2010/11", &[("fte", "8.0"), ("full_time", "6"), ("part_time", "3"), ("people", "9")]),
    ("staffing", "2011/12", &[("fte", "10.5"), ("full_time", "8"), ("part_time", "4"), ("people", "12")]),
    ("staffing.sex", "Male", &[("team", "4")]),
    ("staffing.sex", "Female", &[("team", "8"), ("team_percent", "66.7")]),
    ("children.by_ethnicity", "White", &[("count", "421"), ("percent", "73.0")]),
    ("children.by_ethnicity", "Asian", &[("count", "30"), ("percent", "5.2")]),
    ("children.by_ethnicity", "Black", &[("count", "32"), ("percent", "5.5")]),
    ("children.by_ethnicity", "Mixed", &[("count", "76"), ("percent", "13.2")]),
    ("children.by_ethnicity", "Chinese and other", &[("count", "18"), ("percent", "3.1")]),
    ("children.by_ethnicity", "total", &[("count", "577")]),
    ("protection", "2007", &[("plans", "185"), ("growth", "–")]),
    ("protection", "2008", &[("plans", "181")]),
    ("protection", "2009", &[("plans", "300"), ("growth", "65.7")]),
    ("protection", "2010", &[("plans", "292")]),
    ("protection", "2011", &[("plans", "352"), ("growth", "20.5")]),
    ("protection", "2012", &[("plans", "423"), ("growth", "20.2")]),
    ("protection.reviews", "2011/12", &[("percent", "99.7")]),
    ("protection.ended", "2010/11", &[("ended", "303"), ("into_care", "76"), ("percent", "25.1")]),
    ("protection.ended", "2011/12", &[("ended", "318"), ("into_care", "91"), ("percent", "28.6")]),
    ("challenges", "total", &[("informal", "33"), ("formal", "12")]),
    ("challenges.referrals", "cafcass", &[("count", "0")]),
    ("feedback.parents", "chair_helped", &[("good", "91"), ("returns", "96")]),
    ("feedback.parents", "understand", &[("good", "93")]),
    ("feedback.parents", "plan_helpful", &[("good", "91")]),
    ("feedback.parents.professional_talked", "no", &[("percent", "21.9")]),
];

#[test]
fn the_published_figures_come_out() {
    let figures = json(&coventry(), "internal");
    for (table, row, cells) in PUBLISHED {
        for (column, wanted) in *cells {
            assert_eq!(shown(&figures, table, row, column), *wanted, "{table} {row} {column}");
        }
    }
    // Every caseload, in the order of the source.
    let tables = figures["tables"].as_array().expect("tables");
    let caseloads = tables.iter().find(|t| t["key"] == "caseloads").expect("caseloads");
    let rows: Vec<String> = caseloads["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|r| ["fte", "protection", "looked_after"].map(|c| r["cells"][c]["shown"].as_str().expect("a figure")).join(" "))
        .collect();
    let wanted = [
        "1.0 32 76",
        "1.0 24 75",
        "1.0 46 63",
        "1.0 13 52",
        "1.0 68 72",
        "1.0 18 51",
        "1.0 71 62",
        "1.0 62 74",
        "0.8 36 76",
        "0.2 18 17",
        "0.4 – 13",
        "0.6 – 37",
        "0.6 87 –",
        "10.6 475 668",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn tables_add_up_and_percentages_follow_from_counts() {
    for figures in [json(&coventry(), "internal"), json(&testford(), "internal")] {
        for table in figures["tables"].as_array().expect("tables") {
            let rows = table["rows"].as_array().expect("rows");
            let count = |row: &Json, column: &Json| row["cells"][column.as_str().expect("a key")]["value"].as_f64().unwrap_or(0.0);
            for sum in table["sums"].as_array().expect("sums") {
                for row in rows
                    .iter()
                    .filter(|r| r["key"] != "last_year" || r["cells"][sum["total"].as_str().expect("a key")]["value"].is_number())
                {
                    let parts: f64 = sum["parts"].as_array().expect("parts").iter().map(|p| count(row, p)).sum();
                    assert_eq!(parts, count(row, &sum["total"]), "{} {}", table["key"], row["key"]);
                }
            }
            if table["adds_down"] == true {
                let Some(total) = rows.iter().find(|r| r["role"] == "total") else { continue };
                for column in table["columns"].as_array().expect("columns").iter().filter(|c| c["unit"] == "count") {
                    let parts: f64 = rows.iter().filter(|r| r["role"] == "part").map(|r| count(r, &column["key"])).sum();
                    assert_eq!(parts, count(total, &column["key"]), "{} {}", table["key"], column["key"]);
                }
            }
        }
    }
}

/// The tables of the page: key, then rows of cells.
fn page_tables(html: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let cell = |text: &str| {
        text.replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&#x2f;", "/")
    };
    let mut out = BTreeMap::new();
    for table in html.split("<table data-table=\"").skip(1) {
        let key = table.split('"').next().expect("a key").to_owned();
        let body = table.split("<tbody>").nth(1).and_then(|t| t.split("</tbody>").next()).expect("a body");
        let rows = body.split("<tr").skip(1).map(|row| {
            row.split("<t")
                .skip(1)
                .filter(|c| c.starts_with('h') || c.starts_with('d'))
                .map(|c| {
                    let text = c.split_once('>').expect("a tag").1;
                    cell(text.split("</t").next().expect("its end"))
                })
                .collect()
        });
        out.insert(key, rows.collect());
    }
    out
}

fn pdf_text(path: &Path) -> String {
    let document = lopdf::Document::load(path).expect("a PDF");
    minutebook::verify::page_texts(&document).join(" ")
}

#[test]
fn every_form_says_the_same() {
    for folder in [coventry(), testford()] {
        for version in ["internal", "published"] {
            let figures = json(&folder, version);
            let html = std::fs::read_to_string(file(&folder, &format!("annual-report-{version}.html"))).expect("the page");
            let page = page_tables(&html);
            let pdf = pdf_text(&file(&folder, &format!("annual-report-{version}.pdf")));
            let mut book: Xlsx<_> = calamine::open_workbook(file(&folder, &format!("annual-report-{version}.xlsx"))).expect("the workbook");
            let csv = std::fs::read_to_string(file(&folder, &format!("annual-report-{version}.csv"))).expect("the CSV");
            let sheets: BTreeMap<String, calamine::Range<Data>> =
                book.sheet_names().into_iter().map(|name| (name.clone(), book.worksheet_range(&name).expect("a sheet"))).collect();
            let mut sheet_of: BTreeMap<String, Vec<&calamine::Range<Data>>> = BTreeMap::new();
            for range in sheets.values() {
                if let Some(Data::String(title)) = range.get_value((0, 0)) {
                    sheet_of.entry(title.clone()).or_default().push(range);
                }
            }
            let (mut on_page, mut in_book) = (0, 0);
            for table in figures["tables"].as_array().expect("tables") {
                let key = table["key"].as_str().expect("a key");
                let columns: Vec<&str> =
                    table["columns"].as_array().expect("columns").iter().map(|c| c["key"].as_str().expect("a key")).collect();
                let rows: Vec<Vec<String>> = table["rows"]
                    .as_array()
                    .expect("rows")
                    .iter()
                    .map(|r| {
                        let cells = columns.iter().map(|c| r["cells"][*c]["shown"].as_str().expect("a figure").to_owned());
                        std::iter::once(r["title"].as_str().expect("a title").to_owned()).chain(cells).collect()
                    })
                    .collect();
                if let Some(shown) = page.get(key) {
                    assert_eq!(*shown, rows, "{version} {key} on the page");
                    on_page += 1;
                    // In print each row's figures stand in their order.
                    for row in &rows {
                        let wanted = normal(&row.join(" "));
                        assert!(pdf.contains(&wanted), "{version} {key}: `{wanted}` is not in the PDF");
                    }
                }
                // A sheet for each table, with numbers as numbers.
                let title = table["title"].as_str().expect("a title");
                let same = sheet_of.get(title).is_some_and(|ranges| {
                    ranges.iter().any(|range| {
                        table["rows"].as_array().expect("rows").iter().zip(3u32..).all(|(row, r)| {
                            columns.iter().zip(1u32..).all(|(c, at)| {
                                let cell = &row["cells"][*c];
                                match range.get_value((r, at)) {
                                    Some(Data::Float(n)) => cell["value"].as_f64() == Some(*n),
                                    Some(Data::Int(n)) => cell["value"].as_f64() == Some(*n as f64),
                                    Some(Data::String(s)) => cell["shown"] == s.as_str(),
                                    _ => cell["value"].is_null() && cell["hidden"] != true,
                                }
                            })
                        })
                    })
                });
                assert!(same, "{version} {key} in the workbook");
                in_book += 1;
                for (row, r) in rows.iter().zip(table["rows"].as_array().expect("rows")) {
                    for (cell, c) in row.iter().skip(1).zip(&columns) {
                        let wanted = r["cells"][*c]["value"].as_f64().map_or_else(|| cell.clone(), |n| n.to_string());
                        assert!(
                            csv.contains(&format!(",{wanted},")) || csv.contains(&format!(",\"{wanted}\",")),
                            "{version} {key} {wanted} in the CSV"
                        );
                    }
                }
            }
            assert!(on_page > 20 && in_book > on_page, "{version}: {on_page} tables on the page, {in_book} in the workbook");
        }
    }
}

/// Figures of two tables that are the same.
const SAME: &[(&str, &str)] = &[
    ("late|count", "timeliness|late"),
    ("indicators|count", "ratings|total"),
    ("repeated_reds|total", "ratings|red"),
    ("reviews|total", "timeliness|total"),
    ("reviews|total", "reviews|count"),
    ("challenges|total", "resolution|total"),
    ("challenges|stage=informal|count", "challenges|informal"),
    ("challenges|count", "challenges|total"),
    ("children|total", "children|count"),
    ("whole|last", "last|reviews|total"),
];

/// Measures whose records are all reviews.
const OF_ALL_REVIEWS: &[&str] =
    &["ratings", "timeliness", "participation", "chaired_by_child", "seen_alone", "parents", "adjourned", "care_plans", "midway"];

/// What an attacker knows: the published tables, what adds up in them, and that equal names are equal figures.
struct Attack {
    names: BTreeMap<String, usize>,
    /// The figure where it is shown.
    known: Vec<Option<f64>>,
    equations: Vec<(usize, Vec<usize>)>,
}

impl Attack {
    fn variable(&mut self, name: String, cell: &Json) -> usize {
        let next = self.known.len();
        let index = *self.names.entry(name).or_insert(next);
        if index == next {
            self.known.push(None);
        }
        match cell["value"].as_f64() {
            Some(n) => self.known[index] = Some(n),
            // A dash: there is nothing.
            None if cell["hidden"] != true && !cell.is_null() => self.known[index] = Some(0.0),
            None => {}
        }
        index
    }

    /// `true_ones` holds every figure: an equation that does not hold is none that an attacker could know.
    fn of(figures: &Json, true_ones: &Json) -> Self {
        let mut attack = Self::read(figures);
        let truth = Self::read(true_ones);
        let value = |name: &str| truth.names.get(name).and_then(|i| truth.known[*i]);
        let own: Vec<String> = attack.names.keys().cloned().collect();
        let index: BTreeMap<usize, String> = attack.names.iter().map(|(n, i)| (*i, n.clone())).collect();
        // What a team held is the same in every table about all reviews: the base and what is beside it.
        let mut wholes: BTreeMap<String, f64> = BTreeMap::new();
        for name in own.iter().filter(|n| n.ends_with("|total")) {
            let parts: Vec<&str> = name.split('|').collect();
            let (measure, row) = match parts[..] {
                ["last", measure, _] => (measure, "last"),
                [measure, row, _] => (measure, row),
                _ => continue,
            };
            if !OF_ALL_REVIEWS.contains(&measure) {
                continue;
            }
            let summed: Vec<usize> =
                attack.equations.iter().find(|(t, p)| *t == attack.names[name] && p.len() > 1).map(|(_, p)| p.clone()).unwrap_or_default();
            let prefix = if row == "last" { format!("last|{measure}|") } else { format!("{measure}|{row}|") };
            let beside: Vec<usize> = own
                .iter()
                .filter(|n| n.starts_with(&prefix))
                .map(|n| attack.names[n])
                .filter(|i| !summed.contains(i) && *i != attack.names[name])
                .collect();
            let all: Vec<usize> = beside.into_iter().chain([attack.names[name]]).collect();
            let Some(sum) = all.iter().map(|i| value(&index[i])).sum::<Option<f64>>() else { continue };
            let whole = format!("whole|{row}");
            if *wholes.entry(whole.clone()).or_insert(sum) == sum && sum > 0.0 {
                let at = attack.variable(whole, &Json::Null);
                attack.equations.push((at, all));
            }
        }
        // Across tables: late reviews by reason are the late reviews, and so on.
        for (one, other) in SAME {
            if let (Some(a), Some(b)) = (attack.names.get(*one).copied(), attack.names.get(*other).copied())
                && (one.starts_with("whole") || value(one) == value(other))
            {
                attack.equations.push((a, vec![b]));
            }
        }
        // Who took part is the sum of the codes that say so.
        let code = |code: &str| attack.names.get(&format!("participation|code={code}|count")).copied();
        for (whole, codes) in [("took_part", &["pn1", "pn2", "pn3", "pn5", "pn6"][..]), ("did_not", &["pn4", "pn7"])] {
            let parts: Vec<usize> = codes.iter().filter_map(|c| code(c)).collect();
            if let (Some(whole), false) = (attack.names.get(&format!("participation|{whole}")).copied(), parts.is_empty()) {
                attack.equations.push((whole, parts));
            }
        }
        attack
    }

    fn read(figures: &Json) -> Self {
        let mut attack = Self { names: BTreeMap::new(), known: Vec::new(), equations: Vec::new() };
        for table in figures["tables"].as_array().expect("tables") {
            let key = table["key"].as_str().expect("a key");
            let measure = key.split(".by_").next().expect("a measure");
            let split = key.split_once(".by_").map_or("", |(_, s)| s);
            let counts: Vec<&str> = table["columns"]
                .as_array()
                .expect("columns")
                .iter()
                .filter(|c| c["unit"] == "count")
                .map(|c| c["key"].as_str().expect("a key"))
                .collect();
            let rows = table["rows"].as_array().expect("rows");
            // All of a measure is one figure wherever it stands, as is last year's.
            let name = |row: &Json, column: &str| match row["key"].as_str().expect("a key") {
                "total" => format!("{measure}|{column}"),
                "last_year" => format!("last|{measure}|{column}"),
                // Rows of the same list of reviews: what a team held is the same in each table about all reviews.
                own => format!("{measure}|{split}={own}|{column}"),
            };
            for row in rows {
                for column in &counts {
                    attack.variable(name(row, column), &row["cells"][*column]);
                }
                for sum in table["sums"].as_array().expect("sums") {
                    let total = attack.names[&name(row, sum["total"].as_str().expect("a key"))];
                    let parts = sum["parts"]
                        .as_array()
                        .expect("parts")
                        .iter()
                        .map(|p| attack.names[&name(row, p.as_str().expect("a key"))])
                        .collect();
                    attack.equations.push((total, parts));
                }
            }
            if table["adds_down"] == true {
                for column in &counts {
                    let Some(total) = rows.iter().find(|r| r["role"] == "total") else { continue };
                    let is_part = |r: &&Json| r["role"] == "part" || r["role"] == "correction";
                    let parts = rows.iter().filter(is_part).map(|r| attack.names[&name(r, column)]).collect();
                    attack.equations.push((attack.names[&name(total, column)], parts));
                }
            }
        }
        attack
    }

    /// The figures that are not shown and can have one value only.
    fn solved(&self) -> Vec<String> {
        use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOutcome};
        let hidden: Vec<usize> = (0..self.known.len()).filter(|i| self.known[*i].is_none()).collect();
        // Noughts are shown, but for those in a row of which nothing is.
        let dark = |i: &usize| self.equations.iter().any(|(_, parts)| parts.contains(i) && parts.iter().all(|p| self.known[*p].is_none()));
        let least: BTreeMap<usize, f64> = hidden.iter().map(|i| (*i, if dark(i) { 0.0 } else { 1.0 })).collect();
        let bound = |of: usize, direction| {
            let mut problem = Problem::new(direction);
            let variables: BTreeMap<usize, _> =
                least.iter().map(|(i, least)| (*i, problem.add_var(f64::from(u8::from(*i == of)), (*least, 1e6)))).collect();
            for (total, parts) in &self.equations {
                let mut expression = LinearExpr::empty();
                let mut constant = 0.0;
                for (i, sign) in parts.iter().map(|p| (p, 1.0)).chain([(total, -1.0)]) {
                    match self.known[*i] {
                        Some(n) => constant += sign * n,
                        None => expression.add(variables[i], sign),
                    }
                }
                problem.add_constraint(expression, ComparisonOp::Eq, -constant);
            }
            match problem.solve() {
                Ok(SolveOutcome::Solution(s)) => s.objective(),
                _ => panic!("the published tables contradict each other"),
            }
        };
        let mut out = Vec::new();
        // What a team held in all is no figure of any table, unless every table hides it.
        let printed = |i: &usize| self.names.iter().any(|(name, n)| n == i && !name.starts_with("whole|"));
        for i in hidden.iter().filter(|i| printed(i)) {
            let (low, high) = (bound(*i, OptimizationDirection::Minimize), bound(*i, OptimizationDirection::Maximize));
            if (high + 1e-6).floor() - (low - 1e-6).ceil() < 1.0 {
                out.push(self.names.iter().find(|(_, n)| *n == i).expect("a name").0.clone());
            }
        }
        out
    }
}

#[test]
fn hidden_figures_cannot_be_worked_out() {
    for folder in [coventry(), testford()] {
        let published = json(&folder, "published");
        let internal = json(&folder, "internal");
        let mut hidden = 0;
        for table in published["tables"].as_array().expect("tables") {
            let key = table["key"].as_str().expect("a key");
            let (same, columns) = (&internal["tables"], table["columns"].as_array().expect("columns"));
            let own = same.as_array().expect("tables").iter().find(|t| t["key"] == key).expect("the same table");
            for row in table["rows"].as_array().expect("rows") {
                // Small categories may be one.
                let Some(before) = own["rows"].as_array().expect("rows").iter().find(|r| r["key"] == row["key"]) else {
                    assert_eq!(row["key"], "others");
                    continue;
                };
                for column in columns.iter().map(|c| (c["key"].as_str().expect("a key"), c["unit"].as_str().expect("a unit"))) {
                    let (cell, whole) = (&row["cells"][column.0], &before["cells"][column.0]);
                    // No count from 1 to 4 is published, unless it counts posts or records and nobody can be known from it.
                    if column.1 == "count" && !["staffing", "staffing.turnover", "left_out"].contains(&key) {
                        let n = whole["value"].as_f64().unwrap_or(0.0);
                        assert!(cell["hidden"] == true || !(n > 0.0 && n < 5.0), "{key} {} {} is {n}", row["key"], column.0);
                    }
                    if cell["hidden"] == true {
                        hidden += 1;
                        assert!(cell["value"].is_null());
                    } else {
                        assert_eq!(cell["shown"], whole["shown"], "what is shown is what was counted");
                    }
                }
                // A percentage beside a hidden count is hidden too.
                for (part, percent) in
                    columns.iter().zip(columns.iter().skip(1)).filter(|(a, b)| a["unit"] == "count" && b["unit"] == "percent")
                {
                    let at = |c: &Json| &row["cells"][c["key"].as_str().expect("a key")];
                    assert!(at(part)["hidden"] != true || at(percent)["hidden"] == true, "{key} {}", row["key"]);
                }
            }
        }
        assert!(hidden > 10, "something is hidden at all: {hidden}");
        let solved = Attack::of(&published, &internal).solved();
        assert!(solved.is_empty(), "these can be worked out: {solved:?}");
    }
}

#[test]
fn the_attack_finds_what_is_not_protected() {
    // The tables as they are inside, with only the small counts taken out: then others give them away.
    let mut figures = json(&coventry(), "internal");
    for table in figures["tables"].as_array_mut().expect("tables") {
        for row in table["rows"].as_array_mut().expect("rows") {
            for (_, cell) in row["cells"].as_object_mut().expect("cells") {
                if cell["value"].as_f64().is_some_and(|n| n > 0.0 && n < 5.0) {
                    *cell = serde_json::json!({ "hidden": true, "shown": "[c]" });
                }
            }
        }
    }
    let tables = figures["tables"].as_array().expect("tables");
    let one: Vec<Json> = tables.iter().filter(|t| t["key"] == "ratings.by_team").cloned().collect();
    let solved = Attack::of(&serde_json::json!({ "tables": one }), &json(&coventry(), "internal")).solved();
    assert!(solved.contains(&"ratings|team=uas|amber".to_owned()), "{solved:?}");
}

#[test]
fn the_published_version_names_no_iro_and_no_child() {
    let folder = testford();
    let published = std::fs::read_to_string(file(&folder, "annual-report-published.html")).expect("the page");
    let internal = std::fs::read_to_string(file(&folder, "annual-report-internal.json")).expect("the figures");
    let internal: Json = serde_json::from_str(&internal).expect("JSON");
    let by_iro = internal["tables"].as_array().expect("tables").iter().find(|t| t["key"] == "reviews.by_iro").expect("a table");
    let names: Vec<&str> = by_iro["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|r| r["role"] == "part")
        .map(|r| r["title"].as_str().expect("a name"))
        .collect();
    assert!(names.len() > 5);
    let csv = std::fs::read_to_string(file(&folder, "annual-report-published.csv")).expect("the CSV");
    let figures = std::fs::read_to_string(file(&folder, "annual-report-published.json")).expect("the figures");
    let pdf = pdf_text(&file(&folder, "annual-report-published.pdf"));
    let signed = std::fs::read_to_string(year("testford-2025-26").join("annual-report-2025-26.yaml")).expect("the record");
    for name in names.into_iter().filter(|n| !signed.contains(n)) {
        for text in [&published, &csv, &figures, &pdf] {
            assert!(!text.contains(name), "{name} is named");
        }
    }
    let mut book: Xlsx<_> = calamine::open_workbook(file(&folder, "annual-report-published.xlsx")).expect("the workbook");
    assert!(!book.sheet_names().iter().any(|n| n.starts_with("Records")), "no list of records is published");
    assert!(book.worksheet_range("Contents").is_ok());
}

#[test]
fn every_figure_can_be_traced() {
    let record = year("coventry-2011-12").join("annual-report.yaml");
    let record = record.to_str().expect("a path");
    for (figure, n) in
        [("ratings.by_team.lac.red", 78), ("timeliness.late", 102), ("challenges.formal", 12), ("children.by_ethnicity.asian.count", 30)]
    {
        let output = minutebook(&["figures", record, "--show", figure]);
        let lines: Vec<String> = stdout(&output).lines().filter(|l| l.contains(".yaml: ")).map(str::to_owned).collect();
        assert_eq!(lines.len(), n, "{figure}");
        let first = lines[0].trim().split(".yaml: ").next().expect("a path").to_owned() + ".yaml";
        assert!(Path::new(&first).is_file(), "{first}");
    }
    let output = minutebook(&["figures", record, "--show", "timelines.late"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean"), "{}", stderr(&output));
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let first = coventry();
    let out = tempfile::tempdir().expect("a folder");
    let output = minutebook(&[
        "render",
        year("coventry-2011-12").join("annual-report.yaml").to_str().expect("a path"),
        "--only",
        "annual_report",
        "--as-of",
        "2027-01-01",
        "--out",
        out.path().to_str().expect("a path"),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mut compared = 0;
    for entry in std::fs::read_dir(out.path().join("annual-report")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let same = first.join(path.file_name().expect("a name"));
        assert_eq!(std::fs::read(&path).expect("a file"), std::fs::read(&same).expect("the same file"), "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 12, "{compared}");
}

/// A small year: a report and two reviews.
fn small(status: &str, more: &str) -> tempfile::TempDir {
    let report = format!(
        "kind: annual-report\npolicy: statutory\nstatus: {status}\nperiod: {{ from: 2025-04-01, to: 2026-03-31 }}\nrecords: [records]\n{more}"
    );
    let good = support::good();
    let other = good.replace("FLT000100", "FLT000200");
    support::folder(&[("annual-report.yaml", &report), ("records/a.yaml", &good), ("records/b.yaml", &other)])
}

#[test]
fn broken_records_are_told_and_a_final_report_refuses_them() {
    let dir = small("draft", "");
    let good = support::good();
    let records = dir.path().join("records");
    // One cannot be read at all; of one only the participation cannot.
    std::fs::write(records.join("c.yaml"), "kind: review\npolicy: [").expect("a file");
    let code = good.replace("code: PN1", "code: PN9");
    assert_ne!(code, good);
    std::fs::write(records.join("b.yaml"), code.replace("FLT000100", "FLT000200")).expect("a file");
    let out = tempfile::tempdir().expect("a folder");
    let record = dir.path().join("annual-report.yaml");
    let output = support::render(&record, out.path());
    let found = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{found}{}", stderr(&output));
    assert!(
        found.contains("warning[R803]") && found.contains("1 out of every figure") && found.contains("1 out of participation"),
        "{found}"
    );
    let page = std::fs::read_to_string(file(&out.path().join("annual-report"), "-internal.html")).expect("the page");
    assert!(page.contains("2 records could not be read in full"), "the report says so");
    let listed = stdout(&minutebook(&["figures", record.to_str().expect("a path"), "--show", "left_out"]));
    assert!(listed.contains("c.yaml: left out of everything") && listed.contains("b.yaml: left out of participation"), "{listed}");
    // The review that lost its participation still counts elsewhere.
    let figures = stdout(&minutebook(&["figures", record.to_str().expect("a path"), "--format", "json"]));
    let figures: Json = serde_json::from_str(&figures).expect("JSON");
    assert_eq!(shown(&figures, "timeliness", "total", "total"), shown(&figures, "reviews", "total", "total"));
    assert_ne!(shown(&figures, "participation", "total", "total"), shown(&figures, "reviews", "total", "total"));
    let text = std::fs::read_to_string(&record).expect("the record").replace("status: draft", "status: final");
    std::fs::write(&record, text).expect("a file");
    let output = support::render(&record, out.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[R803]"));
    assert!(
        !out.path()
            .join("annual-report")
            .read_dir()
            .is_ok_and(|mut d| d.any(|e| e.is_ok_and(|e| e.path().extension().is_some_and(|x| x == "pdf")))),
        "nothing is left of the draft"
    );
}

#[test]
fn hostile_words_stay_words_in_every_form() {
    let nasty = r#"<script>alert(1)</script> =1+1 "quotes" #sys.version $x$ & < >"#;
    let dir = small(
        "draft",
        &format!(
            "narrative:\n  introduction: |\n    {nasty}\n    ![x](http://example.org/x.png) [y](javascript:alert(1))\nlabels: {{ red: '=HYPERLINK(\"http://example.org\")' }}\n"
        ),
    );
    let out = tempfile::tempdir().expect("a folder");
    let output = support::render(&dir.path().join("annual-report.yaml"), out.path());
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let folder = out.path().join("annual-report");
    let page = std::fs::read_to_string(file(&folder, "-internal.html")).expect("the page");
    assert!(
        !page.contains("<script") && !page.contains("<img") && !page.contains("href=\"http") && !page.contains("javascript:alert(1)\""),
        "nothing is live"
    );
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let mut book: Xlsx<_> = calamine::open_workbook(file(&folder, "-internal.xlsx")).expect("the workbook");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).is_ok_and(|f| f.is_empty()), "no formula in {name}");
    }
    let pdf = pdf_text(&file(&folder, "-internal.pdf"));
    assert!(pdf.contains("<script>alert(1)</script>"));
}

#[test]
fn the_return_and_the_tracker_hold_every_record() {
    let folder = coventry();
    let reviews = std::fs::read_to_string(file(&folder, "ssda903-reviews.csv")).expect("the file");
    let mut lines = reviews.lines();
    assert_eq!(lines.next(), Some("CHILD,DOB,REVIEW,REVIEW_CODE"));
    assert_eq!(lines.clone().count(), 1271);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let date = |s: &str| chrono::NaiveDate::parse_from_str(s, "%d/%m/%Y").expect("a date");
        let (born, held) = (date(cells[1]), date(cells[2]));
        let under_4 = minutebook::calendar::age_on(born, held) < 4;
        assert_eq!(cells[3] == "PN0", under_4, "{line}");
    }
    let mut book: Xlsx<_> = calamine::open_workbook(file(&folder, "challenge-tracker.xlsx")).expect("the workbook");
    assert_eq!(book.sheet_names(), ["Challenges", "By level", "By theme", "By month", "Time to answer", "Time to resolve", "Learning"]);
    let sheet = book.worksheet_range("Challenges").expect("a sheet");
    let head: Vec<String> = sheet.rows().next().expect("a head").iter().map(ToString::to_string).collect();
    for wanted in ["Child", "Matter", "Theme", "Stage", "Raised", "Due", "Answered", "Resolved", "Working days to answer", "Learning"] {
        assert!(head.iter().any(|h| h == wanted), "{wanted}");
    }
    let informal = sheet.rows().filter(|r| r[5] == "Informal").count();
    assert_eq!(informal, 33);
    assert!(sheet.height() > 45 + 1, "a line for each stage");
    let outcome = head.iter().position(|h| h == "Outcome").expect("a column");
    assert_eq!(sheet.rows().skip(1).filter(|r| !r[outcome].to_string().is_empty()).count(), 45, "each challenge ends once");
}

/// A figure that is the service's own never stands in the published text as its name in braces.
#[test]
fn what_is_not_published_is_said_to_be_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = support::root().join("tests/cases/f24-raw-braces-in-published/annual-report.yaml");
    let record = record.to_str().expect("a path");
    let output = support::minutebook(&["render", record, "--draft", "--out", folder.path().to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let mut seen = 0;
    for end in ["-published.html", "-published.pdf", "-internal.pdf"] {
        let path = file(&folder.path().join("annual-report"), end);
        let text = if end.ends_with("pdf") { pdf_text(&path) } else { std::fs::read_to_string(&path).expect("the page") };
        let text: String = text.split_whitespace().collect();
        assert!(!text.contains("{{"), "{end}");
        seen += usize::from(text.contains("[apercentagethatisnotshown]White"));
    }
    assert_eq!(seen, 2, "in both published forms, and not in the service's own");
}

/// Brent keeps its tracking sheet all year round, not only for the report.
#[test]
fn a_tracker_is_made_of_a_folder_at_any_time() {
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("tracker.xlsx");
    let samples = support::root().join("samples");
    let run = |folder: &str, more: &[&str]| {
        let folder = samples.join(folder);
        let mut args = vec!["tracker", folder.to_str().expect("a path"), "--policy", "brent", "--output", file.to_str().expect("a path")];
        args.extend(more);
        support::minutebook(&args)
    };
    let output = run("brent-year", &["--to", "2026-03-31"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("1 challenge, "), "{}", stdout(&output));
    let mut book: Xlsx<_> = calamine::open_workbook(&file).expect("the workbook");
    let sheet = book.worksheet_range("Challenges").expect("a sheet");
    let record = std::fs::read_to_string(samples.join("brent-year/2026-03-03-alert.yaml")).expect("the alert");
    let stages = record.lines().filter(|l| l.trim_start().starts_with("- stage:")).count();
    assert_eq!(sheet.height(), stages + 1, "a line for each stage");
    let months = book.worksheet_range("By month").expect("a sheet");
    assert!(months.height() < 8, "from the month of the first challenge: {months:?}");

    // Each day tells what was known on it: three days after it was raised nothing had come of it.
    let cells = |more: &[&str]| {
        std::fs::remove_file(&file).expect("it goes");
        let output = run("brent-year", more);
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        let mut book: Xlsx<_> = calamine::open_workbook(&file).expect("the workbook");
        let rows: Vec<Vec<String>> =
            book.worksheet_range("Challenges").expect("a sheet").rows().map(|r| r.iter().map(ToString::to_string).collect()).collect();
        (rows, stdout(&output))
    };
    let (early, said) = cells(&["--to", "05/03/2026"]);
    let column = |name: &str| early[0].iter().position(|c| c == name).expect("a column");
    assert!(said.contains("1 of them open on 2026-03-05"), "{said}");
    let of = |row: usize, name: &str| early[row][column(name)].as_str();
    assert_eq!((early.len(), of(1, "How it stands"), of(1, "Outcome")), (3, "Taken to the next stage", ""));
    assert_eq!((of(2, "Outcome"), of(2, "Answered"), of(2, "Answered in time")), ("Open", "", "not due yet"));
    // What was raised before the first day and is not settled is still there.
    let (later, said) = cells(&["--from", "2026-03-05", "--to", "2026-03-31"]);
    assert!(said.contains("(1 raised before 2026-03-05)") && later.len() > 1, "{said}");
    // The pack is the records' own unless another is asked for.
    std::fs::remove_file(&file).expect("it goes");
    let folder = samples.join("brent-year");
    let own = support::minutebook(&[
        "tracker",
        folder.to_str().expect("a path"),
        "--output",
        file.to_str().expect("a path"),
        "--to",
        "2026-03-31",
    ]);
    assert_eq!(own.status.code(), Some(0), "{}", stderr(&own));
    let mut book: Xlsx<_> = calamine::open_workbook(&file).expect("the workbook");
    let levels = format!("{:?}", book.worksheet_range("By level").expect("a sheet"));
    assert!(!levels.contains("Not recorded"), "Brent's stages are known: {levels}");

    for (args, wanted) in [
        (vec!["--from", "2026-05-01", "--to", "2026-03-01"], "is after the last"),
        (vec!["--from", "soon"], "write a date as"),
        (vec!["--iro", "Nobody Known"], "there is no team or IRO"),
        (vec!["--output", "tracker.csv"], "ends in .xlsx"),
    ] {
        let mut all = vec!["tracker", folder.to_str().expect("a path")];
        all.extend(args);
        let output = support::minutebook(&all);
        assert!(format!("{}{}", stdout(&output), stderr(&output)).contains(wanted), "{wanted}: {}{}", stdout(&output), stderr(&output));
    }

    // What an office wrote into it stays.
    let before = std::fs::read(&file).expect("the workbook");
    let again = run("brent-year", &[]);
    assert_eq!((again.status.code(), std::fs::read(&file).expect("the workbook")), (Some(2), before));
    // Nothing to track is no empty workbook.
    std::fs::remove_file(&file).expect("it goes");
    assert_eq!(run("remand", &[]).status.code(), Some(3));
    assert!(!file.exists());
    assert_eq!(run("brent-year", &["--to", "2026-01-31"]).status.code(), Some(3));
}

/// What the practice standards ask for: observations once in so long, audits, and what they showed.
#[test]
fn observations_and_audits_are_counted() {
    let record = support::root().join("samples/annual-report/annual-report.yaml");
    let root = support::root().join("samples");
    let figure = |name: &str| {
        let output =
            support::minutebook(&["figures", record.to_str().expect("a path"), "--root", root.to_str().expect("a path"), "--show", name]);
        stdout(&output)
    };
    let count = figure("practice_checks.observation.count");
    assert!(count.starts_with("practice_checks.observation.count = 1\n") && count.contains("2026-08-11-observation.yaml"), "{count}");
    assert!(figure("practice_checks.observation.checked").contains("= 1\n"), "of those who chaired");
    assert!(figure("practice_checks.audit.count").contains("= 0\n"));
    assert!(figure("practice_checks.by_standard.observation_rights_promoted.not_met").contains("= 1\n"));
    assert!(figure("practice_checks.by_standard.total.total").contains("= 7\n"));
    // They tell single members of staff apart.
    let published =
        support::minutebook(&["figures", record.to_str().expect("a path"), "--root", root.to_str().expect("a path"), "--published"]);
    assert!(!stdout(&published).contains("practice_checks"), "{}", stdout(&published));
}

#[test]
fn a_scorecard_counts_one_team_beside_the_whole() {
    let folder = coventry();
    let text = pdf_text(&file(&folder, "annual-report-scorecard-team-lac.pdf"));
    assert!(text.contains(&normal("Reviews held 595 1,271")), "{text}");
    assert!(text.contains(&normal("Rated red 13.1% 11.1%")), "{text}");
}

#[test]
fn a_quarter_is_a_report_too() {
    let record = year("testford-2025-26").join("quarter-4.yaml");
    let out = tempfile::tempdir().expect("a folder");
    let output = support::render(&record, out.path());
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let folder = out.path().join("annual-report");
    let year_figures = json(&testford(), "internal");
    let text = std::fs::read_to_string(file(&folder, "quarterly-report-internal.json")).expect("the figures");
    let figures: Json = serde_json::from_str(&text).expect("JSON");
    let quarter = shown(&figures, "reviews", "total", "total");
    assert_eq!(quarter, shown(&year_figures, "reviews.by_quarter", "2025-q4", "count"), "the quarter is that of the year's report");
    let returned = |folder: &Path| {
        std::fs::read_dir(folder).expect("the folder").any(|f| f.expect("a file").file_name().to_string_lossy().contains("ssda903"))
    };
    assert!(!returned(&folder), "a quarter's reviews are not those of the return");
    assert!(returned(&coventry()), "a year's are");
}

#[test]
fn measures_are_documented() {
    let listed = stdout(&minutebook(&["list", "measures"]));
    for measure in minutebook::annual::MEASURES {
        assert!(listed.contains(&format!("{}: {}", measure.key, measure.title)));
        for words in [measure.numerator, measure.denominator, measure.left_out, measure.source] {
            assert!(!words.is_empty() && listed.contains(words), "{}", measure.key);
        }
    }
    let files: Vec<String> = std::fs::read_dir(root().join("src/annual/measures"))
        .expect("the folder")
        .map(|e| e.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let list = std::fs::read_to_string(root().join("src/annual/measures/mod.rs")).expect("the list");
    for name in files.iter().filter(|n| *n != "mod") {
        assert!(list.contains(&format!("{name}::")), "{name} is in the list");
    }
}

#[test]
fn median_and_nine_in_ten_are_by_nearest_rank() {
    use minutebook::annual::cross::median_and_p90;
    assert_eq!(median_and_p90(Vec::new()), None);
    assert_eq!(median_and_p90(vec![7]), Some((7.0, 7)));
    assert_eq!(median_and_p90(vec![4, 1, 3, 2]), Some((2.5, 4)));
    assert_eq!(median_and_p90((1..=10).rev().collect()), Some((5.5, 9)));
    assert_eq!(median_and_p90((1..=11).collect()), Some((6.0, 10)));
}

#[test]
fn a_typed_table_that_repeats_a_counted_one_gives_nothing_away() {
    let out = tempfile::tempdir().expect("a folder");
    let output = support::render(&root().join("tests/faults/R000-good-annual/annual-report.yaml"), out.path());
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let page = |version: &str| {
        let path = file(&out.path().join("annual-report"), &format!("annual-report-{version}.html"));
        page_tables(&std::fs::read_to_string(path).expect("the page"))
    };
    assert_eq!(page("internal")["tables.took_part"][0][1], "1", "the service sees it as it was typed");
    // The counted table it repeats is not published, so it is not either.
    let published = page("published");
    assert!(!published.contains_key("tables.took_part"));
    assert_eq!(published["participation"][0][1], "[c]", "and what it adds up to is hidden");
}

/// A folder with a report over some records.
fn report_over(records: &[(&str, String)], more: &str) -> tempfile::TempDir {
    let report =
        format!("kind: annual-report\npolicy: birmingham\nperiod: {{ from: 2025-04-01, to: 2026-03-31 }}\nrecords: [records]\n{more}");
    let mut files: Vec<(String, String)> = records.iter().map(|(name, text)| (format!("records/{name}.yaml"), text.clone())).collect();
    files.push(("report.yaml".to_owned(), report));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    support::folder(&files)
}

/// A report over records, rendered into `out` beside it.
fn rendered(dir: &tempfile::TempDir, arguments: &[&str]) -> std::process::Output {
    let path = |name: &str| dir.path().join(name).display().to_string();
    let (report, out, root) = (path("report.yaml"), path("out"), path(""));
    minutebook(&[&["render", &report, "--out", &out, "--root", &root], arguments].concat())
}

/// The figures of a report over records, by name, as they are shown.
fn figures_of(records: &[(&str, String)], more: &str) -> BTreeMap<String, String> {
    let dir = report_over(records, more);
    let file = dir.path().join("report.yaml");
    let output = minutebook(&["figures", file.to_str().expect("a path"), "--root", dir.path().to_str().expect("a path")]);
    assert!(!stderr(&output).contains("error"), "{}", stderr(&output));
    let text = stdout(&output);
    let lines = text.lines().filter_map(|l| l.strip_prefix("  ")?.split_once(' '));
    lines.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// A review of a child of one's own, made from the good one.
fn review_of(child: usize, held: &str, changes: &[(&str, &str)]) -> String {
    let mut text = support::good()
        .replace("policy: statutory", "policy: birmingham")
        .replace("FLT000100", &format!("FLT0003{child:02}"))
        .replace("Robin Ashdown", ["Robin Ashdown", "Bryony Falk", "Callum Reyes", "Dora Winterbourne", "Ewan Mistry"][child])
        .replace("  date: 2026-03-10\n", &format!("  date: {held}\n"));
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

/// How reviews were held and prepared, who came, and where children are, counted by hand over six reviews of five children.
#[test]
fn what_most_services_publish_is_counted() {
    let attended = "  - { person: child, how: attended }\n  - { person: carer, how: attended }\n";
    let records = [
        // In person; an advocate spoke; the IRO visited; out of area.
        (
            "a",
            review_of(
                0,
                "2026-03-10",
                &[
                    ("code: PN1", "code: PN2"),
                    ("postcode: TF1 5XY }", "postcode: TF1 5XY, in_area: false }"),
                    ("participation:\n", "iro_visits: [2025-11-04, 2026-01-20]\nparticipation:\n"),
                ],
            ),
        ),
        // All by video, and nobody visited; another IRO than in the review after it.
        (
            "b",
            review_of(
                1,
                "2025-09-16",
                &[
                    (attended, "  - { person: child, how: attended_remotely }\n  - { person: carer, how: attended_remotely }\n"),
                    ("  - { person: worker, how: attended }", "  - { person: worker, how: attended_remotely }"),
                    ("participation:\n", "iro_visits: []\nparticipation:\n"),
                    ("Helena Voss", "Jane Marr"),
                    ("  previous_review: 2025-09-16\n", "  previous_review: 2025-03-20\n"),
                ],
            ),
        ),
        (
            "b2",
            review_of(
                1,
                "2026-03-10",
                &[
                    (attended, "  - { person: child, how: attended }\n  - { person: carer, how: attended_remotely }\n"),
                    ("since: 2024-01-08, with", "since: 2026-01-08, with"),
                    ("postcode: TF1 5XY }", "postcode: TF1 5XY, in_area: true }"),
                ],
            ),
        ),
        // Without a meeting.
        (
            "c",
            review_of(
                2,
                "2026-03-10",
                &[("  how: meeting\n", "  how: without_meeting\n"), (attended, ""), ("  - { person: worker, how: attended }\n", "")],
            ),
        ),
        // The plan came late, advocacy was not explained.
        (
            "d",
            review_of(
                3,
                "2026-03-10",
                &[
                    ("paper: care_plan, received: 2026-03-02", "paper: care_plan, received: 2026-03-09"),
                    ("  advocacy_explained: true", "  advocacy_explained: false"),
                ],
            ),
        ),
    ];
    let more = "leaving_care: { adopted: 3, aged_18: 9 }\npopulation: { under_18: 8000 }\ncompared: { timeliness.percent: { england: 88.8, neighbours: 90.1, year: 2024/25 }, children.rate: { england: 70 } }\nstaffing: { years: [{ year: 2025/26, fte: 2, full_time: 2, part_time: 0, people: 2, permanent: 1, agency: 1 }] }\n";
    let figures = figures_of(&records, more);
    for (name, wanted) in [
        ("meetings.in_person", "2"),
        ("meetings.by_video", "1"),
        ("meetings.both", "1"),
        ("meetings.without", "1"),
        ("meetings.total", "5"),
        ("attended.child.count", "4"),
        ("attended.carer.count", "4"),
        ("attended.social_worker.count", "4"),
        ("attended.parent.count", "0"),
        ("attended.count", "5"),
        ("advocacy.used", "1"),
        ("advocacy.offered", "3"),
        ("advocacy.not_offered", "1"),
        ("iro_visits.yes", "1"),
        ("iro_visits.no", "1"),
        ("iro_visits.not_recorded", "3"),
        ("children.by_placements.1.count", "3"),
        ("children.by_placements.2.count", "1"),
        ("children.by_area.inside.count", "1"),
        ("children.by_area.outside.count", "1"),
        ("children.by_area.not_recorded.count", "2"),
        ("children.by_plan.special_guardianship.count", "4"),
        ("same_iro.no", "1"),
        ("same_iro.one_review", "3"),
        // Four children in care among eight thousand.
        ("children.total", "4"),
        ("children.rate", "5"),
        ("children.england.rate", "70"),
        ("timeliness.england.percent", "88.8%"),
        ("timeliness.neighbours.percent", "90.1%"),
        ("staffing.2025_26.agency", "1"),
        ("leaving_care.adopted.count", "3"),
        ("leaving_care.count", "12"),
        ("leaving_care.adopted.percent", "25.0%"),
    ] {
        assert_eq!(figures.get(name).map(String::as_str), Some(wanted), "{name}: {figures:#?}");
    }
    // Of five one has a plan that came after its day, the fifth working day before; those of the review in September came half a year later.
    assert_eq!((figures["papers_shared.yes"].as_str(), figures["papers_shared.no"].as_str()), ("3", "2"), "{figures:#?}");
}

/// Some teams, all but some; headings, own sections, what is left out and why, charts.
#[test]
fn a_manager_chooses_teams_sections_headings_and_charts() {
    let team = |child: usize, name: &str| {
        let text = review_of(child, "2026-03-10", &[]);
        let manager = "manager: { name: Dora Lind, role: team_manager, email: dora.lind@example.org }";
        assert!(text.contains(manager));
        text.replace(manager, &format!("manager: {{ name: Dora Lind, role: team_manager, team: {name}, email: dora.lind@example.org }}"))
    };
    let records: Vec<(String, String)> =
        ["North", "North", "South", "West"].iter().enumerate().map(|(i, name)| (format!("r{i}"), team(i, name))).collect();
    let records: Vec<(&str, String)> = records.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    for (only, reviews) in [
        ("{ team: North }", "2"),
        ("{ teams: [North, South] }", "3"),
        ("{ without_teams: [north] }", "2"),
        ("{ without_teams: [North, West] }", "1"),
        ("{ iros: [Helena Voss] }", "4"),
    ] {
        let figures = figures_of(&records, &format!("only: {only}\nversions: [internal]\n"));
        assert_eq!(figures["reviews.total"], reviews, "{only}");
    }
    let more = "status: draft\nversions: [internal]\nheadings: { timeliness: Were reviews on time? }\nown_sections: [{ section: voice, title: What young people asked for, after: participation }]\nleave_out: { feedback: Too few came back to say anything }\ncharts: { timeliness.by_team: shares, participation.by_code: none }\nnarrative: { voice: They asked for longer visits., participation: Most came. }\n";
    let dir = report_over(&records, more);
    let out = dir.path().join("out");
    let args = [
        "render",
        "report.yaml",
        "--out",
        "out",
        "--root",
        "",
        "--as-of",
        "2026-05-01",
        "--conformance",
        "none",
        "--message-format",
        "short",
    ];
    let args: Vec<String> = args
        .iter()
        .map(|a| if ["report.yaml", "out", ""].contains(a) { dir.path().join(a).display().to_string() } else { (*a).to_owned() })
        .collect();
    let output = minutebook(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(!stdout(&output).contains("R813") && !stdout(&output).contains("R1"), "{}", stdout(&output));
    let html = std::fs::read_to_string(file(&out.join("annual-report"), "internal.html")).expect("the page");
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(at("How children and families took part</h") < at("What young people asked for</h"));
    assert!(at("What young people asked for</h") < at("Were reviews on time?</h"));
    assert!(html.contains("They asked for longer visits.") && html.contains("Left out: What families told us."));
    assert!(html.contains("Too few came back to say anything.") && !html.contains("What families told us</h"));
    let drawn = |table: &str| html.contains(&format!("lines that begin with {table})"));
    assert!(drawn("timeliness.by_team") && !drawn("participation.by_code"), "what is asked for is drawn");
    // What is asked for and is not there is told, with what there is.
    let report = std::fs::read_to_string(dir.path().join("report.yaml")).expect("the report");
    let wrong = report
        .replace("timeliness.by_team: shares", "timeliness.by_taem: shares")
        .replace("{ feedback:", "{ feedbacks:")
        .replace("{ timeliness: Were", "{ timelines: Were");
    std::fs::write(dir.path().join("report.yaml"), wrong).expect("written");
    let output = minutebook(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let told = stdout(&output);
    for part in ["`timeliness.by_taem`", "`feedbacks`", "`timelines`"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// A count corrected by hand stands wherever it is shown, percentages follow, both numbers stand in the service's version, and sums must hold.
#[test]
fn a_figure_is_corrected_with_a_reason_and_sums_are_checked_again() {
    let records: Vec<(String, String)> = (0..5).map(|i| (format!("r{i}"), review_of(i, "2026-03-10", &[]))).collect();
    let files = |corrections: &str| {
        let report = format!(
            "kind: annual-report\npolicy: birmingham\nstatus: draft\nperiod: {{ from: 2025-04-01, to: 2026-03-31 }}\nrecords: [records]\nnarrative: {{ timeliness: Most were on time. }}\ncorrections:\n{corrections}"
        );
        let mut files: Vec<(String, String)> = records.iter().map(|(name, text)| (format!("records/{name}.yaml"), text.clone())).collect();
        files.push(("report.yaml".to_owned(), report));
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        support::folder(&files)
    };
    let run = |dir: &tempfile::TempDir| {
        let path = |name: &str| dir.path().join(name).display().to_string();
        minutebook(&[
            "render",
            &path("report.yaml"),
            "--out",
            &path("out"),
            "--root",
            &path(""),
            "--as-of",
            "2026-05-01",
            "--conformance",
            "none",
            "--message-format",
            "short",
        ])
    };
    let line = |figure: &str, value: u32| {
        format!("  - {{ figure: {figure}, value: {value}, reason: One was entered twice, by: Hilary Wychwood }}\n")
    };
    // A total without what it is made of does not add up.
    let told = stdout(&run(&files(&line("seen_alone.total", 4))));
    assert!(
        told.contains("error[R821]")
            && told.contains("does not add up: Reviews before which the IRO saw the child in private, All: 5 + 0 is not 4"),
        "{told}"
    );
    assert!(stdout(&run(&files(&line("seen_alone.yse", 4)))).contains("is no count of the report"));
    let told = stdout(&run(&files(&line("seen_alone.yes", 5))));
    assert!(told.contains("warning[R821]: the records give 5 too"), "{told}");
    // One fewer in all than there are records is said, and is no error.
    let told = stdout(&run(&files(&line("timeliness.on_time", 4))));
    assert!(
        told.contains("warning[R821]: with it 1 fewer are counted in all than the 5 that the records give")
            && !told.contains("error[R821]"),
        "{told}"
    );
    // A slip of the keys, and what no record is behind.
    assert!(stdout(&run(&files(&line("seen_alone.yes", 500)))).contains("error[R821]: with it 495 more"));
    let told = stdout(&run(&files(&format!("{}leaving_care: {{ adopted: 12 }}\n", line("leaving_care.adopted.count", 3)))));
    assert!(told.contains("no record of a review or challenge is behind `leaving_care.adopted.count`"), "{told}");
    // One figure under two names, corrected to two numbers.
    let told = stdout(&run(&files(&format!("{}{}", line("seen_alone.by_team.total.yes", 4), line("seen_alone.yes", 3)))));
    assert!(told.contains("error[R821]: with the other corrections it comes to 3"), "{told}");
    // Two splits of what may be the same review.
    let (team, iro) = (line("seen_alone.by_team.not_recorded.yes", 4), line("seen_alone.by_iro.helena_voss.yes", 4));
    let told = stdout(&run(&files(&format!("{team}{iro}"))));
    assert!(told.contains("`seen_alone.yes` is changed by it and by `seen_alone.by_team.not_recorded.yes`"), "{told}");
    // One line for what was counted wrong and one for what it is: all else follows, and the splits that do not know of it have a row.
    let dir = files(&format!("{team}{iro}{}{}", line("seen_alone.yes", 4), line("seen_alone.by_team.not_recorded.no", 1)));
    let output = run(&dir);
    assert!(!stdout(&output).contains("R821"), "{}", stdout(&output));
    let figures = json(&dir.path().join("out/annual-report"), "internal");
    let of = |table: &str, row: &str| ["yes", "no", "total"].map(|column| shown(&figures, table, row, column));
    assert_eq!(of("seen_alone", "total"), ["4", "1", "5"]);
    assert_eq!(shown(&figures, "seen_alone", "total", "percent"), "80.0");
    assert_eq!(of("seen_alone.by_team", "not_recorded"), ["4", "1", "5"]);
    assert_eq!(of("seen_alone.by_iro", "helena_voss"), ["4", "0", "4"]);
    assert_eq!(of("seen_alone.by_iro", "corrected"), ["0", "+1", "+1"]);
    assert_eq!(of("seen_alone.by_age", "10_to_15"), ["5", "0", "5"]);
    assert_eq!(of("seen_alone.by_age", "corrected"), ["\u{2212}1", "+1", "0"]);
    assert_eq!(of("seen_alone.by_age", "total"), ["4", "1", "5"]);
    let table = figures["tables"].as_array().expect("tables").iter().find(|t| t["key"] == "seen_alone.by_age").expect("the table");
    let total = table["rows"].as_array().expect("rows").iter().find(|r| r["key"] == "total").expect("the total");
    assert_eq!(total["cells"]["yes"]["corrected"], -1, "a program that reads the figures sees what was corrected");
    let page =
        |version: &str| std::fs::read_to_string(file(&dir.path().join("out/annual-report"), &format!("{version}.html"))).expect("the page");
    for words in [
        "Corrected by Hilary Wychwood (Seen in private: 4 where the records give 5; Not seen in private). Reviews before which the IRO saw the child in private by team, Not recorded, Seen in private: 4 where the records give 5;",
        "Corrected by hand.",
        "by team (Not recorded, Seen in private: 4 where the records give 5; Not recorded, Not seen in private: 1 where the records give 0). One was entered twice. By Hilary Wychwood.",
    ] {
        assert!(page("internal").contains(words), "{words}: {}", page("internal"));
    }
    assert!(!page("published").contains("Hilary Wychwood") && !page("published").contains("the records give"));
}

/// What a correction says of one measure follows where another's categories mean the same; what nobody can know is not made up.
#[test]
fn a_correction_follows_what_categories_mean() {
    let records: Vec<(String, String)> = (0..5).map(|i| (format!("r{i}"), review_of(i, "2026-03-10", &[]))).collect();
    let records: Vec<(&str, String)> = records.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let of =
        |corrections: &str| figures_of(&records, &format!("narrative: {{ timeliness: Most were on time. }}\ncorrections:\n{corrections}"));
    let line = |figure: &str, value: u32| format!("  - {{ figure: {figure}, value: {value}, reason: A slip, by: Hilary Wychwood }}\n");
    // A code says whether the child took part.
    let figures = of(&format!("{}{}", line("participation.by_code.pn1.count", 4), line("participation.by_code.pn7.count", 1)));
    let figure = |name: &str| figures.get(name).map_or("none", String::as_str);
    assert_eq!([figure("participation.took_part"), figure("participation.did_not"), figure("participation.percent")], ["4", "1", "80.0%"]);
    assert_eq!(figure("participation.by_iro.corrected.did_not"), "+1");
    assert_eq!(figure("reviews.total"), "5");
    // Late reviews have reasons, which this one has not.
    let figures = of(&format!("{}{}", line("timeliness.on_time", 4), line("timeliness.late", 1)));
    let figure = |name: &str| figures.get(name).map_or("none", String::as_str);
    assert_eq!([figure("late.count"), figure("late.corrected.count"), figure("timeliness.by_month.corrected.late")], ["1", "+1", "+1"]);
}

/// The year after shows what the report of the year before had, with its corrections; what small numbers they make stays hidden.
#[test]
fn the_year_after_shows_what_was_corrected() {
    let review = |i: usize, held: &str| review_of(i, held, &[]);
    let report = |year: i32, more: &str| {
        format!(
            "kind: annual-report\npolicy: birmingham\nstatus: draft\nperiod: {{ from: {year}-04-01, to: {}-03-31 }}\nrecords: [records-{year}]\n{more}",
            year + 1
        )
    };
    let correction = "corrections:\n  - { figure: seen_alone.yes, value: 4, reason: A slip, by: Hilary Wychwood }\n  - { figure: seen_alone.no, value: 1, reason: A slip, by: Hilary Wychwood }\n";
    let mut files: Vec<(String, String)> = vec![
        ("before.yaml".to_owned(), report(2025, correction)),
        ("report.yaml".to_owned(), report(2026, "last_year: { report: before.yaml, figures: { seen_alone.percent: 100.0 } }\n")),
    ];
    for i in 0..5 {
        files.push((format!("records-2025/r{i}.yaml"), review(i, "2026-03-10")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let dir = support::folder(&files);
    std::fs::create_dir(dir.path().join("records-2026")).expect("a folder");
    std::fs::write(dir.path().join("records-2026/r.yaml"), review(0, "2026-09-08").replace("2026-03-", "2026-09-")).expect("written");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let output = minutebook(&["figures", &path("report.yaml"), "--root", &path(""), "--format", "json"]);
    let figures: Json = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(shown(&figures, "seen_alone", "last_year", "yes"), "4", "{}", stderr(&output));
    assert!(stderr(&output).contains("R809") && stderr(&output).contains("is 80 in its own report"), "{}", stderr(&output));
}

/// What the page in `docs` shows of a report: table, and the part of the record that gives it; none for what is counted from the records alone.
const ON_THE_PAGE: &[(&str, &str)] = &[
    ("ratings.by_team", ""),
    ("timeliness.years", "history:"),
    ("participation.by_age", ""),
    ("challenges.by_stage", "labels:"),
    ("attended", ""),
    ("caseload_summary", ""),
    ("staffing", "staffing:"),
    ("staffing.ethnicity", "staffing:"),
    ("protection", "protection:"),
    ("protection.ended", "protection:"),
];

/// `docs/report.md` shows ten tables that the program makes, as it makes them now.
#[test]
fn the_page_of_published_tables_is_as_the_program_makes_them() {
    let figures = json(&coventry(), "internal");
    let record = std::fs::read_to_string(year("coventry-2011-12").join("annual-report.yaml")).expect("the record");
    let part = |key: &str| -> String {
        let mut lines = record.lines().skip_while(|l| !l.starts_with(key));
        let first = lines.next().map(str::to_owned);
        first.into_iter().chain(lines.take_while(|l| l.starts_with(' ')).map(str::to_owned)).collect::<Vec<_>>().join("\n")
    };
    let mut made = String::new();
    for (key, from) in ON_THE_PAGE {
        let tables = figures["tables"].as_array().expect("tables");
        let table = tables.iter().find(|t| t["key"] == *key).unwrap_or_else(|| panic!("no table {key}"));
        let text = |v: &Json| v.as_str().unwrap_or_default().to_owned();
        let columns: Vec<(String, String)> =
            table["columns"].as_array().expect("columns").iter().map(|c| (text(&c["key"]), text(&c["title"]))).collect();
        made.push_str(&format!("### {} (`{key}`)\n\n", text(&table["title"])));
        if from.is_empty() {
            made.push_str("Counted from the records: nothing is written for it.\n\n");
        } else {
            made.push_str(&format!("```yaml\n{}\n```\n\n", part(from)));
        }
        let titles: Vec<&str> = columns.iter().map(|(_, title)| title.as_str()).collect();
        made.push_str(&format!("| | {} |\n|{}\n", titles.join(" | "), " --- |".repeat(titles.len() + 1)));
        for row in table["rows"].as_array().expect("rows") {
            let cells: Vec<String> = columns.iter().map(|(key, _)| text(&row["cells"][key]["shown"])).collect();
            made.push_str(&format!("| {} | {} |\n", text(&row["title"]), cells.join(" | ")));
        }
        made.push('\n');
    }
    let path = root().join("docs/report.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let (before, rest) = page.split_once("<!-- tables -->\n").expect("where the tables begin");
    let (_, after) = rest.split_once("<!-- end of tables -->").expect("where they end");
    support::expect_file(&path, &format!("{before}<!-- tables -->\n{made}<!-- end of tables -->{after}"));
}

/// A report of a part of the service says so, and gives away nothing of the rest beside what all of it published a year ago; a history and a
/// number in a text that contradict the figures are told.
#[test]
fn a_report_of_a_part_says_so_and_shows_no_year_before() {
    let records: Vec<(&str, String)> =
        vec![("a", review_of(0, "2026-03-10", &[])), ("b", review_of(1, "2026-03-10", &[("Helena Voss", "Jane Marr")]))];
    let more = "last_year: { figures: { timeliness.percent: 91.9, timeliness.on_time: 40 } }\nhistory: { timeliness: [{ year: 2024/25, value: 92 }] }\npopulation: { under_18: 8000 }\nnarrative: { timeliness: \"We held 57 reviews, and each IRO has between 50 and 70 children in care.\" }\n";
    let run = |only: &str| {
        let dir = report_over(&records, &format!("{more}{only}"));
        let output = rendered(&dir, &["--as-of", "2026-05-01", "--conformance", "none", "--message-format", "short", "--draft"]);
        (dir, stdout(&output))
    };
    let (_, told) = run("");
    assert!(told.contains("R809") && told.contains("92 for 2024/25"), "{told}");
    let of_words: Vec<&str> = told.lines().filter(|line| line.contains("R820")).collect();
    assert!(of_words.len() == 1 && of_words[0].contains("57 reviews"), "limits are no counts: {of_words:?}");
    let part = more.replace("value: 92 ", "value: 91.9 ").replace("We held 57 reviews, and each", "Each");
    for (only, is_part) in [("", false), ("only: { without_iros: [Jane Marr] }\nstaff_names: names\n", true)] {
        let dir = report_over(&records, &format!("status: draft\n{part}{only}"));
        let out = dir.path().join("out");
        let output = rendered(&dir, &["--as-of", "2026-05-01", "--conformance", "none"]);
        let end = if is_part { "published.json" } else { "annual-report-published.json" };
        let text = std::fs::read_to_string(file(&out.join("annual-report"), end)).unwrap_or_else(|e| panic!("{e}: {}", stdout(&output)));
        assert_eq!(text.contains("\"last_year\""), !is_part, "the year before, {only}");
        let page = std::fs::read_to_string(file(&out.join("annual-report"), "published.html")).expect("the page");
        assert_eq!(page.contains("does not count the whole service: without the work of Jane Marr"), is_part, "{only}");
        let figures = figures_of(&records, &format!("{part}{only}"));
        assert_eq!(figures.contains_key("children.rate"), !is_part, "there is no population of a part");
    }
}

/// A cover with logo and picture, the committee's report at the end, years of another measure than those that every report has; and what of a
/// picture cannot be used.
#[test]
fn a_manager_puts_on_a_cover_and_the_committee_last() {
    let records: Vec<(&str, String)> = vec![("a", review_of(0, "2026-03-10", &[])), ("b", review_of(1, "2026-03-10", &[]))];
    let cover = "cover: { title: Every review counts, subtitle: What we did, logo: logo.svg, picture: boat.png, picture_shows: A boat, author: Ann Cole, date: 2026-06-30, contact: 01632 960100 }\n";
    let committee = "cover_report: { after: true, date: 2026-07-01, member: The member, director: The director, wards: All, key_decision: false, summary: In short, recommendations: [To note it] }\n";
    let more = format!("history: {{ seen_alone: [{{ year: 2023/24, value: 70 }}, {{ year: 2024/25, value: 80 }}] }}\n{cover}{committee}");
    let run = |more: &str, logo: &[u8]| {
        let dir = report_over(&records, more);
        std::fs::write(dir.path().join("logo.svg"), logo).expect("a logo");
        std::fs::copy(support::root().join("samples/annual-report/boat.png"), dir.path().join("boat.png")).expect("a picture");
        let output = rendered(&dir, &["--as-of", "2026-08-01", "--conformance", "all", "--draft", "--message-format", "short"]);
        (dir, stdout(&output))
    };
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><script>alert(1)</script><rect width='40' height='20' fill='#1f5f7a'/></svg>";
    let (dir, told) = run(&more, svg);
    assert!(!told.contains("R9"), "{told}");
    let page = std::fs::read_to_string(file(&dir.path().join("out/annual-report"), "internal.html")).expect("the page");
    for words in ["<h1>Every review counts</h1>", "What we did", "alt=\"A boat\"", "Ann Cole", "30 June 2026", "01632 960100", ", by year"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("alert(1)"), "nothing of a picture runs");
    let (first, last) = (page.find("id=\"glance\"").expect("the summary"), page.find("<h2 id=\"committee\"").expect("the committee"));
    assert!(first < last && page[last..].find("<section aria-labelledby=\"s-").is_none(), "the committee's report is the last");
    let text = pdf_text(&file(&dir.path().join("out/annual-report"), "internal.pdf"));
    let at = |words: &str| text.rfind(&words.replace(' ', "")).unwrap_or_else(|| panic!("{words} is not in the PDF"));
    assert!(at("Every review counts") < at("The year at a glance") && at("About these figures") < at("Report to the committee"));
    let (_, told) = run(&more, b"\xFF\xD8\xFF\xE0");
    assert!(told.contains("R802") && told.contains("JPEG"), "{told}");
    let (_, told) = run(&more.replace("picture_shows: A boat, ", ""), svg);
    assert!(told.contains("R813") && told.contains("what the picture"), "{told}");
    let (_, told) = run(&more.replace("logo.svg", "../../logo.svg"), svg);
    assert!(told.contains("R802") && told.contains("outside"), "{told}");
}

/// A number that is typed in a text is held against the figures that it speaks of, as people write numbers; what speaks of something else is
/// left alone.
#[test]
fn numbers_in_texts_are_held_against_the_figures() {
    let team = |i: usize, name: &str| {
        let text = review_of(i, "2026-03-10", &[]);
        text.replace("role: team_manager,", &format!("role: team_manager, team: {name},"))
    };
    let records: Vec<(String, String)> = (0..5).map(|i| (format!("r{i}"), team(i, if i < 3 { "North" } else { "West" }))).collect();
    let records: Vec<(&str, String)> = records.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let dir = report_over(&records, "versions: [internal]\n");
    let report = dir.path().join("report.yaml");
    let before = std::fs::read_to_string(&report).expect("the report");
    let told = |text: &str| {
        std::fs::write(&report, format!("{before}narrative:\n  timeliness: |\n    {text}\n")).expect("written");
        let output = minutebook(&[
            "check",
            report.to_str().expect("a path"),
            "--root",
            dir.path().to_str().expect("a path"),
            "--message-format",
            "short",
        ]);
        let told = stdout(&output);
        let of_text = told.lines().filter(|l| l.contains("R820")).map(str::to_owned).collect::<Vec<_>>();
        assert!(!told.contains("error[R1"), "{told}");
        of_text.join("; ")
    };
    for (text, wrong) in [
        ("We held 1,350 reviews.", "1,350 reviews"),
        ("Of 57 reviews all went well.", "57 reviews"),
        ("There were 52 formal challenges.", "52 formal challenges"),
        ("We met 600 children.", "600 children"),
        ("Twenty-one reviews were held.", "21 reviews"),
        ("In all 97.3% of their reviews were held in time.", "97.3%"),
        ("Ninety-four per cent of reviews were held in time.", "ninety-four per cent"),
        ("94 percent of all our reviews were in time.", "94%"),
        ("3 reviews were held.", "3 reviews"),
        ("4 reviews were late.", "4 reviews"),
        ("In North 2 reviews were in time.", "2 reviews"),
        ("Timeliness was 97.3%, above the target of 95% and better than England.", "97.3%"),
        ("In 2025/26 97.3% of reviews were in time.", "97.3%"),
    ] {
        assert!(told(text).contains(&format!("the text says {wrong}, and no figure of the report is that")), "{text}: {}", told(text));
    }
    for text in [
        "5 reviews were held, and five reviews are few. {{ timeliness.percent }} of reviews were in time.",
        "100% of reviews were in time, and 0 % of reviews late.",
        "More than 20 reviews cannot be held by one; nine in ten reviews are of an hour.",
        "In England 90.5% of reviews were in time. The target is 95% of reviews.",
        "In 2023/24 94% of reviews were in time. That is a rise of 6% of reviews.",
        "We spent 40% of the budget on 12 laptops, and the caseload of 65 children is too high.",
        "North held 3 reviews, and 3 reviews of North were in time.",
        "Last year there were 31 challenges. In 2023/24 there were 31 challenges. Challenges rose from 31 challenges to 45 challenges.",
        "We want 98% of reviews to be in time. 64% of children said that they like their IRO.",
        "The service grew by 2 posts to hold 100 reviews more.",
    ] {
        assert_eq!(told(text), "", "{text}");
    }
}

/// What a chart or a history cannot be is told, in its place; a line over years is drawn with its scale; what the published version leaves out
/// is named.
#[test]
fn charts_and_years_are_what_they_can_be() {
    let records: Vec<(String, String)> = (0..5).map(|i| (format!("r{i}"), review_of(i, "2026-03-10", &[]))).collect();
    let records: Vec<(&str, String)> = records.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let run = |more: &str| {
        let dir = report_over(&records, &format!("status: draft\n{more}"));
        let output = rendered(&dir, &["--as-of", "2026-05-01", "--conformance", "none", "--message-format", "short"]);
        (dir, stdout(&output))
    };
    let (_, told) = run(
        "charts: { participation.by_age: line, late.years: bars, timeliness.years: shares }\nhistory:\n  timeliness:\n    - { year: 2023/24, value: 90 }\n    - { year: 2023-24, value: 90 }\n    - { year: 2025/26, value: 90 }\n  late: [{ year: 2023/24, value: 100 }]\ncover: { title: A, picture_shows: A boat }\n",
    );
    for words in [
        "a line is drawn over years: `participation.by_age` cannot be drawn so",
        "no section shows a table `late.years`",
        "a percentage by year has no shares: `timeliness.years`",
        "2023-24 is there twice",
        "90 for 2025/26 is not what is counted: 100",
        "`late` is not a measure with a percentage",
        "says what a picture shows, and the cover has none",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let (dir, told) = run(
        "charts: { timeliness.years: line, ratings.by_team: bars }\nhistory:\n  timeliness:\n    - { year: 2023-24, value: 91.5, national: 90 }\n    - { year: 2024/25, value: 94 }\n    - { year: 2025/26, national: 92 }\n",
    );
    assert!(!told.contains("R81") && !told.contains("R807"), "{told}");
    let page =
        |version: &str| std::fs::read_to_string(file(&dir.path().join("out/annual-report"), &format!("{version}.html"))).expect("the page");
    assert!(page("internal").contains("<circle") && page("internal").contains("The scale begins at 80%."), "a line with its marks");
    let by_year = "Up from 91.5% in 2023-24 to 100.0% in 2025&#x2f;26; above England<";
    assert!(page("internal").contains(by_year), "England of the same year: {}", page("internal"));
    assert!(!page("published").contains("DRAFT") && page("published").contains(">Draft<"), "said once");
    let about = page("published");
    assert!(about.contains("Tables that are not in this version,") && !page("internal").contains("Tables that are not in this version,"));
}

/// A folder of records that is not there is one finding: what follows from no figures is not told.
#[test]
fn a_folder_that_is_not_there_is_told_once() {
    let more = "corrections: [{ figure: timeliness.late, value: 3, reason: A slip, by: A manager }]\ncompared: { timeliness.percent: { england: 90.5 } }\ncharts: { participation.by_age: shares, seen_alone.years: line }\nachieved: { plan_changed: 8 }\nlabels: { late: Too late }\nhistory: { timeliness: [{ year: 2025/26, value: 90 }] }\nnarrative: { timeliness: \"{{ timeliness.by_team.north.late }} of 57 reviews were late, which is 4% of reviews.\" }\n";
    let dir = report_over(&[("a", review_of(0, "2026-03-10", &[]))], more);
    let report = dir.path().join("report.yaml");
    let text = std::fs::read_to_string(&report).expect("the report").replace("records: [records]", "records: [recrods]");
    std::fs::write(&report, text).expect("written");
    let output = minutebook(&["check", report.to_str().expect("a path"), "--message-format", "short"]);
    let told = stdout(&output);
    let told: Vec<&str> = told.lines().filter(|l| l.contains("error[") || l.contains("warning[")).collect();
    assert!(told.len() == 1 && told[0].contains("there are no records in `recrods`"), "{told:?}");
}

/// What is hidden stays hidden where figures are corrected by hand, what a correction makes small is hidden too, and every table adds up: over
/// a whole year, with corrections of every kind at once.
#[test]
fn corrections_add_up_and_give_nothing_away() {
    let folder = year("coventry-2011-12");
    let record = std::fs::read_to_string(folder.join("annual-report.yaml")).expect("the record");
    let before = json(&coventry(), "internal");
    let number =
        |table: &str, row: &str, column: &str| shown(&before, table, row, column).replace(',', "").parse::<u64>().expect("a count");
    let rows = |table: &str| -> Vec<String> {
        let table = before["tables"].as_array().expect("tables").iter().find(|t| t["key"] == table).expect("the table");
        let parts = table["rows"].as_array().expect("rows").iter().filter(|r| r["role"] == "part");
        parts.map(|r| r["key"].as_str().expect("a key").to_owned()).collect()
    };
    // Of each table the smallest that is not small is made small; what it loses goes to another, or is lost.
    let lists = ["children.by_age", "children.by_placement", "children.by_length", "late", "participation.by_code"];
    let crosses = [("timeliness.by_team", "late", "on_time"), ("ratings.by_team", "red", "green"), ("seen_alone.by_age", "no", "yes")];
    for (moved, small) in [(true, 1), (true, 3), (false, 2)] {
        let mut wanted: Vec<(String, String, String, u64)> = Vec::new();
        // Children lost from two lists may be the same ones, which R821 asks about.
        for table in lists.into_iter().filter(|list| moved || !["children.by_placement", "children.by_length"].contains(list)) {
            let mut counts: Vec<(u64, String)> = rows(table).into_iter().map(|row| (number(table, &row, "count"), row)).collect();
            counts.sort();
            let Some((n, row)) = counts.iter().find(|(n, _)| *n >= 5) else { continue };
            let (most, other) = counts.last().expect("a row");
            wanted.push((table.to_owned(), row.clone(), "count".to_owned(), small));
            if moved && other != row {
                wanted.push((table.to_owned(), other.clone(), "count".to_owned(), most + n - small));
            }
        }
        for (table, less, more) in crosses {
            let mut counts: Vec<(u64, String)> = rows(table).into_iter().map(|row| (number(table, &row, less), row)).collect();
            counts.sort();
            let Some((n, row)) = counts.iter().find(|(n, _)| *n >= 5) else { continue };
            wanted.push((table.to_owned(), row.clone(), less.to_owned(), small));
            if moved {
                wanted.push((table.to_owned(), row.clone(), more.to_owned(), number(table, row, more) + n - small));
            }
        }
        assert!(wanted.len() >= 6, "{wanted:?}");
        let lines: String = wanted
            .iter()
            .map(|(table, row, column, value)| {
                format!("  - {{ figure: {table}.{row}.{column}, value: {value}, reason: A slip, by: A manager }}\n")
            })
            .collect();
        let path = folder.join(format!("corrected-{moved}-{small}.yaml"));
        std::fs::write(&path, format!("{record}corrections:\n{lines}")).expect("written");
        let figures = |more: &[&str]| -> Json {
            let output = minutebook(&[&["figures", path.to_str().expect("a path"), "--format", "json"], more].concat());
            assert!(!stderr(&output).contains("error[R821]"), "{}", stderr(&output));
            serde_json::from_str(&stdout(&output)).unwrap_or_else(|e| panic!("{e}: {}", stderr(&output)))
        };
        let (internal, published) = (figures(&[]), figures(&["--published"]));
        for (table, row, column, value) in &wanted {
            assert_eq!(shown(&internal, table, row, column).replace(',', ""), value.to_string(), "{table}.{row}.{column}");
        }
        for (version, tables) in [("internal", &internal), ("published", &published)] {
            for table in tables["tables"].as_array().expect("tables") {
                adds_up(table, version);
                let key = table["key"].as_str().expect("a key");
                if version == "internal" || ["staffing", "staffing.turnover", "left_out"].contains(&key) {
                    continue;
                }
                for row in table["rows"].as_array().expect("rows").iter().filter(|r| r["role"] != "correction") {
                    for column in table["columns"].as_array().expect("columns").iter().filter(|c| c["unit"] == "count") {
                        let n = row["cells"][column["key"].as_str().expect("a key")]["value"].as_f64().unwrap_or(0.0);
                        assert!(!(n > 0.0 && n < 5.0), "{key} {} is {n}", row["key"]);
                    }
                }
            }
        }
        let solved = Attack::of(&published, &internal).solved();
        assert!(solved.is_empty(), "these can be worked out: {solved:?}");
    }
}

/// Rows with what corrections add are the total, columns are the sum, and no share is more than all.
fn adds_up(table: &Json, version: &str) {
    let key = table["key"].as_str().expect("a key");
    let rows = table["rows"].as_array().expect("rows");
    let value = |row: &Json, column: &str| row["cells"][column]["value"].as_f64();
    for row in rows.iter().filter(|r| r["role"] != "beside") {
        for sum in table["sums"].as_array().expect("sums") {
            let parts: Option<Vec<f64>> =
                sum["parts"].as_array().expect("parts").iter().map(|p| value(row, p.as_str().expect("a key"))).collect();
            if let (Some(parts), Some(total)) = (parts, value(row, sum["total"].as_str().expect("a key"))) {
                assert_eq!(parts.iter().sum::<f64>(), total, "{version} {key} {}", row["key"]);
            }
        }
        for column in table["columns"].as_array().expect("columns").iter().filter(|c| c["unit"] == "percent") {
            let n = value(row, column["key"].as_str().expect("a key"));
            assert!(key == "protection" || n.is_none_or(|n| n <= 100.0), "{version} {key} {}: {n:?}", row["key"]);
        }
    }
    let Some(total) = rows.iter().find(|r| r["role"] == "total").filter(|_| table["adds_down"] == true) else { return };
    for column in table["columns"].as_array().expect("columns").iter().filter(|c| c["unit"] == "count") {
        let column = column["key"].as_str().expect("a key");
        let parts: Option<Vec<f64>> = rows.iter().filter(|r| r["role"] == "part").map(|r| value(r, column)).collect();
        let by: f64 = rows.iter().filter(|r| r["role"] == "correction").filter_map(|r| value(r, column)).sum();
        if let (Some(parts), Some(total)) = (parts, value(total, column)) {
            assert_eq!(parts.iter().sum::<f64>() + by, total, "{version} {key} {column}");
        }
    }
}
