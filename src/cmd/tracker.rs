//! `tracker`: the workbook of challenges of a folder, at any time: the same that goes with the report of a year.

use std::io;
use std::path::Path;

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
use crate::record::{AnnualReport, Period};
use crate::shape::suggest;

/// No record is of a day before it.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");

pub(super) fn run(args: &Tracker) -> Result<End, CommandError> {
    must_exist(std::slice::from_ref(&args.folder))?;
    let mut packs = packs(&args.packs)?;
    let names = packs.names();
    let policy = packs.get(&args.policy).map_err(|_| {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let help = match names.contains(&args.policy) {
            true => format!("it has errors: `minutebook policy show {}`", args.policy),
            false => suggest(&args.policy, &known, "packs"),
        };
        CommandError::new(format!("the policy pack `{}` cannot be used; {help}", args.policy))
    })?;
    let to = args.to.unwrap_or_else(clock::today);
    let read = |from: NaiveDate, packs: &mut _| {
        let record = report(args, Period { from, to })?;
        // As if the record of a report lay in the folder.
        Ok(Year::gather(&record, &args.folder.join("tracker"), &policy, packs, kinds::all(), &[]))
    };
    // Without a first day the tracker begins with the month of the first challenge, so that its tables by month do not.
    let year = match args.from {
        Some(from) => read(from, &mut packs)?,
        None => {
            let all = read(EARLIEST, &mut packs)?;
            let first = all.cohort.challenges.iter().map(|c| c.raised).min().unwrap_or(to);
            read(first.with_day(1).unwrap_or(first), &mut packs)?
        }
    };
    for record in &year.cohort.left_out {
        say(&format!("{}: could not be read, and is not counted; run `minutebook check` on it", shown(&record.path)));
    }
    let cohort = &year.cohort;
    if cohort.challenges.is_empty() {
        say("no challenge was found; nothing is written");
        return Ok(End::NoRecords);
    }
    let record = report(args, cohort.period.unwrap_or(Period { from: to, to }))?;
    let making = Making { record: &record, policy: &policy, year: &year };
    let bytes = forms::tracker(&making).map_err(|e| CommandError::new(e.to_string()))?;
    write(&args.output, &bytes)?;
    let open = cohort.challenges.iter().filter(|c| c.outcome.is_none()).count();
    say(&format!("wrote {}: {}, {open} of them open", shown(&args.output), count(cohort.challenges.len(), "challenge", "challenges")));
    Ok(if cohort.left_out.is_empty() { End::Well } else { End::Withheld })
}

/// The record of a report over the folder: nothing but where the records lie and of which days.
fn report(args: &Tracker, period: Period) -> Result<AnnualReport, CommandError> {
    let record = json!({
        "policy": args.policy,
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
            kind => format!("`{}` cannot be written: {kind}", shown(file)),
        })
    })
}
