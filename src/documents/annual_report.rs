//! The report of a year or another period, in its two versions, and the scorecards of teams and IROs.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::Page;
use super::{Copied, Expect, Meta, Planned};
use crate::annual::AnnualCase;
use crate::annual::Year;
use crate::annual::report::{Block, Making, Report};
use crate::annual::table::slug;
use crate::matching::Secret;
use crate::record::{Split, Version};
use crate::words::day;

#[derive(Serialize)]
struct View<'a> {
    page: Page<'a>,
    report: &'a Report,
}

/// The folder of the files of reports.
pub const FOLDER: &str = "annual-report";

/// The versions that a record asks for.
pub fn versions(case: &AnnualCase) -> Vec<Version> {
    match case.record.versions.as_slice() {
        [] => vec![Version::Internal, Version::Published],
        some => some.to_vec(),
    }
}

/// The end of a file's name: what is reported, of whom, for whom.
pub fn stem(case: &AnnualCase, version: Version) -> String {
    let r = &case.record;
    let what = match r.period {
        p if p.is_year() => "annual-report",
        p if p.is_quarter() => "quarterly-report",
        _ => "report",
    };
    let named = |names: Vec<&String>, word: &str| match names.as_slice() {
        [] => String::new(),
        names => format!("{word}-{}", names.iter().map(|n| slug(n).replace('_', "-")).collect::<Vec<_>>().join("-and-")),
    };
    let only = &r.only;
    let of = [
        named(only.team.iter().chain(&only.teams).chain(&only.iro).chain(&only.iros).collect(), ""),
        named(only.without_teams.iter().chain(&only.without_iros).collect(), "-without"),
    ]
    .concat();
    let whom = match version {
        Version::Internal => "internal",
        Version::Published => "published",
    };
    format!("{what}{of}-{whom}")
}

/// What the forms of a report are made from.
pub fn making(case: &AnnualCase) -> Making<'_> {
    Making { record: &case.record, policy: &case.policy, year: &case.facts }
}

/// Both versions as PDF.
pub(super) fn plan(case: &AnnualCase, _as_of: NaiveDate) -> Vec<Planned> {
    let making = making(case);
    versions(case)
        .into_iter()
        .map(|version| {
            let tables = making.tables(version);
            let report = making.report(version, &tables);
            let audience = if version == Version::Internal { "service" } else { "public" };
            planned(case, &report, "annual_report", audience, stem(case, version))
        })
        .collect()
}

/// A scorecard for each team or IRO that the record asks for.
pub(super) fn scorecards(case: &AnnualCase, _as_of: NaiveDate) -> Vec<Planned> {
    let making = making(case);
    let mut out = Vec::new();
    for split in &case.record.scorecards {
        for (name, only) in making.scored(*split) {
            let narrowed = Year::narrowed(&case.facts, &case.record, &case.policy, &only);
            let report = making.scorecard(*split, &name, &narrowed);
            let what = match split {
                Split::Team => "team",
                Split::Iro => "iro",
            };
            let report_stem = stem(case, Version::Internal);
            let stem = format!("{}-scorecard-{what}-{}", report_stem.trim_end_matches("-internal"), slug(&name).replace('_', "-"));
            out.push(planned(case, &report, "scorecard", "service", stem));
        }
    }
    out
}

fn planned(case: &AnnualCase, report: &Report, document: &str, audience: &str, stem: String) -> Planned {
    let policy = &case.policy;
    let r = &case.record;
    let title = format!("{}, {}", report.title, report.period);
    let meta = Meta {
        title,
        lang: "en".to_owned(),
        author: format!("{}, {}", policy.body.name, policy.body.service),
        date: r.cover_report.as_ref().map_or(r.period.to, |c| c.date.max(r.period.to)),
        ident: format!("{document}/{stem}/{}/{}/{}", r.period.from, r.period.to, r.version.unwrap_or(1)),
    };
    let mut look = policy.look.clone();
    if audience == "public" {
        // What is for everybody carries no marking.
        look.classification = String::new();
    }
    let version = r.version.map_or(String::new(), |v| format!(" · version {v}"));
    let page = Page {
        replaces: None,
        title: report.title.clone(),
        meta: meta.clone(),
        body: &policy.body,
        look: &look,
        draft: case.draft,
        marked: true,
        missing: Vec::new(),
        large_print: false,
        footer: format!("{} · {}{version}", if report.scorecard { "Scorecard" } else { "Report" }, day(r.period.to)),
    };
    let mut texts = Vec::new();
    for block in report.sections.iter().flat_map(|s| &s.blocks) {
        if let Block::Table { table, .. } = block {
            texts.push(table.title.clone());
        }
    }
    texts.extend(report.headlines.iter().map(|h| h.words.clone()));
    if let Some(opening) = &report.opening {
        texts.push(opening.verdict.clone());
        texts.extend(opening.figures.iter().map(|f| f.words.clone()));
    }
    let mut sections: Vec<String> = report.sections.iter().map(|s| s.key.clone()).collect();
    if !report.scorecard {
        sections.push("summary".to_owned());
    }
    Planned {
        document: document.to_owned(),
        audience: audience.to_owned(),
        reference: FOLDER.to_owned(),
        held: r.period.to,
        stem,
        expect: Expect { sections, texts, absent: absent(case, audience) },
        view: serde_json::to_value(View { page, report }).unwrap_or_default(),
        meta,
        // The record of a report is not attached: what is published carries nothing that is not on its pages.
        archive: false,
        issued_as: Vec::new(),
        copy: Copied::default(),
    }
}

/// What the published version must not hold: names of IROs that are not to be named.
pub fn absent(case: &AnnualCase, audience: &str) -> Vec<Secret> {
    if audience == "public" { case.facts.officers(&case.record) } else { Vec::new() }
}
