//! Letter (d), to the agency decision maker: the recommendation, where adoption or long-term fostering is the plan.

use chrono::NaiveDate;
use serde::Serialize;

use super::letters::{self, Letter};
use super::record_parts as parts;
use super::{Audience, Planned};
use crate::check::Case;
use crate::derive;
use crate::record::{Send, Status, Withhold};

#[derive(Serialize)]
struct View<'a> {
    letter: &'a Letter<'a>,
    permanence: Option<parts::Permanence>,
    participation: Option<parts::Participation>,
    iro_view: Option<&'a str>,
    dissent: bool,
    /// The record goes with it: once it is written, if the list gives it to them.
    with_record: bool,
}

pub(super) fn plan(case: &Case, as_of: NaiveDate) -> Vec<Planned> {
    let r = &case.record;
    let wanted = r.permanence.as_ref().is_some_and(|p| matches!(p.plan.as_str(), "adoption" | "long_term_fostering"));
    let Some((key, _)) = derive::with_role(r, "agency_decision_maker").filter(|_| wanted && r.status >= Status::Decisions) else {
        return Vec::new();
    };
    let audience = Audience::person(r, key);
    let letter = letters::letter(case, "letter_decision_maker", &audience, letters::date(case, as_of));
    let view = View {
        letter: &letter,
        permanence: parts::permanence(r, &audience),
        participation: parts::participation(case, &audience),
        iro_view: r.iro_view.as_deref().filter(|_| !audience.withholds(Withhold::IroView)),
        dissent: r.decisions.iter().flatten().any(|d| !d.dissent.is_empty()),
        with_record: r.status >= Status::Draft
            && r.distribution.iter().flatten().any(|d| d.to == key && matches!(d.send, Send::Record | Send::Both)),
    };
    let texts = parts::decision_texts(case, &audience);
    vec![letters::planned(
        "letter_decision_maker",
        "letter-decision-maker",
        &audience,
        &letter,
        &view,
        &["recommendation", "decisions"],
        texts,
    )]
}
