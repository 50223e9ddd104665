//! What a pack may not say, whatever its shape.

use serde_json::Value as Json;

use super::Policy;
use crate::calendar::{Limit, Unit};
use crate::diagnostic::{Finding, Place, Severity};
use crate::record::codes;

/// What a step can count from besides another step.
const STEP_EVENTS: &[&str] = &["review", "looked_after_since", "placement", "notified", "allocated", "manager_answer"];

/// Contrast of a colour `#rrggbb` on white, from 1 to 21 (WCAG 2.2, relative luminance).
fn contrast_on_white(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|h| u8::from_str_radix(h, 16).ok()).unwrap_or(255);
        let c = f64::from(value) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05)
}

/// What a pack may not say, whatever its shape.
pub(super) fn contradictions(policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut refuse = |message: String, at: String, help: &str| {
        findings.push(Finding::new("R402", Severity::Error, message, Place::At(at)).help(help));
    };
    for (key, review) in &policy.reviews {
        for (i, due) in review.due.iter().enumerate() {
            if due.within.count <= 0 {
                refuse(
                    "a review cannot be due before the event it counts from".to_owned(),
                    format!("/reviews/{key}/due/{i}/within"),
                    "write a limit that counts forwards, as 20wd",
                );
            }
        }
    }
    for (i, paper) in policy.papers.iter().enumerate() {
        for (name, limit) in [("before_first", paper.before_first), ("before_later", paper.before_later)] {
            if limit.is_some_and(|l| l.count > 0) {
                refuse(
                    "a paper's limit counts back from the review".to_owned(),
                    format!("/papers/{i}/{name}"),
                    "write it with a minus, as -5wd",
                );
            }
        }
    }
    for (key, review) in &policy.reviews {
        if review.next.within.count <= 0 {
            refuse(
                "the next review cannot be due before this one".to_owned(),
                format!("/reviews/{key}/next/within"),
                "write a limit that counts forwards, as 6m",
            );
        }
    }
    for (key, step) in &policy.after {
        if step.within.count <= 0 || (key == "decisions" && step.of == "decisions") {
            refuse(
                "a step after the review counts forwards, from something before it".to_owned(),
                format!("/after/{key}/within"),
                "write a limit that counts forwards, as 5wd, from review or decisions",
            );
        }
    }
    if contrast_on_white(&policy.look.accent) < 4.5 {
        refuse(
            "headings in this colour cannot be read on white".to_owned(),
            "/look/accent".to_owned(),
            "choose a darker one: WCAG asks for a contrast of 4.5 to 1",
        );
    }
    practice(policy, &mut refuse);
    for (part, steps) in [("before", &policy.before), ("after", &policy.after)] {
        for (key, step) in steps {
            let known = STEP_EVENTS.contains(&step.of.as_str())
                || [&policy.before, &policy.after].iter().any(|steps| steps.contains_key(&step.of) && step.of != *key);
            if !known {
                refuse(
                    format!("`{}` is neither an event nor another step", step.of),
                    format!("/{part}/{key}/of"),
                    "write review, looked_after_since, placement, notified, allocated, or the key of another step",
                );
            }
            // From step to step there is an event at the end.
            let mut at = step.of.as_str();
            let mut gone = vec![key.as_str()];
            while let Some(next) = policy.after.get(at).or_else(|| policy.before.get(at)) {
                if gone.contains(&at) {
                    refuse(
                        format!("`{key}` counts from `{}`, which counts from it in turn: neither would ever be due", step.of),
                        format!("/{part}/{key}/of"),
                        "let one of them count from the review",
                    );
                    break;
                }
                gone.push(at);
                at = next.of.as_str();
            }
            if step.not_before.is_some_and(|first| about_days(first) > about_days(step.within)) {
                refuse(
                    "the window closes before it opens".to_owned(),
                    format!("/{part}/{key}/not_before"),
                    "`not_before` is the earlier of the two, as not_before: -10wd, within: -5wd",
                );
            }
        }
    }
    for (key, review) in &policy.reviews {
        for (i, due) in review.due.iter().enumerate() {
            if !codes::REVIEW_EVENTS.iter().any(|event| event.key == due.of) {
                refuse(
                    format!("a review's limit cannot count from `{}`", due.of),
                    format!("/reviews/{key}/due/{i}/of"),
                    "use an event of the schema",
                );
            }
        }
    }
    for (i, rule) in policy.changes.iter().enumerate() {
        if rule.tell_within.is_some_and(|l| l.count <= 0) || rule.tell_within.is_some() && !rule.tell_iro {
            refuse(
                "the IRO is told after the change, and only of what they must be told".to_owned(),
                format!("/changes/{i}/tell_within"),
                "write a limit that counts forwards, as 2d, beside `tell_iro: true`",
            );
        }
    }
    for (i, paper) in policy.papers.iter().enumerate() {
        if paper.no_older_than.is_some_and(|l| l.count <= 0) {
            refuse("a paper's age counts forwards".to_owned(), format!("/papers/{i}/no_older_than"), "write it as 6m");
        }
    }
    for (i, stage) in policy.ladder.stages.iter().enumerate() {
        let late = stage.acknowledge_within.zip(stage.respond_within).is_some_and(|(first, then)| about_days(first) > about_days(then));
        if late || stage.acknowledge_within.is_some_and(|l| l.count <= 0) {
            refuse(
                "receipt is acknowledged after it is raised, and before the answer".to_owned(),
                format!("/ladder/stages/{i}/acknowledge_within"),
                "write a shorter limit than `respond_within`",
            );
        }
    }
    for (i, ground) in policy.grounds.iter().enumerate() {
        if !codes::THEMES.iter().any(|theme| theme.key == ground.theme) && !policy.themes.contains_key(&ground.theme) {
            refuse(
                format!("there is no theme `{}`", ground.theme),
                format!("/grounds/{i}/theme"),
                "use one that every pack has (`minutebook explain R402` lists them), or add it under `themes` with its title",
            );
        }
    }
    for key in ["record_of_review", "letter_team_manager", "letter_party", "letter_child", "alert_form", "annual_report"] {
        if !policy.documents.contains_key(key) {
            refuse(
                format!("the document `{key}` is taken out, and it is one that every service owes"),
                format!("/documents/{key}"),
                "every review owes the record and its letters, every challenge its form: give it another title instead",
            );
        }
    }
    for key in ["decisions", "record", "distributed"] {
        if !policy.after.contains_key(key) {
            refuse(format!("the step `{key}` after a review is missing"), "/after".to_owned(), "add it, or extend statutory");
        }
    }
    findings
}

/// The same for what a pack says beyond the review.
fn practice(policy: &Policy, refuse: &mut impl FnMut(String, String, &str)) {
    for (key, step) in &policy.before {
        if step.of == "review" && step.within.count > 0 {
            refuse(
                "what is owed before a review counts back from it".to_owned(),
                format!("/before/{key}/within"),
                "write it with a minus, as -15wd",
            );
        }
    }
    let ladder = &policy.ladder;
    twice(ladder.stages.iter().map(|s| s.stage.as_str()), |i, key| {
        refuse(format!("there are two stages `{key}`"), format!("/ladder/stages/{i}/stage"), "give each stage its own key");
    });
    for (name, stage) in [("starred_stage", &ladder.starred_stage), ("urgent_stage", &ladder.urgent_stage)] {
        if let Some(stage) = stage.as_ref().filter(|s| ladder.position(s).is_none()) {
            refuse(format!("`{stage}` is not a stage of the ladder"), format!("/ladder/{name}"), "use the key of one of its stages");
        }
    }
    for (i, stage) in ladder.stages.iter().enumerate() {
        let limits = [
            ("respond_within", stage.respond_within),
            ("record_within", stage.record_within),
            ("meeting/within", stage.meeting.as_ref().and_then(|m| m.within)),
        ];
        for (name, limit) in limits {
            if limit.is_some_and(|l| l.count <= 0) {
                refuse(
                    "a stage cannot be answered before it is raised".to_owned(),
                    format!("/ladder/stages/{i}/{name}"),
                    "write a limit that counts forwards, as 5wd",
                );
            }
        }
    }
    for (i, stage) in ladder.stages.iter().enumerate() {
        if stage.respond_within.is_some_and(|l| about_days(l) > about_days(ladder.whole.within)) {
            refuse(
                "this stage may take longer than the whole process".to_owned(),
                format!("/ladder/stages/{i}/respond_within"),
                "shorten it, or lengthen `ladder.whole`",
            );
        }
    }
    let starred = ladder.starred_stage.as_deref().and_then(|s| ladder.position(s)).and_then(|p| ladder.stages.get(p));
    if starred.is_some_and(|s| s.informal) {
        refuse(
            "starred recommendations cannot start at an informal stage".to_owned(),
            "/ladder/starred_stage".to_owned(),
            "name a formal one",
        );
    }
    if ladder.whole.within.count <= 0 {
        refuse("the whole process cannot end before it begins".to_owned(), "/ladder/whole/within".to_owned(), "write it as 20wd");
    }
    twice(policy.grounds.iter().map(|g| g.code.as_str()), |i, code| {
        refuse(format!("there are two grounds with the code `{code}`"), format!("/grounds/{i}/code"), "give each ground its own code");
    });
    for (i, rule) in policy.changes.iter().enumerate() {
        if rule.review == Some(super::ChangeReview::BringForward) && rule.within.is_none() {
            refuse("a review is brought forward, but not by when".to_owned(), format!("/changes/{i}"), "add `within:`, as within: 20wd");
        }
        if policy.changes.iter().take(i).any(|other| other.change == rule.change && other.review == rule.review) {
            refuse(format!("`{}` is listed twice", rule.change), format!("/changes/{i}/change"), "take one of the two out");
        }
    }
    let indicators = policy.rag.ratings.values().flat_map(|r| &r.indicators).map(|i| i.key.as_str());
    let mut doubled = Vec::new();
    twice(indicators, |_, key| doubled.push(key.to_owned()));
    for (name, rating) in &policy.rag.ratings {
        for (i, indicator) in rating.indicators.iter().enumerate() {
            if doubled.contains(&indicator.key) {
                refuse(
                    format!("the indicator `{}` is listed twice", indicator.key),
                    format!("/rag/ratings/{name}/indicators/{i}/key"),
                    "give each indicator its own key",
                );
            }
        }
        for (i, action) in rating.actions.iter().enumerate() {
            let dates = action.dates.iter().map(|d| d.within).chain(action.next_review_within);
            if dates.into_iter().any(|l| l.count <= 0) {
                refuse(
                    "an action's dates count forwards from the review".to_owned(),
                    format!("/rag/ratings/{name}/actions/{i}"),
                    "write a limit that counts forwards, as 14d",
                );
            }
        }
    }
    for kind in ["initial", "review"] {
        let steps = policy.conferences.steps(kind);
        twice(steps.iter().map(|s| s.step.as_str()), |i, key| {
            refuse(format!("there are two steps `{key}`"), format!("/conferences/{kind}/{i}/step"), "give each step its own key");
        });
    }
    for (key, target) in &policy.targets {
        if target.at_least.zip(target.at_most).is_some_and(|(least, most)| least > most) {
            refuse("at least more than at most".to_owned(), format!("/targets/{key}"), "change the two round");
        }
        if target.at_least.is_none() && target.at_most.is_none() {
            refuse("a target needs a figure".to_owned(), format!("/targets/{key}"), "add `at_least:` or `at_most:`");
        }
    }
}

/// A limit in calendar days, near enough to hold two against each other.
fn about_days(limit: Limit) -> i32 {
    match limit.unit {
        Unit::WorkingDays => limit.count * 7 / 5,
        Unit::Hours => limit.count / 24,
        Unit::Days => limit.count,
        Unit::Weeks => limit.count * 7,
        Unit::Months => limit.count * 30,
    }
}

/// Limits of a pack's own file that do not say whose they are: the clause of the pack beneath would be cited for them.
pub(super) fn unsourced(own: &Json) -> Vec<Finding> {
    let mut places = Vec::new();
    let mut look = |at: String| {
        if let Some(Json::Object(step)) = own.pointer(&at)
            && step.contains_key("within")
            && !step.contains_key("source")
        {
            places.push(at);
        }
    };
    for at in ["/allocation", "/adjournment", "/ladder/whole"] {
        look(at.to_owned());
    }
    let keys = |at: &str| own.pointer(at).and_then(Json::as_object).map(|m| m.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    for part in ["/before", "/after"] {
        keys(part).into_iter().for_each(|key| look(format!("{part}/{key}")));
    }
    for key in keys("/reviews") {
        look(format!("/reviews/{key}/next"));
    }
    let finding = |at: String| {
        Finding::new(
            "R402",
            Severity::Error,
            "this limit is the pack's own, and does not say whose rule it is",
            Place::At(format!("{at}/within")),
        )
        .help("add `source:`: otherwise the clause of the pack beneath would be cited for it")
    };
    places.into_iter().map(finding).collect()
}

/// Tells of every key that was there before.
fn twice<'a>(keys: impl Iterator<Item = &'a str>, mut tell: impl FnMut(usize, &str)) {
    let mut seen = std::collections::BTreeSet::new();
    for (i, key) in keys.enumerate() {
        if !seen.insert(key) {
            tell(i, key);
        }
    }
}
