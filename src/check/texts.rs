//! Every free text of a record with its place and the part it belongs to: what privacy rules search, and what withholding hides.

use std::borrow::Cow;

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
    pub about: &'a [Withhold],
    /// The one person it is for, where it is a message in a letter.
    pub only_for: Option<&'a str>,
}

impl Text<'_> {
    /// Whether it is in what a recipient gets.
    #[must_use]
    pub fn goes_to(&self, recipient: &Recipient) -> bool {
        self.part.is_none_or(|part| !recipient.withhold.contains(&part))
            && !self.about.iter().any(|part| recipient.withhold.contains(part))
            && self.only_for.is_none_or(|key| key == recipient.to)
    }
}

/// The withholding that covers a matter.
#[must_use]
pub fn part_of_matter(key: &str) -> Option<Withhold> {
    Some(match key {
        "health" => Withhold::Health,
        "education" => Withhold::Education,
        "identity" => Withhold::Identity,
        "family_time" => Withhold::FamilyTime,
        "unaccompanied_or_trafficked" => Withhold::Unaccompanied,
        "wishes_and_feelings" => Withhold::ChildViews,
        _ => return None,
    })
}

/// All free texts, in the order of the record.
#[must_use]
pub fn free<'a>(r: &'a Record) -> Vec<Text<'a>> {
    let mut all = Vec::new();
    let mut add = |pointer: String, text: Option<&'a String>, part: Option<Withhold>| {
        if let Some(text) = text {
            all.push(Text { pointer, text: bare(text), part, about: &[], only_for: None });
        }
    };
    let child = &r.child;
    add("/child/communication_needs".into(), child.communication_needs.as_ref(), None);
    add("/child/disability".into(), child.disability.as_ref(), Some(Withhold::Health));
    add("/child/legal_status/note".into(), child.legal_status.note.as_ref(), Some(Withhold::Unaccompanied));
    add("/child/school".into(), child.school.as_ref(), Some(Withhold::Education));
    add("/child/religion".into(), child.religion.as_ref(), Some(Withhold::Identity));
    add("/child/nationality".into(), child.nationality.as_ref(), Some(Withhold::Unaccompanied));
    for (key, p) in &r.people {
        add(format!("/people/{key}/title"), p.title.as_ref(), None);
        add(format!("/people/{key}/team"), p.team.as_ref(), None);
        add(format!("/people/{key}/organisation"), p.organisation.as_ref(), None);
    }
    add("/review/venue".into(), r.review.venue.as_ref(), Some(Withhold::PlacementAddress));
    add("/review/late_reason".into(), r.review.late_reason.as_ref(), None);
    if let Some(a) = &r.review.adjourned {
        add("/review/adjourned/explanation".into(), Some(&a.explanation), None);
        add("/review/adjourned/wishes".into(), a.wishes.as_ref(), None);
    }
    add("/review/trigger/what".into(), r.review.trigger.as_ref().map(|t| &t.what), None);
    for (i, m) in r.review.meetings.iter().enumerate() {
        add(format!("/review/meetings/{i}/venue"), m.venue.as_ref(), None);
        add(format!("/review/meetings/{i}/note"), m.note.as_ref(), None);
    }
    for (i, a) in r.attendance.iter().flatten().enumerate() {
        add(format!("/attendance/{i}/note"), a.note.as_ref(), None);
        add(format!("/attendance/{i}/reason"), a.reason.as_ref(), None);
        add(format!("/attendance/{i}/heard"), a.heard.as_ref(), None);
    }
    for (i, p) in r.papers.iter().flatten().enumerate() {
        add(format!("/papers/{i}/title"), p.title.as_ref(), None);
        add(format!("/papers/{i}/missing"), p.missing.as_ref(), None);
        add(format!("/papers/{i}/late_reason"), p.late_reason.as_ref(), None);
        add(format!("/papers/{i}/note"), p.note.as_ref(), None);
    }
    if let Some(p) = &r.participation {
        add("/participation/not_seen_alone".into(), p.not_seen_alone.as_ref(), None);
        add("/participation/wishes_and_feelings".into(), p.wishes_and_feelings.as_ref(), Some(Withhold::ChildViews));
        add("/participation/own_words".into(), p.own_words.as_ref(), Some(Withhold::ChildViews));
    }
    for (i, v) in r.views.iter().enumerate() {
        add(format!("/views/{i}/text"), Some(&v.text), Some(Withhold::OthersViews));
    }
    for (i, d) in r.previous_decisions.iter().flatten().enumerate() {
        add(format!("/previous_decisions/{i}/what"), Some(&d.what), None);
        add(format!("/previous_decisions/{i}/why"), d.why.as_ref(), None);
    }
    for (key, m) in r.matters.iter().flatten() {
        let part = part_of_matter(key);
        add(format!("/matters/{key}/text"), m.text.as_ref(), part);
        add(format!("/matters/{key}/not_discussed"), m.not_discussed.as_ref(), part);
    }
    if let Some(p) = &r.permanence {
        add("/permanence/text".into(), p.text.as_ref(), None);
        add("/permanence/contingency".into(), p.contingency.as_ref(), None);
        add("/permanence/not_decided_reason".into(), p.not_decided_reason.as_ref(), None);
        for (i, m) in p.milestones.iter().enumerate() {
            add(format!("/permanence/milestones/{i}/what"), Some(&m.what), None);
        }
        for (i, text) in p.parallel.iter().enumerate() {
            add(format!("/permanence/parallel/{i}"), Some(text), None);
        }
    }
    for (i, d) in r.decisions.iter().flatten().enumerate() {
        add(format!("/decisions/{i}/what"), Some(&d.what), None);
        add(format!("/decisions/{i}/outcome"), d.outcome.as_ref(), None);
        add(format!("/decisions/{i}/child_words"), d.child_words.as_ref(), None);
        for (j, dissent) in d.dissent.iter().enumerate() {
            add(format!("/decisions/{i}/dissent/{j}/text"), dissent.text.as_ref(), None);
        }
    }
    for (i, d) in r.disagreements.iter().enumerate() {
        add(format!("/disagreements/{i}/text"), Some(&d.text), None);
    }
    for (i, c) in r.concerns.iter().enumerate() {
        add(format!("/concerns/{i}/what"), Some(&c.what), Some(Withhold::Concerns));
        add(format!("/concerns/{i}/outcome"), c.outcome.as_ref(), Some(Withhold::Concerns));
    }
    add("/rag/comment".into(), r.rag.as_ref().and_then(|g| g.comment.as_ref()), Some(Withhold::Concerns));
    add("/iro_view".into(), r.iro_view.as_ref(), Some(Withhold::IroView));
    add("/next_review/venue".into(), r.next_review.as_ref().and_then(|n| n.venue.as_ref()), Some(Withhold::PlacementAddress));
    add("/next_review/not_needed".into(), r.next_review.as_ref().and_then(|n| n.not_needed.as_ref()), None);
    add("/issued/late_reason".into(), r.issued.late_reason.as_ref(), None);
    add("/issued/manager_answer/objection".into(), r.issued.manager_answer.as_ref().and_then(|a| a.objection.as_ref()), None);
    for text in &mut all {
        let mut parts = text.pointer.split('/').skip(1);
        let about: Option<&'a [Withhold]> = match (parts.next(), parts.next(), parts.next()) {
            (Some("decisions"), Some(i), _) => at(r.decisions.as_deref(), i).map(|d| d.about.as_slice()),
            (Some("previous_decisions"), Some(i), _) => at(r.previous_decisions.as_deref(), i).map(|d| d.about.as_slice()),
            (Some("permanence"), Some("milestones"), Some(i)) => {
                at(r.permanence.as_ref().map(|p| p.milestones.as_slice()), i).map(|m| m.about.as_slice())
            }
            _ => None,
        };
        text.about = about.unwrap_or(&[]);
    }
    for (key, text) in &r.messages {
        all.push(Text { pointer: format!("/messages/{key}"), text: bare(text), part: None, about: &[], only_for: Some(key) });
    }
    all
}

/// A text that no withholding covers.
#[must_use]
pub fn plain(pointer: String, text: &str) -> Text<'_> {
    Text { pointer, text: bare(text), part: None, about: &[], only_for: None }
}

/// A text as its reader sees it, for searching.
fn bare(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| matches!(c, '*' | '_' | '`' | '\\' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}');
    let untouched = if text.is_ascii() {
        !text.bytes().any(|b| matches!(b, b'*' | b'_' | b'`' | b'\\' | b'&'))
    } else {
        !text.chars().any(|c| hidden(c) || matches!(c, '\u{A0}' | '&'))
    };
    if untouched {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&nbsp;", " ").replace('\u{A0}', " ");
    Cow::Owned(text.chars().filter(|c| !hidden(*c)).collect())
}

fn at<'a, T>(items: Option<&'a [T]>, index: &str) -> Option<&'a T> {
    items?.get(index.parse::<usize>().ok()?)
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

/// The street of an address without its number: `Sample Lane` of `14 Sample Lane, Testford`. One word alone is no street.
#[must_use]
pub fn street(address: &str) -> Option<&str> {
    let line = address.split(',').find(|part| part.chars().any(char::is_alphabetic))?.trim();
    let street = line.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii_digit());
    // `14b Sample Lane`: what is left of the number is a letter by itself.
    let street = street.split_once(' ').filter(|(first, _)| first.chars().count() == 1).map_or(street, |(_, rest)| rest).trim();
    street.contains(' ').then_some(street)
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

/// Whether a text holds a detail: numbers and postcodes whatever their spacing, names as whole words in any usual capitals.
#[must_use]
pub fn holds(text: &str, detail: &str) -> bool {
    let digits = detail.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 {
        // Most texts have too few digits to be worth rewriting.
        if text.bytes().filter(u8::is_ascii_digit).count() < digits {
            return false;
        }
        let squeeze = |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
        return squeeze(text).contains(&squeeze(detail));
    }
    // A single name in small letters is more often a word of the language: will, rose, sue.
    let in_small = detail.contains(' ') && has_word(text, &detail.to_lowercase());
    has_word(text, detail) || in_small || has_word(text, &detail.to_uppercase())
}

/// Whether a text has a word or words, with nothing grown onto them.
#[must_use]
pub fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| is_word(text, at, at + word.len()))
}

/// Whether what stands between two places of a text is a word by itself.
#[must_use]
pub fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
