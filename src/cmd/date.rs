//! `date`: a limit counted from a date.

use super::{CommandError, End, say};
use crate::calendar::{Limit, Unit, apply, skipped};
use crate::cli::Date;

pub(super) fn run(args: &Date) -> Result<End, CommandError> {
    let limit: Limit =
        args.limit.trim_start_matches('+').parse().map_err(|e| CommandError::new(format!("`{}` is not a limit: {e}", args.limit)))?;
    let to = apply(args.from, limit).map_err(|e| CommandError::new(e.to_string()))?;
    say(&to.to_string());
    if args.verbose {
        let way = if limit.count < 0 { "before" } else { "after" };
        say(&format!("{}, {limit} {way} {}, {} being day 0", to.format("%A %-d %B %Y"), args.from.format("%A %-d %B %Y"), args.from));
        if limit.unit == Unit::WorkingDays {
            say("not counted:");
            for (day, why) in skipped(args.from, to) {
                say(&format!("  {} {why}", day.format("%a %-d %b %Y")));
            }
            say("source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 2");
        }
    }
    Ok(End::Well)
}
