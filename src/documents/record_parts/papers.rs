//! The papers, each held against its limit.

use super::full_stop;
use crate::check::Case;
use crate::derive;
use crate::documents::Audience;
use crate::record::Withhold;
use crate::words::{day, short_day};
use chrono::NaiveDate;
use serde::Serialize;

/// A paper.
#[derive(Debug, Serialize)]
pub struct Paper {
    title: String,
    received: String,
    state: &'static str,
    notes: Vec<String>,
}

/// The papers, each held against its limit.
pub fn papers(case: &Case, audience: &Audience<'_>) -> Vec<Paper> {
    let r = &case.record;
    let withheld = |paper: &str| match paper {
        "health_plan" => audience.withholds(Withhold::Health),
        "personal_education_plan" | "education_health_care_plan" => audience.withholds(Withhold::Education),
        "consultation_child" => audience.withholds(Withhold::ChildViews),
        "consultation_parent" | "consultation_carer" => audience.withholds(Withhold::OthersViews),
        _ => false,
    };
    r.papers
        .iter()
        .flatten()
        .filter(|p| !withheld(&p.paper))
        .map(|p| {
            let rule = case.policy.papers.iter().find(|rule| rule.paper == p.paper);
            let limit = rule.and_then(|rule| derive::paper_limit(rule, r, &case.facts));
            let late = |received: NaiveDate| limit.is_some_and(|(by, _)| received > by);
            let state = match (p.received, &p.missing) {
                (Some(date), _) if late(date) || p.late_reason.is_some() => "late",
                (Some(_), _) => "seen",
                (None, _) => "missing",
            };
            let flags = [
                p.up_to_date.map(|b| if b { "Up to date." } else { "Not up to date." }.to_owned()),
                p.signed.map(|b| if b { "Signed." } else { "Not signed." }.to_owned()),
            ];
            let due = limit.filter(|_| state == "late").map(|(by, _)| format!("It was due by {}.", day(by)));
            Paper {
                title: p.title.clone().unwrap_or_else(|| case.policy.paper_title(&p.paper).to_owned()),
                received: p.received.map_or_else(String::new, short_day),
                state,
                notes: flags
                    .into_iter()
                    .chain([
                        p.dated.map(|date| format!("Dated {}.", day(date))),
                        due,
                        p.missing.as_deref().map(full_stop),
                        p.late_reason.as_deref().map(full_stop),
                        p.note.as_deref().map(full_stop),
                    ])
                    .flatten()
                    .collect(),
            }
        })
        .collect()
}
