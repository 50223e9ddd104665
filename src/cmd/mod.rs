//! The subcommands, one file each, and what they share: printing findings and choosing the exit code.

mod check;
mod date;
mod desk;
mod dispatch;
mod due;
mod explain;
mod extract;
mod figures;
mod fmt;
mod inspect;
mod list;
mod manifest;
mod new;
mod policy;
mod render;
mod tracker;
mod worker;

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use crate::cli::{Cli, Colour, Command, Format, Policies};
use crate::diagnostic::shown;
use crate::diagnostic::{Diagnostic, human, json, short};
use crate::pipeline::Summary;
use crate::policy::Packs;

/// Why a command could not run. The text is for the user; it never holds text of a record.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(String);

impl CommandError {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// What a command came to.
enum End {
    Well,
    Withheld,
    NoRecords,
    Stopped,
}

/// Runs a command.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    // A panic's message could quote a record; where it happened is enough to mend it.
    std::panic::set_hook(Box::new(|info| {
        let at = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        let _ = writeln!(io::stderr(), "error: minutebook itself failed{at}; please tell whoever looks after it");
    }));
    let printer = Printer::new(cli.message_format, cli.color);
    let end = match cli.command {
        Command::Desk(args) => desk::run(args),
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(args, &printer),
        Command::Render(args) => render::run(args, &printer),
        Command::Fmt(args) => fmt::run(&args, &printer),
        Command::List(args) => list::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Figures(args) => figures::run(&args, &printer),
        Command::Tracker(args) => tracker::run(&args),
        Command::Manifest(args) => manifest::run(&args),
        Command::Policy(args) => policy::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Dispatch(args) => dispatch::run(args),
        Command::Due(args) => due::run(args),
        Command::Date(args) => date::run(&args),
        Command::Worker(args) => worker::run(&args),
    };
    match end {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::Withheld) => ExitCode::from(1),
        Ok(End::NoRecords) => ExitCode::from(3),
        // As a shell says of what was interrupted.
        Ok(End::Stopped) => ExitCode::from(130),
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Prints findings to standard output in the format asked for.
struct Printer {
    format: Format,
    colour: bool,
}

impl Printer {
    fn new(format: Format, colour: Colour) -> Self {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        Self { format, colour }
    }

    fn print(&self, diagnostic: &Diagnostic) {
        // A closed pipe (`| head`) is the reader's choice, not an error.
        let _ = writeln!(io::stdout(), "{}", self.text(diagnostic));
    }

    /// To standard error, where standard output is for something else.
    fn print_aside(&self, diagnostic: &Diagnostic) {
        let _ = writeln!(io::stderr(), "{}", self.text(diagnostic));
    }

    fn text(&self, diagnostic: &Diagnostic) -> String {
        match self.format {
            Format::Human => human(diagnostic, self.colour) + "\n",
            Format::Short => short(diagnostic),
            Format::Json => json(diagnostic),
        }
    }
}

/// Prints to standard output; a closed pipe is no error.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

fn packs(args: &Policies) -> Result<Packs, CommandError> {
    Packs::new(args.policies.as_deref()).map_err(|e| {
        let folder = args.policies.as_deref().map_or_else(String::new, shown);
        CommandError::new(format!("the folder of policy packs `{folder}` cannot be read: {}", e.kind()))
    })
}

/// Paths that are not there are a mistake to be told at once, not an empty batch.
fn must_exist(paths: &[std::path::PathBuf]) -> Result<(), CommandError> {
    match paths.iter().find(|p| p.symlink_metadata().is_err()) {
        Some(path) => Err(CommandError::new(format!("there is no file or folder `{}`", shown(path)))),
        None => Ok(()),
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The sentence about findings at the end of a run.
fn findings_words(summary: &Summary) -> String {
    match (summary.errors, summary.warnings) {
        (0, 0) => "nothing to put right".to_owned(),
        (e, w) => [(e, "error", "errors"), (w, "warning", "warnings")]
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, many)| count(n, one, many))
            .collect::<Vec<_>>()
            .join(" and "),
    }
}

fn end_of(errors: usize) -> End {
    if errors > 0 { End::Withheld } else { End::Well }
}

fn end(summary: &Summary) -> End {
    if summary.stopped {
        End::Stopped
    } else if summary.is_share {
        // It has done its part: what it withheld stands in its manifest, and who puts the shares together is told. A scheduler would only
        // run it again.
        End::Well
    } else if summary.records == 0 {
        End::NoRecords
    } else if summary.errors > 0 || summary.failed > 0 {
        End::Withheld
    } else {
        End::Well
    }
}
