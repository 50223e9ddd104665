//! What everybody sees of a year: the tables that its report shows, without small numbers, nor what gives them away together with
//! reports that were published before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::AnnualCase;
use super::beside::{beside_last_year, without_names};
use super::corrections::{self, Shift};
use super::report::{planned, usual};
use super::suppress::{Earlier, suppress};
use super::table::{Of, Shown, Table, Which};
use super::year::Recounted;
use crate::policy::Policy;
use crate::record::{AnnualReport, Only, Version};

/// The tables of a report as they are published. `tables` have what the records give, `shifts` are its corrections by hand; `earlier` were
/// published before it.
#[must_use]
pub fn published(record: &AnnualReport, tables: impl Iterator<Item = Table>, shifts: &[Shift], earlier: &[Earlier]) -> Vec<Table> {
    let sections = planned(record);
    let shown: Vec<&Which> =
        sections.iter().filter_map(|(s, _)| usual(&s.section)).flat_map(|s| s.shows.iter().map(|(which, _)| which)).collect();
    // The table of all of a measure is behind its headline.
    let is_shown = |t: &Table| {
        let main = t.which.of == Of::All && shown.iter().any(|w| w.is_of_all() && w.measure == t.which.measure);
        t.shown == Shown::ToAll && (shown.contains(&&t.which) || main || t.which.measure == "feedback")
    };
    let mut tables: Vec<Table> = tables.filter(is_shown).collect();
    if record.only != Only::default() {
        // What a part of the service did a year ago, beside what all of it published then, gives away the rest.
        tables.iter_mut().for_each(|table| table.rows.retain(|row| row.key != "last_year"));
    }
    let mut tables = suppress(tables, shifts, record.period, earlier);
    for table in &mut tables {
        without_names(table, record);
    }
    tables
}

/// Whose report it is, as its files of figures say.
#[must_use]
pub fn service(policy: &Policy) -> String {
    format!("{}, {}", policy.body.name, policy.body.service)
}

/// The files of figures in a folder of reports that were published on days of this report, or of the year before it, and are neither its
/// own nor named in its record.
#[must_use]
pub fn not_named(case: &AnnualCase, record: &Path, folder: &Path, own: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let (period, year) = (case.record.period, &case.facts);
    if !case.record.versions.is_empty() && !case.record.versions.contains(&Version::Published) {
        return Vec::new();
    }
    let service = service(&case.policy);
    let beside = record.parent().unwrap_or(Path::new(""));
    let named: BTreeSet<PathBuf> = case.record.published_before.iter().filter_map(|name| beside.join(name).canonicalize().ok()).collect();
    let told = |report: &Earlier| {
        // The year before is counted again and taken into account.
        let again = year.recounted.iter().any(|r| r.period == report.period) && report.only == Only::default();
        let meets = report.period.from <= period.to && report.period.to >= period.from;
        let before = report.period.to.succ_opt() == Some(period.from);
        report.service == service && !again && (meets || before)
    };
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json") && !own.contains(path))
        .filter(|path| path.canonicalize().is_ok_and(|path| !named.contains(&path)))
        .filter(|path| {
            let text = crate::fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            text.and_then(|text| Earlier::read(&text).ok()).is_some_and(|report| told(&report))
        })
        .collect();
    found.sort();
    found
}

/// What the reports of the years before told when each was published, the newest last. Each kept to what those before it had told.
#[must_use]
pub fn of_years_before<'a>(years: impl DoubleEndedIterator<Item = &'a Recounted>) -> Vec<Earlier> {
    let mut told: Vec<Earlier> = Vec::new();
    let mut last = BTreeMap::new();
    let mut before: Option<&Recounted> = None;
    for year in years.rev() {
        last.extend(year.record.last_year.figures.iter().map(|(name, value)| (name.clone(), *value)));
        if year.record.versions.is_empty() || year.record.versions.contains(&Version::Published) {
            let tables = year.tables.iter().cloned().map(|mut table| {
                beside_last_year(&mut table, &last, before);
                table
            });
            let counted: Vec<Table> = tables.collect();
            let (shifts, _) = corrections::apply(&mut year.tables.clone(), &year.record.corrections);
            let tables = published(&year.record, counted.iter().cloned(), &shifts, told.last().map_or(&[], std::slice::from_ref));
            told.push(Earlier::of(year.record.period, year.record.only.clone(), &tables, &counted));
        }
        last.clone_from(&year.figures);
        before = Some(year);
    }
    told
}
