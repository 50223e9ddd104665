//! Reviews held in time, why others were late, and by how much.

use super::{Measure, Setting};
use crate::annual::cohort::{LookedAfter, Review};
use crate::annual::cross::{Count, Listing, REVIEW_SPLITS, TEAM, aside, category, part, rest};
use crate::annual::table::{self, Table, Universe};
use crate::calendar;
use crate::record::codes::{self, label};

pub(super) const MEASURE: Measure = Measure {
    key: "timeliness",
    title: "Reviews held in time",
    section: "timeliness",
    numerator: "reviews held on or before the last day that the law and the authority's procedure allow",
    denominator: "reviews held in the period whose last day can be worked out",
    left_out: "reviews whose last day cannot be worked out, because no review before is recorded, neither as a date in the record nor in the folders: counted beside the total",
    source: "Care Planning, Placement and Case Review (England) Regulations 2010 reg 33; IRO Handbook (2010) para 7.11",
    tables,
};

const COUNT: Count<Review> = Count {
    key: "timeliness",
    title: "Reviews held in time",
    universe: table::REVIEWS,
    outcomes: &[part("on_time", "In time"), rest("late", "Late"), aside("not_known", "Not known")],
    total: "Reviews",
    of: |r, _| {
        if r.unread.contains("timeliness") {
            return None;
        }
        Some(match r.due {
            Some(due) if r.held <= due => "on_time",
            Some(_) => "late",
            None => "not_known",
        })
    },
    base: "Reviews held in the period whose last day is known. Percentages are of each row's total.",
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    COUNT.tables(&setting.cohort.reviews, setting.cohort, REVIEW_SPLITS)
}

pub(super) const OVERDUE: Measure = Measure {
    key: "overdue",
    title: "Reviews due and not held",
    section: "timeliness",
    numerator: "children looked after on the period's last day whose next review was due by then and is not held",
    denominator: "children looked after on the period's last day whose next review has a last day",
    left_out: "children whose newest review does not tell the last day of the next: counted beside the total",
    source: "Care Planning, Placement and Case Review (England) Regulations 2010 reg 33; IRO Handbook (2010) para 7.11",
    tables: overdue,
};

const DUE: Count<LookedAfter> = Count {
    key: "overdue",
    title: "Reviews due and not held",
    universe: table::CHILDREN,
    outcomes: &[part("overdue", "Due and not held"), rest("not_due", "Not due yet"), aside("not_known", "Not known")],
    total: "Children",
    of: |child, cohort| {
        let due = cohort.review_of(child).and_then(|r| r.next_due);
        Some(match due {
            Some(due) if due <= cohort.period().to => "overdue",
            Some(_) => "not_due",
            None => "not_known",
        })
    },
    base: "Children looked after on the period's last day. A review that was due by then and is in no record of a review held by then is not held.",
};

fn overdue(setting: &Setting<'_>) -> Vec<Table> {
    let mut tables = DUE.tables(&setting.cohort.children, setting.cohort, &[]);
    tables.truncate(1);
    tables
}

pub(super) const LATE: Measure = Measure {
    key: "late",
    title: "Late reviews by reason and by how late",
    section: "timeliness",
    numerator: "late reviews with each reason, and by the working days they were late; late by a weekend only has a row of its own, `none`",
    denominator: "late reviews",
    left_out: "late reviews without a reason code: counted as `not recorded`",
    source: "IRO Handbook (2010) para 7.11: the reasons for those out of time",
    tables: late,
};

/// Bands of working days late: up to and including.
const BANDS: &[(i64, &str, &str)] = &[
    (0, "none", "On a day that is not a working day"),
    (2, "1_to_2", "1 to 2 working days"),
    (5, "3_to_5", "3 to 5 working days"),
    (10, "6_to_10", "6 to 10 working days"),
    (20, "11_to_20", "11 to 20 working days"),
    (i64::MAX, "over_20", "More than 20 working days"),
];

fn late(setting: &Setting<'_>) -> Vec<Table> {
    let reviews = &setting.cohort.reviews;
    let late: Vec<(u32, &Review)> = (0..).zip(reviews).filter(|(_, r)| (COUNT.of)(r, setting.cohort) == Some("late")).collect();
    let all: Vec<u32> = late.iter().map(|(i, _)| *i).collect();
    let by = |known: Vec<_>, of: &dyn Fn(&Review) -> Option<_>| {
        let groups = crate::annual::cross::grouped(&late, known, |(_, r)| of(r));
        let index = |i: u32| late.get(i as usize).map(|(own, _)| *own);
        groups.into_iter().map(|(c, members)| (c, members.into_iter().filter_map(index).collect::<Vec<u32>>())).collect::<Vec<_>>()
    };
    let cause = |r: &Review| r.late_cause.as_deref().map(|key| category(key, label(codes::LATE_CAUSE, key)));
    let how = |r: &Review| {
        let days = calendar::working_days_between(r.due?, r.held);
        BANDS.iter().find(|(most, _, _)| days <= *most).map(|(_, key, title)| category(key, title))
    };
    let mut causes = by(Vec::new(), &cause);
    causes.sort_by_key(|((key, _), records)| (key == crate::annual::cross::NOT_RECORDED, std::cmp::Reverse(records.len())));
    let bands = BANDS.iter().skip(1).map(|(_, key, title)| category(key, title)).collect();
    let listing = |which, title, stub, dimension| Listing {
        which,
        title,
        stub,
        universe: Universe::within("reviews.late", table::REVIEWS, "timeliness", "late"),
        dimension,
        base: "Reviews held in the period after their last day. Percentages are of all late reviews.",
        adds_down: true,
    };
    vec![
        listing(table::all("late"), "Why reviews were late", "Reason", "cause").table(causes, &all).ranked(),
        listing(table::by("late", "days"), "How late reviews were", "Late by", "days").table(by(bands, &how), &all),
    ]
}

pub(super) const ADJOURNED: Measure = Measure {
    key: "adjourned",
    title: "Reviews adjourned",
    section: "timeliness",
    numerator: "reviews that the IRO adjourned",
    denominator: "reviews held in the period",
    left_out: "nothing",
    source: "Care Planning Regulations 2010 reg 36(2)",
    tables: adjourned,
};

const ADJOURN: Count<Review> = Count {
    key: "adjourned",
    title: "Reviews adjourned",
    universe: table::REVIEWS,
    outcomes: &[part("yes", "Adjourned"), rest("no", "Not adjourned")],
    total: "Reviews",
    of: |r, _| Some(if r.adjourned { "yes" } else { "no" }),
    base: "Reviews held in the period. Percentages are of each row's total.",
};

fn adjourned(setting: &Setting<'_>) -> Vec<Table> {
    ADJOURN.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM])
}
