//! A text speaks of a figure that the published version does not show.
//!
//! The published version leaves out tables that would give a child or a member of staff away, and hides small numbers. In a text that is in
//! both versions such a figure reads there as a number that is not shown, which is no sentence for a reader outside.
//!
//! To put it right: say it without the number, or take a figure that is published (`minutebook figures` prints every name).

use super::prelude::*;
use crate::annual::report::Making;
use crate::annual::{Year, prose};
use crate::record::{AnnualReport, Version};
use crate::words::list;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let (record, year, policy) = (cx.record(), cx.facts(), cx.policy());
    if !record.versions.is_empty() && !record.versions.contains(&Version::Published) {
        return;
    }
    let mut texts: Vec<(String, &str)> = Vec::new();
    cx.fields().walk(&cx.case.value, &mut |found| {
        if found.figures && found.text.contains("{{") {
            texts.push((found.pointer.to_owned(), found.text));
        }
    });
    if texts.is_empty() {
        return;
    }
    let all = prose::Figures::of(year.tables.iter().map(|(_, t)| t), year);
    let published = Making { record, policy, year }.tables(Version::Published);
    let published = prose::Figures::of(published.iter(), year);
    for (pointer, text) in texts {
        let mut names: Vec<String> = prose::mentions(text).into_iter().map(|m| m.name).collect();
        names.retain(|name| all.has(name) && !published.shows(name));
        names.sort();
        names.dedup();
        if names.is_empty() {
            continue;
        }
        let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        let more = names.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let finding = cx
            .finding(pointer, format!("the published version does not show {}{more}", list(&shown)))
            .help("say it without the number, or take a figure that is published: in its place stands that it is not shown")
            .source("Code of Practice for Statistics; UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}

/// How many names a finding gives.
const SHOWN: usize = 5;
