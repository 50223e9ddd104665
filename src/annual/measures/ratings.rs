//! The rating of the planning after each review: red, amber, green; what was ticked; red twice in a row.

use super::{Measure, Setting};
use crate::annual::cohort::Review;
use crate::annual::cross::{Count, Listing, REVIEW_SPLITS, TEAM, aside, category, part};
use crate::annual::table::{self, Table, Universe};

pub(super) const MEASURE: Measure = Measure {
    key: "ratings",
    title: "Rating of the care planning",
    section: "quality_assurance",
    numerator: "reviews rated red, amber or green",
    denominator: "reviews held in the period that were rated",
    left_out: "reviews without a rating: counted beside the total as `not rated`",
    source: "IRO Handbook (2010) para 7.11; the rating form of the authority",
    tables,
};

const COUNT: Count<Review> = Count {
    key: "ratings",
    title: "Rating of the care planning",
    universe: table::REVIEWS,
    outcomes: &[part("red", "Red"), part("amber", "Amber"), part("green", "Green"), aside("not_rated", "Not rated")],
    total: "Total",
    of: |r, _| {
        if r.unread.contains("ratings") {
            return None;
        }
        Some(match r.rating.as_deref() {
            Some("red") => "red",
            Some("amber") => "amber",
            Some("green") => "green",
            _ => "not_rated",
        })
    },
    base: "Ratings made after reviews held in the period. Percentages are of each row's total.",
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    COUNT.tables(&setting.cohort.reviews, setting.cohort, REVIEW_SPLITS)
}

pub(super) const INDICATORS: Measure = Measure {
    key: "indicators",
    title: "Indicators ticked in ratings",
    section: "quality_assurance",
    numerator: "ratings in which the indicator was ticked",
    denominator: "reviews held in the period that were rated",
    left_out: "nothing; a rating may have several ticks, so the rows do not add up",
    source: "the rating form of the authority",
    tables: indicators,
};

fn indicators(setting: &Setting<'_>) -> Vec<Table> {
    let reviews = &setting.cohort.reviews;
    let rated: Vec<u32> = (0..).zip(reviews).filter(|(_, r)| r.rating.is_some() && !r.unread.contains("ratings")).map(|(i, _)| i).collect();
    let mut rows = Vec::new();
    for (rating, rule) in &setting.policy.rag.ratings {
        for indicator in &rule.indicators {
            let ticked = |i: &u32| reviews.get(*i as usize).is_some_and(|r| r.ticks.contains(&indicator.key));
            let records: Vec<u32> = rated.iter().copied().filter(ticked).collect();
            // Green ones are ticked nearly always; what was wrong is what the report is about.
            if !records.is_empty() && rating != "green" {
                rows.push((category(&indicator.key, &format!("{} ({rating})", indicator.title)), records));
            }
        }
    }
    rows.sort_by_key(|(_, records)| std::cmp::Reverse(records.len()));
    let listing = Listing {
        which: table::all("indicators"),
        title: "What was ticked under red and amber",
        stub: "Indicator",
        universe: Universe::within("reviews.rated", table::REVIEWS, "ratings", "(base)"),
        dimension: "indicator",
        base: "Ratings made after reviews held in the period. A rating may have several ticks, so the rows do not add up. Percentages are of all ratings.",
        adds_down: false,
    };
    vec![listing.table(rows, &rated).ranked()]
}

pub(super) const REPEATED: Measure = Measure {
    key: "repeated_reds",
    title: "Red twice in a row",
    section: "quality_assurance",
    numerator: "reviews rated red whose child's review before was rated red too",
    denominator: "reviews held in the period that were rated red",
    left_out: "reviews whose child's review before lies neither in the folders nor in those of the year before, or was not rated: counted \
               beside the total. A first review counts as not red before",
    source: "the rating form of the authority: a second red calls for a challenge",
    tables: repeated,
};

const AGAIN: Count<Review> = Count {
    key: "repeated_reds",
    title: "Red twice in a row",
    universe: Universe::within("reviews.red", table::REVIEWS, "ratings", "red"),
    outcomes: &[
        part("repeated", "Red before too"),
        crate::annual::cross::rest("first", "Not red before"),
        aside("not_known", "Before not known"),
    ],
    total: "Before known",
    of: |r, _| {
        (r.rating.as_deref() == Some("red") && !r.unread.contains("ratings")).then_some(match r.red_before {
            Some(true) => "repeated",
            Some(false) => "first",
            None => "not_known",
        })
    },
    base: "Reviews rated red in the period whose review before is in the folders. Percentages are of each row's total.",
};

fn repeated(setting: &Setting<'_>) -> Vec<Table> {
    AGAIN.tables(&setting.cohort.reviews, setting.cohort, &[&TEAM])
}
