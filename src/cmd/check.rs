//! `check`: findings only.

use std::io::Write as _;

use super::{CommandError, End, Printer, count, end, findings_words, must_exist, packs, say};
use crate::cli::{Check, Format};
use crate::clock;
use crate::deliver::relative_path;
use crate::diagnostic::shown;
use crate::documents::{Leads, Planned};
use crate::pipeline::{self, Event, Options};
use crate::words;

pub(super) fn run(args: Check, printer: &Printer) -> Result<End, CommandError> {
    must_exist(&args.paths)?;
    let options = Options {
        root: args.root,
        packs: packs(&args.packs)?,
        paths: args.paths,
        as_of: args.as_of.unwrap_or_else(clock::today),
        share: None,
    };
    let summary = pipeline::check(&options, args.copies, &mut |event| match event {
        Event::Finding(diagnostic) => printer.print(diagnostic),
        Event::Copies(copies, kept_back) => tell_copies(copies, kept_back, printer),
        _ => {}
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

/// A line for each copy that a record calls for.
fn tell_copies(copies: &[Planned], kept_back: bool, printer: &Printer) {
    for planned in copies {
        let file = shown(&relative_path(planned));
        let copy = &planned.copy;
        if printer.format == Format::Json {
            let line = serde_json::json!({
                "copy": file, "document": planned.document, "reference": planned.reference, "held": planned.held,
                "recipient": planned.audience, "reader": copy.reader, "by": copy.by, "leaves_out": copy.leaves_out,
                "leads_to_address": copy.leads_to_address, "kept_back": kept_back,
            });
            say(&line.to_string());
            continue;
        }
        let whose = match &copy.reader {
            Some(key) => format!("for {key}{}", copy.by.as_ref().map(|by| format!(" by {}", by.replace('_', " "))).unwrap_or_default()),
            None => format!("for the {}", planned.audience.replace('_', " ")),
        };
        let out: Vec<&str> = copy.leaves_out.iter().map(|part| part.label()).collect();
        let out = if out.is_empty() { "leaves nothing out".to_owned() } else { format!("leaves out {}", words::list(&out)) };
        let leads: Vec<&str> = copy.leads_to_address.iter().map(|what| Leads::label(*what)).collect();
        let leads =
            if leads.is_empty() { String::new() } else { format!("; still in it, and leading to that address: {}", words::list(&leads)) };
        say(&format!("{file}: {whose}; {out}{leads}{}", if kept_back { "; kept back, the record has errors" } else { "" }));
    }
}
