//! A recognition names a kind of good practice that the pack does not have.
//!
//! To put it right: use the pack's key (`minutebook policy show NAME`).

use super::prelude::*;
use crate::record::Recognised;

pub(super) fn run(cx: &mut Context<'_, Recognised, ()>) {
    let kinds: Vec<&str> = cx.policy().rag.recognition.characteristics.iter().map(|c| c.key.as_str()).collect();
    for (i, key) in cx.record().practice.iter().enumerate().filter(|(_, k)| !kinds.contains(&k.as_str())) {
        let finding = cx
            .finding(format!("/practice/{i}"), format!("`{key}` is not a kind of good practice of the pack"))
            .help(suggest(key, &kinds, "kinds"));
        cx.add(finding);
    }
}
