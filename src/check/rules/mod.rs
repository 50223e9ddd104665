//! The rules, one file each, in one ordered list. A rule's doc comment is what `explain` prints.
//! Codes are stable and never reused: R0 reading, R1 shape, R2 what a record holds, R3 privacy, R4 policy packs, R9 making the document.

mod prelude {
    pub(super) use crate::calendar;
    pub(super) use crate::check::{Context, shape::suggest, texts};
    pub(super) use crate::derive::{self, StepState};
    pub(super) use crate::diagnostic::{Place, Severity};
    pub(super) use crate::record::codes::{self, label};
    pub(super) use crate::record::{CHILD, How, Record, Status, Who};
    pub(super) use crate::words::{day, shorten};
}

use super::Context;
use crate::diagnostic::Severity;

/// A rule: its code, its name, how grave its findings are, what `explain` says, and the check itself.
#[derive(Debug)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// Named for the fault.
    pub name: &'static str,
    /// How grave its findings usually are.
    pub severity: Severity,
    /// The text of its file, whose doc comment explains it.
    text: &'static str,
    /// The check; none for what other stages find.
    pub(super) run: Option<fn(&mut Context<'_>)>,
}

impl Rule {
    /// What it checks, why, and how to put it right.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines: Vec<&str> = if self.run.is_some() {
            self.text.lines().take_while(|l| l.starts_with("//!")).collect()
        } else {
            // A stage's findings share a file: each has a paragraph under its code.
            let mark = format!("//! # {}", self.code);
            self.text.lines().skip_while(|l| *l != mark).skip(1).take_while(|l| l.starts_with("//!") && !l.starts_with("//! # ")).collect()
        };
        let text: Vec<&str> = lines.iter().map(|l| l.trim_start_matches("//!").trim()).collect();
        text.join("\n").trim().to_owned()
    }

    /// The first line of the explanation.
    #[must_use]
    pub fn summary(&self) -> String {
        self.explanation().lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
    }
}

/// The rule with a code, in any capitals.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code.eq_ignore_ascii_case(code) || r.name == code)
}

macro_rules! rules {
    ($($code:literal $severity:ident $kind:ident $name:ident;)*) => {
        rules!(@mods $($kind $name;)*);
        /// All rules, in the order they run.
        pub const RULES: &[Rule] = &[$(rules!(@rule $code $severity $kind $name),)*];
    };
    (@mods) => {};
    (@mods rule $name:ident; $($rest:tt)*) => { mod $name; rules!(@mods $($rest)*); };
    (@mods stage $name:ident; $($rest:tt)*) => { rules!(@mods $($rest)*); };
    (@rule $code:literal $severity:ident rule $name:ident) => {
        Rule { code: $code, name: stringify!($name), severity: Severity::$severity, text: include_str!(concat!(stringify!($name), ".rs")), run: Some($name::run) }
    };
    (@rule $code:literal $severity:ident stage $name:ident) => {
        Rule { code: $code, name: stringify!($name), severity: Severity::$severity, text: include_str!("stages.rs"), run: None }
    };
}

mod stages;

rules! {
    "R001" Error stage malformed_yaml;
    "R002" Error stage duplicate_key;
    "R003" Error stage too_large;
    "R004" Error stage not_utf8;
    "R005" Error stage several_documents;
    "R006" Warning stage unprintable_text;
    "R007" Error stage unreadable_file;
    "R008" Error stage unknown_kind;
    "R009" Error stage no_glyph;
    "R010" Warning stage text_cut_off;
    "R011" Error stage word_too_long;
    "R101" Error stage missing_key;
    "R102" Error stage unknown_key;
    "R103" Error stage wrong_type;
    "R104" Error stage value_not_in_list;
    "R105" Error stage impossible_date;
    "R106" Error stage wrong_format;
    "R107" Error stage placeholder_left;
    "R108" Error stage wrong_shape;
    "R201" Error rule person_not_listed;
    "R202" Error rule section_missing;
    "R203" Error rule late_review_without_reason;
    "R204" Error rule next_review_outside_limit;
    "R206" Error rule no_permanence_at_second_review;
    "R207" Error rule decision_incomplete;
    "R208" Error rule decision_before_review;
    "R209" Error rule previous_decisions_unaccounted;
    "R210" Error rule participation_code_against_age;
    "R211" Error rule attendance_against_participation;
    "R212" Error rule paper_unaccounted;
    "R213" Error rule no_pathway_plan;
    "R214" Error rule no_detention_plan;
    "R215" Error rule matter_unaccounted;
    "R216" Error rule exclusion_without_reason;
    "R217" Error rule adjournment_too_long;
    "R218" Error rule child_not_seen_alone;
    "R219" Error rule parent_unaccounted;
    "R220" Error rule dates_out_of_order;
    "R221" Error rule not_chaired_by_iro;
    "R222" Error rule no_meeting_not_allowed;
    "R223" Error rule type_against_dates;
    "R224" Error rule listed_twice;
    "R225" Warning rule issued_late;
    "R226" Error rule short_breaks_over_limit;
    "R229" Error rule two_records_of_one_review;
    "R231" Error rule not_a_child;
    "R232" Warning rule rights_not_explained;
    "R233" Warning rule decision_not_in_childs_words;
    "R301" Error rule another_child_named;
    "R302" Error rule confidential_detail_in_text;
    "R303" Error rule withheld_detail_in_text;
    "R304" Error rule reference_collision;
    "R305" Error rule recipient_without_address;
    "R307" Warning rule another_childs_first_name;
    "R401" Error stage policy_not_found;
    "R402" Error stage policy_invalid;
    "R901" Error stage template_failed;
    "R902" Error stage typesetting_failed;
    "R903" Error stage verification_failed;
    "R904" Error stage worker_stopped;
    "R905" Error stage not_written;
}
