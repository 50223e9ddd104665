//! A recipient's copy goes by post or email, and there is nothing to send it to.
//!
//! Business support would have to look the address up elsewhere, and that is how minutes reach the wrong house.
//!
//! To put it right: add `address:` (a line each) or `email:` to the person, or send it another way.

use super::prelude::*;
use crate::words::is_open;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    for (i, recipient) in r.distribution.iter().flatten().enumerate() {
        let Some(person) = r.people.get(&recipient.to) else { continue };
        let (there, key) = match recipient.by.as_deref() {
            Some("post") => (person.address.iter().any(|line| !is_open(line)), "address"),
            Some("email" | "secure_email") => (person.email.is_some(), "email"),
            _ => continue,
        };
        if !there {
            let mut finding = cx
                .finding(format!("/distribution/{i}/by"), format!("{} has no {key} to send the copy to", person.name))
                .also(Place::Key(format!("/people/{}", recipient.to)), format!("add `{key}:` here"))
                .help(format!("add `{key}:` to the person, or send it another way"))
                .source(cx.policy().source_of("distribution"));
            if key == "email" {
                finding.severity = Severity::Warning;
            }
            cx.add(finding);
        }
    }
}
