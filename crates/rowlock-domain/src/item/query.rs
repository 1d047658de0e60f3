//! What was said about two items, whichever is named first.

use super::Overlap;
use crate::{ItemId, Workspace};

/// The two in the order of their numbers: a pair has no first and second.
#[must_use]
pub fn pair(one: ItemId, other: ItemId) -> (ItemId, ItemId) {
    (one.min(other), one.max(other))
}

impl Workspace {
    /// What was said about two items.
    #[must_use]
    pub fn overlap(&self, one: ItemId, other: ItemId) -> Option<&Overlap> {
        self.overlaps.get(&pair(one, other))
    }

    /// What was said about an item and others, in the order of their numbers.
    pub fn overlaps_of(&self, item: ItemId) -> impl Iterator<Item = (ItemId, &Overlap)> {
        self.overlaps.iter().filter_map(move |((one, other), overlap)| match (*one == item, *other == item) {
            (true, _) => Some((*other, overlap)),
            (_, true) => Some((*one, overlap)),
            _ => None,
        })
    }
}
