//! What events of heads-ups do to the model.

use super::{
    HeadsUp,
    event::{HeadsUpAnnounced, HeadsUpEnded, HeadsUpMoved},
};
use crate::{Apply, HeadsUpId, Stamp, Thing, Workspace};
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: HeadsUpId, how: impl FnOnce(&mut HeadsUp)) {
    let Some(heads_up) = workspace.heads_ups.get_mut(id.index()) else { return };
    how(Arc::make_mut(heads_up));
    touch(workspace, id);
}

/// The heads-up, the team that announces it and those that it touches.
fn touch(workspace: &mut Workspace, id: HeadsUpId) {
    let Some(heads_up) = workspace.heads_up(id).cloned() else { return };
    workspace.touch(Thing::HeadsUp(id));
    workspace.touch(Thing::Team(heads_up.team));
    for team in &heads_up.touches {
        workspace.touch(Thing::Team(*team));
    }
}

impl Apply for HeadsUpAnnounced {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { heads_up: id, team, text, from, until, touches } = self.clone();
        let touches = touches.into_iter().collect();
        let heads_up = HeadsUp { id, team, text, from, until, touches, announced_at: stamp.at, over_at: None };
        workspace.heads_ups.push_back(Arc::new(heads_up));
        touch(workspace, id);
    }
}

impl Apply for HeadsUpMoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.heads_up, |heads_up| {
            heads_up.from = self.from;
            heads_up.until = self.until;
        });
    }
}

impl Apply for HeadsUpEnded {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.heads_up, |heads_up| heads_up.over_at = Some(stamp.at));
    }
}
