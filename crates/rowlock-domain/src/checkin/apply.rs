//! What events of check-ins do to the model: the meeting keeps the words, the team its confidence.

use super::{
    CheckIn, Words,
    event::{CheckInAmended, CheckInAsked, CheckInGiven, CheckInReminded},
    query::sprint_goal_at,
};
use crate::{Apply, MeetingId, Member, Stamp, TeamId, Workspace, meeting::apply::change, team::Confidence};
use std::sync::Arc;

fn keep(workspace: &mut Workspace, (meeting, member): (MeetingId, Member), words: &Words, stamp: &Stamp) {
    change(workspace, meeting, |meeting| {
        let kept = match meeting.check_ins.get(&member) {
            Some(given) => CheckIn { by: stamp.person(), given_at: given.given_at, amended_at: Some(stamp.at), words: words.clone() },
            None => CheckIn { by: stamp.person(), given_at: stamp.at, amended_at: None, words: words.clone() },
        };
        meeting.check_ins.insert(member, Arc::new(kept));
    });
    if let Member::Team(team) = member {
        remember_confidence(workspace, team, meeting, words, stamp);
    }
    workspace.touch(member.thing());
}

/// One confidence per meeting: an amended check-in replaces its own.
fn remember_confidence(workspace: &mut Workspace, id: TeamId, meeting: MeetingId, words: &Words, stamp: &Stamp) {
    let goal = sprint_goal_at(workspace, id, stamp.at);
    let Some(team) = workspace.teams.get_mut(id.index()) else { return };
    let had = team.confidences.iter().any(|c| c.meeting == meeting);
    if !had && words.confidence.is_none() {
        return;
    }
    let team = Arc::make_mut(team);
    team.confidences.retain(|c| c.meeting != meeting);
    if let Some(value) = words.confidence {
        team.confidences.push_back(Confidence { at: stamp.at, meeting, goal, value, reason: words.confidence_reason.clone() });
    }
}

impl Apply for CheckInGiven {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        keep(workspace, (self.meeting, self.member), &self.words, stamp);
    }
}

impl Apply for CheckInAmended {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        keep(workspace, (self.meeting, self.member), &self.words, stamp);
    }
}

impl Apply for CheckInAsked {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.asked.insert(self.member, stamp.at);
        });
        workspace.touch(self.member.thing());
    }
}

impl Apply for CheckInReminded {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.reminded.insert(self.member, stamp.at);
        });
        workspace.touch(self.member.thing());
    }
}
