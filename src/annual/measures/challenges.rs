//! Challenges raised: informal and formal, by stage, ground, theme, team and outcome; referrals and legal advice; good practice.

use super::{Measure, Setting};
use crate::annual::cohort::Challenge;
use crate::annual::cross::{CHALLENGE_SPLITS, Count, Listing, category, count_column, part};
use crate::annual::table::{self, Cell, Role, Row, Shown, Slice, Table, Universe, Value, slug};
use crate::record::codes::{self, label};

pub(super) const MEASURE: Measure = Measure {
    key: "challenges",
    title: "Challenges raised",
    section: "challenge",
    numerator: "challenges raised in the period, informal and formal; by the highest stage reached by the period's last day, \
                ground, theme, team, outcome; referral and legal advice by that day too",
    denominator: "all challenges raised in the period; a challenge about brothers and sisters is one",
    left_out: "alerts to good practice, which are a measure of their own; a challenge without a ground is `not recorded`",
    source: "IRO Handbook (2010) para 6.2 to 6.12 and 7.11: procedures for resolving concerns, the issues and the outcomes",
    tables,
};

const COUNT: Count<Challenge> = Count {
    key: "challenges",
    title: "Challenges raised",
    universe: table::CHALLENGES,
    outcomes: &[part("informal", "Informal"), part("formal", "Formal")],
    total: "All",
    of: |c, _| Some(if c.formal { "formal" } else { "informal" }),
    base: "Challenges raised in the period. Percentages are of each row's total.",
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let items = &setting.cohort.challenges;
    let all: Vec<u32> = (0..).zip(items).map(|(i, _)| i).collect();
    let listing = |title, stub, dimension: &'static str, adds_down| Listing {
        which: table::by("challenges", dimension),
        title,
        stub,
        universe: table::CHALLENGES,
        dimension,
        base: if adds_down {
            "Challenges raised in the period. Percentages are of all of them."
        } else {
            "Challenges raised in the period. A challenge may have several grounds, so the rows do not add up. Percentages are of all challenges."
        },
        adds_down,
    };
    let stages = std::iter::once(category("informal", "Informal only"))
        .chain(setting.policy.ladder.stages.iter().filter(|s| !s.informal).map(|s| category(&slug(&s.stage), &s.title)));
    let stage_of = |c: &Challenge| {
        if !c.formal {
            return Some(category("informal", "Informal only"));
        }
        let stage = setting.policy.ladder.stages.get(c.level.checked_sub(1)?)?;
        Some(category(&slug(&stage.stage), &stage.title))
    };
    let by_stage = listing("Challenges by highest stage reached", "Stage", "stage", true).of(items, stages.collect(), stage_of).merging();
    let by_stage = Table { links: &[(("stage", "informal"), "challenges", &["informal"])], ..by_stage };
    let outcome = |c: &Challenge| {
        Some(match c.outcome.as_deref().filter(|_| c.resolved.is_some_and(|d| d <= setting.cohort.period().to)) {
            Some(key) => category(key, label(codes::RESOLUTION, key)),
            None => category("open", "Open at the end of the period"),
        })
    };
    let by_outcome = listing("Challenges by outcome", "Outcome", "outcome", true).of(items, Vec::new(), outcome).merging();
    let several = |of: &dyn Fn(&Challenge) -> Vec<(String, String)>| {
        let mut rows: Vec<((String, String), Vec<u32>)> = Vec::new();
        for (i, c) in (0..).zip(items) {
            let mut own = of(c);
            own.sort();
            own.dedup();
            if own.is_empty() {
                own.push(category(crate::annual::cross::NOT_RECORDED, "Not recorded"));
            }
            for category in own {
                match rows.iter_mut().find(|(c, _)| *c == category) {
                    Some((_, records)) => records.push(i),
                    None => rows.push((category, vec![i])),
                }
            }
        }
        rows.sort_by(|a, b| (std::cmp::Reverse(a.1.len()), &a.0).cmp(&(std::cmp::Reverse(b.1.len()), &b.0)));
        rows
    };
    let themes = several(&|c| c.grounds.iter().map(|(_, _, theme)| category(&slug(theme), theme)).collect());
    let by_theme = listing("Challenges by theme", "Theme", "theme", false).table(themes, &all).ranked();
    // A theme is the sum of its grounds, nearly: the two together would give small ones away.
    let by_theme = Table { shown: Shown::Internally, ..by_theme };
    let grounds = several(&|c| c.grounds.iter().map(|(code, title, _)| category(&slug(code), title)).collect());
    let by_ground = listing("Challenges by ground", "Ground", "ground", false).table(grounds, &all).ranked();
    let mut tables = COUNT.tables(items, setting.cohort, CHALLENGE_SPLITS);
    // Behind the table of all, before those by team and month.
    tables.splice(1..1, [flow(setting), by_stage, by_outcome, by_theme, by_ground, referrals(items)]);
    tables
}

/// What was open, what came, what was settled, what stays open: so that nothing open last year is lost.
fn flow(setting: &Setting<'_>) -> Table {
    let cohort = setting.cohort;
    let settled = cohort.carried_over.iter().chain(&cohort.challenges).filter(|c| !c.is_open()).count();
    let (before, raised) = (cohort.carried_over.len(), cohort.challenges.len());
    let row = |key: &str, title: &str, n: usize| Row {
        key: key.to_owned(),
        title: title.to_owned(),
        role: Role::Part,
        cells: vec![Cell {
            value: Value::Count(n as u64),
            slice: Some(Slice::all(Universe::figures("challenges.flow")).with("is", key)),
            from: Vec::new(),
            records: Vec::new(),
        }],
    };
    Table {
        title: "Challenges open, raised and settled".to_owned(),
        columns: vec![count_column("count", "Challenges")],
        rows: vec![
            row("open_before", "Open when the period began", before),
            row("raised", "Raised in it", raised),
            row("settled", "Settled in it", settled),
            row("open_after", "Open when it ended", before + raised - settled),
        ],
        base: "Challenges as they stood on the first and the last day of the period. Those raised before it are in no other table."
            .to_owned(),
        // The four are one equation: with three of them known the fourth is.
        shown: Shown::Internally,
        ..Table::new(table::beside("challenges", "flow"))
    }
}

fn referrals(items: &[Challenge]) -> Table {
    let counted = |key: &str, title: &str, of: &dyn Fn(&Challenge) -> bool| {
        let records: Vec<u32> = (0..).zip(items).filter(|(_, c)| of(c)).map(|(i, _)| i).collect();
        let slice = Slice::all(table::CHALLENGES).with(key, "yes");
        let cell = Cell { value: Value::Count(records.len() as u64), slice: Some(slice), from: Vec::new(), records };
        Row { key: key.to_owned(), title: title.to_owned(), role: Role::Part, cells: vec![cell] }
    };
    Table {
        title: "Referrals and legal advice".to_owned(),
        columns: vec![count_column("count", "Challenges")],
        rows: vec![
            counted("cafcass", "Referred to Cafcass", &|c| c.cafcass.is_some()),
            counted("legal_advice", "Legal advice was taken", &|c| c.legal_advice),
        ],
        base: "Challenges raised in the period. The two may overlap.".to_owned(),
        ..Table::new(table::beside("challenges", "referrals"))
    }
}

pub(super) const GOOD_PRACTICE: Measure = Measure {
    key: "good_practice",
    title: "Alerts to good practice",
    section: "challenge",
    numerator: "alerts to good practice raised in the period",
    denominator: "all of them",
    left_out: "recognition given on a rating form",
    source: "good practice in annual reports; IRO Handbook (2010) para 7.11: identify good practice",
    tables: good_practice,
};

const GOOD: Count<Challenge> = Count {
    key: "good_practice",
    title: "Alerts to good practice",
    universe: Universe::of("good_practice"),
    outcomes: &[Outcome { percent: false, ..part("raised", "Raised") }],
    total: "Alerts",
    of: |_, _| Some("raised"),
    base: "Alerts to good practice raised in the period.",
};

use crate::annual::cross::Outcome;

fn good_practice(setting: &Setting<'_>) -> Vec<Table> {
    let mut tables = GOOD.tables(&setting.cohort.good_practice, setting.cohort, &[&crate::annual::cross::CHALLENGE_TEAM]);
    for table in &mut tables {
        // One column says it all.
        table.columns.truncate(1);
        table.sums.clear();
        for row in &mut table.rows {
            row.cells.truncate(1);
        }
    }
    tables
}
