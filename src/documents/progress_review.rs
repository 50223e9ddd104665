//! Progress review: the note of the check at the mid-point between two reviews. Each decision on track or not, with the evidence.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::check::{Named, ProgressCase};
use crate::derive;
use crate::record::codes::{self, label};
use crate::words::{capital, day, list, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    child: &'a str,
    late_reason: Option<&'a str>,
    talked: Vec<String>,
    decisions: Vec<Decision>,
    /// How many stand how, in words.
    summary: String,
    child_views: Option<&'a str>,
    plan: Option<&'a str>,
    changes: Vec<Change>,
    concerns: Vec<Concern>,
    iro_view: Option<&'a str>,
}

#[derive(Serialize)]
struct Decision {
    number: u32,
    what: String,
    state: String,
    /// `done`, `on_track`, `not_on_track` or `superseded`.
    key: String,
    /// Days past its date on the day of the check.
    overdue: Option<String>,
    evidence: Option<String>,
    by: Option<String>,
}

#[derive(Serialize)]
struct Change {
    date: String,
    who: String,
    what: String,
    outcome: Option<String>,
}

#[derive(Serialize)]
struct Concern {
    date: String,
    who: String,
    what: String,
    outcome: Option<String>,
}

pub(super) fn plan(case: &ProgressCase, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy, facts) = (&case.record, &case.policy, &case.facts);
    let people = &r.people;
    let head = Head {
        policy,
        document: "progress_review",
        title: "progress_review",
        child: Named::from(&r.child),
        held: r.date,
        date: r.on_file.unwrap_or(r.date),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let days = facts.days_late(r.date);
    let timing = if days > 0 { format!("{}, {} late", day(r.date), form::days(days)) } else { format!("{}, in time", day(r.date)) };
    let form = form::form(
        &head,
        format!("{} · {}", r.child.name, day(r.date)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Born", Some(day(r.child.date_of_birth))),
            fact("Legal status", r.child.legal_status.clone()),
            fact("Last review", Some(day(r.review.date))),
            fact("Next review", Some(if facts.planned { day(facts.next) } else { format!("not planned yet; due by {}", day(facts.next)) })),
        ],
        [
            fact("IRO", derive::sender_among(None, people).map(|(_, p)| p.name.clone())),
            fact("Mid-point", Some(day(facts.due))),
            fact("Done", Some(timing)),
            fact("Put on file", r.on_file.map(day)),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
        ],
    );
    let count = |state: &str| r.decisions.iter().filter(|d| d.state == state).count();
    let counted: Vec<String> = codes::STANDS
        .iter()
        .filter_map(|c| Some((count(c.key), c.label.to_lowercase())).filter(|(n, _)| *n > 0))
        .enumerate()
        .map(|(i, (n, label))| if i == 0 { format!("{n} of {} {label}", r.decisions.len()) } else { format!("{n} {label}") })
        .collect();
    let view = View {
        form,
        child: r.child.short_name(),
        late_reason: r.late_reason.as_deref(),
        talked: r
            .talked_with
            .iter()
            .map(|t| {
                let how = match t.how.as_deref() {
                    Some("met") => ", in person",
                    Some("phone") => ", by phone",
                    Some("video") => ", by video",
                    Some("email") => ", by email",
                    _ => "",
                };
                format!("{}{how}, on {}", capital(&form::who(people, &t.who)), day(t.date))
            })
            .collect(),
        decisions: r
            .decisions
            .iter()
            .map(|d| Decision {
                number: d.number,
                what: d.what.clone(),
                state: label(codes::STANDS, &d.state).to_owned(),
                key: d.state.clone(),
                overdue: d
                    .by
                    .filter(|by| *by < r.date && matches!(d.state.as_str(), "on_track" | "not_on_track"))
                    .map(|by| format!("{} overdue", form::days((r.date - by).num_days()))),
                evidence: d.evidence.clone(),
                by: d.by.map(short_day),
            })
            .collect(),
        summary: format!("{}.", list(&counted)),
        child_views: r.child_views.as_deref(),
        plan: r.plan.as_deref(),
        changes: r
            .changes
            .iter()
            .map(|c| Change {
                date: day(c.date),
                who: policy.change(&c.code).map_or_else(String::new, |(_, rule)| rule.title.clone()),
                what: c.what.clone(),
                outcome: form::change_outcome(c),
            })
            .collect(),
        concerns: r
            .concerns
            .iter()
            .map(|c| Concern {
                date: c.raised.map_or_else(|| "Not raised yet".to_owned(), day),
                who: match (&c.with, c.how.as_str()) {
                    (Some(key), how) => format!("{how}ly, with {}", form::who(people, key)),
                    (None, how) => format!("{how}ly"),
                },
                what: c.what.clone(),
                outcome: c.outcome.clone(),
            })
            .collect(),
        iro_view: r.iro_view.as_deref(),
    };
    let texts = r.decisions.iter().map(|d| d.what.clone()).collect();
    vec![form::planned(&head, &view, "file", "progress-review", &["decisions", "talked", "concerns"], texts, Vec::new())]
}
