//! `figures`: every figure of a report by its name, and the records behind one.

use super::{CommandError, End, Printer, end_of, packs, say};
use crate::annual::forms;
use crate::annual::table::Unit;
use crate::cli::{Figures, FiguresFormat};
use crate::clock;
use crate::diagnostic::shown;
use crate::diagnostic::{Finding, Severity};
use crate::kinds;
use crate::record::{AnnualReport, Version};
use crate::shape::suggest;

pub(super) fn run(args: &Figures, printer: &Printer) -> Result<End, CommandError> {
    let mut packs = packs(&args.packs)?;
    let mut notes = Vec::new();
    let path = &args.record;
    let source = match crate::spelling::read(path.clone(), kinds::fields, &mut notes) {
        Ok(source) => source,
        Err(findings) => {
            findings.iter().for_each(|f| printer.print(&f.resolve(path, None)));
            return Ok(End::Withheld);
        }
    };
    if source.root.text_at("kind") != Some("annual-report") {
        return Err(CommandError::new(format!(
            "`{}` is not the record of a report; begin one with `minutebook new annual-report`",
            shown(path)
        )));
    }
    let mut survey = kinds::survey();
    survey.roots.extend(args.root.clone());
    let checked = kinds::check(&source, notes, &mut packs, &survey, clock::today());
    checked.policy_diagnostics.iter().for_each(|d| printer.print_aside(d));
    let Some(case) = checked.case.as_deref().and_then(kinds::case_of::<AnnualReport>) else {
        checked.findings.iter().for_each(|f| printer.print(&f.resolve(path, Some(&source))));
        return Ok(End::Withheld);
    };
    let year = &case.facts;
    let making = crate::documents::annual_report::making(case);
    if args.show.as_deref() == Some("left_out") {
        for record in &year.cohort.left_out {
            let parts: Vec<&str> = record.parts.iter().copied().collect();
            let of = if parts.is_empty() { "everything".to_owned() } else { parts.join(", ") };
            say(&format!("{}: left out of {of}", shown(&record.path)));
            record.why.iter().for_each(|d| say(&format!("  {}", crate::diagnostic::short(d))));
        }
        return Ok(End::Well);
    }
    if let Some(figure) = &args.show {
        let figures = year.figures();
        let hits: Vec<_> = figures.iter().filter(|(name, ..)| name == figure || name.starts_with(&format!("{figure}."))).collect();
        if hits.is_empty() {
            let known: Vec<&str> = figures.iter().map(|(name, ..)| name.as_str()).collect();
            let help = suggest(figure, &known, "figures");
            return Err(CommandError::new(format!("there is no figure `{figure}`; {help}")));
        }
        let exact = hits.len() == 1;
        for (name, table, cell, unit) in hits {
            if !exact && (*unit == Unit::Text || cell.records.is_empty()) {
                continue;
            }
            say(&format!("{name} = {}", cell.value.shown()));
            if exact {
                say(&format!("  {}", table.base));
            }
            let records = year.records_of(cell);
            if records.is_empty() && exact {
                say("  no record is behind it: it is nought, or was supplied by the manager");
            }
            for (path, what) in records {
                say(&format!("  {}: {what}", shown(&path)));
            }
        }
        return Ok(End::Well);
    }
    let version = if args.published { Version::Published } else { Version::Internal };
    // What is printed to be published names nobody (R811, R817), and adds up (R821).
    let is_grave = |finding: &Finding| finding.severity == Severity::Error && ["R811", "R817", "R821"].contains(&finding.code);
    if args.published && checked.findings.iter().any(is_grave) {
        checked.findings.iter().for_each(|finding| printer.print_aside(&finding.resolve(path, Some(&source))));
        return Ok(End::Withheld);
    }
    let tables = making.tables(version);
    match args.format {
        FiguresFormat::Text => {
            for table in &tables {
                say(&format!("{} ({})", table.title, table.base));
                for (i, (name, cell)) in table.named().into_iter().enumerate() {
                    let unit = table.columns.get(i % table.columns.len().max(1)).map_or(Unit::Text, |c| c.unit);
                    let sign = if unit == Unit::Percent && cell.value.number().is_some() { "%" } else { "" };
                    say(&format!("  {name:<52} {:>10}{sign}", cell.value.shown()));
                }
            }
        }
        FiguresFormat::Json => say(forms::json(&making, version, &tables).trim_end()),
        FiguresFormat::Csv => say(forms::csv(&tables).trim_end()),
    }
    // Findings go to standard error here, so that the figures can be piped.
    let mut errors = 0;
    for finding in &checked.findings {
        errors += usize::from(finding.severity == Severity::Error);
        printer.print_aside(&finding.resolve(path, Some(&source)));
    }
    Ok(end_of(errors))
}
