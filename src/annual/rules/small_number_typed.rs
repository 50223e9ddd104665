//! A table that was typed in has a count from 1 to 4, and the published version will print it.
//!
//! Counted tables hide such numbers, and others from which they could be worked out. A typed table is printed as it is: whether somebody
//! could be known from it is for whoever typed it to judge.
//!
//! To put it right: put the rows together, leave the table out, or name the counted table in `same_as`, which then stands in its place.

use super::prelude::*;
use crate::annual::{Year, typed};
use crate::record::{AnnualReport, Version};

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    if !r.versions.is_empty() && !r.versions.contains(&Version::Published) {
        return;
    }
    for (i, table) in r.tables.iter().enumerate().filter(|(_, t)| t.same_as.is_none()) {
        let small = typed::small(table);
        let Some((row, column)) = small.first() else { continue };
        let n = small.len();
        let what = if n == 1 { "a count from 1 to 4 stands".to_owned() } else { format!("{n} counts from 1 to 4 stand") };
        let finding = cx
            .finding(format!("/tables/{i}/{}/{column}", row.pointer()), format!("{what} in a table that is published as it is"))
            .help("put rows together, or name the counted table in `same_as`: it hides small numbers")
            .source("Code of Practice for Statistics; UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
