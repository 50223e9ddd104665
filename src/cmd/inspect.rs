//! `inspect`: what a PDF says of itself, and whether it keeps to its standards.

use lopdf::Document;
use page_validation::ValidationProfile;

use super::{CommandError, End, say};
use crate::cli::Inspect;
use crate::diagnostic::shown;
use crate::verify::{conforms, facts, page_texts};

pub(super) fn run(args: &Inspect) -> Result<End, CommandError> {
    // Opening a pipe would wait for a writer for ever.
    if !args.file.is_file() {
        return Err(CommandError::new(format!("`{}` is not a file", shown(&args.file))));
    }
    let bytes =
        std::fs::read(&args.file).map_err(|e| CommandError::new(format!("`{}` cannot be read: {}", shown(&args.file), e.kind())))?;
    let document = Document::load_mem(&bytes).map_err(|_| CommandError::new(format!("`{}` is not a PDF", shown(&args.file))))?;
    let facts = facts(&document);
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
