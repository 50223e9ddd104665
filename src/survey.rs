//! The batch in brief: enough of every record to hold the others against it, and no more, so that memory stays flat.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::check::names::Names;
use crate::read::{self, Node, Source, Value};
use crate::record::Record;

/// One record in brief, taken from the tree before any checking: what cannot be read is left out.
#[derive(Debug)]
pub struct Brief {
    /// The file.
    pub path: PathBuf,
    /// The child's reference.
    pub reference: String,
    /// Full name.
    pub name: String,
    /// The name in use.
    pub known_as: String,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// The date of the review.
    pub held: NaiveDate,
    /// Its decisions: number and text; none while they have not been read.
    decisions: Option<Vec<(u32, String)>>,
}

/// All records of a batch in brief.
#[derive(Debug, Default)]
pub struct Survey {
    briefs: Vec<Brief>,
    /// By reference in lower case, so that those that differ only in capitals meet.
    by_reference: BTreeMap<String, Vec<usize>>,
    /// The search for names; none for a batch of one child.
    pub names: Option<Names>,
}

impl Survey {
    /// Takes a record in that was read whole.
    pub fn add(&mut self, source: &Source) {
        self.take(brief(&source.path, &source.root).map(|b| Brief { decisions: Some(decisions(&source.root)), ..b }));
    }

    /// Takes a record in of which only the beginning is read: its decisions are looked up if a later record asks for them.
    pub fn add_from(&mut self, path: &Path) {
        self.take(read::read_until(path, &["kind", "child", "review"]).and_then(|root| brief(path, &root)));
    }

    fn take(&mut self, brief: Option<Brief>) {
        if let Some(brief) = brief {
            let key = brief.reference.to_lowercase();
            self.by_reference.entry(key).or_default().push(self.briefs.len());
            self.briefs.push(brief);
        }
    }

    /// Ends the taking in: sorts each child's records and builds the search for names.
    pub fn finish(&mut self) {
        for list in self.by_reference.values_mut() {
            list.sort_by_key(|i| self.briefs.get(*i).map(|b| (b.held, b.path.clone())));
        }
        if self.by_reference.len() > 1 {
            let children = self.briefs.iter();
            self.names = Some(Names::new(children.map(|b| (b.reference.as_str(), b.name.as_str(), b.known_as.as_str()))));
        }
        // Only a later record of the same child asks for a record's decisions.
        for list in self.by_reference.values() {
            if let Some(brief) = list.last().and_then(|i| self.briefs.get_mut(*i)) {
                brief.decisions = None;
            }
        }
    }

    fn of(&self, reference: &str) -> impl Iterator<Item = &Brief> {
        self.by_reference.get(&reference.to_lowercase()).into_iter().flatten().filter_map(|i| self.briefs.get(*i))
    }

    /// The child's record before a date, the nearest.
    #[must_use]
    pub fn previous(&self, record: &Record, held: NaiveDate) -> Option<&Brief> {
        // A first review has none, even of a child who was looked after before: the cycle starts again.
        if record.review.kind == "first" {
            return None;
        }
        self.of(&record.child.reference).filter(|b| b.held < held && b.reference == record.child.reference).max_by_key(|b| b.held)
    }

    /// The decisions of a record: number and text.
    #[must_use]
    pub fn decisions(&self, brief: &Brief) -> Vec<(u32, String)> {
        match &brief.decisions {
            Some(decisions) => decisions.clone(),
            None => read::read(brief.path.clone(), &mut Vec::new()).map(|s| decisions(&s.root)).unwrap_or_default(),
        }
    }

    /// Another file with the same child's review of the same day.
    #[must_use]
    pub fn same_review(&self, reference: &str, held: NaiveDate, path: &Path) -> Option<&Path> {
        self.of(reference).find(|b| b.held == held && b.reference == reference && b.path != path).map(|b| b.path.as_path())
    }

    /// A child whose reference cannot be told apart from this one: other capitals, or another date of birth.
    #[must_use]
    pub fn collides(&self, reference: &str, born: NaiveDate) -> Option<(&str, &Path)> {
        self.of(reference)
            .find(|b| b.reference != reference || b.born.is_some_and(|d| d != born))
            .map(|b| (b.reference.as_str(), b.path.as_path()))
    }
}

fn brief(path: &Path, root: &Node) -> Option<Brief> {
    if root.text_at("kind") != Some("review") {
        return None;
    }
    let child = get(root, "child")?;
    let review = get(root, "review")?;
    let date = |node: &Node, key: &str| node.text_at(key)?.parse::<NaiveDate>().ok();
    let held = items(get(review, "meetings")).filter_map(|m| date(m, "date")).max().or_else(|| date(review, "date"))?;
    let name = child.text_at("name")?.to_owned();
    let known_as = child.text_at("known_as").or_else(|| name.split_whitespace().next()).unwrap_or_default().to_owned();
    Some(Brief {
        path: path.to_owned(),
        reference: child.text_at("reference")?.to_owned(),
        known_as,
        born: date(child, "date_of_birth"),
        held,
        name,
        decisions: None,
    })
}

fn decisions(root: &Node) -> Vec<(u32, String)> {
    items(get(root, "decisions"))
        .enumerate()
        .filter_map(|(i, d)| Some((u32::try_from(i + 1).ok()?, d.text_at("what")?.to_owned())))
        .collect()
}

fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|(k, _)| k.text == key).map(|(_, n)| n),
        _ => None,
    }
}

fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    match node.map(|n| &n.value) {
        Some(Value::Seq(items)) => items.iter(),
        _ => [].iter(),
    }
}
