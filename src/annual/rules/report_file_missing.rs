//! A folder of records that a report counts is empty or not there, or a file that it names cannot be read.
//!
//! A report of a folder that was moved would be a report of nothing, and its noughts would look like figures.
//!
//! To put it right: write the path from the folder in which the report's own record lies.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    for i in &cx.facts().cohort.missing {
        let named = cx.record().records.get(*i).map_or("", String::as_str);
        let finding = cx
            .finding(format!("/records/{i}"), format!("there are no records in `{named}`"))
            .help("write the path from the folder in which this record lies, as `records` or `../records-2025-26`");
        cx.add(finding);
    }
    for (pointer, why) in &cx.facts().unreadable {
        // What is wrong with a picture is said, and what to do about it.
        let help = if pointer.starts_with("/cover/") && why != "it is not there" && !why.contains("outside") {
            "put a PNG or SVG in its place, in the folder of this record or below it"
        } else if why.contains("outside") && ["/records/", "/last_year/", "/published_before/"].iter().any(|part| pointer.starts_with(part)) {
            "run the command with `--root FOLDER`, the folder that holds this record and those; or put this record above them"
        } else if why.contains("outside") {
            "put it into the folder of this record or below it"
        } else {
            "write the path from the folder in which this record lies, and check that you may open the file"
        };
        let finding = cx.finding(pointer.clone(), format!("this file cannot be used: {why}")).help(help);
        cx.add(finding);
    }
}
