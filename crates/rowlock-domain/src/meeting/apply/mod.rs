//! What events of meetings do to the model. Total: an event about a meeting or topic that does not exist changes nothing.

mod agenda;
mod attendance;
mod held;
mod plan;

use super::Meeting;
use crate::{MeetingId, Thing, Workspace};
use std::sync::Arc;

/// Changes a meeting and notes that it changed.
pub(crate) fn change(workspace: &mut Workspace, id: MeetingId, how: impl FnOnce(&mut Meeting)) {
    let Some(meeting) = workspace.meetings.get_mut(id.index()) else { return };
    how(Arc::make_mut(meeting));
    workspace.touch(Thing::Meeting(id));
}

/// Like [`change`], for what the group's own pages show as well: plans, states, relays.
pub(crate) fn change_and_tell(workspace: &mut Workspace, id: MeetingId, how: impl FnOnce(&mut Meeting)) {
    change(workspace, id, how);
    if let Some(group) = workspace.meeting(id).map(|m| m.group) {
        workspace.touch(Thing::Group(group));
    }
}
