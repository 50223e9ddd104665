//! A part that every record must hold is missing.
//!
//! A Record of Review without it would not be the record that regulation 38 and the IRO Handbook ask for, so it is not issued.
//! While `status` is `decisions` only the decisions are asked for; the letters can go out within their 5 working days.
//!
//! To put it right: add the part; `minutebook new review` prints each one with a comment.

use serde_json::Value as Json;

use super::prelude::*;
use crate::record::describe::{Field, escaped};
use crate::words::small;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    // A first review has no decisions before it; after one that made none, `[]` says so.
    let none_before = r.review.kind == "first" || r.previous_decisions.is_some();
    for (pointer, key, field) in missing(cx.fields(), &cx.case.value, r.status) {
        if key == "previous_decisions" && none_before {
            continue;
        }
        let (part, from) = match pointer.strip_prefix('/').and_then(|p| p.split_once('/')) {
            Some((part, _)) => (part, format!("`{part}`")),
            None => (key, "the record".to_owned()),
        };
        let finding = cx
            .finding(pointer.clone(), format!("`{key}` is missing from {from}"))
            .help(format!("add `{key}:`, {}", small(&field.help)))
            .source(cx.policy().source_of(part));
        let finding = cx.asked_by(finding, &format!("/requires/{part}"));
        cx.add(finding);
    }
    let Some(participation) = r.participation.as_ref().filter(|_| cx.is_full()) else { return };
    if !matches!(participation.code.as_str(), "PN0" | "PN7") && participation.wishes_and_feelings.is_none() && participation.own_words.is_none() {
        let finding = cx
            .finding("/participation/wishes_and_feelings", "the child's wishes and feelings are missing")
            .help("add `wishes_and_feelings:` under `participation`, as the child told them")
            .source(cx.policy().source_of("participation"));
        cx.add(finding);
    }
}

/// What a record that has come so far must have and has not, with where it belongs.
fn missing<'f>(fields: &'f Field, value: &Json, status: Status) -> Vec<(String, &'f str, &'f Field)> {
    let mut out = Vec::new();
    for (key, field) in &fields.named {
        let there = value.get(key);
        if field.needed && field.from.is_some_and(|from| status >= from) && there.is_none_or(is_empty) {
            out.push((format!("/{key}"), key.as_str(), field));
        } else if let Some(there) = there {
            let below = missing(field, there, status).into_iter();
            out.extend(below.map(|(pointer, last, field)| (format!("/{}{pointer}", escaped(key)), last, field)));
        }
    }
    out
}

fn is_empty(value: &Json) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty)
}
