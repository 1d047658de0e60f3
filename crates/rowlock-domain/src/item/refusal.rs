//! Why a command about items changed nothing.

use crate::{ItemId, refusal::refusals};

refusals! {
    /// An item and itself.
    ItemRelatesToItself(item: ItemId) field "to" "{item} cannot relate to itself. Choose another item.",
    /// A circle of parts.
    ItemPartOfItself(item: ItemId, whole: ItemId) "{whole} is part of {item} already, so {item} cannot be part of it. Remove one of the two relations.",
    /// An item is the same as itself.
    ItemOverlapsItself(item: ItemId) field "other" "{item} is the same work as itself. Choose an item of another team.",
    /// A team knows its own work.
    ItemsOfOneTeamOverlap(item: ItemId, other: ItemId) field "other" "{item} and {other} belong to one team, which knows its own work. Choose an item of another team.",
    /// Nobody will do it.
    DroppedItemOverlaps(item: ItemId) field "other" "{item} was dropped, so no work is done twice. Open it again if it will be done after all.",
    /// Done more than there is.
    MoreDoneThanTotal(done: u32, total: u32) field "done" "{done} done of {total}: count again, or raise the total.",
    /// Numbers of no item.
    TooManyStories(limit: u32) field "total" "More than {limit} stories are not counted here. Split the item.",
}
