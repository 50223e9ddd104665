//! `render`: findings and documents.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Datelike as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::dispatch::Besides;
use super::{CommandError, End, Printer, count, dispatch, end, findings_words, must_exist, packs, say};
use crate::cli::{Conform, Format, Render};
use crate::clock;
use crate::compose::Templates;
use crate::deliver::{Becomes, EARLIER, Left, OutboxError};
use crate::diagnostic::shown;
use crate::kinds::{DOCUMENTS, document};
use crate::pipeline::{self, Event, Kept, Options, Rendering, Summary};
use crate::shape::suggest;
use crate::worker::Start;

pub(super) fn run(args: Render, printer: &Printer) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    let only: Vec<String> = args.only.iter().map(|k| k.replace('-', "_")).collect();
    if let Some(unknown) = only.iter().find(|k| document(k).is_none()) {
        let known: Vec<&str> = DOCUMENTS.iter().map(|d| d.key).collect();
        return Err(CommandError::new(format!("there is no document `{unknown}`; {}", suggest(unknown, &known, "documents"))));
    }
    if let Some(date) = args.as_of.filter(|d| !(crate::calendar::FIRST_YEAR..crate::calendar::LAST_YEAR).contains(&d.year())) {
        return Err(CommandError::new(format!("`--as-of {date}` is outside the calendar")));
    }
    if args.group {
        crate::fs::share_with_group();
    }
    let templates = Templates::new(args.templates.as_deref()).map_err(|e| CommandError::new(e.to_string()))?;
    let options = Options {
        root: args.root.clone(),
        packs: packs(&args.packs)?,
        paths: args.paths,
        as_of: args.as_of.unwrap_or_else(clock::today),
        share: args.partition,
    };
    let rendering = Rendering {
        only,
        draft: args.draft,
        wait: args.wait,
        jobs: args.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).clamp(1, 256),
        start: start(args.conformance, args.templates.as_deref(), args.group)?,
        templates: Arc::new(templates),
        conformance: word(args.conformance),
        force: args.force,
        stop: Arc::new(AtomicBool::new(false)),
        out: args.out,
    };
    if args.dry_run {
        return Ok(dry_run(&options, &rendering, printer));
    }
    end_when_asked(&rendering.stop)?;
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} records, {msg} documents") {
        bar.set_style(style);
    }
    let mut made = 0;
    let summary = pipeline::render(&options, &rendering, &mut |event| match event {
        Event::Found(n) => bar.set_length(n as u64),
        Event::Checked => bar.inc(1),
        Event::Made => {
            made += 1;
            bar.set_message(made.to_string());
        }
        Event::Finding(diagnostic) => bar.suspend(|| printer.print(diagnostic)),
        Event::Copies(..) | Event::Wanted(..) | Event::Leaves(..) => {}
    });
    if matches!(summary, Err(OutboxError::Stopped)) {
        return Ok(End::Stopped);
    }
    let summary = summary.map_err(|e| {
        let why = match &e {
            OutboxError::Stopped => e.to_string(),
            OutboxError::Held(_) => format!("{e}; wait for it with --wait"),
            OutboxError::Io(error) => error.kind().to_string(),
        };
        CommandError::new(format!("`{}` cannot be written to: {why}", shown(&rendering.out)))
    })?;
    bar.finish_and_clear();
    let mut summary = summary;
    tell(&summary, &rendering, args.timings);
    // What a share makes is sent once all are put together.
    if !summary.is_share && !summary.stopped {
        let sendings = std::mem::take(&mut summary.sendings);
        let mut packs = options.packs.clone();
        if let Some(told) = dispatch::write(
            &rendering.out,
            (sendings, &summary.kept, &summary.holders),
            (options.as_of, Besides { print_batch: args.print_batch, email_drafts: args.email_drafts }),
            (&summary.packs, &mut packs),
        )? {
            let _ = writeln!(std::io::stderr(), "{told}");
        }
    }
    Ok(end(&summary))
}

/// As the option writes it.
pub(super) fn word(conformance: Conform) -> &'static str {
    match conformance {
        Conform::All => "all",
        Conform::Archive => "archive",
        Conform::None => "none",
    }
}

/// Ends the run after the documents in hand when somebody or the system asks for it; at once when they ask again.
fn end_when_asked(stop: &Arc<AtomicBool>) -> Result<(), CommandError> {
    let stop = Arc::clone(stop);
    let asked = move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    ctrlc::set_handler(asked).map_err(|_| CommandError::new("the system does not let this program see when it is to end"))
}

/// What a run would do, a line for each copy.
fn dry_run(options: &Options, rendering: &Rendering, printer: &Printer) -> End {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut gone = 0;
    let line = |why: &str, file: &str, record: &str| {
        if printer.format == Format::Json {
            say(&serde_json::json!({ "why": why, "copy": file, "record": record }).to_string());
        } else {
            say(&format!("{why:<35} {}", shown(Path::new(file))));
        }
    };
    let summary = pipeline::dry_run(options, rendering, &mut |event| match event {
        Event::Finding(diagnostic) => printer.print_aside(diagnostic),
        Event::Wanted(entry, why) => {
            *reasons.entry(why.words()).or_default() += 1;
            line(why.words(), &entry.file, &entry.record);
        }
        Event::Leaves(entry, becomes @ (Becomes::Removed | Becomes::Earlier)) => {
            gone += 1;
            line(if becomes == Becomes::Removed { "to be removed" } else { "to be put aside" }, &entry.file, &entry.record);
        }
        Event::Leaves(entry, Becomes::Gone) => line("its record is gone", &entry.file, &entry.record),
        Event::Leaves(..) | Event::Found(_) | Event::Checked | Event::Made | Event::Copies(..) => {}
    });
    let mut err = std::io::stderr();
    let reasons: Vec<String> = reasons.iter().map(|(why, n)| format!("{n} {why}")).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", ")) };
    let _ = writeln!(
        err,
        "{} of {} would be made{reasons}",
        count(summary.written, "document", "documents"),
        count(summary.records, "record", "records"),
    );
    if gone > 0 {
        let _ = writeln!(err, "{} of an earlier run would be removed or put aside", count(gone, "document", "documents"));
    }
    if summary.withheld > 0 {
        let _ = writeln!(err, "{} withheld: {}", count(summary.withheld, "record is", "records are"), findings_words(&summary));
    }
    end(&summary)
}

pub(super) fn start(conformance: Conform, templates: Option<&std::path::Path>, group: bool) -> Result<Start, CommandError> {
    let program = std::env::current_exe().map_err(|e| CommandError::new(format!("this program cannot find itself: {}", e.kind())))?;
    let mut arguments: Vec<OsString> = ["__worker", "--conformance", word(conformance)].into_iter().map(Into::into).collect();
    if let Some(folder) = templates {
        arguments.extend(["--templates".into(), folder.as_os_str().to_owned()]);
    }
    if group {
        arguments.push("--group".into());
    }
    Ok(Start { program, arguments })
}

fn tell(summary: &Summary, rendering: &Rendering, timings: bool) {
    let mut err = std::io::stderr();
    if summary.records == 0 && !summary.stopped && !summary.is_share {
        let _ = writeln!(err, "no records found: a record is a file that ends in .yaml and begins with its kind, as `kind: review`");
        return;
    }
    let _ = writeln!(
        err,
        "{} of {} ({}) written to `{}`: {}",
        count(summary.written, "document", "documents"),
        count(summary.records, "record", "records"),
        count(summary.pages, "page", "pages"),
        shown(&rendering.out),
        findings_words(summary),
    );
    if summary.unchanged > 0 {
        let _ = writeln!(
            err,
            "{} as {} should be and {} not made again",
            count(summary.unchanged, "document is", "documents are"),
            if summary.unchanged == 1 { "it" } else { "they" },
            if summary.unchanged == 1 { "was" } else { "were" },
        );
    }
    if summary.not_asked_for > 0 {
        let _ = writeln!(
            err,
            "{} to be made anew and {} not asked for: run it without --only before anything is sent",
            count(summary.not_asked_for, "other document is", "other documents are"),
            if summary.not_asked_for == 1 { "was" } else { "were" },
        );
    }
    if summary.unreadable {
        let _ = writeln!(
            err,
            "the manifest of earlier runs in `{}` could not be read: everything was made anew, and letters without a date have a new one",
            shown(&rendering.out)
        );
    }
    if summary.stopped {
        let _ = writeln!(err, "stopped before the end: what was made is whole; run it again to go on from here");
    }
    if summary.written == 0 && summary.unchanged == 0 && summary.failed == 0 && summary.withheld == 0 && !summary.stopped {
        let _ = writeln!(err, "none of the documents asked for is due from these records");
    }
    if summary.drafts > 0 && !rendering.draft {
        let _ = writeln!(
            err,
            "{} marked DRAFT on every page, because the record says `status: draft`: write `status: final` when it is",
            if summary.drafts == 1 { "1 of them is".to_owned() } else { format!("{} of them are", summary.drafts) }
        );
    }
    if summary.alone {
        let _ = writeln!(
            err,
            "these are the records of one child: names of other families were not looked for; before anything is sent, run the whole folder"
        );
    }
    tell_left(&summary.left, &rendering.out);
    if summary.withheld > 0 {
        let _ = writeln!(
            err,
            "{} withheld; put the errors right and run it again{}",
            count(summary.withheld, "record was", "records were"),
            if rendering.draft { "" } else { ", or see it with --draft" }
        );
    }
    tell_withheld(&summary.kept);
    if summary.failed > 0 {
        let _ = writeln!(err, "{} could not be made", count(summary.failed, "document", "documents"));
    }
    if timings && summary.written > 0 {
        let each = |total: u64| total as f64 / 1000.0 / summary.written as f64;
        let t = summary.times;
        let _ = writeln!(
            err,
            "milliseconds a document: compose {:.2}, typeset {:.2}, verify {:.2}, write {:.2}",
            each(t.compose),
            each(t.typeset),
            each(t.verify),
            each(t.write)
        );
    }
}

/// What the run left in the output folder besides what it made.
fn tell_left(left: &Left, out: &Path) {
    let mut err = std::io::stderr();
    if left.removed > 0 {
        let _ = writeln!(
            err,
            "{} of an earlier run removed: it is no longer called for, or its reader may not have it",
            count(left.removed, "document", "documents")
        );
    }
    if left.earlier > 0 {
        let _ = writeln!(
            err,
            "{} of an earlier run put aside in `{}`: its record has errors now, has changed or is gone; do not send it",
            count(left.earlier, "document", "documents"),
            shown(&out.join(EARLIER)),
        );
    }
    if left.gone > 0 {
        let _ = writeln!(
            err,
            "{} of records that are not where they were: look whether they still hold before they are sent",
            count(left.gone, "document there is", "documents there are")
        );
    }
    if left.untouched > 0 {
        let _ = writeln!(
            err,
            "{} of earlier runs {} of records that this run did not look at; where a home has become confidential or a child has moved, run the whole folder before they are sent",
            count(left.untouched, "document", "documents"),
            if left.untouched == 1 { "is" } else { "are" },
        );
    }
    if let [first, ..] = left.unknown.as_slice() {
        let more = match left.unknown.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let _ = writeln!(
            err,
            "no run made `{}`{more}, so nothing says whose it is: look at it before anything of this folder is sent",
            shown(&out.join(first)),
        );
    }
}

/// The records of which nothing was made, by IRO: who has to put how much right.
fn tell_withheld(kept: &[Kept]) {
    let mut err = std::io::stderr();
    let mut by_iro: BTreeMap<&str, Vec<&Kept>> = BTreeMap::new();
    for one in kept {
        by_iro.entry(one.iro.as_deref().unwrap_or("no reviewing officer named")).or_default().push(one);
    }
    for (iro, records) in by_iro {
        let _ = writeln!(err, "  {iro}:");
        for one in records.iter().take(LISTED) {
            let _ = writeln!(err, "    {}: {}", shown(&one.path), count(one.errors, "error", "errors"));
        }
        if records.len() > LISTED {
            let _ = writeln!(err, "    and {} more", records.len() - LISTED);
        }
    }
}

/// How many records of an IRO are listed at the end.
const LISTED: usize = 20;
