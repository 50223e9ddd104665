//! The children looked after on the last day: who they are, where they live, how long; and how many came and left.

use chrono::NaiveDate;

use super::{Measure, Setting};
use crate::annual::cohort::{LookedAfter, Review};
use crate::annual::cross::{CHILD_AGE, Category, Count, Listing, aside, category, column, count_column, part, rest};
use crate::annual::table::{self, Cell, Identity, Role, Row, Slice, Table, Unit, Universe, Value};
use crate::record::codes::{self, Code, label};

pub(super) const MEASURE: Measure = Measure {
    key: "children",
    title: "Children looked after on the last day of the period",
    section: "service",
    numerator: "children looked after on the period's last day: those whose newest review by then does not end the reviewing, whom \
                no event of kind `discharge` or `discharge_unplanned` says to have left care, and who were not 18 by then",
    denominator: "all of them",
    left_out: "children in short breaks only (V3, V4), as in the national count; children without a review in the folders",
    source: "IRO Handbook (2010) para 7.11: how the team reflects the identity of the children; SSDA903 codes",
    tables,
};

/// Lengths of time, each up to so many months that are not yet full.
const LENGTHS: &[(u32, &str, &str)] = &[
    (6, "under_6_months", "Under 6 months"),
    (12, "6_to_12_months", "6 to 12 months"),
    (24, "1_to_2_years", "1 to 2 years"),
    (60, "2_to_5_years", "2 to 5 years"),
    (u32::MAX, "over_5_years", "5 years and more"),
];

/// How long it is from a day to another: five years are full on their anniversary.
fn length(since: NaiveDate, to: NaiveDate) -> Option<Category> {
    let is_full = |months: u32| since.checked_add_months(chrono::Months::new(months)).is_some_and(|day| day <= to);
    LENGTHS.iter().find(|(months, _, _)| *months == u32::MAX || !is_full(*months)).map(|(_, key, title)| category(key, title))
}

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let cohort = setting.cohort;
    let items = &cohort.children;
    let period = cohort.period();
    let all: Vec<u32> = (0..).zip(items).map(|(i, _)| i).collect();
    let review = |c: &LookedAfter| cohort.review_of(c);
    let mut new: Vec<&Review> =
        cohort.reviews.iter().chain(&cohort.outside).filter(|r| (period.from..=period.to).contains(&r.child.since)).collect();
    new.sort_by(|a, b| a.reference.cmp(&b.reference));
    new.dedup_by(|a, b| a.reference == b.reference);
    let counted = |n: usize, universe| Cell {
        value: Value::Count(n as u64),
        slice: Some(Slice::all(universe)),
        from: Vec::new(),
        records: Vec::new(),
    };
    let whole = Cell { records: all.clone(), ..counted(items.len(), table::CHILDREN) };
    let mut tables = vec![Table {
        title: "Children looked after".to_owned(),
        columns: vec![
            count_column("total", "Looked after on the last day"),
            count_column("started", "Became looked after"),
            count_column("ceased", "Left care"),
        ],
        rows: vec![Row {
            key: "total".to_owned(),
            title: "All".to_owned(),
            role: Role::Total,
            cells: vec![
                whole,
                counted(new.len(), Universe::figures("children.started")),
                counted(cohort.ceased.len(), Universe::figures("children.ceased")),
            ],
        }],
        base:
            "Children looked after on the period's last day, without those in short breaks only; children who came and left in the period, \
               as far as their reviews show."
                .to_owned(),
        identities: came_and_went(period),
        ..Table::new(table::all("children"))
    }];
    // Of a part of the service there is no population.
    let population = setting.record.population.as_ref().filter(|_| setting.record.only == crate::record::Only::default());
    if let (Some(population), Some(first)) = (population, tables.first_mut()) {
        first.columns.push(column("rate", "Per 10,000 children", Unit::Number));
        #[expect(clippy::cast_precision_loss, reason = "counts of children are far below 2^52")]
        let rate = Value::Number(items.len() as f64 * 10_000.0 / f64::from(population.under_18), 0);
        let cell = Cell { value: rate, slice: None, from: vec![Slice::all(table::CHILDREN)], records: all.clone() };
        first.rows.iter_mut().for_each(|row| row.cells.push(cell.clone()));
        let of = population.of.as_ref().map_or_else(String::new, |of| format!(" ({of})"));
        first.base.push_str(&format!(
            " The rate is of the {} children under 18 who live in the area{of}.",
            table::thousands(population.under_18.into())
        ));
    }
    let mut add = |name: &'static str, title: &str, stub: &str, known: Vec<Category>, of: &dyn Fn(&LookedAfter) -> Option<Category>| {
        let listing = Listing {
            which: table::by("children", name),
            title,
            stub,
            universe: table::CHILDREN,
            dimension: name,
            base: "Children looked after on the period's last day. Percentages are of all of them.",
            adds_down: true,
        };
        // Categories that have no order may be one.
        let merges = known.is_empty();
        tables.push(Table { merges, ..listing.of(items, known, of) });
    };
    let table = |codes: &'static [Code], key: &str| category(key, label(codes, key));
    add("age", "Children by age", "Age", (CHILD_AGE.known)(period), &|c| (CHILD_AGE.of)(c, cohort));
    let groups: Vec<Category> = codes::ETHNIC_GROUP.iter().map(|g| category(g.key, g.label)).collect();
    add("ethnicity", "Children by ethnicity", "Ethnicity", groups, &|c| ethnic_group(review(c)?.child.ethnicity.as_deref()));
    add("ethnic_background", "Children by ethnic background", "Ethnic background", Vec::new(), &|c| {
        Some(table(codes::ETHNICITY, review(c)?.child.ethnicity.as_deref()?))
    });
    add("legal_status", "Children by legal status", "Legal status", Vec::new(), &|c| {
        Some(table(codes::LEGAL_STATUS, &review(c)?.child.legal_status))
    });
    add("placement", "Children by placement", "Placement", Vec::new(), &|c| Some(table(codes::PLACEMENT, &review(c)?.child.placement)));
    let lengths = LENGTHS.iter().map(|(_, key, title)| category(key, title)).collect();
    add("length", "Children by time looked after", "Looked after for", lengths, &|c| length(c.since, period.to));
    // Stability: how long in the same placement, as far as the newest review says.
    let lengths = LENGTHS.iter().map(|(_, key, title)| category(key, title)).collect();
    add("stability", "Children by time in their placement", "In this placement for", lengths, &|c| {
        length(review(c)?.child.placed_since, period.to)
    });
    add("plan", "Children by plan for permanence", "Plan", Vec::new(), &|c| Some(table(codes::PLAN, review(c)?.child.plan.as_deref()?)));
    let how_many = vec![category("1", "1"), category("2", "2"), category("3_plus", "3 and more")];
    add("placements", "Children by placements in the period", "Placements", how_many, &|c| {
        Some(match c.placements {
            0 | 1 => category("1", "1"),
            2 => category("2", "2"),
            _ => category("3_plus", "3 and more"),
        })
    });
    if items.iter().filter_map(review).any(|r| r.child.in_area.is_some()) {
        let areas = vec![category("inside", "Inside the authority's area"), category("outside", "Outside of it")];
        add("area", "Children by area of placement", "Placed", areas.clone(), &|c| {
            let inside = review(c)?.child.in_area?;
            areas.get(usize::from(!inside)).cloned()
        });
    }
    let yes_no = vec![category("yes", "Unaccompanied"), category("no", "Not unaccompanied")];
    add("unaccompanied", "Unaccompanied children", "", yes_no, &|c| {
        Some(if review(c)?.child.unaccompanied { category("yes", "Unaccompanied") } else { category("no", "Not unaccompanied") })
    });
    tables
}

/// Who was here before, and came, and did not leave, is here. Who has been here for less than a year came in the year, and who came and is
/// not here has left.
fn came_and_went(period: crate::record::Period) -> Vec<Identity> {
    let (started, ceased) = (Slice::all(Universe::figures("children.started")), Slice::all(Universe::figures("children.ceased")));
    let since = |length: &str| Slice::all(table::CHILDREN).with("length", length);
    let of = |what: &str| Slice::all(Universe::figures("children.came_and_left")).with("is", what);
    let last = Slice::all(table::LAST_YEAR).with("children", "total");
    let here = vec![(Slice::all(table::CHILDREN), 1), (last, -1), (started.clone(), -1), (ceased.clone(), 1)];
    let mut out = vec![Identity { terms: here }];
    if period.from.checked_add_months(chrono::Months::new(12)).and_then(|d| d.pred_opt()) == Some(period.to) {
        let new = vec![(started, 1), (since("under_6_months"), -1), (since("6_to_12_months"), -1), (of("both"), -1)];
        let gone = vec![(ceased, 1), (of("both"), -1), (of("left only"), -1)];
        out.extend([new, gone].map(|terms| Identity { terms }));
        // Everybody is a year longer here than a year before, or has left.
        let lengths: Vec<&str> = LENGTHS.iter().map(|(_, key, _)| *key).collect();
        for (before, now) in [(2, 3), (3, 4)] {
            let then = lengths.iter().skip(before).map(|l| (since(l).a_year_before(), 1));
            let still = lengths.iter().skip(now).map(|l| (since(l), -1));
            let left = (of(lengths.get(now).copied().unwrap_or_default()), -1);
            out.push(Identity { terms: then.chain(still).chain([left]).collect() });
        }
        let then = [since("under_6_months"), since("6_to_12_months")].map(|s| (s.a_year_before(), 1));
        out.push(Identity { terms: then.into_iter().chain([(since("1_to_2_years"), -1), (of("1_to_2_years"), -1)]).collect() });
    }
    out
}

/// The group of the census that an ethnicity belongs to.
#[must_use]
pub(super) fn ethnic_group(key: Option<&str>) -> Option<Category> {
    let group = match key? {
        // As nothing at all: one row, `Not recorded`.
        "refused" | "not_yet_obtained" => return None,
        // The groups of 2012: Chinese is counted with other.
        "asian_chinese" | "arab" | "other" => "other",
        key => key.split('_').next()?,
    };
    codes::ETHNIC_GROUP.iter().find(|g| g.key == group).map(|g| category(g.key, g.label))
}

pub(super) const SAME_IRO: Measure = Measure {
    key: "same_iro",
    title: "Children with the same IRO at all their reviews",
    section: "service",
    numerator: "children whose reviews in the period, and the one before them, had the same IRO",
    denominator: "children looked after on the last day with at least two such reviews",
    left_out: "children with one review only: counted beside the total",
    source: "IRO Handbook (2010) para 2.3 and 7.11: continuity; good practice in annual reports",
    tables: |setting| SAME.tables(&setting.cohort.children, setting.cohort, &[&CHILD_AGE]),
};

const SAME: Count<LookedAfter> = Count {
    key: "same_iro",
    title: "Children with the same IRO at all their reviews",
    universe: table::CHILDREN,
    outcomes: &[part("yes", "The same"), rest("no", "Changed"), aside("one_review", "One review only")],
    total: "Children",
    of: |c, _| {
        Some(match c.same_iro {
            Some(true) => "yes",
            Some(false) => "no",
            None => "one_review",
        })
    },
    base: "Children looked after on the period's last day: their reviews in the period and the one before them. Percentages are of each row's total.",
};

pub(super) const STABLE: Measure = Measure {
    key: "stable_two_years",
    title: "Children in the same placement for two years",
    section: "service",
    numerator: "children who have been in their placement for two years and more",
    denominator: "children under 16 who have been looked after for two and a half years and more",
    left_out: "children aged 16 and over, and those looked after for less: counted beside the total. A placement for adoption counts from its own day, \
               for the placement before it is not in the record",
    source: "DfE, stability of placements: long-term stability (formerly NI 63)",
    tables: |setting| LONG.tables(&setting.cohort.children, setting.cohort, &[]),
};

const LONG: Count<LookedAfter> = Count {
    key: "stable_two_years",
    title: "Children in the same placement for two years",
    universe: table::CHILDREN,
    outcomes: &[part("yes", "Two years or more"), rest("no", "Shorter"), aside("others", "Not in this measure")],
    total: "Under 16, two and a half years",
    of: |c, cohort| {
        let to = cohort.period().to;
        let full = |since: NaiveDate, months: u32| since.checked_add_months(chrono::Months::new(months)).is_some_and(|day| day <= to);
        Some(match cohort.review_of(c) {
            Some(r) if c.age < 16 && full(c.since, 30) => {
                if full(r.child.placed_since, 24) {
                    "yes"
                } else {
                    "no"
                }
            }
            _ => "others",
        })
    },
    base: "Children looked after on the period's last day who are under 16 and have been looked after for two and a half years; placements as the reviews have them. Not in this measure: others. Percentages are of each row's total.",
};
