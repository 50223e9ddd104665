//! `desk`: records written in a browser.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::dispatch::Besides;
use super::{CommandError, End, count, dispatch, findings_words, packs, render, say};
use crate::cli::{Conform, Desk};
use crate::clock;
use crate::compose::Templates;
use crate::deliver::OutboxError;
use crate::desk::{self, DeskHandle};
use crate::diagnostic::{Severity, shown};
use crate::fs;
use crate::pipeline::{self, Event, Options, Rendering};
use crate::policy::Packs;
use crate::worker::Start;

pub(super) fn run(args: Desk) -> Result<End, CommandError> {
    if args.folder.is_file() {
        return Err(CommandError::new(format!("`{}` is a file: give the folder of the records", shown(&args.folder))));
    }
    fs::create_dir(&args.folder)
        .map_err(|e| CommandError::new(format!("the folder `{}` cannot be made: {}", shown(&args.folder), e.kind())))?;
    let folder = args.folder.canonicalize().unwrap_or(args.folder);
    let out = args.out.unwrap_or_else(|| folder.join("output"));
    let packs = packs(&args.packs)?;
    let program = render::start(Conform::Archive, args.templates.as_deref(), false)?;
    let mut pages = program.clone();
    pages.arguments.push("--pages".into());
    Templates::new(args.templates.as_deref()).map_err(|e| CommandError::new(e.to_string()))?;
    let make = {
        let (folder, out, packs, templates, as_of) = (folder.clone(), out.clone(), packs.clone(), args.templates.clone(), args.as_of);
        move || {
            let templates = Templates::new(templates.as_deref()).map_err(|e| e.to_string())?;
            let options = Options {
                paths: vec![folder.clone()],
                root: None,
                packs: packs.clone(),
                as_of: as_of.unwrap_or_else(clock::today),
                share: None,
            };
            make_all(&options, &out, templates, program.clone(), packs.clone())
        }
    };
    let listening = desk::listen(desk::Options { folder, out, packs, as_of: args.as_of, start: pages, make: Box::new(make) })
        .map_err(|why| CommandError::new(format!("the desk could not be opened: {why}")))?;
    let address = listening.address;
    let handle = listening.handle();
    say("The desk is open in your browser, for you alone. It ends with Ctrl-C, or with the button on its first page.");
    show(&handle, address.port(), args.no_browser)?;
    let stop = handle.clone();
    ctrlc::set_handler(move || stop.end()).map_err(|_| CommandError::new("the system does not let this program see when it is to end"))?;
    let again = handle.clone();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            if line.is_err() || show(&again, address.port(), args.no_browser).is_err() {
                break;
            }
        }
    });
    listening.serve().map_err(|e| CommandError::new(format!("the desk had to end: {}", e.kind())))?;
    Ok(End::Well)
}

/// Opens the browser at a page on the disk that only its owner can read and that leads to the desk: an address among a program's arguments
/// could be read by everybody on the machine.
fn show(handle: &DeskHandle, port: u16, no_browser: bool) -> Result<(), CommandError> {
    let token = handle.way_in().map_err(CommandError::new)?;
    let address = format!("http://127.0.0.1:{port}/enter?token={token}");
    if no_browser {
        say(&format!("Open this address, which works once; Enter gives another one:\n{address}"));
        return Ok(());
    }
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>minutebook</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\"><p><a href=\"{address}\">Go to the desk</a>"
    );
    let opened = fs::passing_file(page.as_bytes(), ".html", std::time::Duration::from_secs(60)).and_then(|path| open(&path));
    match opened {
        Ok(()) => say("If nothing opens, press Enter here to try again, or start the desk with --no-browser."),
        Err(_) => say(&format!("No browser could be opened. Open this address, which works once; Enter gives another one:\n{address}")),
    }
    Ok(())
}

fn open(path: &Path) -> std::io::Result<()> {
    opener::open(path).map_err(std::io::Error::other)
}

/// Makes every document of the folder with the lists of who gets what, and says what came of it.
fn make_all(options: &Options, out: &Path, templates: Templates, start: Start, mut packs: Packs) -> Result<Vec<String>, String> {
    let rendering = Rendering {
        out: out.to_owned(),
        only: Vec::new(),
        draft: false,
        wait: false,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        start,
        force: false,
        templates: Arc::new(templates),
        conformance: render::word(Conform::Archive),
        stop: Arc::default(),
    };
    let mut not_made = Vec::new();
    let mut listen = |event: Event<'_>| {
        if let Event::Finding(found) = event
            && found.code.starts_with("R90")
            && found.severity == Severity::Error
        {
            not_made.push(format!("Not made: {}.", found.message.trim_end_matches('.')));
        }
    };
    let mut summary = pipeline::render(options, &rendering, &mut listen).map_err(|error| match error {
        OutboxError::Held(_) => {
            "Another run is making documents in the same place: wait until it has ended, then make all again.".to_owned()
        }
        other => format!("The documents could not be made: {other}."),
    })?;
    let mut told = vec![format!(
        "{} made now, {} as they should be already, of {}.",
        count(summary.written, "document was", "documents were"),
        summary.unchanged,
        count(summary.records, "record", "records")
    )];
    if summary.drafts > 0 {
        told.push(format!(
            "{} marked DRAFT on every page, because the record says that it is one.",
            count(summary.drafts, "of them is", "of them are")
        ));
    }
    if summary.withheld > 0 {
        told.push(format!(
            "Of {} nothing was made ({}): put them right first.",
            count(summary.withheld, "record", "records"),
            findings_words(&summary)
        ));
    }
    if summary.failed > 0 {
        told.push(format!(
            "{} could not be made. Open the record and choose that reader: beside the pages it says what stands in the way.",
            count(summary.failed, "document", "documents")
        ));
        told.extend(not_made);
    }
    if summary.left.removed > 0 {
        told.push(format!(
            "{} of an earlier run removed: nobody is to have it any more.",
            count(summary.left.removed, "document was", "documents were")
        ));
    }
    if summary.left.earlier > 0 {
        told.push(format!(
            "{} of an earlier run put aside: do not send it.",
            count(summary.left.earlier, "document was", "documents were")
        ));
    }
    let sendings = std::mem::take(&mut summary.sendings);
    let besides = Besides { print_batch: true, email_drafts: false };
    let lists = dispatch::write(out, (sendings, &summary.kept, &summary.holders), (options.as_of, besides), (&summary.packs, &mut packs));
    let lists = lists.map_err(|error| error.to_string())?;
    // Where the lists lie is seen below.
    told.extend(lists.iter().filter_map(|lists| lists.split(" See ").next()).map(|lists| lists.trim_end_matches('.').to_owned() + "."));
    let mut err = std::io::stderr();
    let _ = writeln!(err, "{} made", count(summary.written, "document", "documents"));
    Ok(told)
}
