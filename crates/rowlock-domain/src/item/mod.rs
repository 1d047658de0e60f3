//! Items: deliverables or backlog items big enough to matter to another team, a goal or a date.

mod apply;
pub mod command;
mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, GoalId, Instant, ItemId, Origin, TeamId, Title, macros::words};
use imbl::OrdSet;

words! {
    /// Where an item stands.
    ItemState {
        /// Not begun.
        Open = "open",
        /// Being worked on.
        InProgress = "in_progress",
        /// Finished.
        Done = "done",
        /// Will not be done.
        Dropped = "dropped",
    }
}

words! {
    /// How one item relates to another.
    Relation {
        /// It needs the other.
        Needs = "needs",
        /// It is part of the other.
        PartOf = "part_of",
        /// It replaces the other.
        Replaces = "replaces",
    }
}

words! {
    /// What somebody said about two items that look like the same work: the first two confirm it, the last dismisses it.
    OverlapAnswer {
        /// The same work.
        Same = "same",
        /// Not the same, but worth knowing of each other.
        Related = "related",
        /// Something else.
        Different = "different",
    }
}

/// What was said about two items. An overlap that nobody has answered is only suspected, and stands nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The newest answer.
    pub said: OverlapAnswer,
    /// The event that says by whom and when.
    pub version: u64,
}

/// An item of a team.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Number.
    pub id: ItemId,
    /// The team that does it.
    pub team: TeamId,
    /// What it is.
    pub title: Title,
    /// Where it stands.
    pub state: ItemState,
    /// When it should be done.
    pub date: Option<Date>,
    /// The goal that it serves.
    pub goal: Option<GoalId>,
    /// Relations to other items.
    pub relations: OrdSet<(Relation, ItemId)>,
    /// Small stories done of total, as last reported.
    pub progress: Option<(u32, u32)>,
    /// When it was added.
    pub added_at: Instant,
    /// When it was done or dropped.
    pub closed_at: Option<Instant>,
    /// Where it is mirrored from.
    pub origin: Option<Origin>,
}
