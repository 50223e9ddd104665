//! The schemas are made of the record's types, and say of every key what it is for.

use minutebook::kinds::KINDS;

use crate::support::{expect_file, root};

#[test]
fn each_is_what_the_types_say() {
    for kind in KINDS {
        expect_file(&root().join(format!("schemas/{}.schema.json", kind.key)), &kind.schema());
    }
    let policy = serde_json::to_string_pretty(&minutebook::policy::schema()).expect("JSON");
    expect_file(&root().join("schemas/policy.schema.json"), &(policy + "\n"));
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
    let mut seen = 0;
    for file in std::fs::read_dir(root().join("schemas")).expect("the schemas").map(|e| e.expect("an entry").path()) {
        if file.extension().is_some_and(|e| e == "json") {
            let text = std::fs::read_to_string(&file).expect("a schema");
            walk(&serde_json::from_str(&text).expect("JSON"), &file.file_name().expect("a name").to_string_lossy());
            seen += 1;
        }
    }
    assert_eq!(seen, KINDS.len() + 1, "one a kind, and that of packs");
}
