//! `__worker`: one worker process.

use super::{CommandError, End};
use crate::cli::Worker;
use crate::compose::Templates;
use crate::worker;

pub(super) fn run(args: &Worker) -> Result<End, CommandError> {
    if args.group {
        crate::fs::share_with_group();
    }
    let templates = Templates::new(args.templates.as_deref()).map_err(|e| CommandError::new(e.to_string()))?;
    if args.pages {
        worker::serve_pages(templates).map_err(|e| CommandError::new(e.kind().to_string()))?;
        return Ok(End::Well);
    }
    worker::serve(templates, args.conformance.into()).map_err(|e| CommandError::new(e.kind().to_string()))?;
    Ok(End::Well)
}
