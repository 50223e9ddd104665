//! `manifest merge`: the shares of a batch put together.

use std::io::Write as _;

use super::{CommandError, End, count};
use crate::cli::{ManifestCommand, Merge};
use crate::deliver::{MergeError, merge};
use crate::diagnostic::shown;

pub(super) fn run(command: &ManifestCommand) -> Result<End, CommandError> {
    let ManifestCommand::Merge(Merge { shares, out, group }) = command;
    if *group {
        crate::fs::share_with_group();
    }
    let merged = merge(shares, out).map_err(|error| {
        let what = match &error {
            MergeError::Io(error) => format!("`{}` cannot be written to: {}", shown(out), error.kind()),
            other => other.to_string(),
        };
        CommandError::new(what)
    })?;
    let mut err = std::io::stderr();
    let _ = writeln!(
        err,
        "{} of {} put together in `{}`: {}",
        count(merged.documents, "document", "documents"),
        count(shares.len(), "share", "shares"),
        shown(out),
        if merged.removed == 0 {
            "nothing removed".to_owned()
        } else {
            format!("{} of an earlier state removed", count(merged.removed, "document", "documents"))
        },
    );
    if merged.failed > 0 {
        let _ = writeln!(err, "{} could not be made: the shares' own runs say why", count(merged.failed, "document", "documents"));
    }
    if merged.withheld > 0 {
        let _ = writeln!(err, "{} withheld", count(merged.withheld, "record was", "records were"));
    }
    Ok(if merged.failed + merged.withheld > 0 { End::Withheld } else { End::Well })
}
