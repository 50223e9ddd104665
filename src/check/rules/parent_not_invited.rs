//! Somebody with parental responsibility was not invited, and the record does not say why.
//!
//! Parents are consulted and take part unless that would not be in the child's interest; who is not invited has a right to know why, and the
//! reason is what a court or an inspector asks for.
//!
//! To put it right: add `reason:` beside `how: not_invited`, and how they were heard instead.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (i, a) in r.attendance.iter().flatten().enumerate().filter(|(_, a)| a.how == How::NotInvited && a.reason.is_none() && a.note.is_none()) {
        let Some(person) = r.people.get(&a.person).filter(|p| p.is_parent() && cx.is_full()) else { continue };
        let finding = cx
            .finding(format!("/attendance/{i}"), format!("{} was not invited, and the record does not say why", person.name))
            .help("add `reason:` beside it, and under `heard:` how they were asked instead")
            .source(cx.policy().source_of("exclusion"));
        cx.add(finding);
    }
}
