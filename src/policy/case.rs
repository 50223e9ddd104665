//! The cases that a pack names with `when`: an age, a kind of review, how the child is looked after.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

/// What the schema lets through; what it means is [`Case`]'s business.
pub(super) const PATTERN: &str = concat!(
    "^(not )?",
    "(always|never|first|not[ _]first|remand|unaccompanied|matched|short[ _]breaks|school[ _]age|",
    "(from|under|until)[ _](the )?[0-9]{1,2}(st|nd|rd|th)?( birthday)?|from [0-9]{1,2} to [0-9]{1,2})",
    "( and (not )?",
    "(always|never|first|not[ _]first|remand|unaccompanied|matched|short[ _]breaks|school[ _]age|",
    "(from|under|until)[ _](the )?[0-9]{1,2}(st|nd|rd|th)?( birthday)?|from [0-9]{1,2} to [0-9]{1,2}))*$"
);

/// One condition of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// At every review.
    Always,
    /// Only where there is something.
    Never,
    /// At the first review.
    First,
    /// On remand.
    Remand,
    /// Unaccompanied, or perhaps trafficked.
    Unaccompanied,
    /// In a matched long-term placement.
    Matched,
    /// In a series of short breaks.
    ShortBreaks,
    /// From a birthday on, and before another, in years.
    Aged {
        /// From this birthday.
        from: u8,
        /// Until the day before this one.
        before: u8,
    },
}

/// A case: every one of its conditions holds, or where it is so marked does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case(Vec<(bool, Condition)>);

/// The text names no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write always, never, first, remand, unaccompanied, matched, short breaks, school age, from the 16th birthday, under 5 or from 10 to 15"
)]
pub struct CaseError;

impl Case {
    /// At every review.
    #[must_use]
    pub fn always() -> Self {
        Self(vec![(true, Condition::Always)])
    }

    /// Whether it holds, where `holds` says so of each condition.
    #[must_use]
    pub fn holds(&self, holds: impl Fn(Condition) -> bool) -> bool {
        self.0.iter().all(|(is, condition)| holds(*condition) == *is)
    }

    /// Whether it is every review's.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.iter().all(|c| *c == (true, Condition::Always))
    }

    /// Whether it tells something of the child besides age.
    #[must_use]
    pub fn tells_of_child(&self) -> bool {
        use Condition::{Matched, Remand, ShortBreaks, Unaccompanied};
        self.0.iter().any(|(is, condition)| *is && matches!(condition, Remand | Unaccompanied | Matched | ShortBreaks))
    }

    /// Whether it never asks for anything.
    #[must_use]
    pub fn is_never(&self) -> bool {
        self.0.contains(&(true, Condition::Never))
    }

    /// Whether most children come into it at most reviews: always, after the first, or of school age.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        let usual = |c: &(bool, Condition)| match c {
            (is, Condition::Always) => *is,
            (is, Condition::First | Condition::ShortBreaks | Condition::Remand) => !is,
            (true, Condition::Aged { from, before }) => before.saturating_sub(*from) >= 10,
            _ => false,
        };
        self.0.iter().all(usual)
    }
}

impl FromStr for Case {
    type Err = CaseError;

    fn from_str(text: &str) -> Result<Self, CaseError> {
        let text = text.trim().to_lowercase().replace('_', " ");
        text.split(" and ").map(condition).collect::<Option<Vec<_>>>().map(Self).ok_or(CaseError)
    }
}

fn condition(text: &str) -> Option<(bool, Condition)> {
    let text = text.trim();
    let (is, rest) = text.strip_prefix("not ").map_or((true, text), |rest| (false, rest));
    let condition = match rest {
        "always" => Condition::Always,
        "never" => Condition::Never,
        "first" => Condition::First,
        "remand" => Condition::Remand,
        "unaccompanied" => Condition::Unaccompanied,
        "matched" => Condition::Matched,
        "short breaks" => Condition::ShortBreaks,
        "school age" => Condition::Aged { from: 3, before: 18 },
        _ => {
            let (word, ages) = rest.split_once(' ')?;
            let ages = ages.trim_start_matches("the ").trim_end_matches(" birthday");
            let age = |text: &str| text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u8>().ok();
            match (word, ages.split_once(" to ")) {
                ("from", Some((from, to))) => Condition::Aged { from: age(from)?, before: age(to)?.checked_add(1)? },
                ("from", None) => Condition::Aged { from: age(ages)?, before: u8::MAX },
                ("under" | "until", None) => Condition::Aged { from: 0, before: age(ages)? },
                _ => return None,
            }
        }
    };
    Some((is, condition))
}

impl fmt::Display for Case {
    /// In words: `from 16`, `for a child in short breaks`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (is, condition)) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            let negated = if *is { "" } else { "not " };
            match condition {
                Condition::Always => f.write_str(if *is { "at every review" } else { "never" }),
                Condition::Never => f.write_str(if *is { "never" } else { "at every review" }),
                Condition::First => f.write_str(if *is { "at the first review" } else { "after the first review" }),
                Condition::Remand => write!(f, "{negated}on remand"),
                Condition::Unaccompanied => write!(f, "{negated}for an unaccompanied child, or one who may have been trafficked"),
                Condition::Matched => write!(f, "{negated}in a matched long-term placement"),
                Condition::ShortBreaks => write!(f, "{negated}for a child in short breaks"),
                Condition::Aged { from: 0, before } => write!(f, "{negated}under {before}"),
                Condition::Aged { from, before: u8::MAX } => write!(f, "{negated}from {from}"),
                Condition::Aged { from, before } => write!(f, "{negated}from {from} to {}", before.saturating_sub(1)),
            }?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Case {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn cases_as_offices_write_them() {
        let words = |text: &str| text.parse::<Case>().map(|c| c.to_string());
        assert_eq!(words("from the 16th birthday").as_deref(), Ok("from 16"));
        assert_eq!(words("from_16").as_deref(), Ok("from 16"));
        assert_eq!(words("under 5").as_deref(), Ok("under 5"));
        assert_eq!(words("from 10 to 15 and not remand").as_deref(), Ok("from 10 to 15, not on remand"));
        assert_eq!(words("not_first").as_deref(), Ok("after the first review"));
        assert_eq!(words("school_age").as_deref(), Ok("from 3 to 17"));
        assert!(words("sometimes").is_err() && words("from teatime").is_err());
    }
}
