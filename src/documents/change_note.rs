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
        corrected: r.corrected.as_ref(),
    };
    let rule = policy.change(&change.code).map(|(_, rule)| rule);
    let form = form::form(
        &head,
        format!("{} · change of {}", r.child.name, day(change.date)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Legal status", r.child.legal_status.clone()),
            fact("Last review", r.previous_review.map(day)),
            fact("Next review", r.next_review.map(|d| format!("planned for {}", day(d)))),
        ],
        [
            fact("IRO", derive::sender_among(None, people).map(|(_, p)| p.name.clone())),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
        ],
    );
    let after = |told: NaiveDate| match (told - change.date).num_days() {
        late if late > 1 => format!("{}, {} after it", day(told), form::days(late)),
        _ => day(told),
    };
    let told = match (facts.tell_iro, change.told_iro) {
        (true, Some(told)) => format!("The IRO must be told of this, and learned of it on {}.", after(told)),
        (true, None) => "The IRO must be told of this; when that was is not recorded.".to_owned(),
        (false, Some(told)) => format!("The IRO learned of it on {}.", after(told)),
        (false, None) => "The IRO need not be told of this.".to_owned(),
    };
    let mut asks = Vec::new();
    let held = change.review_held.map_or_else(String::new, |d| format!(" A review considered it on {}.", day(d)));
    let done = change.carried_out.map_or_else(String::new, |d| format!(" It was carried out on {}.", day(d)));
    match facts.review {
        Some(ChangeReview::First) => asks.push(format!("A review must be held before this is carried out.{held}{done}")),
        _ if !held.is_empty() || !done.is_empty() => asks.push(format!("{held}{done}").trim().to_owned()),
        _ => {}
    }
    if facts.review == Some(ChangeReview::IroDecides) && change.iro_decision.is_none() {
        asks.push("The IRO decides whether the next review is brought forward.".to_owned());
    }
    if facts.review == Some(ChangeReview::BringForward) && change.iro_decision.is_none() {
        asks.push("The next review is brought forward.".to_owned());
    }
    if let (Some(due), Some(limit)) = (facts.review_due, facts.within) {
        asks.push(format!("The review that is brought forward is due by {}, within {limit} of the change.", day(due)));
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
    vec![form::planned(&head, &view, "file", &stem, &["what", "review"], vec![change.what.clone()], Vec::new())]
}
