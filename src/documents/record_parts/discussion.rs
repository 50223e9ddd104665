//! What was said: the child's part, others' views, matters considered, challenge.

use super::opening::{InParts, said};
use crate::check::Case;
use crate::documents::Audience;
use crate::record::codes::{self, label};
use crate::record::{CHILD, Record, Withhold, WrittenTo};
use crate::words::{capital, day, short_day};
use serde::Serialize;

/// A rating as word and shape.
#[derive(Debug, Serialize)]
pub struct Rating {
    key: String,
    word: String,
}

/// The rating of the planning, for whoever may see challenges.
pub fn rating(case: &Case, audience: &Audience<'_>) -> Option<Rating> {
    let rag = case.record.rag.as_ref().filter(|_| !audience.withholds(Withhold::Concerns))?;
    Some(Rating { key: rag.rating.clone(), word: capital(case.policy.rating_title(&rag.rating)) })
}

/// How the child took part.
#[derive(Debug, Serialize)]
pub struct Participation {
    code: String,
    chaired: bool,
    seen_alone: Option<String>,
    seen_where_living: Option<String>,
    not_seen_alone: Option<String>,
    knows_iro: Option<bool>,
    asked_about_chairing: Option<bool>,
    advocacy_explained: Option<bool>,
    complaints_explained: Option<bool>,
    rights_explained: Option<bool>,
    /// For the first page: the child's own words, else their wishes.
    said: Option<InParts>,
    wishes_and_feelings: Option<String>,
    own_words: Option<String>,
}

/// How the child took part.
pub fn participation(case: &Case, audience: &Audience<'_>) -> Option<Participation> {
    let r = &case.record;
    let p = r.participation.as_ref()?;
    let shown = !audience.withholds(Withhold::ChildViews);
    Some(Participation {
        said: said(p.own_words.as_deref(), p.wishes_and_feelings.as_deref()).filter(|_| shown),
        code: p.code.clone(),
        chaired: r.review.chaired_by.iter().any(|k| k == CHILD),
        seen_alone: p.seen_alone.map(day),
        // The talk in private there says it already.
        seen_where_living: p.seen_where_living.filter(|d| p.seen_alone != Some(*d)).map(day),
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

/// What leaves out what somebody said.
pub fn views_of(who: &str) -> Withhold {
    if who == CHILD { Withhold::ChildViews } else { Withhold::OthersViews }
}

/// Whether somebody speaks of what is left out: school of education, a nurse of health.
fn is_about_withheld(r: &Record, audience: &Audience<'_>, who: &str) -> bool {
    let role = r.people.get(who).map_or("", |p| p.role.as_str());
    match role {
        "teacher" | "designated_teacher" | "virtual_school" => audience.withholds(Withhold::Education),
        "health_visitor" | "nurse" | "doctor" | "therapist" => audience.withholds(Withhold::Health),
        _ => false,
    }
}

/// Others' views, each with its author.
pub fn views(r: &Record, audience: &Audience<'_>) -> Vec<View> {
    r.views
        .iter()
        .filter(|v| !audience.withholds(views_of(&v.from)) && !is_about_withheld(r, audience, &v.from))
        .map(|v| view(r, audience, &v.from, &v.text))
        .collect()
}

/// Disagreements about the review as a whole.
pub fn disagreements(r: &Record, audience: &Audience<'_>) -> Vec<View> {
    r.disagreements
        .iter()
        .filter(|d| audience.key == Some(d.who.as_str()) || !audience.withholds(views_of(&d.who)))
        .map(|d| view(r, audience, &d.who, &d.text))
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
            let withheld = Withhold::of_matter(key).is_some_and(|part| audience.withholds(part));
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
