//! `tracker`: the workbook of challenges of a folder, at any time: the same that goes with the report of a year.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use serde_json::json;

use super::{CommandError, End, count, must_exist, packs, say};
use crate::annual::Year;
use crate::annual::forms;
use crate::annual::report::Making;
use crate::cli::Tracker;
use crate::clock;
use crate::diagnostic::shown;
use crate::kinds;
use crate::policy::{Packs, Policy};
use crate::record::{AnnualReport, Period};
use crate::shape::suggest;
use crate::words::list;

/// No record is of a day before it.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1990, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

pub(super) fn run(args: &Tracker) -> Result<End, CommandError> {
    must_exist(std::slice::from_ref(&args.folder))?;
    if !args.folder.is_dir() {
        return Err(CommandError::new(format!("`{}` is a file; give the folder that the records lie in", shown(&args.folder))));
    }
    if args.output.extension().is_none_or(|e| !e.eq_ignore_ascii_case("xlsx")) {
        return Err(CommandError::new(format!("`{}`: a workbook's name ends in .xlsx", shown(&args.output))));
    }
    let to = args.to.unwrap_or_else(clock::today);
    if let Some(from) = args.from.filter(|from| *from > to) {
        return Err(CommandError::new(format!("the first day, {}, is after the last, {}", from, to)));
    }
    let mut packs = packs(&args.packs)?;
    let read = |pack: &str, from: NaiveDate, packs: &mut Packs| {
        let policy = usable(pack, packs)?;
        let record = report(args, pack, Period { from, to })?;
        // As if the record of a report lay in the folder.
        let year = Year::gather(&record, &args.folder.join("tracker"), &policy, packs, kinds::all(), &[]);
        Ok::<_, CommandError>((record, policy, year))
    };
    let asked = args.policy.as_deref().unwrap_or("statutory");
    let (_, _, all) = read(asked, args.from.unwrap_or(EARLIEST), &mut packs)?;
    for record in &all.cohort.left_out {
        say(&format!("{}: could not be read, and is not counted; run `minutebook check` on it", shown(&record.path)));
    }
    let found = || all.cohort.carried_over.iter().chain(&all.cohort.challenges);
    if found().next().is_none() {
        say(&format!("no challenge was found; nothing is written{}", whose(args, &all)));
        return Ok(End::NoRecords);
    }
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for challenge in found() {
        *used.entry(challenge.policy.as_str()).or_default() += 1;
    }
    let most = used.iter().max_by_key(|(name, times)| (**times, Reverse(**name))).map_or(asked, |(name, _)| name);
    let pack = args.policy.as_deref().unwrap_or(most);
    if used.keys().any(|name| *name != pack) {
        let packs: Vec<String> = used.iter().map(|(name, times)| format!("{times} of {name}")).collect();
        say(&format!("the challenges follow several packs ({}); the tables use the stages and themes of {pack}", list(&packs)));
    }
    // Without a first day the tracker begins with the month of the first challenge, so that its tables by month do not.
    let first = args.from.or_else(|| found().map(|c| c.raised.with_day(1).unwrap_or(c.raised)).min()).unwrap_or(to);
    let (record, policy, year) = read(pack, first, &mut packs)?;
    let making = Making { record: &record, policy: &policy, year: &year };
    let bytes = forms::tracker(&making).map_err(|e| CommandError::new(e.to_string()))?;
    write(&args.output, &bytes)?;
    let cohort = &year.cohort;
    let rows = || cohort.carried_over.iter().chain(&cohort.challenges);
    let before = match cohort.carried_over.len() {
        0 => String::new(),
        n => format!(" ({n} raised before {})", first),
    };
    say(&format!(
        "wrote {}: {}{before}, {} of them open on {}",
        shown(&args.output),
        count(rows().count(), "challenge", "challenges"),
        rows().filter(|c| c.is_open()).count(),
        to,
    ));
    Ok(if cohort.left_out.is_empty() { End::Well } else { End::Withheld })
}

/// Which teams or officers there are, where the one asked for has no challenge.
fn whose(args: &Tracker, year: &Year) -> String {
    let name = match (&args.team, &args.iro) {
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => return String::new(),
    };
    let known: Vec<&str> = year.cohort.keys.keys().map(String::as_str).collect();
    if known.contains(&name.as_str()) {
        return String::new();
    }
    format!(": there is no team or IRO `{name}`; {}", suggest(name, &known, "names"))
}

fn usable(name: &str, packs: &mut Packs) -> Result<Arc<Policy>, CommandError> {
    let names = packs.names();
    packs.get(name).map_err(|_| {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let help = match names.iter().any(|known| known == name) {
            true => format!("it has errors: `minutebook policy show {name}`"),
            false => suggest(name, &known, "packs"),
        };
        CommandError::new(format!("the policy pack `{name}` cannot be used; {help}"))
    })
}

/// The record of a report over the folder: nothing but where the records lie and of which days.
fn report(args: &Tracker, pack: &str, period: Period) -> Result<AnnualReport, CommandError> {
    let record = json!({
        "policy": pack,
        "period": period,
        "records": ["."],
        "only": { "team": args.team, "iro": args.iro },
    });
    serde_json::from_value(record).map_err(|_| CommandError::new("the days are out of range"))
}

/// What an office has added to a tracker is not written over.
fn write(file: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    crate::fs::write_new(file, bytes).map_err(|e| {
        CommandError::new(match e.kind() {
            io::ErrorKind::AlreadyExists => format!("`{}` is there already, and is not replaced; give --output another name", shown(file)),
            io::ErrorKind::NotFound => format!("there is no folder for `{}`", shown(file)),
            kind => format!("`{}` cannot be written: {kind}", shown(file)),
        })
    })
}
