//! What each section holds: text, charts and tables, examples, priorities, appendices.

use super::years::{ALWAYS, years_title};
use super::*;
use crate::annual::MEASURES;
use crate::annual::table::{Shown, all};

/// What stands in a section all of whose figures are small numbers.
const HELD_BACK: &str = "Its figures are about so few children or reviews that showing them could tell who they are. The service has them.";

impl Making<'_> {
    pub(super) fn blocks(&self, section: &str, tables: &[Table], version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
        let record = self.record;
        let find = |key: &str| tables.iter().find(|t| t.key() == key);
        let years = |measure: &str| record.charts.get(&format!("{measure}.years")).is_none_or(|form| form != "none");
        if section == "timeliness"
            && years("timeliness")
            && let Some(chart) = self.years("timeliness", "Reviews held in time, by year", tables, version)
        {
            let view = years_view(&chart, "timeliness.years");
            blocks.push(Block::Chart { chart: Box::new(chart) });
            blocks.push(table_block(view));
        }
        if section == "participation"
            && years("participation")
            && let Some(chart) = self.years("participation", "Reviews in which the child took part, by year", tables, version)
        {
            let view = years_view(&chart, "participation.years");
            blocks.push(Block::Chart { chart: Box::new(chart) });
            blocks.push(table_block(view));
        }
        // Any other measure whose earlier years are typed in, or whose chart by year is asked for.
        let others = MEASURES.iter().filter(|m| m.section == section && !ALWAYS.contains(&m.key) && self.is_by_year(m.key) && years(m.key));
        for measure in others {
            if let Some(chart) = self.years(measure.key, &years_title(measure.key), tables, version) {
                let view = years_view(&chart, &format!("{}.years", measure.key));
                blocks.push(Block::Chart { chart: Box::new(chart) });
                blocks.push(table_block(view));
            }
        }
        for (which, plan) in usual(section).map_or(&[][..], |s| s.shows) {
            let Some(table) = tables.iter().find(|t| t.which == *which).filter(|t| has_figures(t)) else { continue };
            if *which == all("answers") && find("answers.by_stage").is_some() {
                continue; // its row stands below the stages
            }
            if let Some(mut chart) = self.drawn(table, plan.as_ref()) {
                self.lines(&table.key(), &mut chart);
                blocks.push(Block::Chart { chart: Box::new(chart) });
            }
            blocks.push(table_block(view(table, self.target_note(table))));
        }
        if version == Version::Published && self.is_all_held_back(section, tables) {
            blocks.push(Block::Prose { text: HELD_BACK.to_owned() });
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
            let mut text = self.about(version, figures);
            text.push_str(&self.corrected(tables, version));
            text.push_str(&self.not_shown(tables, version));
            for (key, reason) in &record.leave_out {
                let title = usual(key).map_or_else(|| capital(&key.replace('_', " ")), |s| s.title.to_owned());
                text.push_str(&format!("\n\n**Left out: {title}.** {}", crate::words::ended(reason)));
            }
            blocks.insert(0, Block::Prose { text: figures.fill(&text) });
        }
        if section == "appendices" {
            self.appendices(tables, version, figures, blocks);
        } else {
            self.cases(section, version, figures, blocks);
        }
    }

    /// The chart of a table: as the record asks for it, else as it is usual.
    pub(super) fn drawn(&self, table: &Table, usual: Option<&Plan<'_>>) -> Option<Chart> {
        match self.record.charts.get(&table.key()).map(String::as_str) {
            Some("none") => None,
            Some(form) => chart::asked_for(table, form),
            None => usual.and_then(|plan| chart::chart(table, plan)),
        }
    }

    /// Whether a section has tables for everybody, and none of them can be shown to anybody but the service.
    fn is_all_held_back(&self, section: &str, tables: &[Table]) -> bool {
        let shows = usual(section).map_or(&[][..], |s| s.shows);
        let is_of = |t: &&Table| shows.iter().any(|(which, _)| t.which == *which) && has_figures(t);
        let counted = |t: &&Table| t.shown == Shown::ToAll;
        self.year.tables.iter().map(|(_, t)| t).filter(counted).any(|t| is_of(&t)) && !tables.iter().any(|t| is_of(&t))
    }

    pub(super) fn cases(&self, section: &str, version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
        for case in self.record.cases.iter().filter(|c| c.section == section && !(c.internal && version == Version::Published)) {
            blocks.push(Block::Case { title: figures.fill(&case.title), text: figures.fill(&case.text) });
        }
    }

    pub(super) fn answers(&self, questionnaire: &str, tables: &[Table], blocks: &mut Vec<Block>) {
        let prefix = format!("feedback.{questionnaire}.");
        for table in tables.iter().filter(|t| t.key().starts_with(&prefix)) {
            if let Some(chart) = chart::chart(table, &COUNTS) {
                blocks.push(Block::Chart { chart: Box::new(chart) });
            }
            blocks.push(table_block(view(table, None)));
        }
    }

    pub(super) fn appendices(&self, tables: &[Table], version: Version, figures: &Figures, blocks: &mut Vec<Block>) {
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

    pub(super) fn priorities(&self, figures: &Figures, blocks: &mut Vec<Block>) {
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
    pub(super) fn about(&self, version: Version, figures: &Figures) -> String {
        let cohort = &self.year.cohort;
        let mut out = String::new();
        if self.record.only != crate::record::Only::default() {
            let whose =
                self.record.only.words().filter(|_| self.may_name_scope(version)).unwrap_or_else(|| "a part of the service".to_owned());
            out.push_str(&format!(
                "**This report does not count the whole service: {whose}.** Figures of the whole service, of another year or of England are of \
                 other records. Caseloads, conferences, checks of practice and questionnaires are told of the whole service only, and are not in it.\n\n"
            ));
        }
        out.push_str(&self.counted(figures));
        out.push_str(
            " Every table says what it counts. Percentages are rounded to one place, half up, from the counts; \
             so the percentages of a row may add up to 99.9 or 100.1. A change on the year before, or the distance to a target, is in percentage points.",
        );
        out.push_str("\n\n");
        match self.year.incomplete() {
            0 => out.push_str("No record was left out of any figure."),
            1 => out.push_str("One record could not be read in full and is left out of some figures. The table below says which."),
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

    /// The tables of the report that the published version does not have, since nearly all in them is small.
    fn not_shown(&self, tables: &[Table], version: Version) -> String {
        if version == Version::Internal {
            return String::new();
        }
        let planned = planned(self.record);
        let shows = planned.iter().filter_map(|(plan, _)| usual(&plan.section)).flat_map(|s| s.shows);
        let missing = shows.filter_map(|(which, _)| {
            let counted = self.year.tables.iter().map(|(_, t)| t).find(|t| t.which == *which)?;
            let is_there = tables.iter().any(|t| t.which == *which);
            (counted.shown == Shown::ToAll && has_figures(counted) && !is_there).then(|| counted.title.clone())
        });
        let missing: Vec<String> = missing.collect();
        match missing.is_empty() {
            true => String::new(),
            false => format!("\n\n**Tables that are not in this version,** for most of their numbers are small: {}.", missing.join("; ")),
        }
    }

    /// What was corrected by hand, each by the table of its own where that is shown, else by the first that shows a sum of it.
    fn corrected(&self, tables: &[Table], version: Version) -> String {
        // What was corrected in one table for one reason is one line.
        let mut lines: Vec<(String, String, Vec<String>)> = Vec::new();
        for (i, correction) in self.record.corrections.iter().enumerate() {
            let shown = |table: &Table| Some((table.title.clone(), corrections::place(table, i)?));
            let own = tables.iter().filter(|t| t.named().iter().any(|(name, _)| *name == correction.figure));
            let Some((title, place)) = own.chain(tables).find_map(shown) else { continue };
            let was = self.year.corrected.get(i).and_then(|applied| applied.was).filter(|_| version == Version::Internal);
            let (place, by) = match was {
                Some(was) => (format!("{place}: {} where the records give {was}", correction.value), format!(" By {}.", correction.by)),
                None => (place, String::new()),
            };
            let why = format!("{}{by}", crate::words::ended(&correction.reason));
            match lines.iter_mut().find(|(t, w, _)| (t, w) == (&title, &why)) {
                Some((_, _, places)) if places.contains(&place) => {}
                Some((_, _, places)) => places.push(place),
                None => lines.push((title, why, vec![place])),
            }
        }
        let lines: Vec<String> = lines.iter().map(|(title, why, places)| format!("- {title} ({}). {why}", places.join("; "))).collect();
        if lines.is_empty() {
            return String::new();
        }
        format!(
            "\n\n**Corrected by hand.** Totals and percentages follow. A table that tells the records apart by something else has the \
             difference in a row of its own.\n\n{}",
            lines.join("\n")
        )
    }

    /// How many records there are and how many are counted; no sentence around a number that is not shown.
    fn counted(&self, figures: &Figures) -> String {
        let cohort = &self.year.cohort;
        let (files, reviews, challenges) = (cohort.files, cohort.reviews.len(), cohort.challenges.len());
        let count = |n: usize, one: &str, many: &str| match n {
            0 => format!("no {one}"),
            1 => format!("one {one}"),
            n => format!("{} {many}", crate::annual::table::thousands(n as u64)),
        };
        let (from, to) = (day(self.record.period.from), day(self.record.period.to));
        if !figures.shows("reviews.total") || !figures.shows("challenges.total") {
            return format!("Counted are the reviews held and the challenges raised from {from} to {to}.");
        }
        let rest = if files > reviews + challenges { " The other records lie between reviews, or are of another time." } else { "" };
        format!(
            "The folders of this report hold {}. Counted are {} held from {from} to {to}, and {} raised in that time.{rest}",
            count(files, "record", "records"),
            count(reviews, "review", "reviews"),
            count(challenges, "challenge", "challenges"),
        )
    }

    /// Range and target of a chart.
    pub(super) fn lines(&self, key: &str, chart: &mut Chart) {
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

    pub(super) fn target_note(&self, table: &Table) -> Option<String> {
        if table.sums.is_empty() || !table.which.is_of_all() {
            return None;
        }
        let target = self.year.targets.get(&*table.which.measure)?;
        Some(format!("The target is {}%.", trim(*target)))
    }
}

/// `2011/12`, or the period's last day.
pub(super) fn year_label(p: crate::record::Period) -> String {
    use chrono::Datelike as _;
    if p.is_year() && p.from.year() == p.to.year() {
        p.to.year().to_string()
    } else if p.is_year() {
        format!("{}/{:02}", p.from.year(), p.to.year() % 100)
    } else {
        format!("to {}", day(p.to))
    }
}

pub(super) fn rating_sign(rating: &str) -> &'static str {
    match rating {
        "red" => "■",
        "amber" => "▲",
        _ => "●",
    }
}
