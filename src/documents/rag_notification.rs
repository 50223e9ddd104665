//! RAG notification: the rating of the planning after a review, to the social worker and their managers, with every indicator,
//! what it asks for and by when, and room for the answer.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::audience::Audience;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::calendar::owed;
use crate::check::{Case, Named};
use crate::derive;
use crate::record::{Rag, Status};
use crate::words::{capital, day, list, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    rating: Rated,
    means: &'a str,
    indicators: Vec<Indicator>,
    /// Indicators of other ratings that are ticked as well.
    also: Vec<Indicator>,
    comment: Option<&'a str>,
    actions: Vec<Action>,
    answer_by: Option<String>,
    reply_to: Option<String>,
    answer: Option<Answer>,
    /// What the empty box is prefilled with: a line for each thing to be answered.
    to_answer: Vec<String>,
    reviewed: Option<Answer>,
    recognition: Option<Recognition>,
    history: Vec<Rated>,
    consequence: Option<String>,
}

#[derive(Serialize)]
struct Rated {
    key: String,
    word: String,
    date: String,
}

#[derive(Serialize)]
struct Indicator {
    title: String,
    ticked: bool,
    details: Option<String>,
    rating: String,
}

#[derive(Serialize)]
struct Action {
    title: String,
    chosen: bool,
    dates: Vec<String>,
    then: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    date: String,
    who: Option<String>,
    text: Option<String>,
}

#[derive(Serialize)]
struct Recognition {
    kinds: Vec<String>,
    text: Option<String>,
}

pub(super) fn plan(case: &Case, _as_of: NaiveDate) -> Vec<Planned> {
    let (r, policy) = (&case.record, &case.policy);
    let Some(rag) = r.rag.as_ref().filter(|_| r.status >= Status::Decisions) else { return Vec::new() };
    let Some(rating) = policy.rag.ratings.get(&rag.rating) else { return Vec::new() };
    let held = case.facts.held;
    let head = Head {
        policy,
        document: "rag_notification",
        title: "rag_notification",
        child: Named::from(&r.child),
        held,
        date: r.issued.rag.or(r.issued.decisions).unwrap_or(held),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let dates = derive::action_dates(r, policy, &case.facts);
    let asked = dates.iter().find(|d| d.by != "IRO");
    let answer_by = asked.map(|d| format!("{} by {}", d.what, owed(d.due, day)));
    let people = &r.people;
    let form = form::form(
        &head,
        format!("{} · review of {}", r.child.name, day(held)),
        [
            fact("Case number", Some(r.child.reference.clone())),
            fact("Social worker", form::worker(people).or_else(|| Some("none allocated".to_owned()))),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
        ],
        [
            fact("IRO", derive::iro(r).map(|p| p.name.clone())),
            fact(
                "Review",
                policy.reviews.get(&r.review.kind).map(|t| match r.review.number {
                    Some(n) => format!("{}, number {n}", capital(&t.name)),
                    None => capital(&t.name),
                }),
            ),
            fact("Sent", r.issued.rag.map(day)),
            fact("Goes to", Some(list(&policy.rag.sent_to))),
        ],
    );
    let view = View {
        form,
        rating: Rated { key: rag.rating.clone(), word: capital(policy.rating_title(&rag.rating)), date: short_day(held) },
        means: &rating.means,
        indicators: rating.indicators.iter().map(|i| indicator(i, rag, "")).collect(),
        also: policy
            .rag
            .ratings
            .iter()
            .filter(|(name, _)| **name != rag.rating)
            .flat_map(|(name, other)| other.indicators.iter().map(move |i| indicator(i, rag, policy.rating_title(name))))
            .filter(|i| i.ticked)
            .collect(),
        comment: rag.comment.as_deref(),
        actions: actions(case, rating),
        answer_by,
        answer: rag.answer.as_ref().map(|a| Answer {
            date: day(a.date),
            who: a.by.as_ref().map(|key| form::who(people, key)),
            text: Some(a.text.clone()),
        }),
        reply_to: form::reply_to(derive::iro(r)),
        to_answer: ["red", "amber"]
            .iter()
            .filter_map(|name| policy.rag.ratings.get(*name))
            .flat_map(|rating| &rating.indicators)
            .filter(|i| rag.is_ticked(&i.key))
            .map(|i| i.title.clone())
            .collect(),
        reviewed: rag.reviewed.as_ref().map(|a| Answer {
            date: day(a.date),
            who: Some(if a.progress == "limited" { "progress is limited" } else { "progress is good" }.to_owned()),
            text: a.text.clone(),
        }),
        recognition: recognised(rag)
            .then(|| Recognition { kinds: kinds(policy, &rag.excellent_practice_for), text: rag.excellent_practice_text.clone() }),
        history: case
            .facts
            .earlier_ratings
            .iter()
            .map(|(date, key)| Rated { key: key.clone(), word: capital(policy.rating_title(key)), date: short_day(*date) })
            .collect(),
        consequence: consequence(case, rag, rating),
    };
    let mut sections = vec!["indicators", "action"];
    if view.answer_by.is_some() {
        sections.push("answer");
    }
    let texts = vec![rating.means.clone()];
    // It goes to workers and managers, who need not know where a child in a confidential placement lives.
    let absent = Audience::nobody_on_the_list(r).absent();
    vec![form::planned(&head, &view, "social_worker", "rag-notification", &sections, texts, absent)]
}

/// Kinds of good practice in words.
pub(super) fn kinds(policy: &crate::policy::Policy, keys: &[String]) -> Vec<String> {
    let all = &policy.rag.recognition.characteristics;
    keys.iter().filter_map(|key| all.iter().find(|c| c.key == *key)).map(|c| c.title.clone()).collect()
}

/// Whether excellent practice is recognised: said so, or described.
fn recognised(rag: &Rag) -> bool {
    rag.excellent_practice || !rag.excellent_practice_for.is_empty() || rag.excellent_practice_text.is_some()
}

fn indicator(rule: &crate::policy::Indicator, rag: &Rag, title: &str) -> Indicator {
    let which = rag.ticks.get(&rule.key).and_then(|t| t.which()).and_then(|w| rule.which.get(w));
    Indicator {
        title: match which {
            Some(whose) => format!("{}: {whose}", rule.title),
            None => rule.title.clone(),
        },
        ticked: rag.is_ticked(&rule.key),
        details: rag.details.get(&rule.key).cloned(),
        rating: capital(title),
    }
}

fn actions(case: &Case, rating: &crate::policy::Rating) -> Vec<Action> {
    let chosen = derive::action(&case.record, &case.policy).map(|(_, a)| a.key.as_str());
    let dates = derive::action_dates(&case.record, &case.policy, &case.facts);
    let again = is_again(case, rating);
    let booked = case.record.next_review.as_ref().and_then(|n| n.date);
    let words = |d: &derive::ActionDue, review: bool| match booked.filter(|_| review) {
        Some(date) => format!("{}: booked for {} (limit {})", d.what, day(date), owed(d.due, day)),
        // The IRO's own dates name the IRO already.
        None if d.by == "IRO" => format!("{}: by {}", d.what, owed(d.due, day)),
        None => format!("{} from the {}: by {}", d.what, d.by, owed(d.due, day)),
    };
    rating
        .actions
        .iter()
        .map(|a| {
            let is_chosen = chosen == Some(a.key.as_str());
            Action {
                title: a.title.clone(),
                chosen: is_chosen,
                dates: if is_chosen { dates.iter().enumerate().map(|(i, d)| words(d, i >= a.dates.len())).collect() } else { Vec::new() },
                // What would follow is no longer a condition once it does.
                then: a.then.clone().filter(|_| is_chosen && !again).map(|t| capital(&t)),
            }
        })
        .collect()
}

/// Whether this rating, after the same one before, calls for a challenge.
fn is_again(case: &Case, rating: &crate::policy::Rating) -> bool {
    let (Some(rag), Some(again)) = (&case.record.rag, &rating.again) else { return false };
    let limited = rag.limited_progress || rag.reviewed.as_ref().is_some_and(|r| r.progress == "limited");
    let before = case.facts.earlier_ratings.last().is_some_and(|(_, key)| *key == rag.rating);
    before && (limited || !again.if_limited_progress)
}

/// What follows from the run of ratings, where there is one.
fn consequence(case: &Case, rag: &Rag, rating: &crate::policy::Rating) -> Option<String> {
    let again = rating.again.as_ref()?;
    let alert = case.policy.word("alert");
    let word = case.policy.rating_title(&rag.rating);
    let raises = if again.alert == "raise" { "raises it formally" } else { "considers raising it formally" };
    if !is_again(case, rating) {
        let when = if again.if_limited_progress { " and progress is limited" } else { "" };
        return Some(format!("If the next review is rated {word} again{when}, the IRO {raises} ({alert})."));
    }
    let run = case.facts.earlier_ratings.iter().rev().take_while(|(_, key)| *key == rag.rating).count() + 1;
    let nth = match run {
        2 => "second",
        3 => "third",
        _ => "next",
    };
    let limited = if again.if_limited_progress { ", and progress is limited" } else { "" };
    let mut words = format!("This is the {nth} {word} running{limited}. The IRO {raises} ({alert})");
    if !again.meet.is_empty() {
        words += &format!(", meets the {}", list(&again.meet));
    }
    if !again.tell.is_empty() {
        words += &format!(" and tells the {}", list(&again.tell));
    }
    Some(words + ".")
}
