//! What one can ask of daily notes.

use crate::{TeamId, Text, macros::commands};

commands! {
    /// Leave a line for the team's next check-in.
    LeaveNote { team: TeamId, text: Text }
}
