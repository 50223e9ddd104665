//! Coventry's year 2011-12: invented children whose records add up to the figures that the authority published.

use super::dates::{Day, ymd};
use super::model::{Alert, Child, Rating, Review, Service, Team};
use super::people::{self, Roll};
use super::random::Chance;
use super::words;
use super::write::staff_name;

/// Teams with their reviews rated red, amber and green; the last is none recorded.
const TEAMS: [(&str, [usize; 3]); 9] = [
    ("15+", [8, 14, 31]),
    ("CDT", [17, 13, 59]),
    ("LAC", [78, 177, 340]),
    ("UAS", [0, 2, 12]),
    ("NE", [16, 44, 105]),
    ("NW", [4, 31, 75]),
    ("RAS", [3, 19, 28]),
    ("South", [12, 50, 60]),
    ("", [3, 24, 46]),
];
/// Places of teams in the list.
const OLDER: usize = 0;
const DISABLED: usize = 1;
const LOOKED_AFTER: usize = 2;
const UNACCOMPANIED: usize = 3;
const NE: usize = 4;
const NW: usize = 5;
const ASSESSMENT: usize = 6;
const SOUTH: usize = 7;
const UNRECORDED: usize = 8;

/// Reviews held, of them late and adjourned, and those of children under 4.
const REVIEWS: usize = 1271;
const LATE: usize = 102;
const ADJOURNED: usize = 9;
const UNDER_FOUR: usize = 171;
/// Reviews of children from 4, by code of participation.
const CODES: [(&str, usize); 7] = [("PN1", 560), ("PN2", 25), ("PN3", 60), ("PN5", 45), ("PN6", 300), ("PN4", 30), ("PN7", 80)];
/// Children looked after on the last day, by ethnicity.
const ETHNICITY: [(usize, &[&str]); 5] = [
    (421, &["white_british", "white_british", "white_british", "white_british", "white_british", "white_other", "white_irish"]),
    (30, &["asian_indian", "asian_pakistani", "asian_bangladeshi", "asian_other"]),
    (32, &["black_african", "black_caribbean", "black_other"]),
    (76, &["mixed_white_and_black_caribbean", "mixed_white_and_asian", "mixed_white_and_black_african", "mixed_other"]),
    (18, &["other", "arab", "asian_chinese", "other"]),
];
/// Children who stayed and left, of those looked after before the year and of those who came in it.
const STAYED: usize = 411;
const LEFT: usize = 54;
const CAME: usize = 166;
const CAME_AND_LEFT: usize = 14;

/// What a child does in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Stayed(usize),
    Left(usize),
    Came(usize),
    CameAndLeft(usize),
}

impl Way {
    fn reviews(self) -> usize {
        match self {
            Self::Stayed(n) | Self::Left(n) | Self::Came(n) | Self::CameAndLeft(n) => n,
        }
    }

    fn came(self) -> bool {
        matches!(self, Self::Came(_) | Self::CameAndLeft(_))
    }

    fn leaves(self) -> bool {
        matches!(self, Self::Left(_) | Self::CameAndLeft(_))
    }
}

/// The service.
pub fn service(chance: &mut Chance) -> Service {
    let iros = [
        "Harriet Swale",
        "Duncan Loxley",
        "Marian Castleton",
        "Sunita Goswami",
        "Roger Iremonger",
        "Frances Whitcombe",
        "Beverley Quayle",
        "Gareth Benbow",
        "Parveen Solanki",
        "Vivien Marchbank",
        "Sonia Bassey",
        "Malcolm Tindall",
    ];
    let teams =
        TEAMS.iter().map(|(name, _)| Team { name, manager: staff_name(chance), workers: (0..14).map(|_| staff_name(chance)).collect() });
    Service {
        policy: "coventry",
        iros: iros.iter().map(|n| (*n).to_owned()).collect(),
        teams: teams.collect(),
        seniors: vec![
            ("Maureen Ogilvy".to_owned(), "service_manager", "service_manager", "Integrated Service Manager"),
            ("Rajiv Menon".to_owned(), "head_of_service", "head_of_service", "Head of Service"),
            ("Kathleen Ravenscroft".to_owned(), "assistant_head", "senior_manager", "Head of Safeguarding"),
            ("Stephen Galbraith".to_owned(), "assistant_director", "senior_manager", "Assistant Director, Children's Social Care"),
        ],
        folder: |_| "records".to_owned(),
        in_time: 74,
        until: ymd(2012, 3, 31),
    }
}

/// All children of the year.
pub fn children(chance: &mut Chance) -> Vec<Child> {
    let (from, to) = (ymd(2011, 4, 1), ymd(2012, 3, 31));
    let ways = ways(chance, from, to);
    let slots: usize = ways.iter().map(|(w, _)| w.reviews()).sum();
    // Which reviews are late, and which are adjourned: one mark for each, in chance's order.
    let mut marks: Vec<(bool, bool)> = (0..slots).map(|i| (i < LATE, (LATE..LATE + ADJOURNED).contains(&i))).collect();
    chance.shuffle(&mut marks);
    let mut marks = marks.into_iter();
    let mut roll = Roll::default();
    let mut children = Vec::new();
    for (number, (way, entered)) in ways.into_iter().enumerate() {
        let marks: Vec<(bool, bool)> = marks.by_ref().take(way.reviews()).collect();
        children.push(timeline(number, way, entered, &marks, from, to, chance));
    }
    ages(&mut children, chance);
    ethnicity(&mut children, to, chance);
    for child in &mut children {
        roll.name(child, chance);
    }
    teams(&mut children, chance);
    ratings(&mut children, chance);
    codes(&mut children, chance);
    allocations(&mut children, from, chance);
    alerts(&mut children, to, chance);
    for child in &mut children {
        for at in 0..child.reviews.len() {
            if chance.percent(5) {
                child.events.push((at, chance.below(words::EVENTS.len())));
            }
            if chance.percent(5) && child.alerts.iter().all(|a| a.review != at) {
                child.checks.push(at);
            }
        }
    }
    children
}

/// How many reviews each child has, so that they add up; with the day on which those came who came in the year.
fn ways(chance: &mut Chance, from: Day, to: Day) -> Vec<(Way, Day)> {
    let mut ways = Vec::new();
    for at in 0..CAME {
        // Early enough for a first review before the year ends.
        let entered = chance.day(from, to.plus(-44));
        let span = to.0 - entered.0;
        let count = if span > 305 { 3 } else { 1 + usize::from(span > 128) };
        ways.push((Way::Came(count), entered));
        if at < CAME_AND_LEFT {
            ways.push((Way::CameAndLeft(1 + at % 2), chance.day(from, to.plus(-250))));
        }
    }
    ways.extend((0..LEFT).map(|at| (Way::Left(if at % 2 == 0 { 1 } else { 2 }), from)));
    let so_far: usize = ways.iter().map(|(w, _)| w.reviews()).sum();
    let thrice = (REVIEWS - so_far).saturating_sub(2 * STAYED);
    ways.extend((0..STAYED).map(|at| (Way::Stayed(if at < thrice { 3 } else { 2 }), from)));
    ways
}

/// The days of a child's reviews: tried until they fit the year.
fn timeline(number: usize, way: Way, entered: Day, marks: &[(bool, bool)], from: Day, to: Day, chance: &mut Chance) -> Child {
    let mut entered = entered;
    for attempt in 0..20_000 {
        // Where the day of coming leaves no room for the reviews it was to have, another day is tried.
        if way.came() && attempt % 50 == 49 {
            entered = Day((entered.0 + chance.between(-9, 9)).clamp(from.0, to.0 - 34));
        }
        let early = chance.percent(8);
        let (mut previous, mut last_number, since) = if way.came() {
            (None, 0, entered)
        } else {
            let seen = if early { chance.between(1, 2) } else { chance.between(3, 9) };
            let before = chance.day(from.plus(-182), from.plus(-6)).working();
            let since = match seen {
                1 => before.plus(-26),
                2 => before.plus(-112),
                n => before.plus(-112).months(-6 * (n - 2)).plus(-chance.between(0, 20)),
            };
            (Some(before), seen, since)
        };
        let short = if way == Way::Stayed(3) { 1 + chance.below(2) } else { 9 };
        let mut reviews: Vec<Review> = Vec::new();
        for (at, (late, adjourned)) in marks.iter().enumerate() {
            let due = people::due(since, previous, last_number);
            let date = if *late {
                people::late_day(due, chance)
            } else if at == short {
                previous.map_or(due, |p: Day| p.plus(chance.between(70, 88)).working_before())
            } else {
                due.plus(-chance.between(0, if last_number == 0 { 3 } else { 11 })).working_before()
            };
            last_number += 1;
            reviews.push(people::review(date, due, previous, last_number, *late, *adjourned, chance));
            previous = Some(date);
        }
        let Some(last) = reviews.last() else { continue };
        let inside = reviews.iter().all(|r| r.date >= from && r.date <= to) && reviews.iter().all(|r| r.late == (r.date > r.due));
        let next_due = people::due(since, Some(last.date), last.number);
        let planned = next_due.plus(-chance.between(1, 9)).working_before();
        let left = way.leaves().then(|| last.date.plus(chance.between(8, 40)).working());
        let fits = left.map_or(planned > to, |day| day < to && day < planned);
        if !inside || !fits {
            continue;
        }
        people::link(&mut reviews, left, planned);
        return people::blank(number, since, reviews, left);
    }
    people::blank(number, entered, Vec::new(), None)
}

/// Birthdays: so many reviews of children under 4, and those for the teams of older and of unaccompanied young people.
fn ages(children: &mut [Child], chance: &mut Chance) {
    let mut order: Vec<usize> = (0..children.len()).collect();
    chance.shuffle(&mut order);
    let mut young = UNDER_FOUR;
    let mut older = rated(OLDER);
    let mut alone = rated(UNACCOMPANIED);
    for at in order {
        let Some(child) = children.get_mut(at) else { continue };
        let (Some(first), Some(last)) = (child.reviews.first(), child.reviews.last()) else { continue };
        let (first, last, count) = (first.date, last.date, child.reviews.len());
        let long = first.0 - child.since.0;
        let tail = child.left.unwrap_or(last).max(ymd(2012, 4, 1));
        if count <= young && child.since > last.years_before(4).plus(40) && long < 700 {
            young -= count;
            let latest = child.since.plus(-2).min(last);
            child.born = chance.day(last.years_before(4).plus(12), latest);
            continue;
        }
        if count <= alone && child.left.is_none() {
            alone -= count;
            child.unaccompanied = true;
            child.born = chance.day(tail.years_before(18).plus(20), first.years_before(16).plus(-20));
        } else if count <= older && child.left.is_none() {
            older -= count;
            child.born = chance.day(tail.years_before(18).plus(20), first.years_before(16));
            for review in &mut child.reviews {
                review.team = OLDER;
            }
        } else {
            let latest = first.years_before(4).plus(-8).min(child.since.plus(-3));
            let earliest = tail.years_before(18).plus(30).min(latest);
            child.born = chance.day(earliest.max(latest.plus(-13 * 365)), latest);
        }
    }
}

/// How many reviews a team has.
fn rated(team: usize) -> usize {
    TEAMS.get(team).map_or(0, |(_, ratings)| ratings.iter().sum())
}

/// Ethnicity: the published numbers for those looked after on the last day, and much the same for those who left.
fn ethnicity(children: &mut [Child], to: Day, chance: &mut Chance) {
    let mut list: Vec<&'static str> = Vec::new();
    for (count, keys) in ETHNICITY {
        list.extend((0..count).map(|_| chance.pick(keys)));
    }
    chance.shuffle(&mut list);
    // Unaccompanied young people are of other groups than most.
    let (mut other, mut rest): (Vec<&str>, Vec<&str>) =
        list.into_iter().partition(|k| matches!(*k, "black_african" | "arab" | "other" | "asian_other"));
    for child in children.iter_mut() {
        child.ethnicity = if child.left.is_some_and(|l| l <= to) {
            chance.pick(&[
                "white_british",
                "white_british",
                "white_british",
                "white_british",
                "mixed_other",
                "asian_pakistani",
                "black_african",
            ])
        } else if child.unaccompanied {
            other.pop().or_else(|| rest.pop()).unwrap_or("not_yet_obtained")
        } else {
            ""
        };
    }
    rest.append(&mut other);
    chance.shuffle(&mut rest);
    for child in children.iter_mut().filter(|c| c.ethnicity.is_empty()) {
        child.ethnicity = rest.pop().unwrap_or("not_yet_obtained");
    }
}

/// Teams: to each as many reviews as it has.
fn teams(children: &mut [Child], chance: &mut Chance) {
    const FREE: usize = usize::MAX;
    let mut left: Vec<usize> = (0..TEAMS.len()).map(rated).collect();
    let mut take = |team: usize, count: usize| -> bool {
        match left.get_mut(team) {
            Some(n) if *n >= count => {
                *n -= count;
                true
            }
            _ => false,
        }
    };
    let mut order: Vec<usize> = (0..children.len()).collect();
    chance.shuffle(&mut order);
    // Those whose team follows from who they are.
    for child in children.iter_mut() {
        let count = child.reviews.len();
        let fixed = child.reviews.first().is_some_and(|r| r.team == OLDER);
        let team = if child.unaccompanied {
            UNACCOMPANIED
        } else if fixed {
            OLDER
        } else {
            FREE
        };
        let team = if team != FREE && take(team, count) { team } else { FREE };
        for review in &mut child.reviews {
            review.team = team;
        }
    }
    // First reviews with the assessment team, and some with no team recorded.
    let mut first = |wanted: usize, fits: &dyn Fn(&Review) -> bool, children: &mut [Child]| {
        for at in &order {
            for review in children.get_mut(*at).into_iter().flat_map(|c| c.reviews.iter_mut()) {
                if review.team == FREE && fits(review) && take(wanted, 1) {
                    review.team = wanted;
                    break;
                }
            }
        }
    };
    first(ASSESSMENT, &|r| r.number == 1, children);
    first(UNRECORDED, &|r| r.number > 1, children);
    // Whole children: those who came with a neighbourhood, those who were there with the team for looked after children.
    let mut turn = 0;
    for at in &order {
        let Some(child) = children.get_mut(*at) else { continue };
        let open = child.reviews.iter().filter(|r| r.team == FREE).count();
        let new = child.reviews.first().is_some_and(|r| r.number == 1);
        turn += 1;
        let wish: &[usize] = match (new, turn % 3) {
            (true, 0) => &[NE, SOUTH, NW],
            (true, 1) => &[SOUTH, NW, NE],
            (true, _) => &[NW, NE, SOUTH],
            _ => &[DISABLED, LOOKED_AFTER, NE, NW, SOUTH],
        };
        if let Some(team) = wish.iter().find(|team| take(**team, open)) {
            child.disabled = *team == DISABLED;
            child.reviews.iter_mut().filter(|r| r.team == FREE).for_each(|r| r.team = *team);
        }
    }
    for review in children.iter_mut().flat_map(|c| c.reviews.iter_mut()).filter(|r| r.team == FREE) {
        review.team = (0..TEAMS.len()).find(|team| take(*team, 1)).unwrap_or(LOOKED_AFTER);
    }
}

/// Ratings: to each team its own numbers; the reds first where the next review came early.
fn ratings(children: &mut [Child], chance: &mut Chance) {
    for (team, (_, [red, amber, _])) in TEAMS.iter().enumerate() {
        let mut slots: Vec<(u8, usize, usize)> = Vec::new();
        for (at, child) in children.iter().enumerate() {
            for (n, review) in child.reviews.iter().enumerate().filter(|(_, r)| r.team == team) {
                let early = review.number > 1 && review.then.is_some_and(|day| day <= review.date.months(3));
                slots.push((u8::from(!early), at, n));
            }
        }
        chance.shuffle(&mut slots);
        slots.sort_by_key(|(early, _, _)| *early);
        // A second red running is rare: such a place comes last.
        let (mut reds, mut others) = (Vec::new(), Vec::new());
        for slot in slots {
            let (_, at, n) = slot;
            let beside = children.get(at).is_some_and(|c| {
                c.reviews.iter().enumerate().any(|(m, r)| m.abs_diff(n) == 1 && r.rating == Some(Rating::Red))
                    || reds.iter().any(|(a, m): &(usize, usize)| *a == at && m.abs_diff(n) == 1)
            });
            if reds.len() < *red && (!beside || chance.percent(15)) {
                reds.push((at, n));
            } else {
                others.push((at, n));
            }
        }
        chance.shuffle(&mut others);
        let more = red - reds.len();
        reds.extend(others.drain(..more));
        let all = reds
            .into_iter()
            .map(|s| (s, Rating::Red))
            .chain(others.into_iter().enumerate().map(|(i, s)| (s, if i < *amber { Rating::Amber } else { Rating::Green })));
        for ((at, n), rating) in all {
            if let Some(review) = children.get_mut(at).and_then(|c| c.reviews.get_mut(n)) {
                review.rating = Some(rating);
            }
        }
    }
}

/// Codes of participation.
fn codes(children: &mut [Child], chance: &mut Chance) {
    let mut list: Vec<&'static str> = CODES.iter().flat_map(|(code, count)| std::iter::repeat_n(*code, *count)).collect();
    chance.shuffle(&mut list);
    for child in children {
        let born = child.born;
        for review in &mut child.reviews {
            review.code = if born.age_on(review.date) < 4 { Some("PN0") } else { list.pop() };
        }
    }
}

/// When those who came were named a reviewing officer: 168 in time, 8 late, 4 without a date.
fn allocations(children: &mut [Child], from: Day, chance: &mut Chance) {
    let mut list: Vec<u8> = (0..180).map(|i| if i < 168 { 0 } else { 1 + u8::from(i >= 176) }).collect();
    chance.shuffle(&mut list);
    for child in children.iter_mut().filter(|c| c.since >= from && c.reviews.first().is_some_and(|r| r.number == 1)) {
        let told = child.since.plus_working(chance.between(0, 3));
        let named = match list.pop() {
            Some(0) => Some(child.since.plus_working(chance.between(3, 5))),
            Some(1) => Some(child.since.plus_working(chance.between(6, 11))),
            _ => None,
        };
        child.allocation = Some((told, named));
    }
}

/// Challenges: 33 that stayed informal and 12 that went up the ladder; and 4 alerts to good practice.
fn alerts(children: &mut [Child], to: Day, chance: &mut Chance) {
    // Children with a second red first, then others with a red, in chance's order.
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, child) in children.iter().enumerate() {
        let red: Vec<usize> = child.reviews.iter().enumerate().filter(|(_, r)| r.rating == Some(Rating::Red)).map(|(n, _)| n).collect();
        let running = red.windows(2).find_map(|pair| match pair {
            [a, b] if a + 1 == *b => Some(*b),
            _ => None,
        });
        let review = running.or_else(|| red.first().copied());
        if let Some((n, review)) = review.and_then(|n| Some((n, child.reviews.get(n)?))) {
            let room = review.then.unwrap_or(to.plus(20)).min(to);
            if running.is_some() || (room > review.date.plus(34) && child.left.is_none()) {
                found.push((usize::from(running.is_none()), at, n));
            }
        }
    }
    chance.shuffle(&mut found);
    found.sort_by_key(|(rank, _, _)| *rank);
    // Whether it was resolved, in part, or is open; and how far it went.
    let mut ends: Vec<Option<&'static str>> = (0..45)
        .map(|i| {
            if i < 30 {
                Some("resolved")
            } else if i < 38 {
                Some("partly_resolved")
            } else {
                None
            }
        })
        .collect();
    chance.shuffle(&mut ends);
    let mut stages: Vec<usize> = (0..45).map(|i| [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4].get(i).copied().unwrap_or(0)).collect();
    chance.shuffle(&mut stages);
    let mut advice = 2;
    for (turn, ((_, at, n), (outcome, stages))) in found.into_iter().zip(ends.into_iter().zip(stages)).enumerate() {
        let Some(child) = children.get_mut(at) else { continue };
        let Some(review) = child.reviews.get(n) else { continue };
        let raised = review.date.plus_working(chance.between(3, 9)).min(to.working_before());
        let legal_advice = stages >= 3 && advice > 0;
        advice -= i32::from(legal_advice);
        // Mostly what the report names: delay first.
        let matter = if turn % 3 == 0 { 0 } else { turn % words::MATTERS_OF_CHALLENGE.len() };
        let matter = if matter == 5 && child.born.age_on(review.date) < 16 { 2 } else { matter };
        child.alerts.push(Alert { review: n, raised, stages, outcome, matter, legal_advice, cafcass: false, good_practice: false });
    }
    let mut praised = 0;
    for child in children.iter_mut().filter(|c| c.alerts.is_empty() && c.left.is_none()).step_by(97) {
        let green = child.reviews.iter().position(|r| r.rating == Some(Rating::Green) && r.date.plus(20) < to);
        if let Some((n, review)) = green.and_then(|n| Some((n, child.reviews.get(n)?))).filter(|_| praised < 4) {
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

/// A line of the caseloads: full-time equivalent, on protection plans, looked after, short breaks among them, a note.
type Load = (&'static str, Option<u32>, Option<u32>, Option<u32>, &'static str);

/// Caseloads as printed.
const CASELOADS: &[Load] = &[
    ("1", Some(32), Some(76), Some(8), ""),
    ("1", Some(24), Some(75), Some(9), ""),
    ("1", Some(46), Some(63), Some(6), ""),
    ("1", Some(13), Some(52), Some(4), "Newly appointed; the caseload is being built up"),
    ("1", Some(68), Some(72), Some(7), ""),
    ("1", Some(18), Some(51), Some(5), "Newly appointed; the caseload is being built up"),
    ("1", Some(71), Some(62), Some(6), ""),
    ("1", Some(62), Some(74), Some(7), ""),
    ("0.8", Some(36), Some(76), Some(12), ""),
    ("0.2", Some(18), Some(17), None, ""),
    ("0.4", None, Some(13), None, "Newly appointed; the caseload is being built up"),
    ("0.6", None, Some(37), None, "Also strategy meetings about people in a position of trust"),
    ("0.6", Some(87), None, None, ""),
];

/// The record of caseloads on 31 July 2012.
pub fn caseload() -> String {
    let mut out = String::from("kind: caseload\npolicy: coventry\nstatus: final\ndate: 2012-07-31\niros:\n");
    for (fte, protection, looked_after, short, note) in CASELOADS {
        let mut row = format!("  - {{ fte: {fte}");
        for (key, value) in [("looked_after", looked_after), ("short_breaks", short), ("protection", protection)] {
            if let Some(value) = value {
                row.push_str(&format!(", {key}: {value}"));
            }
        }
        if !note.is_empty() {
            row.push_str(&format!(", note: \"{note}\""));
        }
        out.push_str(&row);
        out.push_str(" }\n");
    }
    out
}

/// The 96 questionnaires of parents and relatives: each question with how many gave each answer.
const ANSWERS: &[(&str, &[(&str, usize)])] = &[
    ("relationship", &[("mother", 16), ("father", 12), ("grandmother", 2), ("", 66)]),
    ("professional_talked", &[("yes", 75), ("no", 21)]),
    ("chair_helped", &[("very", 63), ("quite", 28), ("not_much", 3), ("not_at_all", 2)]),
    ("room_first", &[("yes", 86), ("no", 6), ("", 4)]),
    ("told_who", &[("yes", 90), ("no", 5), ("", 1)]),
    ("why_there", &[("completely", 70), ("quite_well", 21), ("a_little", 4), ("not_at_all", 1)]),
    ("said_all", &[("yes", 81), ("partly", 11), ("no", 4)]),
    ("parts", &[("yes", 77), ("partly", 13), ("no", 4), ("", 2)]),
    ("understand", &[("completely", 66), ("quite_well", 27), ("a_little", 2), ("not_at_all", 1)]),
    ("plan_helpful", &[("very", 58), ("quite", 33), ("not_much", 4), ("not_at_all", 1)]),
    ("say_plan", &[("yes", 72), ("partly", 17), ("no", 6), ("", 1)]),
];

/// The answers as a CSV file.
pub fn feedback(chance: &mut Chance) -> String {
    people::csv(ANSWERS, chance)
}
