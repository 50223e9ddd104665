//! The list as files: a workbook, CSV, and a sheet to work from.

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::Serialize;

use super::envelopes::{Envelope, envelopes, with_two_addresses};
use super::{Holder, Sending, Way, to_go};
use crate::documents::{Copied, Expect, Meta, Planned};
use crate::due::forms::{SheetPage, inert};
use crate::policy::Policy;
use crate::words::{day, short_day};

/// The columns of the list, with their widths in the workbook.
const COLUMNS: [(&str, u16); 17] = [
    ("Way", 10),
    ("Reader", 24),
    ("Relation", 20),
    ("Child", 22),
    ("Reference", 18),
    ("Document", 26),
    ("Address", 36),
    ("E-mail", 28),
    ("Missing", 28),
    ("Leaves out", 28),
    ("Pages", 7),
    ("Due", 14),
    ("Done", 14),
    ("Made", 14),
    ("How", 14),
    ("In window", 9),
    ("File", 48),
];

/// A line of the list, in the order of its columns.
fn cells(copy: &Sending, twice: bool) -> [String; 17] {
    let date = |date: Option<NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let missing = match (copy.missing.is_empty(), twice) {
        (true, true) => "has two addresses in the records".to_owned(),
        (false, true) => format!("{}; has two addresses in the records", copy.missing),
        _ => copy.missing.clone(),
    };
    [
        copy.way.words().to_owned(),
        copy.reader.clone(),
        copy.relation.clone(),
        copy.child.clone(),
        copy.reference.clone(),
        copy.document.clone(),
        copy.address.join(", "),
        copy.email.clone(),
        missing,
        copy.leaves_out.clone(),
        copy.pages.to_string(),
        date(copy.due),
        date(copy.done),
        date(copy.made),
        copy.by.clone(),
        if copy.in_window { "yes" } else { "no" }.to_owned(),
        copy.file.clone(),
    ]
}

/// The list as CSV.
///
/// # Errors
/// When the library refuses it.
pub fn csv(sendings: &[Sending]) -> Result<Vec<u8>, csv::Error> {
    let twice = with_two_addresses(sendings);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS.map(|(heading, _)| heading))?;
    for copy in sendings {
        let is_twice = twice.contains(&(copy.reference.clone(), copy.reader.clone()));
        out.write_record(cells(copy, is_twice).map(|cell| inert(&cell)))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// The columns of the list of who has an earlier version, with their widths in the workbook.
const EARLIER: [(&str, u16); 10] = [
    ("Reader", 24),
    ("Relation", 20),
    ("Child", 22),
    ("Reference", 18),
    ("Document", 26),
    ("Version", 8),
    ("Made", 14),
    ("How", 14),
    ("What to do", 40),
    ("File", 48),
];

fn earlier(holder: &Holder) -> [String; 10] {
    let what = if holder.gets_new { "gets the new one: ask for the old one back" } else { "gets no new one: ask for the old one back" };
    [
        holder.reader.clone(),
        holder.relation.clone(),
        holder.child.clone(),
        holder.reference.clone(),
        holder.document.clone(),
        holder.version.to_string(),
        holder.made.map(|made| made.to_string()).unwrap_or_default(),
        holder.by.clone(),
        what.to_owned(),
        holder.file.clone(),
    ]
}

/// Who has a copy of an earlier version of a corrected record, as CSV.
///
/// # Errors
/// When the library refuses it.
pub fn earlier_csv(holders: &[Holder]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(EARLIER.map(|(heading, _)| heading))?;
    for holder in holders {
        out.write_record(earlier(holder).map(|cell| inert(&cell)))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// The list as a workbook: by copy, by envelope, and who has an earlier version.
///
/// # Errors
/// When the library refuses it.
pub fn workbook(sendings: &[Sending], holders: &[Holder], on: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let twice = with_two_addresses(sendings);
    let mut book = Workbook::new();
    // Else the day of the making stands in it.
    let made = ExcelDateTime::parse_from_str(&format!("{on}T00:00:00Z"))?;
    book.set_properties(&DocProperties::new().set_title("Copies to be sent").set_creation_datetime(&made));
    let (head, text) = (Format::new().set_bold().set_text_wrap(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    let date = Format::new().set_num_format("d mmm yyyy").set_align(FormatAlign::Left).set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    begin(sheet, "Copies", &COLUMNS, &head)?;
    for (row, copy) in (1u32..).zip(sendings) {
        let is_twice = twice.contains(&(copy.reference.clone(), copy.reader.clone()));
        for (column, cell) in (0u16..).zip(cells(copy, is_twice)) {
            if column == 10 {
                sheet.write_number(row, column, copy.pages as f64)?;
            } else if let (11..=13, false) = (column, cell.is_empty()) {
                sheet.write_date_with_format(row, column, ExcelDateTime::parse_from_str(&cell)?, &date)?;
            } else {
                // As text, whatever it begins with: nothing in it is reckoned.
                sheet.write_string_with_format(row, column, cell, &text)?;
            }
        }
    }
    let sheet = book.add_worksheet();
    let columns = [
        ("Way", 10),
        ("Reader", 24),
        ("Address or e-mail", 44),
        ("Copies", 8),
        ("Pages", 7),
        ("Cover page", 11),
        ("Missing", 30),
        ("Files", 60),
        ("Child", 22),
        ("Reference", 18),
        ("Due", 14),
        ("Sent on", 14),
        ("By", 14),
    ];
    begin(sheet, "Envelopes", &columns, &head)?;
    for (row, envelope) in (1u32..).zip(envelopes(&to_go(sendings))) {
        let files: Vec<&str> = envelope.copies.iter().map(|copy| copy.file.as_str()).collect();
        let at = if envelope.way == Way::Email { envelope.email.to_owned() } else { envelope.address.join(", ") };
        let words = [
            (0, envelope.way.words().to_owned()),
            (1, envelope.reader.to_owned()),
            (2, at),
            (6, envelope.missing().to_owned()),
            (7, files.join("\n")),
        ];
        for (column, cell) in words {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        if let Some(copy) = envelope.copies.first() {
            sheet.write_string_with_format(row, 8, &copy.child, &text)?;
            sheet.write_string_with_format(row, 9, &copy.reference, &text)?;
        }
        if let Some(due) = envelope.due() {
            sheet.write_date_with_format(row, 10, ExcelDateTime::parse_from_str(&due.to_string())?, &date)?;
        }
        sheet.write_number(row, 3, envelope.copies.len() as f64)?;
        sheet.write_number(row, 4, envelope.pages() as f64)?;
        sheet.write_string(row, 5, if envelope.needs_cover() { "yes" } else { "" })?;
    }
    if !holders.is_empty() {
        let sheet = book.add_worksheet();
        begin(sheet, "Earlier versions", &EARLIER, &head)?;
        for (row, holder) in (1u32..).zip(holders) {
            for (column, cell) in (0u16..).zip(earlier(holder)) {
                match (column, holder.made) {
                    (5, _) => sheet.write_number(row, column, f64::from(holder.version))?,
                    (6, Some(made)) => {
                        sheet.write_date_with_format(row, column, ExcelDateTime::parse_from_str(&made.to_string())?, &date)?
                    }
                    _ => sheet.write_string_with_format(row, column, cell, &text)?,
                };
            }
        }
    }
    book.save_to_buffer()
}

fn begin(sheet: &mut Worksheet, name: &str, columns: &[(&str, u16)], head: &Format) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, (heading, width)) in (0u16..).zip(columns) {
        sheet.write_with_format(0, column, *heading, head)?;
        sheet.set_column_width(column, f64::from(*width))?;
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

#[derive(Serialize)]
struct View<'a> {
    page: SheetPage<'a>,
    summary: String,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    key: String,
    title: String,
    rows: Vec<[String; 4]>,
}

/// The list as a sheet to work from: an envelope a line, what is missing first. `kept` are records of which nothing was made, each with its IRO.
#[must_use]
pub fn sheet(sendings: &[Sending], kept: &[(String, String)], holders: &[Holder], on: NaiveDate, policy: &Policy) -> Planned {
    let all = envelopes(sendings);
    let row = |envelope: &Envelope<'_>| {
        let at = if envelope.way == Way::Email { envelope.email.to_owned() } else { envelope.address.join(", ") };
        // Three letters about three reviews are one line.
        let mut by_title: Vec<(&str, Vec<usize>)> = Vec::new();
        for copy in &envelope.copies {
            match by_title.iter_mut().find(|(title, _)| *title == copy.document) {
                Some((_, pages)) => pages.push(copy.pages),
                None => by_title.push((&copy.document, vec![copy.pages])),
            }
        }
        let what: Vec<String> = by_title
            .iter()
            .map(|(title, each)| match each.as_slice() {
                [one] => format!("{title}, {}", pages(*one)),
                several => format!("{} × {title}, {}", several.len(), pages(several.iter().sum())),
            })
            .collect();
        let cover = if envelope.needs_cover() { "; cover page" } else { "" };
        let due = envelope.due().map(short_day).unwrap_or_default();
        let first = envelope.copies.first();
        let child = first.map_or_else(String::new, |copy| format!("{}, {}", copy.child, copy.reference));
        let relation = first.map_or("", |copy| copy.relation.as_str());
        let at = match envelope.missing() {
            "" => at,
            missing if at.is_empty() => format!("Missing: {missing}"),
            missing => format!("{at}. Missing: {missing}"),
        };
        let reader = if envelope.reader.is_empty() { relation.to_owned() } else { format!("{} ({relation})", envelope.reader) };
        let at = if at.is_empty() { first.map_or_else(String::new, |copy| copy.by.clone()) } else { at };
        [format!("☐ {reader}"), at, format!("{child}: {}{cover}", what.join("; ")), due]
    };
    let group = |key: &str, title: &str, has: &dyn Fn(&Envelope<'_>) -> bool| Group {
        key: key.to_owned(),
        title: title.to_owned(),
        rows: all.iter().filter(|envelope| has(envelope)).map(row).collect(),
    };
    let complete = |way: Way| move |envelope: &Envelope<'_>| envelope.missing().is_empty() && envelope.way == way;
    let withheld = Group {
        key: "withheld".to_owned(),
        title: "Not made: the record has errors".to_owned(),
        rows: kept
            .iter()
            .map(|(record, iro)| {
                [iro.clone(), String::new(), format!("{record}: `minutebook check` says what is to be put right"), String::new()]
            })
            .collect(),
    };
    let called_back = Group {
        key: "earlier".to_owned(),
        title: "Have an earlier version".to_owned(),
        rows: holders
            .iter()
            .map(|h| {
                let reader = if h.reader == h.child { h.reader.clone() } else { format!("{} ({})", h.reader, h.relation) };
                let what = format!("{}, {}: {}, version {}", h.child, h.reference, h.document, h.version);
                [format!("☐ {reader}"), if h.gets_new { "Gets the new one" } else { "Gets no new one" }.to_owned(), what, String::new()]
            })
            .collect(),
    };
    let groups: Vec<Group> = [
        withheld,
        group("missing", "Cannot go yet", &|envelope| !envelope.missing().is_empty()),
        group("post", "Post", &complete(Way::Post)),
        group("hand", "By hand", &complete(Way::Hand)),
        group("email", "E-mail", &complete(Way::Email)),
        group("system", "System", &complete(Way::System)),
        called_back,
    ]
    .into_iter()
    .filter(|group| !group.rows.is_empty())
    .collect();
    let meta = Meta {
        title: format!("Copies to be sent, {}", day(on)),
        lang: "en".to_owned(),
        author: format!("{}, {}", policy.body.name, policy.body.service),
        date: on,
        ident: format!("dispatch/{on}"),
    };
    let page = SheetPage::new("Copies to be sent".to_owned(), meta.clone(), policy, format!("Copies to be sent · {}", day(on)));
    let view = View { page, summary: summary(sendings), groups };
    Planned {
        copy: Copied::default(),
        document: "dispatch".to_owned(),
        audience: "service".to_owned(),
        reference: String::new(),
        held: on,
        stem: "dispatch".to_owned(),
        expect: Expect { sections: view.groups.iter().map(|g| g.key.clone()).collect(), texts: Vec::new(), absent: Vec::new() },
        meta,
        view: serde_json::to_value(&view).unwrap_or_default(),
        archive: false,
        issued_as: Vec::new(),
    }
}

fn pages(n: usize) -> String {
    if n == 1 { "1 page".to_owned() } else { format!("{n} pages") }
}

/// `34 copies: 20 by post in 12 envelopes, 10 by e-mail; 2 cannot go yet`: no names.
#[must_use]
pub fn summary(sendings: &[Sending]) -> String {
    let copies = |n: usize| if n == 1 { "1 copy".to_owned() } else { format!("{n} copies") };
    let all = envelopes(sendings);
    let ways: Vec<String> = [(Way::Post, "by post"), (Way::Hand, "by hand"), (Way::Email, "by e-mail"), (Way::System, "in a system")]
        .into_iter()
        .filter_map(|(way, words)| {
            let n = sendings.iter().filter(|s| s.way == way).count();
            let envelopes = all.iter().filter(|e| e.way == way).count();
            let within = match (way, envelopes) {
                (Way::Post, 1) => " in 1 envelope".to_owned(),
                (Way::Post, n) => format!(" in {n} envelopes"),
                _ => String::new(),
            };
            (n > 0).then(|| format!("{n} {words}{within}"))
        })
        .collect();
    let no_address = sendings.iter().filter(|s| s.missing == "no address" || s.missing.starts_with("no e-mail")).count();
    let stuck = sendings.iter().filter(|s| !s.missing.is_empty()).count();
    let stuck = match stuck {
        0 => String::new(),
        n => format!("; {n} cannot go yet, {no_address} of them for want of an address"),
    };
    let ways = if ways.is_empty() { String::new() } else { format!(": {}", ways.join(", ")) };
    format!("{} to be sent{ways}{stuck}.", copies(sendings.len()))
}
