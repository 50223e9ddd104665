//! A check of an IRO's practice: each standard and whether it was met, what was agreed, when the next one is due. For the service.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::common::draft_title;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::check::{Named, PracticeCase};
use crate::record::codes::{self, label};
use crate::record::{PracticeCheck, StandardSeen};
use crate::words::{capital, day, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    standards: Vec<[String; 3]>,
    /// `5 of 7 standards were met; 1 could not be seen.`
    met: String,
    strengths: Option<&'a str>,
    to_develop: Option<&'a str>,
    actions: Vec<[String; 4]>,
    discussed: Option<String>,
    of: &'a str,
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
        corrected: r.corrected.as_ref(),
    };
    let of: &str = crate::check::name_in(people, &r.of);
    let mut form = form::form(
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
    // It is about an officer's work: its title names no child, and it lies in no child's folder.
    form.page.meta.title = draft_title(case.draft, format!("{}: {of}, {}", policy.document_title(document), day(r.date)));
    let meta = form.page.meta.clone();
    let rule = policy.practice_checks.of(&r.kind);
    // In the pack's order, and those that nothing is said of too: one left out would look like one there is not.
    let found = |key: &String| r.standards.iter().find(|s| s.standard == *key);
    let row = |title: &String, seen: Option<&StandardSeen>| match seen {
        Some(s) => [title.clone(), label(codes::MET, &s.met).to_owned(), s.evidence.clone().unwrap_or_default()],
        None => [title.clone(), "Not recorded".to_owned(), String::new()],
    };
    let own = r.standards.iter().filter(|s| !rule.standards.contains_key(&s.standard)).map(|s| row(&s.standard, Some(s)));
    let standards: Vec<[String; 3]> = rule.standards.iter().map(|(key, title)| row(title, found(key))).chain(own).collect();
    let view = View {
        form,
        met: how_many_met(r, standards.len()),
        standards,
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
        of,
        next: case.facts.next_due.map(day),
    };
    let stem = format!("{document}-of-{}", crate::record::shown_key(people, &r.of).replace('_', "-"));
    let mut sections = vec!["standards"];
    sections.extend((!r.actions.is_empty()).then_some("actions"));
    let mut planned = form::planned(&head, &view, "service", &stem, &sections, Vec::new(), Vec::new());
    planned.meta = meta;
    FOLDER.clone_into(&mut planned.reference);
    vec![planned]
}

/// The folder of all of them.
const FOLDER: &str = "practice-checks";

/// `5 of 7 standards were met; 1 could not be seen; nothing is recorded of 1.`
fn how_many_met(r: &PracticeCheck, all: usize) -> String {
    let of = |met: &str| r.standards.iter().filter(|s| s.met == met).count();
    let was = |n: usize| if n == 1 { "was" } else { "were" };
    let met = of("met");
    let mut parts = vec![format!("{met} of {all} standards {} met", was(met))];
    parts.extend((of("partly") > 0).then(|| format!("{} {} partly met", of("partly"), was(of("partly")))));
    parts.extend((of("not_seen") > 0).then(|| format!("{} could not be seen", of("not_seen"))));
    let unrecorded = all.saturating_sub(r.standards.len());
    parts.extend((unrecorded > 0).then(|| format!("nothing is recorded of {unrecorded}")));
    parts.join("; ") + "."
}
