//! What the forms share: letterhead and panel at the top, and how a form becomes a planned document.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Serialize;

use super::common::{Page, draft_title, replaces};
use super::record_parts::Fact;
use super::{Copied, Expect, Meta, Planned};
use crate::check::Named;
use crate::matching::Secret;
use crate::policy::{Policy, Words};
use crate::record::codes::{self, label};
use crate::record::{Change, Corrected, Person};
use crate::words::day;

/// What a form is made for.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The pack.
    pub policy: &'a Policy,
    /// Key of the document.
    pub document: &'static str,
    /// Key of its title in the pack: usually the same.
    pub title: &'static str,
    /// The child in whose folder it goes.
    pub child: Named<'a>,
    /// The record's date.
    pub held: NaiveDate,
    /// The document's own date: its time stamp.
    pub date: NaiveDate,
    /// Whether it is marked as a draft.
    pub draft: bool,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// What was put right since.
    pub corrected: Option<&'a Corrected>,
}

/// The top of a form.
#[derive(Debug, Serialize)]
pub struct Form<'a> {
    pub(super) page: Page<'a>,
    subtitle: String,
    left: Vec<Fact>,
    right: Vec<Fact>,
    words: &'a IndexMap<String, Words>,
}

/// The frame of every page.
#[must_use]
pub fn page<'a>(head: &Head<'a>) -> Page<'a> {
    let Head { policy, document, child, .. } = *head;
    let title = policy.document_title(head.title);
    let version = head.version.map_or(String::new(), |v| format!(" · version {v}"));
    Page {
        title: title.to_owned(),
        meta: Meta {
            title: draft_title(head.draft, format!("{title}: {}, {}", child.name, day(head.held))),
            lang: "en".to_owned(),
            author: format!("{}, {}", policy.body.name, policy.body.service),
            date: head.date,
            ident: format!("{document}/{}/{}/{}", child.reference, head.held, head.version.unwrap_or(1)),
        },
        body: &policy.body,
        look: &policy.look,
        draft: head.draft,
        marked: true,
        missing: Vec::new(),
        large_print: false,
        footer: format!("{title} · {}{version}", child.reference),
        replaces: head.corrected.map(|corrected| replaces(corrected, head.version, true)),
    }
}

/// The top of a form; facts that are not there are left out.
#[must_use]
pub fn form<'a>(
    head: &Head<'a>,
    subtitle: String,
    left: impl IntoIterator<Item = Option<Fact>>,
    right: impl IntoIterator<Item = Option<Fact>>,
) -> Form<'a> {
    Form {
        page: page(head),
        subtitle,
        left: left.into_iter().flatten().collect(),
        right: right.into_iter().flatten().collect(),
        words: &head.policy.words,
    }
}

/// A form made ready, with what it must not hold: of a review, what its readers may not have.
#[must_use]
pub fn planned(
    head: &Head<'_>,
    view: &impl Serialize,
    audience: &str,
    stem: &str,
    sections: &[&str],
    texts: Vec<String>,
    absent: Vec<Secret>,
) -> Planned {
    Planned {
        copy: Copied::default(),
        document: head.document.to_owned(),
        audience: audience.to_owned(),
        reference: head.child.reference.to_owned(),
        held: head.held,
        stem: stem.to_owned(),
        expect: Expect { sections: sections.iter().map(|s| (*s).to_owned()).collect(), texts, absent },
        meta: page(head).meta,
        view: serde_json::to_value(view).unwrap_or_default(),
        archive: false,
        issued_as: Vec::new(),
    }
}

/// A person with their job: `Ann Cole (team manager)`.
#[must_use]
pub fn who(people: &IndexMap<String, Person>, key: &str) -> String {
    match people.get(key) {
        Some(p) => format!("{} ({})", p.name, p.title.clone().unwrap_or_else(|| label(codes::ROLES, &p.role).to_lowercase())),
        None if key == crate::record::CHILD => "the child".to_owned(),
        None => key.to_owned(),
    }
}

/// Where an answer goes: the IRO with email and phone.
#[must_use]
pub fn reply_to(iro: Option<&Person>) -> Option<String> {
    let iro = iro?;
    let ways: Vec<String> = [iro.email.clone(), iro.phone.clone()].into_iter().flatten().collect();
    Some(if ways.is_empty() { iro.name.clone() } else { format!("{}, {}", iro.name, ways.join(", ")) })
}

/// What became of a change: when the IRO was told, what was decided and why, when it was reviewed and carried out.
#[must_use]
pub fn change_outcome(change: &Change) -> Option<String> {
    let parts: Vec<String> = [
        change.told_iro.map(|d| match (d - change.date).num_days() {
            late if late > 1 => format!("The IRO was told on {}, {} after it", day(d), days(late)),
            _ => format!("The IRO was told on {}", day(d)),
        }),
        change.review_held.map(|d| format!("A review considered it on {}", day(d))),
        change.carried_out.map(|d| format!("It was carried out on {}", day(d))),
        change.iro_decision.as_deref().map(|d| label(codes::IRO_DECISION, d).to_owned()),
        change.reason.as_ref().map(|r| r.trim().trim_end_matches('.').to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(". ") + ".")
}

/// `1 day`, `4 days`.
#[must_use]
pub fn days(n: i64) -> String {
    format!("{n} day{}", if n == 1 { "" } else { "s" })
}

/// The first person with a role.
#[must_use]
pub fn with_role<'a>(people: &'a IndexMap<String, Person>, role: &str) -> Option<&'a Person> {
    people.values().find(|p| p.role == role)
}

/// The social worker with whether they are qualified, as far as the record says.
#[must_use]
pub fn worker(people: &IndexMap<String, Person>) -> Option<String> {
    let worker = with_role(people, "social_worker")?;
    Some(match worker.qualified {
        Some(true) => format!("{} (qualified)", worker.name),
        Some(false) => format!("{} (not qualified)", worker.name),
        None => worker.name.clone(),
    })
}

/// The team: the worker's, else the manager's.
#[must_use]
pub fn team(people: &IndexMap<String, Person>) -> Option<String> {
    let of = |role| with_role(people, role).and_then(|p| p.team.clone());
    of("social_worker").or_else(|| of("team_manager"))
}

/// The name of the first person with a role.
#[must_use]
pub fn name_of(people: &IndexMap<String, Person>, role: &str) -> Option<String> {
    with_role(people, role).map(|p| p.name.clone())
}
