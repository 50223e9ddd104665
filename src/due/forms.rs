//! The list in the forms that it is handed on in: a workbook, CSV, a calendar's feed, and a sheet to print.

use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;

use super::List;
use crate::documents::{Copied, Expect, Meta, Planned};
use crate::policy::{Body, Look, Policy};
use crate::words::{day, short_day};

const HEADINGS: [&str; 12] =
    ["Due", "Working days late", "What", "Who", "Child", "Reference", "Record", "IRO", "Team", "Limit", "Not before", "Source"];

/// The list as a workbook.
///
/// # Errors
/// When the library refuses it.
pub fn workbook(list: &List) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Else the day of the making stands in it.
    let made = list.on.and_hms_opt(0, 0, 0).unwrap_or_default();
    let made = rust_xlsxwriter::ExcelDateTime::parse_from_str(&made.format("%Y-%m-%dT%H:%M:%SZ").to_string())?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_title("What is due").set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("Due")?;
    let (head, date, text) = (
        Format::new().set_bold().set_text_wrap(),
        Format::new().set_num_format("ddd d mmm yyyy").set_align(rust_xlsxwriter::FormatAlign::Left),
        Format::new().set_text_wrap(),
    );
    for (column, (heading, width)) in (0u16..).zip(HEADINGS.iter().zip([16, 9, 44, 34, 22, 18, 24, 22, 22, 16, 16, 40])) {
        sheet.write_with_format(0, column, *heading, &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, (line, duty)) in (1u32..).zip(list.rows().zip(&list.duties)) {
        sheet.write_date_with_format(row, 0, date_of(line.due)?, &date)?;
        sheet.write_number(row, 1, line.late as f64)?;
        let rest = [line.what, &line.by, &duty.about.child, line.reference, line.record, line.iro, line.team, line.limit];
        for (column, words) in (2u16..).zip(rest) {
            // As text, whatever it begins with: nothing in it is reckoned.
            sheet.write_string_with_format(row, column, words, &text)?;
        }
        if let Some(opens) = line.opens {
            sheet.write_date_with_format(row, 10, date_of(opens)?, &date)?;
        }
        sheet.write_string_with_format(row, 11, line.source, &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if !list.duties.is_empty() {
        sheet.autofilter(0, 0, u32::try_from(list.duties.len()).unwrap_or(u32::MAX), 11)?;
    }
    sheet.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

fn date_of(date: chrono::NaiveDate) -> Result<rust_xlsxwriter::ExcelDateTime, XlsxError> {
    rust_xlsxwriter::ExcelDateTime::parse_from_str(&date.to_string())
}

/// The list as CSV, by references alone.
///
/// # Errors
/// When the library refuses it.
pub fn csv(list: &List) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["due", "late", "what", "who", "reference", "record", "iro", "team", "limit", "not_before", "source"])?;
    for row in list.rows() {
        let opens = row.opens.map(|d| d.to_string()).unwrap_or_default();
        let (due, late) = (row.due.to_string(), row.late.to_string());
        let cells = [&due, &late, row.what, &row.by, row.reference, row.record, row.iro, row.team, row.limit, &opens, row.source];
        out.write_record(cells.map(inert))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// A cell that no program for tables takes for a formula.
pub(crate) fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

/// The list as a calendar to subscribe to: a day's entry for each, by reference alone, each with an identifier that stays the same.
#[must_use]
pub fn calendar(list: &List) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//minutebook//due//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(name, value).done());
    }
    calendar.name("What is due");
    for duty in &list.duties {
        let reference = if duty.about.reference.is_empty() { String::new() } else { format!("{}: ", duty.about.reference) };
        let owed_by = format!("Owed by: {}", duty.by);
        let said: Vec<&str> =
            [&duty.about.record, &owed_by, &duty.source].map(String::as_str).into_iter().filter(|s| !s.is_empty()).collect();
        let mut event = Event::new();
        event
            .uid(&format!("{}@minutebook", duty.id().get(..32).unwrap_or_default()))
            .timestamp(list.on.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc())
            .summary(&format!("{reference}{}", duty.what))
            .description(&said.join("\n"))
            // Of one day where no end is said.
            .starts(duty.due);
        // A subscribed calendar is not to say that its owner is busy.
        event.add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.to_string()
}

#[derive(Serialize)]
struct View<'a> {
    page: SheetPage<'a>,
    /// `2 are late, 5 are due by 7 November 2026, 12 after it`
    summary: String,
    groups: Vec<Group>,
}

/// The frame of a sheet that is about no record.
#[derive(Serialize)]
pub struct SheetPage<'a> {
    title: String,
    meta: Meta,
    body: &'a Body,
    look: &'a Look,
    draft: bool,
    /// Whether it carries the authority's protective marking.
    pub marked: bool,
    missing: Vec<String>,
    large_print: bool,
    footer: String,
}

impl<'a> SheetPage<'a> {
    /// A sheet under a pack's name and colours.
    #[must_use]
    pub fn new(title: String, meta: Meta, policy: &'a Policy, footer: String) -> Self {
        let (body, look) = (&policy.body, &policy.look);
        Self { title, meta, body, look, draft: false, marked: true, missing: Vec::new(), large_print: false, footer }
    }
}

#[derive(Serialize)]
struct Group {
    key: &'static str,
    title: String,
    rows: Vec<[String; 4]>,
}

/// The list as a sheet to print, for one IRO or team, or for all: what is late, what is due within a week, what comes after.
#[must_use]
pub fn sheet(list: &List, whose: &str, stem: &str, policy: &Policy) -> Planned {
    let title = if whose.is_empty() { "What is due".to_owned() } else { format!("What is due: {whose}") };
    let meta = Meta {
        title: format!("{title}, {}", day(list.on)),
        lang: "en".to_owned(),
        author: format!("{}, {}", policy.body.name, policy.body.service),
        date: list.on,
        ident: format!("due/{}/{stem}", list.on),
    };
    let week = list.until.unwrap_or(list.on + chrono::TimeDelta::days(7));
    let group = |key, title: String, has: &dyn Fn(&super::Duty) -> bool| Group {
        key,
        title,
        rows: list
            .duties
            .iter()
            .filter(|d| has(d))
            .map(|d| {
                let late = match d.late(list.on) {
                    0 => String::new(),
                    1 => " (1 working day late)".to_owned(),
                    n => format!(" ({n} working days late)"),
                };
                let opens = d.opens.filter(|o| *o > list.on).map(|o| format!("; not before {}", day(o))).unwrap_or_default();
                let child = if d.about.child.is_empty() { String::new() } else { format!("{}, {}", d.about.child, d.about.reference) };
                [format!("{}{late}", short_day(d.due)), format!("{}{opens}", d.what), d.who(), child]
            })
            .collect(),
    };
    let groups: Vec<Group> = [
        group("late", "Late".to_owned(), &|d| d.due < list.on),
        group("week", format!("Due by {}", day(week)), &|d| d.due >= list.on && d.due <= week),
        group("later", "After that".to_owned(), &|d| d.due > week),
    ]
    .into_iter()
    .filter(|group| !group.rows.is_empty())
    .collect();
    let parts: Vec<String> = groups
        .iter()
        .map(|g| match g.key {
            "late" => format!("{} late", g.rows.len()),
            "week" => format!("{} due by {}", g.rows.len(), day(week)),
            _ => format!("{} after that", g.rows.len()),
        })
        .collect();
    let summary = if parts.is_empty() { "Nothing is due.".to_owned() } else { format!("{}.", parts.join(", ")) };
    let sections = groups.iter().map(|g| g.key.to_owned()).collect();
    let page = SheetPage::new(title, meta.clone(), policy, format!("What is due · {}", day(list.on)));
    let view = View { page, summary, groups };
    Planned {
        copy: Copied::default(),
        document: "due".to_owned(),
        audience: "service".to_owned(),
        reference: String::new(),
        held: list.on,
        stem: stem.to_owned(),
        expect: Expect { sections, texts: Vec::new(), absent: Vec::new() },
        meta,
        view: serde_json::to_value(&view).unwrap_or_default(),
        archive: false,
        issued_as: Vec::new(),
    }
}
