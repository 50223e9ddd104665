//! Who took part: children by code, in the chair, in private with the IRO; parents.

use super::{Measure, Setting};
use crate::annual::cohort::Review;
use crate::annual::cross::{AGE, Count, Listing, REVIEW_SPLITS, TEAM, aside, category, part, rest};
use crate::annual::table::{self, Link, Table};
use crate::record::codes;

pub(super) const MEASURE: Measure = Measure {
    key: "participation",
    title: "Reviews in which the child took part",
    section: "participation",
    numerator: "reviews in which the child took part: codes PN1, PN2, PN3, PN5 and PN6. Attending without contributing (PN4) is not taking part",
    denominator: "reviews of children aged 4 and over, with a code",
    left_out: "children under 4 by their date of birth, and reviews without a code that a child of 4 can have: counted beside the total",
    source: "SSDA903 participation codes; IRO Handbook (2010) para 7.11",
    tables,
};

const COUNT: Count<Review> = Count {
    key: "participation",
    title: "Reviews in which the child took part",
    universe: table::REVIEWS,
    outcomes: &[
        part("took_part", "Took part"),
        rest("did_not", "Did not"),
        aside("under_4", "Under 4"),
        aside("not_recorded", "Not recorded"),
    ],
    total: "Aged 4 and over",
    of: |r, _| {
        // The date of birth says who is under 4, whatever the code.
        Some(match r.code.as_deref() {
            _ if r.age < 4 => "under_4",
            Some("PN1" | "PN2" | "PN3" | "PN5" | "PN6") => "took_part",
            Some("PN0") | None => "not_recorded",
            Some(_) => "did_not",
        })
    },
    base: "Reviews held in the period of children aged 4 and over. Percentages are of each row's total.",
};

/// Who took part by the codes that say so.
const OF_CODES: &[Link] = &[
    (("participation", "took_part"), "code", &["pn1", "pn2", "pn3", "pn5", "pn6"]),
    (("participation", "did_not"), "code", &["pn4", "pn7"]),
    (("participation", "under_4"), "code", &["pn0"]),
];

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let reviews = &setting.cohort.reviews;
    let mut tables = COUNT.tables(reviews, setting.cohort, REVIEW_SPLITS);
    let known = codes::PARTICIPATION.iter().map(|c| category(&c.key.to_lowercase(), &format!("{} ({})", c.label, c.key))).collect();
    let listing = Listing {
        which: table::by("participation", "code"),
        title: "Participation by code",
        stub: "How the child took part",
        universe: table::REVIEWS,
        dimension: "code",
        base: "All reviews held in the period. Percentages are of all of them.",
        adds_down: true,
    };
    let of = |r: &Review| {
        let code = r.code.as_deref()?;
        codes::PARTICIPATION.iter().find(|c| c.key == code).map(|c| category(&c.key.to_lowercase(), c.label))
    };
    tables.insert(1, Table { links: OF_CODES, ..listing.of(reviews, known, of) });
    tables
}

pub(super) const CHAIRED: Measure = Measure {
    key: "chaired_by_child",
    title: "Reviews chaired by the child",
    section: "participation",
    numerator: "reviews that the child chaired, alone or together with the IRO",
    denominator: "reviews of children aged 4 and over",
    left_out: "children under 4 by their date of birth, and reviews without a code that a child of 4 can have: counted beside the total",
    source: "IRO Handbook (2010) para 3.37; good practice in annual reports",
    tables: chaired,
};

const CHAIR: Count<Review> = Count {
    key: "chaired_by_child",
    title: "Reviews chaired by the child",
    universe: table::REVIEWS,
    outcomes: &[
        part("yes", "Child chaired"),
        rest("no", "Others chaired"),
        aside("under_4", "Under 4"),
        aside("not_recorded", "Not recorded"),
    ],
    total: "Aged 4 and over",
    of: |r, _| {
        // Under 4 by the date of birth, as in the figures of who took part.
        Some(match r.code.as_deref() {
            _ if r.age < 4 => "under_4",
            Some("PN0") | None => "not_recorded",
            Some(_) if r.chaired_by_child => "yes",
            Some(_) => "no",
        })
    },
    base: "Reviews held in the period of children aged 4 and over. Percentages are of each row's total.",
};

/// The same reviews are left out of both.
const AS_TOOK_PART: &[Link] = &[
    (("chaired_by_child", "under_4"), "participation", &["under_4"]),
    (("chaired_by_child", "not_recorded"), "participation", &["not_recorded"]),
];

fn chaired(setting: &Setting<'_>) -> Vec<Table> {
    let mut tables = CHAIR.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &AGE]);
    tables.iter_mut().for_each(|table| table.links = AS_TOOK_PART);
    tables
}

pub(super) const SEEN_ALONE: Measure = Measure {
    key: "seen_alone",
    title: "Reviews before which the IRO saw the child in private",
    section: "participation",
    numerator: "reviews before which the IRO talked with the child in private",
    denominator: "reviews with an account of how the child took part",
    left_out: "reviews without such an account: counted beside the total",
    source: "Care Planning Regulations 2010 reg 36(1); IRO Handbook (2010)",
    tables: seen,
};

const SEEN: Count<Review> = Count {
    key: "seen_alone",
    title: "Reviews before which the IRO saw the child in private",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "Seen in private"), rest("no", "Not seen in private"), aside("not_recorded", "Not recorded")],
    total: "Reviews",
    of: |r, _| {
        Some(match r.seen_alone {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_recorded",
        })
    },
    base: "Reviews held in the period. Percentages are of each row's total.",
};

fn seen(setting: &Setting<'_>) -> Vec<Table> {
    SEEN.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM, &AGE, &crate::annual::cross::IRO])
}

pub(super) const PARENTS: Measure = Measure {
    key: "parents",
    title: "Reviews in which a parent took part",
    section: "participation",
    numerator: "reviews that a parent attended, or about which one was consulted",
    denominator: "reviews of children with a parent (or step-parent) among the people of the record, and a list of who attended",
    left_out: "other reviews: counted beside the total",
    source: "IRO Handbook (2010) para 7.11: participation of children and their parents",
    tables: parents,
};

const PARENT: Count<Review> = Count {
    key: "parents",
    title: "Reviews in which a parent took part",
    universe: table::REVIEWS,
    outcomes: &[part("took_part", "A parent took part"), rest("did_not", "No parent did"), aside("none_listed", "No parent listed")],
    total: "With a parent",
    of: |r, _| {
        if r.unread.contains("preparation") {
            return None;
        }
        Some(match r.parent_took_part {
            Some(true) => "took_part",
            Some(false) => "did_not",
            None => "none_listed",
        })
    },
    base: "Reviews held in the period of children with a parent on record. Percentages are of each row's total.",
};

fn parents(setting: &Setting<'_>) -> Vec<Table> {
    PARENT.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM])
}
