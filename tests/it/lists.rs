//! Lists and folders kept in step: a file without its line, or a line without its file, is a fault.

use std::collections::BTreeSet;

use minutebook::kinds::DOCUMENTS;
use minutebook::kinds::RULES;
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
    for file in files("src/check/rules", &[".rs"]) {
        if file != "mod.rs" && file != "stages.rs" {
            assert!(own.contains(&file), "{file} has its line in the list");
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
fn codes_are_those_of_the_schema() {
    let text = std::fs::read_to_string(root().join("schemas/review.schema.json")).expect("the schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let tables: [(&str, &[codes::Code]); 9] = [
        ("/properties/child/properties/ethnicity", codes::ETHNICITY),
        ("/properties/child/properties/legal_status/properties/code", codes::LEGAL_STATUS),
        ("/properties/child/properties/placement/properties/type", codes::PLACEMENT),
        ("/properties/people/additionalProperties/properties/role", codes::ROLES),
        ("/properties/papers/items/properties/paper", codes::PAPERS),
        ("/properties/permanence/properties/plan", codes::PLAN),
        ("/properties/permanence/properties/route", codes::ROUTE),
        ("/properties/previous_decisions/items/properties/outcome", codes::OUTCOME),
        ("/properties/decisions/items/properties/starred", codes::STARRED),
    ];
    for (pointer, table) in tables {
        let values: Vec<&str> = schema
            .pointer(&format!("{pointer}/enum"))
            .and_then(|v| v.as_array())
            .unwrap_or_else(|| panic!("{pointer}"))
            .iter()
            .filter_map(|v| v.as_str())
            .collect();
        let keys: Vec<&str> = table.iter().map(|c| c.key).collect();
        assert_eq!(values, keys, "{pointer}");
    }
    let matters = schema.pointer("/properties/matters/properties").and_then(|v| v.as_object()).expect("matters");
    let mut packs = Packs::new(None).expect("built-in packs");
    let policy = packs.get("statutory").expect("the baseline");
    let in_schema: BTreeSet<&String> = matters.keys().collect();
    let in_pack: BTreeSet<&String> = policy.matters.keys().collect();
    assert_eq!(in_schema, in_pack);
}

#[test]
fn every_key_of_the_schemas_is_described() {
    fn walk(value: &serde_json::Value, at: &str) {
        if let Some(properties) = value.get("properties").and_then(|p| p.as_object()) {
            for (key, schema) in properties {
                let here = format!("{at}/{key}");
                assert!(schema.get("description").is_some_and(|d| d.as_str().is_some_and(|d| !d.is_empty())), "{here}");
                walk(schema, &here);
            }
        }
        for inner in ["items", "additionalProperties"] {
            if let Some(schema) = value.get(inner).filter(|v| v.is_object()) {
                walk(schema, at);
            }
        }
    }
    for name in ["review", "alert", "progress-review", "event", "conference", "recognition", "policy"] {
        let text = std::fs::read_to_string(root().join(format!("schemas/{name}.schema.json"))).expect("a schema");
        walk(&serde_json::from_str(&text).expect("JSON"), name);
    }
}
