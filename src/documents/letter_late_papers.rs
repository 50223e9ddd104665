//! Which papers for a review have not come by their day: to the worker and their manager, once for each such day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::{Audience, Planned};
use crate::check::Case;
use crate::derive;
use crate::record::Status;
use crate::words::weekday;

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    review: String,
    /// The day by which they were to be there.
    owed: String,
    papers: Vec<Missing>,
    /// The letter goes to both.
    also_to: Vec<&'a str>,
}

#[derive(Debug, Clone, Serialize)]
struct Missing {
    paper: String,
    by: String,
    source: String,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    if r.status != Status::Planned {
        return Vec::new();
    }
    let mut missing: BTreeMap<NaiveDate, Vec<Missing>> = BTreeMap::new();
    for paper in derive::papers_owed(r, &case.policy, &case.facts) {
        let Some(due) = paper.due.filter(|due| *due < as_of) else { continue };
        missing.entry(due).or_default().push(Missing { paper: paper.title, by: paper.by, source: paper.source });
    }
    let readers = || r.people.iter().filter(|(_, person)| matches!(person.role.as_str(), "social_worker" | "team_manager"));
    let mut all = Vec::new();
    for (owed, papers) in missing {
        for (key, person) in readers() {
            let audience = Audience::person(r, key);
            let letter = letters::letter(case, "letter_late_papers", &audience, as_of);
            let view = View {
                letter: &letter,
                review: weekday(case.facts.held),
                owed: weekday(owed),
                papers: papers.clone(),
                also_to: readers().map(|(_, other)| other.name.as_str()).filter(|name| *name != person.name).collect(),
            };
            let stem = format!("late-papers-{}-to-{}", owed.format("%Y-%m-%d"), audience.shown_key().unwrap_or_default().replace('_', "-"));
            all.push(letters::planned("letter_late_papers", &stem, &audience, &letter, &view, &["papers", "reach"], Vec::new()));
        }
    }
    all
}
