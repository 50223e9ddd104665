//! A figure is corrected by hand that the report does not have, or after the correction a table does not add up.
//!
//! A total is more than one number: who corrects a part corrects the sum with it, and every reader adds up.
//!
//! To put it right: correct the other figures too that the finding names, or the records.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let (r, year) = (cx.record(), cx.facts());
    let names: Vec<String> = year.figures().into_iter().filter(|(_, _, cell, _)| cell.slice.is_some()).map(|(name, ..)| name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (i, (correction, applied)) in r.corrections.iter().zip(&year.corrected).enumerate() {
        let at = format!("/corrections/{i}");
        match applied.was {
            None => {
                let what = format!("`{}` is no count of the report", correction.figure);
                let finding = cx
                    .finding(format!("{at}/figure"), what)
                    .help(suggest(&correction.figure, &names, "figures"))
                    .help("a percentage follows from its counts: correct those");
                cx.add(finding);
            }
            Some(was) if was == u64::from(correction.value) => {
                let mut finding = cx.finding(format!("{at}/value"), format!("the records give {was} too")).help("take the correction out");
                finding.severity = Severity::Warning;
                cx.add(finding);
            }
            Some(_) => {}
        }
        if !applied.broken.is_empty() {
            // All at once: each is a figure that has to be corrected too.
            let finding = cx.finding(at, format!("with this correction it does not add up: {}", applied.broken.join("; ")));
            cx.add(finding.help("correct the other figures too, each with its reason, or put the records right"));
        }
    }
}
