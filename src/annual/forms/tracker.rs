//! The tracker of challenges, the spreadsheet that the escalation procedure of 2018 in the sources asks for: every challenge with what is
//! asked, how far it went and how long it took, and what that adds up to by level, theme and time.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::FormError;
use super::workbook::{Look, properties};
use crate::annual::cohort::{Challenge, StageRow};
use crate::annual::report::Making;
use crate::annual::table::{Table, Unit};
use crate::calendar;
use crate::record::codes::{self, label};
use crate::words::{list, short_day};

/// The tracker as a workbook's bytes.
///
/// # Errors
/// When the library refuses a sheet.
pub fn tracker(making: &Making<'_>) -> Result<Vec<u8>, FormError> {
    build(making).map_err(|e| FormError(format!("the tracker could not be made: {e}")))
}

/// The columns; from `Resolved` on they tell of the challenge as a whole, on its last line.
const COLUMNS: &[(&str, u16)] = &[
    ("Child", 20),
    ("Matter", 50),
    ("Theme", 22),
    ("Team", 22),
    ("IRO", 22),
    ("Stage", 26),
    ("Answer from", 24),
    ("Raised", 13),
    ("Due", 13),
    ("Answered", 13),
    ("Working days to answer", 12),
    ("Answered in time", 14),
    ("How it stands", 24),
    ("Resolved", 13),
    ("Working days to resolve", 12),
    ("Outcome", 18),
    ("Cafcass", 12),
    ("Legal advice", 10),
    ("Learning", 50),
];

fn build(making: &Making<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = making.year.cohort.period().to;
    properties(&mut book, making, &format!("Challenges of the {}, as they stood on {}", making.policy.body.service, short_day(day)))?;
    let look = Look::new(&making.policy.look.accent);
    let cohort = &making.year.cohort;
    let sheet = book.add_worksheet();
    sheet.set_name("Challenges")?;
    for (i, (title, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, i, *title, &look.head)?;
        sheet.set_column_width(i, *width)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let safe = |text: &str| text.replace('&', "&&");
    let (body, mark) = (safe(&making.policy.body.name), safe(&making.policy.look.classification));
    sheet.set_header(format!("&L{body}&CAs it stood on {}&R{mark}", short_day(day)));
    let mut row = 1;
    for challenge in cohort.carried_over.iter().chain(&cohort.challenges) {
        // A line for each stage, as the procedure counts matters at every level; an informal challenge is one line.
        if challenge.stages.is_empty() {
            line(sheet, row, challenge, None, day, &look)?;
            row += 1;
        }
        for stage in 0..challenge.stages.len() {
            line(sheet, row, challenge, Some(stage), day, &look)?;
            row += 1;
        }
    }
    if row > 1 {
        sheet.autofilter(0, 0, row - 1, u16::try_from(COLUMNS.len() - 1).unwrap_or(0))?;
    }
    for key in ["challenges.by_stage", "challenges.by_theme", "challenges.by_month", "answers", "resolution"] {
        if let Some(table) = making.year.table(key) {
            analysis(book.add_worksheet(), key, table, &look)?;
        }
    }
    learning(book.add_worksheet(), making, &look)?;
    book.save_to_buffer()
}

/// What came of a stage, and of an open one whether its answer is owed.
fn standing(c: &Challenge, stage: Option<usize>, day: chrono::NaiveDate) -> String {
    let last = stage.is_none_or(|i| i + 1 == c.stages.len());
    if !last {
        return "Taken to the next stage".to_owned();
    }
    let waiting = stage.and_then(|i| c.stages.get(i)).filter(|s| s.answered.is_none()).and_then(|s| s.due);
    match (c.is_open(), waiting) {
        (false, _) => "Settled".to_owned(),
        (true, Some(due)) if due < day => {
            let late = calendar::working_days_between(due, day);
            format!("Open: answer overdue by {late} working {}", if late == 1 { "day" } else { "days" })
        }
        (true, Some(_)) => "Open: answer not due yet".to_owned(),
        (true, None) => "Open".to_owned(),
    }
}

fn line(sheet: &mut Worksheet, row: u32, c: &Challenge, at: Option<usize>, today: chrono::NaiveDate, look: &Look) -> Result<(), XlsxError> {
    let stage: Option<&StageRow> = at.and_then(|i| c.stages.get(i));
    let mut themes: Vec<String> = c.grounds.iter().map(|(_, _, theme)| theme.clone()).collect();
    themes.dedup();
    let raised = stage.map_or(c.raised, |s| s.raised);
    let text = |sheet: &mut Worksheet, column: u16, words: &str| -> Result<(), XlsxError> {
        // A cell holds 32,767 characters.
        let words: String = words.chars().take(32_000).collect();
        sheet.write_string_with_format(row, column, words, &look.text).map(|_| ())
    };
    let date = |sheet: &mut Worksheet, column: u16, day: Option<chrono::NaiveDate>| -> Result<(), XlsxError> {
        let Some(day) = day else { return Ok(()) };
        sheet.write_datetime_with_format(row, column, &ExcelDateTime::parse_from_str(&day.to_string())?, &look.date).map(|_| ())
    };
    #[expect(clippy::cast_precision_loss, reason = "days are small numbers")]
    let days = |sheet: &mut Worksheet, column: u16, to: Option<chrono::NaiveDate>, from| -> Result<(), XlsxError> {
        let Some(to) = to else { return Ok(()) };
        sheet.write_number_with_format(row, column, calendar::working_days_between(from, to) as f64, &look.text).map(|_| ())
    };
    text(sheet, 0, &c.references.join(", "))?;
    text(sheet, 1, c.matter.trim())?;
    text(sheet, 2, &if themes.is_empty() { "Not recorded".to_owned() } else { list(&themes) })?;
    text(sheet, 3, c.team.as_deref().unwrap_or("Not recorded"))?;
    text(sheet, 4, c.iro.as_deref().unwrap_or("Not recorded"))?;
    text(sheet, 5, stage.map_or("Informal", |s| s.title.as_str()))?;
    text(sheet, 6, stage.map_or("", |s| s.asked.as_str()))?;
    date(sheet, 7, Some(raised))?;
    let answered = stage.and_then(|s| s.answered);
    let due = stage.and_then(|s| s.due);
    date(sheet, 8, due)?;
    date(sheet, 9, answered)?;
    days(sheet, 10, answered, raised)?;
    let in_time = match (answered, due) {
        (Some(a), Some(d)) if a <= d => "yes",
        (Some(_), Some(_)) => "no",
        (None, Some(d)) if d >= today => "not due yet",
        (None, Some(_)) => "not answered",
        _ => "",
    };
    text(sheet, 11, in_time)?;
    text(sheet, 12, &standing(c, at, today))?;
    // What is of the whole challenge stands once, so that it can be counted.
    if at.is_some_and(|i| i + 1 < c.stages.len()) {
        return Ok(());
    }
    date(sheet, 13, c.resolved)?;
    days(sheet, 14, c.resolved, c.raised)?;
    text(sheet, 15, c.outcome.as_deref().map_or("Open", |o| label(codes::RESOLUTION, o)))?;
    date(sheet, 16, c.cafcass)?;
    text(sheet, 17, if c.legal_advice { "yes" } else { "no" })?;
    text(sheet, 18, c.learning.as_deref().unwrap_or_default().trim())
}

fn analysis(sheet: &mut Worksheet, key: &str, table: &Table, look: &Look) -> Result<(), XlsxError> {
    let name = match key {
        "challenges.by_stage" => "By level",
        "challenges.by_theme" => "By theme",
        "challenges.by_month" => "By month",
        "answers" => "Time to answer",
        _ => "Time to resolve",
    };
    sheet.set_name(name)?;
    sheet.set_column_width(0, 44)?;
    sheet.write_string_with_format(0, 0, &table.title, &look.title)?;
    sheet.write_string_with_format(2, 0, &table.stub, &look.head)?;
    for (i, column) in (1u16..).zip(&table.columns) {
        sheet.write_string_with_format(2, i, if column.unit == Unit::Percent { "Percent" } else { &column.title }, &look.head_right)?;
        sheet.set_column_width(i, 13)?;
    }
    for (row, r) in (3u32..).zip(&table.rows) {
        sheet.write_string(row, 0, &r.title)?;
        for (column, cell) in (1u16..).zip(&r.cells) {
            if let Some(n) = cell.value.number() {
                sheet.write_number(row, column, n)?;
            }
        }
    }
    let last = u32::try_from(table.rows.len()).unwrap_or(0) + 4;
    sheet.write_string_with_format(last, 0, &table.base, &look.note)?;
    Ok(())
}

/// What was learnt, by theme: the procedure asks that learning needs are found from it.
fn learning(sheet: &mut Worksheet, making: &Making<'_>, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Learning")?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, "Theme", &look.head)?;
    sheet.write_string_with_format(0, 1, "Learning", &look.head)?;
    let mut by_theme: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for c in making.year.cohort.carried_over.iter().chain(&making.year.cohort.challenges) {
        let Some(text) = c.learning.as_deref().map(str::trim).filter(|t| !t.is_empty()) else { continue };
        let theme = c.grounds.first().map_or_else(|| "Not recorded".to_owned(), |(_, _, theme)| theme.clone());
        by_theme.entry(theme).or_default().push(text);
    }
    let mut row = 1;
    for (theme, texts) in by_theme {
        for text in texts {
            sheet.write_string_with_format(row, 0, &theme, &look.text)?;
            sheet.write_string_with_format(row, 1, text, &look.text)?;
            row += 1;
        }
    }
    Ok(())
}
