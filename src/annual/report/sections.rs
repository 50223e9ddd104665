//! The sections of the usual report, each with its tables and charts, and the order a record asks for.

use super::*;
use crate::annual::table::{Which, all, beside, by};

/// A section of the usual report.
#[derive(Debug)]
pub struct Usual {
    /// Key.
    pub key: &'static str,
    /// Title.
    pub title: &'static str,
    /// Tables, each with a chart or without.
    pub shows: &'static [(Which, Option<Plan<'static>>)],
    /// Whether a final report needs the manager's words here (IRO Handbook 2010, 7.11).
    pub needs_words: bool,
}

pub(super) const RAG: Plan<'static> =
    Plan { columns: &[("red", "red"), ("amber", "amber"), ("green", "green")], kind: Kind::Shares, most: 24, total: false };

pub(super) const COUNTS: Plan<'static> = Plan { columns: &[("count", "one")], kind: Kind::Stacked, most: 12, total: false };

pub(super) const CASELOAD: Plan<'static> = Plan { columns: &[("per_fte", "one")], kind: Kind::Stacked, most: 40, total: false };

pub(super) const MEDIAN: Plan<'static> = Plan { columns: &[("median", "one")], kind: Kind::Stacked, most: 12, total: true };

pub(super) const PLANS: Plan<'static> = Plan { columns: &[("plans", "one")], kind: Kind::Stacked, most: 12, total: false };

pub(super) const GOOD: Plan<'static> = Plan { columns: &[("good_percent", "one")], kind: Kind::Stacked, most: 40, total: false };

pub(super) const STAGED: Plan<'static> =
    Plan { columns: &[("in_time", "green"), ("late", "amber"), ("outstanding", "red")], kind: Kind::Shares, most: 6, total: false };

/// The sections of the usual report, in order.
pub const SECTIONS: &[Usual] = &[
    Usual { key: "introduction", title: "Introduction", shows: &[(by("reviews", "review_type"), None)], needs_words: true },
    Usual {
        key: "service",
        title: "The service",
        shows: &[
            (all("staffing"), None),
            (beside("staffing", "turnover"), None),
            (all("children"), None),
            (beside("staffing", "ethnicity"), None),
            (beside("staffing", "sex"), None),
            (by("children", "age"), None),
            (by("children", "legal_status"), None),
            (by("children", "placement"), None),
            (by("children", "length"), None),
            (by("children", "stability"), None),
            (by("children", "placements"), None),
            (all("stable_two_years"), None),
            (by("children", "area"), None),
            (by("children", "plan"), None),
            (all("same_iro"), None),
            (all("leaving_care"), None),
            (by("children", "unaccompanied"), None),
        ],
        needs_words: true,
    },
    Usual {
        key: "quality_assurance",
        title: "Quality of care planning",
        shows: &[
            (by("ratings", "team"), Some(RAG)),
            (by("ratings", "quarter"), None),
            (all("indicators"), None),
            (by("repeated_reds", "team"), None),
            (all("practice_checks"), None),
            (by("practice_checks", "standard"), None),
        ],
        needs_words: true,
    },
    Usual {
        key: "challenge",
        title: "Challenge and resolution",
        shows: &[
            (by("challenges", "stage"), Some(COUNTS)),
            (by("challenges", "ground"), Some(COUNTS)),
            (by("challenges", "theme"), None),
            (by("challenges", "team"), None),
            (by("challenges", "outcome"), None),
            (beside("challenges", "referrals"), None),
            (all("answers"), None),
            (by("answers", "stage"), Some(MEDIAN)),
            (all("resolution"), None),
            (all("achieved"), None),
            (all("good_practice"), None),
        ],
        needs_words: true,
    },
    Usual {
        key: "participation",
        title: "How children and families took part",
        shows: &[
            (all("participation"), None),
            (by("participation", "code"), Some(COUNTS)),
            (by("participation", "age"), None),
            (all("chaired_by_child"), None),
            (all("seen_alone"), None),
            (all("parents"), None),
            (all("attended"), None),
            (all("meetings"), None),
            (all("advocacy"), None),
            (all("iro_visits"), None),
        ],
        needs_words: true,
    },
    Usual {
        key: "timeliness",
        title: "Reviews held in time",
        shows: &[
            (all("timeliness"), None),
            (all("overdue"), None),
            (by("timeliness", "team"), None),
            (by("timeliness", "review_type"), None),
            (all("late"), None),
            (by("late", "days"), None),
            (all("adjourned"), None),
        ],
        needs_words: true,
    },
    Usual { key: "allocation", title: "An IRO for every child", shows: &[(all("allocation"), None)], needs_words: false },
    Usual {
        key: "caseloads",
        title: "Caseloads",
        shows: &[
            (all("caseloads"), Some(CASELOAD)),
            (all("caseload_notes"), None),
            (all("caseload_summary"), None),
            (beside("caseloads", "short_breaks"), None),
            (by("caseloads", "month"), None),
        ],
        needs_words: true,
    },
    Usual {
        key: "child_protection",
        title: "Child protection",
        shows: &[
            (all("protection"), Some(PLANS)),
            (beside("protection", "reviews"), None),
            (beside("protection", "ended"), None),
            (all("conferences"), None),
            (all("quorate"), None),
        ],
        needs_words: false,
    },
    Usual {
        key: "records",
        title: "Decisions and records in time",
        shows: &[
            (all("records"), Some(STAGED)),
            (all("care_plans"), None),
            (all("papers_shared"), None),
            (all("plans_updated"), None),
            (all("midway"), None),
        ],
        needs_words: true,
    },
    Usual { key: "feedback", title: "What families told us", shows: &[], needs_words: false },
    Usual { key: "priorities", title: "Priorities", shows: &[], needs_words: false },
    Usual { key: "about", title: "About these figures", shows: &[(all("left_out"), None)], needs_words: false },
    Usual { key: "appendices", title: "Appendices", shows: &[], needs_words: false },
];

/// The usual section with a key.
#[must_use]
pub fn usual(key: &str) -> Option<&'static Usual> {
    SECTIONS.iter().find(|s| s.key == key)
}

/// The sections of a report, flat, each with its level: those the record names, and of the usual ones those it cannot do without.
#[must_use]
pub fn planned(record: &AnnualReport) -> Vec<(SectionPlan, u8)> {
    let plain = |section: &str, title: Option<String>| SectionPlan { section: section.to_owned(), title, parts: Vec::new() };
    let mut out: Vec<(SectionPlan, u8)> = Vec::new();
    if record.sections.is_empty() {
        out.extend(SECTIONS.iter().map(|s| (plain(s.key, None), 1)));
    }
    for section in &record.sections {
        out.push((section.clone(), 1));
        out.extend(section.parts.iter().map(|p| (p.into(), 2)));
    }
    // How the figures were made is always said.
    if !out.iter().any(|(s, _)| s.section == "about") {
        let at = out.iter().position(|(s, _)| s.section == "appendices").unwrap_or(out.len());
        out.insert(at, (plain("about", None), 1));
    }
    out.retain(|(s, _)| s.section == "about" || !record.leave_out.contains_key(&s.section));
    for own in &record.own_sections {
        let after = own.after.as_ref().and_then(|after| out.iter().position(|(s, _)| s.section == *after).map(|at| at + 1));
        let before = || out.iter().position(|(s, _)| matches!(s.section.as_str(), "priorities" | "about")).unwrap_or(out.len());
        // It stands where the one it follows does: below a heading, or as one of its own.
        let at = after.unwrap_or_else(before);
        let level = after.and_then(|at| out.get(at - 1)).map_or(1, |(_, level)| *level);
        out.insert(at, (plain(&own.section, Some(own.title.clone())), level));
    }
    for (section, _) in &mut out {
        section.title = section.title.take().or_else(|| record.headings.get(&section.section).cloned());
    }
    out
}
