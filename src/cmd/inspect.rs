//! `inspect`: what a PDF says of itself, and whether it keeps to its standards.

use std::path::Path;

use lopdf::Document;
use page_validation::ValidationProfile;

use super::{CommandError, End, say};
use crate::cli::Inspect;
use crate::deliver::{EARLIER, Entry, Manifest, State};
use crate::diagnostic::shown;
use crate::hash::sha256;
use crate::verify::{conforms, facts, page_texts};

/// A PDF with its bytes.
pub(super) fn load(file: &Path) -> Result<(Document, Vec<u8>), CommandError> {
    // Opening a pipe would wait for a writer for ever.
    if !file.is_file() {
        return Err(CommandError::new(format!("`{}` is not a file", shown(file))));
    }
    let bytes = std::fs::read(file).map_err(|e| CommandError::new(format!("`{}` cannot be read: {}", shown(file), e.kind())))?;
    let document = Document::load_mem(&bytes).map_err(|_| CommandError::new(format!("`{}` is not a PDF", shown(file))))?;
    Ok((document, bytes))
}

/// How many folders up a manifest is looked for: copies lie one below it, those put aside two, those of earlier versions three.
const UP: usize = 4;

/// What the manifest beside a PDF says of it: whose copy, of which record, and whether it is the current one.
fn tell_manifest(file: &Path, bytes: &[u8]) {
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let found = path.ancestors().skip(1).take(UP).find_map(|folder| Some((folder.to_owned(), Manifest::read(folder)?)));
    let Some((folder, manifest)) = found else {
        say("made of      not known: no manifest lies in the folders above it");
        return;
    };
    let below = path.strip_prefix(&folder).unwrap_or(&path).to_path_buf();
    let aside = below.strip_prefix(EARLIER).ok();
    let name = aside.unwrap_or(&below).to_string_lossy().replace('\\', "/");
    let hash = sha256(bytes);
    let same = |d: &&Entry| d.status == State::Written && d.pdf_sha256 == hash;
    let by_name = manifest.documents.iter().find(|d| d.status == State::Written && d.file == name);
    let by_bytes = manifest.documents.iter().find(same);
    let by_version = manifest.replaced.iter().find(same);
    if let Some(entry) = by_version.filter(|_| by_bytes.is_none()) {
        let reader = entry.copy.reader.as_deref().unwrap_or(&entry.recipient);
        say(&format!("made of      {}", shown(Path::new(&entry.record))));
        say(&format!("document     {}, for {}", entry.document.replace('_', " "), reader.replace('_', " ")));
        say(&format!(
            "state        version {}: the record was corrected since, and another version takes its place",
            entry.version.unwrap_or(1)
        ));
        return;
    }
    let Some(entry) = by_bytes.or(by_name) else {
        say("made of      not known: the manifest does not name it; no run made it, or it was made of an earlier state of its record");
        return;
    };
    say(&format!("made of      {}", shown(Path::new(&entry.record))));
    let reader = entry.copy.reader.as_deref().unwrap_or(&entry.recipient);
    say(&format!("document     {}, for {}", entry.document.replace('_', " "), reader.replace('_', " ")));
    if let Some(dated) = entry.dated {
        let made = entry.made.map(|made| format!(", made on {made}")).unwrap_or_default();
        say(&format!("dated        {dated}{made}{}", if entry.draft { ", a draft" } else { "" }));
    }
    if let Some(version) = entry.version {
        say(&format!("version      {version}"));
    }
    let now = crate::fs::read(Path::new(&entry.record)).ok().map(|bytes| sha256(&bytes));
    say(&format!(
        "state        {}",
        match (by_bytes, &aside, now) {
            (_, Some(_), _) => "put aside: made of an earlier state of its record, not to be sent",
            (None, ..) => "not as it was written: another one stands in the manifest under its name",
            (Some(_), None, Some(now)) if now != entry.record_sha256 => "made of this record before it was changed: render again",
            (Some(_), None, Some(_)) => "the current one",
            (Some(_), None, None) => "the one that the last run left; its record is not where it was",
        }
    ));
}

pub(super) fn run(args: &Inspect) -> Result<End, CommandError> {
    let (document, bytes) = load(&args.file)?;
    let facts = facts(&document);
    tell_manifest(&args.file, &bytes);
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    say(&format!("title        {}", or_none(&facts.title)));
    say(&format!("language     {}", or_none(&facts.lang)));
    say(&format!("pages        {}", facts.pages));
    say(&format!("claims       PDF/UA-{}, PDF/A-{}", or_none(&facts.ua), or_none(&facts.archive)));
    say(&format!("attachments  {}", if facts.attachments.is_empty() { "none".to_owned() } else { facts.attachments.join(", ") }));
    say(&format!("characters   {}", page_texts(&document).iter().map(|t| t.chars().count()).sum::<usize>()));
    let archive = match facts.archive.as_deref() {
        Some("3A") => Some(ValidationProfile::PdfA3a),
        Some("2A") => Some(ValidationProfile::PdfA2a),
        _ => None,
    };
    let mut end = End::Well;
    for profile in [facts.ua.as_ref().map(|_| ValidationProfile::PdfUa1), archive].into_iter().flatten() {
        match conforms(&bytes, profile) {
            Ok(()) => say(&format!("{profile}   kept")),
            Err(why) => {
                say(&format!("{profile}   broken: {why}"));
                end = End::Withheld;
            }
        }
    }
    Ok(end)
}
