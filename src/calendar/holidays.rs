//! Bank holidays in England: the rules of the Banking and Financial Dealings Act 1971, and the days that proclamations moved or added.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// First year whose holidays are known.
pub const FIRST_YEAR: i32 = 1995;
/// Last year whose holidays can be told; beyond it the rules are likely to have changed.
pub const LAST_YEAR: i32 = 2100;

/// Year, month, day.
type Day = (i32, u32, u32);

/// Holidays that a proclamation moved: (year, month, day it would fall on) to (month, day).
const MOVED: &[(Day, (u32, u32), &str)] = &[
    ((1995, 5, 1), (5, 8), "Early May bank holiday (VE Day)"),
    ((2002, 5, 27), (6, 4), "Spring bank holiday"),
    ((2012, 5, 28), (6, 4), "Spring bank holiday"),
    ((2020, 5, 4), (5, 8), "Early May bank holiday (VE Day)"),
    ((2022, 5, 30), (6, 2), "Spring bank holiday"),
];

/// Holidays given once.
const ONE_OFF: &[(Day, &str)] = &[
    ((1999, 12, 31), "Millennium Eve"),
    ((2002, 6, 3), "Golden Jubilee"),
    ((2011, 4, 29), "Royal Wedding"),
    ((2012, 6, 5), "Diamond Jubilee"),
    ((2022, 6, 3), "Platinum Jubilee"),
    ((2022, 9, 19), "State Funeral of Queen Elizabeth II"),
    ((2023, 5, 8), "Coronation of King Charles III"),
];

static HOLIDAYS: LazyLock<BTreeMap<NaiveDate, &'static str>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for year in FIRST_YEAR..=LAST_YEAR {
        of_year(year, &mut all);
    }
    for ((y, m, d), name) in ONE_OFF {
        put(&mut all, NaiveDate::from_ymd_opt(*y, *m, *d), name);
    }
    all
});

/// The name of the holiday on a date, or none. Saturdays and Sundays are not holidays by themselves.
#[must_use]
pub fn holiday(date: NaiveDate) -> Option<&'static str> {
    HOLIDAYS.get(&date).copied()
}

fn put(all: &mut BTreeMap<NaiveDate, &'static str>, date: Option<NaiveDate>, name: &'static str) {
    if let Some(date) = date {
        all.insert(date, name);
    }
}

fn of_year(year: i32, all: &mut BTreeMap<NaiveDate, &'static str>) {
    let day = |m, d| NaiveDate::from_ymd_opt(year, m, d);
    put(all, day(1, 1).map(on_weekday), "New Year's Day");
    let easter = easter_sunday(year);
    put(all, easter.and_then(|e| e.checked_sub_days(Days::new(2))), "Good Friday");
    put(all, easter.and_then(|e| e.checked_add_days(Days::new(1))), "Easter Monday");
    let mondays = [
        (day(5, 1).map(first_monday_from), "Early May bank holiday"),
        (day(5, 25).map(first_monday_from), "Spring bank holiday"),
        (day(8, 25).map(first_monday_from), "Summer bank holiday"),
    ];
    for (date, name) in mondays {
        let moved = MOVED.iter().find(|((y, m, d), _, _)| date == NaiveDate::from_ymd_opt(*y, *m, *d));
        match moved {
            Some((_, (m, d), name)) => put(all, day(*m, *d), name),
            None => put(all, date, name),
        }
    }
    // When Christmas Day falls on a Saturday its substitute is Monday 27 and Boxing Day's is Tuesday 28;
    // on a Sunday, Boxing Day keeps Monday 26 and Christmas Day's substitute is Tuesday 27.
    let (christmas, boxing) = match day(12, 25).map(|d| d.weekday()) {
        Some(Weekday::Fri) => (25, 28),
        Some(Weekday::Sat) => (27, 28),
        Some(Weekday::Sun) => (27, 26),
        _ => (25, 26),
    };
    // The day itself is not a working day whatever its substitute (regulation 2 names Christmas Day).
    put(all, day(12, 25), "Christmas Day");
    put(all, day(12, christmas), "Christmas Day");
    put(all, day(12, boxing), "Boxing Day");
}

/// The same day, or the Monday after a Saturday or Sunday.
fn on_weekday(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => first_monday_from(date),
        _ => date,
    }
}

fn first_monday_from(date: NaiveDate) -> NaiveDate {
    let ahead = (7 - date.weekday().num_days_from_monday()) % 7;
    date.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(date)
}

/// Easter Sunday in the Gregorian calendar (the anonymous method, as in Meeus, Astronomical Algorithms, chapter 8).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let n = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}
