//! `explain`: what a rule checks, why, and how to put it right.

use super::{CommandError, End, say};
use crate::cli::Explain;
use crate::kinds::{RULES, rule};
use crate::shape::suggest;

pub(super) fn run(args: &Explain) -> Result<End, CommandError> {
    let Some(rule) = rule(&args.code) else {
        let codes: Vec<&str> = RULES.iter().flat_map(|r| [r.code, r.name]).collect();
        let near = suggest(&args.code, &codes, "codes");
        let hint = if near.starts_with("did you") { near } else { "`minutebook list rules` shows all of them".to_owned() };
        return Err(CommandError::new(format!("there is no rule `{}`; {hint}", args.code)));
    };
    say(&format!("{} {} ({})\n\n{}", rule.code, rule.name, rule.severity.word(), rule.explanation()));
    Ok(End::Well)
}
