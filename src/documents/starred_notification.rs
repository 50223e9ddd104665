//! Notification of starred decisions to the worker and their managers, by the pack's limit: each by its category, with what is asked for.

use chrono::NaiveDate;
use serde::Serialize;

use super::form::{self, Form, Head};
use super::record_parts::fact;
use super::{Audience, Planned};
use crate::calendar::owed;
use crate::check::{Case, Named};
use crate::derive;
use crate::record::Status;
use crate::words::{capital, day, list, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    categories: Vec<Category>,
    /// By when they are to be sent.
    due: Option<String>,
    reply_to: Option<String>,
    /// What is to be answered, a line each.
    to_answer: Vec<String>,
}

#[derive(Serialize)]
struct Category {
    title: String,
    /// Number, decision, who, by when.
    decisions: Vec<[String; 4]>,
}

pub(super) fn plan(case: &Case, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy) = (&case.record, &case.policy);
    // Where the pack sets no limit for them, the decisions go with all others.
    let Some(rule) = policy.after.get("starred").filter(|_| r.status >= Status::Decisions) else { return Vec::new() };
    let numbered = || r.decisions.iter().flatten().enumerate().map(|(i, d)| (i + 1, d));
    let keys = policy.starred.keys().filter(|key| numbered().any(|(_, d)| d.starred.as_ref() == Some(key)));
    let mut keys: Vec<&String> = keys.collect();
    // In the order of the decisions, as they are answered below.
    keys.sort_by_key(|key| numbered().position(|(_, d)| d.starred.as_ref() == Some(*key)));
    let categories: Vec<Category> = keys
        .into_iter()
        .map(|key| Category {
            title: policy.starred.get(key).map_or_else(String::new, |category| capital(&category.title)),
            decisions: numbered()
                .filter(|(_, d)| d.starred.as_ref() == Some(key))
                .map(|(n, d)| {
                    let who: Vec<String> = d.who.keys().iter().map(|key| form::who(&r.people, key)).collect();
                    [n.to_string(), d.what.clone(), capital(&list(&who)), d.by.map_or_else(String::new, short_day)]
                })
                .collect(),
        })
        .collect();
    if categories.is_empty() {
        return Vec::new();
    }
    let held = case.facts.held;
    let head = Head {
        policy,
        document: "starred_notification",
        title: "starred_notification",
        child: Named::from(&r.child),
        held,
        date: r.issued.starred.or(r.issued.decisions).unwrap_or(held),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let form = form::form(
        &head,
        format!("{} · review of {}", r.child.name, day(held)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Social worker", form::worker(&r.people).or_else(|| Some("none allocated".to_owned()))),
            fact("Manager", form::name_of(&r.people, "team_manager")),
            fact("Team", form::team(&r.people)),
        ],
        [
            fact("IRO", derive::iro(r).map(|p| p.name.clone())),
            fact("Sent", r.issued.starred.map(day)),
            fact("Goes to", (!rule.to.is_empty()).then(|| list(&rule.to))),
        ],
    );
    let texts = numbered().filter(|(_, d)| d.starred.is_some()).map(|(_, d)| d.what.clone()).collect();
    let to_answer = numbered().filter(|(_, d)| d.starred.is_some()).map(|(_, d)| d.what.clone()).collect();
    let view = View {
        form,
        categories,
        due: case.facts.step("starred").and_then(|s| s.due).filter(|_| r.issued.starred.is_none()).map(|due| owed(due, day)),
        reply_to: form::reply_to(derive::iro(r)),
        to_answer,
    };
    // It goes to workers and managers, who need not know where a child in a confidential placement lives.
    let absent = Audience::nobody_on_the_list(r).absent();
    vec![form::planned(&head, &view, "social_worker", "starred-notification", &["starred", "answer"], texts, absent)]
}
