//! The batch in brief: enough of every record to hold the others against it, and no more, so that memory stays flat.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::matching::{self, Finder, Secret};
use crate::read::{Node, Source, Value};
use crate::record::Record;
use crate::spelling::{self, Fields};

/// The keys of the outermost map that a brief is made of.
const KEYS: &[&str] =
    &["kind", "child", "children", "people", "review", "rag", "raised", "type", "to", "date", "change", "distribution", "decisions"];

/// One record in brief, taken from the tree before any checking: what cannot be read is left out. A record about several children
/// has one brief for each.
#[derive(Debug)]
pub struct Brief {
    /// The file.
    pub path: PathBuf,
    /// Its kind.
    pub kind: &'static str,
    /// The child's reference.
    pub reference: String,
    /// Full name.
    pub name: String,
    /// The name in use.
    pub known_as: String,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Its date: of the review, of the check, the day an alert was raised.
    pub held: NaiveDate,
    /// Of a review: its rating, whether progress was limited, and the action chosen.
    pub rating: Option<Rated>,
    /// What tells it from others of its kind and day: of an event its code, of an alert or conference its type, of a recognition
    /// whose it is.
    pub detail: String,
    /// Of a review: its place in the cycle and its number, as written.
    pub cycle: Option<(String, Option<u32>)>,
    /// Of a review: whether it was done without a meeting.
    pub without_meeting: bool,
    /// Other names they are known by.
    other_names: Vec<String>,
    /// Its decisions.
    pub decisions: Vec<BriefDecision>,
}

impl Brief {
    /// Every name that the record gives the child.
    fn names(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str(), self.known_as.as_str()]
            .into_iter()
            .chain(self.other_names.iter().map(String::as_str))
            .filter(|n| !n.is_empty())
    }
}

/// A review's rating in brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// `red`, `amber` or `green`.
    pub rating: String,
    /// Whether progress was limited.
    pub limited: bool,
    /// The action chosen.
    pub action: Option<String>,
}

/// A decision in brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefDecision {
    /// Its number.
    pub number: u32,
    /// What was decided.
    pub what: String,
    /// Whether it is starred.
    pub starred: bool,
}

/// What of a family is found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A child's name.
    Child,
    /// The name of a parent or carer.
    Adult,
    /// What leads to a confidential placement.
    Home,
    /// A child's reference.
    Reference,
    /// A child's school: it tells something only beside a name.
    School,
    /// The address, phone or e-mail of somebody of the family, or of a home that is not confidential.
    Contact,
}

impl Family {
    /// What a hit of [`Survey::families`] is.
    #[must_use]
    pub fn of(number: u32) -> Self {
        [Self::Child, Self::Adult, Self::Home, Self::Reference, Self::School].get(number as usize).copied().unwrap_or(Self::Contact)
    }
}

/// Roles of those who belong to one family, and not to many as workers do.
const FAMILY: &[&str] =
    &["parent", "step_parent", "grandparent", "sibling", "relative", "foster_carer", "kinship_carer", "prospective_adopter", "supporter"];

/// Words of a title that say of somebody whose role is another that they are of the family or home.
const KIN: &[&str] = &[
    "mother",
    "mothers",
    "mum",
    "mums",
    "father",
    "fathers",
    "dad",
    "dads",
    "partner",
    "husband",
    "wife",
    "boyfriend",
    "girlfriend",
    "aunt",
    "uncle",
    "cousin",
    "nan",
    "gran",
    "grandmother",
    "grandfather",
    "sister",
    "brother",
    "carer",
    "carers",
    "stepfather",
    "stepmother",
];

/// Roles of those who care for a child where the child lives.
const CARERS: &[&str] = &["foster_carer", "kinship_carer", "prospective_adopter"];

/// How a record of a kind is seen in brief.
#[derive(Debug)]
pub struct Look {
    /// As `kind:` writes it.
    pub key: &'static str,
    /// The day by which it stands in its child's history.
    pub dated: fn(&Node) -> Option<NaiveDate>,
}

/// A home that a record keeps confidential.
#[derive(Debug)]
pub struct Home {
    /// The child's reference.
    pub reference: String,
    /// The day of the record.
    pub held: NaiveDate,
}

/// A home of a child as one record has it.
#[derive(Debug)]
struct KnownHome {
    /// By what it is told from others.
    keys: Vec<String>,
    held: Option<NaiveDate>,
    /// What the record says of its being confidential.
    confidential: Option<bool>,
    /// What leads to it.
    ways: Vec<Secret>,
}

/// All records of a batch in brief.
#[derive(Debug)]
pub struct Survey {
    /// The folders in which records and reports that a report names may lie, besides its own.
    pub roots: Vec<PathBuf>,
    /// How a kind is seen, by what `kind:` says.
    look: fn(&str) -> Option<&'static Look>,
    briefs: Vec<Brief>,
    /// By reference in lower case, so that those that differ only in capitals meet; each child's in the order of their dates.
    by_reference: BTreeMap<String, Vec<usize>>,
    /// By full name and date of birth.
    by_person: BTreeMap<String, Vec<usize>>,
    /// The search for names, addresses and numbers of all families; none for a batch of records of one child.
    pub families: Option<Finder>,
    /// The same while it grows.
    growing: Finder,
    /// Whether a record is about no child: it may name none, not even the only one of the batch.
    of_no_child: bool,
    /// Names of the adults of each child's family, by reference in lower case: all of the child's records count.
    adults: BTreeMap<String, BTreeSet<String>>,
    /// Of them the parents, brothers and sisters.
    parents: BTreeMap<String, BTreeSet<String>>,
    /// Each child's homes, by reference in lower case.
    known_homes: BTreeMap<String, Vec<KnownHome>>,
    /// How each child's family is reached, by reference in lower case: it may stand in all of the child's records.
    contacts: BTreeMap<String, Vec<Secret>>,
    /// Who is not to know what: a reader's name with a carer's name or a home.
    kept_from: BTreeMap<String, BTreeSet<String>>,
    /// Names of those whom a record keeps confidential.
    kept_people: BTreeSet<String>,
    /// Adults of a family and carers by how they are reached, each with the child's reference and their name.
    reached: BTreeMap<String, Vec<(String, String)>>,
    /// Confidential homes, by postcode and by address in one form.
    homes: BTreeMap<String, Vec<Home>>,
}

impl Survey {
    /// A batch of which no record has been taken in yet.
    #[must_use]
    pub fn new(look: fn(&str) -> Option<&'static Look>) -> Self {
        Self {
            roots: Vec::new(),
            look,
            briefs: Vec::new(),
            by_reference: BTreeMap::new(),
            by_person: BTreeMap::new(),
            families: None,
            growing: Finder::for_a_batch(),
            of_no_child: false,
            adults: BTreeMap::new(),
            parents: BTreeMap::new(),
            known_homes: BTreeMap::new(),
            contacts: BTreeMap::new(),
            kept_from: BTreeMap::new(),
            kept_people: BTreeSet::new(),
            reached: BTreeMap::new(),
            homes: BTreeMap::new(),
        }
    }

    /// Takes a record in that was read whole.
    pub fn add(&mut self, source: &Source) {
        self.add_brief(&source.path, &source.root);
    }

    /// Takes a record in of which only [`brief`] was read.
    pub fn add_brief(&mut self, path: &Path, root: &Node) {
        self.look_for(root);
        for brief in briefs(self.look, path, root) {
            self.take(brief);
        }
    }

    /// Takes in the names and numbers that must stand in no other family's record.
    fn look_for(&mut self, root: &Node) {
        // A slip in its kind does not take a family out of the search.
        let kind = root.text_at("kind").unwrap_or_default();
        let Some(look) = (self.look)(kind).or_else(|| (self.look)("review").filter(|_| root.get("child").is_some())) else { return };
        for (family, secret) in secrets(root) {
            self.growing.take(&secret, family as u32);
        }
        self.of_no_child |= children(root).next().is_none();
        let held = (look.dated)(root);
        let adults: Vec<String> = family_of(root).filter_map(|p| p.text_at("name")).map(str::to_owned).collect();
        for (reader, what) in kept_from(root) {
            self.kept_from.entry(what).or_default().insert(reader);
        }
        let kept = people(root).map(|(_, p)| p).filter(|p| is_confidential(p) == Some(true));
        self.kept_people.extend(kept.filter_map(|p| p.text_at("name")).map(|name| matching::keys(name).concat()));
        for child in children(root) {
            let Some(reference) = child.text_at("reference") else { continue };
            let key = reference.to_lowercase();
            self.adults.entry(key.clone()).or_default().extend(adults.iter().cloned());
            // A paper about several children lists everybody's.
            if children(root).nth(1).is_none() {
                let is_parent = |p: &&Node| p.text_at("role").is_some_and(|role| matches!(role, "parent" | "sibling"));
                let parents = family_of(root).filter(is_parent).filter_map(|p| p.text_at("name")).map(str::to_owned);
                self.parents.entry(key.clone()).or_default().extend(parents);
            }
            for person in family_of(root) {
                let name = person.text_at("name").unwrap_or_default();
                for way in contacts(person) {
                    let known = self.contacts.entry(key.clone()).or_default();
                    if !known.contains(&way) {
                        known.push(way);
                    }
                }
                for way in reached_by(person) {
                    let known = self.reached.entry(way).or_default();
                    if !known.iter().any(|(reference, other)| *reference == key && other == name) {
                        known.push((key.clone(), name.to_owned()));
                    }
                }
            }
            let Some(placement) = child.get("placement") else { continue };
            let keys = home_keys(placement);
            let home = KnownHome { keys, held, confidential: is_confidential(placement), ways: ways_home(root, placement) };
            if home.confidential == Some(true) {
                for key in home.keys.iter().filter(|_| held.is_some()) {
                    let home = held.map(|held| Home { reference: reference.to_owned(), held });
                    self.homes.entry(key.clone()).or_default().extend(home);
                }
            }
            self.known_homes.entry(key).or_default().push(home);
        }
    }

    /// The records that keep a home confidential.
    #[must_use]
    pub fn confidential_homes(&self, placement: &crate::record::Placement) -> Vec<&Home> {
        Self::keys_of(placement).iter().filter_map(|key| self.homes.get(key)).flatten().collect()
    }

    /// By what a placement is told from others, for [`Self::keeps_from`].
    #[must_use]
    pub fn keys_of(placement: &crate::record::Placement) -> Vec<String> {
        home_keys_of(placement.address.clone(), placement.postcode.clone(), placement.phone.clone(), placement.name.clone())
    }

    /// Whether another record keeps a carer's name, or a home, from a reader.
    #[must_use]
    pub fn keeps_from(&self, reader: &str, what: &str) -> bool {
        // `Kim Ward` and `Kimberley Ward`, `Ms Kim A Ward`: one mother.
        let same = |other: &String| same_first(other, reader) && matching::keys(other).last() == matching::keys(reader).last();
        self.kept_from.get(&matching::keys(what).concat()).is_some_and(|readers| readers.iter().any(same))
    }

    /// Whether another record keeps confidential how somebody is reached.
    #[must_use]
    pub fn is_kept(&self, name: &str) -> bool {
        self.kept_people.contains(&matching::keys(name).concat())
    }

    /// Somebody of another child's family, of another name, who is reached in the same way.
    #[must_use]
    pub fn reached_likewise(&self, reference: &str, name: &str, way: &str) -> bool {
        let own = |other: &str| matching::keys(other).concat() == matching::keys(name).concat();
        let known = self.reached.get(&matching::keys(way).concat());
        let key = reference.to_lowercase();
        let mut others = known.into_iter().flatten().filter(|(of, _)| *of != key).peekable();
        // A brother or sister has the same mother: somebody of the same name lives there too.
        others.peek().is_some() && !known.into_iter().flatten().any(|(of, other)| *of != key && own(other))
    }

    /// The adults of a child's family, as any of the child's records lists them.
    pub fn adults_of(&self, reference: &str) -> impl Iterator<Item = &String> {
        self.adults.get(&reference.to_lowercase()).into_iter().flatten()
    }

    /// The parents, brothers and sisters that a child's own records list.
    pub fn parents_of(&self, reference: &str) -> impl Iterator<Item = &String> {
        self.parents.get(&reference.to_lowercase()).into_iter().flatten()
    }

    /// What leads to the homes of a child that are confidential, as any of the child's records has them: before the child lived there, and after,
    /// until a later record says that one need not be.
    pub fn ways_home(&self, reference: &str) -> impl Iterator<Item = &Secret> {
        let homes = self.known_homes.get(&reference.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let freed = |home: &KnownHome| {
            homes.iter().any(|later| {
                later.confidential == Some(false) && later.held >= home.held && later.keys.iter().any(|key| home.keys.contains(key))
            })
        };
        homes.iter().filter(move |home| home.confidential == Some(true) && !freed(home)).flat_map(|home| &home.ways)
    }

    /// How a child's family is reached, and their homes: what may stand in all of the child's records.
    pub fn contacts(&self, reference: &str) -> impl Iterator<Item = &Secret> {
        let key = reference.to_lowercase();
        let homes = self.known_homes.get(&key).into_iter().flatten().flat_map(|home| &home.ways);
        homes.chain(self.contacts.get(&key).into_iter().flatten())
    }

    fn take(&mut self, brief: Brief) {
        let key = brief.reference.to_lowercase();
        if let Some(born) = brief.born {
            self.by_person.entry(person(&brief.name, born)).or_default().push(self.briefs.len());
        }
        self.by_reference.entry(key).or_default().push(self.briefs.len());
        self.briefs.push(brief);
    }

    /// Ends the taking in: sorts each child's records and builds the search for names.
    pub fn finish(&mut self) {
        for list in self.by_reference.values_mut() {
            list.sort_by_key(|i| self.briefs.get(*i).map(|b| (b.held, b.path.clone())));
        }
        if self.by_reference.len().max(self.adults.len()) > 1 || self.of_no_child {
            self.families = Some(std::mem::take(&mut self.growing));
        }
    }

    /// Every record in brief.
    pub fn briefs(&self) -> impl Iterator<Item = &Brief> {
        self.briefs.iter()
    }

    /// The group of children to which each file about a child belongs: the first of their references, by file. Those on one form, and those on
    /// other forms with one of them, are a group.
    #[must_use]
    pub fn groups(&self) -> BTreeMap<PathBuf, String> {
        let mut leads: BTreeMap<String, String> = BTreeMap::new();
        fn first(leads: &BTreeMap<String, String>, of: &str) -> String {
            let mut at = of;
            while let Some(lead) = leads.get(at).filter(|lead| *lead != at) {
                at = lead;
            }
            at.to_owned()
        }
        let mut of_file: BTreeMap<&Path, String> = BTreeMap::new();
        for brief in &self.briefs {
            let own = first(&leads, &brief.reference.to_lowercase());
            let other = of_file.entry(&brief.path).or_insert_with(|| own.clone());
            let other = first(&leads, other);
            let (lead, follows) = if own < other { (own, other) } else { (other, own) };
            leads.insert(follows, lead.clone());
            leads.entry(lead.clone()).or_insert(lead);
        }
        of_file.into_iter().map(|(path, child)| (path.to_owned(), first(&leads, &child))).collect()
    }

    /// The child's records of one kind, in the order of their dates.
    #[must_use]
    pub fn of(&self, kind: &str, reference: &str) -> Vec<&Brief> {
        self.all(reference).filter(|b| b.kind == kind && b.reference == reference).collect()
    }

    fn all(&self, reference: &str) -> impl Iterator<Item = &Brief> + use<'_> {
        let list = self.by_reference.get(&reference.to_lowercase()).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|i| self.briefs.get(*i))
    }

    /// The child's challenges: alerts to good practice are none.
    #[must_use]
    pub fn challenges(&self, reference: &str) -> Vec<&Brief> {
        self.of("alert", reference).into_iter().filter(|a| a.detail != "good_practice").collect()
    }

    /// The child's review before a date, the nearest.
    #[must_use]
    pub fn previous(&self, record: &Record, held: NaiveDate) -> Option<&Brief> {
        // A first review has none, even of a child who was looked after before: the cycle starts again.
        if record.review.kind == "first" {
            return None;
        }
        self.of("review", &record.child.reference).into_iter().rfind(|b| b.held < held)
    }

    /// The child's ratings before a date, the newest first; a review without one ends the run.
    #[must_use]
    pub fn ratings_before(&self, reference: &str, held: NaiveDate) -> Vec<(&Brief, &Rated)> {
        let earlier = self.of("review", reference).into_iter().rev().filter(|b| b.held < held);
        earlier.map_while(|b| Some((b, b.rating.as_ref()?))).collect()
    }

    /// Another file with the same child's record of the same kind, day and detail as the one in a file.
    #[must_use]
    pub fn twin(&self, reference: &str, path: &Path) -> Option<&Brief> {
        let own = self.all(reference).find(|b| b.path == path && b.reference == reference)?;
        let same = |b: &Brief| (b.kind, b.held, &b.detail, &b.reference) == (own.kind, own.held, &own.detail, &own.reference);
        self.all(reference).find(|b| b.path != path && same(b))
    }

    /// How many records of the same kind, day and detail come before the one in a file.
    #[must_use]
    pub fn nth(&self, reference: &str, path: &Path) -> usize {
        let Some(own) = self.at(path, reference) else { return 0 };
        let same = |b: &&Brief| (b.kind, b.held, &b.detail, &b.reference) == (own.kind, own.held, &own.detail, &own.reference);
        self.all(reference).filter(same).filter(|b| b.path < own.path).count()
    }

    /// A child's record in a file, in brief.
    #[must_use]
    pub fn at(&self, path: &Path, reference: &str) -> Option<&Brief> {
        self.all(reference).find(|b| b.path == path && b.reference == reference)
    }

    /// A record under a reference that cannot be told apart from this one: in other capitals, or with a first name that is none of these.
    #[must_use]
    pub fn collides(&self, reference: &str, names: &[&str]) -> Option<&Brief> {
        self.all(reference).find(|b| b.reference != reference || !b.names().any(|other| names.iter().any(|own| same_first(own, other))))
    }

    /// Another record of the same child with another date of birth.
    #[must_use]
    pub fn born_otherwise(&self, reference: &str, name: &str, born: NaiveDate) -> Option<&Brief> {
        self.all(reference)
            .find(|b| b.reference == reference && b.names().any(|other| same_first(name, other)) && b.born.is_some_and(|d| d != born))
    }

    /// A record under another reference of a child of the same full name and date of birth.
    #[must_use]
    pub fn under_another_reference(&self, reference: &str, name: &str, born: NaiveDate) -> Option<&Brief> {
        let twins = self.by_person.get(&person(name, born)).into_iter().flatten().filter_map(|i| self.briefs.get(*i));
        twins.into_iter().find(|b| !b.reference.eq_ignore_ascii_case(reference))
    }
}

/// A full name and date of birth, for comparing.
fn person(name: &str, born: NaiveDate) -> String {
    format!("{} {born}", matching::keys(name).concat())
}

/// Whether two names begin with the same first name, or with one spelled almost like it.
fn same_first(a: &str, b: &str) -> bool {
    let titles = ["mr", "mrs", "ms", "miss", "mx", "dr"];
    let first = |name: &str| matching::keys(name).into_iter().find(|word| !titles.contains(&word.as_str())).unwrap_or_default();
    let (a, b) = (first(a), first(b));
    // `Jo` for `Joanna` is another name in use; `Jorden` is a slip.
    a.starts_with(&b) || b.starts_with(&a) || strsim::damerau_levenshtein(&a, &b) <= 1
}

/// What of a record's family must stand in no other family's record, and in nothing that is published.
#[must_use]
pub fn secrets(root: &Node) -> Vec<(Family, Secret)> {
    let mut out = Vec::new();
    for child in children(root) {
        out.extend(names(child).into_iter().map(|name| (Family::Child, name)));
        let reference = child.text_at("reference").filter(|r| r.len() >= 5);
        out.extend(reference.map(|r| (Family::Reference, Secret::Phrase(r.to_owned()))));
        out.extend(child.text_at("school").map(|school| (Family::School, Secret::School(school.to_owned()))));
        if let Some(placement) = child.get("placement") {
            let is_kept = is_confidential(placement) == Some(true);
            let ways = ways_home(root, placement);
            out.extend(
                ways.into_iter().filter_map(|way| if is_kept { Some((Family::Home, way)) } else { Some((Family::Contact, in_full(way)?)) }),
            );
        }
    }
    out.extend(family_of(root).flat_map(names).map(|name| (Family::Adult, name)));
    out.extend(family_of(root).flat_map(contacts).map(|way| (Family::Contact, way)));
    out
}

/// Somebody's name, and others they are known by.
fn names(node: &Node) -> Vec<Secret> {
    let other: Vec<String> =
        node.get("other_names").map(Node::items).into_iter().flatten().filter_map(Node::text).map(str::to_owned).collect();
    node.text_at("name").map(|name| matching::names(name, node.text_at("known_as"), &other)).unwrap_or_default()
}

/// The people of a record, with their keys.
fn people(root: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let people = match root.get("people").map(|n| &n.value) {
        Some(Value::Map(people)) => people.as_slice(),
        _ => &[],
    };
    people.iter().map(|(key, person)| (key.text.as_str(), person))
}

/// Those of them who belong to one family.
fn family_of(root: &Node) -> impl Iterator<Item = &Node> {
    people(root).map(|(_, person)| person).filter(|p| match p.text_at("role") {
        Some("other") => p.text_at("title").is_some_and(|title| matching::keys(title).iter().any(|w| KIN.contains(&w.as_str()))),
        Some(role) => FAMILY.contains(&role),
        None => false,
    })
}

/// How somebody of a family is reached, as far as it is theirs alone.
fn contacts(person: &Node) -> Vec<Secret> {
    ways_to(person).into_iter().filter_map(in_full).collect()
}

/// What leads to somebody only where all of it is told: a house by its number, a phone by all its digits.
fn in_full(way: Secret) -> Option<Secret> {
    Some(match way {
        Secret::Address(address) => Secret::House(address),
        Secret::Phone(phone) => Secret::Number(phone),
        Secret::Email(_) | Secret::Postcode(_) => way,
        _ => return None,
    })
}

/// The ways by which one person is told from others: a phone, an e-mail, a house.
fn reached_by(person: &Node) -> Vec<String> {
    let lines: Vec<&str> = person.get("address").map(Node::items).into_iter().flatten().filter_map(Node::text).collect();
    let mail = person.text_at("email").map(|m| matching::keys(m).concat());
    let house = (!lines.is_empty()).then(|| matching::keys(&lines.join(" ")).concat());
    [mail, house].into_iter().flatten().collect()
}

/// Who is not to know what, by a record's list: a reader's name with the name of a carer, or a home.
fn kept_from(root: &Node) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let fold = |text: &str| matching::keys(text).concat();
    let cares = |person: &Node| person.text_at("role").is_some_and(|role| CARERS.contains(&role));
    let carers: Vec<String> = people(root).filter(|(_, p)| cares(p)).filter_map(|(_, p)| p.text_at("name")).map(fold).collect();
    for entry in root.get("distribution").map(Node::items).into_iter().flatten() {
        let Some(to) = entry.text_at("to") else { continue };
        let Some(name) = people(root).find(|(key, _)| *key == to).and_then(|(_, p)| p.text_at("name")) else { continue };
        let withheld: Vec<&str> = entry.get("withhold").map(Node::items).into_iter().flatten().filter_map(Node::text).collect();
        if withheld.contains(&"carer_identity") {
            out.extend(carers.iter().map(|carer| (name.to_owned(), carer.clone())));
        }
        if withheld.contains(&"placement_address") {
            let homes = children(root).filter_map(|child| child.get("placement")).flat_map(home_keys);
            out.extend(homes.map(|home| (name.to_owned(), fold(&home))));
        }
    }
    out
}

/// What a record says of a placement's being confidential; what cannot be read counts as yes, or somebody's slip would tell an address.
fn is_confidential(placement: &Node) -> Option<bool> {
    let marked = placement.text_at("confidential")?;
    Some(!["false", "no", "n"].iter().any(|no| marked.trim().eq_ignore_ascii_case(no)))
}

/// What leads to a confidential home: its address, postcode, phone and name, and how its carers are reached.
fn ways_home(root: &Node, placement: &Node) -> Vec<Secret> {
    let of = |key: &str| placement.text_at(key).map(str::to_owned);
    let mut ways: Vec<Secret> = of("address").map(Secret::Address).into_iter().collect();
    ways.extend(of("postcode").map(Secret::Postcode));
    ways.extend(of("phone").map(Secret::Phone));
    // A name of one word is often a word of the language.
    ways.extend(of("name").filter(|n| n.trim().contains(' ')).map(Secret::Phrase));
    let with = placement.text_at("with");
    let cares = |key: &str, person: &Node| with == Some(key) || person.text_at("role").is_some_and(|role| CARERS.contains(&role));
    ways.extend(people(root).filter(|(key, person)| cares(key, person)).flat_map(|(_, person)| ways_to(person)));
    ways
}

/// How somebody is reached.
fn ways_to(person: &Node) -> Vec<Secret> {
    let of = |key: &str| person.text_at(key).map(str::to_owned);
    let lines: Vec<&str> = person.get("address").map(Node::items).into_iter().flatten().filter_map(Node::text).collect();
    let address = (!lines.is_empty()).then(|| Secret::Address(lines.join("\n")));
    [of("phone").map(Secret::Phone), of("email").map(Secret::Email), address].into_iter().flatten().collect()
}

/// By what a home is told from others.
fn home_keys(placement: &Node) -> Vec<String> {
    let of = |key: &str| placement.text_at(key).map(str::to_owned);
    home_keys_of(of("address"), of("postcode"), of("phone"), of("name"))
}

/// One form of an address: its lines that lead to it with the number of the house; its postcode, phone and name.
fn home_keys_of(address: Option<String>, postcode: Option<String>, phone: Option<String>, name: Option<String>) -> Vec<String> {
    let words = |text: &str| matching::keys(text);
    let address = address.as_deref();
    let number =
        address.and_then(|a| words(a).into_iter().find(|w| w.bytes().next().is_some_and(|b| b.is_ascii_digit()))).unwrap_or_default();
    let lines = address.map(matching::identifying).unwrap_or_default().into_iter().map(|line| format!("{number} {}", line.join(" ")));
    // A postcode is that of a few houses: of the same one they are taken for one home, whatever is said of flat or letter.
    let code = postcode.map(|code| words(&code).concat());
    let phone = phone.map(|phone| format!("phone {}", words(&phone).concat()));
    let name = name.filter(|name| name.contains(' ')).map(|name| format!("name {}", words(&name).concat()));
    lines.chain(code).chain(phone).chain(name).collect()
}

/// As much of a file as a survey needs; none where it cannot be read.
#[must_use]
pub fn brief(path: &Path, fields: Fields) -> Option<Node> {
    spelling::read_keys(path, KEYS, fields)
}

/// The children that a record is about.
fn children(root: &Node) -> impl Iterator<Item = &Node> {
    root.get("child").into_iter().chain(root.get("children").map(Node::items).into_iter().flatten())
}

fn briefs(look: fn(&str) -> Option<&'static Look>, path: &Path, root: &Node) -> Vec<Brief> {
    let Some(kind) = root.text_at("kind").and_then(look) else { return Vec::new() };
    let Some(held) = (kind.dated)(root) else { return Vec::new() };
    let rated = root.get("rag").and_then(|rag| {
        Some(Rated {
            rating: rag.text_at("rating")?.to_owned(),
            limited: rag.text_at("limited_progress").is_some_and(|t| matches!(t, "true" | "yes")),
            action: rag.text_at("action").map(str::to_owned),
        })
    });
    let cycle = root
        .get("review")
        .and_then(|review| Some((review.text_at("type")?.to_owned(), review.text_at("number").and_then(|n| n.parse().ok()))));
    let detail = root
        .get("change")
        .and_then(|c| c.text_at("code"))
        .or_else(|| root.text_at("type"))
        .or_else(|| root.text_at("to"))
        .unwrap_or_default();
    let decisions = decisions(root);
    children(root)
        .filter_map(|child| {
            let name = child.text_at("name")?.to_owned();
            let known_as = child.text_at("known_as").or_else(|| name.split_whitespace().next()).unwrap_or_default().to_owned();
            Some(Brief {
                path: path.to_owned(),
                kind: kind.key,
                reference: child.text_at("reference")?.to_owned(),
                known_as,
                born: date(child, "date_of_birth"),
                held,
                cycle: cycle.clone(),
                without_meeting: root.get("review").and_then(|r| r.text_at("how")) == Some("without_meeting"),
                other_names: child
                    .get("other_names")
                    .map(Node::items)
                    .into_iter()
                    .flatten()
                    .filter_map(Node::text)
                    .map(str::to_owned)
                    .collect(),
                name,
                rating: rated.clone(),
                detail: detail.to_owned(),
                decisions: decisions.clone(),
            })
        })
        .collect()
}

fn decisions(root: &Node) -> Vec<BriefDecision> {
    root.get("decisions")
        .map(Node::items)
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(i, d)| {
            let what = d.text_at("what")?.to_owned();
            Some(BriefDecision { number: u32::try_from(i + 1).ok()?, what, starred: d.text_at("starred").is_some() })
        })
        .collect()
}

fn date(node: &Node, key: &str) -> Option<NaiveDate> {
    node.text_at(key)?.parse().ok()
}
