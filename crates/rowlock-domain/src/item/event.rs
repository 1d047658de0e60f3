//! What happened to items.

use super::{ItemState, OverlapAnswer, Relation};
use crate::{Date, GoalId, ItemId, Origin, TeamId, Title, macros::events};

events! {
    /// An item is known, perhaps already begun or done elsewhere.
    ItemAdded { item: ItemId, team: TeamId, title: Title, state: ItemState, date: Option<Date>, goal: Option<GoalId>, origin: Option<Origin> }
    /// It is called otherwise.
    ItemRetitled { item: ItemId, title: Title }
    /// Work began.
    ItemStarted { item: ItemId }
    /// It is done.
    ItemFinished { item: ItemId }
    /// It will not be done.
    ItemDropped { item: ItemId }
    /// It is open again.
    ItemReopened { item: ItemId }
    /// Its date moved.
    ItemDated { item: ItemId, date: Option<Date> }
    /// The goal that it serves.
    ItemServed { item: ItemId, goal: Option<GoalId> }
    /// Another team does it.
    ItemHandedOver { item: ItemId, team: TeamId }
    /// Two items relate.
    ItemRelated { item: ItemId, relation: Relation, to: ItemId }
    /// They no longer do.
    ItemUnrelated { item: ItemId, relation: Relation, to: ItemId }
    /// Somebody said whether two items are the same work; the lower number comes first.
    OverlapAnswered { item: ItemId, other: ItemId, said: OverlapAnswer }
    /// Small stories done of total.
    ItemProgressReported { item: ItemId, done: u32, total: u32 }
}
