//! A figure that was typed in is not the one that the records give.
//!
//! A table with `same_as` repeats a table that is counted; where the two differ, one of them is wrong, and the reader cannot know which.
//!
//! To put it right: leave the typed table out and let the counted one be printed, or mend the records; `minutebook figures --show` lists
//! those that were counted.

use super::prelude::*;
use super::typed_figure_wrong::tell;
use crate::annual::{Year, typed};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let r = cx.record();
    for (i, table) in r.tables.iter().enumerate() {
        let Some(named) = &table.same_as else { continue };
        let Some(counted) = cx.facts().table(named) else {
            let keys: Vec<String> = cx.facts().tables.iter().map(|(_, t)| t.key()).collect();
            let known: Vec<&str> = keys.iter().map(String::as_str).collect();
            let finding = cx
                .finding(format!("/tables/{i}/same_as"), format!("there is no table `{named}`"))
                .help(suggest(named, &known, "tables"));
            cx.add(finding);
            continue;
        };
        for wrong in typed::check(table, Some(counted)).iter().filter(|w| w.check == typed::Check::Records) {
            tell(cx, i, wrong);
        }
    }
}
