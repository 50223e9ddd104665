//! A page of figures for one team or IRO beside the whole service.

use super::*;

impl Making<'_> {
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
        let find = |key: &str| own.iter().find(|t| t.key() == key).filter(|t| has_figures(t));
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
            front: None,
            cover: Vec::new(),
            cover_after: false,
            cover_approvals: Vec::new(),
            opening: None,
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
            Split::Team => Only::team(name),
            Split::Iro => Only::iro(name),
        };
        names.into_iter().map(|n| (n.clone(), only(&n))).collect()
    }
}

/// The figures of a scorecard.
pub(super) const SCORES: &[(&str, &str)] = &[
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
