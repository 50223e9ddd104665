//! The records of a period, each as a row of what is counted. A file is read only as far as the figures need it.
//!
//! What cannot be read is left out of the figures it belongs to and told: see [`LeftOut`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::calendar;
use crate::check::{self, Kind, shape};
use crate::derive;
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::discover::discover;
use crate::policy::{Packs, Policy};
use crate::read::{self, Source};
use crate::record::{Alert, Caseload, Feedback, IroCaseload, Only, Period, Record, Status, Tick};

/// The keys that figures are made of: of a review, of a progress review (`date`), of an event (`change`).
const REVIEW_KEYS: &[&str] = &[
    "kind",
    "policy",
    "status",
    "child",
    "allocation",
    "people",
    "review",
    "attendance",
    "papers",
    "participation",
    "rag",
    "issued",
    "preparation",
    "next_review",
    "date",
    "change",
];

/// A limit and when it was met.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// The last day in time.
    pub due: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// Working days from the event it counts from.
    pub took: Option<i64>,
}

/// One review.
#[derive(Debug, Clone)]
pub struct Review {
    /// The file.
    pub path: PathBuf,
    /// The child's reference.
    pub reference: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The day it was held.
    pub held: NaiveDate,
    /// Age in years on that day.
    pub age: i32,
    /// Type of review.
    pub kind: String,
    /// The team that works with the child.
    pub team: Option<String>,
    /// The IRO.
    pub iro: Option<String>,
    /// The rating.
    pub rating: Option<String>,
    /// Indicators ticked.
    pub ticks: Vec<String>,
    /// Whether the rating before was red too: none where the review before is not in the folders.
    pub red_before: Option<bool>,
    /// Participation code, if it is one of the table.
    pub code: Option<String>,
    /// Whether the IRO talked with the child in private: none where nothing is said.
    pub seen_alone: Option<bool>,
    /// Whether the child chaired, alone or with the IRO.
    pub chaired_by_child: bool,
    /// Whether a parent was there or was consulted: none where no parent is listed.
    pub parent_took_part: Option<bool>,
    /// The last day in time.
    pub due: Option<NaiveDate>,
    /// Why it was late, as a code.
    pub late_cause: Option<String>,
    /// Why it was late, in words.
    pub late_reason: Option<String>,
    /// Whether it was adjourned.
    pub adjourned: bool,
    /// An IRO is named; of a first review.
    pub allocated: Option<Step>,
    /// Decisions to the team manager.
    pub decisions: Step,
    /// The full record.
    pub record: Step,
    /// Copies to everyone on the list.
    pub distributed: Step,
    /// Whether the care plan before the review was up to date: none where nothing is said.
    pub care_plan: Option<bool>,
    /// Whether the check at the mid-point before this review is in the folder: none for a first review.
    pub midway: Option<bool>,
    /// The child as this review has them.
    pub child: Child,
    /// Whether no further review is needed: the child has left care.
    pub last: bool,
    /// Parts that could not be read: figures made of them leave this review out.
    pub unread: BTreeSet<&'static str>,
    /// The pack's name.
    pub policy: String,
}

/// A child as a review has them.
#[derive(Debug, Clone)]
pub struct Child {
    /// Ethnicity, a key of the table.
    pub ethnicity: Option<String>,
    /// Legal status.
    pub legal_status: String,
    /// Placement.
    pub placement: String,
    /// Since when in it.
    pub placed_since: NaiveDate,
    /// Since when looked after.
    pub since: NaiveDate,
    /// Whether unaccompanied.
    pub unaccompanied: bool,
}

/// A child looked after on a day.
#[derive(Debug, Clone)]
pub struct LookedAfter {
    /// The newest review by that day, which says so.
    pub review: usize,
    /// Age on the day.
    pub age: i32,
    /// Days looked after by then.
    pub days: i64,
}

/// One stage of a challenge.
#[derive(Debug, Clone)]
pub struct StageRow {
    /// Its title in the ladder.
    pub title: String,
    /// Its place in the ladder, from 0.
    pub position: usize,
    /// Raised.
    pub raised: NaiveDate,
    /// Due.
    pub due: Option<NaiveDate>,
    /// Answered.
    pub answered: Option<NaiveDate>,
}

/// One challenge, or an alert to good practice.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// The file.
    pub path: PathBuf,
    /// The children's references.
    pub references: Vec<String>,
    /// The day it was raised.
    pub raised: NaiveDate,
    /// The team it is raised with.
    pub team: Option<String>,
    /// Who raised it.
    pub iro: Option<String>,
    /// Good practice, not a challenge.
    pub good_practice: bool,
    /// The first ground's code, title and theme.
    pub grounds: Vec<(String, String, String)>,
    /// What it is about.
    pub matter: String,
    /// Formal stages, in order.
    pub stages: Vec<StageRow>,
    /// Whether a formal stage was reached.
    pub formal: bool,
    /// The last stage's title, or `Informal`.
    pub reached: String,
    /// Its place in the ladder, from 1; 0 for informal.
    pub level: usize,
    /// The day it was settled.
    pub resolved: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Whether it was referred to Cafcass.
    pub cafcass: Option<NaiveDate>,
    /// Whether legal advice was taken.
    pub legal_advice: bool,
    /// What was learnt.
    pub learning: Option<String>,
}

/// A conference, progress review or event, as far as figures need it.
#[derive(Debug, Clone)]
pub struct Between {
    /// The file.
    pub path: PathBuf,
    /// The child's reference.
    pub reference: String,
    /// Its day.
    pub date: NaiveDate,
}

/// A questionnaire that came back.
#[derive(Debug, Clone)]
pub struct Return {
    /// The file, and the line of it in a CSV file.
    pub path: PathBuf,
    /// Line of a CSV file.
    pub line: Option<u64>,
    /// The day it came back; of a CSV file none, whose lines are all of the period.
    pub date: Option<NaiveDate>,
    /// Key of the questionnaire.
    pub questionnaire: String,
    /// Answers by key of the question.
    pub answers: BTreeMap<String, String>,
}

/// Caseloads on a day.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The file.
    pub path: PathBuf,
    /// The day.
    pub date: NaiveDate,
    /// Each IRO.
    pub iros: Vec<IroCaseload>,
}

/// A record that could not be counted, or not everywhere.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    /// The figures it is left out of; empty for all.
    pub parts: BTreeSet<&'static str>,
    /// What is wrong with it.
    pub why: Vec<Diagnostic>,
}

/// Everything that is counted.
#[derive(Debug, Default)]
pub struct Cohort {
    /// The period.
    pub period: Option<Period>,
    /// Reviews held in the period, by day and file.
    pub reviews: Vec<Review>,
    /// Reviews outside it that belong to children's histories.
    pub outside: Vec<Review>,
    /// Challenges raised in the period.
    pub challenges: Vec<Challenge>,
    /// Alerts to good practice in the period.
    pub good_practice: Vec<Challenge>,
    /// Challenges raised outside of it.
    pub challenges_outside: usize,
    /// Questionnaires that came back outside of it.
    pub returns_outside: usize,
    /// The key of every team and IRO, by name: different for each, and none that a table has itself.
    pub keys: BTreeMap<String, String>,
    /// All teams and IROs in the folders, before any are chosen.
    pub all_names: BTreeSet<String>,
    /// Children looked after on the last day.
    pub children: Vec<LookedAfter>,
    /// Children who left care in the period, by their last review or the event that says so.
    pub ceased: BTreeSet<String>,
    /// Caseloads, by day.
    pub snapshots: Vec<Snapshot>,
    /// Questionnaires.
    pub returns: Vec<Return>,
    /// Records that could not be counted.
    pub left_out: Vec<LeftOut>,
    /// Reviews of which two files are in the folders: the second of each.
    pub twins: Vec<PathBuf>,
    /// Reviews with meetings in the period and outside of it.
    pub straddling: Vec<PathBuf>,
    /// Every child's reference, full name and name in use, for the search for names.
    pub names: BTreeSet<(String, String, String)>,
    /// Files found.
    pub files: usize,
    /// Folders without a file, and files that are not there, as the record names them.
    pub missing: Vec<usize>,
    progress: Vec<Between>,
    discharges: Vec<Between>,
}

impl Cohort {
    /// Reads the records of some folders.
    #[must_use]
    pub fn read(paths: &[PathBuf], period: Period, only: &Only, packs: &mut Packs) -> Self {
        let mut cohort = Self { period: Some(period), ..Self::default() };
        let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
        for (i, path) in paths.iter().enumerate() {
            let found = discover(std::slice::from_ref(path));
            if found.files.is_empty() || !path.exists() {
                cohort.missing.push(i);
                continue;
            }
            for file in found.files {
                // `records` and `./records` are the same folder.
                if seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                    cohort.files += 1;
                    cohort.take(file, packs);
                }
            }
        }
        cohort.sort_out(period, only);
        cohort
    }

    fn take(&mut self, path: PathBuf, packs: &mut Packs) {
        let mut notes = Vec::new();
        let source = match read::read_part(path.clone(), REVIEW_KEYS, &mut notes) {
            Ok(source) => source,
            Err(findings) => return self.leave_out(path, None, &findings),
        };
        match source.root.text_at("kind") {
            Some("review") => self.take_review(&source, packs),
            Some("alert") => self.take_whole::<Alert>(path, packs, |cohort, path, alert, policy| {
                let challenge = challenge(path, &alert, policy);
                for child in alert.all_children().map(|(_, c)| c) {
                    cohort.name(&child.reference, &child.name, child.known_as.as_deref());
                }
                cohort.challenges.push(challenge);
            }),
            // Of these only whose and when is counted: a look at the tree is enough, and there are many.
            Some(kind @ ("progress-review" | "event")) => match between(&source, kind) {
                Some((between, leaves)) if kind == "event" => {
                    if leaves {
                        self.discharges.push(between);
                    }
                }
                Some((between, _)) => self.progress.push(between),
                None => {
                    let finding = Finding::new("R101", Severity::Error, "the child's reference or the date cannot be read", Place::File);
                    self.leave_out(path, Some(&source), &[finding]);
                }
            },
            Some("caseload") => self.take_whole::<Caseload>(path, packs, |cohort, path, r, _| {
                cohort.snapshots.push(Snapshot { path, date: r.date, iros: r.iros });
            }),
            Some("feedback") => self.take_whole::<Feedback>(path, packs, |cohort, path, r, _| {
                let answers = r.answers.into_iter().collect();
                cohort.returns.push(Return { path, line: None, date: Some(r.date), questionnaire: r.questionnaire, answers });
            }),
            // A conference has no figure of its own yet; reports of other periods may lie in the folder.
            Some("conference" | "recognition" | "annual-report") => {}
            _ => {
                let finding = check::unknown_kind(&source);
                self.leave_out(path, Some(&source), &finding.into_iter().collect::<Vec<_>>());
            }
        }
    }

    /// A record of another kind than a review, read whole.
    fn take_whole<K: Kind>(&mut self, path: PathBuf, packs: &mut Packs, keep: impl FnOnce(&mut Self, PathBuf, K, &Policy)) {
        let mut notes = Vec::new();
        let source = match read::read(path.clone(), &mut notes) {
            Ok(source) => source,
            Err(findings) => return self.leave_out(path, None, &findings),
        };
        let Ok(schema) = K::schema() else { return };
        let shaped = shape::shape(schema, &source);
        let record: Option<K> = serde_json::from_value(shaped.value).ok();
        let Some((record, policy)) = record.and_then(|r| packs.get(r.policy()).ok().map(|p| (r, p))) else {
            return self.leave_out(path, Some(&source), &errors(shaped.findings));
        };
        keep(self, path, record, &policy);
    }

    fn take_review(&mut self, source: &Source, packs: &mut Packs) {
        let Ok(schema) = Record::schema() else { return };
        let shaped = shape::shape(schema, source);
        let findings = errors(shaped.findings);
        let mut broken: BTreeSet<String> = shaped.dropped;
        let record = match serde_json::from_value(shaped.value.clone()) {
            Ok(record) => Some(record),
            // A part that lost a key it cannot do without is taken out whole: the rest of the review still counts.
            Err(_) => {
                let mut value = shaped.value;
                let parts: BTreeSet<&str> = findings.iter().filter_map(|f| f.pointer().split('/').nth(1)).collect();
                if let Some(map) = value.as_object_mut() {
                    for part in parts {
                        map.remove(part);
                        broken.insert(format!("/{part}"));
                    }
                }
                serde_json::from_value::<Record>(value).ok()
            }
        };
        let Some((record, policy)) = record.and_then(|r| packs.get(&r.policy).ok().map(|p| (r, p))) else {
            return self.leave_out(source.path.clone(), Some(source), &findings);
        };
        let Some(mut row) = review(source.path.clone(), &record, &policy) else {
            return self.leave_out(source.path.clone(), Some(source), &findings);
        };
        row.unread = broken.iter().filter_map(|pointer| part_of(pointer)).collect();
        self.name(&record.child.reference, &record.child.name, record.child.known_as.as_deref());
        if record.status == Status::Planned {
            return; // it has not been held
        }
        if let Some(period) = self.period {
            let inside = |d: NaiveDate| (period.from..=period.to).contains(&d);
            if record.review.meetings.iter().any(|m| inside(m.date) != inside(row.held)) {
                self.straddling.push(source.path.clone());
            }
        }
        if !row.unread.is_empty() {
            self.left_out.push(LeftOut { path: source.path.clone(), parts: row.unread.clone(), why: resolve(source, &findings) });
        }
        self.reviews.push(row);
    }

    fn leave_out(&mut self, path: PathBuf, source: Option<&Source>, findings: &[Finding]) {
        let why = findings.iter().map(|f| f.resolve(&path, source)).collect();
        self.left_out.push(LeftOut { path, parts: BTreeSet::new(), why });
    }

    fn name(&mut self, reference: &str, name: &str, known_as: Option<&str>) {
        let short = known_as.or_else(|| name.split_whitespace().next()).unwrap_or_default();
        self.names.insert((reference.to_owned(), name.to_owned(), short.to_owned()));
    }

    /// Sorts everything by day and file, and parts what is in the period from what is not.
    fn sort_out(&mut self, period: Period, only: &Only) {
        let inside = |d: NaiveDate| (period.from..=period.to).contains(&d);
        let mut all = std::mem::take(&mut self.reviews);
        all.sort_by(|a, b| (a.held, &a.reference, &a.path).cmp(&(b.held, &b.reference, &b.path)));
        // The same review in two files would be counted twice.
        let mut reviews: Vec<Review> = Vec::with_capacity(all.len());
        for review in all {
            match reviews.last() {
                Some(before) if before.held == review.held && before.reference == review.reference => self.twins.push(review.path),
                _ => reviews.push(review),
            }
        }
        self.link(&mut reviews);
        self.all_names = reviews.iter().flat_map(|r| [r.team.clone(), r.iro.clone()]).flatten().collect();
        let of_challenges = self.challenges.iter().flat_map(|c| [c.team.clone(), c.iro.clone()]).flatten();
        self.keys = keys(self.all_names.iter().cloned().chain(of_challenges).collect());
        let chosen = |team: &Option<String>, iro: &Option<String>| {
            only.team.as_ref().is_none_or(|t| team.as_ref() == Some(t)) && only.iro.as_ref().is_none_or(|i| iro.as_ref() == Some(i))
        };
        reviews.retain(|r| chosen(&r.team, &r.iro));
        let (within, outside): (Vec<Review>, Vec<Review>) = reviews.into_iter().partition(|r| inside(r.held));
        self.reviews = within;
        self.outside = outside;
        self.population(period);
        let alerts = std::mem::take(&mut self.challenges);
        for mut alert in alerts {
            alert.team = alert.team.take().filter(|t| !t.is_empty());
            if !chosen(&alert.team, &alert.iro) {
                continue;
            }
            match (inside(alert.raised), alert.good_practice) {
                (true, true) => self.good_practice.push(alert),
                (true, false) => self.challenges.push(alert),
                (false, _) => self.challenges_outside += 1,
            }
        }
        self.challenges.sort_by(|a, b| (a.raised, &a.path).cmp(&(b.raised, &b.path)));
        self.good_practice.sort_by(|a, b| (a.raised, &a.path).cmp(&(b.raised, &b.path)));
        self.snapshots.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        self.returns_outside = self.returns.iter().filter(|r| r.date.is_some_and(|d| !inside(d))).count();
        self.returns.retain(|r| r.date.is_none_or(inside));
        // The same challenge, or the same day's caseload, in two files would be counted twice.
        let mut twins = Vec::new();
        self.challenges.dedup_by(|b, a| {
            let same = (&a.references, a.raised, &a.matter, &a.grounds) == (&b.references, b.raised, &b.matter, &b.grounds);
            if same {
                twins.push(b.path.clone());
            }
            same
        });
        self.snapshots.dedup_by(|b, a| {
            let same = a.date == b.date;
            if same {
                twins.push(b.path.clone());
            }
            same
        });
        self.twins.extend(twins);
        if only.team.is_some() || only.iro.is_some() {
            // Caseloads and questionnaires are those of the whole service.
            self.snapshots.clear();
            self.returns.clear();
        }
        self.returns.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }

    /// What a review says only beside the child's others: a second red in a row, a check at the mid-point before it.
    fn link(&self, reviews: &mut [Review]) {
        let mut last: BTreeMap<String, (NaiveDate, Option<String>)> = BTreeMap::new();
        let mut checks: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
        for p in &self.progress {
            checks.entry(p.reference.as_str()).or_default().push(p.date);
        }
        for review in reviews {
            let before = last.get(&review.reference).cloned();
            if let Some((held, rating)) = &before {
                review.red_before = Some(rating.as_deref() == Some("red"));
                let between = |d: &NaiveDate| d > held && *d <= review.held;
                review.midway = Some(checks.get(review.reference.as_str()).is_some_and(|days| days.iter().any(between)));
            } else if review.kind != "first" {
                let half = |d: &NaiveDate| *d <= review.held && (review.held - *d).num_days() < 190;
                review.midway = Some(checks.get(review.reference.as_str()).is_some_and(|days| days.iter().any(half)));
            }
            last.insert(review.reference.clone(), (review.held, review.rating.clone()));
        }
    }

    /// Who is looked after on the last day, and who left care in the period.
    fn population(&mut self, period: Period) {
        let mut newest: BTreeMap<&str, (usize, &Review)> = BTreeMap::new();
        let all = self.reviews.iter().enumerate().chain(self.outside.iter().enumerate().map(|(i, r)| (i + OUTSIDE, r)));
        for (i, review) in all.filter(|(_, r)| r.held <= period.to) {
            let entry = newest.entry(&review.reference).or_insert((i, review));
            if review.held > entry.1.held {
                *entry = (i, review);
            }
        }
        let mut children = Vec::new();
        let mut ceased = BTreeSet::new();
        for (reference, (i, review)) in newest {
            let left = self.discharges.iter().filter(|d| d.reference == reference && d.date >= review.child.since && d.date <= period.to);
            let left = left.map(|d| d.date).max().or_else(|| review.last.then_some(review.held));
            match left {
                Some(day) if day >= period.from => {
                    ceased.insert(reference.to_owned());
                }
                Some(_) => {}
                // Short breaks are not counted among children looked after (DfE: V3 and V4 are left out of the count).
                None if matches!(review.child.legal_status.as_str(), "short_breaks_agreement" | "short_breaks_single") => {}
                None => children.push(LookedAfter {
                    review: i,
                    age: calendar::age_on(review.born, period.to),
                    days: (period.to - review.child.since).num_days(),
                }),
            }
        }
        self.children = children;
        self.ceased = ceased;
    }

    /// The same records, of one team or IRO only. Caseloads and questionnaires are those of the whole service and are left out.
    #[must_use]
    pub fn narrowed(&self, only: &Only) -> Self {
        let chosen = |team: &Option<String>, iro: &Option<String>| {
            only.team.as_ref().is_none_or(|t| team.as_ref() == Some(t)) && only.iro.as_ref().is_none_or(|i| iro.as_ref() == Some(i))
        };
        let reviews = |all: &[Review]| all.iter().filter(|r| chosen(&r.team, &r.iro)).cloned().collect();
        let challenges = |all: &[Challenge]| all.iter().filter(|c| chosen(&c.team, &c.iro)).cloned().collect();
        let mut narrowed = Self {
            period: self.period,
            reviews: reviews(&self.reviews),
            outside: reviews(&self.outside),
            challenges: challenges(&self.challenges),
            good_practice: challenges(&self.good_practice),
            files: self.files,
            keys: self.keys.clone(),
            discharges: self.discharges.clone(),
            ..Self::default()
        };
        narrowed.population(self.period());
        narrowed
    }

    /// The review behind a child.
    #[must_use]
    pub fn review_of(&self, child: &LookedAfter) -> Option<&Review> {
        if child.review >= OUTSIDE { self.outside.get(child.review - OUTSIDE) } else { self.reviews.get(child.review) }
    }

    /// The days of the period.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period.unwrap_or(Period { from: NaiveDate::MIN, to: NaiveDate::MAX })
    }
}

/// From this index on, a child's newest review is one outside the period.
const OUTSIDE: usize = usize::MAX / 2;

/// A key for each name, all different.
fn keys(names: BTreeSet<String>) -> BTreeMap<String, String> {
    // What rows are called that are no team's.
    let mut taken: BTreeSet<String> = ["total", "last_year", super::cross::NOT_RECORDED, "percent"].map(str::to_owned).into();
    let mut out = BTreeMap::new();
    for name in names {
        let short = super::table::slug(&name);
        let mut key = short.clone();
        let mut n = 2;
        while !taken.insert(key.clone()) {
            key = format!("{short}_{n}");
            n += 1;
        }
        out.insert(name, key);
    }
    out
}

/// A name without spaces around or doubled in it: the same team, however it was typed.
fn tidy(name: Option<String>) -> Option<String> {
    let words: Vec<&str> = name.as_deref()?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|f| f.severity == Severity::Error).collect()
}

fn resolve(source: &Source, findings: &[Finding]) -> Vec<Diagnostic> {
    findings.iter().map(|f| f.resolve(&source.path, Some(source))).collect()
}

/// The figures that a part of a review belongs to; none for parts that are not counted.
fn part_of(pointer: &str) -> Option<&'static str> {
    let mut keys = pointer.split('/').skip(1);
    Some(match (keys.next()?, keys.next()) {
        ("participation", _) => "participation",
        ("rag", _) => "ratings",
        ("issued", _) => "records",
        ("allocation", _) => "allocation",
        ("review", _) => "timeliness",
        ("child", _) => "children",
        ("papers" | "preparation" | "attendance", _) => "preparation",
        _ => return None,
    })
}

fn review(path: PathBuf, record: &Record, policy: &Policy) -> Option<Review> {
    let facts = derive::facts(record, policy)?;
    let step = |key: &str| match facts.step(key) {
        Some(step) => Step {
            due: step.due,
            done: step.done,
            took: step.done.map(|done| calendar::working_days_between(ended(record, facts.held), done)),
        },
        None => Step::default(),
    };
    let team = |role: &str| derive::with_role(record, role).and_then(|(_, p)| p.team.clone());
    let allocated = facts.before.iter().find(|s| s.key == "allocated").map(|s| Step {
        due: s.due,
        done: s.done,
        took: s.done.map(|done| calendar::working_days_between(record.child.looked_after_since, done)),
    });
    let parents: Vec<&str> = record.people.iter().filter(|(_, p)| p.is_parent()).map(|(k, _)| k.as_str()).collect();
    let took_part = |key: &str| {
        use crate::record::How::{Attended, AttendedPart, AttendedRemotely, Consulted};
        record
            .attendance
            .iter()
            .flatten()
            .any(|a| a.person == key && matches!(a.how, Attended | AttendedPart | AttendedRemotely | Consulted))
    };
    Some(Review {
        path,
        reference: record.child.reference.clone(),
        born: record.child.date_of_birth,
        held: facts.held,
        age: facts.age,
        kind: record.review.kind.clone(),
        team: tidy(team("team_manager").or_else(|| team("social_worker"))),
        iro: tidy(derive::iro(record).map(|p| p.name.clone())),
        rating: record.rag.as_ref().map(|r| r.rating.clone()),
        ticks: record.rag.as_ref().map_or_else(Vec::new, |r| {
            let ticked = r.ticks.iter().filter(|(_, tick)| !matches!(tick, Tick::Plain(false)));
            ticked.map(|(key, _)| key.clone()).collect()
        }),
        red_before: (record.review.kind == "first").then_some(false),
        code: record.participation.as_ref().map(|p| p.code.clone()),
        seen_alone: record.participation.as_ref().map(|p| p.seen_alone.is_some()),
        chaired_by_child: record.review.chaired_by.iter().any(|k| k == crate::record::CHILD),
        parent_took_part: (!parents.is_empty() && record.attendance.is_some()).then(|| parents.iter().any(|k| took_part(k))),
        due: facts.due.as_ref().map(|d| d.date),
        late_cause: record.review.late_cause.clone(),
        late_reason: record.review.late_reason.clone(),
        adjourned: record.review.adjourned.is_some(),
        allocated,
        decisions: step("decisions"),
        record: step("record"),
        distributed: step("distributed"),
        care_plan: record.papers.as_ref().and_then(|papers| {
            let plan = papers.iter().find(|p| p.paper == "care_plan")?;
            Some(plan.received.is_some() && plan.up_to_date.unwrap_or(true))
        }),
        midway: None,
        child: Child {
            ethnicity: record.child.ethnicity.clone(),
            legal_status: record.child.legal_status.code.clone(),
            placement: record.child.placement.kind.clone(),
            placed_since: record.child.placement.since,
            since: record.child.looked_after_since,
            unaccompanied: record.child.unaccompanied,
        },
        last: record.next_review.as_ref().is_some_and(|n| n.not_needed.is_some()),
        unread: BTreeSet::new(),
        policy: record.policy.clone(),
    })
}

/// The day a review was over: an adjourned one when it was taken up again.
fn ended(record: &Record, held: NaiveDate) -> NaiveDate {
    record.review.adjourned.as_ref().and_then(|a| a.resumed).map_or(held, |d| d.max(held))
}

fn challenge(path: PathBuf, alert: &Alert, policy: &Policy) -> Challenge {
    let facts = derive::alert_facts(alert, policy, alert.raised);
    let ladder = &policy.ladder.stages;
    let stages: Vec<StageRow> = alert
        .stages
        .iter()
        .zip(&facts.stages)
        .map(|(raised, stage)| StageRow {
            title: stage.position.and_then(|p| ladder.get(p)).map_or_else(|| raised.stage.clone(), |s| s.title.clone()),
            position: stage.position.unwrap_or(0),
            raised: raised.raised,
            due: stage.due,
            answered: raised.answer.as_ref().map(|a| a.date),
        })
        .collect();
    let formal_stages =
        alert.stages.iter().filter(|s| policy.ladder.position(&s.stage).and_then(|p| ladder.get(p)).is_none_or(|rule| !rule.informal));
    let formal = formal_stages.count() > 0;
    let top = stages.iter().max_by_key(|s| s.position).filter(|_| formal);
    let team = |role: &str| alert.people.values().find(|p| p.role == role).and_then(|p| p.team.clone());
    let grounds = alert.grounds.iter().map(|code| match policy.grounds.iter().find(|g| g.code == *code) {
        Some(g) => (code.clone(), g.title.clone(), g.theme.clone()),
        None => (code.clone(), code.clone(), "other".to_owned()),
    });
    Challenge {
        references: alert.all_children().map(|(_, c)| c.reference.clone()).collect(),
        raised: alert.raised,
        team: tidy(team("team_manager").or_else(|| team("social_worker"))),
        iro: tidy(derive::sender(alert).map(|(_, p)| p.name.clone())),
        good_practice: alert.is_good_practice(),
        grounds: grounds.collect(),
        matter: alert.summary.clone().unwrap_or_else(|| alert.concerns.join("; ")),
        formal,
        reached: top.map_or_else(|| "Informal".to_owned(), |s| s.title.clone()),
        level: top.map_or(0, |s| s.position + 1),
        resolved: alert.resolution.as_ref().map(|r| r.date),
        outcome: alert.resolution.as_ref().map(|r| r.outcome.clone()),
        cafcass: alert.cafcass.as_ref().and_then(|c| c.referred),
        legal_advice: !alert.legal_advice.is_empty(),
        learning: alert.resolution.as_ref().and_then(|r| r.learning.clone()),
        stages,
        path,
    }
}

/// Whose progress review or event it is, and when; and whether the child leaves care by it.
fn between(source: &Source, kind: &str) -> Option<(Between, bool)> {
    let reference = source.root.get("child")?.text_at("reference")?.to_owned();
    let change = source.root.get("change");
    let date = match kind {
        "event" => change?.text_at("carried_out").or_else(|| change?.text_at("date"))?,
        _ => source.root.text_at("date")?,
    };
    let leaves = change.and_then(|c| c.text_at("code")).is_some_and(|c| matches!(c, "discharge" | "discharge_unplanned"));
    Some((Between { path: source.path.clone(), reference, date: date.parse().ok()? }, leaves))
}

/// The path of a file that a record names: relative to the record's own.
#[must_use]
pub fn beside(record: &Path, named: &str) -> PathBuf {
    record.parent().unwrap_or_else(|| Path::new("")).join(named)
}
