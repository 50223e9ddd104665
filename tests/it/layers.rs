//! Layers point one way. ARCHITECTURE.md lists them, the lowest first; a layer is a file or folder of `src/`, and the longest name
//! that fits a file says which one it is in. What a file imports must stand in its own layer or in one above it in the list, so that no
//! circle can close between two of them.

use std::collections::BTreeMap;

use crate::support::root;

/// The layers, as ARCHITECTURE.md lists them.
fn layers() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the architecture");
    let block = text.split("```layers").nth(1).and_then(|t| t.split("```").next()).expect("a block of layers");
    block.split_whitespace().map(str::to_owned).collect()
}

/// The modules that a source names: `use` and paths in the text, without what comments say. Each as its parts from the crate's root.
fn imports(text: &str, module: &[String]) -> Vec<Vec<String>> {
    let code: String = text.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let mut base: Vec<String> = if start == "crate::" { Vec::new() } else { module.to_vec() };
            let mut rest = &code[at..];
            if start == "crate::" {
                rest = &rest["crate::".len()..];
            }
            while let Some(up) = rest.strip_prefix("super::") {
                base.pop();
                rest = up;
            }
            branch(rest, &base, &mut out);
        }
    }
    out
}

/// A path, or several in braces, below a base.
fn branch(text: &str, base: &[String], out: &mut Vec<Vec<String>>) {
    if let Some(inner) = text.strip_prefix('{') {
        let mut depth = 0;
        let mut from = 0;
        for (i, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                ',' if depth == 0 => {
                    branch(inner[from..i].trim(), base, out);
                    from = i + 1;
                }
                '}' if depth == 0 => {
                    branch(inner[from..i].trim(), base, out);
                    return;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return;
    }
    let mut path = base.to_vec();
    path.push(name.clone());
    out.push(path.clone());
    if let Some(below) = text[name.len()..].strip_prefix("::") {
        branch(below, &path, out);
    }
}

/// The layer that a module path lies in.
fn layer_of(layers: &[String], path: &[String]) -> Option<usize> {
    (1..=path.len()).rev().find_map(|n| layers.iter().position(|layer| *layer == path[..n].join("/")))
}

#[test]
fn they_point_one_way() {
    let layers = layers();
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = vec![0; layers.len()];
    for entry in walkdir::WalkDir::new(root().join("src")).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let relative = entry.path().strip_prefix(root().join("src")).expect("inside").with_extension("");
        let mut module: Vec<String> = relative.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|m| m == "mod") {
            module.pop();
        }
        if module.len() == 1 && matches!(module[0].as_str(), "main" | "lib") {
            continue;
        }
        let file = relative.display().to_string();
        let own = layer_of(&layers, &module).unwrap_or_else(|| panic!("{file} is in no layer of ARCHITECTURE.md"));
        seen[own] += 1;
        let text = std::fs::read_to_string(entry.path()).expect("a source");
        for import in imports(&text, &module) {
            if let Some(other) = layer_of(&layers, &import)
                && other > own
            {
                wrong.entry(file.clone()).or_default().push(import.join("::"));
            }
        }
    }
    assert!(wrong.is_empty(), "these point up: {wrong:#?}");
    for (layer, files) in layers.iter().zip(seen) {
        assert!(files > 0, "{layer} is listed and is not there");
    }
}

#[test]
fn every_way_of_writing_an_import_is_seen() {
    let module: Vec<String> = ["annual", "forms", "html"].map(str::to_owned).into();
    let said = |text: &str| imports(text, &module).iter().map(|p| p.join("::")).collect::<Vec<_>>();
    assert_eq!(said("use crate::a::{self, b::C, d};"), ["a", "a::self", "a::b", "a::b::C", "a::d"]);
    assert_eq!(said("use crate::{\n    a,\n    b::{C, D},\n};"), ["a", "b", "b::C", "b::D"]);
    assert_eq!(said("let x = crate::words::day(d); // crate::no::comment"), ["words", "words::day"]);
    assert_eq!(said("use super::super::table::Table;"), ["annual::table", "annual::table::Table"]);
}
