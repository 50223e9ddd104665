//! Dates as the regulations count them. Knows nothing of records, policies or today.
//!
//! A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England
//! (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 2). The day of the event is day 0.

mod holidays;
mod limit;

pub use holidays::{FIRST_YEAR, LAST_YEAR, holiday};
pub use limit::{Limit, LimitError, Unit};

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// The calendar knows bank holidays from [`FIRST_YEAR`] to [`LAST_YEAR`] only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar covers {FIRST_YEAR} to {LAST_YEAR}")]
pub struct OutOfRange;

fn in_range(date: NaiveDate) -> Result<NaiveDate, OutOfRange> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) { Ok(date) } else { Err(OutOfRange) }
}

/// Whether a day is a working day in England.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holiday(date).is_none()
}

/// The date `limit` away from `from`; a negative limit counts back.
///
/// # Errors
/// [`OutOfRange`] when either end lies outside the years the calendar knows.
pub fn apply(from: NaiveDate, limit: Limit) -> Result<NaiveDate, OutOfRange> {
    in_range(from)?;
    let n = u64::from(limit.count.unsigned_abs());
    let days = match limit.unit {
        Unit::Hours => n.div_ceil(24),
        Unit::Weeks => n * 7,
        _ => n,
    };
    let back = limit.count < 0;
    let to = match limit.unit {
        Unit::WorkingDays => return add_working_days(from, limit.count),
        Unit::Hours | Unit::Days | Unit::Weeks if back => from.checked_sub_days(Days::new(days)),
        Unit::Hours | Unit::Days | Unit::Weeks => from.checked_add_days(Days::new(days)),
        Unit::Months if back => from.checked_sub_months(Months::new(limit.count.unsigned_abs())),
        Unit::Months => from.checked_add_months(Months::new(limit.count.unsigned_abs())),
    };
    in_range(to.ok_or(OutOfRange)?)
}

fn add_working_days(from: NaiveDate, count: i32) -> Result<NaiveDate, OutOfRange> {
    let mut date = from;
    let mut left = count.unsigned_abs();
    while left > 0 {
        let next = if count < 0 { date.pred_opt() } else { date.succ_opt() };
        date = in_range(next.ok_or(OutOfRange)?)?;
        if is_working_day(date) {
            left -= 1;
        }
    }
    Ok(date)
}

/// The working days after `from` up to and including `to`; negative when `to` is earlier.
#[must_use]
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    let (start, end, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
    let days = start.iter_days().skip(1).take_while(|d| *d <= end).filter(|d| is_working_day(*d)).count();
    sign * i64::try_from(days).unwrap_or(i64::MAX)
}

/// A date by which something is owed, in words; where it is no working day, with the last one before it, by which offices do it.
#[must_use]
pub fn owed(due: NaiveDate, write: impl Fn(NaiveDate) -> String) -> String {
    if is_working_day(due) {
        return write(due);
    }
    match add_working_days(due, -1) {
        Ok(last) => format!("{} (last working day {})", write(due), write(last)),
        Err(_) => write(due),
    }
}

/// Age in whole years on a date. Somebody born on 29 February is a year older on 1 March in other years.
#[must_use]
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    on.year() - birth.year() - i32::from(!had_birthday)
}

/// The days that a working-day count passes over, with the reason, oldest first. For `date -v`.
#[must_use]
pub fn skipped(from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, &'static str)> {
    let (start, end) = if from <= to { (from, to) } else { (to, from) };
    start
        .iter_days()
        .take_while(|d| *d <= end)
        .filter(|d| *d != from)
        .filter_map(|d| {
            let why = holiday(d).or(match d.weekday() {
                Weekday::Sat => Some("Saturday"),
                Weekday::Sun => Some("Sunday"),
                _ => None,
            });
            why.map(|w| (d, w))
        })
        .collect()
}
