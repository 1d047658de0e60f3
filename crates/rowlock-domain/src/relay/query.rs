//! What a relay tells, and who knows.

pub use super::brief::brief;

use super::{Question, Relay};
use crate::{Member, Workspace, meeting::Meeting};
use std::sync::Arc;

impl Relay {
    /// The oldest question without an answer.
    #[must_use]
    pub fn open_question(&self) -> Option<&Question> {
        self.questions.iter().find(|question| question.answer.is_none())
    }
}

/// Seats whose relay waits for an answer, with the oldest question.
pub fn asked_back(meeting: &Meeting) -> impl Iterator<Item = (Member, &Question)> {
    meeting.relays.iter().filter_map(|(member, relay)| relay.open_question().map(|question| (*member, question)))
}

/// Seats with an ambassador whose relay was sent and neither acknowledged nor asked back.
#[must_use]
pub fn not_acknowledged(workspace: &Workspace, meeting: &Meeting) -> Vec<Member> {
    let silent = |relay: &Arc<Relay>| relay.sent_at.is_some() && relay.acknowledged.is_none() && relay.open_question().is_none();
    let held = |member: &Member| {
        let seat = workspace.group(meeting.group).and_then(|g| g.seats.get(member));
        seat.is_some_and(|seat| seat.tenures.last().is_some_and(|tenure| tenure.until.is_none()))
    };
    meeting.relays.iter().filter(|(member, relay)| silent(relay) && held(member)).map(|(member, _)| *member).collect()
}

/// How many of how many teams know.
#[must_use]
pub fn who_knows(meeting: &Meeting) -> (usize, usize) {
    let sent = meeting.relays.values().filter(|relay| relay.sent_at.is_some());
    sent.fold((0, 0), |(know, all), relay| (know + usize::from(relay.acknowledged.is_some()), all + 1))
}
