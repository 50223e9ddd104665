//! Rows: what a record is to the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::diagnostic::Diagnostic;
use crate::record::IroCaseload;

/// A limit and when it was met.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// The last day in time.
    pub due: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// Working days from the event it counts from.
    pub took: Option<i64>,
}

/// One review.
#[derive(Debug, Clone)]
pub struct Review {
    /// Whether it belongs to the year before and only says what came before others.
    pub history: bool,
    /// The file.
    pub path: PathBuf,
    /// The child's reference.
    pub reference: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The day it was held.
    pub held: NaiveDate,
    /// Age in years on that day.
    pub age: i32,
    /// Type of review.
    pub kind: String,
    /// The team that works with the child.
    pub team: Option<String>,
    /// The IRO.
    pub iro: Option<String>,
    /// The rating.
    pub rating: Option<String>,
    /// Indicators ticked.
    pub ticks: Vec<String>,
    /// Whether the rating before was red too: none where the review before is not in the folders.
    pub red_before: Option<bool>,
    /// Participation code, if it is one of the table.
    pub code: Option<String>,
    /// Whether the IRO talked with the child in private: none where nothing is said.
    pub seen_alone: Option<bool>,
    /// Whether the child chaired, alone or with the IRO.
    pub chaired_by_child: bool,
    /// Whether a parent was there or was consulted: none where no parent is listed.
    pub parent_took_part: Option<bool>,
    /// The last day in time.
    pub due: Option<NaiveDate>,
    /// The last day of the review after it.
    pub next_due: Option<NaiveDate>,
    /// Why it was late, as a code.
    pub late_cause: Option<String>,
    /// Why it was late, in words.
    pub late_reason: Option<String>,
    /// Whether it was adjourned.
    pub adjourned: bool,
    /// An IRO is named; of a first review.
    pub allocated: Option<Step>,
    /// Decisions to the team manager.
    pub decisions: Step,
    /// The full record.
    pub record: Step,
    /// Copies to everyone on the list.
    pub distributed: Step,
    /// Whether the care plan before the review was up to date: none where nothing is said.
    pub care_plan: Option<bool>,
    /// How it was held: in person, by video, both or without a meeting; none where nothing is said.
    pub held_how: Option<&'static str>,
    /// Who attended; none where there is no list.
    pub attended: Option<BTreeSet<Attended>>,
    /// Whether an advocate took part, or was offered: none where nothing is said.
    pub advocacy: Option<&'static str>,
    /// Whether the IRO visited since the review before: none where nothing is said.
    pub iro_visits: Option<bool>,
    /// Whether every paper with a limit came in time: none where there is no limit, or no list.
    pub papers_in_time: Option<bool>,
    /// The care plan brought up to date after it.
    pub plan_updated: Step,
    /// The day of the review before it, as the record says.
    pub previous: Option<NaiveDate>,
    /// Whether the check at the mid-point before this review is in the folder: none for a first review.
    pub midway: Option<bool>,
    /// The child as this review has them.
    pub child: Child,
    /// Whether no further review is needed: the child has left care.
    pub last: bool,
    /// Parts that could not be read: figures made of them leave this review out.
    pub unread: BTreeSet<&'static str>,
    /// The pack's name.
    pub policy: String,
}

/// A child as a review has them.
#[derive(Debug, Clone)]
pub struct Child {
    /// Ethnicity, a key of the table.
    pub ethnicity: Option<String>,
    /// Legal status.
    pub legal_status: String,
    /// Placement.
    pub placement: String,
    /// Since when in it.
    pub placed_since: NaiveDate,
    /// Since when looked after.
    pub since: NaiveDate,
    /// Whether unaccompanied.
    pub unaccompanied: bool,
    /// The plan for permanence.
    pub plan: Option<String>,
    /// Whether the placement is within the authority's area.
    pub in_area: Option<bool>,
}

/// Kinds of people who attend reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attended {
    /// The child.
    Child,
    /// A parent, or somebody else with parental responsibility.
    Parent,
    /// Other family.
    Family,
    /// Whoever cares for the child.
    Carer,
    /// The social worker.
    SocialWorker,
    /// Their manager.
    Manager,
    /// From the school.
    School,
    /// From a health service.
    Health,
    /// An advocate.
    Advocate,
}

impl Attended {
    /// All, in order.
    pub const ALL: &'static [Self] = &[
        Self::Child,
        Self::Parent,
        Self::Family,
        Self::Carer,
        Self::SocialWorker,
        Self::Manager,
        Self::School,
        Self::Health,
        Self::Advocate,
    ];

    /// Its key in figures.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Family => "family",
            Self::Carer => "carer",
            Self::SocialWorker => "social_worker",
            Self::Manager => "manager",
            Self::School => "school",
            Self::Health => "health",
            Self::Advocate => "advocate",
        }
    }

    /// Its words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Child => "Child",
            Self::Parent => "A parent",
            Self::Family => "Other family",
            Self::Carer => "A carer",
            Self::SocialWorker => "The social worker",
            Self::Manager => "A manager",
            Self::School => "School",
            Self::Health => "Health",
            Self::Advocate => "An advocate",
        }
    }
}

/// A child protection conference that was held.
#[derive(Debug, Clone)]
pub struct ConferenceRow {
    /// The file.
    pub path: PathBuf,
    /// The children's references.
    pub references: Vec<String>,
    /// Its day.
    pub date: NaiveDate,
    /// `initial` or `review`.
    pub kind: String,
    /// The strategy discussion, of an initial one.
    pub strategy_discussion: Option<NaiveDate>,
    /// Whether it was quorate.
    pub quorate: Option<bool>,
}

/// A child looked after on a day.
#[derive(Debug, Clone)]
pub struct LookedAfter {
    /// The newest review by that day, which says so.
    pub review: usize,
    /// Age on the day.
    pub age: i32,
    /// Looked after since.
    pub since: NaiveDate,
    /// Placements in the period, as far as the reviews show.
    pub placements: usize,
    /// Whether every review in the period, and the one before them, had the same IRO: none where there is only one.
    pub same_iro: Option<bool>,
}

/// One stage of a challenge.
#[derive(Debug, Clone)]
pub struct StageRow {
    /// Its title in the ladder.
    pub title: String,
    /// Its place in the ladder, from 0.
    pub position: usize,
    /// Raised.
    pub raised: NaiveDate,
    /// Due.
    pub due: Option<NaiveDate>,
    /// Answered.
    pub answered: Option<NaiveDate>,
    /// Whether it is one before the formal ladder.
    pub informal: bool,
    /// Whose answer it waits for.
    pub asked: String,
}

/// One challenge, or an alert to good practice.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// Whether it belongs to the year before.
    pub history: bool,
    /// The file.
    pub path: PathBuf,
    /// The policy pack that it follows.
    pub policy: String,
    /// The children's references.
    pub references: Vec<String>,
    /// The day it was raised.
    pub raised: NaiveDate,
    /// The team it is raised with.
    pub team: Option<String>,
    /// Who raised it.
    pub iro: Option<String>,
    /// Good practice, not a challenge.
    pub good_practice: bool,
    /// Each ground's code, title and theme, in the pack's words.
    pub grounds: Vec<(String, String, String)>,
    /// What it is about.
    pub matter: String,
    /// Formal stages, in order.
    pub stages: Vec<StageRow>,
    /// Whether a formal stage was reached.
    pub formal: bool,
    /// The last stage's title, or `Informal`.
    pub reached: String,
    /// Its place in the ladder, from 1; 0 for informal.
    pub level: usize,
    /// The day it was settled.
    pub resolved: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Whether it was referred to Cafcass.
    pub cafcass: Option<NaiveDate>,
    /// Whether legal advice was taken.
    pub legal_advice: bool,
    /// What was learnt.
    pub learning: Option<String>,
}

impl Challenge {
    /// How it stood at the end of a day: without what came later.
    pub(super) fn stand_on(&mut self, day: NaiveDate) {
        self.stages.retain(|s| s.raised <= day);
        for stage in &mut self.stages {
            stage.answered = stage.answered.filter(|d| *d <= day);
        }
        self.cafcass = self.cafcass.filter(|d| *d <= day);
        if self.resolved.is_some_and(|d| d > day) {
            (self.resolved, self.outcome, self.learning) = (None, None, None);
        }
        self.reach();
    }

    /// Works out how far it has come from its stages.
    pub(super) fn reach(&mut self) {
        self.formal = self.stages.iter().any(|s| !s.informal);
        let top = self.stages.iter().max_by_key(|s| s.position).filter(|_| self.formal);
        self.reached = top.map_or_else(|| "Informal".to_owned(), |s| s.title.clone());
        self.level = top.map_or(0, |s| s.position + 1);
    }

    /// Whether it is not settled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }
}

/// A conference, progress review or event, as far as figures need it.
#[derive(Debug, Clone)]
pub struct Between {
    /// The file.
    pub path: PathBuf,
    /// The child's reference.
    pub reference: String,
    /// Its day.
    pub date: NaiveDate,
}

/// A questionnaire that came back.
#[derive(Debug, Clone)]
pub struct Return {
    /// The file, and the line of it in a CSV file.
    pub path: PathBuf,
    /// Line of a CSV file.
    pub line: Option<u64>,
    /// The day it came back; of a CSV file none, whose lines are all of the period.
    pub date: Option<NaiveDate>,
    /// Key of the questionnaire.
    pub questionnaire: String,
    /// Answers by key of the question.
    pub answers: BTreeMap<String, String>,
}

/// Caseloads on a day.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The file.
    pub path: PathBuf,
    /// The day.
    pub date: NaiveDate,
    /// Each IRO.
    pub iros: Vec<IroCaseload>,
}

/// A check of an IRO's practice.
#[derive(Debug, Clone)]
pub struct PracticeRow {
    /// The file.
    pub path: PathBuf,
    /// Its day.
    pub date: NaiveDate,
    /// `observation` or `audit`.
    pub kind: String,
    /// Whose practice it is.
    pub of: Option<String>,
    /// Each standard: its place in the pack, its key, its words, and whether it was met.
    pub standards: Vec<(usize, String, String, String)>,
}

/// A record that could not be counted, or not everywhere.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    /// The figures it is left out of; empty for all.
    pub parts: BTreeSet<&'static str>,
    /// What is wrong with it.
    pub why: Vec<Diagnostic>,
}
