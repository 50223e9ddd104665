//! `due`: what has to be done, by whom and by when.

use std::cmp::Reverse;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::{CommandError, End, count, must_exist, packs, say};
use crate::cli::{Due, DueFormat, Each};
use crate::clock;
use crate::compose::Templates;
use crate::diagnostic::shown;
use crate::due::{Duty, Filter, List, forms, key};
use crate::pipeline::{self, DueOf, Options};
use crate::policy::Packs;
use crate::shape::suggest;
use crate::verify::Conformance;
use crate::words::day;
use crate::worker::{Bench, Job, Outcome};

pub(super) fn run(args: Due) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    if args.group {
        crate::fs::share_with_group();
    }
    let on = args.as_of.unwrap_or_else(clock::today);
    let mut packs = packs(&args.packs)?;
    let options = Options { paths: args.paths.clone(), root: None, packs: packs.clone(), as_of: on, share: None };
    let found = pipeline::duties(&options);
    let mut err = std::io::stderr();
    if found.records == 0 {
        let _ = writeln!(err, "no records found: a record is a file that ends in .yaml and begins with its kind, as `kind: review`");
        return Ok(End::NoRecords);
    }
    known(&args, &found.duties)?;
    let until = (!args.all).then(|| args.until.unwrap_or_else(|| end_of_week(on)));
    let filter = Filter { iro: args.iro.clone(), team: args.team.clone(), child: args.child.clone(), until, late: args.late };
    let DueOf { duties, records, unread, packs: used } = found;
    let list = List::new(duties, &filter, on);
    let pack = used.iter().max_by_key(|(name, times)| (**times, Reverse(name.as_str()))).map_or("statutory", |(name, _)| name).to_owned();
    let summary = format!(
        "{} of {}: {} due{}, {} of them late",
        day(on),
        count(records, "record", "records"),
        list.duties.len(),
        until.map(|until| format!(" by {}", day(until))).unwrap_or_default(),
        list.late(),
    );
    match (&args.output, args.each, &args.out) {
        (Some(file), ..) => write(&list, file, (&args, &pack, &mut packs))?,
        (None, Some(each), Some(folder)) => sheets(list, each, folder, (&pack, &mut packs))?,
        _ if args.format == DueFormat::Json => {
            for row in list.rows() {
                say(&serde_json::to_string(&row).unwrap_or_default());
            }
        }
        _ => table(&list),
    }
    let _ = writeln!(err, "{summary}");
    for path in &unread {
        let _ = writeln!(err, "{}: could not be read far enough, what is due of it is missing: run `minutebook check` on it", shown(path));
    }
    Ok(if unread.is_empty() { End::Well } else { End::Withheld })
}

/// The Sunday of a day's week, or of the next where it is Friday or later: on a Friday one looks ahead.
fn end_of_week(on: NaiveDate) -> NaiveDate {
    let left = i64::from(6 - on.weekday().num_days_from_monday());
    on + TimeDelta::days(if left < 3 { left + 7 } else { left })
}

/// A name that nobody has is a slip, not an empty list.
fn known(args: &Due, duties: &[Duty]) -> Result<(), CommandError> {
    let look = |wanted: &Option<String>, what: &str, of: fn(&Duty) -> Option<&str>| {
        let Some(wanted) = wanted else { return Ok(()) };
        let mut names: Vec<&str> = duties.iter().filter_map(of).collect();
        names.sort_unstable();
        names.dedup();
        match names.iter().any(|name| key(name) == key(wanted)) {
            true => Ok(()),
            false => Err(CommandError::new(format!("nothing is due of any {what} `{wanted}`; {}", suggest(wanted, &names, "names")))),
        }
    };
    look(&args.iro, "IRO", |d| d.about.iro.as_deref())?;
    look(&args.team, "team", |d| d.about.team.as_deref())?;
    // Children's names are not told to whoever types another one.
    let child = args
        .child
        .as_ref()
        .filter(|child| !duties.iter().any(|d| d.about.reference.eq_ignore_ascii_case(child) || key(&d.about.child) == key(child)));
    match child {
        Some(_) => Err(CommandError::new("nothing is due of this child, or no record has this reference or name")),
        None => Ok(()),
    }
}

/// On the screen children stand by reference.
fn table(list: &List) {
    let mut of = "";
    for duty in &list.duties {
        let late = duty.late(list.on);
        let group = if late > 0 || duty.due < list.on { "late" } else { "due" };
        if of != group {
            say(if group == "late" { "LATE" } else { "DUE" });
            of = group;
        }
        let late = if late > 0 {
            format!(", {}", count(usize::try_from(late).unwrap_or(0), "working day late", "working days late"))
        } else {
            String::new()
        };
        let opens = duty.opens.filter(|opens| *opens > list.on).map(|opens| format!(" (not before {})", day(opens))).unwrap_or_default();
        say(&format!("  {}{late}  {}  {}{opens}", duty.due.format("%a %d %b %Y"), duty.about.reference, duty.what));
        say(&format!("      {}; {}", duty.who(), duty.about.record));
    }
}

/// The pack under whose name and colours sheets are printed, and where it is found.
type Under<'a> = (&'a str, &'a mut Packs);

fn write(list: &List, file: &Path, (args, pack, packs): (&Due, &str, &mut Packs)) -> Result<(), CommandError> {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let not_made = |why: String| CommandError::new(format!("`{}` could not be made: {why}", shown(file)));
    let bytes = match ending.as_str() {
        "xlsx" => forms::workbook(list).map_err(|e| not_made(e.to_string()))?,
        "csv" => forms::csv(list).map_err(|e| not_made(e.to_string()))?,
        "ics" => forms::calendar(list).into_bytes(),
        "pdf" => {
            let whose = args.iro.as_ref().or(args.team.as_ref()).map_or("", String::as_str);
            sheet(list, whose, file, (pack, packs), &mut bench()?)?;
            say(&format!("wrote {}", shown(file)));
            return Ok(());
        }
        _ => return Err(CommandError::new(format!("`{}`: a list's name ends in .xlsx, .csv, .ics or .pdf", shown(file)))),
    };
    crate::fs::write_whole(file, &bytes).map_err(|e| CommandError::new(format!("`{}` cannot be written: {}", shown(file), e.kind())))?;
    say(&format!("wrote {}", shown(file)));
    Ok(())
}

fn bench() -> Result<Bench, CommandError> {
    Bench::new(Templates::default(), Conformance::Archive).map_err(CommandError::new)
}

fn sheets(list: List, each: Each, folder: &Path, (pack, packs): Under<'_>) -> Result<(), CommandError> {
    let mut bench = bench()?;
    let on = list.on;
    let whose: fn(&Duty) -> Option<&String> = match each {
        Each::Iro => |d| d.about.iro.as_ref(),
        Each::Team => |d| d.about.team.as_ref(),
    };
    for (name, list) in list.by(whose) {
        let nobody = match each {
            Each::Iro => "no IRO named",
            Each::Team => "no team named",
        };
        let name = if name.is_empty() { nobody.to_owned() } else { name };
        let file = folder.join(format!("{on}-due-{}.pdf", crate::matching::keys(&name).join("-")));
        sheet(&list, &name, &file, (pack, &mut *packs), &mut bench)?;
        say(&format!("wrote {}: {} due, {} late", shown(&file), list.duties.len(), list.late()));
    }
    Ok(())
}

fn sheet(list: &List, whose: &str, file: &Path, (pack, packs): Under<'_>, bench: &mut Bench) -> Result<(), CommandError> {
    let not_made = |why: &str| CommandError::new(format!("`{}` could not be made: {why}", shown(file)));
    let policy = packs.get(pack).map_err(|_| not_made("its policy pack has errors"))?;
    let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let planned = forms::sheet(list, whose, &stem, &policy);
    let path = std::path::absolute(file).unwrap_or_else(|_| PathBuf::from(file));
    match bench.make(Job { planned, attachment: None, path, last: true }) {
        Outcome::Written(..) => Ok(()),
        Outcome::Failed(_, why) => Err(not_made(&why)),
    }
}
