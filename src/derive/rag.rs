//! What a record says about the indicators of the rating: each fact either stands, or does not, or cannot be told.
//! Packs name these facts (`fact:`); what an indicator is called, and under which rating it stands, is theirs.

use chrono::NaiveDate;

use super::{Facts, applies, paper_limit};
use crate::calendar;
use crate::policy::{Indicator, Policy};
use crate::record::{Paper, Record};
use crate::words::day;

/// A fact about an indicator.
#[derive(Debug, Clone)]
pub struct RagFact {
    /// Whether it stands.
    pub stands: bool,
    /// Where the record says so.
    pub pointer: String,
    /// What the record says, to follow "and" or "because".
    pub words: String,
}

fn fact(stands: bool, pointer: impl Into<String>, words: impl Into<String>) -> Option<RagFact> {
    Some(RagFact { stands, pointer: pointer.into(), words: words.into() })
}

/// The fact with a name; none where the record cannot tell, or the fact is not of this review.
#[must_use]
pub fn rag_fact(name: &str, r: &Record, policy: &Policy, facts: &Facts) -> Option<RagFact> {
    let number = number(r);
    match name {
        "no_care_plan" => missing(r, "care_plan", "the care plan"),
        "no_pathway_plan" if facts.age >= 16 => missing(r, "pathway_plan", "the pathway plan"),
        "no_social_work_report" => missing(r, "social_work_report", "the social work report"),
        "no_pep_by_second" if number >= 2 && (3..18).contains(&facts.age) => {
            missing(r, "personal_education_plan", "the personal education plan")
        }
        "no_health_plan_by_second" if number >= 2 => missing(r, "health_plan", "the health plan"),
        "no_permanence_by_third" if number >= 3 => no_permanence(r),
        "no_permanence_at_second" if number == 2 => no_permanence(r),
        "permanence_at_second" if number == 2 => no_permanence(r).map(|f| RagFact { stands: !f.stands, ..f }),
        // "Few" is fewer than half; a decision that was replaced counts for nothing.
        "few_decisions_progressed" => decisions(r).and_then(|(done, moved, all)| {
            let words = format!("{moved} of {all} decisions of the last review are done or partly done");
            match () {
                () if moved * 2 < all => fact(true, "/previous_decisions", words),
                () if done == all => fact(false, "/previous_decisions", words),
                () => None,
            }
        }),
        "all_decisions_addressed" => decisions(r).map(|(done, _, all)| RagFact {
            stands: done == all,
            pointer: "/previous_decisions".to_owned(),
            words: format!("{done} of {all} decisions of the last review are done"),
        }),
        "child_participation_missing" => participation(r).map(|f| RagFact { stands: !f.stands, ..f }),
        "child_participation_promoted" => participation(r),
        "parent_participation_missing" => parents(r).map(|f| RagFact { stands: !f.stands, ..f }),
        "parent_participation_promoted" => parents(r),
        "visits_out_of_time" => visits(r, policy, facts),
        "child_not_seen" => {
            let dates = r.visits.as_ref()?.dates.as_ref()?;
            let since: Vec<&NaiveDate> = dates.iter().filter(|d| r.review.previous_review.is_none_or(|p| **d > p)).collect();
            let words = match since.len() {
                0 => "no visit since the last review is recorded".to_owned(),
                n => format!("{n} visit{} since the last review recorded", if n == 1 { " is" } else { "s are" }),
            };
            fact(since.is_empty(), "/visits/dates", words)
        }
        "worker_unqualified_or_none" => match r.people.iter().find(|(_, p)| p.role == "social_worker") {
            None => fact(true, "/people", "nobody in `people` is the social worker"),
            Some((key, worker)) => {
                let qualified = worker.qualified?;
                let words = if qualified { "the social worker is qualified" } else { "the social worker is not qualified" };
                fact(!qualified, format!("/people/{key}/qualified"), words)
            }
        },
        "no_health_plan_in_28_days" => {
            let limit = r.child.placement.since + chrono::Days::new(28);
            let (at, paper) = paper(r, "health_plan")?;
            let until = day(limit);
            match paper.received {
                Some(received) if received <= limit => {
                    fact(false, at, format!("the health plan came on {}, within 28 days of placement", day(received)))
                }
                // A plan that is older than this review's copy may have been there in time.
                Some(_) => None,
                None if facts.held > limit => fact(true, at, format!("the health plan is missing, and was due on {until}")),
                None => None,
            }
        }
        "paperwork_complete" => paperwork(r, policy, facts),
        _ => None,
    }
}

/// The review's number in the cycle: as recorded, or the least that its type allows.
fn number(r: &Record) -> u32 {
    r.review.number.unwrap_or(match r.review.kind.as_str() {
        "first" => 1,
        "second" => 2,
        _ => 3,
    })
}

fn paper<'a>(r: &'a Record, key: &str) -> Option<(String, &'a Paper)> {
    let (i, paper) = r.papers.as_ref()?.iter().enumerate().find(|(_, p)| p.paper == key)?;
    Some((format!("/papers/{i}"), paper))
}

fn missing(r: &Record, key: &str, what: &str) -> Option<RagFact> {
    let (at, paper) = paper(r, key)?;
    match (&paper.missing, paper.received) {
        (Some(_), _) => fact(true, format!("{at}/missing"), format!("{what} is missing")),
        (None, Some(received)) => fact(false, format!("{at}/received"), format!("{what} came on {}", day(received))),
        (None, None) => None,
    }
}

fn no_permanence(r: &Record) -> Option<RagFact> {
    let p = r.permanence.as_ref()?;
    let none = p.plan == "not_decided";
    let words = if none { "no plan for permanence is decided" } else { "a plan for permanence is recorded" };
    fact(none, "/permanence/plan", words)
}

/// Decisions of the last review: done, done or partly done, all that count.
fn decisions(r: &Record) -> Option<(usize, usize, usize)> {
    let all: Vec<&str> = r.previous_decisions.as_ref()?.iter().map(|d| d.outcome.as_str()).filter(|o| *o != "superseded").collect();
    let count = |wanted: &[&str]| all.iter().filter(|o| wanted.contains(o)).count();
    (!all.is_empty()).then(|| (count(&["done"]), count(&["done", "partly_done"]), all.len()))
}

fn participation(r: &Record) -> Option<RagFact> {
    let p = r.participation.as_ref()?;
    match p.code.as_str() {
        // Taking part as the return counts it.
        "PN1" | "PN2" | "PN3" | "PN5" | "PN6" => fact(true, "/participation/code", format!("the participation code is {}", p.code)),
        "PN7" if p.seen_alone.is_none() && p.wishes_and_feelings.is_none() => {
            fact(false, "/participation/code", "the participation code is PN7, and nothing of the child's views is recorded")
        }
        _ => None,
    }
}

fn parents(r: &Record) -> Option<RagFact> {
    let attendance = r.attendance.as_ref()?;
    let mut any = false;
    for (i, a) in attendance.iter().enumerate() {
        let Some(person) = r.people.get(&a.person).filter(|p| p.is_parent() || p.is_carer()) else { continue };
        any |= person.is_parent() || person.is_carer();
        if a.how.is_present() || a.how == crate::record::How::Consulted {
            return fact(true, format!("/attendance/{i}/how"), "a parent or carer took part or was consulted");
        }
    }
    let viewed = r.views.iter().any(|v| r.people.get(&v.from).is_some_and(|p| p.is_parent() || p.is_carer()));
    if viewed {
        return fact(true, "/views", "a parent's or carer's view is recorded");
    }
    any.then(|| RagFact {
        stands: false,
        pointer: "/attendance".to_owned(),
        words: "no parent or carer took part, was consulted or gave a view".to_owned(),
    })
}

/// Why visits every three months, which a record says are agreed, may not be: what it says against them, and what would put it right. None
/// where they may, or are not agreed.
#[must_use]
pub fn rarer_visits_refused(r: &Record, policy: &Policy, facts: &Facts) -> Option<(String, String)> {
    let visits = r.visits.as_ref().filter(|v| v.three_monthly)?;
    let own = &policy.without_meeting;
    let placement = &r.child.placement;
    let year = placement.since + chrono::Months::new(12);
    if facts.held < year {
        let what = format!("the child has lived there only since {}", day(placement.since));
        return Some((what, format!("visits every three months are possible from {}", day(year))));
    }
    // An authority may ask for more: a match that has lasted, and the child's agreement.
    own.visits_every?;
    let lasted = placement.matched_on.and_then(|d| calendar::apply(d, own.matched_for).ok());
    if lasted.is_none_or(|from| facts.held < from) {
        let what = format!("there is no long-term match that has lasted {}", own.matched_for);
        return Some((what, "add `matched_on:` to the placement, or take `three_monthly:` out".to_owned()));
    }
    (visits.child_agrees != Some(true)).then(|| {
        let what = "the record does not say that the child agrees".to_owned();
        (what, "add `child_agrees: yes` to `visits`, or take `three_monthly:` out".to_owned())
    })
}

/// Visits against regulation 28: every gap since the last review or the start of the placement, whichever is later.
fn visits(r: &Record, policy: &Policy, facts: &Facts) -> Option<RagFact> {
    let visits = r.visits.as_ref()?;
    let mut dates = visits.dates.clone()?;
    dates.sort_unstable();
    let rule = &policy.visits;
    let placed = r.child.placement.since;
    let start = r.review.previous_review.map_or(placed, |p| p.max(placed));
    let long_term = policy.without_meeting.visits_every.unwrap_or(rule.long_term);
    let every = if visits.three_monthly && rarer_visits_refused(r, policy, facts).is_none() { long_term } else { rule.every };
    let mut from = start;
    let mut first = start == placed;
    for date in dates.into_iter().filter(|d| *d > start && *d <= facts.held).chain([facts.held]) {
        let limit = if first { rule.first_within } else { every };
        let due = calendar::apply(from, limit).ok()?;
        if date > due {
            let words = format!("no visit is recorded between {} and {}: one was due by {}", day(from), day(date), day(due));
            return fact(true, "/visits/dates", words);
        }
        (from, first) = (date, false);
    }
    fact(false, "/visits/dates", "the visits recorded are in time")
}

fn paperwork(r: &Record, policy: &Policy, facts: &Facts) -> Option<RagFact> {
    let papers = r.papers.as_ref()?;
    for rule in policy.papers.iter().filter(|rule| applies(&rule.when, r)) {
        let Some((i, paper)) = papers.iter().enumerate().find(|(_, p)| p.paper == rule.paper) else { continue };
        if paper.missing.is_some() {
            return fact(false, format!("/papers/{i}/missing"), "a paper is missing");
        }
        if let (Some(received), Some((limit, _))) = (paper.received, paper_limit(rule, r, facts))
            && received > limit
        {
            return fact(
                false,
                format!("/papers/{i}/received"),
                format!("a paper came on {}, after its limit of {}", day(received), day(limit)),
            );
        }
        if paper.up_to_date == Some(false) {
            return fact(false, format!("/papers/{i}/up_to_date"), "a paper is not up to date");
        }
    }
    fact(true, "/papers", "every paper is there, in time")
}

/// The rating that the facts suggest, and why. Only what the record can tell counts, so it is never imposed.
#[must_use]
pub fn suggested(r: &Record, policy: &Policy, facts: &Facts) -> (&'static str, Vec<(String, RagFact)>) {
    for rating in ["red", "amber"] {
        let because: Vec<(String, RagFact)> = standing(rating, r, policy, facts).map(|(i, f)| (i.title.clone(), f)).collect();
        if !because.is_empty() {
            return (rating, because);
        }
    }
    ("green", Vec::new())
}

/// The indicators of a rating whose facts stand.
pub fn standing<'a>(rating: &str, r: &'a Record, policy: &'a Policy, facts: &'a Facts) -> impl Iterator<Item = (&'a Indicator, RagFact)> {
    let indicators = policy.rag.ratings.get(rating).map_or(&[][..], |r| &r.indicators);
    indicators.iter().filter_map(|i| {
        let fact = rag_fact(i.fact.as_deref()?, r, policy, facts)?;
        fact.stands.then_some((i, fact))
    })
}

/// A date that an action of a notification sets.
#[derive(Debug, Clone)]
pub struct ActionDue {
    /// What is to happen.
    pub what: String,
    /// Who owes it.
    pub by: String,
    /// The last day in time.
    pub due: NaiveDate,
}

/// The dates that the chosen action sets, counted from the review.
#[must_use]
pub fn action_dates(r: &Record, policy: &Policy, facts: &Facts) -> Vec<ActionDue> {
    let Some((_, action)) = action(r, policy) else { return Vec::new() };
    let mut dates: Vec<ActionDue> = action
        .dates
        .iter()
        .filter_map(|d| Some(ActionDue { what: d.what.clone(), by: d.by.clone(), due: calendar::apply(facts.held, d.within).ok()? }))
        .collect();
    if let Some(due) = action.next_review_within.and_then(|limit| calendar::apply(facts.held, limit).ok()) {
        dates.push(ActionDue { what: "The next review".to_owned(), by: "IRO".to_owned(), due });
    }
    dates
}

/// The action chosen, with the notification it is in.
#[must_use]
pub fn action<'a>(r: &'a Record, policy: &'a Policy) -> Option<(&'a crate::record::Rag, &'a crate::policy::Action)> {
    let rag = r.rag.as_ref()?;
    let rating = policy.rag.ratings.get(&rag.rating)?;
    let chosen = match (&rag.action, rating.actions.as_slice()) {
        (Some(key), actions) => actions.iter().find(|a| a.key == *key),
        // Where there is only one option, there is nothing to choose.
        (None, [only]) => Some(only),
        (None, _) => None,
    }?;
    Some((rag, chosen))
}
