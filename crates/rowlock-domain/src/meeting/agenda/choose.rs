//! Which topics fill the box best: rules first, then exactly the most valuable ones that fit, then what nobody can weigh.
//!
//! 0/1 knapsack by dynamic programming over the box (Dantzig 1957; Kellerer, Pferschy & Pisinger, Knapsack Problems,
//! 2004). Filling by value per minute instead loses up to a tenth of the value. Values come from elsewhere.

use std::{cmp::Reverse, ops::Add};

/// A topic as the box sees it; older ones stand first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// How long it takes, in any unit; 0 counts as 1.
    pub cost: u32,
    /// What talking about it is worth, in any unit; `None` = unknown.
    pub value: Option<u64>,
    /// Its place among those that stand above the value, if it does.
    pub rule: Option<u32>,
    /// Left out by hand.
    pub is_dropped: bool,
}

/// What is talked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// In order: ruled ones, then by value per cost, then what nobody can weigh and still fits.
    pub chosen: Vec<usize>,
    /// The most valuable first, unknown ones last.
    pub left_out: Vec<usize>,
    /// What the chosen ones take.
    pub cost: u32,
}

/// Fills a box. Ruled topics are all chosen, also beyond the box; of equals the older one.
#[must_use]
pub fn choose(offers: &[Offer], space: u32) -> Choice {
    let cost = |at: usize| offers[at].cost.max(1);
    let value = |at: usize| offers[at].value.unwrap_or(0);
    let (mut chosen, free): (Vec<usize>, Vec<usize>) =
        (0..offers.len()).filter(|at| !offers[*at].is_dropped).partition(|at| offers[*at].rule.is_some());
    chosen.sort_by_key(|at| offers[*at].rule);
    let mut used = chosen.iter().fold(0_u32, |sum, at| sum.saturating_add(cost(*at)));
    let weighed: Vec<(u32, u64)> = free.iter().map(|at| (cost(*at), value(*at))).collect();
    let mut packed: Vec<usize> = pack(&weighed, space.saturating_sub(used)).into_iter().map(|n| free[n]).collect();
    used = packed.iter().fold(used, |sum, at| sum.saturating_add(cost(*at)));
    // Value per cost without dividing: a/b > c/d exactly if a·d > c·b.
    let per = |a: usize, b: usize| u128::from(value(a)) * u128::from(cost(b));
    packed.sort_by(|a, b| per(*b, *a).cmp(&per(*a, *b)).then(a.cmp(b)));
    chosen.extend(packed);
    for at in free.into_iter().filter(|at| value(*at) == 0) {
        if used.saturating_add(cost(at)) <= space {
            used += cost(at);
            chosen.push(at);
        }
    }
    let mut left_out: Vec<usize> = (0..offers.len()).filter(|at| !chosen.contains(at)).collect();
    left_out.sort_by_key(|at| (Reverse(value(*at)), offers[*at].value.is_none(), *at));
    Choice { chosen, left_out, cost: used }
}

/// The places, ascending, of those of `(cost ≥ 1, value)` that are worth most together and cost at most `space`. Of
/// equally valuable choices the one that keeps whoever stands first. What is worth nothing is not chosen. Time and
/// memory (a bit each) grow with offers × space.
#[must_use]
pub fn pack<V: Copy + Default + PartialOrd + Add<Output = V>>(offers: &[(u32, V)], space: u32) -> Vec<usize> {
    let nothing = V::default();
    let wanted: u64 = offers.iter().filter(|(_, value)| *value > nothing).map(|(cost, _)| u64::from(*cost)).sum();
    if wanted <= u64::from(space) {
        return (0..offers.len()).filter(|at| offers[*at].1 > nothing).collect();
    }
    let width = space as usize + 1;
    let words = width.div_ceil(64);
    let mut best = vec![nothing; width];
    let mut taken = vec![0_u64; offers.len() * words];
    // From the last to the first: the first is decided last, and stays out only for something better.
    for ((cost, value), row) in offers.iter().zip(taken.chunks_exact_mut(words)).rev() {
        if *value > nothing && (*cost as usize) < width {
            decide(&mut best, row, *cost as usize, *value);
        }
    }
    let mut left = space as usize;
    let mut chosen = Vec::new();
    for (at, ((cost, _), row)) in offers.iter().zip(taken.chunks_exact(words)).enumerate() {
        if row[left / 64] >> (left % 64) & 1 == 1 {
            chosen.push(at);
            left -= *cost as usize;
        }
    }
    chosen
}

/// For every space left: whether the offer is worth what it costs.
fn decide<V: Copy + PartialOrd + Add<Output = V>>(best: &mut [V], row: &mut [u64], cost: usize, value: V) {
    for left in (cost..best.len()).rev() {
        let with = best[left - cost] + value;
        if with >= best[left] {
            best[left] = with;
            row[left / 64] |= 1 << (left % 64);
        }
    }
}
