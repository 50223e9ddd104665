//! `new`: a record to be filled in, from scratch or drafted from a review record.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::{CommandError, End, packs, say};
use crate::cli::New;
use crate::kinds::{self, KindOf};
use crate::policy::Policy;
use crate::read::{self, Node, Source, Value};
use crate::shape::suggest;

pub(super) fn run(args: &New) -> Result<End, CommandError> {
    let Some(kind) = kinds::find(&args.kind) else {
        return Err(CommandError::new(format!("`{}` is not a kind of record; {}", args.kind, suggest(&args.kind, kinds::keys(), "kinds"))));
    };
    let mut packs = packs(&args.packs)?;
    let source = args.from.as_deref().map(read_source).transpose()?;
    let from_record = source.as_ref().and_then(|s| s.root.text_at("policy")).map(str::to_owned);
    let policy = args.policy.clone().or(from_record).unwrap_or_else(|| "statutory".to_owned());
    let names = packs.names();
    if !names.contains(&policy) {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(CommandError::new(format!("there is no policy pack `{policy}`; {}", suggest(&policy, &known, "packs"))));
    }
    let pack = packs
        .get(&policy)
        .map_err(|_| CommandError::new(format!("the policy pack `{policy}` has errors: `minutebook policy show {policy}`")))?;
    if kind.key == "conference" && pack.conferences.initial.is_empty() && pack.conferences.review.is_empty() {
        let with: Vec<String> =
            names.iter().filter(|name| packs.get(name).is_ok_and(|p| !p.conferences.initial.is_empty())).cloned().collect();
        return Err(CommandError::new(format!(
            "the policy pack `{policy}` has no timeline for conferences; give --policy with one that has: {}",
            with.join(", ")
        )));
    }
    let mut text = match &source {
        Some(source) => drafted(kind, source, &policy, &pack),
        None => kind.scaffold.replace("policy: statutory", &format!("policy: {policy}")),
    };
    text.push_str(&codes(kind, &pack));
    if !args.with_schema {
        text = text.lines().skip_while(|l| l.starts_with("# yaml-language-server")).collect::<Vec<_>>().join("\n") + "\n";
    }
    let Some(file) = &args.file else {
        say(text.trim_end());
        return Ok(End::Well);
    };
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        crate::fs::create_dir(folder)
            .map_err(|e| CommandError::new(format!("the folder `{}` cannot be made: {}", folder.display(), e.kind())))?;
    }
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

fn read_source(path: &Path) -> Result<Source, CommandError> {
    if !path.is_file() {
        return Err(CommandError::new(format!("there is no file `{}`", path.display())));
    }
    let source = read::read(path.to_owned(), &mut Vec::new())
        .map_err(|_| CommandError::new(format!("`{}` cannot be read: `minutebook check` says why", path.display())))?;
    if source.root.text_at("kind") != Some("review") {
        return Err(CommandError::new(format!("`{}` is not a review record: a draft is made from one", path.display())));
    }
    Ok(source)
}

/// The scaffold with what the review record knows already.
fn drafted(kind: &KindOf, source: &Source, policy: &str, pack: &Policy) -> String {
    let review = &source.root;
    let next_review = kind.key == "review";
    let child = review.get("child").map(|c| {
        let keys = ["reference", "name", "known_as", "pronouns", "date_of_birth"];
        keys.iter().filter_map(|key| Some(format!("  {key}: {}\n", scalar(c.text_at(key)?)))).collect::<String>()
    });
    let held = review.get("review").and_then(|r| r.text_at("date")).unwrap_or("[date of the review]");
    let planned = review.get("next_review").and_then(|n| n.text_at("date"));
    // Of the next review, what was written about child, people and copies goes on as it was written.
    let verbatim = |key: &str| blocks(&source.text).into_iter().find(|b| b.split(':').next() == Some(key)).unwrap_or_default().to_owned();
    let mut out = String::new();
    for block in blocks(kind.scaffold) {
        let key = block.split(':').next().unwrap_or_default();
        match key {
            "policy" => {
                let _ = writeln!(out, "policy: {policy}");
            }
            "child" | "people" | "distribution" if next_review => {
                let _ = write!(out, "{}\n\n", verbatim(key).trim_end());
            }
            "review" if next_review => out.push_str(&following(review, held, planned)),
            "attendance" if next_review => out.push_str(&attendance(review)),
            "views" | "messages" if next_review => {}
            "previous_decisions" if next_review => {}
            "child" => {
                let _ = write!(out, "child:\n{}\n", child.clone().unwrap_or_default());
            }
            "people" => out.push_str(&people(review)),
            "chair" => out.push_str("chair: iro\n"),
            "review" if kind.key == "alert" || kind.key == "recognition" => {
                let _ = writeln!(out, "review: {held}");
            }
            "review" if kind.key == "progress-review" => {
                let next = planned.map_or_else(String::new, |d| format!(", next: {d}"));
                let _ = write!(out, "review: {{ date: {held}{next} }}\n\n");
            }
            "previous_review" => {
                let _ = writeln!(out, "previous_review: {held}");
            }
            "next_review" if !next_review => {
                let _ = writeln!(out, "next_review: {}", planned.unwrap_or("\"[date planned for the next]\""));
            }
            "decisions" if kind.key == "progress-review" => out.push_str(&decisions(review)),
            "grounds" | "starred" | "rating" if kind.key == "alert" => out.push_str(&because(key, review, pack, block)),
            "stages" if kind.key == "alert" => out.push_str(&first_stage(pack, review)),
            _ => out.push_str(block),
        }
    }
    out
}

/// The review after one: its type, the date planned for it, and every decision of the last one to be accounted for.
fn following(review: &Node, held: &str, planned: Option<&str>) -> String {
    let last = review.get("review");
    let kind = match last.and_then(|r| r.text_at("type")) {
        Some("first") => "second",
        Some("adoption_first") => "adoption_second",
        Some("adoption_second" | "adoption_later") => "adoption_later",
        _ => "later",
    };
    let number = last.and_then(|r| r.text_at("number")).and_then(|n| n.parse::<u32>().ok());
    let number = number.map_or_else(String::new, |n| format!("  number: {}\n", n + 1));
    let date = planned.unwrap_or("\"[date]\"");
    let mut out = format!(
        "review:\n  type: {kind}\n{number}  date: {date}\n  previous_review: {held}\n  venue: \"[where]\"\n  chaired_by: [iro]\n\n"
    );
    out.push_str("previous_decisions:          # what became of each decision of the last review\n");
    for (i, decision) in review.get("decisions").map(Node::items).into_iter().flatten().enumerate() {
        let what = scalar(decision.text_at("what").unwrap_or_default());
        let _ = writeln!(
            out,
            "  - number: {}\n    what: {what}\n    outcome: \"[done, partly_done, not_done or superseded]\"\n    why: \"[why it is not done, or take this line out]\"",
            i + 1
        );
    }
    out.push('\n');
    out
}

/// Everybody who was accounted for at the last review, to be accounted for again.
fn attendance(review: &Node) -> String {
    let mut out = "attendance:\n".to_owned();
    for entry in review.get("attendance").map(Node::items).into_iter().flatten() {
        if let Some(person) = entry.text_at("person") {
            let _ = writeln!(out, "  - {{ person: {person}, how: \"[attended, consulted, apologies, absent, …]\" }}");
        }
    }
    out.push('\n');
    out
}

/// The pack's own codes for this kind of record, as comments at the end.
fn codes(kind: &KindOf, pack: &Policy) -> String {
    let mut out = String::new();
    let mut list = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(out, "\n# {title} of this pack:");
            for line in lines {
                let _ = writeln!(out, "#   {line}");
            }
        }
    };
    let changes = || pack.changes.iter().map(|c| format!("{} – {}", c.change, c.title)).collect::<Vec<_>>();
    let practice = || pack.rag.recognition.characteristics.iter().map(|c| format!("{} – {}", c.key, c.title)).collect::<Vec<_>>();
    match kind.key {
        "review" => {
            list(
                "Steps before a review, for `preparation:`,",
                pack.before.iter().map(|(key, s)| format!("{key}: date – {}", s.title)).collect(),
            );
            for (name, rating) in &pack.rag.ratings {
                let indicators = rating.indicators.iter().map(|i| format!("{} – {}", i.key, i.title));
                let actions = rating.actions.iter().map(|a| format!("action {} – {}", a.key, a.title));
                list(&format!("Indicators and actions for `rag:` with `rating: {name}`,"), indicators.chain(actions).collect());
            }
            list("Codes for `changes:`,", changes());
        }
        "event" | "progress-review" => list("Codes of changes", changes()),
        "recognition" => list("Kinds of good practice", practice()),
        "alert" => list("Kinds of good practice, for `type: good_practice`,", practice()),
        "conference" => {
            for name in ["initial", "review"] {
                let steps = pack.conferences.steps(name).iter().map(|s| format!("{}: date – {}", s.step, s.title)).collect();
                list(&format!("Steps of the {name} conference"), steps);
            }
        }
        _ => {}
    }
    out
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
