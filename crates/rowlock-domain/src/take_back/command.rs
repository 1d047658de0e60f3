//! What one can ask right after a slip of the hand.

use crate::macros::commands;

commands! {
    /// Take back what the event of that version did.
    TakeBack { version: u64 }
}
