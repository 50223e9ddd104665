//! The only door to today's date. Everything else is handed a date, so that the same input gives the same bytes.

use chrono::NaiveDate;

/// Today's date in the machine's time zone; `--as-of` overrides it.
#[must_use]
pub fn today() -> NaiveDate {
    #[expect(clippy::disallowed_methods, reason = "this module is the one place that may ask")]
    let now = chrono::Local::now();
    now.date_naive()
}
