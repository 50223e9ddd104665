//! An adjourned review was resumed after its limit, or the record does not say when.
//!
//! A review may be adjourned once, for not more than 20 working days. For recording it keeps its scheduled date.
//!
//! To put it right: check the dates. A review resumed later than that is a new review, and late.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (Some(adjourned), Some(by)) = (&cx.record().review.adjourned, cx.facts().resume_by) else { return };
    let source = cx.policy().cite(&cx.policy().adjournment.source);
    let finding = match adjourned.resumed {
        None if cx.record().status == Status::Final => cx
            .finding("/review/adjourned/resumed", "the review was adjourned, and the record does not say when it was resumed")
            .help(format!("add `resumed:`; it had to be by {}", day(by))),
        Some(date) if date > by => cx
            .finding("/review/adjourned/resumed", format!("the review was resumed on {}, after the limit of {}", day(date), day(by)))
            .help(format!("an adjournment lasts at most {}", cx.policy().adjournment.within)),
        Some(date) if date < cx.facts().held => cx
            .finding("/review/adjourned/resumed", format!("the review was resumed on {}, before it was held", day(date)))
            .help("`date` is the day it was scheduled for, `resumed` the day it was taken up again"),
        _ => return,
    };
    let finding = cx.asked_by(finding.source(source), "/adjournment");
    cx.add(finding);
}
