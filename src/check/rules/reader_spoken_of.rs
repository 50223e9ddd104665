//! A letter would speak of its own reader, of the child to the child, or of its writer, as of somebody else.
//!
//! A text that was written for everybody reads oddly to the one it names: "You did not agree: Gemma does not want …", "Assess Morag's home"
//! in the letter to Morag. The record has a place for the same in words for a reader, who is you there.
//!
//! To put it right: add the words that the finding names, to the reader as you, and as the reviewing officer says them: I.

use std::collections::HashMap;

use super::prelude::*;
use crate::check::texts::withholds_address;
use crate::matching::{Finder, Secret, Sure, Word, fold, keys};
use crate::record::{CHILD, Person, Record, Withhold};
use crate::words::{list, opening};

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if r.status < Status::Decisions {
        return;
    }
    let mut found: Vec<(String, Vec<String>, &str)> = Vec::new();
    // Most texts are printed to several readers.
    let mut folded: HashMap<String, Vec<Word>> = HashMap::new();
    for (reader, name) in readers(r) {
        // Two of one first name are not told apart.
        let first = keys(&name).into_iter().next().unwrap_or_default();
        let others = r.people.iter().filter(|(key, _)| **key != reader).map(|(_, p)| p.name.as_str());
        let shared = others.chain([r.child.name.as_str()].into_iter().filter(|_| reader != CHILD)).any(|other| keys(other).first() == Some(&first));
        if shared || first.chars().count() < 2 {
            continue;
        }
        let called = r.people.get(&reader).map_or_else(Vec::new, by_title);
        let secrets: Vec<Secret> = [Secret::Name(name.clone()), Secret::Given(first)].into_iter().chain(called).collect();
        let finder = Finder::new(&secrets);
        for (pointer, text, help) in texts(r, &reader) {
            let words = folded.entry(pointer.clone()).or_insert_with(|| fold(&text));
            if finder.find_in(&text, words).iter().any(|hit| hit.sure == Sure::Yes) {
                match found.iter_mut().find(|(at, ..)| *at == pointer) {
                    Some((_, readers, _)) => readers.push(reader.clone()),
                    None => found.push((pointer, vec![reader.clone()], help)),
                }
            }
        }
    }
    for pointer in by_the_writer(r) {
        let finding = cx
            .finding(pointer, "the letter is written by the reviewing officer, who is I there and not spoken of by name")
            .help("say it as the reviewing officer says it: `I will know the dates`")
            .source("good practice");
        cx.add(finding);
    }
    for (pointer, readers, help) in found {
        let whose: Vec<String> = readers.iter().map(|key| format!("`{key}`")).collect();
        let what = format!("the letter to {} would speak of its reader as of somebody else here", list(&whose));
        let finding = cx.finding(pointer, what).help(help).source("good practice");
        cx.add(finding);
    }
}

/// The words for a reader that speak of the IRO, who signs the letter, by name. Where somebody else has the first name, it is theirs.
fn by_the_writer(r: &Record) -> Vec<String> {
    let Some(iro) = derive::iro(r) else { return Vec::new() };
    let first = keys(&iro.name).into_iter().next().unwrap_or_default();
    let others = r.people.values().map(|p| p.name.as_str()).filter(|name| *name != iro.name).chain([r.child.name.as_str()]);
    if first.chars().count() < 2 || others.flat_map(keys).any(|name| name == first) {
        return Vec::new();
    }
    let finder = Finder::new(&[Secret::Name(iro.name.clone()), Secret::Given(first)]);
    let of_people = r.people.keys().flat_map(|key| texts(r, key)).filter(|(pointer, ..)| pointer.contains("/words/"));
    let mut out: Vec<String> = texts(r, CHILD)
        .into_iter()
        .chain(of_people)
        .filter(|(_, text, _)| finder.find(text).iter().any(|hit| hit.sure == Sure::Yes))
        .map(|(pointer, ..)| pointer)
        .collect();
    out.sort();
    out.dedup();
    out
}

/// What else a parent is called in a text about them.
fn by_title(person: &Person) -> Vec<Secret> {
    let title = person.title.as_deref().unwrap_or_default().to_lowercase();
    let words: &[&str] = match title.as_str() {
        "mother" | "mum" | "birth mother" => &["mother", "mum", "mam"],
        "father" | "dad" | "birth father" => &["father", "dad"],
        "grandmother" | "nan" | "maternal grandmother" | "paternal grandmother" => &["grandmother", "nan", "gran"],
        "grandfather" | "grandad" | "maternal grandfather" | "paternal grandfather" => &["grandfather", "grandad"],
        _ => &[],
    };
    words.iter().map(|word| Secret::Word((*word).to_owned())).collect()
}

/// Who gets a letter, with their name.
fn readers(r: &Record) -> Vec<(String, String)> {
    let family = r.people.iter().filter(|(key, _)| derive::has_party_letter(r, key)).map(|(key, p)| (key.clone(), p.name.clone()));
    family.chain([(CHILD.to_owned(), r.child.short_name().to_owned())]).collect()
}

/// What a reader's letter prints of the record, with what to write instead.
fn texts(r: &Record, reader: &str) -> Vec<(String, String, &'static str)> {
    let mut out = Vec::new();
    let listed = r.distribution.iter().flatten().find(|d| d.to == reader);
    let withheld = |part: Withhold| listed.is_some_and(|d| d.withhold.contains(&part) || part == Withhold::PlacementAddress && withholds_address(r, d));
    if reader == CHILD {
        let say = "say it to the child, as you";
        for (i, d) in r.decisions.iter().flatten().enumerate() {
            out.extend(d.child_words.iter().map(|words| (format!("/decisions/{i}/child_words"), words.clone(), say)));
        }
        for (i, d) in r.previous_decisions.iter().flatten().enumerate() {
            out.extend(d.child_words.iter().map(|words| (format!("/previous_decisions/{i}/child_words"), words.clone(), say)));
        }
        let plan = r.permanence.as_ref().and_then(|p| p.child_words.clone());
        out.extend(plan.map(|words| ("/permanence/child_words".to_owned(), words, say)));
        let did = r.participation.as_ref().and_then(|p| p.we_did.clone());
        out.extend(did.map(|words| ("/participation/we_did".to_owned(), words, say)));
        return out;
    }
    for (i, d) in r.decisions.iter().flatten().enumerate().filter(|(_, d)| !d.about.iter().any(|part| withheld(*part))) {
        let say = "add `words:` to the decision with their key, as `words: { mother: We will tell you what was decided }`";
        match d.words.get(reader) {
            Some(words) => out.push((format!("/decisions/{i}/words/{reader}"), words.clone(), "say it to them, as you")),
            None => {
                out.push((format!("/decisions/{i}/what"), d.what.clone(), say));
                out.extend(d.outcome.iter().map(|text| (format!("/decisions/{i}/outcome"), text.clone(), say)));
            }
        }
        for (n, own) in d.dissent.iter().enumerate().filter(|(_, x)| x.who == reader && x.own_words.is_none()) {
            let say = "add `own_words:` beside the text, as they said it: `I do not want …`";
            out.extend(own.text.iter().map(|text| (format!("/decisions/{i}/dissent/{n}/text"), text.clone(), say)));
        }
    }
    if let Some(p) = r.permanence.as_ref().filter(|p| !p.words.contains_key(reader)) {
        let say = "add `words:` to `permanence` with their key: the plan, and what happens if it cannot be, to them as you";
        out.extend(p.contingency.iter().map(|text| ("/permanence/contingency".to_owned(), text.clone(), say)));
        out.extend(p.not_decided_reason.iter().map(|text| ("/permanence/not_decided_reason".to_owned(), text.clone(), say)));
    }
    if !r.how_child_is.contains_key(reader) && listed.is_some() && !withheld(Withhold::IroView) {
        let say = "add `how_child_is:` with their key: how the child is, to them as you";
        out.extend(r.iro_view.iter().map(|text| ("/iro_view".to_owned(), opening(text, derive::HOW_CHILD_IS).0, say)));
    }
    out
}
