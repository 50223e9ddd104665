//! Worker processes: compose, typeset, verify and write one document at a time, in a process of their own.
//!
//! Processes rather than threads: they scale better (Typst's caches are shared between threads), and a document that makes the
//! typesetter crash or hang costs only itself. A job and its outcome are each one line of JSON on a pipe.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::compose::{Composer, Templates};
use crate::deliver::{self, Delivered};
use crate::documents::Planned;
use crate::kinds;
use crate::typeset::{self, Drawn, World};
use crate::verify::{self, Conformance, VerifiedPdf};

/// How long one document may take. A long one takes a fifth of a second.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many documents of the same record ago something must have been used to be kept in Typst's memory.
const KEEP: usize = 8;

/// One document to be made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    /// What to make.
    pub planned: Planned,
    /// The source record, for an archive copy: its bytes, each as the character of that number, which text passes on as it is.
    pub attachment: Option<String>,
    /// Where to write it.
    pub path: PathBuf,
    /// Whether it is the last of its record that this worker makes: then what was remembered for the others can go.
    pub last: bool,
}

/// Bytes as characters of the same numbers.
#[must_use]
pub fn characters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The same back.
#[must_use]
pub fn bytes(characters: &str) -> Vec<u8> {
    characters.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect()
}

/// What became of a job.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// Written.
    Written(Delivered, Times),
    /// Not made: a code of the rules R9, and what happened, without text of the record.
    Failed(String, String),
}

impl Outcome {
    /// What becomes of a document that the disk does not take.
    #[must_use]
    pub fn not_written(error: &io::Error) -> Self {
        Self::Failed("R905".to_owned(), error.kind().to_string())
    }
}

/// Microseconds spent on a document, by phase.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub struct Times {
    /// View and template to Typst source.
    pub compose: u64,
    /// Typst source to PDF.
    pub typeset: u64,
    /// Looking at the PDF.
    pub verify: u64,
    /// Writing it.
    pub write: u64,
}

/// Everything one worker needs, made once.
#[derive(Debug)]
pub struct Bench {
    composer: Composer,
    world: World,
    conformance: Conformance,
    /// The process that started this one.
    parent: u32,
}

impl Bench {
    /// Makes templates and fonts ready.
    ///
    /// # Errors
    /// When Typst refuses the names of the house style.
    pub fn new(templates: Templates, conformance: Conformance) -> Result<Self, String> {
        let world = World::new(&templates)?;
        Ok(Self { composer: Composer::new(templates), world, conformance, parent: parent() })
    }

    /// Whether the run that started this worker is no more.
    fn is_orphan(&self) -> bool {
        parent() != self.parent
    }

    /// Makes one document and writes it.
    pub fn make(&mut self, job: Job) -> Outcome {
        let path = job.path.clone();
        let (verified, mut times) = match self.verified(job) {
            Ok(made) => made,
            Err((code, message)) => return Outcome::Failed(code.to_owned(), message),
        };
        let start = Instant::now();
        // The run that asked for it was killed: another may be writing here by now, of records that have changed.
        if self.is_orphan() {
            return Outcome::Failed("R904".to_owned(), "nobody waits for it any more".to_owned());
        }
        match deliver::write(&verified, &path) {
            Ok(delivered) => {
                times.write = lap(start);
                Outcome::Written(delivered, times)
            }
            Err(error) => Outcome::not_written(&error),
        }
    }

    /// Lays one document out to be looked at.
    fn pages(&mut self, planned: &Planned) -> Result<Vec<Drawn>, String> {
        let composed = self.composer.compose(planned, folder_of(&planned.document)).map_err(|error| error.to_string())?;
        let drawn = typeset::pages(&mut self.world, composed.source, planned.archive);
        typeset::forget(KEEP);
        drawn.map_err(|error| error.to_string())
    }

    /// Makes one document and does not write it.
    ///
    /// # Errors
    /// A code of the rules R9, and what happened, without text of the record.
    pub fn verified(&mut self, job: Job) -> Result<(VerifiedPdf, Times), (&'static str, String)> {
        let mut times = Times::default();
        let start = Instant::now();
        let folder = folder_of(&job.planned.document);
        let composed = self.composer.compose(&job.planned, folder).map_err(|error| ("R901", error.to_string()))?;
        times.compose = lap(start);
        let start = Instant::now();
        let attachment = job.attachment.map(|text| bytes(&text));
        let typeset = typeset::typeset(&mut self.world, composed.source, attachment, &job.planned.meta);
        // The copies of one record have much in common, records have not.
        typeset::forget(if job.last { 0 } else { KEEP });
        let pdf = typeset.map_err(|error| ("R902", error.to_string()))?;
        times.typeset = lap(start);
        let start = Instant::now();
        let verified = verify::verify(pdf, &job.planned, &composed.sections, self.conformance);
        times.verify = lap(start);
        Ok((verified.map_err(|wrong| ("R903", wrong.join("; ")))?, times))
    }
}

/// The other side of [`Worker::show`].
///
/// # Errors
/// When the pipe breaks.
pub fn serve_pages(templates: Templates) -> io::Result<()> {
    let mut bench = Bench::new(templates, Conformance::None).map_err(io::Error::other)?;
    let stdout = io::stdout();
    for line in io::stdin().lock().lines() {
        let asked: Asked = serde_json::from_str(&line?).map_err(io::Error::other)?;
        let answer = match asked {
            Asked::Pages(planned) => bench.pages(&planned).map(Shown::Pages),
            Asked::Pdf(job) => bench.verified(*job).map(|(pdf, _)| Shown::Pdf(characters(pdf.bytes()))).map_err(|(_, why)| why),
        };
        let mut out = stdout.lock();
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// What somebody wants to look at.
#[derive(Debug, Serialize, Deserialize)]
pub enum Asked {
    /// The pages of a copy.
    Pages(Box<Planned>),
    /// A copy as the PDF that would be written.
    Pdf(Box<Job>),
}

/// What is shown.
#[derive(Debug, Serialize, Deserialize)]
pub enum Shown {
    /// Pages.
    Pages(Vec<Drawn>),
    /// A PDF: its bytes as characters.
    Pdf(String),
}

impl Shown {
    /// The bytes of a PDF.
    #[must_use]
    pub fn pdf(&self) -> Option<Vec<u8>> {
        match self {
            Self::Pages(_) => None,
            Self::Pdf(text) => Some(bytes(text)),
        }
    }
}

/// The folder of a document's template. Lists are of no kind of record: they have their own names.
fn folder_of(document: &str) -> &str {
    kinds::document(document).map_or(document, |d| d.folder)
}

/// The process that started this one; another once that has ended.
#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

/// Not told elsewhere than on Unix.
#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

fn lap(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// The worker's side: jobs from standard input, outcomes to standard output, until the pipe closes.
///
/// # Errors
/// When the pipe breaks.
pub fn serve(templates: Templates, conformance: Conformance) -> io::Result<()> {
    let mut bench = Bench::new(templates, conformance).map_err(io::Error::other)?;
    let stdout = io::stdout();
    for line in io::stdin().lock().lines() {
        let job: Job = serde_json::from_str(&line?).map_err(io::Error::other)?;
        let outcome = bench.make(job);
        let mut out = stdout.lock();
        serde_json::to_writer(&mut out, &outcome)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// How to start a worker: the program and its arguments.
#[derive(Debug, Clone)]
pub struct Start {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<std::ffi::OsString>,
}

/// The caller's side of one worker, started when first needed and again after a crash.
#[derive(Debug)]
pub struct Worker {
    start: Start,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Killing is certain where closing the pipe is polite: nothing is half-written either way.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Worker {
    /// A worker that is not started yet.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self { start, running: None }
    }

    /// Has one job done.
    pub fn run(&mut self, job: &Job) -> Outcome {
        match self.ask(job, PATIENCE) {
            Ok(outcome) => outcome,
            Err(why) => {
                self.running = None;
                Outcome::Failed("R904".to_owned(), why)
            }
        }
    }

    /// Has something shown; a worker that takes longer is ended, and another begun for the next.
    ///
    /// # Errors
    /// Why it is not shown.
    pub fn show(&mut self, asked: &Asked, patience: Duration) -> Result<Shown, String> {
        let answer: Result<Result<Shown, String>, String> = self.ask(asked, patience);
        if answer.is_err() {
            self.running = None;
        }
        answer?
    }

    fn ask<J: Serialize, O: serde::de::DeserializeOwned>(&mut self, job: &J, patience: Duration) -> Result<O, String> {
        let running = match &mut self.running {
            Some(running) => running,
            slot => slot.insert(spawn(&self.start).map_err(|e| format!("no worker could be started: {}", e.kind()))?),
        };
        let mut line = serde_json::to_vec(job).map_err(|_| "the job could not be written".to_owned())?;
        line.push(b'\n');
        let stopped = |_| "the process that typeset the document stopped".to_owned();
        running.stdin.write_all(&line).map_err(stopped)?;
        running.stdin.flush().map_err(stopped)?;
        let answer = running.answers.recv_timeout(patience).map_err(|e| match e {
            RecvTimeoutError::Timeout => format!("the document took longer than {} seconds", patience.as_secs()),
            RecvTimeoutError::Disconnected => "the process that typeset the document stopped".to_owned(),
        })?;
        serde_json::from_str(&answer).map_err(|_| "the worker's answer cannot be read".to_owned())
    }
}

fn spawn(start: &Start) -> io::Result<Running> {
    let mut command = Command::new(&start.program);
    command
        .args(&start.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // A crash report could quote the record.
        .stderr(Stdio::null());
    // What ends a run at the keyboard does not end the document in hand.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let (send, answers) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { break };
            if send.send(line).is_err() {
                break;
            }
        }
    });
    Ok(Running { child, stdin, answers })
}
