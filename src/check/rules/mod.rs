//! The rules, one file each, in one ordered list a kind of record. A rule's doc comment is what `explain` prints.
//! Codes are stable and never reused: R0 reading, R1 shape, R2 what a review holds, R3 privacy, R4 policy packs, R5 the rating,
//! R6 challenges, R7 what happens between reviews, R8 the report of a year (`annual/rules/`), R9 making the document.

pub(crate) mod prelude {
    pub(crate) use crate::calendar;
    pub(crate) use crate::check::{Context, Subject, texts};
    pub(crate) use crate::derive::{self, StepState};
    pub(crate) use crate::diagnostic::{Place, Severity, shown};
    pub(crate) use crate::matching::{self, Finder, Sure};
    pub(crate) use crate::record::codes::{self, label};
    pub(crate) use crate::record::{CHILD, How, Status};
    pub(crate) use crate::shape::suggest;
    pub(crate) use crate::words::{day, shorten};
}

use std::marker::PhantomData;

use super::{Context, Kind};
use crate::diagnostic::Severity;
use crate::record::{Alert, Conference, Event, PracticeCheck, ProgressReview, Recognised, Record};

/// A rule: its code, its name, how grave its findings are, and what `explain` says.
#[derive(Debug)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// Named for the fault.
    pub name: &'static str,
    /// How grave its findings usually are.
    pub severity: Severity,
    /// The text of its file, whose doc comment explains it.
    pub(crate) text: &'static str,
    /// Whether its file is that of all that other stages find, where it has a paragraph under its code.
    pub(crate) stage: bool,
}

/// A rule with its check of one kind of record.
#[derive(Debug)]
pub struct Check<K: Kind> {
    /// The rule.
    pub rule: &'static Rule,
    /// The check.
    pub(crate) run: fn(&mut Context<'_, K, K::Facts>),
}

impl Rule {
    /// What it checks, why, and how to put it right.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines: Vec<&str> = if self.stage {
            let mark = format!("//! # {}", self.code);
            self.text.lines().skip_while(|l| *l != mark).skip(1).take_while(|l| l.starts_with("//!") && !l.starts_with("//! # ")).collect()
        } else {
            self.text.lines().take_while(|l| l.starts_with("//!")).collect()
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

/// One rule, by the name of its file.
macro_rules! rule {
    ($code:literal $severity:ident $name:ident) => {
        &$crate::check::rules::Rule {
            code: $code,
            name: stringify!($name),
            severity: $crate::diagnostic::Severity::$severity,
            text: include_str!(concat!(stringify!($name), ".rs")),
            stage: false,
        }
    };
}
pub(crate) use rule;

/// The rules of one kind of record: each is a file beside the list.
macro_rules! rules {
    ($(#[$doc:meta])* $list:ident: $record:ty { $($code:literal $severity:ident $name:ident;)* }) => {
        $(mod $name;)*
        $(#[$doc])*
        pub const $list: &[$crate::check::rules::Check<$record>] = &[$(
            $crate::check::rules::Check { rule: $crate::check::rules::rule!($code $severity $name), run: $name::run }
        ),*];
    };
}
pub(crate) use rules;

/// The rules that hold for records of every kind.
#[derive(Debug)]
pub struct Every<K>(PhantomData<K>);

macro_rules! every {
    ($($code:literal $severity:ident $name:ident;)*) => {
        $(mod $name;)*
        impl<K: Kind> Every<K> {
            /// Each with its check of this kind.
            pub const CHECKS: &'static [Check<K>] = &[$(Check { rule: rule!($code $severity $name), run: $name::run::<K, K::Facts> }),*];
        }
    };
}

mod stages;

macro_rules! stages {
    ($($code:literal $severity:ident $name:ident;)*) => {
        /// What other stages find.
        pub const STAGES: &[Rule] = &[$(
            Rule { code: $code, name: stringify!($name), severity: Severity::$severity, text: include_str!("stages.rs"), stage: true }
        ),*];
    };
}

stages! {
    "R001" Error malformed_yaml;
    "R002" Error duplicate_key;
    "R003" Error too_large;
    "R004" Error not_utf8;
    "R005" Error several_documents;
    "R006" Warning unprintable_text;
    "R007" Error unreadable_file;
    "R008" Error unknown_kind;
    "R009" Error no_glyph;
    "R010" Warning text_cut_off;
    "R011" Error word_too_long;
    "R012" Note read_as_meant;
    "R013" Warning file_passed_over;
    "R014" Warning same_file_twice;
    "R101" Error missing_key;
    "R102" Error unknown_key;
    "R103" Error wrong_type;
    "R104" Error value_not_in_list;
    "R105" Error impossible_date;
    "R106" Error wrong_format;
    "R107" Error placeholder_left;
    "R108" Error wrong_shape;
    "R109" Error key_in_text;
    "R401" Error policy_not_found;
    "R402" Error policy_invalid;
    "R403" Warning letterhead_is_an_example;
    "R901" Error template_failed;
    "R902" Error typesetting_failed;
    "R903" Error verification_failed;
    "R904" Error worker_stopped;
    "R905" Error not_written;
    "R906" Note copy_kept_back;
    "R907" Warning published_before_not_named;
}

every! {
    "R201" Error person_not_listed;
    "R229" Error two_records_of_one_review;
    "R236" Error children_unclear;
    "R237" Error iro_not_listed;
    "R238" Error born_after_record;
    "R239" Warning birth_date_changed;
    "R240" Warning one_child_two_references;
    "R242" Error not_held_yet;
    "R244" Warning to_be_confirmed;
    "R250" Warning document_not_used;
    "R258" Error version_not_counted;
    "R301" Error another_child_named;
    "R302" Error confidential_detail_in_text;
    "R304" Error reference_collision;
    "R307" Warning another_childs_first_name;
    "R311" Error other_family_in_text;
    "R705" Error change_not_in_pack;
    "R706" Warning change_not_told;
    "R707" Error changed_before_review;
}

rules! {
    /// Of a review.
    REVIEW: Record {
        "R202" Error section_missing;
        "R203" Error late_review_without_reason;
        "R204" Error next_review_outside_limit;
        "R206" Error no_permanence_at_second_review;
        "R207" Error decision_incomplete;
        "R208" Error decision_before_review;
        "R209" Error previous_decisions_unaccounted;
        "R210" Error participation_code_against_age;
        "R211" Error attendance_against_participation;
        "R212" Error paper_unaccounted;
        "R213" Error no_pathway_plan;
        "R214" Error no_detention_plan;
        "R215" Error matter_unaccounted;
        "R216" Error exclusion_without_reason;
        "R217" Error adjournment_too_long;
        "R218" Error child_not_seen_alone;
        "R219" Error parent_unaccounted;
        "R220" Error dates_out_of_order;
        "R221" Error not_chaired_by_iro;
        "R222" Error no_meeting_not_allowed;
        "R223" Error type_against_dates;
        "R224" Error listed_twice;
        "R225" Warning issued_late;
        "R226" Error short_breaks_over_limit;
        "R231" Error not_a_child;
        "R232" Warning rights_not_explained;
        "R233" Warning decision_not_in_childs_words;
        "R234" Warning preparation_late;
        "R235" Error preparation_not_in_pack;
        "R241" Error not_in_pack;
        "R243" Warning letter_not_made;
        "R245" Warning parent_not_invited;
        "R246" Warning paper_too_old;
        "R247" Warning preparation_not_recorded;
        "R248" Warning leaving_care_unprepared;
        "R249" Warning missing_at_review;
        "R251" Warning protection_plan_goes_on;
        "R252" Warning not_seen_where_living;
        "R253" Warning objection_not_told;
        "R254" Warning final_plan_not_agreed;
        "R255" Warning rare_visits_not_allowed;
        "R256" Warning reader_spoken_of;
        "R257" Warning not_asked;
        "R259" Warning version_unexplained;
        "R260" Warning on_a_day_off;
        "R261" Warning issued_ahead;
        "R303" Error withheld_detail_in_text;
        "R305" Error recipient_without_address;
        "R308" Error family_not_on_list;
        "R309" Error confidential_elsewhere;
        "R310" Warning topic_not_marked;
        "R312" Error kept_from_elsewhere;
        "R313" Warning left_over;
        "R314" Warning shared_address;
        "R501" Error tick_against_facts;
        "R502" Warning fact_without_tick;
        "R503" Error rating_against_facts;
        "R504" Error indicator_not_in_pack;
        "R505" Error rag_action_missing;
        "R506" Error rating_missing;
        "R507" Warning alert_called_for;
        "R508" Error red_review_outside_limit;
        "R509" Note suggested_rating;
        "R510" Warning rag_answer_late;
        "R511" Warning tick_without_details;
        "R513" Warning rating_without_tick;
        "R611" Warning alert_not_in_folder;
        "R612" Warning alert_not_in_review;
        "R704" Warning progress_review_missing;
    }
}

rules! {
    /// Of an alert.
    ALERT: Alert {
        "R601" Error ground_not_in_pack;
        "R602" Error stage_not_in_ladder;
        "R603" Error stage_out_of_order;
        "R604" Warning stage_unanswered;
        "R605" Error request_without_date;
        "R606" Error resolved_without_iro;
        "R607" Warning transferred_while_open;
        "R608" Warning whole_limit_passed;
        "R609" Error statement_missing;
        "R610" Warning cafcass_without_consultation;
        "R613" Error alert_dates_out_of_order;
        "R614" Error alert_incomplete;
        "R615" Error starred_not_found;
        "R616" Error answer_date_missing;
        "R617" Warning stage_to_another_role;
        "R618" Warning resolved_with_request_open;
        "R619" Warning stage_procedure;
    }
}

rules! {
    /// Of a progress review.
    PROGRESS_REVIEW: ProgressReview {
        "R701" Error progress_review_below_standard;
        "R702" Warning progress_review_late;
        "R703" Error progress_decision_unaccounted;
        "R712" Warning concern_raised_late;
    }
}

rules! {
    /// Of a significant change or event.
    EVENT: Event {
        "R708" Warning review_not_brought_forward;
    }
}

rules! {
    /// Of a check of practice.
    PRACTICE_CHECK: PracticeCheck {
        "R713" Error standard_not_in_pack;
        "R714" Warning practice_check_incomplete;
    }
}

rules! {
    /// Of a conference.
    CONFERENCE: Conference {
        "R709" Error inquorate_without_report;
        "R710" Warning conference_step_late;
        "R711" Error conference_dates;
    }
}

rules! {
    /// Of a recognition.
    RECOGNITION: Recognised {
        "R512" Error practice_not_in_pack;
    }
}
