//! What stands around the report: its cover, and the report to the committee.

use super::*;
use crate::record::codes;

impl Making<'_> {
    pub(super) fn front(&self, figures: &Figures) -> Option<Front> {
        let c = self.record.cover.as_ref()?;
        let picture = |named: &Option<String>, alt: &str| {
            let image = self.year.images.get(named.as_ref()?)?;
            Some(Picture { svg: image.svg.clone(), uri: image.uri(), alt: alt.to_owned(), ratio: image.ratio })
        };
        let period = self.record.period;
        Some(Front {
            title: figures.fill(c.title.as_ref().unwrap_or(&self.title())),
            subtitle: c.subtitle.as_ref().map_or_else(|| format!("{} to {}", day(period.from), day(period.to)), |text| figures.fill(text)),
            logo: picture(&c.logo, &self.policy.body.name),
            picture: picture(&c.picture, c.picture_shows.as_deref().unwrap_or_default()),
            lines: [c.author.clone(), c.date.map(day), c.contact.clone()].into_iter().flatten().collect(),
        })
    }

    pub(super) fn cover(&self, figures: &Figures) -> Vec<CoverLine> {
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
        for code in codes::IMPLICATIONS {
            add(code.label, c.implications.get(code.key).cloned(), false);
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

    pub(super) fn approvals(&self) -> Vec<Vec<String>> {
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
}
