//! What every kind of record has: children and people. Rules that hold for all kinds see this.

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::matching::Own;
use crate::record::{Change, Child, ChildInBrief, Person};

/// A child that a record is about.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Reference.
    pub reference: &'a str,
    /// Full name.
    pub name: &'a str,
    /// The name in use, where it is another.
    pub known_as: Option<&'a str>,
    /// Date of birth.
    pub born: NaiveDate,
}

impl<'a> From<&'a Child> for Named<'a> {
    fn from(c: &'a Child) -> Self {
        Self { reference: &c.reference, name: &c.name, known_as: c.known_as.as_deref(), born: c.date_of_birth }
    }
}

impl<'a> From<&'a ChildInBrief> for Named<'a> {
    fn from(c: &'a ChildInBrief) -> Self {
        Self { reference: &c.reference, name: &c.name, known_as: c.known_as.as_deref(), born: c.date_of_birth }
    }
}

/// A record of any kind.
pub trait Subject {
    /// The children it is about, each with where they are written.
    fn children(&self) -> Vec<(String, Named<'_>)>;
    /// Everyone, by key.
    fn people(&self) -> &IndexMap<String, Person>;
    /// Whether the child may stand where a person's key may.
    fn may_name_child(&self) -> bool {
        true
    }
    /// Whether somebody in `people` has to be the IRO.
    fn needs_iro(&self) -> bool {
        self.is_about_children()
    }
    /// Whether it is about one child or several.
    fn is_about_children(&self) -> bool {
        true
    }
    /// Those whose names may stand in it.
    fn own(&self) -> Own<'_> {
        Own {
            children: self.children().into_iter().map(|(_, c)| (c.reference, c.name, c.known_as)).collect(),
            people: self.people().values().map(|p| p.name.as_str()).collect(),
        }
    }
    /// Keys of those whose phone, e-mail and address lead to where the child lives.
    fn carers(&self) -> Vec<&str> {
        Vec::new()
    }
    /// Significant changes, with where each is written.
    fn changes(&self) -> Vec<(String, &Change)> {
        Vec::new()
    }
}
