//! Days, months and working days. The bank holidays are those of England, of the years that the records touch.

use std::fmt;

/// A day, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

/// Bank holidays of 2009 to 2013 and of 2022 to 2026: year, month, day.
const HOLIDAYS: &[(i32, i32, i32)] = &[
    (2009, 1, 1),
    (2009, 4, 10),
    (2009, 4, 13),
    (2009, 5, 4),
    (2009, 5, 25),
    (2009, 8, 31),
    (2009, 12, 25),
    (2009, 12, 28),
    (2010, 1, 1),
    (2010, 4, 2),
    (2010, 4, 5),
    (2010, 5, 3),
    (2010, 5, 31),
    (2010, 8, 30),
    (2010, 12, 27),
    (2010, 12, 28),
    (2011, 1, 3),
    (2011, 4, 22),
    (2011, 4, 25),
    (2011, 4, 29),
    (2011, 5, 2),
    (2011, 5, 30),
    (2011, 8, 29),
    (2011, 12, 26),
    (2011, 12, 27),
    (2012, 1, 2),
    (2012, 4, 6),
    (2012, 4, 9),
    (2012, 5, 7),
    (2012, 6, 4),
    (2012, 6, 5),
    (2012, 8, 27),
    (2012, 12, 25),
    (2012, 12, 26),
    (2013, 1, 1),
    (2013, 3, 29),
    (2013, 4, 1),
    (2013, 5, 6),
    (2013, 5, 27),
    (2013, 8, 26),
    (2013, 12, 25),
    (2013, 12, 26),
    (2022, 1, 3),
    (2022, 4, 15),
    (2022, 4, 18),
    (2022, 5, 2),
    (2022, 6, 2),
    (2022, 6, 3),
    (2022, 8, 29),
    (2022, 9, 19),
    (2022, 12, 26),
    (2022, 12, 27),
    (2023, 1, 2),
    (2023, 4, 7),
    (2023, 4, 10),
    (2023, 5, 1),
    (2023, 5, 8),
    (2023, 5, 29),
    (2023, 8, 28),
    (2023, 12, 25),
    (2023, 12, 26),
    (2024, 1, 1),
    (2024, 3, 29),
    (2024, 4, 1),
    (2024, 5, 6),
    (2024, 5, 27),
    (2024, 8, 26),
    (2024, 12, 25),
    (2024, 12, 26),
    (2025, 1, 1),
    (2025, 4, 18),
    (2025, 4, 21),
    (2025, 5, 5),
    (2025, 5, 26),
    (2025, 8, 25),
    (2025, 12, 25),
    (2025, 12, 26),
    (2026, 1, 1),
    (2026, 4, 3),
    (2026, 4, 6),
    (2026, 5, 4),
    (2026, 5, 25),
    (2026, 8, 31),
    (2026, 12, 25),
    (2026, 12, 28),
];

/// Names of the months.
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The day of a year, month and day.
pub fn ymd(year: i32, month: i32, day: i32) -> Day {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

impl Day {
    /// Year, month, day.
    pub fn parts(self) -> (i32, i32, i32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i32::from(month <= 2), month, day)
    }

    /// Some days later, or earlier.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }

    /// Some calendar months later: the last day of a shorter month.
    pub fn months(self, count: i32) -> Day {
        let (y, m, d) = self.parts();
        let index = y * 12 + m - 1 + count;
        let (y, m) = (index.div_euclid(12), index.rem_euclid(12) + 1);
        let next = if m == 12 { ymd(y + 1, 1, 1) } else { ymd(y, m + 1, 1) };
        ymd(y, m, d).min(next.plus(-1))
    }

    /// Some years earlier.
    pub fn years_before(self, count: i32) -> Day {
        self.months(-12 * count)
    }

    /// Whether it is a working day.
    pub fn works(self) -> bool {
        (self.0 + 3).rem_euclid(7) < 5 && !HOLIDAYS.iter().any(|(y, m, d)| ymd(*y, *m, *d) == self)
    }

    /// Itself, or the next working day.
    pub fn working(self) -> Day {
        let mut day = self;
        while !day.works() {
            day = day.plus(1);
        }
        day
    }

    /// Itself, or the working day before.
    pub fn working_before(self) -> Day {
        let mut day = self;
        while !day.works() {
            day = day.plus(-1);
        }
        day
    }

    /// Some working days later, the day itself being day 0.
    pub fn plus_working(self, count: i32) -> Day {
        let (mut day, mut left) = (self, count);
        while left > 0 {
            day = day.plus(1);
            if day.works() {
                left -= 1;
            }
        }
        day
    }

    /// Age in whole years on a later day.
    pub fn age_on(self, day: Day) -> i32 {
        let ((y, m, d), (ty, tm, td)) = (self.parts(), day.parts());
        ty - y - i32::from((tm, td) < (m, d))
    }

    /// As it is written in a text: 4 May 2011.
    pub fn words(self) -> String {
        let (y, m, d) = self.parts();
        let month = MONTHS.iter().zip(1..).find(|(_, n)| *n == m).map_or("", |(name, _)| name);
        format!("{d} {month} {y}")
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.parts();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}
