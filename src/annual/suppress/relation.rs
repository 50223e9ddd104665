//! How a report that was published before stands to this one: which of its counts are counts of this one.

use std::collections::BTreeMap;

use super::known::{Earlier, Published};
use crate::annual::cross;
use crate::annual::table::{LAST_YEAR, Slice, Which, slug};
use crate::record::{Only, Period};

/// How an earlier report stands to this one.
pub(super) enum Relation {
    /// On the same records.
    Same,
    /// On the year before.
    LastYear,
    /// On a part of the period, that a row of this one may stand for: dimension and category.
    Span(Vec<(&'static str, String)>),
    /// On a part of the records: likewise.
    Share(Vec<(&'static str, String)>),
    /// On other records.
    Apart,
}

impl Relation {
    pub(super) fn of(report: &Earlier, period: Period) -> Self {
        let same = report.period == period;
        // No row of this report stands for several teams.
        let only = &report.only;
        let plain = Only { team: only.team.clone(), iro: only.iro.clone(), ..Only::default() };
        if *only != plain {
            return Self::Apart;
        }
        match (&report.only.team, &report.only.iro) {
            (Some(team), None) if same => Self::Share(vec![("team", slug(team))]),
            (None, Some(iro)) if same => Self::Share(vec![("iro", slug(iro))]),
            (None, None) if same => Self::Same,
            (None, None) if report.period.to.succ_opt() == Some(period.from) => Self::LastYear,
            (None, None) if report.period.from >= period.from && report.period.to <= period.to => Self::Span(cross::spans(report.period)),
            _ => Self::Apart,
        }
    }

    pub(super) fn is_span(&self) -> bool {
        matches!(self, Self::Span(_))
    }

    /// What a count of the earlier report is in this one.
    pub(super) fn same(&self, table: &Published, row: &str, column: &str, names: &BTreeMap<String, Slice>) -> Option<Slice> {
        match self {
            Self::Same => names.get(&Which::name(&table.key, table.key.contains(".by_"), row, column)).cloned(),
            Self::LastYear if row == "total" => Some(Slice::all(LAST_YEAR).with(table.measure(), column)),
            Self::Span(rows) | Self::Share(rows) if row == "total" => {
                rows.iter().find_map(|(dimension, key)| names.get(&format!("{}.by_{dimension}.{key}.{column}", table.key))).cloned()
            }
            _ => None,
        }
    }
}
