//! The published version of a report would name a reviewing officer who is not to be named.
//!
//! IROs are shown as posts unless `staff_names: names`. A name can still stand in a text, in a label, or in the name of a team in a record
//! that is counted. All that is published is searched, however the name is typed; where it stands in one form of the report none is made.
//!
//! To put it right: take the name out, rename the team under `labels`, or name the officers with `staff_names: names`.

use super::prelude::*;
use crate::annual::report::Making;
use crate::annual::Year;
use crate::record::{AnnualReport, Version};

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let r = cx.record();
    let year = cx.facts();
    if !(r.versions.is_empty() || r.versions.contains(&Version::Published)) {
        return;
    }
    let officers = year.officers(r);
    let finder = Finder::new(&officers);
    if finder.is_empty() {
        return;
    }
    let help = "take the name out, or say `staff_names: names`";
    let mut told = false;
    let (texts, words) = cx.texts();
    // Who signs is named by the report itself.
    for (text, words) in texts.iter().zip(words.iter()).filter(|(text, _)| !text.pointer.starts_with("/people/")) {
        if let Some(hit) = finder.find_in(text.text, words).iter().find(|h| h.sure == Sure::Yes) {
            told = true;
            let typed = text.text.get(hit.start..hit.end).unwrap_or_default();
            let finding = cx
                .finding(text.pointer.clone(), format!("{} is a reviewing officer, whom the published version is not to name", shorten(typed)))
                .help(help);
            cx.add(finding);
        }
    }
    if told {
        return;
    }
    let making = Making { record: r, policy: cx.policy(), year };
    let tables = making.tables(Version::Published);
    for table in &tables {
        let mut words: Vec<&str> = vec![&table.title, &table.stub, &table.base];
        words.extend(table.columns.iter().map(|c| c.title.as_str()));
        words.extend(table.rows.iter().map(|row| row.title.as_str()));
        if let Some((text, hit)) = words.iter().find_map(|t| Some((*t, *finder.find(t).iter().find(|h| h.sure == Sure::Yes)?))) {
            let typed = text.get(hit.start..hit.end).unwrap_or_default();
            let finding = cx
                .finding("/records", format!("{} in the table `{}` is a reviewing officer, whom the published version is not to name", shorten(typed), table.key()))
                .help("look for the name of a team or category in the records; give it other words under `labels`")
                .help(help);
            cx.add(finding);
            return;
        }
    }
}
