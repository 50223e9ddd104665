//! The records of a period, each as a row of what is counted. A file is read only as far as the figures need it.
//!
//! What cannot be read is left out of the figures it belongs to and told: see [`LeftOut`].

mod make;
mod rows;

pub use rows::{
    Attended, Between, Challenge, Child, ConferenceRow, LeftOut, LookedAfter, PracticeRow, Return, Review, Snapshot, StageRow, Step,
};

use make::{between, challenge, conference, keys, part_of, review};

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::ahead::ahead;
use crate::calendar;
use crate::check::{self, Kind, Kinds};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::discover::discover;
use crate::matching::{self, Finder};
use crate::policy::{Packs, Policy};
use crate::read::Source;
use crate::record::{Alert, Caseload, Conference, Event, Feedback, Only, Period, PracticeCheck, ProgressReview, Record, Status};
use crate::shape;
use crate::spelling::{self, Fields};
use crate::survey;

/// The keys that figures are made of: of a review, of a progress review (`date`), of an event (`change`).
const REVIEW_KEYS: &[&str] = &[
    "kind",
    "policy",
    "status",
    "child",
    "children",
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
    "permanence",
    "iro_visits",
    "date",
    "change",
];

/// How a record is taken in.
type Take = fn(&mut Cohort, Source, &mut Packs);

/// The kinds that are counted, and how. Of progress reviews and events only whose and when is counted: a look at the tree is enough,
/// and there are many.
const COUNTED: &[(&str, Take)] = &[
    (Record::KEY, Cohort::take_review),
    (Alert::KEY, Cohort::take_alert),
    (ProgressReview::KEY, Cohort::take_progress_review),
    (Event::KEY, Cohort::take_event),
    (Caseload::KEY, Cohort::take_caseload),
    (Feedback::KEY, Cohort::take_feedback),
    (PracticeCheck::KEY, Cohort::take_practice_check),
    (Conference::KEY, Cohort::take_conference),
];

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
    /// Challenges raised before the period and not settled when it began.
    pub carried_over: Vec<Challenge>,
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
    /// Checks of practice in the period, by day and file.
    pub practice: Vec<PracticeRow>,
    /// Those before it: who was observed lately.
    pub practice_before: Vec<PracticeRow>,
    /// Child protection conferences held in the period, by day and file.
    pub conferences: Vec<ConferenceRow>,
    /// Those before it: by when the next is owed.
    pub conferences_before: Vec<ConferenceRow>,
    /// Records that could not be counted.
    pub left_out: Vec<LeftOut>,
    /// Reviews of which two files are in the folders: the second of each.
    pub twins: Vec<PathBuf>,
    /// Reviews with meetings in the period and outside of it.
    pub straddling: Vec<PathBuf>,
    /// The search for names, addresses and numbers of the families whose records are counted.
    pub families: Finder,
    /// Files found.
    pub files: usize,
    /// Folders without a file, and files that are not there, as the record names them.
    pub missing: Vec<usize>,
    /// Officers and teams that are typed in several ways: the one that stands for all, and the others.
    pub spelled: Vec<(String, Vec<String>)>,
    /// How records of each kind are read.
    fields: Option<Fields>,
    progress: Vec<Between>,
    discharges: Vec<Between>,
}

/// Days within which an adjourned review is taken up again (20 working days).
const RESUMED: i64 = 31;

impl Cohort {
    /// Reads the records of some folders. Those of `history`, the year before, say what came before a review and which challenges were
    /// open: they are counted in nothing else.
    #[must_use]
    pub fn read(paths: &[PathBuf], history: &[PathBuf], period: Period, only: &Only, packs: &mut Packs, kinds: Kinds) -> Self {
        let mut cohort = Self { period: Some(period), families: Finder::for_a_batch(), ..Self::default() };
        let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
        let mut files = Vec::new();
        for (i, path) in paths.iter().enumerate() {
            let found = discover(std::slice::from_ref(path));
            if found.files.is_empty() || !path.exists() {
                cohort.missing.push(i);
                continue;
            }
            for file in found.files {
                // `records` and `./records` are the same folder.
                if seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                    files.push(file);
                }
            }
        }
        cohort.files = files.len();
        let earlier = discover(history).files.into_iter().filter(|file| {
            // What is counted is no history.
            seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()))
        });
        files.extend(earlier);
        let own = cohort.files;
        let fields = kinds.fields;
        cohort.fields = Some(fields);
        let read = ahead(files, || {
            move |path: PathBuf| {
                let mut notes = Vec::new();
                let source = spelling::read_part(path.clone(), REVIEW_KEYS, fields, &mut notes);
                (path, source)
            }
        });
        for (i, (path, source)) in read.enumerate() {
            if i < own {
                cohort.take(path, source, packs, kinds);
            } else if let Ok(source) = source {
                cohort.take_history(source, packs);
            }
        }
        cohort.sort_out(period, only);
        cohort
    }

    /// Takes in what a record of the year before says of this one. Its own report tells what cannot be read of it.
    fn take_history(&mut self, source: Source, packs: &mut Packs) {
        let (left_out, reviews, challenges) = (self.left_out.len(), self.reviews.len(), self.challenges.len());
        let take: fn(&mut Self, Source, &mut Packs) = match source.root.text_at("kind") {
            Some(kind) if kind == Record::KEY => Self::take_review,
            Some(kind) if kind == Alert::KEY => Self::take_alert,
            Some(kind) if kind == ProgressReview::KEY => Self::take_progress_review,
            _ => return,
        };
        take(self, source, packs);
        self.left_out.truncate(left_out);
        self.reviews.iter_mut().skip(reviews).for_each(|r| r.history = true);
        self.challenges.iter_mut().skip(challenges).for_each(|c| c.history = true);
    }

    fn take(&mut self, path: PathBuf, source: Result<Source, Vec<Finding>>, packs: &mut Packs, kinds: Kinds) {
        let source = match source {
            Ok(source) => source,
            Err(findings) => return self.leave_out(path, None, &findings),
        };
        if let Some(finding) = check::unknown_kind(&source, kinds.keys) {
            return self.leave_out(path, Some(&source), &[finding]);
        }
        for (family, secret) in survey::secrets(&source.root) {
            self.families.take(&secret, family as u32);
        }
        // Kinds that are not counted have no figure of their own yet; reports of other periods may lie in the folder.
        if let Some((_, take)) = COUNTED.iter().find(|(kind, _)| source.root.text_at("kind") == Some(kind)) {
            take(self, source, packs);
        }
    }

    fn take_alert(&mut self, source: Source, packs: &mut Packs) {
        self.take_whole::<Alert>(source.path, packs, |cohort, path, alert, policy| {
            let challenge = challenge(path, &alert, policy);
            cohort.challenges.push(challenge);
        });
    }

    fn take_progress_review(&mut self, source: Source, _: &mut Packs) {
        match between(&source, source.root.text_at("date")) {
            Some(between) => self.progress.push(between),
            None => self.undated(&source),
        }
    }

    fn take_event(&mut self, source: Source, _: &mut Packs) {
        let change = source.root.get("change");
        let date = change.and_then(|c| c.text_at("carried_out").or_else(|| c.text_at("date")));
        let leaves = change.and_then(|c| c.text_at("code")).is_some_and(|c| matches!(c, "discharge" | "discharge_unplanned"));
        match between(&source, date) {
            Some(between) if leaves => self.discharges.push(between),
            Some(_) => {}
            None => self.undated(&source),
        }
    }

    fn undated(&mut self, source: &Source) {
        let finding = Finding::new("R101", Severity::Error, "the child's reference or the date cannot be read", Place::File);
        self.leave_out(source.path.clone(), Some(source), &[finding]);
    }

    fn take_caseload(&mut self, source: Source, packs: &mut Packs) {
        self.take_whole::<Caseload>(source.path, packs, |cohort, path, r, _| {
            cohort.snapshots.push(Snapshot { path, date: r.date, iros: r.iros });
        });
    }

    fn take_feedback(&mut self, source: Source, packs: &mut Packs) {
        self.take_whole::<Feedback>(source.path, packs, |cohort, path, r, _| {
            let answers = r.answers.into_iter().collect();
            cohort.returns.push(Return { path, line: None, date: Some(r.date), questionnaire: r.questionnaire, answers });
        });
    }

    fn take_practice_check(&mut self, source: Source, packs: &mut Packs) {
        self.take_whole::<PracticeCheck>(source.path, packs, |cohort, path, r, policy| {
            // What is not gone through yet is no finding about anybody.
            if r.status != Status::Final {
                return;
            }
            let titles = &policy.practice_checks.of(&r.kind).standards;
            let at = |key: &String| titles.get_index_of(key).unwrap_or(usize::MAX);
            let title = |key: &String| titles.get(key).unwrap_or(key).clone();
            let standards = r.standards.iter().map(|s| (at(&s.standard), s.standard.clone(), title(&s.standard), s.met.clone())).collect();
            let of = r.people.get(&r.of).map(|p| p.name.clone());
            cohort.practice.push(PracticeRow { path, date: r.date, kind: r.kind, of, standards });
        });
    }

    fn take_conference(&mut self, source: Source, packs: &mut Packs) {
        self.take_whole::<Conference>(source.path, packs, |cohort, path, record, _| cohort.conferences.extend(conference(path, &record)));
    }

    /// A record of another kind than a review, read whole.
    fn take_whole<K: Kind>(&mut self, path: PathBuf, packs: &mut Packs, keep: impl FnOnce(&mut Self, PathBuf, K, &Policy)) {
        let mut notes = Vec::new();
        let Some(fields) = self.fields else { return };
        let source = match spelling::read(path.clone(), fields, &mut notes) {
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

    fn take_review(&mut self, source: Source, packs: &mut Packs) {
        let source = &source;
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
        let why = findings.iter().map(|f| f.resolve(&path, source.map(|s| s as _))).collect();
        self.left_out.push(LeftOut { path, parts: BTreeSet::new(), why });
    }

    /// One officer or team typed in several ways is one: the spelling used most stands for all.
    fn spell_alike(&mut self, only: &Only) -> Only {
        // Without capitals, accents, marks and order: `Fenwick, Zoe` is `Zoë Fenwick`.
        let folded = |name: &str| {
            let mut words = matching::keys(&name.replace('+', " plus "));
            words.sort();
            words.concat()
        };
        let mut used: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let of_reviews = self.reviews.iter().flat_map(|r| [&r.team, &r.iro]);
        let of_challenges = self.challenges.iter().flat_map(|c| [&c.team, &c.iro]);
        let of_snapshots = self.snapshots.iter().flat_map(|s| s.iros.iter().map(|i| &i.name)).chain(self.practice.iter().map(|p| &p.of));
        for name in of_reviews.chain(of_challenges).chain(of_snapshots).flatten().filter(|name| !name.is_empty()) {
            *used.entry(folded(name)).or_default().entry(name.clone()).or_default() += 1;
        }
        let mut stands: BTreeMap<String, String> = BTreeMap::new();
        for spellings in used.into_values().filter(|spellings| spellings.len() > 1) {
            // Of those used as often, the one with its accents, and not in capitals throughout.
            let rank = |name: &String, times: usize| {
                (times, !name.is_ascii(), name.chars().any(char::is_lowercase), std::cmp::Reverse(name.clone()))
            };
            let most = spellings.iter().max_by_key(|(name, times)| rank(name, **times)).map(|(name, _)| name.clone());
            let Some(most) = most else { continue };
            let others: Vec<String> = spellings.into_keys().filter(|name| *name != most).collect();
            stands.extend(others.iter().map(|other| (other.clone(), most.clone())));
            self.spelled.push((most, others));
        }
        let alike = |name: &mut Option<String>| {
            if let Some(most) = name.as_ref().and_then(|name| stands.get(name)) {
                *name = Some(most.clone());
            }
        };
        self.reviews.iter_mut().for_each(|r| [&mut r.team, &mut r.iro].into_iter().for_each(alike));
        self.challenges.iter_mut().for_each(|c| [&mut c.team, &mut c.iro].into_iter().for_each(alike));
        self.snapshots.iter_mut().flat_map(|s| s.iros.iter_mut()).for_each(|i| alike(&mut i.name));
        self.practice.iter_mut().for_each(|p| alike(&mut p.of));
        // What the report asks for may be typed in another way too.
        let of_challenges = self.challenges.iter().flat_map(|c| [&c.team, &c.iro]);
        let known = self.reviews.iter().flat_map(|r| [&r.team, &r.iro]).chain(of_challenges).flatten();
        let known: BTreeMap<String, String> = known.map(|name| (folded(name), name.clone())).collect();
        let asked = |name: &str| known.get(&folded(name)).cloned().unwrap_or_else(|| name.to_owned());
        only.renamed(asked)
    }

    /// Sorts everything by day and file, and parts what is in the period from what is not.
    fn sort_out(&mut self, period: Period, only: &Only) {
        let inside = |d: NaiveDate| (period.from..=period.to).contains(&d);
        let only = &self.spell_alike(only);
        let mut all = std::mem::take(&mut self.reviews);
        all.sort_by(|a, b| (a.held, &a.reference, &a.path).cmp(&(b.held, &b.reference, &b.path)));
        // The same review in two files would be counted twice.
        let mut reviews: Vec<Review> = Vec::with_capacity(all.len());
        for review in all {
            match reviews.last() {
                Some(before) if before.held == review.held && before.reference == review.reference => {
                    if !review.history && !before.history {
                        self.twins.push(review.path);
                    }
                }
                _ => reviews.push(review),
            }
        }
        self.link(&mut reviews);
        reviews.retain(|r| !r.history);
        self.all_names = reviews.iter().flat_map(|r| [r.team.clone(), r.iro.clone()]).flatten().collect();
        let of_challenges = self.challenges.iter().flat_map(|c| [c.team.clone(), c.iro.clone()]).flatten();
        self.keys = keys(self.all_names.iter().cloned().chain(of_challenges).collect());
        let chosen = |team: &Option<String>, iro: &Option<String>| only.holds(team.as_deref(), iro.as_deref());
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
                (false, good_practice) => {
                    self.challenges_outside += usize::from(!alert.history);
                    let over = !good_practice && alert.raised < period.from && alert.resolved.is_none_or(|d| d >= period.from);
                    self.carried_over.extend(over.then_some(alert));
                }
            }
        }
        // What happens after the last day is not told of it: the same period comes out the same whenever it is counted.
        self.challenges.iter_mut().chain(&mut self.carried_over).for_each(|c| c.stand_on(period.to));
        self.challenges.sort_by(|a, b| (a.raised, &a.path).cmp(&(b.raised, &b.path)));
        self.carried_over.sort_by(|a, b| (a.raised, &a.path).cmp(&(b.raised, &b.path)));
        self.good_practice.sort_by(|a, b| (a.raised, &a.path).cmp(&(b.raised, &b.path)));
        self.snapshots.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        self.practice.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        self.practice_before = self.practice.iter().filter(|p| p.date < period.from).cloned().collect();
        self.practice.retain(|p| inside(p.date));
        self.conferences.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        // The same conference in two files would be counted twice.
        self.conferences.dedup_by(|b, a| (&a.references, a.date, &a.kind) == (&b.references, b.date, &b.kind));
        self.conferences_before = self.conferences.iter().filter(|c| c.date < period.from).cloned().collect();
        self.conferences.retain(|c| inside(c.date));
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
        if *only != Only::default() {
            // Caseloads and questionnaires are those of the whole service.
            self.snapshots.clear();
            self.returns.clear();
            self.practice.clear();
            self.practice_before.clear();
            self.conferences.clear();
            self.conferences_before.clear();
        }
        self.returns.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }

    /// What a review says only beside the child's others: a second red in a row, a check at the mid-point before it.
    fn link(&self, reviews: &mut [Review]) {
        let mut last: BTreeMap<String, (NaiveDate, Option<String>, Option<NaiveDate>)> = BTreeMap::new();
        let mut checks: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
        for p in &self.progress {
            checks.entry(p.reference.as_str()).or_default().push(p.date);
        }
        for review in reviews {
            let before = last.get(&review.reference).cloned();
            // One that the record names and that is not here lies between. An adjourned one may be known by the day it was resumed.
            let before = before.filter(|(held, ..)| review.previous.is_none_or(|day| (day - *held).num_days() <= RESUMED));
            if let Some((held, rating, next_due)) = &before {
                // What the record does not say of the review before, the folder does.
                review.due = review.due.or(*next_due);
                // One that was not rated says nothing.
                review.red_before = rating.as_deref().map(|rating| rating == "red");
                let between = |d: &NaiveDate| d > held && *d <= review.held;
                review.midway = Some(checks.get(review.reference.as_str()).is_some_and(|days| days.iter().any(between)));
            }
            // Without the review before, a check may lie where nobody looked, and one that is found is no answer for the others.
            last.insert(review.reference.clone(), (review.held, review.rating.clone(), review.next_due));
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
        let mut histories: BTreeMap<&str, Vec<&Review>> = BTreeMap::new();
        for review in self.reviews.iter().chain(&self.outside).filter(|r| r.held <= period.to) {
            histories.entry(&review.reference).or_default().push(review);
        }
        histories.values_mut().for_each(|all| all.sort_by_key(|r| r.held));
        let mut children = Vec::new();
        let mut ceased = BTreeSet::new();
        for (reference, (i, review)) in newest {
            let left = self.discharges.iter().filter(|d| d.reference == reference && d.date >= review.child.since && d.date <= period.to);
            let left = left.map(|d| d.date).max().or_else(|| review.last.then_some(review.held));
            // A child is somebody under 18: whoever is older has left care, on that birthday if nothing says earlier.
            let grown = review.born.checked_add_months(chrono::Months::new(18 * 12)).filter(|day| *day <= period.to);
            let left = match (left, grown) {
                (Some(left), Some(grown)) => Some(left.min(grown)),
                (left, grown) => left.or(grown),
            };
            match left {
                Some(day) if day >= period.from => {
                    ceased.insert(reference.to_owned());
                }
                Some(_) => {}
                // Short breaks are not counted among children looked after (DfE: V3 and V4 are left out of the count).
                None if matches!(review.child.legal_status.as_str(), "short_breaks_agreement" | "short_breaks_single") => {}
                None => {
                    let history = histories.get(reference).map_or(&[][..], Vec::as_slice);
                    children.push(LookedAfter {
                        review: i,
                        age: calendar::age_on(review.born, period.to),
                        since: review.child.since,
                        placements: placements(history, period),
                        same_iro: same_iro(history, period),
                    });
                }
            }
        }
        self.children = children;
        self.ceased = ceased;
    }

    /// The same records, of one team or IRO only. Caseloads and questionnaires are those of the whole service and are left out.
    #[must_use]
    pub fn narrowed(&self, only: &Only) -> Self {
        let chosen = |team: &Option<String>, iro: &Option<String>| only.holds(team.as_deref(), iro.as_deref());
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

/// How many placements a child was in during a period: those that its reviews, and the ones before, say to have begun, but for those that
/// had ended before it.
fn placements(history: &[&Review], period: Period) -> usize {
    let begun: BTreeSet<NaiveDate> = history.iter().map(|r| r.child.placed_since).filter(|day| *day <= period.to).collect();
    let ended = begun.iter().skip(1).filter(|next| **next <= period.from).count();
    begun.len() - ended
}

/// Whether a child had the same IRO in all reviews of the period and in the one before them.
fn same_iro(history: &[&Review], period: Period) -> Option<bool> {
    let before = history.iter().rev().find(|r| r.held < period.from);
    let within = history.iter().filter(|r| r.held >= period.from);
    let all: Vec<&String> = before.into_iter().chain(within).filter_map(|r| r.iro.as_ref()).collect();
    (all.len() > 1).then(|| all.windows(2).all(|two| two.first() == two.last()))
}

/// From this index on, a child's newest review is one outside the period.
const OUTSIDE: usize = usize::MAX / 2;

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|f| f.severity == Severity::Error).collect()
}

fn resolve(source: &Source, findings: &[Finding]) -> Vec<Diagnostic> {
    findings.iter().map(|f| f.resolve(&source.path, Some(source))).collect()
}
