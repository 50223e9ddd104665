//! Another record of the batch keeps the address of this placement confidential, and this one does not.
//!
//! Brothers and sisters in one home share it: what is kept from a parent in one child's copy is told in the other's. And a placement that
//! was confidential at the last review is so until a record says otherwise.
//!
//! To put it right: write `confidential: true` under `placement`; where it need not be kept from anybody any longer, `confidential: false`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (key, person) in r.people.iter().filter(|(_, p)| !p.confidential && cx.survey.is_kept(&p.name)) {
        if person.address.is_empty() && person.phone.is_none() && person.email.is_none() && !person.is_family() {
            continue;
        }
        let finding = cx
            .finding(format!("/people/{key}"), format!("another record keeps confidential how {} is reached", person.name))
            .help("write `confidential: true` here too, or take it out there")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
    let placement = &r.child.placement;
    if placement.confidential {
        return;
    }
    let own_word = cx.case.value.pointer("/child/placement/confidential").is_some();
    let Some(held) = r.review.held() else { return };
    let homes = cx.survey.confidential_homes(placement);
    // Of the child itself an earlier record counts until this one speaks, and a later one always: what was made before would tell. Of another
    // child any record counts, until theirs is older.
    let other = homes.iter().find(|home| match home.reference == r.child.reference {
        true => if home.held < held { !own_word } else { home.held > held },
        false => !own_word || home.held >= held,
    });
    if let Some(home) = other {
        let whose = if home.reference == r.child.reference { "another record of this child" } else { "another child's record in this batch" };
        let finding = cx
            .finding("/child/placement", format!("{whose} keeps this address confidential"))
            .help("write `confidential: true` here too, and look at what each copy withholds")
            .help("if it need not be kept from anybody any longer, write `confidential: false` in the newest record")
            .source("UK GDPR, article 5(1)(f)");
        cx.add(finding);
    }
}
