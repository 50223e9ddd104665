//! The case changed team while a challenge was open, which the pack does not allow.
//!
//! The team that has to put it right would be another one.
//!
//! To put it right: check the date; if it did happen, raise it with the managers of both teams.

use super::prelude::*;
use crate::derive::AlertFacts;
use crate::record::Alert;

pub(super) fn run(cx: &mut Context<'_, Alert, AlertFacts>) {
    let (r, policy) = (cx.record(), cx.policy());
    let (Some(transfer), Some(rule)) = (&r.transfer, &policy.ladder.no_transfer) else { return };
    let open = transfer.date >= cx.facts().formal_since && r.resolution.as_ref().is_none_or(|end| transfer.date < end.date);
    if open {
        let finding = cx
            .finding("/transfer/date", format!("the case changed team on {}, while this challenge was open", day(transfer.date)))
            .help("check the date; if it is right, raise it with the managers of both teams")
            .source(policy.cite(&rule.source));
        let finding = cx.asked_by(finding, "/ladder/no_transfer");
        cx.add(finding);
    }
}
