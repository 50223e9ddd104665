//! A review is planned, and the child or a parent is not among those who are asked, or somebody is asked to come who cannot be told where.
//!
//! The child and the parents are asked unless that would not be in the child's interest; who is kept from the meeting is asked to say
//! beforehand what they think. Where the review is held where the child lives, who must not know that cannot be asked to come there.
//!
//! To put it right: add them to `invited`, with `asked_to: write` where they are not to come; or hold the review somewhere else.

use super::prelude::*;
use crate::check::texts::venue_for;
use crate::record::CHILD;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    if r.status != Status::Planned || r.invited.is_empty() {
        return;
    }
    let source = "Care Planning Regulations 2010 reg 36; IRO Handbook 2010";
    let is_asked = |key: &str| r.invited.iter().any(|one| one.person == key);
    let parents = r.people.iter().filter(|(_, person)| person.is_parent() && person.parental_responsibility);
    for (key, name) in parents.map(|(key, person)| (key.as_str(), person.name.as_str())).chain([(CHILD, r.child.short_name())]) {
        if !is_asked(key) {
            let finding = cx
                .finding("/invited", format!("{name} is not asked to the review"))
                .help(format!("add `- {{ person: {key} }}`, or `- {{ person: {key}, asked_to: write }}` where they are not to come"))
                .source(source);
            cx.add(finding);
        }
    }
    for (i, one) in r.invited.iter().enumerate().filter(|(_, one)| one.is_to_come()) {
        let venues = r.review.meetings.iter().map(|meeting| &meeting.venue).chain([&r.review.venue]).flatten();
        if venues.into_iter().any(|venue| venue_for(r, &one.person, venue).is_none()) {
            let what = format!("`{}` is asked to come, and cannot be told where: that is where the child lives", one.person);
            let finding = cx
                .finding(format!("/invited/{i}"), what)
                .also(Place::At(if r.review.venue.is_some() { "/review/venue" } else { "/review/meetings" }.to_owned()), "the venue")
                .help("hold it somewhere else, or write `asked_to: write`; their invitation says that they will be told where it is")
                .source(cx.policy().source_of("distribution"));
            cx.add(finding);
        }
    }
}
