//! A text of a report names somebody whose records are counted, or where they live.
//!
//! A child, a parent or carer, a case number, a confidential address; or the first name of a child again and again.
//!
//! The report is published. Case examples are told under another name or none, and changed so far that nobody is known from them. The
//! texts, and the files that are appended, are searched for the names and numbers of all families in the folders that the report counts.
//!
//! To put it right: take the name out, and read the whole example again as somebody who knows the family.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;
use crate::survey::Family;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let year = cx.facts();
    let r = cx.record();
    let finder = &year.cohort.families;
    let own = Finder::new(&r.own());
    // How the service itself is reached.
    let mut places = r.own_places();
    places.extend(matching::with_numbers(&places));
    let places = Finder::new(&places);
    let (texts, _) = cx.texts();
    let mut found: Vec<(String, &str)> = texts.iter().map(|t| (t.pointer.clone(), t.text)).collect();
    for (i, appendix) in r.appendices.iter().enumerate() {
        if let Some(text) = appendix.file.as_ref().and_then(|f| year.texts.get(f)) {
            found.push((format!("/appendices/{i}/file"), text));
        }
    }
    let mut names: Vec<(String, String)> = Vec::new();
    for (pointer, text) in &found {
        let words = matching::fold(text);
        let mut hits = finder.find_in(text, &words);
        if !hits.is_empty() {
            let (own, places) = (own.find_in(text, &words), places.find_in(text, &words));
            hits.retain(|h| {
                let own = if matches!(Family::of(h.of), Family::Home | Family::Contact) { &places } else { &own };
                !own.iter().any(|o| o.start <= h.start && h.end <= o.end)
            });
        }
        hits.extend(finder.together(text, &hits));
        for hit in hits {
            let typed = text.get(hit.start..hit.end).unwrap_or_default().to_owned();
            let family = Family::of(hit.of);
            // A school alone tells nothing of anybody.
            if hit.sure >= Sure::Titled && family != Family::School {
                let whose = match family {
                    Family::Adult => "a parent or carer of a child",
                    Family::Home => "the confidential home of a child",
                    Family::Contact => "the family or home of a child",
                    Family::Child | Family::Reference | Family::School => "a child",
                };
                let finding = cx
                    .finding(pointer.clone(), format!("{} belongs to {whose} whose records are counted", shorten(&typed)))
                    .help("take it out; tell the example under another name, or none")
                    .source("UK GDPR, article 5(1)(f)");
                cx.add(finding);
            } else if hit.sure == Sure::First && family == Family::Child {
                names.push((pointer.clone(), typed));
            }
        }
    }
    let mut told = std::collections::BTreeSet::new();
    for (pointer, name) in &names {
        if names.iter().filter(|(_, n)| n == name).count() > 1 && told.insert(name) {
            let mut finding = cx
                .finding(pointer.clone(), format!("`{name}` is also the name of a child whose records are counted"))
                .help("choose another name for the example, so that nobody can think it is this child");
            finding.severity = Severity::Warning;
            cx.add(finding);
        }
    }
}
