//! Two readers have one postal address, and one of them may not read what the other's copy holds.
//!
//! An envelope that lies in a hall is opened by whoever finds it. What is kept from somebody by a court or for the child's safety must not
//! come through the post of the one they live with.
//!
//! To put it right: send it in another way (`by: hand`), withhold the same from both, or correct an address that is out of date.

use super::prelude::*;
use crate::matching::keys;
use crate::record::{Recipient, Send};

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let listed: Vec<(usize, &Recipient)> = r.distribution.iter().flatten().enumerate().filter(|(_, d)| d.send != Send::None).collect();
    let address = |d: &Recipient| r.people.get(&d.to).filter(|p| !p.address.is_empty()).map(|p| keys(&p.address.join(" ")));
    for (i, open) in listed.iter().filter(|(_, d)| d.by.as_deref().is_none_or(|by| by == "post")) {
        let Some(home) = address(open) else { continue };
        for (_, closed) in listed.iter().filter(|(_, d)| d.to != open.to && address(d).as_ref() == Some(&home)) {
            let kept: Vec<&str> = closed.withhold.iter().filter(|part| !open.withhold.contains(part)).map(|part| part.label()).collect();
            if kept.is_empty() {
                continue;
            }
            let what = format!("`{}` and `{}` have one address, and `{}` is not to have: {}", open.to, closed.to, closed.to, kept.join(", "));
            let finding = cx
                .finding(format!("/distribution/{i}"), what)
                .help("send it otherwise than by post, as `by: hand`, or withhold the same from both")
                .source("UK GDPR, article 5(1)(f)");
            cx.add(finding);
        }
    }
}
