//! The review record in the field's words, as plain data. No files, no rendering, no rules.
//! The shape is `schemas/review.schema.json`; a value of these types has passed it.

pub mod codes;
mod people;

pub use people::{Attendance, How, Person, Recipient, Send, Withhold};

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The key that stands for the child wherever a person's key may stand.
pub const CHILD: &str = "child";

/// How far the writing of a record has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Before the review: only the introduction letter is due.
    Planned,
    /// The decisions are written, the full record is not.
    Decisions,
    /// Everything is written and may still change.
    #[default]
    Draft,
    /// Everything is written.
    Final,
}

/// Whom the record speaks to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenTo {
    /// Adults: the child is he, she or they.
    #[default]
    Professionals,
    /// The child, as "you".
    Child,
}

/// One review of one child.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    /// The policy pack's name.
    pub policy: String,
    /// How far the writing has come.
    #[serde(default)]
    pub status: Status,
    /// Whom it speaks to.
    #[serde(default)]
    pub written_to: WrittenTo,
    /// Counted up each time it is issued again.
    pub version: Option<u32>,
    /// The child.
    pub child: Child,
    /// When the IRO was named.
    pub allocation: Option<Allocation>,
    /// Everyone, by key.
    pub people: IndexMap<String, Person>,
    /// The review.
    pub review: Review,
    /// Who took part and how.
    pub attendance: Option<Vec<Attendance>>,
    /// The papers.
    pub papers: Option<Vec<Paper>>,
    /// How the child took part.
    pub participation: Option<Participation>,
    /// Others' views.
    #[serde(default)]
    pub views: Vec<View>,
    /// What became of the last review's decisions.
    pub previous_decisions: Option<Vec<PreviousDecision>>,
    /// Matters considered, by key.
    pub matters: Option<IndexMap<String, Matter>>,
    /// The plan for permanence.
    pub permanence: Option<Permanence>,
    /// What was decided.
    pub decisions: Option<Vec<Decision>>,
    /// Disagreements about the review as a whole.
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// Challenges.
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// The rating.
    pub rag: Option<Rag>,
    /// Whether the plan meets the child's needs.
    pub iro_view: Option<String>,
    /// The next review.
    pub next_review: Option<NextReview>,
    /// What was issued when.
    #[serde(default)]
    pub issued: Issued,
    /// Personal messages for letters, by person.
    #[serde(default)]
    pub messages: IndexMap<String, String>,
    /// Who gets a copy.
    pub distribution: Option<Vec<Recipient>>,
}

/// The child.
#[derive(Debug, Clone, Deserialize)]
pub struct Child {
    /// Reference in the case system; becomes part of file names.
    pub reference: String,
    /// Full name.
    pub name: String,
    /// What they like to be called.
    pub known_as: Option<String>,
    /// `he/him`, `she/her` or `they/them`.
    pub pronouns: Option<String>,
    /// Date of birth.
    pub date_of_birth: NaiveDate,
    /// SSDA903 ethnicity, by key.
    pub ethnicity: Option<String>,
    /// Religion or belief.
    pub religion: Option<String>,
    /// First language.
    pub first_language: Option<String>,
    /// How best to talk and write to them.
    pub communication_needs: Option<String>,
    /// Disability.
    pub disability: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// School, college or training.
    pub school: Option<String>,
    /// Unaccompanied asylum-seeking child.
    #[serde(default)]
    pub unaccompanied: bool,
    /// May have been trafficked.
    #[serde(default)]
    pub trafficking_concern: bool,
    /// Legal status.
    pub legal_status: LegalStatus,
    /// The date they became looked after.
    pub looked_after_since: NaiveDate,
    /// Where they live.
    pub placement: Placement,
    /// A series of short breaks.
    pub short_breaks: Option<ShortBreaks>,
}

impl Child {
    /// The name used in running text: what they like to be called, else the first name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// Legal status and since when.
#[derive(Debug, Clone, Deserialize)]
pub struct LegalStatus {
    /// Key in [`codes::LEGAL_STATUS`].
    pub code: String,
    /// Since when.
    pub since: NaiveDate,
    /// Anything to add.
    pub note: Option<String>,
}

/// Where the child lives.
#[derive(Debug, Clone, Deserialize)]
pub struct Placement {
    /// Key in [`codes::PLACEMENT`].
    #[serde(rename = "type")]
    pub kind: String,
    /// Since when.
    pub since: NaiveDate,
    /// The carer's key.
    pub with: Option<String>,
    /// Name of the home or school.
    pub name: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Whether the address is kept from others.
    #[serde(default)]
    pub confidential: bool,
    /// When a long-term match was made.
    pub matched_on: Option<NaiveDate>,
}

/// A series of short breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct ShortBreaks {
    /// Who provides them.
    pub provider: Option<String>,
    /// Days in these 12 months.
    pub days_this_year: Option<u32>,
    /// Longest single stay, in days.
    pub longest_stay_days: Option<u32>,
}

/// The naming of the IRO.
#[derive(Debug, Clone, Deserialize)]
pub struct Allocation {
    /// When the service was told.
    pub notified: Option<NaiveDate>,
    /// When the IRO was named.
    pub allocated: Option<NaiveDate>,
}

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
    /// (Birmingham section 8). The schema asks for one of the two, so a record without either does not get this far.
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

/// A paper for the review.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    /// Key in [`codes::PAPERS`].
    pub paper: String,
    /// Its title, where it is `other`.
    pub title: Option<String>,
    /// When the IRO received it.
    pub received: Option<NaiveDate>,
    /// Why it is missing.
    pub missing: Option<String>,
    /// Why it came late.
    pub late_reason: Option<String>,
    /// Whether it is up to date.
    pub up_to_date: Option<bool>,
    /// Whether the manager signed it.
    pub signed: Option<bool>,
    /// A note.
    pub note: Option<String>,
}

/// How the child took part.
#[derive(Debug, Clone, Deserialize)]
pub struct Participation {
    /// SSDA903 code.
    pub code: String,
    /// When the IRO talked with the child in private.
    pub seen_alone: Option<NaiveDate>,
    /// Why not.
    pub not_seen_alone: Option<String>,
    /// Knows the IRO and how to reach them.
    pub knows_iro: Option<bool>,
    /// Was asked about chairing.
    pub asked_about_chairing: Option<bool>,
    /// Advocacy was explained.
    pub advocacy_explained: Option<bool>,
    /// Complaints were explained.
    pub complaints_explained: Option<bool>,
    /// The right to apply to court was explained.
    pub rights_explained: Option<bool>,
    /// Wishes and feelings.
    pub wishes_and_feelings: Option<String>,
    /// The child's own words.
    pub own_words: Option<String>,
}

/// Somebody's view.
#[derive(Debug, Clone, Deserialize)]
pub struct View {
    /// Whose.
    pub from: String,
    /// What they said.
    pub text: String,
}

/// A decision of the last review.
#[derive(Debug, Clone, Deserialize)]
pub struct PreviousDecision {
    /// Its number there.
    pub number: u32,
    /// What it was.
    pub what: String,
    /// `done`, `partly_done`, `not_done` or `superseded`.
    pub outcome: String,
    /// Why.
    pub why: Option<String>,
    /// Goes on as a decision of this review.
    #[serde(default)]
    pub carried_forward: bool,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A matter considered.
#[derive(Debug, Clone, Deserialize)]
pub struct Matter {
    /// What was said.
    pub text: Option<String>,
    /// Whether a change is needed before the next review.
    #[serde(default)]
    pub change_needed: bool,
    /// Why it was not discussed.
    pub not_discussed: Option<String>,
}

/// The plan for permanence.
#[derive(Debug, Clone, Deserialize)]
pub struct Permanence {
    /// Key in [`codes::PLAN`].
    pub plan: String,
    /// Key in [`codes::ROUTE`].
    pub route: Option<String>,
    /// How it is going.
    pub text: Option<String>,
    /// Steps with dates.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// What happens if it cannot be.
    pub contingency: Option<String>,
    /// Plans followed beside it.
    #[serde(default)]
    pub parallel: Vec<String>,
    /// Why no plan is agreed yet.
    pub not_decided_reason: Option<String>,
}

/// A step on the way.
#[derive(Debug, Clone, Deserialize)]
pub struct Milestone {
    /// What.
    pub what: String,
    /// By when.
    pub by: NaiveDate,
    /// When done.
    pub done: Option<NaiveDate>,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// A decision.
#[derive(Debug, Clone, Deserialize)]
pub struct Decision {
    /// What will be done.
    pub what: String,
    /// What for.
    pub outcome: Option<String>,
    /// Who does it.
    #[serde(default)]
    pub who: Who,
    /// By when.
    pub by: Option<NaiveDate>,
    /// The category of a starred decision.
    pub starred: Option<String>,
    /// In words for the child.
    pub child_words: Option<String>,
    /// The number it had at the last review.
    pub carried_forward_from: Option<u32>,
    /// Who disagreed.
    #[serde(default)]
    pub dissent: Vec<Dissent>,
    /// What it is about: copies that withhold that leave it out.
    #[serde(default)]
    pub about: Vec<Withhold>,
}

/// One key or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub enum Who {
    /// Nobody named.
    #[default]
    Nobody,
    /// One person.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Who {
    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        match self {
            Self::Nobody => &[],
            Self::One(key) => std::slice::from_ref(key),
            Self::Many(keys) => keys,
        }
    }
}

/// A dissent from a decision.
#[derive(Debug, Clone, Deserialize)]
pub struct Dissent {
    /// Who.
    pub who: String,
    /// Why.
    pub text: Option<String>,
}

/// A disagreement about the review.
#[derive(Debug, Clone, Deserialize)]
pub struct Disagreement {
    /// Who.
    pub who: String,
    /// About what.
    pub text: String,
}

/// A challenge raised or intended.
#[derive(Debug, Clone, Deserialize)]
pub struct Concern {
    /// What.
    pub what: String,
    /// `intended`, `raised` or `resolved`.
    pub status: String,
    /// When.
    pub raised: Option<NaiveDate>,
    /// Whom with.
    pub with: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// The rating of the planning.
#[derive(Debug, Clone, Deserialize)]
pub struct Rag {
    /// `red`, `amber` or `green`.
    pub rating: String,
    /// Comment.
    pub comment: Option<String>,
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
