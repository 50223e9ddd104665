//! Arguments of the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::share::Share;

/// Turns YAML records of looked-after children's reviews into Records of Review and decision letters, as PDF.
#[derive(Debug, Parser)]
#[command(name = "minutebook", version, about, disable_help_subcommand = true, after_help = EXIT)]
pub struct Cli {
    /// How findings are printed.
    #[arg(long, value_enum, global = true, default_value_t = Format::Human, value_name = "FORMAT")]
    pub message_format: Format,
    /// When to use colour. It never carries meaning.
    #[arg(long, value_enum, global = true, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str = "Exit codes: 0 all well, 1 findings withheld something, 2 could not run, 3 no records found";

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines they speak of, what to do, and whose rule it is.
    Human,
    /// One line each: `file:line:column: error[CODE]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write records in a browser, on this machine alone: a form, what is left to do, and the pages that each reader gets.
    Desk(Desk),
    /// Start a record: every key with a comment, to be filled in.
    New(New),
    /// Check records: findings only, nothing is made.
    Check(Check),
    /// Check records and make their documents.
    Render(Render),
    /// Write records in house spelling: dates, codes, keys as they are meant; comments and order stay.
    Fmt(Fmt),
    /// List the documents, policy packs, rules, kinds of record or measures there are.
    List(List),
    /// Show a policy pack as tables with the source of each line, or where two packs differ.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// List what has to be done, by whom and by when: late first, from all records of a folder.
    Due(Due),
    /// List each finished copy with its reader, way and address, and make what goes on paper one PDF for the printer.
    Dispatch(Dispatch),
    /// Put together what several runs made, each a share of one batch.
    #[command(subcommand)]
    Manifest(ManifestCommand),
    /// Print every figure of a report by its name, or the records behind one.
    Figures(Figures),
    /// Write the tracker of challenges of a folder as a workbook, at any time of the year.
    Tracker(Tracker),
    /// Explain a rule by its code: what it checks, why, and how to put it right.
    Explain(Explain),
    /// Say what a PDF is: of which record, whose copy, whether it is the current one; its title, tags, standards, attachments.
    Inspect(Inspect),
    /// Give back the record that a copy for the child's file carries, byte for byte.
    Extract(Extract),
    /// Count a limit from a date, as `date 2025-12-19 +20wd`.
    Date(Date),
    /// Make documents handed over on standard input; started by `render`.
    #[command(name = "__worker", hide = true)]
    Worker(Worker),
}

/// Where policy packs come from.
#[derive(Debug, Args)]
pub struct Policies {
    /// A folder of policy packs of your own, looked in before those that come with the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
}

/// Arguments of `desk`.
#[derive(Debug, Args)]
pub struct Desk {
    /// The folder of the records; it is made where there is none.
    #[arg(default_value = "records")]
    pub folder: PathBuf,
    /// The folder in which documents are made; without it `output` below the folder of the records.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The date to take as today's.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Print the address instead of opening a browser.
    #[arg(long)]
    pub no_browser: bool,
    /// A folder of templates of your own, looked in before those that come with the program.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The kind of record, as review, alert or annual-report; `list kinds` shows them. Or policy, for a pack of your own.
    pub kind: String,
    /// The file to write; printed where there is none. A file that is there is never replaced.
    pub file: Option<PathBuf>,
    /// The policy pack the record follows, or that a pack of your own lies over; statutory where nothing else is said.
    #[arg(long)]
    pub policy: Option<String>,
    /// Draft it from this review record: child, people, pack, and what calls for it.
    #[arg(long, value_name = "RECORD")]
    pub from: Option<PathBuf>,
    /// Also write the schema beside it, so that an editor completes and explains every key.
    #[arg(long, requires = "file")]
    pub with_schema: bool,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Records, or folders with records.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// List every copy that the records call for: whose it is, what it leaves out, and what in it still leads to an address left out.
    /// People stand there by their key in the record, never by name.
    #[arg(long)]
    pub copies: bool,
    /// The date to take as today's, for answers that are overdue.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// The folder in which the records and reports that a report names may lie; without it those given.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Arguments of `dispatch`.
#[derive(Debug, Args)]
pub struct Dispatch {
    /// Records, or folders with records, as they were rendered.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The folder that they were rendered into.
    #[arg(long, short, default_value = "output", value_name = "DIR")]
    pub out: PathBuf,
    /// The date that was taken as today's.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Also make everything that goes by post or by hand one PDF for the printer: envelope by envelope, with blank backs.
    #[arg(long)]
    pub print_batch: bool,
    /// Also make an e-mail for each reader who has theirs so, ready to be sent by hand: locked attachments, the passwords in a list of their own.
    #[arg(long)]
    pub email_drafts: bool,
    /// Which PDFs were held against PDF/UA-1 and PDF/A in full.
    #[arg(long, value_enum, default_value_t = Conform::Archive, value_name = "WHICH")]
    pub conformance: Conform,
    /// The templates that were used.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// The folder in which the records and reports that a report names may lie; without it those given.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Let the group of the folder read the lists; otherwise only you can.
    #[arg(long)]
    pub group: bool,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Arguments of `due`.
#[derive(Debug, Args)]
pub struct Due {
    /// Folders with records, or records.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The date to take as today's.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Only what is due by this day; without it by today's week's end.
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "all")]
    pub until: Option<NaiveDate>,
    /// Everything, however far ahead.
    #[arg(long)]
    pub all: bool,
    /// Only what is late.
    #[arg(long)]
    pub late: bool,
    /// Only of this IRO, by name.
    #[arg(long, value_name = "NAME")]
    pub iro: Option<String>,
    /// Only of this team.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// Only of this child, by reference or name.
    #[arg(long, value_name = "CHILD")]
    pub child: Option<String>,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t = DueFormat::Table, value_name = "FORMAT")]
    pub format: DueFormat,
    /// Write it into a file instead, by the file's ending: .xlsx, .csv, .pdf, or .ics for a calendar. It takes the place of one that is there.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write a sheet for each IRO or team into this folder, as PDF.
    #[arg(long, value_name = "DIR", requires = "each")]
    pub out: Option<PathBuf>,
    /// For whom a sheet each is written.
    #[arg(long, value_enum, value_name = "WHOM", requires = "out", conflicts_with = "output")]
    pub each: Option<Each>,
    /// Let the group of the folder read what is written; otherwise only you can.
    #[arg(long)]
    pub group: bool,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// How `due` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// A table; children stand there by reference.
    Table,
    /// JSON, by reference.
    Json,
}

/// For whom lists are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Each {
    /// For each IRO.
    Iro,
    /// For each team.
    Team,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// Records, or folders with records.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Only say which would be changed.
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `render`.
#[derive(Debug, Args)]
pub struct Render {
    /// Records, or folders with records.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The folder to write into.
    #[arg(long, short, default_value = "output", value_name = "DIR")]
    pub out: PathBuf,
    /// Make only these documents; `list documents` shows their keys.
    #[arg(long, value_delimiter = ',', value_name = "KEY")]
    pub only: Vec<String>,
    /// The date to take as today's, for letters whose date is not in the record.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Let the group of the output folder read what is made; otherwise only you can.
    #[arg(long)]
    pub group: bool,
    /// Wait where another run writes into the same folder.
    #[arg(long)]
    pub wait: bool,
    /// Also make everything that goes by post or by hand one PDF for the printer: envelope by envelope, with blank backs.
    #[arg(long)]
    pub print_batch: bool,
    /// Also make an e-mail for each reader who has theirs so, ready to be sent by hand: locked attachments, the passwords in a list of their own.
    #[arg(long)]
    pub email_drafts: bool,
    /// Only say which copies would be made, and why; nothing is written.
    #[arg(long)]
    pub dry_run: bool,
    /// Make every copy, also those that are as they should be.
    #[arg(long)]
    pub force: bool,
    /// Take one share of the children, as 2/4: all records of a child fall into the same one. Or auto, where Slurm or Kubernetes says which.
    /// `manifest merge` puts the shares together. A share ends with 0 where it has done its part, whatever it withheld: merging tells that.
    #[arg(long, value_name = "K/N", value_parser = share)]
    pub partition: Option<Share>,
    /// How many documents to make at a time.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Mark every page as a draft, and make documents of incomplete records too.
    #[arg(long)]
    pub draft: bool,
    /// Which PDFs are held against PDF/UA-1 and PDF/A in full.
    #[arg(long, value_enum, default_value_t = Conform::Archive, value_name = "WHICH")]
    pub conformance: Conform,
    /// A folder of templates of your own, looked in before those that come with the program.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Say how long each phase took.
    #[arg(long)]
    pub timings: bool,
    /// The folder in which the records and reports that a report names may lie; without it those given.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Which PDFs are held against the standards in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Conform {
    /// Every one.
    All,
    /// The copies for the child's file.
    Archive,
    /// None.
    None,
}

impl From<Conform> for crate::verify::Conformance {
    fn from(value: Conform) -> Self {
        match value {
            Conform::All => Self::All,
            Conform::Archive => Self::Archive,
            Conform::None => Self::None,
        }
    }
}

/// What can be done with manifests.
#[derive(Debug, Subcommand)]
pub enum ManifestCommand {
    /// Put the shares of a batch together, as one run would have left it.
    Merge(Merge),
}

/// Arguments of `manifest merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// The folders that `render --partition` wrote into.
    #[arg(required = true, value_name = "DIR")]
    pub shares: Vec<PathBuf>,
    /// The folder to write into.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Let the group of the output folder read what is put there; otherwise only you can.
    #[arg(long)]
    pub group: bool,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct List {
    /// What to list.
    #[arg(value_enum)]
    pub what: Listed,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Documents.
    Documents,
    /// Policy packs.
    Policies,
    /// Rules.
    Rules,
    /// Kinds of record.
    Kinds,
    /// Measures of the annual report.
    Measures,
}

/// Arguments of `figures`.
#[derive(Debug, Args)]
pub struct Figures {
    /// The record of a report.
    pub record: PathBuf,
    /// List the records behind a figure or a table, as `timeliness.by_team.north.late`; `left_out` for those that were not counted.
    #[arg(long, value_name = "FIGURE")]
    pub show: Option<String>,
    /// The figures as they are published, without small numbers.
    #[arg(long, conflicts_with = "show")]
    pub published: bool,
    /// How they are printed.
    #[arg(long, value_enum, default_value_t = FiguresFormat::Text, conflicts_with = "show")]
    pub format: FiguresFormat,
    /// The folder in which the records and reports that a report names may lie; without it those given.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// Arguments of `tracker`.
#[derive(Debug, Args)]
pub struct Tracker {
    /// The folder of records.
    pub folder: PathBuf,
    /// The workbook; one that is there is not replaced.
    #[arg(short, long, value_name = "FILE", default_value = "challenge-tracker.xlsx")]
    pub output: PathBuf,
    /// The policy pack whose words it uses; without it that of most of the challenges.
    #[arg(long)]
    pub policy: Option<String>,
    /// The first day; without it that of the first challenge. Those raised before it and still open are in it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// The last day, as of which everything is told; without it today.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<NaiveDate>,
    /// Only the challenges of one team.
    #[arg(long)]
    pub team: Option<String>,
    /// Only the challenges of one IRO.
    #[arg(long, conflicts_with = "team")]
    pub iro: Option<String>,
    /// Where packs come from.
    #[command(flatten)]
    pub packs: Policies,
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    /// A line each, under its table.
    Text,
    /// One JSON document, with tables.
    Json,
    /// A line each, for a spreadsheet.
    Csv,
}

/// What to do with policy packs.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Show a pack, with what it takes over from the one it extends.
    Show {
        /// Its name.
        name: String,
        /// Where packs come from.
        #[command(flatten)]
        packs: Policies,
    },
    /// Show the lines in which two packs differ, side by side.
    #[command(visible_alias = "compare")]
    Diff {
        /// One pack.
        a: String,
        /// The other.
        b: String,
        /// Where packs come from.
        #[command(flatten)]
        packs: Policies,
    },
    /// Work out the examples of packs, and tell which do not hold.
    Test {
        /// Their names; every pack there is, where none is named.
        names: Vec<String>,
        /// Where packs come from.
        #[command(flatten)]
        packs: Policies,
    },
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule's code, as R203, or its name.
    pub code: String,
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// A PDF.
    pub file: PathBuf,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// A copy for the child's file.
    pub file: PathBuf,
    /// The file to write; printed where there is none. A file that is there is never replaced.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `date`.
#[derive(Debug, Args)]
pub struct Date {
    /// The date to count from, as 2025-12-19 or 19/12/2025.
    #[arg(value_parser = day)]
    pub from: NaiveDate,
    /// The limit: +20wd, -15wd, +28d, +6m.
    #[arg(allow_hyphen_values = true)]
    pub limit: String,
    /// Say which days were passed over, and why.
    #[arg(long, short)]
    pub verbose: bool,
}

/// Arguments of a worker.
#[derive(Debug, Args)]
pub struct Worker {
    /// As for `render`.
    #[arg(long, value_enum)]
    pub conformance: Conform,
    /// As for `render`.
    #[arg(long)]
    pub templates: Option<PathBuf>,
    /// As for `render`.
    #[arg(long)]
    pub group: bool,
    /// Lay pages out to be looked at instead of writing documents.
    #[arg(long)]
    pub pages: bool,
}

/// A date as offices type it.
fn day(text: &str) -> Result<NaiveDate, String> {
    crate::spelling::date(text).ok_or_else(|| "write a date as 2026-05-12 or 12/05/2026".to_owned())
}

/// A share as it is written, or as a scheduler says.
fn share(text: &str) -> Result<Share, String> {
    match text {
        "auto" => Share::of_scheduler(&|name| std::env::var(name).ok()),
        _ => text.parse(),
    }
}
