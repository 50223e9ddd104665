//! Figures in the manager's text: `{{ timeliness.percent }}` prints a figure by its name. There is no other logic in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::{Unit, Value};
use super::year::Year;

/// A name in braces and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name.
    pub name: String,
    /// From the opening to the closing braces.
    pub span: Range<usize>,
}

/// The names that a text mentions.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|t| t.find("{{")).map(|i| i + from) {
        let Some(close) = text.get(open..).and_then(|t| t.find("}}")).map(|i| i + open + 2) else { break };
        let name = text.get(open + 2..close - 2).unwrap_or_default().trim().to_owned();
        out.push(Mention { name, span: open..close });
        from = close;
    }
    out
}

/// Figures as prose prints them.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, String>);

impl Figures {
    /// The figures of a year, from the tables of one of its versions.
    #[must_use]
    pub fn of<'a>(tables: impl Iterator<Item = &'a super::table::Table>, year: &Year) -> Self {
        let mut out = BTreeMap::new();
        for table in tables {
            for (i, (name, cell)) in table.named().into_iter().enumerate() {
                let unit = table.columns.get(i % table.columns.len().max(1)).map_or(Unit::Text, |c| c.unit);
                out.insert(name, words(&cell.value, unit));
            }
        }
        for (measure, target) in &year.targets {
            out.insert(format!("{measure}.target"), format!("{}%", trim(*target)));
        }
        let period = year.cohort.period();
        out.insert("period.from".to_owned(), crate::words::day(period.from));
        out.insert("period.to".to_owned(), crate::words::day(period.to));
        Self(out)
    }

    /// The names there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a figure has this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether a figure has this name and is not hidden.
    #[must_use]
    pub fn shows(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|words| words != NO_PERCENTAGE && words != NO_NUMBER)
    }

    /// Whether every figure that a text names is shown.
    #[must_use]
    pub fn fills(&self, text: &str) -> bool {
        mentions(text).iter().all(|mention| self.shows(&mention.name))
    }

    /// The text with every name replaced by its figure. One that this version does not have is said to be not shown: what stands in the
    /// record is never printed (findings tell of both).
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for mention in mentions(text) {
            out.push_str(text.get(from..mention.span.start).unwrap_or_default());
            let missing = if mention.name.ends_with(".percent") { NO_PERCENTAGE } else { NO_NUMBER };
            let words = self.0.get(&mention.name).map_or(missing, String::as_str);
            out.push_str(words);
            from = mention.span.end;
            // `{{ timeliness.percent }}%` and `{{ timeliness.percent }}` are the same.
            let after = text.get(from..).unwrap_or_default();
            if (words.ends_with('%') || words == NO_PERCENTAGE) && after.trim_start_matches(' ').starts_with('%') {
                from += after.find('%').map_or(0, |i| i + 1);
            }
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }
}

/// What stands in a sentence for a percentage that is not shown.
const NO_PERCENTAGE: &str = "[a percentage that is not shown]";

/// The same for any other figure.
const NO_NUMBER: &str = "[a number that is not shown]";

/// A figure in a sentence.
fn words(value: &Value, unit: Unit) -> String {
    match value {
        Value::Hidden if unit == Unit::Percent => NO_PERCENTAGE.to_owned(),
        Value::Hidden => NO_NUMBER.to_owned(),
        Value::Nothing => "no figure".to_owned(),
        Value::Percent { base: 0, .. } => "no figure".to_owned(),
        _ if unit == Unit::Percent => format!("{}%", value.shown()),
        _ => value.shown(),
    }
}

/// A number without a fraction of nought.
#[must_use]
pub fn trim(n: f64) -> String {
    if n.fract() == 0.0 { format!("{n:.0}") } else { format!("{n:.1}") }
}
