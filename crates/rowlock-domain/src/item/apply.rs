//! What events of items do to the model.

use super::{
    Item, ItemState, Overlap,
    event::{
        ItemAdded, ItemDated, ItemDropped, ItemFinished, ItemHandedOver, ItemProgressReported, ItemRelated, ItemReopened, ItemRetitled, ItemServed,
        ItemStarted, ItemUnrelated, OverlapAnswered,
    },
    query,
};
use crate::{Apply, Instant, ItemId, Stamp, Thing, Workspace};
use imbl::OrdSet;
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: ItemId, how: impl FnOnce(&mut Item)) {
    let Some(item) = workspace.items.get_mut(id.index()) else { return };
    how(Arc::make_mut(item));
    touch(workspace, id);
}

/// The item, its team and the goal that it serves.
fn touch(workspace: &mut Workspace, id: ItemId) {
    let Some((team, goal)) = workspace.item(id).map(|item| (item.team, item.goal)) else { return };
    workspace.touch(Thing::Item(id));
    workspace.touch(Thing::Team(team));
    if let Some(goal) = goal {
        workspace.touch(Thing::Goal(goal));
    }
}

fn go_to(workspace: &mut Workspace, id: ItemId, state: ItemState, at: Instant) {
    change(workspace, id, |item| {
        item.state = state;
        item.closed_at = state.is_closed().then_some(at);
    });
}

impl ItemState {
    /// Whether nobody works on it any more.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

impl Apply for ItemAdded {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { item: id, team, title, state, date, goal, origin } = self.clone();
        let closed_at = state.is_closed().then_some(stamp.at);
        let relations = OrdSet::new();
        let item = Item { id, team, title, state, date, goal, relations, progress: None, added_at: stamp.at, closed_at, origin };
        workspace.items.push_back(Arc::new(item));
        touch(workspace, id);
    }
}

impl Apply for ItemRetitled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.item, |item| item.title = self.title.clone());
    }
}

impl Apply for ItemStarted {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        go_to(workspace, self.item, ItemState::InProgress, stamp.at);
    }
}

impl Apply for ItemFinished {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        go_to(workspace, self.item, ItemState::Done, stamp.at);
    }
}

impl Apply for ItemDropped {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        go_to(workspace, self.item, ItemState::Dropped, stamp.at);
    }
}

impl Apply for ItemReopened {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        go_to(workspace, self.item, ItemState::Open, stamp.at);
    }
}

impl Apply for ItemDated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.item, |item| item.date = self.date);
    }
}

impl Apply for ItemServed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        touch(workspace, self.item);
        change(workspace, self.item, |item| item.goal = self.goal);
    }
}

impl Apply for ItemHandedOver {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        touch(workspace, self.item);
        change(workspace, self.item, |item| item.team = self.team);
    }
}

impl Apply for ItemRelated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.item, |item| {
            item.relations.insert((self.relation, self.to));
        });
        touch(workspace, self.to);
    }
}

impl Apply for ItemUnrelated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.item, |item| {
            item.relations.remove(&(self.relation, self.to));
        });
        touch(workspace, self.to);
    }
}

impl Apply for OverlapAnswered {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let said = Overlap { said: self.said, version: stamp.version };
        workspace.overlaps.insert(query::pair(self.item, self.other), said);
        touch(workspace, self.item);
        touch(workspace, self.other);
    }
}

impl Apply for ItemProgressReported {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.item, |item| item.progress = Some((self.done, self.total)));
    }
}
