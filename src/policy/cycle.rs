//! What a pack says of the review itself: the letterhead, words, the cycle, papers, matters, and what is owed before and after.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::field::{
    Abbreviation, Clause as Cited, Colour, Days, Given, Key, Kind, Limited, Own, ReviewEvent, RuleCode, When, Which, Words as Printed,
};
use crate::calendar::Limit;

/// The authority and how to reach it.
#[derive(Debug, Clone, Deserialize, JsonSchema, Serialize)]
pub struct Body {
    /// Its name, as on a letterhead.
    #[schemars(with = "Printed")]
    pub name: String,
    /// The reviewing service's name.
    #[schemars(with = "Printed")]
    pub service: String,
    /// Address, a line each.
    #[schemars(with = "Vec<Printed>", extend("minItems" = 1, "maxItems" = 7))]
    pub address: Vec<String>,
    /// Phone.
    #[schemars(with = "Printed")]
    pub phone: String,
    /// Email.
    #[schemars(with = "Printed")]
    pub email: String,
    /// Whom a child may complain to, with how to reach them.
    #[schemars(with = "Printed")]
    pub complaints: String,
    /// Who can speak up for a child, with how to reach them.
    #[schemars(with = "Printed")]
    pub advocacy: String,
    /// Who gives families free advice that is not the authority's own, with how to reach them.
    #[schemars(with = "Printed")]
    pub advice: String,
}

impl Body {
    /// What of it is only an example: names, numbers and addresses that nobody has.
    #[must_use]
    pub fn examples(&self) -> Vec<&'static str> {
        // 01632 960 is the range that Ofcom keeps for stories, example.org the domain that nobody owns.
        let is_example = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.contains("01632960") || text.contains("@example.") || text.contains(".example")
        };
        let lines = [
            ("name", self.name == "Local authority"),
            ("address", self.address.iter().any(|line| line.contains("Example"))),
            ("phone", is_example(&self.phone)),
            ("email", is_example(&self.email)),
            ("complaints", is_example(&self.complaints)),
            ("advocacy", is_example(&self.advocacy)),
            ("advice", is_example(&self.advice)),
        ];
        lines.into_iter().filter(|(_, is)| *is).map(|(key, _)| key).collect()
    }
}

/// Colours and marking.
#[derive(Debug, Clone, Deserialize, JsonSchema, Serialize)]
pub struct Look {
    /// Colour of headings, `#rrggbb`.
    #[schemars(with = "Colour")]
    pub accent: String,
    /// The security marking of every page.
    #[schemars(with = "Printed")]
    pub classification: String,
}

/// A word, singular and plural.
#[derive(Debug, Clone, Deserialize, JsonSchema, Serialize)]
pub struct Words {
    /// One.
    #[schemars(with = "Printed")]
    pub one: String,
    /// Many.
    #[schemars(with = "Printed")]
    pub many: String,
    /// Abbreviation, empty for none.
    #[schemars(with = "Abbreviation")]
    #[serde(default)]
    pub short: String,
}

/// A review in the cycle.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ReviewType {
    /// What the authority calls it.
    #[schemars(with = "Printed")]
    pub name: String,
    /// Every limit that applies; the earliest counts.
    #[schemars(extend("minItems" = 1))]
    pub due: Vec<Due>,
    /// The limit of the review after it.
    pub next: Next,
    /// Until when reviews go on in this way.
    #[schemars(with = "Option<Printed>")]
    pub until: Option<String>,
}

/// The limit of the review after this one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Next {
    /// How long after this one.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// Other limits in some cases: the first whose case holds counts instead.
    #[serde(default)]
    pub instead: Vec<Instead>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A limit instead of the usual one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Instead {
    /// In which case.
    #[schemars(with = "When")]
    pub when: Case,
    /// How long.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A limit that counts from an event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Due {
    /// How long.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// From what.
    #[schemars(with = "ReviewEvent")]
    pub of: String,
    /// In which case it applies; left out, always.
    #[schemars(with = "Option<When>")]
    pub when: Option<Case>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A limit by itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Within {
    /// How long.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// When a review may be done without a meeting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct WithoutMeeting {
    /// How long the match must have lasted.
    #[schemars(with = "Limited")]
    pub matched_for: Limit,
    /// What is done instead.
    #[schemars(with = "Option<Printed>")]
    pub note: Option<String>,
    /// How often a meeting is still held.
    #[schemars(with = "Option<Limited>")]
    pub meetings_every: Option<Limit>,
    /// How often the social worker visits, with the child's agreement.
    #[schemars(with = "Option<Limited>")]
    pub visits_every: Option<Limit>,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Something owed, by whom and by when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Step {
    /// As printed.
    #[schemars(with = "Printed")]
    #[serde(default)]
    pub title: String,
    /// How long.
    #[schemars(with = "Limited")]
    pub within: Limit,
    /// How early at most, for something to be done in a window: `not_before: -10wd` beside `within: -5wd`.
    #[schemars(with = "Option<Limited>")]
    pub not_before: Option<Limit>,
    /// From what: `review`, `looked_after_since`, `placement` (when the placement began), `notified` (when the service was told), `allocated`,
    /// or the key of another step, as `decisions`, `record`, `distributed`, `manager_answer` (from the manager's agreement).
    #[schemars(with = "Key")]
    pub of: String,
    /// Who owes it.
    #[schemars(with = "Printed")]
    pub by: String,
    /// Who it goes to, where a document is made of it: starred decisions.
    #[schemars(with = "Vec<Printed>")]
    #[serde(default)]
    pub to: Vec<String>,
    /// At which reviews: `all`, `first` or `later`.
    #[schemars(with = "Option<Which>")]
    pub reviews: Option<String>,
    /// In which case it is owed; left out, always.
    #[schemars(with = "Option<When>")]
    pub when: Option<Case>,
    /// Whether for starred decisions only.
    #[serde(default)]
    pub only_starred: bool,
    /// Whether no answer counts as agreement.
    #[serde(default)]
    pub silence_means_agreed: bool,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A paper, when it is needed and by when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct PaperRule {
    /// Its key, as records write it; one of your own if need be.
    #[schemars(with = "Key")]
    pub paper: String,
    /// What the authority calls it.
    #[schemars(with = "Option<Printed>")]
    pub title: Option<String>,
    /// When it is needed.
    #[schemars(with = "When")]
    pub when: Case,
    /// How old it may be on the day of the review.
    #[schemars(with = "Option<Limited>")]
    pub no_older_than: Option<Limit>,
    /// Limit before a first review.
    #[schemars(with = "Option<Limited>")]
    pub before_first: Option<Limit>,
    /// Limit before any other.
    #[schemars(with = "Option<Limited>")]
    pub before_later: Option<Limit>,
    /// Who sends it.
    #[schemars(with = "Printed")]
    pub by: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A matter and when it must be accounted for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct MatterRule {
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// As printed in a record written to the child, where that differs.
    #[schemars(with = "Option<Printed>")]
    pub to_child: Option<String>,
    /// When it must be accounted for.
    #[schemars(with = "When")]
    pub when: Case,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// Limits of a series of short breaks, in days.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct ShortBreakLimits {
    /// Longest single stay.
    #[schemars(with = "Days")]
    pub longest_stay_days: u32,
    /// Most in twelve months.
    #[schemars(with = "Days")]
    pub days_a_year: u32,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// A category of starred decisions.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Category {
    /// As printed.
    #[schemars(with = "Printed")]
    pub title: String,
    /// The clause.
    #[schemars(with = "Cited")]
    pub source: String,
}

/// An example of what follows from a pack.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Example {
    /// What it shows, in a line.
    #[schemars(with = "Printed")]
    pub what: String,
    /// The kind of record: review (where nothing is said), alert, progress-review, event or conference.
    #[schemars(with = "Option<Kind>")]
    pub kind: Option<String>,
    /// What the record says, written as in a record; the rest is filled in so that nothing else is amiss.
    #[schemars(with = "Given")]
    pub given: serde_json::Value,
    /// The day taken as today's; left out, a day long after.
    pub as_of: Option<NaiveDate>,
    /// When things are due: `review`, `next_review`, the key of a step; of an alert the key of a stage, or `whole`.
    #[schemars(with = "Own<NaiveDate>")]
    #[serde(default)]
    pub due: IndexMap<String, NaiveDate>,
    /// Codes of findings that it gives.
    #[schemars(with = "Vec<RuleCode>")]
    #[serde(default)]
    pub findings: Vec<String>,
    /// Codes of findings that it does not give.
    #[schemars(with = "Vec<RuleCode>")]
    #[serde(default)]
    pub without: Vec<String>,
}
