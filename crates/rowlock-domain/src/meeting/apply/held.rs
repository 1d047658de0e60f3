//! The meeting as it is held: opened, from topic to topic, the clock, closed, corrected.

use super::{agenda::topic, change, change_and_tell};
use crate::{
    Apply, Instant, Stamp, TopicId, Workspace,
    meeting::{
        About, AgendaLine, Clock, Meeting, MeetingState, Topic,
        event::{ClockPaused, ClockResumed, CorrectionAdded, MeetingClosed, MeetingOpened, PulseTaken, TimeAdded, TopicConcluded, TopicStarted},
    },
};
use imbl::Vector;
use std::sync::Arc;

fn change_topic(meeting: &mut Meeting, id: TopicId, how: impl FnOnce(&mut Topic)) {
    if let Some(topic) = meeting.topics.get_mut(id.index()) {
        how(Arc::make_mut(topic));
    }
}

/// Adds the time since the clock last started to the topic that is on, and stops the clock.
fn stop(meeting: &mut Meeting, at: Instant) {
    let Some(Clock { topic, running_since: Some(since) }) = meeting.clock.clone() else { return };
    change_topic(meeting, topic, |topic| topic.spent_ms = topic.spent_ms.saturating_add(at.since_ms(since)));
    meeting.clock = Some(Clock { topic, running_since: None });
}

/// The number of the topic that a line of the fixed agenda is: the one proposed by hand, or a new one.
fn topic_of(meeting: &mut Meeting, line: &AgendaLine, taken: &Vector<TopicId>) -> TopicId {
    let same = |t: &&Arc<Topic>| t.about == line.about && t.title == line.title && !taken.contains(&t.id) && meeting.order.contains(&t.id);
    if let Some(known) = meeting.topics.iter().find(same) {
        return known.id;
    }
    let id = TopicId(u32::try_from(meeting.topics.len()).unwrap_or(u32::MAX).saturating_add(1));
    meeting.topics.push_back(Arc::new(topic(id, line, None)));
    id
}

impl Apply for MeetingOpened {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| {
            let mut order = Vector::new();
            for line in &self.agenda {
                let id = topic_of(meeting, line, &order);
                order.push_back(id);
            }
            meeting.clock = order.front().map(|first| Clock { topic: *first, running_since: Some(stamp.at) });
            meeting.announced = order.clone();
            meeting.order = order;
            meeting.can_wait = self.can_wait.iter().cloned().collect();
            meeting.state = MeetingState::Open;
            meeting.opened_at = Some(stamp.at);
            meeting.facilitator = stamp.person();
        });
    }
}

impl Apply for TopicStarted {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            stop(meeting, stamp.at);
            meeting.clock = Some(Clock { topic: self.topic, running_since: Some(stamp.at) });
            meeting.speaker = None;
            meeting.announced = meeting.order.clone();
        });
    }
}

impl Apply for TopicConcluded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        let mut about = None;
        change(workspace, self.meeting, |meeting| {
            change_topic(meeting, self.topic, |topic| {
                topic.outcome = Some(self.outcome);
                about = Some(topic.about);
            });
        });
        if let Some(About::Thing(thing)) = about {
            workspace.touch(thing);
        }
    }
}

impl Apply for TimeAdded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            change_topic(meeting, self.topic, |topic| topic.planned_seconds = topic.planned_seconds.saturating_add(self.seconds));
        });
    }
}

impl Apply for ClockPaused {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| stop(meeting, stamp.at));
    }
}

impl Apply for ClockResumed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            if let Some(clock) = meeting.clock.as_mut() {
                clock.running_since = clock.running_since.or(Some(stamp.at));
            }
        });
    }
}

impl Apply for MeetingClosed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change_and_tell(workspace, self.meeting, |meeting| {
            stop(meeting, stamp.at);
            meeting.clock = None;
            meeting.speaker = None;
            meeting.state = MeetingState::Closed;
            meeting.closed_at = Some(stamp.at);
        });
    }
}

impl Apply for PulseTaken {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.voters = self.voters;
            meeting.ballots = self.ballots.iter().cloned().collect();
        });
    }
}

impl Apply for CorrectionAdded {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| meeting.corrections.push_back((stamp.at, stamp.person(), self.text.clone())));
    }
}
