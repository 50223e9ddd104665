//! How soon challenges were answered at each stage, and how soon they were settled.

use super::{Measure, Setting};
use crate::annual::cohort::{Challenge, StageRow};
use crate::annual::cross::{column, count_column, median_and_p90, percent_column};
use crate::annual::table::{self, Cell, Identity, Role, Row, Shown, Slice, Sum, Table, Unit, Universe, Value, slug};
use crate::calendar;

pub(super) const MEASURE: Measure = Measure {
    key: "answers",
    title: "Time to answer at each stage",
    section: "challenge",
    numerator: "stages answered by their day; median and nine in ten in working days from the day the stage was raised",
    denominator: "stages raised by the period's last day in its challenges, and answered by then or due by then",
    left_out: "stages neither answered nor due by the period's last day: counted beside the total",
    source: "the ladder of the authority's procedure; IRO Handbook (2010) para 6.2",
    tables: answers,
};

/// A stage of one of the challenges, by its index.
type Raised<'a> = (u32, &'a StageRow);

fn answers(setting: &Setting<'_>) -> Vec<Table> {
    let items = &setting.cohort.challenges;
    let end = setting.cohort.period().to;
    let stages: Vec<Raised<'_>> = (0..).zip(items).flat_map(|(i, c)| c.stages.iter().map(move |s| (i, s))).collect();
    let mut rows = Vec::new();
    for (position, stage) in setting.policy.ladder.stages.iter().enumerate() {
        let own: Vec<Raised<'_>> = stages.iter().copied().filter(|(_, s)| s.position == position).collect();
        if !own.is_empty() {
            rows.push(row(&slug(&stage.stage), &stage.title, Role::Part, &own, end));
        }
    }
    let total = row("total", "All stages", Role::Total, &stages, end);
    rows.push(total.clone());
    let by_stage = Table {
        title: "Time to answer at each stage".to_owned(),
        stub: "Stage".to_owned(),
        columns: vec![
            count_column("in_time", "In time"),
            percent_column("percent"),
            count_column("late", "Late"),
            count_column("overdue", "Not answered"),
            count_column("total", "Stages"),
            count_column("not_due", "Not due yet"),
            column("median", "Median days", Unit::Days),
            column("p90", "9 in 10 within", Unit::Days),
        ],
        rows,
        base: "Stages raised in the challenges of the period that were answered by its last day, or due by then. Days are working days, of those \
               answered. Percentages are of each row's total."
            .to_owned(),
        sums: vec![Sum { total: "total".to_owned(), parts: ["in_time", "late", "overdue"].map(str::to_owned).into() }],
        adds_down: true,
        ..Table::new(table::by("answers", "stage"))
    };
    let mut all = by_stage.clone().renamed(table::all("answers"));
    "Time to answer".clone_into(&mut all.title);
    all.rows = vec![total];
    all.adds_down = false;
    all.identities = vec![stages_reached(setting, &stages)];
    // How many came to each stage gives away how many stopped at the one before: for the service only.
    vec![all, Table { shown: Shown::Internally, ..by_stage }]
}

/// A challenge that came to a stage was raised at those before it, so that the highest stages reached tell how many stages there were:
/// those that were due, and those that wait.
fn stages_reached(setting: &Setting<'_>, stages: &[Raised<'_>]) -> Identity {
    let ladder = &setting.policy.ladder.stages;
    let informal = ladder.iter().filter(|s| s.informal).count();
    let reached = |key: &str| Slice::all(table::CHALLENGES).with("stage", key);
    let all = Slice::all(Universe::figures("stages"));
    let mut terms = vec![(all.with("answered", "(base)"), -1), (all.with("answered", "waiting"), -1)];
    let has_informal = stages.iter().any(|(_, s)| s.position < informal);
    terms.extend(has_informal.then(|| (reached("informal"), 1)));
    let formal = ladder.iter().filter(|s| !s.informal).zip(1..);
    terms.extend(formal.map(|(stage, n)| (reached(&slug(&stage.stage)), n)));
    Identity { terms }
}

fn row(key: &str, title: &str, role: Role, stages: &[Raised<'_>], end: chrono::NaiveDate) -> Row {
    let whole = if role == Role::Total {
        Slice::all(Universe::figures("stages"))
    } else {
        Slice::all(Universe::figures("stages")).with("stage", key)
    };
    let of = |state: &str| -> Vec<u32> {
        let matches = |s: &StageRow| {
            state
                == match (s.answered.filter(|d| *d <= end), s.due) {
                    (Some(done), Some(due)) if done > due => "late",
                    (Some(_), _) => "in_time",
                    (None, Some(due)) if due <= end => "overdue",
                    (None, _) => "waiting",
                }
        };
        stages.iter().filter(|(_, s)| matches(s)).map(|(i, _)| *i).collect()
    };
    let counted = |state: &str| {
        let records = of(state);
        Cell { value: Value::Count(records.len() as u64), slice: Some(whole.with("answered", state)), from: Vec::new(), records }
    };
    let (in_time, late, overdue, waiting) = (counted("in_time"), counted("late"), counted("overdue"), counted("waiting"));
    let all: Vec<u32> = [&in_time, &late, &overdue].iter().flat_map(|c| c.records.iter().copied()).collect();
    let base = all.len() as u64;
    let base_slice = whole.with("answered", "(base)");
    let took = stages.iter().filter_map(|(_, s)| Some(calendar::working_days_between(s.raised, s.answered.filter(|d| *d <= end)?)));
    let days = median_and_p90(took.collect());
    // What the days are of: those answered.
    let done: Vec<u32> = in_time.records.iter().chain(&late.records).copied().collect();
    let percent = Cell {
        value: Value::Percent { of: in_time.records.len() as u64, base },
        slice: None,
        from: vec![whole.with("answered", "in_time"), base_slice.clone()],
        records: all.clone(),
    };
    let total = Cell { value: Value::Count(base), slice: Some(base_slice.clone()), from: Vec::new(), records: all.clone() };
    let cells = vec![
        in_time,
        percent,
        late,
        overdue,
        total,
        waiting,
        days_cell(days.map(|d| d.0), &base_slice, &done),
        p90_cell(days, &base_slice, &done),
    ];
    Row { key: key.to_owned(), title: title.to_owned(), role, cells }
}

fn days_cell(value: Option<f64>, from: &Slice, records: &[u32]) -> Cell {
    Cell {
        value: value.map_or(Value::Nothing, |v| Value::Number(v, u8::from(v.fract() != 0.0))),
        slice: None,
        from: vec![from.clone()],
        records: records.to_vec(),
    }
}

fn p90_cell(days: Option<(f64, i64)>, from: &Slice, records: &[u32]) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "days are small numbers")]
    let p90 = days.map(|d| d.1 as f64);
    days_cell(p90, from, records)
}

pub(super) const RESOLUTION: Measure = Measure {
    key: "resolution",
    title: "Time to settle a challenge",
    section: "challenge",
    numerator: "challenges settled by the period's last day; median and nine in ten in working days from the day they were raised",
    denominator: "challenges raised in the period",
    left_out: "challenges settled after the period count as open",
    source: "IRO Handbook (2010) para 6.2: 20 working days for the whole process, unless the authority's procedure says otherwise",
    tables: resolution,
};

fn resolution(setting: &Setting<'_>) -> Vec<Table> {
    let end = setting.cohort.period().to;
    let items: Vec<(u32, &Challenge)> = (0..).zip(&setting.cohort.challenges).collect();
    let mut rows = Vec::new();
    for (key, title, role, keep) in [
        ("informal", "Informal", Role::Part, Some(false)),
        ("formal", "Formal", Role::Part, Some(true)),
        ("total", "All", Role::Total, None),
    ] {
        let own: Vec<&(u32, &Challenge)> = items.iter().filter(|(_, c)| keep.is_none_or(|formal| c.formal == formal)).collect();
        let slice = match keep {
            Some(_) => Slice::all(table::CHALLENGES).with("challenges", key),
            None => Slice::all(table::CHALLENGES),
        };
        let settled = |c: &Challenge| c.resolved.is_some_and(|d| d <= end);
        let of = |want: bool, key: &str| {
            let records: Vec<u32> = own.iter().filter(|(_, c)| settled(c) == want).map(|(i, _)| *i).collect();
            Cell { value: Value::Count(records.len() as u64), slice: Some(slice.with("settled", key)), from: Vec::new(), records }
        };
        let (done, open) = (of(true, "yes"), of(false, "no"));
        let took = own.iter().filter_map(|(_, c)| Some(calendar::working_days_between(c.raised, c.resolved.filter(|d| *d <= end)?)));
        let days = median_and_p90(took.collect());
        let all: Vec<u32> = own.iter().map(|(i, _)| *i).collect();
        let from = slice.with("settled", "yes");
        let total = Cell { value: Value::Count(all.len() as u64), slice: Some(slice), from: Vec::new(), records: all };
        let (median, p90) = (days_cell(days.map(|d| d.0), &from, &done.records), p90_cell(days, &from, &done.records));
        rows.push(Row { key: key.to_owned(), title: title.to_owned(), role, cells: vec![done, open, total, median, p90] });
    }
    vec![Table {
        title: "Time to settle a challenge".to_owned(),
        columns: vec![
            count_column("settled", "Settled"),
            count_column("open", "Open"),
            count_column("total", "All"),
            column("median", "Median days", Unit::Days),
            column("p90", "9 in 10 within", Unit::Days),
        ],
        rows,
        base: "Challenges raised in the period. Settled: by its last day. Days are working days, of those settled.".to_owned(),
        sums: vec![Sum { total: "total".to_owned(), parts: ["settled", "open"].map(str::to_owned).into() }],
        links: &[(("settled", "no"), "outcome", &["open"])],
        adds_down: true,
        ..Table::new(table::all("resolution"))
    }]
}
