//! What every kind of record has: children, people, keys that refer to people, and texts. Rules that hold for all kinds see this.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::texts::{self, Text};
use crate::record::{Alert, Change, Child, ChildInBrief, Conference, Event, Person, ProgressReview, Recognised, Record, Who, Withhold};

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
    /// Every place that refers to a person, with the key written there.
    fn references(&self) -> Vec<(String, &str)>;
    /// Every free text.
    fn texts(&self) -> Vec<Text<'_>>;
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
    /// Significant changes, with where each is written.
    fn changes(&self) -> Vec<(String, &Change)> {
        Vec::new()
    }
}

/// Collects references and texts; a pointer is made only where there is something.
struct Collect<T>(Vec<T>);

impl<'a> Collect<(String, &'a str)> {
    fn one(&mut self, pointer: impl FnOnce() -> String, key: Option<&'a String>) {
        if let Some(key) = key {
            self.0.push((pointer(), key));
        }
    }

    fn who(&mut self, pointer: &str, who: &'a Who) {
        match who {
            Who::Nobody => {}
            Who::One(key) => self.0.push((pointer.to_owned(), key)),
            Who::Many(keys) => self.all(pointer, keys),
        }
    }

    fn all(&mut self, pointer: &str, keys: &'a [String]) {
        self.0.extend(keys.iter().enumerate().map(|(i, key)| (format!("{pointer}/{i}"), key.as_str())));
    }
}

impl<'a> Collect<Text<'a>> {
    fn text(&mut self, pointer: impl FnOnce() -> String, text: Option<&'a String>) {
        if let Some(text) = text {
            self.0.push(texts::plain(pointer(), text));
        }
    }

    fn people(&mut self, people: &'a IndexMap<String, Person>) {
        for (key, p) in people {
            self.text(|| format!("/people/{key}/title"), p.title.as_ref());
            self.text(|| format!("/people/{key}/team"), p.team.as_ref());
            self.text(|| format!("/people/{key}/organisation"), p.organisation.as_ref());
        }
    }

    fn change(&mut self, at: &str, change: &'a Change) {
        self.text(|| format!("{at}/what"), Some(&change.what));
        self.text(|| format!("{at}/reason"), change.reason.as_ref());
    }
}

impl Subject for Record {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let mut to = Collect(Vec::new());
        to.all("/review/chaired_by", &self.review.chaired_by);
        for (i, meeting) in self.review.meetings.iter().enumerate() {
            to.all(&format!("/review/meetings/{i}/who"), &meeting.who);
        }
        to.one(|| "/child/placement/with".to_owned(), self.child.placement.with.as_ref());
        for (i, a) in self.attendance.iter().flatten().enumerate() {
            to.one(|| format!("/attendance/{i}/person"), Some(&a.person));
            to.one(|| format!("/attendance/{i}/for"), a.on_behalf_of.as_ref());
        }
        for (i, v) in self.views.iter().enumerate() {
            to.one(|| format!("/views/{i}/from"), Some(&v.from));
        }
        for (i, d) in self.decisions.iter().flatten().enumerate() {
            to.who(&format!("/decisions/{i}/who"), &d.who);
            for (j, dissent) in d.dissent.iter().enumerate() {
                to.one(|| format!("/decisions/{i}/dissent/{j}/who"), Some(&dissent.who));
            }
        }
        for (i, d) in self.disagreements.iter().enumerate() {
            to.one(|| format!("/disagreements/{i}/who"), Some(&d.who));
        }
        for (i, c) in self.concerns.iter().enumerate() {
            to.one(|| format!("/concerns/{i}/with"), c.with.as_ref());
        }
        let answer = self.rag.as_ref().and_then(|r| r.answer.as_ref());
        to.one(|| "/rag/answer/by".to_owned(), answer.and_then(|a| a.by.as_ref()));
        for key in self.messages.keys() {
            to.one(|| format!("/messages/{key}"), Some(key));
        }
        for (i, d) in self.distribution.iter().flatten().enumerate() {
            to.one(|| format!("/distribution/{i}/to"), Some(&d.to));
        }
        to.0
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(texts::free(self));
        let concerns = Some(Withhold::Concerns);
        let first = to.0.len();
        if let Some(rag) = &self.rag {
            for (key, text) in &rag.details {
                to.text(|| format!("/rag/details/{key}"), Some(text));
            }
            to.text(|| "/rag/excellent_practice_text".to_owned(), rag.excellent_practice_text.as_ref());
            to.text(|| "/rag/answer/text".to_owned(), rag.answer.as_ref().map(|a| &a.text));
            to.text(|| "/rag/reviewed/text".to_owned(), rag.reviewed.as_ref().and_then(|r| r.text.as_ref()));
        }
        // The notification goes to the worker and their managers only, as challenges do.
        for text in to.0.iter_mut().skip(first) {
            text.part = concerns;
        }
        to.text(|| "/visits/note".to_owned(), self.visits.as_ref().and_then(|v| v.note.as_ref()));
        for (i, change) in self.changes.iter().enumerate() {
            to.change(&format!("/changes/{i}"), change);
        }
        to.0
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        self.changes.iter().enumerate().map(|(i, c)| (format!("/changes/{i}"), c)).collect()
    }

    fn needs_iro(&self) -> bool {
        false // who chaired has a rule of its own
    }
}

impl Subject for Alert {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        self.all_children().map(|(at, c)| (at, Named::from(c))).collect()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let mut to = Collect(Vec::new());
        to.one(|| "/from".to_owned(), self.from.as_ref());
        to.who("/to", &self.to);
        for (i, r) in self.requests.iter().enumerate() {
            to.one(|| format!("/requests/{i}/who"), r.who.as_ref());
        }
        for (i, step) in self.informal.iter().enumerate() {
            to.all(&format!("/informal/{i}/with"), &step.with);
        }
        for (i, s) in self.stages.iter().enumerate() {
            to.who(&format!("/stages/{i}/to"), &s.to);
            to.all(&format!("/stages/{i}/copied_to"), &s.copied_to);
            to.one(|| format!("/stages/{i}/answer/by"), s.answer.as_ref().and_then(|a| a.by.as_ref()));
            if let Some(m) = &s.meeting {
                to.one(|| format!("/stages/{i}/meeting/chaired_by"), m.chaired_by.as_ref());
                to.all(&format!("/stages/{i}/meeting/present"), &m.present);
            }
        }
        if let Some(c) = &self.cafcass {
            to.all("/cafcass/consulted", &c.consulted);
        }
        to.one(|| "/letter/to".to_owned(), self.letter.as_ref().map(|l| &l.to));
        to.0
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(Vec::new());
        to.people(&self.people);
        for (i, text) in self.concerns.iter().enumerate() {
            to.text(|| format!("/concerns/{i}"), Some(text));
        }
        to.text(|| "/summary".to_owned(), self.summary.as_ref());
        to.text(|| "/impact".to_owned(), self.impact.as_ref());
        for (i, r) in self.requests.iter().enumerate() {
            to.text(|| format!("/requests/{i}/what"), Some(&r.what));
        }
        for (i, step) in self.informal.iter().enumerate() {
            to.text(|| format!("/informal/{i}/what"), Some(&step.what));
            to.text(|| format!("/informal/{i}/outcome"), step.outcome.as_ref());
        }
        for (i, s) in self.stages.iter().enumerate() {
            to.text(|| format!("/stages/{i}/answer/text"), s.answer.as_ref().map(|a| &a.text));
            to.text(|| format!("/stages/{i}/statement"), s.statement.as_ref());
            to.text(|| format!("/stages/{i}/note"), s.note.as_ref());
            to.text(|| format!("/stages/{i}/meeting/outcome"), s.meeting.as_ref().and_then(|m| m.outcome.as_ref()));
        }
        for (i, s) in self.skipped.iter().enumerate() {
            to.text(|| format!("/skipped/{i}/reason"), Some(&s.reason));
        }
        if let Some(c) = &self.cafcass {
            to.text(|| "/cafcass/reason".to_owned(), Some(&c.reason));
            to.text(|| "/cafcass/outcome".to_owned(), c.outcome.as_ref());
        }
        for (i, a) in self.legal_advice.iter().enumerate() {
            to.text(|| format!("/legal_advice/{i}/about"), Some(&a.about));
        }
        if let Some(r) = &self.resolution {
            to.text(|| "/resolution/text".to_owned(), r.text.as_ref());
            to.text(|| "/resolution/learning".to_owned(), r.learning.as_ref());
        }
        to.text(|| "/letter/text".to_owned(), self.letter.as_ref().map(|l| &l.text));
        to.0
    }

    fn may_name_child(&self) -> bool {
        false
    }
}

impl Subject for ProgressReview {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let mut to = Collect(Vec::new());
        for (i, talk) in self.talked_with.iter().enumerate() {
            to.one(|| format!("/talked_with/{i}/who"), Some(&talk.who));
        }
        for (i, c) in self.concerns.iter().enumerate() {
            to.one(|| format!("/concerns/{i}/with"), c.with.as_ref());
        }
        to.0
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(Vec::new());
        to.people(&self.people);
        to.text(|| "/late_reason".to_owned(), self.late_reason.as_ref());
        for (i, d) in self.decisions.iter().enumerate() {
            to.text(|| format!("/decisions/{i}/what"), Some(&d.what));
            to.text(|| format!("/decisions/{i}/evidence"), d.evidence.as_ref());
        }
        to.text(|| "/child_views".to_owned(), self.child_views.as_ref());
        to.text(|| "/plan".to_owned(), self.plan.as_ref());
        for (i, change) in self.changes.iter().enumerate() {
            to.change(&format!("/changes/{i}"), change);
        }
        for (i, c) in self.concerns.iter().enumerate() {
            to.text(|| format!("/concerns/{i}/what"), Some(&c.what));
            to.text(|| format!("/concerns/{i}/outcome"), c.outcome.as_ref());
        }
        to.text(|| "/iro_view".to_owned(), self.iro_view.as_ref());
        to.0
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        self.changes.iter().enumerate().map(|(i, c)| (format!("/changes/{i}"), c)).collect()
    }
}

impl Subject for Event {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(Vec::new());
        to.people(&self.people);
        to.change("/change", &self.change);
        to.0
    }

    fn changes(&self) -> Vec<(String, &Change)> {
        vec![("/change".to_owned(), &self.change)]
    }
}

impl Subject for Conference {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        self.all_children().map(|(at, c)| (at, Named::from(c))).collect()
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let mut to = Collect(Vec::new());
        to.one(|| "/chair".to_owned(), self.chair.as_ref());
        to.one(|| "/decided_by".to_owned(), self.decided_by.as_ref());
        for (i, invited) in self.invited.iter().enumerate() {
            to.one(|| format!("/invited/{i}/person"), Some(&invited.person));
        }
        to.0
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(Vec::new());
        to.people(&self.people);
        to.text(|| "/venue".to_owned(), self.venue.as_ref());
        to.text(|| "/reason".to_owned(), self.reason.as_ref());
        to.text(|| "/late_reason".to_owned(), self.late_reason.as_ref());
        to.text(|| "/outcome".to_owned(), self.outcome.as_ref());
        to.0
    }

    fn needs_iro(&self) -> bool {
        self.chair.is_none()
    }
}

impl Subject for Recognised {
    fn children(&self) -> Vec<(String, Named<'_>)> {
        vec![("/child".to_owned(), Named::from(&self.child))]
    }

    fn people(&self) -> &IndexMap<String, Person> {
        &self.people
    }

    fn references(&self) -> Vec<(String, &str)> {
        let mut to = Collect(Vec::new());
        to.one(|| "/from".to_owned(), self.from.as_ref());
        to.one(|| "/to".to_owned(), Some(&self.to));
        to.all("/copied_to", &self.copied_to);
        to.0
    }

    fn texts(&self) -> Vec<Text<'_>> {
        let mut to = Collect(Vec::new());
        to.people(&self.people);
        to.text(|| "/text".to_owned(), Some(&self.text));
        to.0
    }

    fn may_name_child(&self) -> bool {
        false
    }
}
