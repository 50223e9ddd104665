//! Conference timeline: each step of a child protection conference with its limit and when it was done, quoracy, and the report
//! owed where it was held without a quorum. One form may be about several children; each one's folder gets it.

use chrono::NaiveDate;
use serde::Serialize;

use super::Planned;
use super::form::{self, Form, Head};
use super::record_parts::fact;
use crate::check::{ConferenceCase, Named};
use crate::derive::StepState;
use crate::record::codes::{self, label};
use crate::words::{capital, day, list, short_day};

#[derive(Serialize)]
struct View<'a> {
    form: Form<'a>,
    steps: Vec<Step>,
    late: usize,
    late_reason: Option<&'a str>,
    invited: Vec<Invited>,
    quoracy: String,
    reason: Option<&'a str>,
    report: Option<String>,
    outcome: Option<&'a str>,
    plan: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Step {
    title: String,
    by: String,
    due: String,
    done: String,
    late: bool,
}

#[derive(Serialize)]
struct Invited {
    who: String,
    answer: &'static str,
    report: String,
    attended: &'static str,
}

pub(super) fn plan(case: &ConferenceCase, _as_of: NaiveDate) -> Vec<Planned> {
    let all: Vec<Named<'_>> = case.record.all_children().map(|(_, c)| Named::from(c)).collect();
    // A form about children of more than one family names to each only their own.
    all.iter().map(|child| one(case, *child, &case.family_of(child, &all))).collect()
}

fn one(case: &ConferenceCase, child: Named<'_>, all: &[Named<'_>]) -> Planned {
    let (r, policy, facts) = (&case.record, &case.policy, &case.facts);
    let people = &r.people;
    let head = Head {
        policy,
        document: "conference_timeline",
        title: "conference_timeline",
        child,
        held: r.date,
        date: r.steps.values().copied().chain([r.date]).max().unwrap_or(r.date),
        draft: case.draft,
        version: r.version,
        corrected: r.corrected.as_ref(),
    };
    let names: Vec<String> = all.iter().map(|c| c.name.to_owned()).collect();
    let references: Vec<String> = all.iter().map(|c| c.reference.to_owned()).collect();
    let initial = r.kind == "initial";
    let form = form::form(
        &head,
        format!("{} · {} conference of {}", list(&names), if initial { "initial" } else { "review" }, day(r.date)),
        [
            fact("Reference", Some(list(&references))),
            fact("Born", Some(list(&all.iter().map(|c| day(c.born)).collect::<Vec<_>>()))),
            fact("Strategy talk", r.strategy_discussion.map(|d| format!("{} (day 1)", day(d)))),
            fact("Legal status", r.all_children().find_map(|(_, c)| c.legal_status.clone())),
            fact("Where", r.venue.clone()),
        ],
        [
            fact("Chair", r.chair.as_ref().map(|key| crate::check::name_in(people, key).to_owned())),
            fact("Social worker", form::worker(people)),
            fact("Manager", form::name_of(people, "team_manager")),
            fact("Team", form::team(people)),
        ],
    );
    let went_ahead = r.went_ahead.unwrap_or(true);
    let by =
        r.decided_by.as_ref().map_or_else(String::new, |key| format!(" {} decided whether it should go ahead.", form::who(people, key)));
    let new = r.new_date.map_or_else(String::new, |d| format!(" The new date is {}.", day(d)));
    let told = r.family_told.map_or_else(String::new, |d| format!(" The family was told on {}.", day(d)));
    let found = match (r.quorate, went_ahead) {
        (Some(true), true) => "Enough agencies were there: the conference was quorate.".to_owned(),
        (Some(true), false) => "The conference was put off.".to_owned(),
        (Some(false), true) => "The conference was not quorate, and was held all the same.".to_owned(),
        (Some(false), false) => "The conference was not quorate, and was put off.".to_owned(),
        (None, _) => {
            let (coming, invited) = facts.coming;
            format!("So far {coming} of {invited} invited are coming.")
        }
    };
    let quoracy = format!("{found}{by}{new}{told}");
    let report = (r.quorate == Some(false) && went_ahead)
        .then(|| facts.steps.iter().find(|s| s.limit.count > 0 && s.due.is_some_and(|d| d > r.date)))
        .flatten()
        .map(|s| match (s.done, s.due) {
            (Some(done), _) => format!("{}: {}.", s.title, day(done)),
            (None, Some(due)) => format!("{}: owed by {}.", s.title, day(due)),
            (None, None) => format!("{}: owed.", s.title),
        });
    let view = View {
        form,
        steps: facts
            .steps
            .iter()
            .map(|s| {
                let late = matches!(s.state(), StepState::Late(_));
                Step {
                    title: capital(&s.title),
                    by: s.by.clone(),
                    due: s.due.map_or_else(String::new, short_day),
                    done: match (s.state(), s.done) {
                        (StepState::Late(days), Some(done)) => {
                            format!("{}, {days} day{} late", short_day(done), if days == 1 { "" } else { "s" })
                        }
                        (_, Some(done)) => short_day(done),
                        _ => "not recorded".to_owned(),
                    },
                    late,
                }
            })
            .collect(),
        late: facts.late().count(),
        late_reason: r.late_reason.as_deref(),
        invited: r
            .invited
            .iter()
            .map(|i| Invited {
                who: capital(&form::who(people, &i.person)),
                answer: match i.answer.as_deref() {
                    Some("coming") => "Coming",
                    Some("not_coming") => "Not coming",
                    _ => "No answer",
                },
                report: i.report.map_or_else(|| "none".to_owned(), short_day),
                attended: match i.attended {
                    Some(true) => "Yes",
                    Some(false) => "No",
                    None => "",
                },
            })
            .collect(),
        quoracy,
        reason: r.reason.as_deref(),
        report,
        outcome: r.outcome.as_deref(),
        plan: r.plan.map(|plan| {
            let category = r.category.as_deref().map_or_else(String::new, |c| format!(" ({})", label(codes::CATEGORY, c).to_lowercase()));
            let words = match (plan, initial) {
                (true, true) => "There is a child protection plan",
                (true, false) => "The child protection plan goes on",
                (false, true) => "There is no child protection plan",
                (false, false) => "The child protection plan ends",
            };
            format!("{words}{category}.")
        }),
        next: r.next_conference.map(day),
    };
    let mut sections = vec!["steps", "quoracy"];
    sections.extend((!r.invited.is_empty()).then_some("invited"));
    form::planned(&head, &view, "file", &format!("conference-{}", r.kind), &sections, Vec::new(), Vec::new())
}
