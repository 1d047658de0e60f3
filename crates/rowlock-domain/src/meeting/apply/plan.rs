//! Plans: numbered, moved, called off, reinstated.

use super::change_and_tell;
use crate::{
    Apply, Stamp, Thing, Workspace,
    meeting::{
        Meeting, MeetingState,
        event::{MeetingCancelled, MeetingMoved, MeetingPlanned, MeetingReinstated, MeetingSkipped},
    },
};
use imbl::{OrdMap, OrdSet, Vector};
use std::sync::Arc;

fn planned(event: MeetingPlanned) -> Meeting {
    let MeetingPlanned { meeting, group, kind, occurrence, title, starts_at, minutes, place, about, people } = event;
    Meeting {
        id: meeting,
        group,
        kind,
        occurrence,
        title,
        starts_at,
        minutes,
        place,
        state: MeetingState::Planned,
        about,
        people: people.into_iter().collect(),
        opened_at: None,
        closed_at: None,
        facilitator: None,
        asked: OrdMap::new(),
        reminded: OrdMap::new(),
        check_ins: OrdMap::new(),
        topics: Vector::new(),
        order: Vector::new(),
        announced: Vector::new(),
        left_out: OrdSet::new(),
        can_wait: Vector::new(),
        clock: None,
        attendance: OrdMap::new(),
        others_here: OrdSet::new(),
        speaker: None,
        corrections: Vector::new(),
        ballots: Vector::new(),
        voters: 0,
        relays_held_until: None,
        relays: OrdMap::new(),
    }
}

impl Apply for MeetingPlanned {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        if let Some(occurrence) = self.occurrence {
            workspace.occurrences.insert(occurrence, self.meeting);
            workspace.touch(Thing::Series(occurrence.0));
        }
        workspace.meetings.push_back(Arc::new(planned(self.clone())));
        change_and_tell(workspace, self.meeting, |_| {});
        if let Some(thing) = self.about {
            workspace.touch(thing);
        }
    }
}

impl Apply for MeetingMoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| meeting.starts_at = self.starts_at);
    }
}

impl Apply for MeetingCancelled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| meeting.state = MeetingState::Cancelled(self.why.clone()));
    }
}

impl Apply for MeetingSkipped {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| meeting.state = MeetingState::Skipped(self.why.clone()));
    }
}

impl Apply for MeetingReinstated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| meeting.state = MeetingState::Planned);
    }
}
