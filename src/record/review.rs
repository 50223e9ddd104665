//! The review itself, the next one, and what was issued when.

use chrono::NaiveDate;
use serde::Deserialize;

/// The review.
#[derive(Debug, Clone, Deserialize)]
pub struct Review {
    /// Key into the pack's review cycle.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its number since the child became looked after.
    pub number: Option<u32>,
    /// The date held.
    pub date: Option<NaiveDate>,
    /// The date it was to be held.
    pub scheduled: Option<NaiveDate>,
    /// Time.
    pub time: Option<String>,
    /// A series of meetings.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// `meeting` or `without_meeting`.
    pub how: Option<String>,
    /// The review before.
    pub previous_review: Option<NaiveDate>,
    /// Where.
    pub venue: Option<String>,
    /// Who chaired.
    #[serde(default)]
    pub chaired_by: Vec<String>,
    /// Why it was late.
    pub late_reason: Option<String>,
    /// The same as a code, for the annual report.
    pub late_cause: Option<String>,
    /// An adjournment.
    pub adjourned: Option<Adjourned>,
    /// What brought it forward.
    pub trigger: Option<Trigger>,
    /// The date of the placement order.
    pub placement_order: Option<NaiveDate>,
    /// The date of placement with prospective adopters.
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
#[derive(Debug, Clone, Deserialize)]
pub struct Meeting {
    /// Date.
    pub date: NaiveDate,
    /// Venue.
    pub venue: Option<String>,
    /// Who was there.
    #[serde(default)]
    pub who: Vec<String>,
    /// What it was for.
    pub note: Option<String>,
}

/// An adjournment.
#[derive(Debug, Clone, Deserialize)]
pub struct Adjourned {
    /// `duties_not_met` or `child_not_prepared`.
    pub reason: String,
    /// What was missing.
    pub explanation: String,
    /// What those concerned felt about the delay.
    pub wishes: Option<String>,
    /// When it was taken up again.
    pub resumed: Option<NaiveDate>,
}

/// The change that brought a review forward.
#[derive(Debug, Clone, Deserialize)]
pub struct Trigger {
    /// What changed.
    pub what: String,
    /// When.
    pub date: NaiveDate,
}

/// How a review without a meeting was done.
#[derive(Debug, Clone, Deserialize)]
pub struct WithoutMeeting {
    /// When the IRO saw the child.
    pub child_seen: NaiveDate,
    /// When the IRO talked with the social worker.
    pub worker_consulted: NaiveDate,
    /// The review that agreed to it.
    pub agreed_on: Option<NaiveDate>,
}

/// The next review.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NextReview {
    /// Date.
    pub date: Option<NaiveDate>,
    /// Time.
    pub time: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// `meeting` or `without_meeting`.
    pub how: Option<String>,
    /// Why none is needed.
    pub not_needed: Option<String>,
}

/// What was issued when.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Issued {
    /// Decisions to the team manager.
    pub decisions: Option<NaiveDate>,
    /// The manager's answer.
    pub manager_answer: Option<ManagerAnswer>,
    /// The full record completed.
    pub record: Option<NaiveDate>,
    /// The copies sent.
    pub distributed: Option<NaiveDate>,
    /// The starred decisions sent.
    pub starred: Option<NaiveDate>,
    /// The rating of the planning sent.
    pub rag: Option<NaiveDate>,
    /// The review monitoring form completed.
    pub monitoring_form: Option<NaiveDate>,
    /// The care plan brought up to date.
    pub care_plan_updated: Option<NaiveDate>,
    /// An objection settled informally.
    pub objection_resolved: Option<NaiveDate>,
    /// The IRO's own concern raised informally.
    pub concern_raised: Option<NaiveDate>,
    /// Why any of these was late.
    pub late_reason: Option<String>,
}

/// The manager's answer.
#[derive(Debug, Clone, Deserialize)]
pub struct ManagerAnswer {
    /// When.
    pub date: NaiveDate,
    /// Whether they agreed.
    pub agreed: bool,
    /// What they objected to.
    pub objection: Option<String>,
}
