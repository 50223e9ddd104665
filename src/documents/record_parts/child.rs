//! The child, and the facts about them that stand on the first page and at the end.

use super::{Fact, fact};
use crate::check::Case;
use crate::derive;
use crate::documents::Audience;
use crate::record::Withhold;
use crate::record::codes::{self, label, label_with_code};
use crate::words::{capital, day, is_undated};
use serde::Serialize;

/// The child.
#[derive(Debug, Serialize)]
pub struct Child {
    name: String,
    short: String,
    /// For the panel on the first page, in two columns.
    left: Vec<Fact>,
    right: Vec<Fact>,
    /// The rest, for the end.
    more: Vec<Fact>,
}

/// The child and those who work with them.
pub fn child(case: &Case, audience: &Audience<'_>) -> Child {
    let (r, c) = (&case.record, &case.record.child);
    let age = Some(case.facts.age).filter(|age| *age >= 0 && !is_undated(case.facts.held));
    let born = age.map_or_else(|| day(c.date_of_birth), |age| format!("{}, aged {age}", day(c.date_of_birth)));
    // Codes are for the file; to everybody else they say nothing.
    let words = |table: &'static [codes::Code], key: &str| {
        if audience.key.is_none() { label_with_code(table, key) } else { label(table, key).to_owned() }
    };
    let legal = words(codes::LEGAL_STATUS, &c.legal_status.code);
    let lives = {
        let mut text = label(codes::PLACEMENT, &c.placement.kind).to_owned();
        if let Some(key) = &c.placement.with
            && !audience.withholds(Withhold::CarerIdentity)
        {
            text = format!("{text}, {}", audience.name(key));
        }
        text
    };
    let person = |role: &str| {
        derive::with_role(r, role).map(|(key, p)| {
            let name = audience.name(key);
            p.team.as_ref().map_or(name.clone(), |team| format!("{name}, {team}"))
        })
    };
    let address = (!audience.withholds(Withhold::PlacementAddress))
        .then(|| {
            let p = &c.placement;
            let lines: Vec<&str> =
                [p.name.as_deref(), p.address.as_deref(), p.postcode.as_deref(), p.phone.as_deref()].into_iter().flatten().collect();
            (!lines.is_empty()).then(|| lines.join(", "))
        })
        .flatten();
    let shown = |part: Withhold| !audience.withholds(part);
    let known = c.known_as.as_ref().filter(|k| **k != c.name).map(|k| match &c.pronouns {
        Some(p) => format!("{k} ({p})"),
        None => k.clone(),
    });
    Child {
        name: c.name.clone(),
        short: c.short_name().to_owned(),
        left: [
            fact("Born", Some(born)),
            fact("In care", Some(format!("{legal}, since {}", day(c.legal_status.since)))),
            fact(if c.short_breaks.is_some() { "Short breaks" } else { "Placement" }, Some(lives)),
            fact(
                "Area",
                c.placement
                    .in_area
                    .filter(|_| !audience.withholds(Withhold::PlacementAddress))
                    .map(|inside| if inside { "Within the authority's area" } else { "Outside the authority's area" }.to_owned()),
            ),
        ]
        .into_iter()
        .flatten()
        .collect(),
        right: [
            fact("Social worker", person("social_worker")),
            fact("Manager", person("team_manager")),
            fact("Reference", Some(c.reference.clone())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        more: [
            fact("Full name", Some(c.name.clone())),
            fact("Known as", known),
            fact("Looked after since", Some(day(c.looked_after_since))),
            fact(if c.short_breaks.is_some() { "Since" } else { "Lives there since" }, Some(day(c.placement.since))),
            fact("Matched long-term since", c.placement.matched_on.map(day)),
            fact("Address", address),
            fact("Note on legal status", c.legal_status.note.clone().filter(|_| shown(Withhold::Unaccompanied))),
            fact("Ethnicity", c.ethnicity.as_deref().filter(|_| shown(Withhold::Identity)).map(|e| words(codes::ETHNICITY, e))),
            fact("Religion or belief", c.religion.clone().filter(|_| shown(Withhold::Identity)).map(|t| capital(&t))),
            fact("First language", c.first_language.clone()),
            fact("Nationality", c.nationality.clone().filter(|_| shown(Withhold::Unaccompanied))),
            fact("Communication", c.communication_needs.clone()),
            fact("Disability", c.disability.clone().filter(|_| shown(Withhold::Health)).map(|t| capital(&t))),
            fact("School or college", c.school.clone().filter(|_| shown(Withhold::Education))),
            fact("Unaccompanied", (c.unaccompanied && shown(Withhold::Unaccompanied)).then_some("Yes")),
            fact("Trafficking", (c.trafficking_concern && shown(Withhold::Unaccompanied)).then_some("There is a concern")),
            fact("Short breaks", short_breaks(c)),
            fact("Child protection plan", protection_plan(c)),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn protection_plan(c: &crate::record::Child) -> Option<String> {
    let plan = c.protection_plan.as_ref()?;
    let since = plan.since.map(|d| format!("since {}", day(d)));
    let ended = plan.ended.map(|d| format!("ended on {}", day(d)));
    let goes_on = plan.goes_on.as_ref().map(|why| format!("goes on: {why}"));
    Some(capital(&[since, ended, goes_on].into_iter().flatten().collect::<Vec<_>>().join("; "))).filter(|t| !t.is_empty())
}

fn short_breaks(c: &crate::record::Child) -> Option<String> {
    let breaks = c.short_breaks.as_ref()?;
    let parts: Vec<String> = [
        breaks.provider.clone(),
        breaks.days_this_year.map(|d| format!("{d} days in these twelve months")),
        breaks.longest_stay_days.map(|d| format!("longest stay {d} day{}", if d == 1 { "" } else { "s" })),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
