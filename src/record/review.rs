//! The review itself, the next one, and what was issued when.

use super::field::{AdjournedFor, Cycle, Held, Keyed, LateCause, PersonKey, StepKey, Text, Time, Whole};
use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// The review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(extend("anyOf" = [{ "required": ["date"] }, { "required": ["meetings"] }]))]
pub struct Review {
    /// Which review in the cycle.
    #[schemars(with = "Cycle")]
    #[serde(rename = "type")]
    pub kind: String,
    /// Number of the review since the child became looked after.
    #[schemars(with = "Option<Whole<1, 999>>")]
    pub number: Option<u32>,
    /// The date it was held.
    pub date: Option<NaiveDate>,
    /// The date it was to be held.
    pub scheduled: Option<NaiveDate>,
    /// That it was put on another day before it was held.
    pub rearranged: Option<Rearranged>,
    /// Time, as "16:00".
    #[schemars(with = "Option<Time>")]
    pub time: Option<String>,
    /// A series of meetings that together are one review; the last one counts.
    #[schemars(extend("minItems" = 2))]
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// Held as a meeting, or without one (matched long-term fostering).
    #[schemars(with = "Option<Held>")]
    pub how: Option<String>,
    /// The date of the review before.
    pub previous_review: Option<NaiveDate>,
    /// Where.
    #[schemars(with = "Option<Text<200>>", extend("x-part" = "placement_address"))]
    pub venue: Option<String>,
    /// Who chaired: keys in `people`, or child.
    #[schemars(with = "Vec<PersonKey>", extend("minItems" = 1))]
    #[serde(default)]
    pub chaired_by: Vec<String>,
    /// Why it was held after its limit.
    #[schemars(with = "Option<Text<2000>>")]
    pub late_reason: Option<String>,
    /// The same in one word, for the annual report.
    #[schemars(with = "Option<LateCause>")]
    pub late_cause: Option<String>,
    /// An adjournment, at most 20 working days.
    pub adjourned: Option<Adjourned>,
    /// The change that brought the review forward.
    pub trigger: Option<Trigger>,
    /// The date of the placement order.
    pub placement_order: Option<NaiveDate>,
    /// The date the child was placed with prospective adopters.
    pub placed_for_adoption: Option<NaiveDate>,
    /// How a review without a meeting was done.
    pub without_meeting: Option<WithoutMeeting>,
}

impl Review {
    /// The date everything after the review counts from: of a series the last meeting; of an adjourned review the scheduled date
    /// (packs cite the clause). The schema asks for one of the two, so a record without either does not get this far.
    #[must_use]
    pub fn held(&self) -> Option<NaiveDate> {
        self.meetings.iter().map(|m| m.date).max().or(self.date)
    }

    /// Whether it was done without a meeting.
    #[must_use]
    pub fn is_without_meeting(&self) -> bool {
        self.how.as_deref() == Some("without_meeting")
    }
}

/// One of a series of meetings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Meeting {
    /// Date.
    pub date: NaiveDate,
    /// Venue.
    #[schemars(with = "Option<Text<200>>")]
    pub venue: Option<String>,
    /// Who was there: keys in `people`, or child.
    #[schemars(with = "Vec<PersonKey>")]
    #[serde(default)]
    pub who: Vec<String>,
    /// What it was for.
    #[schemars(with = "Option<Text<500>>")]
    pub note: Option<String>,
}

/// A review put on another day: everybody asked to it is told.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Rearranged {
    /// The day it was to be on.
    pub from: NaiveDate,
    /// Why, in a sentence that everybody asked to it may read.
    #[schemars(with = "Text<500>")]
    pub why: String,
    /// When it was put on the other day.
    pub decided: NaiveDate,
    /// When those asked were told.
    pub told: Option<NaiveDate>,
}

/// An adjournment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Adjourned {
    /// Why it was adjourned.
    #[schemars(with = "AdjournedFor")]
    pub reason: String,
    /// What was missing.
    #[schemars(with = "Text<2000>")]
    pub explanation: String,
    /// What the child, carer and parents felt about the delay.
    #[schemars(with = "Option<Text<2000>>", extend("x-part" = ["child_views", "others_views"]))]
    pub wishes: Option<String>,
    /// When it was taken up again.
    pub resumed: Option<NaiveDate>,
}

/// The change that brought a review forward.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Trigger {
    /// What changed.
    #[schemars(with = "Text<1000>")]
    pub what: String,
    /// When.
    pub date: NaiveDate,
}

/// How a review without a meeting was done.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct WithoutMeeting {
    /// When the IRO saw the child.
    pub child_seen: NaiveDate,
    /// When the IRO talked with the social worker.
    pub worker_consulted: NaiveDate,
    /// The review that agreed to yearly meetings.
    pub agreed_on: Option<NaiveDate>,
}

/// The next review.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct NextReview {
    /// Date.
    pub date: Option<NaiveDate>,
    /// Time, as "16:00".
    #[schemars(with = "Option<Time>")]
    pub time: Option<String>,
    /// Venue.
    #[schemars(with = "Option<Text<200>>", extend("x-part" = "placement_address"))]
    pub venue: Option<String>,
    /// As a meeting or without one.
    #[schemars(with = "Option<Held>")]
    pub how: Option<String>,
    /// Why no next review is needed, as: leaves care on 18th birthday.
    #[schemars(with = "Option<Text<500>>")]
    pub not_needed: Option<String>,
}

/// What was issued when.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Issued {
    /// When the decisions were sent to the team manager.
    pub decisions: Option<NaiveDate>,
    /// The manager's answer.
    pub manager_answer: Option<ManagerAnswer>,
    /// When the full record was completed.
    pub record: Option<NaiveDate>,
    /// When the copies went out.
    pub distributed: Option<NaiveDate>,
    /// When the starred decisions were sent.
    pub starred: Option<NaiveDate>,
    /// When the rating of the planning was sent.
    pub rag: Option<NaiveDate>,
    /// When the review monitoring form was completed.
    pub monitoring_form: Option<NaiveDate>,
    /// When the care plan was brought up to date.
    pub care_plan_updated: Option<NaiveDate>,
    /// When an objection was settled informally.
    pub objection_resolved: Option<NaiveDate>,
    /// When the IRO raised their own concern informally.
    pub concern_raised: Option<NaiveDate>,
    /// Why one of these was late.
    #[schemars(with = "Option<Text<2000>>")]
    pub late_reason: Option<String>,
    /// Why each of several was late: the step on the left.
    #[schemars(with = "Keyed<StepKey, Text<2000>>")]
    #[serde(default)]
    pub late_reasons: IndexMap<String, String>,
    /// When a step of the pack's own was done, by its key.
    #[serde(flatten)]
    #[schemars(with = "Keyed<StepKey, NaiveDate>")]
    pub own: IndexMap<String, NaiveDate>,
}

impl Issued {
    /// When a step was done.
    #[must_use]
    pub fn done(&self, step: &str) -> Option<NaiveDate> {
        match step {
            "decisions" => self.decisions,
            "manager_answer" => self.manager_answer.as_ref().map(|a| a.date),
            "record" => self.record,
            "distributed" => self.distributed,
            "starred" => self.starred,
            "rag" => self.rag,
            "monitoring_form" => self.monitoring_form,
            "care_plan_updated" => self.care_plan_updated,
            "objection_resolved" => self.objection_resolved,
            "concern_raised" => self.concern_raised,
            own => self.own.get(own).copied(),
        }
    }
}

/// The manager's answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ManagerAnswer {
    /// When.
    pub date: NaiveDate,
    /// Whether they agreed.
    pub agreed: bool,
    /// What they objected to.
    #[schemars(with = "Option<Text<2000>>")]
    pub objection: Option<String>,
    /// When all who came to the review were told in writing what the manager objected to.
    pub told_to_all: Option<NaiveDate>,
}
