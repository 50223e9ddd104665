//! A policy pack: an authority's words, limits, papers and letterhead as data. Nothing here knows which authorities exist;
//! a pack is a YAML file that may extend another, which may extend another in turn.

mod case;
mod contradictions;
mod cycle;
mod field;
mod layers;
mod load;
mod practice;

pub use case::{Case, CaseError, Condition};
pub use cycle::{
    Body, Category, Due, Example, Instead, Look, MatterRule, Next, PaperRule, ReviewType, ShortBreakLimits, Step, Within, WithoutMeeting,
    Words,
};
pub use load::{BUILT_IN, Packs, PolicyError, schema};
pub use practice::{
    Action, ActionDate, Again, Cafcass, ChangeReview, ChangeRule, Characteristic, Clause, ConferenceStep, Conferences, Ground, Indicator,
    Ladder, LegalAdvice, Midpoint, OverdueTo, PracticeCheckRule, PracticeChecks, RagScheme, Rating, Recognition, ReturnToCare, Stage,
    StageMeeting, Target, Visits,
};

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use self::field::{Own, Required, Titles, Vocabulary, Words as Printed};
use crate::diagnostic::Place;
use crate::read::Source;
use crate::record::codes::{self, label};
use crate::record::field::PackName;

/// An authority's procedure as data: its words, limits, papers and letterhead. A pack that extends another gives only what differs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(title = "Policy pack")]
pub struct Policy {
    /// The pack's name, as records write it; the file has the same name.
    #[schemars(with = "PackName")]
    pub name: String,
    /// The pack whose lines hold where this one is silent, as statutory.
    #[schemars(with = "Option<PackName>")]
    pub extends: Option<String>,
    /// The authority or the rules, as cited in messages.
    #[schemars(with = "Printed")]
    pub title: String,
    /// Which edition of the procedure this follows.
    #[schemars(with = "Printed")]
    pub edition: String,
    /// The authority and how to reach it: the letterhead.
    pub body: Body,
    /// Colours and marking.
    pub look: Look,
    /// The authority's words, singular and plural.
    #[schemars(with = "Vocabulary")]
    pub words: IndexMap<String, Words>,
    /// Titles of documents. One that is taken out (`null`) is not made.
    #[schemars(with = "Titles")]
    pub documents: IndexMap<String, String>,
    /// The review cycle. A kind of review of your own has a key of your own.
    #[schemars(with = "Own<ReviewType>")]
    pub reviews: IndexMap<String, ReviewType>,
    /// Naming an IRO.
    pub allocation: Step,
    /// The longest adjournment.
    pub adjournment: Within,
    /// When a review may be done without a meeting.
    pub without_meeting: WithoutMeeting,
    /// Papers for a review.
    #[schemars(extend("minItems" = 1))]
    pub papers: Vec<PaperRule>,
    /// Matters to consider, by key; one of your own has a key of your own.
    #[schemars(with = "Own<MatterRule>")]
    pub matters: IndexMap<String, MatterRule>,
    /// Categories of starred decisions, by key.
    #[schemars(with = "Own<Category>")]
    pub starred: IndexMap<String, Category>,
    /// Limits of a series of short breaks.
    pub short_breaks: ShortBreakLimits,
    /// What is owed before a review, by key; one of your own is recorded under `preparation`.
    #[schemars(with = "Own<Step>")]
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
    #[schemars(extend("minItems" = 1))]
    pub grounds: Vec<Ground>,
    /// Themes of your own that challenges are counted under, by key, beside those that every pack has.
    #[schemars(with = "Own<Printed>")]
    #[serde(default)]
    pub themes: IndexMap<String, String>,
    /// Significant changes that the IRO must be told of.
    #[schemars(extend("minItems" = 1))]
    pub changes: Vec<ChangeRule>,
    /// The rating of the planning: red, amber or green.
    pub rag: RagScheme,
    /// Timelines of child protection conferences.
    pub conferences: Conferences,
    /// Checks of IROs' own practice: observations and audits.
    pub practice_checks: PracticeChecks,
    /// Figures to be reached, by key.
    #[schemars(with = "Own<Target>")]
    pub targets: IndexMap<String, Target>,
    /// What is owed after a review, by key; one of your own is recorded under `issued`.
    #[schemars(with = "Own<Step>")]
    pub after: IndexMap<String, Step>,
    /// Whose rule each required part of a record is.
    #[schemars(with = "Required")]
    pub requires: IndexMap<String, String>,
    /// Examples of what follows from this pack: dates in, due dates and findings out. `minutebook policy test` works them out.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// The files it was made from, its own first: for labels, and for the manifest.
    #[serde(skip)]
    #[schemars(skip)]
    pub layers: Vec<Arc<Source>>,
    /// All its lines, of whichever file.
    #[serde(skip)]
    #[schemars(skip)]
    pub resolved: serde_json::Value,
    /// SHA-256 of all its files, in hexadecimal.
    #[serde(skip)]
    #[schemars(skip)]
    pub sha256: String,
}

impl Policy {
    /// The source of a required part, named after the pack.
    #[must_use]
    pub fn source_of(&self, part: &str) -> String {
        self.cite(self.requires.get(part).map_or("", String::as_str))
    }

    /// A clause as it is cited; the pack's title where there is none.
    #[must_use]
    pub fn cite(&self, clause: &str) -> String {
        if clause.is_empty() { self.title.clone() } else { clause.to_owned() }
    }

    /// The file and place where a line of the pack is written: its own file if it holds it, else the one it extends.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<(&Arc<Source>, Place)> {
        let name = |list: &str, i: usize| {
            let item = self.resolved.pointer(list)?.get(i)?;
            item.get(layers::name_of_items(list)?)?.as_str().map(str::to_owned)
        };
        self.layers.iter().find_map(|layer| Some((layer, Place::At(layers::place_in(&layer.root, pointer, &name)?))))
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

    /// The title of a paper.
    #[must_use]
    pub fn paper_title<'a>(&'a self, paper: &'a str) -> &'a str {
        let own = self.papers.iter().find(|rule| rule.paper == paper).and_then(|rule| rule.title.as_deref());
        own.unwrap_or_else(|| label(codes::PAPERS, paper))
    }

    /// What the authority calls a rating: by its colour, unless it has a word of its own.
    #[must_use]
    pub fn rating_title<'a>(&'a self, rating: &'a str) -> &'a str {
        self.rag.ratings.get(rating).and_then(|r| r.title.as_deref()).unwrap_or(rating)
    }

    /// The title of a theme of challenges.
    #[must_use]
    pub fn theme_title<'a>(&'a self, theme: &'a str) -> &'a str {
        self.themes.get(theme).map_or_else(|| label(codes::THEMES, theme), String::as_str)
    }
}

/// A clause with the title of its pack before it, unless it names a regulation itself.
fn cited(title: &str, clause: &str) -> String {
    let of_pack = ["section", "appendix", "appendices", "step"].iter().any(|word| clause.starts_with(word));
    if of_pack { format!("{title}, {clause}") } else { clause.to_owned() }
}
