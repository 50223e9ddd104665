//! A text or a list of figures names a figure that there is not.
//!
//! Numbers in the text come from the figures, as `{{ timeliness.percent }}`, so that text and table cannot disagree. A name that is not
//! known would be printed as it stands.
//!
//! To put it right: `minutebook figures` prints every name with its figure.

use super::prelude::*;
use crate::annual::table::Of;
use crate::annual::{Year, prose};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    if !cx.facts().is_counted() {
        return;
    }
    let year = cx.facts();
    let figures = prose::Figures::of(year.tables.iter().map(|(_, t)| t), year);
    let known: Vec<&str> = figures.names().collect();
    let mut figured: Vec<(String, &str)> = Vec::new();
    let mut misplaced: Vec<String> = Vec::new();
    cx.fields().walk(&cx.case.value, &mut |found| match found.figures {
        true => figured.push((found.pointer.to_owned(), found.text)),
        false if found.text.contains("{{") => misplaced.push(found.pointer.to_owned()),
        false => {}
    });
    for pointer in misplaced {
        let finding = cx.finding(pointer, "a figure cannot stand here").help("write figures into `narrative`, `cases` or `cover_report`");
        cx.add(finding);
    }
    for (pointer, text) in figured {
        let mut told = std::collections::BTreeSet::new();
        for mention in prose::mentions(text).iter().filter(|m| !figures.has(&m.name)) {
            // The same slip again and again is told once a text, and not more than a few of them.
            if told.len() < 10 && told.insert(mention.name.clone()) {
                let finding = cx
                    .finding(pointer.clone(), format!("there is no figure `{}`", shorten(&mention.name).trim_matches('`')))
                    .help(near(&mention.name, &known));
                cx.add(finding);
            }
        }
        // A brace that is opened and never closed would be printed.
        if text.matches("{{").count() != prose::mentions(text).len() {
            let finding = cx.finding(pointer, "`{{` without `}}`").help("write a figure as `{{ timeliness.percent }}`");
            cx.add(finding);
        }
    }
    let percents: Vec<&str> = percentages(year);
    let targets = cx.record().targets.keys().map(|key| (format!("/targets/{key}"), key));
    let history = cx.record().history.keys().map(|key| (format!("/history/{key}"), key));
    for (pointer, key) in targets.chain(history) {
        if !percents.contains(&key.as_str()) {
            let finding = cx.finding(pointer, format!("`{key}` is not a measure with a percentage")).help(suggest(key, &percents, "measures"));
            cx.add(finding);
        }
    }
    for name in cx.record().last_year.figures.keys() {
        if !known.contains(&name.as_str()) {
            let finding = cx.finding(format!("/last_year/figures/{name}"), format!("there is no figure `{name}`")).help(near(name, &known));
            cx.add(finding);
        }
    }
}

/// The nearest name; not all of them, of which there are thousands.
fn near(name: &str, known: &[&str]) -> String {
    let help = suggest(name, known, "figures");
    if help.starts_with("did you mean") { help } else { "`minutebook figures` prints every name".to_owned() }
}

/// Measures whose table of all has one percentage.
fn percentages(year: &Year) -> Vec<&str> {
    let tables = year.tables.iter().map(|(_, table)| table).filter(|t| t.which.of == Of::All);
    tables.filter(|t| t.share().is_some()).map(|t| &*t.which.measure).collect()
}
