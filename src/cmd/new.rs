//! `new`: a record to be filled in, from scratch or drafted from a review record.

use std::io;
use std::path::Path;

use super::{CommandError, End, packs, say};
use crate::cli::New;
use crate::diagnostic::{quoted, shown};
use crate::kinds;
use crate::kinds::draft::From;
use crate::read::Source;
use crate::shape::suggest;
use crate::spelling;

pub(super) fn run(args: &New) -> Result<End, CommandError> {
    if args.kind == "policy" {
        return pack(args);
    }
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
    if !kind.is_in(&pack) {
        let with: Vec<String> = names.iter().filter(|name| packs.get(name).is_ok_and(|p| kind.is_in(&p))).cloned().collect();
        return Err(CommandError::new(format!(
            "the policy pack `{policy}` has nothing for {}; give --policy with one that has: {}",
            kind.about,
            with.join(", ")
        )));
    }
    let from = source.as_ref().map(|source| From { review: &source.root, text: &source.text, pack: &pack });
    let mut text = kind.begin(&pack, from.as_ref()).map_err(CommandError::new)?;
    if !args.with_schema {
        text = text.lines().skip_while(|l| l.starts_with("# yaml-language-server")).collect::<Vec<_>>().join("\n") + "\n";
    }
    let Some(file) = &args.file else {
        say(text.trim_end());
        return Ok(End::Well);
    };
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        crate::fs::create_dir(folder)
            .map_err(|e| CommandError::new(format!("the folder `{}` cannot be made: {}", shown(folder), e.kind())))?;
    }
    write(file, &text)?;
    if args.with_schema {
        let schema = file.with_file_name(format!("{}.schema.json", kind.key));
        // The same schema may be there from the record before.
        match crate::fs::write_new(&schema, kind.schema_for_editors().as_bytes()) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(CommandError::new(format!("`{}` cannot be written: {}", shown(&schema), e.kind()))),
        }
    }
    say(&format!("wrote {}; fill in what stands in [square brackets], then run `minutebook check {}`", shown(file), quoted(file)));
    Ok(End::Well)
}

/// A pack of one's own, over another, with comments: everything in it can be taken out but its name and title.
fn pack(args: &New) -> Result<End, CommandError> {
    let mut packs = packs(&args.packs)?;
    let beneath = args.policy.clone().unwrap_or_else(|| "statutory".to_owned());
    if packs.get(&beneath).is_err() {
        let known = packs.names();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        return Err(CommandError::new(format!("there is no policy pack `{beneath}`; {}", suggest(&beneath, &known, "packs"))));
    }
    let stem = args.file.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().to_lowercase());
    let name: String = stem.unwrap_or_else(|| "our".to_owned()).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let text = include_str!("../../templates/scaffold/policy.yaml").replace("<name>", &name).replace("<beneath>", &beneath);
    let Some(file) = &args.file else {
        say(text.trim_end());
        return Ok(End::Well);
    };
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        crate::fs::create_dir(folder)
            .map_err(|e| CommandError::new(format!("the folder `{}` cannot be made: {}", shown(folder), e.kind())))?;
    }
    write(file, &text)?;
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    say(&format!(
        "wrote {}; take the `#` from the lines that you need, then run `minutebook policy test {name} --policies {}`",
        shown(file),
        quoted(folder)
    ));
    Ok(End::Well)
}

fn write(file: &Path, text: &str) -> Result<(), CommandError> {
    crate::fs::write_new(file, text.as_bytes()).map_err(|e| {
        CommandError::new(match e.kind() {
            io::ErrorKind::AlreadyExists => format!("`{}` is there already, and is not replaced", shown(file)),
            kind => format!("`{}` cannot be written: {kind}", shown(file)),
        })
    })
}

fn read_source(path: &Path) -> Result<Source, CommandError> {
    if !path.is_file() {
        return Err(CommandError::new(format!("there is no file `{}`", shown(path))));
    }
    let source = spelling::read(path.to_owned(), kinds::fields, &mut Vec::new())
        .map_err(|_| CommandError::new(format!("`{}` cannot be read: `minutebook check` says why", shown(path))))?;
    if source.root.text_at("kind") != Some("review") {
        return Err(CommandError::new(format!("`{}` is not a review record: a draft is made from one", shown(path))));
    }
    Ok(source)
}
