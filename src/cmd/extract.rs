//! `extract`: the record that a copy for the file carries.

use std::io::{self, Write as _};

use super::inspect::load;
use super::{CommandError, End};
use crate::cli::Extract;
use crate::diagnostic::shown;
use crate::verify::attached;

pub(super) fn run(args: &Extract) -> Result<End, CommandError> {
    let (document, _) = load(&args.file)?;
    let mut files = attached(&document);
    let (Some((_, record)), true) = (files.pop(), files.is_empty()) else {
        return Err(CommandError::new(format!(
            "`{}` carries no record: only the copy for the child's file does, whose name has no reader in it",
            shown(&args.file)
        )));
    };
    let Some(output) = &args.output else {
        // As it is: the bytes of a record need not be text.
        let _ = io::stdout().write_all(&record);
        return Ok(End::Well);
    };
    crate::fs::write_new(output, &record).map_err(|e| {
        CommandError::new(match e.kind() {
            io::ErrorKind::AlreadyExists => format!("`{}` is there already, and is not replaced", shown(output)),
            kind => format!("`{}` cannot be written: {kind}", shown(output)),
        })
    })?;
    Ok(End::Well)
}
