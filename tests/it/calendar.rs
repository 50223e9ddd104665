//! Working days, bank holidays and limits.

use chrono::{Datelike as _, NaiveDate, Weekday};
use minutebook::calendar::{Limit, age_on, apply, holiday, is_working_day, working_days_between};
use proptest::prelude::*;

fn d(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn plus(from: &str, limit: &str) -> String {
    apply(d(from), limit.parse().expect("a limit")).expect("in range").to_string()
}

#[test]
fn limits_as_the_policies_count_them() {
    let cases = [
        // The two examples of the domain notes.
        ("2025-12-19", "20wd", "2026-01-21"),
        ("2022-09-16", "1wd", "2022-09-20"),
        // Day 0 is the day of the event, also when it is no working day.
        ("2026-01-03", "1wd", "2026-01-05"),
        ("2026-01-06", "0wd", "2026-01-06"),
        // Backwards, over Christmas: 5, 2 January, 31, 30, 29 December; 1 January, the weekends, 25 and 26 December do not count.
        ("2026-01-06", "-5wd", "2025-12-29"),
        ("2026-01-06", "28d", "2026-02-03"),
        // Calendar months end with the month.
        ("2025-08-31", "6m", "2026-02-28"),
        ("2027-08-31", "6m", "2028-02-29"),
        ("2026-05-31", "-3m", "2026-02-28"),
    ];
    for (from, limit, to) in cases {
        assert_eq!(plus(from, limit), to, "{from} {limit}");
    }
}

#[test]
fn bank_holidays_of_every_kind() {
    let holidays = [
        "1995-05-08",
        "1999-12-31",
        "2002-06-03",
        "2002-06-04",
        "2011-04-29",
        "2012-06-04",
        "2012-06-05",
        "2020-05-08",
        "2021-12-27",
        "2021-12-28",
        "2022-01-03",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2022-12-26",
        "2022-12-27",
        "2023-05-08",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2038-04-26",
        "2100-03-26",
    ];
    for day in holidays {
        assert!(holiday(d(day)).is_some(), "{day} is a holiday");
    }
    // Where a proclamation moved a holiday, the day it left is an ordinary Monday.
    for day in ["1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30", "2026-12-29", "2024-12-27"] {
        assert!(is_working_day(d(day)), "{day} is a working day");
    }
}

#[test]
fn every_year_has_eight_holidays_off_besides_the_ones_given_once() {
    for year in 1995..=2100 {
        let days = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date").iter_days().take_while(|d| d.year() == year);
        let off = days.filter(|d| holiday(*d).is_some() && !matches!(d.weekday(), Weekday::Sat | Weekday::Sun)).count();
        let extra = match year {
            1999 | 2002 | 2011 | 2012 | 2023 => 1,
            2022 => 2,
            _ => 0,
        };
        assert_eq!(off, 8 + extra, "{year}");
    }
}

#[test]
fn ages() {
    assert_eq!(age_on(d("2013-05-14"), d("2026-01-06")), 12);
    assert_eq!(age_on(d("2022-01-06"), d("2026-01-06")), 4);
    assert_eq!(age_on(d("2022-01-07"), d("2026-01-06")), 3);
    assert_eq!(age_on(d("2008-02-29"), d("2026-02-28")), 17);
    assert_eq!(age_on(d("2008-02-29"), d("2026-03-01")), 18);
}

#[test]
fn outside_the_years_it_says_so() {
    assert!(apply(d("2100-12-20"), "20wd".parse().expect("a limit")).is_err());
    assert!(apply(d("1994-12-20"), "1d".parse().expect("a limit")).is_err());
    for wrong in ["", "wd", "20", "20y", "x20d", "99999d", "1.5m"] {
        assert!(wrong.parse::<Limit>().is_err(), "{wrong}");
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..36_000).prop_map(|n| d("1996-01-01") + chrono::Days::new(u64::try_from(n).expect("not negative")))
}

proptest! {
    #[test]
    fn working_days_land_on_working_days_and_count_back(from in any_day(), n in 1i32..60) {
        let limit: Limit = format!("{n}wd").parse().expect("a limit");
        let to = apply(from, limit).expect("in range");
        prop_assert!(is_working_day(to));
        prop_assert_eq!(working_days_between(from, to), i64::from(n));
        if is_working_day(from) {
            let back: Limit = format!("-{n}wd").parse().expect("a limit");
            prop_assert_eq!(apply(to, back).expect("in range"), from);
        }
    }

    #[test]
    fn months_never_skip_one(from in any_day(), n in 1i32..24) {
        let to = apply(from, format!("{n}m").parse().expect("a limit")).expect("in range");
        let months = (to.year() - from.year()) * 12 + i32::try_from(to.month()).expect("small") - i32::try_from(from.month()).expect("small");
        prop_assert_eq!(months, n);
    }
}
