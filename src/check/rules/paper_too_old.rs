//! A paper was there, and is older than the pack lets it be, or is not up to date or not signed.
//!
//! A plan that nobody has looked at for a year, or that its manager never signed, is not what the review is to be held on.
//!
//! To put it right: check the date; ask for a new one with a decision, and say so in the IRO's view.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (i, paper) in r.papers.iter().flatten().enumerate() {
        let title = crate::words::small(cx.policy().paper_title(&paper.paper));
        let Some((n, rule)) = cx.policy().papers.iter().enumerate().find(|(_, rule)| rule.paper == paper.paper) else { continue };
        let oldest = rule.no_older_than.zip(paper.dated).and_then(|(limit, dated)| Some((limit, dated, calendar::apply(dated, limit).ok()?)));
        let mut wrong: Vec<(String, String)> = Vec::new();
        if let Some((limit, dated, _)) = oldest.filter(|(_, _, until)| *until < cx.facts().held) {
            wrong.push((format!("/papers/{i}/dated"), format!("the {title} is of {}, and is to be no older than {limit}", day(dated))));
        }
        if let Some(limit) = rule.no_older_than.filter(|_| paper.dated.is_none() && paper.received.is_some() && cx.is_full()) {
            wrong.push((format!("/papers/{i}"), format!("the record does not say of when the {title} is, and it is to be no older than {limit}: add `dated:`")));
        }
        if paper.up_to_date == Some(false) {
            wrong.push((format!("/papers/{i}/up_to_date"), format!("the {title} is not up to date")));
        }
        if paper.signed == Some(false) {
            wrong.push((format!("/papers/{i}/signed"), format!("the {title} is not signed")));
        }
        for (at, message) in wrong {
            let finding = cx.finding(at, message).help("ask for it in a decision with a date; if nothing moves, raise it").source(cx.policy().cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/papers/{n}"));
            cx.add(finding);
        }
    }
    // Without the worker's report there is little to review: the IRO says so to somebody.
    let report = r.papers.iter().flatten().position(|p| p.paper == "social_work_report" && p.received.is_none() && p.missing.is_some());
    if let Some(i) = report.filter(|_| r.concerns.is_empty() && cx.is_full()) {
        let finding = cx
            .finding(format!("/papers/{i}"), "there was no social work report, and the record raises no concern about it")
            .help("add it under `concerns:`, or have the review adjourned")
            .source(cx.policy().source_of("papers"));
        cx.add(finding);
    }
}
