//! A year: its records, its tables, and every figure by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::beside::{beside_last_year, beside_others, relabel};
use super::cohort::{Cohort, Return};
use super::corrections::{self, Applied, Shift};
use super::images::Image;
use super::measures::{MEASURES, Measure, Setting};
use super::publish;
use super::suppress::Earlier;
use super::table::{Cell, LAST_YEAR, Table, Unit, Value};

use crate::check::Kinds;
use crate::diagnostic::Diagnostic;
use crate::fs::named_by;
use crate::matching::{Secret, keys};
use crate::policy::{Packs, Policy};
use crate::read;
use crate::record::codes::{self, label};
use crate::record::{AnnualReport, Only, Period, Questionnaire, StaffNames};
use crate::spelling;
use crate::words::day;

/// The pieces that every report has one of.
#[derive(Debug)]
pub struct Year {
    /// The records.
    pub cohort: Cohort,
    /// Each table with the measure it belongs to, in order.
    pub tables: Vec<(&'static Measure, Table)>,
    /// What came of each correction by hand.
    pub corrected: Vec<Applied>,
    /// What the corrections come to.
    pub shifts: Vec<Shift>,
    /// The tables as the records give them, where corrections have changed them.
    counted: Vec<Table>,
    /// Figures of the year before, by name.
    pub last: BTreeMap<String, f64>,
    /// Figures of the year before as its own report has them now, where that is named.
    pub recounted: Option<Recounted>,
    /// The years before that one, the newest first, as far as each report names the one before it.
    pub before: Vec<Recounted>,
    /// Records counted both here and in the report of the year before.
    pub twice: Vec<PathBuf>,
    /// Files beside the record that could not be read, with where the record names them and why.
    pub unreadable: Vec<(String, String)>,
    /// Text of files that the record appends, by their name.
    pub texts: BTreeMap<String, String>,
    /// Its pictures, by the names of their files.
    pub images: BTreeMap<String, Image>,
    /// Answers in CSV files that the questionnaire does not have: file, line, question, answer.
    pub strange_answers: Vec<StrangeAnswer>,
    /// Targets, by measure: the record's, else the pack's.
    pub targets: BTreeMap<String, f64>,
    /// Reports on these records that were published before, as the record names them.
    pub published_before: Vec<Earlier>,
    /// The tables as they are published, once they are asked for.
    published: OnceLock<(Vec<Table>, Vec<Earlier>)>,
}

/// How many years before the last one are counted again for the charts by year.
const YEARS_BACK: usize = 4;

/// An answer that a questionnaire does not have.
#[derive(Debug)]
pub struct StrangeAnswer {
    /// The file.
    pub path: PathBuf,
    /// Its line, of a CSV file.
    pub line: Option<u64>,
    /// The question, or the questionnaire, that is not known or has no such answer.
    pub what: String,
}

/// The report of the year before.
#[derive(Debug)]
pub struct Recounted {
    /// Its period.
    pub period: Period,
    /// Its figures, by name.
    pub figures: BTreeMap<String, f64>,
    /// Its record.
    pub(super) record: AnnualReport,
    /// Its tables, without the year before it.
    pub(super) tables: Vec<Table>,
    /// The record of the report before it.
    report: Option<PathBuf>,
}

impl Recounted {
    /// How many records are behind a figure of the whole.
    pub(super) fn behind(&self, measure: &str, column: &str) -> usize {
        let table = self.tables.iter().find(|t| t.key() == measure);
        table.and_then(|t| t.cell("total", column)).map_or(0, |c| c.records.len())
    }
}

impl Year {
    /// Counts what a record of a report asks for. `path` is the record's own.
    #[must_use]
    pub fn gather(record: &AnnualReport, path: &Path, policy: &Policy, packs: &mut Packs, kinds: Kinds, roots: &[PathBuf]) -> Self {
        let mut unreadable = Vec::new();
        let mut paths = Vec::new();
        for (i, named) in record.records.iter().enumerate() {
            match named_by(path, named, roots) {
                Ok(path) => paths.push(path),
                Err(why) => unreadable.push((format!("/records/{i}"), why)),
            }
        }
        let history = history(record, path, kinds, roots);
        let mut cohort = Cohort::read(&paths, &history, record.period, &record.only, packs, kinds);
        let mut strange_answers = Vec::new();
        for (i, questionnaire) in record.questionnaires.iter().enumerate() {
            let Some(file) = &questionnaire.file else { continue };
            match named_by(path, file, &[]).and_then(|file| read_returns(&file, questionnaire)) {
                Ok(returns) => cohort.returns.extend(returns),
                Err(why) => unreadable.push((format!("/questionnaires/{i}/file"), why)),
            }
        }
        for r in &cohort.returns {
            let Some(questionnaire) = record.questionnaires.iter().find(|q| q.key == r.questionnaire) else {
                let what = format!("there is no questionnaire `{}` in the report's record, so it is not counted", r.questionnaire);
                strange_answers.push(StrangeAnswer { path: r.path.clone(), line: r.line, what });
                continue;
            };
            for (question, answer) in &r.answers {
                let known = questionnaire.questions.iter().find(|q| q.key == *question);
                let what = match known {
                    None => format!("the questionnaire has no question `{question}`"),
                    Some(q) if !q.answers.contains_key(answer) => {
                        format!("question `{question}` has no answer {}", crate::words::shorten(answer))
                    }
                    Some(_) => continue,
                };
                strange_answers.push(StrangeAnswer { path: r.path.clone(), line: r.line, what });
            }
        }
        let mut texts = BTreeMap::new();
        for (i, appendix) in record.appendices.iter().enumerate() {
            let Some(file) = &appendix.file else { continue };
            match named_by(path, file, &[]).and_then(|file| read_text(&file)) {
                Ok(text) => {
                    texts.insert(file.clone(), text);
                }
                Err(why) => unreadable.push((format!("/appendices/{i}/file"), why)),
            }
        }
        let mut images = BTreeMap::new();
        for (key, named) in record.cover.iter().flat_map(|cover| [("logo", &cover.logo), ("picture", &cover.picture)]) {
            let Some(named) = named else { continue };
            match named_by(path, named, &[]).and_then(|file| Image::read(&file)) {
                Ok(image) => {
                    images.insert(named.clone(), image);
                }
                Err(why) => unreadable.push((format!("/cover/{key}"), why)),
            }
        }
        let mut published_before = Vec::new();
        for (i, named) in record.published_before.iter().enumerate() {
            let read = named_by(path, named, roots).and_then(|file| read_text(&file)).and_then(|text| Earlier::read(&text));
            match read {
                Ok(earlier) => published_before.push(earlier),
                Err(why) => unreadable.push((format!("/published_before/{i}"), why)),
            }
        }
        let mut before = Vec::new();
        let (recounted, twice) = match &record.last_year.report {
            Some(named) => match named_by(path, named, roots).and_then(|report| earlier(&report, record, &cohort, packs, kinds, roots)) {
                Ok((recounted, twice, doubt)) => {
                    let mut next = recounted.report.clone();
                    let mut period = recounted.period;
                    // Each names the one before it; a report that does not end before the next begins is none of them.
                    while let Some(path) = next.take().filter(|_| before.len() < YEARS_BACK) {
                        let Ok((older, ..)) = earlier(&path, record, &cohort, packs, kinds, roots) else { break };
                        if older.period.to >= period.from {
                            break;
                        }
                        period = older.period;
                        next.clone_from(&older.report);
                        before.push(older);
                    }
                    unreadable.extend(doubt.map(|why| ("/last_year/report".to_owned(), why)));
                    (Some(recounted), twice)
                }
                Err(why) => {
                    unreadable.push(("/last_year/report".to_owned(), why));
                    (None, Vec::new())
                }
            },
            None => (None, Vec::new()),
        };
        let mut targets: BTreeMap<String, f64> =
            policy.targets.iter().filter_map(|(key, t)| Some((key.clone(), t.at_least.filter(|_| t.unit == "percent")?))).collect();
        targets.extend(record.targets.iter().map(|(key, value)| (key.clone(), *value)));
        let mut year = Self {
            tables: Vec::new(),
            last: recounted.as_ref().map(|r| r.figures.clone()).unwrap_or_default(),
            recounted,
            before,
            twice,
            unreadable,
            texts,
            images,
            strange_answers,
            targets,
            published_before,
            published: OnceLock::new(),
            corrected: Vec::new(),
            shifts: Vec::new(),
            counted: Vec::new(),
            cohort,
        };
        // What was typed in stands where the year before is not counted again, or was published otherwise.
        year.last.extend(record.last_year.figures.iter().map(|(name, value)| (name.clone(), *value)));
        let setting = Setting { record, cohort: &year.cohort, policy };
        let mut tables: Vec<(&'static Measure, Table)> =
            MEASURES.iter().flat_map(|m| (m.tables)(&setting).into_iter().map(move |t| (m, t))).collect();
        for (_, table) in &mut tables {
            relabel(table, record);
            beside_last_year(table, &year.last, year.recounted.as_ref());
            beside_others(table, &record.compared);
        }
        let (measures, mut plain): (Vec<_>, Vec<Table>) = tables.into_iter().unzip();
        year.counted = if record.corrections.is_empty() { Vec::new() } else { plain.clone() };
        (year.shifts, year.corrected) = corrections::apply(&mut plain, &record.corrections);
        year.tables = measures.into_iter().zip(plain).collect();
        year
    }

    /// The same year, of one team or IRO only.
    #[must_use]
    pub fn narrowed(whole: &Self, record: &AnnualReport, policy: &Policy, only: &Only) -> Self {
        let cohort = whole.cohort.narrowed(only);
        let setting = Setting { record, cohort: &cohort, policy };
        let tables = MEASURES.iter().flat_map(|m| (m.tables)(&setting).into_iter().map(move |t| (m, t)));
        let (measures, mut tables): (Vec<_>, Vec<Table>) = tables.unzip();
        corrections::put_into(&mut tables, &corrections::of_part(&whole.shifts, only, &whole.cohort));
        Self {
            tables: measures.into_iter().zip(tables).collect(),
            last: BTreeMap::new(),
            recounted: None,
            before: Vec::new(),
            twice: Vec::new(),
            unreadable: Vec::new(),
            texts: BTreeMap::new(),
            images: BTreeMap::new(),
            strange_answers: Vec::new(),
            targets: whole.targets.clone(),
            published_before: Vec::new(),
            published: OnceLock::new(),
            corrected: Vec::new(),
            shifts: Vec::new(),
            counted: Vec::new(),
            cohort,
        }
    }

    /// The tables as they are published.
    #[must_use]
    pub fn published(&self, record: &AnnualReport) -> &[Table] {
        &self.publishing(record).0
    }

    /// The reports of the years before as they were published, the newest last.
    #[must_use]
    pub fn published_years(&self, record: &AnnualReport) -> &[Earlier] {
        &self.publishing(record).1
    }

    fn publishing(&self, record: &AnnualReport) -> &(Vec<Table>, Vec<Earlier>) {
        self.published.get_or_init(|| {
            // What a team's or an IRO's report told a year ago is not known from the whole service's.
            let whole = record.only == Only::default();
            let years = if whole { publish::of_years_before(self.recounted.iter().chain(&self.before)) } else { Vec::new() };
            // The newest alone: it kept to what those before it had told.
            let earlier: Vec<Earlier> = years.last().into_iter().chain(&self.published_before).cloned().collect();
            let tables = match self.counted.as_slice() {
                [] => publish::published(record, self.tables.iter().map(|(_, t)| t.clone()), &[], &earlier),
                counted => publish::published(record, counted.iter().cloned(), &self.shifts, &earlier),
            };
            (tables, years)
        })
    }

    /// The table with a key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().map(|(_, t)| t).find(|t| t.key() == key)
    }

    /// Every figure by its name, in order.
    #[must_use]
    pub fn figures(&self) -> Vec<(String, &Table, &Cell, Unit)> {
        let mut out = Vec::new();
        for (_, table) in &self.tables {
            for (i, (name, cell)) in table.named().into_iter().enumerate() {
                let unit = table.columns.get(i % table.columns.len().max(1)).map_or(Unit::Text, |c| c.unit);
                out.push((name, table, cell, unit));
            }
        }
        out
    }

    /// The paths of the records that a cell counts, with what each is of.
    #[must_use]
    pub fn records_of(&self, cell: &Cell) -> Vec<(PathBuf, String)> {
        let universe = cell.slice.as_ref().or_else(|| cell.from.first()).map_or("", |s| s.universe.key);
        if universe == LAST_YEAR.key {
            return Vec::new(); // its records are those of its own report
        }
        let review = |r: &super::cohort::Review| (r.path.clone(), format!("{}, review of {}", r.reference, day(r.held)));
        let challenge =
            |c: &super::cohort::Challenge| (c.path.clone(), format!("{}, raised on {}", c.references.join(" and "), day(c.raised)));
        cell.records
            .iter()
            .filter_map(|i| {
                let i = *i as usize;
                Some(match universe {
                    "challenges" | "stages" => challenge(self.cohort.challenges.get(i)?),
                    "good_practice" => challenge(self.cohort.good_practice.get(i)?),
                    "children" => review(self.cohort.review_of(self.cohort.children.get(i)?)?),
                    "returns" => {
                        let r = self.cohort.returns.get(i)?;
                        (r.path.clone(), r.line.map_or_else(|| "one questionnaire".to_owned(), |l| format!("line {l}")))
                    }
                    "conferences" => {
                        let c = self.cohort.conferences.get(i)?;
                        (c.path.clone(), format!("{}, conference of {}", c.references.join(" and "), day(c.date)))
                    }
                    "practice_checks" => {
                        let p = self.cohort.practice.get(i)?;
                        (p.path.clone(), format!("{} of {}", label(codes::PRACTICE_CHECK, &p.kind).to_lowercase(), day(p.date)))
                    }
                    _ => review(self.cohort.reviews.get(i)?),
                })
            })
            .collect()
    }

    /// The names of IROs that the published version must not hold: none where the record names them. Who signs the report is named in it.
    #[must_use]
    pub fn officers(&self, record: &AnnualReport) -> Vec<Secret> {
        if record.staff_names == StaffNames::Names {
            return Vec::new();
        }
        let cohort = &self.cohort;
        let reviews = cohort.reviews.iter().chain(&cohort.outside).filter_map(|r| r.iro.as_ref());
        let named = cohort.snapshots.iter().flat_map(|s| &s.iros).filter_map(|i| i.name.as_ref());
        let checked = cohort.practice.iter().chain(&cohort.practice_before).filter_map(|p| p.of.as_ref());
        let names: BTreeSet<&String> =
            reviews.chain(named).chain(checked).chain(cohort.challenges.iter().filter_map(|c| c.iro.as_ref())).collect();
        let signed: BTreeSet<String> = record.people.values().flat_map(|p| keys(&p.name)).collect();
        let mut out = Vec::new();
        for name in names {
            let parts = keys(name);
            // Where a record has the post for a name, its words are no secret.
            if codes::ROLES.iter().any(|role| keys(role.label) == parts) || parts == ["iro"] {
                continue;
            }
            if parts.iter().all(|part| signed.contains(part)) {
                continue;
            }
            out.push(Secret::Name(name.clone()));
            let alone = parts.into_iter().filter(|part| part.chars().count() > 1 && part != "iro" && !signed.contains(part));
            out.extend(alone.map(Secret::Given));
        }
        out
    }

    /// Whether the folders of its records are there: what follows from figures is not told where there are none to go by.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.cohort.missing.is_empty()
    }

    /// How many records some figure leaves out.
    #[must_use]
    pub fn incomplete(&self) -> usize {
        self.cohort.left_out.len()
    }

    /// What is wrong with the records left out, for printing.
    #[must_use]
    pub fn why_left_out(&self) -> Vec<&Diagnostic> {
        self.cohort.left_out.iter().flat_map(|l| &l.why).collect()
    }
}

fn read_text(path: &Path) -> Result<String, String> {
    let bytes = crate::fs::read(path).map_err(|e| match e {
        // The system's own words differ from one to another.
        crate::fs::ReadError::Io(e) if e.kind() == std::io::ErrorKind::NotFound => "it is not there".to_owned(),
        crate::fs::ReadError::Io(e) => e.kind().to_string(),
        other => other.to_string(),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok(read::clean(&text).0.into_owned())
}

/// The answers of a CSV file: the first line names the questions.
fn read_returns(path: &Path, questionnaire: &Questionnaire) -> Result<Vec<Return>, String> {
    let text = read_text(path)?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().map_err(|_| "its first line cannot be read".to_owned())?.clone();
    if !headers.iter().any(|h| questionnaire.questions.iter().any(|q| q.key == h)) {
        return Err("its first line names none of the questions: write their keys, with commas between them".to_owned());
    }
    // A program for tables leaves empty columns and rows behind where something was cleared: they name nothing and are nobody's answers.
    let mut named = headers.iter().enumerate().filter(|(_, h)| !h.is_empty());
    if let Some(twice) = named.find(|(i, h)| headers.iter().take(*i).any(|before| before == *h)) {
        return Err(format!("its first line names `{}` twice", twice.1));
    }
    let mut out = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| format!("line {} cannot be read", e.position().map_or(0, csv::Position::line)))?;
        if row.iter().all(str::is_empty) {
            continue;
        }
        if row.iter().skip(headers.len()).any(|answer| !answer.is_empty()) {
            return Err(format!(
                "line {} has more answers than the first line has questions",
                row.position().map_or(0, csv::Position::line)
            ));
        }
        let answers = headers.iter().zip(&row).filter(|(_, a)| !a.is_empty()).map(|(q, a)| (q.to_owned(), a.to_owned())).collect();
        out.push(Return {
            path: path.to_owned(),
            line: row.position().map(csv::Position::line),
            date: None,
            questionnaire: questionnaire.key.clone(),
            answers,
        });
    }
    Ok(out)
}

/// The record of another report.
fn report_at(path: &Path, kinds: Kinds) -> Result<AnnualReport, String> {
    use crate::check::Kind;
    use crate::shape;
    let mut notes = Vec::new();
    let source = spelling::read(path.to_owned(), kinds.fields, &mut notes)
        .map_err(|_| "there is no such record, or it cannot be read".to_owned())?;
    let schema = AnnualReport::schema().as_ref().map_err(Clone::clone)?;
    let shaped = shape::shape(schema, &source);
    serde_json::from_value(shaped.value).map_err(|_| "it is not the record of a report".to_owned())
}

/// Where the records of the year before lie, as far as its report can be read; what is wrong with it is told where it is counted.
fn history(record: &AnnualReport, path: &Path, kinds: Kinds, roots: &[PathBuf]) -> Vec<PathBuf> {
    let Some(last) = record.last_year.report.as_ref().and_then(|named| named_by(path, named, roots).ok()) else { return Vec::new() };
    let Ok(report) = report_at(&last, kinds) else { return Vec::new() };
    report.records.iter().filter_map(|named| named_by(&last, named, roots).ok()).filter(|path| path.exists()).collect()
}

/// The year before, counted again from its own record; and the records that both count.
fn earlier(
    path: &Path,
    now: &AnnualReport,
    cohort: &Cohort,
    packs: &mut Packs,
    kinds: Kinds,
    roots: &[PathBuf],
) -> Result<(Recounted, Vec<PathBuf>, Option<String>), String> {
    let record = report_at(path, kinds)?;
    let policy = packs.get(&record.policy).map_err(|_| "its policy pack is not known".to_owned())?;
    let paths = record.records.iter().map(|named| named_by(path, named, roots)).collect::<Result<Vec<_>, _>>()?;
    // Like with like: a team's figures are held against that team's, and counts of a quarter not against a year's.
    let before = Cohort::read(&paths, &history(&record, path, kinds, roots), record.period, &now.only, packs, kinds);
    let length = |period: Period| (period.to - period.from).num_days();
    let as_long = (length(record.period) - length(now.period)).abs() <= 15;
    let own: BTreeSet<PathBuf> = cohort.reviews.iter().filter_map(|r| r.path.canonicalize().ok()).collect();
    let twice = before.reviews.iter().filter(|r| r.path.canonicalize().is_ok_and(|p| own.contains(&p))).map(|r| r.path.clone()).collect();
    let setting = Setting { record: &record, cohort: &before, policy: &policy };
    let mut figures = BTreeMap::new();
    let tables: Vec<Table> = MEASURES.iter().flat_map(|m| (m.tables)(&setting)).collect();
    // Its figures are those that it printed.
    let mut told = tables.clone();
    if record.only == now.only {
        corrections::apply(&mut told, &record.corrections);
    }
    for table in &told {
        for (name, cell) in table.named() {
            let is_share = matches!(cell.value, Value::Percent { .. });
            if let Some(n) = cell.value.number().filter(|_| as_long || is_share) {
                figures.insert(name, n);
            }
        }
    }
    let doubt = match (before.missing.len(), before.left_out.len()) {
        (0, 0) => None,
        (0, n) => Some(format!("{n} of its records cannot be counted in full")),
        _ => Some("a folder of its records is not there, or empty".to_owned()),
    };
    let report = record.last_year.report.as_ref().and_then(|named| named_by(path, named, roots).ok());
    Ok((Recounted { period: record.period, figures, tables, report, record }, twice, doubt))
}
