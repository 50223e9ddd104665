//! Another record keeps from this reader what this one tells them.
//!
//! Brothers and sisters live in one home and have one mother: what is withheld from her in one child's copy must not stand in the other's.
//!
//! To put it right: withhold it here too, or in neither.

use super::prelude::*;
use crate::record::{Send, Withhold};
use crate::survey::Survey;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (i, recipient) in r.distribution.iter().flatten().enumerate().filter(|(_, d)| d.send != Send::None) {
        let Some(person) = r.people.get(&recipient.to) else { continue };
        let carer = texts::carers(r).find(|(_, carer)| cx.survey.keeps_from(&person.name, &carer.name));
        let home = Survey::keys_of(&r.child.placement).into_iter().any(|key| cx.survey.keeps_from(&person.name, &key));
        for (kept, part, what) in [
            (carer.is_some(), Withhold::CarerIdentity, "who the carer is"),
            (home && !texts::lives_there(r, &recipient.to), Withhold::PlacementAddress, "where the child lives"),
        ] {
            let withheld = match part {
                Withhold::PlacementAddress => texts::withholds_address(r, recipient),
                _ => recipient.withhold.contains(&part),
            };
            if kept && !withheld && !recipient.include.contains(&part) {
                let key = serde_json::to_value(part).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
                let finding = cx
                    .finding(format!("/distribution/{i}"), format!("another record keeps from {} {what}, and this copy tells it", person.name))
                    .help(format!("add `{key}` to what this copy withholds, or take it out of the other record"))
                    .source("UK GDPR, article 5(1)(f)");
                cx.add(finding);
            }
        }
    }
}
