//! A text, example, table or label of a report belongs to a section or category that the report does not have.
//!
//! It would be left out without a word.
//!
//! To put it right: correct the section's key, or add it to `sections:`.

use super::prelude::*;
use crate::annual::{Year, report};
use crate::record::AnnualReport;
use crate::words::list;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    let planned = report::planned(r);
    let mut known: Vec<&str> = planned.iter().map(|(p, _)| p.section.as_str()).collect();
    known.push("summary");
    let mut named: Vec<(String, &str)> = r.narrative.keys().map(|k| (format!("/narrative/{k}"), k.as_str())).collect();
    named.extend(r.cases.iter().enumerate().map(|(i, c)| (format!("/cases/{i}/section"), c.section.as_str())));
    named.extend(r.tables.iter().enumerate().map(|(i, t)| (format!("/tables/{i}/section"), t.section.as_str())));
    named.extend(r.questionnaires.iter().enumerate().filter_map(|(i, q)| Some((format!("/questionnaires/{i}/section"), q.section.as_deref()?))));
    named.extend(r.own_sections.iter().enumerate().filter_map(|(i, s)| Some((format!("/own_sections/{i}/after"), s.after.as_deref()?))));
    named.extend(r.headings.keys().map(|k| (format!("/headings/{k}"), k.as_str())));
    for (pointer, section) in named {
        if !known.contains(&section) {
            let finding = cx
                .finding(pointer, format!("the report has no section `{section}`"))
                .help(suggest(section, &known, "sections"));
            cx.add(finding);
        }
    }
    let year = cx.facts();
    let mut keys: Vec<&str> = Vec::new();
    for (_, table) in &year.tables {
        keys.extend(table.columns.iter().map(|c| c.key.as_str()).chain(table.rows.iter().map(|r| r.key.as_str())));
    }
    keys.sort_unstable();
    keys.dedup();
    let usual: Vec<&str> = crate::annual::report::SECTIONS.iter().map(|s| s.key).collect();
    for key in r.leave_out.keys().filter(|key| !usual.contains(&key.as_str()) || key.as_str() == "about") {
        let what = if key == "about" { "how the figures were made is always said" } else { "the usual report has no such section" };
        let finding = cx.finding(format!("/leave_out/{key}"), format!("`{key}` cannot be left out: {what}")).help(suggest(key, &usual, "sections"));
        cx.add(finding);
    }
    let shown: Vec<_> = planned.iter().filter_map(|(p, _)| crate::annual::report::usual(&p.section)).flat_map(|s| s.shows).collect();
    let is_shown = |table: &crate::annual::table::Table| shown.iter().any(|(which, _)| *which == table.which);
    let mut tables: Vec<String> = year.tables.iter().filter(|(_, table)| is_shown(table)).map(|(_, table)| table.key()).collect();
    let by_year = year.tables.iter().filter(|(m, table)| table.key() == m.key && is_shown(table) && table.share().is_some());
    tables.extend(by_year.map(|(m, _)| format!("{}.years", m.key)));
    // What a picture shows is said in words too.
    if r.cover.as_ref().is_some_and(|cover| cover.picture.is_some() && cover.picture_shows.is_none()) {
        let finding = cx.finding("/cover/picture", "nothing says what the picture on the cover shows, for those who do not see it");
        cx.add(finding.help("write `picture_shows:` with a sentence").source("Public Sector Bodies Accessibility Regulations 2018"));
    }
    if let Some(cover) = r.cover.as_ref().filter(|cover| cover.picture.is_none() && cover.picture_shows.is_some()) {
        let what = if cover.logo.is_some() { "says what a picture shows, and the cover has a logo and no picture" } else { "says what a picture shows, and the cover has none" };
        let finding = cx.finding("/cover/picture_shows", what);
        cx.add(finding.help("name the picture under `picture:`, or take the line out"));
    }
    for (key, form) in &r.charts {
        let by_year = key.ends_with(".years");
        let what = match form.as_str() {
            "line" if !by_year => "a line is drawn over years",
            "shares" if by_year => "a percentage by year has no shares",
            _ => continue,
        };
        let finding = cx.finding(format!("/charts/{key}"), format!("{what}: `{key}` cannot be drawn so"));
        cx.add(finding.help(if by_year { "write `line`, `bars` or `none`" } else { "write `bars`, `shares` or `none`; by year a measure is drawn as `timeliness.years: line`" }));
    }
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    for key in r.charts.keys().filter(|key| year.is_counted() && !tables.contains(&key.as_str())) {
        // A table that is counted and not printed has none of its kind by another name.
        let measure = key.split('.').next().unwrap_or(key);
        let same: Vec<&str> = tables.iter().copied().filter(|t| t.split('.').next() == Some(measure)).collect();
        let help = match year.table(key).is_some() && !same.is_empty() {
            true => format!("it is counted, and the report does not print it; it prints {}", list(&same.iter().map(|t| format!("`{t}`")).collect::<Vec<_>>())),
            false => suggest(key, &tables, "tables"),
        };
        let finding = cx.finding(format!("/charts/{key}"), format!("no section shows a table `{key}`, so that it cannot be drawn")).help(help);
        cx.add(finding);
    }
    let figures: Vec<String> = year.figures().into_iter().map(|(name, ..)| name).collect();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    for key in r.compared.keys().filter(|key| year.is_counted() && !figures.contains(&key.as_str())) {
        let finding = cx.finding(format!("/compared/{key}"), format!("there is no figure `{key}` for it to stand beside")).help(suggest(key, &figures, "figures"));
        cx.add(finding);
    }
    for (key, typed) in r.compared.iter().filter(|(key, _)| key.ends_with("percent")) {
        for (whose, value) in [("england", typed.england), ("neighbours", typed.neighbours)] {
            if let Some(value) = value.filter(|value| *value > 100.0) {
                let finding = cx.finding(format!("/compared/{key}/{whose}"), format!("{value} is more than 100 percent")).help("write the percentage");
                cx.add(finding);
            }
        }
    }
    for label in r.labels.keys().filter(|l| year.is_counted() && !keys.contains(&l.as_str())) {
        let finding =
            cx.finding(format!("/labels/{label}"), format!("no table has a row or column `{label}`")).help(suggest(label, &keys, "categories"));
        cx.add(finding);
    }
    for (i, appendix) in r.appendices.iter().enumerate() {
        if let Some(named) = &appendix.questionnaire
            && !r.questionnaires.iter().any(|q| q.key == *named)
        {
            let known: Vec<&str> = r.questionnaires.iter().map(|q| q.key.as_str()).collect();
            let finding = cx
                .finding(format!("/appendices/{i}/questionnaire"), format!("there is no questionnaire `{named}`"))
                .help(suggest(named, &known, "questionnaires"));
            cx.add(finding);
        }
        if appendix.file.is_none() && appendix.text.is_none() && appendix.form.is_none() && !appendix.cases && appendix.questionnaire.is_none() {
            let finding = cx
                .finding(format!("/appendices/{i}"), "nothing is appended here")
                .help("give it a `file`, a `text`, a `form`, a `questionnaire`, or `cases: true`");
            cx.add(finding);
        }
    }
    let twice = |keys: Vec<&str>| keys.iter().enumerate().find(|(i, k)| keys.iter().take(*i).any(|b| b == *k)).map(|(i, k)| (i, (*k).to_owned()));
    let mut doubled: Vec<(String, String)> = Vec::new();
    doubled.extend(twice(planned.iter().map(|(p, _)| p.section.as_str()).collect()).map(|(_, k)| ("/sections".to_owned(), k)));
    doubled.extend(twice(r.questionnaires.iter().map(|q| q.key.as_str()).collect()).map(|(i, k)| (format!("/questionnaires/{i}/key"), k)));
    doubled.extend(twice(r.tables.iter().map(|t| t.key.as_str()).collect()).map(|(i, k)| (format!("/tables/{i}/key"), k)));
    for (i, q) in r.questionnaires.iter().enumerate() {
        doubled.extend(twice(q.questions.iter().map(|q| q.key.as_str()).collect()).map(|(j, k)| (format!("/questionnaires/{i}/questions/{j}/key"), k)));
        for (j, question) in q.questions.iter().enumerate() {
            for good in question.good.iter().filter(|g| !question.answers.contains_key(*g)) {
                let known: Vec<&str> = question.answers.keys().map(String::as_str).collect();
                let finding = cx
                    .finding(format!("/questionnaires/{i}/questions/{j}/good"), format!("`{good}` is not an answer of this question"))
                    .help(suggest(good, &known, "answers"));
                cx.add(finding);
            }
        }
    }
    for (pointer, key) in doubled {
        let finding = cx.finding(pointer, format!("`{key}` is there twice")).help("give each a key of its own, or take one out");
        cx.add(finding);
    }
    let with_cases = r.cases.iter().position(|c| c.section == "appendices");
    if let Some(i) = with_cases
        && !r.appendices.iter().any(|a| a.cases)
    {
        let finding = cx
            .finding(format!("/cases/{i}/section"), "no appendix takes the case examples of the section `appendices`")
            .help("add an appendix with `cases: true`");
        cx.add(finding);
    }
}
