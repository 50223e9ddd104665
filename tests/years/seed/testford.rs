//! Testford's year 2025-26, with two years before it: an authority that does not exist, under the national pack.

use super::dates::{Day, ymd};
use super::model::{Alert, Child, Rating, Review, Service, Team};
use super::people::{self, Roll};
use super::random::Chance;
use super::words;
use super::write::staff_name;

/// Names of teams; by their places below.
const TEAMS: [&str; 5] = [
    "Assessment and Safeguarding",
    "Looked After Children North",
    "Looked After Children South",
    "Children with Disabilities",
    "Leaving Care",
];
const ASSESSMENT: usize = 0;
const NORTH: usize = 1;
const SOUTH: usize = 2;
const DISABLED: usize = 3;
const LEAVING: usize = 4;

/// The reviewing officers with their share of a full-time post.
const IROS: [(&str, &str); 9] = [
    ("Frances Lockett", "1"),
    ("Desmond Paget", "1"),
    ("Sunita Banerjee", "1"),
    ("Gillian Netherby", "1"),
    ("Errol Kingswell", "1"),
    ("Heather Iremonger", "1"),
    ("Patrick Keogh", "0.8"),
    ("Yvonne Standish", "0.6"),
    ("Priya Sharma", "0.5"),
];
/// Whose children they are, in the proportion of their posts.
const SHARES: &[usize] = &[0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 0, 1, 2, 3, 4, 5];

/// A year: late reviews and children who did not take part, in a thousand; reds and ambers in a hundred; challenges; days between two
/// later reviews.
struct Year {
    late: i32,
    silent: i32,
    red: i32,
    amber: i32,
    alerts: usize,
    gap: (i32, i32),
}

const YEARS: [Year; 3] = [
    Year { late: 134, silent: 100, red: 14, amber: 33, alerts: 45, gap: (122, 168) },
    Year { late: 90, silent: 80, red: 12, amber: 31, alerts: 50, gap: (129, 174) },
    Year { late: 62, silent: 50, red: 10, amber: 28, alerts: 60, gap: (115, 157) },
];

/// The first and the last day of all.
fn span() -> (Day, Day) {
    (ymd(2023, 4, 1), ymd(2026, 3, 31))
}

/// Which of the years a day belongs to.
fn year_of(day: Day) -> usize {
    [ymd(2024, 4, 1), ymd(2025, 4, 1)].iter().filter(|start| day >= **start).count()
}

/// The service.
pub fn service(chance: &mut Chance) -> Service {
    let teams = TEAMS.iter().map(|name| Team { name, manager: staff_name(chance), workers: (0..12).map(|_| staff_name(chance)).collect() });
    Service {
        policy: "statutory",
        iros: IROS.iter().map(|(n, _)| (*n).to_owned()).collect(),
        teams: teams.collect(),
        seniors: vec![
            ("Ingrid Maltby".to_owned(), "service_manager", "service_manager", "Service Manager"),
            ("Olufemi Brandt".to_owned(), "head_of_service", "head_of_service", "Head of Service"),
            ("Deborah Sandiford".to_owned(), "assistant_director", "senior_manager", "Assistant Director"),
            ("Malcolm Edgeworth".to_owned(), "director", "senior_manager", "Director of Children's Services"),
        ],
        folder: |day| {
            let names = ["records-2023-24", "records-2024-25", "records-2025-26"];
            names.get(year_of(day)).copied().unwrap_or("records").to_owned()
        },
        in_time: 83,
        until: span().1,
    }
}

/// A share of cases, kept so evenly that each year comes out as it should.
#[derive(Default)]
struct Even([(i32, i32); 3]);

impl Even {
    /// Whether the next case of a year is one of so many in a thousand.
    fn next(&mut self, year: usize, of_thousand: i32) -> bool {
        let Some((hits, all)) = self.0.get_mut(year) else { return false };
        *all += 1;
        let hit = *all * of_thousand >= (*hits * 2 + 1) * 500;
        *hits += i32::from(hit);
        hit
    }
}

/// All children of the three years: so many at the start, and a third as many who come each year.
pub fn children(chance: &mut Chance, stock: usize) -> Vec<Child> {
    let (from, to) = span();
    let mut late = Even::default();
    let mut children = Vec::new();
    let mut number = 3000;
    let mut add = |entered: Option<Day>, children: &mut Vec<Child>, chance: &mut Chance| {
        number += 1;
        if let Some(child) = timeline(number, entered, from, to, &mut late, chance) {
            children.push(child);
        }
    };
    let come = stock * 38 / 100;
    // In the order of time, so that each year's share of late reviews is spread over all.
    for _ in 0..stock {
        add(None, &mut children, chance);
    }
    for year in 0..3 {
        for _ in 0..come {
            let start = from.months(12 * year);
            add(Some(chance.day(start, start.plus(340))), &mut children, chance);
        }
    }
    chance.shuffle(&mut children);
    let mut roll = Roll::default();
    let mut silent = Even::default();
    for child in &mut children {
        child.iro = chance.pick(SHARES);
        who(child, to, chance);
        roll.name(child, chance);
        for review in &mut child.reviews {
            give(review, child.born, child.disabled, child.iro, &mut silent, chance);
        }
        for at in 0..child.reviews.len() {
            if chance.percent(6) {
                child.events.push((at, chance.below(words::EVENTS.len())));
            }
            if chance.percent(86) {
                child.checks.push(at);
            }
        }
    }
    unwritten(&mut children);
    for year in 0..3 {
        alerts(&mut children, year, stock, chance);
    }
    children
}

/// The days of a child's reviews.
fn timeline(number: usize, entered: Option<Day>, from: Day, to: Day, late: &mut Even, chance: &mut Chance) -> Option<Child> {
    let (mut previous, mut seen, since) = match entered {
        Some(day) => (None, 0, day),
        None => {
            let before = chance.day(from.plus(-120), from.plus(-4)).working();
            let seen = if chance.percent(15) && before > from.plus(-60) { chance.between(1, 2) } else { chance.between(3, 11) };
            let since = match seen {
                1 => before.plus(-27),
                2 => before.plus(-114),
                n => before.plus(-114).plus(-150 * (n - 2)),
            };
            (Some(before), seen, since)
        }
    };
    // About a third leave each year.
    let start = entered.map_or(from.plus(30), |d| d.plus(75));
    let left = start.plus(match chance.below(10) {
        0..3 => chance.between(0, 330),
        3..5 => chance.between(300, 650),
        5..7 => chance.between(650, 1000),
        _ => 5000,
    });
    let left = left.working();
    let stop = left.plus(-4).min(to);
    let mut reviews: Vec<Review> = Vec::new();
    let planned = loop {
        let due = people::due(since, previous, seen);
        let near = due.plus(-chance.between(1, 6)).working_before();
        let early = match (previous, YEARS.get(year_of(due.min(to)))) {
            (Some(p), Some(year)) if seen >= 2 => p.plus(chance.between(year.gap.0, year.gap.1)).working().min(near).max(from.working()),
            _ => near,
        };
        if early > stop {
            break early;
        }
        let day = people::late_day(due, chance);
        let year = year_of(early);
        let is_late = day <= stop && YEARS.get(year).is_some_and(|y| late.next(year, y.late));
        let date = if is_late { day } else { early };
        seen += 1;
        let adjourned = !is_late && chance.percent(1);
        reviews.push(people::review(date, due, previous, seen, is_late, adjourned, chance));
        previous = Some(date);
    };
    let gone = (left <= to).then_some(left);
    let last = reviews.last()?.date;
    people::link(&mut reviews, gone, planned.max(last.plus(20).working()));
    Some(people::blank(number, since, reviews, gone))
}

/// Age, ethnicity and what follows from it.
fn who(child: &mut Child, to: Day, chance: &mut Chance) {
    let (Some(first), Some(last)) = (child.reviews.first().map(|r| r.date), child.reviews.last().map(|r| r.date)) else { return };
    let age = match chance.below(100) {
        0..6 => chance.between(20, 350),
        6..19 => chance.between(366, 365 * 5),
        19..38 => chance.between(365 * 5, 365 * 10),
        38..76 => chance.between(365 * 10, 365 * 16),
        _ => chance.between(365 * 16, 365 * 18),
    };
    let tail = child.left.unwrap_or(to).max(last);
    let earliest = tail.years_before(18).plus(20);
    child.born = first.plus(-age).max(earliest).min(child.since.plus(-3));
    child.unaccompanied = child.age(child.since) >= 14 && chance.percent(18);
    child.disabled = !child.unaccompanied && chance.percent(9);
    child.ethnicity = match chance.below(100) {
        _ if child.unaccompanied => chance.pick(&["black_african", "arab", "other", "asian_other"]),
        0..68 => "white_british",
        68..73 => chance.pick(&["white_other", "white_irish", "white_gypsy_roma"]),
        73..84 => {
            chance.pick(&["mixed_white_and_black_caribbean", "mixed_white_and_black_african", "mixed_white_and_asian", "mixed_other"])
        }
        84..90 => chance.pick(&["black_african", "black_caribbean", "black_other"]),
        90..95 => chance.pick(&["asian_pakistani", "asian_bangladeshi", "asian_indian", "asian_other"]),
        95..98 => chance.pick(&["other", "arab", "asian_chinese"]),
        _ => "not_yet_obtained",
    };
    if child.since >= span().0 {
        let told = child.since.plus_working(chance.between(0, 2));
        let named = match chance.below(100) {
            0..2 => None,
            2..9 => Some(child.since.plus_working(chance.between(6, 10))),
            _ => Some(child.since.plus_working(chance.between(2, 5))),
        };
        child.allocation = Some((told, named));
    }
}

/// Team, rating and code of a review.
fn give(review: &mut Review, born: Day, disabled: bool, iro: usize, silent: &mut Even, chance: &mut Chance) {
    let age = born.age_on(review.date);
    review.team = match review.number {
        _ if disabled => DISABLED,
        1 => ASSESSMENT,
        _ if age >= 16 => LEAVING,
        _ if iro.is_multiple_of(2) => NORTH,
        _ => SOUTH,
    };
    let at = year_of(review.date);
    let Some(year) = YEARS.get(at) else { return };
    let drawn = chance.between(1, 100);
    review.rating = match drawn {
        _ if chance.percent(3) => None,
        _ if drawn <= year.red => Some(Rating::Red),
        _ if drawn <= year.red + year.amber => Some(Rating::Amber),
        _ => Some(Rating::Green),
    };
    review.code = Some(match (age < 4, chance.below(100)) {
        (true, _) => "PN0",
        (_, n) if silent.next(at, year.silent) => {
            if n < 30 {
                "PN4"
            } else {
                "PN7"
            }
        }
        (_, 0..58) => "PN1",
        (_, 58..61) => "PN2",
        (_, 61..68) => "PN3",
        (_, 68..72) => "PN5",
        _ => "PN6",
    });
}

/// Four reviews a year of which only the decisions are written.
fn unwritten(children: &mut [Child]) {
    let mut left = [4, 4, 4];
    for child in children.iter_mut().step_by(2) {
        let born = child.born;
        let count = child.reviews.len();
        for (at, review) in child.reviews.iter_mut().enumerate().skip(1) {
            let Some(n) = left.get_mut(year_of(review.date)).filter(|n| **n > 0) else { continue };
            if at + 1 < count && born.age_on(review.date) < 4 {
                *n -= 1;
                review.code = None;
                break;
            }
        }
    }
}

/// The challenges of a year: those with a second red first; and a dozen alerts to good practice.
fn alerts(children: &mut [Child], year: usize, stock: usize, chance: &mut Chance) {
    let wanted = YEARS.get(year).map_or(0, |y| y.alerts) * stock / 300;
    let (_, to) = span();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, child) in children.iter().enumerate() {
        for (n, review) in child.reviews.iter().enumerate() {
            let formal = review.date.plus_working(13);
            if year_of(review.date) != year || year_of(formal) != year || formal > to || child.left.is_some_and(|l| l < formal.plus(40)) {
                continue;
            }
            let before = n.checked_sub(1).and_then(|m| child.reviews.get(m)).and_then(|r| r.rating);
            match review.rating {
                Some(Rating::Red) if before == Some(Rating::Red) => found.push((0, at, n)),
                Some(Rating::Red) => found.push((1, at, n)),
                Some(Rating::Amber) if chance.percent(25) => found.push((2, at, n)),
                _ => {}
            }
        }
    }
    chance.shuffle(&mut found);
    found.sort_by_key(|(rank, _, _)| *rank);
    for (turn, (_, at, n)) in found.into_iter().take(wanted).enumerate() {
        let Some(child) = children.get_mut(at) else { continue };
        let Some(review) = child.reviews.get(n) else { continue };
        let cafcass = year > 0 && turn == 7;
        let stages = match turn % 20 {
            7 => 4,
            3 | 13 => 3,
            1 | 6 | 11 => 2,
            0 | 5 | 10 | 15 | 18 => 1,
            _ => 0,
        };
        let raised = review.date.plus_working(if stages == 0 { chance.between(2, 5) } else { chance.between(10, 13) });
        // What is open is of the last weeks.
        let recent = raised.plus(50) > to;
        let outcome = match chance.below(100) {
            _ if cafcass => Some("referred"),
            0..45 if recent => None,
            0..22 => Some("partly_resolved"),
            22..26 => Some("withdrawn"),
            _ => Some("resolved"),
        };
        let matter = if turn % 4 == 0 { 0 } else { chance.below(words::MATTERS_OF_CHALLENGE.len()) };
        let matter = if matter == 5 && child.born.age_on(review.date) < 16 { 2 } else { matter };
        child.alerts.push(Alert { review: n, raised, stages, outcome, matter, legal_advice: stages >= 3, cafcass, good_practice: false });
    }
    let mut praised = 0;
    let start = chance.below(9);
    for child in children.iter_mut().skip(start).step_by(11) {
        let green = child.reviews.iter().position(|r| {
            r.rating == Some(Rating::Green) && year_of(r.date) == year && year_of(r.date.plus(10)) == year && r.date.plus(10) <= to
        });
        if let Some((n, review)) = green.and_then(|n| Some((n, child.reviews.get(n)?))).filter(|_| praised < 12) {
            let raised = review.date.plus_working(4);
            child.alerts.push(Alert {
                review: n,
                raised,
                stages: 0,
                outcome: None,
                matter: 0,
                legal_advice: false,
                cafcass: false,
                good_practice: true,
            });
            praised += 1;
        }
    }
}

/// The records of caseloads at the end of each month, each with its folder.
pub fn caseloads(service: &Service, children: &[Child], chance: &mut Chance) -> Vec<(String, String)> {
    let (from, _) = span();
    (1..=36)
        .map(|month| {
            let day = from.months(month).plus(-1);
            let mut out = format!("kind: caseload\npolicy: statutory\nstatus: final\ndate: {day}\niros:\n");
            for (at, (name, fte)) in IROS.iter().enumerate() {
                let count = children.iter().filter(|c| c.iro == at && c.since <= day && c.left.is_none_or(|l| l > day)).count();
                let short = count / 12;
                out.push_str(&format!(
                    "  - {{ name: {name}, fte: {fte}, looked_after: {count}, short_breaks: {short}, protection: {} }}\n",
                    chance.between(6, 22)
                ));
            }
            (format!("{}/caseload-{day}.yaml", (service.folder)(day)), out)
        })
        .collect()
}

/// What children were asked, with how many of 110 gave each answer on paper.
const ANSWERS: &[(&str, &[(&str, usize)])] = &[
    ("knows_iro", &[("yes", 97), ("not_sure", 9), ("no", 4)]),
    ("listened", &[("always", 61), ("mostly", 36), ("sometimes", 9), ("never", 2), ("", 2)]),
    ("plan_clear", &[("yes", 74), ("partly", 28), ("no", 8)]),
    ("seen_before", &[("yes", 89), ("no", 19), ("", 2)]),
    ("chose_how", &[("yes", 66), ("partly", 27), ("no", 17)]),
    ("done", &[("all", 49), ("most", 41), ("some", 17), ("nothing", 3)]),
];

/// The answers on paper, as a CSV file.
pub fn feedback(chance: &mut Chance) -> String {
    people::csv(ANSWERS, chance)
}

/// The answers that came as records: 40.
pub fn answers(chance: &mut Chance) -> Vec<(String, String)> {
    let comments = [
        "My IRO remembers things.",
        "Meetings could be shorter.",
        "I liked choosing the biscuits.",
        "I want to know sooner when workers change.",
        "It was good to talk in the garden first.",
        "I would like to chair it next time.",
    ];
    (1..=40)
        .map(|number| {
            let day = chance.day(ymd(2025, 4, 8), ymd(2026, 3, 27)).working_before();
            let mut out = format!("kind: feedback\npolicy: statutory\nstatus: final\nquestionnaire: children\ndate: {day}\nanswers:\n");
            for (key, counts) in ANSWERS {
                let mut at = chance.below(counts.iter().map(|(_, n)| n).sum());
                let answer = counts.iter().find(|(_, n)| {
                    let here = at < *n;
                    at = at.saturating_sub(*n);
                    here
                });
                if let Some((answer, _)) = answer.filter(|(a, _)| !a.is_empty()) {
                    out.push_str(&format!("  {key}: \"{answer}\"\n"));
                }
            }
            if chance.percent(40) {
                out.push_str(&format!("comment: \"{}\"\n", chance.pick(&comments)));
            }
            (format!("records-2025-26/feedback/{number:02}.yaml"), out)
        })
        .collect()
}

/// As many reviews as are asked for, for measuring.
pub fn large(chance: &mut Chance, reviews: usize) -> Vec<Child> {
    let mut stock = (reviews / 7).max(20);
    let mut children = children(chance, stock);
    while children.iter().map(|c| c.reviews.len()).sum::<usize>() < reviews {
        stock += stock / 10 + 1;
        children = self::children(chance, stock);
    }
    let mut left = reviews;
    for child in &mut children {
        let keep = child.reviews.len().min(left);
        left -= keep;
        if keep < child.reviews.len() {
            child.reviews.truncate(keep);
            child.left = None;
        }
        child.alerts.retain(|a| a.review < keep);
        child.events.retain(|(at, _)| *at < keep);
        child.checks.retain(|at| *at < keep);
    }
    children.retain(|c| !c.reviews.is_empty());
    children
}
