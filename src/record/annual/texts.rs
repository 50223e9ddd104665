//! The texts of a report, for the rules that search them and for the figures that stand in them.

use super::{AnnualReport, SectionPlan, Typed};

impl AnnualReport {
    /// Every other text that is printed as it is: names of columns, questions, years. No figure can stand in them.
    #[must_use]
    pub fn plain_texts(&self) -> Vec<(String, &String)> {
        let mut out: Vec<(String, &String)> = Vec::new();
        fn section<'a>(at: &str, plan: &'a SectionPlan, out: &mut Vec<(String, &'a String)>) {
            out.extend(plan.title.iter().map(|t| (format!("{at}/title"), t)));
            for (i, part) in plan.parts.iter().enumerate() {
                out.extend(part.title.iter().map(|t| (format!("{at}/parts/{i}/title"), t)));
            }
        }
        for (i, plan) in self.sections.iter().enumerate() {
            section(&format!("/sections/{i}"), plan, &mut out);
        }
        out.extend(self.labels.iter().map(|(key, t)| (format!("/labels/{key}"), t)));
        for (key, years) in &self.history {
            out.extend(years.iter().enumerate().map(|(i, y)| (format!("/history/{key}/{i}/year"), &y.year)));
        }
        out.extend(self.staffing.years.iter().enumerate().map(|(i, y)| (format!("/staffing/years/{i}/year"), &y.year)));
        out.extend(self.protection.reviews.iter().enumerate().map(|(i, y)| (format!("/protection/reviews/{i}/year"), &y.year)));
        out.extend(self.protection.ended.iter().enumerate().map(|(i, y)| (format!("/protection/ended/{i}/year"), &y.year)));
        for (i, q) in self.questionnaires.iter().enumerate() {
            out.push((format!("/questionnaires/{i}/title"), &q.title));
            for (j, question) in q.questions.iter().enumerate() {
                out.push((format!("/questionnaires/{i}/questions/{j}/ask"), &question.ask));
                let answers = question.answers.iter();
                out.extend(answers.map(|(key, t)| (format!("/questionnaires/{i}/questions/{j}/answers/{key}"), t)));
            }
        }
        for (i, table) in self.tables.iter().enumerate() {
            out.extend(table.columns.iter().enumerate().map(|(j, c)| (format!("/tables/{i}/columns/{j}/title"), &c.title)));
            let rows = table.rows.iter().enumerate().map(|(j, r)| (format!("rows/{j}"), r));
            let beside = table.beside.iter().enumerate().map(|(j, r)| (format!("beside/{j}"), r));
            for (at, row) in rows.chain(beside).chain(table.total.iter().map(|r| ("total".to_owned(), r))) {
                out.extend(row.iter().enumerate().filter_map(|(j, cell)| match cell {
                    Typed::Text(text) => Some((format!("/tables/{i}/{at}/{j}"), text)),
                    _ => None,
                }));
            }
        }
        out
    }

    /// Every text in which a figure may stand, with where it is written. Files beside the record are not among them.
    #[must_use]
    pub fn all_texts(&self) -> Vec<(String, &String)> {
        let mut out: Vec<(String, &String)> = Vec::new();
        out.extend(self.title.iter().map(|t| ("/title".to_owned(), t)));
        out.extend(self.narrative.iter().map(|(key, t)| (format!("/narrative/{key}"), t)));
        for (i, case) in self.cases.iter().enumerate() {
            out.push((format!("/cases/{i}/title"), &case.title));
            out.push((format!("/cases/{i}/text"), &case.text));
        }
        for (i, p) in self.priorities.last_year.iter().enumerate() {
            out.push((format!("/priorities/last_year/{i}/what"), &p.what));
            out.push((format!("/priorities/last_year/{i}/outcome"), &p.outcome));
        }
        for (i, p) in self.priorities.next_year.iter().enumerate() {
            out.push((format!("/priorities/next_year/{i}/what"), &p.what));
            out.extend(p.who.iter().map(|t| (format!("/priorities/next_year/{i}/who"), t)));
        }
        for (i, table) in self.tables.iter().enumerate() {
            out.push((format!("/tables/{i}/title"), &table.title));
            out.extend(table.note.iter().map(|t| (format!("/tables/{i}/note"), t)));
        }
        for (i, appendix) in self.appendices.iter().enumerate() {
            out.push((format!("/appendices/{i}/title"), &appendix.title));
            out.extend(appendix.text.iter().map(|t| (format!("/appendices/{i}/text"), t)));
        }
        if let Some(c) = &self.cover_report {
            out.push(("/cover_report/summary".to_owned(), &c.summary));
            out.push(("/cover_report/member".to_owned(), &c.member));
            out.push(("/cover_report/director".to_owned(), &c.director));
            out.push(("/cover_report/wards".to_owned(), &c.wards));
            out.extend(c.recommendations.iter().enumerate().map(|(i, t)| (format!("/cover_report/recommendations/{i}"), t)));
            let others = [
                ("background_papers", &c.background_papers),
                ("scrutiny", &c.scrutiny),
                ("other_bodies", &c.other_bodies),
                ("council", &c.council),
                ("context", &c.context),
                ("options", &c.options),
                ("consultation", &c.consultation),
                ("timetable", &c.timetable),
                ("finance", &c.finance),
                ("legal", &c.legal),
            ];
            out.extend(others.into_iter().filter_map(|(key, t)| Some((format!("/cover_report/{key}"), t.as_ref()?))));
            out.extend(c.implications.iter().map(|(key, t)| (format!("/cover_report/implications/{key}"), t)));
        }
        out
    }
}
