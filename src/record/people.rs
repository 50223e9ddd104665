//! The people of a record, their part in the review, and what each is sent.

use serde::{Deserialize, Serialize};

/// Somebody named once and referred to by key.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Key in [`codes::ROLES`](super::codes::ROLES).
    pub role: String,
    /// Job title or relationship in the words to be printed.
    pub title: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// Team.
    pub team: Option<String>,
    /// Whether a social worker is qualified.
    pub qualified: Option<bool>,
    /// Whether they hold parental responsibility.
    #[serde(default)]
    pub parental_responsibility: bool,
    /// The language they read best.
    pub language: Option<String>,
    /// Whether they need large print.
    #[serde(default)]
    pub large_print: bool,
    /// Phone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Postal address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
}

impl Person {
    /// A parent, or somebody else with parental responsibility.
    #[must_use]
    pub fn is_parent(&self) -> bool {
        self.role == "parent" || self.parental_responsibility
    }

    /// Somebody who cares for the child where the child lives.
    #[must_use]
    pub fn is_carer(&self) -> bool {
        matches!(self.role.as_str(), "foster_carer" | "kinship_carer" | "prospective_adopter" | "residential_key_worker")
    }
}

/// How somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
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

/// Somebody's part in the review.
#[derive(Debug, Clone, Deserialize)]
pub struct Attendance {
    /// Their key.
    pub person: String,
    /// How.
    pub how: How,
    /// A note.
    pub note: Option<String>,
    /// Why they were excluded or not invited.
    pub reason: Option<String>,
    /// How an excluded person was heard.
    pub heard: Option<String>,
    /// Whom an interpreter, advocate or supporter was there for.
    #[serde(rename = "for")]
    pub on_behalf_of: Option<String>,
    /// The interpreter's language.
    pub language: Option<String>,
}

/// What a recipient gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Send {
    /// A copy of the record.
    #[default]
    Record,
    /// The letter.
    Letter,
    /// Both.
    Both,
}

/// What a copy leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Deserialize)]
pub struct Recipient {
    /// Their key.
    pub to: String,
    /// `post`, `email`, `secure_email`, `hand` or `portal`.
    pub by: Option<String>,
    /// What they get.
    #[serde(default)]
    pub send: Send,
    /// What their copy leaves out.
    #[serde(default)]
    pub withhold: Vec<Withhold>,
    /// What their copy holds although it is confidential.
    #[serde(default)]
    pub include: Vec<Withhold>,
    /// In large print.
    pub large_print: Option<bool>,
    /// A note for business support.
    pub note: Option<String>,
}
