//! How reviews were held and prepared: in person or by video, with papers shared in time, who came, whether an advocate was offered, and
//! what the IRO did between reviews.

use super::{Measure, Setting};
use crate::annual::cohort::{Attended, Review};
use crate::annual::cross::{AGE, Count, IRO, Listing, QUARTER, TEAM, aside, category, part, rest};
use crate::annual::table::{self, Link, Table};

pub(super) const MEASURE: Measure = Measure {
    key: "meetings",
    title: "How reviews were held",
    section: "participation",
    numerator: "reviews whose list of who took part has people in the room, by phone or video, or both; reviews done without a meeting",
    denominator: "reviews held in the period with such a list, or done without a meeting",
    left_out: "reviews without a list of who took part: counted beside the total",
    source: "IRO Handbook (2010) para 3.37 to 3.41; good practice in annual reports",
    tables: |setting| HELD.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &QUARTER]),
};

const HELD: Count<Review> = Count {
    key: "meetings",
    title: "How reviews were held",
    universe: table::REVIEWS,
    outcomes: &[
        part("in_person", "In person"),
        part("by_video", "By phone or video"),
        part("both", "Both"),
        part("without", "Without a meeting"),
        aside("not_recorded", "Not recorded"),
    ],
    total: "Reviews",
    of: |r, _| Some(if r.unread.contains("preparation") { "not_recorded" } else { r.held_how.unwrap_or("not_recorded") }),
    base: "Reviews held in the period. Both: some in the room and some by phone or video. Percentages are of each row's total.",
};

pub(super) const ATTENDED: Measure = Measure {
    key: "attended",
    title: "Who attended reviews",
    section: "participation",
    numerator: "reviews that somebody of each kind attended: in the room, for a part, or by phone or video",
    denominator: "reviews held in the period with a list of who took part",
    left_out: "reviews without such a list; who was only consulted, or sent apologies",
    source: "IRO Handbook (2010) para 7.11: participation of children and their parents",
    tables: attended,
};

fn attended(setting: &Setting<'_>) -> Vec<Table> {
    let reviews = &setting.cohort.reviews;
    let listed: Vec<u32> = (0..).zip(reviews).filter(|(_, r)| r.attended.is_some()).map(|(i, _)| i).collect();
    if listed.is_empty() {
        return Vec::new();
    }
    let came = |who: Attended| {
        let is = |i: &&u32| reviews.get(**i as usize).and_then(|r| r.attended.as_ref()).is_some_and(|all| all.contains(&who));
        listed.iter().filter(is).copied().collect()
    };
    let rows = Attended::ALL.iter().map(|who| (category(who.key(), who.title()), came(*who))).collect();
    let every = listed.len() == reviews.len();
    let listing = Listing {
        which: table::all("attended"),
        title: "Who attended reviews",
        stub: "Who",
        universe: if every { table::REVIEWS } else { LISTED },
        dimension: "attended",
        base: "Reviews held in the period with a list of who took part. Several may attend, so the rows do not add up. Children of every age are counted, babies too; a row of noughts may be a role that nobody wrote down.",
        adds_down: false,
    };
    // Who was there is also what the codes say of the child, where every review has a list.
    vec![Table { links: if every { AS_CODES } else { &[] }, ..listing.table(rows, &listed) }]
}

/// The child attended, by the codes that say so.
const AS_CODES: &[Link] = &[(("attended", "child"), "code", &["pn1", "pn2", "pn3", "pn4"])];

/// Reviews that say who took part.
const LISTED: table::Universe = table::Universe::within("reviews.listed", table::REVIEWS, "attendance", "listed");

pub(super) const ADVOCACY: Measure = Measure {
    key: "advocacy",
    title: "Advocacy offered and used",
    section: "participation",
    numerator: "reviews at which an advocate spoke for the child or was there; reviews before which advocacy was explained to the child",
    denominator: "reviews of children aged 4 and over with an account of how the child took part",
    left_out: "children under 4, and reviews without such an account: counted beside the total",
    source: "IRO Handbook (2010) para 3.14 and 3.15; Children Act 1989 s 26A",
    tables: |setting| ADVOCATE.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &AGE]),
};

const ADVOCATE: Count<Review> = Count {
    key: "advocacy",
    title: "Advocacy offered and used",
    universe: table::REVIEWS,
    outcomes: &[
        part("used", "Spoke for the child or was briefed"),
        part("offered", "Explained, not used"),
        rest("not_offered", "Not explained"),
        aside("under_4", "Under 4"),
        aside("not_recorded", "Not recorded"),
    ],
    total: "Aged 4 and over",
    of: |r, _| {
        Some(match r.advocacy {
            _ if r.age < 4 => "under_4",
            _ if r.unread.contains("participation") => "not_recorded",
            said => said.unwrap_or("not_recorded"),
        })
    },
    base: "Reviews held in the period of children aged 4 and over. An advocate who was briefed need not have been there. Percentages are of each row's total.",
};

pub(super) const VISITS: Measure = Measure {
    key: "iro_visits",
    title: "Visits by the IRO between reviews",
    section: "participation",
    numerator: "reviews since whose review before the IRO visited the child at least once",
    denominator: "reviews that say whether the IRO visited since the review before",
    left_out: "first reviews, and reviews that do not say so: counted beside the total",
    source: "IRO Handbook (2010) para 3.30; good practice in annual reports",
    tables: |setting| match setting.cohort.reviews.iter().any(|r| r.iro_visits.is_some()) {
        true => {
            let tables = VISITED.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &IRO]);
            tables.into_iter().map(|table| Table { links: FIRST, ..table }).collect()
        }
        false => Vec::new(),
    },
};

/// First reviews are those of their type.
const FIRST: &[Link] = &[(("iro_visits", "first"), "review_type", &["first"])];

const VISITED: Count<Review> = Count {
    key: "iro_visits",
    title: "Visits by the IRO between reviews",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "Visited"), rest("no", "Not visited"), aside("first", "First reviews"), aside("not_recorded", "Not recorded")],
    total: "After the first",
    of: |r, _| {
        Some(match r.iro_visits {
            _ if r.kind == "first" => "first",
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_recorded",
        })
    },
    base: "Reviews held in the period, other than first ones. Percentages are of each row's total.",
};

pub(super) const PAPERS: Measure = Measure {
    key: "papers_shared",
    title: "Papers with the IRO in time",
    section: "records",
    numerator: "reviews for which every paper that the pack sets a day for had come by that day",
    denominator: "reviews for which the pack sets a day for some paper, and which list their papers",
    left_out: "reviews without a list of papers, and those for which the pack sets no day: counted beside the total",
    source: "the authority's own procedure; IRO Handbook (2010) para 3.21",
    tables: |setting| match setting.cohort.reviews.iter().any(|r| r.papers_in_time.is_some()) {
        true => SHARED.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &IRO]),
        false => Vec::new(),
    },
};

const SHARED: Count<Review> = Count {
    key: "papers_shared",
    title: "Papers with the IRO in time",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "All in time"), rest("no", "Late or missing"), aside("not_recorded", "No day or no list")],
    total: "Reviews",
    of: |r, _| {
        Some(match r.papers_in_time {
            _ if r.unread.contains("preparation") => "not_recorded",
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_recorded",
        })
    },
    base: "Reviews held in the period for which the pack sets a day for some paper. Percentages are of each row's total.",
};

pub(super) const UPDATED: Measure = Measure {
    key: "plans_updated",
    title: "Care plans brought up to date in time after reviews",
    section: "records",
    numerator: "reviews after which the care plan was brought up to date within the pack's limit",
    denominator: "reviews after which that was owed, and its last day was in the period",
    left_out: "reviews whose pack sets no limit, and those whose last day is not past: counted beside the total",
    source: "the authority's own procedure; Care Planning Regulations 2010 reg 6",
    tables: |setting| {
        let to = setting.cohort.period().to;
        match setting.cohort.reviews.iter().any(|r| r.plan_updated.due.is_some_and(|due| due <= to)) {
            true => AFTER.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM]),
            false => Vec::new(),
        }
    },
};

const AFTER: Count<Review> = Count {
    key: "plans_updated",
    title: "Care plans brought up to date in time after reviews",
    universe: table::REVIEWS,
    outcomes: &[
        part("in_time", "In time"),
        rest("late", "Late"),
        rest("not_done", "Not done"),
        aside("not_due", "No limit, or not due yet"),
    ],
    total: "Owed",
    of: |r, cohort| {
        let to = cohort.period().to;
        Some(match (r.plan_updated.due, r.plan_updated.done.filter(|done| *done <= to)) {
            _ if r.unread.contains("records") => "not_due",
            (Some(due), Some(done)) if done <= due => "in_time",
            (Some(_), Some(_)) => "late",
            (Some(due), None) if due <= to => "not_done",
            _ => "not_due",
        })
    },
    base: "Reviews held in the period after which the plan was to be brought up to date by a day in it. Percentages are of each row's total.",
};
