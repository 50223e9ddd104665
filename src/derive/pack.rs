//! A resolved pack as tables, each line with its source: what `policy show` prints and `policy compare` holds against another.

use crate::calendar::Limit;
use crate::policy::{Case, ChangeReview, Policy, Step};
use crate::words::capital;

/// A table of a pack.
#[derive(Debug)]
pub struct Table {
    /// Its heading.
    pub title: &'static str,
    /// The headings of its columns; the last is always the source.
    pub header: Vec<&'static str>,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What tells it from the other lines of its table.
    pub key: String,
    /// What it says, a cell a column.
    pub cells: Vec<String>,
    /// Whose rule it is.
    pub source: String,
}

fn before(limit: Option<Limit>) -> String {
    match limit {
        None => String::new(),
        Some(l) if l.count == 0 => "on the day".to_owned(),
        Some(l) => l.to_string(),
    }
}

/// The words for the event that a limit counts from.
fn of(event: &str) -> &str {
    match event {
        "looked_after_since" => "becoming looked after",
        "previous_review" => "the last review",
        "placement_order" => "the placement order",
        "placed_for_adoption" => "placement for adoption",
        "trigger" => "the change",
        "placement" => "the start of the placement",
        "matched" => "the long-term match",
        "record" => "the full record",
        "distributed" => "the copies going out",
        "review" => "the review",
        "decisions" => "the decisions being sent",
        "manager_answer" => "the manager's agreement",
        "notified" => "the service being told",
        "allocated" => "the IRO being named",
        "strategy_discussion" => "the strategy discussion (day 1)",
        "conference" => "the conference",
        other => other,
    }
}

fn counted(within: Limit, event: &str) -> String {
    match within.count {
        0 => format!("on or before the day of {}", of(event)),
        n if n < 0 => format!("{within} before {}", of(event)),
        _ => format!("within {within} of {}", of(event)),
    }
}

fn yes(on: bool, word: &str) -> String {
    if on { word.to_owned() } else { String::new() }
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("; ")
}

struct Rows<'a> {
    policy: &'a Policy,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn add(&mut self, key: &str, cells: Vec<String>, source: &str) {
        let source = if source.is_empty() { String::new() } else { self.policy.cite(source) };
        self.rows.push(Row { key: key.to_owned(), cells, source });
    }
}

fn table(policy: &Policy, title: &'static str, header: &[&'static str], fill: impl FnOnce(&mut Rows<'_>)) -> Table {
    let mut rows = Rows { policy, rows: Vec::new() };
    fill(&mut rows);
    let header = header.iter().copied().chain(["source"]).collect();
    Table { title, header, rows: rows.rows }
}

/// The pack as tables, in the order in which a procedure tells it.
#[must_use]
pub fn tables(policy: &Policy) -> Vec<Table> {
    vec![
        table(policy, "The authority", &["line", "what"], |t| {
            let body = &policy.body;
            for (key, value) in [
                ("name", body.name.clone()),
                ("service", body.service.clone()),
                ("address", body.address.join(", ")),
                ("phone", body.phone.clone()),
                ("email", body.email.clone()),
                ("complaints", body.complaints.clone()),
                ("advocacy", body.advocacy.clone()),
                ("edition", policy.edition.clone()),
                ("accent colour", policy.look.accent.clone()),
                ("marking", policy.look.classification.clone()),
            ] {
                t.add(key, vec![key.to_owned(), value], "");
            }
        }),
        table(policy, "Words", &["word", "one", "many", "short"], |t| {
            for (key, word) in &policy.words {
                t.add(key, vec![key.clone(), word.one.clone(), word.many.clone(), word.short.clone()], "");
            }
        }),
        table(policy, "Documents", &["document", "title"], |t| {
            for (key, title) in &policy.documents {
                t.add(key, vec![key.clone(), title.clone()], "");
            }
        }),
        cycle(policy),
        table(policy, "Before the review", &["step", "what", "limit", "by"], |t| {
            step(t, "allocated", &policy.allocation);
            for (key, rule) in &policy.before {
                step(t, key, rule);
            }
        }),
        table(policy, "Papers", &["paper", "needed", "before a first review", "before later ones", "by"], |t| {
            for p in &policy.papers {
                let needed = if p.when.is_never() { "where there is one".to_owned() } else { p.when.to_string() };
                t.add(
                    &p.paper,
                    vec![
                        match (&p.title, p.no_older_than) {
                            (None, None) => p.paper.clone(),
                            (title, old) => joined(&[
                                p.paper.clone(),
                                title.clone().unwrap_or_default(),
                                old.map_or_else(String::new, |l| format!("no older than {l}")),
                            ]),
                        },
                        needed,
                        before(p.before_first),
                        before(p.before_later),
                        p.by.clone(),
                    ],
                    &p.source,
                );
            }
        }),
        table(policy, "After the review", &["step", "what", "limit", "by"], |t| {
            for (key, rule) in &policy.after {
                step(t, key, rule);
            }
        }),
        table(policy, "Matters to consider", &["matter", "title", "when"], |t| {
            for (key, m) in &policy.matters {
                let when = if m.when.is_never() { "where there is something".to_owned() } else { m.when.to_string() };
                t.add(key, vec![key.clone(), m.title.clone(), when], &m.source);
            }
        }),
        table(policy, "Categories of starred decisions", &["category", "title"], |t| {
            for (key, category) in &policy.starred {
                t.add(key, vec![key.clone(), category.title.clone()], &category.source);
            }
        }),
        ladder(policy),
        table(policy, "Grounds for a challenge", &["code", "ground", "counted under"], |t| {
            for g in &policy.grounds {
                t.add(&g.code, vec![g.code.clone(), g.title.clone(), g.theme.replace('_', " ")], &g.source);
            }
        }),
        table(policy, "Significant changes", &["change", "what", "the IRO", "the review"], |t| {
            for c in &policy.changes {
                let over = c.over_days.map_or_else(String::new, |d| format!("over {d} days"));
                let review = match c.review {
                    Some(ChangeReview::First) => "must be held before it is carried out",
                    Some(ChangeReview::BringForward) => "is brought forward",
                    Some(ChangeReview::IroDecides) => "the IRO decides whether it is brought forward",
                    None => "",
                };
                let within = c.within.map_or_else(String::new, |l| format!("within {l} of the change"));
                let key = c.change.clone();
                let by = c.tell_within.map_or_else(String::new, |l| format!(" within {l}"));
                let told = joined(&[yes(c.tell_iro, &format!("must be told{by}")), over]);
                t.add(&key, vec![c.change.clone(), c.title.clone(), told, joined(&[review.to_owned(), within])], &c.source);
            }
        }),
        rating(policy),
        table(policy, "Conferences", &["conference", "step", "what", "limit", "by"], |t| {
            for kind in ["initial", "review"] {
                for s in policy.conferences.steps(kind) {
                    let only = match (s.if_inquorate, s.if_put_off, s.if_plan) {
                        (_, true, _) => ", where it is put off",
                        (true, ..) => ", where it is not quorate",
                        (.., true) => ", where a plan was made",
                        _ => "",
                    };
                    let when = format!("{}{only}", counted(s.within, &s.of));
                    t.add(
                        &format!("{kind} {}", s.step),
                        vec![kind.to_owned(), s.step.clone(), s.title.clone(), when, s.by.clone()],
                        &s.source,
                    );
                }
            }
        }),
        table(policy, "Checks of practice", &["check", "standard", "what", "how often"], |t| {
            for kind in ["observation", "audit"] {
                let rule = policy.practice_checks.of(kind);
                let often = rule.every.map_or_else(String::new, |every| format!("every {every}"));
                for (key, title) in &rule.standards {
                    t.add(&format!("{kind} {key}"), vec![kind.to_owned(), key.clone(), title.clone(), often.clone()], &rule.source);
                }
            }
        }),
        table(policy, "Targets", &["target", "what", "figure"], |t| {
            for (key, target) in &policy.targets {
                let figure = match (target.at_least, target.at_most) {
                    (Some(least), Some(most)) => format!("{least} to {most} {}", target.unit),
                    (Some(least), None) => format!("at least {least} {}", target.unit),
                    (None, Some(most)) => format!("at most {most} {}", target.unit),
                    (None, None) => String::new(),
                };
                t.add(key, vec![key.clone(), target.title.clone(), figure], &target.source);
            }
        }),
    ]
}

fn step(t: &mut Rows<'_>, key: &str, rule: &Step) {
    let title = if rule.title.is_empty() { "IRO named".to_owned() } else { rule.title.clone() };
    let only = match rule.reviews.as_deref() {
        Some("first") => ", first review only".to_owned(),
        Some("later") => ", later reviews only".to_owned(),
        _ => yes(rule.only_starred, ", starred ones only"),
    };
    let silence = yes(rule.silence_means_agreed, "; silence counts as agreement");
    let window = rule.not_before.map_or_else(String::new, |first| format!(", not earlier than {}", counted(first, &rule.of)));
    let case = rule.when.as_ref().map_or_else(String::new, |when| format!(", {when}"));
    let limit = format!("{}{window}{only}{case}{silence}", counted(rule.within, &rule.of));
    t.add(key, vec![key.to_owned(), title, limit, rule.by.clone()], &rule.source);
}

fn cycle(policy: &Policy) -> Table {
    table(policy, "Review cycle", &["review", "called", "due", "the next one"], |t| {
        for (key, review) in &policy.reviews {
            let in_case = |when: Option<&Case>| when.map_or_else(String::new, |when| format!(" ({when})"));
            let due: Vec<String> = review.due.iter().map(|d| counted(d.within, &d.of) + &in_case(d.when.as_ref())).collect();
            let until = review.until.as_ref().map_or_else(String::new, |u| format!(", until {u}"));
            let instead = review.next.instead.iter().map(|other| format!("; {} {}", other.within, other.when));
            let next = format!("within {}{until}{}", review.next.within, instead.collect::<String>());
            let source = review.due.first().map_or("", |d| d.source.as_str());
            t.add(key, vec![key.clone(), review.name.clone(), due.join(", and "), next], source);
        }
        let adjourned = format!("resumed within {}; it keeps its scheduled date", policy.adjournment.within);
        t.add(
            "adjourned",
            vec!["adjourned".to_owned(), "a review that is adjourned".to_owned(), adjourned, String::new()],
            &policy.adjournment.source,
        );
        let without = &policy.without_meeting;
        let words = joined(&[
            format!("in a long-term match of over {}", without.matched_for),
            without.meetings_every.map_or_else(String::new, |l| format!("a meeting at least every {l}, the review in between without one")),
            without.visits_every.map_or_else(String::new, |l| format!("visits may go to every {l}, where the child agrees")),
            without.note.clone().unwrap_or_default(),
        ]);
        t.add(
            "without_meeting",
            vec!["without_meeting".to_owned(), "a review without a meeting".to_owned(), words, String::new()],
            &without.source,
        );
        let words = "everything after the review counts from the last meeting".to_owned();
        let series = policy.requires.get("review").map_or("", String::as_str);
        t.add("series", vec!["series".to_owned(), "a review in a series of meetings".to_owned(), words, String::new()], series);
        if let Some(back) = &policy.return_to_care {
            let words = format!("the cycle starts again with the {} review", back.review);
            t.add(
                "return_to_care",
                vec!["return_to_care".to_owned(), "a child comes back into care".to_owned(), words, String::new()],
                &back.source,
            );
        }
        let mid = &policy.midpoint;
        let standards: Vec<String> = mid.standards.iter().map(|s| s.replace('_', " ")).collect();
        let words = joined(&[
            if mid.required {
                "at the mid-point between two reviews, for every child".to_owned()
            } else {
                "a note of it is not asked of every child".to_owned()
            },
            format!("at least: {}", standards.join(", ")),
            mid.raise_within.map_or_else(String::new, |l| format!("a concern is written down within {l}")),
        ]);
        t.add("midpoint", vec!["midpoint".to_owned(), policy.word("midpoint").to_owned(), words, format!("by {}", mid.by)], &mid.source);
        for (name, rating) in &policy.rag.ratings {
            for action in &rating.actions {
                let Some(within) = action.next_review_within else { continue };
                let key = format!("after_{name}");
                t.add(
                    &key,
                    vec![
                        key.clone(),
                        format!("after a rating of {name}"),
                        format!("within {within}, as one of the options"),
                        String::new(),
                    ],
                    &rating.source,
                );
            }
        }
        let visits = &policy.visits;
        let words = format!(
            "within {} of a placement, then at most every {}, every {} in a placement that is to last",
            visits.first_within, visits.every, visits.long_term
        );
        t.add("visits", vec!["visits".to_owned(), "the social worker's visits".to_owned(), words, String::new()], &visits.source);
        let breaks = &policy.short_breaks;
        let words = format!("at most {} days each, {} days a year", breaks.longest_stay_days, breaks.days_a_year);
        t.add("short_breaks", vec!["short_breaks".to_owned(), "a series of short breaks".to_owned(), words, String::new()], &breaks.source);
    })
}

fn ladder(policy: &Policy) -> Table {
    let ladder = &policy.ladder;
    table(policy, "Stages of a challenge", &["stage", "called", "who answers", "within", "particulars"], |t| {
        for s in &ladder.stages {
            let within = match (s.respond_within, s.limit_may_be_set) {
                (Some(limit), true) => format!("{limit}, or as the form says"),
                (Some(limit), false) => limit.to_string(),
                (None, true) => "by the date that the form sets".to_owned(),
                (None, false) => String::new(),
            };
            let meeting = s.meeting.as_ref().map_or_else(String::new, |m| {
                let by = m.within.map_or_else(String::new, |l| format!(" within {l}"));
                format!(
                    "meeting{by} chaired by the {}{}{}{}",
                    m.chaired_by,
                    yes(m.minuted, ", minuted"),
                    yes(!m.iro_attends, ", without the IRO"),
                    yes(m.statement, ", who states what would settle it")
                )
            });
            let particulars = joined(&[
                yes(s.informal, "informal"),
                s.raised_by.as_ref().map_or_else(String::new, |by| format!("raised by the {by}")),
                s.acknowledge_within.map_or_else(String::new, |l| format!("receipt acknowledged within {l}")),
                if s.satisfied.is_empty() { String::new() } else { format!("ends only when satisfied: {}", s.satisfied.join(", ")) },
                s.record_within.map_or_else(String::new, |l| format!("written down within {l} of the review or mid-point")),
                meeting,
                if s.copied_to.is_empty() { String::new() } else { format!("copied to {}", s.copied_to.join(", ")) },
                yes(s.tracked, "entered on the tracking sheet"),
                yes(s.repeatable, "again at each level"),
                yes(ladder.starred_stage.as_ref() == Some(&s.stage), "starred recommendations start here"),
                yes(ladder.urgent_stage.as_ref() == Some(&s.stage), "an urgent or serious concern may start here"),
                s.note.clone().unwrap_or_default(),
            ]);
            t.add(&s.stage, vec![s.stage.clone(), s.title.clone(), s.to.join(", "), within, particulars], &s.source);
        }
        let mut line = |key: &str, called: &str, to: String, within: String, source: &str| {
            t.add(key, vec![key.to_owned(), called.to_owned(), to, within, String::new()], source);
        };
        line("whole", "the whole process", String::new(), format!("{} at most", ladder.whole.within), &ladder.whole.source);
        line("skip", "a stage passed over", "at any stage, with a recorded reason".to_owned(), String::new(), &ladder.skip.source);
        let cafcass = joined(&[
            "at any stage, with its date".to_owned(),
            if ladder.cafcass.consult.is_empty() {
                String::new()
            } else {
                format!("after consulting {}", ladder.cafcass.consult.join(", "))
            },
            if ladder.cafcass.conditions.is_empty() { String::new() } else { format!("when {}", ladder.cafcass.conditions.join(", ")) },
            ladder.cafcass.usually_after.as_ref().map_or_else(String::new, |l| format!("usually after {l}")),
        ]);
        line("cafcass", "referral to Cafcass", cafcass, String::new(), &ladder.cafcass.source);
        let advice = ladder.legal_advice.by_way_of.as_ref().map_or_else(String::new, |w| format!(", by way of {w}"));
        line(
            "legal_advice",
            "independent legal advice",
            format!("at any stage{advice}, with its date"),
            String::new(),
            &ladder.legal_advice.source,
        );
        if let Some(overdue) = &ladder.overdue_to {
            line("overdue_to", "overdue challenges", overdue.to.clone(), String::new(), &overdue.source);
        }
        if let Some(rule) = &ladder.no_transfer {
            line("no_transfer", "change of team", "not while a challenge is open".to_owned(), String::new(), &rule.source);
        }
    })
}

fn rating(policy: &Policy) -> Table {
    let rag = &policy.rag;
    table(policy, "Rating of the planning", &["line", "what", "particulars"], |t| {
        let required = if rag.required { "after every review" } else { "only where the service uses ratings" };
        t.add("required", vec!["rating".to_owned(), required.to_owned(), format!("sent to {}", rag.sent_to.join(", "))], &rag.source);
        for (name, rating) in &rag.ratings {
            let called = rating.title.as_ref().map_or_else(String::new, |title| format!("called {title}"));
            t.add(name, vec![name.clone(), rating.means.clone(), called], &rating.source);
            for i in &rating.indicators {
                let fact = i.fact.as_ref().map_or_else(String::new, |f| format!("checked from the record: {}", f.replace('_', " ")));
                let which: Vec<&str> = i.which.values().map(String::as_str).collect();
                let which = if which.is_empty() { String::new() } else { format!("say which: {}", which.join(" or ")) };
                t.add(&i.key, vec![format!("  {}", i.key), i.title.clone(), joined(&[fact, which])], &rating.source);
            }
            for a in &rating.actions {
                let dates: Vec<String> = a.dates.iter().map(|d| format!("{} within {} ({})", d.what, d.within, d.by)).collect();
                let review = a.next_review_within.map_or_else(String::new, |l| format!("next review within {l}"));
                let then = a.then.as_ref().map_or_else(String::new, |t| capital(t));
                let key = format!("{name} action {}", a.key);
                t.add(
                    &key,
                    vec![format!("  action {}", a.key), a.title.clone(), joined(&[dates.join(", "), review, then])],
                    &rating.source,
                );
            }
            if let Some(again) = &rating.again {
                let words = format!(
                    "{}{}",
                    if again.alert == "raise" { "an alert is raised" } else { "an alert is considered" },
                    yes(again.if_limited_progress, " where progress is limited")
                );
                let people = joined(&[
                    if again.meet.is_empty() { String::new() } else { format!("the IRO meets {}", again.meet.join(", ")) },
                    if again.tell.is_empty() { String::new() } else { format!("told: {}", again.tell.join(", ")) },
                ]);
                t.add(&format!("{name} again"), vec![format!("  {name} again"), words, people], &rating.source);
            }
        }
        for c in &rag.recognition.characteristics {
            t.add(&c.key, vec![format!("practice {}", c.key), c.title.clone(), String::new()], &rag.recognition.source);
        }
        let copied = format!("copied to {}", rag.recognition.copied_to.join(", "));
        t.add("recognition", vec!["recognition".to_owned(), "of excellent practice".to_owned(), copied], &rag.recognition.source);
    })
}
