//! The agenda: proposed, left out, put off, ordered.

use super::change;
use crate::{
    Apply, PersonId, Stamp, Thing, TopicId, Workspace,
    meeting::{
        About, AgendaLine, Meeting, Topic,
        event::{ThingPutOff, ThingTakenBackIn, TopicLeftOut, TopicProposed, TopicsOrdered},
    },
};
use imbl::Vector;
use std::sync::Arc;

/// A topic as its line says, not yet talked about.
pub(super) fn topic(id: TopicId, line: &AgendaLine, proposed_by: Option<PersonId>) -> Topic {
    let AgendaLine { about, title, why, planned_seconds } = line.clone();
    Topic { id, about, title, why, planned_seconds, proposed_by, spent_ms: 0, outcome: None }
}

impl Apply for TopicProposed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.topics.push_back(Arc::new(topic(self.topic, &self.line, stamp.person())));
            meeting.order.insert(before_close(meeting, &meeting.order), self.topic);
            meeting.announced.insert(before_close(meeting, &meeting.announced), self.topic);
        });
    }
}

/// Where a new topic stands: at the end, but before the close.
fn before_close(meeting: &Meeting, order: &Vector<TopicId>) -> usize {
    let closes = |id: &TopicId| meeting.topic(*id).is_some_and(|t| t.about == About::Close);
    let on = |id: &TopicId| meeting.clock.as_ref().is_some_and(|clock| clock.topic == *id);
    match order.last() {
        Some(last) if closes(last) && !on(last) => order.len() - 1,
        _ => order.len(),
    }
}

impl Apply for TopicLeftOut {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.order.retain(|id| *id != self.topic);
            meeting.announced.retain(|id| *id != self.topic);
        });
    }
}

impl Apply for TopicsOrdered {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            let to_come: Vec<TopicId> = meeting.to_come().collect();
            let mut order: Vector<TopicId> = meeting.order.iter().copied().filter(|id| !to_come.contains(id)).collect();
            order.extend(self.order.iter().copied().filter(|id| to_come.contains(id)));
            order.extend(to_come.iter().copied().filter(|id| !self.order.contains(id)));
            meeting.order = order;
        });
    }
}

impl Apply for ThingPutOff {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        put_off(workspace, self.meeting, self.thing, true);
    }
}

impl Apply for ThingTakenBackIn {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        put_off(workspace, self.meeting, self.thing, false);
    }
}

fn put_off(workspace: &mut Workspace, meeting: crate::MeetingId, thing: Thing, off: bool) {
    change(workspace, meeting, |meeting| {
        if off {
            meeting.left_out.insert(thing);
        } else {
            meeting.left_out.remove(&thing);
        }
    });
    workspace.touch(thing);
}
