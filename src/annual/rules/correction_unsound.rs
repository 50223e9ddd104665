//! A figure is corrected by hand that the report does not have, or corrections do not agree with each other or with what they are part of.
//!
//! A correction is carried into every total, and into every table of the same records; where such a table tells them apart by what the
//! correction does not say, as by IRO, it gets a row `Corrected by hand`. What cannot follow is told: a sum over columns of which only the
//! total was corrected, and how many there are in all, which other tables count too.
//!
//! To put it right: correct the parts of a sum, not the sum alone; where a record was counted under the wrong heading, one fewer there and
//! one more where it belongs; or put the records right.

use super::prelude::*;
use crate::annual::Year;
use crate::annual::table::thousands;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let (r, year) = (cx.record(), cx.facts());
    let names: Vec<String> = year.figures().into_iter().filter(|(_, _, cell, _)| cell.slice.is_some()).map(|(name, ..)| name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (i, (correction, applied)) in r.corrections.iter().zip(&year.corrected).enumerate() {
        let at = format!("/corrections/{i}");
        match applied.was {
            None if applied.typed => {
                let finding = cx.finding(format!("{at}/figure"), format!("no record of a review or challenge is behind `{}`", correction.figure));
                cx.add(finding.help("put it right where it is typed in: in this record, or in the record of caseloads"));
            }
            None => {
                let what = format!("`{}` is no count of the report", correction.figure);
                let finding = cx
                    .finding(format!("{at}/figure"), what)
                    .help(suggest(&correction.figure, &names, "figures"))
                    .help("a percentage follows from its counts: correct those");
                cx.add(finding);
            }
            Some(was) if was == u64::from(correction.value) && applied.by == 0 => {
                let mut finding = cx.finding(format!("{at}/value"), format!("the records give {was} too")).help("take the correction out");
                finding.severity = Severity::Warning;
                cx.add(finding);
            }
            Some(_) => {}
        }
        if let Some(is) = applied.is.filter(|is| *is != u64::from(correction.value)) {
            let finding = cx.finding(format!("{at}/value"), format!("with the other corrections it comes to {is}"));
            cx.add(finding.help("correct each figure once, and what it is a part of with the number that is right of all"));
        }
        if !applied.broken.is_empty() {
            // All at once: each is a figure that has to be corrected too.
            // The same in every split is told once.
            let more = match applied.broken.len() - 1 {
                0 => String::new(),
                1 => "; and so in one more table".to_owned(),
                n => format!("; and so in {n} more places"),
            };
            let first = applied.broken.first().map_or("", String::as_str);
            let finding = cx.finding(&*at, format!("with this correction it does not add up: {first}{more}"));
            cx.add(finding.help("correct the parts of the sum, not the sum alone: totals follow; or put the records right"));
        }
        if let Some((whole, other)) = &applied.twice {
            let finding = cx.finding(&*at, format!("`{whole}` is changed by it and by `{other}`, which may be the same records"));
            cx.add(finding.help(format!("write a line for `{whole}` too, with the number that is right of all")));
        }
        if let Some((by, of)) = applied.net.filter(|_| applied.broken.is_empty()) {
            let more = if by > 0 { "more" } else { "fewer" };
            let what = format!("with it {} {more} are counted in all than the {} that the records give; other measures go on counting those", thousands(by.unsigned_abs()), thousands(of));
            let mut finding = cx.finding(&*at, what).help(
                "where one was counted under the wrong heading, correct the right one too: one fewer here, one more there; else say in \
                 the text why the tables differ",
            );
            // Half as many again are a slip of the keys.
            if 2 * by.unsigned_abs() <= of {
                finding.severity = Severity::Warning;
            }
            cx.add(finding);
        }
    }
}
