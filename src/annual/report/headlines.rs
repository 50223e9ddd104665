//! The figures of the page that sums up, and how each stands to its target and the year before.

use super::*;

impl Making<'_> {
    pub(super) fn headlines(&self, tables: &[Table]) -> Vec<Headline> {
        let figure = |name: &str| tables.iter().flat_map(Table::named).find(|(n, _)| n == name).map(|(_, c)| c.value.clone());
        let mut out = Vec::new();
        // With the measure whose target it is held against.
        for (name, targeted, words) in [
            ("timeliness.percent", Some("timeliness"), "reviews held in time"),
            ("participation.percent", Some("participation"), "reviews in which the child took part"),
            ("ratings.green_percent", None, "plans rated green"),
            ("allocation.percent", Some("allocation"), "given an IRO in time"),
            ("records.distributed.percent", None, "records distributed in time"),
        ] {
            let Some(value) = figure(name) else { continue };
            if value.number().is_none() && value != Value::Hidden {
                continue;
            }
            let mut notes = Vec::new();
            if let Some(own) = value.number() {
                let target = targeted.and_then(|measure| self.year.targets.get(measure));
                if let Some(target) = target {
                    notes.push(against_target(value.exact().unwrap_or(own), *target));
                }
                if let Some(last) = last_year(tables, name) {
                    notes.push(against_last(own, last));
                }
            }
            let shown = if value == Value::Hidden { value.shown() } else { format!("{}%", value.shown()) };
            out.push(Headline { name: name.to_owned(), value: shown, words: words.to_owned(), notes });
        }
        for (name, words) in [
            ("children.total", "children looked after on the last day"),
            ("reviews.total", "reviews held"),
            ("challenges.total", "challenges raised"),
            ("caseload_summary.all.per_fte", "looked-after children for each full-time IRO"),
        ] {
            let Some(value) = figure(name) else { continue };
            let mut notes = Vec::new();
            if name == "caseload_summary.all.per_fte"
                && let (Some(own), Some(t)) = (value.number(), self.policy.targets.get("caseload"))
                && let (Some(least), Some(most)) = (t.at_least, t.at_most)
            {
                let plans = figure("caseload_summary.all.protection").and_then(|v| v.number()).is_some_and(|n| n > 0.0);
                let both = figure("caseload_summary.all.total_per_fte").map(|v| v.shown()).unwrap_or_default();
                let (state, words) = match own {
                    // Officers who chair protection conferences too have more than the recommendation speaks of.
                    _ if plans => ("same", format!("{both} with protection plans; recommended without: {} to {}", trim(least), trim(most))),
                    n if n > most => ("worse", format!("above the recommended {} to {}", trim(least), trim(most))),
                    n if n < least => ("same", format!("below the recommended {} to {}", trim(least), trim(most))),
                    _ => ("better", format!("within the recommended {} to {}", trim(least), trim(most))),
                };
                notes.push((state.to_owned(), words));
            }
            if let (Some(own), Some(last)) = (value.number(), last_year(tables, name)) {
                notes.push(("same".to_owned(), difference(own - last)));
            }
            out.push(Headline { name: name.to_owned(), value: value.shown(), words: words.to_owned(), notes });
        }
        out
    }
}

/// How an exact percentage stands to a target: 113 of 119 is not 95%, though it is printed so.
pub(super) fn against_target(own: f64, target: f64) -> (String, String) {
    let points = ((own - target) * 10.0).round() / 10.0;
    if own < target && points == 0.0 {
        ("worse".to_owned(), format!("just under the target of {}%", trim(target)))
    } else if points < 0.0 {
        ("worse".to_owned(), format!("{} under the target of {}%", points_words(-points), trim(target)))
    } else if points == 0.0 {
        ("better".to_owned(), format!("the target of {}% met", trim(target)))
    } else {
        ("better".to_owned(), format!("{} over the target of {}%", points_words(points), trim(target)))
    }
}

pub(super) fn against_last(own: f64, last: f64) -> (String, String) {
    let points = ((own - last) * 10.0).round() / 10.0;
    let state = if points == 0.0 {
        "same"
    } else if points > 0.0 {
        "better"
    } else {
        "worse"
    };
    let words = match points {
        p if p > 0.0 => format!("{} more than the year before", points_words(p)),
        p if p < 0.0 => format!("{} less than the year before", points_words(-p)),
        _ => "as the year before".to_owned(),
    };
    (state.to_owned(), words)
}

pub(super) fn points_words(n: f64) -> String {
    format!("{} point{}", trim(n), if (n - 1.0).abs() < 1e-9 { "" } else { "s" })
}

pub(super) fn difference(n: f64) -> String {
    let n = (n * 10.0).round() / 10.0;
    match n {
        n if n > 0.0 => format!("{} more than the year before", trim(n)),
        n if n < 0.0 => format!("{} fewer than the year before", trim(-n)),
        _ => "as many as the year before".to_owned(),
    }
}

/// Last year's figure as the table of this year's shows it: rounded, and not there where it is not shown.
pub(super) fn last_year(tables: &[Table], name: &str) -> Option<f64> {
    let (table, column) = name.rsplit_once('.')?;
    tables.iter().find(|t| t.key() == table)?.cell("last_year", column)?.value.number()
}
