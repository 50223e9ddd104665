//! Recognition of excellent practice, issued on its own: to the worker, copied to those whom the pack names.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::rag_notification::kinds;
use super::record_parts::fact;
use crate::check::{Named, RecognisedCase};
use crate::derive;
use crate::words::{day, list};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    to: String,
    kinds: Vec<String>,
    text: &'a str,
    from: String,
    service: &'a str,
}

pub(super) fn plan(case: &RecognisedCase, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy) = (&case.record, &case.policy);
    let people = &r.people;
    let head = Head {
        policy,
        document: "recognition",
        title: "recognition",
        child: Named::from(&r.child),
        held: r.date,
        date: r.date,
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let copied: Vec<String> = r.copied_to.iter().map(|key| form::who(people, key)).collect();
    let copied = if copied.is_empty() { policy.rag.recognition.copied_to.clone() } else { copied };
    let from = derive::sender_among(r.from.as_deref(), people);
    let form = form::form(
        &head,
        format!("{} · {}", crate::check::name_in(people, &r.to), day(r.date)),
        [
            fact("For", Some(form::who(people, &r.to))),
            fact("Team", people.get(&r.to).and_then(|p| p.team.clone())),
            fact("From", from.map(|(key, _)| form::who(people, key))),
        ],
        [
            fact("Child", Some(r.child.name.clone())),
            fact("Case number", Some(r.child.reference.clone())),
            fact("Legal status", r.child.legal_status.clone()),
            fact("Review", r.review.map(day)),
            fact("Copied to", Some(list(&copied))),
        ],
    );
    let view = View {
        form,
        to: crate::check::name_in(people, &r.to).split_whitespace().next().unwrap_or_default().to_owned(),
        kinds: kinds(policy, &r.practice),
        text: &r.text,
        from: from.map_or_else(String::new, |(_, p)| p.name.clone()),
        service: &policy.body.service,
    };
    let stem = format!("recognition-for-{}", crate::record::shown_key(&r.people, &r.to).replace('_', "-"));
    vec![form::planned(&head, &view, "social_worker", &stem, &["practice"], Vec::new(), Vec::new())]
}
