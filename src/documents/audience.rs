//! Whom a copy is for, and what it therefore leaves out.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::check::texts;
use crate::matching::Secret;
use crate::record::{CHILD, Person, Recipient, Record, Withhold, shown_key};

/// What leads to an address though the address is left out: whoever sends the copy looks at it once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leads {
    /// The school's name.
    School,
    /// The carers' names.
    CarersNames,
    /// Who gives the short breaks.
    ShortBreaks,
    /// Where family time is.
    FamilyTime,
    /// Decisions marked as about health or education.
    MarkedDecisions,
}

impl Leads {
    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::School => "the school's name",
            Self::CarersNames => "the carers' names",
            Self::ShortBreaks => "who gives the short breaks",
            Self::FamilyTime => "where family time is",
            Self::MarkedDecisions => "decisions about health or education",
        }
    }
}

/// Whose copy a document is, by keys alone: what business support looks at before it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The key that the record gives its reader, or child; none for the file, and for forms that go to several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// The same as the record writes it, which may be a name: never written down.
    #[serde(skip)]
    pub key: Option<String>,
    /// How it goes to them, as the distribution list says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What it leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaves_out: Vec<Withhold>,
    /// What stands in it and leads to an address that it leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads_to_address: Vec<Leads>,
}

/// Whom a copy is for.
#[derive(Debug)]
pub struct Audience<'a> {
    record: &'a Record,
    /// Their key; none for the child's file.
    pub key: Option<&'a str>,
    recipient: Option<&'a Recipient>,
}

impl<'a> Audience<'a> {
    /// The child's file: nothing is left out.
    #[must_use]
    pub fn file(record: &'a Record) -> Self {
        Self { record, key: None, recipient: None }
    }

    /// A person, with what the distribution list says about them.
    #[must_use]
    pub fn person(record: &'a Record, key: &'a str) -> Self {
        let recipient = record.distribution.iter().flatten().find(|d| d.to == key);
        Self { record, key: Some(key), recipient }
    }

    /// What the reader is called in file names and the manifest.
    #[must_use]
    pub fn shown_key(&self) -> Option<String> {
        Some(shown_key(&self.record.people, self.key?))
    }

    /// Whether it is the child or one of the family.
    #[must_use]
    pub fn is_family(&self) -> bool {
        self.key == Some(CHILD) || self.who().is_some_and(Person::is_family)
    }

    /// Whether the distribution list says what they get.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.recipient.is_some()
    }

    /// How their copy goes to them otherwise than by post, in words for the place of an address.
    #[must_use]
    pub fn goes_by(&self) -> Option<&'static str> {
        Some(match self.recipient?.by.as_deref()? {
            "hand" => "By hand",
            "email" => "By email",
            "secure_email" => "By secure email",
            _ => return None,
        })
    }

    /// Somebody of whom the distribution list says nothing.
    #[must_use]
    pub fn nobody_on_the_list(record: &'a Record) -> Self {
        Self { record, key: Some(""), recipient: None }
    }

    /// The person; none for the file or the child.
    #[must_use]
    pub fn who(&self) -> Option<&'a Person> {
        self.record.people.get(self.key?)
    }

    /// Whether a part is left out.
    #[must_use]
    pub fn withholds(&self, part: Withhold) -> bool {
        match (self.key, self.recipient) {
            (Some(key), _) if part == Withhold::PlacementAddress => !texts::may_know_home(self.record, key),
            (Some(_), Some(recipient)) => recipient.withhold.contains(&part),
            _ => false,
        }
    }

    /// Whether the list asks for anything to be left out.
    #[must_use]
    pub fn withholds_anything(&self) -> bool {
        self.recipient.is_some_and(|recipient| !recipient.withhold.is_empty())
    }

    /// Whether something about these topics is left out.
    #[must_use]
    pub fn withholds_any(&self, about: &[Withhold]) -> bool {
        about.iter().any(|part| self.withholds(*part))
    }

    /// What must stand nowhere in the copy.
    #[must_use]
    pub fn absent(&self) -> Vec<Secret> {
        let Some(key) = self.key else { return Vec::new() };
        texts::withheld_from(self.record, key).into_iter().map(|(_, detail)| detail).collect()
    }

    /// Whose copy it is, what it leaves out, and what of all it shows leads to an address that it leaves out.
    #[must_use]
    pub fn copy(&self, view: &Json) -> Copied {
        Copied {
            reader: self.shown_key(),
            key: self.key.map(str::to_owned),
            by: self.recipient.and_then(|r| r.by.clone()),
            leaves_out: Withhold::ALL.iter().copied().filter(|part| self.withholds(*part)).collect(),
            leads_to_address: self.leads_to_address(view),
        }
    }

    /// What is shown and leads to the address that is left out.
    fn leads_to_address(&self, view: &Json) -> Vec<Leads> {
        let r = self.record;
        if !self.withholds(Withhold::PlacementAddress) {
            return Vec::new();
        }
        let shown = view.to_string();
        let holds = |text: &str| {
            let text = Json::from(text.trim()).to_string();
            shown.contains(text.trim_matches('"'))
        };
        let matter = |key: &str| r.matters.as_ref().and_then(|m| m.get(key)?.text.as_deref());
        let of_place = |d: &&crate::record::Decision| d.about.iter().any(|part| matches!(part, Withhold::Health | Withhold::Education));
        let leads = [
            (r.child.school.as_deref().is_some_and(holds), Leads::School),
            (texts::carers(r).any(|(_, carer)| holds(&carer.name)), Leads::CarersNames),
            (r.child.short_breaks.as_ref().and_then(|s| s.provider.as_deref()).is_some_and(holds), Leads::ShortBreaks),
            (matter("family_time").is_some_and(holds), Leads::FamilyTime),
            (r.decisions.iter().flatten().filter(of_place).any(|d| holds(&d.what)), Leads::MarkedDecisions),
        ];
        leads.into_iter().filter(|(there, _)| *there).map(|(_, what)| what).collect()
    }

    /// Whether the copy is in large print: asked for in the list, or needed by the person.
    #[must_use]
    pub fn large_print(&self) -> bool {
        self.recipient.and_then(|r| r.large_print).unwrap_or_else(|| match self.key {
            Some(CHILD) => {
                self.record.child.communication_needs.as_deref().is_some_and(|needs| needs.to_lowercase().contains("large print"))
            }
            _ => self.who().is_some_and(|p| p.large_print),
        })
    }

    /// The name behind a key, as this audience may see it.
    #[must_use]
    pub fn name(&self, key: &str) -> String {
        if key == CHILD {
            return self.record.child.short_name().to_owned();
        }
        let Some(person) = self.record.people.get(key) else { return key.to_owned() };
        let is_carer = texts::carers(self.record).any(|(k, _)| k == key);
        if is_carer && self.withholds(Withhold::CarerIdentity) {
            return "the carer".to_owned();
        }
        person.name.clone()
    }

    /// The name behind a key, as a sentence to this reader has it.
    #[must_use]
    pub fn name_or_you(&self, key: &str) -> String {
        if self.key == Some(key) { "you".to_owned() } else { self.name(key) }
    }

    /// A class that names nobody, for the manifest.
    #[must_use]
    pub fn class(&self) -> String {
        match self.key {
            None => "file".to_owned(),
            Some(CHILD) => CHILD.to_owned(),
            Some(key) => self.record.people.get(key).map_or_else(|| key.to_owned(), |p| p.role.clone()),
        }
    }
}
