//! What happened to daily notes.

use crate::{TeamId, Text, macros::events};

events! {
    /// Somebody left a line for the team's next check-in.
    NoteLeft { team: TeamId, text: Text }
}
