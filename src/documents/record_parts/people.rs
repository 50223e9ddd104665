//! Who took part, and who gets a copy without what.

use super::full_stop;
use super::opening::name_or_you;
use crate::check::Case;
use crate::documents::Audience;
use crate::record::codes::{self, label};
use crate::record::{CHILD, How, Record, Send, Withhold};
use serde::Serialize;

/// Somebody's part in the review.
#[derive(Debug, Serialize)]
pub struct Attendee {
    name: String,
    role: String,
    how: &'static str,
    notes: Vec<String>,
}

/// Who took part and how: those present first.
pub fn people(case: &Case, audience: &Audience<'_>) -> Vec<Attendee> {
    let r = &case.record;
    let mut all: Vec<_> = r.attendance.iter().flatten().collect();
    all.sort_by_key(|a| (a.person != CHILD, !a.how.is_present(), a.how == How::NotInvited));
    all.into_iter()
        .map(|a| {
            let person = r.people.get(&a.person);
            let mut role = match person {
                Some(p) => p.title.clone().unwrap_or_else(|| label(codes::ROLES, &p.role).to_owned()),
                None => "Whose review it is".to_owned(),
            };
            if let Some(key) = &a.on_behalf_of {
                let on_behalf = format!("for {}", audience.name(key));
                role = match person {
                    // A relative's title says who they are, not what they did here.
                    Some(p) if p.title.is_some() => format!("{role}, {} {on_behalf}", label(codes::ROLES, &p.role).to_lowercase()),
                    _ => format!("{role} {on_behalf}"),
                };
            }
            if let Some(language) = &a.language {
                role = format!("{role}, {language}");
            }
            Attendee {
                name: name_or_you(audience.name(&a.person), audience.key == Some(a.person.as_str())),
                role,
                how: a.how.label(),
                notes: [
                    // What is said of the child's part there is the child's.
                    a.note.clone().filter(|_| a.person != CHILD || !audience.withholds(Withhold::ChildViews)),
                    a.reason.clone(),
                    a.heard.as_ref().filter(|_| !audience.withholds(Withhold::OthersViews)).map(|h| format!("Heard instead: {h}")),
                ]
                .into_iter()
                .flatten()
                .map(|t| full_stop(&t))
                .collect(),
            }
        })
        .collect()
}

/// A copy on the distribution list.
#[derive(Debug, Serialize)]
pub struct Copy {
    name: String,
    role: String,
    by: &'static str,
    /// What it leaves out; shown on the file copy only.
    withheld: Vec<&'static str>,
    /// A note for business support; on the file copy only.
    note: Option<String>,
}

/// Who gets a copy. What is withheld from whom stands on the file copy only.
pub fn distribution(case: &Case, audience: &Audience<'_>) -> Vec<Copy> {
    let r = &case.record;
    r.distribution
        .iter()
        .flatten()
        .map(|d| Copy {
            name: name_or_you(audience.name(&d.to), audience.key == Some(d.to.as_str())),
            role: r
                .people
                .get(&d.to)
                .map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| label(codes::ROLES, &p.role).to_owned())),
            note: d.note.clone().or_else(|| d.reason.clone()).filter(|_| audience.key.is_none()),
            by: match d.by.as_deref().filter(|_| d.send != Send::None) {
                _ if d.send == Send::None => "No copy",
                Some("post") => "Post",
                Some("email") => "Email",
                Some("secure_email") => "Secure email",
                Some("portal") => "Portal",
                _ => "By hand",
            },
            withheld: if audience.key.is_none() { withheld(r, &Audience::person(r, &d.to)) } else { Vec::new() },
        })
        .collect()
}

/// What a copy leaves out, in words.
fn withheld(r: &Record, audience: &Audience<'_>) -> Vec<&'static str> {
    let mut parts: Vec<Withhold> =
        r.distribution.iter().flatten().filter(|d| Some(d.to.as_str()) == audience.key).flat_map(|d| d.withhold.iter().copied()).collect();
    if audience.withholds(Withhold::PlacementAddress) {
        parts.push(Withhold::PlacementAddress);
    }
    parts.sort();
    parts.dedup();
    parts.into_iter().map(Withhold::label).collect()
}
