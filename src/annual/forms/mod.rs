//! The same figures in other forms: a page for the web, a workbook, files of figures, the tracker of challenges. All are made from the
//! tables and the layout of one version, so that they cannot differ.

mod html;
mod svg;
mod tracker;
mod workbook;

use std::io::{Cursor, Read as _};

use serde_json::{Value as Json, json};

pub use html::html;
pub use tracker::tracker;
pub use workbook::workbook;

use super::publish;
use super::report::Making;
use super::table::{Table, Value};
use crate::annual::AnnualCase;
use crate::compose::Templates;
use crate::documents::annual_report;
use crate::matching::{Finder, Sure};
use crate::record::{Only, Version};

/// A form could not be made. The message holds no text of a record.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FormError(pub String);

/// A file beside the PDF.
#[derive(Debug)]
pub struct File {
    /// The end of its name, with the extension.
    pub stem: String,
    /// `service` or `public`.
    pub audience: &'static str,
    /// What is in it.
    pub content: Result<Vec<u8>, FormError>,
}

/// Whether a report covers what the children looked after return does: a year of the whole service. A team's or a quarter's file could be
/// taken for it.
fn is_for_the_return(case: &AnnualCase) -> bool {
    case.record.only == Only::default() && case.record.period.is_year()
}

/// The ends of the file names of everything that a report is besides a PDF.
#[must_use]
pub fn stems(case: &AnnualCase) -> Vec<String> {
    let mut out = Vec::new();
    for version in annual_report::versions(case) {
        let stem = annual_report::stem(case, version);
        out.extend(["html", "xlsx", "json", "csv"].map(|extension| format!("{stem}.{extension}")));
        if version == Version::Internal {
            let stem = stem.trim_end_matches("-internal");
            let own = is_for_the_return(case).then_some("ssda903-reviews.csv").into_iter().chain(["challenge-tracker.xlsx"]);
            out.extend(own.map(|name| format!("{stem}-{name}")));
        }
    }
    out
}

/// Everything that a report is besides a PDF.
#[must_use]
pub fn files(case: &AnnualCase, templates: &Templates) -> Vec<File> {
    let making = annual_report::making(case);
    let mut out = Vec::new();
    for version in annual_report::versions(case) {
        let stem = annual_report::stem(case, version);
        let audience = if version == Version::Internal { "service" } else { "public" };
        let tables = making.tables(version);
        let report = making.report(version, &tables);
        let made = [
            ("html", html(&making, &report, templates, case.draft, &stem).map(String::into_bytes)),
            ("xlsx", workbook(&making, version, &tables)),
            ("json", Ok(json(&making, version, &tables).into_bytes())),
            ("csv", Ok(csv(&tables).into_bytes())),
        ];
        // What must not be in the PDF must not be here either; where one form holds it, none is written.
        let absent = Finder::new(&annual_report::absent(case, audience));
        let holds = |text: &str| absent.find(text).iter().any(|hit| hit.sure == Sure::Yes);
        let refused = !absent.is_empty()
            && made.iter().filter_map(|(extension, content)| Some((extension, content.as_ref().ok()?))).any(|(extension, bytes)| {
                if *extension == "xlsx" {
                    words_of(bytes).is_none_or(|words| holds(&words))
                } else {
                    holds(&String::from_utf8_lossy(bytes))
                }
            });
        for (extension, content) in made {
            let refusal = || {
                FormError("one of the report's forms holds the name of an IRO who is not to be named; look for it in the texts of the report's record".to_owned())
            };
            let content = if refused { content.and_then(|_| Err(refusal())) } else { content };
            out.push(File { stem: format!("{stem}.{extension}"), audience, content });
        }
        if version == Version::Internal {
            let stem = stem.trim_end_matches("-internal");
            let mut own = |name: &str, content| out.push(File { stem: format!("{stem}-{name}"), audience, content });
            if is_for_the_return(case) {
                own("ssda903-reviews.csv", Ok(super::ssda903::file(&case.facts.cohort).into_bytes()));
            }
            own("challenge-tracker.xlsx", tracker(&making));
        }
    }
    out
}

/// Everything that a workbook says, with the marks between. None if it cannot be read.
fn words_of(workbook: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).ok()?;
    let mut words = String::new();
    for i in 0..archive.len() {
        // A name may be cut by the marks of the file, not by what they stand for.
        archive.by_index(i).ok()?.read_to_string(&mut words).ok()?;
        words.push('\n');
    }
    Some(words)
}

/// Every figure, in one file.
#[must_use]
pub fn json(making: &Making<'_>, version: Version, tables: &[Table]) -> String {
    let cell = |value: &Value, corrected: i64| match value {
        Value::Hidden => json!({ "hidden": true, "shown": value.shown() }),
        Value::Text(words) => json!({ "shown": words }),
        _ if corrected != 0 => json!({ "value": value.number(), "shown": value.shown(), "corrected": corrected }),
        _ => json!({ "value": value.number(), "shown": value.shown() }),
    };
    let table = |t: &Table| {
        let rows = t.rows.iter().map(|r| {
            let cells: serde_json::Map<String, Json> =
                t.columns.iter().zip(&r.cells).map(|(c, own)| (c.key.clone(), cell(&own.value, t.corrected_by(&r.key, &c.key)))).collect();
            json!({ "key": r.key, "title": r.title, "role": r.role, "cells": cells })
        });
        let sums = t.sums.iter().map(|s| json!({ "total": s.total, "parts": s.parts }));
        json!({
            "key": t.key(),
            "title": t.title,
            "base": t.base,
            "columns": t.columns.iter().map(|c| json!({ "key": c.key, "title": c.title, "unit": c.unit })).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "sums": sums.collect::<Vec<_>>(),
            "adds_down": t.adds_down,
        })
    };
    let out = json!({
        "title": making.title(),
        "service": publish::service(making.policy),
        "period": making.record.period,
        "only": making.record.only,
        "version": version,
        "rounding": "percentages to one place, half up, from the counts",
        "targets": making.year.targets,
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&out).unwrap_or_default() + "\n"
}

/// Every figure, a line each.
#[must_use]
pub fn csv(tables: &[Table]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: [&str; 7]| {
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
    };
    write(["figure", "table", "row", "column", "unit", "value", "base"]);
    for table in tables {
        let names = table.named();
        let mut names = names.iter();
        for row in &table.rows {
            for column in &table.columns {
                let Some((name, cell)) = names.next() else { break };
                let unit = serde_json::to_value(column.unit).ok().and_then(|u| u.as_str().map(str::to_owned)).unwrap_or_default();
                let value = cell.value.number().map_or_else(|| cell.value.shown(), |n| n.to_string());
                write([name, &guarded(&table.title), &guarded(&row.title), &guarded(&column.title), &unit, &guarded(&value), &table.base]);
            }
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A text that a spreadsheet would take for a formula, so that it does not.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '@', '\t']) || (text.starts_with('-') && text.parse::<f64>().is_err()) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
