//! Every free text of a record with its place and the part it belongs to: what privacy rules search, and what withholding hides.

use serde::Deserialize as _;
use serde_json::Value as Json;

use crate::matching::{self, Finder, Secret, Word, fold, keys};
use crate::record::describe::{Field, Holds};
use crate::record::{CHILD, Person, Recipient, Record, Withhold};

/// A free text.
#[derive(Debug)]
pub struct Text<'a> {
    /// JSON Pointer to it.
    pub pointer: String,
    /// The text.
    pub text: &'a str,
    /// What leaves it out, where it is withheld.
    pub parts: Vec<Withhold>,
    /// What else it is about, as marked in the record.
    pub about: Vec<Withhold>,
    /// The one person it is for: a message in a letter, an address on an envelope.
    pub only_for: Option<&'a str>,
    /// Whose words it is: they may read it though it is kept from others.
    pub by: Option<&'a str>,
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl Text<'_> {
    /// Whether it is in what a recipient gets.
    #[must_use]
    pub fn goes_to(&self, recipient: &Recipient) -> bool {
        (!self.parts.iter().any(|part| recipient.withhold.contains(part)) || self.by == Some(recipient.to.as_str()))
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
            // A view is the child's or another's by whose it is.
            let is_note = found.pointer.starts_with("/attendance/") && found.pointer.ends_with("/note");
            let childs = found.by == Some(CHILD) && (found.parts == [Withhold::OthersViews] || is_note);
            let parts = if childs { vec![Withhold::ChildViews] } else { found.parts.to_vec() };
            all.push(Text { pointer: found.pointer.to_owned(), text: found.text, parts, about, only_for: found.only_for, by: found.by });
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

/// Whether somebody may know where the child lives. Of who gets a letter without being on the list: where that is confidential they may not.
#[must_use]
pub fn may_know_home(r: &Record, key: &str) -> bool {
    match r.distribution.iter().flatten().find(|d| d.to == key) {
        Some(recipient) => !withholds_address(r, recipient),
        None => !r.child.placement.confidential || lives_there(r, key),
    }
}

/// What must stand nowhere in somebody's copy, whether or not they are on the list.
#[must_use]
pub fn withheld_from(r: &Record, key: &str) -> Vec<(&'static str, Secret)> {
    let anonymous = || Recipient {
        to: key.to_owned(),
        by: None,
        send: crate::record::Send::Record,
        withhold: Vec::new(),
        include: Vec::new(),
        large_print: None,
        note: None,
        reason: None,
    };
    match r.distribution.iter().flatten().find(|d| d.to == key) {
        Some(recipient) => withheld_details(r, recipient),
        None => withheld_details(r, &anonymous()),
    }
}

/// Where a review is held that is planned, as far as somebody may know. Often it is where the child lives.
#[must_use]
pub fn venue_for<'a>(r: &Record, key: &str, venue: &'a str) -> Option<&'a str> {
    let is_home = || keys(venue).iter().any(|word| HOME.contains(&word.as_str()));
    let is_told = r.people.get(key).is_some_and(Person::knows_home);
    let leads_there = || {
        let withheld: Vec<Secret> = withheld_from(r, key).into_iter().map(|(_, secret)| secret).collect();
        !Finder::new(&withheld).find(venue).is_empty()
    };
    (may_know_home(r, key) || (is_told || !is_home()) && !leads_there()).then_some(venue)
}

/// Words for the place where a child lives.
const HOME: &[&str] = &["home", "homes", "placement", "carer", "carers", "lives", "living"];

/// What must stand nowhere in a recipient's copy, each with its name.
#[must_use]
pub fn withheld_details(r: &Record, recipient: &Recipient) -> Vec<(&'static str, Secret)> {
    let mut details = Vec::new();
    if withholds_address(r, recipient) {
        details.extend(placement_details(r));
    }
    if recipient.withhold.contains(&Withhold::CarerIdentity) {
        for (own, carer) in carers(r) {
            details.extend(carer_names(r, own, carer).into_iter().map(|secret| ("the carer's name", secret)));
            details.extend(ways_to(carer));
        }
    }
    if recipient.withhold.contains(&Withhold::Education) {
        details.extend(r.child.school.iter().map(|school| ("the school's name", Secret::School(school.clone()))));
    }
    // What somebody keeps to themselves; the professionals who reach them know it.
    let reader = r.people.get(&recipient.to);
    if recipient.to == CHILD || reader.is_some_and(|p| p.is_family() || p.is_carer()) {
        let kept = r.people.iter().filter(|(key, p)| p.confidential && **key != recipient.to);
        for (_, person) in kept.filter(|(_, p)| reader.is_none_or(|r| r.address.is_empty() || r.address != p.address)) {
            details.extend(person.phone.iter().map(|n| ("a phone number that is kept confidential", Secret::Phone(n.clone()))));
            details.extend(person.email.iter().map(|m| ("an e-mail address that is kept confidential", Secret::Email(m.clone()))));
            let address = (!person.address.is_empty()).then(|| Secret::Address(person.address.join("\n")));
            details.extend(address.map(|a| ("an address that is kept confidential", a)));
        }
    }
    details
}

/// Everything by which a carer may be called.
fn carer_names(r: &Record, own: &str, carer: &Person) -> Vec<Secret> {
    let mut out: Vec<Secret> = matching::names(&carer.name, None, &carer.other_names);
    // A first name or surname alone gives the carer away too, unless the child or the child's family has it.
    let family = r.people.iter().filter(|(key, p)| *key != own && p.is_family() && !p.is_carer()).map(|(_, p)| p.name.as_str());
    let family: Vec<Word> = family.chain([r.child.name.as_str()]).flat_map(fold).collect();
    let nicknames = carer.other_names.iter().filter(|name| !name.contains(' ')).flat_map(|name| fold(name));
    let parts = fold(&carer.name).into_iter().chain(nicknames).enumerate().filter(|(_, w)| w.key.chars().count() > 1);
    for (at, part) in parts.filter(|(_, part)| !family.iter().any(|w| w.key == part.key)) {
        // A surname that is a word of the forms (Foster, Street) is one behind a title or a carer's other names, and of a family.
        if at > 0 && matching::is_ordinary(&part.key) {
            out.extend(matching::called(&part.key).into_iter().map(Secret::Phrase));
        } else if at == 0 {
            // A nurse of another surname who has the first name is somebody else.
            out.push(Secret::Given(part.key.into()));
        } else {
            out.push(Secret::Word(part.key.into()));
        }
    }
    out
}

/// What leads to the placement.
#[must_use]
pub fn placement_details(r: &Record) -> Vec<(&'static str, Secret)> {
    let p = &r.child.placement;
    let address = p.address.iter().map(|a| ("the address", Secret::Address(a.clone())));
    let code = p.postcode.iter().map(|c| ("the postcode", Secret::Postcode(c.clone())));
    let phone = p.phone.iter().map(|n| ("the phone number", Secret::Phone(n.clone())));
    let name = p.name.iter().map(|n| ("the name", Secret::Phrase(n.clone())));
    address.chain(code).chain(phone).chain(name).collect()
}

/// How a carer is reached: their phone, e-mail and address.
#[must_use]
pub fn ways_to(carer: &Person) -> Vec<(&'static str, Secret)> {
    let phone = carer.phone.iter().map(|n| ("the carer's phone number", Secret::Phone(n.clone())));
    let mail = carer.email.iter().map(|m| ("the carer's e-mail", Secret::Email(m.clone())));
    let address = (!carer.address.is_empty()).then(|| ("the carer's address", Secret::Address(carer.address.join("\n"))));
    phone.chain(mail).chain(address).collect()
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
    if key == crate::record::CHILD || r.child.placement.with.as_deref() == Some(key) {
        return true;
    }
    let Some(person) = r.people.get(key).filter(|p| p.is_carer()) else { return false };
    // Where the record says who cares for the child, another carer lives there who shares the name; a former one does not.
    let with = r.child.placement.with.as_ref().and_then(|with| r.people.get(with));
    with.is_none_or(|with| with.role == person.role && fold(&with.name).last().map(|w| &w.key) == fold(&person.name).last().map(|w| &w.key))
}

/// Whether somebody other than a parent lives where the child is placed, by the postcode: a relative with whom the child lives, of whom the
/// record does not say so.
fn is_at_home(r: &Record, person: &Person) -> bool {
    let Some(code) = r.child.placement.postcode.as_deref().filter(|_| r.child.placement.with.is_none() && person.is_family()) else {
        return false;
    };
    let code = keys(code).concat();
    !person.is_parent() && person.address.iter().any(|line| keys(line).concat().ends_with(&code))
}

/// Those who care for the child where the child lives.
pub fn carers(r: &Record) -> impl Iterator<Item = (&String, &Person)> {
    r.people.iter().filter(|(key, p)| p.is_carer() || r.child.placement.with.as_ref() == Some(*key) || is_at_home(r, p))
}
