//! A check of an IRO's practice: each standard and whether it was met, what was agreed, when the next one is due. For the service.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::check::{Named, PracticeCase};
use crate::record::codes::{self, label};
use crate::words::{capital, day, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    standards: Vec<[String; 3]>,
    /// `5 of 6 standards were met.`
    met: Option<String>,
    strengths: Option<&'a str>,
    to_develop: Option<&'a str>,
    actions: Vec<[String; 4]>,
    discussed: Option<String>,
    next: Option<String>,
}

pub(super) fn observation(case: &PracticeCase, _as_of: NaiveDate) -> Vec<Planned> {
    plan(case, "observation")
}

pub(super) fn audit(case: &PracticeCase, _as_of: NaiveDate) -> Vec<Planned> {
    plan(case, "audit")
}

fn plan(case: &PracticeCase, document: &'static str) -> Vec<Planned> {
    let (r, policy) = (&case.record, &case.policy);
    if r.kind != document {
        return Vec::new();
    }
    let people = &r.people;
    let head = Head {
        policy,
        document,
        title: document,
        child: Named::from(&r.child),
        held: r.date,
        date: r.discussed.map_or(r.date, |d| d.max(r.date)),
        draft: case.draft,
        version: r.version,
    };
    let of = crate::check::name_in(people, &r.of);
    let form = form::form(
        &head,
        format!("{of} · {}", day(r.date)),
        [
            fact("Practice of", Some(of.to_owned())),
            fact(if document == "audit" { "Audited by" } else { "Observed by" }, Some(form::who(people, &r.by))),
            fact("What", r.what.clone()),
        ],
        [
            fact("Child", Some(r.child.name.clone())),
            fact("Case number", Some(r.child.reference.clone())),
            fact("Legal status", r.child.legal_status.clone()),
        ],
    );
    let rule = policy.practice_checks.of(&r.kind);
    let standards: Vec<[String; 3]> = r
        .standards
        .iter()
        .map(|seen| {
            let title = rule.standards.get(&seen.standard).unwrap_or(&seen.standard);
            [title.clone(), label(codes::MET, &seen.met).to_owned(), seen.evidence.clone().unwrap_or_default()]
        })
        .collect();
    let seen = r.standards.iter().filter(|s| s.met != "not_seen").count();
    let met = r.standards.iter().filter(|s| s.met == "met").count();
    let view = View {
        form,
        standards,
        met: (seen > 0).then(|| match seen {
            1 => format!("{met} of the one standard that could be seen was met."),
            seen => format!("{met} of the {seen} standards that could be seen {} met.", if met == 1 { "was" } else { "were" }),
        }),
        strengths: r.strengths.as_deref(),
        to_develop: r.to_develop.as_deref(),
        actions: r
            .actions
            .iter()
            .map(|a| {
                let who = a.who.as_ref().map_or_else(String::new, |key| capital(&form::who(people, key)));
                [a.what.clone(), who, a.by.map_or_else(String::new, short_day), a.done.map_or_else(String::new, short_day)]
            })
            .collect(),
        discussed: r.discussed.map(day),
        next: case.facts.next_due.map(day),
    };
    let stem = format!("{document}-of-{}", crate::record::shown_key(people, &r.of).replace('_', "-"));
    let mut sections = vec!["standards"];
    sections.extend((!r.actions.is_empty()).then_some("actions"));
    vec![form::planned(&head, &view, "service", &stem, &sections, Vec::new(), Vec::new())]
}
