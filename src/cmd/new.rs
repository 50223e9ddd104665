//! `new`: a record to be filled in.

use std::io;
use std::path::Path;

use super::{CommandError, End, packs, say};
use crate::check::shape::suggest;
use crate::cli::New;

const SCAFFOLD: &str = include_str!("../../templates/scaffold/review.yaml");
const SCHEMA: &str = include_str!("../../schemas/review.schema.json");

pub(super) fn run(args: &New) -> Result<End, CommandError> {
    let names = packs(&args.packs)?.names();
    if !names.contains(&args.policy) {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(CommandError::new(format!("there is no policy pack `{}`; {}", args.policy, suggest(&args.policy, &known, "packs"))));
    }
    let mut text = SCAFFOLD.replace("policy: statutory", &format!("policy: {}", args.policy));
    if !args.with_schema {
        text = text.lines().skip_while(|l| l.starts_with("# yaml-language-server")).collect::<Vec<_>>().join("\n") + "\n";
    }
    let Some(file) = &args.file else {
        say(text.trim_end());
        return Ok(End::Well);
    };
    write(file, &text)?;
    if args.with_schema {
        let schema = file.with_file_name("review.schema.json");
        // The same schema may be there from the record before.
        match crate::fs::write_new(&schema, SCHEMA.as_bytes()) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(CommandError::new(format!("`{}` cannot be written: {}", schema.display(), e.kind()))),
        }
    }
    say(&format!("wrote {}; fill in what stands in [square brackets], then run `minutebook check {}`", file.display(), file.display()));
    Ok(End::Well)
}

fn write(file: &Path, text: &str) -> Result<(), CommandError> {
    crate::fs::write_new(file, text.as_bytes()).map_err(|e| {
        CommandError::new(match e.kind() {
            io::ErrorKind::AlreadyExists => format!("`{}` is there already, and is not replaced", file.display()),
            kind => format!("`{}` cannot be written: {kind}", file.display()),
        })
    })
}
