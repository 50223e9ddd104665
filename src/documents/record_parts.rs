//! The parts of a record as one audience sees them: codes in words, dates in words, names instead of keys.

use chrono::NaiveDate;
use serde::Serialize;

use super::Audience;
use crate::check::{Case, texts};
use crate::derive::{self, StepState};
use crate::record::codes::{self, label, label_with_code};
use crate::record::{CHILD, How, Record, Withhold, WrittenTo};
use crate::words::{capital, day, list, short_day};

/// A fact with its label.
#[derive(Debug, Serialize)]
pub struct Fact {
    label: &'static str,
    value: String,
}

fn fact(label: &'static str, value: Option<impl Into<String>>) -> Option<Fact> {
    value.map(|v| Fact { label, value: v.into() })
}

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
    let born = format!("{}, aged {}", day(c.date_of_birth), case.facts.age);
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
    let iro = derive::iro(r).map(|p| match &p.phone {
        Some(phone) => format!("{}, {phone}", p.name),
        None => p.name.clone(),
    });
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
            fact("Known as", known),
            fact("Born", Some(born)),
            fact("Reference", Some(c.reference.clone())),
            fact("Legal status", Some(format!("{legal} since {}", day(c.legal_status.since)))),
            fact("Looked after", Some(format!("since {}", day(c.looked_after_since)))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        right: [
            fact(if c.short_breaks.is_some() { "Short breaks" } else { "Lives in" }, Some(lives)),
            fact("Social worker", person("social_worker")),
            fact("Manager", person("team_manager")),
            fact("IRO", iro),
        ]
        .into_iter()
        .flatten()
        .collect(),
        more: [
            fact("Full name", Some(c.name.clone())),
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
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
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

/// The review.
#[derive(Debug, Serialize)]
pub struct Review {
    name: String,
    held: String,
    facts: Vec<Fact>,
    meetings: Vec<[String; 3]>,
    late: Option<String>,
}

/// The review: when, where, who chaired, in time or not.
pub fn review(case: &Case, audience: &Audience<'_>) -> Review {
    let (r, facts) = (&case.record, &case.facts);
    let rule = case.policy.reviews.get(&r.review.kind);
    let name = rule.map_or_else(|| r.review.kind.clone(), |t| t.name.clone());
    let timing = facts.due.as_ref().map(|due| {
        let days = (facts.held - due.date).num_days();
        if days > 0 {
            format!("{days} day{} late: it was due by {}, {}", if days == 1 { "" } else { "s" }, day(due.date), due.words())
        } else {
            format!("In time: due by {}, {}", day(due.date), due.words())
        }
    });
    let chaired: Vec<String> = r.review.chaired_by.iter().map(|k| audience.name(k)).collect();
    let how = r.review.is_without_meeting().then(|| match &r.review.without_meeting {
        Some(w) => format!(
            "Without a meeting: the reviewing officer saw {} on {} and talked with the social worker on {}",
            if r.written_to == WrittenTo::Child { "you" } else { r.child.short_name() },
            day(w.child_seen),
            day(w.worker_consulted)
        ),
        None => "Without a meeting".to_owned(),
    });
    let adjourned = r.review.adjourned.as_ref().map(|a| {
        let resumed = a.resumed.map_or_else(|| "not resumed yet".to_owned(), |d| format!("resumed on {}", day(d)));
        let wishes = a.wishes.as_ref().map_or(String::new(), |w| format!(" About the delay: {w}"));
        format!("Because {}: {} The review was {resumed}.{wishes}", label(codes::ADJOURNED, &a.reason), full_stop(&a.explanation))
    });
    Review {
        name: capital(&name),
        held: day(facts.held),
        facts: [
            fact(
                "Review",
                Some(match r.review.number {
                    Some(n) => format!("{}, number {n} since becoming looked after", capital(&name)),
                    None => capital(&name),
                }),
            ),
            fact(
                "Held on",
                Some(match &r.review.time {
                    Some(time) => format!("{} at {time}", day(facts.held)),
                    None => day(facts.held),
                }),
            ),
            fact("Scheduled for", r.review.scheduled.filter(|d| *d != facts.held).map(day)),
            fact("Where", r.review.venue.clone().filter(|_| !audience.withholds(Withhold::PlacementAddress))),
            fact("How", how),
            fact("Chaired by", (!chaired.is_empty()).then(|| list(&chaired))),
            fact("Last review", r.review.previous_review.map(day)),
            fact("Timing", timing),
            fact("Why it was late", r.review.late_reason.clone()),
            fact("Brought forward", r.review.trigger.as_ref().map(|t| format!("{} ({})", t.what, day(t.date)))),
            fact("Placement order", r.review.placement_order.map(day)),
            fact("Placed for adoption", r.review.placed_for_adoption.map(day)),
            fact("Adjourned", adjourned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        meetings: r
            .review
            .meetings
            .iter()
            .map(|m| {
                let who: Vec<String> = m.who.iter().map(|k| audience.name(k)).collect();
                let place = m.venue.clone().filter(|_| !audience.withholds(Withhold::PlacementAddress)).unwrap_or_default();
                let note = m.note.clone().unwrap_or_default();
                [day(m.date), [place, note].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": "), list(&who)]
            })
            .collect(),
        late: facts.due.as_ref().filter(|d| facts.held > d.date).map(|d| day(d.date)),
    }
}

fn full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A rating as word and shape.
#[derive(Debug, Serialize)]
pub struct Rating {
    key: String,
    word: String,
}

/// The rating of the planning, for whoever may see challenges.
pub fn rating(r: &Record, audience: &Audience<'_>) -> Option<Rating> {
    let rag = r.rag.as_ref().filter(|_| !audience.withholds(Withhold::Concerns))?;
    Some(Rating { key: rag.rating.clone(), word: capital(&rag.rating) })
}

/// A decision.
#[derive(Debug, Serialize)]
pub struct Decision {
    number: usize,
    what: String,
    outcome: Option<String>,
    who: String,
    by: Option<String>,
    /// The same in full, for letters.
    by_day: Option<String>,
    starred: Option<&'static str>,
    carried_from: Option<u32>,
    dissent: Vec<Dissent>,
    /// In words for the child, where there are any.
    pub(super) child_words: Option<String>,
}

/// The decisions in order, without those about something that is left out. They keep their numbers.
pub fn decisions(case: &Case, audience: &Audience<'_>) -> Vec<Decision> {
    shown_decisions(case, audience)
        .map(|(number, d)| Decision {
            number,
            what: d.what.clone(),
            outcome: d.outcome.as_deref().map(full_stop),
            who: capital(&list(&d.who.keys().iter().map(|k| audience.name(k)).collect::<Vec<_>>())),
            by: d.by.map(short_day),
            by_day: d.by.map(day),
            starred: d.starred.as_ref().and_then(|key| codes::STARRED.iter().find(|c| c.key == key)).map(|c| c.label),
            carried_from: d.carried_forward_from,
            dissent: d
                .dissent
                .iter()
                .filter(|x| audience.key == Some(x.who.as_str()) || !audience.withholds(Withhold::OthersViews))
                .map(|x| {
                    let who = if audience.key == Some(x.who.as_str()) { "You".to_owned() } else { capital(&audience.name(&x.who)) };
                    Dissent {
                        own: audience.key == Some(x.who.as_str()),
                        text: match &x.text {
                            Some(text) => format!("{who} did not agree: {}", full_stop(text)),
                            None => format!("{who} did not agree."),
                        },
                    }
                })
                .collect(),
            child_words: d.child_words.clone(),
        })
        .collect()
}

/// A dissent from a decision.
#[derive(Debug, Serialize)]
pub struct Dissent {
    /// The reader's own.
    own: bool,
    text: String,
}

/// The decisions an audience is shown, with their numbers.
pub fn shown_decisions<'a>(case: &'a Case, audience: &'a Audience<'_>) -> impl Iterator<Item = (usize, &'a crate::record::Decision)> {
    let all = case.record.decisions.iter().flatten().enumerate();
    all.map(|(i, d)| (i + 1, d)).filter(|(_, d)| !audience.withholds_any(&d.about))
}

/// The texts of the decisions an audience is shown: what its PDF must hold.
pub fn decision_texts(case: &Case, audience: &Audience<'_>) -> Vec<String> {
    shown_decisions(case, audience).map(|(_, d)| d.what.clone()).collect()
}

/// The plan for permanence.
#[derive(Debug, Serialize)]
pub struct Permanence {
    plan: String,
    route: Option<&'static str>,
    text: Option<String>,
    milestones: Vec<[String; 3]>,
    contingency: Option<String>,
    parallel: Vec<String>,
    not_decided_reason: Option<String>,
}

/// The plan for permanence.
pub fn permanence(r: &Record, audience: &Audience<'_>) -> Option<Permanence> {
    let p = r.permanence.as_ref()?;
    Some(Permanence {
        plan: label(codes::PLAN, &p.plan).to_owned(),
        route: p.route.as_ref().and_then(|key| codes::ROUTE.iter().find(|c| c.key == key)).map(|c| c.label),
        text: p.text.clone(),
        milestones: p
            .milestones
            .iter()
            .filter(|m| !audience.withholds_any(&m.about))
            .map(|m| [m.what.clone(), short_day(m.by), m.done.map_or_else(String::new, short_day)])
            .collect(),
        contingency: p.contingency.as_deref().map(full_stop),
        parallel: p.parallel.clone(),
        not_decided_reason: p.not_decided_reason.as_deref().map(full_stop),
    })
}

/// A key date on the line.
#[derive(Debug, Serialize)]
pub struct Moment {
    label: String,
    date: Option<String>,
    note: String,
    /// `done`, `late` or `open`.
    state: &'static str,
}

/// The key dates, from the last review to the next.
pub fn timeline(case: &Case) -> Vec<Moment> {
    let (r, facts) = (&case.record, &case.facts);
    let mut line = Vec::new();
    if let Some(last) = r.review.previous_review {
        line.push(Moment { label: "Last review".into(), date: Some(short_day(last)), note: String::new(), state: "done" });
    }
    let days = |n: i64| format!("{n} day{} late", if n == 1 { "" } else { "s" });
    line.push(match &facts.due {
        Some(due) if facts.held > due.date => Moment {
            label: "This review".into(),
            date: Some(short_day(facts.held)),
            note: days((facts.held - due.date).num_days()),
            state: "late",
        },
        due => Moment {
            label: "This review".into(),
            date: Some(short_day(facts.held)),
            note: due.as_ref().map_or_else(String::new, |_| "in time".to_owned()),
            state: "done",
        },
    });
    if let Some(resumed) = r.review.adjourned.as_ref().and_then(|a| a.resumed) {
        line.push(Moment { label: "Resumed".into(), date: Some(short_day(resumed)), note: String::new(), state: "done" });
    }
    for key in ["decisions", "record", "distributed"] {
        let Some(step) = facts.step(key) else { continue };
        let (note, state) = match step.state() {
            StepState::InTime => ("in time".to_owned(), "done"),
            StepState::Late(n) => (days(n), "late"),
            StepState::Open => (step.due.map_or_else(String::new, |d| format!("due {}", short_day(d))), "open"),
        };
        line.push(Moment { label: step.title.clone(), date: step.done.map(short_day), note, state });
    }
    if let Some(next) = r.next_review.as_ref().and_then(|n| n.date) {
        let note = facts.next_due.as_ref().map_or_else(String::new, |d| format!("due by {}", short_day(d.date)));
        line.push(Moment { label: "Next review".into(), date: Some(short_day(next)), note, state: "open" });
    }
    line
}

/// How the child took part.
#[derive(Debug, Serialize)]
pub struct Participation {
    code: String,
    chaired: bool,
    seen_alone: Option<String>,
    not_seen_alone: Option<String>,
    knows_iro: Option<bool>,
    asked_about_chairing: Option<bool>,
    advocacy_explained: Option<bool>,
    complaints_explained: Option<bool>,
    rights_explained: Option<bool>,
    wishes_and_feelings: Option<String>,
    own_words: Option<String>,
}

/// How the child took part.
pub fn participation(case: &Case, audience: &Audience<'_>) -> Option<Participation> {
    let r = &case.record;
    let p = r.participation.as_ref()?;
    let shown = !audience.withholds(Withhold::ChildViews);
    Some(Participation {
        code: p.code.clone(),
        chaired: r.review.chaired_by.iter().any(|k| k == CHILD),
        seen_alone: p.seen_alone.map(day),
        not_seen_alone: p.not_seen_alone.clone(),
        knows_iro: p.knows_iro,
        asked_about_chairing: p.asked_about_chairing,
        advocacy_explained: p.advocacy_explained,
        complaints_explained: p.complaints_explained,
        rights_explained: p.rights_explained,
        wishes_and_feelings: p.wishes_and_feelings.clone().filter(|_| shown),
        own_words: p.own_words.clone().filter(|_| shown),
    })
}

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
                None => if case.record.written_to == WrittenTo::Child { "You" } else { "The child" }.to_owned(),
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
                name: capital(&audience.name(&a.person)),
                role,
                how: a.how.label(),
                notes: [a.note.clone(), a.reason.clone(), a.heard.as_ref().map(|h| format!("Heard instead: {h}"))]
                    .into_iter()
                    .flatten()
                    .map(|t| full_stop(&t))
                    .collect(),
            }
        })
        .collect()
}

/// A paper.
#[derive(Debug, Serialize)]
pub struct Paper {
    title: String,
    received: String,
    state: &'static str,
    notes: Vec<String>,
}

/// The papers, each held against its limit.
pub fn papers(case: &Case, audience: &Audience<'_>) -> Vec<Paper> {
    let r = &case.record;
    let withheld = |paper: &str| match paper {
        "health_plan" => audience.withholds(Withhold::Health),
        "personal_education_plan" | "education_health_care_plan" => audience.withholds(Withhold::Education),
        _ => false,
    };
    r.papers
        .iter()
        .flatten()
        .filter(|p| !withheld(&p.paper))
        .map(|p| {
            let rule = case.policy.papers.iter().find(|rule| rule.paper == p.paper);
            let limit = rule.and_then(|rule| derive::paper_limit(rule, r, &case.facts));
            let late = |received: NaiveDate| limit.is_some_and(|(by, _)| received > by);
            let state = match (p.received, &p.missing) {
                (Some(date), _) if late(date) || p.late_reason.is_some() => "late",
                (Some(_), _) => "seen",
                (None, _) => "missing",
            };
            let flags = [
                p.up_to_date.map(|b| if b { "Up to date." } else { "Not up to date." }.to_owned()),
                p.signed.map(|b| if b { "Signed." } else { "Not signed." }.to_owned()),
            ];
            let due = limit.filter(|_| state == "late").map(|(by, _)| format!("It was due by {}.", day(by)));
            Paper {
                title: p.title.clone().unwrap_or_else(|| label(codes::PAPERS, &p.paper).to_owned()),
                received: p.received.map_or_else(String::new, short_day),
                state,
                notes: flags
                    .into_iter()
                    .chain([
                        due,
                        p.missing.as_deref().map(full_stop),
                        p.late_reason.as_deref().map(full_stop),
                        p.note.as_deref().map(full_stop),
                    ])
                    .flatten()
                    .collect(),
            }
        })
        .collect()
}

/// Somebody's view.
#[derive(Debug, Serialize)]
pub struct View {
    who: String,
    role: String,
    text: String,
}

fn view(r: &Record, audience: &Audience<'_>, key: &str, text: &str) -> View {
    let role = r.people.get(key).map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| label(codes::ROLES, &p.role).to_owned()));
    View { who: capital(&audience.name(key)), role, text: text.to_owned() }
}

/// Others' views, each with its author.
pub fn views(r: &Record, audience: &Audience<'_>) -> Vec<View> {
    if audience.withholds(Withhold::OthersViews) {
        return Vec::new();
    }
    r.views.iter().map(|v| view(r, audience, &v.from, &v.text)).collect()
}

/// Disagreements about the review as a whole.
pub fn disagreements(r: &Record, audience: &Audience<'_>) -> Vec<View> {
    r.disagreements
        .iter()
        .filter(|d| audience.key == Some(d.who.as_str()) || !audience.withholds(Withhold::OthersViews))
        .map(|d| view(r, audience, &d.who, &d.text))
        .collect()
}

/// A decision of the last review.
#[derive(Debug, Serialize)]
pub struct Previous {
    number: u32,
    what: String,
    outcome: &'static str,
    key: String,
    why: Option<String>,
    carried_forward: bool,
}

/// What became of the last decisions.
pub fn previous(r: &Record, audience: &Audience<'_>) -> Vec<Previous> {
    r.previous_decisions
        .iter()
        .flatten()
        .filter(|d| !audience.withholds_any(&d.about))
        .map(|d| Previous {
            number: d.number,
            what: d.what.clone(),
            outcome: codes::OUTCOME.iter().find(|c| c.key == d.outcome).map_or("", |c| c.label),
            key: d.outcome.clone(),
            why: d.why.as_deref().map(full_stop),
            carried_forward: d.carried_forward,
        })
        .collect()
}

/// A matter considered.
#[derive(Debug, Serialize)]
pub struct Matter {
    title: String,
    text: Option<String>,
    change_needed: bool,
    not_discussed: Option<String>,
}

/// The matters in the order of the pack: those discussed, or those that were not.
pub fn matters(case: &Case, audience: &Audience<'_>, discussed: bool) -> Vec<Matter> {
    let Some(matters) = &case.record.matters else { return Vec::new() };
    case.policy
        .matters
        .iter()
        .filter_map(|(key, rule)| {
            let matter = matters.get(key)?;
            let withheld = texts::part_of_matter(key).is_some_and(|part| audience.withholds(part));
            (!withheld && matter.text.is_some() == discussed).then(|| Matter {
                title: match &rule.to_child {
                    Some(title) if case.record.written_to == WrittenTo::Child => title.clone(),
                    _ => rule.title.clone(),
                },
                text: matter.text.clone(),
                change_needed: matter.change_needed,
                not_discussed: matter.not_discussed.clone(),
            })
        })
        .collect()
}

/// A challenge.
#[derive(Debug, Serialize)]
pub struct Concern {
    what: String,
    status: &'static str,
    raised: String,
    with: String,
    outcome: Option<String>,
}

/// Challenges raised, intended or resolved.
pub fn concerns(r: &Record, audience: &Audience<'_>) -> Vec<Concern> {
    if audience.withholds(Withhold::Concerns) {
        return Vec::new();
    }
    r.concerns
        .iter()
        .map(|c| Concern {
            what: c.what.clone(),
            status: codes::CONCERN.iter().find(|x| x.key == c.status).map_or("", |x| x.label),
            raised: c.raised.map_or_else(String::new, short_day),
            with: c.with.as_ref().map_or_else(String::new, |k| audience.name(k)),
            outcome: c.outcome.clone(),
        })
        .collect()
}

/// The next review.
#[derive(Debug, Serialize)]
pub struct Next {
    date: Option<String>,
    time: Option<String>,
    venue: Option<String>,
    without_meeting: bool,
    due: Option<String>,
    not_needed: Option<String>,
}

/// The next review and its limit.
pub fn next_review(case: &Case, audience: &Audience<'_>) -> Option<Next> {
    let n = case.record.next_review.as_ref()?;
    Some(Next {
        date: n.date.map(day),
        time: n.time.clone(),
        // Often the place where the child lives: told to nobody who must not know that.
        venue: n.venue.clone().filter(|_| !audience.withholds(Withhold::PlacementAddress)),
        without_meeting: n.how.as_deref() == Some("without_meeting"),
        due: case.facts.next_due.as_ref().map(|d| day(d.date)),
        not_needed: n.not_needed.as_deref().map(full_stop),
    })
}

/// Something owed after the review.
#[derive(Debug, Serialize)]
pub struct Owed {
    title: String,
    by: String,
    limit: String,
    due: String,
    done: String,
    note: String,
    state: &'static str,
}

/// What is owed after the review, with its limits.
pub fn steps(case: &Case) -> Vec<Owed> {
    case.facts
        .steps
        .iter()
        // What no record keeps a date of is a duty to tell of, not a row to be left empty.
        .filter(|s| matches!(s.key.as_str(), "decisions" | "manager_answer" | "record" | "distributed"))
        .map(|s| {
            let (note, state) = match s.state() {
                StepState::InTime => ("In time".to_owned(), "done"),
                StepState::Late(n) => (format!("{n} day{} late", if n == 1 { "" } else { "s" }), "late"),
                StepState::Open if s.silence_means_agreed => ("No answer counts as agreed".to_owned(), "open"),
                StepState::Open => ("Not yet".to_owned(), "open"),
            };
            Owed {
                title: s.title.clone(),
                by: s.by.clone(),
                limit: s.limit.to_string(),
                due: s.due.map_or_else(String::new, short_day),
                done: s.done.map_or_else(String::new, short_day),
                note,
                state,
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
            name: capital(&audience.name(&d.to)),
            role: r
                .people
                .get(&d.to)
                .map_or_else(String::new, |p| p.title.clone().unwrap_or_else(|| label(codes::ROLES, &p.role).to_owned())),
            note: d.note.clone().filter(|_| audience.key.is_none()),
            by: match d.by.as_deref() {
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
pub fn withheld(r: &Record, audience: &Audience<'_>) -> Vec<&'static str> {
    let mut parts: Vec<Withhold> =
        r.distribution.iter().flatten().filter(|d| Some(d.to.as_str()) == audience.key).flat_map(|d| d.withhold.iter().copied()).collect();
    if audience.withholds(Withhold::PlacementAddress) {
        parts.push(Withhold::PlacementAddress);
    }
    parts.sort();
    parts.dedup();
    parts.into_iter().map(Withhold::label).collect()
}

/// How the manager answered, in a sentence.
pub fn manager_answer(r: &Record) -> Option<String> {
    let answer = r.issued.manager_answer.as_ref()?;
    Some(match (&answer.objection, answer.agreed) {
        (_, true) => format!("The manager agreed on {}.", day(answer.date)),
        (Some(objection), false) => format!("The manager did not agree on {}: {}", day(answer.date), full_stop(objection)),
        (None, false) => format!("The manager did not agree on {}.", day(answer.date)),
    })
}
