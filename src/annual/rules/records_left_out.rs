//! Records could not be counted, or not in every figure.
//!
//! A record that cannot be read, or of which a part cannot, is left out of the figures made of that part, and the report says how many
//! were. A report that is `final` must leave none out; a draft is made all the same.
//!
//! To put it right: run `minutebook check` on the folder and mend what it finds; `minutebook figures` lists the records left out.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let left_out = &cx.facts().cohort.left_out;
    if left_out.is_empty() {
        return;
    }
    let all = left_out.iter().filter(|l| l.parts.is_empty()).count();
    let mut parts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for part in left_out.iter().flat_map(|l| &l.parts) {
        *parts.entry(part).or_default() += 1;
    }
    let mut of: Vec<String> = parts.iter().map(|(part, n)| format!("{n} out of {part}")).collect();
    if all > 0 {
        of.insert(0, format!("{all} out of every figure"));
    }
    let mut finding =
        cx.finding("/records", format!("{} left out: {}", if left_out.len() == 1 { "1 record is".to_owned() } else { format!("{} records are", left_out.len()) }, of.join(", ")));
    if cx.record().status != Status::Final {
        finding.severity = Severity::Warning;
    }
    for first in left_out.iter().flat_map(|l| l.why.first()).take(5) {
        finding = finding.help(format!("{}:{}: {}", first.file, first.line, first.message));
    }
    let finding = finding.help("run `minutebook check` on the folder and put right what it finds");
    cx.add(finding);
}
