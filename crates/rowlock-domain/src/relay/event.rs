//! What happened to relays.

use super::Brief;
use crate::{Instant, MeetingId, Member, Text, macros::events};

events! {
    /// The relays go out at that moment unless taken back.
    RelaysHeld { meeting: MeetingId, until: Instant }
    /// They were taken back before that.
    RelaysTakenBack { meeting: MeetingId }
    /// A sentence by hand for one seat's relay.
    RelaySentenceAdded { meeting: MeetingId, member: Member, sentence: Text }
    /// A seat's relay went out.
    RelaySent { meeting: MeetingId, member: Member, brief: Brief }
    /// The seat's team knows.
    RelayAcknowledged { meeting: MeetingId, member: Member }
    /// It has a question.
    RelayAskedBack { meeting: MeetingId, member: Member, question: Text }
    /// The oldest open question of the seat has an answer.
    RelayAnswered { meeting: MeetingId, member: Member, answer: Text }
}
