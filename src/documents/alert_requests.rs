//! The requests of a challenge, as its form and its letter show them.

use chrono::NaiveDate;
use serde::Serialize;

use super::form;
use crate::check::AlertCase;
use crate::words::day;

/// A request, numbered.
#[derive(Serialize)]
pub(super) struct Request {
    number: usize,
    what: String,
    by: Option<String>,
    who: Option<String>,
    /// What became of it.
    done: Option<String>,
    late: bool,
}

/// What is asked for, with what became of each.
pub(super) fn requests(case: &AlertCase) -> Vec<Request> {
    let r = &case.record;
    r.requests
        .iter()
        .enumerate()
        .map(|(i, q)| Request {
            number: i + 1,
            what: bare(&q.what).to_owned() + ".",
            by: q.by.map(day),
            who: q.who.as_ref().map(|key| crate::check::name_in(&r.people, key).to_owned()),
            done: match (q.done, q.by) {
                (Some(done), Some(by)) if done > by => Some(format!("Done on {}, {} late", day(done), form::days((done - by).num_days()))),
                (Some(done), _) => Some(format!("Done on {}", day(done))),
                // A date that is still to come when the matter was resolved has not passed without anything done.
                (None, by) => r.resolution.as_ref().map(|resolution| {
                    let open = by.is_some_and(|by| by > resolution.date);
                    (if open { "Not yet recorded as done" } else { "Not recorded as done" }).to_owned()
                }),
            },
            late: q.done.zip(q.by).is_some_and(|(done, by)| done > by),
        })
        .collect()
}

/// A request without its full stop, which the form sets.
pub(super) fn bare(what: &str) -> &str {
    what.trim().trim_end_matches('.')
}

/// The requests as they stood on the date of a letter: those still open, and those met by then.
pub(super) fn requests_on(case: &AlertCase, date: NaiveDate) -> (Vec<Request>, Vec<Request>) {
    let r = &case.record;
    let to = r.letter.as_ref().map(|l| l.to.as_str());
    let met = |q: &crate::record::Request| q.done.is_some_and(|d| d <= date);
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for (request, q) in requests(case).into_iter().zip(&r.requests) {
        if met(q) {
            done.push(Request { done: q.done.map(|d| format!("Met on {}", day(d))), late: false, ..request });
        } else {
            let overdue = q.by.filter(|by| *by < date).map(|_| "Its date has passed, and it is not recorded as done".to_owned());
            let who = if q.who.is_some() && q.who.as_deref() == to { Some("you".to_owned()) } else { request.who };
            open.push(Request { late: overdue.is_some(), done: overdue, who, ..request });
        }
    }
    (open, done)
}
