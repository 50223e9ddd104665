//! Somebody was excluded from the review, and the record does not say why, or how they were heard instead.
//!
//! Parents and those with parental responsibility take part unless there is a good reason; then their views are sought another way.
//!
//! To put it right: add `reason:` and `heard:` to their entry in `attendance`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    for (i, a) in cx.record().attendance.iter().flatten().enumerate() {
        if a.how != How::Excluded {
            continue;
        }
        let name = derive::name_of(cx.record(), &a.person).to_owned();
        for (there, key, what) in [
            (a.reason.is_some(), "reason", "why"),
            (a.heard.is_some(), "heard", "how they were heard instead"),
        ] {
            if !there {
                let finding = cx
                    .finding(format!("/attendance/{i}/{key}"), format!("{name} was excluded, and the record does not say {what}"))
                    .help(format!("add `{key}:`, {what}"))
                    .source(cx.policy().source_of("exclusion"));
                cx.add(finding);
            }
        }
    }
}
