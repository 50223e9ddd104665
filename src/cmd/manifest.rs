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
        match (merged.removed, merged.earlier) {
            (0, 0) => "nothing removed".to_owned(),
            (removed, earlier) => format!("{} of an earlier state removed or put aside", count(removed + earlier, "document", "documents")),
        },
    );
    if merged.others > 0 {
        let _ = writeln!(
            err,
            "{} there of records that no share has: of another batch, or of a record that is gone; look before anything is sent",
            count(merged.others, "document is", "documents are")
        );
    }
    if let [first, ..] = merged.unknown.as_slice() {
        let _ = writeln!(
            err,
            "no run made `{}`{}: look at it before anything of this folder is sent",
            shown(&out.join(first)),
            if merged.unknown.len() > 1 { format!(" and {} more", merged.unknown.len() - 1) } else { String::new() },
        );
    }
    if merged.failed > 0 {
        let _ = writeln!(err, "{} could not be made: the shares' own runs say why", count(merged.failed, "document", "documents"));
    }
    if merged.withheld > 0 {
        let _ = writeln!(err, "{} withheld; the log of its share says why:", count(merged.withheld, "record was", "records were"));
        for record in merged.withheld_records.iter().take(LISTED) {
            let _ = writeln!(err, "  {}", shown(record));
        }
        if merged.withheld > LISTED {
            let _ = writeln!(err, "  and {} more", merged.withheld - LISTED);
        }
    }
    Ok(if merged.failed + merged.withheld > 0 { End::Withheld } else { End::Well })
}

/// How many withheld records are listed.
const LISTED: usize = 40;
