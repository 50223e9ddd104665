//! `check`: findings only.

use std::io::Write as _;

use super::{CommandError, End, Printer, count, end, findings_words, must_exist, packs};
use crate::cli::Check;
use crate::clock;
use crate::pipeline::{self, Event, Options};

pub(super) fn run(args: Check, printer: &Printer) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    let mut options =
        Options { root: args.root, packs: packs(&args.packs)?, paths: args.paths, as_of: args.as_of.unwrap_or_else(clock::today) };
    let summary = pipeline::check(&mut options, &mut |event| {
        if let Event::Finding(diagnostic) = event {
            printer.print(diagnostic);
        }
    });
    let records = count(summary.records, "record", "records");
    let mut err = std::io::stderr();
    let _ = if summary.records == 0 {
        writeln!(err, "no records found: a record is a file that ends in .yaml and begins with its kind, as `kind: review`")
    } else {
        writeln!(err, "{records} checked: {}", findings_words(&summary))
    };
    Ok(end(&summary))
}
