//! The workbook: a sheet for each table, with real numbers; in the version for the service also the records behind them.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::FormError;
use crate::annual::cohort::{Challenge, Review};
use crate::annual::cross::{CHALLENGE_SPLITS, REVIEW_SPLITS};
use crate::annual::report::Making;
use crate::annual::table::{Of, Role, Table, Unit, Value, Which};
use crate::diagnostic::shown;
use crate::record::Version;
use crate::words::day;

/// Formats used all over the workbook.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) head_right: Format,
    pub(super) note: Format,
    pub(super) text: Format,
    pub(super) date: Format,
    count: Format,
    percent: Format,
    number: Format,
    bold: Format,
}

impl Look {
    pub(super) fn new(accent: &str) -> Self {
        let accent = u32::from_str_radix(accent.trim_start_matches('#'), 16).unwrap_or(0x0b_53_5f);
        let head = Format::new()
            .set_bold()
            .set_font_color(Color::RGB(accent))
            .set_text_wrap()
            .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(14).set_font_color(Color::RGB(accent)),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            note: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            date: Format::new().set_num_format("d mmm yyyy").set_align(FormatAlign::Left).set_align(FormatAlign::Top),
            count: Format::new().set_num_format("#,##0"),
            percent: Format::new().set_num_format("0.0"),
            number: Format::new().set_num_format("0.0##"),
            bold: Format::new().set_bold(),
        }
    }
}

/// The workbook as a file's bytes.
///
/// # Errors
/// When the library refuses a sheet.
pub fn workbook(making: &Making<'_>, version: Version, tables: &[Table]) -> Result<Vec<u8>, FormError> {
    build(making, version, tables).map_err(|e| FormError(format!("the workbook could not be made: {e}")))
}

fn build(making: &Making<'_>, version: Version, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    properties(&mut book, making, &making.title())?;
    let look = Look::new(&making.policy.look.accent);
    let mut names = BTreeSet::new();
    let tables: Vec<(&Table, String)> = tables.iter().map(|t| (t, sheet_name(&t.which, &mut names))).collect();
    contents(book.add_worksheet(), making, version, &tables, &look)?;
    for (table, name) in &tables {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        write_table(sheet, table, &look)?;
    }
    if version == Version::Internal {
        reviews(book.add_worksheet(), making, &look)?;
        challenges(book.add_worksheet(), making, &look)?;
        left_out(book.add_worksheet(), making, &look)?;
    }
    book.save_to_buffer()
}

/// Title and date; the date is that of the report, so that the same records give the same bytes.
pub(super) fn properties(book: &mut Workbook, making: &Making<'_>, title: &str) -> Result<(), XlsxError> {
    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str(&format!("{}T12:00:00", making.record.period.to))?;
    let properties =
        rust_xlsxwriter::DocProperties::new().set_title(title).set_author(&making.policy.body.service).set_creation_datetime(&date);
    book.set_properties(&properties);
    Ok(())
}

/// A name of a sheet: at most 31 characters, and only once.
fn sheet_name(which: &Which, taken: &mut BTreeSet<String>) -> String {
    let key = match &which.of {
        Of::All => which.measure.to_string(),
        Of::By(part) | Of::Part(part) => format!("{} {part}", which.measure),
    };
    let short: String = key.replace('_', " ").chars().take(28).collect();
    let mut name = short.trim().to_owned();
    let mut n = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{} {n}", short.chars().take(26).collect::<String>().trim());
        n += 1;
    }
    name
}

fn contents(
    sheet: &mut Worksheet,
    making: &Making<'_>,
    version: Version,
    tables: &[(&Table, String)],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name("Contents")?;
    sheet.set_column_width(0, 60)?.set_column_width(1, 34)?;
    sheet.write_string_with_format(0, 0, making.title(), &look.title)?;
    let period = making.record.period;
    sheet.write_string(1, 0, format!("{} to {}", day(period.from), day(period.to)))?;
    let whom = match version {
        Version::Internal => "Internal version: not for publication. It holds case numbers.",
        Version::Published => "Small numbers are not shown: [c] stands in their place.",
    };
    sheet.write_string(2, 0, whom)?;
    sheet.write_string(3, 0, "Percentages are rounded to one place, half up, from the counts.")?;
    sheet.write_string_with_format(5, 0, "Table", &look.head)?;
    sheet.write_string_with_format(5, 1, "Sheet", &look.head)?;
    for (row, (table, name)) in (6..).zip(tables) {
        sheet.write_string(row, 0, &table.title)?;
        sheet.write_url_with_text(row, 1, format!("internal:'{name}'!A1").as_str(), name.as_str())?;
    }
    Ok(())
}

fn write_table(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 44)?;
    sheet.write_string_with_format(0, 0, &table.title, &look.title)?;
    sheet.write_string_with_format(2, 0, if table.stub.is_empty() { "Row" } else { &table.stub }, &look.head)?;
    for (column, c) in (1u16..).zip(&table.columns) {
        let format = if c.unit == Unit::Text { &look.head } else { &look.head_right };
        sheet.write_string_with_format(2, column, if c.title == "%" { "Percent" } else { &c.title }, format)?;
        sheet.set_column_width(column, if c.unit == Unit::Text { 30 } else { 13 })?;
    }
    for (row, r) in (3u32..).zip(&table.rows) {
        if r.role == Role::Total {
            sheet.write_string_with_format(row, 0, &r.title, &look.bold)?;
        } else {
            sheet.write_string_with_format(row, 0, &r.title, &look.text)?;
        }
        for (column, (cell, c)) in (1u16..).zip(r.cells.iter().zip(&table.columns)) {
            match (cell.value.number(), c.unit) {
                (Some(n), Unit::Count) => sheet.write_number_with_format(row, column, n, &look.count)?,
                (Some(n), Unit::Percent) => sheet.write_number_with_format(row, column, n, &look.percent)?,
                (Some(n), _) => sheet.write_number_with_format(row, column, n, &look.number)?,
                (None, _) if cell.value == Value::Nothing => sheet,
                (None, _) => sheet.write_string(row, column, cell.value.shown())?,
            };
        }
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let last = u32::try_from(table.rows.len()).unwrap_or(0) + 4;
    sheet.merge_range(last, 0, last, 6, &table.base, &look.note)?;
    sheet.set_row_height(last, 48)?;
    sheet.set_freeze_panes(3, 1)?;
    Ok(())
}

fn head(sheet: &mut Worksheet, columns: &[(&str, u16)], look: &Look) -> Result<(), XlsxError> {
    for (i, (title, width)) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, i, *title, &look.head)?;
        sheet.set_column_width(i, *width)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn date(sheet: &mut Worksheet, row: u32, column: u16, date: Option<chrono::NaiveDate>, look: &Look) -> Result<(), XlsxError> {
    if let Some(date) = date {
        let excel = rust_xlsxwriter::ExcelDateTime::parse_from_str(&date.to_string())?;
        sheet.write_datetime_with_format(row, column, &excel, &look.date)?;
    }
    Ok(())
}

/// Every review with the categories it is counted under.
fn reviews(sheet: &mut Worksheet, making: &Making<'_>, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Records - reviews")?;
    let cohort = &making.year.cohort;
    let mut columns = vec![("Case number", 18), ("Held", 13), ("Due", 13)];
    columns.extend(REVIEW_SPLITS.iter().map(|d| (d.title, 20)));
    columns.extend([
        ("Rating", 10),
        ("Code", 8),
        ("Decisions", 13),
        ("Record", 13),
        ("Distributed", 13),
        ("Late because", 24),
        ("File", 60),
    ]);
    head(sheet, &columns, look)?;
    for (row, r) in (1u32..).zip(&cohort.reviews) {
        let r: &Review = r;
        sheet.write_string(row, 0, &r.reference)?;
        date(sheet, row, 1, Some(r.held), look)?;
        date(sheet, row, 2, r.due, look)?;
        let mut column = 3u16;
        for split in REVIEW_SPLITS {
            let words = (split.of)(r, cohort).map_or_else(|| "Not recorded".to_owned(), |(_, title)| title);
            sheet.write_string(row, column, words)?;
            column += 1;
        }
        sheet.write_string(row, column, r.rating.as_deref().unwrap_or("not rated"))?;
        sheet.write_string(row, column + 1, r.code.as_deref().unwrap_or("not recorded"))?;
        date(sheet, row, column + 2, r.decisions.done, look)?;
        date(sheet, row, column + 3, r.record.done, look)?;
        date(sheet, row, column + 4, r.distributed.done, look)?;
        sheet.write_string(row, column + 5, r.late_cause.as_deref().unwrap_or_default())?;
        sheet.write_string(row, column + 6, shown(&r.path))?;
    }
    filter(sheet, cohort.reviews.len(), columns.len())
}

fn challenges(sheet: &mut Worksheet, making: &Making<'_>, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Records - challenges")?;
    let cohort = &making.year.cohort;
    let mut columns = vec![("Case number", 22), ("Raised", 13)];
    columns.extend(CHALLENGE_SPLITS.iter().map(|d| (d.title, 20)));
    columns.extend([("Stage reached", 24), ("Settled", 13), ("Outcome", 16), ("File", 60)]);
    head(sheet, &columns, look)?;
    for (row, c) in (1u32..).zip(&cohort.challenges) {
        let c: &Challenge = c;
        sheet.write_string(row, 0, c.references.join(", "))?;
        date(sheet, row, 1, Some(c.raised), look)?;
        let mut column = 2u16;
        for split in CHALLENGE_SPLITS {
            let words = (split.of)(c, cohort).map_or_else(|| "Not recorded".to_owned(), |(_, title)| title);
            sheet.write_string(row, column, words)?;
            column += 1;
        }
        sheet.write_string(row, column, &c.reached)?;
        date(sheet, row, column + 1, c.resolved, look)?;
        sheet.write_string(row, column + 2, c.outcome.as_deref().unwrap_or("open"))?;
        sheet.write_string(row, column + 3, shown(&c.path))?;
    }
    filter(sheet, cohort.challenges.len(), columns.len())
}

fn filter(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), XlsxError> {
    let (rows, columns) = (u32::try_from(rows).unwrap_or(0), u16::try_from(columns).unwrap_or(1));
    if rows > 0 {
        sheet.autofilter(0, 0, rows, columns.saturating_sub(1))?;
    }
    Ok(())
}

fn left_out(sheet: &mut Worksheet, making: &Making<'_>, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Records - left out")?;
    head(sheet, &[("File", 60), ("Left out of", 30), ("Why", 80)], look)?;
    for (row, l) in (1u32..).zip(&making.year.cohort.left_out) {
        let parts: Vec<&str> = l.parts.iter().copied().collect();
        sheet.write_string(row, 0, shown(&l.path))?;
        sheet.write_string(row, 1, if parts.is_empty() { "everything".to_owned() } else { parts.join(", ") })?;
        let why: Vec<String> = l.why.iter().map(|d| format!("line {}: {}", d.line, d.message)).collect();
        sheet.write_string(row, 2, why.join("; "))?;
    }
    Ok(())
}
