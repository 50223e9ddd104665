//! The opening of a report: what the figures come to in a sentence, the figures that bear it out, what got better and what did not, and what
//! will be done. Nothing in it is built around a number that is not shown.

use super::headlines::{against_target, difference, points_words};
use super::*;
use crate::words::number;

/// What a reader sees first.
#[derive(Debug, Clone, Serialize)]
pub struct Opening {
    /// The figures in a sentence: by rule, or as the manager words it.
    pub verdict: String,
    /// Who and how many.
    pub lead: String,
    /// At most five figures.
    pub figures: Vec<Gauge>,
    /// What got better, or met its target.
    pub better: Vec<String>,
    /// What did not.
    pub worse: Vec<String>,
    /// Whether both are held against the year before, or against targets alone.
    pub against_last: bool,
    /// Whether a figure with a target is not shown: then nothing is said of what met or missed none.
    pub partly_hidden: bool,
    /// What will be done: what, who, by when.
    pub plans: Vec<[String; 3]>,
    /// A child's words.
    pub quote: Option<Quote>,
}

/// Somebody's words, with who they are.
#[derive(Debug, Clone, Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Who said them, so that nobody is known from it.
    pub who: String,
}

/// A figure and how it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Gauge {
    /// Its name.
    pub name: String,
    /// As it is printed.
    pub value: String,
    /// What it is.
    pub words: String,
    /// How it stands to the target, the year before and England, with `better`, `worse` or `same`.
    pub notes: Vec<(String, String)>,
    /// Of a percentage its place on a scale from 0 to 100.
    pub scale: Option<Scale>,
}

/// A percentage among what it is held against.
#[derive(Debug, Clone, Serialize)]
pub struct Scale {
    /// This year's.
    pub own: f64,
    /// The year before.
    pub last: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// England's.
    pub england: Option<f64>,
}

/// A measure with a percentage that ought to rise.
struct Rising {
    figure: &'static str,
    /// Whose target it is held against.
    target: Option<&'static str>,
    words: &'static str,
    /// In a list of what got better.
    label: &'static str,
    /// In the sentence: it rose, it fell, it met its target, it missed it.
    rose: &'static str,
    fell: &'static str,
    met: &'static str,
    missed: &'static str,
}

const RISING: &[Rising] = &[
    Rising {
        figure: "timeliness.percent",
        target: Some("timeliness"),
        words: "reviews held in time",
        label: "Reviews held in time",
        rose: "more reviews on time",
        fell: "fewer reviews on time",
        met: "reviews were on time",
        missed: "too many reviews were late",
    },
    Rising {
        figure: "participation.percent",
        target: Some("participation"),
        words: "reviews in which the child took part",
        label: "Reviews in which the child took part",
        rose: "more children heard",
        fell: "fewer children heard",
        met: "children took part",
        missed: "too few children took part",
    },
    Rising {
        figure: "records.distributed.percent",
        target: None,
        words: "records distributed in time",
        label: "Records distributed in time",
        rose: "copies reached families sooner",
        fell: "copies reached families later",
        met: "copies reached families in time",
        missed: "copies still reach families late",
    },
    Rising {
        figure: "allocation.percent",
        target: Some("allocation"),
        words: "given an IRO in time",
        label: "Children given an IRO in time",
        rose: "IROs were named sooner",
        fell: "IROs were named later",
        met: "IROs were named in time",
        missed: "too many children waited for an IRO",
    },
    Rising {
        figure: "answers.percent",
        target: None,
        words: "answers to challenges that came in time",
        label: "Answers to challenges in time",
        rose: "challenges were answered sooner",
        fell: "challenges were answered later",
        met: "challenges were answered in time",
        missed: "many answers to challenges came late",
    },
    Rising {
        figure: "midway.percent",
        target: None,
        words: "reviews with a check at the mid-point",
        label: "Checks at the mid-point",
        rose: "more plans were checked in between",
        fell: "fewer plans were checked in between",
        met: "plans were checked in between",
        missed: "many plans were not checked in between",
    },
];

/// Where nobody has set a target, what is late this often is late too often.
const USUAL: f64 = 90.0;

/// What a percentage must move by to be said to have moved, in points.
const MOVED: f64 = 1.0;

/// How many figures there is room for.
const FIGURES: usize = 5;

/// A measure as this version shows it.
struct Shown<'m> {
    measure: &'m Rising,
    own: f64,
    /// The same, not rounded: what a target is held against.
    exact: f64,
    /// Of how many it is a share.
    base: u64,
    last: Option<f64>,
    target: Option<f64>,
    england: Option<(f64, String)>,
}

impl Making<'_> {
    pub(super) fn opening(&self, tables: &[Table], figures: &Figures) -> Opening {
        let cell = |name: &str| tables.iter().flat_map(Table::named).find(|(n, _)| n == name).map(|(_, c)| &c.value);
        let value = |name: &str| cell(name).and_then(Value::number);
        let shown: Vec<Shown<'_>> = RISING
            .iter()
            .filter_map(|measure| {
                Some(Shown {
                    measure,
                    own: value(measure.figure)?,
                    exact: cell(measure.figure)?.exact()?,
                    base: if let Value::Percent { base, .. } = cell(measure.figure)? { *base } else { 0 },
                    last: last_year(tables, measure.figure),
                    target: measure.target.and_then(|key| self.year.targets.get(key)).copied(),
                    england: self.england(measure.figure),
                })
            })
            .collect();
        let against_last = shown.iter().any(|s| s.last.is_some());
        let (better, worse) = better_and_worse(&shown, against_last);
        let own = self.record.verdict.as_ref().filter(|words| figures.fills(words)).map(|words| figures.fill(words));
        Opening {
            verdict: own.or_else(|| verdict(&shown)).unwrap_or_else(|| self.title()),
            lead: lead(&value, self.record.period.to),
            figures: self.gauges(&shown, &value, tables),
            better,
            worse,
            against_last,
            partly_hidden: RISING.iter().any(|m| {
                m.target.is_some_and(|key| self.year.targets.contains_key(key)) && cell(m.figure).is_some_and(|v| *v == Value::Hidden)
            }),
            plans: self
                .record
                .priorities
                .next_year
                .iter()
                .take(FIGURES)
                .map(|p| {
                    [
                        figures.fill(&p.what),
                        p.who.as_ref().map_or_else(String::new, |w| figures.fill(w)),
                        p.by.map_or_else(String::new, day),
                    ]
                })
                .collect(),
            quote: self.record.childs_words.as_ref().filter(|q| q.consent).map(|q| Quote { text: q.text.clone(), who: q.who.clone() }),
        }
    }

    /// The newest figure of England that the record's history has for a measure, with its year where that is another.
    fn england(&self, figure: &str) -> Option<(f64, String)> {
        let history = self.record.history.get(figure.strip_suffix(".percent")?)?;
        let newest = history.iter().filter(|row| row.national.is_some()).max_by(|a, b| a.year.cmp(&b.year))?;
        Some((newest.national?, newest.year.clone()))
    }

    fn gauges(&self, shown: &[Shown<'_>], value: &dyn Fn(&str) -> Option<f64>, tables: &[Table]) -> Vec<Gauge> {
        let mut out: Vec<Gauge> = shown.iter().take(3).map(gauge).collect();
        if let Some(red) = value("ratings.red_percent") {
            let moved = last_year(tables, "ratings.red_percent").map(|last| red - last);
            out.push(Gauge {
                name: "ratings.red_percent".to_owned(),
                value: format!("{red:.1}%"),
                words: "plans rated red".to_owned(),
                notes: moved.map(red_against_last).into_iter().collect(),
                scale: None,
            });
        }
        for (name, words) in [
            ("challenges.total", "challenges raised"),
            ("reviews.total", "reviews held"),
            ("children.total", "children looked after on the last day"),
        ] {
            let Some(n) = value(name).filter(|_| out.len() < FIGURES) else { continue };
            let last = last_year(tables, name);
            out.push(Gauge {
                name: name.to_owned(),
                value: crate::annual::table::thousands(whole(n)),
                words: words.to_owned(),
                notes: last.map(|last| ("same".to_owned(), difference(n - last))).into_iter().collect(),
                scale: None,
            });
        }
        out.extend(shown.iter().skip(3).map(gauge));
        out.truncate(FIGURES);
        out
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole and not below nought")]
fn whole(n: f64) -> u64 {
    n.round() as u64
}

/// Of red plans fewer are better.
fn red_against_last(moved: f64) -> (String, String) {
    let moved = (moved * 10.0).round() / 10.0;
    match moved {
        n if n < 0.0 => ("better".to_owned(), format!("{} fewer than the year before", points_words(-n))),
        n if n > 0.0 => ("worse".to_owned(), format!("{} more than the year before", points_words(n))),
        _ => ("same".to_owned(), "as the year before".to_owned()),
    }
}

fn gauge(s: &Shown<'_>) -> Gauge {
    let mut notes = Vec::new();
    notes.extend(s.last.map(|last| headlines::against_last(s.own, last)));
    notes.extend(s.target.map(|target| against_target(s.exact, target)));
    notes.extend(s.england.as_ref().map(|(england, year)| {
        let points = ((s.own - england) * 10.0).round() / 10.0;
        let words = match points {
            p if p > 0.0 => format!("{} above England ({}% in {year})", points_words(p), trim(*england)),
            p if p < 0.0 => format!("{} below England ({}% in {year})", points_words(-p), trim(*england)),
            _ => format!("as in England in {year}"),
        };
        ((if points < 0.0 { "worse" } else { "better" }).to_owned(), words)
    }));
    Gauge {
        name: s.measure.figure.to_owned(),
        value: format!("{:.1}%", s.own),
        words: s.measure.words.to_owned(),
        notes,
        scale: Some(Scale { own: s.own, last: s.last, target: s.target, england: s.england.as_ref().map(|(n, _)| *n) }),
    }
}

fn better_and_worse(shown: &[Shown<'_>], against_last: bool) -> (Vec<String>, Vec<String>) {
    let (mut better, mut worse) = (Vec::new(), Vec::new());
    for s in shown {
        let missed = s.target.is_some_and(|target| s.exact < target);
        match s.last.filter(|_| against_last) {
            Some(last) => {
                let moved = ((s.own - last) * 10.0).round() / 10.0;
                let words = format!("{}: {:.1}%, {last:.1}% the year before", s.measure.label, s.own);
                if moved > 0.0 {
                    better.push(words);
                } else if moved < 0.0 {
                    worse.push(words);
                } else if missed {
                    worse.push(format!("{}: {:.1}%, as the year before and under the target", s.measure.label, s.own));
                }
            }
            None => match s.target {
                Some(target) if s.exact >= target => better.push(format!("{}: {:.1}%, target {}%", s.measure.label, s.own, trim(target))),
                Some(target) => worse.push(format!("{}: {:.1}%, target {}%", s.measure.label, s.own, trim(target))),
                None => {}
            },
        }
    }
    (better, worse)
}

impl Shown<'_> {
    /// Whether so many points are more than one case: of nineteen reviews one is five points, and no verdict on a year.
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    fn is_firm(&self, points: f64) -> bool {
        points.abs() / 100.0 * self.base as f64 >= 2.0 - 1e-9
    }
}

/// The figures in a sentence or two: what rose, or met its target, first; then what fell, or else what missed it. None where nothing can be
/// said.
fn verdict(shown: &[Shown<'_>]) -> Option<String> {
    let (mut good, mut fell, mut missed) = (Vec::new(), Vec::new(), Vec::new());
    for s in shown {
        let moved = s.last.map(|last| s.own - last).filter(|moved| moved.abs() >= MOVED && s.is_firm(*moved));
        // Without a target what is late is said only where there is a year before to hold it against.
        let aim = s.target.or(s.last.map(|_| USUAL));
        let short = aim.map(|aim| aim - s.exact).filter(|short| *short > 0.0 && s.is_firm(*short));
        match moved {
            Some(moved) if moved > 0.0 => good.push(s.measure.rose),
            Some(_) => fell.push(s.measure.fell),
            None if s.target.is_some_and(|target| s.exact >= target) => good.push(s.measure.met),
            None if short.is_some() => missed.push(s.measure.missed),
            None => {}
        }
        // What rose and is still far from good is said too.
        if moved.is_some_and(|moved| moved > 0.0) && s.target.is_none() && s.own < USUAL - 5.0 {
            missed.push(s.measure.missed);
        }
    }
    good.truncate(2);
    let bad: Vec<&str> = fell.into_iter().chain(missed).take(1).collect();
    let said: Vec<String> =
        [list(&good), list(&bad)].iter().filter(|words| !words.is_empty()).map(|words| format!("{}.", capital(words))).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Who and how many, as far as the numbers are shown.
fn lead(value: &dyn Fn(&str) -> Option<f64>, last_day: chrono::NaiveDate) -> String {
    let count = |n: f64, one: &str, many: &str| {
        let n = whole(n);
        let shown = if n <= 10 { number(usize::try_from(n).unwrap_or(0)) } else { crate::annual::table::thousands(n) };
        format!("{shown} {}", if n == 1 { one } else { many })
    };
    let mut out = Vec::new();
    if let Some(children) = value("children.total") {
        let were = if whole(children) == 1 { "was" } else { "were" };
        out.push(format!("{} {were} in care on {}.", capital(&count(children, "child", "children")), day(last_day)));
    }
    if let Some(reviews) = value("reviews.total") {
        out.push(format!("{} held.", capital(&count(reviews, "review was", "reviews were"))));
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{RISING, Shown, better_and_worse, verdict};

    fn shown(of: &[(usize, f64, Option<f64>, Option<f64>)]) -> Vec<Shown<'static>> {
        let one = |(at, own, last, target): &(usize, f64, Option<f64>, Option<f64>)| {
            Some(Shown { measure: RISING.get(*at)?, own: *own, exact: *own, base: 500, last: *last, target: *target, england: None })
        };
        of.iter().filter_map(one).collect()
    }

    #[test]
    fn the_verdict_is_what_the_figures_bear_out() {
        for (figures, said) in [
            (
                &[(0, 94.0, Some(91.0), Some(95.0)), (1, 95.0, Some(92.0), Some(95.0)), (2, 74.0, Some(73.5), None)][..],
                "More reviews on time and more children heard. Copies still reach families late.",
            ),
            (&[(0, 88.0, Some(93.0), Some(95.0))], "Fewer reviews on time."),
            (&[(0, 96.0, None, Some(95.0)), (1, 90.0, None, Some(95.0))], "Reviews were on time. Too few children took part."),
            (&[(2, 80.0, Some(60.0), None)], "Copies reached families sooner. Copies still reach families late."),
            // Half a point is no change.
            (&[(0, 95.2, Some(95.0), Some(95.0))], "Reviews were on time."),
        ] {
            assert_eq!(verdict(&shown(figures)).as_deref(), Some(said));
        }
        // One review of nineteen is no verdict.
        let mut one = shown(&[(0, 94.7, None, Some(95.0))]);
        one.iter_mut().for_each(|s| s.base = 19);
        assert_eq!(verdict(&one), None);
        assert_eq!(verdict(&[]), None, "of nothing that is shown nothing is said");
        assert_eq!(verdict(&shown(&[(2, 95.0, None, None)])), None);
    }

    #[test]
    fn what_got_better_and_what_did_not() {
        let (better, worse) = better_and_worse(
            &shown(&[(0, 94.0, Some(91.0), Some(95.0)), (1, 90.0, Some(90.0), Some(95.0)), (2, 70.0, Some(75.0), None)]),
            true,
        );
        assert_eq!(better, ["Reviews held in time: 94.0%, 91.0% the year before"]);
        assert_eq!(worse.len(), 2, "{worse:?}");
        let (better, worse) = better_and_worse(&shown(&[(0, 96.0, None, Some(95.0)), (2, 70.0, None, None)]), false);
        assert_eq!((better.len(), worse.len()), (1, 0), "nothing is said of what has neither");
    }
}
