//! Something that can be there once is listed twice, or contradicts itself.
//!
//! A person twice on the distribution list would get two copies, and only one of the two could follow what is to be withheld. A
//! person both consulted and excluded, or a paper both received and missing, leaves open which of the two is true.
//!
//! To put it right: keep one entry.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let attendance = r.attendance.iter().flatten().map(|a| a.person.clone());
    let distribution = r.distribution.iter().flatten().map(|d| d.to.clone());
    let previous = r.previous_decisions.iter().flatten().map(|d| d.number.to_string());
    let chaired = r.review.chaired_by.iter().cloned();
    let invited = r.invited.iter().map(|i| i.person.clone());
    twice(cx, "/invited", "/person", invited.collect());
    twice(cx, "/attendance", "/person", attendance.collect());
    twice(cx, "/distribution", "/to", distribution.collect());
    twice(cx, "/previous_decisions", "/number", previous.collect());
    twice(cx, "/review/chaired_by", "", chaired.collect());
    for (i, paper) in r.papers.iter().flatten().enumerate() {
        if paper.received.is_some() && paper.missing.is_some() {
            let finding = cx
                .finding(format!("/papers/{i}/missing"), "a paper cannot be both received and missing")
                .also(Place::At(format!("/papers/{i}/received")), "received")
                .help("keep `received:` or `missing:`");
            cx.add(finding);
        }
    }
}

fn twice(cx: &mut Context<'_>, list: &str, key: &str, values: Vec<String>) {
    for (i, value) in values.iter().enumerate() {
        if let Some(first) = values.iter().take(i).position(|v| v == value) {
            let finding = cx
                .finding(format!("{list}/{i}{key}"), format!("`{value}` is listed twice"))
                .also(Place::At(format!("{list}/{first}{key}")), "it is here first")
                .help("keep one of the two entries");
            cx.add(finding);
        }
    }
}
