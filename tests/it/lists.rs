//! Lists and folders kept in step: a file without its line, or a line without its file, is a fault.

use std::collections::BTreeSet;

use minutebook::kinds::{DOCUMENTS, KINDS, RULES};
use minutebook::policy::Packs;
use minutebook::record::codes;

use crate::support::root;

fn files(folder: &str, endings: &[&str]) -> BTreeSet<String> {
    walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .map(|e| e.expect("an entry"))
        .filter(|e| e.file_type().is_file())
        .map(|e| e.path().strip_prefix(root().join(folder)).expect("inside").to_string_lossy().into_owned())
        .filter(|n| endings.iter().any(|end| n.ends_with(end)))
        .collect()
}

#[test]
fn templates() {
    let listed: BTreeSet<String> = minutebook::compose::BUILT_IN.iter().map(|(n, _)| (*n).to_owned()).collect();
    assert_eq!(files("templates", &[".j2", ".typ"]), listed);
    for document in DOCUMENTS.iter() {
        assert!(listed.contains(&format!("{}/main.typ.j2", document.folder)), "{}", document.key);
    }
}

#[test]
fn policies_load_and_are_listed() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let listed: BTreeSet<String> = packs.names().into_iter().map(|n| n + ".yaml").collect();
    assert_eq!(files("policies", &[".yaml"]), listed);
    for name in packs.names() {
        let policy = packs.get(&name).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(policy.name, name);
        for document in DOCUMENTS.iter() {
            assert!(!policy.document_title(document.key).is_empty(), "{name} names {}", document.key);
        }
    }
}

#[test]
fn rules_have_files_docs_and_codes_in_order() {
    let own: BTreeSet<String> = RULES.iter().filter(|r| !r.explanation().is_empty()).map(|r| format!("{}.rs", r.name)).collect();
    for file in files("src/check/rules", &[".rs"]).union(&files("src/annual/rules", &[".rs"])) {
        if file != "mod.rs" && file != "stages.rs" {
            assert!(own.contains(file), "{file} has its line in the list");
        }
    }
    let codes: Vec<&str> = RULES.iter().map(|r| r.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "codes are in order and each is used once");
    for rule in RULES.iter() {
        assert!(rule.summary().len() > 15, "{} is explained", rule.code);
    }
}

#[test]
fn requirements_are_in_step_with_the_rules() {
    let text = std::fs::read_to_string(root().join("schemas/REQUIREMENTS.md")).expect("the list of requirements");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|l| l.starts_with("| ") && !l.starts_with("| clause") && !l.starts_with("| ---"))
        .map(|l| l.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 50, "{} clauses", rows.len());
    let mut named = BTreeSet::new();
    for row in &rows {
        assert_eq!(row.len(), 4, "clause, source, rule, status: {row:?}");
        let status = row[3];
        assert!(["enforced", "warned", "caller's duty", "not yet"].contains(&status), "{row:?}");
        for code in row[2].split(", ").filter(|c| c.starts_with('R')) {
            let rule = minutebook::kinds::rule(code).unwrap_or_else(|| panic!("{code} is a rule"));
            named.insert(rule.code);
        }
        let has_rule = row[2].starts_with('R');
        assert_eq!(has_rule, matches!(status, "enforced" | "warned"), "{row:?}");
    }
    for rule in RULES.iter() {
        let content = ["R2", "R3", "R5", "R6", "R7", "R8"].iter().any(|group| rule.code.starts_with(group));
        assert!(!content || named.contains(rule.code), "{} {} stands in the list", rule.code, rule.name);
    }
}

#[test]
fn matters_are_those_of_the_pack() {
    let mut packs = Packs::new(None).expect("built-in packs");
    let policy = packs.get("statutory").expect("the baseline");
    let known: BTreeSet<&str> = codes::MATTERS.iter().map(|c| c.key).collect();
    let in_pack: BTreeSet<&str> = policy.matters.keys().map(String::as_str).collect();
    assert_eq!(known, in_pack);
}

#[test]
fn kinds_have_files() {
    let listed: BTreeSet<String> = KINDS.iter().map(|k| format!("{}.rs", k.key.replace('-', "_"))).collect();
    let mut there = files("src/kinds", &[".rs"]);
    for shared in ["mod.rs", "draft.rs"] {
        assert!(there.remove(shared), "{shared}");
    }
    assert_eq!(there, listed);
    let schemas: BTreeSet<String> = KINDS.iter().map(|k| k.key).chain(["policy"]).map(|key| format!("{key}.schema.json")).collect();
    assert_eq!(files("schemas", &[".json"]), schemas);
}

#[test]
fn the_style_guide_lists_every_group_of_codes() {
    let text = std::fs::read_to_string(root().join("STYLE.md")).expect("the style guide");
    let groups: BTreeSet<&str> = RULES.iter().map(|r| &r.code[..2]).collect();
    for group in groups {
        assert!(text.contains(&format!("{group} ")), "{group} is said in STYLE.md");
    }
}

#[test]
fn no_authority_is_named_in_code() {
    let packs = Packs::new(None).expect("built-in packs").names();
    for file in files("src", &[".rs"]) {
        let text = std::fs::read_to_string(root().join("src").join(&file)).expect("a source").to_lowercase();
        for pack in packs.iter().filter(|pack| *pack != "statutory") {
            let named = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == pack);
            assert!(!named, "src/{file} names {pack}: it belongs into policies/");
        }
    }
}
