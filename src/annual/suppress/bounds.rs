//! What a hidden count can still be, as an attacker would find out: the least and the most that the equations leave it.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::VALUES;
use super::system::{Equation, State, System};

/// More than any count can be.
const MOST: f64 = 1e7;

/// Values that counts have been seen to be able to have. Hiding more leaves them possible, so they are kept.
#[derive(Debug)]
pub(super) struct Ranges(BTreeMap<usize, (f64, f64)>);

/// Open counts that hang together, with what ties them.
struct Group<'a> {
    open: BTreeSet<usize>,
    equations: Vec<&'a Equation>,
    at_most: Vec<(usize, usize)>,
}

impl Ranges {
    /// The counts as they are: one way in which all equations hold.
    pub(super) fn new(system: &System) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
        let own = system.unknowns.iter().enumerate().filter_map(|(i, u)| u.value.map(|n| (i, (n as f64, n as f64))));
        Self(own.collect())
    }

    fn see(&mut self, index: usize, value: f64) {
        let range = self.0.entry(index).or_insert((value, value));
        *range = (range.0.min(value), range.1.max(value));
    }

    /// Whether a count can have as many values as it must. Of a nought it is enough that it can be something.
    fn is_wide(&self, system: &System, index: usize) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let needed = if system.is_nought(index) { 1.0 } else { (VALUES - 1) as f64 };
        self.0.get(&index).is_some_and(|(low, high)| (high + 1e-6).floor() - (low - 1e-6).ceil() >= needed)
    }

    /// A hidden count that the equations leave fewer values than it must be able to have, and those that hang together with it.
    pub(super) fn exposed(&mut self, system: &System, lost: &BTreeSet<usize>) -> Option<(usize, BTreeSet<usize>)> {
        for group in groups(system) {
            let wanted = |i: &usize| system.state(*i) == State::Hidden && !lost.contains(i);
            for index in group.open.iter().copied().filter(wanted) {
                for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
                    if self.is_wide(system, index) {
                        break;
                    }
                    // What the solver cannot answer counts as given away.
                    let Some(values) = solve(system, &group, index, direction) else { break };
                    values.into_iter().for_each(|(i, value)| self.see(i, value));
                }
                if !self.is_wide(system, index) {
                    return Some((index, group.open));
                }
            }
        }
        None
    }
}

/// Open counts that stand in equations together, directly or through others.
fn groups(system: &System) -> Vec<Group<'_>> {
    let mut groups: Vec<BTreeSet<usize>> = Vec::new();
    let pairs = system.at_most.iter().map(|(part, whole)| vec![*part, *whole]);
    let ties = system.equations.iter().map(|terms| terms.iter().map(|(i, _)| *i).collect::<Vec<_>>()).chain(pairs);
    for tie in ties {
        let mut own: BTreeSet<usize> = tie.into_iter().filter(|i| system.is_open(*i)).collect();
        if own.is_empty() {
            continue;
        }
        groups.retain(|g| {
            let meets = !g.is_disjoint(&own);
            if meets {
                own.extend(g);
            }
            !meets
        });
        groups.push(own);
    }
    let of = |open: BTreeSet<usize>| Group {
        equations: system.equations.iter().filter(|terms| terms.iter().any(|(i, _)| open.contains(i))).collect(),
        at_most: system.at_most.iter().copied().filter(|(part, whole)| open.contains(part) || open.contains(whole)).collect(),
        open,
    };
    groups.into_iter().map(of).collect()
}

/// The values of a group in which one count is at its least or most.
fn solve(system: &System, group: &Group<'_>, index: usize, direction: OptimizationDirection) -> Option<Vec<(usize, f64)>> {
    #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
    let known = |i: usize| system.unknowns.get(i).and_then(|u| u.value).map_or(0.0, |n| n as f64);
    let mut limits: BTreeMap<usize, (f64, f64)> = group.open.iter().map(|i| (*i, (f64::from(system.least(*i)), MOST))).collect();
    for (part, whole) in &group.at_most {
        if !system.is_open(*whole)
            && let Some(limit) = limits.get_mut(part)
        {
            limit.1 = limit.1.min(known(*whole));
        }
        if !system.is_open(*part)
            && let Some(limit) = limits.get_mut(whole)
        {
            limit.0 = limit.0.max(known(*part));
        }
    }
    let mut problem = Problem::new(direction);
    let variables: BTreeMap<usize, Variable> =
        limits.into_iter().map(|(i, limits)| (i, problem.add_var(f64::from(u8::from(i == index)), limits))).collect();
    for terms in &group.equations {
        let mut expression = LinearExpr::empty();
        let mut constant = 0.0;
        for (i, factor) in *terms {
            #[expect(clippy::cast_precision_loss, reason = "factors are small numbers")]
            let factor = *factor as f64;
            match variables.get(i) {
                Some(v) => expression.add(*v, factor),
                None => constant += factor * known(*i),
            }
        }
        problem.add_constraint(expression, ComparisonOp::Eq, -constant);
    }
    for (part, whole) in &group.at_most {
        if let (Some(part), Some(whole)) = (variables.get(part), variables.get(whole)) {
            let mut expression = LinearExpr::empty();
            expression.add(*part, 1.0);
            expression.add(*whole, -1.0);
            problem.add_constraint(expression, ComparisonOp::Le, 0.0);
        }
    }
    match problem.solve() {
        Ok(microlp::SolveOutcome::Solution(solution)) => Some(variables.into_iter().map(|(i, v)| (i, solution.var_value(v))).collect()),
        _ => None,
    }
}
