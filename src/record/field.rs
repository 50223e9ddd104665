//! What a field of a record can hold, as a type without values: the record's types name one with `#[schemars(with = "…")]` where the
//! Rust type says less than the schema does. From them and the types' own documentation come the schemas in `schemas/`, and from those
//! what is searched, withheld and asked for ([`describe`](super::describe)). No value of these types is ever made.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::codes::{self, Code};

/// A schema without a name of its own: it stands where it is used.
macro_rules! holds {
    ($(#[$doc:meta])* $name:ident $(<$($g:ident: $t:ty),*>)? = $schema:expr) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name $(<$(const $g: $t),*>)?;
        impl $(<$(const $g: $t),*>)? JsonSchema for $name $(<$($g),*>)? {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}
pub(crate) use holds;

holds! {
    /// Words that somebody writes freely, up to so many characters.
    Text<MAX: u32> = json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX, "pattern": "\\S", "x-holds": "text" })
}
holds! {
    /// A line of an address.
    Line<MAX: u32> = json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX, "pattern": "\\S", "x-form": "lines", "x-holds": "text" })
}
holds! {
    /// Paragraphs, with the Markdown that a record may hold.
    Markdown = json_schema!({ "type": "string", "minLength": 1, "maxLength": 60_000, "pattern": "\\S", "x-holds": "text", "$comment": "markdown" })
}
holds! {
    /// Words of a report in which a figure can stand, as `{{ timeliness.percent }}`.
    Figured<MAX: u32> = json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX, "pattern": "\\S", "x-holds": "text", "x-figures": true })
}
holds! {
    /// The same in paragraphs.
    Narrative = json_schema!({ "type": "string", "minLength": 1, "maxLength": 60_000, "pattern": "\\S", "x-holds": "text", "x-figures": true, "$comment": "markdown" })
}
holds! {
    /// A figure, in whatever unit.
    Amount = json_schema!({ "type": "number", "minimum": 0, "maximum": 1_000_000 })
}
holds! {
    /// Somebody's name.
    Name<MAX: u32> = json_schema!({ "type": "string", "x-form": "plain", "minLength": 1, "maxLength": MAX, "pattern": "\\S", "x-holds": "name" })
}
holds! {
    /// Phone numbers, as written.
    Phone = json_schema!({ "type": "string", "x-form": "plain", "minLength": 1, "maxLength": 40, "pattern": "\\S", "x-holds": "text" })
}
holds! {
    /// An e-mail address.
    Email = json_schema!({ "type": "string", "x-form": "plain", "maxLength": 200, "pattern": r"^[^@\s]+@[^@\s]+$", "x-holds": "text" })
}
holds! {
    /// A postcode.
    Postcode = json_schema!({ "type": "string", "x-form": "plain", "pattern": "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$", "x-holds": "text" })
}
holds! {
    /// A file or folder beside the record.
    Filename = json_schema!({ "type": "string", "minLength": 1, "maxLength": 400, "pattern": "\\S" })
}
holds! {
    /// A child's reference in the case system: it becomes a folder's name, so not one that Windows keeps for its devices.
    Reference = json_schema!({ "type": "string", "x-form": "plain", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$",
        "not": { "type": "string", "pattern": "^([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])$" } })
}
holds! {
    /// The key of somebody in `people`.
    PersonKey = json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 40, "x-refers": "people", "description": "Key in `people`." })
}
holds! {
    /// A key of the pack: a ground, a stage, an indicator.
    PackKey = json_schema!({ "type": "string", "x-form": "key", "pattern": "^[a-z0-9][a-z0-9_]*$", "maxLength": 60 })
}
holds! {
    /// The key of a table or category of figures.
    FigureKey = json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_.+-]*$" })
}
holds! {
    /// A step before a review or conference, by its key in the pack.
    StepKey = json_schema!({ "type": "string", "x-form": "key", "pattern": "^[a-z][a-z0-9_]*$" })
}
holds! {
    /// The key that a person is given: any but that of the child. It stands in file names, so it is searched as a text is.
    OwnKey = json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 40, "not": { "const": super::CHILD }, "x-holds": "text" })
}
holds! {
    /// The name of a policy pack.
    PackName = json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 40 })
}
holds! {
    /// A time of day, 24 hours.
    Time = json_schema!({ "type": "string", "x-form": "time", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
}
holds! {
    /// A whole number between two, both included.
    Whole<MIN: u32, MAX: u32> = json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
}
holds! {
    /// One person's key, or a list of them.
    OneOrMore = json_schema!({ "oneOf": [
        { "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 40, "x-refers": "people", "description": "Key." },
        { "type": "array", "minItems": 1, "description": "Keys.", "items": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 40, "x-refers": "people", "description": "Key." } },
    ] })
}
holds! {
    /// A tick, or whose responsibility it is.
    Ticked = json_schema!({ "anyOf": [
        { "type": "boolean" },
        { "type": "string", "x-form": "key", "pattern": "^[a-z0-9][a-z0-9_]*$", "maxLength": 60, "description": "Whose responsibility." },
    ] })
}
holds! {
    /// A cell of a table typed in.
    Cell = json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string", "maxLength": 300, "x-holds": "text" }, { "type": "null" }] })
}

/// A map whose keys have a form of their own.
#[derive(Debug)]
pub struct Keyed<K, V>(PhantomData<(K, V)>);

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Keyed<K, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Keyed".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut names = generator.subschema_for::<K>();
        names.remove("type");
        json_schema!({ "type": "object", "propertyNames": names, "additionalProperties": generator.subschema_for::<V>() })
    }
}

/// A map that may hold one value for each key of a table, and no others.
fn each<V: JsonSchema>(table: &[Code], how: &str, generator: &mut SchemaGenerator) -> serde_json::Map<String, serde_json::Value> {
    let of = |code: &Code, generator: &mut SchemaGenerator| {
        let mut schema = generator.subschema_for::<V>();
        schema.insert("description".to_owned(), format!("{}.{how}", code.label).into());
        (code.key.to_owned(), schema.to_value())
    };
    table.iter().map(|code| of(code, generator)).collect()
}

macro_rules! maps {
    ($($(#[$doc:meta])* $name:ident = $table:ident: $value:ty, $how:literal, $more:expr;)*) => { $(
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
                let mut properties = each::<$value>(codes::$table, $how, generator);
                let rest = $more(&mut properties, generator);
                let mut schema = json_schema!({ "type": "object", "properties": properties });
                if let Some((names, rest)) = rest {
                    schema.insert("propertyNames".to_owned(), names);
                    schema.insert("additionalProperties".to_owned(), rest);
                }
                schema
            }
        }
    )* };
}

maps! {
    /// The matters that a review considers, each with what withholds it.
    Matters = MATTERS: super::Matter, " What was said (`text`), or why not (`not_discussed`).", of_matters;
    /// What else a report to a committee says of itself.
    Implications = IMPLICATIONS: Narrative, "", no_others;
    /// People by the census's groups of ethnicity.
    EthnicGroups = ETHNIC_GROUP: Whole<0, 1_000_000>, "", no_others;
    /// Children who left care, by the reason.
    LeavingCare = LEAVING_CARE: Whole<0, 1_000_000>, "", no_others;
    /// Challenges by what they achieved.
    Achieved = ACHIEVED: Whole<0, 1_000_000>, "", no_others;
    /// People by sex.
    Sexes = SEX: Whole<0, 1_000_000>, "", no_others;
}

/// What other entries are called, and what they hold.
type Others = Option<(serde_json::Value, serde_json::Value)>;

fn no_others(_: &mut serde_json::Map<String, serde_json::Value>, _: &mut SchemaGenerator) -> Others {
    None
}

/// The matters of the table are withheld with what they are about; a matter of the pack's own is a matter like them.
fn of_matters(properties: &mut serde_json::Map<String, serde_json::Value>, generator: &mut SchemaGenerator) -> Others {
    for (key, schema) in properties.iter_mut().filter_map(|(key, s)| Some((key, s.as_object_mut()?))) {
        schema.insert("minProperties".to_owned(), 1.into());
        if let Some(part) = super::Withhold::of_matter(key) {
            schema.insert("x-part".to_owned(), serde_json::to_value(part).unwrap_or_default());
        }
    }
    let mut own = generator.subschema_for::<super::Matter>();
    own.insert("description".to_owned(), "A matter of the pack's own. What was said (`text`), or why not (`not_discussed`).".into());
    own.insert("minProperties".to_owned(), 1.into());
    Some((serde_json::json!({ "type": "string", "x-form": "key", "pattern": "^[a-z0-9][a-z0-9_]*$", "maxLength": 60 }), own.to_value()))
}

/// One of the keys of a table, with their words.
pub(crate) fn one_of(table: &[Code]) -> Schema {
    let keys: Vec<&str> = table.iter().map(|c| c.key).collect();
    let words: Vec<&str> = table.iter().map(|c| c.label).collect();
    json_schema!({ "enum": keys, "x-words": words })
}

/// One of the keys of a table, with their words, or a key of the pack's own: which there are, a rule says (R241).
fn open(table: &[Code]) -> Schema {
    let keys: Vec<&str> = table.iter().map(|c| c.key).collect();
    let words: Vec<&str> = table.iter().map(|c| c.label).collect();
    json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_]*$", "maxLength": 60, "x-keys": keys, "x-words": words })
}

holds! {
    /// Place in the cycle of reviews.
    Cycle = open(codes::CYCLE)
}
holds! {
    /// A paper.
    PaperKind = open(codes::PAPERS)
}
holds! {
    /// A significant change.
    ChangeCode = open(codes::CHANGES)
}
holds! {
    /// Category of a starred decision.
    Starred = open(codes::STARRED)
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident = $table:ident;)*) => { $(holds! { $(#[$doc])* $name = one_of(codes::$table) })* };
}

choices! {
    /// Pronouns.
    Pronouns = PRONOUNS;
    /// Ethnicity.
    Ethnicity = ETHNICITY;
    /// Legal status.
    Legal = LEGAL_STATUS;
    /// Kind of placement.
    PlacementKind = PLACEMENT;
    /// Role.
    Role = ROLES;
    /// How a review is held.
    Held = HELD;
    /// What somebody is asked to do for a review.
    AskedTo = ASKED_TO;
    /// How a table is drawn.
    ChartForm = CHART_FORM;
    /// Why a review was late.
    LateCause = LATE_CAUSE;
    /// Why a review was adjourned.
    AdjournedFor = ADJOURNED;
    /// How a child took part.
    ParticipationCode = PARTICIPATION;
    /// What the IRO decided about a change.
    IroDecision = IRO_DECISION;
    /// What became of a decision.
    Outcome = OUTCOME;
    /// What a decision or step may be about.
    About = ABOUT;
    /// Plan for permanence.
    Plan = PLAN;
    /// Route to permanence.
    Route = ROUTE;
    /// How a challenge in a review stands.
    ChallengeStands = CONCERN;
    /// A rating.
    Rating = RATING;
    /// A rating that calls for something.
    Concerned = CONCERNED;
    /// What a talk about the rating showed.
    Showed = SHOWED;
    /// What a check of practice looked at.
    CheckKind = PRACTICE_CHECK;
    /// Whether a standard was met.
    Met = MET;
    /// How a copy is sent.
    SentBy = SENT_BY;
    /// What a copy may hold although it is confidential.
    Included = INCLUDED;
    /// How far a record has come that is written at once.
    Written = WRITTEN;
    /// Kind of alert.
    AlertKind = ALERT_KIND;
    /// What came of a stage.
    StageOutcome = STAGE_OUTCOME;
    /// How an alert ended.
    Ended = ENDED;
    /// How somebody was talked with.
    TalkedBy = TALKED_BY;
    /// How a decision stands at the mid-point.
    Stands = STANDS;
    /// How a concern was raised.
    RaisedHow = RAISED_HOW;
    /// Kind of conference.
    ConferenceKind = CONFERENCE_KIND;
    /// What somebody invited answered.
    Invited = INVITED;
    /// Category of a child protection plan.
    Category = CATEGORY;
    /// A form of the pack.
    PackForm = PACK_FORM;
}

/// A type whose form is that of another.
macro_rules! like {
    ($($name:ty as $form:ident;)*) => { $(impl JsonSchema for $name {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            $form::schema_name()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            $form::json_schema(generator)
        }
    })* };
}

like! {
    super::Who as OneOrMore;
    super::Tick as Ticked;
    super::Typed as Cell;
}
