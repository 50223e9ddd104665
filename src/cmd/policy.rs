//! `policy show` and `policy compare`: a pack as tables with the source of each line, and where two differ.

use std::sync::Arc;

use super::{CommandError, End, packs, say};
use crate::cli::PolicyCommand;
use crate::derive::{Row, tables};
use crate::policy::{Packs, Policy, PolicyError};
use crate::shape::suggest;

/// Widest column, in characters; longer text goes on below.
const WIDEST: usize = 46;

pub(super) fn run(args: &PolicyCommand) -> Result<End, CommandError> {
    match args {
        PolicyCommand::Show { name, packs: from } => {
            let mut packs = packs(from)?;
            let Some(policy) = load(&mut packs, name)? else { return Ok(End::Withheld) };
            let beneath = policy.layers.iter().skip(1).filter_map(|l| l.root.text_at("name"));
            let extends: String = beneath.map(|name| format!(", over {name}")).collect();
            say(&format!("{} ({}), {}{extends}", policy.title, policy.name, policy.edition));
            for table in tables(&policy) {
                if !table.rows.is_empty() {
                    say(&format!("\n{}\n", table.title));
                    let rows: Vec<Vec<String>> = table.rows.iter().map(line).collect();
                    print(&table.header, &rows);
                }
            }
            Ok(End::Well)
        }
        PolicyCommand::Compare { a, b, packs: from } => {
            let mut packs = packs(from)?;
            let (Some(one), Some(two)) = (load(&mut packs, a)?, load(&mut packs, b)?) else { return Ok(End::Withheld) };
            compare(&one, &two);
            Ok(End::Well)
        }
    }
}

/// The pack; none where it has errors, which are printed.
fn load(packs: &mut Packs, name: &str) -> Result<Option<Arc<Policy>>, CommandError> {
    match packs.get(name) {
        Ok(policy) => Ok(Some(policy)),
        Err(PolicyError::NotFound { name, known }) => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Err(CommandError::new(format!("there is no policy pack `{name}`; {}", suggest(&name, &known, "packs"))))
        }
        Err(PolicyError::Invalid(diagnostics)) => {
            for diagnostic in &diagnostics {
                say(&crate::diagnostic::human(diagnostic, false));
            }
            Ok(None)
        }
    }
}

fn line(row: &Row) -> Vec<String> {
    row.cells.iter().cloned().chain([row.source.clone()]).collect()
}

fn compare(one: &Policy, two: &Policy) {
    say(&format!("- {} ({})\n+ {} ({})", one.title, one.name, two.title, two.name));
    for (a, b) in tables(one).iter().zip(&tables(two)) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut push = |sign: &str, row: &Row| rows.push([sign.to_owned()].into_iter().chain(line(row)).collect());
        for row in &a.rows {
            match b.rows.iter().find(|r| r.key == row.key) {
                // Whose rule it is always differs; what it says is what counts.
                Some(other) if other.cells == row.cells => {}
                Some(other) => {
                    push("-", row);
                    push("+", other);
                }
                None => push("-", row),
            }
        }
        for row in b.rows.iter().filter(|r| !a.rows.iter().any(|own| own.key == r.key)) {
            push("+", row);
        }
        if !rows.is_empty() {
            say(&format!("\n{}\n", a.title));
            let header: Vec<&str> = [""].into_iter().chain(a.header.iter().copied()).collect();
            print(&header, &rows);
        }
    }
}

/// Prints rows in columns; a long cell goes on in the lines below.
fn print(header: &[&str], rows: &[Vec<String>]) {
    let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
    let all: Vec<Vec<Vec<String>>> = [&header].into_iter().chain(rows).map(|row| row.iter().map(|cell| wrap(cell)).collect()).collect();
    let columns = header.len();
    let width = |at: usize| all.iter().filter_map(|row| row.get(at)).flatten().map(|l| l.chars().count()).max().unwrap_or(0);
    let filled = |at: usize| all.iter().skip(1).filter_map(|row| row.get(at)).flatten().any(|l| !l.trim().is_empty());
    // A column without anything in it is left out, heading and all.
    let widths: Vec<usize> = (0..columns).map(|at| if filled(at) { width(at) } else { 0 }).collect();
    for (n, row) in all.iter().enumerate() {
        let height = row.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..height {
            let cells = row.iter().zip(&widths).filter(|(_, width)| **width > 0).map(|(cell, width)| {
                let text = cell.get(at).map_or("", String::as_str);
                format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
            });
            say(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
        }
        if n == 0 {
            let rule: Vec<String> = widths.iter().filter(|w| **w > 0).map(|w| "-".repeat(*w)).collect();
            say(format!("  {}", rule.join("  ")).trim_end());
        }
    }
}

fn wrap(text: &str) -> Vec<String> {
    let indent = text.len() - text.trim_start().len();
    let mut lines = vec![" ".repeat(indent)];
    for word in text.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        if last.chars().count() + word.chars().count() + 1 > WIDEST && !last.trim().is_empty() {
            lines.push(format!("{}{word}", " ".repeat(indent)));
        } else {
            if !last.trim().is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
