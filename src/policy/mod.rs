//! A policy pack: an authority's words, limits, papers and letterhead as data. Nothing here knows which authorities exist;
//! a pack is a YAML file that may extend one other pack.

mod contradictions;
mod load;
mod practice;

pub use load::{BUILT_IN, Packs, PolicyError};
pub use practice::{
    Action, ActionDate, Again, Cafcass, ChangeReview, ChangeRule, Characteristic, Clause, ConferenceStep, Conferences, Ground, Indicator,
    Ladder, LegalAdvice, Midpoint, OverdueTo, RagScheme, Rating, Recognition, ReturnToCare, Stage, StageMeeting, Target, Visits,
};

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::diagnostic::Place;
use crate::read::Source;

/// A resolved pack: its own lines over those of the pack it extends.
#[derive(Debug, Clone, Deserialize)]
pub struct Policy {
    /// Its name, as records write it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Which edition of the procedure it follows.
    pub edition: String,
    /// The authority and how to reach it.
    pub body: Body,
    /// Colours and marking.
    pub look: Look,
    /// The authority's words.
    pub words: IndexMap<String, Words>,
    /// Titles of documents.
    pub documents: IndexMap<String, String>,
    /// The review cycle.
    pub reviews: IndexMap<String, ReviewType>,
    /// Naming an IRO.
    pub allocation: Step,
    /// The longest adjournment.
    pub adjournment: Within,
    /// When a review may be done without a meeting.
    pub without_meeting: WithoutMeeting,
    /// Papers for a review.
    pub papers: Vec<PaperRule>,
    /// Matters to consider.
    pub matters: IndexMap<String, MatterRule>,
    /// Limits of a series of short breaks.
    pub short_breaks: ShortBreakLimits,
    /// What is owed before a review.
    pub before: IndexMap<String, Step>,
    /// Where the cycle starts again when a child comes back into care.
    pub return_to_care: Option<ReturnToCare>,
    /// How often a social worker must visit.
    pub visits: Visits,
    /// The check at the mid-point between two reviews.
    pub midpoint: Midpoint,
    /// The stages of a challenge.
    pub ladder: Ladder,
    /// Grounds for a challenge.
    pub grounds: Vec<Ground>,
    /// Significant changes that the IRO must be told of.
    pub changes: Vec<ChangeRule>,
    /// The rating of the planning.
    pub rag: RagScheme,
    /// Timelines of child protection conferences.
    pub conferences: Conferences,
    /// Figures to be reached.
    pub targets: IndexMap<String, Target>,
    /// What is owed after a review.
    pub after: IndexMap<String, Step>,
    /// Whose rule each required part is.
    pub requires: IndexMap<String, String>,
    /// The files it was made from, its own first: for labels, and for the manifest.
    #[serde(skip)]
    pub layers: Vec<Arc<Source>>,
    /// SHA-256 of all its files, in hexadecimal.
    #[serde(skip)]
    pub sha256: String,
}

impl Policy {
    /// The source of a required part, named after the pack.
    #[must_use]
    pub fn source_of(&self, part: &str) -> String {
        self.cite(self.requires.get(part).map_or("", String::as_str))
    }

    /// A clause with the pack's title before it, unless it names a regulation itself.
    #[must_use]
    pub fn cite(&self, clause: &str) -> String {
        if clause.is_empty() {
            self.title.clone()
        } else if ["section", "appendix", "appendices", "step"].iter().any(|word| clause.starts_with(word)) {
            format!("{}, {clause}", self.title)
        } else {
            clause.to_owned()
        }
    }

    /// The file and place where a line of the pack is written: its own file if it holds it, else the one it extends.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<(&Arc<Source>, Place)> {
        let holds = |source: &Source| {
            let mut node = &source.root;
            for part in pointer.split('/').skip(1) {
                match &node.value {
                    crate::read::Value::Map(entries) => match entries.iter().find(|(k, _)| k.text == part) {
                        Some((_, n)) => node = n,
                        None => return false,
                    },
                    crate::read::Value::Seq(items) => match part.parse::<usize>().ok().and_then(|i| items.get(i)) {
                        Some(n) => node = n,
                        None => return false,
                    },
                    crate::read::Value::Scalar { .. } => return false,
                }
            }
            true
        };
        let layer = self.layers.iter().find(|l| holds(l))?;
        Some((layer, Place::At(pointer.to_owned())))
    }

    /// The rule about a change: of several with the code the one that asks for most.
    #[must_use]
    pub fn change(&self, code: &str) -> Option<(usize, &ChangeRule)> {
        let rank = |rule: &ChangeRule| match rule.review {
            Some(ChangeReview::First) => 3,
            Some(ChangeReview::BringForward) => 2,
            Some(ChangeReview::IroDecides) => 1,
            None => 0,
        };
        self.changes.iter().enumerate().filter(|(_, rule)| rule.change == code).max_by_key(|(_, rule)| rank(rule))
    }

    /// A word of the authority: one of it.
    #[must_use]
    pub fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", |w| w.one.as_str())
    }

    /// The title of a document in this authority's words.
    #[must_use]
    pub fn document_title(&self, document: &str) -> &str {
        self.documents.get(document).map_or("", String::as_str)
    }
}

/// The authority and how to reach it.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Body {
    /// Its name, as on a letterhead.
    pub name: String,
    /// The reviewing service's name.
    pub service: String,
    /// Address, a line each.
    pub address: Vec<String>,
    /// Phone.
    pub phone: String,
    /// Email.
    pub email: String,
    /// Whom a child may complain to, with how to reach them.
    pub complaints: String,
    /// Who can speak up for a child, with how to reach them.
    pub advocacy: String,
}

/// Colours and marking.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Look {
    /// Colour of headings, `#rrggbb`.
    pub accent: String,
    /// The security marking of every page.
    pub classification: String,
}

/// A word, singular and plural.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Words {
    /// One.
    pub one: String,
    /// Many.
    pub many: String,
    /// Abbreviation, empty for none.
    #[serde(default)]
    pub short: String,
}

/// A review in the cycle.
#[derive(Debug, Clone, Deserialize)]
pub struct ReviewType {
    /// What the authority calls it.
    pub name: String,
    /// Every limit that applies; the earliest counts.
    pub due: Vec<Due>,
    /// The limit of the review after it.
    pub next: Within,
    /// Until when reviews go on in this way.
    pub until: Option<String>,
}

/// A limit that counts from an event.
#[derive(Debug, Clone, Deserialize)]
pub struct Due {
    /// How long.
    pub within: Limit,
    /// From what: `looked_after_since`, `previous_review`, `placement_order`, `placed_for_adoption` or `trigger`.
    pub of: String,
    /// The clause.
    pub source: String,
}

/// A limit by itself.
#[derive(Debug, Clone, Deserialize)]
pub struct Within {
    /// How long.
    pub within: Limit,
    /// The clause.
    pub source: String,
}

/// When a review may be done without a meeting.
#[derive(Debug, Clone, Deserialize)]
pub struct WithoutMeeting {
    /// How long the match must have lasted.
    pub matched_for: Limit,
    /// What is done instead.
    pub note: Option<String>,
    /// How often a meeting is still held.
    pub meetings_every: Option<Limit>,
    /// How often the social worker visits, with the child's agreement.
    pub visits_every: Option<Limit>,
    /// The clause.
    pub source: String,
}

/// Something owed, by whom and by when.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// As printed.
    #[serde(default)]
    pub title: String,
    /// How long.
    pub within: Limit,
    /// From what: `review`, `decisions`, `manager_answer`, `looked_after_since`, `notified` or `allocated`.
    pub of: String,
    /// Who owes it.
    pub by: String,
    /// At which reviews: `all`, `first` or `later`.
    pub reviews: Option<String>,
    /// Whether for starred decisions only.
    #[serde(default)]
    pub only_starred: bool,
    /// Whether no answer counts as agreement.
    #[serde(default)]
    pub silence_means_agreed: bool,
    /// The clause.
    pub source: String,
}

/// A paper, when it is needed and by when.
#[derive(Debug, Clone, Deserialize)]
pub struct PaperRule {
    /// Key of the paper.
    pub paper: String,
    /// The case in which it is needed; see [`crate::derive::applies`].
    pub when: String,
    /// Limit before a first review.
    pub before_first: Option<Limit>,
    /// Limit before any other.
    pub before_later: Option<Limit>,
    /// Who sends it.
    pub by: String,
    /// The clause.
    pub source: String,
}

/// A matter and when it must be accounted for.
#[derive(Debug, Clone, Deserialize)]
pub struct MatterRule {
    /// As printed.
    pub title: String,
    /// As printed in a record written to the child, where that differs.
    pub to_child: Option<String>,
    /// The case in which it must be accounted for; see [`crate::derive::applies`].
    pub when: String,
    /// The clause.
    pub source: String,
}

/// Limits of a series of short breaks, in days.
#[derive(Debug, Clone, Deserialize)]
pub struct ShortBreakLimits {
    /// Longest single stay.
    pub longest_stay_days: u32,
    /// Most in twelve months.
    pub days_a_year: u32,
    /// The clause.
    pub source: String,
}
