//! `dispatch`: each finished copy to its reader, as lists and for the printer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{CommandError, End, count, must_exist, packs, render};
use crate::cli::Dispatch;
use crate::clock;
use crate::compose::Templates;
use crate::diagnostic::shown;
use crate::dispatch::envelopes::{Envelope, envelopes};
use crate::dispatch::{Holder, LISTS, Sending, Way, files, listed, mail, print, to_go};
use crate::hash::sha256;
use crate::pipeline::{self, Event, Kept, Options, Rendering, Why};
use crate::policy::{Packs, Policy};
use crate::verify::Conformance;
use crate::worker::{Bench, Job};

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
    let made = write(
        &args.out,
        (summary.sendings, &summary.kept, &summary.holders),
        (on, Besides { print_batch: args.print_batch, email_drafts: args.email_drafts }),
        (&summary.packs, &mut packs),
    )?;
    let _ = writeln!(err, "{}", made.unwrap_or_else(|| "nothing is to be sent".to_owned()));
    Ok(if stale > 0 { End::Withheld } else { End::Well })
}

/// Writes the lists of what is to go into an output folder; gives what is told of them, without a name. None where nothing is to go.
pub(super) fn write(
    out: &Path,
    (sendings, kept, holders): (Vec<Sending>, &[Kept], &[Holder]),
    (on, besides): (NaiveDate, Besides),
    (used, packs): (&BTreeMap<String, usize>, &mut Packs),
) -> Result<Option<String>, CommandError> {
    // Lists of another day are not to be taken for this one's.
    for list in LISTS {
        let _ = crate::fs::remove(&out.join(list));
    }
    let sendings = listed(sendings);
    let open = to_go(&sendings);
    let kept: Vec<(String, String)> = kept
        .iter()
        .map(|k| (shown(&k.path).to_string(), k.iro.clone().unwrap_or_else(|| "no reviewing officer named".to_owned())))
        .collect();
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
    put("dispatch.xlsx", &files::workbook(&sendings, holders, on).map_err(|e| not_made(&e.to_string()))?)?;
    put("dispatch.pdf", &typeset(files::sheet(&open, &kept, holders, on, &policy))?)?;
    if !holders.is_empty() {
        put("dispatch-earlier.csv", &files::earlier_csv(holders).map_err(|e| not_made(&e.to_string()))?)?;
    }
    let mut told = format!("{} See `{}`", files::summary(&open), shown(&out.join("dispatch.xlsx")));
    if !holders.is_empty() {
        told.push_str(&format!(
            "; {} out of a version that was corrected since: `{}`",
            count(holders.len(), "copy is", "copies are"),
            shown(&out.join("dispatch-earlier.csv"))
        ));
    }
    if besides.print_batch && !open.is_empty() {
        let (bytes, pages, envelopes) = batch(out, &open, (on, &mut *packs), &mut typeset)?;
        put("dispatch-print.pdf", &bytes)?;
        told.push_str(&format!(
            "; for the printer, two-sided: `{}`, {} of {}",
            shown(&out.join("dispatch-print.pdf")),
            count(pages, "page", "pages"),
            count(envelopes, "envelope", "envelopes")
        ));
    }
    if besides.email_drafts {
        let drafts = drafts(out, &open, on, &mut *packs)?;
        if drafts > 0 {
            let mail = envelopes(&open);
            let mail = mail.iter().filter(|e| e.way == Way::Email && e.missing().is_empty());
            let no_phone = mail.filter(|e| e.copies.iter().all(|copy| copy.phone.is_empty())).count();
            let no_phone = if no_phone > 0 {
                format!(" ({no_phone} of them for readers without a phone number in the record)")
            } else {
                String::new()
            };
            told.push_str(&format!(
                "; {} ready to be sent in `{}`, the passwords in `{}`{no_phone}",
                count(drafts, "e-mail is", "e-mails are"),
                shown(&out.join(MAIL)),
                shown(&out.join(PASSWORDS))
            ));
        }
    }
    Ok(Some(told))
}

/// Where e-mails that are ready lie.
const MAIL: &str = "mail";

/// Their passwords: a line for each that was ever made, because what was sent must still be opened.
const PASSWORDS: &str = "dispatch-passwords.csv";

/// Makes an e-mail for each reader who has theirs so, and takes away those that are not to go any more. One that is there and holds the copies as
/// they are stays, and its password with it. Gives how many are there.
fn drafts(out: &Path, sendings: &[Sending], on: NaiveDate, packs: &mut Packs) -> Result<usize, CommandError> {
    let failed = |what: &Path, why: &str| CommandError::new(format!("`{}` cannot be written: {why}", shown(what)));
    let folder = out.join(MAIL);
    let list = out.join(PASSWORDS);
    crate::fs::create_dir(&folder).map_err(|e| failed(&folder, &e.kind().to_string()))?;
    let mut known: Vec<csv::StringRecord> = match std::fs::read(&list) {
        Ok(bytes) => csv::Reader::from_reader(bytes.as_slice()).records().filter_map(Result::ok).collect(),
        Err(_) => Vec::new(),
    };
    let mut ready = BTreeSet::new();
    for envelope in envelopes(sendings).iter().filter(|e| e.way == Way::Email && e.missing().is_empty()) {
        let name = mail::name(envelope);
        let file = folder.join(&name);
        let held = |line: &csv::StringRecord, copy: &Sending| {
            let now = std::fs::read(out.join(&copy.file)).map(|bytes| sha256(&bytes)).unwrap_or_default();
            line.get(0) == Some(&name) && line.get(5) == Some(&copy.file) && line.get(6) == Some(&now)
        };
        let is_as_it_should_be = file.is_file() && envelope.copies.iter().all(|copy| known.iter().any(|line| held(line, copy)));
        if !is_as_it_should_be {
            let policy = under(envelope, packs)?;
            let made = mail::draft(envelope, out, on, &policy).map_err(|why| failed(&file, &why))?;
            known.retain(|line| line.get(0) != Some(&name));
            for copy in &made.copies {
                let first = envelope.copies.first();
                let line = [
                    name.as_str(),
                    envelope.reader,
                    first.map_or("", |c| &c.reference),
                    first.map_or("", |c| &c.phone),
                    &made.password,
                    &copy.file,
                    &copy.sha256,
                    &copy.locked_sha256,
                ];
                known.push(csv::StringRecord::from(line.map(crate::due::forms::inert).to_vec()));
            }
            // The password first: an e-mail that nobody can open is worse than a password for none.
            append_passwords(&list, known.iter().filter(|line| line.get(0) == Some(&name))).map_err(|why| failed(&list, &why))?;
            crate::fs::write_whole(&file, &made.message).map_err(|e| failed(&file, &e.kind().to_string()))?;
        }
        ready.insert(name);
    }
    // Each once: those of an e-mail that was made anew stand there twice until now.
    if !known.is_empty() {
        let lines = passwords(HEADINGS.iter().copied().map(str::to_owned).collect(), known.iter()).map_err(|why| failed(&list, &why))?;
        crate::fs::write_whole(&list, &lines).map_err(|e| failed(&list, &e.kind().to_string()))?;
    }
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".eml") && !ready.contains(&name) {
            let _ = crate::fs::remove(&entry.path());
        }
    }
    Ok(ready.len())
}

const HEADINGS: [&str; 8] =
    ["E-mail", "Reader", "Reference", "Tell them by phone", "Password", "Copy", "SHA-256 of the copy", "SHA-256 of what is attached"];

/// Lines of the list of passwords as CSV, below headings where there are any.
fn passwords<'a>(headings: Vec<String>, lines: impl Iterator<Item = &'a csv::StringRecord>) -> Result<Vec<u8>, String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    if !headings.is_empty() {
        out.write_record(headings).map_err(|e| e.to_string())?;
    }
    for line in lines {
        out.write_record(line).map_err(|e| e.to_string())?;
    }
    out.into_inner().map_err(|e| e.to_string())
}

/// Writes passwords behind those that are there.
fn append_passwords<'a>(list: &Path, lines: impl Iterator<Item = &'a csv::StringRecord>) -> Result<(), String> {
    let headings = if list.is_file() { Vec::new() } else { HEADINGS.iter().copied().map(str::to_owned).collect() };
    let bytes = passwords(headings, lines)?;
    let mut file = crate::fs::open_own(list).map_err(|e| e.kind().to_string())?;
    file.write_all(&bytes).and_then(|()| file.sync_data()).map_err(|e| e.kind().to_string())
}

/// What is made besides the lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Besides {
    /// All that goes on paper as one PDF.
    pub(super) print_batch: bool,
    /// E-mails that are ready.
    pub(super) email_drafts: bool,
}

/// The pack under whose name an envelope goes.
fn under(envelope: &Envelope<'_>, packs: &mut Packs) -> Result<Arc<Policy>, CommandError> {
    packs.get(envelope.pack()).map_err(|_| CommandError::new(format!("the policy pack `{}` has errors", envelope.pack())))
}

/// Everything that goes on paper and can go, as one PDF.
fn batch(
    out: &Path,
    sendings: &[Sending],
    (on, packs): (NaiveDate, &mut Packs),
    typeset: &mut dyn FnMut(crate::documents::Planned) -> Result<Vec<u8>, CommandError>,
) -> Result<(Vec<u8>, usize, usize), CommandError> {
    let mut parts = Vec::new();
    let mut number = 0;
    for envelope in envelopes(sendings).iter().filter(|e| matches!(e.way, Way::Post | Way::Hand) && e.missing().is_empty()) {
        number += 1;
        if envelope.needs_cover() {
            let policy = under(envelope, packs)?;
            parts.push(typeset(print::cover(envelope, number, on, &policy))?);
        }
        for copy in &envelope.copies {
            let path = out.join(&copy.file);
            parts.push(std::fs::read(&path).map_err(|e| CommandError::new(format!("`{}` cannot be read: {}", shown(&path), e.kind())))?);
        }
    }
    let (bytes, pages) = print::joined(&parts).map_err(CommandError::new)?;
    Ok((bytes, pages, number))
}
