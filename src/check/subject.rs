//! What every kind of record has: children and people. Rules that hold for all kinds see this.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::texts;
use crate::matching::{self, Secret};
use crate::record::{Change, Child, ChildInBrief, Person, SomebodyElse};

/// A child that a record is about.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Reference.
    pub reference: &'a str,
    /// Full name.
    pub name: &'a str,
    /// The name in use, where it is another.
    pub known_as: Option<&'a str>,
    /// Other names they are known by.
    pub other_names: &'a [String],
    /// Date of birth.
    pub born: NaiveDate,
}

impl Named<'_> {
    /// Whether two children are taken for one family: they share a surname, or half of a double one.
    #[must_use]
    pub fn is_family_of(&self, other: &Named<'_>) -> bool {
        let surnames = |name: &str| {
            let last = name.split_whitespace().last().unwrap_or_default().to_owned();
            matching::keys(&last)
        };
        let own = surnames(self.name);
        self.reference == other.reference || surnames(other.name).iter().any(|part| own.contains(part))
    }
}

impl<'a> From<&'a Child> for Named<'a> {
    fn from(c: &'a Child) -> Self {
        Self { reference: &c.reference, name: &c.name, known_as: c.known_as.as_deref(), other_names: &c.other_names, born: c.date_of_birth }
    }
}

impl<'a> From<&'a ChildInBrief> for Named<'a> {
    fn from(c: &'a ChildInBrief) -> Self {
        Self { reference: &c.reference, name: &c.name, known_as: c.known_as.as_deref(), other_names: &c.other_names, born: c.date_of_birth }
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
    /// Whether there can be two of them about one child on one day.
    fn may_be_twice(&self) -> bool {
        false
    }
    /// Whether it has a search of its own for the children whose records it counts.
    fn counts_children(&self) -> bool {
        false
    }
    /// Whether it is about one child or several.
    fn is_about_children(&self) -> bool {
        true
    }
    /// The names that may stand in it: of those it is about and of those it lists.
    fn own(&self) -> Vec<Secret> {
        let mut own = Vec::new();
        for (_, child) in self.children() {
            own.extend(matching::names(child.name, child.known_as, child.other_names));
            own.extend(child.known_as.iter().map(|n| Secret::Name((*n).to_owned())));
            own.push(Secret::Phrase(child.reference.to_owned()));
        }
        for p in self.people().values() {
            own.extend(matching::names(&p.name, None, &p.other_names));
            own.extend(p.other_names.iter().map(|n| Secret::Name(n.clone())));
        }
        own
    }
    /// The school that may stand in it.
    fn own_school(&self) -> Option<Secret> {
        None
    }
    /// The addresses and numbers that may stand in it.
    fn own_places(&self) -> Vec<Secret> {
        self.people().values().flat_map(|p| texts::ways_to(p).into_iter().map(|(_, secret)| secret)).collect()
    }
    /// Names that its writer has said to be somebody else's.
    fn somebody_else(&self) -> &[SomebodyElse] {
        &[]
    }
    /// What leads to the child's home, where this record keeps it confidential, each with its name.
    fn confidential_details(&self) -> Vec<(&'static str, Secret)> {
        Vec::new()
    }
    /// Whether somebody lives where the child does.
    fn lives_there(&self, key: &str) -> bool {
        self.people().get(key).is_some_and(Person::is_carer)
    }
    /// Whether a place under `people` is that of somebody with whom the child lives or lived.
    fn is_home_of(&self, pointer: &str) -> bool {
        let key = pointer.split('/').nth(2).unwrap_or_default();
        self.people().get(key).is_some_and(|p| p.is_carer() || p.role == "placement_manager")
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
