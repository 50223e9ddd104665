//! The schemas are made of the record's types, and say of every key what it is for.

use minutebook::kinds::KINDS;

use crate::support::{expect_file, root};

/// As it stands in the file: indented by one.
fn printed(schema: &serde_json::Value) -> String {
    let mut out = Vec::new();
    let indented = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut to = serde_json::Serializer::with_formatter(&mut out, indented);
    serde::Serialize::serialize(schema, &mut to).expect("it is written");
    String::from_utf8(out).expect("text") + "\n"
}

#[test]
fn each_is_what_the_types_say() {
    for kind in KINDS {
        expect_file(&root().join(format!("schemas/{}.schema.json", kind.key)), &printed(&(kind.made)()));
    }
}
