//! What stands against a command about relays.

use crate::refusal::refusals;

refusals! {
    /// There are none before the close.
    NoRelaysYet() "This meeting is not closed. Its relays come 30 seconds after the close.",
    /// This kind of meeting makes none.
    NoRelays() "This meeting makes no relays: only a Scrum of Scrums with seats does.",
    /// They are out.
    RelaysAlreadySent() "The relays are sent; what was sent stays. Add a dated correction to the minutes instead.",
    /// They were taken back.
    RelaysWereTakenBack() "The relays were taken back. Hold them again to let them go out.",
    /// Their time has not come.
    RelaysStillHeld() "The relays are held back for 30 seconds after the close, so that they can be taken back. Wait a moment.",
    /// The seat's relay did not go out.
    RelayNotSent(member: &str) "The relay for {member} has not gone out yet.",
    /// The member has no seat in the group.
    NoSeat(member: &str) field "member" "{member} has no seat in this group.",
    /// Nothing asked.
    QuestionEmpty() field "question" "This is empty. Write your question.",
    /// Nothing answered.
    AnswerEmpty() field "answer" "This is empty. Write an answer.",
    /// Nothing to answer.
    NoQuestionOpen(member: &str) "{member} has no question that waits for an answer.",
}
