//! Every free text of a record with its place and the part it belongs to: what privacy rules search, and what withholding hides.

use std::borrow::Cow;

use serde::Deserialize as _;
use serde_json::Value as Json;

use crate::matching::{bare, street};
use crate::record::describe::{Field, Holds};
use crate::record::{Recipient, Record, Withhold};

/// A free text.
#[derive(Debug)]
pub struct Text<'a> {
    /// JSON Pointer to it.
    pub pointer: String,
    /// The text, without the marks of Markdown and characters that do not show, so that neither can hide a name.
    pub text: Cow<'a, str>,
    /// The withholding that leaves it out, if there is one.
    pub part: Option<Withhold>,
    /// What else it is about, as marked in the record.
    pub about: Vec<Withhold>,
    /// The one person it is for: a message in a letter, an address on an envelope.
    pub only_for: Option<&'a str>,
    /// Whose words it is: they may read it though it is kept from others.
    pub by: Option<&'a str>,
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Text<'_> {
    /// Whether it is in what a recipient gets.
    #[must_use]
    pub fn goes_to(&self, recipient: &Recipient) -> bool {
        (self.part.is_none_or(|part| !recipient.withhold.contains(&part)) || self.by == Some(recipient.to.as_str()))
            && !self.about.iter().any(|part| recipient.withhold.contains(part))
            && self.only_for.is_none_or(|key| key == recipient.to)
    }
}

/// Every text of a value in which somebody could be named, in the order of the record.
#[must_use]
pub fn free<'a>(fields: &Field, value: &'a Json) -> Vec<Text<'a>> {
    let mut all = Vec::new();
    fields.walk(value, &mut |found| {
        if found.holds == Holds::Text {
            let about = found.about.iter().filter_map(|part| Withhold::deserialize(part).ok()).collect();
            all.push(Text {
                pointer: found.pointer.to_owned(),
                text: bare(found.text),
                part: found.part,
                about,
                only_for: found.only_for,
                by: found.by,
            });
        }
    });
    all
}

/// Every place of a value that refers to a person, with the key written there.
#[must_use]
pub fn references<'a>(fields: &Field, value: &'a Json) -> Vec<(String, &'a str)> {
    let mut all = Vec::new();
    fields.walk(value, &mut |found| {
        if found.holds == Holds::PersonKey {
            all.push((found.pointer.to_owned(), found.text));
        }
    });
    all
}

/// What must stand nowhere in a recipient's copy, each with its name.
#[must_use]
pub fn withheld_details(r: &Record, recipient: &Recipient) -> Vec<(&'static str, String)> {
    let placement = &r.child.placement;
    let mut details: Vec<(&'static str, String)> = Vec::new();
    let mut add = |what, detail: Option<&str>| {
        // Two letters can be a whole name: a carer called Jo or Sue is given away by it.
        if let Some(detail) = detail.map(str::trim).filter(|d| d.chars().count() > 1) {
            details.push((what, detail.to_owned()));
        }
    };
    if withholds_address(r, recipient) {
        add("the address", placement.address.as_deref().and_then(|a| a.split(',').next()));
        add("the street", placement.address.as_deref().and_then(street));
        add("the postcode", placement.postcode.as_deref());
        add("the placement's phone number", placement.phone.as_deref());
        add("the placement's name", placement.name.as_deref());
    }
    if recipient.withhold.contains(&Withhold::CarerIdentity) {
        for (_, person) in carers(r) {
            add("the carer's name", Some(&person.name));
            add("the carer's phone number", person.phone.as_deref());
            // A first name or surname alone gives the carer away too, unless somebody else in the record has it.
            for part in person.name.split_whitespace() {
                let shared = r.child.name.contains(part) || r.people.values().any(|p| !p.is_carer() && p.name.contains(part));
                if !shared {
                    add("the carer's name", Some(part));
                }
            }
        }
    }
    if recipient.withhold.contains(&Withhold::Education) {
        add("the school's name", r.child.school.as_deref());
    }
    details
}

/// Whether a copy leaves the placement's address out: asked for, or confidential and not expressly included.
#[must_use]
pub fn withholds_address(r: &Record, recipient: &Recipient) -> bool {
    let confidential = r.child.placement.confidential && !lives_there(r, &recipient.to);
    recipient.withhold.contains(&Withhold::PlacementAddress) || (confidential && !recipient.include.contains(&Withhold::PlacementAddress))
}

/// Whether somebody lives at the placement and so knows its address.
#[must_use]
pub fn lives_there(r: &Record, key: &str) -> bool {
    key == crate::record::CHILD || carers(r).any(|(k, _)| k == key)
}

/// Those who care for the child where the child lives.
pub fn carers(r: &Record) -> impl Iterator<Item = (&String, &crate::record::Person)> {
    r.people.iter().filter(|(key, p)| p.is_carer() || r.child.placement.with.as_ref() == Some(*key))
}
