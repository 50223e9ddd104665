//! `policy show`, `policy diff` and `policy test`: a pack as tables with the source of each line, where two differ, whether its examples hold.

use std::sync::Arc;

use super::{CommandError, End, packs, say};
use crate::cli::PolicyCommand;
use crate::derive::{Row, tables};
use crate::example::wrong;
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
        PolicyCommand::Test { names, packs: from } => {
            let mut packs = packs(from)?;
            let names = if names.is_empty() { packs.names() } else { names.clone() };
            let (mut held, mut failed) = (0, 0);
            for name in &names {
                let Some(policy) = load(&mut packs, name)? else {
                    failed += 1;
                    continue;
                };
                // Those of the packs beneath hold for their own dates only.
                for example in &policy.examples {
                    let wrong = wrong(example, &policy, &mut packs);
                    if wrong.is_empty() {
                        held += 1;
                        continue;
                    }
                    failed += 1;
                    say(&format!("{name}: {}", example.what));
                    wrong.iter().for_each(|line| say(&format!("  {line}")));
                }
            }
            say(&format!(
                "{} hold{}",
                super::count(held, "example", "examples"),
                if failed == 0 { String::new() } else { format!(", {failed} do not") }
            ));
            Ok(if failed == 0 { End::Well } else { End::Withheld })
        }
        PolicyCommand::Diff { a, b, packs: from } => {
            let mut packs = packs(from)?;
            let (Some(one), Some(two)) = (load(&mut packs, a)?, load(&mut packs, b)?) else { return Ok(End::Withheld) };
            diff(&one, &two);
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

/// The lines in which two packs differ, each pack in a column of its own.
fn diff(one: &Policy, two: &Policy) {
    say(&format!("{} ({}) beside {} ({})", one.title, one.name, two.title, two.name));
    for (a, b) in tables(one).iter().zip(&tables(two)) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        // Whose rule it is always differs; what it says is what counts.
        let said = |row: Option<&Row>| {
            row.map_or_else(
                || "–".to_owned(),
                |row| {
                    let cells: Vec<&str> = row.cells.iter().skip(1).map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
                    let source = if row.source.is_empty() { String::new() } else { format!(" [{}]", row.source) };
                    cells.join("; ") + &source
                },
            )
        };
        let mut keys: Vec<&str> = a.rows.iter().map(|row| row.key.as_str()).collect();
        keys.extend(b.rows.iter().map(|row| row.key.as_str()).filter(|key| !a.rows.iter().any(|own| own.key == *key)));
        for key in keys {
            let (left, right) = (a.rows.iter().find(|r| r.key == key), b.rows.iter().find(|r| r.key == key));
            if left.map(|r| &r.cells) != right.map(|r| &r.cells) {
                rows.push(vec![key.to_owned(), said(left), said(right)]);
            }
        }
        if !rows.is_empty() {
            say(&format!("\n{}\n", a.title));
            print(&[a.header.first().copied().unwrap_or_default(), &one.name, &two.name], &rows);
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
