//! A paper that the review needs is not accounted for, or came late without a reason.
//!
//! The pack says which papers a review needs and by when the IRO must have them. A paper is received, or it is missing for a
//! reason; silence hides which of the two it was.
//!
//! To put it right: add the paper with `received:` or `missing:`; if it was late, `late_reason:`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(papers) = r.papers.as_ref().filter(|_| cx.is_full()) else { return };
    for (n, rule) in cx.policy().papers.iter().enumerate() {
        // Pathway and detention plans have rules of their own, with words of their own.
        if matches!(rule.paper.as_str(), "pathway_plan" | "detention_plan") || !derive::applies(&rule.when, r) {
            continue;
        }
        let title = cx.policy().paper_title(&rule.paper).to_lowercase();
        if !papers.iter().any(|p| p.paper == rule.paper) {
            let finding = cx
                .finding("/papers", format!("the {title} is not accounted for"))
                .help(format!("add `- {{ paper: {}, received: (date) }}`, or `missing:` with the reason; it comes from the {}", rule.paper, rule.by))
                .source(cx.policy().cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/papers/{n}"));
            cx.add(finding);
        }
    }
    for (i, paper) in papers.iter().enumerate() {
        let title = cx.policy().paper_title(&paper.paper).to_lowercase();
        if paper.received.is_none() && paper.missing.is_none() {
            let finding = cx
                .finding(format!("/papers/{i}"), format!("the {title} is neither received nor missing"))
                .help("add `received:` with the date, or `missing:` with the reason")
                .source(cx.policy().source_of("papers"));
            cx.add(finding);
        }
        let rule = cx.policy().papers.iter().enumerate().find(|(_, rule)| rule.paper == paper.paper);
        let Some((n, rule)) = rule else { continue };
        let Some((by, limit)) = derive::paper_limit(rule, r, cx.facts()) else { continue };
        if let Some(received) = paper.received.filter(|d| *d > by)
            && paper.late_reason.is_none()
        {
            let finding = cx
                .finding(format!("/papers/{i}/received"), format!("the {title} came on {}, after its limit of {}, without a reason", day(received), day(by)))
                .help(format!("it is due {limit} before the review; add `late_reason:`"))
                .source(cx.policy().cite(&rule.source));
            let finding = cx.asked_by(finding, &format!("/papers/{n}"));
            cx.add(finding);
        }
    }
}
