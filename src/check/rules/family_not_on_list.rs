//! Somebody of the family missed the review and is not on the distribution list, or is to get nothing without a reason.
//!
//! Whoever of the family was not there is owed the decisions. What their letter must leave out nobody has said while they are not on the
//! list: a parent kept away by a court order would be told where the child lives. So the list has to say it, also where they get nothing.
//! Being excluded from a meeting decides nothing by itself.
//!
//! To put it right: add them to `distribution` with what is to be withheld, or with `send: none` and a `reason`.

use super::prelude::*;
use crate::record::Send;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if r.status < Status::Decisions {
        return;
    }
    for (i, recipient) in r.distribution.iter().flatten().enumerate() {
        if recipient.send == Send::None && recipient.reason.is_none() {
            let finding = cx
                .finding(format!("/distribution/{i}"), format!("`{}` is to get nothing, and no reason is given", recipient.to))
                .help("add `reason:`, as a court order with its date")
                .source(cx.policy().source_of("distribution"));
            cx.add(finding);
        }
    }
    for (i, part) in r.attendance.iter().flatten().enumerate().filter(|(_, part)| !part.how.is_present()) {
        let family = r.people.get(&part.person).is_some_and(crate::record::Person::is_family);
        let listed = r.distribution.iter().flatten().any(|d| d.to == part.person);
        if family && !listed {
            let finding = cx
                .finding(format!("/attendance/{i}"), format!("`{}` was not there and is not on the distribution list", part.person))
                .help(format!("add them to `distribution`: `- {{ to: {}, by: post, send: letter, withhold: [] }}` with what is to be left out", part.person))
                .help("or, if they may have nothing: `send: none` with a `reason`")
                .source(cx.policy().source_of("distribution"));
            cx.add(finding);
        }
    }
}
