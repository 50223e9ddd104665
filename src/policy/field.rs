//! What a field of a pack can hold, as types without values: from them and the types' own documentation the schema is made.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::record::codes::{self, Code};
use crate::record::field::{Keyed, holds, one_of};

holds! {
    /// Words as printed.
    Words = json_schema!({ "type": "string", "minLength": 1, "maxLength": 2000, "pattern": "\\S" })
}
holds! {
    /// The clause that a line comes from: `section 3.2`, which is cited with the pack's title, or a regulation.
    Clause = json_schema!({ "type": "string", "minLength": 1, "maxLength": 500, "pattern": "\\S", "description": "The clause it comes from." })
}
holds! {
    /// An abbreviation, or nothing.
    Abbreviation = json_schema!({ "type": "string", "maxLength": 40 })
}
holds! {
    /// A colour.
    Colour = json_schema!({ "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" })
}
holds! {
    /// A key, as records write it.
    Key = json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_]*$", "maxLength": 60 })
}
holds! {
    /// How long.
    Limited = json_schema!({ "type": "string", "x-form": "limit", "pattern": "^-?[0-9]{1,4}(wd|h|d|w|m)$", "description": "A limit." })
}
holds! {
    /// When something is needed.
    When = json_schema!({ "type": "string", "x-form": "case", "pattern": super::case::PATTERN, "description": "When it is needed." })
}
holds! {
    /// How many days.
    Days = json_schema!({ "type": "integer", "minimum": 0, "maximum": 9999 })
}
holds! {
    /// What a review's limit counts from.
    ReviewEvent = one_of(codes::REVIEW_EVENTS)
}
holds! {
    /// At which reviews.
    Which = json_schema!({ "enum": ["all", "first", "later"] })
}
holds! {
    /// What a mid-point check must hold.
    Standard = one_of(codes::STANDARDS)
}
holds! {
    /// A fact of the record.
    Fact = one_of(codes::FACTS)
}
holds! {
    /// Whether an alert is raised or only considered.
    AlertIs = json_schema!({ "enum": ["raise", "consider"] })
}
holds! {
    /// What a conference's step counts from.
    ConferenceEvent = json_schema!({ "enum": ["strategy_discussion", "conference"] })
}

holds! {
    /// A kind of record that an example can be of.
    Kind = json_schema!({ "enum": ["review", "alert", "progress-review", "event", "conference"] })
}
holds! {
    /// Parts of a record.
    Given = json_schema!({ "type": "object", "additionalProperties": {} })
}
holds! {
    /// The code of a rule.
    RuleCode = json_schema!({ "type": "string", "pattern": "^R[0-9]{3}$" })
}

/// A map with one entry for each key of a table.
fn each<V: JsonSchema>(table: &[Code], generator: &mut SchemaGenerator) -> Schema {
    let of = |code: &Code, generator: &mut SchemaGenerator| {
        let mut schema = generator.subschema_for::<V>();
        schema.insert("description".to_owned(), format!("{}.", code.label).into());
        (code.key.to_owned(), schema.to_value())
    };
    let properties: serde_json::Map<String, serde_json::Value> = table.iter().map(|code| of(code, generator)).collect();
    json_schema!({ "type": "object", "properties": properties })
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $table:expr => $value:ty;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                each::<$value>($table, generator)
            }
        }
    )* };
}

tables! {
    /// The authority's words.
    Vocabulary = codes::VOCABULARY => super::Words;
    /// Titles of documents.
    Titles = codes::DOCUMENTS => Words;
    /// Whose rule each required part of a record is.
    Required = codes::REQUIRED => Words;
    /// The ratings.
    Ratings = codes::RATING => super::Rating;
}

/// Entries by a key of the pack's own.
pub type Own<V> = Keyed<Key, V>;
