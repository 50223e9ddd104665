//! The report laid out: sections in their order, each with what the manager says, charts and tables. Every form of the report is made
//! from this, so that they cannot say different things.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::{self, Chart, Kind, Plan};
use super::prose::{Figures, trim};
use super::suppress;
use super::table::{Role, Table, Unit, Value};
use super::typed;
use super::year::{Year, without_names};
use crate::policy::Policy;
use crate::record::{AnnualReport, Only, SectionPlan, Split, StaffNames, Status, Version};
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
    /// What goes before it to the committee.
    pub cover: Vec<CoverLine>,
    /// Heading of the committee's report.
    pub cover_approvals: Vec<Vec<String>>,
    /// The figures of the page that sums up.
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

/// A section of the usual report.
#[derive(Debug)]
pub struct Usual {
    /// Key.
    pub key: &'static str,
    /// Title.
    pub title: &'static str,
    /// Tables, each with a chart or without.
    pub shows: &'static [(&'static str, Option<Plan>)],
    /// Whether a final report needs the manager's words here (IRO Handbook 2010, 7.11).
    pub needs_words: bool,
}

const RAG: Plan = Plan { columns: &[("red", "red"), ("amber", "amber"), ("green", "green")], kind: Kind::Shares, most: 24, total: false };
const COUNTS: Plan = Plan { columns: &[("count", "one")], kind: Kind::Stacked, most: 12, total: false };
const CASELOAD: Plan = Plan { columns: &[("per_fte", "one")], kind: Kind::Stacked, most: 40, total: false };
const MEDIAN: Plan = Plan { columns: &[("median", "one")], kind: Kind::Stacked, most: 12, total: true };
const PLANS: Plan = Plan { columns: &[("plans", "one")], kind: Kind::Stacked, most: 12, total: false };
const GOOD: Plan = Plan { columns: &[("good_percent", "one")], kind: Kind::Stacked, most: 40, total: false };
const STAGED: Plan =
    Plan { columns: &[("in_time", "green"), ("late", "amber"), ("outstanding", "red")], kind: Kind::Shares, most: 6, total: false };

/// The sections of the usual report, in order.
pub const SECTIONS: &[Usual] = &[
    Usual { key: "introduction", title: "Introduction", shows: &[("reviews.by_review_type", None)], needs_words: true },
    Usual {
        key: "service",
        title: "The service",
        shows: &[
            ("staffing", None),
            ("staffing.turnover", None),
            ("children", None),
            ("staffing.ethnicity", None),
            ("children.by_age", None),
            ("children.by_legal_status", None),
            ("children.by_placement", None),
            ("children.by_length", None),
            ("children.by_stability", None),
            ("children.by_unaccompanied", None),
        ],
        needs_words: true,
    },
    Usual {
        key: "quality_assurance",
        title: "Quality of care planning",
        shows: &[("ratings.by_team", Some(RAG)), ("ratings.by_quarter", None), ("indicators", None), ("repeated_reds.by_team", None)],
        needs_words: true,
    },
    Usual {
        key: "challenge",
        title: "Challenge and resolution",
        shows: &[
            ("challenges.by_stage", Some(COUNTS)),
            ("challenges.by_ground", Some(COUNTS)),
            ("challenges.by_theme", None),
            ("challenges.by_team", None),
            ("challenges.by_outcome", None),
            ("challenges.referrals", None),
            ("answers", None),
            ("answers.by_stage", Some(MEDIAN)),
            ("resolution", None),
            ("good_practice", None),
        ],
        needs_words: true,
    },
    Usual {
        key: "participation",
        title: "How children and families took part",
        shows: &[
            ("participation", None),
            ("participation.by_code", Some(COUNTS)),
            ("participation.by_age", None),
            ("chaired_by_child", None),
            ("seen_alone", None),
            ("parents", None),
        ],
        needs_words: true,
    },
    Usual {
        key: "timeliness",
        title: "Reviews held in time",
        shows: &[
            ("timeliness", None),
            ("timeliness.by_team", None),
            ("timeliness.by_review_type", None),
            ("late", None),
            ("late.by_days", None),
            ("adjourned", None),
        ],
        needs_words: true,
    },
    Usual { key: "allocation", title: "An IRO for every child", shows: &[("allocation", None)], needs_words: false },
    Usual {
        key: "caseloads",
        title: "Caseloads",
        shows: &[("caseloads", Some(CASELOAD)), ("caseload_notes", None), ("caseload_summary", None), ("caseloads.by_month", None)],
        needs_words: true,
    },
    Usual {
        key: "child_protection",
        title: "Child protection",
        shows: &[("protection", Some(PLANS)), ("protection.reviews", None), ("protection.ended", None)],
        needs_words: false,
    },
    Usual {
        key: "records",
        title: "Decisions and records in time",
        shows: &[("records", Some(STAGED)), ("care_plans", None), ("midway", None)],
        needs_words: true,
    },
    Usual { key: "feedback", title: "What families told us", shows: &[], needs_words: false },
    Usual { key: "priorities", title: "Priorities", shows: &[], needs_words: false },
    Usual { key: "about", title: "About these figures", shows: &[("left_out", None)], needs_words: false },
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
    if record.sections.is_empty() {
        return SECTIONS.iter().map(|s| (SectionPlan { section: s.key.to_owned(), title: None, parts: Vec::new() }, 1)).collect();
    }
    let mut out = Vec::new();
    for section in &record.sections {
        out.push((section.clone(), 1));
        out.extend(section.parts.iter().map(|p| (p.clone(), 2)));
    }
    // How the figures were made is always said.
    if !out.iter().any(|(s, _)| s.section == "about") {
        let at = out.iter().position(|(s, _)| s.section == "appendices").unwrap_or(out.len());
        out.insert(at, (SectionPlan { section: "about".to_owned(), title: None, parts: Vec::new() }, 1));
    }
    out
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
        let all = self.year.tables.iter().map(|(_, t)| t);
        if version == Version::Internal {
            return all.cloned().collect();
        }
        let sections = planned(self.record);
        let shown: Vec<&str> =
            sections.iter().filter_map(|(s, _)| usual(&s.section)).flat_map(|s| s.shows.iter().map(|(key, _)| *key)).collect();
        // The table of all of a measure is behind its headline.
        let is_shown = |t: &&Table| {
            let main = shown.iter().any(|key| key.split(".by_").next() == Some(t.key.as_str()));
            let by_post = t.key == "caseloads" && self.record.staff_names == StaffNames::Names;
            (!t.internal || by_post) && (shown.contains(&t.key.as_str()) || main || t.key.starts_with("feedback."))
        };
        let mut tables = suppress::suppress(all.filter(is_shown).cloned().collect());
        for table in &mut tables {
            without_names(table, self.record);
        }
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
            period: format!("{} to {}", day(record.period.from), day(record.period.to)),
            version: match (version, record.status) {
                (Version::Internal, Status::Final) => "Internal version: not for publication".to_owned(),
                (Version::Internal, _) => "Internal version, draft: not for publication".to_owned(),
                (Version::Published, Status::Final) => String::new(),
                (Version::Published, _) => "Draft".to_owned(),
            },
            service: format!("{}, {}", self.policy.body.name, self.policy.body.service),
            cover: self.cover(&figures),
            cover_approvals: self.approvals(),
            headlines: self.headlines(tables),
            glance: if (350..=380).contains(&(record.period.to - record.period.from).num_days()) {
                "The year at a glance"
            } else {
                "At a glance"
            }
            .to_owned(),
            summary_chart: tables.iter().find(|t| t.key == "ratings.by_team").and_then(|t| chart::chart(t, &RAG)),
            summary: record.narrative.get("summary").map(fill).unwrap_or_default(),
            sections,
            scorecard: false,
        }
    }

    /// The report's title.
    #[must_use]
    pub fn title(&self) -> String {
        self.record.title.clone().unwrap_or_else(|| {
            let days = (self.record.period.to - self.record.period.from).num_days();
            let what = match days {
                350..=380 => self.policy.document_title("annual_report"),
                80..=100 => "Quarterly report",
                _ => "Report",
            };
            format!("{what} of the {}", self.policy.body.service)
        })
    }

    fn blocks(&self, section: &str, tables: &[Table], version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
        let record = self.record;
        let find = |key: &str| tables.iter().find(|t| t.key == key);
        if section == "timeliness"
            && let Some(chart) = self.years("timeliness", "Reviews held in time, by year", tables)
        {
            let view = years_view(&chart, "timeliness.years");
            blocks.push(Block::Chart { chart: Box::new(chart) });
            blocks.push(table_block(view));
        }
        if section == "participation"
            && let Some(chart) = self.years("participation", "Reviews in which the child took part, by year", tables)
        {
            let view = years_view(&chart, "participation.years");
            blocks.push(Block::Chart { chart: Box::new(chart) });
            blocks.push(table_block(view));
        }
        for (key, plan) in usual(section).map_or(&[][..], |s| s.shows) {
            let Some(table) = find(key).filter(|t| has_figures(t)) else { continue };
            if *key == "answers" && find("answers.by_stage").is_some() {
                continue; // its row stands below the stages
            }
            if let Some(mut chart) = plan.as_ref().and_then(|p| chart::chart(table, p)) {
                self.lines(key, &mut chart);
                blocks.push(Block::Chart { chart: Box::new(chart) });
            }
            blocks.push(table_block(view(table, self.target_note(key))));
        }
        if section == "feedback" || record.questionnaires.iter().any(|q| q.section.as_deref() == Some(section)) {
            for q in record.questionnaires.iter().filter(|q| q.section.as_deref().unwrap_or("feedback") == section) {
                if let Some(table) = find(&format!("feedback.{}", q.key)) {
                    if let Some(mut chart) = chart::chart(table, &GOOD) {
                        "Good answers, in percent of the questionnaires returned".clone_into(&mut chart.title);
                        blocks.push(Block::Chart { chart: Box::new(chart) });
                    }
                    blocks.push(table_block(view(table, None)));
                }
                // Every answer to every question, where no appendix has them.
                if !record.appendices.iter().any(|a| a.questionnaire.as_deref() == Some(q.key.as_str())) {
                    self.answers(&q.key, tables, blocks);
                }
            }
        }
        for table in record.tables.iter().filter(|t| t.section == section) {
            // A table that repeats a counted one would give away what is hidden there: the counted one stands for it.
            let counted = table.same_as.as_ref().filter(|_| version == Version::Published);
            blocks.push(table_block(match counted {
                Some(key) => match find(key) {
                    Some(counted) => TableView { title: table.title.clone(), ..view(counted, table.note.clone()) },
                    None => continue,
                },
                None => {
                    let own = typed_view(table);
                    TableView { title: figures.fill(&own.title), note: figures.fill(&own.note), ..own }
                }
            }));
        }
        if section == "priorities" {
            self.priorities(figures, blocks);
        }
        if section == "about" {
            blocks.insert(0, Block::Prose { text: figures.fill(&self.about(version)) });
        }
        if section == "appendices" {
            self.appendices(tables, version, figures, blocks);
        } else {
            self.cases(section, version, figures, blocks);
        }
    }

    fn cases(&self, section: &str, version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
        for case in self.record.cases.iter().filter(|c| c.section == section && !(c.internal && version == Version::Published)) {
            blocks.push(Block::Case { title: figures.fill(&case.title), text: figures.fill(&case.text) });
        }
    }

    fn answers(&self, questionnaire: &str, tables: &[Table], blocks: &mut Vec<Block>) {
        let prefix = format!("feedback.{questionnaire}.");
        for table in tables.iter().filter(|t| t.key.starts_with(&prefix)) {
            if let Some(chart) = chart::chart(table, &COUNTS) {
                blocks.push(Block::Chart { chart: Box::new(chart) });
            }
            blocks.push(table_block(view(table, None)));
        }
    }

    fn appendices(&self, tables: &[Table], version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
        for (i, appendix) in self.record.appendices.iter().enumerate() {
            blocks.push(Block::Heading { text: format!("Appendix {}: {}", i + 1, figures.fill(&appendix.title)) });
            if let Some(text) = &appendix.text {
                blocks.push(Block::Prose { text: figures.fill(text) });
            }
            if let Some(text) = appendix.file.as_ref().and_then(|f| self.year.texts.get(f)) {
                blocks.push(Block::Prose { text: text.clone() });
            }
            if appendix.cases {
                self.cases("appendices", version, figures, blocks);
            }
            if let Some(questionnaire) = &appendix.questionnaire {
                self.answers(questionnaire, tables, blocks);
            }
            match appendix.form.as_deref() {
                Some("rag_notification") => {
                    for (rating, rule) in &self.policy.rag.ratings {
                        blocks.push(Block::Prose { text: format!("**{}.** {}", capital(rating), rule.means) });
                        blocks.push(Block::Boxes { lines: rule.indicators.iter().map(|i| i.title.clone()).collect() });
                        blocks.push(Block::Prose { text: "What is asked for:".to_owned() });
                        blocks.push(Block::Boxes { lines: rule.actions.iter().map(|a| a.title.clone()).collect() });
                    }
                }
                Some("alert_form") => {
                    let row = |s: &crate::policy::Stage| RowView {
                        title: s.title.clone(),
                        role: Role::Part,
                        cells: vec![list(&s.to), s.respond_within.map_or_else(|| "as agreed".to_owned(), |l| l.to_string())],
                    };
                    let column = |title: &str| ColumnView { title: title.to_owned(), right: false };
                    blocks.push(table_block(TableView {
                        key: "appendix.stages".to_owned(),
                        title: "Stages of a challenge".to_owned(),
                        stub: "Stage".to_owned(),
                        columns: vec![column("Raised with"), column("To be answered within")],
                        rows: self.policy.ladder.stages.iter().map(row).collect(),
                        note: format!("The whole process: {}.", self.policy.ladder.whole.within),
                    }));
                    blocks.push(Block::Prose { text: "Grounds for a challenge:".to_owned() });
                    blocks.push(Block::Boxes { lines: self.policy.grounds.iter().map(|g| g.title.clone()).collect() });
                }
                _ => {}
            }
        }
    }

    fn priorities(&self, figures: &Figures, blocks: &mut Vec<Block>) {
        let priorities = &self.record.priorities;
        let column = |title: &str| ColumnView { title: title.to_owned(), right: false };
        let table = |key: &str, title: &str, columns, rows| {
            table_block(TableView {
                key: key.to_owned(),
                title: title.to_owned(),
                stub: "Priority".to_owned(),
                columns,
                rows,
                note: String::new(),
            })
        };
        if !priorities.last_year.is_empty() {
            let row = |p: &crate::record::DonePriority| RowView {
                title: figures.fill(&p.what),
                role: Role::Part,
                cells: vec![figures.fill(&p.outcome), format!("{} {}", rating_sign(&p.rating), capital(&p.rating))],
            };
            let rows = priorities.last_year.iter().map(row).collect();
            blocks.push(table("priorities.last_year", "What we set out to do", vec![column("What came of it"), column("Rating")], rows));
        }
        if !priorities.next_year.is_empty() {
            let row = |p: &crate::record::NextPriority| RowView {
                title: if p.urgent { format!("Urgent: {}", figures.fill(&p.what)) } else { figures.fill(&p.what) },
                role: Role::Part,
                cells: vec![p.who.as_ref().map_or_else(|| "–".to_owned(), |w| figures.fill(w)), p.by.map_or_else(|| "–".to_owned(), day)],
            };
            let rows = priorities.next_year.iter().map(row).collect();
            blocks.push(table("priorities.next_year", "What we will do next", vec![column("Who"), column("By")], rows));
        }
    }

    /// How the figures were made: rounding, what is not shown, what is left out.
    fn about(&self, version: Version) -> String {
        let cohort = &self.year.cohort;
        let mut out = format!(
            "The folders of this report hold {} records. Counted are the {{{{ reviews.total }}}} reviews held from {} to {} and the \
             {{{{ challenges.total }}}} challenges raised in that time; the other records lie between reviews, or are of another time. \
             Every table says what it counts. Percentages are rounded to one place, half up, from the counts; \
             so the percentages of a row may add up to 99.9 or 100.1. A change on the year before, or the distance to a target, is in percentage points.",
            super::table::thousands(cohort.files as u64),
            day(self.record.period.from),
            day(self.record.period.to),
        );
        out.push_str("\n\n");
        match self.year.incomplete() {
            0 => out.push_str("No record was left out of any figure."),
            n => {
                let all = cohort.left_out.iter().filter(|l| l.parts.is_empty()).count();
                out.push_str(&format!(
                    "{n} records could not be read in full and are left out of some figures, {all} of them out of all. The table below says which figures."
                ));
            }
        }
        if version == Version::Published {
            out.push_str(
                "\n\nSo that no child can be known from a number, counts from 1 to 4 are not shown, nor are others from which they could be \
                 worked out. **[c]** stands in their place. Noughts are shown.",
            );
        }
        out
    }

    fn cover(&self, figures: &Figures) -> Vec<CoverLine> {
        let Some(c) = &self.record.cover_report else { return Vec::new() };
        let mut lines = Vec::new();
        let mut add = |label: &str, text: Option<String>, short: bool| {
            if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
                lines.push(CoverLine { label: label.to_owned(), text: figures.fill(&text), short });
            }
        };
        add("Date", Some(day(c.date)), true);
        add("To", Some(c.member.clone()), true);
        add("Director approving", Some(c.director.clone()), true);
        add("Wards affected", Some(c.wards.clone()), true);
        add("Title", Some(self.title()), true);
        add("Key decision", Some(if c.key_decision { "Yes" } else { "No" }.to_owned()), true);
        add("Summary", Some(c.summary.clone()), false);
        let numbered: Vec<String> = c.recommendations.iter().enumerate().map(|(i, r)| format!("{}. {r}", i + 1)).collect();
        add("Recommendations", Some(numbered.join("\n")), false);
        let appendices: Vec<String> = self.record.appendices.iter().enumerate().map(|(i, a)| format!("{}. {}", i + 1, a.title)).collect();
        add("Appendices", Some(appendices.join("\n")), false);
        add("Background papers", c.background_papers.clone(), true);
        add("Considered by scrutiny", c.scrutiny.clone(), true);
        add("Considered by other bodies", c.other_bodies.clone(), true);
        add("Goes to council", c.council.clone(), true);
        add("Context", c.context.clone(), false);
        add("Options considered", c.options.clone(), false);
        add("Results of consultation", c.consultation.clone(), false);
        add("Timetable", c.timetable.clone(), false);
        add("Financial implications", c.finance.clone(), false);
        add("Legal implications", c.legal.clone(), false);
        for (key, label) in [
            ("objectives", "How it helps the council's objectives"),
            ("risk", "How risk is managed"),
            ("organisation", "Impact on the organisation"),
            ("equalities", "Equalities"),
            ("environment", "Impact on the environment"),
            ("partners", "Implications for partners"),
        ] {
            add(label, c.implications.get(key).cloned(), false);
        }
        let people = &self.record.people;
        let author = |key: &String| {
            people.get(key).map(|p| {
                let ways = [p.title.clone(), p.phone.clone(), p.email.clone()].into_iter().flatten();
                std::iter::once(p.name.clone()).chain(ways).collect::<Vec<_>>().join(", ")
            })
        };
        let authors: Vec<String> = c.authors.iter().filter_map(author).collect();
        add("Author", Some(authors.join("; ")), false);
        lines
    }

    fn approvals(&self) -> Vec<Vec<String>> {
        let Some(c) = &self.record.cover_report else { return Vec::new() };
        let people = &self.record.people;
        let row = |a: &crate::record::Approver| {
            let person = people.get(&a.person);
            vec![
                person.map_or_else(|| a.person.clone(), |p| p.name.clone()),
                person.and_then(|p| p.title.clone()).unwrap_or_default(),
                capital(&a.role),
                a.sent.map_or_else(|| "–".to_owned(), day),
                a.approved.map_or_else(|| "–".to_owned(), day),
            ]
        };
        c.approvers.iter().map(row).collect()
    }

    fn headlines(&self, tables: &[Table]) -> Vec<Headline> {
        let figure = |name: &str| tables.iter().flat_map(Table::named).find(|(n, _)| n == name).map(|(_, c)| c.value.clone());
        let mut out = Vec::new();
        for (name, words) in [
            ("timeliness.percent", "reviews held in time"),
            ("participation.percent", "reviews in which the child took part"),
            ("ratings.green_percent", "plans rated green"),
            ("allocation.percent", "given an IRO in time"),
            ("records.distributed.percent", "records distributed in time"),
        ] {
            let Some(value) = figure(name) else { continue };
            if value.number().is_none() && value != Value::Hidden {
                continue;
            }
            let measure = name.split('.').next().unwrap_or_default();
            let mut notes = Vec::new();
            if let Some(own) = value.number() {
                let target = self.year.targets.get(measure).filter(|_| name.ends_with(".percent") && measure != "records");
                if let Some(target) = target {
                    notes.push(against_target(own, *target));
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

    fn years(&self, measure: &str, title: &str, tables: &[Table]) -> Option<Chart> {
        let history = self.record.history.get(measure);
        let name = format!("{measure}.percent");
        let own = tables.iter().flat_map(Table::named).find(|(n, _)| *n == name).and_then(|(_, c)| c.value.number())?;
        let mut years: Vec<chart::YearValue> = history.into_iter().flatten().map(|h| (h.year.clone(), h.value, h.national)).collect();
        // Years whose records are there are counted; what was typed in stands before that.
        for earlier in self.year.recounted.iter().chain(&self.year.before) {
            let (label, counted) = (year_label(earlier.period), earlier.figures.get(&name).copied());
            match years.iter_mut().find(|(year, _, _)| *year == label) {
                Some(row) => row.1 = row.1.or(counted),
                None if counted.is_some() => years.push((label, counted, None)),
                None => {}
            }
        }
        years.sort_by(|a, b| a.0.cmp(&b.0));
        let label = year_label(self.record.period);
        match years.iter_mut().find(|(year, _, _)| *year == label) {
            Some(this) => this.1 = Some(own),
            None => {
                if years.is_empty()
                    && let Some(last) = last_year(tables, &name)
                {
                    years.push(("The year before".to_owned(), Some(last), None));
                }
                years.push((label, Some(own), None));
            }
        }
        let table = self.year.targets.get(measure).copied();
        chart::years(title, &years, table)
    }

    /// Range and target of a chart.
    fn lines(&self, key: &str, chart: &mut Chart) {
        if key == "caseloads"
            && let Some(t) = self.policy.targets.get("caseload")
            && let (Some(least), Some(most)) = (t.at_least, t.at_most)
        {
            let words = format!("Recommended for a full-time post: {} to {} looked-after children", trim(least), trim(most));
            chart.alt = chart.alt.replacen(&chart.title, "Looked-after children for each full-time post", 1);
            "Looked-after children for each full-time post".clone_into(&mut chart.title);
            chart.alt.push_str(&format!(" {words}."));
            chart.max = chart.max.max(most);
            chart.band = Some((least, most, words));
        }
        if key == "answers.by_stage" {
            "Median working days to answer, by stage".clone_into(&mut chart.title);
            chart.alt = chart.alt.replacen("Time to answer at each stage", "Median working days to answer, by stage", 1);
        }
        if key == "caseloads.by_month"
            && let Some(t) = self.policy.targets.get("caseload")
        {
            chart.target = t.at_most.map(|m| (m, format!("At most {}", trim(m))));
        }
    }

    fn target_note(&self, key: &str) -> Option<String> {
        if self.year.table(key).is_some_and(|t| t.sums.is_empty()) {
            return None;
        }
        let target = self.year.targets.get(key.split(".by_").next().unwrap_or_default())?;
        Some(format!("The target is {}%.", trim(*target)))
    }

    /// A page of figures for one team or IRO beside the whole service.
    #[must_use]
    pub fn scorecard(&self, split: Split, name: &str, narrowed: &Year) -> Report {
        let own: Vec<Table> = narrowed.tables.iter().map(|(_, t)| t.clone()).collect();
        let whole: BTreeMap<String, (Value, Unit)> =
            self.year.figures().into_iter().map(|(name, _, cell, unit)| (name, (cell.value.clone(), unit))).collect();
        let making = Making { record: self.record, policy: self.policy, year: narrowed };
        let figures = own.iter().flat_map(Table::named);
        let own_figures: BTreeMap<String, Value> = figures.map(|(n, c)| (n, c.value.clone())).collect();
        let mut rows = Vec::new();
        for (figure, title) in SCORES {
            let shown = |v: Option<&Value>, unit: Unit| match v {
                Some(v) if unit == Unit::Percent && v.number().is_some() => format!("{}%", v.shown()),
                Some(v) => v.shown(),
                None => "–".to_owned(),
            };
            let Some((value, unit)) = whole.get(*figure) else { continue };
            rows.push(RowView {
                title: (*title).to_owned(),
                role: Role::Part,
                cells: vec![shown(own_figures.get(*figure), *unit), shown(Some(value), *unit)],
            });
        }
        let column = |title: &str| ColumnView { title: title.to_owned(), right: true };
        let table = TableView {
            key: "scorecard".to_owned(),
            title: "Figures".to_owned(),
            stub: "Measure".to_owned(),
            columns: vec![column(name), column("Whole service")],
            rows,
            note: "Small numbers vary by chance: a percentage of few reviews says little.".to_owned(),
        };
        let mut blocks = vec![table_block(table)];
        let find = |key: &str| own.iter().find(|t| t.key == key).filter(|t| has_figures(t));
        for (key, plan) in [("ratings.by_quarter", Some(RAG)), ("late", None), ("challenges.by_ground", Some(COUNTS))] {
            let Some(table) = find(key) else { continue };
            if let Some(chart) = plan.as_ref().and_then(|p| chart::chart(table, p)) {
                blocks.push(Block::Chart { chart: Box::new(chart) });
            }
            blocks.push(table_block(view(table, None)));
        }
        share_titles(&mut blocks);
        let what = if split == Split::Team { "team" } else { "IRO" };
        Report {
            title: format!("{}: {name}", self.policy.document_title("scorecard")),
            period: format!("{} to {}", day(self.record.period.from), day(self.record.period.to)),
            version: "Internal: not for publication".to_owned(),
            service: format!("{}, {}", self.policy.body.name, self.policy.body.service),
            cover: Vec::new(),
            cover_approvals: Vec::new(),
            headlines: making.headlines(&own),
            glance: String::new(),
            summary_chart: None,
            summary: String::new(),
            sections: vec![Section {
                key: "figures".to_owned(),
                number: String::new(),
                level: 1,
                title: format!("The {what} beside the whole service"),
                blocks,
            }],
            scorecard: true,
        }
    }

    /// The teams or IROs that there are scorecards for.
    #[must_use]
    pub fn scored(&self, split: Split) -> Vec<(String, Only)> {
        let reviews = &self.year.cohort.reviews;
        let mut names: Vec<String> = match split {
            Split::Team => reviews.iter().filter_map(|r| r.team.clone()).collect(),
            Split::Iro => reviews.iter().filter_map(|r| r.iro.clone()).collect(),
        };
        names.sort();
        names.dedup();
        let only = |name: &String| match split {
            Split::Team => Only { team: Some(name.clone()), iro: None },
            Split::Iro => Only { team: None, iro: Some(name.clone()) },
        };
        names.into_iter().map(|n| (n.clone(), only(&n))).collect()
    }
}

/// The figures of a scorecard.
const SCORES: &[(&str, &str)] = &[
    ("reviews.total", "Reviews held"),
    ("reviews.children", "Children reviewed"),
    ("timeliness.percent", "Held in time"),
    ("participation.percent", "The child took part"),
    ("chaired_by_child.percent", "Chaired by the child"),
    ("seen_alone.percent", "Seen in private before the review"),
    ("parents.percent", "A parent took part"),
    ("ratings.red_percent", "Rated red"),
    ("ratings.amber_percent", "Rated amber"),
    ("ratings.green_percent", "Rated green"),
    ("decisions_sent.percent", "Decisions sent in time"),
    ("record_written.percent", "Full record in time"),
    ("distributed.percent", "Distributed in time"),
    ("distributed.outstanding", "Copies outstanding"),
    ("care_plans.percent", "Care plan up to date"),
    ("midway.percent", "Checked at the mid-point"),
    ("allocation.percent", "IRO named in time"),
    ("challenges.total", "Challenges raised"),
    ("challenges.formal", "Of them formal"),
    ("good_practice.raised", "Alerts to good practice"),
];

/// `2011/12`, or the period's last day.
fn year_label(p: crate::record::Period) -> String {
    use chrono::Datelike as _;
    if (350..=380).contains(&(p.to - p.from).num_days()) {
        format!("{}/{:02}", p.from.year(), p.to.year() % 100)
    } else {
        format!("to {}", day(p.to))
    }
}

fn rating_sign(rating: &str) -> &'static str {
    match rating {
        "red" => "■",
        "amber" => "▲",
        _ => "●",
    }
}

fn against_target(own: f64, target: f64) -> (String, String) {
    let points = ((own - target) * 10.0).round() / 10.0;
    if points < 0.0 {
        ("worse".to_owned(), format!("{} under the target of {}%", points_words(-points), trim(target)))
    } else if points == 0.0 {
        ("better".to_owned(), format!("the target of {}% met", trim(target)))
    } else {
        ("better".to_owned(), format!("{} over the target of {}%", points_words(points), trim(target)))
    }
}

fn against_last(own: f64, last: f64) -> (String, String) {
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

fn points_words(n: f64) -> String {
    format!("{} point{}", trim(n), if (n - 1.0).abs() < 1e-9 { "" } else { "s" })
}

fn difference(n: f64) -> String {
    let n = (n * 10.0).round() / 10.0;
    match n {
        n if n > 0.0 => format!("{} more than the year before", trim(n)),
        n if n < 0.0 => format!("{} fewer than the year before", trim(-n)),
        _ => "as many as the year before".to_owned(),
    }
}

/// Last year's figure as the table of this year's shows it: rounded, and not there where it is not shown.
fn last_year(tables: &[Table], name: &str) -> Option<f64> {
    let (table, column) = name.rsplit_once('.')?;
    tables.iter().find(|t| t.key == table)?.cell("last_year", column)?.value.number()
}

/// Whether there is anything in a table.
fn has_figures(table: &Table) -> bool {
    let counts = table.rows.iter().flat_map(|r| &r.cells);
    counts.into_iter().any(|c| match &c.value {
        Value::Count(n) => *n > 0,
        Value::Plain(_) | Value::Hidden | Value::Text(_) => true,
        Value::Number(n, _) => *n > 0.0,
        _ => false,
    })
}

fn table_block(table: TableView) -> Block {
    Block::Table { table: Box::new(table), titled: false }
}

/// A chart and the table of the same numbers share one title.
fn share_titles(blocks: &mut [Block]) {
    let mut above: Option<String> = None;
    for block in blocks {
        match block {
            Block::Chart { chart } => above = Some(chart.title.clone()),
            Block::Table { table, titled } => {
                *titled = above.take().is_some_and(|t| t == table.title);
            }
            _ => above = None,
        }
    }
}

/// A table as it is printed.
#[must_use]
pub fn view(table: &Table, note: Option<String>) -> TableView {
    let columns = table.columns.iter().map(|c| ColumnView { title: c.title.clone(), right: c.unit != Unit::Text }).collect();
    let rows = table
        .rows
        .iter()
        .map(|r| RowView {
            title: r.title.clone(),
            // Beside nothing, a row is one like any other.
            role: if table.rows.iter().all(|r| r.role == Role::Beside) { Role::Part } else { r.role },
            cells: r.cells.iter().map(|c| c.value.shown()).collect(),
        })
        .collect();
    // A column of notes that says nothing is left away.
    let mut view = TableView {
        key: table.key.clone(),
        title: table.title.clone(),
        stub: table.stub.clone(),
        columns,
        rows,
        note: [Some(table.base.clone()), note].into_iter().flatten().collect::<Vec<_>>().join(" "),
    };
    if table.rows.iter().flat_map(|r| &r.cells).any(|c| c.value == Value::Hidden) {
        view.note.push_str(" [c]: not shown, because it is a small number or would give one away.");
    }
    let empty: Vec<usize> = (0..view.columns.len())
        .filter(|i| {
            table.columns.get(*i).is_some_and(|c| c.unit == Unit::Text)
                && view.rows.iter().all(|r| r.cells.get(*i).is_some_and(|c| c == "–"))
        })
        .collect();
    for i in empty.into_iter().rev() {
        view.columns.remove(i);
        for row in &mut view.rows {
            row.cells.remove(i);
        }
    }
    view
}

fn years_view(chart: &Chart, key: &str) -> TableView {
    TableView {
        key: key.to_owned(),
        title: chart.title.clone(),
        stub: "Year".to_owned(),
        columns: chart.series.iter().map(|s| ColumnView { title: format!("{} %", s.title), right: true }).collect(),
        rows: chart.bars.iter().map(|b| RowView { title: b.label.clone(), role: Role::Part, cells: b.shown.clone() }).collect(),
        note: chart.target.as_ref().map(|(t, _)| format!("The target is {}%. A dash: not available.", trim(*t))).unwrap_or_default(),
    }
}

fn typed_view(table: &crate::record::TypedTable) -> TableView {
    let row = |cells: &Vec<crate::record::Typed>, role| RowView {
        title: cells.first().map(typed::shown).unwrap_or_default(),
        role,
        cells: cells.iter().skip(1).map(typed::shown).collect(),
    };
    let mut rows: Vec<RowView> = table.rows.iter().map(|r| row(r, Role::Part)).collect();
    rows.extend(table.total.iter().map(|r| row(r, Role::Total)));
    rows.extend(table.beside.iter().map(|r| row(r, Role::Beside)));
    let is_text = |c: &crate::record::TypedColumn| c.is == crate::record::ColumnIs::Text;
    TableView {
        key: format!("tables.{}", table.key),
        title: table.title.clone(),
        stub: table.columns.first().map(|c| c.title.clone()).unwrap_or_default(),
        columns: table.columns.iter().skip(1).map(|c| ColumnView { title: c.title.clone(), right: !is_text(c) }).collect(),
        rows,
        note: table.note.clone().unwrap_or_default(),
    }
}
