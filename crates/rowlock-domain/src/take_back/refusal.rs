//! What stands against taking something back.

use crate::refusal::refusals;

refusals! {
    /// More than 30 seconds ago.
    TooLateToTakeBack() "That was more than 30 seconds ago, and others have seen it. Reopen it with a reason instead.",
    /// Somebody else did it.
    TakenBackByAnother() "Only whoever did this can take it back. Reopen it with a reason instead.",
    /// It has moved on since.
    MovedOnSince() "This has changed since, so there is nothing left to take back.",
    /// Not a slip of the hand.
    CannotBeTakenBack() "This cannot be taken back. Resolving, delivering, accepting and finishing can, for 30 seconds.",
}
