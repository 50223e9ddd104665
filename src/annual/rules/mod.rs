//! The rules of the report of a year, R8, one file each: they see the figures, so they stand here and not with the others.

use crate::check::rules::{prelude, rules};
use crate::record::AnnualReport;

rules! {
    /// Of the report of a year.
    ANNUAL_REPORT: AnnualReport {
        "R801" Error report_period_unclear;
        "R802" Error report_file_missing;
        "R803" Error records_left_out;
        "R804" Warning record_outside_period;
        "R805" Error record_in_two_periods;
        "R806" Error review_counted_twice;
        "R807" Error typed_figure_wrong;
        "R808" Error typed_figure_against_records;
        "R809" Error last_year_disagrees;
        "R810" Error unknown_figure;
        "R811" Error child_in_report;
        "R812" Error report_section_missing;
        "R813" Error text_without_place;
        "R814" Warning answer_not_in_questionnaire;
        "R815" Warning return_fault;
        "R816" Warning small_number_typed;
        "R817" Error officer_named;
        "R818" Warning name_spelled_twice;
        "R819" Warning figure_not_published;
        "R820" Warning number_in_words;
        "R821" Error correction_unsound;
    }
}
