//! `dispatch`: each finished copy to its reader, as lists and for the printer.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{CommandError, End, count, must_exist, packs, render};
use crate::cli::Dispatch;
use crate::clock;
use crate::compose::Templates;
use crate::diagnostic::shown;
use crate::dispatch::envelopes::envelopes;
use crate::dispatch::{Sending, Way, files, listed, print, to_go};
use crate::pipeline::{self, Event, Options, Rendering, Why};
use crate::policy::{Packs, Policy};
use crate::verify::Conformance;
use crate::worker::{Bench, Job};

/// The lists, below the output folder. They take the place of those of the run before.
const LISTS: [&str; 4] = ["dispatch.csv", "dispatch.xlsx", "dispatch.pdf", "dispatch-print.pdf"];

pub(super) fn run(args: Dispatch) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    if args.group {
        crate::fs::share_with_group();
    }
    if !args.out.is_dir() {
        return Err(CommandError::new(format!("there is no folder `{}`: render into it first", shown(&args.out))));
    }
    let templates = Templates::new(args.templates.as_deref()).map_err(|e| CommandError::new(e.to_string()))?;
    let on = args.as_of.unwrap_or_else(clock::today);
    let mut packs = packs(&args.packs)?;
    let options = Options { root: args.root.clone(), packs: packs.clone(), paths: args.paths.clone(), as_of: on, share: None };
    let rendering = Rendering {
        out: args.out.clone(),
        only: Vec::new(),
        draft: false,
        wait: false,
        jobs: 1,
        start: render::start(args.conformance, args.templates.as_deref(), args.group)?,
        force: false,
        templates: Arc::new(templates),
        conformance: render::word(args.conformance),
        stop: Arc::default(),
    };
    let mut stale = 0;
    let summary = pipeline::dry_run(&options, &rendering, &mut |event| {
        if let Event::Wanted(_, why) = event {
            stale += usize::from(why != Why::Unchanged);
        }
    });
    let mut err = std::io::stderr();
    if stale > 0 {
        let _ = writeln!(
            err,
            "{} to be made first and {} not on the list: render again",
            count(stale, "copy has", "copies have"),
            if stale == 1 { "is" } else { "are" }
        );
    }
    let made = write(&args.out, summary.sendings, (on, args.print_batch), (&summary.packs, &mut packs))?;
    let _ = writeln!(err, "{}", made.unwrap_or_else(|| "nothing is to be sent".to_owned()));
    Ok(if stale > 0 { End::Withheld } else { End::Well })
}

/// Writes the lists of what is to go into an output folder; gives what is told of them, without a name. None where nothing is to go.
pub(super) fn write(
    out: &Path,
    sendings: Vec<Sending>,
    (on, print_batch): (NaiveDate, bool),
    (used, packs): (&BTreeMap<String, usize>, &mut Packs),
) -> Result<Option<String>, CommandError> {
    // Lists of another day are not to be taken for this one's.
    for list in LISTS {
        let _ = crate::fs::remove(&out.join(list));
    }
    let sendings = listed(sendings, on);
    let open = to_go(&sendings);
    if sendings.is_empty() {
        return Ok(None);
    }
    let not_made = |why: &str| CommandError::new(format!("the list of what is to be sent could not be made: {why}"));
    let most = used.iter().filter(|(name, _)| !name.is_empty()).max_by_key(|(name, times)| (**times, Reverse(name.as_str())));
    let policy = packs.get(most.map_or("statutory", |(name, _)| name)).map_err(|_| not_made("its policy pack has errors"))?;
    let mut bench = Bench::new(Templates::default(), Conformance::Archive).map_err(|e| not_made(&e))?;
    let mut typeset = |planned| {
        let job = Job { planned, attachment: None, path: PathBuf::new(), last: true };
        bench.verified(job).map(|(pdf, _)| pdf.bytes().to_vec()).map_err(|(_, why)| not_made(&why))
    };
    let put = |name: &str, bytes: &[u8]| {
        let path = out.join(name);
        crate::fs::write_whole(&path, bytes).map_err(|e| CommandError::new(format!("`{}` cannot be written: {}", shown(&path), e.kind())))
    };
    put("dispatch.csv", &files::csv(&sendings).map_err(|e| not_made(&e.to_string()))?)?;
    put("dispatch.xlsx", &files::workbook(&sendings, on).map_err(|e| not_made(&e.to_string()))?)?;
    put("dispatch.pdf", &typeset(files::sheet(&open, on, &policy))?)?;
    let mut told = format!("{} See `{}`", files::summary(&open), shown(&out.join("dispatch.xlsx")));
    if print_batch && !open.is_empty() {
        let (bytes, pages, envelopes) = batch(out, &open, (on, &policy), &mut typeset)?;
        put("dispatch-print.pdf", &bytes)?;
        told.push_str(&format!(
            "; for the printer, two-sided: `{}`, {} of {}",
            shown(&out.join("dispatch-print.pdf")),
            count(pages, "page", "pages"),
            count(envelopes, "envelope", "envelopes")
        ));
    }
    Ok(Some(told))
}

/// Everything that goes on paper and can go, as one PDF.
fn batch(
    out: &Path,
    sendings: &[Sending],
    (on, policy): (NaiveDate, &Policy),
    typeset: &mut dyn FnMut(crate::documents::Planned) -> Result<Vec<u8>, CommandError>,
) -> Result<(Vec<u8>, usize, usize), CommandError> {
    let mut parts = Vec::new();
    let mut number = 0;
    for envelope in envelopes(sendings).iter().filter(|e| matches!(e.way, Way::Post | Way::Hand) && e.missing().is_empty()) {
        number += 1;
        if envelope.needs_cover() {
            parts.push(typeset(print::cover(envelope, number, on, policy))?);
        }
        for copy in &envelope.copies {
            let path = out.join(&copy.file);
            parts.push(std::fs::read(&path).map_err(|e| CommandError::new(format!("`{}` cannot be read: {}", shown(&path), e.kind())))?);
        }
    }
    let (bytes, pages) = print::joined(&parts).map_err(CommandError::new)?;
    Ok((bytes, pages, number))
}
