//! `new`: a record to be filled in, from scratch or drafted from a review record.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::{CommandError, End, packs, say};
use crate::check::shape::suggest;
use crate::check::{KINDS, KindInfo};
use crate::cli::New;
use crate::policy::{Packs, Policy};
use crate::read::{self, Node, Value};

pub(super) fn run(args: &New) -> Result<End, CommandError> {
    let Some(kind) = KINDS.iter().find(|k| k.key == args.kind) else {
        let known: Vec<&str> = KINDS.iter().map(|k| k.key).collect();
        return Err(CommandError::new(format!("`{}` is not a kind of record; {}", args.kind, suggest(&args.kind, &known, "kinds"))));
    };
    let mut packs = packs(&args.packs)?;
    let source = args.from.as_deref().map(read_source).transpose()?;
    let from_record = source.as_ref().and_then(|root| root.text_at("policy")).map(str::to_owned);
    let policy = args.policy.clone().or(from_record).unwrap_or_else(|| "statutory".to_owned());
    let names = packs.names();
    if !names.contains(&policy) {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(CommandError::new(format!("there is no policy pack `{policy}`; {}", suggest(&policy, &known, "packs"))));
    }
    let mut text = match &source {
        Some(root) => drafted(kind, root, &policy, &mut packs)?,
        None => kind.scaffold.replace("policy: statutory", &format!("policy: {policy}")),
    };
    if !args.with_schema {
        text = text.lines().skip_while(|l| l.starts_with("# yaml-language-server")).collect::<Vec<_>>().join("\n") + "\n";
    }
    let Some(file) = &args.file else {
        say(text.trim_end());
        return Ok(End::Well);
    };
    write(file, &text)?;
    if args.with_schema {
        let schema = file.with_file_name(format!("{}.schema.json", kind.key));
        // The same schema may be there from the record before.
        match crate::fs::write_new(&schema, kind.schema.as_bytes()) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(CommandError::new(format!("`{}` cannot be written: {}", schema.display(), e.kind()))),
        }
    }
    say(&format!("wrote {}; fill in what stands in [square brackets], then run `minutebook check {}`", file.display(), file.display()));
    Ok(End::Well)
}

fn write(file: &Path, text: &str) -> Result<(), CommandError> {
    crate::fs::write_new(file, text.as_bytes()).map_err(|e| {
        CommandError::new(match e.kind() {
            io::ErrorKind::AlreadyExists => format!("`{}` is there already, and is not replaced", file.display()),
            kind => format!("`{}` cannot be written: {kind}", file.display()),
        })
    })
}

fn read_source(path: &Path) -> Result<Node, CommandError> {
    let source = read::read(path.to_owned(), &mut Vec::new())
        .map_err(|_| CommandError::new(format!("`{}` cannot be read: `minutebook check` says why", path.display())))?;
    if source.root.text_at("kind") != Some("review") {
        return Err(CommandError::new(format!("`{}` is not a review record: a draft is made from one", path.display())));
    }
    Ok(source.root)
}

/// The scaffold with what the review record knows already.
fn drafted(kind: &KindInfo, review: &Node, policy: &str, packs: &mut Packs) -> Result<String, CommandError> {
    let pack = packs
        .get(policy)
        .map_err(|_| CommandError::new(format!("the policy pack `{policy}` has errors: `minutebook policy show {policy}`")))?;
    let child = review.get("child").map(|c| {
        let keys = ["reference", "name", "known_as", "pronouns", "date_of_birth"];
        keys.iter().filter_map(|key| Some(format!("  {key}: {}\n", scalar(c.text_at(key)?)))).collect::<String>()
    });
    let held = review.get("review").and_then(|r| r.text_at("date")).unwrap_or("[date of the review]");
    let mut out = String::new();
    // The scaffold's blocks, with those that the review knows put in their place.
    for block in blocks(kind.scaffold) {
        let key = block.split(':').next().unwrap_or_default();
        match key {
            "policy" => {
                let _ = writeln!(out, "policy: {policy}");
            }
            "child" => {
                let _ = write!(out, "child:\n{}\n", child.clone().unwrap_or_default());
            }
            "people" => out.push_str(&people(review)),
            "review" if kind.key == "alert" => {
                let _ = writeln!(out, "review: {held}");
            }
            "review" if kind.key == "progress-review" => {
                let next = review.get("next_review").and_then(|n| n.text_at("date")).map_or_else(String::new, |d| format!(", next: {d}"));
                let _ = write!(out, "review: {{ date: {held}{next} }}\n\n");
            }
            "previous_review" => {
                let _ = writeln!(out, "previous_review: {held}");
            }
            "decisions" if kind.key == "progress-review" => out.push_str(&decisions(review)),
            "grounds" | "starred" | "rating" if kind.key == "alert" => out.push_str(&because(key, review, &pack, block)),
            "stages" if kind.key == "alert" => out.push_str(&first_stage(&pack, review)),
            _ => out.push_str(block),
        }
    }
    Ok(out)
}

/// The blocks of a scaffold: from one key at the beginning of a line to the next.
fn blocks(scaffold: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = vec![0];
    let mut at = 0;
    for line in scaffold.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([scaffold.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| scaffold.get(*start..end)).collect()
}

/// The people whom the records between reviews need: workers and managers, not the whole family.
fn people(review: &Node) -> String {
    let mut out = "people:\n".to_owned();
    let Some(Value::Map(people)) = review.get("people").map(|n| &n.value) else { return out };
    let roles = ["independent_reviewing_officer", "social_worker", "team_manager", "service_manager", "head_of_service", "senior_manager"];
    for (key, person) in people.iter().filter(|(_, p)| p.text_at("role").is_some_and(|r| roles.contains(&r))) {
        let fields = ["name", "role", "title", "qualified", "team", "phone", "email"];
        let fields: Vec<String> = fields.iter().filter_map(|f| Some(format!("{f}: {}", scalar(person.text_at(f)?)))).collect();
        let _ = writeln!(out, "  {}: {{ {} }}", key.text, fields.join(", "));
    }
    out.push('\n');
    out
}

fn decisions(review: &Node) -> String {
    let mut out = "decisions:\n".to_owned();
    for (i, decision) in review.get("decisions").map(Node::items).into_iter().flatten().enumerate() {
        let what = scalar(decision.text_at("what").unwrap_or_default());
        let by = decision.text_at("by").map_or_else(String::new, |d| format!("\n    by: {d}"));
        let _ = writeln!(
            out,
            "  - number: {}\n    what: {what}\n    state: \"[done, on_track, not_on_track or superseded]\"\n    evidence: \"[what shows it]\"{by}",
            i + 1
        );
    }
    out.push('\n');
    out
}

/// What in the review calls for the alert: starred decisions, a rating, grounds that its ticks suggest.
fn because(key: &str, review: &Node, pack: &Policy, block: &str) -> String {
    match key {
        "starred" => {
            let decisions = review.get("decisions").map(Node::items).into_iter().flatten().enumerate();
            let starred: Vec<String> =
                decisions.filter(|(_, d)| d.text_at("starred").is_some()).map(|(i, _)| (i + 1).to_string()).collect();
            if starred.is_empty() { String::new() } else { format!("starred: [{}]\n", starred.join(", ")) }
        }
        "rating" => match review.get("rag").and_then(|r| r.text_at("rating")) {
            Some(rating) if rating != "green" => format!("rating: {rating}\n"),
            _ => String::new(),
        },
        _ => {
            let listed: Vec<String> = pack.grounds.iter().map(|g| format!("# {} {}", g.code, g.title)).collect();
            format!("# {}'s grounds:\n{}\n{block}", pack.title, listed.join("\n"))
        }
    }
}

/// The first stage of the pack's ladder, with its key.
fn first_stage(pack: &Policy, review: &Node) -> String {
    let ladder = &pack.ladder;
    let start = ladder.stages.iter().find(|s| !s.informal).or_else(|| ladder.stages.first());
    let Some(stage) = start else { return String::new() };
    let manager = match review.get("people").map(|n| &n.value) {
        Some(Value::Map(people)) => people.iter().find(|(_, p)| p.text_at("role") == Some("team_manager")).map(|(k, _)| k.text.clone()),
        _ => None,
    };
    let due = if stage.respond_within.is_none() { ", due: \"[date]\"" } else { "" };
    let keys: Vec<String> = ladder.stages.iter().map(|s| format!("{} ({})", s.stage, s.title)).collect();
    format!(
        "# stages of this pack: {}\nstages:\n  - {{ stage: {}, to: {}, raised: \"[date]\"{due} }}\n\n",
        keys.join(", "),
        stage.stage,
        manager.unwrap_or_else(|| "\"[key in people]\"".to_owned())
    )
}

/// A text as a YAML scalar that means just that text.
fn scalar(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’'))
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ');
    if plain { text.to_owned() } else { serde_json::Value::String(text.to_owned()).to_string() }
}
