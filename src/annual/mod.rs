//! The report of a year, or of any period: its records are counted, what the manager supplies is held against the counts, and the
//! same tables become the PDF, the page, the workbook and the files of figures.
//!
//! `cohort` reads, `measures/` count, `year` puts both together, `typed` checks what was typed in, `suppress` takes out small numbers,
//! `report` lays the sections out, `forms/` write everything that is not a PDF.

mod beside;
pub mod chart;
pub mod cohort;
pub mod corrections;
pub mod cross;
pub mod forms;
pub mod images;
pub mod measures;
pub mod prose;
pub mod publish;
pub mod report;
pub(crate) mod rules;
pub mod ssda903;
pub mod suppress;
pub mod table;
pub mod typed;
pub mod year;

pub use cohort::Cohort;
pub use measures::{MEASURES, Measure};
pub use year::Year;

/// The case of the report of a year: its facts are the year, counted.
pub type AnnualCase = crate::check::Case<crate::record::AnnualReport, Year>;
