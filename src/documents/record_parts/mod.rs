//! The parts of a record as one audience sees them: codes in words, dates in words, names instead of keys.

mod child;
mod decisions;
mod discussion;
mod opening;
mod papers;
mod people;
mod review;

pub use child::{Child, child};
pub use decisions::{Decision, Outcomes, Permanence, Previous, decision_texts, decisions, outcomes, permanence, previous, shown_decisions};
pub use discussion::{Concern, Matter, Participation, Rating, View, concerns, disagreements, matters, participation, rating, views};
pub use opening::{InParts, WrittenBy, copy_for, headline, iro_view, is_you, subtitle, written_by};
pub use papers::{Paper, papers};
pub use people::{Attendee, Copy, distribution, people};
pub use review::{Change, Moment, Next, Owed, Review, changes, late_reasons, manager_answer, next_review, review, steps, timeline};

use serde::Serialize;

/// A fact with its label.
#[derive(Debug, Serialize)]
pub struct Fact {
    label: &'static str,
    value: String,
}

/// A fact, where there is a value.
pub fn fact(label: &'static str, value: Option<impl Into<String>>) -> Option<Fact> {
    value.map(|v| Fact { label, value: v.into() })
}

pub use crate::words::ended as full_stop;
