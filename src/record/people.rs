//! The people of a record, their part in the review, and what each is sent.

use super::field::{AskedTo, Email, Included, Line, Name, PersonKey, Phone, Role, SentBy, Text};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody named once and referred to by key.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Person {
    /// Full name.
    #[schemars(with = "Name<200>")]
    pub name: String,
    /// Former names, and other names by which they are known: not printed, but looked for in other families' records.
    #[schemars(with = "Vec<Name<200>>")]
    #[serde(default)]
    pub other_names: Vec<String>,
    /// Role.
    #[schemars(with = "Role")]
    pub role: String,
    /// Job title or relationship, in the words to be printed, as Maternal aunt.
    #[schemars(with = "Option<Text<100>>")]
    pub title: Option<String>,
    /// Organisation.
    #[schemars(with = "Option<Text<200>>")]
    pub organisation: Option<String>,
    /// Team.
    #[schemars(with = "Option<Text<200>>")]
    pub team: Option<String>,
    /// Whether a social worker is qualified.
    pub qualified: Option<bool>,
    /// Whether they hold parental responsibility.
    #[serde(default)]
    pub parental_responsibility: bool,
    /// Language they read best.
    #[schemars(with = "Option<Text<100>>")]
    pub language: Option<String>,
    /// Whether they need large print.
    #[serde(default)]
    pub large_print: bool,
    /// Phone.
    #[schemars(with = "Option<Phone>")]
    pub phone: Option<String>,
    /// E-mail address, as ann.cole@example.org, with one @.
    #[schemars(with = "Option<Email>")]
    pub email: Option<String>,
    /// Postal address, a line each.
    #[schemars(with = "Vec<Line<100>>", extend("minItems" = 1), extend("maxItems" = 7), extend("x-own" = true))]
    #[serde(default)]
    pub address: Vec<String>,
    /// Whether nobody else may learn how to reach them: their address, phone and e-mail are then looked for in everybody else's copy.
    #[schemars(extend("x-answers" = true))]
    #[serde(default)]
    pub confidential: bool,
}

impl Person {
    /// A parent, or somebody else with parental responsibility.
    #[must_use]
    pub fn is_parent(&self) -> bool {
        self.role == "parent" || self.parental_responsibility
    }

    /// A parent or another of the child's family.
    #[must_use]
    pub fn is_family(&self) -> bool {
        self.is_parent() || matches!(self.role.as_str(), "step_parent" | "grandparent" | "relative")
    }

    /// Somebody of the service that places the child, who knows where that is.
    #[must_use]
    pub fn knows_home(&self) -> bool {
        matches!(self.role.as_str(), "social_worker" | "team_manager" | "service_manager" | "head_of_service" | "supervising_social_worker")
    }

    /// Somebody who cares for the child where the child lives.
    #[must_use]
    pub fn is_carer(&self) -> bool {
        let by_title = || self.role == "other" && self.title.as_deref().is_some_and(|title| title.to_lowercase().contains("carer"));
        matches!(
            self.role.as_str(),
            "foster_carer" | "kinship_carer" | "prospective_adopter" | "residential_key_worker" | "placement_manager"
        ) || by_title()
    }
}

/// Words of which keys are made that name nobody, besides those of the roles.
const WORDS: &[&str] = &[
    "",
    "one",
    "two",
    "three",
    "first",
    "second",
    "third",
    "old",
    "new",
    "former",
    "other",
    "a",
    "b",
    "c",
    "d",
    "the",
    "and",
    "in",
    "for",
    "iro",
    "sw",
    "ssw",
    "tm",
    "adm",
    "pa",
    "gp",
    "hv",
    "senco",
    "pep",
    "lac",
    "cla",
    "send",
    "yot",
    "yos",
    "camhs",
    "la",
    "isw",
    "mum",
    "mam",
    "mother",
    "dad",
    "father",
    "parent",
    "parents",
    "nan",
    "nana",
    "gran",
    "granny",
    "grandma",
    "grandmother",
    "grandad",
    "granddad",
    "grandpa",
    "grandfather",
    "grandparents",
    "aunt",
    "auntie",
    "uncle",
    "cousin",
    "brother",
    "sister",
    "siblings",
    "twin",
    "half",
    "step",
    "stepmother",
    "stepfather",
    "stepmum",
    "stepdad",
    "stepparent",
    "stepbrother",
    "stepsister",
    "godmother",
    "godfather",
    "partner",
    "husband",
    "wife",
    "friend",
    "maternal",
    "paternal",
    "birth",
    "family",
    "child",
    "young",
    "person",
    "baby",
    "son",
    "daughter",
    "neighbour",
    "carer",
    "carers",
    "adopter",
    "adopters",
    "guardian",
    "home",
    "house",
    "keyworker",
    "provider",
    "placement",
    "respite",
    "supervisor",
    "supervising",
    "deputy",
    "head",
    "director",
    "chief",
    "executive",
    "assistant",
    "service",
    "services",
    "team",
    "area",
    "duty",
    "practice",
    "principal",
    "lead",
    "officer",
    "manager",
    "managers",
    "worker",
    "workers",
    "safeguarding",
    "quality",
    "assurance",
    "review",
    "reviewing",
    "integrated",
    "independent",
    "conference",
    "chair",
    "school",
    "college",
    "nursery",
    "tutor",
    "mentor",
    "pastoral",
    "education",
    "health",
    "hospital",
    "clinic",
    "paediatrician",
    "psychologist",
    "psychiatrist",
    "dentist",
    "midwife",
    "police",
    "legal",
    "lawyer",
    "court",
    "probation",
    "housing",
    "leaving",
    "care",
    "support",
    "outreach",
    "drugs",
    "business",
    "admin",
    "administrator",
    "minute",
    "minutes",
    "taker",
    "clerk",
    "student",
    "trainee",
    "volunteer",
    "staff",
    "night",
    "day",
    "church",
    "adviser",
    "advisor",
    "assessor",
    "coordinator",
    "consultant",
    "secretary",
    "observer",
    "visitor",
    "contact",
    "centre",
    "reader",
    "recipient",
    "boss",
    "rm",
    "of",
    "on",
    "to",
    "decision",
    "maker",
];

/// What somebody is called in file names and the manifest: their key, where it says what they are; else their role, for it may be a name.
#[must_use]
pub fn shown_key(people: &IndexMap<String, Person>, key: &str) -> String {
    let Some(person) = people.get(key) else { return key.to_owned() };
    // Only words that say what somebody is: any other may be part of a name, however it is shortened.
    let is_job = |part: &str| {
        part.parse::<u32>().is_ok()
            || WORDS.contains(&part)
            || super::codes::ROLES.iter().any(|role| role.key.split('_').any(|word| word == part))
    };
    if key.split('_').all(|part| is_job(part.trim_end_matches(|c: char| c.is_ascii_digit()))) {
        return key.to_owned();
    }
    let before = people.iter().take_while(|(other, _)| *other != key).filter(|(_, p)| p.role == person.role).count();
    let taken = people.contains_key(&person.role);
    if before == 0 && !taken { person.role.clone() } else { format!("{}_{}", person.role, before + 1 + usize::from(taken)) }
}

/// How somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Was there.
    Attended,
    /// Was there for part of it.
    AttendedPart,
    /// By phone or video.
    AttendedRemotely,
    /// Was asked beforehand instead.
    Consulted,
    /// Sent apologies.
    Apologies,
    /// Was invited and did not come.
    Absent,
    /// Was not invited.
    NotInvited,
    /// Was kept out, with a reason.
    Excluded,
}

impl How {
    /// Whether they were there, wholly, partly or remotely.
    #[must_use]
    pub fn is_present(self) -> bool {
        matches!(self, Self::Attended | Self::AttendedPart | Self::AttendedRemotely)
    }

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Attended => "Attended",
            Self::AttendedPart => "Attended for part",
            Self::AttendedRemotely => "Attended by phone or video",
            Self::Consulted => "Consulted instead",
            Self::Apologies => "Sent apologies",
            Self::Absent => "Invited, did not attend",
            Self::NotInvited => "Not invited",
            Self::Excluded => "Excluded",
        }
    }
}

/// Somebody who is asked to the review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Invitee {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub person: String,
    /// To come, or only to say beforehand what they think. Left out, to come.
    #[schemars(with = "Option<AskedTo>")]
    pub asked_to: Option<String>,
    /// Whether a consultation paper goes with the invitation. Left out, everybody has one but those who write reports for the review.
    pub paper: Option<bool>,
}

impl Invitee {
    /// Whether they are asked to come.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        self.asked_to.as_deref() != Some("write")
    }
}

/// Somebody's part in the review.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Attendance {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub person: String,
    /// How they took part.
    pub how: How,
    /// A note.
    #[schemars(with = "Option<Text<1000>>", extend("x-by" = "person"))]
    pub note: Option<String>,
    /// Why they were excluded or not invited.
    #[schemars(with = "Option<Text<1000>>")]
    pub reason: Option<String>,
    /// How an excluded person was heard instead.
    #[schemars(with = "Option<Text<1000>>", extend("x-part" = "others_views"))]
    pub heard: Option<String>,
    /// Whom an interpreter, advocate or supporter was there for.
    #[schemars(with = "Option<PersonKey>")]
    #[serde(rename = "for")]
    pub on_behalf_of: Option<String>,
    /// The interpreter's language.
    #[schemars(with = "Option<Text<100>>")]
    pub language: Option<String>,
}

/// What a recipient gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Send {
    /// A copy of the record.
    #[default]
    Record,
    /// The letter.
    Letter,
    /// Both.
    Both,
    /// Nothing, with a reason.
    None,
}

/// What a copy leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Withhold {
    /// Address, postcode, phone and name of the place where the child lives.
    PlacementAddress,
    /// The carers' names.
    CarerIdentity,
    /// Others' views.
    OthersViews,
    /// The child's wishes and feelings and own words.
    ChildViews,
    /// The matter of health, and disability.
    Health,
    /// The matter of education, and the school's name.
    Education,
    /// The matter of identity, with religion and ethnicity.
    Identity,
    /// The matter of family time.
    FamilyTime,
    /// That the child is unaccompanied or may have been trafficked, and the matter of it.
    Unaccompanied,
    /// The IRO's view.
    IroView,
    /// Challenges.
    Concerns,
}

impl Withhold {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::PlacementAddress,
        Self::CarerIdentity,
        Self::OthersViews,
        Self::ChildViews,
        Self::Health,
        Self::Education,
        Self::Identity,
        Self::FamilyTime,
        Self::Unaccompanied,
        Self::IroView,
        Self::Concerns,
    ];

    /// The withholding that covers a matter.
    #[must_use]
    pub fn of_matter(key: &str) -> Option<Self> {
        Some(match key {
            "health" => Self::Health,
            "education" => Self::Education,
            "identity" => Self::Identity,
            "family_time" => Self::FamilyTime,
            "unaccompanied_or_trafficked" => Self::Unaccompanied,
            "wishes_and_feelings" => Self::ChildViews,
            _ => return None,
        })
    }

    /// What is left out, for business support.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PlacementAddress => "placement address",
            Self::CarerIdentity => "carer's name",
            Self::OthersViews => "other people's views",
            Self::ChildViews => "child's wishes and feelings",
            Self::Health => "health",
            Self::Education => "education",
            Self::Identity => "identity",
            Self::FamilyTime => "family time",
            Self::Unaccompanied => "unaccompanied or trafficked",
            Self::IroView => "reviewing officer's view",
            Self::Concerns => "challenges",
        }
    }
}

/// Somebody on the distribution list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Key in `people`, or child.
    #[schemars(with = "PersonKey")]
    pub to: String,
    /// How it is sent.
    #[schemars(with = "Option<SentBy>")]
    pub by: Option<String>,
    /// What they get (record unless said).
    #[serde(default)]
    pub send: Send,
    /// What their copy leaves out.
    #[schemars(extend("x-answers" = true))]
    #[serde(default)]
    pub withhold: Vec<Withhold>,
    /// What their copy holds although it is confidential.
    #[schemars(with = "Vec<Included>")]
    #[serde(default)]
    pub include: Vec<Withhold>,
    /// Whether it is in large print.
    pub large_print: Option<bool>,
    /// A note for business support.
    #[schemars(with = "Option<Text<500>>")]
    pub note: Option<String>,
    /// Why they get nothing, where `send` is none.
    #[schemars(with = "Option<Text<500>>")]
    pub reason: Option<String>,
}
