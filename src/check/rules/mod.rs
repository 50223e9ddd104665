//! The rules, one file each, in one ordered list. A rule's doc comment is what `explain` prints.
//! Codes are stable and never reused: R0 reading, R1 shape, R2 what a review holds, R3 privacy, R4 policy packs, R5 the rating,
//! R6 challenges, R7 what happens between reviews, R8 the report of a year, R9 making the document.

mod prelude {
    pub(super) use crate::calendar;
    pub(super) use crate::check::{Context, Subject, shape::suggest, texts};
    pub(super) use crate::derive::{self, StepState};
    pub(super) use crate::diagnostic::{Place, Severity};
    pub(super) use crate::record::codes::{self, label};
    pub(super) use crate::record::{CHILD, How, Status};
    pub(super) use crate::words::{day, shorten};
}

use super::Context;
use crate::annual::Year;
use crate::derive::{AlertFacts, ConferenceFacts, EventFacts, ProgressFacts};
use crate::diagnostic::Severity;
use crate::record::{Alert, AnnualReport, Caseload, Conference, Event, Feedback, ProgressReview, Recognised, Record};

/// A rule's check, by the kind of record it is for.
#[derive(Debug)]
pub enum Run {
    /// Found by another stage.
    Stage,
    /// Of a review.
    Review(fn(&mut Context<'_>)),
    /// Of an alert.
    Alert(fn(&mut Context<'_, Alert, AlertFacts>)),
    /// Of a progress review.
    Progress(fn(&mut Context<'_, ProgressReview, ProgressFacts>)),
    /// Of a significant change or event.
    Event(fn(&mut Context<'_, Event, EventFacts>)),
    /// Of a conference.
    Conference(fn(&mut Context<'_, Conference, ConferenceFacts>)),
    /// Of a recognition.
    Recognised(fn(&mut Context<'_, Recognised, ()>)),
    /// Of the report of a year.
    Annual(fn(&mut Context<'_, AnnualReport, Year>)),
    /// Of a questionnaire.
    Feedback(fn(&mut Context<'_, Feedback, ()>)),
    /// Of a caseload record.
    Caseload(fn(&mut Context<'_, Caseload, ()>)),
    /// Of every kind.
    Every(Every),
}

/// A check that is made of every kind of record.
#[derive(Debug)]
#[expect(non_snake_case, reason = "named as the kinds are, so that one macro serves both")]
pub struct Every {
    pub(super) Review: fn(&mut Context<'_>),
    pub(super) Alert: fn(&mut Context<'_, Alert, AlertFacts>),
    pub(super) Progress: fn(&mut Context<'_, ProgressReview, ProgressFacts>),
    pub(super) Event: fn(&mut Context<'_, Event, EventFacts>),
    pub(super) Conference: fn(&mut Context<'_, Conference, ConferenceFacts>),
    pub(super) Recognised: fn(&mut Context<'_, Recognised, ()>),
    pub(super) Annual: fn(&mut Context<'_, AnnualReport, Year>),
    pub(super) Feedback: fn(&mut Context<'_, Feedback, ()>),
    pub(super) Caseload: fn(&mut Context<'_, Caseload, ()>),
}

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
    /// The check.
    pub(super) run: Run,
}

impl Rule {
    /// What it checks, why, and how to put it right.
    #[must_use]
    pub fn explanation(&self) -> String {
        let lines: Vec<&str> = if !matches!(self.run, Run::Stage) {
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
    (@mods stage $name:ident; $($rest:tt)*) => { rules!(@mods $($rest)*); };
    (@mods $kind:ident $name:ident; $($rest:tt)*) => { mod $name; rules!(@mods $($rest)*); };
    (@rule $code:literal $severity:ident stage $name:ident) => {
        Rule { code: $code, name: stringify!($name), severity: Severity::$severity, text: include_str!("stages.rs"), run: Run::Stage }
    };
    (@rule $code:literal $severity:ident $kind:ident $name:ident) => {
        Rule {
            code: $code,
            name: stringify!($name),
            severity: Severity::$severity,
            text: include_str!(concat!(stringify!($name), ".rs")),
            run: rules!(@run $kind $name),
        }
    };
    (@run review $name:ident) => { Run::Review($name::run) };
    (@run alert $name:ident) => { Run::Alert($name::run) };
    (@run progress $name:ident) => { Run::Progress($name::run) };
    (@run event $name:ident) => { Run::Event($name::run) };
    (@run conference $name:ident) => { Run::Conference($name::run) };
    (@run recognised $name:ident) => { Run::Recognised($name::run) };
    (@run annual $name:ident) => { Run::Annual($name::run) };
    (@run feedback $name:ident) => { Run::Feedback($name::run) };
    (@run caseload $name:ident) => { Run::Caseload($name::run) };
    (@run every $name:ident) => {
        Run::Every(Every {
            Review: $name::run::<Record, crate::derive::Facts>,
            Alert: $name::run::<Alert, AlertFacts>,
            Progress: $name::run::<ProgressReview, ProgressFacts>,
            Event: $name::run::<Event, EventFacts>,
            Conference: $name::run::<Conference, ConferenceFacts>,
            Recognised: $name::run::<Recognised, ()>,
            Annual: $name::run::<AnnualReport, Year>,
            Feedback: $name::run::<Feedback, ()>,
            Caseload: $name::run::<Caseload, ()>,
        })
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
    "R201" Error every person_not_listed;
    "R202" Error review section_missing;
    "R203" Error review late_review_without_reason;
    "R204" Error review next_review_outside_limit;
    "R206" Error review no_permanence_at_second_review;
    "R207" Error review decision_incomplete;
    "R208" Error review decision_before_review;
    "R209" Error review previous_decisions_unaccounted;
    "R210" Error review participation_code_against_age;
    "R211" Error review attendance_against_participation;
    "R212" Error review paper_unaccounted;
    "R213" Error review no_pathway_plan;
    "R214" Error review no_detention_plan;
    "R215" Error review matter_unaccounted;
    "R216" Error review exclusion_without_reason;
    "R217" Error review adjournment_too_long;
    "R218" Error review child_not_seen_alone;
    "R219" Error review parent_unaccounted;
    "R220" Error review dates_out_of_order;
    "R221" Error review not_chaired_by_iro;
    "R222" Error review no_meeting_not_allowed;
    "R223" Error review type_against_dates;
    "R224" Error review listed_twice;
    "R225" Warning review issued_late;
    "R226" Error review short_breaks_over_limit;
    "R229" Error every two_records_of_one_review;
    "R231" Error review not_a_child;
    "R232" Warning review rights_not_explained;
    "R233" Warning review decision_not_in_childs_words;
    "R234" Warning review preparation_late;
    "R235" Error review preparation_not_in_pack;
    "R236" Error every children_unclear;
    "R237" Error every iro_not_listed;
    "R301" Error every another_child_named;
    "R302" Error review confidential_detail_in_text;
    "R303" Error review withheld_detail_in_text;
    "R304" Error every reference_collision;
    "R305" Error review recipient_without_address;
    "R307" Warning every another_childs_first_name;
    "R401" Error stage policy_not_found;
    "R402" Error stage policy_invalid;
    "R501" Error review tick_against_facts;
    "R502" Warning review fact_without_tick;
    "R503" Error review rating_against_facts;
    "R504" Error review indicator_not_in_pack;
    "R505" Error review rag_action_missing;
    "R506" Error review rating_missing;
    "R507" Warning review alert_called_for;
    "R508" Error review red_review_outside_limit;
    "R509" Note review suggested_rating;
    "R510" Warning review rag_answer_late;
    "R511" Warning review tick_without_details;
    "R512" Error recognised practice_not_in_pack;
    "R601" Error alert ground_not_in_pack;
    "R602" Error alert stage_not_in_ladder;
    "R603" Error alert stage_out_of_order;
    "R604" Warning alert stage_unanswered;
    "R605" Error alert request_without_date;
    "R606" Error alert resolved_without_iro;
    "R607" Warning alert transferred_while_open;
    "R608" Warning alert whole_limit_passed;
    "R609" Error alert statement_missing;
    "R610" Warning alert cafcass_without_consultation;
    "R611" Warning review alert_not_in_folder;
    "R612" Warning review alert_not_in_review;
    "R613" Error alert alert_dates_out_of_order;
    "R614" Error alert alert_incomplete;
    "R615" Error alert starred_not_found;
    "R616" Error alert answer_date_missing;
    "R617" Warning alert stage_to_another_role;
    "R701" Error progress progress_review_below_standard;
    "R702" Warning progress progress_review_late;
    "R703" Error progress progress_decision_unaccounted;
    "R704" Warning review progress_review_missing;
    "R705" Error every change_not_in_pack;
    "R706" Warning every change_not_told;
    "R707" Error every changed_before_review;
    "R708" Warning event review_not_brought_forward;
    "R709" Error conference inquorate_without_report;
    "R710" Warning conference conference_step_late;
    "R711" Error conference conference_dates;
    "R801" Error annual report_period_unclear;
    "R802" Error annual report_file_missing;
    "R803" Error annual records_left_out;
    "R804" Warning annual record_outside_period;
    "R805" Error annual record_in_two_periods;
    "R806" Error annual review_counted_twice;
    "R807" Error annual typed_figure_wrong;
    "R808" Error annual typed_figure_against_records;
    "R809" Error annual last_year_disagrees;
    "R810" Error annual unknown_figure;
    "R811" Error annual child_in_report;
    "R812" Error annual report_section_missing;
    "R813" Error annual text_without_place;
    "R814" Warning annual answer_not_in_questionnaire;
    "R815" Warning annual return_fault;
    "R816" Warning annual small_number_typed;
    "R901" Error stage template_failed;
    "R902" Error stage typesetting_failed;
    "R903" Error stage verification_failed;
    "R904" Error stage worker_stopped;
    "R905" Error stage not_written;
}
