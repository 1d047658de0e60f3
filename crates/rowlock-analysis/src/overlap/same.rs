//! Items with the very same title: each with each would be the square of their number, and no person answers so many questions.

use super::{Item, Normal};
use std::collections::{BTreeSet, HashMap};

/// Which items are left out, because so many others with the same title stand for them: the first of each team, then
/// the earliest.
pub(super) fn capped(items: &[Item], normals: &[Normal], most: usize) -> Vec<bool> {
    let mut same: HashMap<(&[String], &[String]), Vec<usize>> = HashMap::new();
    for (at, normal) in normals.iter().enumerate().filter(|(_, normal)| normal.is_comparable()) {
        same.entry((normal.words.as_slice(), normal.tokens.as_slice())).or_default().push(at);
    }
    let mut is_capped = vec![false; items.len()];
    for group in same.into_values().filter(|group| group.len() > most) {
        let mut teams = BTreeSet::new();
        let (firsts, others): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| teams.insert(items[**at].team.as_deref()));
        firsts.into_iter().chain(others).skip(most).for_each(|at| is_capped[at] = true);
    }
    is_capped
}
