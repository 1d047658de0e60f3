//! What one can ask of items.

use super::{ItemState, OverlapAnswer, Relation};
use crate::{Date, GoalId, ItemId, Origin, TeamId, Title, macros::commands};

commands! {
    /// Add an item.
    AddItem { team: TeamId, title: Title, state: ItemState, date: Option<Date>, goal: Option<GoalId>, origin: Option<Origin> }
    /// Correct its title.
    RetitleItem { item: ItemId, title: Title }
    /// Say where it stands.
    MoveItem { item: ItemId, state: ItemState }
    /// Set its date.
    DateItem { item: ItemId, date: Option<Date> }
    /// Say which goal it serves.
    ServeGoal { item: ItemId, goal: Option<GoalId> }
    /// Hand it to another team.
    HandOverItem { item: ItemId, team: TeamId }
    /// Relate it to another.
    RelateItem { item: ItemId, relation: Relation, to: ItemId }
    /// Undo that.
    UnrelateItem { item: ItemId, relation: Relation, to: ItemId }
    /// Say whether two items are the same work.
    AnswerOverlap { item: ItemId, other: ItemId, said: OverlapAnswer }
    /// Report small stories done of total.
    ReportItemProgress { item: ItemId, done: u32, total: u32 }
}
