//! Two dates contradict each other.
//!
//! A child cannot be looked after before being born, nor decisions be sent before the review. One of the two is mistyped.
//!
//! To put it right: correct the wrong one.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let held = Some(cx.facts().held);
    let born = Some(r.child.date_of_birth);
    let looked_after = Some(r.child.looked_after_since);
    let (i, review) = (&r.issued, &r.review);
    let plan = r.child.protection_plan.as_ref();
    // Only what has happened is held against the review: a planned record's dates lie ahead.
    let other = review.rearranged.as_ref();
    if let Some(other) = other.filter(|other| Some(other.from) == held) {
        let finding = cx
            .finding("/review/rearranged/from", format!("the review is on {}, the day from which it was moved", day(other.from)))
            .help("write the day on which it is now under `date`, and here the day on which it was to be");
        cx.add(finding);
    }
    let pairs = [
        ("/review/rearranged/decided", "putting it on another day", other.map(|o| o.decided), "/review/date", "the review", held),
        ("/review/rearranged/decided", "putting it on another day", other.map(|o| o.decided), "/review/rearranged/told", "telling those who are asked", other.and_then(|o| o.told)),
        ("/child/date_of_birth", "the date of birth", born, "/child/looked_after_since", "becoming looked after", looked_after),
        ("/child/looked_after_since", "becoming looked after", looked_after, "/review/date", "the review", held),
        ("/child/date_of_birth", "the date of birth", born, "/child/placement/since", "the placement", Some(r.child.placement.since)),
        ("/child/date_of_birth", "the date of birth", born, "/child/legal_status/since", "the legal status", Some(r.child.legal_status.since)),
        ("/child/placement/since", "the placement", Some(r.child.placement.since).filter(|_| r.status == Status::Final), "/issued/record", "the record", i.record),
        ("/review/previous_review", "the last review", review.previous_review, "/review/date", "the review", held),
        ("/child/looked_after_since", "becoming looked after", looked_after, "/review/previous_review", "the last review", review.previous_review),
        ("/review/trigger/date", "the change", review.trigger.as_ref().map(|t| t.date), "/review/date", "the review", held),
        ("/child/placement/since", "the placement", Some(r.child.placement.since).filter(|_| r.status == Status::Final), "/review/date", "the review", held),
        ("/child/protection_plan/since", "the child protection plan", plan.and_then(|p| p.since), "/child/protection_plan/ended", "its end", plan.and_then(|p| p.ended)),
        ("/issued/manager_answer/date", "the manager's answer", i.manager_answer.as_ref().map(|a| a.date), "/issued/manager_answer/told_to_all", "telling all who came", i.manager_answer.as_ref().and_then(|a| a.told_to_all)),
        ("/review/placement_order", "the placement order", review.placement_order, "/review/date", "the review", held),
        ("/review/placed_for_adoption", "placement for adoption", review.placed_for_adoption, "/review/date", "the review", held),
        ("/review/date", "the review", held, "/issued/decisions", "sending the decisions", i.decisions),
        ("/issued/decisions", "sending the decisions", i.decisions, "/issued/manager_answer/date", "the manager's answer", i.manager_answer.as_ref().map(|a| a.date)),
        ("/review/date", "the review", held, "/issued/record", "completing the record", i.record),
        ("/issued/record", "completing the record", i.record, "/issued/distributed", "sending the copies", i.distributed),
        ("/allocation/notified", "telling the IRO service", r.allocation.as_ref().and_then(|a| a.notified), "/allocation/allocated", "naming the IRO", r.allocation.as_ref().and_then(|a| a.allocated)),
    ];
    for (first_at, first, earlier, later_at, later, then) in pairs {
        let (Some(earlier), Some(then)) = (earlier, then) else { continue };
        if earlier > then {
            let finding = cx
                .finding(later_at, format!("{later} is on {}, before {first} on {}", day(then), day(earlier)))
                .also(Place::At(first_at.to_owned()), first)
                .help("correct the date that is wrong");
            cx.add(finding);
        }
    }
    for (n, paper) in r.papers.iter().flatten().enumerate() {
        if let Some(received) = paper.received.filter(|d| Some(*d) > held && review.adjourned.is_none()) {
            let finding = cx
                .finding(format!("/papers/{n}/received"), format!("the paper came on {}, after the review", day(received)))
                .help("a paper that came after the review was missing from it: write `missing:` with the reason");
            cx.add(finding);
        }
    }
}
