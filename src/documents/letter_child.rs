//! Letter (c), to the child: what was decided, what happens next and when, who the IRO is, how to disagree, in words for their age.

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::record::{CHILD, Status};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    /// `young` under 8, `middle` from 8 to 12, `older` from 13.
    band: &'static str,
    attended: bool,
    chaired: bool,
    own_words: Option<String>,
    plan: Option<&'static str>,
    worker: Option<String>,
    /// There is an order that a court could change.
    has_order: bool,
}

/// The band of words for an age.
pub(super) fn band(age: i32) -> &'static str {
    match age {
        ..8 => "young",
        8..13 => "middle",
        _ => "older",
    }
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    // A child under 4 gets a letter only if the list asks for one: to be kept for later.
    let listed = r.distribution.iter().flatten().any(|d| d.to == CHILD && !matches!(d.send, crate::record::Send::Record));
    if r.status < Status::Decisions || (case.facts.age < 4 && !listed) {
        return Vec::new();
    }
    let audience = Audience::person(r, CHILD);
    let letter = letters::letter(case, "letter_child", &audience, letters::date(case, as_of));
    let view = View {
        letter: &letter,
        band: band(case.facts.age),
        attended: r.attendance.iter().flatten().any(|a| a.person == CHILD && a.how.is_present()),
        chaired: r.review.chaired_by.iter().any(|k| k == CHILD),
        own_words: r.participation.as_ref().and_then(|p| p.own_words.clone()),
        plan: r.permanence.as_ref().and_then(|p| plan_words(&p.plan)),
        has_order: matches!(r.child.legal_status.code.as_str(), "interim_care_order" | "care_order" | "placement_order" | "freeing_order"),
        worker: crate::derive::with_role(r, "social_worker").map(|(_, p)| p.name.clone()),
    };
    let texts = parts::shown_decisions(case, &audience).map(|(_, d)| d.child_words.clone().unwrap_or_else(|| d.what.clone())).collect();
    vec![letters::planned("letter_child", "letter-child", &audience, &letter, &view, &["decisions", "next", "agree"], texts)]
}

/// The plan's key, for the template to put into words; none while nothing is decided.
fn plan_words(key: &str) -> Option<&'static str> {
    crate::record::codes::PLAN.iter().find(|c| c.key == key && key != "not_decided").map(|c| c.key)
}
