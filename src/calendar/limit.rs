//! A limit as policies write it: `20wd`, `72h`, `28d`, `6w`, `6m`, `-15wd`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Working days in England.
    WorkingDays,
    /// Hours. Records give days: the last day inside is the one on which the hours run out.
    Hours,
    /// Calendar days.
    Days,
    /// Weeks of seven calendar days.
    Weeks,
    /// Calendar months: 31 August and six months is 28 or 29 February.
    Months,
}

/// A number of working days, days or months; negative counts back from the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many; at most 9,999 either way.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

/// The text is not a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write a number and wd, h, d, w or m, as 20wd (working days), 72h (hours), 28d (days), 6w (weeks), 6m (months), or -15wd to count back"
)]
pub struct LimitError;

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, LimitError> {
        let text = text.trim();
        let (number, unit) = if let Some(n) = text.strip_suffix("wd") {
            (n, Unit::WorkingDays)
        } else if let Some(n) = text.strip_suffix('h') {
            (n, Unit::Hours)
        } else if let Some(n) = text.strip_suffix('d') {
            (n, Unit::Days)
        } else if let Some(n) = text.strip_suffix('w') {
            (n, Unit::Weeks)
        } else if let Some(n) = text.strip_suffix('m') {
            (n, Unit::Months)
        } else {
            return Err(LimitError);
        };
        let count: i32 = number.parse().map_err(|_| LimitError)?;
        if count.abs() > 9_999 {
            return Err(LimitError);
        }
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Limit {
    /// In words: `20 working days`, `1 month`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.count.unsigned_abs();
        let unit = match self.unit {
            Unit::WorkingDays => "working day",
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = match self.unit {
            Unit::WorkingDays => "wd",
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::Weeks => "w",
            Unit::Months => "m",
        };
        serializer.serialize_str(&format!("{}{unit}", self.count))
    }
}
