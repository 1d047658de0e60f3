//! How promises moved: of what was promised, how much was promised again, later or earlier.
//!
//! Speaks of the work between pairs of teams, never of persons, and ranks nobody. What is passed in may be days or
//! whole releases: the answer has the same unit.

use serde::Serialize;
use std::collections::BTreeMap;

/// A promise that was given or moved, in the order of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise<K> {
    /// Of what.
    pub of: K,
    /// What held before; `None` = first promise.
    pub from: Option<f64>,
    /// What holds now.
    pub to: f64,
}

/// How promises moved.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Moves {
    /// Promised for the first time.
    pub first_promises: usize,
    /// Promised again, for another date.
    pub changes: usize,
    /// Of these, later.
    pub slips: usize,
    /// Of these, earlier.
    pub pulled_in: usize,
    /// Mean of the slips; `None` without any.
    pub mean_slip: Option<f64>,
    /// Middle of the slips; `None` without any.
    pub median_slip: Option<f64>,
    /// How often the one thing was promised again that was so most often.
    pub most_changes_of_one: usize,
}

/// Counts them. What was promised again for the same date is no change.
pub fn moves<K: Ord>(promises: impl IntoIterator<Item = Promise<K>>) -> Moves {
    let mut moves = Moves::default();
    let mut slips: Vec<f64> = Vec::new();
    let mut changes: BTreeMap<K, usize> = BTreeMap::new();
    for promise in promises {
        let Some(from) = promise.from else {
            moves.first_promises += 1;
            continue;
        };
        let by = promise.to - from;
        if by == 0.0 {
            continue;
        }
        moves.changes += 1;
        *changes.entry(promise.of).or_default() += 1;
        if by > 0.0 { slips.push(by) } else { moves.pulled_in += 1 }
    }
    moves.slips = slips.len();
    moves.most_changes_of_one = changes.into_values().max().unwrap_or(0);
    moves.mean_slip = (!slips.is_empty()).then(|| slips.iter().sum::<f64>() / slips.len() as f64);
    moves.median_slip = median(&mut slips);
    moves
}

/// The middle value; the mean of the two middle ones of an even number.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { upper } else { values.get(middle - 1).map_or(upper, |lower| (lower + upper) / 2.0) })
}
