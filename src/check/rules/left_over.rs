//! Somebody of this family has an address or e-mail that belongs to somebody of another child's.
//!
//! It comes of starting one record from another child's. The letter would go to the other family.
//!
//! To put it right: look the address up; where two families do live or write from there, nothing is to be done.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (key, person) in r.people.iter().filter(|(_, p)| p.is_family() || p.is_carer()) {
        let house = (!person.address.is_empty()).then(|| person.address.join(" "));
        for (field, way) in [("address", house.as_ref()), ("email", person.email.as_ref())] {
            if way.is_some_and(|way| cx.survey.reached_likewise(&r.child.reference, &person.name, way)) {
                let finding = cx
                    .finding(format!("/people/{key}/{field}"), format!("this {field} is that of somebody of another name in another child's record"))
                    .help("look it up: was the record started from another child's?")
                    .source("UK GDPR, article 5(1)(f)");
                cx.add(finding);
            }
        }
    }
}
