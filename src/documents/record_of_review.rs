//! Record of Review: the full account of one review. A copy for the child's file with the source record inside it, and one for
//! everybody on the distribution list, without what is withheld from them.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Page, Pronouns, page, pronouns};
use super::record_parts as parts;
use super::{Audience, Expect, Planned};
use crate::check::Case;
use crate::record::{CHILD, Send, Status, Withhold, WrittenTo};

#[derive(Serialize)]
struct View<'a> {
    page: Page<'a>,
    /// The frame speaks to the child.
    you: bool,
    /// The texts do.
    to_child: bool,
    /// `Erin’s review, 24 February 2026`.
    headline: String,
    /// What it is, which review, where.
    subtitle: String,
    /// Whom the copy is for; none on the file copy.
    copy_for: Option<String>,
    iro: Option<parts::WrittenBy>,
    pronouns: Pronouns,
    words: &'a indexmap::IndexMap<String, crate::policy::Words>,
    child: parts::Child,
    review: parts::Review,
    rag: Option<parts::Rating>,
    decisions: Vec<parts::Decision>,
    permanence: Option<parts::Permanence>,
    timeline: Vec<parts::Moment>,
    participation: Option<parts::Participation>,
    people: Vec<parts::Attendee>,
    papers: Vec<parts::Paper>,
    views: Vec<parts::View>,
    previous: Vec<parts::Previous>,
    outcomes: Option<parts::Outcomes>,
    changes: Vec<parts::Change>,
    matters: Vec<parts::Matter>,
    not_discussed: Vec<parts::Matter>,
    concerns: Vec<parts::Concern>,
    disagreements: Vec<parts::View>,
    iro_view: Option<parts::InParts>,
    next_review: Option<parts::Next>,
    steps: Vec<parts::Owed>,
    distribution: Vec<parts::Copy>,
    /// Whether decisions carry their numbers: not for the child and family, where a gap would tell that something is left out.
    numbered: bool,
    record_file: Option<&'static str>,
    /// Why something was issued late.
    late_reason: Option<String>,
    /// How the manager answered.
    manager_answer: Option<String>,
}

pub(super) fn plan(case: &Case, _as_of: NaiveDate) -> Vec<Planned> {
    let record = &case.record;
    if record.status < Status::Draft && !case.draft {
        return Vec::new();
    }
    let mut copies = vec![one(case, &Audience::file(record))];
    for recipient in record.distribution.iter().flatten() {
        if matches!(recipient.send, Send::Record | Send::Both) {
            copies.push(one(case, &Audience::person(record, &recipient.to)));
        }
    }
    copies
}

fn one(case: &Case, audience: &Audience<'_>) -> Planned {
    let record = &case.record;
    let date = record.issued.record.unwrap_or(case.facts.held);
    let archive = audience.key.is_none();
    let is_child = audience.key == Some(CHILD);
    let view = View {
        page: page(case, "record_of_review", audience, date),
        you: parts::is_you(record, audience),
        to_child: record.written_to == WrittenTo::Child,
        headline: parts::headline(case, audience),
        subtitle: parts::subtitle(case, audience),
        copy_for: parts::copy_for(record, audience),
        iro: parts::written_by(record),
        pronouns: pronouns(record.child.pronouns.as_deref()),
        words: &case.policy.words,
        child: parts::child(case, audience),
        review: parts::review(case, audience),
        rag: parts::rating(case, audience),
        decisions: parts::decisions(case, audience),
        permanence: parts::permanence(record, audience),
        timeline: parts::timeline(case),
        participation: parts::participation(case, audience),
        people: parts::people(case, audience),
        papers: parts::papers(case, audience),
        views: parts::views(record, audience),
        previous: parts::previous(record, audience),
        outcomes: parts::outcomes(record, audience),
        changes: parts::changes(case, audience),
        matters: parts::matters(case, audience, true),
        not_discussed: parts::matters(case, audience, false),
        concerns: parts::concerns(record, audience),
        disagreements: parts::disagreements(record, audience),
        iro_view: parts::iro_view(record, audience),
        next_review: parts::next_review(case, audience),
        // How the service kept its days, and who gets a copy, is no use to the child.
        steps: if is_child { Vec::new() } else { parts::steps(case, audience) },
        distribution: if is_child { Vec::new() } else { parts::distribution(case, audience) },
        // A gap in the numbers would tell that something is left out.
        numbered: !audience.is_family() && !audience.withholds_anything(),
        record_file: archive.then_some("/record.yaml"),
        late_reason: parts::late_reasons(case),
        manager_answer: parts::manager_answer(record),
    };
    let mut sections = vec!["decisions", "key_dates", "participation", "people", "papers", "matters", "next_review", "child"];
    if !is_child {
        sections.extend(["timeliness", "distribution"]);
    }
    if !audience.withholds(Withhold::IroView) {
        sections.push("iro_view");
    }
    if view.permanence.as_ref().is_some_and(parts::Permanence::has_more) {
        sections.push("permanence");
    }
    if record.previous_decisions.as_ref().is_some_and(|d| d.iter().any(|d| !audience.withholds_any(&d.about))) {
        sections.push("previous_decisions");
    }
    // What is not written yet has no section to be held against.
    if !case.missing.is_empty() {
        sections.clear();
    }
    let shown = serde_json::to_value(&view).unwrap_or_default();
    Planned {
        document: "record_of_review".to_owned(),
        audience: audience.class(),
        reference: record.child.reference.clone(),
        held: case.facts.held,
        stem: match audience.shown_key() {
            None => "record-of-review".to_owned(),
            Some(key) => format!("record-of-review-for-{}", key.replace('_', "-")),
        },
        expect: Expect {
            sections: sections.into_iter().map(str::to_owned).collect(),
            texts: parts::decision_texts(case, audience),
            absent: audience.absent(),
        },
        meta: view.page.meta.clone(),
        archive,
        issued_as: Vec::new(),
        copy: audience.copy(&shown),
        view: shown,
    }
}
