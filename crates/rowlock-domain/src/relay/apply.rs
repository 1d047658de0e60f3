//! What events of relays do to the model.

use super::{
    Question, Relay,
    event::{RelayAcknowledged, RelayAnswered, RelayAskedBack, RelaySent, RelaySentenceAdded, RelaysHeld, RelaysTakenBack},
};
use crate::{
    Apply, MeetingId, Member, Stamp, Workspace,
    meeting::apply::{change, change_and_tell},
};
use std::sync::Arc;

fn change_relay(workspace: &mut Workspace, meeting: MeetingId, member: Member, how: impl FnOnce(&mut Relay)) {
    change_and_tell(workspace, meeting, |meeting| how(Arc::make_mut(meeting.relays.entry(member).or_default())));
    workspace.touch(member.thing());
}

impl Apply for RelaysHeld {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| meeting.relays_held_until = Some(self.until));
    }
}

impl Apply for RelaysTakenBack {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| meeting.relays_held_until = None);
    }
}

impl Apply for RelaySentenceAdded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            let sentence = Some(self.sentence.clone()).filter(|sentence| !sentence.is_empty());
            Arc::make_mut(meeting.relays.entry(self.member).or_default()).sentence = sentence;
        });
    }
}

impl Apply for RelaySent {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.meeting, |meeting| meeting.relays_held_until = None);
        change_relay(workspace, self.meeting, self.member, |relay| {
            relay.brief = Some(self.brief.clone());
            relay.sent_at = Some(stamp.at);
        });
    }
}

impl Apply for RelayAcknowledged {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change_relay(workspace, self.meeting, self.member, |relay| relay.acknowledged = Some((stamp.at, stamp.person())));
    }
}

impl Apply for RelayAskedBack {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change_relay(workspace, self.meeting, self.member, |relay| {
            relay.questions.push_back(Question { at: stamp.at, by: stamp.person(), text: self.question.clone(), answer: None });
        });
    }
}

impl Apply for RelayAnswered {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change_relay(workspace, self.meeting, self.member, |relay| {
            if let Some(question) = relay.questions.iter_mut().find(|question| question.answer.is_none()) {
                question.answer = Some((stamp.at, stamp.person(), self.answer.clone()));
            }
        });
    }
}
