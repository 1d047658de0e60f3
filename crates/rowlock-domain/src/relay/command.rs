//! What one can ask of relays.

use crate::{MeetingId, Member, Text, macros::commands};

commands! {
    /// Take them back before they go out.
    TakeBackRelays { meeting: MeetingId }
    /// Hold them again, to go out in 30 s.
    HoldRelays { meeting: MeetingId }
    /// Add a sentence by hand, while they are held.
    AddRelaySentence { meeting: MeetingId, member: Member, sentence: Text }
    /// Send them (the clock does, when their time has come).
    SendRelays { meeting: MeetingId }
    /// Say that the team knows.
    AcknowledgeRelay { meeting: MeetingId, member: Member }
    /// Ask the group something.
    AskBack { meeting: MeetingId, member: Member, question: Text }
    /// Answer the oldest open question.
    AnswerRelay { meeting: MeetingId, member: Member, answer: Text }
}
