//! A parent, or somebody with parental responsibility, is not in the list of who took part.
//!
//! Parents are listed even when absent: consulted, sent apologies, did not come, were not invited or were excluded. Their letter
//! depends on it: a parent who did not attend is told in writing what was decided.
//!
//! To put it right: add them to `attendance`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let Some(list) = r.attendance.as_ref().filter(|_| cx.is_full()) else { return };
    for (key, person) in &r.people {
        if person.is_parent() && !list.iter().any(|a| a.person == *key) {
            let finding = cx
                .finding("/attendance", format!("{} is not in the list of who took part", person.name))
                .also(Place::Key(format!("/people/{key}")), "holds parental responsibility, or is a parent")
                .help(format!("add `- {{ person: {key}, how: attended }}`, or consulted, apologies, absent, not_invited, excluded"))
                .source(cx.policy().source_of("attendance"));
            cx.add(finding);
        }
    }
}
