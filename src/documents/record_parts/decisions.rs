//! What was decided, what became of the last decisions, and the plan for permanence.

use super::full_stop;
use crate::check::Case;
use crate::documents::Audience;
use crate::record::Record;
use crate::record::codes::{self, label};
use crate::words::{capital, day, deadline, list, number, short_day, small, weekday};
use serde::Serialize;

/// A decision.
#[derive(Debug, Serialize)]
pub struct Decision {
    number: usize,
    what: String,
    outcome: Option<String>,
    who: String,
    by: Option<String>,
    /// The same with its weekday, for a list.
    by_weekday: Option<String>,
    /// The same in full, for a sentence.
    by_day: Option<String>,
    starred: Option<String>,
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
            what: words_for(d, audience).to_owned(),
            // Words for a reader say what for themselves, as far as they are to know it.
            outcome: d.outcome.as_deref().filter(|_| !has_words_for(d, audience)).map(full_stop),
            who: capital(&list(&d.who.keys().iter().map(|k| audience.name_or_you(k)).collect::<Vec<_>>())),
            by: d.by.map(short_day),
            by_weekday: d.by.map(|by| deadline(by, case.facts.held)),
            by_day: d.by.map(weekday),
            starred: d.starred.as_ref().map(|key| case.policy.starred.get(key).map_or(key, |c| &c.title).clone()),
            carried_from: d.carried_forward_from,
            dissent: d
                .dissent
                .iter()
                .filter(|x| audience.key == Some(x.who.as_str()) || !audience.withholds(super::discussion::views_of(&x.who)))
                .map(|x| {
                    let who = if audience.key == Some(x.who.as_str()) { "You".to_owned() } else { capital(&audience.name(&x.who)) };
                    Dissent {
                        own: audience.key == Some(x.who.as_str()),
                        text: match (&x.text, &x.own_words) {
                            (_, Some(own)) if audience.key == Some(x.who.as_str()) => {
                                format!("You did not agree. You said: “{}”", full_stop(own).trim_matches(['“', '”', '"']))
                            }
                            (Some(text), _) => format!("{who} did not agree: {}", full_stop(text)),
                            (None, _) => format!("{who} did not agree."),
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
    shown_decisions(case, audience).map(|(_, d)| words_for(d, audience).to_owned()).collect()
}

fn has_words_for(d: &crate::record::Decision, audience: &Audience<'_>) -> bool {
    audience.key.is_some_and(|key| d.words.contains_key(key))
}

/// A decision as its reader is told it.
fn words_for<'a>(d: &'a crate::record::Decision, audience: &Audience<'_>) -> &'a str {
    audience.key.and_then(|key| d.words.get(key)).unwrap_or(&d.what)
}

/// The plan for permanence.
#[derive(Debug, Serialize)]
pub struct Permanence {
    plan: String,
    /// Its key, for a template to put into words.
    key: String,
    /// All of it in words for this reader.
    words: Option<String>,
    /// Whether there is one.
    decided: bool,
    /// Whether there is more to say of it than what it is.
    has_more: bool,
    route: Option<&'static str>,
    text: Option<String>,
    milestones: Vec<[String; 3]>,
    /// What happens if the plan cannot be, with the words that lead to it where it has none of its own.
    otherwise: Option<(Option<&'static str>, String)>,
    parallel: Vec<String>,
    not_decided_reason: Option<String>,
    /// The court's hearing and the IRO's agreement, for the file.
    court: Option<String>,
}

/// The plan for permanence.
pub fn permanence(r: &Record, audience: &Audience<'_>) -> Option<Permanence> {
    let p = r.permanence.as_ref()?;
    Some(Permanence {
        plan: label(codes::PLAN, &p.plan).to_owned(),
        key: p.plan.clone(),
        words: audience.key.and_then(|key| p.words.get(key)).map(|words| full_stop(words)),
        decided: p.plan != "not_decided",
        has_more: p.text.is_some()
            || !p.milestones.is_empty()
            || p.contingency.is_some()
            || !p.parallel.is_empty()
            || p.not_decided_reason.is_some(),
        route: p.route.as_ref().and_then(|key| codes::ROUTE.iter().find(|c| c.key == key)).map(|c| c.label),
        text: p.text.clone(),
        milestones: p
            .milestones
            .iter()
            .filter(|m| !audience.withholds_any(&m.about))
            .map(|m| [m.what.clone(), short_day(m.by), m.done.map_or_else(String::new, short_day)])
            .collect(),
        otherwise: p.contingency.as_deref().map(|text| {
            // `If the assessment fails, …` says itself when.
            let says_when = ["if ", "should ", "were "].iter().any(|word| text.trim().to_lowercase().starts_with(word));
            if says_when { (None, full_stop(text)) } else { (Some("If this cannot be:"), full_stop(&within(text, r))) }
        }),
        parallel: p.parallel.clone(),
        not_decided_reason: p.not_decided_reason.as_deref().map(full_stop),
        court: court(p).filter(|_| audience.key.is_none()),
    })
}

/// A sentence's beginning behind a colon: small, unless it is somebody's name.
fn within(text: &str, r: &Record) -> String {
    let first = crate::matching::keys(text.split_whitespace().next().unwrap_or_default()).concat();
    let names = r.people.values().map(|p| p.name.as_str()).chain([r.child.name.as_str(), r.child.short_name()]);
    let is_name = names.flat_map(crate::matching::keys).any(|name| name == first || first == format!("{name}s"));
    if is_name { text.to_owned() } else { small(text) }
}

impl Permanence {
    /// Whether there is more to say of it than what it is.
    pub fn has_more(&self) -> bool {
        self.has_more
    }
}

fn court(p: &crate::record::Permanence) -> Option<String> {
    let hearing = p.final_hearing.map(|d| format!("The final care plan goes before the court on {}.", day(d)));
    let agreed = p.final_plan_agreed.map(|d| format!("The reviewing officer agreed the final care plan on {}.", day(d)));
    let said: Vec<String> = hearing.into_iter().chain(agreed).collect();
    (!said.is_empty()).then(|| said.join(" "))
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

/// What became of the last decisions, counted.
#[derive(Debug, Serialize)]
pub struct Outcomes {
    /// How many there were, in words: `the last five`.
    of: String,
    /// Each outcome that there was: its key, how often, and both in words.
    parts: Vec<(&'static str, usize, String)>,
}

/// What became of the last decisions, as many as the audience is shown.
pub fn outcomes(r: &Record, audience: &Audience<'_>) -> Option<Outcomes> {
    let shown: Vec<_> = r.previous_decisions.iter().flatten().filter(|d| !audience.withholds_any(&d.about)).collect();
    if shown.is_empty() {
        return None;
    }
    let parts: Vec<_> = codes::OUTCOME
        .iter()
        .map(|code| (code.key, shown.iter().filter(|d| d.outcome == code.key).count(), code.label))
        .filter(|(_, n, _)| *n > 0)
        .map(|(key, n, label)| (key, n, format!("{n} {}", label.to_lowercase())))
        .collect();
    // In a draft no outcome may be written yet.
    if parts.is_empty() {
        return None;
    }
    let of = match shown.len() {
        1 => "the last one".to_owned(),
        n => format!("the last {}", number(n)),
    };
    Some(Outcomes { of, parts })
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
