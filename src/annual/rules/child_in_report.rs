//! A text of a report holds a child's full name or case number, or the first name of one again and again.
//!
//! The report is published. Case examples are told under another name or none, and changed so far that nobody is known from them. The
//! texts, and the files that are appended, are searched for the names and numbers of all children in the folders that the report counts.
//!
//! To put it right: take the name out, and read the whole example again as somebody who knows the family.

use std::borrow::Cow;

use super::prelude::*;
use crate::annual::Year;
use crate::matching::{Names, bare};
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let year = cx.facts();
    let r = cx.record();
    let names = Names::new(year.cohort.names.iter().map(|(r, n, k)| (r.as_str(), n.as_str(), k.as_str())));
    let (own, _) = cx.texts();
    let mut found: Vec<(String, Cow<'_, str>)> = own.iter().map(|t| (t.pointer.clone(), t.text.clone())).collect();
    for (i, appendix) in r.appendices.iter().enumerate() {
        if let Some(text) = appendix.file.as_ref().and_then(|f| year.texts.get(f)) {
            found.push((format!("/appendices/{i}/file"), bare(text)));
        }
    }
    let texts: Vec<&str> = found.iter().map(|(_, text)| &**text).collect();
    let candidates = names.candidates(&texts);
    for (text, hit) in names.full_names_in(&texts, &candidates, &r.own()) {
        let Some((pointer, _)) = found.get(text) else { continue };
        let finding = cx
            .finding(pointer.clone(), format!("`{hit}` belongs to a child whose records are counted"))
            .help("take it out; tell the example under another name, or none")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
    for (name, text) in names.first_names_in(&texts, &candidates, &r.own()) {
        let Some((pointer, _)) = found.get(text) else { continue };
        let mut finding = cx
            .finding(pointer.clone(), format!("`{name}` is also the name of a child whose records are counted"))
            .help("choose another name for the example, so that nobody can think it is this child");
        finding.severity = Severity::Warning;
        cx.add(finding);
    }
}
