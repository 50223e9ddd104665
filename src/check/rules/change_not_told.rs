//! A significant change that the IRO must be told of was not told, or only after it was carried out.
//!
//! To put it right: add `told_iro:` with the date; if nobody told the IRO, raise it: it is a ground for a challenge in most packs.

use super::prelude::*;
use crate::check::Subject;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let policy = cx.policy();
    for (at, change) in cx.record().changes() {
        let facts = derive::change_facts(change, policy);
        if !facts.tell_iro {
            continue;
        }
        let message = match (change.told_iro, change.carried_out) {
            (None, _) => "the record does not say when the IRO was told of this".to_owned(),
            (Some(told), Some(done)) if told > done => format!("the IRO was told on {}, after it was carried out on {}", day(told), day(done)),
            (Some(told), _) if facts.tell_by.is_some_and(|due| told > due) => {
                format!("the IRO was told on {}, after the limit of {}", day(told), facts.tell_by.map_or_else(String::new, day))
            }
            _ => continue,
        };
        let finding = cx
            .finding(if change.told_iro.is_some() { format!("{at}/told_iro") } else { at.clone() }, message)
            .help(if change.told_iro.is_some() { "check the date; if it is right, raise it with the team" } else { "add `told_iro:` with the date; if nobody did, raise it with the team" })
            .source(facts.source.clone());
        let finding = match facts.rule {
            Some(i) => cx.asked_by(finding, &format!("/changes/{i}")),
            None => finding,
        };
        cx.add(finding);
    }
}
