//! Note of a significant change: what happened, whether the IRO had to be told and was, and what it means for the next review.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::check::{EventCase, Named};
use crate::derive;
use crate::policy::ChangeReview;
use crate::record::codes::{self, label};
use crate::words::{capital, day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    what: &'a str,
    kind: String,
    told: String,
    /// What the pack asks for about the review, and what was decided.
    asks: Vec<String>,
    decision: Option<String>,
    reason: Option<&'a str>,
    source: String,
}

pub(super) fn plan(case: &EventCase, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy, facts) = (&case.record, &case.policy, &case.facts.change);
    let change = &r.change;
    let people = &r.people;
    let head = Head {
        policy,
        document: "change_note",
        title: "change_note",
        child: Named::from(&r.child),
        held: change.date,
        date: change.told_iro.map_or(change.date, |d| d.max(change.date)),
        draft: case.draft,
        version: r.version,
    };
    let rule = policy.change(&change.code).map(|(_, rule)| rule);
    let form = form::form(
        &head,
        format!("{} · {}", r.child.name, day(change.date)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Last review", r.previous_review.map(day)),
            fact("Next review", r.next_review.map(|d| format!("planned for {}", day(d)))),
        ],
        [
            fact("IRO", derive::sender_among(None, people).map(|(_, p)| p.name.clone())),
            fact("Social worker", form::worker(people)),
            fact("Team", form::team(people)),
        ],
    );
    let told = match (facts.tell_iro, change.told_iro) {
        (true, Some(told)) => format!("The reviewing officer must be told of this, and was told on {}.", day(told)),
        (true, None) => "The reviewing officer must be told of this; when that was is not recorded.".to_owned(),
        (false, Some(told)) => format!("The reviewing officer was told on {}.", day(told)),
        (false, None) => "The reviewing officer need not be told of this.".to_owned(),
    };
    let mut asks = Vec::new();
    match facts.review {
        Some(ChangeReview::First) => asks.push(match (change.review_held, change.carried_out) {
            (Some(held), Some(done)) => {
                format!(
                    "A review must be held before this is carried out. It was held on {}, and the change was carried out on {}.",
                    day(held),
                    day(done)
                )
            }
            (Some(held), None) => format!("A review must be held before this is carried out. It was held on {}.", day(held)),
            (None, _) => "A review must be held before this is carried out.".to_owned(),
        }),
        Some(ChangeReview::IroDecides) => asks.push("The reviewing officer decides whether the next review is brought forward.".to_owned()),
        Some(ChangeReview::BringForward) => asks.push("The next review is brought forward.".to_owned()),
        None => {}
    }
    if let (Some(due), Some(limit)) = (facts.review_due, facts.within) {
        asks.push(format!("It is due by {}, within {limit} of the change.", day(due)));
    }
    let view = View {
        form,
        what: &change.what,
        kind: match (rule, change.days) {
            (Some(rule), Some(days)) => format!("{} ({days} day{})", capital(&rule.title), if days == 1 { "" } else { "s" }),
            (Some(rule), None) => capital(&rule.title),
            (None, _) => change.code.clone(),
        },
        told,
        asks,
        decision: change.iro_decision.as_deref().map(|d| label(codes::IRO_DECISION, d).to_owned()),
        reason: change.reason.as_deref(),
        source: facts.source.clone(),
    };
    let stem = format!("change-{}", change.code.replace('_', "-"));
    vec![form::planned(&head, &view, "file", &stem, &["what", "review"], vec![change.what.clone()])]
}
