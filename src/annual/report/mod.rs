//! The report laid out: sections in their order, each with what the manager says, charts and tables. Every form of the report is made
//! from this, so that they cannot say different things.

mod blocks;
mod cover;
mod headlines;
mod opening;
mod scorecard;
mod sections;
mod views;
mod years;

pub use opening::{Gauge, Opening, Quote, Scale};
pub use sections::{SECTIONS, Usual, planned, usual};
pub use views::view;
pub use years::{is_year_to, years_of};

use headlines::last_year;

use sections::{COUNTS, GOOD, RAG};
use views::{has_figures, share_titles, table_block, typed_view, years_view};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::annual::chart::{self, Chart, Kind, Plan};
use crate::annual::corrections;
use crate::annual::prose::{Figures, trim};
use crate::annual::table::{Role, Table, Unit, Value};
use crate::annual::typed;
use crate::annual::year::Year;
use crate::policy::Policy;
use crate::record::{AnnualReport, Only, SectionPlan, Split, Status, Version};
use crate::words::{capital, day, list};

/// A version of a report, ready to be drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Title.
    pub title: String,
    /// The period in words.
    pub period: String,
    /// `Internal version` or nothing.
    pub version: String,
    /// Who makes it.
    pub service: String,
    /// The page before everything else.
    pub front: Option<Front>,
    /// What goes to the committee with it.
    pub cover: Vec<CoverLine>,
    /// Whether that stands after the report.
    pub cover_after: bool,
    /// Heading of the committee's report.
    pub cover_approvals: Vec<Vec<String>>,
    /// The page that a reader sees first; a scorecard has none.
    pub opening: Option<Opening>,
    /// The figures of a scorecard.
    pub headlines: Vec<Headline>,
    /// Its heading.
    pub glance: String,
    /// A chart on that page.
    pub summary_chart: Option<Chart>,
    /// What the manager says there.
    pub summary: String,
    /// Sections.
    pub sections: Vec<Section>,
    /// Whether it is a scorecard: no cover, no contents.
    pub scorecard: bool,
}

/// The cover.
#[derive(Debug, Clone, Serialize)]
pub struct Front {
    /// Title.
    pub title: String,
    /// What stands below it.
    pub subtitle: String,
    /// The logo, as SVG.
    pub logo: Option<Picture>,
    /// The picture.
    pub picture: Option<Picture>,
    /// Author, date and contact, a line each.
    pub lines: Vec<String>,
}

/// A picture, in the two forms in which it is used.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// SVG, for the PDF.
    pub svg: String,
    /// An address that holds it, for the page.
    pub uri: String,
    /// What it shows.
    pub alt: String,
    /// How wide it is beside its height.
    pub ratio: f32,
}

/// A line of the committee's report.
#[derive(Debug, Clone, Serialize)]
pub struct CoverLine {
    /// What it is about.
    pub label: String,
    /// What is said: Markdown.
    pub text: String,
    /// Whether it is short enough to stand beside its label.
    pub short: bool,
}

/// A figure of the page that sums up.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// Its name.
    pub name: String,
    /// As it is printed.
    pub value: String,
    /// What it is.
    pub words: String,
    /// How it stands to the target and the year before, with `better`, `worse`, `same` or nothing.
    pub notes: Vec<(String, String)>,
}

/// A section.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Key.
    pub key: String,
    /// Number, as `4.1`.
    pub number: String,
    /// 1 for a section, 2 for one below it.
    pub level: u8,
    /// Title.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// Text: Markdown.
    Prose {
        /// The text.
        text: String,
    },
    /// A chart.
    Chart {
        /// The chart.
        chart: Box<Chart>,
    },
    /// A table.
    Table {
        /// The table.
        table: Box<TableView>,
        /// Whether the chart above it has said its title.
        titled: bool,
    },
    /// A case example: Markdown.
    Case {
        /// Its title.
        title: String,
        /// Its text.
        text: String,
    },
    /// A heading below the section's.
    Heading {
        /// The words.
        text: String,
    },
    /// Boxes to tick, of a form that is appended.
    Boxes {
        /// The lines.
        lines: Vec<String>,
    },
}

/// A table as it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct TableView {
    /// Its name.
    pub key: String,
    /// Title.
    pub title: String,
    /// Heading of the rows' names.
    pub stub: String,
    /// Columns.
    pub columns: Vec<ColumnView>,
    /// Rows.
    pub rows: Vec<RowView>,
    /// Base and notes.
    pub note: String,
}

/// A column as it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// Heading.
    pub title: String,
    /// Whether its figures stand to the right.
    pub right: bool,
}

/// A row as it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Its name.
    pub title: String,
    /// What it is.
    pub role: Role,
    /// Its figures.
    pub cells: Vec<String>,
}

/// What a report is made from.
#[derive(Debug)]
pub struct Making<'a> {
    /// What the manager supplied.
    pub record: &'a AnnualReport,
    /// The pack.
    pub policy: &'a Policy,
    /// The counts.
    pub year: &'a Year,
}

impl Making<'_> {
    /// The tables of one version: all of them for the service, for everybody those that the report shows, without small numbers.
    #[must_use]
    pub fn tables(&self, version: Version) -> Vec<Table> {
        let mut tables: Vec<Table> = match version {
            Version::Internal => self.year.tables.iter().map(|(_, t)| t.clone()).collect(),
            Version::Published => self.year.published(self.record).to_vec(),
        };
        corrections::note(&mut tables, &self.record.corrections, &self.year.corrected, version == Version::Published);
        let years = self.years_tables(&tables, version);
        tables.extend(years);
        tables
    }

    /// One version of the report, from its tables.
    #[must_use]
    pub fn report(&self, version: Version, tables: &[Table]) -> Report {
        let figures = Figures::of(tables.iter(), self.year);
        let fill = |text: &String| figures.fill(text);
        let record = self.record;
        let mut sections = Vec::new();
        let (mut first, mut second) = (0, 0);
        for (plan, level) in planned(record) {
            let known = usual(&plan.section);
            let title = plan
                .title
                .clone()
                .or_else(|| known.map(|k| k.title.to_owned()))
                .unwrap_or_else(|| capital(&plan.section.replace('_', " ")));
            let mut blocks = Vec::new();
            if let Some(text) = record.narrative.get(&plan.section) {
                blocks.push(Block::Prose { text: fill(text) });
            }
            self.blocks(&plan.section, tables, version, &figures, &mut blocks);
            if blocks.is_empty() && plan.parts.is_empty() {
                continue;
            }
            share_titles(&mut blocks);
            let number = if level == 1 {
                (first, second) = (first + 1, 0);
                first.to_string()
            } else {
                second += 1;
                format!("{first}.{second}")
            };
            sections.push(Section { key: plan.section.clone(), number, level, title, blocks });
        }
        Report {
            title: figures.fill(&self.title()),
            period: match record.only.words().filter(|_| self.may_name_scope(version)) {
                Some(only) => format!("{} to {}: {only}", day(record.period.from), day(record.period.to)),
                None => format!("{} to {}", day(record.period.from), day(record.period.to)),
            },
            version: match (version, record.status) {
                (Version::Internal, Status::Final) => "Internal version: not for publication".to_owned(),
                (Version::Internal, _) => "Internal version, draft: not for publication".to_owned(),
                (Version::Published, Status::Final) => String::new(),
                (Version::Published, _) => "Draft".to_owned(),
            },
            service: format!("{}, {}", self.policy.body.name, self.policy.body.service),
            front: self.front(&figures),
            cover: self.cover(&figures),
            cover_after: record.cover_report.as_ref().is_some_and(|c| c.after),
            cover_approvals: self.approvals(),
            opening: Some(self.opening(tables, &figures)),
            headlines: Vec::new(),
            glance: if record.period.is_year() { "The year at a glance" } else { "At a glance" }.to_owned(),
            summary_chart: tables.iter().find(|t| t.key() == "ratings.by_team").and_then(|t| self.drawn(t, Some(&RAG))),
            summary: record.narrative.get("summary").map(fill).unwrap_or_default(),
            sections,
            scorecard: false,
        }
    }

    /// Whether a version may say whose records it counts: IROs are named in what is published only where the record says so.
    fn may_name_scope(&self, version: Version) -> bool {
        let only = &self.record.only;
        let of_iros = only.iro.is_some() || !only.iros.is_empty() || !only.without_iros.is_empty();
        version == Version::Internal || !of_iros || self.record.staff_names == crate::record::StaffNames::Names
    }

    /// The report's title.
    #[must_use]
    pub fn title(&self) -> String {
        self.record.title.clone().unwrap_or_else(|| {
            let what = match self.record.period {
                p if p.is_year() => self.policy.document_title("annual_report"),
                p if p.is_quarter() => "Quarterly report",
                _ => "Report",
            };
            format!("{what} of the {}", self.policy.body.service)
        })
    }
}
