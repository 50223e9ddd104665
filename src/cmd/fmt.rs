//! `fmt`: records in house spelling, with comments and order as they were.

use std::path::Path;

use super::{CommandError, End, Printer, must_exist, say};
use crate::cli::Fmt;
use crate::diagnostic::shown;
use crate::discover::discover;
use crate::edit;
use crate::fs;
use crate::kinds;
use crate::read::Source;
use crate::spelling;

pub(super) fn run(args: &Fmt, printer: &Printer) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    let found = discover(&args.paths);
    let (mut changed, mut failed) = (0, 0);
    for path in &found.files {
        let mut notes = Vec::new();
        let source = match spelling::read(path.clone(), kinds::fields, &mut notes) {
            Ok(source) if source.broken.is_empty() => source,
            Ok(source) => {
                notes.iter().filter(|f| f.code == "R001").for_each(|f| printer.print(&f.resolve(path, Some(&source))));
                failed += 1;
                continue;
            }
            Err(findings) => {
                findings.iter().for_each(|f| printer.print(&f.resolve(path, None)));
                failed += 1;
                continue;
            }
        };
        let text = spelled(&source);
        if text.as_bytes() == source.raw {
            continue;
        }
        if !means_the_same(&source, &text) {
            let lines: Vec<String> = spelling::meanings(&source).iter().map(|(line, _)| line.to_string()).collect();
            let lines = crate::words::list(&lines);
            say(&format!(
                "{}: left as it is, because written otherwise it would say something else; look at the lines {lines}",
                shown(path)
            ));
            failed += 1;
            continue;
        }
        changed += 1;
        let places = source.respelled.len() + source.repaired.len();
        if args.check {
            say(&format!("{}: would be changed in {places} places", shown(path)));
            for (line, what) in spelling::meanings(&source) {
                say(&format!("  line {line}: {what}"));
            }
        } else {
            write(path, &text)?;
            say(&format!("{}: changed in {places} places", shown(path)));
        }
    }
    if found.files.is_empty() {
        return Ok(End::NoRecords);
    }
    Ok(if failed > 0 || (args.check && changed > 0) { End::Withheld } else { End::Well })
}

/// The text of a file with every value and key as it is meant.
fn spelled(source: &Source) -> String {
    let pieces: Vec<edit::Piece> = source.respelled.iter().map(|spelled| (spelled.span.clone(), spelled.now.clone())).collect();
    edit::pieced(&source.text, &pieces)
}

/// Whether a text is read as the source was: what is written must not say anything else.
fn means_the_same(source: &Source, text: &str) -> bool {
    let again = crate::read::parse(source.path.clone(), text.as_bytes(), &mut Vec::new());
    again.is_ok_and(|mut again| {
        spelling::put(&mut again, kinds::fields);
        again.respelled.is_empty() && again.repaired.is_empty() && edit::same(&again.root, &source.root)
    })
}

/// Writes a file whole in its place; who may read it stays as it was.
fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    fs::replace(path, text.as_bytes()).map_err(|e| CommandError::new(format!("`{}` cannot be written: {}", shown(path), e.kind())))
}
