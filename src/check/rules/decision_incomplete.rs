//! A decision does not say who does it, by when, or what it is for.
//!
//! A decision without a name and a date is the one that drifts: nobody can be asked about it. The intended outcome tells the
//! next review whether it worked.
//!
//! To put it right: add `who:`, `by:` and `outcome:` to the decision.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    for (i, d) in cx.record().decisions.iter().flatten().enumerate() {
        for (there, key, what) in [
            (!d.who.keys().is_empty(), "who", "the key of the person who does it"),
            (d.by.is_some(), "by", "the date by which it is done"),
            (d.outcome.is_some(), "outcome", "what it is for"),
        ] {
            if !there {
                let finding = cx
                    .finding(format!("/decisions/{i}/{key}"), format!("decision {} does not say `{key}`", i + 1))
                    .help(format!("add `{key}:`, {what}"))
                    .source(cx.policy().source_of("decisions"));
                let finding = cx.asked_by(finding, "/requires/decisions");
                cx.add(finding);
            }
        }
    }
}
