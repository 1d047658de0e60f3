//! What events of follow-ups do to the model.

use super::{
    FollowUp, FollowUpState,
    event::{FollowUpAssigned, FollowUpDated, FollowUpDisowned, FollowUpDone, FollowUpDropped, FollowUpHandedOn, FollowUpReopened},
};
use crate::{Apply, FollowUpId, Stamp, Thing, Workspace};
use std::sync::Arc;

impl Apply for FollowUpAssigned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        workspace.follow_ups.push_back(Arc::new(FollowUp {
            id: self.follow_up,
            group: self.group,
            text: self.text.clone(),
            owner: Some(self.owner),
            team: self.team,
            due: self.due,
            meeting: self.meeting,
            about: self.about,
            state: FollowUpState::Assigned,
            assigned_at: stamp.at,
            closed_at: None,
        }));
        tell(workspace, self.follow_up);
    }
}

/// Marks the follow-up and all whom it concerns as changed.
fn tell(workspace: &mut Workspace, id: FollowUpId) {
    workspace.touch(Thing::FollowUp(id));
    let Some(follow_up) = workspace.follow_up(id).cloned() else { return };
    workspace.touch(Thing::Group(follow_up.group));
    follow_up.owner.into_iter().for_each(|owner| workspace.touch(Thing::Person(owner)));
    follow_up.team.into_iter().for_each(|team| workspace.touch(Thing::Team(team)));
    follow_up.meeting.into_iter().for_each(|meeting| workspace.touch(Thing::Meeting(meeting)));
    follow_up.about.into_iter().for_each(|about| workspace.touch(about));
}

fn change(workspace: &mut Workspace, id: FollowUpId, how: impl FnOnce(&mut FollowUp)) {
    if let Some(follow_up) = workspace.follow_ups.get_mut(id.index()) {
        how(Arc::make_mut(follow_up));
    }
    tell(workspace, id);
}

impl Apply for FollowUpHandedOn {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.follow_up, |follow_up| follow_up.owner = Some(self.owner));
    }
}

impl Apply for FollowUpDisowned {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.follow_up, |follow_up| follow_up.owner = None);
    }
}

impl Apply for FollowUpDated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.follow_up, |follow_up| follow_up.due = self.due);
    }
}

impl Apply for FollowUpDone {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.follow_up, |follow_up| {
            follow_up.state = FollowUpState::Done;
            follow_up.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for FollowUpDropped {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.follow_up, |follow_up| {
            follow_up.state = FollowUpState::Dropped(self.why.clone());
            follow_up.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for FollowUpReopened {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.follow_up, |follow_up| {
            follow_up.state = FollowUpState::Assigned;
            follow_up.closed_at = None;
        });
    }
}
